from __future__ import annotations

import base64
import json
import logging
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.deliver.alerts import alert, hostile_title, outgoing
from tests.deliver.receiver import Receiver, Reply, Reset, receiving
from tests.fakes import FakeClock
from worker.clock import Clock, SystemClock
from worker.deliver.channels import webhook
from worker.deliver.channels.webhook import check_secret, new_secret
from worker.errors import UsageError
from worker.fetch.client import Fetcher
from worker.fetch.guard import SystemResolver
from worker.fetch.limits import Limits
from worker.model import ChannelKind, Delivered, Failed, Outcome, Outgoing

SECRET = "whsec_" + base64.b64encode(b"canary-canary-canary-canary-32by").decode()
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OLD_SECRET = "whsec_" + base64.b64encode(b"older--older--older--older-32byt").decode()


@pytest.fixture
async def poster() -> AsyncIterator[Fetcher]:
    """The real, guarded client; its clock is the test's present for Retry-After dates."""
    fetcher = Fetcher(
        user_agent="diemtin/test (+tin@sonbinh.example)",
        limits=Limits(),
        resolver=SystemResolver(),
        clock=FakeClock(NOW),
        rng=random.Random(1),
    )
    yield fetcher
    await fetcher.aclose()


def to(receiver: Receiver, title: str = "Tin vắn") -> Outgoing:
    return outgoing(
        alert(title=title),
        kind=ChannelKind.WEBHOOK,
        address=receiver.url,
        allowed_hosts=(receiver.host,),
    )


async def deliver(sent: Outgoing, poster: Fetcher, clock: Clock, secret: str | None) -> Outcome:
    """Deliver to the address that the test has given the channel."""
    return await webhook.deliver(sent, sent.channel.address, poster, clock, secret)


async def answered(poster: Fetcher, *script: Reply | Reset) -> Outcome:
    async with receiving(*script) as receiver:
        return await deliver(to(receiver), poster, SystemClock(), SECRET)


async def test_a_login_in_the_address_goes_along_and_is_never_told(poster: Fetcher) -> None:
    """User and password may be percent-encoded; the host is what stands after the last @."""
    async with receiving(Reply(200), Reply(401), Reset()) as receiver:
        address = receiver.url.replace("://", "://phòng%20tin:CANARY%40@x@")
        outcomes = [
            await webhook.deliver(to(receiver), address, poster, SystemClock(), SECRET)
            for _ in range(3)
        ]
    assert outcomes[0] == Delivered()
    failed = [one for one in outcomes[1:] if isinstance(one, Failed)]
    assert len(failed) == 2
    assert "http://127.0.0.1/…: HTTP 401" in failed[0].error
    assert not any("CANARY" in one.error or "tin:" in one.error for one in failed)
    login = base64.b64decode(receiver.received[0].headers["authorization"].removeprefix("Basic "))
    assert login.decode() == "phòng tin:CANARY@@x"


async def test_the_receiver_can_verify_and_read_what_came(poster: Fetcher) -> None:
    async with receiving(Reply(200)) as receiver:
        sent = to(receiver, hostile_title())
        assert await deliver(sent, poster, SystemClock(), SECRET) == Delivered()
    (request,) = receiver.received
    told = Webhook(SECRET).verify(request.body, request.headers)
    assert told["alerts"][0]["title"] == hostile_title()
    assert told == json.loads(request.body)
    assert request.headers["webhook-id"] == sent.id == told["id"]
    assert request.headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD_SECRET).verify(request.body, request.headers)


async def test_case_60_68_the_id_stays_and_the_timestamp_is_fresh(poster: Fetcher) -> None:
    clock = FakeClock(NOW)
    async with receiving(Reply(500), Reply(200)) as receiver:
        await deliver(to(receiver), poster, clock, SECRET)
        clock.advance(300)
        await deliver(to(receiver), poster, clock, SECRET)
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    stamps = [int(r.headers["webhook-timestamp"]) for r in receiver.received]
    assert stamps == [1772413200, 1772413500]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


async def test_case_68_while_a_secret_is_replaced_both_verify(poster: Fetcher) -> None:
    async with receiving() as receiver:
        await deliver(to(receiver), poster, SystemClock(), f"{SECRET} {OLD_SECRET}")
    (request,) = receiver.received
    for secret in (SECRET, OLD_SECRET):
        Webhook(secret).verify(request.body, request.headers)


@pytest.mark.parametrize("status", [200, 204])
async def test_2xx_is_delivered(poster: Fetcher, status: int) -> None:
    assert await answered(poster, Reply(status)) == Delivered()


async def test_case_62_a_redirect_is_a_failure_and_not_followed(poster: Fetcher) -> None:
    async with receiving() as elsewhere:
        outcome = await answered(poster, Reply(302, (("Location", elsewhere.url),)))
    assert isinstance(outcome, Failed)
    assert not outcome.lasting
    assert "302" in outcome.error
    assert elsewhere.received == []


async def test_case_62_410_switches_the_channel_off(poster: Fetcher) -> None:
    outcome = await answered(poster, Reply(410))
    assert isinstance(outcome, Failed)
    assert (outcome.lasting, outcome.channel_gone) == (True, True)


async def test_case_64_too_large_is_for_good(poster: Fetcher) -> None:
    outcome = await answered(poster, Reply(413))
    assert isinstance(outcome, Failed)
    assert (outcome.lasting, outcome.channel_gone) == (True, False)


@pytest.mark.parametrize("status", [400, 401, 404, 500, 502])
async def test_other_refusals_are_tried_again(poster: Fetcher, status: int) -> None:
    outcome = await answered(poster, Reply(status, (("Retry-After", "60"),)))
    assert isinstance(outcome, Failed)
    assert (outcome.lasting, outcome.retry_after) == (False, None)
    assert f"HTTP {status}" in outcome.error


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 02 Mar 2026 01:02:00 GMT", 120.0),
        ("Mon, 02 Mar 2020 01:02:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("Mon, 99 Mar 2026 01:02:00 GMT", None),
        ("", None),
    ],
)
async def test_case_62_retry_after_is_read(
    poster: Fetcher, status: int, asked: str, seconds: float | None
) -> None:
    outcome = await answered(poster, Reply(status, (("Retry-After", asked),)))
    assert isinstance(outcome, Failed)
    assert (outcome.lasting, outcome.retry_after) == (False, seconds)


async def test_case_62_a_dripping_body_after_200_counts_once(poster: Fetcher) -> None:
    async with receiving(Reply(200, drip=True)) as receiver:
        assert await deliver(to(receiver), poster, SystemClock(), SECRET) == Delivered()
    assert len(receiver.received) == 1


async def test_a_connection_that_breaks_is_tried_again_later(poster: Fetcher) -> None:
    outcome = await answered(poster, Reset())
    assert isinstance(outcome, Failed)
    assert not outcome.lasting


async def test_case_67_an_address_inside_is_refused_unless_the_channel_lists_it(
    poster: Fetcher,
) -> None:
    async with receiving() as receiver:
        inside = outgoing(kind=ChannelKind.WEBHOOK, address=receiver.url)
        outcome = await deliver(inside, poster, SystemClock(), SECRET)
    assert isinstance(outcome, Failed)
    assert receiver.received == []


async def test_a_channel_without_a_usable_secret_sends_nothing(poster: Fetcher) -> None:
    async with receiving() as receiver:
        for secret in (None, "", " ", "whsec_", "whsec_c2hvcnQ=", "không phải base64"):
            outcome = await deliver(to(receiver), poster, SystemClock(), secret)
            assert isinstance(outcome, Failed)
            assert "\n" not in outcome.error
    assert receiver.received == []


async def test_case_79_no_secret_and_no_token_in_the_address_is_told(
    poster: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with receiving(Reset(), Reply(302), Reply(500), Reply(410)) as receiver:
        address = f"{receiver.url}/canary-token?key=canary-key"
        hosts = (receiver.host,)
        sent = outgoing(kind=ChannelKind.WEBHOOK, address=address, allowed_hosts=hosts)
        outcomes = [await deliver(sent, poster, SystemClock(), SECRET) for _ in range(4)]
    outcomes.append(await deliver(sent, poster, SystemClock(), "whsec_canary!"))
    for outcome in outcomes:
        assert isinstance(outcome, Failed)
        assert "canary" not in outcome.error
        assert SECRET.removeprefix("whsec_") not in repr(outcome)
    assert len(receiver.received) == 4
    assert "canary" not in caplog.text


def test_a_new_secret_is_usable_and_each_is_another() -> None:
    assert new_secret() != new_secret()
    check_secret(new_secret())
    assert new_secret(bytes) == "whsec_" + base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "canary", "whsec_canary-canary", "whsec_" + "A" * 99]
)
def test_an_unusable_secret_is_refused_without_telling_it(secret: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_secret(secret)
    assert "canary" not in str(raised.value)
