"""What a feed or a listing leads to. Read in the sandbox, so that little is imported here."""

from __future__ import annotations

from collections.abc import Iterable

from worker.address.canonical import canonical_url
from worker.discover.feed import read_feed
from worker.discover.listing import listing_links, read_listing
from worker.discover.shapes import Shape, learn_shape
from worker.discover.unlikely import unlikely_article
from worker.errors import DiemtinError
from worker.model import Capture, Discovered, Way, WayKind


def found_in(way: Way, capture: Capture) -> list[Discovered]:
    """Return what a feed or listing leads to: canonical addresses, each once.

    Of a listing page's links those are left out that are hardly articles.
    """
    if way.kind is WayKind.FEED:
        return canonical(read_feed(capture))
    listed = read_listing(capture, way.pattern)
    return canonical(one for one in listed if unlikely_article(one.url) is None)


def canonical(found: Iterable[Discovered]) -> list[Discovered]:
    """Return each address once, canonical; what is no web address is left out."""
    pages_found: dict[str, Discovered] = {}
    for one in found:
        try:
            url = canonical_url(one.url)
        except DiemtinError:
            continue
        pages_found.setdefault(url, Discovered(url, one.title, one.published))
    return list(pages_found.values())


def shape_of(capture: Capture) -> Shape | None:
    """Return what a listing's links teach now. Raises FormatError for a page that is no HTML."""
    return learn_shape(listing_links(capture), capture.final_url)


def count_links(capture: Capture) -> int:
    """Return to how many addresses a listing page links."""
    return len({link.address for link in listing_links(capture)})
