"""Links as pages and feeds write them, made absolute, or dropped."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

MAX_ADDRESS: Final = 2_048
"""Characters of an address."""
MAX_ITEMS: Final = 2_000
"""Items taken from one feed or listing."""

_UNWANTED: Final = re.compile(r"[\x00-\x20\x7f\\]")
_ROUTES: Final = ("/", "!/")
"""How a fragment begins that a script reads as a path."""
_TRIMMED: Final = "".join(map(chr, range(0x21)))
_LINE_ENDS: Final = re.compile(r" *[\t\r\n]\s*")


def absolute_link(link: str, base: str) -> str | None:
    """Return the absolute http(s) address of a link, without fragment; None for any other.

    White space around it is ignored, as browsers do, and around line ends inside it. A link with
    other control characters or backslashes, with no host, or that is too long is dropped, and one
    to what a script shows on the same page (``#/tin/12``): that has no address to ask.
    """
    try:
        address = urljoin(base, _LINE_ENDS.sub("", link.strip(_TRIMMED)).replace(" ", "%20"))
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    address = parts._replace(fragment="").geturl()
    routed = parts.fragment.startswith(_ROUTES)
    if not usable or routed or len(address) > MAX_ADDRESS or _UNWANTED.search(address):
        return None
    return address


def host_of(address: str) -> str:
    """Return the host of an absolute address, without a leading ``www.``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def one_line(text: str | None) -> str | None:
    """Return a text on one line, None where nothing is in it."""
    return " ".join((text or "").split()) or None
