"""Which words SQLite's index holds that begin in some way.

FTS5 finds the start of a word by putting together the lists of all articles of all such words,
however few are wanted of them. Asked for the words one by one it walks them from the newest.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.sql.base import Executable

MOST: Final = 1_000
"""How many words are looked up; with more of them FTS5 is the quicker."""

_FIRST_FROM: Final[Executable] = text(
    "SELECT term FROM article_search_vocabulary WHERE term >= :at LIMIT 1"
)
_NEXT: Final = "\x01"
"""Behind a word it is the smallest that can follow; words hold no control characters."""


def beginning(tx: Connection, before: str, start: str) -> list[str] | None:
    """Return the words that begin so, of those with that sign ``before`` them; None over MOST.

    A start without marks has only words without any: the others are there without theirs too.
    """
    found: list[str] = []
    at: str | None = before + start
    while at is not None and len(found) <= MOST:
        word = tx.scalar(_FIRST_FROM, {"at": at})
        if word is None or not word.startswith(before + start):
            return found
        if start.isascii() and not word.removeprefix(before).isascii():
            at = _behind_marks(word, len(before + start))
        else:
            found.append(word)
            at = word + _NEXT
    return found if at is None else None


def _behind_marks(word: str, begun: int) -> str | None:
    """Return where the words go on behind all that have marks where this one has its first.

    In the order of bytes these stand behind all that have a letter without marks there.
    """
    first = next(at for at in range(begun, len(word)) if not word[at].isascii())
    if first == begun:
        return None
    return word[: first - 1] + chr(ord(word[first - 1]) + 1)
