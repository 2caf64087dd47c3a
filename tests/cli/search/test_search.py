"""Asking the archive: pages, best first, counts, and what is said where nothing is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin

TEXTS = (
    ("Chợ Bến Đìa họp sớm", "04/03/2026 - 08:00", "Chợ họp bên cầu Rạch Đình."),
    ("Cầu Rạch Đình thông xe", "05/03/2026 - 08:00", "Bí thư Tỉnh ủy Kiều Thanh Vĩ dự lễ."),
    ("Tin vắn cuối tuần", "06/04/2026 - 08:00", "Trần Duy Hưởng sửa cầu, dọn chợ."),
)


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    diemtin.ok("official", "add", "Kiều Thanh Vĩ", "--office", "Bí thư Tỉnh ủy Sông Hàm")
    for number, (title, day, body) in enumerate(TEXTS):
        path = tmp_path / "in" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{title}\n\n{day}\n\n{body}\n", encoding="utf-8")
    diemtin.ok("ingest", str(tmp_path / "in"))
    return diemtin


def titles(found: list[dict[str, object]]) -> list[object]:
    return [one["title"] for one in found]


def test_best_first_puts_titles_before_days(stocked: Diemtin) -> None:
    newest = titles(stocked.records("search", "cầu OR chợ"))
    assert newest == [TEXTS[2][0], TEXTS[1][0], TEXTS[0][0]]
    best = titles(stocked.records("search", "--best", "cầu OR chợ"))
    assert best == [TEXTS[0][0], TEXTS[1][0], TEXTS[2][0]]


@pytest.mark.parametrize("order", [[], ["--best"]])
def test_a_page_says_where_the_next_one_begins(stocked: Diemtin, order: list[str]) -> None:
    first = stocked.ok("search", *order, "--limit", "2", "cầu").splitlines()
    assert first[-1].startswith("2 shown; the next with --after ")
    after = first[-1].split()[6].rstrip(",")
    second = stocked.ok("search", *order, "--limit", "2", "--after", after, "cầu").splitlines()
    assert second[-1] == "1 found"
    shown = [line.split(maxsplit=1)[1] for line in [*first, *second] if line[:3].isdigit()]
    assert sorted(shown) == sorted(title for title, _, _ in TEXTS)


def test_an_article_that_is_not_there_is_no_beginning(stocked: Diemtin) -> None:
    ran = stocked.run("search", "--after", "77", "cầu")
    assert ran.status == 1
    assert "77" in ran.complaint
    ran = stocked.run("search", "--best", "--after", "2", "title:chợ")
    assert (ran.status, "not among what the query finds" in ran.complaint) == (1, True)


def test_facets_count_months_sources_and_officials(stocked: Diemtin) -> None:
    [counted] = stocked.records("search", "--facets", "cầu")
    assert counted == {
        "articles": 3,
        "bounded": False,
        "months": [{"month": "2026-04", "articles": 1}, {"month": "2026-03", "articles": 2}],
        "sources": [{"source": "tep", "articles": 3}],
        "officials": [{"official": "Kiều Thanh Vĩ", "articles": 1}],
    }
    [few] = stocked.records("search", "--facets", "--limit", "1", "cầu")
    assert (few["articles"], few["bounded"]) == (1, False)
    assert stocked.ok("search", "--facets", "cầu").splitlines() == [
        "3 articles",
        "2026-04\t1",
        "2026-03\t2",
        "tep\t3",
        "Kiều Thanh Vĩ\t1",
    ]
    assert stocked.run("search", "--facets", "--csv", "cầu").status == 2


def test_where_nothing_is_found_the_nearest_spelling_is_offered(stocked: Diemtin) -> None:
    said = stocked.ok("search", '"Trần Duy Hương"').splitlines()
    assert said == [
        "nothing found",
        'no article has "trần duy hương"; the archive has "Trần Duy Hưởng"',
    ]
    assert stocked.ok("search", '"Trần Duy Hướng" không-có').splitlines()[1:] == [
        'no article has "trần duy hướng"; the archive has "Trần Duy Hưởng"',
    ]
    assert stocked.ok("search", "title:hưởng sửa") == "nothing found\n"


def test_states_are_asked_for_in_a_search_and_refused_in_a_watch(stocked: Diemtin) -> None:
    assert stocked.records("search", "is:edited") == []
    assert len(stocked.records("search", "-is:edited")) == 3
    assert len(stocked.records("search", "after:3650d")) == 3
    refused = stocked.run("watch", "add", "x", "is:gone cầu")
    assert (refused.status, "this is for searches" in refused.complaint) == (2, True)


@pytest.fixture
def corrected(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """An archive whose one page has said 14, then 24, then the same with other words."""
    path = tmp_path / "cong.txt"
    for body in ("Huyện sửa 14 cống.", "Huyện sửa 24 cống.", "Huyện sẽ sửa 24 cống."):
        path.write_text(f"Sửa cống\n\n04/03/2026 - 08:00\n\n{body}\n", encoding="utf-8")
        diemtin.ok("ingest", str(path))
    return diemtin


def test_an_older_version_says_which_one_its_page_shows_now(corrected: Diemtin) -> None:
    lines = corrected.ok("search", '"14 cống"').splitlines()
    assert " · superseded by 002 on " in lines[1]
    assert "superseded" not in corrected.ok("search", "sẽ")
    found = corrected.records("search", "is:edited")
    assert [(one["number"], one["superseded_by"]) for one in found] == [(2, None), (1, 2), (0, 2)]
    [came] = [one["superseded_at"] for one in found if one["number"] == 1]
    assert came == next(one["superseded_at"] for one in found if one["number"] == 0)
    head, first = corrected.ok("search", '"14 cống"', "--csv").splitlines()
    assert head.endswith("snippet,superseded_by,superseded_at")
    assert first.endswith(f"2,{came}")


def test_versions_of_one_page_are_not_counted_as_pages(corrected: Diemtin, tmp_path: Path) -> None:
    assert corrected.ok("search", "is:edited").splitlines()[-1] == "3 found, on 1 page"
    limited = corrected.ok("search", "is:edited", "--limit", "2").splitlines()[-1]
    assert limited.startswith("2 shown, on 1 page; the next with --after ")
    assert corrected.ok("search", '"14 cống"').splitlines()[-1] == "1 found"


def test_a_text_that_its_page_shows_again_is_not_superseded(
    corrected: Diemtin, tmp_path: Path
) -> None:
    text = "Sửa cống\n\n04/03/2026 - 08:00\n\nHuyện sửa 14 cống.\n"
    (tmp_path / "cong.txt").write_text(text, encoding="utf-8")
    corrected.ok("ingest", str(tmp_path / "cong.txt"))
    found = {one["number"]: one["superseded_by"] for one in corrected.records("search", "cống")}
    assert found == {0: None, 1: 0, 2: 0}


def test_officials_of_as_many_articles_are_counted_in_the_order_of_the_text(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    names = ["Vũ Bá Trà", "Kiều Thanh Vĩ", "Đinh Hải Sâm", "Lý Thị Mẫn", "Hồ Việt Trung"]
    said = "; ".join(f"{name}, Ủy viên Ban Thường vụ Tỉnh ủy" for name in names)
    text = f"Họp báo\n\n04/03/2026 - 08:00\n\nDự họp có các đồng chí: {said}.\n"
    (tmp_path / "hop.txt").write_text(text, encoding="utf-8")
    diemtin.ok("ingest", str(tmp_path / "hop.txt"))
    [counted] = diemtin.records("search", "--facets")
    assert [one["official"] for one in counted["officials"]] == names


def test_a_query_that_may_be_meant_otherwise_says_so_wherever_it_is_typed(stocked: Diemtin) -> None:
    told = "hoặc is looked for as a word like any other; either of two is written with OR"
    for command in (
        ("search", "cầu hoặc chợ"),
        ("search", "--json", "cầu hoặc chợ"),
        ("watch", "try", "cầu hoặc chợ"),
        ("watch", "add", "cau", "cầu hoặc chợ"),
        ("watch", "edit", "cau", "--query", "chợ hoặc cầu"),
        ("topic", "add", "cau", "cầu hoặc chợ"),
    ):
        ran = stocked.run(*command)
        assert (ran.status, told in ran.complaint) == (0, True), command
    assert stocked.run("search", "cầu OR chợ").err == ""


def test_a_source_or_place_that_is_not_there_is_told_with_the_one_meant(stocked: Diemtin) -> None:
    stocked.ok("source", "add", "bao-song-ham", "--title", "Báo Sông Hàm", "--place", "Sông Hàm",
               "--feed", "https://bao-song-ham.example/rss", "--yes")  # fmt: skip
    for query, offer in {
        'source:"Báo Sông Hàm"': 'did you mean source:"bao-song-ham"?',
        "source:bao-song-hàm": 'did you mean source:"bao-song-ham"?',
        'place:"tỉnh Sông Hàm"': 'did you mean place:"Sông Hàm"?',
        'place:"Sông Hám"': 'did you mean place:"Sông Hàm"?',
        'place:"Cù Mây"': 'no source is of the place "Cù Mây"\n',
    }.items():
        for command in (("search", query), ("watch", "try", query)):
            assert offer in stocked.run(*command).err, command
    for query in ("source:bao-song-ham", 'place:"song ham"', "NOT source:x", "SOURCE:TEP"):
        assert "no source" not in stocked.run("watch", "try", query).err
