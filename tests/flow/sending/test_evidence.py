"""The proof of what a page said: the answer of every sighting, its bytes kept once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, count, edited, paper, shown_at, take
from tests.site import ProvincialSite
from worker.archive.articles import raw
from worker.archive.database.engine import Archive
from worker.model import Capture, Verdict


def answered(capture: Capture, clock: FakeClock, etag: str) -> Capture:
    """Return the same page as it is answered now."""
    headers = (("content-type", capture.content_type), ("etag", etag))
    return replace(capture, headers=headers, captured_at=clock.now())


def test_bytes_that_come_again_are_kept_once_and_each_answer_with_its_own_time(
    archive: Archive, clock: FakeClock
) -> None:
    """A page shows one text, another, and the first again to the byte."""
    source = add_source(archive, paper())
    first = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock)
    other = capture_of(ProvincialSite([edited(BRIDGE, "dự kiến", "kế hoạch")]), BRIDGE, clock)
    began, verdicts = clock.now(), []
    for page, etag in ((first, '"a"'), (other, '"b"'), (first, '"c"')):
        verdicts.append(take(archive, clock, source, answered(page, clock, etag)).verdict)
        clock.advance(3_600)
    assert verdicts == [Verdict.NEW, Verdict.EDITED, Verdict.EDITED]
    assert count(archive, "raw_page", "capture", "sighting") == (2, 3, 3)
    shown = shown_at(archive, first.url).sightings
    with archive.read() as tx:
        kept = raw.of_sightings(tx, [one.id for one in shown])
        bodies = [raw.load(tx, kept[one.id].raw_id).body for one in shown]
    assert bodies == [first.body, other.body, first.body]
    answers = [kept[one.id] for one in shown]
    assert [one.captured_at for one in answers] == [
        began + n * timedelta(hours=1) for n in range(3)
    ]
    assert [dict(one.headers)["etag"] for one in answers] == ['"a"', '"b"', '"c"']
    assert [one.size for one in answers] == [len(body) for body in bodies]
    assert answers[0].sha256 == answers[2].sha256 != answers[1].sha256


def test_a_look_that_finds_nothing_new_keeps_its_time_alone(
    archive: Archive, clock: FakeClock
) -> None:
    source = add_source(archive, paper())
    page = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock)
    take(archive, clock, source, page)
    clock.advance(3_600)
    take(archive, clock, source, answered(page, clock, '"b"'))
    assert count(archive, "raw_page", "capture", "sighting") == (1, 1, 1)
    [shown] = shown_at(archive, page.url).sightings
    assert shown.last_seen == clock.now()
