"""A page that lists articles: its links, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.discover.decoding import text_of
from worker.discover.links import MAX_ITEMS
from worker.discover.page_links import PageLink, page_links
from worker.discover.shapes import learn_shape
from worker.errors import FormatError, UsageError
from worker.model import Capture, Discovered

_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|a|div|ul|p)\b", re.IGNORECASE)

_HEADLINE: Final = 8
"""Words from which on a link's text is a headline, even in a menu; sections have long names too."""


def read_listing(capture: Capture, pattern: str | None) -> list[Discovered]:
    """Return the articles that a page links to, each once, in page order, at most 2,000.

    ``pattern`` is a regular expression that an article's absolute address must contain; what
    only the page's menus name, in a few words, is a section all the same. Without
    one the page itself tells which of its links are articles (``worker.discover.shapes``), which
    a page of few links may not. ``title`` is the first text that a link to that address has.
    Raises FormatError for a page that is no HTML, UsageError for a pattern that is no regular
    expression.
    """
    wanted = None if pattern is None else _compiled(pattern, capture.final_url)
    links = listing_links(capture)
    if wanted is None:
        shape = learn_shape(links, capture.final_url)
        chosen = set(shape.addresses) if shape else set()
    else:
        chosen = {link.address for link in links if wanted.search(link.address)}
        chosen = chosen - _of_menus(links) or chosen
    titles: dict[str, str | None] = {}
    for link in links:
        if link.address in chosen:
            titles[link.address] = titles.get(link.address) or link.text
    return [Discovered(url=url, title=title) for url, title in [*titles.items()][:MAX_ITEMS]]


def _of_menus(links: Sequence[PageLink]) -> set[str]:
    """Return the addresses that stand in a menu, and nowhere on the page under a headline."""
    headed = {link.address for link in links if len((link.text or "").split()) >= _HEADLINE}
    return {link.address for link in links if link.aside and link.text} - headed


def listing_links(capture: Capture) -> list[PageLink]:
    """Return all links of a page. Raises FormatError for a page that is no HTML."""
    if not _HTML.search(capture.body):
        raise FormatError(
            "is no HTML page", where=capture.final_url, expected="a page that lists articles"
        )
    return list(page_links(LexborHTMLParser(text_of(capture)), capture.final_url))


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"pattern {pattern!r}: {error}", where=where) from error
