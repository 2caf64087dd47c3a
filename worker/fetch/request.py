"""What a request asks for, and under which terms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from worker.fetch.failures import shown
from worker.fetch.guard import Target

_COMPRESSED: Final = '-gzip"'


async def always() -> bool:
    """Want an answer, whatever happens while its turn is waited for."""
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """What a caller of ``get`` wants: the address, and under which terms.

    ``wanted`` says, once the turn at a host has come, whether the answer is wanted still.
    """

    url: str
    allowed: Collection[str]
    pause: float
    validators: Mapping[str, str]
    wire: int
    decoded: int
    wanted: Callable[[], Awaitable[bool]] = always


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a chain. ``where`` names it in errors."""

    target: Target
    pause: float
    headers: Mapping[str, str]
    where: str
    wanted: Callable[[], Awaitable[bool]] = always


def if_none_match(etag: str | None) -> str | None:
    """Return an If-None-Match for an ETag.

    Apache adds ``-gzip`` to the tag of what it compresses and, in many versions, does not know
    that tag again: the bare one is sent too.
    """
    if etag is None or not etag.endswith(_COMPRESSED):
        return etag
    return f'{etag}, {etag.removesuffix(_COMPRESSED)}"'


def host_of(url: str) -> str:
    """Return scheme and host of an address as far as it can be taken apart."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return "the webhook"
    return shown(f"{parsed.scheme}://{parsed.host}") if parsed.host else "the webhook"
