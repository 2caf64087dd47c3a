"""Addresses on listing pages that are hardly those of articles, by their shape alone.

Only shapes that no paper gives to articles count: what is missed here costs one fetch, what is
refused here is never read. So a section's name (``/video/``, ``/tag/``) counts only where nothing
behind it looks like an article, and nothing counts where a parameter names one.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from worker.vietnamese.text.fold import fold, nfc

_FILE: Final = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|bmp|tiff?|mp[34]|m4[av]|avi|mov|wmv|flv|webm|m3u8|pdf|docx?|xlsx?"
    r"|pptx?|odt|zip|rar|7z|gz|exe|apk|css|js|json|xml|rss|atom|txt|ics|epub)$"
)
_NEVER: Final = {
    "a page of a tag": ("tag", "tags", "tu-khoa", "keyword", "hashtag"),
    "a search": ("search", "tim-kiem", "timkiem", "ket-qua-tim-kiem"),
    "a login": (
        *("login", "logout", "signin", "signup", "register", "account", "user", "dang-nhap"),
        *("dang-ky", "dang-xuat", "quen-mat-khau", "tai-khoan", "wp-login", "wp-admin", "admin"),
    ),
    "a feed": ("rss", "feed", "feeds", "atom", "sitemap"),
    "no article": (
        *("lien-he", "contact", "contact-us", "about", "about-us", "quang-cao", "bao-gia"),
        *("lien-he-quang-cao", "bao-gia-quang-cao", "dieu-khoan-su-dung", "chinh-sach-bao-mat"),
        *("rss-feed", "so-do-trang", "site-map", "trang-chu", "home", "toa-soan", "dat-bao"),
    ),
}
"""Names that say what a page is where they are the last part of its path. Those of tags and
searches do so anywhere, for behind them stands what is looked for."""

_WITH_MORE: Final = ("a page of a tag", "a search")
_SECTION: Final = re.compile(
    r"video|videos|clip|podcast|podcasts|album|albums|photo|photos|multimedia|media|infographic"
    r"|infographics|emagazine|longform|live|tv|truyen-hinh|phat-thanh|audio|anh|thu-vien-anh"
)
_PAGE: Final = re.compile(r"(.*/)?((trang|page|trang-so)[-_/.]?[0-9]{1,4}|p[0-9]{1,2})")
_PAGE_NAME: Final = re.compile(r"page|paged|trang|pageindex|pagenumber|page_?no|pagesize|pi")
_SEARCHED: Final = re.compile(r"keyword|keywords|query|search|tukhoa|tu_khoa")
_SEARCHED_IN_SHORT: Final = re.compile(r"q|s")
"""Behind a bare host only: elsewhere a letter may be any parameter."""
_OF_SHARING: Final = re.compile(r"share|print|replytocom|login|redirect|return_?url")
_ENDING: Final = re.compile(r"\.(html?|aspx?|php|jsp|chn|vnp|ldo|tpo|vov)$")
_LONG_SLUG: Final = re.compile(r"[^/-]+(-[^/-]+){4,}")
_NUMBERED: Final = re.compile(r"[0-9]{5,}")


def unlikely_article(url: str) -> str | None:
    """Return why an address is hardly that of an article, such as ``a page of a tag``; else None.

    ``url`` is absolute, canonical or as it stands on the page.
    """
    parts = urlsplit(url)
    path = fold(nfc(unquote(parts.path))).lower()
    segments = [segment for segment in path.split("/") if segment]
    names = [name.partition("=")[0].lower() for name in parts.query.split("&") if name]
    if not segments and not names:
        return "a front page"
    if _FILE.search(path):
        return "a file"
    return _by_path(segments, bool(names)) or _by_query(segments, names)


def _by_path(segments: list[str], asks: bool) -> str | None:
    """Judge by the parts of the path; ``asks``: a query follows, which may name an article."""
    plain = [_ENDING.sub("", segment) for segment in segments]
    for why, words in _NEVER.items():
        if plain and not asks and plain[-1] in words:
            return why
        if why in _WITH_MORE and any(part in words for part in plain[:2]):
            return why
    if asks or not plain:
        return None
    if len(plain) > 1 and _PAGE.fullmatch("/".join(plain[-2:])):
        return "a further page of a listing"
    if len(plain) == 1 and _SECTION.fullmatch(plain[0]):
        return "a section"
    return None


def _by_query(segments: list[str], names: list[str]) -> str | None:
    if not names or _like_article(segments):
        return None
    if all(_PAGE_NAME.fullmatch(name) for name in names):
        return "a further page of a listing"
    if any(_SEARCHED.fullmatch(name) for name in names) and not any("id" in name for name in names):
        return "a search"
    if not segments and all(_SEARCHED_IN_SHORT.fullmatch(name) for name in names):
        return "a search"
    if all(_OF_SHARING.fullmatch(name) for name in names):
        return "no article"
    return None


def _like_article(segments: list[str]) -> bool:
    """Say whether the end of a path looks like an article: a long slug, or a long number."""
    if not segments:
        return False
    last = _ENDING.sub("", segments[-1])
    return bool(_LONG_SLUG.fullmatch(last) or _NUMBERED.search(last))
