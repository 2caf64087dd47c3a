"""How sources do, as the commands tell it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.in_process import Diemtin
from tests.site import ROAD, WATER, ProvincialSite, serving

FEED = "/rss/subcate/thoi-su/"
NAME = "song-ham"


@pytest.fixture
def site() -> Iterator[ProvincialSite]:
    with serving(ProvincialSite([ROAD, WATER])) as served:
        yield served


@pytest.fixture
def polled(diemtin: Diemtin, site: ProvincialSite) -> Diemtin:
    """A home with a paper that was polled well once, and a watch for sources."""
    feed = ("--feed", f"{site.address}{FEED}", "--allow", site.host, "--pause", "0")
    added = ("--title", "Báo Sông Hàm", "--profile", "bao-dong-khoi", *feed)
    diemtin.ok("source", "add", NAME, *added)
    kinds = ("--kind", "source-silent", "--kind", "source-broken")
    diemtin.ok("watch", "add", "nguồn", "source:song-ham", *kinds)
    assert diemtin.run("source", "poll", NAME).status == 0
    return diemtin


def fail(diemtin: Diemtin, times: int) -> None:
    """Poll so many times in vain. What the site says of broken connections is not looked at."""
    for _ in range(times):
        assert diemtin.run("source", "poll", NAME).status == 1


def health(diemtin: Diemtin) -> dict[str, Any]:
    [listed] = diemtin.records("source", "list")
    [shown] = diemtin.records("source", "show", NAME)
    assert listed["health"] == shown["health"]
    found = listed["health"]
    assert isinstance(found, dict)
    return found


def test_a_source_that_does_well_is_ok(polled: Diemtin) -> None:
    found = health(polled)
    assert found["state"] == "ok"
    assert (found["failures_in_a_row"], found["polls_failed"]) == (0, 0.0)
    assert (found["pages_without_article"], found["articles_without_date"]) == (0.0, 0.0)
    assert found["last_success"] is not None
    assert found["troubles"] == []
    assert "\tok\t" in polled.ok("source", "list")
    shown = polled.ok("source", "show", NAME)
    assert "  health   ok\n" in shown
    assert "of 2 pages in 30 days 0 without title or body, 0 without date" in shown


def test_a_source_that_fails_is_shown_with_its_trouble_and_what_to_do(
    polled: Diemtin, site: ProvincialSite
) -> None:
    site.broken = {FEED}
    fail(polled, 3)
    found = health(polled)
    assert (found["state"], found["failures_in_a_row"]) == ("failing 3×: fetch", 3)
    assert found["polls_failed"] == 0.75
    [trouble] = found["troubles"]
    assert (trouble["kind"], trouble["stage"]) == ("source-broken", "discovery")
    assert "failing 3×: fetch" in polled.ok("source", "list")
    assert "source-broken: answers with an error, 3 polls in a row" in polled.ok(
        *("source", "show", NAME)
    )
    [status] = polled.records("status")
    [wrong] = [line for line in status["wrong"] if line.startswith("source ")]
    assert wrong.startswith("source song-ham: answers with an error, 3 polls in a row, since ")
    assert wrong.endswith("look: diemtin source check song-ham")
    site.broken = set()
    assert polled.run("source", "poll", NAME).status == 0
    [status] = polled.records("status")
    assert not [line for line in status["wrong"] if line.startswith("source ")]
    [note] = [line for line in status["notes"] if "well again" in line]
    assert note.startswith("source song-ham: well again since ")
    assert health(polled)["state"] == "ok"


def test_the_alert_is_listed_without_a_number(polled: Diemtin, site: ProvincialSite) -> None:
    site.broken = {FEED}
    fail(polled, 4)
    [alert] = polled.records("alert", "list")
    assert (alert["kind"], alert["watch"], alert["number"]) == ("source-broken", "nguồn", None)
    assert alert["title"] == "Báo Sông Hàm: answers with an error, 3 polls in a row"
    assert alert["url"] == f"{site.address}{FEED}"
    fields = [(one["field"], one["start"], one["end"]) for one in alert["reasons"]]
    assert fields == [*[("health", None, None)] * 3, ("source", None, None)]
    assert alert["reasons"][0]["facts"] == {"what": "discovery", "cause": "fetch", "polls": 3}
    assert alert["title"].endswith(alert["reasons"][0]["surface"])
    assert [one["channel"] for one in alert["deliveries"]] == ["console"]
    assert "source-broken\tnguồn\t–\tBáo Sông Hàm: answers" in polled.ok("alert", "list")
    polled.ok("source", "remove", NAME, "--with-articles")
    assert polled.records("alert", "list") == []
    assert polled.records("status")[0]["alerts"] == 0


def test_an_alert_stays_when_its_source_is_removed_from_the_lists(
    polled: Diemtin, site: ProvincialSite
) -> None:
    site.broken = {FEED}
    fail(polled, 3)
    polled.ok("source", "remove", NAME)
    assert len(polled.records("alert", "list")) == 1
    assert not [one for one in polled.records("status")[0]["wrong"] if "song-ham" in one]


@pytest.mark.parametrize("query", ["hạn mặn", 'source:a "hạn mặn"', 'office:"Bí thư Tỉnh ủy"'])
def test_a_query_that_no_source_can_match_is_refused_for_sources(
    diemtin: Diemtin, query: str
) -> None:
    told = diemtin.refused("watch", "add", "w", query, "--kind", "source-broken")
    assert told.startswith("--kind: source-broken tells of sources, and the query asks for what")
    assert "source:bao-dong-khoi" in told
    assert diemtin.records("watch", "list") == []


def test_a_watch_for_every_source_has_an_empty_query(diemtin: Diemtin) -> None:
    diemtin.ok("watch", "add", "w", "", "--kind", "source-silent")
    [one] = diemtin.records("watch", "list")
    assert (one["query"], one["kinds"]) == ("", ["source-silent"])


def test_pages_that_failed_can_be_asked_for_again(diemtin: Diemtin, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    page = folder / "mot.txt"
    page.write_text("Chỉ một dòng", encoding="utf-8")
    diemtin.ok("source", "add", "kho", "--folder", str(folder))
    assert diemtin.run("source", "poll", "kho").status == 1
    assert "diemtin source retry kho" in diemtin.ok("source", "show", "kho")
    assert "set aside" in diemtin.failed("source", "retry", "kho", str(folder / "hai.txt"))
    told = diemtin.ok("source", "retry", "kho", str(page))
    assert told == "kho: the next poll asks again for 1 page; at once: diemtin source poll kho\n"
    assert diemtin.ok("source", "retry", "kho") == "kho: no page failed or was set aside\n"
    assert "source retry" not in diemtin.ok("source", "show", "kho")
