"""What fails before quiet hours is tried again when they are over; what keeps none goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests.archive.making import new_alert
from tests.fakes import FakeClock
from tests.flow.outgoing import ScriptedCourier, due, furnish, raise_alert, states
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.due import LONGEST_WAIT
from worker.archive.database.engine import Archive
from worker.archive.schema.tables import delivery
from worker.clock import HANOI
from worker.deliver.retry import PAUSES
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Delivered, DeliveryState, Failed, Policy, Watch

EVENING = datetime(2026, 3, 2, 21, 58, tzinfo=HANOI).astimezone(UTC)
MORNING = datetime(2026, 3, 3, 6, 0, tzinfo=HANOI)


@pytest.fixture
def office(archive: Archive, clock: FakeClock) -> Archive:
    """A house whose console is quiet at night, on an evening."""
    furnish(archive)
    with archive.write() as tx:
        channels.set_policy(tx, "console", Policy(quiet="22:00-06:00"))
    clock.advance((EVENING - clock.now()).total_seconds())
    return archive


def refusing(tools: Tools) -> tuple[Tools, ScriptedCourier]:
    courier = ScriptedCourier([Failed("HTTP 500"), Failed("HTTP 500"), Delivered()])
    return replace(tools, couriers={ChannelKind.CONSOLE: courier}), courier


async def fail_twice(tools: Tools, clock: FakeClock) -> None:
    await dispatch(tools)
    clock.advance(PAUSES[0] * 1.1)
    await dispatch(tools)


async def test_a_retry_waits_for_the_end_of_the_quiet_hours(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    tools, courier = refusing(tools)
    raise_alert(office, clock, "a", "console")
    await fail_twice(tools, clock)
    assert len(courier.taken) == 2, "the second attempt is before ten"
    assert due(office) == MORNING
    clock.advance(7.5 * 3600)
    assert await dispatch(tools) == 0
    clock.advance(3600)
    assert await dispatch(tools) == 1
    assert {one.state for one in states(office)} == {DeliveryState.DELIVERED}


async def test_what_keeps_no_quiet_hours_is_neither_put_off_nor_held_up(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    """Of the same channel, by its watch's own word."""
    tools, courier = refusing(tools)
    with office.write() as tx:
        wakes = watches.add(tx, Watch("lu-quet", "lũ", policy=Policy(quiet="none")))
    raise_alert(office, clock, "a", "console")
    await fail_twice(tools, clock)
    clock.advance(600)
    with office.write() as tx:
        number = outbox.alerts(tx)[0].number
        assert number is not None
        loud = new_alert(wakes, channels=("console",))
        outbox.raise_alerts(tx, number=number, page_id=1, alerts=[loud], digest_key=None,
                            now=clock.now())  # fmt: skip
    courier.script.insert(0, Failed("HTTP 500"))
    assert await dispatch(tools) == 1
    again = due(office)
    assert again is not None
    assert again - clock.now() < timedelta(minutes=1)
    clock.advance(60)
    assert await dispatch(tools) == 1
    assert courier.taken[-1].alerts[0].watch == "lu-quet"
    assert sorted(one.state for one in states(office)) == ["delivered", "pending"]


async def test_the_notice_that_a_channel_is_off_waits_for_no_morning(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    tools, courier = refusing(tools)
    with office.write() as tx:
        [console] = [one for one in channels.channels(tx) if one.name == "console"]
        outbox.tell(tx, console.id, "Kênh moc\n\nđã bị tắt", clock.now())
    await fail_twice(tools, clock)
    again = due(office)
    assert again is not None
    assert again - clock.now() < timedelta(minutes=6)
    assert len(courier.taken) == 2


async def test_the_longest_pause_and_a_night_are_no_wrong_clock(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    tools, courier = refusing(tools)
    raise_alert(office, clock, "a", "console")
    await fail_twice(tools, clock)
    clock.advance(600)  # nothing is held up any more
    with office.write() as tx:
        night = clock.now() + timedelta(seconds=PAUSES[-1] * 1.1, hours=23)
        tx.execute(update(delivery).values(next_attempt_at=night))
    assert await dispatch(tools) == 0
    with office.write() as tx:
        wrong = clock.now() + LONGEST_WAIT + timedelta(hours=1)
        tx.execute(update(delivery).values(next_attempt_at=wrong))
    assert await dispatch(tools) == 1
    assert len(courier.taken) == 3
