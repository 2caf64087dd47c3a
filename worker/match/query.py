"""The query language: text → :class:`Query`, and the two questions a query answers.

The grammar is ``query.lark`` beside this file. Search and watch both end in :func:`matches`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from worker.errors import UsageError
from worker.match.conditions import Anything, Condition, Gate, Neither, View, all_of, any_of
from worker.match.conditions import ordered as _ordered
from worker.match.terms import OPERAND, Place, as_typed, condition_of, refuse, topic_named
from worker.match.conditions import OfTopic
from worker.model import Narrowing, Reason, Snapshot
from worker.vietnamese.fold import nfc

LONGEST: Final = 10_000
"""Characters of the longest query that is read."""

DEEPEST: Final = 50
"""Brackets, NOTs and topics inside one another, at most."""

MOST_TERMS: Final = 5_000
"""Words, phrases and fields of a query, at most, topics written out."""
