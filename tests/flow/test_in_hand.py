"""What a service had in hand is freed for the next one in its home, and nothing else is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO

import pytest

from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.outgoing import SlowCourier, furnish, raise_alert, states
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.flow.in_hand import InHand, take_over
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Claim, Outcome, Outgoing


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


def breaking_off(file: BytesIO) -> InHand:
    """Return the claims as a kill leaves them: what was noted stays."""
    return InHand(BytesIO(file.getvalue()))


async def killed_while_sending(tools: Tools) -> BytesIO:
    """Let a dispatch claim a delivery and end without an outcome; return what it noted."""
    slow, file = SlowCourier(), BytesIO()
    sending = replace(tools, couriers={ChannelKind.CONSOLE: slow}, in_hand=InHand(file))
    running = asyncio.create_task(dispatch(sending))
    await slow.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    return file


async def test_what_was_in_hand_goes_out_without_waiting_for_its_lease(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    raise_alert(office, clock, "a", "console")
    raise_alert(office, clock, "b", "console")
    file = await killed_while_sending(tools)
    assert await dispatch(tools) == 0, "the lease holds for whoever knows no more"
    assert take_over(office, clock, breaking_off(file)) == 1
    assert await dispatch(tools) == 2
    assert [(one.title[-1], one.attempt) for one in alerts_of(courier)] == [("a", 2), ("b", 1)]


def alerts_of(courier: KeepingCourier) -> list[_Sent]:
    return [_Sent(one) for one in courier.taken]


class _Sent:
    def __init__(self, outgoing: Outgoing) -> None:
        self.title, self.attempt = outgoing.alerts[0].title, outgoing.attempt


async def test_what_another_has_taken_over_since_stays_his(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    raise_alert(office, clock, "a", "console")
    file = await killed_while_sending(tools)
    clock.advance(LEASE.total_seconds())
    with office.write() as tx:
        [now_his] = outbox.claim(tx, clock.now(), lease=LEASE, limit=1)
    assert now_his.attempt == 2
    assert take_over(office, clock, breaking_off(file)) == 0
    assert await dispatch(tools) == 0


async def test_a_claim_of_another_home_is_left_alone(
    office: Archive, tools: Tools, clock: FakeClock
) -> None:
    raise_alert(office, clock, "a", "console")
    await killed_while_sending(tools)
    assert take_over(office, clock, InHand(BytesIO())) == 0
    assert await dispatch(tools) == 0


async def test_a_claim_is_noted_before_anybody_can_see_it(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier
) -> None:
    noted: list[int] = []
    file = BytesIO()

    async def looking(outgoing: Outgoing) -> Outcome:
        noted.extend(one.fence for one in breaking_off(file).left() if one.delivery == outgoing.id)
        return await courier(outgoing)

    raise_alert(office, clock, "a", "console")
    await dispatch(replace(tools, couriers={ChannelKind.CONSOLE: looking}, in_hand=InHand(file)))
    assert noted == [1]
    assert file.getvalue() == b"", "with all outcomes recorded nothing is in hand"
    assert [one.attempts for one in states(office)] == [1]


def test_a_line_that_was_cut_off_is_no_claim() -> None:
    whole, cut = Claim("6f0c", 3), b"77ab"
    for rest in (cut, cut + b" ", b"\xff\xfe 1 2", b""):
        assert InHand(BytesIO(b"6f0c 3\n" + rest)).left() == [whole]
