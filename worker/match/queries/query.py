"""The query language: text → :class:`Query`, and the two questions a query answers.

The grammar is ``query.lark`` beside this file, what its terms mean stands in ``terms.py``. Search
and watch both end in :func:`matches`: what you search is what you watch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import count, pairwise
from typing import Final

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from worker.errors import UsageError
from worker.match.queries.combined import (
    During,
    Neither,
    OfTopic,
    Surely,
    all_of,
    any_of,
    asks_for_mentions,
    ordered,
)
from worker.match.queries.conditions import Anything, Condition, View
from worker.match.queries.terms import (
    FLOOR_FIELD,
    QUOTES,
    field_name,
    fielded,
    floor,
    in_text,
    nearest,
    position,
    refuse,
    whole_name,
)
from worker.model import Narrowing, Reason, Snapshot
from worker.vietnamese.text.fold import nfc

LONGEST: Final = 10_000
"""Characters of the longest query that is read."""

DEEPEST: Final = 50
"""Brackets, NOTs and topics inside one another, at most."""

MOST_TERMS: Final = 5_000
"""Words, phrases and fields of a query, at most, topics written out."""

_OPERAND: Final = 'a word, a "phrase", a field such as title: or a group in brackets'
_BESIDE_FLOOR: Final = (
    f'official: or office: beside {FLOOR_FIELD}:, as in official:"…" {FLOOR_FIELD}:0.8'
)
_LINE_SPACES: Final = "\t\n\r\v\f\x85"
_INVISIBLE: Final = "\u034f\u180b\u180c\u180d"
"""Beside those of Unicode's category Cf: joiners and variants, which articles are kept without."""
_SPOKEN: Final = frozenset({"title:", "body:", "exact:", "official:", "office:"})
"""Fields whose values say what a query is about."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was typed, and what it asks, topics written out."""

    text: str
    condition: Condition


def parse(text: str, topics: Mapping[str, str], today: date | None = None) -> Query:
    """Read a query; ``topics`` are the named queries that ``topic:`` may name.

    ``today`` is the Hanoi day on which a search is asked. Without it the query is a standing one,
    asked of each new article: ``is:`` and days ago are refused.

    Raise UsageError, which names the column (counted from 1 in the text in NFC, without invisible
    characters), what was found there and what was expected.
    """
    return Query(text, _Reader(topics, count(1), today).read(text, "query"))


def parse_topic(name: str, topics: Mapping[str, str]) -> Query:
    """Read the query of a topic as it would be read where a query asks for that topic.

    Raise UsageError as :func:`parse` does; for one that leads back to itself it names the ring.
    """
    text = topics[name]
    return Query(text, _Reader(topics, count(1), None, (name,), 1).read(text, "query"))


def published_within(query: Query, start: datetime, end: datetime) -> Query:
    """Return what the query asks, of articles published from ``start`` up to before ``end``."""
    return Query(query.text, During(query.condition, start, end))


def matches(query: Query, snapshot: Snapshot) -> tuple[Reason, ...] | None:
    """Return why the query finds the snapshot (every place in its order), or None.

    Reasons may be empty: the empty query and NOT hold with nothing to show.
    """
    return evaluate(query, View(snapshot))


def evaluate(query: Query, view: View) -> tuple[Reason, ...] | None:
    """Answer as :func:`matches` does, for a view that several queries share."""
    found = query.condition.evidence(view)
    return None if found is None else ordered(found)


def narrowing(query: Query) -> Narrowing:
    """Return what the database can answer of it; it finds at least what the query finds."""
    return query.condition.narrowing()


def fields(text: str, name: str) -> tuple[tuple[Token, Token], ...]:
    """Return each use of a field in a query that ``parse`` reads: its name and its value.

    Their places count in ``visible(text)``. Fields inside topics are not among them.
    """
    return tuple(
        (field, value)
        for field, value in pairwise(pieces(text))
        if field.type == "FIELD" and field.rstrip(":").lower() == name
    )


def pieces(text: str) -> Sequence[Token]:
    """Return the words, phrases, names of fields, operators and brackets of such a query."""
    return list(_grammar().lex(visible(text)))


def words_asked(text: str, most: int = 3) -> str:
    """Return what a query that ``parse`` reads asks for as people say it: its words and names.

    Of alternatives the first ones; the query as it stands where it asks for no words.
    """
    tree = _tree(visible(text), "query")
    said = [one for part in _parts(tree) for one in _alternatives(part)]
    return ", ".join(said[:most]) + (", …" if len(said) > most else "") if said else text


def _alternatives(either: Tree[Token]) -> Iterator[str]:
    """Yield the words of each alternative that has any; none of those that are to be absent."""
    for both in _parts(either):
        if words := " ".join(filter(None, map(_words, _parts(both)))):
            yield words


def _words(one: Tree[Token]) -> str:
    if one.data == "group":
        return "/".join(_alternatives(_parts(one)[0]))
    if one.data == "neither" or (one.data == "fielded" and _token(one, 0).lower() not in _SPOKEN):
        return ""
    value = _token(one, -1)
    bare = value.rpartition("~")[0] if value.type == "NEAR" else value.rstrip("*")
    return bare.strip(QUOTES)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one text; topics in it are read by another reader, one level further in."""

    topics: Mapping[str, str]
    terms: Iterator[int]
    today: date | None
    within: tuple[str, ...] = ()
    depth: int = 0

    def read(self, text: str, where: str) -> Condition:
        """Return what a text asks. Raise UsageError; ``where`` says whose text it is."""
        tree = _tree(visible(text, where), where)
        child = tree.children[0]
        return self._either(child, where, self.depth) if isinstance(child, Tree) else Anything()

    def _either(self, tree: Tree[Token], where: str, depth: int) -> Condition:
        return any_of([self._both(part, where, depth) for part in _parts(tree)])

    def _both(self, tree: Tree[Token], where: str, depth: int) -> Condition:
        parts = _parts(tree)
        floors = [part for part in parts if _is_floor(part)]
        asked = [self._one(part, where, depth) for part in parts if part not in floors]
        if not floors:
            return all_of(asked)
        least = max(floor(_token(part, 1), where) for part in floors)
        if not any(asks_for_mentions(one) for one in asked):
            first = _token(floors[0], 0)
            raise refuse(where, position(first), f"{first}", _BESIDE_FLOOR)
        return Surely(all_of(asked), least)

    def _one(self, tree: Tree[Token], where: str, depth: int) -> Condition:
        first = _token(tree, 0)
        if depth >= DEEPEST:
            expected = f"at most {DEEPEST} brackets, NOTs and topics inside one another"
            raise refuse(where, position(first), str(first), expected)
        if tree.data == "group":
            return self._either(_parts(tree)[0], where, depth + 1)
        if tree.data == "neither":
            return Neither(self._one(_parts(tree)[0], where, depth + 1))
        if next(self.terms) > MOST_TERMS:
            expected = f"at most {MOST_TERMS:,} words, phrases and fields, topics written out"
            raise refuse(where, position(first), str(first), expected)
        if tree.data == "plain":
            return in_text(first, where)
        if _is_floor(tree):
            raise refuse(where, position(first), f"{first}", _BESIDE_FLOOR)
        value = _token(tree, 1)
        if field_name(first, where) == "topic":
            return self._topic(value, where, depth)
        return fielded(first, value, where, self.today)

    def _topic(self, value: Token, where: str, depth: int) -> Condition:
        name = whole_name(value, where)
        if name not in self.topics:
            name = name.lower()
        if name not in self.topics:
            remedy = nearest(name, self.topics.keys(), "topic:")
            raise refuse(where, position(value), f"the topic {name}", "a known topic", remedy)
        if name in self.within:
            circle = " → ".join([*self.within[self.within.index(name) :], name])
            expected = "a topic that does not contain itself"
            raise refuse(where, position(value), f"the topic {name}", expected, circle)
        inner = _Reader(self.topics, self.terms, self.today, (*self.within, name), depth + 1)
        place = f"{where}, column {position(value) + 1}, topic {name}"
        return OfTopic(name, inner.read(self.topics[name], place))


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    return Lark.open(
        "query.lark", rel_to=__file__, start="query", parser="lalr", lexer="basic", regex=False
    )


def _tree(text: str, where: str) -> Tree[Token]:
    try:
        return _grammar().parse(text)
    except UnexpectedToken as error:
        raise _unexpected(error.token, error.accepts or error.expected, text, where) from error
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise refuse(where, at, text[at:], "a closing quotation mark") from error


def _unexpected(token: Token, wanted: Collection[str], text: str, where: str) -> UsageError:
    """Return the error for a piece that cannot stand where it stands."""
    ended = token.type == "$END"
    at = len(text) if ended else position(token)
    found = "the end of the query" if ended else f"{token}"
    field = re.search(r"(?:min-)?[^\W\d_]+:\s*$", text[:at])
    if field and "FIELD" not in wanted:
        expected = f'a word or a "phrase" after {field[0].strip()}'
    elif ended and "RIGHT" in wanted:
        expected = "a ) for the ( that is still open"
    elif token.type == "RIGHT" and "$END" in wanted:
        expected = "the end of the query, or a ( before this )"
    else:
        expected = _OPERAND
    return refuse(where, at, found, expected)


def visible(text: str, where: str = "query") -> str:
    """Return the text in NFC without invisible characters. Refuse controls and overlong text."""
    if len(text) > LONGEST:
        found = f"{len(text):,} characters"
        raise refuse(where, LONGEST, found, f"a query of at most {LONGEST:,} characters")
    for at, char in enumerate(text):
        if char not in _LINE_SPACES and unicodedata.category(char) in ("Cc", "Cs"):
            found = f"the control character U+{ord(char):04X}"
            raise refuse(where, at, found, "letters, digits and punctuation")
    seen = (c for c in text if unicodedata.category(c) != "Cf" and c not in _INVISIBLE)
    return nfc("".join(seen))


def _is_floor(tree: Tree[Token]) -> bool:
    return tree.data == "fielded" and _token(tree, 0).lower() == f"{FLOOR_FIELD}:"


def _parts(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _token(tree: Tree[Token], index: int) -> Token:
    child = tree.children[index]
    assert isinstance(child, Token), "the grammar puts a token here"
    return child
