"""The matched words in their sentences, cut to a bounded length, safe to show anywhere.

Offsets count code points of the article's text: the title, an empty line, the paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Commands that only print need one line of this file, not the whole model.
    from worker.model import Reason

OPEN: Final = "【"
CLOSE: Final = "】"
"""Marks of a match in plain text: seen at a glance, and no Vietnamese newspaper sets them."""

TITLE: Final = 200
"""Code points of a title that are shown at most."""
_BRACKETS: Final = (
    (OPEN, "["),
    (CLOSE, "]"),
    ("[-", "(-"),
    ("-]", "-)"),
    ("{+", "(+"),
    ("+}", "+)"),
)
"""What a page may not say as it stands: our marks, those of an edit in plain text too."""
_GAP: Final = " … "
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that are not seen: controls, directions, breaks, what has no meaning."""
_ENDS: Final = ".!?…"
_ABBREVIATION: Final = re.compile(r"(?<!\w)[bcdđghklmnpqrstvx]{1,4}\.$", re.I)
_CLOSERS: Final = "”\"')]»"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to show; ``matched`` where a watch found its words in it."""

    text: str
    matched: bool = False


def one_line(text: str) -> str:
    """Return the text on one line, without control, direction or other invisible characters.

    What is left cannot forge a line, a mail header or a terminal's escape sequence.
    """
    if not text.isprintable():  # what is printable has nothing hidden: nearly all there is
        text = "".join(" " if unicodedata.category(c) in HIDDEN else c for c in text)
    return " ".join(text.split())


def shortened(text: str, width: int) -> str:
    """Return the text cut at a word to at most ``width`` code points, "…" included."""
    if len(text) <= width:
        return text
    cut = text.rfind(" ", width // 2, width)
    return text[: cut if cut > 0 else max(width - 1, 0)].rstrip(" ,;:-–") + "…"


def headline(title: str) -> str:
    """Return a title as lists and messages show it: on one line, safe, ``TITLE`` long at most."""
    return shortened(safe(title).strip(), TITLE)


def excerpt(text: str, reasons: Iterable[Reason], width: int = 320) -> str:
    """Return the sentences around the matches, the matches in 【】.

    ``width`` bounds the code points of the text shown, the marks not counted. Overlapping
    reasons are merged. Without a match in the text it is the beginning of the lead.
    """
    return marked(pieces(text, reasons, width))


def marked(shown: Iterable[Piece]) -> str:
    """Return the pieces as plain text, the matched ones in 【】."""
    return "".join(f"{OPEN}{p.text}{CLOSE}" if p.matched else p.text for p in shown)


def pieces(text: str, reasons: Iterable[Reason], width: int) -> tuple[Piece, ...]:
    """Return what ``excerpt`` shows, in pieces, for those who mark matches in their own way."""
    spans = _merged(text, reasons)
    windows = _windows(text, spans, width)
    shown: list[Piece] = []
    at = 0
    for start, end in windows:
        if not _joined(text, at, start):
            shown.append(Piece(_GAP if at else "…"))
        elif at:
            shown.append(Piece(" "))
        shown += _cut_up(text, spans, start, end)
        at = end
    if windows and not _sentence_ends(text, at):
        shown.append(Piece("…"))
    return tuple(shown)


def title_pieces(title: str, reasons: Iterable[Reason]) -> tuple[Piece, ...]:
    """Return the whole title, its matches apart."""
    spans = [span for span in _merged(title, reasons) if span[1] <= len(title)]
    return tuple(_cut_up(title, spans, 0, len(title)))


def _merged(text: str, reasons: Iterable[Reason]) -> list[Span]:
    """Return where the reasons stand, in order, overlaps merged; what is not in the text, not."""
    found = sorted(
        (r.start, r.end)
        for r in reasons
        if r.start is not None and r.end is not None and 0 <= r.start < r.end <= len(text)
    )
    spans: list[Span] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _windows(text: str, spans: Sequence[Span], width: int) -> list[Span]:
    """Choose the stretches to show, in order, ``width`` code points at most in all."""
    body = _body(text)
    wanted = list(spans)
    if not any(start >= body for start, _ in spans):
        wanted.append((body, body))
    windows: list[Span] = []
    left = width
    for span in wanted:
        if windows and span[1] <= windows[-1][1]:
            continue
        sentence = _sentence(text, span)
        start, end = _cropped(text, sentence, span, width)
        if windows:
            start = max(start, windows[-1][1])
        if windows and (end - start > left or start > span[0]):
            break
        windows.append((start, end))
        left -= end - start
    return windows


def _body(text: str) -> int:
    found = text.find("\n\n")
    return 0 if found < 0 else found + 2


def _sentence(text: str, span: Span) -> Span:
    """Return the sentence or sentences that hold the span, within its paragraph."""
    first = text.rfind("\n", 0, span[0]) + 1
    last = text.find("\n", span[1])
    last = len(text) if last < 0 else last
    start, end = first, last
    for at in range(span[0] - 1, first, -1):
        if text[at].isspace() and _sentence_ends(text, at):
            start = at + 1
            break
    for at in range(max(span[1], span[0] + 1), last):
        if text[at].isspace() and _sentence_ends(text, at):
            end = at
            break
    return start, end


def _sentence_ends(text: str, at: int) -> bool:
    """Say whether a sentence, title or paragraph ends right before ``at``.

    A dot after letters without a vowel ("TP.", "Q.", "PGS.") is an abbreviation's.
    """
    if at >= len(text) or text[at] == "\n":
        return True
    before = text[max(at - 40, 0) : at].rstrip(_CLOSERS)
    after = text[at : at + 40].lstrip()[:1]
    if not before or before[-1] not in _ENDS or not (after.isupper() or after in "“\"'«-–"):
        return False
    return before[-1] != "." or _ABBREVIATION.search(before) is None


def _cropped(text: str, sentence: Span, span: Span, width: int) -> Span:
    """Return the part of the sentence around the span that is no longer than ``width``."""
    start, end = sentence
    if end - start <= width:
        return sentence
    room = max(width - (span[1] - span[0]), 0)
    begin = max(start, span[0] - room // 2)
    finish = min(end, begin + width)
    begin = max(start, finish - width)
    if begin > start:
        space = text.find(" ", begin, span[0])
        begin = begin if space < 0 else space + 1
    if finish < end:
        space = text.rfind(" ", max(span[1], begin + 1), finish)
        finish = finish if space < 0 else space
    return begin, finish


def _joined(text: str, before: int, start: int) -> bool:
    """Say whether nothing is left out between two windows, or before the first.

    A title or caption without a full stop is not run together with what follows it.
    """
    if before:
        ended = text[before - 1] in _ENDS + _CLOSERS or "\n" not in text[before:start]
        return ended and not text[before:start].strip()
    return start == 0 or _sentence_ends(text, start - 1)


def _cut_up(text: str, spans: Sequence[Span], start: int, end: int) -> list[Piece]:
    """Cut a window at its matches; each piece is made safe to show."""
    shown: list[Piece] = []
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        shown += [
            Piece(text[at : max(first, at)]),
            Piece(text[max(first, at) : min(last, end)], True),
        ]
        at = min(last, end)
    shown.append(Piece(text[at:end]))
    return [Piece(safe(p.text), p.matched) for p in shown if p.text]


def without_marks(text: str) -> str:
    """Return the text with what would pass for a mark of a match or of an edit made brackets."""
    for mark, bracket in _BRACKETS:
        if mark in text:
            text = text.replace(mark, bracket)
    return text


def safe(text: str) -> str:
    """Make one piece safe, its outer spaces kept, our own marks in it changed to brackets."""
    clean = one_line(without_marks(text))
    if not clean:
        return " "
    head = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() else ""
    return head + clean + tail
