"""In which order one channel gets its deliveries, and what may overtake what."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.outgoing import ScriptedCourier, SlowCourier, furnish, raise_alert
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Delivered, Failed, Outcome, Outgoing

DOWN = Failed("HTTP 500")


class PickyCourier:
    """Takes everything but one message, which it never can digest."""

    def __init__(self, cannot: str) -> None:
        self.cannot = cannot
        self.taken: list[str] = []
        self.refused = 0

    async def __call__(self, outgoing: Outgoing) -> Outcome:
        letter = outgoing.alerts[0].title[-1]
        if letter == self.cannot:
            self.refused += 1
            return DOWN
        self.taken.append(letter)
        return Delivered()


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


def letters(courier: ScriptedCourier) -> str:
    return "".join(one.alerts[0].title[-1] for one in courier.taken)


async def test_a_short_outage_does_not_change_the_order(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([DOWN, DOWN, Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    for name in "abc":
        raise_alert(office, clock, name, "console")
    for _ in range(7):
        await dispatch(tools)
        clock.advance(60)
    assert letters(courier) == "aaabc"


async def test_one_message_that_cannot_be_digested_holds_up_the_rest_for_minutes_only(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = PickyCourier("a")
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    for name in "abc":
        raise_alert(office, clock, name, "console")
    for _ in range(6):
        await dispatch(tools)
        assert courier.taken == []
        clock.advance(60)
    await dispatch(tools)
    assert courier.taken == ["b", "c"]
    assert courier.refused == 3


async def test_a_receiver_that_asks_for_time_gets_it_for_all_that_waits(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    busy = ScriptedCourier([Failed("HTTP 429", retry_after=3600.0), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: busy})
    for name in "abc":
        raise_alert(office, clock, name, "so-tay", "console")
    await dispatch(tools)
    clock.advance(3599)
    await dispatch(tools)
    assert letters(busy) == "a"
    assert len(courier.taken) == 3, "the other channel is not held up"
    clock.advance(1)
    await dispatch(tools)
    assert letters(busy) == "aabc"


async def test_case_54_a_clock_set_back_by_years_does_not_hold_up_a_channel(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([DOWN, Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    clock.advance(3650 * 86_400.0)
    raise_alert(office, clock, "a", "console")
    await dispatch(tools)
    clock.instant -= timedelta(days=3650)
    raise_alert(office, clock, "b", "console")
    await dispatch(tools)
    assert letters(courier) == "aab", "nor does its own attempt wait for ten years"


async def test_two_dispatchers_keep_the_order_of_a_channel(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    """While one machine has a message in hand, the other sends no later one to that channel."""
    slow = SlowCourier()
    here = replace(tools, couriers={ChannelKind.CONSOLE: slow})
    there = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: courier})
    raise_alert(office, clock, "a", "console")
    first = asyncio.create_task(dispatch(here))
    await asyncio.wait_for(slow.begun.wait(), 20)
    raise_alert(office, clock, "b", "console")
    raise_alert(office, clock, "c", "so-tay")
    assert await dispatch(there) == 1, "the other channel goes on"
    assert courier.titles == ["Cầu Rạch Đình c"]
    slow.let_go.set()
    await first
    assert [one.alerts[0].title[-1] for one in slow.taken] == ["a", "b"]


async def test_what_a_killed_dispatcher_had_in_hand_goes_first(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    raise_alert(office, clock, "a", "console")
    with office.write() as tx:
        outbox.claim(tx, clock.now(), lease=LEASE, limit=1)
    raise_alert(office, clock, "b", "console")
    assert await dispatch(tools) == 0
    clock.advance(LEASE.total_seconds())
    assert await dispatch(tools) == 2
    assert courier.titles == ["Cầu Rạch Đình a", "Cầu Rạch Đình b"]
