"""A sitemap at a glance: enough to say whether one is there, how large and how fresh it is.

No XML parser is involved, so nothing in the bytes can be opened, fetched or expanded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from worker.discover.feed import read_date
from worker.discover.links import absolute_link, one_line
from worker.errors import FormatError
from worker.model import Capture, Discovered

_MOST: Final = 50_000
"""Entries that are looked at: a sitemap may hold no more."""
_UNPACKED: Final = 15_000_000
"""Bytes of a packed sitemap that are looked at."""
_INDEX: Final = re.compile(r"<(?:\w{1,20}:)?sitemapindex\b", re.IGNORECASE)
_ENTRY: Final = re.compile(r"<(?:\w{1,20}:)?(?:url|sitemap)>")
_LONGEST_ENTRY: Final = 4_000
"""Characters of an entry that are looked at."""
_FIELD: Final = re.compile(
    r"<(?:\w{1,20}:)?(loc|lastmod|publication_date|title)>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</",
    re.DOTALL,
)
_GZIP: Final = b"\x1f\x8b"
_AHEAD: Final = timedelta(days=1)
_OTHER: Final = re.compile(r"categor|tag|topic|author|page|image|video|event", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class SitemapPeek:
    """What a sitemap holds: ``pages``, the newest first, or ``children``, the likeliest first."""

    pages: tuple[Discovered, ...] = ()
    children: tuple[str, ...] = ()


def peek(capture: Capture) -> SitemapPeek:
    """Return what a sitemap holds. Raises FormatError for what is none."""
    text = _text(capture)
    entries = [found for found in _entries(text, capture) if found is not None]
    if not entries and not re.search(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b", text[:4096]):
        raise FormatError("is no sitemap", where=capture.final_url, expected="urlset, sitemapindex")
    if _INDEX.search(text[:4096]):
        children = dict.fromkeys(one.url for one in sorted(entries, key=_child_order, reverse=True))
        children.pop(capture.final_url, None)
        return SitemapPeek(children=tuple(children))
    pages = {one.url: one for one in entries}
    # Some list the oldest first; entries without a date keep their order behind those with one.
    dated = sorted(pages.values(), key=_instant, reverse=True)
    return SitemapPeek(pages=tuple(dated))


def _entries(text: str, capture: Capture) -> Iterator[Discovered | None]:
    for entry in _ENTRY.split(text, maxsplit=_MOST)[1:]:
        said_in = _FIELD.findall(entry[:_LONGEST_ENTRY])
        fields = {name: unescape(said.strip()) for name, said in reversed(said_in)}
        url = absolute_link(fields.get("loc", ""), capture.final_url) if "loc" in fields else None
        if url is None:
            yield None
            continue
        said = fields.get("publication_date") or fields.get("lastmod") or ""
        at = read_date(said) if said else None
        if at is not None and at > capture.captured_at + _AHEAD:
            at = None
        yield Discovered(url, one_line(fields.get("title")), at)


def _instant(one: Discovered) -> float:
    return one.published.timestamp() if one.published else float("-inf")


def _child_order(child: Discovered) -> tuple[bool, bool, datetime | float, list[int]]:
    """Order sitemaps of an index: news, no categories, the latest change, the highest number."""
    name = urlsplit(child.url).path.rpartition("/")[2]
    numbers = [int(found[:18]) for found in _DIGITS.findall(name)]
    return "news" in name, _OTHER.search(name) is None, _instant(child), numbers


def _text(capture: Capture) -> str:
    body = capture.body
    if body.startswith(_GZIP):
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, _UNPACKED)
        except zlib.error as error:
            raise FormatError(f"cannot be unpacked: {error}", where=capture.final_url) from error
    return body.decode("utf-8", "replace")
