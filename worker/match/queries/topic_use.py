"""Which topics a query asks for; queries in which topics are written out, or have another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from lark import Token
from lark.exceptions import UnexpectedCharacters

from worker.errors import UsageError
from worker.match.queries.query import fields, visible
from worker.match.queries.terms import whole_name


@lru_cache(maxsize=4_096)
def topics_of(text: str) -> frozenset[str]:
    """Return the names of the topics that stand in a query, known or not.

    None where the query is one that cannot be read.
    """
    try:
        return frozenset(name for _, _, name in _uses(text))
    except (UsageError, UnexpectedCharacters):
        return frozenset()


def all_topics_of(text: str, topics: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the topics that a query asks for, also those inside other topics."""
    waiting = list(topics_of(text))
    seen = set(waiting)
    for name in waiting:
        more = topics_of(topics.get(name, "")) - seen
        waiting += more
        seen |= more
    return frozenset(seen)


def in_full(text: str, topics: Mapping[str, str]) -> str:
    """Return a query that ``parse`` reads with its topics written out, in brackets."""
    return _replaced(text, lambda name: f"({in_full(topics[name], topics)})")


def renamed(text: str, old: str, new: str) -> str:
    """Return a query that asks for the topic ``new`` where it asked for ``old``."""
    if old not in topics_of(text):
        return text
    return _replaced(text, lambda name: f"topic:{new}" if name == old else None)


def _replaced(text: str, write: Callable[[str], str | None]) -> str:
    """Return the query with what is written in the place of each topic; None leaves it."""
    text = visible(text)
    written, done = "", 0
    for field, value, name in _uses(text):
        other = write(name)
        if other is not None:
            written += text[done : field.start_pos] + other
            done = value.end_pos or 0
    return written + text[done:]


def _uses(text: str) -> Iterator[tuple[Token, Token, str]]:
    """Yield each ``topic:`` of a query with its value and the name that it spells."""
    # Cutting a query into its pieces costs a hundred times this look.
    if "topic:" in visible(text).lower():
        for field, value in fields(text, "topic"):
            yield field, value, whole_name(value, "query").lower()
