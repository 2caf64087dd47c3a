"""Which articles a page has shown under a byline, in a category, or at an address.

No index has their words: they are looked at one by one, in the database. It knows nothing of
folded words, so a letter that may bear a mark stands for any, and what is written in other letters
than those of Vietnamese is taken too. Either finds too much, never too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from worker.archive.schema.tables import domain, page, sighting

_MARKS: Final = ("", *"\u0300\u0301\u0303\u0309\u0323")
_LETTERS: Final = "".join(
    unicodedata.normalize("NFC", vowel + mark) for vowel, mark in product("aăâeêioôơuưy", _MARKS)
)
_VIETNAMESE: Final = "".join(sorted({*_LETTERS, *_LETTERS.upper(), *"đĐ"} - {*"aeiouyAEIOUY"}))
_MAY_BEAR_MARKS: Final = str.maketrans(dict.fromkeys("adeiouy", "_"))
_ADDRESS: Final = " -$&-~"
"""Ranges of ASCII without the percent sign, which stands before what is encoded."""
_NAMES: Final = " -~" + _VIETNAMESE
_ODD: Final = {"sqlite": ("GLOB", "*[^{}]*"), "postgresql": ("~", "[^{}]")}
"""How a database is asked whether there is any other letter."""


def having(dialect: str, field: str, words: Sequence[str]) -> Select[Any]:
    """Return the numbers of articles shown with these folded words, in their order, in a field."""
    by, pattern = _ODD[dialect]
    shown = select(sighting.c.number)
    if field == "url":
        odd = page.c.url.op(by)(pattern.format(_ADDRESS))
        also_named = exists().where(page.c.key.like(domain.c.paper + "%"))
        said = or_(_in_order(page.c.url, words), odd, also_named)
        return shown.where(sighting.c.page_id.in_(select(page.c.id).where(said)))
    # There are few bylines and categories: materialized, each is looked at once.
    few = select(sighting.c[field].label("said")).distinct().cte().prefix_with("MATERIALIZED")
    each = few.c.said
    spelled = [word.translate(_MAY_BEAR_MARKS) for word in words]
    said = or_(_in_order(each, spelled), each.op(by)(pattern.format(_NAMES)))
    return shown.where(sighting.c[field].in_(select(each).where(said)))


def at_page(key: str) -> Select[Any]:
    """Return the numbers of the articles that the page of a key has shown, or its paper's other
    domains have under the same path."""
    site = re.split("[/?]", key, maxsplit=1)[0]
    paper = select(domain.c.paper).where(domain.c.name == site).scalar_subquery()
    same = or_(page.c.key == key, page.c.key == paper.concat(key[len(site) :]))
    shown = select(sighting.c.number).join(page, page.c.id == sighting.c.page_id)
    return shown.where(same)


def _in_order(column: ColumnElement[Any], words: Sequence[str]) -> ColumnElement[bool]:
    return func.lower(column).like(f"%{'%'.join(words)}%")
