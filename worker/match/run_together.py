"""Parts words that a page has run together: "ôngTrần Văn Bé", "Ủy viênThường vụ"."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from worker.model import Mention
from worker.vietnamese.text.fold import is_syllable

_LETTERS: Final = [chr(c) for c in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))]
_CAPITAL: Final = "".join(c for c in _LETTERS if unicodedata.category(c) == "Lu")
_SMALL: Final = "".join(c for c in _LETTERS if unicodedata.category(c) == "Ll")
_JOINT: Final = re.compile(f"[{_CAPITAL}](?<=[{_SMALL}{_CAPITAL}][{_CAPITAL}])[{_SMALL}]")
"""A capital inside a word; told by the capital first, for there are few."""

_SHORT: Final = frozenset({"UBND", "HĐND", "QH", "MTTQ", "TW", "TƯ", "TAND", "VKSND"})
"""Abbreviations into which a name may run: "Phó Chủ tịch QHNguyễn Thị Mơ"."""

_BEFORE: Final = re.compile(r"[^\W\d_]+$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 7
"""Letters of the longest syllable: "nghiêng"."""


def joints(text: str) -> list[int]:
    """Return where two syllables of a text touch that a space belongs between."""
    return [m.start() for m in _JOINT.finditer(text) if _parts_syllables(text, m.start())]


def _parts_syllables(text: str, at: int) -> bool:
    """Say whether syllables of Vietnamese end and begin there: not in "YouTube"."""
    before = _BEFORE.search(text, max(0, at - _LONGEST - 1), at)
    after = _WORD.match(text, at)
    if not (before and after and is_syllable(after[0])):
        return False
    return before[0] in _SHORT or (text[at - 1].islower() and is_syllable(before[0]))


def parted(text: str, at: Iterable[int]) -> str:
    """Return a text with a space at each of these places."""
    ends = [*at, len(text)]
    starts = [0, *ends[:-1]]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def run_together(text: str, at: list[int], mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions of a parted text as those of the text itself."""
    spaces = [place + count for count, place in enumerate(at)]
    found = []
    for one in mentions:
        start = one.start - bisect_left(spaces, one.start)
        end = one.end - bisect_left(spaces, one.end)
        found.append(replace(one, start=start, end=end, surface=text[start:end]))
    return tuple(found)
