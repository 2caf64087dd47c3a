"""The particulars of a text: its numbers, dates and names, and between which words they stand.

By them two announcements of one template are told apart, however alike they read, and a price list
from that of the next day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from worker.model import Article
from worker.vietnamese.fold import fold, marked_key

_TOKEN: Final = re.compile(
    r"(?P<date>(?P<day>[0-3]?\d)(?:[-/]| tháng )(?P<month>[01]?\d)(?:(?:[-/]| năm )\d{4})?(?!\d))"
    r"|(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+[.,]\d+|\d+)"
    r"|(?P<word>[^\W\d_]+)|(?P<stop>[.!?:…\n])"
)
_IN_WORDS: Final = {
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}
"""Numbers that papers write as words or as digits. *Một* and *năm* are more often other words."""

_CREDITED: Final = frozenset({"anh", "tin", "bai", "theo", "nguon", "gia", "hien"})
"""What stands before those who wrote or took a picture (ảnh, bài, tác giả, thực hiện …)."""

_EDGE: Final = "¶"
_GAP: Final = "□"
"""What stands for any particular beside another one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Particulars side by side, with the two words before and after them, folded."""

    keys: tuple[str, ...]
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def is_credit(self) -> bool:
        """Say whether it names who wrote it: each paper puts its own."""
        return self.before[1] in _CREDITED

    def stands_as(self, other: Slot) -> bool:
        """Say whether both stand between the same words, two before, two after, or one each."""
        sides = (
            (self.before, other.before),
            (self.after, other.after),
            ((self.before[1], self.after[0]), (other.before[1], other.after[0])),
        )
        return any(one == two and not {_EDGE, _GAP} & set(one) for one, two in sides)


class _Token(NamedTuple):
    """A word or number: as it is compared, as it stands around others, and if it is particular."""

    key: str
    folded: str
    particular: bool


class Particulars:
    """The particulars of one article, in their order."""

    def __init__(self, article: Article) -> None:
        lines = [article.title, *(paragraph.text for paragraph in article.paragraphs)]
        self._lines, self._capital = [], set[str]()
        for line in lines:
            self._lines.append(list(_tokens(line, self._capital)))
        self._keys = frozenset(token.key for line in self._lines for token in line)

    @cached_property
    def _initials(self) -> str:
        return "".join(token.folded[0] for line in self._lines for token in line)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Return all slots but those that credit somebody."""
        found = (slot for line in self._lines for slot in _slots(line))
        return tuple(slot for slot in found if not slot.is_credit)

    @cached_property
    def title(self) -> frozenset[str]:
        """Return what the title names."""
        return frozenset(token.key for token in self._lines[0] if token.particular)

    @cached_property
    def order(self) -> frozenset[tuple[str, str]]:
        """Return each two particulars that follow one another."""
        keys = [key for slot in self.slots for key in slot.keys]
        return frozenset(pairwise(keys))

    @cached_property
    def count(self) -> int:
        """Return how much is told: each number, and each name whatever its length."""
        return sum(weight(slot.keys) for slot in self.slots)

    def has(self, key: str) -> bool:
        """Say whether the article tells that particular too, be it in short or in full."""
        if key[0].isdigit():
            return key in self._keys
        return key in self._capital or (len(key) > 1 and fold(key) in self._initials)


def is_date(key: str) -> bool:
    """Say whether a particular is a day of a month; the year is not part of it."""
    return "-" in key


def weight(keys: tuple[str, ...]) -> int:
    """Return for how much particulars side by side count: each number, and a name once."""
    numbers = sum(key[0].isdigit() for key in keys)
    return numbers + (numbers < len(keys))


def _tokens(line: str, capital: set[str]) -> Iterator[_Token]:
    """Yield the words and numbers of a line; words with a capital are added to ``capital``."""
    keys, folded, shouted, first = marked_key(line), fold(line), line.isupper(), True
    for found in _TOKEN.finditer(line):
        kind, (start, end) = found.lastgroup, found.span()
        if kind == "word":
            key, written = keys[start:end], line[start:end]
            with_capital = written[0].isupper()
            if with_capital:
                capital.add(key)
            named = with_capital and not first and not shouted and not _is_short(written)
            yield _Token(_IN_WORDS.get(key, key), folded[start:end], named or key in _IN_WORDS)
        elif kind == "date":
            yield _Token(f"{int(found['day'])}-{int(found['month'])}", _GAP, True)
        elif kind == "number":
            yield _Token(_number(found[0]), _GAP, True)
        first = kind == "stop"


def _is_short(word: str) -> bool:
    """Say whether it is an abbreviation: each paper has its own, for itself and for others."""
    return len(word) > 1 and word.isupper()


def _number(written: str) -> str:
    """Return a number without what may be written otherwise: 2.300 and 2300, 07 and 7."""
    whole, _, part = written.replace(".", "").partition(",")
    if "." in written and "," not in written and len(written.rpartition(".")[2]) != 3:
        whole, _, part = written.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + ("," + part if part else "")


def _slots(line: list[_Token]) -> Iterator[Slot]:
    """Yield the slots of a line."""
    context = [_EDGE, _EDGE, *(_GAP if t.particular else t.folded for t in line), _EDGE, _EDGE]
    start = 0
    while start < len(line):
        end = start
        while end < len(line) and line[end].particular:
            end += 1
        if end > start:
            before, after = context[start : start + 2], context[end + 2 : end + 4]
            keys = tuple(token.key for token in line[start:end])
            yield Slot(keys, (before[0], before[1]), (after[0], after[1]))
        start = end + 1
