"""Learned terms: who the articles of the archive name in which office, and from when to when.

What an article teaches is decided in ``flow/intake/learning.py``; here it is kept, and rests on the
articles that said it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    select,
    true,
    tuple_,
    update,
)

from worker.archive.officials import matching, offices
from worker.archive.schema.rows import SHOWN_FIRST
from worker.archive.schema.tables import (
    article,
    attestation,
    learned,
    office,
    page,
    sighting,
    source,
)
from worker.archive.sql import turns
from worker.archive.sql.statements import insert_or_leave
from worker.archive.sql.turns import Turn
from worker.model import LearnedTerm, Office

_NEW_TERM: Final = insert_or_leave(
    learned, learned.c.id, learned.c.holder, learned.c.office_id, learned.c.former
)
_FIND: Final = (
    select(learned.c.id, learned.c.holder, learned.c.former, *offices.PARTS)
    .select_from(learned.join(office))
    .where(
        learned.c.generation == bindparam("generation"),
        learned.c.holder.in_(bindparam("holders", expanding=True)),
    )
)
_ATTEST: Final = insert_or_leave(attestation, attestation.c.learned_id)
_DAY: Final = bindparam("day", type_=learned.c.first_day.type)
_SEEN: Final = (
    update(learned)
    .where(learned.c.id == bindparam("of_id"))
    .values(
        articles=learned.c.articles + 1,
        official_id=func.coalesce(bindparam("who"), learned.c.official_id),
        first_day=case((learned.c.first_day > _DAY, _DAY), else_=learned.c.first_day),
        last_day=case((learned.c.last_day < _DAY, _DAY), else_=learned.c.last_day),
    )
)
_PRESENT: Final = learned.c.generation == matching.PRESENT
_AMONG_FEW: Final = learned.c.generation + 0 == matching.PRESENT
"""The same where the office says which rows: SQLite would take the index of the generation, and
read all of it."""
_DAYS: Final = (learned.c.first_day, learned.c.last_day)
_SHORT_DAYS: Final = (cast(func.replace(day, "-", ""), BigInteger) - 20_000_000 for day in _DAYS)
_FIGURES: Final = (*_SHORT_DAYS, learned.c.articles, learned.c.official_id)
_SUMS: Final = (func.sum(learned.c.id * figure) for figure in _FIGURES)
_FINGERPRINT: Final = select(func.count(), *_SUMS).where(_PRESENT)
_ALL_TERMS: Final = (
    select(learned, *offices.PARTS)
    .select_from(learned.join(office))
    .order_by(learned.c.first_day, learned.c.id)
)
_TERMS: Final = _ALL_TERMS.where(~learned.c.former)
_IN_OFFICE: Final = _TERMS.where(
    _AMONG_FEW,
    office.c.role == bindparam("of_role"),
    office.c.body == bindparam("of_body"),
    office.c.place == bindparam("of_place"),
)
_said: Final = office.alias("said")
_mine: Final = learned.alias("mine")
_here: Final = attestation.alias("here")
_TOLD: Final = (
    select(*(_said.c[column.name] for column in offices.PARTS))
    .select_from(_here)
    .join(_mine, _mine.c.id == _here.c.learned_id)
    .join(_said, _said.c.id == _mine.c.office_id)
    .where(
        _here.c.number == bindparam("number"),
        _mine.c.generation + 0 == matching.PRESENT,
        ~_mine.c.former,
        select(learned.c.id)
        .select_from(office.join(learned))
        .join(attestation, attestation.c.learned_id == learned.c.id)
        .where(
            office.c.role == _said.c.role,
            office.c.body == _said.c.body,
            office.c.place == _said.c.place,
            _AMONG_FEW,
            ~learned.c.former,
            learned.c.confirmed_at.is_(None),
            attestation.c.source_id != bindparam("source"),
        )
        .exists(),
    )
)
_same: Final = sighting.alias("same")
_FIRST: Final = select(func.min(_same.c.id)).where(_same.c.number == attestation.c.number)
_OUTLET: Final = (source.c.name, source.c.title)
_ATTESTED: Final = (
    select(attestation.c.number, attestation.c.day, *_OUTLET, article.c.title, page.c.url)
    .select_from(attestation)
    .join(article, article.c.number == attestation.c.number)
    .join(source, source.c.id == attestation.c.source_id)
    .join(sighting, sighting.c.id == _FIRST.scalar_subquery())
    .join(page, page.c.id == sighting.c.page_id)
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who an article names in which office: a label with its ``official_id``, or a name.

    ``former`` says that it names him as one who holds it no more.
    """

    holder: str
    official_id: int | None
    office: Office
    former: bool = False


@dataclass(frozen=True, slots=True)
class Attested:
    """An article that names the person in the office; its source's name, and title (``outlet``)."""

    number: int
    day: date
    source: str
    outlet: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A learned term, and when a second source had confirmed it; None: not yet."""

    term: LearnedTerm
    confirmed_at: datetime | None


def note(
    tx: Connection,
    number: int,
    named: Collection[Named],
    day: date,
    source_id: int,
    *,
    generation: int | None = None,
) -> None:
    """Keep who an article of that day, first shown by that source, names in which office.

    It belongs to that generation, else to the one that is read. Noted again, nothing changes.
    """
    if not named:
        return
    # Articles name the same few people: two transactions would wait for each other.
    turns.wait(tx, Turn.LEARNING)
    into = matching.state(tx).generation if generation is None else generation
    shown = {"number": number, "day": day.isoformat(), "source_id": source_id}
    told = _term_ids(tx, into, named, day)
    seen = [{"learned_id": term_id, **shown} for term_id in told]
    first_seen = tx.scalars(_ATTEST[tx.dialect.name], seen).all()
    if first_seen:
        day_of = {"day": day.isoformat()}
        ids = sorted(first_seen)
        tx.execute(_SEEN, [{"of_id": of, "who": told[of].official_id, **day_of} for of in ids])


def terms(tx: Connection, *, generation: int | None = None) -> tuple[LearnedTerm, ...]:
    """Return the learned terms of that generation, else of the one that is read, oldest first."""
    which = _PRESENT if generation is None else learned.c.generation == generation
    return tuple(one.term for one in _standing(tx, _TERMS.where(which)))


def fingerprint(tx: Connection) -> tuple[object, ...]:
    """Return figures that are others whenever the terms that are read are: cheaper than these."""
    return tuple(tx.execute(_FINGERPRINT).one())


def ended(tx: Connection, *, generation: int | None = None) -> tuple[LearnedTerm, ...]:
    """Return who is said to hold an office no more; first and last are the days of who says so."""
    which = _PRESENT if generation is None else learned.c.generation == generation
    return tuple(one.term for one in _standing(tx, _ALL_TERMS.where(which, learned.c.former)))


def unfollowed(tx: Connection) -> tuple[LearnedTerm, ...]:
    """Return the learned terms of those who are not in the registry."""
    found = _TERMS.where(_PRESENT, learned.c.official_id.is_(None))
    return tuple(one.term for one in _standing(tx, found))


def of_office(tx: Connection, asked: Office) -> tuple[Standing, ...]:
    """Return who was seen in an office, or in one that may be the same, oldest first."""
    same = {"of_role": asked.role, "of_body": asked.body, "of_place": asked.place or ""}
    found = _standing(tx, _IN_OFFICE, same)
    return tuple(one for one in found if one.term.office.may_be(asked))


def of_holder(tx: Connection, holder: str) -> tuple[LearnedTerm, ...]:
    """Return the offices in which a holder so named was seen, oldest first."""
    found = _TERMS.where(_PRESENT, learned.c.holder == holder)
    return tuple(one.term for one in _standing(tx, found))


def told_by_others(tx: Connection, number: int, source_id: int) -> set[Office]:
    """Return the offices of an article in which another source names somebody not yet confirmed.

    One question for all that an article says: most name nobody new, and few are looked at further.
    """
    told = tx.execute(_TOLD, {"number": number, "source": source_id})
    return {offices.office_of(row) for row in told}


def evidence(tx: Connection, learned_id: int) -> list[Attested]:
    """Return the articles that a learned term rests on, oldest first."""
    found = _ATTESTED.where(attestation.c.learned_id == learned_id)
    return _attested(tx, found.order_by(attestation.c.day, attestation.c.number))


def latest(tx: Connection, learned_ids: Sequence[int], limit: int) -> list[Attested]:
    """Return the latest articles that these terms rest on, the oldest of them first.

    They are chosen before it is asked what they are: somebody may be named by thousands.
    """
    which = attestation.c.learned_id, attestation.c.number
    newest = attestation.c.day.desc(), attestation.c.number.desc()
    chosen = select(*which).where(attestation.c.learned_id.in_(learned_ids))
    found = _ATTESTED.where(tuple_(*which).in_(chosen.order_by(*newest).limit(limit)))
    return _attested(tx, found.order_by(*newest))[::-1]


def take(tx: Connection, one: LearnedTerm, official_id: int) -> int:
    """Say who the holder of a learned term is; return how many learned terms that concerns.

    They are all of one so named whom articles were taken to mean alike: what is known of a
    namesake stays his. The next rematch calls the holder by the official's label.
    """
    taken = update(learned).where(
        _PRESENT,
        learned.c.holder == one.holder,
        learned.c.official_id.is_not_distinct_from(one.official_id),
    )
    return len(tx.scalars(taken.values(official_id=official_id).returning(learned.c.id)).all())


def confirm(tx: Connection, learned_ids: Sequence[int], now: datetime) -> None:
    """Keep that a second source has confirmed these terms."""
    tx.execute(
        update(learned)
        .where(learned.c.id.in_(learned_ids), learned.c.confirmed_at.is_(None))
        .values(confirmed_at=now)
    )


def forget(tx: Connection, numbers: Sequence[int], *, generation: int | None = None) -> None:
    """Forget what these articles taught: one generation, or all of them; empty terms go."""
    within = true() if generation is None else learned.c.generation == generation
    of_these = attestation.c.number.in_(numbers)
    found = select(attestation.c.learned_id).join(learned).where(of_these, within).distinct()
    ids = tx.scalars(found).all()
    tx.execute(delete(attestation).where(of_these, attestation.c.learned_id.in_(ids)))
    for term_id in ids:
        _recount(tx, term_id)


def follow_first_sighting(tx: Connection, number: int) -> None:
    """Bring an article's attestations in line with the source that is now its first."""
    shown_by = (
        select(source.c.id).select_from(SHOWN_FIRST).where(article.c.number == number)
    ).scalar_subquery()
    of_it = attestation.c.number == number
    tx.execute(update(attestation).where(of_it).values(source_id=shown_by))


def carry_over(tx: Connection, present: int, coming: int, now: datetime) -> None:
    """Let the terms of a coming generation stand confirmed where those of the present one do.

    What only better reading has found is no news: with two sources it stands confirmed at once.
    """
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql("ANALYZE learned, attestation")  # half of the rows are of today
    before = learned.alias("before")
    known = select(before.c.id).where(
        before.c.generation == present,
        before.c.office_id == learned.c.office_id,
        before.c.former == learned.c.former,
    )
    # Two questions, for each has an index; an OR of them would have none.
    by_name = known.where(before.c.holder == learned.c.holder)
    by_official = known.where(before.c.official_id == learned.c.official_id)
    confirmed = before.c.confirmed_at.is_not(None)
    one = attestation.alias("one")
    by_two = select(one.c.number).where(
        one.c.learned_id == learned.c.id,
        attestation.c.learned_id == learned.c.id,
        attestation.c.source_id != one.c.source_id,
    )
    for stands in (
        by_name.where(confirmed).exists(),
        by_official.where(confirmed).exists(),
        and_(by_two.exists(), ~by_name.exists(), ~by_official.exists()),
    ):
        of_coming = (learned.c.generation == coming, learned.c.confirmed_at.is_(None))
        tx.execute(update(learned).where(*of_coming, stands).values(confirmed_at=now))


def _term_ids(
    tx: Connection, generation: int, named: Collection[Named], day: date
) -> dict[int, Named]:
    """Return the rows of the terms that an article tells, made where they are new."""
    found = _known(tx, generation, named)
    known = set(found.values())
    new = [one for one in named if one not in known]
    if not new:
        return found
    rows = offices.rows_of(tx, {one.office for one in new})
    days = {"first_day": day.isoformat(), "last_day": day.isoformat(), "articles": 0}
    of_all = {"generation": generation, **days}
    values = [
        {
            "holder": one.holder,
            "office_id": rows[one.office],
            "official_id": one.official_id,
            "former": one.former,
        }
        for one in new
    ]
    made = tx.execute(_NEW_TERM[tx.dialect.name], [{**of_all, **each} for each in values]).all()
    if len(made) < len(new):  # another learner was first
        return _known(tx, generation, named)
    ids = {(row.holder, row.office_id, row.former): row.id for row in made}
    return found | {ids[one.holder, rows[one.office], one.former]: one for one in new}


def _known(tx: Connection, generation: int, named: Collection[Named]) -> dict[int, Named]:
    """Return the rows of those terms that are there."""
    told = {(one.holder, one.office, one.former): one for one in named}
    asked = {"generation": generation, "holders": list({one.holder for one in named})}
    found = {
        row.id: (row.holder, offices.office_of(row), row.former) for row in tx.execute(_FIND, asked)
    }
    return {term_id: told[term] for term_id, term in found.items() if term in told}


def _recount(tx: Connection, term_id: int) -> None:
    """Bring a term in line with the attestations that are left; without any it goes."""
    day = attestation.c.day
    left = select(func.min(day), func.max(day), func.count(day))
    first, last, count = tx.execute(left.where(attestation.c.learned_id == term_id)).one()
    if not count:
        tx.execute(delete(learned).where(learned.c.id == term_id))
        return
    values = {"first_day": first, "last_day": last, "articles": count}
    tx.execute(update(learned).where(learned.c.id == term_id).values(values))


def _attested(tx: Connection, asked: Select[Any]) -> list[Attested]:
    return [
        Attested(number, date.fromisoformat(day), *rest) for number, day, *rest in tx.execute(asked)
    ]


def _standing(tx: Connection, asked: Select[Any], values: Mapping[str, str] = {}) -> list[Standing]:
    return [Standing(_term(row), row.confirmed_at) for row in tx.execute(asked, values)]


def _term(row: Any) -> LearnedTerm:
    return LearnedTerm(
        holder=row.holder,
        office=offices.office_of(row),
        first=date.fromisoformat(row.first_day),
        last=date.fromisoformat(row.last_day),
        articles=row.articles,
        official_id=row.official_id,
        id=row.id,
    )
