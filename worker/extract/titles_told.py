"""What machines are told as a page's title, and whether that is an article's at all.

Windows bear the site's name behind the title; portals call the page of any article the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.metadata import Metadata

_SITE_BEHIND: Final = re.compile(r"^(?P<title>.{3,}?)\s+[|–—-]\s+(?P<site>[^|]{3,80})$")
SITE_WORDS: Final = re.compile(
    r"^(?:báo|đài|tạp chí|cổng thông tin|trang thông tin|trang tin|cổng ttđt|thông tấn xã)\b",
    re.IGNORECASE,
)
_PAGE: Final = (
    r"(?:(?:nội dung )?chi tiết(?: (?:tin(?: tức)?|bài(?: viết)?|nội dung|bản tin|sự kiện))?"
    r"|(?:tin(?: tức)?|bài viết|nội dung) chi tiết"
    r"|(?:xem chi tiết|nội dung|xem|đọc)(?: (?:tin|bài|bài viết|tin tức|bản tin))*"
    r"|hiển thị nội dung(?: web)?|web content display|asset publisher)"
)
PAGE_KIND: Final = re.compile(_PAGE, re.IGNORECASE)
"""What a portal calls the page of any article, in its window and in a heading of the portlet."""
PAGE_WORDS: Final = re.compile(
    rf"^(?:{_PAGE}|trang chủ|tin tức|tin tức[ -]+sự kiện|tin bài|home|news)(?: - |$)",
    re.IGNORECASE,
)
"""What a window or a frame is called that shows any article."""
WINDOW_PARTS: Final = re.compile(r"\s+(?:[|>»/–—-]|::)\s+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
FEW_WORDS: Final = 5
"""Words from which the only ``h1`` of a page is hardly a category or a name."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title, its witness, and the element that shows it, None where only machines are told.

    ``elsewhere`` says that it is shown as a link to another page.
    """

    text: str
    witness: str
    node: LexborNode | None = None
    elsewhere: bool = False


def key_of(text: str) -> str:
    """Return a text for comparing: letters and digits alone, in one case."""
    return _NO_LETTER.sub("", text.casefold())


def without_site(title: str, *sites: str | None) -> str:
    """Return a title without " - Name of the site" behind it, where that is such a name."""
    found = _SITE_BEHIND.match(title)
    if found is None:
        return title
    behind = found["site"]
    known = {key_of(site) for site in sites if site}
    if key_of(behind) in known or SITE_WORDS.match(behind):
        return found["title"]
    return title


def told_titles(tree: LexborHTMLParser, metadata: Metadata) -> list[Title]:
    """Return what machines are told, the most reliable first."""
    sites = (metadata.site, *metadata.sites)
    found = (
        (metadata.linked("headline", "name"), "json-ld"),
        (metadata.meta("og:title", "twitter:title"), "meta"),
        (_page_title(tree), "title"),
    )
    told = [Title(without_site(text, *sites), witness) for text, witness in found if text]
    told = [title for title in told if not PAGE_KIND.fullmatch(title.text)]
    return [title for title in told if not PAGE_WORDS.fullmatch(title.text)]


def is_frame(told: Title, sections: Collection[str]) -> bool:
    """Say whether the window's title is a site's or a section's name."""
    text = told.text
    named = SITE_WORDS.match(text) or PAGE_WORDS.match(text) or text.isupper()
    *parts, last = WINDOW_PARTS.split(text)
    section = key_of(last) in sections and all(len(part.split()) < FEW_WORDS for part in parts)
    return bool(named) or key_of(text) in sections or section


def is_label(told: Title, sections: Collection[str]) -> bool:
    """Say whether a title that articles are shared by is the name of a section: "Tin tức"."""
    short = len(told.text.split()) < FEW_WORDS
    return short and (key_of(told.text) in sections or PAGE_WORDS.fullmatch(told.text) is not None)


def is_sites(told: Title, sites: Collection[str]) -> bool:
    """Say whether a title that articles are shared by is the site's name, told of each page."""
    return key_of(told.text) in sites or SITE_WORDS.match(told.text) is not None


def _page_title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head > title") or tree.css_first("title")
    text = " ".join(node.text(deep=True).split()) if node is not None else ""
    return text or None
