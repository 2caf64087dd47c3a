"""Links as pages and feeds write them, made absolute, or dropped."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

MAX_ADDRESS: Final = 2_048
"""Characters of an address."""
MAX_ITEMS: Final = 2_000
"""Items taken from one feed or listing."""

_UNWANTED: Final = re.compile(r"[\x00-\x20\x7f\\]")
_ROUTES: Final = ("/", "!/")
"""How a fragment begins that a script reads as a path."""
_TRIMMED: Final = "".join(map(chr, range(0x21))) + "\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""What is cut off around a link: control characters, spaces, and those that nobody sees."""
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_AT_MOST: Final = 3
_WITHOUT_SCHEME: Final = re.compile(r"www\.[a-z0-9-]+\.[a-z0-9.-]+/", re.IGNORECASE)
_SLASHES: Final = re.compile(r"(https?):/+(?=[^/])", re.IGNORECASE)
_LINE_ENDS: Final = re.compile(r" *[\t\r\n]\s*")


def absolute_link(link: str, base: str) -> str | None:
    """Return the absolute http(s) address of a link, without fragment; None for any other.

    White space around it is ignored, as browsers do, and around line ends inside it. A link with
    other control characters or backslashes, with no host, or that is too long is dropped, and one
    to what a script shows on the same page (``#/tin/12``): that has no address to ask.
    """
    try:
        plain = _LINE_ENDS.sub("", link.strip(_TRIMMED)).replace("&amp;", "&")
        address = urljoin(base, plain.replace(" ", "%20"))
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    address = parts._replace(fragment="").geturl()
    routed = parts.fragment.startswith(_ROUTES)
    if not usable or routed or len(address) > MAX_ADDRESS or _UNWANTED.search(address):
        return None
    return address


def listed_link(link: str, base: str) -> str | None:
    """Return the absolute address of a link in a feed or sitemap, where it is to be whole.

    So what some forget is added: ``https://`` before ``www.`` or before the file's own host, one of
    the two strokes; quotation marks around it are none of it. None as for ``absolute_link``.
    """
    link = _SLASHES.sub(r"\1://", link.strip(_TRIMMED + "\"'"), count=1)
    home = urlsplit(base)
    if _WITHOUT_SCHEME.match(link) or link.lower().startswith(f"{home.hostname}/"):
        link = f"{home.scheme}://{link}"
    return absolute_link(link, base)


def headline_of(text: str | None) -> str | None:
    """Return a title as text on one line; markup and entities may be escaped twice, or thrice."""
    title = text or ""
    for _ in range(_ESCAPED_AT_MOST):
        plain = unescape(_TAG.sub(" ", title))
        if plain == title:
            break
        title = plain
    return one_line(title)


def host_of(address: str) -> str:
    """Return the host of an absolute address, without a leading ``www.``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def one_line(text: str | None) -> str | None:
    """Return a text on one line, None where nothing is in it."""
    return " ".join((text or "").split()) or None
