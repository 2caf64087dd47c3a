"""What is wrong with a source, decided from its polls alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from worker.alert.source_health import (
    diagnose_discovery,
    diagnose_pages,
    enough,
    is_mended,
    is_our_network,
    poll_fault,
)
from worker.model import Fault, PageCounts, PollRecord, Stage

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
WELL = None
ERR, GATE, EMPTY, AWAY = Fault.FETCH, Fault.GATE, Fault.TEMPLATE, Fault.OFFLINE


def polls(*faults: Fault | None) -> list[PollRecord]:
    """Return polls that met this, the latest first, an hour apart."""
    return [
        PollRecord(AT - timedelta(hours=n), fault, fault and f"trouble {n}")
        for n, fault in enumerate(faults)
    ]


def paged(*counts: PageCounts) -> list[PollRecord]:
    return [PollRecord(AT, None, None, one) for one in counts]


@pytest.mark.parametrize(
    ("faults", "sound", "fault"),
    [
        ([], 1, None),
        ([ERR], 1, None),
        ([Fault.UNREACHABLE, ERR], 0, ERR),
        ([Fault.UNREACHABLE, GATE, ERR], 0, GATE),
        ([], 0, Fault.UNASKED),
    ],
)
def test_a_poll_failed_where_no_way_answered(
    faults: list[Fault], sound: int, fault: Fault | None
) -> None:
    assert poll_fault(faults, sound) is fault


@pytest.mark.parametrize(
    ("faults", "broken"),
    [
        ([ERR, ERR], False),
        ([ERR, ERR, ERR], True),
        ([ERR, WELL, ERR, ERR], False),
        ([WELL, ERR, ERR, ERR], False),
        ([ERR, AWAY, ERR, AWAY, AWAY, ERR], True),
        ([AWAY, AWAY, AWAY, AWAY], False),
        ([EMPTY], False),
        ([EMPTY, EMPTY], True),
        ([EMPTY, ERR], False),
        ([ERR, EMPTY, Fault.ROBOTS], True),
        ([GATE], True),
        ([], False),
    ],
)
def test_how_many_failures_make_an_alarm(faults: list[Fault | None], broken: bool) -> None:
    assert (diagnose_discovery(polls(*faults)) is not None) is broken


def test_the_evidence_is_what_was_met_last_and_since_when() -> None:
    found = diagnose_discovery(polls(ERR, ERR, ERR, WELL))
    assert found is not None
    met, since = map(dict, found.evidence)
    assert met == {"what": "met", "line": "trouble 0"}
    assert (since["what"], str(since["at"])[:19]) == ("since", "2026-03-01T23:00:00")


def test_our_network_is_at_fault_where_nobody_is_reached() -> None:
    assert is_our_network([Fault.UNREACHABLE, Fault.OFFLINE])
    assert not is_our_network([Fault.UNREACHABLE, None])
    assert not is_our_network([Fault.UNREACHABLE, Fault.FETCH])
    assert not is_our_network([])


def test_pages_that_fail_mean_something_by_how_many_usually_fail() -> None:
    assert [enough(0, 50), enough(5, 50), enough(15, 50), enough(25, 50)] == [2, 2, 4, 7]
    assert enough(49, 50) > 1000
    good = PageCounts(read=7, unread=3)
    unread = PageCounts(unread=1)
    assert diagnose_pages(paged(unread, unread, good)) is None
    assert diagnose_pages(paged(unread, unread, unread, unread, good)) is not None


def test_pages_of_a_source_that_was_never_read_say_nothing() -> None:
    assert diagnose_pages(paged(*[PageCounts(unread=5)] * 9)) is None
    assert diagnose_pages(paged(*[PageCounts(read=5, undated=5)] * 9)) is None


def test_polls_that_looked_at_no_page_are_passed_over() -> None:
    nothing, unread = PageCounts(), PageCounts(unread=1)
    found = diagnose_pages(paged(unread, nothing, nothing, unread, PageCounts(read=9)))
    assert found is not None
    assert found.cause is Fault.TEMPLATE


def test_pages_that_cannot_be_fetched_take_three_polls() -> None:
    good, failed = PageCounts(read=9), PageCounts(failed=2)
    assert diagnose_pages(paged(failed, failed, good)) is None
    found = diagnose_pages(paged(failed, failed, failed, good))
    assert found is not None
    assert found.cause is Fault.FETCH


@pytest.mark.parametrize(
    ("stage", "cause", "pages", "fault", "mended"),
    [
        (Stage.DISCOVERY, ERR, PageCounts(), None, True),
        (Stage.DISCOVERY, ERR, PageCounts(read=3), EMPTY, False),
        (Stage.PAGES, EMPTY, PageCounts(), None, False),
        (Stage.PAGES, EMPTY, PageCounts(read=1, undated=1), None, True),
        (Stage.PAGES, Fault.DATES, PageCounts(read=2, undated=2), None, False),
        (Stage.PAGES, Fault.DATES, PageCounts(read=2, undated=1), None, True),
    ],
)
def test_what_mends_what(
    stage: Stage, cause: Fault, pages: PageCounts, fault: Fault | None, mended: bool
) -> None:
    assert is_mended(stage, cause, PollRecord(AT, fault, None, pages)) is mended
