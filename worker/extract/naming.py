"""What the classes and the id of an element call it: ``detail-sapo`` is called detail and sapo.

Systems whose classes only style name the parts of an article by an attribute of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NUMBERED: Final = re.compile(
    r"(?<![^\W_])[0-9a-f]{8}(?:[_-][0-9a-f]{4}){1,3}(?:[_-][0-9a-f]{12})?|(?<=INSTANCE_)\w{12}",
    re.ASCII,
)
"""How portals number their web parts and portlets: ``621a1ad0_4147_4c5e`` has no "ad" in it."""
_NAMING: Final = ("class", "id", "data-role", "data-slot", "data-field")
_UNSEEN: Final = ".hidden, .hide, .d-none, .sr-only, .visually-hidden, .screen-reader-text"
_SEEN_SOMEWHERE: Final = re.compile(r"(?:^|[:-])(?:block|flex|grid|inline|table)(?:-|$)")
"""What a class says that shows on some screens what is hidden on others: ``d-md-block``."""
_LONGEST: Final = 400
"""Characters of class and id that are looked at."""


def words(written: str) -> frozenset[str]:
    """Return words that are written in a row, as one writes them down."""
    return frozenset(written.split())


def names_of(node: LexborNode) -> frozenset[str]:
    """Return the words of what an element is called by, in lower case.

    ``boxRelated news_hot`` gives box, related, news, hot, boxrelated and newshot: joined too, since
    Vietnamese words are often written so (``tin-lien-quan``, ``tinLienQuan``, ``tinlienquan``).
    """
    attributes = node.attributes
    given = (attributes.get(name) for name in _NAMING)
    return words_in(" ".join(value[:_LONGEST] for value in given if value))


@lru_cache(maxsize=8192)
def words_in(given: str) -> frozenset[str]:
    """Return the words of classes and ids, as ``names_of`` has them."""
    found: set[str] = set()
    for name in _NUMBERED.sub("", given).split():
        parts = [part.lower() for part in _PART.findall(name)]
        found.update(parts)
        found.add("".join(parts))
    return frozenset(found)


def hidden_by_class(root: LexborHTMLParser | LexborNode) -> list[LexborNode]:
    """Return what a class that means so in many systems hides on every screen."""
    return [
        node
        for node in root.css(_UNSEEN)
        if not any(map(_SEEN_SOMEWHERE.search, (node.attributes.get("class") or "").split()))
    ]


def called(node: LexborNode, known: frozenset[str], within: re.Pattern[str] | None = None) -> bool:
    """Say whether an element bears one of these words, or one that the pattern finds something in.

    The pattern is for words that are long enough to be nothing else wherever they stand.
    """
    names = names_of(node)
    if not names.isdisjoint(known):
        return True
    return within is not None and any(within.search(name) for name in names)
