"""Which addresses belong to one site: a paper may spread over several hosts of one domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

_SECOND_LEVEL: Final = frozenset(
    {"ac", "biz", "co", "com", "edu", "gov", "health", "info", "int", "name", "net", "org", "pro"}
)
"""What stands before the country in ``com.vn``; the name that was registered stands before it."""
MOST_OTHER_SITES: Final = 10
"""Other sites that one listing may lead to."""
_LITERAL: Final = re.compile(r"[\d.]+|.*:.*")


def site_of(address: str) -> str:
    """Return the registered name that an address lies under: ``baocamau.vn``, ``haugiang.gov.vn``.

    A numeric address is its own site. "" for what has no host.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if _LITERAL.fullmatch(host) or len(labels) < 3:
        return host
    country = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if country else labels[-2:])


def of_few_sites(address: str, urls: Iterable[str]) -> tuple[list[str], int]:
    """Return the addresses without those of too many other sites, and of how many those are.

    A page that lists articles leads to its own site and a few more (a paper's editions, partners);
    what leads anywhere, as a pattern without a host lets it, could send us anywhere.
    """
    own, kept = site_of(address), []
    near: set[str] = set()
    far: set[str] = set()
    for url in urls:
        site = site_of(url)
        if site != own and site not in near:
            (near if len(near) < MOST_OTHER_SITES else far).add(site)
        if site not in far:
            kept.append(url)
    return kept, len(far)


def host_and_port(address: str) -> str:
    """Return ``host`` or ``host:port`` of an address, without ``www.`` or ``m.`` in front.

    Two addresses that agree in it are asked for at one place. "" for what has no host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    bare = re.sub(r"^(?:www|m)\.(?=.+\.)", "", host.rstrip("."))
    return bare if port is None or port in (80, 443) else f"{bare}:{port}"
