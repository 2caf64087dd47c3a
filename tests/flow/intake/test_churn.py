"""A counter that nobody foresaw is told three times; what else a paper changes, each time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, follow, paper, take
from tests.site import ProvincialSite
from worker.archive.alerts import watches
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.model import OF_ARTICLES, Watch

HOUR = 3_600
FIRST, LAST = BRIDGE.paragraphs


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    source = add_source(archive, paper())
    follow(archive, "chợ")
    with archive.write() as tx:
        watches.add(tx, Watch("cầu", "cầu", OF_ARTICLES))
    return source


def look(
    archive: Archive, clock: FakeClock, source: StoredSource, points: int, last: str = LAST
) -> int:
    """Have the bridge's page looked at an hour later; return how many alerts that raised."""
    counter = f"Độ nóng của tin trên chuyên trang này là {points} điểm."
    story = replace(BRIDGE, paragraphs=(FIRST, counter, last))
    clock.advance(HOUR)
    return take(archive, clock, source, capture_of(ProvincialSite([story]), story, clock)).alerts


def test_what_changes_at_each_look_is_told_three_times(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    told = [look(archive, clock, source, points) for points in range(40, 47)]
    assert told == [1, 1, 1, 1, 0, 0, 0]
    corrected = LAST.replace("thuận tiện", "chưa thuận tiện")
    assert [look(archive, clock, source, points, corrected) for points in (47, 48)] == [1, 0]


def test_a_figure_that_stands_for_two_looks_is_told_each_time_it_is_corrected(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    looks = [points for points in range(286, 280, -1) for _ in range(2)]
    assert [look(archive, clock, source, points) for points in looks] == [1, 0] * 6
