"""What may be shown of an address that bears a secret."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]{0,31})://(?P<rest>.*)", re.I | re.S)
_SHOWS_HOST: Final = frozenset({"http", "https", "mailto", "mailtos"})
_HOST: Final = re.compile(r"(?:[^/?#]*@)?(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?", re.I)
_PARAMETERS: Final = re.compile(r"/?\?[a-z]+=", re.I)


def redacted(address: str) -> str:
    """Return scheme and, where that is no secret, the host: ``https://example.org/…``.

    Most Apprise addresses (``tgram://…``) bear their token where others have the host, so only
    web and mail addresses show it, and only when it cannot be the tail of an odd password.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return "…"
    scheme = found["scheme"].lower()
    place = re.split(r"[/?#]", found["rest"], maxsplit=1)[0]
    after = found["rest"][len(place) :]
    host = _HOST.fullmatch(place)
    doubtful = "@" in place and "@" in after and not _PARAMETERS.match(after)
    if scheme not in _SHOWS_HOST or host is None or doubtful:
        return f"{scheme}://…"
    return f"{scheme}://{host['host'].lower()}/…"


def without(text: str, *secrets: str) -> str:
    """Return the text with every given secret taken out of it, on one line.

    Addresses are shown as ``redacted`` shows them, other secrets as ``***``.
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, redacted(secret) if "://" in secret else "***")
    return " ".join(text.split())
