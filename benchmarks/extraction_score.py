"""How right a reading is: for each field, what is counted and when two values are the same.

Title and lead: the same letters and digits in the same order, in one case. Date: the same minute
(the same day, where no more is expected); a time without a zone is Hanoi time. Byline: the names
in it, labels ("Tin, ảnh:") and sources ("Theo …", beside a name) aside, each counted for itself.
Of these precision, recall and F1 over all pages. Body: the syllables that expectation and reading
have in common, as F1 of each page, and the mean of that over the pages. A page that is no article
but was given a text counts as found and wrong in every field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean
from typing import Final

from benchmarks.extraction_pages import Page, Read
from worker.clock import HANOI
from worker.vietnamese.text.fold import fold, nfc

FIELDS: Final = ("title", "date", "byline", "lead", "body")
_LABEL: Final = re.compile(
    r"^\W*(?:(?:noi dung|tin|bai|bai viet|anh|hinh|video|clip|do hoa|thiet ke|thuc hien|tac gia"
    r"|tong hop|boi|by|nguon)(?:\s?(?:,|&|/|\+|-|va)?\s?))+:\s*"
)
_JOINED: Final = re.compile(r"\s*[,;/&|]\s*|\s+[-–—]\s+|\s+và\s+|\n")
_SOURCE: Final = re.compile(r"\(?theo:?\s+", re.IGNORECASE)
_WORK: Final = frozenset(("tin", "bai", "anh", "baiviet", "video", "clip"))
"""What is left of a label in the middle of a line: "An - Tin, ảnh: Bé"."""
_DONE: Final = re.compile(r"\s*\([^()]*\)|\s+(?:tổng hợp|thực hiện|lược ghi|ghi)$|\.$")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
"""A byline that stands in brackets: "(Theo TTXVN)"."""
_SYLLABLE: Final = re.compile(r"\w+")


@dataclass(slots=True)
class Count:
    """Values found, expected and right."""

    found: int = 0
    expected: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what was expected that was found."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both; 1 where nothing was expected and nothing found."""
        told = self.found + self.expected
        return 2 * self.right / told if told else 1.0


@dataclass(slots=True)
class Score:
    """What one reader reached; ``shares`` holds the body's F1 of each page."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    shares: list[float] = field(default_factory=list)
    taken: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, page: Page, read: Read | None) -> None:
        """Count what was read of a page; None where it was taken for no article."""
        if page.expected is None:
            self._no_article(page, read)
            return
        found = read or Read()
        for name in FIELDS:
            if name in page.fields:
                self._field(name, page, page.expected, found)

    def f1(self, name: str) -> float:
        """Return the F1 of a field."""
        if name == "body":
            return fmean(self.shares) if self.shares else 1.0
        return self.counts[name].f1

    def _no_article(self, page: Page, read: Read | None) -> None:
        if read is None or not read.body:
            return
        self.taken += 1
        self.shares.append(0.0)
        self.wrong.append(f"{page.path}: is no article, but was read as {read.title!r}")
        for name in FIELDS:
            self.counts[name].found += len(values(name, read))

    def _field(self, name: str, page: Page, expected: Read, read: Read) -> None:
        wanted, found = values(name, expected, like=expected), values(name, read, like=expected)
        count = self.counts[name]
        if name == "body":
            share = overlap(expected.body, read.body)
            self.shares.append(share)
            if share < 1:
                self.wrong.append(f"{page.path}: body: {share:.3f} {_apart(expected, read)}")
        elif wanted != found:
            self.wrong.append(
                f"{page.path}: {name}: {_shown(name, read)}, not {_shown(name, expected)}"
            )
        count.expected += len(wanted)
        count.found += len(found)
        count.right += len(wanted & found)


def values(name: str, read: Read, like: Read | None = None) -> set[str]:
    """Return what is compared of a field; empty where it has nothing."""
    if name == "byline":
        return names(read.byline)
    if name == "date":
        exact = like.date_exact if like is not None else True
        return {instant(read.date, exact=exact)} if read.date else set()
    if name == "body":
        return {"body"} if read.body else set()
    text = read.title if name == "title" else read.lead
    return {key} if text and (key := letters(text)) else set()


def letters(text: str) -> str:
    """Return the letters and digits of a text, in one case."""
    return "".join(character for character in nfc(text).casefold() if character.isalnum())


def instant(date: datetime, *, exact: bool) -> str:
    """Return the minute in Hanoi, or the day alone."""
    there = date.replace(tzinfo=HANOI) if date.tzinfo is None else date.astimezone(HANOI)
    return f"{there:%Y-%m-%d %H:%M}" if exact else f"{there:%Y-%m-%d}"


def names(bylines: Iterable[str]) -> set[str]:
    """Return the names in bylines; a source only where there is no name."""
    found: set[str] = set()
    sources: set[str] = set()
    for line in bylines:
        line = line[1:-1] if _BRACKETED.fullmatch(line) else line
        for part in _JOINED.split(_DONE.sub("", _unlabelled(line))):
            bare = _unlabelled(part)
            source = _SOURCE.match(bare)
            key = letters(_DONE.sub("", bare[source.end() :] if source else bare))
            if key and fold(key) not in _WORK:
                (sources if source else found).add(key)
    return found or sources


def _unlabelled(text: str) -> str:
    """Return a byline without the label that it begins with."""
    label = _LABEL.match(fold(text))
    return text[label.end() :] if label else text


def overlap(expected: Iterable[str], read: Iterable[str]) -> float:
    """Return F1 of the syllables of two texts, each as often as it occurs."""
    one, other = _syllables(expected), _syllables(read)
    told = one.total() + other.total()
    return 2 * (one & other).total() / told if told else 1.0


def _syllables(lines: Iterable[str]) -> Counter[str]:
    return Counter(_SYLLABLE.findall(nfc("\n".join(lines)).casefold()))


def _apart(expected: Read, read: Read) -> str:
    missing = _syllables(expected.body) - _syllables(read.body)
    more = _syllables(read.body) - _syllables(expected.body)
    return f"(missing {' '.join(missing)[:120]!r}, too much {' '.join(more)[:120]!r})"


def _shown(name: str, read: Read) -> str:
    value = getattr(read, name)
    return str(value) if name in ("date", "byline") else repr(value)
