"""Canonical addresses: what certainly names the same page becomes the same text.

The result is what is asked, so it keeps all that a server might tell apart: ``www.`` and ``m.``
hosts, ``http`` against ``https``, ``/index.htm``, the order of the query, how Unicode is composed.
What of that leads to one page all the same is for :mod:`worker.address.page_key`.
"""

from __future__ import annotations

import re
from typing import Final

import can_ada

from worker.errors import UsageError

LONGEST: Final = 2048
"""Characters of an address."""

_UNUSABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_WEB: Final = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|igshid|igsh"
    r"|zarsrc|zclid|mc_cid|mc_eid|_ga|_gl|vero_id|mkt_tok|fb_action_ids|fb_action_types|fb_source",
    re.IGNORECASE,
)
_SESSION: Final = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|sess_?id)", re.IGNORECASE
)
_MAYBE_SESSION: Final = re.compile(r"sid=(?=[^&]*[0-9])(?=[^&]*[a-z])[a-z0-9]{16,}", re.IGNORECASE)
"""``sid=123`` may name a story; a long jumble of letters and digits names but the visitor."""
_SESSION_IN_PATH: Final = re.compile(
    r";jsessionid=[^/;]*|/\(S\([a-z0-9]{24}\)\)(?=/|$)", re.IGNORECASE
)
_ENCODED: Final = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED: Final = re.compile(
    r"%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aA]|5[fF]|6[1-9a-fA-F]|7[0-9aA]|7[eE])"
)


def canonical_url(url: str) -> str:
    """Return the canonical form of an http(s) address, as browsers read it (WHATWG).

    Scheme and host in lower case, names in Punycode, no default port, no dot segments, no
    fragment, no empty query, no tracking parameters or session ids; what need not be
    percent-encoded is not, what must be is, with upper-case digits. Raises UsageError for what is
    no such address, is longer than 2,048 characters, or holds control characters, a backslash or
    a user name.
    """
    trimmed = url.strip(" ")
    _refuse_unusable(trimmed)
    authority = _WEB.match(trimmed)
    if authority is None:
        raise _refusal(trimmed, "not an http or https address")
    if "@" in authority[1]:
        raise _refusal(trimmed, "a user name or password in the address")
    try:
        parsed = can_ada.parse(_without_session(_plain(trimmed)))
    except ValueError as cause:
        raise _refusal(trimmed, "not an address") from cause
    host = parsed.hostname.rstrip(".")
    if not host or parsed.port == "0":
        raise _refusal(trimmed, "not an http or https address")
    place = f"{host}:{parsed.port}" if parsed.port else host
    query = _query(parsed.search.removeprefix("?"))
    canonical = _upper(f"{parsed.protocol}//{place}{parsed.pathname}{query}")
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


def _plain(url: str) -> str:
    """Decode what need not be encoded (RFC 3986, 2.3); what that brings to light, too."""
    while (decoded := _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), url)) != url:
        url = decoded
    return url


def _without_session(url: str) -> str:
    """Take out of the path what only tells one visitor from another."""
    end = re.search(r"[?#]|$", url)
    at = end.start() if end else len(url)
    return _SESSION_IN_PATH.sub("", url[:at]) + url[at:]


def _upper(url: str) -> str:
    return _ENCODED.sub(lambda found: found[0].upper(), url)


def _query(query: str) -> str:
    """Return the query with its ``?``, the rest in its order and wording; nothing if none is left.

    Dropped are empty parts and parameters that only say where a visitor came from, or who he is.
    """
    kept = [part for part in query.split("&") if part and not _is_of_visitor(part)]
    return "?" + "&".join(kept) if kept else ""


def _is_of_visitor(part: str) -> bool:
    name = part.partition("=")[0]
    return bool(
        _TRACKING.fullmatch(name) or _SESSION.fullmatch(name) or _MAYBE_SESSION.fullmatch(part)
    )
