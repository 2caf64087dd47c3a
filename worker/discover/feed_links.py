"""Links that may lead to feeds, and which of many is the one for the whole paper.

Papers set a link tag on every page, or a page ``/rss`` that lists a feed for each of twenty
categories; some do neither and have one at a usual place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.discover.links import absolute_link, one_line
from worker.discover.page_links import PageLink, page_base
from worker.vietnamese.text.fold import fold, nfc

USUAL_FEEDS: Final = (
    "/rss", "/rss/home.rss", "/rss/tin-moi-nhat.rss", "/feed", "/rss.xml", "/rss.html",
    "/feed.xml", "/atom.xml", "/home.rss",
)  # fmt: skip
"""Where papers keep a feed that no page links to, the likeliest first."""
_TYPES: Final = re.compile(
    r"application/(?:(?:x-)?rss\+xml|atom\+xml|rdf\+xml|feed\+json)", re.IGNORECASE
)
_ANY_TYPE: Final = re.compile(
    r"(?:(?:text|application)/(?:xml|rss)|application/json)?\s*(?:;|$)", re.I
)
"""Types that say too little: that it is a feed, its address or title has to say."""
_NOT_FEEDS: Final = re.compile(r"/wp-json/|oembed", re.IGNORECASE)
_SCHEME: Final = re.compile(r"feed:(?://)?(?=(https?://)?)", re.IGNORECASE)
_LEADS_TO_FEEDS: Final = re.compile(
    r"(?:^|[/._?=-])(?:rss(?:feeds?)?|(?:list)?feeds?|atom|rdf)(?:[/._?&=-]|\d|$)", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"\b(?:trang chu|home(?:page)?|tin moi(?: nhat)?|moi nhat|latest|newest|tat ca|toan bo|all"
    r"|index|tong hop)\b"
)
_NEWS: Final = re.compile(r"\b(?:thoi su|tin tuc|news|chinh tri|trong nuoc|trong tinh)\b")
_APART: Final = re.compile(
    r"\b(?:comments?|binh luan|video|podcast|audio|photo|english|en|zh|khmer|quang cao|tag)\b"
)
_BARE: Final = re.compile(
    r"/(?:rss|feed|feeds|atom|index|home)?(?:\.(?:rss|xml|html?|aspx|php))?/?"
)
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """An address that may be a feed's, and what it is called; ``tagged`` if by a link tag."""

    address: str
    title: str | None = None
    tagged: bool = False

    @property
    def rank(self) -> int:
        """Return how likely it is the feed of the whole paper: 3 surely … 0 of something else."""
        path = unquote(urlsplit(self.address).path)
        words = " ".join(_NO_WORD.split(f"{fold(nfc(self.title or ''))} {path.lower()}"))
        if _APART.search(words):
            return 0
        if _WHOLE.search(words) or (_BARE.fullmatch(path) and not urlsplit(self.address).query):
            return 3
        return 2 if _NEWS.search(words) else 1


def tagged_feeds(tree: LexborHTMLParser, base: str) -> list[FeedLink]:
    """Return the feeds that the link tags of a page name, wherever they stand in it."""
    found = []
    base = page_base(tree, base)
    for node in tree.css('link[rel~="alternate" i][href], link[rel~="feed" i][href]'):
        href = _SCHEME.sub(_web, (node.attributes.get("href") or "").strip(), count=1)
        address = absolute_link(href, base) if href else None
        if address is not None and _is_feed(node, address):
            found.append(FeedLink(address, one_line(node.attributes.get("title")), tagged=True))
    return _once(found)


def _web(found: re.Match[str]) -> str:
    """Return what stands for ``feed:``, which some write before an address or for its scheme."""
    return "" if found[1] else "//"


def _is_feed(node: LexborNode, address: str) -> bool:
    """Say whether a link tag leads to a feed: its type says so, or its address or title."""
    kind = (node.attributes.get("type") or "").strip()
    if _TYPES.match(kind) or (node.attributes.get("rel") or "").strip().lower() == "feed":
        return True
    if not _ANY_TYPE.match(kind) or _NOT_FEEDS.search(address) or "hreflang" in node.attributes:
        return False
    parts = urlsplit(address)
    said = f"{parts.path}?{parts.query}/{node.attributes.get('title') or ''}/"
    return _LEADS_TO_FEEDS.search(said.replace(" ", "/")) is not None


def linked_feeds(links: Iterable[PageLink]) -> list[FeedLink]:
    """Return the links of a page that look as if they led to a feed or a list of feeds."""
    return _once(FeedLink(link.address, link.text) for link in links if _leads_to_feeds(link))


def chosen(feeds: Iterable[FeedLink]) -> list[FeedLink]:
    """Return the feeds in the order in which they are worth asking, the whole paper's first."""
    return sorted((one for one in feeds if one.rank), key=lambda one: -one.rank)


def _leads_to_feeds(link: PageLink) -> bool:
    parts = urlsplit(link.address)
    said = (link.text or "").strip().lower()
    if not said and "rss" in link.spot.rpartition(">")[2].split("."):  # a picture by its style
        return True
    return said in ("rss", "rss feed", "rss feeds", "kênh rss", "feed") or bool(
        _LEADS_TO_FEEDS.search(f"{parts.path}?{parts.query}")
    )


def _once(feeds: Iterable[FeedLink]) -> list[FeedLink]:
    found: dict[str, FeedLink] = {}
    for one in feeds:
        found.setdefault(one.address, one)
    return list(found.values())
