from __future__ import annotations

import asyncio
import email
import email.policy
import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from tests.deliver.alerts import ALERT, LEAD, TEXT, alert, hostile_title, outgoing
from tests.deliver.receiver import Receiver, Reply, Reset, receiving
from worker.deliver.channels.apprise import Taken, deliver
from worker.model import AlertView, ChannelKind, Delivered, Failed, Outcome, Outgoing, Reason

pytestmark = [
    # aiosmtpd 1.4.6 still passes its deprecated parameter names on.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd"),
    # Apprise 2.2 imports a module that Python 3.13 no longer has, where it is there.
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]

TOKEN = "123456789:canary-canary-canary-canary-cana"
ADDRESSES = {
    "tgram": f"tgram://{TOKEN}/4242",
    "zalo": "zalo://12345689:canarycanary/room.1",
    "discord": "discord://4174216298/canary-canary-canary",
    "slack": "slack://T1CANARY2/A1CANARY3/canarycanarycanarycanary/#tin",
    "gchat": "gchat://workspace/canarykey/canarytoken",
}
ENDPOINTS = {
    "tgram": ("telegram.NotifyTelegram.notify_url", "/bot"),
    "zalo": ("zalo.NotifyZalo.notify_url", "/bot{token}/sendMessage"),
    "discord": ("discord.NotifyDiscord.notify_url", "/api/webhooks"),
    "slack": ("slack.NotifySlack.webhook_url", "/services"),
    "gchat": ("google_chat.NotifyGoogleChat.notify_url", "/v1/spaces/{workspace}/messages"),
}
FINE = Reply(200, (("Content-Type", "application/json"),), b'{"ok": true, "result": []}')


def to(*alerts: AlertView, digest: bool = False) -> Outgoing:
    return outgoing(*alerts, kind=ChannelKind.APPRISE, address="shown://…", digest=digest)


class Mailbox:
    """Keeps what the mail server takes; refuses what it is told to."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self.raw: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.raw.append(envelope.content)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append((envelope.rcpt_tos, mail))
        return self.answer


@asynccontextmanager
async def mail_server(box: Mailbox) -> AsyncIterator[str]:
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(box, hostname="mail.example", loop=loop), "127.0.0.1", 0
    )
    try:
        port = server.sockets[0].getsockname()[1]
        yield f"mailto://127.0.0.1:{port}?from=tin@sonbinh.example&to=bien.tap@phongtin.example"
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def service(
    monkeypatch: pytest.MonkeyPatch, scheme: str, *script: Reply | Reset
) -> AsyncIterator[Receiver]:
    """Let a service of Apprise send to a receiver on the loopback instead of its own host."""
    attribute, path = ENDPOINTS[scheme]
    async with receiving(*script) as receiver:
        monkeypatch.setattr(f"apprise.plugins.{attribute}", f"http://{receiver.host}{path}")
        yield receiver


def payload(receiver: Receiver) -> dict[str, Any]:
    (request,) = receiver.received
    told: dict[str, Any] = json.loads(request.body)
    return told


# --- mail ------------------------------------------------------------------------------


def text_of(mail: EmailMessage) -> str:
    """The text that a program without HTML shows of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


async def test_mail_arrives_as_a_page_with_its_text_beside_it() -> None:
    box = Mailbox()
    async with mail_server(box) as address:
        assert await deliver(to(), address) == Delivered()
    ((recipients, mail),) = box.mails
    assert recipients == ["bien.tap@phongtin.example"]
    assert mail["subject"] == f"mat-bang: {ALERT.title}"
    assert mail["from"].addresses[0].addr_spec == "tin@sonbinh.example"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "【giải phóng mặt bằng】" in text_of(mail)
    assert ALERT.url in text_of(mail).splitlines()
    page = mail.get_body(("html",))
    assert page is not None
    assert f'<a href="{ALERT.url}"' in page.get_content()


async def test_case_66_line_breaks_in_a_title_reach_no_mail_header() -> None:
    box = Mailbox()
    title = hostile_title()
    async with mail_server(box) as address:
        hostile = alert(title=title, text=f"{title}\n\n{LEAD}", watch="a\r\nCc: b@gian.example")
        assert await deliver(to(hostile), address) == Delivered()
    ((recipients, mail),) = box.mails
    assert recipients == ["bien.tap@phongtin.example"]
    assert mail["bcc"] is None
    assert mail["cc"] is None
    assert str(mail["subject"]).startswith("a Cc: b@gian.example: Tin Bcc: ke@gian.example")
    assert b"\nBcc:" not in box.raw[0]


async def test_a_digest_goes_out_as_one_mail() -> None:
    box = Mailbox()
    async with mail_server(box) as address:
        assert await deliver(to(*[alert()] * 60, digest=True), address) == Delivered()
    ((_, mail),) = box.mails
    assert mail["subject"] == "60 alerts: mat-bang 60"
    text = text_of(mail)
    assert f"and {60 - text.count(ALERT.url)} more" in text


async def test_a_mail_server_that_refuses_or_is_away_is_a_failure() -> None:
    box = Mailbox()
    box.answer = "550 canary: no such user"
    async with mail_server(box) as address:
        refused = await deliver(to(), address)
    away = await deliver(to(), address)
    for outcome in (refused, away):
        assert isinstance(outcome, Failed)
        assert outcome.error.startswith("mailto://127.0.0.1/…: ")
        assert not outcome.lasting
        assert "\n" not in outcome.error


# --- services with fixed hosts -------------------------------------------------------------


@pytest.mark.parametrize("scheme", sorted(ENDPOINTS))
async def test_a_message_reaches_the_service_once_and_whole(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    fine = Reply(200, (), b"ok") if scheme == "slack" else FINE
    async with service(monkeypatch, scheme, fine) as receiver:
        assert await deliver(to(), ADDRESSES[scheme]) == Delivered()
    sent = str(payload(receiver))
    assert ALERT.url in sent
    assert ALERT.title in sent
    assert "【giải phóng mặt bằng】" in sent


def long_alert() -> AlertView:
    reasons = tuple(Reason("body", n, n + 4, "từ dài " * 30, f"v{n}") for n in range(60, 900, 9))
    return alert(
        title="Tựa đề rất dài " * 60, text=f"{TEXT}\n\n{'Lời & lẽ. ' * 900}", reasons=reasons
    )


def said(receiver: Receiver) -> list[str]:
    """What the service was told, a text for each message, its markup undone."""
    told = (json.loads(request.body) for request in receiver.received)
    return [str(one.get("text") or one["content"]).replace("&amp;", "&") for one in told]


@pytest.mark.parametrize(("scheme", "longest"), [("tgram", 4096), ("discord", 2000)])
async def test_case_65_a_long_alert_is_one_message_within_the_limit(
    monkeypatch: pytest.MonkeyPatch, scheme: str, longest: int
) -> None:
    async with service(monkeypatch, scheme, FINE) as receiver:
        assert await deliver(to(long_alert()), ADDRESSES[scheme]) == Delivered()
    (text,) = said(receiver)
    assert len(text) <= longest
    assert ALERT.url in text


@pytest.mark.parametrize(("scheme", "longest"), [("tgram", 4096), ("discord", 2000)])
async def test_case_65_a_long_digest_is_several_messages_within_the_limit(
    monkeypatch: pytest.MonkeyPatch, scheme: str, longest: int
) -> None:
    async with service(monkeypatch, scheme, *[FINE] * 5) as receiver:
        digest = to(*[long_alert()] * 40, digest=True)
        assert await deliver(digest, ADDRESSES[scheme]) == Delivered()
    texts = said(receiver)
    assert 1 < len(texts) <= 5
    assert all(len(text) <= longest for text in texts)
    assert all(f"({n}/{len(texts)})" in text for n, text in enumerate(texts, start=1))
    left = 40 - sum(text.count(ALERT.url) for text in texts)
    assert left == 0 or f"and {left} more (diemtin alert list)" in texts[-1]


async def test_what_was_taken_of_a_digest_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digest = to(*[long_alert()] * 40, digest=True)
    taken: Taken = {}
    async with service(monkeypatch, "tgram", FINE, FINE, Reply(500)) as receiver:
        failed = await deliver(digest, ADDRESSES["tgram"], taken=taken)
    assert isinstance(failed, Failed)
    first = said(receiver)[:2]
    async with service(monkeypatch, "tgram", *[FINE] * 5) as receiver:
        again = replace(digest, attempt=2)
        assert await deliver(again, ADDRESSES["tgram"], taken=taken) == Delivered()
    later = said(receiver)
    assert not set(first) & set(later)
    assert "(3/" in later[0]
    assert taken == {}


@pytest.mark.parametrize(
    ("scheme", "inert", "live"),
    [
        ("tgram", "&lt;b&gt;đậm&lt;/b&gt;", "<b>đậm"),
        ("discord", "@\u200beveryone", "@everyone"),
        ("gchat", "@\u200beveryone", "@everyone"),
    ],
)
async def test_case_65_80_markup_and_calls_in_a_title_are_inert(
    monkeypatch: pytest.MonkeyPatch, scheme: str, inert: str, live: str
) -> None:
    title = hostile_title()
    async with service(monkeypatch, scheme, FINE) as receiver:
        await deliver(to(alert(title=title, text=f"{title}\n\n{LEAD}")), ADDRESSES[scheme])
    told = payload(receiver)
    text = told.get("text") or told["content"]
    assert inert in text
    assert live not in text
    assert "{evil}" in text


async def test_a_redirect_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving(FINE) as elsewhere:
        moved = Reply(302, (("Location", elsewhere.url),))
        async with service(monkeypatch, "tgram", moved):
            outcome = await deliver(to(), ADDRESSES["tgram"])
    assert isinstance(outcome, Failed)
    assert elsewhere.received == []


@pytest.fixture
def everything_logged() -> Iterator[list[str]]:
    """All that any library logs where a handler of the root logger would see it."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    keeper, root = Keeper(level=0), logging.getLogger()
    level = root.level
    root.addHandler(keeper)
    root.setLevel(1)
    yield lines
    root.removeHandler(keeper)
    root.setLevel(level)


@pytest.mark.parametrize("scheme", sorted(ENDPOINTS))
@pytest.mark.parametrize("reply", [Reset(), Reply(401, (), b"canary"), Reply(500), FINE])
async def test_case_79_tokens_are_in_no_error_and_no_log(
    monkeypatch: pytest.MonkeyPatch,
    everything_logged: list[str],
    scheme: str,
    reply: Reply | Reset,
) -> None:
    async with service(monkeypatch, scheme, reply) as receiver:
        outcome = await deliver(to(), ADDRESSES[scheme])
    assert "canary" in receiver.received[0].target
    assert "canary" not in repr(outcome).lower()
    assert "canary" not in "\n".join(everything_logged).lower()


async def test_case_79_a_mail_password_is_in_no_error_and_no_log(
    everything_logged: list[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    address = f"mailto://tin:canary-pass@127.0.0.1:{port}?from=a@b.example&to=c@d.example"
    outcome = await deliver(to(), address)
    assert isinstance(outcome, Failed)
    assert "canary" not in repr(outcome) + "\n".join(everything_logged)


async def test_a_channel_without_an_address_is_a_failure() -> None:
    outcomes: list[Outcome] = [await deliver(to(), None), await deliver(to(), "")]
    assert all(isinstance(outcome, Failed) for outcome in outcomes)


async def test_case_65_the_time_that_telegram_asks_for_is_honored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = b'{"ok": false, "error_code": 429, "description": "Too Many Requests: retry after 35"}'
    busy = Reply(429, (("Content-Type", "application/json"),), said)
    async with service(monkeypatch, "tgram", busy):
        outcome = await deliver(to(), ADDRESSES["tgram"])
    assert isinstance(outcome, Failed)
    assert (outcome.retry_after, outcome.lasting) == (35.0, False)


async def test_case_64_what_a_service_finds_too_large_is_for_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with service(monkeypatch, "discord", Reply(413)):
        outcome = await deliver(to(), ADDRESSES["discord"])
    assert isinstance(outcome, Failed)
    assert (outcome.retry_after, outcome.lasting) == (None, True)


async def test_a_recipient_that_the_mail_server_refuses_is_a_failure() -> None:
    class NoSuchUser(Mailbox):
        async def handle_RCPT(
            self, server: Any, session: Any, envelope: Any, address: str, options: Any
        ) -> str:
            return "550 no such user"

    box = NoSuchUser()
    async with mail_server(box) as address:
        outcome = await deliver(to(), address)
    assert isinstance(outcome, Failed)
    assert not outcome.lasting
    assert box.mails == []


async def test_a_digest_of_thousands_is_a_mail_of_a_bearable_size() -> None:
    box = Mailbox()
    long = alert(title="Tựa đề rất dài " * 60, text=f"{TEXT}\n\n{'Lời & lẽ. ' * 900}")
    async with mail_server(box) as address:
        assert await deliver(to(*[long] * 3000, digest=True), address) == Delivered()
    [raw] = box.raw
    assert len(raw) < 300_000
    ((_, mail),) = box.mails
    assert "2950 more" in text_of(mail)
