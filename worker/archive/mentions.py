"""Mentions: the spans of articles that name officials and offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from worker.archive.statements import insert_or_leave
from worker.archive.tables import mention, official
from worker.model import Candidate, Mention, MentionKind, OfficeSaid, OfficeStatus

_STORE: Final = insert_or_leave(mention)
_OF: Final = (
    select(mention, official.c.name.label("official"))
    .select_from(mention.outerjoin(official))
    .where(mention.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(mention.c.number, mention.c.id)
)


def store(tx: Connection, number: int, mentions: Sequence[Mention], rules: str) -> None:
    """Store the mentions of an article, found under that version of the rules.

    What another worker has stored already is left as it is.
    """
    if mentions:
        tx.execute(_STORE[tx.dialect.name], [_values(number, found, rules) for found in mentions])


def of(tx: Connection, numbers: Sequence[int]) -> dict[int, tuple[Mention, ...]]:
    """Return the mentions of each of these articles, in the order stored; none: no entry."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for row in tx.execute(_OF, {"numbers": list(numbers)}).mappings():
        found[row["number"]].append(_mention(row))
    return {number: tuple(mentions) for number, mentions in found.items()}


def _values(number: int, found: Mention, rules: str) -> dict[str, Any]:
    return {
        "number": number,
        "start": found.start,
        "end": found.end,
        "surface": found.surface,
        "kind": found.kind.value,
        "official_id": found.official_id,
        "via": found.via,
        "confidence": found.confidence,
        "offices": [
            [said.role, said.body, said.place, said.status.value] for said in found.offices
        ],
        "candidates": [[one.official, one.odds] for one in found.candidates],
        "rules": rules,
    }


def _mention(row: RowMapping) -> Mention:
    return Mention(
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        kind=MentionKind(row["kind"]),
        official=row["official"],
        official_id=row["official_id"],
        via=row["via"],
        confidence=row["confidence"],
        offices=tuple(
            OfficeSaid(role, body, place, OfficeStatus(status))
            for role, body, place, status in row["offices"]
        ),
        candidates=tuple(Candidate(name, odds) for name, odds in row["candidates"]),
    )
