"""Which addresses name one page: they have the same key.

A key is an address without what does not tell pages apart. It is never asked, so it may leave
out more than :mod:`worker.address.canonical` does:

- ``http`` or ``https``; ``www.``, ``m.``, ``mobile.`` and ``amp.`` before the host; a domain that
  the paper has left, or has beside the present one (``aliases``);
- how Vietnamese letters are composed; the order of the query; a slash or ``.html`` at the end;
  ``/index.htm``;
- that it is the AMP variant or the copy for printing.

Keys are stored (``page.key``). Whoever changes these rules adds a migration that makes them anew,
as the sixth one did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from worker.address.canonical import canonical_url
from worker.errors import UsageError

Aliases = Mapping[str, str]
"""Domains of papers that have several, each with the one that stands for all of them in keys."""
NO_ALIASES: Final[Aliases] = MappingProxyType({})

_PARTS: Final = re.compile(r"(https?)://([^/?]+)([^?]*)(?:\?(.*))?", re.DOTALL)
_VARIANT_HOST: Final = re.compile(r"(www|m|mobile|amp)\.(?=[^.]+\.)")
_SUFFIX: Final = re.compile(
    r"(com|net|org|gov|edu|ac|int|info|biz|name|pro|health|id|io)\.[a-z]{2}"
)
"""Below these names are registered: ``m.com.vn`` is no mobile form of ``com.vn``."""
_SMALL_SCREEN: Final = re.compile(r"(www\.)?(m|mobile|amp)\.")
_INDEX: Final = re.compile(r"/(index|default)(\.(html?|php|aspx?|jsp))?$", re.IGNORECASE)
_ENDING: Final = re.compile(r"(?<=[^/])(\.amp)?\.(html?|amp)$", re.IGNORECASE)
_AMP_PATH: Final = re.compile(r"/amp(?=/.)|/amp$", re.IGNORECASE)
_PRINT_PATH: Final = re.compile(r"^/print(?=/.)|(?<=.)/print$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"/[^/]*-a[0-9]{3,}$")
"""The end of an article's address in the CMS of Báo Đồng Khởi: the number names the article, the
section before it is left out in the copy for printing."""
_OF_VARIANT: Final = re.compile(
    r"amp(=[^&]*)?|(output|outputtype|view)=amp|print(=(1|true|yes))?|(view|mode)=print",
    re.IGNORECASE,
)
_BEYOND: Final = "%[89A-F][0-9A-F]"
_WORDS: Final = re.compile(f"[A-Za-z]?{_BEYOND}(?:[A-Za-z]|{_BEYOND})*")
"""Runs of letters of which some are encoded: a mark may be encoded and its letter not."""


def page_key(url: str, aliases: Aliases = NO_ALIASES) -> str:
    """Return the key of the page that an address names, such as ``bao.example/tin/x``.

    A file's path is its own key, and so is what is no address.
    """
    parts = _parts(url)
    if parts is None:
        return url
    _, host, path, query = parts
    return _site(host, aliases) + _path(path) + _query(query)


def site_of(url: str, aliases: Aliases = NO_ALIASES) -> str:
    """Return the part of a key that stands for the paper: its domain, and a port that is not the
    usual one. Empty for what is no address."""
    parts = _parts(url)
    return _site(parts[1], aliases) if parts else ""


def is_better(url: str, than: str, aliases: Aliases = NO_ALIASES) -> bool:
    """Say whether of two addresses of one page the first is rather to be asked.

    ``https`` is, and the page itself rather than its variant for small screens or paper, and the
    domain that stands for the paper rather than another. Between others the first known stays.
    """
    return _rank(url, aliases) < _rank(than, aliases)


def also_named(url: str, aliases: Aliases) -> tuple[str, ...]:
    """Return the same address at each other domain of its paper, in the order of their names.

    ``url`` is canonical: this is asked of each article that a search looks at.
    """
    parts = _PARTS.fullmatch(url)
    own = _site(parts[2], NO_ALIASES) if parts else ""
    paper = aliases.get(own)
    if parts is None or paper is None:
        return ()
    others = sorted(name for name, of in aliases.items() if of == paper and name != own)
    return tuple(f"https://{name}{url[parts.end(2) :]}" for name in others)


def _parts(url: str) -> tuple[str, str, str, str] | None:
    """Return scheme, host with port, path and query of an address made canonical."""
    if url[:4].lower() != "http":
        return None
    try:
        found = _PARTS.fullmatch(canonical_url(url))
    except UsageError:
        return None
    return (found[1], found[2], found[3], found[4] or "") if found else None


def _site(host: str, aliases: Aliases) -> str:
    while _VARIANT_HOST.match(host) and not _SUFFIX.fullmatch(host.partition(".")[2]):
        host = host.partition(".")[2]
    return aliases.get(host, host)


def _path(path: str) -> str:
    """Return the part of a key that stands for the path, without a slash at its end."""
    path = re.sub(r"/{2,}", "/", _composed(path)).rstrip("/")
    path = _ENDING.sub("", _INDEX.sub("", path).rstrip("/"))
    plain = _PRINT_PATH.sub("", _AMP_PATH.sub("", path, count=1), count=1)
    path = _ENDING.sub("", plain)
    numbered = _NUMBERED.search(path)
    return numbered[0] if numbered else path


def _query(query: str) -> str:
    """Return the part of a key that stands for the query, in the order of its names."""
    parts = [part for part in query.split("&") if part and not _OF_VARIANT.fullmatch(part)]
    named = [_composed(part).replace("%20", "+").removesuffix("=") for part in parts]
    kept = sorted(filter(None, named), key=lambda part: part.partition("=")[0])
    return "?" + "&".join(kept) if kept else ""


def _composed(part: str) -> str:
    """Return percent-encoded text with its Vietnamese letters composed (NFC)."""
    return _WORDS.sub(lambda found: _nfc(found[0]), part)


def _nfc(encoded: str) -> str:
    try:
        text = unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return encoded
    return quote(unicodedata.normalize("NFC", text), safe="")


def _rank(url: str, aliases: Aliases) -> tuple[int, bool, bool]:
    """Return how far an address is from the one to ask, the best one's being all zeros."""
    parts = _parts(url)
    if parts is None:
        return (0, False, False)
    scheme, host, path, query = parts
    moved = _site(host, NO_ALIASES) != _site(host, aliases)
    return (_variant(host, path.rstrip("/"), query), moved, scheme != "https")


def _variant(host: str, path: str, query: str) -> int:
    """Return 0 for the page itself, 1 for small screens, 2 for the AMP variant or for paper."""
    if _PRINT_PATH.search(path) or _AMP_PATH.search(path) or path.lower().endswith(".amp"):
        return 2
    if any(_OF_VARIANT.fullmatch(part) for part in query.split("&")):
        return 2
    return 1 if _SMALL_SCREEN.match(host) else 0
