"""robots.txt (RFC 9309): what it says to us, and for how long that is remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from protego import Protego

from worker.clock import Clock
from worker.fetch.limits import Limits

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us.

    ``address`` is the file's. ``parsed`` is None where there is no file to follow; ``closed`` is
    then the reason why nothing may be asked, None where everything may. ``crawl_delay`` is in
    seconds, 0 where none is asked for.
    """

    address: str
    agent: str = "*"
    parsed: Protego | None = None
    closed: str | None = None
    crawl_delay: float = 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the sitemaps that the file names, each once, absolute."""
        named = () if self.parsed is None else self.parsed.sitemaps
        return tuple(dict.fromkeys(urljoin(self.address, each.strip()) for each in named))

    def refusal(self, url: str) -> str | None:
        """Return why ``url`` may not be asked for, None where it may."""
        if self.closed is not None:
            return self.closed
        if self.parsed is not None and not self.parsed.can_fetch(url, self.agent):
            return f"{self.address} disallows it for {self.agent}"
        return None


def read_rules(address: str, body: bytes, agent: str, limits: Limits) -> Rules:
    """Read a robots.txt. ``agent`` is the product token of the User-Agent.

    A file that was cut at ``limits.robots_bytes`` loses its last, half line. A crawl-delay over
    ``limits.crawl_delay_longest`` closes the site to us.
    """
    whole = (
        body
        if len(body) < limits.robots_bytes
        else body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    )
    # A byte-order mark left in would silently disable the first group.
    parsed = Protego.parse(whole.decode("utf-8", errors="replace").lstrip(_BOM))
    delay = parsed.crawl_delay(agent) or 0.0
    closed = None
    if delay > limits.crawl_delay_longest:
        closed = (
            f"{address} asks for {delay:g} s between requests,"
            f" longer than the {limits.crawl_delay_longest:g} s we honour"
        )
    return Rules(address, agent, parsed, closed, delay)


def everything_allowed(address: str) -> Rules:
    """Return the rules of a site without a robots.txt (4xx, or too many redirects)."""
    return Rules(address)


def nothing_allowed(address: str, why: str) -> Rules:
    """Return the rules of a site whose robots.txt cannot be had now (5xx, time-out)."""
    return Rules(address, closed=f"{address} cannot be read: {why}")


@dataclass(slots=True)
class _Entry:
    rules: Rules | None = None
    expires_at: float = 0.0
    users: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class RobotsCache:
    """Rules by origin; each is asked for once at a time, and again when it has grown old."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._entries: dict[str, _Entry] = {}

    async def rules(self, origin: str, ask: Callable[[], Awaitable[Rules]]) -> Rules:
        """Return the rules of an origin, asking only where none are remembered."""
        entry = self._entry(origin)
        entry.users += 1
        try:
            async with entry.lock:
                if entry.rules is None or self._clock.monotonic() >= entry.expires_at:
                    entry.rules = None
                    entry.rules = await ask()
                    entry.expires_at = self._clock.monotonic() + self._kept(entry.rules)
                return entry.rules
        finally:
            entry.users -= 1

    def _kept(self, rules: Rules) -> float:
        unread = rules.closed is not None and rules.parsed is None
        return (
            self._limits.robots_error_kept_seconds if unread else self._limits.robots_kept_seconds
        )

    def _entry(self, origin: str) -> _Entry:
        if origin not in self._entries:
            now = self._clock.monotonic()
            for known, entry in list(self._entries.items()):
                if not entry.users and now >= entry.expires_at:
                    del self._entries[known]
            self._entries[origin] = _Entry()
        return self._entries[origin]
