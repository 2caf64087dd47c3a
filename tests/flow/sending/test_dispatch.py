"""Deliveries leave: channels side by side, retries, fences, real webhooks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.deliver.receiver import Reply, receiving
from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.outgoing import (
    ScriptedCourier,
    SlowCourier,
    due,
    furnish,
    hooked,
    raise_alert,
    states,
)
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.deliver.retry import PAUSES
from worker.flow.sending import dispatch as dispatch_flow
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Delivered, DeliveryState, Failed, Outcome, Outgoing

PATIENCE = 20
"""Seconds after which a test that waits for something gives up."""


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


async def test_every_channel_gets_its_deliveries_in_order(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    other = KeepingCourier()
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: other})
    for name in "abc":
        raise_alert(office, clock, name, "console", "so-tay")
    assert await dispatch(tools) == 6
    for taken in (courier, other):
        assert [title[-1] for title in taken.titles] == ["a", "b", "c"]
    assert {one.state for one in states(office)} == {DeliveryState.DELIVERED}
    assert await dispatch(tools) == 0


async def test_case_63_a_channel_that_hangs_holds_up_no_other(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    """Not even what is raised while it hangs."""
    slow = SlowCourier()
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: slow})
    for name in "ab":
        raise_alert(office, clock, name, "so-tay")
    raise_alert(office, clock, "c", "console")
    running = asyncio.create_task(dispatch(tools))
    await slow.begun.wait()
    raise_alert(office, clock, "d", "console")
    while len(courier.taken) < 2:
        assert not running.done()
        await asyncio.sleep(0.01)
    assert len(slow.taken) == 1, "one delivery in hand at a time"
    slow.let_go.set()
    assert await running == 4
    assert len(slow.taken) == 2


async def test_what_is_raised_while_a_channel_hangs_does_not_wait_for_the_next_look(
    office: Archive,
    tools: Tools,
    clock: FakeClock,
    courier: KeepingCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatch_flow, "LOOK", 3600.0)
    slow = SlowCourier()
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: slow})
    raise_alert(office, clock, "a", "so-tay")
    running = asyncio.create_task(dispatch(tools))
    await slow.begun.wait()
    async with asyncio.timeout(PATIENCE):
        for name in "bc":
            raise_alert(office, clock, name, "console")
            tools.alerted.set()
            while courier.titles[-1:] != [f"Cầu Rạch Đình {name}"]:
                await asyncio.sleep(0.01)
    slow.let_go.set()
    assert await running == 3


async def test_a_refusal_is_tried_again_by_the_schedule_and_then_given_up(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([Failed("HTTP 500")])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    raise_alert(office, clock, "a", "console")
    for number, pause in enumerate(PAUSES, start=1):
        assert await dispatch(tools) == 1
        (one,) = states(office)
        assert (one.state, one.attempts, one.error) == (DeliveryState.PENDING, number, "HTTP 500")
        assert one.next_attempt_at == clock.now() + timedelta(seconds=pause)
        clock.advance(pause - 1)
        assert await dispatch(tools) == 0
        clock.advance(1)
    assert await dispatch(tools) == 1
    (one,) = states(office)
    assert (one.state, one.next_attempt_at) == (DeliveryState.DEAD, None)
    assert len({outgoing.id for outgoing in courier.taken}) == 1
    assert [outgoing.attempt for outgoing in courier.taken] == list(range(1, len(PAUSES) + 2))
    assert due(office) is None


async def test_what_cannot_succeed_is_given_up_at_once(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([Failed("too large", lasting=True), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    raise_alert(office, clock, "a", "console")
    raise_alert(office, clock, "b", "console")
    assert await dispatch(tools) == 2
    assert [one.state for one in states(office)] == [DeliveryState.DEAD, DeliveryState.DELIVERED]


async def test_an_error_nobody_foresaw_is_an_attempt_too(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    """It is raised for the log, the other channels go on, and the schedule of retries holds."""
    broken = ScriptedCourier([ZeroDivisionError("oh"), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: broken})
    raise_alert(office, clock, "a", "so-tay", "console")
    with pytest.raises(ZeroDivisionError):
        await dispatch(tools)
    failed = next(one for one in states(office) if one.channel == "so-tay")
    assert (failed.state, failed.error) == (DeliveryState.PENDING, "unforeseen: ZeroDivisionError")
    clock.advance(PAUSES[0])
    await dispatch(tools)
    assert {one.state for one in states(office)} == {DeliveryState.DELIVERED}
    assert len(courier.taken) == 1


async def test_case_60_a_crash_after_sending_sends_again_under_the_same_id(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    raise_alert(office, clock, "a", "console")

    def break_down(*_: object, **__: object) -> bool:
        raise OSError("the process ends here")

    with monkeypatch.context() as patch:
        patch.setattr("worker.archive.alerts.outbox.record", break_down)
        with pytest.raises(OSError, match="ends here"):
            await dispatch(tools)
    assert await dispatch(tools) == 0, "the lease still holds"
    clock.advance(LEASE.total_seconds())
    assert await dispatch(tools) == 1
    first, second = courier.taken
    assert first.id == second.id
    assert (first.attempt, second.attempt) == (1, 2)
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED]


async def test_case_50_who_slept_past_the_lease_records_nothing(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    """The late one may not even switch the channel off."""
    slept = SlowCourier()

    async def late(outgoing: Outgoing) -> Outcome:
        await slept(outgoing)
        return Failed("HTTP 410", lasting=True, channel_gone=True)

    raise_alert(office, clock, "a", "console")
    sleeper = asyncio.create_task(dispatch(replace(tools, couriers={ChannelKind.CONSOLE: late})))
    await slept.begun.wait()
    clock.advance(LEASE.total_seconds())
    assert await dispatch(tools) == 1
    slept.let_go.set()
    await sleeper
    (one,) = states(office)
    assert (one.state, one.attempts, one.error) == (DeliveryState.DELIVERED, 2, None)
    with office.read() as tx:
        assert channels.find(tx, "console").enabled


async def test_a_stop_ends_after_the_delivery_in_hand(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    slow = SlowCourier()
    tools = replace(tools, couriers={ChannelKind.CONSOLE: slow})
    for name in "ab":
        raise_alert(office, clock, name, "console")
    running = asyncio.create_task(dispatch(tools))
    await slow.begun.wait()
    tools.stopping.set()
    slow.let_go.set()
    assert await running == 1
    said = [(one.state, one.attempts) for one in states(office)]
    assert said == [(DeliveryState.DELIVERED, 1), (DeliveryState.PENDING, 0)]


async def test_a_dispatch_that_is_cancelled_leaves_its_delivery_to_the_lease(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    slow = SlowCourier()
    raise_alert(office, clock, "a", "console")
    running = asyncio.create_task(dispatch(replace(tools, couriers={ChannelKind.CONSOLE: slow})))
    await slow.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert due(office) == clock.now() + LEASE


async def test_a_webhook_gets_what_it_refused_before_under_the_same_id(
    office: Archive, tools: Tools, clock: FakeClock, tmp_path: Path
) -> None:
    async with receiving(Reply(503, (("Retry-After", "90"),)), Reply(204)) as receiver:
        tools = hooked(office, tools, tmp_path, receiver.url, receiver.host)
        raise_alert(office, clock, "a", "toa-soan")
        await dispatch(tools)
        assert due(office) == clock.now() + timedelta(seconds=90)
        clock.advance(90)
        await dispatch(tools)
        first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED]
