"""What an address looks like, as far as articles' addresses differ from other pages' by it.

Vietnamese papers end an article's address in a number (``-a105006.html``, ``-post12345.html``,
``-20260307080112345.htm``, ``/123456.html``), put a date or a number before the slug
(``/2026/03/07/…``, ``/123456-…``), name the article in the query (``?dDocName=…``), or have
nothing but a long slug.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from worker.discover.sites import site_of

NEVER: Final = frozenset({
    "tag", "tags", "tu-khoa", "hashtag", "chu-de", "topic", "topics", "tim-kiem", "tim-kiem.html",
    "search", "dang-nhap", "login", "dang-ky", "register", "logout", "rss", "rss.html", "feed",
    "feeds", "video", "videos", "clip", "clips", "podcast", "podcasts", "audio", "album",
    "albums", "photo", "photos", "gallery", "tac-gia", "author", "authors", "page", "trang",
    "lien-he", "contact", "gioi-thieu", "quang-cao", "advertise", "print", "user", "users",
    "account", "thanh-vien", "ajax", "api", "sitemap", "category", "chuyen-muc", "archive",
    "amp", "comment", "comments", "wp-admin", "wp-login.php", "wp-content", "cdn-cgi",
})  # fmt: skip
"""Parts of a path under which there are no articles."""
_SECTIONS: Final = frozenset({"category", "chuyen-muc"})
"""Those of them that some sites put before a section and its articles alike."""
_FILES: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|svg|mp[34]|m3u8|apk|xml|rss|ics|css|js)$",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?P<before>.*?)(?P<sep>[-_.~]|^)(?P<prefix>[A-Za-z]{0,8}?)(?P<digits>\d{2,})"
    r"(?P<ext>(?:\.[A-Za-z]{2,6})?)"
)
_CODED: Final = re.compile(
    r"(?P<before>.*?)(?P<sep>[-_.])(?:[A-Za-z]{1,2}\d+){2,4}(?P<ext>(?:\.[A-Za-z]{2,6})?)"
)
"""A slug that ends in the numbers of section and article, each behind its letter: c1159n80340."""
_PARTED: Final = re.compile(
    r"(?P<before>.*?[^\d])[-_.](?P<digits>\d{4,})[-_.]\d{1,2}(?P<ext>(?:\.[A-Za-z]{2,6})?)"
)
"""A slug that ends in a number and, behind it, that of a page or a language."""
_HEX: Final = re.compile(
    r"(?P<before>.*?)(?P<sep>[-_.]|^)(?P<id>(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}(?:-[0-9a-f]{4,})*)"
    r"(?P<ext>(?:\.[A-Za-z]{2,6})?)"
)
"""A number in hexadecimal, a UUID too; both digits and letters are in it."""
_HEAD: Final = re.compile(r"(?P<prefix>[A-Za-z]{0,4})(?P<digits>\d{3,})[-_](?P<slug>[^.]{8,})")
_EXTENSION: Final = re.compile(r"\.[A-Za-z]{2,6}$")
_DATE: Final = re.compile(
    r"/(?:19|20)\d\d(?P<stroke>[/-])(?:0?[1-9]|1[0-2])(?P<day>(?P=stroke)(?:[0-2]?\d|3[01]))?/"
)
_BEFORE_SLUG: Final = re.compile(r"\d{3,}(?:[a-z]\d+)*")
_FIXED: Final = re.compile(r"[a-z_-]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_STORED: Final = re.compile(r"[^.]*[^.\d][^.]*\.aspx")
_PAGING: Final = frozenset({
    "page", "p", "trang", "paged", "offset", "start", "limit", "lang", "language", "cat", "catid",
    "category", "tag", "q", "s", "keyword", "utm_source", "utm_medium", "utm_campaign", "ref",
    "source", "gid", "cid", "mid", "tabid", "sort", "order", "view", "type", "redirect",
    "inheritredirect", "returnurl", "return_url", "backurl", "p_p_id", "p_p_lifecycle",
    "p_p_state", "p_p_mode", "p_p_col_id", "p_p_col_pos", "p_p_col_count",
})  # fmt: skip
"""Names in a query that do not name an article."""
_POST: Final = re.compile(r"p=\d{3,}")
_PATH: Final = re.compile(r"/(?P<slug>[^?&=/]{8,})[/-]\d{3,}/?")
_LONGEST_SEGMENT: Final = 400
"""Characters: a longer part of a path is no slug."""
_LONG_SLUG: Final = 4
"""Words of a slug that is a headline's."""
_WORDS: Final = re.compile(r"[-_+ ]+")


@dataclass(frozen=True, slots=True)
class Trait:
    """What an address has in common with those of its kind.

    ``pattern`` is a regular expression for the end of such addresses (a query aside), None where
    there is nothing but a slug; ``extension`` is what a slug ends in. ``words`` counts those of
    the slug, ``letters`` its characters.
    """

    pattern: str | None
    extension: str
    words: int
    letters: int


def may_be_article(address: str) -> bool:
    """Say whether no part of the path tells that an address is none of an article."""
    path = urlsplit(address).path.lower()
    return never_parts(address) == [] and _FILES.search(path) is None


def looks_like_article(address: str) -> bool:
    """Say whether an address by itself looks like an article's: by a number, or a long slug."""
    trait = trait_of(address, {}) if may_be_article(address) else None
    return trait is not None and (trait.pattern is not None or trait.words >= _LONG_SLUG)


def never_parts(address: str) -> list[str]:
    """Return the parts of the path that are no articles' (``tag``, ``video``, …).

    Behind ``/category/`` and a section's name a headline may stand. ``/Trang/ChiTietTin.aspx`` is
    no further page of a list: portals' pages stand in that folder.
    """
    parts = urlsplit(address).path.lower().split("/")
    stored = _STORED.fullmatch(parts[-1]) is not None
    behind = parts[-1] or parts[-2]  # of an address, whose path begins with a stroke
    headed = len([part for part in parts if part]) >= 3 and _count(behind) >= _LONG_SLUG
    allowed = {"trang"} if stored else _SECTIONS if headed else frozenset()
    return [part for part in parts if part in NEVER and part not in allowed]


def varying_names(addresses: list[str]) -> Mapping[str, int]:
    """Return for each name in the queries of these addresses how many values it has."""
    values: dict[str, set[str]] = {}
    for address in addresses:
        for name, value in parse_qsl(urlsplit(address).query):
            values.setdefault(name, set()).add(value)
    return {name: len(found) for name, found in values.items()}


def trait_of(address: str, varying: Mapping[str, int]) -> Trait | None:
    """Return what an address looks like, None where it can be no article's.

    ``varying`` is what ``varying_names`` says of all addresses of the page.
    """
    parts = urlsplit(address)
    path = parts.path
    named = _in_query(parts.query, path, varying)
    if named is not None:
        return named
    segments = [segment for segment in path.split("/") if segment]
    if not segments or len(segments[-1]) > _LONGEST_SEGMENT:
        return None
    slash = "/" if path.endswith("/") else ""
    return (
        _portlet(segments, slash)
        or _tail(segments, slash)
        or _hex(segments, slash)
        or _coded(segments[-1], slash)
        or _dated(path, segments)
        or _numbered(segments, slash)
        or _short(segments, slash)
        or _slug(segments[-1], slash)
    )


def _in_query(query: str, path: str, varying: Mapping[str, int]) -> Trait | None:
    """An address whose query names the article: by a number, letters and digits, or a slug.

    A blog without addresses of words has ``/?p=`` and a number that is no page's.
    """
    if path == "/" and _POST.fullmatch(query):
        return Trait(r"/\?p=\d{3,}", "", 0, 0)
    names = [
        name
        for name, value in parse_qsl(query)
        if name.lower() not in _PAGING
        and ((re.search(r"\d", value) and len(value) >= 2) or _count(value) >= _LONG_SLUG)
    ]
    if not names:
        return _nameless(query, path)
    name = max(names, key=lambda one: varying.get(one, 0))
    file = path.rpartition("/")[2]
    start = literal(file) + r"\?(?:.*&)?" if _EXTENSION.search(file) else "[?&]"
    return Trait(f"{start}{literal(name)}=[^&]+", "", 0, 0)


def _nameless(query: str, path: str) -> Trait | None:
    """An address whose whole query is the article's path: ``chi-tiet-tin?/slug/5511``."""
    found = _PATH.fullmatch(query)
    if found is None:
        return None
    start = literal(path.rpartition("/")[2])
    return Trait(rf"{start}\?/[^?&]+\d{{3,}}", "", _count(found["slug"]), len(found["slug"]))


def _tail(segments: list[str], slash: str) -> Trait | None:
    """An address that ends in a number; a year is none, it may be the end of a headline."""
    found = _TAIL.fullmatch(segments[-1])
    if found is None:
        return None
    prefix, digits, ext = found["prefix"], found["digits"], found["ext"]
    if not prefix and (_YEAR.fullmatch(digits) or (not ext and len(digits) < 4)):
        return None
    slug = found["before"] or (segments[-2] if len(segments) > 1 else "")
    start = literal(found["sep"]) if found["sep"] else "/"
    pattern = f"{start}{prefix}{_digits(digits, prefix)}{literal(ext)}{slash}"
    return Trait(pattern, ext, _count(slug), len(slug))


def _portlet(segments: list[str], slash: str) -> Trait | None:
    """An address behind ``/-/``, where Liferay puts what one of its parts shows.

    ``/web/guest/-/asset_publisher/Ab12/content/slug`` is the longer form of ``/web/guest/-/slug``.
    """
    if "-" not in segments[:-1]:
        return None
    *between, last = segments[segments.index("-") + 1 :]
    path = "".join(f"/{literal(one) if _FIXED.fullmatch(one) else '[^/]+'}" for one in between)
    return Trait(f"/-{path}/[^/?]+{slash}", "", _count(last), len(last))


def _coded(segment: str, slash: str) -> Trait | None:
    """An address that ends in several numbers, of which one is the article's."""
    if found := _CODED.fullmatch(segment):
        pattern = f"{literal(found['sep'])}(?:[A-Za-z]+\\d+){{2,4}}"
    elif (found := _PARTED.fullmatch(segment)) and not _YEAR.fullmatch(found["digits"]):
        pattern = r"[-_.]\d{4,}[-_.]\d{1,2}"
    else:
        return None
    slug = found["before"]
    return Trait(f"{pattern}{literal(found['ext'])}{slash}", found["ext"], _count(slug), len(slug))


def _hex(segments: list[str], slash: str) -> Trait | None:
    """An address that ends in a number in hexadecimal."""
    found = _HEX.fullmatch(segments[-1])
    if found is None:
        return None
    slug = found["before"] or (segments[-2] if len(segments) > 1 else "")
    start = literal(found["sep"]) if found["sep"] else "/"
    pattern = f"{start}[0-9a-f-]{{7,}}{literal(found['ext'])}{slash}"
    return Trait(pattern, found["ext"], _count(slug), len(slug))


def _digits(digits: str, prefix: str) -> str:
    """Return the expression for a number: articles' numbers are longer than categories'."""
    if prefix:
        return r"\d+"
    least = next((size for size in (15, 10, 5) if len(digits) >= size), 0)
    return rf"\d{{{least},}}" if least else r"\d+"


def _dated(path: str, segments: list[str]) -> Trait | None:
    found = _DATE.search(path)
    if found is None or path.endswith(found[0]):
        return None
    stroke, last = found["stroke"], segments[-1]
    day = rf"{stroke}\d{{1,2}}" if found["day"] else ""
    return Trait(rf"/\d{{4}}{stroke}\d{{1,2}}{day}/[^/]+", "", _count(last), len(last))


def _numbered(segments: list[str], slash: str) -> Trait | None:
    """An address with the number before the slug, or in a part of its own before it."""
    found = _HEAD.match(segments[-1])
    if found is not None and not (_YEAR.fullmatch(found["digits"]) and not found["prefix"]):
        ext = _extension(segments[-1])
        pattern = rf"/{found['prefix']}\d{{3,}}[-_][^/]+{literal(ext)}{slash}"
        return Trait(pattern, ext, _count(found["slug"]), len(found["slug"]))
    before = segments[-2] if len(segments) > 1 else ""
    if _BEFORE_SLUG.fullmatch(before) and not _YEAR.fullmatch(before):
        codes = "" if before.isdigit() else r"(?:[a-z]\d+)+"
        pattern = rf"/\d{{3,}}{codes}/[^/]+{literal(_extension(segments[-1]))}{slash}"
        return Trait(pattern, "", _count(segments[-1]), len(segments[-1]))
    return None


def _short(segments: list[str], slash: str) -> Trait | None:
    """An address that is a short number under a word, as of sites with few articles: /tin/20.

    Where that is a slug it belongs to the article.
    """
    before, last = segments[-2:] if len(segments) > 1 else ("", segments[-1])
    if not re.fullmatch(r"\d{1,3}", last) or not any(map(str.isalpha, before)):
        return None
    if _count(before) >= _LONG_SLUG:
        return Trait(rf"/[^/]+-[^/]+/\d+{slash}", "", _count(before), len(before))
    return Trait(rf"/{literal(before)}/\d+{slash}", "", 0, 0)


def _slug(segment: str, slash: str) -> Trait:
    ext = _extension(segment)
    bare = segment.removesuffix(ext)
    return Trait(None, f"{ext}{slash}", _count(bare), len(bare))


def _extension(segment: str) -> str:
    found = _EXTENSION.search(segment)
    return found[0] if found else ""


def _count(slug: str) -> int:
    return len([word for word in _WORDS.split(unquote(slug)) if word])


def literal(text: str) -> str:
    """Return an expression for this very text; hyphens, which need no mark, stay readable."""
    return re.escape(text).replace(r"\-", "-")


def on_site(address: str, page: str) -> bool:
    """Say whether an address lies under the name that the page's does."""
    return site_of(address) == site_of(page)
