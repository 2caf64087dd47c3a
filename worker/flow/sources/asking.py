"""Asking a site about itself, politely: one request after another, each address once, not many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from worker.errors import DiemtinError, FetchError
from worker.flow.tools import Tools
from worker.model import Capture, Missing, Refused

T = TypeVar("T")

MOST_REQUESTS: Final = 15
"""Pages that finding out about a paper may ask for, its newest articles included."""


@dataclass(slots=True)
class Asking:
    """Asks addresses on the terms of one source, and remembers what each answered.

    ``allowed`` and ``pause`` are a source's. ``left`` counts the requests that may still be made;
    what robots.txt and redirects cost is not in it.
    """

    tools: Tools
    allowed: tuple[str, ...] = ()
    pause: float = 5.0
    left: int = MOST_REQUESTS
    answers: dict[str, Capture | DiemtinError] = field(default_factory=dict)

    async def get(self, url: str) -> Capture:
        """Return what an address answers with. Raises DiemtinError for anything but a page."""
        known = self.answers.get(url)
        if known is None:
            known = self.answers[url] = await self._asked(url)
            if isinstance(known, Capture):
                self.answers.setdefault(known.final_url, known)
        if isinstance(known, DiemtinError):
            raise known
        return known

    async def apart(self, read: Callable[[Capture], T], capture: Capture) -> T:
        """Read what a site answered in the sandbox; all reading here goes through it."""
        return await self.tools.sandbox.apart(read, capture, capture.url)

    async def _asked(self, url: str) -> Capture | DiemtinError:
        if self.left <= 0:
            return FetchError("not asked: that is enough for one visit", where=url)
        self.left -= 1
        try:
            answer = await self.tools.fetcher.get(
                url,
                allowed=self.allowed,
                pause=self.pause,
                decoded_limit=self.tools.feed_limit,
            )
        except DiemtinError as error:
            return error
        match answer:
            case Capture():
                return answer
            case Missing():
                return FetchError(f"answers {answer.status}", where=url)
            case Refused():
                return RobotsRefusal(f"not asked: {answer.reason}", where=url)
        return FetchError("brings nothing", where=url)


class RobotsRefusal(FetchError):
    """Not asked, because the site's robots.txt says so or cannot be read."""

    code = "refused-by-robots"
