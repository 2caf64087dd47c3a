"""Which of several officials of one name is meant, by the offices, the places and the days.

Each official gets a weight for how well the text fits what is known of him. The weights are
likelihoods beside each other, not measured: who held the very office outweighs who only served in
that place, and that outweighs who merely was in office nearer to the day. One is asserted only
where he leads clearly; else all are candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import fsum, prod
from typing import Final

from worker.match.people.answer import NOBODY, Answer, undecided
from worker.match.people.tenure import UNDATED, Cover, Window, fading, window
from worker.model import Office, OfficeSaid, OfficeStatus, Official, Setting, Term


class Relation(IntEnum):
    """How an office that is said stands to a term of an official, the closer the greater."""

    ELSEWHERE = 0
    """Another office, in another place."""
    UNKNOWN = 1
    """Another office; of one of them the place is not known."""
    AREA = 2
    """Another office in the same unit or province."""
    BODY = 3
    """Another office in the same body of the same place."""
    POST = 4
    """The same role in the same body; of one of them the place is not known."""
    SAME = 5
    """The same office."""


WEIGHT: Final = {
    Relation.SAME: 100.0,
    Relation.POST: 30.0,
    Relation.BODY: 8.0,
    Relation.AREA: 4.0,
    Relation.UNKNOWN: 1.0,
    Relation.ELSEWHERE: 0.5,
}
"""What an official weighs by his term that stands closest to an office said of him."""

AGREEMENT: Final = {
    Relation.SAME: 1.0,
    Relation.POST: 0.98,
    Relation.BODY: 0.95,
    Relation.AREA: 0.9,
    Relation.UNKNOWN: 0.8,
    Relation.ELSEWHERE: 0.6,
}
"""What the offices said leave of the confidence: people change posts, but a namesake may be meant.
The closest of them counts, because people take on further offices too."""

LEAD: Final = 2.5
"""How many times the weight of the next one it takes to be asserted."""

NOT_THEN: Final = 0.5
"""What is left of a weight, beside its distance, where the term of the office said cannot cover
the day: papers are late to notice, and registries too."""

NOT_FORMER: Final = 0.2
"""What is left of it where an office is said to be former that was held for certain that day, or
had not begun."""

LONG_AGO: Final = 0.2
"""What is left of a weight at least, however far from the day an official was in office."""

NOT_THIS_OFFICE: Final = 0.15
"""What an exclusion leaves where the text says an office that its article gave the namesake."""

NOT_IN_THIS_PLACE: Final = 0.5
"""What it leaves where no office is said, in the province of its article."""

NOT_IN_THIS_ARTICLE: Final = 0.0
"""What it leaves in the very article that was said to mean somebody else."""


def told_apart(
    named: Sequence[Official], said: Sequence[OfficeSaid], setting: Setting, margin: int
) -> Answer:
    """Return which of the officials who bear a name is meant.

    ``said`` are the offices that the text gives that person, ``margin`` the days around an
    attestation that a term is taken to have lasted. The confidence is how sure it is that this
    one is meant, granted that the name is his: 1.0 where nothing speaks against it. One
    official is asserted unless an exclusion speaks against him; of several the one who leads.
    """
    officials = list({(each.label, each.id): each for each in named}.values())
    if not officials:
        return NOBODY
    if len(officials) == 1:
        (only,) = officials
        left = _left_by_exclusions(only, said, setting)
        if left == NOT_IN_THIS_ARTICLE:
            return NOBODY
        if left < 1.0:
            return undecided([(only.label, left)], 1.0)
        return Answer(only.label, only.id or None, "", _agreement(only, said))
    return _leading(officials, said, setting, margin)


def _leading(
    officials: Sequence[Official], said: Sequence[OfficeSaid], setting: Setting, margin: int
) -> Answer:
    left = [_left_by_exclusions(each, said, setting) for each in officials]
    fits = [_weight(each, said, setting, margin) for each in officials]
    weights = [part * fit for part, fit in zip(left, fits, strict=True)]
    first, second = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:2]
    best = officials[first]
    leads = left[first] == 1.0 and weights[first] >= LEAD * weights[second]
    # Where a lesson speaks against one of them, there is a third of that name: then the other is
    # meant only if what the text says speaks for him.
    if not leads or (min(left) < 1.0 and not _is_at_home(best, said)):
        kept = [(e, w) for e, w, part in zip(officials, weights, left, strict=True) if part > 0]
        whole = fsum(fits) / _agreement_of_any(officials, said)
        return undecided([(each.label, weight) for each, weight in kept], whole)
    whole = fsum(weights)
    sure = round(weights[first] / whole * _agreement(best, said), 3)
    return Answer(best.label, best.id or None, "", sure)


def _is_at_home(official: Official, said: Sequence[OfficeSaid]) -> bool:
    """Say whether an office said of an official is one of his, or in a place where he served."""
    closest = [_relation(each.office, term.office) for each in said for term in official.terms]
    return not said or max(closest, default=Relation.UNKNOWN) >= Relation.AREA


def _weight(official: Official, said: Sequence[OfficeSaid], setting: Setting, margin: int) -> float:
    """Return how well the text fits an official, beside the others of his name."""
    day = setting.day.toordinal()
    fits = [_weight_of_said(official, each, day, margin) for each in said] or [
        max([_nearness(_days(term, margin), day) for term in official.terms], default=_UNDATED)
    ]
    # Where the text itself says the place, the paper that prints it says nothing more.
    told = any(_areas(each.office) for each in said)
    in_place = not told and any(setting.place in _areas(it.office) for it in official.terms)
    return prod(fits) * WEIGHT[Relation.AREA if in_place else Relation.UNKNOWN]


def _weight_of_said(official: Official, said: OfficeSaid, day: int, margin: int) -> float:
    """Return how well one office said fits the official's terms: the term that fits best."""
    if not official.terms:
        return WEIGHT[Relation.UNKNOWN] * _UNDATED
    fits = []
    for term in official.terms:
        relation = _relation(said.office, term.office)
        days = _days(term, margin)
        held = relation >= Relation.POST
        time = _fit(days, said.status, day) if held else _nearness(days, day)
        fits.append(WEIGHT[relation] * time)
    return max(fits)


def _relation(said: Office, held: Office) -> Relation:
    """Return how an office said stands to one that is known to have been held."""
    if said.may_be(held):
        return Relation.SAME
    same_body = said.body == held.body
    if same_body and said.role == held.role and None in (said.place, held.place):
        return Relation.POST
    if same_body and said.may_be(_as(held, said.role)):
        return Relation.BODY
    here, there = _areas(said), _areas(held)
    if here & there:
        return Relation.AREA
    return Relation.ELSEWHERE if here and there else Relation.UNKNOWN


def _as(office: Office, role: str) -> Office:
    return Office(role, office.body, office.place, office.unit, office.within)


def _areas(office: Office) -> set[str]:
    """Return the unit of an office and the province it lies in, as far as they are known."""
    return {area for area in (office.place, office.within) if area is not None}


def _days(term: Term, margin: int) -> Window:
    return window(term.start, term.end, term.attested, margin)


def _nearness(days: Window, day: int) -> float:
    """Return how near to a day a term was: 1.0 when it covers the day, ``LONG_AGO`` far away."""
    return 1.0 if days.cover(day) >= Cover.NEAR else _faded(days.distance(day))


def _fit(days: Window, status: OfficeStatus, day: int) -> float:
    """Return how well the term of the very office said fits the way it is said to be held."""
    cover = days.cover(day)
    if status is OfficeStatus.FORMER:
        if cover is Cover.CERTAIN or day < days.first:
            return NOT_FORMER
        return 1.0 if day > days.last else 0.5
    return _nearness(days, day) * (NOT_THEN if cover is Cover.NEVER else 1.0)


def _faded(days: int) -> float:
    return LONG_AGO + (1 - LONG_AGO) * fading(days)


_UNDATED: Final = _faded(UNDATED)


def _agreement(official: Official, said: Sequence[OfficeSaid]) -> float:
    """Return what the offices said leave of the confidence that this official is meant."""
    closest = [
        max(_relation(each.office, term.office) for term in official.terms)
        for each in said
        if official.terms
    ]
    return AGREEMENT[max(closest)] if closest else 1.0


def _agreement_of_any(officials: Sequence[Official], said: Sequence[OfficeSaid]) -> float:
    """Return what is left where nobody of the name has served where the office said is: a third
    may bear it.
    """
    best = max(_agreement(each, said) for each in officials)
    return best if best == AGREEMENT[Relation.ELSEWHERE] else 1.0


def _left_by_exclusions(official: Official, said: Sequence[OfficeSaid], setting: Setting) -> float:
    """Return what the lessons of articles that meant a namesake leave: 1.0 where none applies."""
    if not official.exclusions:
        return 1.0
    if setting.number in {lesson.number for lesson in official.exclusions}:
        return NOT_IN_THIS_ARTICLE
    own = [term.office for term in official.terms]
    if said:
        given = [each.office for each in said]
        if any(_is_among(office, own) for office in given):
            return 1.0
        excluded = [office for lesson in official.exclusions for office in lesson.offices]
        return NOT_THIS_OFFICE if any(_is_among(it, excluded) for it in given) else 1.0
    places = {lesson.place for lesson in official.exclusions} - {None}
    at_home = any(setting.place in _areas(office) for office in own)
    return NOT_IN_THIS_PLACE if setting.place in places and not at_home else 1.0


def _is_among(office: Office, offices: Sequence[Office]) -> bool:
    return any(office.may_be(other) for other in offices)
