"""What was given up, or lost by its receiver, is sent once more under the id it has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.outgoing import ScriptedCourier, furnish, raise_alert, states
from worker.archive.alerts import channel_health, channels, outbox, replays
from worker.archive.alerts.replays import CHANNEL_REMOVED, DELIVERED_ALREADY, WAITS_ALREADY, Chosen
from worker.archive.database.engine import Archive
from worker.clock import hanoi_day, midnight
from worker.deliver.retry import PAUSES
from worker.errors import NotFound
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Delivered, DeliveryState, Failed

NEVER = Failed("HTTP 413", lasting=True)


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


def replay(archive: Archive, clock: FakeClock, *ids: int, to: str = "", again: bool = False,
           since_today: bool = False) -> list[str | None]:  # fmt: skip
    """Return why each delivery meant is left as it is; None for what is sent."""
    return [one.left for one in replayed(archive, clock, *ids, to=to, again=again,
                                         since_today=since_today)]  # fmt: skip


def replayed(
    archive: Archive,
    clock: FakeClock,
    *ids: int,
    to: str = "",
    again: bool = False,
    since_today: bool = False,
) -> tuple[Chosen, ...]:
    with archive.write() as tx:
        return replays.replay(
            tx,
            clock.now(),
            alert_ids=ids,
            to=channels.find(tx, to) if to else None,
            since=midnight(hanoi_day(clock.now())) if since_today else None,
            again=again,
        )


async def test_what_was_given_up_goes_out_under_its_id_with_attempts_anew(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([NEVER, Failed("HTTP 500"), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    raise_alert(office, clock, "a", "console")
    await dispatch(tools)
    assert [one.state for one in states(office)] == [DeliveryState.DEAD]
    assert replay(office, clock) == [None]
    await dispatch(tools)
    [waiting] = states(office)
    assert (waiting.state, waiting.attempts) == (DeliveryState.PENDING, 2)
    clock.advance(PAUSES[0])
    await dispatch(tools)
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED]
    assert len({one.id for one in courier.taken}) == 1
    with office.read() as tx:
        [record] = replays.records(tx, 1)
    assert [(one.number, one.error) for one in record.attempts] == [
        (1, "HTTP 413"),
        (2, "HTTP 500"),
        (3, None),
    ]
    assert record.id == courier.taken[0].id


async def test_what_was_delivered_is_sent_only_when_asked_for(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    raise_alert(office, clock, "a", "console")
    await dispatch(tools)
    assert replay(office, clock, 1) == [DELIVERED_ALREADY]
    assert replay(office, clock, to="console") == []
    assert await dispatch(tools) == 0
    assert replay(office, clock, 1, again=True) == [None]
    await dispatch(tools)
    first, second = courier.taken
    assert first.id == second.id


async def test_what_waits_for_its_next_attempt_is_tried_now(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    courier = ScriptedCourier([Failed("HTTP 500"), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    raise_alert(office, clock, "a", "console")
    assert replay(office, clock, 1) == [WAITS_ALREADY]
    await dispatch(tools)
    assert replay(office, clock, 1) == [None]
    assert await dispatch(tools) == 1
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED]


async def test_a_replay_is_narrowed_by_channel_day_and_id(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    never = ScriptedCourier([NEVER])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: never, ChannelKind.FILE: never})
    raise_alert(office, clock, "a", "console", "so-tay")
    clock.advance(86_400)
    raise_alert(office, clock, "b", "console")
    await dispatch(tools)
    with office.read() as tx:
        assert channel_health.unseen_dead(tx) == 3
        assert [one.id for one in outbox.alerts(tx, states=[DeliveryState.DEAD])] == [2, 1]
    assert replay(office, clock, to="so-tay") == [None]
    assert replay(office, clock, since_today=True) == [None]
    assert replay(office, clock, 1, to="console") == [None]
    with office.read() as tx:
        assert outbox.alerts(tx, states=[DeliveryState.DEAD]) == []
        so_tay = channels.find(tx, "so-tay").id
        assert [one.id for one in outbox.alerts(tx, channel_id=so_tay)] == [1]


async def test_a_named_alert_goes_to_a_channel_that_never_had_it(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    raise_alert(office, clock, "a", "console")
    await dispatch(tools)
    other = KeepingCourier()
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: other})
    [made] = replayed(office, clock, 1, to="so-tay")
    assert (made.was, made.left, made.channel) == (None, None, "so-tay")
    await dispatch(tools)
    assert [one.id for one in other.taken] == [made.id]
    assert other.titles == courier.titles
    assert replay(office, clock, 1, to="so-tay") == [DELIVERED_ALREADY]


async def test_what_cannot_be_is_said(office: Archive, tools: Tools, clock: FakeClock) -> None:
    raise_alert(office, clock, "a", "so-tay")
    with office.write() as tx:
        channels.remove(tx, "so-tay")
        assert channel_health.unseen_dead(tx) == 0
    assert replay(office, clock, 1) == [CHANNEL_REMOVED]
    with pytest.raises(NotFound, match="no alert 7, 8"):
        replay(office, clock, 1, 7, 8)
    assert [one.state for one in states(office)] == [DeliveryState.DEAD]


async def test_acknowledged_alerts_are_not_counted_as_trouble(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    tools = replace(tools, couriers={ChannelKind.CONSOLE: ScriptedCourier([NEVER])})
    for name in "ab":
        raise_alert(office, clock, name, "console")
    await dispatch(tools)
    with office.write() as tx:
        assert replays.acknowledge(tx, [1]) == 1
        assert replays.acknowledge(tx, [1, 2]) == 1, "again changes nothing"
        assert channel_health.unseen_dead(tx) == 0
        assert outbox.alerts(tx, unseen=True) == []
    with pytest.raises(NotFound, match="no alert 9"), office.write() as tx:
        replays.acknowledge(tx, [1, 9])
