"""A reader that does to its process what a page says, where it says so; it stands in for parsers
that crash: which page would crash today's is not known.
"""

from __future__ import annotations

from tests.extract.stubborn import ACTS
from worker.discover.sitemap import Sitemap
from worker.errors import SandboxError
from worker.extract.profile import Profile
from worker.flow.intake.read import read as read_page
from worker.model import Capture, Discovered, NotAnArticle, Reading, Way

ORDER = b"Order to the parser: "
"""What stands before the word of ``tests.extract.stubborn`` that a page wants obeyed."""


def read(capture: Capture, profile: Profile | None) -> Reading | NotAnArticle:
    """Read a page as the service does, unless it orders otherwise."""
    _, _, order = capture.body.partition(ORDER)
    if order:
        ACTS[order.partition(b".")[0].decode()]()
    return read_page(capture, profile)


def ordered(act: str) -> str:
    """Return the sentence of a page that has its reader do that."""
    return f"{ORDER.decode()}{act}."


def crash(way: Way, capture: Capture) -> list[Discovered]:
    """Read a feed and crash."""
    ACTS["abort"]()
    return []


def crash_at_sitemap(capture: Capture, **_: object) -> Sitemap:
    """Read a sitemap and crash."""
    ACTS["abort"]()
    return Sitemap()


def find_no_process(*_: object, **__: object) -> NotAnArticle:
    """Fail as where no process can be started to read in."""
    raise SandboxError("no process to read pages in could be started")
