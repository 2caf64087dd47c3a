"""A source is changed, and a check says with what command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import papers
from tests.cli.in_process import Diemtin
from tests.papers import Paper, open_paper

FEED = ["--feed", "https://bao.example/rss"]


@pytest.fixture
def paper() -> Iterator[Paper]:
    with open_paper(papers.fed()) as served:
        yield served


def add(diemtin: Diemtin, paper: Paper, *ways: str) -> None:
    diemtin.ok("source", "add", "song-ham", *ways, "--allow", paper.netloc, "--pause", "0")


def only(diemtin: Diemtin) -> dict[str, Any]:
    [one] = diemtin.records("source", "list")
    return one


def checked(diemtin: Diemtin) -> tuple[int, dict[str, Any]]:
    ran = diemtin.run("source", "check", "song-ham", "--json")
    assert ran.err == ""
    return ran.status, json.loads(ran.out)


def proposals(found: dict[str, Any]) -> list[str]:
    return [one["proposal"] for one in found["findings"] if one["proposal"]]


def test_everything_about_a_source_can_be_changed(diemtin: Diemtin) -> None:
    diemtin.ok("source", "add", "mot", *FEED, "--place", "Cà Mau", "--profile", "bao-dong-khoi")
    before = only(diemtin)
    told = diemtin.ok(
        *("source", "edit", "mot", "--title", "Báo Một", "--place", "", "--profile", ""),
        *("--every", "30m", "--pause", "2", "--allow", "127.0.0.1:81"),
        *("--listing", "https://bao.example/", "--pattern", r"-a\d+"),
    )
    assert told.splitlines() == [
        "changed mot; try it: diemtin source check mot",
        "title: mot → Báo Một",
        r"ways: feed https://bao.example/rss → listing https://bao.example/ (-a\d+)",
        "place: Cà Mau → national",
        "profile: bao-dong-khoi → by address",
        "polled: as it publishes → every 30m",
        "pause: 5 s → 2 s",
        "allowed hosts: none → 127.0.0.1:81",
    ]
    after = only(diemtin)
    assert after["name"] == before["name"]
    assert after["ways"] == [
        {"kind": "listing", "address": "https://bao.example/", "pattern": r"-a\d+"}
    ]
    assert (after["title"], after["place"], after["profile"]) == ("Báo Một", None, None)
    assert (after["every"], after["pause"], after["allowed_hosts"]) == (1800, 2, ["127.0.0.1:81"])
    diemtin.ok("source", "edit", "mot", "--cron", "0 6 * * *", "--pattern", "", "--allow", "")
    after = only(diemtin)
    assert (after["every"], after["cron"], after["allowed_hosts"]) == (None, "0 6 * * *", [])
    assert after["ways"][0]["pattern"] is None
    diemtin.ok("source", "edit", "mot", "--every", "auto")
    assert [only(diemtin)[key] for key in ("every", "cron")] == [before["every"], before["cron"]]


def test_what_is_not_named_stays(diemtin: Diemtin) -> None:
    diemtin.ok("source", "add", "mot", *FEED, "--listing", "https://bao.example/", "--every", "2h")
    diemtin.ok("source", "disable", "mot")
    before = only(diemtin)
    assert "so already; nothing is changed" in diemtin.ok("source", "edit", "mot")
    diemtin.ok("source", "edit", "mot", "--title", "Khác")
    assert only(diemtin) == {**before, "title": "Khác"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--feed", "nosuch"], "--feed: 'nosuch' is no web address"),
        (["--pattern", "a"], "expected --listing"),
        (["--listing", "https://bao.example/", "--pattern", "("], "--pattern: '(' is no"),
        (["--every", "5x"], "--every: found '5x'"),
        (["--cron", "* * * * *", "--every", "1h"], "--every and --cron"),
        (["--pause", "nan"], "--pause"),
        (["--profile", "nosuch"], "no profile 'nosuch'"),
    ],
)
def test_case_78_what_cannot_be_changes_nothing(
    diemtin: Diemtin, wrong: list[str], told: str
) -> None:
    diemtin.ok("source", "add", "mot", *FEED)
    before = only(diemtin)
    assert told in diemtin.refused("source", "edit", "mot", "--title", "Khác", *wrong)
    assert only(diemtin) == before
    assert "diemtin source list" in diemtin.failed("source", "edit", "hai", "--title", "x")


def test_another_pattern_is_used_though_the_page_has_not_changed(
    diemtin: Diemtin, paper: Paper
) -> None:
    add(diemtin, paper, "--listing", f"{paper.address}/", "--pattern", "khong-co")
    assert "0 discovered" in diemtin.ok("source", "poll", "song-ham")
    diemtin.ok("source", "edit", "song-ham", "--pattern", r"-a\d+\.html$")
    assert "8 discovered" in diemtin.ok("source", "poll", "song-ham")


def test_a_healthy_source_passes_every_stage(diemtin: Diemtin, paper: Paper) -> None:
    add(diemtin, paper, "--feed", f"{paper.address}/rss/tin-moi-nhat.rss")
    status, found = checked(diemtin)
    assert (status, found["ok"], proposals(found)) == (0, True, [])
    stages = [one["stage"] for one in found["findings"]]
    assert stages == ["robots", "discover", *["article"] * 5, "dates"]
    assert found["findings"][1]["evidence"] == ["articles by feed: 8", "newest: 08/03/2026 07:30"]
    assert diemtin.records("search") == []


def test_a_feed_that_is_gone_is_mended_by_the_command_that_is_offered(
    diemtin: Diemtin, paper: Paper
) -> None:
    add(diemtin, paper, "--feed", f"{paper.address}/rss/cu.rss")
    status, found = checked(diemtin)
    assert status == 1
    [offered] = proposals(found)
    assert offered == (f"diemtin source edit song-ham --feed {paper.address}/rss/tin-moi-nhat.rss")
    diemtin.ok(*shlex.split(offered)[1:])
    assert checked(diemtin)[0] == 0


def test_case_29_a_pattern_that_fits_no_more_is_mended_too(diemtin: Diemtin, paper: Paper) -> None:
    add(diemtin, paper, "--listing", f"{paper.address}/", "--pattern", r"-post\d+\.html$")
    told = diemtin.run("source", "check", "song-ham")
    assert told.status == 1
    assert r"articles by listing: 0 of 16 links, that match -post\d+\.html$" in told.out
    assert rf"try: diemtin source edit song-ham --listing {paper.address}/ --pattern " in told.out
    [offered] = proposals(checked(diemtin)[1])
    diemtin.ok(*shlex.split(offered)[1:])
    assert only(diemtin)["ways"][0]["pattern"] == r"-a\d+\.html$"
    assert checked(diemtin)[0] == 0


def test_a_paper_that_moved_is_followed_by_the_command_that_is_offered(
    diemtin: Diemtin, paper: Paper
) -> None:
    with open_paper(Paper(), "127.0.0.2") as old:
        old.moved("/rss", f"{paper.address}/rss/tin-moi-nhat.rss")
        diemtin.ok(
            *("source", "add", "song-ham", "--feed", f"{old.address}/rss", "--pause", "0"),
            *("--allow", paper.netloc, "--allow", old.netloc),
        )
        found = checked(diemtin)[1]
        told = found["findings"][1]
        assert f"redirected to {paper.address}/rss/tin-moi-nhat.rss" in told["evidence"]
        [offered] = proposals(found)
    diemtin.ok(*shlex.split(offered)[1:])
    assert only(diemtin)["ways"][0]["address"] == f"{paper.address}/rss/tin-moi-nhat.rss"


def test_a_paper_that_moved_to_a_host_that_is_not_allowed_is_followed_by_that_command_too(
    diemtin: Diemtin, paper: Paper
) -> None:
    feed = "/rss/tin-moi-nhat.rss"
    with open_paper(Paper(), "127.0.0.2") as old:
        old.moved(feed, f"{paper.address}{feed}")
        diemtin.ok(
            *("source", "add", "song-ham", "--feed", f"{old.address}{feed}", "--pause", "0"),
            *("--allow", old.netloc),
        )
        status, found = checked(diemtin)
        assert status == 1
        assert "--allow" in found["findings"][1]["evidence"][0]
        [offered] = proposals(found)
        to, allow = ("--to", paper.netloc), ("--allow", paper.netloc)
        assert shlex.split(offered) == ["diemtin", "source", "move", "song-ham", *to, *allow]
        old.pages[feed] = replace(old.pages[feed], status=302)
        assert [one for one in proposals(checked(diemtin)[1]) if "source move" in one] == []
    diemtin.ok(*shlex.split(offered)[1:])
    assert only(diemtin)["ways"][0]["address"] == f"{paper.address}{feed}"
    assert checked(diemtin)[0] == 0


def test_what_robots_txt_forbids_is_the_first_stage(diemtin: Diemtin, paper: Paper) -> None:
    paper.text("/robots.txt", "User-agent: *\nDisallow: /\n")
    add(diemtin, paper, "--feed", f"{paper.address}/rss/tin-moi-nhat.rss")
    status, found = checked(diemtin)
    assert status == 1
    assert [(one["stage"], one["ok"]) for one in found["findings"]] == [
        ("robots", False),
        ("discover", False),
    ]
    assert "disallows it" in found["findings"][0]["evidence"][0]
    assert "ask the paper" in found["findings"][0]["proposal"]


def test_case_28_articles_that_became_login_pages_are_told(diemtin: Diemtin, paper: Paper) -> None:
    for path in paper.articles:
        paper.html(path, '<h1>Đăng nhập</h1><form><input type="password"></form>')
    add(diemtin, paper, "--feed", f"{paper.address}/rss/tin-moi-nhat.rss")
    status, found = checked(diemtin)
    assert status == 1
    broken = [one for one in found["findings"] if not one["ok"]]
    assert {one["stage"] for one in broken} == {"extract"}
    assert broken[0]["evidence"] == ["not an article: the page is a login page"]
    assert "needs a login" in broken[0]["proposal"]


def test_case_27_a_pdf_and_dates_are_told_stage_by_stage(diemtin: Diemtin, paper: Paper) -> None:
    first, second, third = paper.articles[:3]
    paper.pages[first] = papers.Page(b"%PDF-1.7")
    page = paper.pages[second].body.decode()
    ahead = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    paper.pages[second] = papers.Page(page.replace("2026-03-07", ahead).encode())
    paper.pages[third] = papers.Page(page.replace("datePublished", "x").encode())
    add(diemtin, paper, "--feed", f"{paper.address}/rss/tin-moi-nhat.rss")
    status, found = checked(diemtin)
    told = {one["stage"]: one for one in found["findings"] if not one["ok"]}
    assert status == 1
    assert told["extract"]["evidence"] == [
        "not an article: the bytes are a PDF, labelled text/html"
    ]
    [dates] = [one for one in found["findings"] if one["stage"] == "dates"]
    assert f"no date: {paper.address}{second}" in dates["evidence"], "a date to come is none"
    assert f"no date: {paper.address}{third}" in dates["evidence"]


def test_selectors_of_a_profile_that_match_no_more_are_named(
    diemtin: Diemtin, paper: Paper
) -> None:
    diemtin.ok(
        *("source", "add", "song-ham", "--feed", f"{paper.address}/rss/tin-moi-nhat.rss"),
        *("--allow", paper.netloc, "--pause", "0", "--profile", "bao-dong-khoi"),
    )
    status, found = checked(diemtin)
    assert status == 1
    broken = next(one for one in found["findings"] if one["stage"] == "extract")
    assert broken["evidence"][0] == (
        "profile bao-dong-khoi: its selectors find no title, no body, no date"
    )
    assert "its template has changed" in broken["proposal"]
