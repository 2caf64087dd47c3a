"""How a fetch can fail, as far as this room treats failures differently."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence

from worker.errors import DiemtinError, FetchError


class PassingError(FetchError):
    """A failure that the next try may not meet: connection, time-out, 429 or 5xx."""


class TimedOutError(PassingError):
    """Nothing came for too long while connecting, sending or reading."""


class ServerFailedError(PassingError):
    """The server says that it cannot answer now (5xx)."""


class RestingError(FetchError):
    """The site has asked to be left alone until later (Retry-After): it was not asked.

    ``retry_after`` is the seconds that are left.
    """


class UnneededError(DiemtinError):
    """Who wanted an address does not want it any more: it was not asked for."""


class OutOfTimeError(FetchError):
    """The whole request took too long though bytes kept coming.

    Not tried again: a server that drips would hold its place three times as long.
    """


class RedirectsError(FetchError):
    """The redirects go in a circle, or there are too many."""


def shown(address: str) -> str:
    """Return an address as it may stand in an error: no control characters, 200 characters."""
    safe = (
        address.encode("unicode_escape").decode("ascii") if not address.isprintable() else address
    )
    return safe if len(safe) <= 200 else f"{safe[:200]}…"


def told(chain: Sequence[str]) -> str:
    """Return a chain of redirects as it may stand in an error."""
    return " → ".join(shown(address) for address in chain)


@contextlib.contextmanager
def naming(where: str) -> Iterator[None]:
    """Let failures inside name this address."""
    try:
        yield
    except FetchError as error:
        error.where = where
        raise


@contextlib.asynccontextmanager
async def within(seconds: float, where: str) -> AsyncIterator[None]:
    """Bound the whole of what is done inside, however lively it is; raise OutOfTimeError."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise OutOfTimeError(f"not finished within {seconds:g} s", where=where) from error
