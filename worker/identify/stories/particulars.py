"""The particulars of a text: its numbers, dates and names, and between which words they stand.

By them two announcements of one template are told apart, however alike they read, and a price list
from that of the next day. Nothing is reckoned before it is asked for: most candidates differ in
their titles already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from worker.identify.stories.datelines import is_date_line, without_head
from worker.model import Article
from worker.vietnamese.text.fold import fold, marked_key

_DAY: Final = r"[0-3]?\d(?:[-/]| tháng )[01]?\d(?:(?:[-/]| năm )\d{4})?(?!\d)"
_TOKEN: Final = re.compile(
    rf"(?P<word>[^\W\d_]+)|(?P<day>{_DAY})"
    r"|(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+[.,]\d+|\d+)|(?P<stop>[.!?:…])"
)
_WRITTEN_OUT: Final = re.compile(rf"(?<![\d.,]){_DAY}")
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

_UNITS: Final = frozenset({"ap", "thon", "xom", "khom", "xa", "phuong", "huyen"})
"""What stands before the name of a place: one news from two places is two."""

_GAP: Final = "□"
"""What stands for a number among the first letters of words."""

_KNOWN_WORDS: Final = 20_000
"""Words, with the marks around them, whose reading is remembered: texts consist of few."""

Side = tuple[str, str, str]
"""Two words beside a slot, and on which side of it they stand."""


class _Token(NamedTuple):
    """A word or number: as it is compared, as it stands around others, and if it is particular."""

    key: str
    folded: str
    particular: bool
    capital: bool = False


class Slot(NamedTuple):
    """Particulars side by side: their keys, and from where to where they stand in a line."""

    keys: tuple[str, ...]
    line: list[_Token]
    start: int
    end: int

    @property
    def is_credit(self) -> bool:
        """Say whether it names who wrote it: each paper puts its own."""
        return _word_at(self.line, self.start - 1) in _CREDITED

    @property
    def is_place(self) -> bool:
        """Say whether it is the name of a hamlet or a commune, which "ấp" or "xã" stands before."""
        return _word_at(self.line, self.start - 1) in _UNITS

    def sides(self) -> Iterator[Side]:
        """Yield the words between which it stands: two before, two after, and one each.

        Where two slots have one of these in common, one stands in the place of the other.
        """
        _, line, start, end = self
        before, after = _word_at(line, start - 1), _word_at(line, end)
        for side, one, two in (
            ("<", before and _word_at(line, start - 2), before),
            (">", after, after and _word_at(line, end + 1)),
            ("<>", before, after),
        ):
            if one and two:
                yield side, one, two


def _word_at(line: list[_Token], at: int) -> str:
    """Return the folded word at a place of a line; nothing where a particular is, or none."""
    if not 0 <= at < len(line) or line[at].particular:
        return ""
    return line[at].folded


_Read = tuple[_Token, _Token]
"""A word as it is at the beginning of a sentence, and elsewhere: there a capital makes a name."""


class Particulars:
    """The particulars of one article, in their order."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _lines(self) -> list[list[_Token]]:
        texts = (paragraph.text for paragraph in self._article.paragraphs)
        first, *others = [text for text in texts if not is_date_line(text)] or [""]
        return [_tokens(line) for line in (self._article.title, without_head(first), *others)]

    @cached_property
    def _keys(self) -> frozenset[str]:
        """Return all numbers, and all words with a capital, those that begin a sentence too."""
        return frozenset(t.key for line in self._lines for t in line if t.particular or t.capital)

    @cached_property
    def _initials(self) -> str:
        return "".join(token.folded[0] for line in self._lines for token in line)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Return all slots but those that credit somebody."""
        found = (slot for line in self._lines for slot in _slots(line))
        return tuple(slot for slot in found if not slot.is_credit)

    @cached_property
    def opening(self) -> tuple[Slot, ...]:
        """Return the slots of title and lead."""
        lines = self._lines[:2]
        return tuple(slot for slot in self.slots if any(slot.line is line for line in lines))

    @cached_property
    def title(self) -> frozenset[str]:
        """Return what the title names."""
        return frozenset(t.key for t in _tokens(self._article.title) if t.particular)

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
        if key in self._keys:
            return True
        return len(key) > 1 and not key[0].isdigit() and _folded(key) in self._initials


_folded: Final = lru_cache(maxsize=_KNOWN_WORDS)(fold)


def is_date(key: str) -> bool:
    """Say whether a particular is a day of a month; the year is not part of it."""
    return "-" in key


def weight(keys: tuple[str, ...]) -> int:
    """Return for how much particulars side by side count: each number, and a name once."""
    if len(keys) == 1:
        return 1
    numbers = sum(key[0].isdigit() for key in keys)
    return numbers + (numbers < len(keys))


def _tokens(line: str) -> list[_Token]:
    """Return the words and numbers of a line."""
    if " tháng " in line or " năm " in line:
        line = _WRITTEN_OUT.sub(_together, line)
    found, first, shouted = [], True, line.isupper()
    for written in line.split():
        for read in _read(written):
            if read is not None:
                found.append(read[0] if first or shouted else read[1])
            first = read is None
    return found


def _together(day: re.Match[str]) -> str:
    return day[0].replace(" tháng ", "-").replace(" năm ", "-")


@lru_cache(maxsize=_KNOWN_WORDS)
def _read(written: str) -> tuple[_Read | None, ...]:
    """Return the words, numbers and stops (None) of what stands between two spaces."""
    return tuple(map(_token, _TOKEN.finditer(written)))


def _token(found: re.Match[str]) -> _Read | None:
    text = found[0]
    if found.lastgroup == "stop":
        return None
    if found.lastgroup == "word":
        return _word(text)
    key = _day(text) if found.lastgroup == "day" else _number(text)
    number = _Token(key, _GAP, particular=True)
    return number, number


def _word(text: str) -> _Read:
    key, capital = marked_key(text), text[0].isupper()
    number = _IN_WORDS.get(key)
    plain = _Token(number or key, fold(text), number is not None, capital)
    return plain, plain._replace(particular=plain.particular or (capital and not _is_short(text)))


def _is_short(word: str) -> bool:
    """Say whether it is an abbreviation: each paper has its own, for itself and for others."""
    return len(word) > 1 and word.isupper()


def _day(written: str) -> str:
    day, month = re.split("[-/]", written)[:2]
    return f"{int(day)}-{int(month)}"


def _number(written: str) -> str:
    """Return a number without what may be written otherwise: 2.300 and 2300, 07 and 7."""
    whole, _, part = written.replace(".", "").partition(",")
    if "." in written and "," not in written and len(written.rpartition(".")[2]) != 3:
        whole, _, part = written.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + ("," + part if part else "")


def _slots(line: list[_Token]) -> Iterator[Slot]:
    """Yield the slots of a line."""
    particular = [at for at, token in enumerate(line) if token.particular]
    for at, start in enumerate(particular):
        if at and particular[at - 1] == start - 1:
            continue
        end = start + 1
        while end < len(line) and line[end].particular:
            end += 1
        yield Slot(tuple([token.key for token in line[start:end]]), line, start, end)
