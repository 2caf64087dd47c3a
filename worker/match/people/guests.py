"""Whose guests a sentence lists: "Về phía tỉnh Cù Mây có …", "đoàn công tác huyện Cái Sậy do …"."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.text.line import Line

_SIDE: Final = r"(?<![^\W_])phía (?:lãnh đạo )?$"
_LED: Final = (
    r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường) [^.;:()]{2,48}?(?: \([^()]{2,24}\))?,? do "
)
"""What stands before a unit whose guests are listed, and how one begins whose guests come."""


def lists_guests(line: Line, at: int) -> bool:
    """Say whether the sentence may say up to there whose guests it lists."""
    begin = _begin(line, at)
    return any(_stands_alone(line, word, begin, at) for word in line.writing.words("phía đoàn"))


def _stands_alone(line: Line, word: str, begin: int, end: int) -> bool:
    """Say whether a word stands between, blanks on both sides."""
    found = line.first_between(word, begin, end)
    while found is not None:
        after = found + len(word)
        before = found == begin or line.key[found - 1].isspace()
        if before and (after == end or line.key[after].isspace()):
            return True
        found = line.first_between(word, after, end)
    return False


def is_of_guests(line: Line, unit: int, at: int) -> bool:
    """Say whether the sentence lists up to ``at`` guests of the unit named at ``unit``."""
    begin = _begin(line, at)
    if unit < begin:
        return False
    before = line.key[begin:unit]
    if line.writing.pattern(_SIDE).search(before):
        return True
    led = line.writing.pattern(_LED).match(line.key, unit, at)
    return led is not None and line.writing.word("đoàn ") in before


def _begin(line: Line, at: int) -> int:
    return max(line.last_before(". ", at), line.last_before("\n", at)) + 1
