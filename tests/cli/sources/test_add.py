"""A paper is added by its address through the real command."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests import papers
from tests.cli.in_process import Diemtin
from tests.papers import HEADLINES, Paper, open_paper


@pytest.fixture
def paper() -> Iterator[Paper]:
    with open_paper(papers.fed()) as served:
        yield served


def here(paper: Paper) -> list[str]:
    return ["--allow", paper.netloc, "--pause", "0"]


def test_what_was_found_is_shown_and_saved(diemtin: Diemtin, paper: Paper) -> None:
    told = diemtin.ok("source", "add", paper.address, *here(paper), "--place", "Cà Mau")
    lines = told.splitlines()
    assert lines[:3] == ["name      bao-song-ham", "title     Báo Sông Hàm", "place     Cà Mau"]
    assert f"feed      {paper.address}/rss/tin-moi-nhat.rss" in lines
    assert "          8 articles, the newest of 08/03/2026 07:30" in lines
    for headline in HEADLINES[:5]:
        assert headline in told
    assert "08/03/2026 07:30; Hạ Vy; 4 paragraphs" in told
    assert lines[-1] == "added bao-song-ham; poll it now: diemtin source poll bao-song-ham"
    [one] = diemtin.records("source", "list")
    assert one["ways"] == [
        {"kind": "feed", "address": f"{paper.address}/rss/tin-moi-nhat.rss", "pattern": None}
    ]
    assert (one["place"], one["language"], one["pause"]) == ("Cà Mau", "vi", 0)
    assert diemtin.records("search") == []
    polled = diemtin.ok("source", "poll", "bao-song-ham")
    assert polled.startswith("bao-song-ham: 8 discovered, 8 fetched, 8 new")


def test_a_paper_that_moved_is_told_to_have(diemtin: Diemtin, paper: Paper) -> None:
    with open_paper(Paper(), "127.0.0.2") as old:
        old.moved("/", f"{paper.address}/")
        told = diemtin.ok("source", "add", old.address, *here(paper), "--allow", old.netloc)
    assert f"address   {paper.address}/, where {old.address} leads" in told.splitlines()
    assert old.netloc not in str(diemtin.records("source", "list")[0]["ways"])


def test_the_hashes_shown_are_those_under_which_articles_are_stored(
    diemtin: Diemtin, paper: Paper
) -> None:
    [found] = diemtin.records("source", "add", paper.address, *here(paper))
    diemtin.ok("source", "poll", "bao-song-ham")
    stored = {one["title"]: one["content_hash"] for one in diemtin.records("search")}
    assert len(found["articles"]) == 5
    for one in found["articles"]:
        assert stored[one["title"]] == one["content_hash"]
        assert one["published_at"].endswith("T07:30:00+07:00")
        assert one["witnesses"]["byline"]


def test_the_proposal_is_one_json_object(diemtin: Diemtin, paper: Paper) -> None:
    [found] = diemtin.records("source", "add", "moi", paper.address, *here(paper))
    assert (found["name"], found["title"], found["place"]) == ("moi", "Báo Sông Hàm", None)
    assert found["ways"] == [
        {
            "kind": "feed",
            "address": f"{paper.address}/rss/tin-moi-nhat.rss",
            "pattern": None,
            "articles": 8,
            "newest": "2026-03-08T07:30:00+07:00",
        }
    ]


def test_somebody_at_a_terminal_is_asked(diemtin: Diemtin, paper: Paper) -> None:
    asked = ["source", "add", paper.address, *here(paper)]
    no = diemtin.run(*asked, typed="n\n", terminal=True)
    assert no.status == 1
    assert "Save it? [y/N]" in no.err
    assert "nothing is saved" in no.err
    assert HEADLINES[0] in no.out
    assert diemtin.records("source", "list") == []
    assert diemtin.run(*asked, typed="y\n", terminal=True).status == 0
    assert len(diemtin.records("source", "list")) == 1


def test_yes_asks_nobody(diemtin: Diemtin, paper: Paper) -> None:
    ran = diemtin.run("source", "add", paper.address, *here(paper), "--yes", terminal=True)
    assert (ran.status, "Save it?" in ran.err) == (0, False)


def test_a_paper_that_is_there_already_is_not_added_again(diemtin: Diemtin, paper: Paper) -> None:
    diemtin.ok("source", "add", paper.address, *here(paper))
    asked = len(paper.asked)
    told = diemtin.refused("source", "add", f"{paper.address}/thoi-su/", *here(paper))
    assert "there is a source for it already, bao-song-ham; diemtin source check" in told
    diemtin.ok("source", "disable", "bao-song-ham")
    told = diemtin.refused("source", "add", paper.netloc, *here(paper))
    assert "bao-song-ham (off); diemtin source enable bao-song-ham" in told
    assert "already" in diemtin.refused("source", "add", paper.address, "bao-song-ham")
    assert len(paper.asked) == asked
    diemtin.ok("source", "add", paper.address, "ban-hai", *here(paper))
    assert [one["name"] for one in diemtin.records("source", "list")] == ["ban-hai", "bao-song-ham"]


def test_a_name_that_is_taken_gets_a_number(diemtin: Diemtin, paper: Paper) -> None:
    diemtin.ok("source", "add", "bao-song-ham", "--feed", "https://bao.example/rss")
    assert "name      bao-song-ham-2" in diemtin.ok("source", "add", paper.address, *here(paper))


def test_dead_ends_end_in_one_line_and_nothing_is_stored(diemtin: Diemtin) -> None:
    with open_paper(papers.scripted()) as scripted:
        told = diemtin.failed("source", "add", scripted.address, *here(scripted))
    assert told.startswith(f"{scripted.address}/: its pages are filled by JavaScript only")
    told = diemtin.failed("source", "add", "http://127.0.0.1:9/", "--pause", "0")
    assert "--allow 127.0.0.1:9" in told
    assert diemtin.records("source", "list") == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["https://a.vn", "https://b.vn"], "found https://a.vn and https://b.vn; expected one"),
        (["https://a.vn", "mot", "--name", "hai"], "found mot and hai"),
        (["https://a.vn", "Một Hai"], "small letters"),
        (["https://a.vn", "--pattern", "("], "--pattern: '(' is no"),
        (["https://a.vn", "--profile", "nosuch"], "no profile 'nosuch'"),
        (["https://a.vn", "--every", "1h", "--cron", "* * * * *"], "--every and --cron"),
        (["https://a.vn", "--folder", "/"], "a folder has no address"),
        (["https://"], "not an http or https address"),
        (["https://u:p@a.vn"], "a user name or password"),
    ],
)
def test_case_78_what_cannot_be_is_refused_before_anything_is_asked(
    diemtin: Diemtin, wrong: list[str], told: str
) -> None:
    assert told in diemtin.refused("source", "add", *wrong)
    assert diemtin.records("source", "list") == []


def test_titles_of_others_are_printed_inert(diemtin: Diemtin) -> None:
    evil = papers.fed()
    evil.title = "Báo \x1b[31mĐỏ\u202e {x} [red]"
    evil.with_front(
        '<link rel="alternate" type="application/rss+xml" href="/rss/tin-moi-nhat.rss">'
    )
    with open_paper(evil):
        told = diemtin.ok("source", "add", evil.address, *here(evil))
    assert not set(told) & {"\x1b", "\u202e"}
    assert "{x} [red]" in told


def test_it_is_stored_the_same_in_every_database(
    diemtin: Diemtin, paper: Paper, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIEMTIN_DATABASE_URL", empty_database_url)
    monkeypatch.setenv("DIEMTIN_BARE", "1")
    diemtin.ok("source", "add", paper.address, *here(paper))
    [one] = diemtin.records("source", "list")
    assert one["ways"][0]["kind"] == "feed"
    shown = diemtin.ok("source", "edit", "bao-song-ham", "--sitemap", "https://bao.example/s.xml")
    assert "sitemap https://bao.example/s.xml" in shown
    [one] = diemtin.records("source", "list")
    assert [way["kind"] for way in one["ways"]] == ["sitemap"]
    checked = diemtin.run("source", "check", "bao-song-ham", "--json")
    assert checked.status == 1
    assert json.loads(checked.out)["ok"] is False


@pytest.mark.parametrize(
    "allowed", ["http://127.0.0.2:80/", "a b", "127.0.0.2:80,127.0.0.3:80", "host:port", ""]
)
def test_an_allowed_host_is_a_host(diemtin: Diemtin, allowed: str) -> None:
    feed = ("--feed", "https://bao.example/rss")
    told = diemtin.refused("source", "add", "x", *feed, "--allow", allowed)
    assert told.startswith("--allow")
    assert "host or host:port" in told


def test_what_has_a_scheme_is_an_address(diemtin: Diemtin) -> None:
    assert "http://… or https://…" in diemtin.refused("source", "add", "ftp://bao.example/")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bến Tre", "Bến Tre"),
        ("tỉnh bến tre", "Bến Tre"),
        ("Cà Mau", "Cà Mau"),
        ("", None),
        ("Sông Hàm", "Sông Hàm"),
        ("tỉnh Đắk Y Lơ", "Đắk Y Lơ"),
    ],
)
def test_a_province_of_today_or_before_is_a_place(
    diemtin: Diemtin, typed: str, kept: str | None
) -> None:
    diemtin.ok("source", "add", "mot", "--feed", "https://a.example/rss", "--place", typed)
    [added] = diemtin.records("source", "list")
    assert added["place"] == kept


def test_a_place_that_is_not_known_is_taken_and_told_with_the_nearest(diemtin: Diemtin) -> None:
    add = ("source", "add", "mot", "--feed", "https://a.example/rss")
    assert diemtin.ok(*add, "--place", "Bàu Tre").splitlines()[1] == (
        "place: Bàu Tre is no province of Việt Nam (the nearest is Bến Tre); it is taken as it is"
    )
    told = diemtin.ok("source", "edit", "mot", "--place", "Trà Giồng")
    assert "place: Trà Giồng is no province of Việt Nam" in told
    assert "is no province" not in diemtin.ok("source", "edit", "mot", "--place", "Cà Mau")


@pytest.mark.parametrize(
    "typed",
    ["123", "abc xyz", "Báo Sông Hàm", "Huyện Sa Nhiên", "Cả nước", "A B C D E F", "Ha! No", "-5"],
)
def test_what_is_no_place_is_refused(diemtin: Diemtin, typed: str) -> None:
    add = ("source", "add", "mot", "--feed", "https://a.example/rss")
    told = diemtin.refused(*add, f"--place={typed}")
    assert told.startswith(f"--place: found '{typed}'; expected a province, of the 34 or of the 63")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Ben Tre", "Bến Tre"),
        ("Bến Te", "Bến Tre"),
        ("Ca Mâu", "Cà Mau"),
        ("Cai Lậy", "Tiền Giang"),
    ],
)
def test_a_misspelled_province_is_refused_with_the_nearest(
    diemtin: Diemtin, typed: str, near: str
) -> None:
    add = ("source", "add", "mot", "--feed", "https://a.example/rss")
    told = diemtin.refused(*add, "--place", typed)
    assert told.startswith(f"--place: found '{typed}'")
    assert told.endswith(f"for instance {near}")
    diemtin.ok(*add)
    assert near in diemtin.refused("source", "edit", "mot", "--place", typed)
