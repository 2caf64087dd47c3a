"""A text as the readers of names and titles look at it: with a key of the same length.

In marked text the key is lower case with every mark, the tone where the older spelling has it,
and plain dashes; in text that is wholly without marks it is folded. Patterns are written for the
first and turned into the second by ``Writing.pattern``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar

from worker.vietnamese.text.fold import fold, has_marks, marked_key

_Read = TypeVar("_Read")

_DASHES: Final = "–—‒−‐‑"
_TONES_MOVED: Final = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
"""Where the newer spelling has the tone, and where the older one. Both letters wherever they
stand: "hoàn" becomes "hòan", which does no harm where text and pattern are treated alike."""

_NEWER: Final = (re.compile("o[àáảãạèéẻẽẹ]"), re.compile("u[ỳýỷỹỵ]"))
"""All of the newer spelling. The engine skips fast to a first letter, not to one of two."""


def _older(text: str) -> str:
    """Move each tone to where the older spelling has it."""
    for newer in _NEWER:
        text = newer.sub(lambda pair: _TONES_MOVED[pair[0]], text)
    return text


def _marked(text: str) -> str:
    """Return the key of a text with marks."""
    key = text.lower()
    if len(key) != len(text):
        key = marked_key(text)
    key = _older(key)
    for dash in _DASHES:
        key = key.replace(dash, "-")
    return key


def _unmarked(source: str) -> str:
    """Fold the letters of a pattern; what is ASCII in it stays: ``\\W`` is not ``\\w``."""
    return "".join(c if c.isascii() else fold(c) for c in source)


class Writing:
    """Whether a text is written with the Vietnamese marks or wholly without.

    ``key`` makes the key of a text, ``source`` a pattern of one that is written with marks.
    What is asked of the lexicon is worked out once, since it is asked some hundred times a text.
    """

    word: Callable[[str], str]
    """Return the key of a word of the lexicon."""

    words: Callable[[str], frozenset[str]]
    """Return the words of a list as keys; an underscore stands for a space in one."""

    ends: Callable[[str], tuple[str, ...]]
    """Return the words of a list with a space behind: how a text before something may end."""

    begins: Callable[[str], tuple[str, ...]]
    """Return the words of a list with a space before: how a text behind something may begin."""

    pattern: Callable[[str], re.Pattern[str]]
    """Compile a pattern that is written with marks, in lower case."""

    def __init__(self, key: Callable[[str], str], source: Callable[[str], str]) -> None:
        self.key = key
        self.word = cache(key)
        self.words = cache(
            lambda written: frozenset(key(word).replace("_", " ") for word in written.split())
        )
        self.ends = cache(lambda written: tuple(f"{word} " for word in self.words(written)))
        self.begins = cache(lambda written: tuple(f" {word}" for word in self.words(written)))
        self.pattern = cache(lambda written: re.compile(source(written)))


MARKED: Final = Writing(_marked, _older)
UNMARKED: Final = Writing(fold, _unmarked)
"""The two ways of writing: with marks, and wholly without."""

_SYLLABLE: Final = re.compile(
    r"([^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*)(?: |-(?=[^\W\d_])|['’ʼ‘] (?=[^\W\d_]))?"
)
"""A word, and what joins it to the next one."""

COMMON_SURNAMES: Final = """
nguyễn trần lê phạm huỳnh hoàng võ vũ đặng bùi đỗ ngô dương phan đinh trương lâm
"""
"""Surnames so common that two syllables with one of them are rather a person than a place."""

_SMALL_MIDDLES: Final = frozenset(
    {
        *("văn", "thị", "hữu", "đức", "xuân", "quang", "ngọc", "bá", "hồng", "thanh", "minh"),
        *("kim", "đình", "quốc", "trọng", "mạnh", "duy", "khắc"),
    }
)
"""The middle of a name where it has no capital, as in older writing: "Trần **văn** Mẫn"."""

_LONGEST_MIDDLE: Final = 6
"""Letters of the longest, with the space behind it."""

_BEFORE_MIDDLE: Final = frozenset(COMMON_SURNAMES.split())

_LONGEST_RUN: Final = 9
"""Words in capitals that are looked for at most."""


_UNREAD: Final = object()
"""What the memory of a line has where nothing was read: None may have been."""


class Line:
    """A text in NFC, and its key: one character for each of the text.

    A text of capitals alone counts by its marks too.
    """

    __slots__ = ("_before", "_memory", "key", "lengths", "names", "runs", "text", "writing")

    def __init__(self, text: str) -> None:
        self.text = text
        self.writing = MARKED if has_marks(text) else UNMARKED
        self.key = self.writing.key(text)
        self._memory: dict[tuple[object, ...], Any] = {}
        self._before: dict[int, str] = {}
        # What is asked for most, by where it begins: memories of ``capital_run``, ``name_at``
        # and ``name_length``.
        self.runs: dict[int, list[Syllable]] = {}
        self.names: dict[int, int] = {}
        self.lengths: dict[tuple[int, int], int] = {}

    def once(self, asked: tuple[object, ...], read: Callable[..., _Read], *given: object) -> _Read:
        """Return ``read(self, *given)``, read once: the same is asked for again and again.

        ``asked`` names what is read, in words of its own, and where.
        """
        found: _Read = self._memory.get(asked, _UNREAD)
        if found is _UNREAD:
            found = self._memory[asked] = read(self, *given)
        return found

    def where(self, sought: str) -> list[int]:
        """Return where a piece of a key begins, wherever it does; looked for once."""
        return self.once(("where", sought), _read_where, sought)

    def first_between(self, sought: str, begin: int, end: int) -> int | None:
        """Return where a piece of a key first stands between, wholly; None where it does not."""
        found = self.where(sought)
        nth = bisect_left(found, begin)
        fits = nth < len(found) and found[nth] + len(sought) <= end
        return found[nth] if fits else None

    def last_before(self, sought: str, at: int) -> int:
        """Return where a piece of a key last begins that ends there or before; -1 for nowhere.

        Long texts are asked thousands of times: it is looked for once.
        """
        found = self.where(sought)
        nth = bisect_right(found, at - len(sought))
        return found[nth - 1] if nth else -1

    def word_before(self, at: int) -> str:
        """Return the key of the word right before, a space between; empty where none is."""
        found = self._before.get(at)
        if found is None:
            found = self._before[at] = self._read_word_before(at)
        return found

    def _read_word_before(self, at: int) -> str:
        key = self.key
        if at < 1 or key[at - 1] != " ":
            return ""
        word = key[key.rfind(" ", 0, at - 1) + 1 : at - 1]
        if word.isalpha():
            return word
        # "Lê Văn Mẫn-nguyên Bí thư" has lost its blanks.
        return word.rpartition("\n")[2].rpartition("-")[2].lstrip("(“\"'[")

    def capital(self, at: int) -> bool:
        """Say whether a capital letter stands there."""
        return self.text[at : at + 1].isupper()


def _read_where(line: Line, sought: str) -> list[int]:
    found = []
    at = line.key.find(sought)
    while at >= 0:
        found.append(at)
        at = line.key.find(sought, at + 1)
    return found


class Syllable(NamedTuple):
    """A word of letters in a line; ``key`` is its key."""

    start: int
    end: int
    text: str
    key: str


def capital_run(line: Line, at: int, most: int) -> list[Syllable]:
    """Return the words from there on that begin with a capital, next to one another.

    ``most`` is how many are looked for, nine at most.
    """
    run = line.runs.get(at)
    if run is None:
        run = line.runs[at] = _read_run(line.text, line.key, at)
    return run[:most]


def has_small_middle(text: str, surname: str, at: int) -> bool:
    """Say whether the middle of a name stands there, which goes on: "Trần **văn** Mẫn"."""
    return surname in _BEFORE_MIDDLE and _small_middle_end(text, at) > 0


def _small_middle_end(text: str, at: int) -> int:
    """Return where the middle of a name ends that begins there; 0 where a name does not go on."""
    end = text.find(" ", at, at + _LONGEST_MIDDLE)
    goes_on = end > 0 and text[end + 1 : end + 2].isupper()
    return end if goes_on and text[at:end] in _SMALL_MIDDLES else 0


def _read_run(text: str, key: str, at: int) -> list[Syllable]:
    run: list[Syllable] = []
    while text[at : at + 1].isupper():
        match = _SYLLABLE.match(text, at)
        if match is None:
            break
        end, after = match.end(1), match.end()
        run.append(Syllable(at, end, text[at:end], key[at:end]))
        if after == end or len(run) == _LONGEST_RUN:
            break
        at = after
        if run[-1].key in _BEFORE_MIDDLE and (middle := _small_middle_end(text, at)):
            run.append(Syllable(at, middle, text[at:middle], key[at:middle]))
            at = middle + 1
    return run
