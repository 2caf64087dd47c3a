"""How the archive notices that an office has a new holder.

1. name     who the new article names in an office that one person holds   match
2. known    who else was known there: by the registry, or learned          archive
3. told     which stories name the new one, and who told each first     identify
4. decide   too early to tell, settled, or changed; who is known in that
            role of another place has not changed it                       alert
5. keep     that the name is settled; an alert for each watch that
            follows the office, in the transaction of the article          archive
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from worker.alert.holder_change import (
    Changed,
    Decision,
    Holder,
    Sighting,
    change_alerts,
    decide_change,
)
from worker.archive.alerts import outbox
from worker.archive.articles import texts
from worker.archive.officials import learned, officials
from worker.archive.sources.sources import StoredSource
from worker.flow.intake.learning import as_taught, shown_in
from worker.flow.tools import Followed
from worker.identify.stories.near import first_tellings
from worker.match.people.holders import MARGIN, is_single
from worker.match.people.tenure import Cover, Window, window
from worker.model import (
    Article,
    LearnedTerm,
    Mention,
    NewAlert,
    Office,
    OfficeSaid,
    Official,
    Term,
)
from worker.vietnamese.names.keys import blind_key, office_key
from worker.vietnamese.names.names import name_key, split_label
from worker.vietnamese.names.same_person import may_be_one
from worker.vietnamese.text.sentences import sentence_around

LOOKED_AT = 50
"""Articles that name one person in one office whose stories are told apart, the latest."""


@dataclass(frozen=True, slots=True)
class New:
    """An article that has just been stored, and what it was found to say."""

    number: int
    article: Article
    mentions: tuple[Mention, ...]
    day: date
    source: StoredSource
    page_id: int


def raise_changes(
    tx: Connection, followed: Followed, new: New, *, digest_key: str | None, now: datetime
) -> int:
    """Raise what a new article calls for, whose learned terms are noted; return how many alerts.

    ``digest_key`` names the digest that gathers alerts of a backlog; None sends them at once.
    """
    alerts: list[NewAlert] = []
    told = learned.told_by_others(tx, new.number, new.source.id)
    for mention, said in _named(new):
        if said.office not in told:
            continue  # a name that no other source tells is no news yet
        changed = _decide(tx, new, mention, said.office, now)
        if isinstance(changed, Changed):
            alerts += change_alerts(
                followed.watches.follows(said.office),
                said,
                mention,
                changed,
                subject=_subject(mention, said.office),
                backlog=digest_key is not None,
                channels=followed.channels,
                last_office=_last_office(tx, mention),
            )
    if not alerts:
        return 0
    return outbox.raise_alerts(
        tx, number=new.number, page_id=new.page_id, alerts=alerts, digest_key=digest_key, now=now
    )


def _named(new: New) -> Iterator[tuple[Mention, OfficeSaid]]:
    """Yield who is named in an office that one person holds, each once, where first said."""
    seen: set[tuple[str | None, Office]] = set()
    for mention in filter(None, map(as_taught, new.mentions)):
        for said in shown_in(mention):
            one = (mention.official, said.office)
            if one not in seen and is_single(said.office):
                seen.add(one)
                yield mention, said


def _decide(tx: Connection, new: New, mention: Mention, office: Office, now: datetime) -> Decision:
    """Decide on one name in one office; keep that it is settled, if it is now."""
    standing = learned.of_office(tx, office)
    mine = [one for one in standing if _is_same(one.term, mention)]
    if not mine or any(one.confirmed_at for one in mine):
        return None
    if _is_known_elsewhere(tx, new, mention, office, min(one.term.first for one in mine)):
        return None
    ids = [one.term.id for one in mine]
    told = _elsewhere(tx, new, ids)
    if not told:
        return None
    known = officials.of_office(tx, office)
    others = [_learned(one.term) for one in standing if one not in mine]
    others += [_registered(one, office) for one in known if not _is_official(one, mention)]
    if any(_is_official(one, mention) for one in known):
        others = []  # the registry has the new one already
    decision = decide_change(min(one.term.first for one in mine), new.day, others, told)
    if decision is not None:
        learned.confirm(tx, ids, now)
    return decision


def _is_known_elsewhere(
    tx: Connection, new: New, mention: Mention, office: Office, first: date
) -> bool:
    """Say whether the one mentioned is known in that very role of another place.

    A paper that reprints another province's news leaves out whose it is. Who was known there only
    before ``first``, his first day here, has moved, if the sentence itself names this place.
    """
    day = new.day.toordinal()
    labels = (str(mention.official), *(perhaps.official for perhaps in mention.candidates))
    said_here = _names_its_place(new.article.text, mention, office)
    if any(
        _is_role_elsewhere(term.office, office)
        and _days(term).cover(day) > Cover.NEVER
        and not (said_here and _days(term).high < first.toordinal())
        for term in _terms(tx, mention)
    ):
        return True
    return any(
        _is_role_elsewhere(one.office, office)
        and window(None, None, (one.first, one.last), MARGIN.days).cover(day) >= Cover.NEAR
        and not (said_here and (office.within is not None or one.last < first))
        for label in labels
        for one in learned.of_holder(tx, label)
    )


def _last_office(tx: Connection, mention: Mention) -> Office | None:
    """Return the last office of whom of the registry the one named may be; None where nobody."""
    if not mention.candidates:
        return None
    terms = sorted(_terms(tx, mention), key=lambda term: _days(term).high)
    return terms[-1].office if terms else None


def _terms(tx: Connection, mention: Mention) -> tuple[Term, ...]:
    """Return the terms that the registry has of the one named, or of whom he may be."""
    for perhaps in mention.candidates:
        return officials.find(tx, perhaps.official).terms
    return () if mention.official_id is None else officials.find(tx, str(mention.official)).terms


def _days(term: Term) -> Window:
    return window(term.start, term.end, term.attested, MARGIN.days)


def _is_role_elsewhere(one: Office, other: Office) -> bool:
    """Say whether two offices are the same role of two places."""
    same = (one.role, one.body) == (other.role, other.body)
    return same and None not in (one.place, other.place) and one.place != other.place


def _names_its_place(text: str, mention: Mention, office: Office) -> bool:
    """Say whether the sentence of a mention names the place of its office."""
    start, end = sentence_around(text, mention.start, mention.end)
    return name_key(office.place or "") in name_key(text[start:end])


def _elsewhere(tx: Connection, new: New, ids: Sequence[int]) -> list[Sighting]:
    """Return the first tellings of other stories that name the same one, by other sources.

    A reprint witnesses nothing: its story is the source's that told it first.
    """
    told = {one.number: one for one in learned.latest(tx, ids, LOOKED_AT)}
    if len({one.source for one in told.values()}) < 2 or new.number not in told:
        return []
    shown = {one.number: one.article for one in texts.these(tx, list(told))}
    numbers = list(told)
    first = [numbers[at] for at in first_tellings([shown[number] for number in numbers])]
    told_here_by = told[first[numbers.index(new.number)]].source
    return [
        Sighting(one.number, one.day, one.outlet, one.url)
        for one in told.values()
        if one.number in first and one.source != told_here_by
    ]


def _is_same(term: LearnedTerm, mention: Mention) -> bool:
    """Say whether a learned term is of the person mentioned."""
    if term.official_id is not None and mention.official_id is not None:
        return term.official_id == mention.official_id
    return may_be_one(term.holder, str(mention.official))


def _is_official(person: Official, mention: Mention) -> bool:
    """Say whether an official of the registry is the person mentioned, under whatever name."""
    if mention.official_id is not None:
        return person.id == mention.official_id
    names = (person.name, *(alias.name for alias in person.aliases))
    return any(may_be_one(name, str(mention.official)) for name in names)


def _learned(term: LearnedTerm) -> Holder:
    return Holder(term.holder, term.first, term.last, "learned")


def _registered(person: Official, office: Office) -> Holder:
    """Return an official as the registry knows him in an office; an open end is unknown."""
    terms = [term for term in person.terms if term.office.may_be(office)]
    starts = [day for term in terms for day in (*term.attested, *_earliest(term))]
    ends = [day for term in terms for day in (*term.attested, *_latest(term))]
    first = min(starts) if all(term.start or term.attested for term in terms) else None
    return Holder(person.label, first, max(ends, default=None), "term")


def _earliest(term: Term) -> tuple[date, ...]:
    return (term.start.earliest,) if term.start else ()


def _latest(term: Term) -> tuple[date, ...]:
    """Return the last day that is known: of the end, else of the start."""
    last = term.end or term.start
    return (last.latest,) if last else ()


def _subject(mention: Mention, office: Office) -> str:
    """Return what the alert is about: an office and a name, raised once for a watch."""
    name = blind_key(split_label(str(mention.official))[0])
    return f"{office_key(office.role, office.body, office.place or '')}|{name}"
