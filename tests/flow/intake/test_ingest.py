"""From one captured page to article, sighting, mentions, index, alerts and deliveries."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.archive.making import next_due
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    SCHOOL,
    WROTE,
    add_source,
    capture_of,
    count,
    follow,
    found,
    paper,
    shown_at,
    take,
    text_file,
)
from tests.site import ProvincialSite
from worker.archive.alerts import channels, outbox
from worker.archive.articles import articles, raw
from worker.archive.articles.lookup import find
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import matching, officials
from worker.archive.sources.sources import StoredSource
from worker.errors import FormatError, SettingsError
from worker.flow.intake import ingest
from worker.flow.intake.read import capture_file
from worker.flow.tools import followed
from worker.model import Capture, DeliveryState, NotAnArticle, Official, Verdict

DAY = 86_400
OTHER = "https://bao-ban.example/thong-xe-a1.html"


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return add_source(archive, paper())


@pytest.fixture
def site() -> ProvincialSite:
    return ProvincialSite([BRIDGE, SCHOOL])


@pytest.fixture
def page(site: ProvincialSite, clock: FakeClock) -> Capture:
    return capture_of(site, BRIDGE, clock)


def test_a_new_article_is_kept_found_and_told(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    with archive.write() as tx:
        officials.add(tx, Official("Kiều Thanh Vĩ"))
    follow(archive, '"giải phóng mặt bằng"', '"không có trong bài"')
    done = take(archive, clock, source, page)
    assert (done.verdict, done.number, done.alerts) == (Verdict.NEW, 0, 1)
    assert count(archive, *WROTE) == (1, 1, 1, 1, 1, 1, 1)
    shown = shown_at(archive, page.url)
    assert shown.article.title == BRIDGE.title
    assert shown.mentions[0].official == "Kiều Thanh Vĩ"
    assert found(archive, "rạch đình") == [0]
    with archive.read() as tx:
        (alert,) = outbox.alerts(tx)
        assert raw.load(tx, 1).body == page.body
    assert alert.watch == '"giải phóng mặt bằng"'
    assert [one.state for one in alert.deliveries] == [DeliveryState.PENDING]
    reason = alert.reasons[0]
    assert shown.article.text[reason.start : reason.end] == "giải phóng mặt bằng"


def test_case_48_what_fails_before_the_commit_leaves_nothing(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    follow(archive, "cầu")

    def break_down(tx: Connection, **_: object) -> int:
        raise OSError("the process ends here")

    monkeypatch.setattr("worker.archive.alerts.outbox.raise_alerts", break_down)
    with pytest.raises(OSError, match="ends here"):
        take(archive, clock, source, page)
    assert count(archive, *WROTE) == (0,) * 7
    assert found(archive, "cầu") == []
    monkeypatch.undo()
    assert take(archive, clock, source, page).verdict is Verdict.NEW
    assert count(archive, "article", "alert", "delivery") == (1, 1, 1)


def test_the_same_page_again_is_unchanged(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page)
    clock.advance(60)
    again = take(archive, clock, source, page)
    assert (again.verdict, again.number, again.alerts) == (Verdict.UNCHANGED, 0, 0)
    assert count(archive, *WROTE[:3], "alert", "delivery") == (1, 1, 1, 1, 1)
    (sighting,) = shown_at(archive, page.url).sightings
    assert sighting.last_seen == clock.now()


def test_the_same_file_again_is_unchanged(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path
) -> None:
    follow(archive, "cầu")
    name = "004_00112233445566aa.txt"
    file = text_file(tmp_path, name, "Thông xe cầu Rạch Đình", "Cầu Rạch Đình đã thông xe.")
    first = take(archive, clock, source, capture_file(file, clock))
    again = take(archive, clock, source, capture_file(file, clock))
    assert [first.verdict, again.verdict] == [Verdict.NEW, Verdict.UNCHANGED]
    assert [first.alerts, again.alerts] == [1, 0]
    with archive.read() as tx:
        assert find(tx, name) == first.number


def test_a_second_page_with_the_text_is_a_duplicate(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page)
    clock.advance(6 * DAY)
    done = take(archive, clock, source, replace(page, url=OTHER, final_url=OTHER))
    assert (done.verdict, done.number, done.alerts) == (Verdict.DUPLICATE, 0, 0)
    assert [one.url for one in shown_at(archive, OTHER).pages] == [page.url, OTHER]
    assert count(archive, "article", "alert", "delivery") == (1, 1, 1)


def test_numbers_are_without_gaps_where_pages_show_what_is_known(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    take(archive, clock, source, page)
    for days in (1, 9):
        clock.advance(days * DAY)
        take(archive, clock, source, replace(page, url=f"{OTHER}?{days}", final_url=OTHER))
    other = capture_of(ProvincialSite([SCHOOL]), SCHOOL, clock)
    done = take(archive, clock, source, other)
    assert (done.verdict, done.number) == (Verdict.NEW, 1)


def test_a_text_on_a_new_page_after_more_than_7_days_is_republished(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    take(archive, clock, source, page)
    clock.advance(7 * DAY + 1)
    follow(archive, "cầu")
    done = take(archive, clock, source, replace(page, url=OTHER, final_url=OTHER))
    assert (done.verdict, done.number, done.alerts) == (Verdict.REPUBLISHED, 0, 1)


def test_case_46_the_same_article_from_two_workers_at_once(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    follow(archive, "cầu")
    with archive.read() as tx:
        following = followed(tx)
    urls = (page.url, page.url, OTHER, OTHER)
    ready, verdicts = threading.Barrier(len(urls)), []

    def work(url: str) -> None:
        one = ingest.prepare(replace(page, url=url), source, following)
        assert not isinstance(one, NotAnArticle)
        ready.wait(10)
        with archive.write() as tx:
            joined, now = matching.join_in(tx), clock.now()
            done = ingest.store(tx, one, source, following, joined, digest_key=None, now=now)
            verdicts.append(done.verdict)

    threads = [threading.Thread(target=work, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(verdicts) == len(urls)
    assert verdicts.count(Verdict.UNCHANGED) == 2
    assert count(archive, "page", "article", "sighting", "alert", "delivery") == (2, 1, 2, 1, 1)


def test_a_page_without_an_article_says_why(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    with archive.read() as tx:
        following = followed(tx)
    pdf = replace(page, body=b"%PDF-1.7 ...", content_type="application/pdf")
    refused = ingest.prepare(pdf, source, following)
    assert isinstance(refused, NotAnArticle)
    assert "PDF" in refused.reason


def test_a_file_without_an_article_is_named(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path
) -> None:
    with archive.read() as tx:
        following = followed(tx)
    (tmp_path / "trong.txt").write_text("Chỉ có tiêu đề\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"trong\.txt"):
        ingest.prepare(capture_file(tmp_path / "trong.txt", clock), source, following)


def test_an_unknown_profile_is_told(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    with archive.read() as tx:
        following = followed(tx)
    strange = replace(source, source=replace(source.source, profile="khong-co"))
    with pytest.raises(SettingsError, match="khong-co"):
        ingest.prepare(page, strange, following)


def test_backlog_waits_in_a_digest(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, "BSH")
    take(archive, clock, source, page, digest_key="backlog:1")
    take(archive, clock, source, capture_of(site, SCHOOL, clock), digest_key="backlog:1")
    with archive.read() as tx:
        assert next_due(tx) is None
        assert [one.backlog for one in outbox.alerts(tx)] == [True, True]
    assert count(archive, "alert", "delivery") == (2, 1)


def test_a_channel_switched_off_gets_nothing_and_the_alert_is_kept(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    follow(archive, "cầu")
    with archive.write() as tx:
        channels.set_enabled(tx, "console", enabled=False)
    assert take(archive, clock, source, page).alerts == 1
    assert count(archive, "alert", "delivery") == (1, 0)


def test_snapshots_say_what_the_watch_was_asked(
    archive: Archive, clock: FakeClock, source: StoredSource, page: Capture
) -> None:
    """What is stored is what was matched: an alert can be explained later."""
    with archive.read() as tx:
        following = followed(tx)
    prepared = ingest.prepare(page, source, following)
    assert not isinstance(prepared, NotAnArticle)
    take(archive, clock, source, page)
    with archive.read() as tx:
        ((_, stored),) = search.snapshots(tx, [0])
        assert articles.known(tx, prepared.content_hash) is not None
    said = ingest._snapshot(page, source, prepared.reading, prepared.mentions)
    assert stored == said
