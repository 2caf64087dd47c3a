"""Topics as a person keeps them; all that is asked here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

BAD_NAMES = ["", "Hạn mặn", "HAN", "a_b", "-x", "a-", "a\nb", "\x1b[31m", "a" * 81, "x\udcff"]
BAD_QUERIES = {
    "": "found nothing",
    " ": "found nothing",
    "\u200b": "found nothing",
    "a " * 50_000: "100,000 characters; expected a query of at most 10,000 characters",
    "mặn\x07": "query, column 4: found the control character U+0007",
    '"mặn': "a closing quotation mark",
    "topic:han-mn": "did you mean topic:han-man?",
    "topic:new": "new → new",
    "mặn is:edited": "topics and watches are asked of each new article",
    "mặn after:30d": "topics and watches are asked of each new article",
    "x\udcff": "is not UTF-8",
}
LISTED = {"name", "title", "query", "origin", "watches"}
SHOWN = LISTED | {"query_in_full", "used_by", "found", "more", "articles"}


@pytest.fixture
def salted(diemtin: Diemtin) -> Diemtin:
    """Return the command in a home with two topics, one inside the other, and a watch on that."""
    diemtin.ok("topic", "add", "han-man", '"hạn mặn" OR "nước mặn"', "--title", "Hạn, mặn")
    diemtin.ok("topic", "add", "lua", "lúa", "topic:han-man")
    diemtin.ok("watch", "add", "Lúa mặn", "topic:lua")
    return diemtin


def names(diemtin: Diemtin) -> list[str]:
    return [one["name"] for one in diemtin.records("topic", "list")]


def test_a_topic_is_added_and_says_how_to_use_it(diemtin: Diemtin) -> None:
    told = diemtin.ok("topic", "add", "khong-dua", "-dừa", '"vườn', 'dừa"', "--title", "Không dừa")
    assert told == (
        'topic khong-dua: -dừa "vườn dừa"\n'
        "what it finds: diemtin search topic:khong-dua\n"
        "be alerted with: diemtin watch add NAME topic:khong-dua\n"
    )
    [listed] = diemtin.records("topic", "list")
    assert set(listed) == LISTED
    assert (listed["title"], listed["origin"], listed["watches"]) == ("Không dừa", "user", 0)
    assert diemtin.ok("search", "topic:khong-dua") == "nothing found\n"


def test_watches_are_counted_through_other_topics(salted: Diemtin) -> None:
    assert {one["name"]: one["watches"] for one in salted.records("topic", "list")} == {
        "han-man": 1,
        "lua": 1,
    }
    assert "han-man\tHạn, mặn\t1\t" in salted.ok("topic", "list")


def test_a_topic_is_shown_with_its_users_and_articles(salted: Diemtin, tmp_path: Path) -> None:
    text_file(tmp_path, "000_00112233445566aa.txt", "Mùa lúa", "Ruộng lúa chịu nước mặn.")
    text_file(tmp_path, "001_00112233445566ab.txt", "Mùa dừa", "Vườn dừa chịu hạn mặn.")
    salted.ok("ingest", str(tmp_path))
    [shown] = salted.records("topic", "show", "lua")
    assert set(shown) == SHOWN
    assert shown["query_in_full"] == 'lúa ("hạn mặn" OR "nước mặn")'
    assert shown["used_by"] == {"topics": [], "watches": ["Lúa mặn"]}
    assert (shown["found"], shown["more"], shown["watches"]) == (1, False, 1)
    [article] = shown["articles"]
    assert set(article) == {"number", "title", "published_at", "source", "url"}
    assert article["title"] == "Mùa lúa"
    told = salted.ok("topic", "show", "han-man")
    assert told.startswith(
        'han-man  Hạn, mặn\n  query    "hạn mặn" OR "nước mặn"\n  used by  topic'
    )
    assert "used by  topic lua and watch Lúa mặn\n  finds    2 articles\nnewest" in told


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_does_not_fit_is_refused(salted: Diemtin, name: str) -> None:
    assert salted.refused("topic", "add", "--", name, "x")
    assert salted.refused("topic", "edit", "lua", f"--rename={name}")
    assert names(salted) == ["han-man", "lua"]


def test_a_name_that_fits_is_offered(salted: Diemtin) -> None:
    assert salted.refused("topic", "add", "Đê Bao", "x") == (
        "NAME: found 'Đê Bao'; expected small letters a-z, digits and hyphens; for instance de-bao"
    )


@pytest.mark.parametrize("query", BAD_QUERIES, ids=lambda query: repr(query[:12]))
def test_a_query_that_cannot_be_is_refused_and_not_kept(salted: Diemtin, query: str) -> None:
    assert BAD_QUERIES[query] in salted.refused("topic", "add", "new", query)
    before = salted.records("topic", "list")
    salted.refused("topic", "edit", "han-man", f"--query={query}")
    assert salted.records("topic", "list") == before


def test_a_title_is_one_line_that_can_be_seen(salted: Diemtin) -> None:
    assert "U+001B" in salted.refused("topic", "edit", "lua", "--title", "a\x1b[31m")
    assert "at most 200" in salted.refused("topic", "add", "x", "y", "--title", "a" * 201)
    salted.ok("topic", "edit", "lua", "--title", "Lúa \n mặn")
    salted.ok("topic", "edit", "han-man", "--title", "")
    assert [one["title"] for one in salted.records("topic", "list")] == ["", "Lúa mặn"]


def test_a_ring_is_refused_by_its_names(salted: Diemtin) -> None:
    said = salted.refused("topic", "edit", "han-man", "--query", "topic:lua")
    assert said.endswith("a topic that does not contain itself; han-man → lua → han-man")
    assert salted.records("topic", "show", "han-man")[0]["query"].startswith('"hạn mặn"')


def test_a_change_says_what_changes_by_it(salted: Diemtin) -> None:
    told = salted.ok("topic", "edit", "han-man", "--query", "-ngọt mặn")
    assert told == "topic han-man: -ngọt mặn\nchanged by it: topic lua and watch Lúa mặn\n"
    salted.ok("topic", "add", "dua", "dừa")
    told = salted.ok("topic", "edit", "dua", "--query", '"trái dừa"')
    assert told.endswith("no watch and no topic uses it\n")
    assert "nothing to change" in salted.refused("topic", "edit", "dua")
    assert "nothing to change" in salted.refused("topic", "edit", "dua", "--query", '"trái  dừa"')


def test_a_topic_is_renamed_where_it_is_used(salted: Diemtin) -> None:
    told = salted.ok("topic", "edit", "lua", "--rename", "lua-man")
    assert told.endswith("lua is named lua-man from now on, also where it is used: watch Lúa mặn\n")
    assert salted.records("watch", "show", "Lúa mặn")[0]["query"] == "topic:lua-man"
    assert "already" in salted.refused("topic", "edit", "lua-man", "--rename", "han-man")
    assert names(salted) == ["han-man", "lua-man"]


def test_a_topic_in_use_is_removed_only_by_force(salted: Diemtin) -> None:
    said = salted.refused("topic", "remove", "han-man")
    assert said.startswith("topic han-man is used by topic lua and watch Lúa mặn; ")
    assert names(salted) == ["han-man", "lua"]
    forced = salted.run("topic", "remove", "han-man", "--force")
    assert (forced.status, forced.out) == (0, "topic han-man is removed\n")
    assert forced.complaint == (
        "topic lua and watch Lúa mặn cannot be read any more; see: diemtin status"
    )
    listed = salted.run("topic", "list", "--json")
    assert listed.status == 0
    assert listed.complaint.startswith("topic lua cannot be read: query, column 11")
    [shown] = salted.run("topic", "show", "lua", "--json").out.splitlines()
    assert '"query_in_full": null' in shown
    salted.ok("watch", "remove", "Lúa mặn")
    assert salted.ok("topic", "remove", "lua") == "topic lua is removed\n"
    assert names(salted) == []


def test_an_office_that_ended_is_told(diemtin: Diemtin) -> None:
    ended = "topic bi-thu: Bí thư Tỉnh ủy Bến Tre ended 2025-06-30, followed by Bí thư Tỉnh ủy"
    added = diemtin.run("topic", "add", "bi-thu", 'office:"Bí thư Tỉnh ủy Bến Tre"')
    assert added.complaint.startswith(ended)
    both = 'office:"Bí thư Tỉnh ủy Bến Tre" OR office:"Bí thư Tỉnh ủy Vĩnh Long"'
    diemtin.ok("topic", "edit", "bi-thu", "--query", both)


@pytest.mark.parametrize("verb", ["show", "remove", "edit"])
def test_a_topic_that_is_not_there_is_told_with_the_nearest(salted: Diemtin, verb: str) -> None:
    rest = ["--title", "x"] if verb == "edit" else []
    said = salted.failed("topic", verb, "hanman", *rest)
    assert said == "there is no topic named hanman; did you mean han-man?"


def test_what_is_exported_is_imported_the_same(salted: Diemtin, tmp_path: Path) -> None:
    before = [{**one, "watches": 0} for one in salted.records("topic", "list")]
    exported = str(tmp_path / "topics.yaml")
    assert salted.ok("topic", "export", exported) == f"2 topics written to {exported}\n"
    text = Path(exported).read_text(encoding="utf-8")
    assert salted.ok("topic", "export") == salted.ok("topic", "export", "-") == text
    assert "is there already" in salted.refused("topic", "export", "--to", exported)
    assert "exclude one another" in salted.refused("topic", "export", "a", "--to", "b")
    salted.ok("watch", "remove", "Lúa mặn")
    salted.ok("topic", "remove", "lua")
    salted.ok("topic", "remove", "han-man")
    assert salted.ok("topic", "import", exported) == (
        "2 topics added, 0 changed, 0 known already\n"
    )
    assert salted.records("topic", "list") == before
    again = salted.run("topic", "import", "-", typed=text)
    assert again.out == "0 topics added, 0 changed, 2 known already\n"


def test_an_import_changes_what_is_there_only_where_told(salted: Diemtin, tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("- name: new\n  query: x\n- name: lua\n  query: thóc\n", encoding="utf-8")
    assert salted.refused("topic", "import", str(file)) == (
        f"{file}:4: query: topic lua has another query in the archive; "
        "to have it as it stands here: --replace"
    )
    assert names(salted) == ["han-man", "lua"]
    assert salted.ok("topic", "import", str(file), "--replace") == (
        "1 topic added, 1 changed, 0 known already\nchanged by it: watch Lúa mặn\n"
    )
    assert salted.records("topic", "show", "lua")[0]["query"] == "thóc"


def test_mistakes_of_files_are_told_and_nothing_stored(salted: Diemtin, tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("- name: new\n  query: x\n- name: Xấu\n  query: y\n", encoding="utf-8")
    ran = salted.run("topic", "import", str(file), str(tmp_path / "none.yaml"))
    assert ran.status == 2
    first, second, last = ran.err.splitlines()
    assert first.startswith(f"diemtin: {file}:3: name: found 'Xấu'; expected small letters")
    assert "none.yaml: cannot be read: No such file" in second
    assert last == "diemtin: 2 mistakes; nothing is stored"
    file.write_text("- name: han-man\n  query: topic:lua\n", encoding="utf-8")
    said = salted.refused("topic", "import", str(file), "--replace")
    assert said.startswith(
        f"{file}:2: query: query, column 7, topic lua, column 11: found the topic"
    )
    assert said.endswith("han-man → lua → han-man")
    assert names(salted) == ["han-man", "lua"]
