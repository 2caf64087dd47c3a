"""Which courier carries a delivery to which kind of channel, and what a new channel needs."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from worker.address.canonical import canonical_url
from worker.clock import Clock
from worker.deliver import TEMPLATES, apprise, console, file, webhook
from worker.deliver.redaction import redacted
from worker.deliver.rendering import Templates
from worker.errors import SettingsError, UsageError
from worker.fetch.client import Fetcher
from worker.flow.tools import Courier, Tools
from worker.model import (
    AlertKind,
    AlertView,
    Channel,
    ChannelKind,
    Failed,
    Outcome,
    Outgoing,
    Precision,
    Reason,
)
from worker.secret_file import SecretFile


def couriers(
    fetcher: Fetcher, clock: Clock, secrets: SecretFile, home: Path
) -> Mapping[ChannelKind, Courier]:
    """Return a courier for each kind of channel; secrets are looked up at each delivery.

    The user's templates are those of the home; what is changed there counts from the next message.
    """
    templates = Templates(home / TEMPLATES)
    taken: apprise.Taken = {}

    async def to_console(outgoing: Outgoing) -> Outcome:
        return await console.deliver(outgoing, sys.stdout, templates)

    async def to_file(outgoing: Outgoing) -> Outcome:
        return await file.deliver(outgoing, home)

    async def to_webhook(outgoing: Outgoing) -> Outcome:
        secret = secrets.get(outgoing.channel.name)
        return await webhook.deliver(outgoing, fetcher, clock, secret)

    async def to_apprise(outgoing: Outgoing) -> Outcome:
        address = secrets.get(outgoing.channel.name)
        return await apprise.deliver(outgoing, address, templates, taken)

    return {
        ChannelKind.CONSOLE: to_console,
        ChannelKind.FILE: to_file,
        ChannelKind.WEBHOOK: _unless_unreadable(to_webhook),
        ChannelKind.APPRISE: _unless_unreadable(to_apprise),
    }


def _unless_unreadable(courier: Courier) -> Courier:
    """Return a courier for which a secrets file that cannot be read is a failed attempt."""

    async def carry(outgoing: Outgoing) -> Outcome:
        try:
            return await courier(outgoing)
        except SettingsError as error:
            return Failed(str(error))

    return carry


@dataclass(frozen=True, slots=True)
class PlannedChannel:
    """A channel to be added, and the secret that goes to the secrets file under its name.

    ``shown_once`` is a signing secret that was made for the user, who has to copy it.
    """

    channel: Channel
    secret: str | None = field(default=None, repr=False)
    shown_once: bool = False


def plan_channel(
    name: str, address: str, allowed_hosts: tuple[str, ...], secret: str | None
) -> PlannedChannel:
    """Return the channel that an address means. Raise UsageError for one that is not let through.

    ``secret`` is a webhook's signing secret; without one it is made.
    """
    if address == ChannelKind.CONSOLE:
        return PlannedChannel(Channel(name, ChannelKind.CONSOLE))
    if address.startswith(("http://", "https://")):
        return _webhook(name, address, allowed_hosts, secret)
    if "://" in address:
        apprise.check_address(address)
        return PlannedChannel(Channel(name, ChannelKind.APPRISE, redacted(address)), address)
    path = Path(address).absolute()
    if not path.parent.is_dir():
        raise UsageError("its folder is not there", where=str(path), remedy="make it first")
    return PlannedChannel(Channel(name, ChannelKind.FILE, str(path)))


def _webhook(
    name: str, address: str, allowed_hosts: tuple[str, ...], secret: str | None
) -> PlannedChannel:
    if secret is not None:
        webhook.check_secret(secret)
    channel = Channel(
        name, ChannelKind.WEBHOOK, canonical_url(address), allowed_hosts=allowed_hosts
    )
    return PlannedChannel(channel, secret or webhook.new_secret(), shown_once=secret is None)


async def send_test(tools: Tools, channel: Channel) -> Outcome:
    """Send one message that says it is a test through a channel; nothing of it is recorded."""
    now = tools.clock.now()
    title = "Thử kênh: this is a test message"
    alert = AlertView(
        id=0,
        kind=AlertKind.APPEARED,
        watch="test",
        query="thử",
        number=0,
        content_hash="0" * 64,
        title=title,
        text=f"{title}\n\nKênh này nhận được tin của Điểm Tin. This channel works.",
        url="https://example.invalid/test",
        source="test",
        source_title="Điểm Tin",
        published_at=now,
        published_precision=Precision.MINUTE,
        captured_at=now,
        created_at=now,
        reasons=(Reason("title", 0, 3, "Thử", "word"),),
        sample=True,
    )
    outgoing = Outgoing(
        id=str(uuid.uuid4()),
        channel=replace(channel, enabled=True),
        alerts=(alert,),
        digest=False,
        attempt=1,
        fence=0,
        first_attempt_at=now,
    )
    return await tools.couriers[channel.kind](outgoing)
