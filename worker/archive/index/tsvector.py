"""tsvectors and tsqueries made of our own words, so that both databases cut words alike.

PostgreSQL's vectors have bounds (PostgreSQL manual, "Text search: limitations"): 2 KB a word, 1 MB
in all. A longer word is cut, and a text too long is found by everything. What a narrowing finds is
checked in full by its caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LONGEST_WORD: Final = 200
_LARGEST_VECTOR: Final = 500_000
"""Bytes of words, half of what is allowed: their directory needs room too."""

TOO_LONG: Final = "'~too-long'"
"""A mark on a vector; no word holds a tilde."""


def vector(words: Iterable[str]) -> str:
    """Return the tsvector of words, each once and without a place, in PostgreSQL's notation."""
    kept = {word[:_LONGEST_WORD] for word in words}
    if sum(len(word.encode()) for word in kept) > _LARGEST_VECTOR:
        return TOO_LONG
    return " ".join([f"'{word}'" for word in kept])


def word(asked: str) -> str:
    """Return the tsquery for a word."""
    return f"'{asked[:_LONGEST_WORD]}'"


def begun(before: str, start: str) -> str:
    """Return the tsquery for any word that begins so, with a sign before it."""
    return f"{word(before + start)}:*"
