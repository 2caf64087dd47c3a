"""Who holds an office on a day, by the registry's terms and those learned from the archive.

Nothing is asserted that is not known: doubt lowers the confidence or leaves candidates.

1. claims    all terms of that office; what the archive saw of an official extends his term
2. cover     how each claim covers the day                          match/people/tenure
3. decide    one person asserted, or candidates with odds, or nobody
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from math import fsum
from typing import Final, NamedTuple

from worker.match.people.answer import Answer, undecided
from worker.match.people.namesakes import told_apart
from worker.match.people.offices import is_single, needs_place
from worker.match.people.tenure import Cover, Window, fading, window
from worker.model import LearnedTerm, Office, OfficeSaid, Official, Setting, Term
from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.names.names import name_key
from worker.vietnamese.places import places

__all__ = ["CONFIDENCE", "DISPUTED", "MARGIN", "Answer", "Holders", "is_single", "needs_place"]

MARGIN: Final = timedelta(days=90)
"""How long around its attestations a term is taken to have lasted."""

CONFIDENCE: Final = {
    ("term", Cover.CERTAIN): 0.97,
    ("learned", Cover.CERTAIN): 0.9,
    ("term", Cover.NEAR): 0.85,
    ("learned", Cover.NEAR): 0.75,
}
"""How sure a holder is by where he is known from and how that covers the day. An order, not a
measured probability: a registered term was entered by someone, a learned one was read."""

DISPUTED: Final = 0.8
"""How sure the registry's holder is where the archive has seen another in that office."""

WEIGHT: Final = {Cover.DOUBTFUL: 0.5, Cover.FAR: 0.5}
"""What one who is not known to hold the office weighs as a candidate; if far, less with time."""

SHARED: Final = 0.5
"""What is left of a weight where several hold the office at once, known to the registry or not."""

_Key = tuple[str, str, str | None]


@dataclass(slots=True)
class _Person:
    """What is known of one person in an office; ``seen`` are days that the archive learned."""

    label: str
    official: Official | None = None
    official_id: int | None = None
    terms: list[Term] = field(default_factory=list)
    seen: list[date] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One reason to take a person for the holder. A doubted one makes a candidate at most."""

    person: _Person
    via: str
    window: Window
    acting: bool = False
    doubted: bool = False

    def standing(self, day: int) -> _Standing:
        cover = self.window.cover(day)
        if self.doubted:
            cover = min(cover, Cover.FAR)
        weight = CONFIDENCE.get((self.via, cover)) or WEIGHT.get(cover, 0.0)
        if cover in (Cover.NEAR, Cover.FAR):
            weight *= fading(self.window.distance(day))
        return _Standing(cover, self.via == "term", weight, self)


class _Standing(NamedTuple):
    """How a claim stands on a day; the greater the better."""

    cover: Cover
    registered: bool
    weight: float
    claim: _Claim


class _Claims(NamedTuple):
    """All claims to an office. ``one`` says that it is one office, held by one at a time."""

    claims: tuple[_Claim, ...] = ()
    one: bool = False
    part: float = 1.0


class Holders:
    """Who holds which office when. Pure: the same officials and learned terms, the same answers.

    An office's claims are put together when it is first asked for, so that 100,000 officials
    cost no more than an index, and an office asked again a few microseconds.
    """

    def __init__(
        self,
        officials: Sequence[Official],
        learned: Sequence[LearnedTerm] = (),
        margin: timedelta = MARGIN,
        ended: Sequence[LearnedTerm] = (),
    ) -> None:
        self._margin = margin.days
        self._ended: defaultdict[_Key, list[LearnedTerm]] = defaultdict(list)
        for each in ended:
            self._ended[_key(each.office)].append(each)
        self._terms: defaultdict[_Key, list[tuple[Official, Term]]] = defaultdict(list)
        self._learned: defaultdict[_Key, list[LearnedTerm]] = defaultdict(list)
        self._by_id = {official.id: official for official in officials if official.id}
        self._asked: dict[Office, _Claims] = {}
        for official in officials:
            for term in official.terms:
                self._terms[_key(term.office)].append((official, term))
        for each in learned:
            self._learned[_key(each.office)].append(each)

    def of(self, office: Office, day: date, without: Collection[str] = ()) -> Answer:
        """Return who holds an office on a day; ``without`` are labels of who holds it no more.

        Asserted is one person only, in an office of one holder at a time: who covers the day for
        certain, the registry before the archive; or else who alone covers it within the margin,
        unless another may have begun or not yet ended. All others are candidates, and nobody
        is one before the earliest start or after the latest end of his term. Where two units
        bear the name and the office does not say which, nobody is asserted either.
        """
        claims, one, part = self._claims(office)
        if without:
            claims = tuple(each for each in claims if each.person.label not in without)
        standings = _best(claims, day.toordinal())
        sole = _sole(standings) if one else None
        if sole is not None:
            (_, _, _, claim), confidence = sole
            return Answer(claim.person.label, claim.person.official_id, claim.via, confidence)
        if one and any(standing.cover is Cover.CERTAIN for standing in standings):
            standings = [each for each in standings if each.cover is Cover.CERTAIN]
        weights = [(each.claim.person.label, each.weight * part) for each in standings]
        # A weight is odds already; only where together they are more than 1 must they share.
        return undecided(weights, max(1.0, fsum(weight for _, weight in weights)))

    def which(
        self, named: Sequence[Official], said: Sequence[OfficeSaid], setting: Setting
    ) -> Answer:
        """Return which of the officials who bear a name is meant where it stands.

        ``said`` are the offices that the text gives that person. See
        :func:`worker.match.people.namesakes.told_apart`.
        """
        return told_apart(named, said, setting, self._margin)

    def out_of_office(self, named: Sequence[Official], day: date) -> tuple[Official, ...]:
        """Return those of whom no term is known that may last on a day."""
        days = day.toordinal()
        return tuple(
            one
            for one in named
            if all(
                window(t.start, t.end, t.attested, self._margin).cover(days) is Cover.NEVER
                for t in one.terms
            )
        )

    def own_offices(
        self, named: Sequence[Official], name: str, like: Office, day: date
    ) -> list[Office]:
        """Return the offices of that role and body, of any place, that a person has on a day.

        By the registry for ``named``, its officials of that name; else by what the archive has
        learned of the name, where the registry has nobody else there: those that most articles
        tell.
        """
        days = day.toordinal()
        terms = [
            term.office
            for one in named
            for term in one.terms
            if (term.office.role, term.office.body) == (like.role, like.body)
            and window(term.start, term.end, term.attested, self._margin).cover(days) > Cover.NEVER
        ]
        if terms:
            return terms
        seen = [
            each
            for called in ([one.label for one in named] or [name])
            for each in self._learned_of.get(called, ())
            if (each.office.role, each.office.body) == (like.role, like.body)
            and each.office.within is None
            and window(None, None, (each.first, each.last), self._margin).cover(days) >= Cover.NEAR
            and self.of(each.office, day).via != "term"
        ]
        most = max((each.articles for each in seen), default=0)
        return [each.office for each in seen if each.articles == most]

    def province_called(self, name: str) -> str | None:
        """Return the province of that name: one in the registry or the archive, or a known one."""
        return self._provinces.get(name_key(name)) or places.province(name)

    @cached_property
    def _learned_of(self) -> dict[str, list[LearnedTerm]]:
        found: defaultdict[str, list[LearnedTerm]] = defaultdict(list)
        for terms in self._learned.values():
            for each in terms:
                found[each.holder].append(each)
        return found

    @cached_property
    def _provinces(self) -> dict[str, str]:
        """Return the provinces in which somebody holds an office, by their keys."""
        held = [term.office for terms in self._terms.values() for _, term in terms]
        held += [each.office for terms in self._learned.values() for each in terms]
        names = {one.within or one.place for one in held if one.within or one.unit == "tỉnh"}
        known = {key: name for name in names if name for key in (name_key(name), blind_key(name))}
        return known

    def _claims(self, office: Office) -> _Claims:
        known = self._asked.get(office)
        if known is not None:
            return known
        key = _key(office)
        if key not in self._terms and key not in self._learned:
            return _Claims()
        if office.place is None and needs_place(office):
            return _Claims()
        self._asked[office] = made = self._made(office, key)
        return made

    def _made(self, office: Office, key: _Key) -> _Claims:
        terms = [it for it in self._terms.get(key, ()) if it[1].office.may_be(office)]
        learned = [it for it in self._learned.get(key, ()) if it.office.may_be(office)]
        offices = {term.office for _, term in terms} | {each.office for each in learned}
        single = is_single(office)
        one = single and all(a.may_be(b) for a in offices for b in offices)
        ended = [it for it in self._ended.get(key, ()) if it.office.may_be(office)]
        claims = [
            _until(claim, ended)
            for person in self._persons(terms, learned)
            for claim in _claims_of(person, self._margin)
        ]
        return _Claims(tuple(_succeeded(claims) if one else claims), one, 1.0 if single else SHARED)

    def _persons(
        self, terms: Iterable[tuple[Official, Term]], learned: Sequence[LearnedTerm]
    ) -> list[_Person]:
        """Return who ever held the office, each with all that is known of it."""
        persons: dict[str, _Person] = {}
        for official, term in terms:
            _registered(persons, official).terms.append(term)
        for each in learned:
            known = self._by_id.get(each.official_id or 0)
            if known is not None:
                _registered(persons, known).seen += (each.first, each.last)
        namesakes: defaultdict[str, list[_Person]] = defaultdict(list)
        for person in persons.values():
            if person.official is not None:
                namesakes[name_key(person.official.name)].append(person)
        for each in sorted(learned, key=lambda it: (it.first, it.holder)):
            if (each.official_id or 0) in self._by_id:
                continue
            # The name that articles gave the holder of an office, before he was registered,
            # is his. Where two of that name held it, it says nothing of which.
            same = namesakes[name_key(each.holder)]
            if not same:
                same.append(persons.setdefault(each.holder, _Person(each.holder)))
            if len(same) == 1:
                same[0].seen += (each.first, each.last)
        return list(persons.values())


def _key(office: Office) -> _Key:
    return office.role, office.body, office.place


def _registered(persons: dict[str, _Person], official: Official) -> _Person:
    label = official.label
    if label not in persons:
        persons[label] = _Person(label, official, official.id or None)
    return persons[label]


def _claims_of(person: _Person, margin: int) -> list[_Claim]:
    """Return a person's claims: by his terms, and by these as the archive extends them."""
    claims = [
        _Claim(person, "term", window(t.start, t.end, t.attested, margin), t.acting)
        for t in person.terms
    ]
    if not person.seen:
        return claims
    low, high = min(person.seen), max(person.seen)
    for term, claim in zip(person.terms, tuple(claims), strict=True):
        if claim.window.first <= high.toordinal() and low.toordinal() <= claim.window.last:
            extended = window(term.start, term.end, (*term.attested, low, high), margin)
            claims.append(_Claim(person, "learned", extended, term.acting))
    if len(claims) == len(person.terms):
        # Seen only when by the registry he no longer or not yet held it: the registry is asked
        # to be corrected, not overruled.
        outside = window(None, None, (low, high), margin)
        claims.append(_Claim(person, "learned", outside, doubted=bool(person.terms)))
    return claims


def _until(claim: _Claim, ended: Iterable[LearnedTerm]) -> _Claim:
    """End a claim before the first day on which the person is said to hold the office no more.

    What was said before he was last known there does not count: he has come back since.
    """
    days, person = claim.window, claim.person
    told = [
        day.toordinal()
        for each in ended
        if _is_holder(person, each)
        for day in (each.first, each.last)
        if day.toordinal() >= max(days.first, days.high)
    ]
    if not told:
        return claim
    last = min(days.last, max(days.high, min(told) - 1))
    return replace(claim, window=replace(days, after=min(days.after, last), last=last))


def _is_holder(person: _Person, term: LearnedTerm) -> bool:
    """Say whether a learned term is that person's."""
    if person.official_id is not None and term.official_id is not None:
        return person.official_id == term.official_id
    return name_key(term.holder) == name_key(person.label)


def _succeeded(claims: Sequence[_Claim]) -> list[_Claim]:
    """End each claim's margin where another person is known to hold the office.

    Who was seen in it in May has followed who was last seen in March. What was only read does
    not end what is registered, and one who acts for the holder does not end his term.
    """
    cut = []
    for claim in claims:
        days = claim.window
        before, after = days.before, days.after
        for other in claims:
            if other.person is claim.person or other.acting or other.doubted:
                continue
            if claim.via == "term" and other.via != "term":
                continue
            low, high = other.window.low, other.window.high
            if days.high < low <= high:
                after = min(after, low - 1)
            if low <= high < days.low:
                before = max(before, high + 1)
        cut.append(replace(claim, window=replace(days, before=before, after=after)))
    return cut


def _best(claims: Iterable[_Claim], day: int) -> list[_Standing]:
    """Return each person's best standing on a day; those who cannot have held it are left out."""
    best: dict[str, _Standing] = {}
    for claim in claims:
        standing = claim.standing(day)
        if standing.cover is Cover.NEVER:
            continue
        label = claim.person.label
        if label not in best or standing[:3] > best[label][:3]:
            best[label] = standing
    return list(best.values())


def _sole(standings: Sequence[_Standing]) -> tuple[_Standing, float] | None:
    """Return the one who can be asserted and how sure that is; None where nobody can."""
    certain = [each for each in standings if each.cover is Cover.CERTAIN]
    if certain:
        registered = [each for each in certain if each.registered]
        if len(registered or certain) > 1:
            return None
        if len(certain) > 1:
            return registered[0], DISPUTED
        return certain[0], CONFIDENCE[certain[0].claim.via, Cover.CERTAIN]
    may_be = [each for each in standings if each.cover >= Cover.DOUBTFUL]
    if len(may_be) == 1 and may_be[0].cover is Cover.NEAR:
        return may_be[0], CONFIDENCE[may_be[0].claim.via, Cover.NEAR]
    return None
