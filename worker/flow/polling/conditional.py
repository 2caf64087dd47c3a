"""Asking "has it changed since?", and when not to believe the answer (RFC 9110 §13).

Some servers say "not modified" for ever, some give another ETag at each request, some answer a
conditional request with an empty page. So addresses are asked whole now and then, equal bodies are
told by their digest, and one that denied what had changed is not asked so for a month.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from worker.archive.pages.pages import Page
from worker.archive.sources import sources
from worker.archive.sources.sources import WayMemory
from worker.flow.rhythm import UNTESTED, Rhythm, is_doubtful
from worker.model import Way

DISTRUST: Final = timedelta(days=30)
"""How long a source that denied what had changed is asked for everything whole."""
TRUSTED: Final = timedelta(hours=1)
"""How long a whole answer makes the next "not modified" credible without a closer look."""
WHOLE_EVERY: Final = 4
"""Every so many looks at a page that is there already one asks for it whole."""

_SENDABLE: Final = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,510}")

Validators = tuple[str | None, str | None]
"""An ETag and a Last-Modified, to be sent with a request."""
NONE: Final[Validators] = (None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address answered last, and the validators that it is asked with now."""

    memory: WayMemory
    validators: Validators

    def would_have_denied(self, answered: Validators) -> bool:
        """Say whether a server that now sends something new would have denied that.

        It would where it was asked without conditions, and what it sends bears the validators of
        last time.
        """
        if self.validators != NONE:
            return False
        etag, last_modified = self.memory.etag, self.memory.last_modified
        if etag is not None:
            return etag == answered[0]
        return last_modified is not None and last_modified == answered[1]


def validators_of(memory: WayMemory) -> Validators:
    """Return the validators that can be sent: a header takes no accents, controls or novels."""
    return sendable(memory.etag), sendable(memory.last_modified)


def sendable(validator: str | None) -> str | None:
    """Return a validator that may stand in a request, else None."""
    return validator if validator and _SENDABLE.fullmatch(validator) else None


def is_credible(memory: WayMemory, now: datetime) -> bool | None:
    """Say whether a "not modified" would be believed; None where the source's rhythm decides."""
    if memory.lied_at is not None and now - memory.lied_at < DISTRUST:
        return False
    if memory.whole_at is None or not timedelta(0) <= now - memory.whole_at < UNTESTED:
        return False
    return True if now - memory.whole_at < TRUSTED else None


def is_credible_in(rhythm: Rhythm, memory: WayMemory) -> bool:
    """Say the same for a source of that rhythm; ``whole_at`` is known."""
    return memory.whole_at is not None and not is_doubtful(rhythm, memory.whole_at)


def digest(way: Way, body: bytes) -> str:
    """Return what tells this body, read in this way, from another."""
    return hashlib.sha256(f"{way.kind} {way.pattern}\n".encode() + body).hexdigest()


def are_trusted(tx: Connection, source_id: int, now: datetime) -> bool:
    """Say whether a source has not been caught of late denying what had changed."""
    return not sources.has_lied(tx, source_id, now - DISTRUST)


def page_validators(page: Page, now: datetime, *, trusted: bool) -> Validators:
    """Return the validators of a page; none at every fourth look, or where none are trusted."""
    look = page.id + int(now.timestamp()) // 21_600
    if not trusted or look % WHOLE_EVERY == 0:
        return NONE
    return sendable(page.etag), sendable(page.last_modified)
