"""Who asks for an official by an alias finds the person: now, in a watch, in a topic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, follow, paper, take
from tests.site import ProvincialSite
from worker.archive.alerts import topics
from worker.archive.database.engine import Archive
from worker.archive.officials import officials
from worker.flow.search.ask import find, parse_query, parse_search
from worker.model import Alias, Official, Topic

HA_VI = Official("Trần Thị Hạ Vi", (Alias("Bảy Vi"), Alias("Út Khuê")))
STORY = replace(BRIDGE, paragraphs=("Trong lễ thông xe, bà Trần Thị Hạ Vi cắt băng khánh thành.",))


@pytest.fixture
def registered(archive: Archive) -> Archive:
    with archive.write() as tx:
        officials.add(tx, HA_VI)
        topics.add(tx, Topic("nguoi-cu", 'official:"Bảy Vi" OR "hồ chứa"'))
    return archive


def found(archive: Archive, clock: FakeClock, query: str) -> int:
    with archive.read() as tx:
        return len(list(find(tx, parse_search(tx, query, clock.now()))))


def publish(archive: Archive, clock: FakeClock) -> int:
    """Store the story; return how many alerts it raised."""
    source = add_source(archive, paper())
    return take(archive, clock, source, capture_of(ProvincialSite([STORY]), STORY, clock)).alerts


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ('official:"Bảy Vi"', 1),
        ('official:"bay vi"', 1),
        ("topic:nguoi-cu", 1),
        ('NOT official:"Bảy Vi"', 0),
        ('"lễ thông xe" -official:"Bảy Vi"', 0),
        ('official:"Bảy Vi" min-confidence:0.5', 1),
        ('official:"Bảy Vì"', 0),
        ('official:"Vi"', 0),
    ],
)
def test_a_search_by_an_alias_finds_the_person(
    registered: Archive, clock: FakeClock, query: str, articles: int
) -> None:
    publish(registered, clock)
    assert found(registered, clock, query) == articles


def test_a_watch_by_an_alias_is_told_even_where_the_alias_came_later(
    registered: Archive, clock: FakeClock
) -> None:
    follow(registered, 'official:"Bảy Vi"', "topic:nguoi-cu", 'official:"Chín Vi"')
    with registered.write() as tx:
        officials.update(tx, replace(HA_VI, aliases=(*HA_VI.aliases, Alias("Chín Vi"))))
    assert publish(registered, clock) == 3


def test_whose_name_it_is_is_meant_and_nobody_whose_alias_it_is(
    registered: Archive, clock: FakeClock
) -> None:
    with registered.write() as tx:
        officials.add(tx, Official("Út Khuê"))
    publish(registered, clock)
    assert found(registered, clock, 'official:"Út Khuê"') == 0


def test_a_query_is_shown_as_it_was_typed(registered: Archive) -> None:
    with registered.read() as tx:
        assert parse_query(tx, 'official:"Bảy Vi"').text == 'official:"Bảy Vi"'
