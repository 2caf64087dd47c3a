"""Functions of a page that open an address with what they are given in it: ``view(12)``.

Old portals link their articles so. What a function opens is read from the page's own scripts;
nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from selectolax.lexbor import LexborHTMLParser

OPENS: Final = r"(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\(|\bwindow\.open\()\s*"
"""What stands in a script before the address that it opens."""
_CALLED: Final = re.compile(
    r"(?:javascript:)?\s*(?:return\s+)?(?P<name>[A-Za-z_$][\w$]{2,40})\s*"
    r"\(\s*['\"]?(?P<value>[\w-]{1,80})['\"]?\s*[,)]"
)
_OPENER: Final = re.compile(
    r"function\s+(?P<name>[A-Za-z_$][\w$]{2,40})\s*\(\s*(?P<given>[A-Za-z_$][\w$]*)[^)]{0,80}\)\s*\{"
    rf"[^{{}}]{{0,300}}?{OPENS}"
    r"(?P<before>['\"][^'\"]{1,300}['\"])\s*\+\s*(?P=given)"
    r"(?:\s*\+\s*(?P<behind>['\"][^'\"]{0,100}['\"]))?"
)
_LOOKED_AT: Final = 200_000
"""Characters of a page's own scripts that are looked through."""


def openers(tree: LexborHTMLParser) -> Mapping[str, tuple[str, str]]:
    """Return, by name, what stands before and behind the value in the address it opens."""
    scripts = (node.text(deep=True) for node in tree.css("script:not([src])"))
    written = "\n".join(text for text in scripts if "location" in text or "window.open" in text)
    return {
        found["name"]: (found["before"][1:-1], (found["behind"] or "''")[1:-1])
        for found in _OPENER.finditer(written[:_LOOKED_AT])
    }


def called(script: str, known: Mapping[str, tuple[str, str]]) -> str | None:
    """Return the address that a call opens, None where the page does not say."""
    found = _CALLED.match(script) if known else None
    if found is None or found["name"] not in known:
        return None
    before, behind = known[found["name"]]
    return f"{before}{found['value']}{behind}"
