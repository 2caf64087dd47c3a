"""A receiver that fails in every way there is: what becomes of the delivery, and of the others."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.deliver.receiver import Behaviour, Raw, Receiver, Reply, Reset, Silence, receiving
from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.outgoing import due, furnish, hooked, raise_alert, states
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.deliver.retry import LONGEST_RETRY_AFTER, PAUSES
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, DeliveryState

HALF = b"HTTP/1.1 200 OK\r\nContent-Len"
INSIDE = Reply(307, (("Location", "http://127.0.0.1/inside"),))

PASSING: dict[str, tuple[Behaviour, str, float]] = {
    "never answers": (Silence(), "not finished within", PAUSES[0]),
    "drips its headers": (Raw(b"HTTP/1.1 200 OK\r\nA: ", drip=True), "", PAUSES[0]),
    "closes in the middle": (Raw(HALF), "", PAUSES[0]),
    "resets": (Reset(), "", PAUSES[0]),
    "answers garbage": (Raw(b"\x00\x01 xin ch\xc3\xa0o\r\n\r\n"), "", PAUSES[0]),
    "redirects inside": (INSIDE, "HTTP 307, a redirect", PAUSES[0]),
    "400": (Reply(400), "HTTP 400", PAUSES[0]),
    "404": (Reply(404), "HTTP 404", PAUSES[0]),
    "500": (Reply(500), "HTTP 500", PAUSES[0]),
    "503": (Reply(503, (("Retry-After", "120"),)), "HTTP 503", 120.0),
    "429 in seconds": (Reply(429, (("Retry-After", "90"),)), "HTTP 429", 90.0),
    "429 at a date": (
        Reply(429, (("Retry-After", "Mon, 02 Mar 2026 01:10:00 GMT"),)), "HTTP 429", 600.0,
    ),
    "429 for ages": (Reply(429, (("Retry-After", "9" * 12),)), "HTTP 429", LONGEST_RETRY_AFTER),
    "429 in words": (Reply(429, (("Retry-After", "soon"),)), "HTTP 429", PAUSES[0]),
}  # fmt: skip

HANGING = {"never answers", "drips its headers"}
TIMEOUT = "worker.deliver.channels.webhook.TIMEOUT"
NO_ANSWER = {"refuses": "cannot connect", "TLS": "", "name": ""}


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TIMEOUT, 0.5)


@asynccontextmanager
async def hook(
    office: Archive, tools: Tools, home: Path, courier: KeepingCourier, *script: Behaviour
) -> AsyncIterator[tuple[Tools, Receiver]]:
    """Run a receiver with a channel to it, beside a console that keeps what it is told."""
    async with receiving(*script) as receiver:
        tools = hooked(office, tools, home, receiver.url, receiver.host)
        yield replace(tools, couriers={**tools.couriers, ChannelKind.CONSOLE: courier}), receiver


@pytest.mark.parametrize("fault", PASSING)
async def test_what_may_pass_is_tried_again_at_its_time_and_counts_once(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier, tmp_path: Path,
    fault: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    behaviour, said, pause = PASSING[fault]
    monkeypatch.setattr(TIMEOUT, 0.5 if fault in HANGING else 30)
    async with hook(office, tools, tmp_path, courier, behaviour, Reply(204)) as (tools, receiver):
        raise_alert(office, clock, "a", "toa-soan", "console")
        await dispatch(tools)
        assert len(courier.taken) == 1, "the other channel has it"
        failed = next(one for one in states(office) if one.channel == "toa-soan")
        assert failed.state is DeliveryState.PENDING
        assert said in (failed.error or "")
        assert "\n" not in (failed.error or "")
        at = due(office)
        assert at is not None
        assert (at - clock.now()).total_seconds() == pause
        clock.advance(pause)
        monkeypatch.setattr(TIMEOUT, 30)
        await dispatch(tools)
        first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert {one.state for one in states(office)} == {DeliveryState.DELIVERED}
    assert len(courier.taken) == 1
    assert await dispatch(tools) == 0


@pytest.mark.parametrize("fault", NO_ANSWER)
async def test_who_cannot_be_reached_is_tried_again(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier, tmp_path: Path,
    fault: str,
) -> None:  # fmt: skip
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    async with receiving() as plain:
        urls = {
            "refuses": f"http://127.0.0.1:{port}/",
            "TLS": f"https://127.0.0.1:{plain.port}/",
            "name": f"http://toa-soan.example:{port}/",
        }
        host = urls[fault].split("/")[2]
        tools = hooked(office, tools, tmp_path, urls[fault], host)
        tools = replace(tools, couriers={**tools.couriers, ChannelKind.CONSOLE: courier})
        raise_alert(office, clock, "a", "toa-soan", "console")
        await dispatch(tools)
        assert plain.received == []
    assert len(courier.taken) == 1
    failed = next(one for one in states(office) if one.channel == "toa-soan")
    assert failed.state is DeliveryState.PENDING
    assert NO_ANSWER[fault] in (failed.error or "")


@pytest.mark.parametrize("drip", [Reply(200, drip=True), Raw(b"HTTP/1.1 200 OK\r\n\r\nx")])
async def test_case_62_what_comes_after_a_200_changes_nothing(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier, tmp_path: Path,
    drip: Behaviour,
) -> None:  # fmt: skip
    async with hook(office, tools, tmp_path, courier, drip) as (tools, receiver):
        raise_alert(office, clock, "a", "toa-soan")
        assert await dispatch(tools) == 1
        clock.advance(86_400)
        assert await dispatch(tools) == 0
        assert len(receiver.received) == 1
    assert [one.state for one in states(office)] == [DeliveryState.DELIVERED]


async def test_case_64_what_is_too_large_is_given_up_at_once_and_the_next_goes_out(
    office: Archive, tools: Tools, clock: FakeClock, courier: KeepingCourier, tmp_path: Path
) -> None:
    async with hook(office, tools, tmp_path, courier, Reply(413), Reply(204)) as (tools, receiver):
        for name in "ab":
            raise_alert(office, clock, name, "toa-soan")
        assert await dispatch(tools) == 2
        assert len(receiver.received) == 2
    dead, delivered = states(office)
    assert (dead.state, delivered.state) == (DeliveryState.DEAD, DeliveryState.DELIVERED)
    assert "HTTP 413: too large" in (dead.error or "")
    with office.read() as tx:
        assert channels.find(tx, "toa-soan").enabled
