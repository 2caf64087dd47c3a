"""A front page's bytes, read: what it tells of the paper, and whether it lets anybody in."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.discover.autodiscover import FrontPage, read_front_page
from worker.extract.decode import decode
from worker.extract.metadata import Metadata
from worker.extract.refusal import no_body
from worker.model import Capture


def front_of(capture: Capture) -> FrontPage:
    """Return what a front page tells about how its paper publishes."""
    return read_front_page(decode(capture.body, capture.content_type).text, capture.final_url)


_MANY_LINKS: Final = 15
"""Links of a page that is more than a door; papers have a login in a corner, too."""


def shut(capture: Capture) -> str | None:
    """Return that a page asks for a login, checks for robots or says "not found"; else None."""
    tree = LexborHTMLParser(decode(capture.body, capture.content_type).text)
    if len(tree.css("a[href]")) >= _MANY_LINKS:
        return None
    reason = no_body(tree, None, Metadata(tree, capture.final_url))
    return reason if reason.startswith("the page ") else None
