"""robots.txt (RFC 9309): what it says to us, and for how long that is remembered."""

from __future__ import annotations

import asyncio
import codecs
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from protego import Protego

from worker.clock import Clock
from worker.fetch.limits import Limits

_BOM: Final = "\ufeff"
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_VERSION: Final = re.compile(r"^(\s*user-?agent\s*:\s*[a-z_-]+)/.*$", re.IGNORECASE | re.MULTILINE)
"""A product token with its version, which is no part of it (RFC 9309, 2.2.1)."""
_BETWEEN: Final = re.compile(r"[\s,]+(?=https?://)", re.IGNORECASE)
"""What stands between several sitemaps of one line."""
_SWEPT_SECONDS: Final = 60.0
"""How often old rules are looked for: each look goes over all origins."""


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
        """Return the sitemaps that the file names, each once, absolute; what is none is not."""
        lines = () if self.parsed is None else self.parsed.sitemaps
        named = (one.strip(" \t\"'<>,") for line in lines for one in _BETWEEN.split(line))
        found = []
        for one in named:
            with suppress(ValueError):
                found.append(urljoin(self.address, self._with_scheme(one)))
        return tuple(dict.fromkeys(found))

    def _with_scheme(self, named: str) -> str:
        home = urlsplit(self.address)
        bare = named.lower().startswith(("www.", f"{home.hostname}/"))
        return f"{home.scheme}://{named}" if bare else named

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
    charset = "utf-16" if whole.startswith(_WIDE) else "utf-8"
    text = whole.decode(charset, errors="replace").lstrip(_BOM)
    parsed = Protego.parse(_VERSION.sub(r"\1", text))
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
        self._swept_at = clock.monotonic()

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
            self._forget_old()
            self._entries[origin] = _Entry()
        return self._entries[origin]

    def _forget_old(self) -> None:
        now = self._clock.monotonic()
        if now - self._swept_at < _SWEPT_SECONDS:
            return
        self._swept_at = now
        for known, entry in list(self._entries.items()):
            if not entry.users and now >= entry.expires_at:
                del self._entries[known]
