"""The tables of bodies made ready to be matched, once for each way of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from worker.vietnamese.bodies.body_limits import STOP
from worker.vietnamese.bodies.body_rows import sector_rows, whole_rows
from worker.vietnamese.bodies.body_table import OPEN, OUTER, Kind
from worker.vietnamese.text.alternatives import OneOf
from worker.vietnamese.text.line import Writing


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of one writing: each as one pattern, and what its rows stand for."""

    whole: OneOf
    kinds: tuple[Kind, ...]
    outer: OneOf
    outers: tuple[str, ...]
    open: OneOf
    opens: tuple[str, ...]
    sector: OneOf
    sectors: tuple[str, ...]
    stop: re.Pattern[str]


@cache
def grammar_of(writing: Writing) -> Grammar:
    """Return the tables for texts that are written so."""
    whole = whole_rows()
    sectors = sector_rows()
    return Grammar(
        whole=OneOf(writing, [pattern for pattern, _ in whole]),
        kinds=tuple(kind for _, kind in whole),
        outer=OneOf(writing, list(OUTER.values())),
        outers=tuple(OUTER),
        open=OneOf(writing, list(OPEN.values())),
        opens=tuple(OPEN),
        sector=OneOf(writing, [pattern for pattern, _ in sectors]),
        sectors=tuple(name for _, name in sectors),
        stop=writing.pattern(STOP),
    )
