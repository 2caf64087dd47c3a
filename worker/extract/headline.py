"""Titles: which of a page's witnesses is the article's own, without the site's name behind it."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import text_of
from worker.extract.metadata import Metadata

_SITE_BEHIND: Final = re.compile(r"^(?P<title>.{8,}?)\s+[|–—-]\s+(?P<site>[^|]{3,80})$")
_SITE_WORDS: Final = re.compile(
    r"^(?:báo|đài|tạp chí|cổng thông tin|trang thông tin|cổng ttđt|thông tấn xã)\b", re.IGNORECASE
)
_ENOUGH: Final = 15
"""Characters: a heading that is only the beginning of the other title agrees from this length."""


def key_of(text: str) -> str:
    """Return a text for comparing: letters and digits alone, in one case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def without_site(title: str, *sites: str | None) -> str:
    """Return a title without " - Name of the site" behind it, where that is such a name."""
    found = _SITE_BEHIND.match(title)
    if found is None:
        return title
    behind = found["site"]
    known = {key_of(site) for site in sites if site}
    if key_of(behind) in known or _SITE_WORDS.match(behind):
        return found["title"]
    return title


def find_title(tree: LexborHTMLParser, metadata: Metadata) -> tuple[str, str] | None:
    """Return the title and its witness, None where the page has none.

    An ``h1`` that agrees with what the page tells machines is the best wording; without one
    come JSON-LD, ``og:title``, the only ``h1`` of the page, and ``<title>``.
    """
    linked = metadata.linked("headline", "name")
    shared = metadata.meta("og:title", "twitter:title")
    told = [title for title in (linked, shared, _page_title(tree)) if title]
    headings = [text for node in tree.css("h1") if (text := text_of(node))]
    for heading in headings:
        if any(_agree(heading, title) for title in told):
            return heading, "h1"
    if linked:
        return without_site(linked, metadata.site), "json-ld"
    if shared:
        return without_site(shared, metadata.site), "meta"
    if len(headings) == 1:
        return headings[0], "h1"
    page = _page_title(tree)
    return (without_site(page, metadata.site), "title") if page else None


def _agree(heading: str, title: str) -> bool:
    one, other = key_of(heading), key_of(title)
    return bool(one) and (one == other or (len(one) >= _ENOUGH and other.startswith(one)))


def _page_title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head > title") or tree.css_first("title")
    text = " ".join(node.text(deep=True).split()) if node is not None else ""
    return text or None
