"""Sitemaps: XML, Google News, plain text, a feed, an index of others, each also as gzip.

Read as a stream by defusedxml: nothing that a file names is opened, entities of its own are an
error, and of 50,000 addresses each is forgotten as soon as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from io import BytesIO
from itertools import islice, pairwise
from typing import Any, Final
from urllib.parse import urlsplit

from worker.discover.dates import believable, last_moment, read_date
from worker.discover.decoding import inflated, plain_xml, text_of
from worker.discover.feed import read_feed
from worker.discover.links import headline_of, host_of, listed_link, one_line
from worker.errors import FormatError, UsageError
from worker.model import Capture

MAX_ADDRESSES: Final = 50_000
"""Addresses of one file (sitemaps.org)."""

_PREFIX: Final = re.compile(r"(</?)([A-Za-z][\w-]*):(?=[A-Za-z])")
_DECLARED: Final = re.compile(r"\s(?:xmlns(?::[\w-]+)?|[\w-]+:[\w-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ROOT: Final = re.compile(r"<([A-Za-z][\w.:-]*)([^<>]*)")
_LIST: Final = ("urlset", "sitemapindex")
_DEEPEST: Final = 20
_MOST_ELEMENTS: Final = 5_000
"""Elements inside one another, and of one record: an address may have 1,000 pictures."""
_FEEDS: Final = ("rss", "feed", "rdf")
_BEGINS: Final = re.compile(
    r"<\?xml\s|<!|<(?:[A-Za-z][\w-]*:)?(?:urlset|sitemapindex|rss|feed|rdf)[\s>]", re.IGNORECASE
)
_BEFORE: Final = 8_192
"""Characters, such as a warning of PHP, behind which a sitemap may yet begin."""
_NAMED_SPACE: Final = re.compile(
    r"xmlns:([\w-]+)\s*=\s*[\"'][^\"']*/sitemap-(news|image|video)/[^\"']*[\"']", re.IGNORECASE
)
_OWN_SPACE: Final = re.compile(r"\{[^}]*/sitemap-(news|image|video)/[^}]*\}(.*)", re.IGNORECASE)
_RECORD: Final = re.compile(r"<(?:url|sitemap)[\s>]", re.IGNORECASE)
_LONGEST_RECORD: Final = 20_000
_TEXT: Final = re.compile(
    r"<([A-Za-z][\w.-]*)(?:\s[^<>]*)?>((?:<!\[CDATA\[)?[^<]{0,3000}?(?:<(?![A-Za-z/!])[^<]{0,3000}?){0,9})(?:\]\]>)?</\1"
)
"""An element of nothing but text, in a record that is no XML."""
_SITEMAP_FILE: Final = re.compile(r"\.(?:xml|xml\.gz|gz)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sitemap says of one address.

    ``changed`` is the last instant that its ``lastmod`` may mean; ``published`` and ``title`` are
    those of Google News. All but the address are hints.
    """

    url: str
    changed: datetime | None = None
    published: datetime | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One file: the pages it lists, or the sitemaps it names, in its order.

    ``trouble`` says why it was not read to its end, None where it was.
    """

    pages: tuple[Entry, ...] = ()
    children: tuple[Entry, ...] = ()
    trouble: str | None = None


def read_sitemap(capture: Capture, *, limit: int, pattern: str | None = None) -> Sitemap:
    """Return what a sitemap lists of its own site, each address once, at most 50,000.

    ``limit`` bounds the bytes after decompression. ``pattern`` is a regular expression that a
    page's address must contain; without one the addresses of the same site count, which is the
    sitemap's host and those above and below it. What was read before an error in the XML is
    kept, and the error told. Raises FormatError where there is no sitemap in the bytes, or too
    much; UsageError for a pattern that is none.
    """
    wanted = _compiled(pattern, capture.final_url)
    text = text_of(capture, inflated(capture, limit)).strip()
    begins = _BEGINS.search(text[:_BEFORE])
    text = text[begins.start() :] if begins else text
    if not text.startswith("<"):
        pages, trouble = _lines(text, capture)
        children: list[Entry] = []
    else:
        pages, children, trouble = _tree(text, capture)
    if len(pages) + len(children) >= MAX_ADDRESSES:
        trouble = trouble or f"only the first {MAX_ADDRESSES:,} addresses were read"
    home = {host_of(capture.url), host_of(capture.final_url)}
    return Sitemap(
        tuple(
            p for p in _once(pages) if (wanted.search(p.url) if wanted else _within(p.url, home))
        ),
        tuple(child for child in _once(children) if _within(child.url, home)),
        trouble,
    )


def _compiled(pattern: str | None, where: str) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"pattern {pattern!r}: {error}", where=where) from error


def _lines(text: str, capture: Capture) -> tuple[list[Entry], str | None]:
    """Read a text file that has an address a line."""
    lines = [line.strip() for line in text.splitlines()[: MAX_ADDRESSES + 1] if line.strip()]
    addresses = [line for line in lines if re.match(r"https?://\S+$", line, re.IGNORECASE)]
    if not addresses or len(addresses) * 2 < len(lines):
        raise _no_sitemap("it is neither XML nor a list of addresses", capture)
    return list(_entries(({"loc": line} for line in addresses), capture)), None


def _tree(text: str, capture: Capture) -> tuple[list[Entry], list[Entry], str | None]:
    """Read XML: pages, children, and the error that broke it off."""
    import defusedxml  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError  # type: ignore[import-untyped]

    if "<!ENTITY" in text:
        raise FormatError(
            "declares entities of its own", where=capture.final_url, expected="a sitemap without"
        )
    source = _without_prefixes(plain_xml(text, capture.final_url))
    root = _root(source, capture)
    if root in _FEEDS:  # sitemaps.org lets a feed be one, and blogs name theirs in robots.txt
        return (
            [Entry(one.url, None, one.published, one.title) for one in read_feed(capture)],
            [],
            None,
        )
    found: list[Entry] = []
    trouble = None
    try:
        for entry in _entries(_records(source, capture.final_url), capture):
            found.append(entry)
            if len(found) >= MAX_ADDRESSES:
                break
    except (ParseError, defusedxml.DefusedXmlException) as error:
        trouble = f"is broken XML: {one_line(str(error))}"
        found += islice(_entries(_torn_records(source), capture), MAX_ADDRESSES - len(found))
        if not found:
            raise FormatError(trouble, where=capture.final_url, expected="a sitemap") from error
    only_files = found and all(_SITEMAP_FILE.search(urlsplit(one.url).path) for one in found)
    is_index = root == "sitemapindex" or only_files
    return ([], found, trouble) if is_index else (found, [], trouble)


def _root(source: str, capture: Capture) -> str:
    """Return what the first tag is called. Raise FormatError where that is no sitemap's."""
    found = _ROOT.search(source)
    name = found[1].rpartition(".")[2].lower() if found else ""
    if name in (*_LIST, *_FEEDS):
        return name
    raise _no_sitemap(f"it begins with <{name[:40]}>" if name else "it is no XML", capture)


def _no_sitemap(why: str, capture: Capture) -> FormatError:
    return FormatError(
        f"is no sitemap: {why}",
        where=capture.final_url,
        expected="a sitemap, or an index of sitemaps",
        remedy="look into the site's robots.txt, at the lines 'Sitemap:'",
    )


def _without_prefixes(source: str) -> str:
    """Write ``news:title`` as ``news.title``: many use the prefix and do not declare it.

    Those who declare another one for the same are understood too.
    """
    usual = {prefix: name.lower() for prefix, name in _NAMED_SPACE.findall(source[:_BEFORE])}
    for prefix, name in usual.items():
        if prefix != name:
            source = re.sub(rf"(</?){re.escape(prefix)}:", rf"\1{name}:", source)
    source = _PREFIX.sub(r"\1\2.", source)
    root = _ROOT.search(source)
    if root is None:
        return source
    return source[: root.start(2)] + _DECLARED.sub("", root[2]) + source[root.end(2) :]


def _records(source: str, where: str) -> Iterator[dict[str, str]]:
    """Yield the texts of each ``url`` or ``sitemap``, by the names of their elements.

    What has been read is forgotten, so that memory stays flat. Raises FormatError for a record
    that is none: too deep, or of too many elements.
    """
    from defusedxml.ElementTree import iterparse

    root: Any = None
    depth = held = 0
    for event, element in iterparse(BytesIO(source.encode("utf-8", "replace")), ("start", "end")):
        if event == "start":
            root = element if root is None else root
            depth, held = depth + 1, held + 1
            if depth > _DEEPEST or held > _MOST_ELEMENTS:
                raise FormatError("its elements are too many, or too deep", where=where)
            continue
        depth -= 1
        if depth == 1:
            if element.tag.rpartition(".")[2].lower() in ("url", "sitemap"):
                yield {one.tag: one.text for one in reversed(list(element.iter())) if one.text}
            root.clear()
            held = 0


def _torn_records(source: str) -> Iterator[dict[str, str]]:
    """Yield the texts of each record of what is no XML, where its elements close."""
    starts = [found.start() for found in islice(_RECORD.finditer(source), MAX_ADDRESSES)]
    for start, end in pairwise([*starts, len(source)]):
        record = source[start : min(end, start + _LONGEST_RECORD)]
        texts = reversed(_TEXT.findall(record))
        yield {name: unescape(text.removeprefix("<![CDATA[")) for name, text in texts}


def _entries(records: Iterator[dict[str, str]], capture: Capture) -> Iterator[Entry]:
    """Yield what each record says, where it has an address."""
    for record in records:
        texts = {_short(name): text for name, text in record.items()}
        url = listed_link(texts["loc"], capture.final_url) if "loc" in texts else None
        if url is None:
            continue
        published = read_date(texts.get("news.publication_date", ""))
        changed = last_moment(texts.get("lastmod", ""), capture.captured_at)
        yield Entry(
            url,
            believable(changed, capture.captured_at),
            believable(published, capture.captured_at),
            headline_of(texts.get("news.title")),
        )


def _short(name: str) -> str:
    """Return the name of an element; a prefix stays only where it makes a difference."""
    own = _OWN_SPACE.fullmatch(name)
    prefix, _, local = f"{own[1]}.{own[2]}".rpartition(".") if own else name.rpartition(".")
    prefix, local = prefix.lower(), local.lower()
    name = f"{prefix}.{local}" if prefix else local
    return local if local in ("loc", "lastmod") and prefix not in ("image", "video") else name


def _once(entries: list[Entry]) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.url, entry)
    return list(first.values())


def _within(url: str, home: set[str]) -> bool:
    """Say whether an address is on one of these hosts, above one or below one."""
    host = host_of(url).removeprefix("m.")
    return any(host == h or host.endswith("." + h) or h.endswith("." + host) for h in home)
