"""How a listing goes back in time: the page after this one, and a calendar's pages of single days.

Both are read from the links that a listing page itself has; no address is made up that it does
not show the pattern of. Pages that only a script can fill are out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from worker.discover.decoding import text_of
from worker.discover.links import absolute_link, host_of, one_line
from worker.discover.listing import read_listing
from worker.model import Capture

_WORD: Final = r"(?:page(?:[-_]?(?:no|number|index|id|num))?|paged|pages|trang|pg|p|cp)"
_IN_QUERY: Final = re.compile(rf"(?:^|&){_WORD}=(\d{{1,5}})(?=&|$)", re.IGNORECASE)
_IN_PATH: Final = re.compile(
    rf"(?:[/_.-]{_WORD}[/_.-]?(\d{{1,5}}))(?=/?$|\.[a-z]{{3,5}}$)", re.IGNORECASE
)
_SAYS_PAGE: Final = re.compile(
    r"[?&/_.-](?:paged?|trang)[/_.=-]?\d{1,5}(?=&|/?$|\.[a-z]{3,5}$)", re.IGNORECASE
)
"""What no article's address ends in; ``-p2.html`` may be the second part of a story."""
_LAST_NUMBER: Final = re.compile(r"/(\d{1,4})(?=/?$|\.[a-z]{3,5}$)", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"(?:/index)?\.[a-z]{3,5}$", re.IGNORECASE)
_ONWARD: Final = re.compile(
    r"(?:trang )?(?:sau|kế|tiếp|tiếp theo|kế tiếp)|next(?: page)?|older(?: posts)?|cũ hơn|xem thêm"
    r"|[»›>→]+",
    re.IGNORECASE,
)
_DAY_AT_END: Final = re.compile(
    r"(?<=[/=-])(?:(?P<y>20\d{2}|199\d)(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[/-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>20\d{2}|199\d))"
    r"(?=/?(?:\.html?)?$)"
)
_DAY_PARAMETER: Final = re.compile(r"(?:^|[?&])(?:date|day|ngay|d|ngaydang|archive)=[\d/-]+$", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page of a listing shows: its articles, the page that follows, a calendar's days."""

    urls: tuple[str, ...]
    onward: str | None
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    text: str
    rel: str


def read_archive_page(pattern: str | None, number: int, last: date, capture: Capture) -> Listed:
    """Read the ``number``-th page of a listing; ``last`` is the last day that is wanted.

    ``pattern`` and errors are those of ``read_listing``.
    """
    urls = tuple(one.url for one in read_listing(capture, pattern))
    return Listed(urls, next_page(capture, number), day_pages(capture, last))


def next_page(capture: Capture, number: int) -> str | None:
    """Return the page that follows the ``number``-th of a listing; None where it names none.

    ``rel=next`` says so; else the link of the same listing whose text is the next number, or
    whose address counts one on, or that says "sau", "next", "»" or the like.
    """
    present = _stem(capture.final_url)
    links = [link for link in _links(capture) if link.url != capture.final_url]
    for link in links:
        if "next" in link.rel.split() and host_of(link.url) == host_of(capture.final_url):
            return link.url
    same = [link for link in links if _stem(link.url)[0] == present[0]]
    numbered = [(stem[1], link) for link in same if (stem := _stem(link.url))[1] is not None]
    lowest = min((n for n, _ in numbered if n is not None), default=1)
    here = present[1] if present[1] is not None else min(lowest, 1)
    for fits in (
        lambda link: link.text == str(number + 1),
        lambda link: _stem(link.url)[1] == here + 1,
        lambda link: _stem(link.url)[1] is not None and _ONWARD.fullmatch(link.text),
    ):
        for link in same:
            if fits(link) and _further(_stem(link.url)[1], present[1]):
                return link.url
    return None


def is_archive_page(url: str, listing: str) -> bool:
    """Say whether an address is a page of this or another listing, or a calendar's of a day."""
    stem, number = _stem(url)
    if number is not None and stem == _stem(listing)[0]:
        return True
    split = urlsplit(url)
    said_so = _SAYS_PAGE.search(split.path) or _SAYS_PAGE.search("?" + split.query)
    return said_so is not None or _day_at_end(url) is not None


def day_pages(capture: Capture, last: date) -> tuple[str, ...]:
    """Return a calendar's page of that day, one for each calendar that the page links to.

    A calendar is there where links to at least two days differ in nothing but the day.
    """
    calendars: dict[str, tuple[str, set[date]]] = {}
    for link in _links(capture):
        day = _day_at_end(link.url)
        if day is not None and host_of(link.url) == host_of(capture.final_url):
            blank = _DAY_AT_END.sub("#", unquote(link.url))
            _, days = calendars.setdefault(blank, (link.url, set()))
            days.add(day)
    return tuple(
        found for url, days in calendars.values() if len(days) > 1 and (found := page_of(url, last))
    )


def page_of(address: str, day: date) -> str | None:
    """Return a calendar's page of another day, given one of its pages; None where it is none."""
    plain = unquote(address)
    found = _DAY_AT_END.search(plain)
    if found is None:
        return None
    padded = all(len(found[name] or "00") == 2 for name in ("m", "d", "m2", "d2"))
    parts = [f"{n:02}" if padded else str(n) for n in (day.month, day.day)]
    mark = found["s"] or found["s2"]
    ordered = [str(day.year), *parts] if found["y"] else [parts[1], parts[0], str(day.year)]
    return plain[: found.start()] + mark.join(ordered) + plain[found.end() :]


def day_of_page(address: str) -> date | None:
    """Return the day that a calendar's page is of; None for any other address."""
    return _day_at_end(address)


def _day_at_end(url: str) -> date | None:
    """Return the day with which an address ends; one that goes on after it is an article's."""
    plain = unquote(url)
    found = _DAY_AT_END.search(plain)
    if found is None or ("?" in plain and not _DAY_PARAMETER.search(plain)):
        return None
    if "?" not in plain and plain[found.start() - 1] == "-" and not _named_day(plain, found):
        return None
    year, month, day = (
        int(found[a] or found[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2"))
    )
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_day(plain: str, found: re.Match[str]) -> bool:
    """Say whether a day behind a hyphen stands for itself, as in ``ngay-20-11-2026``."""
    segment = plain[: found.start()].rpartition("/")[2]
    return segment.lower() in {"ngay-", "date-", "tin-ngay-", "archive-", "luu-tru-"}


def _further(number: int | None, present: int | None) -> bool:
    """Say whether a page of that number lies further back than the present one."""
    return number is None or present is None or number > present


def _stem(url: str) -> tuple[str, int | None]:
    """Return what all pages of a listing have in common, and which of them an address is."""
    split = urlsplit(url)
    path = unquote(split.path)
    number = _IN_QUERY.search(split.query) or _IN_PATH.search(path)
    if number is None and not split.query:
        number = _LAST_NUMBER.search(path)
    if number is not None and number.string == path:
        path = path[: number.start()] + path[number.end() :]
    path = _EXTENSION.sub("", path.rstrip("/")).rstrip("/_.-").lower()
    return f"{host_of(url)}{path}", int(number[1]) if number else None


def _links(capture: Capture) -> Iterator[_Link]:
    """Yield the links of a page, and those of its head that say which page is the next."""
    tree = LexborHTMLParser(text_of(capture))
    node = tree.css_first("base[href]")
    href = (node.attributes.get("href") if node is not None else None) or ""
    base = (absolute_link(href, capture.final_url) if href else None) or capture.final_url
    for node in tree.css("a[href], link[rel][href]"):
        url = absolute_link(node.attributes.get("href") or "", base)
        if url is not None:
            said = node.text(deep=True, separator=" ") or node.attributes.get("title") or ""
            said = one_line(said) or node.attributes.get("aria-label") or ""
            yield _Link(url, said.strip(), (node.attributes.get("rel") or "").lower())
