"""What a new channel needs, and what takes the place of a secret or an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from worker.address.canonical import canonical_url
from worker.deliver.channels import apprise, webhook
from worker.deliver.redaction import redacted
from worker.errors import UsageError
from worker.model import Channel, ChannelKind
from worker.secret_file import address_of

FEED: Final = "feed:"
"""Before the folder in the address of a channel of Atom feeds."""


@dataclass(frozen=True, slots=True)
class PlannedChannel:
    """A channel to be added, and the secrets that go to the secrets file, by their names there.

    ``shown_once`` is a signing secret that was made for the user, who has to copy it.
    """

    channel: Channel
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    shown_once: str | None = field(default=None, repr=False)


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
    if address.startswith(FEED):
        return PlannedChannel(Channel(name, ChannelKind.FEED, str(_folder(address))))
    if "://" in address:
        apprise.check_address(address)
        channel = Channel(name, ChannelKind.APPRISE, redacted(address))
        return PlannedChannel(channel, {name: address})
    path = Path(address).absolute()
    if not path.parent.is_dir():
        raise UsageError("its folder is not there", where=str(path), remedy="make it first")
    return PlannedChannel(Channel(name, ChannelKind.FILE, str(path)))


def _webhook(
    name: str, address: str, allowed_hosts: tuple[str, ...], secret: str | None
) -> PlannedChannel:
    """Return a webhook; its address is kept as it was typed, for any part of it may be a token."""
    _check_webhook(address)
    if secret is not None:
        webhook.check_secret(secret)
    channel = Channel(name, ChannelKind.WEBHOOK, redacted(address), allowed_hosts=allowed_hosts)
    made = webhook.new_secret() if secret is None else None
    secrets = {name: secret or made or "", address_of(name): address}
    return PlannedChannel(channel, secrets, made)


def _check_webhook(address: str) -> None:
    """Raise UsageError for what is no address of the web; no more than its host is told."""
    try:
        canonical_url(webhook.parted(address)[0])
    except UsageError as error:
        raise UsageError(error.what, where=redacted(address), expected=error.expected) from None


def _folder(address: str) -> Path:
    """Return the folder of feeds that an address means, made where only it is missing."""
    folder = Path(address.removeprefix(FEED)).absolute()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot be made a folder of feeds ({error.strerror})", where=str(folder)
        ) from error
    return folder


@dataclass(frozen=True, slots=True)
class PlannedRotation:
    """What takes the place of a channel's secret, and the address that is shown from then on.

    ``shown_once`` is a signing secret that was made for the user, ``until`` when the one before
    ends; None where it ends at once.
    """

    secret: str = field(repr=False)
    address: str
    until: datetime | None = None
    shown_once: str | None = field(default=None, repr=False)


def plan_rotation(
    channel: Channel, present: str | None, given: str | None, until: datetime | None
) -> PlannedRotation:
    """Return what replaces a channel's secret. Raise UsageError where that cannot be.

    Of a webhook ``given`` is a signing secret, made where there is none; the one it has now signs
    beside it up to ``until``, None: not at all. Of a service or mail it is the new address.
    """
    if channel.kind is ChannelKind.WEBHOOK:
        fresh = webhook.new_secret() if given is None else given
        webhook.check_secret(fresh)
        before = (present or "").split()[:1] if until else []
        made = fresh if given is None else None
        return PlannedRotation(" ".join([fresh, *before]), channel.address, until, made)
    if channel.kind is not ChannelKind.APPRISE:
        raise UsageError(f"{channel.name} has no secret", where=f"channel {channel.name}")
    if given is None:
        raise UsageError(
            "its secret is its address",
            where=f"channel {channel.name}",
            expected="--secret with the new address, or --secret - to type it",
        )
    apprise.check_address(given)
    return PlannedRotation(given, redacted(given))


def plan_address(channel: Channel, given: str) -> tuple[str, str]:
    """Return under which name the new address of a webhook, mail or service is kept, and how it
    is shown. Raise UsageError for one that is not let through.
    """
    if channel.kind is ChannelKind.WEBHOOK:
        _check_webhook(given)
        return address_of(channel.name), redacted(given)
    if channel.kind is ChannelKind.APPRISE:
        apprise.check_address(given)
        return channel.name, redacted(given)
    raise UsageError(
        f"the address of a {channel.kind} stays",
        where=f"channel {channel.name}",
        remedy="remove the channel and add it anew",
    )


def secret_now(secret: str | None, channel: Channel, now: datetime) -> str | None:
    """Return the signing secret or secrets that count now: the old one ends at its time."""
    until = channel.old_secret_until
    if secret and until is not None and now >= until:
        return secret.split()[0]
    return secret
