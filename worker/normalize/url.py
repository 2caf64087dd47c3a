"""Canonical addresses, in a thin form: what certainly names the same page becomes the same text.

Not touched: ``www.`` and ``m.`` hosts, ``http`` against ``https``, ``/index.htm``, the order of the
query. Whether these lead to one page is for the archive to see by the content hash.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from worker.errors import UsageError

LONGEST: Final = 2048
"""Characters of an address (design §7)."""

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_UNUSABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|igshid|igsh"
    r"|zarsrc|zclid|mc_cid|mc_eid|_ga|_gl|vero_id|mkt_tok|fb_action_ids|fb_action_types|fb_source",
    re.IGNORECASE,
)
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"
"""Reserved characters, and the percent sign of what is encoded already (RFC 3986, 2.2)."""


def canonical_url(url: str) -> str:
    """Return the canonical form of an http(s) address.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, other
    characters than ASCII percent-encoded. Raises UsageError for what is no such address, is longer
    than 2,048 characters, or holds control characters, a backslash or a user name.
    """
    trimmed = url.strip(" ")
    _refuse_unusable(trimmed)
    try:
        parts = urlsplit(trimmed)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as cause:
        raise _refusal(trimmed, f"not an address ({cause})") from cause
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or port == 0:
        raise _refusal(trimmed, "not an http or https address")
    if "@" in parts.netloc:
        raise _refusal(trimmed, "a user name or password in the address")
    place = _bracketed(host)
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        place += f":{port}"
    canonical = urlunsplit((scheme, place, _encoded(parts.path) or "/", _query(parts), ""))
    if len(canonical) > LONGEST:
        raise _refusal(trimmed, f"an address of {len(canonical)} characters")
    return canonical


def _refuse_unusable(url: str) -> None:
    if len(url) > LONGEST:
        raise _refusal(url, f"an address of {len(url)} characters")
    bad = _UNUSABLE.search(url)
    if bad is not None:
        raise _refusal(url, f"the character {bad[0]!a} in the address")


def _refusal(url: str, what: str) -> UsageError:
    """Return the refusal of an address; a password in it is not repeated."""
    shown = re.sub(r"//[^/?#]*@", "//***@", ascii(url)[1:-1] if _UNUSABLE.search(url) else url)
    return UsageError(
        what,
        where=shown if len(shown) <= 100 else f"{shown[:100]}…",
        expected=f"http://HOST/… or https://HOST/…, at most {LONGEST} characters, no user name",
    )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _encoded(part: str) -> str:
    """Percent-encode what must be, and write the digits of what is encoded in upper case."""
    return re.sub(r"%[0-9a-fA-F]{2}", lambda m: m[0].upper(), quote(part, safe=_KEPT))


def _query(parts: SplitResult) -> str:
    """Return the query without tracking parameters; the rest in its order and wording."""
    pairs = [p for p in parts.query.split("&") if p]
    return _encoded("&".join(p for p in pairs if not _TRACKING.fullmatch(p.partition("=")[0])))
