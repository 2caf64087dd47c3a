"""A watch run over the past: told of once, in one digest, whatever cuts it off."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier, capture_of, follow, take
from tests.flow.officialdom import papers, tell
from tests.flow.past import FIRST, HELD, PENDING, delivered, numbers, publish, raised, run
from tests.site import ProvincialSite, Story
from worker.archive.alerts import channels, watches
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.flow.watches.plans import Change, plan_change, save_change
from worker.model import Channel, ChannelKind, LookBackState, Watch


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return papers(archive, "bao-song-ham")[0]


async def test_what_it_finds_goes_out_oldest_first_as_one_digest_marked_so(
    archive: Archive,
    clock: FakeClock,
    source: StoredSource,
    tools: Tools,
    courier: KeepingCourier,
) -> None:
    publish(archive, clock, source, 9, 3, 5, 1)
    tell(archive, clock, source, "Chợ nổi", "Chợ họp lại.", day=FIRST)
    follow(archive, "hạn")
    states: list[tuple[list[str], int, int]] = []
    ended = run(archive, clock, "hạn", FIRST + timedelta(days=3),
                lambda done, total: states.append((delivered(archive), done, total)))  # fmt: skip
    assert states == [([], 0, 3), (HELD, 2, 3)]
    assert (ended.state, ended.found) == (LookBackState.DONE, 3)
    assert numbers(archive) == [1, 2, 0]
    assert all(one.retrospective and not one.backlog for one in raised(archive))
    assert await dispatch(tools) == 1
    [outgoing] = courier.taken
    assert outgoing.digest
    assert [alert.number for alert in outgoing.alerts] == [1, 2, 0]
    assert all(alert.retrospective for alert in outgoing.alerts)
    assert raised(archive)[0].reasons


def test_each_channel_of_the_watch_gets_a_digest_and_no_other(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 1, 2)
    with archive.write() as tx:
        for name in ("a", "b", "off", "other"):
            channels.add(tx, Channel(name, ChannelKind.CONSOLE, enabled=name != "off"))
        watches.add(tx, Watch("w", "hạn", channels=("a", "b", "off")))
    run(archive, clock, "w")
    assert [[d.channel for d in one.deliveries] for one in raised(archive)] == [["a", "b"]] * 2
    assert delivered(archive) == PENDING * 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_finds_what_the_watch_would_have_found_live(
    archive: Archive, clock: FakeClock, source: StoredSource, seed: int
) -> None:
    """One watch is there from the start, another looks back over pages edited again and again."""
    with archive.write() as tx:
        watches.add(tx, Watch("live", "hạn -cầu"))
    rng = random.Random(seed)
    site = ProvincialSite()
    for _ in range(30):
        page = rng.randrange(6)
        words = " ".join(rng.sample(["hạn", "cầu", "chợ"], 2))
        site.stories = [
            Story(f"tin-{page}-02032026-a{page}", f"Tin số {page}", "02/03/2026 - 08:15",
                  f"Bà con xã số {page} nói về {words}.", ())
        ]  # fmt: skip
        take(archive, clock, source, capture_of(site, site.stories[0], clock))
        clock.advance(60)
    live = sorted(numbers(archive))
    with archive.write() as tx:
        watches.add(tx, Watch("past", "hạn -cầu"))
    run(archive, clock, "past")
    assert sorted(one.number or 0 for one in raised(archive) if one.watch == "past") == live != []


def test_what_was_told_of_is_not_told_again(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 1, 2)
    follow(archive, "hạn")
    publish(archive, clock, source, 3)
    assert numbers(archive) == [2]
    assert run(archive, clock, "hạn", FIRST + timedelta(days=2)).found == 1
    assert run(archive, clock, "hạn").found == 1
    assert run(archive, clock, "hạn").found == 0
    assert numbers(archive) == [2, 1, 0]
    assert [one.retrospective for one in raised(archive)] == [False, True, True]
    assert delivered(archive) == PENDING * 3


def test_a_page_that_was_told_of_is_not_told_of_by_an_older_version(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    old, new = (
        Story("tin-02032026-a1", "Tin", "02/03/2026 - 08:15", f"Bà con nói về {words}.", ())
        for words in ("cầu", "hạn")
    )
    follow(archive, "hạn")
    for story in (old, new):
        take(archive, clock, source, capture_of(ProvincialSite([story]), story, clock))
        clock.advance(60)
    assert numbers(archive) == [1]
    with archive.write() as tx:
        before, planned = plan_change(tx, "hạn", Change(query="cầu OR hạn"))
        save_change(tx, before, planned.watch, clock.now())
    assert run(archive, clock, "hạn").found == 0


def test_the_day_begins_in_hanoi_and_counts_whole(archive: Archive, clock: FakeClock) -> None:
    source = papers(archive, "bao-song-ham")[0]
    for n, at in enumerate(("01/03/2026 - 23:59", "02/03/2026 - 00:00")):
        story = Story(f"tin-{n}-a{n}", f"Tin hạn {n}", at, f"Nước ở xã số {n}.", ())
        take(archive, clock, source, capture_of(ProvincialSite([story]), story, clock))
    follow(archive, "hạn")
    run(archive, clock, "hạn", date(2026, 3, 2))
    assert numbers(archive) == [1]


def test_what_comes_in_meanwhile_is_told_of_once(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 1, 3, 5, 7)
    follow(archive, "hạn")
    later = {0: [6], 2: [2, 20]}

    def come_in(done: int, total: int) -> None:
        publish(archive, clock, source, *later.pop(done, []))

    run(archive, clock, "hạn", meanwhile=come_in)
    assert later == {}
    assert {one.number: one.retrospective for one in raised(archive)} == {
        0: True, 1: True, 2: True, 3: True, 4: False, 5: False, 6: False,
    }  # fmt: skip


def test_times_of_old_and_of_tomorrow_are_looked_at_too(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    days = [(date(1999, 5, 1) - FIRST).days, 0, (date(2030, 1, 1) - FIRST).days]
    published = publish(archive, clock, source, *days)
    follow(archive, "hạn")
    assert run(archive, clock, "hạn", date(1900, 1, 1)).found == 3
    assert numbers(archive) == published
