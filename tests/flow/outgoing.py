"""Deliveries for the tests of the dispatcher: couriers by a script, alerts to carry."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from tests.archive.making import add_source, article, new_alert, next_due, page_id, show
from tests.fakes import FakeClock
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.alert_views import DeliveryListing
from worker.archive.database.engine import Archive
from worker.deliver.channels.webhook import new_secret
from worker.deliver.redaction import redacted
from worker.flow.sending.carry import couriers
from worker.flow.tools import Tools
from worker.model import Channel, ChannelKind, Delivered, Outcome, Outgoing, Watch
from worker.secret_file import SecretFile, address_of

URL = "https://bao-sa-nhien.example/{}.html"


@dataclass
class ScriptedCourier:
    """Answers with each outcome in turn, and with the last one from then on."""

    script: list[Outcome | Exception]
    taken: list[Outgoing] = field(default_factory=list)

    async def __call__(self, outgoing: Outgoing) -> Outcome:
        self.taken.append(outgoing)
        outcome = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@dataclass
class SlowCourier:
    """Says that it has begun, and ends when it is let go."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[Outgoing] = field(default_factory=list)

    async def __call__(self, outgoing: Outgoing) -> Outcome:
        self.taken.append(outgoing)
        self.begun.set()
        await self.let_go.wait()
        return Delivered()


def furnish(archive: Archive) -> Archive:
    """Give an archive a watch, a console and a file channel."""
    add_source(archive)
    with archive.write() as tx:
        watches.add(tx, Watch("cau-rach-dinh", "cầu"))
        channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        channels.add(tx, Channel("so-tay", ChannelKind.FILE, "so-tay.jsonl"))
    return archive


def raise_alert(archive: Archive, clock: FakeClock, name: str, *to: str) -> None:
    """Raise an alert about a new article, for these channels."""
    with archive.write() as tx:
        url = URL.format(name)
        number = show(tx, 1, url, article(f"Cầu Rạch Đình {name}"), at=clock.now())
        alert = new_alert(1, channels=to)
        outbox.raise_alerts(tx, number=number, page_id=page_id(tx, url), alerts=[alert],
                            digest_key=None, now=clock.now())  # fmt: skip


def states(archive: Archive) -> list[DeliveryListing]:
    with archive.read() as tx:
        return [d for one in reversed(outbox.alerts(tx)) for d in one.deliveries]


def due(archive: Archive) -> datetime | None:
    with archive.read() as tx:
        return next_due(tx)


def hooked(archive: Archive, tools: Tools, home: Path, url: str, host: str) -> Tools:
    """Add a webhook channel with its secret, and return tools with the real couriers."""
    with archive.write() as tx:
        shown = redacted(url)
        channels.add(tx, Channel("toa-soan", ChannelKind.WEBHOOK, shown, allowed_hosts=(host,)))
    secrets = SecretFile(home / "secrets.toml", {})
    secrets.put_all({"toa-soan": new_secret(), address_of("toa-soan"): url})
    return replace(tools, couriers=couriers(tools.fetcher, tools.clock, secrets, home))
