"""RSS and Atom feeds, read by feedparser, and JSON Feed.

An item is its address. GUIDs are of no use to tell items apart: papers leave them out, give one
to all items, or keep one while the address changes with the headline. Two items of one address are
one page, two addresses are two, and whether these show one article the archive sees by its hash.
A feed that holds only summaries is as good as another: the pages themselves are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from worker.discover import json_feed
from worker.discover.dates import read_date, read_dates
from worker.discover.decoding import inflated, plain_xml, text_of
from worker.discover.links import MAX_ITEMS, absolute_link, headline_of, listed_link, one_line
from worker.errors import FormatError
from worker.model import Capture, Discovered

__all__ = ["is_whole", "read_date", "read_feed"]

Entry = Mapping[str, object]
"""An item in feedparser's keys."""

_ITEM_END: Final = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_ITEM_START: Final = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_END: Final = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>|[\]}]\s*$", re.IGNORECASE)
_LAST: Final = 2_000
"""Bytes behind which no feed goes on: comments of caches may stand there."""
_LINK: Final = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_OF_FEED: Final = re.compile(
    r"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.I
)
_HREF: Final = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_FORWARDS: Final = re.compile(
    r"(?:/[\w.-]+){0,2}"
    r"/(?:url|l\.php|r|go|out|away|jump|link|(?:api)?click|redir|redirect|redirector|goto|track|tracking)"
    r"(?:\.(?:aspx?|ashx|php|html?))?/?",
    re.IGNORECASE,
)
_TARGET: Final = ("url", "u", "to", "link", "target", "redirect", "dest", "q")
"""The parameters in which redirectors carry the address they lead to."""
_UNPACKED_AT_MOST: Final = 20 << 20
"""Bytes of a feed that is sent as a gzip file."""
_OF_BURNER: Final = re.compile(r"https?://(?:feedproxy\.google|(?:feeds|rss)2?\.feedburner)\.com/")
_PREFIXED: Final = re.compile(r"</?([A-Za-z][\w-]*):|\s([A-Za-z][\w-]*):[\w-]+\s*=")
_DECLARED: Final = re.compile(r"\sxmlns:([\w-]+)\s*=")
_ROOT: Final = re.compile(r"<[A-Za-z][\w:-]*")
_MOST_SPACES: Final = 20
_SPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
"""What is meant by prefixes that feeds use without saying so."""
_NO_HOST: Final = re.compile(r"//\[")
"""How an address begins that breaks Python's reading of addresses, and is none of a paper's."""
_GUID_PATH: Final = re.compile(r"/(?!/)\S*")


def is_whole(body: bytes) -> bool:
    """Say whether a feed is there to its end; what was cut off may be read, but lacks items."""
    return _END.search(body[-_LAST:].replace(b"\0", b"")) is not None


def read_feed(capture: Capture) -> list[Discovered]:
    """Return what a feed lists, each address once, in its order, at most 2,000 items.

    Only http(s) links count; relative ones are resolved against ``xml:base``, else the feed's
    address; a redirector's link is the address that it carries. Titles and dates are hints: a
    date that cannot be read for certain is left out. Raises FormatError where there is no feed.
    """
    entries = _entries(capture)
    dates = [str(entry.get("published") or "") for entry in entries]
    found: dict[str, Discovered] = {}
    for entry, published in zip(entries, read_dates(dates, capture.captured_at), strict=True):
        url = _address(entry, capture.final_url)
        if url is None:
            continue
        title = headline_of(str(entry.get("title") or ""))
        found.setdefault(url, Discovered(url, title, published))
    return list(found.values())


def _entries(capture: Capture) -> Sequence[Entry]:
    text = text_of(capture, inflated(capture, _UNPACKED_AT_MOST))
    if text.lstrip().startswith("{"):
        return json_feed.read_items(text, capture.final_url)
    if _PAGE.match(text):
        raise _told("it is an HTML page", capture, _named_feed(text, capture.final_url))
    parsed = _parsed(text, capture)
    entries = parsed["entries"][:MAX_ITEMS]
    return [_dated(entry) for entry in entries] if parsed["version"].startswith("rss") else entries


def _dated(entry: Entry) -> Entry:
    """Return an item of RSS with its ``dc:date``, which feedparser takes for that of an update."""
    plain = dict(entry)  # its own dictionary answers for "updated" with "published", and warns
    named = (plain.get(name) for name in ("published", "created", "updated"))
    return {**plain, "published": next(filter(None, named), None)}


def _parsed(text: str, capture: Capture) -> Any:
    """Return feedparser's reading; it opens and fetches nothing, being handed a stream."""
    import feedparser  # type: ignore[import-untyped]

    plain = _with_spaces(plain_xml(_first_items(text), capture.final_url))
    body = _NO_HOST.sub("//%5B", plain).encode("utf-8", "replace")
    # What is declared has been looked through already: these bytes are UTF-8. Without an address
    # of its own feedparser leaves relative GUIDs as they are, which shows what they are.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # The texts of items are not used; a bad link in one of them would be the end of it all.
        parsed = feedparser.parse(
            BytesIO(body),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (LookupError, ValueError) as error:  # what feedparser was not prepared for
        raise _told(one_line(str(error)) or "it is broken", capture) from error
    if not parsed.get("entries") and (parsed.get("bozo") or not parsed.get("version")):
        told = one_line(str(parsed.get("bozo_exception") or "")) or "it holds no feed"
        raise _told(told, capture)
    return parsed


def _with_spaces(text: str) -> str:
    """Declare the prefixes that a feed uses undeclared, for which XML would not be read."""
    used = {first or second for first, second in _PREFIXED.findall(text)} - {"xml", "xmlns"}
    missing = sorted(used - set(_DECLARED.findall(text)))
    root = _ROOT.search(text)
    if root is None or not missing or len(missing) > _MOST_SPACES:
        return text
    said = "".join(f' xmlns:{one}="{_SPACES.get(one, "urn:undeclared")}"' for one in missing)
    return text[: root.end()] + said + text[root.end() :]


def _told(why: str, capture: Capture, feed: str | None = None) -> FormatError:
    remedy = f"its feed is {feed}" if feed else "check the address in a browser"
    return FormatError(
        f"is no feed: {why}", where=capture.final_url, expected="RSS or Atom", remedy=remedy
    )


def _named_feed(page: str, base: str) -> str | None:
    """Return the first feed that a page names in its head."""
    for link in _LINK.findall(page[:200_000]):
        href = _HREF.search(link) if _OF_FEED.search(link) else None
        if href:
            return absolute_link(unescape(href[1] or href[2] or href[3] or ""), base)
    return None


def _first_items(text: str) -> str:
    """Cut a feed's further items out before it is parsed, which costs 0.2 ms an item."""
    ends = [match.end() for match in _ITEM_END.finditer(text)]
    if len(ends) > MAX_ITEMS:
        text = text[: ends[MAX_ITEMS - 1]] + text[ends[-1] :]
    starts = [match.start() for match in islice(_ITEM_START.finditer(text), MAX_ITEMS + 1)]
    return text[: starts[MAX_ITEMS]] if len(starts) > MAX_ITEMS else text


def _address(entry: Entry, base: str) -> str | None:
    """Return the address of an item: its link, else a GUID that is an address itself.

    A GUID that is one counts before a link to a front page or to FeedBurner, which has closed.
    """
    link = str(entry.get("feedburner_origlink") or "") or _link(entry)
    url = listed_link(link, base) if link else None
    guid = str(entry.get("id") or "").strip()
    if guid.lower().startswith(("http://", "https://")):
        named = listed_link(guid, base)
        url = named if url is None or (named and _leads_elsewhere(url, named)) else url
    elif not link and entry.get("guidislink") and _GUID_PATH.fullmatch(guid):
        url = listed_link(guid, base)
    return None if url is None else _behind(url)


def _leads_elsewhere(url: str, guid: str) -> bool:
    """Say whether an item's link is to no article, and its GUID an address that may be one."""
    if _OF_BURNER.match(url):
        return not _OF_BURNER.match(guid)
    return _is_front(url) and not _is_front(guid)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _link(entry: Entry) -> str:
    """Return the link that an item has; feedparser makes one of any GUID where there is none.

    An entry of Atom that names no page for readers, only itself, is there.
    """
    links = entry.get("links")
    if entry.get("guidislink") and not links:
        return ""
    shown = _linked(links, "alternate", "text/html") or str(entry.get("link") or "")
    return shown or _linked(links, "self", "")


def _linked(links: object, rel: str, kind: str) -> str:
    """Return the first link of an item that stands so to it, of this type, if any is given."""
    for one in links if isinstance(links, list) else ():
        if one.get("rel") == rel and one.get("href") and one.get("type", kind).startswith(kind):
            return str(one["href"])
    return ""


def _behind(url: str) -> str:
    """Return the address that a redirector's link carries, else the link."""
    parts = urlsplit(url)
    if not parts.query or not _FORWARDS.fullmatch(parts.path):
        return url
    carried = parse_qs(parts.query, max_num_fields=None)
    for name in _TARGET:
        for value in carried.get(name, ()):
            if value.lower().startswith(("http://", "https://")):
                return absolute_link(value, url) or url
    return url
