"""Where the sentences of a paragraph end, as Vietnamese papers write them.

A dot ends none behind an abbreviation ("TP. Sa Nhiên", "PGS. TS."), an initial ("Kiều V. A."), the
number of a list ("1. Hồ sơ") or inside a number ("1.200", "3,5", "12.3.2022"); a full stop that
stands before a closing quotation mark ends one behind it. In doubt two sentences are taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]
"""Start and end in code points."""

CLOSERS: Final = "”\"'’)]»"

_END: Final = re.compile(rf"[.!?…]+[{re.escape(CLOSERS)}]*(?=\s)")
_BEGINS: Final = re.compile(r"\s+[“\"'‘«(\[–—-]*\s?(?P<first>\w)")
_SHORTENED: Final = re.compile(
    # "Kiều V. A.", "TP.", "UBND.", "Ths.", "tp."; but not "6 m." or "mười năm."
    r"(?<!\w)(?:[A-ZĐƠƯÂ]{1,5}|[BCDĐGHKLMNPQRSTVX][bcdđghklmnpqrstvx]{1,3}|t[pxt]|ths|gs|pgs|ts)\.$"
)
_LISTED: Final = re.compile(r"^\W*(?:\d{1,2}|[a-zđ]|[IVX]{1,4})\.$")
_LOOKED_AT: Final = 12
"""Code points before a dot in which an abbreviation stands, its dot included."""


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of one paragraph, without the spaces around them."""
    start = 0
    for found in _END.finditer(text):
        if _goes_on(text, start, found):
            continue
        if text[start : found.end()].strip():
            yield _trimmed(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return the sentence of a text in which a span stands; each paragraph is a line.

    Where the span itself goes on into another sentence, both.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    paragraph = text[first : last if last >= 0 else len(text)]
    within = [(a + first, b + first) for a, b in sentences(paragraph) if b + first > start]
    touched = [one for one in within if one[0] < end]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Say whether the sentence goes on behind such an end."""
    begins = _BEGINS.match(text, found.end())
    if begins is None:
        return False
    first = begins["first"]
    if not (first.isupper() or first.isdigit()):
        return True
    if found[0] != ".":
        return False
    before = text[max(start, found.end() - _LOOKED_AT) : found.end()]
    return (
        _SHORTENED.search(before) is not None
        or _LISTED.match(text[start : found.end()].lstrip()[:_LOOKED_AT]) is not None
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
