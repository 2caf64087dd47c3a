"""How a paper publishes, as its front page tells it: feeds, lists of feeds, its own links.

Everything here reads what was fetched already; ``worker.flow.sources.find_out`` does the asking.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.discover.feed_links import FeedLink, linked_feeds, tagged_feeds
from worker.discover.links import absolute_link, one_line
from worker.discover.page_links import opened_by, page_links
from worker.discover.shapes import Shape, learn_shape
from worker.discover.sites import site_of
from worker.vietnamese.text.fold import has_marks

USUAL_SITEMAPS: Final = (
    "/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml", "/news-sitemap.xml"
)  # fmt: skip
"""Where papers keep a sitemap that their robots.txt does not name."""
_FEED: Final = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_JSON_FEED: Final = re.compile(
    rb'^\W*\{[^{}]*"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org'
)
_SITEMAP: Final = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b"
_HEAD: Final = 8192
_REFRESH: Final = re.compile(
    r"\s*\d*(?:\.\d+)?(?:\s*[;,]|\s)\s*(?:url\s*=)?\s*['\"]?([^'\"\s][^'\"]*)", re.IGNORECASE
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}", re.IGNORECASE)
_LITTLE_TEXT: Final = 400
"""Characters: a page with fewer to read, and scripts, is filled by them."""
_FEW_LINKS: Final = 5
_SAMPLE: Final = 20_000
"""Characters of a page's text in which Vietnamese words are counted."""
_ENOUGH_WORDS: Final = 40
_VIETNAMESE: Final = 0.25
"""The share of words with a Vietnamese mark from which on a text is Vietnamese."""
_FOREIGN: Final = 0.02


class Kind(StrEnum):
    """What an answer is, by how it begins."""

    FEED = "feed"
    SITEMAP = "sitemap"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a paper's front page tells about how it publishes.

    ``names`` are what it calls itself to machines, ``page_title`` its ``<title>``. ``language`` is
    the language of its text as an ISO 639 code: ``und`` where it is none that we know, "" where
    there is too little of it and nothing is declared. ``feeds`` are
    named by link tags, ``feed_links`` lead to feeds or lists of feeds. ``shape`` is that of its
    articles' addresses. ``leads_to`` is where it sends browsers on. ``scripted`` says that it
    shows next to nothing before scripts have run.
    """

    address: str
    names: tuple[str, ...]
    page_title: str
    language: str
    feeds: tuple[FeedLink, ...]
    feed_links: tuple[FeedLink, ...]
    shape: Shape | None
    leads_to: str | None
    scripted: bool


def kind_of(body: bytes) -> Kind:
    """Say what bytes are by their root element; what is packed is a sitemap if it is no feed."""
    head = _head(body)
    if _FEED.search(head) or _JSON_FEED.search(head):
        return Kind.FEED
    if _SITEMAP.search(head) or body.startswith(_GZIP):
        return Kind.SITEMAP
    return Kind.OTHER


def _head(body: bytes) -> bytes:
    """Return how a file begins, unpacked, its ASCII characters one byte each."""
    head = body[:_HEAD]
    if body.startswith(_GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _HEAD)
    return head.replace(b"\0", b"")


def read_front_page(text: str, address: str) -> FrontPage:
    """Return what the characters of a front page tell; ``address`` is the one that answered."""
    tree = LexborHTMLParser(text)
    links = list(page_links(tree, address))
    site = site_of(address)
    said = _visible(tree)
    scripted = _is_scripted(tree, said, len({link.address for link in links}))
    return FrontPage(
        address=address,
        names=_names(tree),
        page_title=_page_title(tree),
        language=_language(tree, said),
        feeds=tuple(tagged_feeds(tree, address)),
        feed_links=tuple(one for one in linked_feeds(links) if site_of(one.address) == site),
        shape=learn_shape(links, address),
        leads_to=_leads_to(tree, address) or (_sent_on(tree, address) if scripted else None),
        scripted=scripted,
    )


def is_scripted(text: str) -> bool:
    """Say whether a page shows next to nothing before its scripts have run."""
    tree = LexborHTMLParser(text)
    return _is_scripted(tree, _visible(tree), len(tree.css("a[href]")))


def _is_scripted(tree: LexborHTMLParser, said: str, links: int) -> bool:
    empty = len(said) < _LITTLE_TEXT and links < _FEW_LINKS
    return empty and tree.css_first("script") is not None and not _asks(tree)


def _asks(tree: LexborHTMLParser) -> bool:
    """Say whether the page is there to be filled in, as a login page is."""
    return tree.css_first('input[type="password" i]') is not None


def _visible(tree: LexborHTMLParser) -> str:
    """Return what people would read, before any script has run."""
    if tree.body is None:
        return ""
    hidden = {
        inner.mem_id
        for node in tree.body.css("script, style, noscript, template")
        for inner in node.traverse(include_text=True)
    }
    texts = (
        node.text(deep=False)
        for node in tree.body.traverse(include_text=True)
        if node.tag == "-text" and node.mem_id not in hidden
    )
    return " ".join(" ".join(texts).split())


def _names(tree: LexborHTMLParser) -> tuple[str, ...]:
    wanted = ("og:site_name", "application-name", "apple-mobile-web-app-title")
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        for key in ("property", "name"):
            name = (node.attributes.get(key) or "").strip().lower()
            said = one_line(node.attributes.get("content"))
            if name in wanted and said:
                found.setdefault(name, said)
    return tuple(dict.fromkeys(found[name] for name in wanted if name in found))


def _page_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("head > title") or tree.css_first("title")
    return (one_line(node.text(deep=True)) if node is not None else None) or ""


def _language(tree: LexborHTMLParser, said: str) -> str:
    """Return the language of the text itself; what the page declares decides where it is mute."""
    root = tree.css_first("html[lang]")
    declared = _LANGUAGE.match((root.attributes.get("lang") or "") if root is not None else "")
    code = declared[0].lower() if declared else ""
    words = [word for word in said[:_SAMPLE].split() if any(map(str.isalpha, word))]
    if len(words) < _ENOUGH_WORDS:
        return code
    share = sum(has_marks(word) for word in words) / len(words)
    if share >= _VIETNAMESE:
        return "vi"
    return "und" if not code or (code == "vi" and share < _FOREIGN) else code


def _sent_on(tree: LexborHTMLParser, address: str) -> str | None:
    """Return where the script of a page that shows nothing sends browsers on."""
    for node in tree.css("script:not([src])"):
        opened = opened_by(node.text(deep=True))
        target = absolute_link(opened, address) if opened else None
        if target is not None and target.rstrip("/") != address.rstrip("/"):
            return target
    return None


def _leads_to(tree: LexborHTMLParser, address: str) -> str | None:
    for node in tree.css("meta[http-equiv][content]"):
        if (node.attributes.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(node.attributes.get("content") or "")
            target = absolute_link(found[1].strip(), address) if found else None
            if target is not None and target.rstrip("/") != address.rstrip("/"):
                return target
    return None
