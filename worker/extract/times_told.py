"""The times that a page tells machines, and what a wording of a time says.

JSON-LD, ``<meta>``, microdata and the hidden fields of old systems are read; .NET tells a time in
American order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from worker.extract.metadata import Metadata
from worker.extract.naming import words, words_in
from worker.model import Publication, ReadFrom
from worker.vietnamese.text.dates import parse_published

_LINKED: Final = (("datePublished", 3.0), ("dateCreated", 1.0))
_META: Final = (
    *("article:published_time", "og:published_time", "article:published", "datepublished"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "published_time", "published"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date"),
    *("parsely-pub-date", "sailthru.date", "article.published", "date", "datecreated"),
    *("created", "publish_time", "publishtime", "og:article:published_time", "publication_date"),
    *("article:published_date", "cxenseparse:recs:publishtime", "dc.date.published", "issued"),
)
_UPDATED_META: Final = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_AMERICAN: Final = re.compile(
    r"(?P<month>[1-9]|1[0-2])/(?P<day>[1-9]|[12]\d|3[01])/(?P<year>\d{4})"
    r" (?P<time>[1-9]\d?:\d\d):\d\d (?P<half>AM|PM)"
)
"""As .NET tells machines a time in English, the month first: no number has a nought before it."""
_KEPT: Final = 'input[type="hidden" i][value]'
"""Where old systems keep what they print by a script."""
_KEPT_NAMES: Final = words(
    """
    ngaydang ngayxuatban ngayphathanh ngaytao thoigiandang publishdate publishdatetime pubdate
    publishedat publishtime datepublished createddate createdate posteddate postdate
    """
)


@dataclass(frozen=True, slots=True)
class Told:
    """A time as worded, who says it, how much its place speaks for it, and what it is.

    ``above`` says that it stands above the title, where bars show the day of today; ``below``
    that it stands below the text, where readers comment, and is not called its publication;
    ``inside`` that it is a line of the text.
    """

    text: str
    witness: str
    weight: float
    time: Publication
    above: bool = False
    below: bool = False
    inside: bool = False


def find_updated(metadata: Metadata, published: str | None) -> tuple[str, str] | None:
    """Return the wording of the time of the last change and its witness."""
    if linked := _linked(metadata, "dateModified"):
        return linked, "json-ld"
    if told := metadata.meta(*_UPDATED_META):
        return told, "meta"
    marked = metadata.property_of("dateModified")
    return (marked, "microdata") if marked and marked != published else None


def told_change(metadata: Metadata) -> str | None:
    """Return the wording of the time of the last change."""
    found = find_updated(metadata, None)
    return found[0] if found else None


def instant(text: str | None) -> Publication | None:
    """Return the time that a wording states, None where none is certain."""
    return parse_published(" ".join(text.split())) if text else None


def told_machines(metadata: Metadata) -> Iterator[Told]:
    """Yield what machines are told."""
    for key, weight in _LINKED:
        yield from read_time(_linked(metadata, key), "json-ld", weight)
    for name in _META:
        yield from read_time(metadata.meta(name), "meta", 2.5)
    yield from read_time(metadata.property_of("datePublished"), "microdata", 2.5)
    for node in metadata.tree.css(_KEPT):
        given = f"{node.attributes.get('id') or ''} {node.attributes.get('name') or ''}"
        if any(known in name for name in words_in(given) for known in _KEPT_NAMES):
            yield from read_time(node.attributes.get("value"), "meta", 2.5)


def _linked(metadata: Metadata, key: str) -> str | None:
    """Return a time of the JSON-LD article; some tell the seconds since 1970 as a number."""
    value = metadata.article.get(key)
    return str(value) if type(value) is int else metadata.linked(key)


def read_time(text: str | None, witness: str, weight: float) -> Iterator[Told]:
    """Yield a wording that states a time; what is said of a change is no publication."""
    if witness != "page" and text and (american := _AMERICAN.fullmatch(text.strip())):
        text = "{day}/{month}/{year} - {time} {half}".format_map(american.groupdict())
    time = instant(text)
    if text and time is not None:
        if time.read_from is ReadFrom.UPDATED:
            weight -= 3
        yield Told(text, witness, weight, time)
