"""A channel that only fails is switched off, another is told, and what goes there is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from loguru import logger

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
from worker.alert.decide import channels_of
from worker.archive.alerts import channel_health, channels
from worker.archive.alerts.channel_health import Standing
from worker.archive.database.engine import Archive
from worker.deliver.health import OFF_AFTER
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import Tools
from worker.model import (
    Channel,
    ChannelKind,
    Delivered,
    DeliveryState,
    Failed,
    Outcome,
    Outgoing,
    Watch,
)

DOWN = Failed("HTTP 500")


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line)), level="ERROR")
    yield lines
    logger.remove(sink)


def standing(archive: Archive, name: str = "so-tay") -> Standing:
    with archive.read() as tx:
        return next(one for one in channel_health.standings(tx) if one.channel.name == name)


def enable(archive: Archive, now: datetime, name: str = "so-tay") -> int:
    with archive.write() as tx:
        return channel_health.reopen(tx, channels.set_enabled(tx, name, enabled=True).id, now)


async def fail_for(tools: Tools, clock: FakeClock, time: timedelta) -> int:
    """Dispatch whenever something is due, an alert a day being raised; return how many alerts."""
    until = clock.now() + time
    raised = 0
    begun = clock.now()
    while clock.now() < until:
        if clock.now() >= begun + timedelta(days=raised):
            raise_alert(tools.archive, clock, f"ngày {raised}", "so-tay")
            raised += 1
        await dispatch(tools)
        clock.advance(3600)
    return raised


async def test_case_63_five_days_of_failures_switch_a_channel_off_and_another_is_told(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    down = ScriptedCourier([DOWN])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: down})
    begun = clock.now()
    await fail_for(tools, clock, OFF_AFTER - timedelta(hours=1))
    assert standing(office).channel.enabled
    await fail_for(tools, clock, timedelta(days=1))
    told = standing(office)
    assert not told.channel.enabled
    assert told.health.failing_since == begun
    assert told.health.off_since is not None
    assert told.health.off_since - begun >= OFF_AFTER
    assert told.health.off_reason == "nothing but failures for 5 days; the last one: HTTP 500"
    [notice] = [one.notice for one in courier.taken if one.notice]
    for said in ("so-tay", "08:00 02/03/2026", "HTTP 500", "diemtin channel enable so-tay"):
        assert said in notice


async def test_case_63_what_goes_to_a_channel_that_is_off_waits_and_goes_out_when_enabled(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    down = ScriptedCourier([Failed("HTTP 410", lasting=True, channel_gone=True), Delivered()])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: down})
    for name in "ab":
        raise_alert(office, clock, name, "so-tay")
    await dispatch(tools)
    with office.read() as tx:
        followed = channels.channels(tx)
    assert "so-tay" in channels_of(Watch("w", ""), followed), "what is raised now waits too"
    raise_alert(office, clock, "c", "so-tay")
    assert len(down.taken) == 1
    assert [one.state for one in states(office)] == [DeliveryState.PENDING] * 3
    assert standing(office).waiting == 3
    clock.advance(60)
    assert enable(office, clock.now()) == 3
    await dispatch(tools)
    assert [one.alerts[0].title[-1] for one in down.taken] == ["a", "a", "b", "c"]
    assert down.taken[0].id == down.taken[1].id
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED] * 3
    assert standing(office).health.off_since is None


async def test_enabling_begins_the_attempts_and_the_five_days_anew(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    down = ScriptedCourier([DOWN])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: down})
    await fail_for(tools, clock, OFF_AFTER + timedelta(days=1))
    enable(office, clock.now())
    down.taken.clear()
    await dispatch(tools)
    assert len(down.taken) == 1, "the others wait for the first one's next attempt"
    assert down.taken[0].attempt - down.taken[0].spent == 1
    assert due(office) == clock.now(), "those it holds up"
    health = standing(office).health
    assert (health.failing_since, health.marks, health.off_since) == (clock.now(), 1, None)
    assert standing(office).channel.enabled


async def test_case_54_a_clock_that_jumps_by_years_switches_nothing_off(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    down = ScriptedCourier([DOWN])
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier, ChannelKind.FILE: down})
    for name in "abcdefghij":
        raise_alert(office, clock, name, "so-tay")
    await dispatch(tools)
    clock.advance(10 * 365 * 86_400.0)
    for _ in range(20):
        await dispatch(tools)
        clock.advance(60)
    assert len(down.taken) > 10
    assert standing(office).channel.enabled


async def test_one_success_ends_the_row_of_failures(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    down = ScriptedCourier([DOWN])
    tools = replace(tools, couriers={ChannelKind.FILE: down})
    await fail_for(tools, clock, timedelta(days=4))
    down.script = [Delivered(), DOWN]
    await fail_for(tools, clock, timedelta(days=4))
    found = standing(office)
    assert found.channel.enabled
    assert found.health.delivered_at is not None


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda tx: channels.set_enabled(tx, "console", enabled=False), "no other channel"),
        (lambda tx: channels.add(tx, Channel("mail", ChannelKind.APPRISE)), "mail is told"),
    ],
)
async def test_who_is_told_is_a_channel_that_people_read_or_the_log_alone(
    office: Archive,
    tools: Tools,
    clock: FakeClock,
    courier: KeepingCourier,
    logged: list[str],
    spoil: Callable[[object], object],
    said: str,
) -> None:
    gone = ScriptedCourier([Failed("HTTP 410", lasting=True, channel_gone=True)])
    with office.write() as tx:
        spoil(tx)
    tools = replace(tools, couriers={ChannelKind.FILE: gone, ChannelKind.APPRISE: courier})
    raise_alert(office, clock, "a", "so-tay")
    await dispatch(tools)
    log = "".join(logged)
    assert said in log
    assert "diemtin channel enable so-tay" in log


async def test_case_62_a_webhook_that_answers_410_is_switched_off_at_once(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier, tmp_path: Path
) -> None:
    async with receiving(Reply(410)) as receiver:
        tools = hooked(office, tools, tmp_path, receiver.url, receiver.host)
        for name in "ab":
            raise_alert(office, clock, name, "toa-soan")
        await dispatch(replace(tools, couriers={**tools.couriers, ChannelKind.CONSOLE: courier}))
        assert len(receiver.received) == 1
    assert not standing(office, "toa-soan").channel.enabled
    assert [one.state for one in states(office)] == [DeliveryState.PENDING] * 2
    [notice] = [one.notice or "" for one in courier.taken]
    assert "HTTP 410" in notice
    assert due(office) is None


async def test_case_50_who_slept_past_the_lease_cannot_switch_a_channel_off(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
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
    assert standing(office, "console").channel.enabled
    assert standing(office, "console").health.delivered_at == clock.now()
    assert len(courier.taken) == 1, "nobody is told"
