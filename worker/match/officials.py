"""Reads an article for officials: who is named or meant, in which office, where, how surely.

1. look      for all roles and all names of the registry, in one pass    automaton
2. names     of the registry                                             registered
3. titles    of office, in chains as they belong to one person           titled
4. persons   who stands at which title; and named again further on       persons
5. places    which province, district or commune an office means         placing, whereabouts
6. holders   which of several namesakes; who holds an unnamed office     holders

An office without a name is that of the person whom the article itself names in it, else of
the one who held it by the registry, else by what the archive has learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from worker.match.people.answer import Answer
from worker.match.people.holders import MARGIN, Holders
from worker.match.people.lost import is_charged, is_lost
from worker.match.people.occupations import is_of_another_trade
from worker.match.people.offices import needs_place
from worker.match.people.person import Person
from worker.match.people.persons import OF_ANYBODY, People, people
from worker.match.people.placing import Placing
from worker.match.people.registered import CONFIDENCE, Names
from worker.match.people.taken import Taken
from worker.match.people.terms_said import is_of_a_career, with_terms
from worker.match.run_together import joints, parted, run_together
from worker.match.titles.titled import Chain, chains_in, role_literals
from worker.model import (
    Article,
    Candidate,
    LearnedTerm,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    Setting,
)
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import spaced
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.charges import is_charge, is_charging
from worker.vietnamese.titles.roles import Family
from worker.vietnamese.titles.title import Title

__all__ = ["MARGIN", "RULES", "Registry"]

RULES: Final = "officials-11"
"""The version of these rules: mentions found under another one are found anew."""

_TITLED: Final = 0.9
"""How sure a person is whom the registry does not know, named with a title right beside it."""

_NAMED: Final = {"title": _TITLED, "again": 0.85, "alias": 0.8, "given-name": 0.8}
"""How sure the places are where such a person is named, by how that was recognized."""

_IN_ARTICLE: Final = 0.85
"""How sure the holder of an unnamed office is whom the same article names in it."""

_UNHELD: Final = 0.8
"""How sure it is that a phrase means an office, where its holder is not known."""

_OURS: Final = frozenset({"Chủ tịch nước", "Tổng Bí thư", "Chủ tịch"})
"""Roles that mean ours where a text does not say another country's."""

_OF_A_PLACE: Final = frozenset({"Đảng ủy", "Ủy ban nhân dân"})
"""Bodies of units of any kind: without the place it is not known which is meant."""

_LEADERS: Final = frozenset({Family.PARTY, Family.CHAIR, Family.FIXED, Family.ARMS, Family.MEMBER})
"""Families of roles that one person may have in several bodies of one place."""

_NOBODYS: Final = OF_ANYBODY | {
    *("Chi bộ", "Văn phòng", "Sư đoàn", "Trung đoàn", "Lữ đoàn", "Tiểu đoàn"),
}
"""Bodies whose heads mean nobody in particular where neither name nor committee is said, nor the
number of a division."""


_BEFORE: Final = r"trước (?:đây|(?:khi )?(?:sáp|hợp) nhập)"
_ERA: Final = rf"(?: ?\((?:cũ|mới|nay|{_BEFORE})\)| cũ| {_BEFORE})$"
"""What a phrase of office may end with that is not part of the office's name."""


class Registry:
    """The officials to be found, and all that is known of who held which office.

    ``ended`` are learned terms of those whom articles call holders no more, by the days of these.
    Building takes about 40 µs an official; reading does not grow with them.
    """

    def __init__(
        self,
        officials: Sequence[Official],
        learned: Sequence[LearnedTerm] = (),
        margin: timedelta = MARGIN,
        ended: Sequence[LearnedTerm] = (),
    ) -> None:
        self._names = Names(officials, role_literals())
        self._holders = Holders(officials, learned, margin, ended)

    def mentions(self, article: Article, setting: Setting) -> tuple[Mention, ...]:
        """Return the mentions in the order of the text; none overlaps another."""
        text = article.text
        touching = joints(text)
        if not touching:
            return self._mentions(text, setting)
        return run_together(text, touching, self._mentions(parted(text, touching), setting))

    def _mentions(self, text: str, setting: Setting) -> tuple[Mention, ...]:
        hits = self._names.hits(b" " + spaced(text) + b" ")
        if not hits:
            return ()
        line = Line(text)
        registered = self._names.found(text, hits)
        chains = chains_in(line, hits)
        if not registered and not chains:
            return ()
        found = people(line, chains, registered)
        return _Reading(line, setting, self._holders, found).mentions()


class _Reading:
    """One article being read: offices placed, persons and holders named."""

    def __init__(self, line: Line, setting: Setting, holders: Holders, found: People) -> None:
        self._line = line
        self._setting = setting
        self._holders = holders
        self._where = Placing(line, setting, holders, found.persons)
        self._persons = found.persons
        self._unnamed = found.unnamed

    def mentions(self) -> tuple[Mention, ...]:
        """Return persons and unnamed offices in the order of the text."""
        named = [self._person(person) for person in self._persons]
        here = _HeldHere(named)
        abroad = {t.role for c in self._unnamed for t in c.titles if t.foreign} - _OURS
        ours = (c for c in self._unnamed if not any(title.foreign for title in c.titles))
        chains = (part for chain in ours for part in _of_one_holder(self._line, chain))
        meant = (self._office(_meant(chain), chain.gained, here, abroad) for chain in chains)
        taken = Taken(len(self._line.text), ((m.start, m.end) for m in named))
        offices = (m for m in meant if m and not taken.meets(m.start, m.end))
        return tuple(sorted([*named, *offices], key=lambda m: m.start))

    def _said(
        self, titles: Iterable[Title], person: Person | None = None
    ) -> tuple[OfficeSaid, ...]:
        """Return the offices that titles say; a role alone may be one of the official's own."""
        said: list[OfficeSaid] = []
        registered = person.registered if person else None
        officials = registered.officials if registered else ()
        for title in with_terms(self._line, tuple(titles), self._setting.day.year):
            own = _by_role(title.role, officials) if not title.body else None
            office = self._where.office(title, person) if title.body else own
            if office is not None:
                said.append(OfficeSaid(office, title.status))
        if len(said) < 2:
            return tuple(said)
        gone = {one.office for one in said if one.status is OfficeStatus.FORMER}
        kept = (o for o in said if o.status is OfficeStatus.FORMER or o.office not in gone)
        return tuple(dict.fromkeys(kept))

    def _person(self, person: Person) -> Mention:
        """Return the mention of a person, and of whom of the registry."""
        offices = self._said(person.titles, person)
        answer = self._who(person, offices)
        return Mention(
            start=person.start,
            end=person.end,
            surface=self._line.text[person.start : person.end],
            kind=MentionKind.PERSON,
            official=answer.official,
            official_id=answer.official_id or None,
            via=person.via,
            confidence=round(answer.confidence * person.doubt, 3),
            offices=offices,
            candidates=answer.candidates,
        )

    def _who(self, person: Person, offices: tuple[OfficeSaid, ...]) -> Answer:
        """Return whom a name asserts: one of the registry's namesakes, or whom the text names."""
        if person.registered is not None:
            known = self._known(person, offices)
            named = person.registered.officials
            if not known and self._is_of_another_trade(person):
                named = self._holders.out_of_office(named, self._setting.day)
            answer = self._holders.which(named, known, self._setting)
            # A title right at the name takes away what its neighbours make doubtful.
            sure = person.registered.confidence
            if person.has_an_office:
                sure = CONFIDENCE.get(person.via, sure)
            if answer.official is not None:
                sure *= answer.confidence  # of candidates their odds say it
            return answer._replace(confidence=sure)
        confidence = _NAMED.get(person.via, _TITLED)
        if person.namesakes:
            odds = 1 / len(person.namesakes)
            candidates = tuple(Candidate(name, odds) for name in person.namesakes)
            return Answer(None, None, person.via, confidence, candidates)
        return Answer(person.name or None, None, person.via, confidence)

    def _is_of_another_trade(self, person: Person) -> bool:
        """Say whether the text says of this name that he is no official."""
        same = (one for one in self._persons if one.name == person.name)
        return any(is_of_another_trade(self._line, one.start, one.end) for one in same)

    def _known(self, person: Person, offices: tuple[OfficeSaid, ...]) -> tuple[OfficeSaid, ...]:
        """Return the offices that the text gives this name anywhere: they tell namesakes apart."""
        if offices:
            return offices
        same = (p for p in self._persons if p.name == person.name and p.titles)
        return self._said((title for p in same for title in p.titles), person)

    def _office(
        self, titles: Sequence[Title], gained: Sequence[Title], here: _HeldHere, abroad: set[str]
    ) -> Mention | None:
        """Return the mention of an office without a name; None where nobody is meant by it."""
        if not titles or is_charge(self._line, titles[0].start):
            return None  # who is charged is not named: no holder is meant
        if is_of_a_career(self._line, titles[0].lead):
            return None
        if any(t.takes is Takes.CENTRAL and t.role in abroad for t in titles):
            held = here.holder([self._where.office(title) for title in titles])
            if held is None:
                return None  # the text speaks of another country's
        said = self._said(titles)
        if not any(_is_one_office(one.office) for one in said):
            return None
        start, end = titles[0].lead, titles[-1].end
        acting = not is_charging(self._line, end)
        answer = self._removed(said, start, end, here) or self._holder(said, here, acting=acting)
        era = self._line.writing.pattern(_ERA).search(self._line.key, start, end)
        end = era.start() if era else end
        return Mention(
            start=start,
            end=end,
            surface=self._line.text[start:end],
            kind=MentionKind.OFFICE,
            official=answer.official,
            official_id=answer.official_id or None,
            via=answer.via,
            confidence=answer.confidence,
            offices=tuple(dict.fromkeys((*said, *self._said(gained)))),
            candidates=answer.candidates,
        )

    def _removed(
        self, said: Sequence[OfficeSaid], start: int, end: int, here: _HeldHere
    ) -> Answer | None:
        """Return who lost an office, where that is told of it: "Chủ tịch UBND xã bị cách chức"."""
        if not is_lost(self._line, start, end):
            return None
        offices = [one.office for one in said]
        person = here.former(offices)
        if person is None or (is_charged(self._line, end) and here.holder(offices)):
            return None
        return Answer(person.official, person.official_id, "article", _IN_ARTICLE)

    def _holder(self, said: Sequence[OfficeSaid], here: _HeldHere, *, acting: bool) -> Answer:
        """Return who holds these offices together: as the article says, else as is known."""
        held = [one.office for one in said if one.status is not OfficeStatus.FORMER]
        person = (
            here.holder(held, acting=acting) if held else here.former([one.office for one in said])
        )
        if person is not None:
            return Answer(person.official, person.official_id, "article", _IN_ARTICLE)
        # Who once held an office is told by the article alone: the present holder is not meant.
        day = self._setting.day
        answers = [self._holders.of(office, day, here.gone(office)) for office in held]
        asserted = {a.official: a for a in answers if a.official is not None}
        if len(asserted) == 1:
            (answer,) = asserted.values()
            return answer
        candidates = max((a.candidates for a in answers), key=len, default=())
        if len(asserted) > 1:
            odds = 1 / len(asserted)
            candidates = tuple(Candidate(str(name), odds) for name in asserted)
        return Answer(None, None, "office", _UNHELD, candidates)


def _by_role(role: str, officials: Sequence[Official]) -> Office | None:
    """Return the one office of that role that the registry knows of these officials."""
    offices = {term.office for one in officials for term in one.terms if term.office.role == role}
    return offices.pop() if len(offices) == 1 else None


class _HeldHere:
    """Which offices the article itself gives to whom."""

    def __init__(self, named: Sequence[Mention]) -> None:
        first: dict[tuple[Office, OfficeStatus, str], Mention] = {}
        for mention in named:
            for said in mention.offices if mention.official is not None else ():
                first.setdefault((said.office, said.status, str(mention.official)), mention)
        self._given = [(office, status, one) for (office, status, _), one in first.items()]
        self._acting = any(status is OfficeStatus.ACTING for _, status, _ in self._given)

    def holder(self, offices: Sequence[Office], *, acting: bool = True) -> Mention | None:
        """Return the mention of the one person whom the article names in these offices.

        Who is only ``acting`` is not meant where it names the holder too.
        """
        held = self._one(offices, OfficeStatus.CURRENT)
        acting = acting and self._acting
        return held or (self._one(offices, OfficeStatus.ACTING) if acting else None)

    def former(self, offices: Sequence[Office]) -> Mention | None:
        """Return the mention of the one person who the article says held these offices."""
        return self._one(offices, OfficeStatus.FORMER)

    def gone(self, office: Office) -> set[str]:
        """Return who the article says held an office before."""
        return {
            str(mention.official)
            for given, status, mention in self._given
            if status is OfficeStatus.FORMER and _is_same(given, office)
        }

    def _one(self, offices: Sequence[Office], status: OfficeStatus) -> Mention | None:
        found: dict[str, Mention] = {}
        for office in offices:
            for given, own, mention in self._given:
                if own is status and _is_same(given, office):
                    found.setdefault(name_key(str(mention.official)), mention)
        deputies = all(o.role.startswith("Phó ") and "Thường trực" not in o.role for o in offices)
        if deputies and not found and status is not OfficeStatus.FORMER:
            # "Phó Thủ tướng nhấn mạnh" is the Phó Thủ tướng Thường trực of the sentence before.
            standing = [replace(o, role=f"{o.role} Thường trực") for o in offices]
            return self._one(standing, status)
        return next(iter(found.values())) if len(found) == 1 else None


def _is_same(given: Office, office: Office) -> bool:
    """Say whether an office that the text gives somebody is the one that it speaks of."""
    if given.role != office.role:
        return False
    if given == office:
        return True
    if given.body.startswith(f"{office.body}, "):
        # "Cục Y tế dự phòng, Bộ Y tế" is said shorter the second time.
        given = replace(given, body=office.body)
    return given.may_be(office) and (bool(given.place) or not needs_place(given))


def _is_one_office(office: Office) -> bool:
    """Say whether it is known well enough which office is meant to call it a mention."""
    below_province = office.unit not in {None, "tỉnh"} or office.body in _OF_A_PLACE
    return bool(office.body) and not (below_province and office.place is None)


def _of_one_holder(line: Line, chain: Chain) -> Iterator[Chain]:
    """Yield the parts of a chain without a name that mean one person each.

    One person leads Party, council and committee of one place ("Bí thư Tỉnh ủy, Chủ tịch UBND
    tỉnh"); "Giám đốc Sở Tài chính, Chủ tịch UBND huyện" are two.
    """
    if chain.titles[0].several and all(t.status is OfficeStatus.FORMER for t in chain.titles):
        return  # "các nguyên Chủ tịch nước, nguyên Chủ tịch Quốc hội": several of each
    part: list[Title] = []
    several = sum(title.family is Family.FIXED for title in chain.titles) > 2
    for title in chain.titles:
        if part and (several or not _goes_with(line, part[-1], title)):
            yield Chain.of(tuple(part))
            part = []
        part.append(title)
    yield Chain.of(tuple(part), chain.gained)


def _goes_with(line: Line, one: Title, other: Title) -> bool:
    """Say whether the next title of a chain is the same person's."""
    if "kiêm" in line.key[one.end : other.start] or one.family is Family.MEMBER:
        return True
    if one.body == f"Đảng ủy {other.body}":
        return True  # who heads a body leads its Party committee
    if one.family not in _LEADERS or other.family not in _LEADERS | {Family.DELEGATE}:
        return one.family is other.family is Family.MINISTRY and not (one.body and other.body)
    return one.unit == other.unit


def _meant(chain: Chain) -> tuple[Title, ...]:
    """Return the titles of a chain that mean their present holder."""
    if any(title.several or title.general or title.foreign for title in chain.titles):
        return ()
    return tuple(
        title
        for title in chain.titles
        if title.body and not title.is_member and title.body not in _NOBODYS
    )
