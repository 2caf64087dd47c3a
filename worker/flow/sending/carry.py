"""Which courier carries a delivery to which kind of channel."""

from __future__ import annotations

import sys
import traceback
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from loguru import logger

from worker.clock import Clock
from worker.deliver import TEMPLATES
from worker.deliver.channels import apprise, atom, console, file, webhook
from worker.deliver.messages.rendering import Templates
from worker.errors import SettingsError
from worker.fetch.client import Fetcher
from worker.flow.sending.channel_plans import secret_now
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
from worker.secret_file import SecretFile, address_of


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

    async def to_feed(outgoing: Outgoing) -> Outcome:
        return await atom.deliver(outgoing, home)

    async def to_webhook(outgoing: Outgoing) -> Outcome:
        channel = outgoing.channel
        secret = secret_now(secrets.get(channel.name), channel, clock.now())
        address = secrets.get(address_of(channel.name))
        return await webhook.deliver(outgoing, address, fetcher, clock, secret)

    async def to_apprise(outgoing: Outgoing) -> Outcome:
        address = secrets.get(outgoing.channel.name)
        return await apprise.deliver(outgoing, address, templates, taken)

    return {
        ChannelKind.CONSOLE: to_console,
        ChannelKind.FILE: to_file,
        ChannelKind.FEED: to_feed,
        ChannelKind.WEBHOOK: _telling_no_secret(to_webhook),
        ChannelKind.APPRISE: _telling_no_secret(to_apprise),
    }


def _telling_no_secret(courier: Courier) -> Courier:
    """Return a courier that tells no secret, whatever happens.

    A secrets file that cannot be read is a failed attempt, and so is what nobody foresaw: as its
    words may quote an address with its token, only its kind and its place in the program are told.
    """

    async def carry(outgoing: Outgoing) -> Outcome:
        try:
            return await courier(outgoing)
        except SettingsError as error:
            return Failed(str(error))
        except Exception as error:  # noqa: BLE001 - raised on, its words would be logged
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            logger.error(
                "channel {}: unforeseen: {} in {}, line {} of {}",
                *(outgoing.channel.name, kind, place.name, place.lineno, place.filename),
            )
            return Failed(f"unforeseen: {kind}")

    return carry


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
