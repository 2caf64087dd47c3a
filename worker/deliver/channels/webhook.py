"""To a webhook, signed as Standard Webhooks has it (https://www.standardwebhooks.com).

A user name and password in the address go along as Basic authentication.

The request goes through the guarded client that is handed in, so that a webhook cannot be used
to reach into the network that the service runs in.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final, Protocol
from urllib.parse import unquote

from standardwebhooks.webhooks import Webhook

from worker.clock import Clock
from worker.deliver.messages.message import json_line
from worker.deliver.redaction import redacted, without
from worker.errors import FetchError, UsageError
from worker.model import Answer, Delivered, Failed, Outcome, Outgoing

TIMEOUT: Final = 15.0
"""Seconds for the whole request."""

_PREFIX: Final = "whsec_"
_SECRET_BYTES: Final = 32
_LEAST_SECRET_BYTES: Final = 24
_MOST_SECRET_BYTES: Final = 64
_LOGIN: Final = re.compile(r"(?P<scheme>https?://)(?P<login>[^/?#\\]+)@(?P<rest>.*)", re.I | re.S)
_GONE: Final = 410
_TOO_LARGE: Final = 413
_WAITS: Final = frozenset({429, 503})


class Poster(Protocol):
    """A client that sends one POST: guarded, following no redirect, done within the time-out."""

    async def post(
        self,
        url: str,
        *,
        content: bytes,
        headers: Mapping[str, str],
        allowed: Collection[str] = (),
        timeout: float = TIMEOUT,
    ) -> Answer:
        """Send it; raise FetchError where no answer came."""
        ...


def parted(address: str) -> tuple[str, str | None]:
    """Return an address without ``user:password@``, and the header that takes it along (RFC 7617).

    The part after the last ``@`` before the path is the host; user and password may be
    percent-encoded.
    """
    found = _LOGIN.fullmatch(address)
    if found is None:
        return address, None
    user, _, password = found["login"].partition(":")
    login = f"{unquote(user)}:{unquote(password)}".encode()
    return found["scheme"] + found["rest"], f"Basic {base64.b64encode(login).decode('ascii')}"


def new_secret(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Return a fresh signing secret, ``whsec_`` and the base64 of 32 random bytes."""
    return _PREFIX + base64.b64encode(random_bytes(_SECRET_BYTES)).decode("ascii")


def check_secret(secret: str) -> None:
    """Raise UsageError unless the secret is one or more usable ``whsec_…``, blanks between.

    Standard Webhooks asks for 24 to 64 bytes. The error does not tell the secret.
    """
    _signers(secret)


async def deliver(
    outgoing: Outgoing, url: str | None, poster: Poster, clock: Clock, secret: str | None
) -> Outcome:
    """Send the delivery to ``url``, signed afresh.

    The message id is the delivery's, so that a receiver can tell a repetition. ``secret`` may
    hold two secrets while one is being replaced; then the request bears two signatures.
    """
    name = outgoing.channel.name
    if not secret:
        return Failed(
            f"channel {name} has no signing secret; make one: diemtin channel rotate {name}"
        )
    if not url:
        return Failed(
            f"channel {name} has no address in the secrets;"
            f" give it: diemtin channel edit {name} --address -"
        )
    plain, login = parted(url)
    content = json_line(outgoing)
    try:
        headers = _headers(outgoing.id, clock.now(), content, secret)
        answer = await poster.post(
            plain,
            content=content,
            headers=headers if login is None else {**headers, "authorization": login},
            allowed=outgoing.channel.allowed_hosts,
            timeout=TIMEOUT,
        )
    except (FetchError, UsageError) as error:
        waits = error.retry_after if isinstance(error, FetchError) else None
        return Failed(without(str(error), url, plain, *secret.split()), retry_after=waits)
    return _outcome(plain, answer)


def _headers(message_id: str, now: datetime, content: bytes, secret: str) -> dict[str, str]:
    text = content.decode("utf-8")
    signatures = (signer.sign(message_id, now, text) for signer in _signers(secret))
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _signers(secret: str) -> list[Webhook]:
    signers = [_signer(part) for part in secret.split()]
    if not signers:
        raise _unusable()
    return signers


def _signer(secret: str) -> Webhook:
    encoded = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except ValueError:
        raise _unusable() from None
    if not _LEAST_SECRET_BYTES <= len(key) <= _MOST_SECRET_BYTES:
        raise _unusable()
    return Webhook(key)


def _unusable() -> UsageError:
    return UsageError(
        "unusable signing secret",
        where="webhook",
        expected="whsec_ and the base64 of 24 to 64 bytes",
    )


def _outcome(url: str, answer: Answer) -> Outcome:
    """Read the status: 2xx is taken, a redirect is not followed, 410 switches the channel off.

    Other refusals are tried again, since receivers get mended; a text too large stays too large.
    """
    status = answer.status
    if 200 <= status < 300:
        return Delivered()
    said = f"{redacted(url)}: HTTP {status}"
    if 300 <= status < 400:
        return Failed(f"{said}, a redirect, which is not followed; give the final address")
    if status == _GONE:
        return Failed(f"{said}: the receiver wants no more", lasting=True, channel_gone=True)
    if status == _TOO_LARGE:
        return Failed(f"{said}: too large for the receiver", lasting=True)
    return Failed(said, retry_after=answer.retry_after if status in _WAITS else None)
