"""Mentions: the spans of articles that name officials and offices, and the index of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, delete, select

from worker.archive.officials import matching
from worker.archive.schema.tables import mention, mentioned
from worker.archive.sql.statements import insert_or_leave
from worker.model import Candidate, Mention, MentionKind, Office, OfficeSaid, OfficeStatus
from worker.vietnamese.names.keys import blind_key, office_key
from worker.vietnamese.names.names import split_label

_STORE: Final = insert_or_leave(mention)
_INDEX: Final = insert_or_leave(mentioned)
_OF: Final = (
    select(mention)
    .where(
        mention.c.generation == matching.PRESENT,
        mention.c.number.in_(bindparam("numbers", expanding=True)),
    )
    .order_by(mention.c.number, mention.c.id)
)


def store(
    tx: Connection,
    number: int,
    mentions: Sequence[Mention],
    rules: str,
    *,
    generation: int | None = None,
) -> None:
    """Store the mentions of an article, found under that version of the rules, and index them.

    They belong to that generation, else to the one that is read. What another worker has stored
    already is left as it is.
    """
    if not mentions:
        return
    into = matching.state(tx).generation if generation is None else generation
    found = [_values(into, number, one, rules) for one in mentions]
    tx.execute(_STORE[tx.dialect.name], found)
    indexed = [{"generation": into, "key": key, "number": number} for key in keys(mentions)]
    if indexed:
        tx.execute(_INDEX[tx.dialect.name], indexed)


def forget(tx: Connection, generation: int, numbers: Sequence[int]) -> None:
    """Remove the mentions of these articles from a generation, and from its index."""
    for of in (mention, mentioned):
        tx.execute(delete(of).where(of.c.generation == generation, of.c.number.in_(numbers)))


def of(tx: Connection, numbers: Sequence[int]) -> dict[int, tuple[Mention, ...]]:
    """Return the mentions of each of these articles, in the order stored; none: no entry."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for row in tx.execute(_OF, {"numbers": list(numbers)}).mappings():
        found[row["number"]].append(_mention(row))
    return {number: tuple(mentions) for number, mentions in found.items()}


def keys(mentions: Iterable[Mention]) -> list[str]:
    """Return the keys under which searches find these mentions, sorted, each once.

    A label has two, with its distinction and without; an office too, with its place and without.
    """
    found: set[str] = set()
    for one in mentions:
        names = [one.official] if one.official else []
        for name in (*names, *(candidate.official for candidate in one.candidates)):
            found.update((blind_key(name), blind_key(split_label(name)[0])))
        for said in one.offices:
            of = said.office
            found.add(office_key(of.role, of.body))
            found.add(office_key(of.role, of.body, of.place or ""))
    return sorted(found)


def _values(generation: int, number: int, found: Mention, rules: str) -> dict[str, Any]:
    return {
        "generation": generation,
        "number": number,
        "start": found.start,
        "end": found.end,
        "surface": found.surface,
        "kind": found.kind.value,
        "holder": found.official,
        "official_id": found.official_id,
        "via": found.via,
        "confidence": found.confidence,
        "offices": [_office_values(said) for said in found.offices],
        "candidates": [[one.official, one.odds] for one in found.candidates],
        "rules": rules,
    }


def _office_values(said: OfficeSaid) -> list[str | None]:
    """Return the parts of an office, then its status."""
    of = said.office
    return [of.role, of.body, of.place, of.unit, of.within, said.status.value]


def _mention(row: RowMapping) -> Mention:
    return Mention(
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        kind=MentionKind(row["kind"]),
        official=row["holder"],
        official_id=row["official_id"],
        via=row["via"],
        confidence=row["confidence"],
        offices=tuple(
            OfficeSaid(Office(*parts), OfficeStatus(status)) for *parts, status in row["offices"]
        ),
        candidates=tuple(Candidate(name, odds) for name, odds in row["candidates"]),
    )
