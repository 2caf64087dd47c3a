"""A page that lists articles: its links, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.discover.links import MAX_ITEMS, absolute_link, host_of, one_line
from worker.errors import FormatError, UsageError
from worker.model import Capture, Discovered

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|a|div|ul|p)\b", re.IGNORECASE)


def read_listing(capture: Capture, pattern: str | None) -> list[Discovered]:
    """Return the links of a listing page, each once, in page order, at most 2,000.

    ``pattern`` is a regular expression that an article's absolute address must contain; without
    one every link to the page's own host counts, the page itself aside. Relative links are
    resolved against ``<base href>``, else the page's address. ``title`` is the first text that
    a link to that address has. Raises FormatError for a page that is no HTML, UsageError for a
    pattern that is no regular expression.
    """
    wanted = _compiled(pattern, capture.final_url)
    if not _HTML.search(capture.body):
        raise FormatError(
            "is no HTML page", where=capture.final_url, expected="a page that lists articles"
        )
    tree = LexborHTMLParser(_text(capture))
    titles: dict[str, str | None] = {}
    for address, title in _links(tree, capture.final_url):
        if wanted.search(address) if wanted else _elsewhere_on_site(address, capture.final_url):
            titles[address] = titles.get(address) or title
    return [Discovered(url=url, title=title) for url, title in [*titles.items()][:MAX_ITEMS]]


def _compiled(pattern: str | None, where: str) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"pattern {pattern!r}: {error}", where=where) from error


def _text(capture: Capture) -> str:
    """Return the page's characters; titles are hints, so a wrong charset is no error."""
    declared = _CHARSET.search(capture.content_type)
    try:
        return capture.body.decode(declared[1] if declared else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return capture.body.decode("utf-8", "replace")


def _links(tree: LexborHTMLParser, address: str) -> Iterator[tuple[str, str | None]]:
    """Yield every http(s) link with the text it bears."""
    base = _base(tree, address)
    for node in tree.css("a[href]"):
        link = absolute_link(node.attributes.get("href") or "", base)
        if link is not None:
            text = node.text(deep=True, separator=" ") or node.attributes.get("title")
            yield link, one_line(text) or one_line(node.attributes.get("title"))


def _base(tree: LexborHTMLParser, address: str) -> str:
    node = tree.css_first("base[href]")
    href = node.attributes.get("href") if node is not None else None
    return (absolute_link(href, address) if href else None) or address


def _elsewhere_on_site(link: str, page: str) -> bool:
    return host_of(link) == host_of(page) and link.rstrip("/") != page.rstrip("/")
