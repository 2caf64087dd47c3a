"""The persons of a text: named with a title, or in the registry; and named again further on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from worker.match.named import Named, as_said_before, certain
from worker.match.named_again import again, aliases, by_given_name, named_fully
from worker.match.naming import ends_before, named
from worker.match.person import Person
from worker.match.registered import Registered
from worker.match.titled import Chain, completed
from worker.vietnamese.bodies import body_at
from worker.vietnamese.body_table import Takes
from worker.vietnamese.line import Line, capital_run
from worker.vietnamese.place_phrases import place_at
from worker.vietnamese.roles import Family
from worker.vietnamese.title import Title


@dataclass
class People:
    """The persons of a text, and the chains of titles that no name stands at."""

    persons: list[Person] = field(default_factory=list)
    unnamed: list[Chain] = field(default_factory=list)


_CLAUSE_VERB: Final = (
    r", (?:từng|nguyên|hiện|đang|được|vừa|đã|nay|trước đây)"
    r" ?(?:là|giữ|làm|đang|bầu|bổ)[^,.;]{0,40} $"
)
_COUNCIL: Final = r"(?:hđnd|hội đồng nhân dân) tỉnh(?![^\W_])"
_KINDS: Final = {"iệu trưởng": "Trường", "Đồn trưởng": "Đồn"}
"""Roles that are those of heads of one kind of institution."""

_LIKE_BEFORE: Final = frozenset(
    {Family.PARTY, Family.OFFICE, Family.ARMS, Family.MINISTRY, Family.CHAIR}
)
"""Families of roles whose body the paragraph may have said before."""


def people(line: Line, chains: Sequence[Chain], registered: Sequence[Registered]) -> People:
    """Return who is named in a text with a title, or is in the registry; and the chains left."""
    titled, unnamed = _titled(line, chains)
    persons = _with_registered(titled, registered)
    taken = {person.start for person in persons}
    short = sorted(end for chain in unnamed for end in ends_before(line, chain))
    persons += [person for person in named_fully(line, short) if person.start not in taken]
    # Who is surely an official comes first: a short name is theirs.
    persons.sort(key=lambda p: not (p.registered or p.has_an_office))
    persons += again(line, persons)
    persons += aliases(line, persons)
    persons += by_given_name(line, persons, {chain.end + 1 for chain in unnamed})
    kept, unnamed = _titles_at_short_names(line, _without_overlaps(persons), unnamed)
    return People(_with_an_office(_with_bodies(line, kept)), unnamed)


def _titled(line: Line, chains: Sequence[Chain]) -> tuple[dict[int, Person], list[Chain]]:
    """Return who is named at chains of titles, by where; and the chains without a name."""
    titled: dict[int, Person] = {}
    unnamed = []
    barred = [span for chain in chains for span in _foreign_spans(line, chain)]
    for chain in chains:
        found = [
            one
            for one in named(line, chain)
            if not any(one.start < end and start < one.end for start, end in barred)
        ]
        if not found:
            unnamed.append(_with_institutions(line, chain))
        for one in (_with_bodies_before(line, each, chains) for each in found):
            old = titled.get(one.start)
            titles = completed((*old.titles, *one.titles)) if old else one.titles
            name = _full(line, one.start, one.end)
            titled[one.start] = Person(one.start, one.end, name, titles, doubt=one.doubt)
    return titled, unnamed


def _with_bodies(line: Line, persons: Sequence[Person]) -> list[Person]:
    """Give a role that stands alone at a name the body that the person's other titles say."""
    bodies = {(p.name, _head(t)): t for p in reversed(persons) for t in p.titles if t.body}
    done = []
    for person in persons:
        others = (bodies.get((person.name, _head(t))) for t in person.titles)
        titles = (
            t if t.body else _of_assembly(line, _completed_by(t, other))
            for t, other in zip(person.titles, others, strict=True)
        )
        kept = _with_delegations([t for t in titles if t.body or person.registered], bodies, person)
        done.append(replace(person, titles=tuple(dict.fromkeys(kept))))
    return done


def _with_delegations(
    titles: list[Title], bodies: dict[tuple[str, str], Title], person: Person
) -> list[Title]:
    """Give a deputy the province of the delegation whose head the person is called."""
    head = bodies.get((person.name, "Trưởng đoàn"))
    if head is None or head.body != "Đoàn đại biểu Quốc hội":
        return titles
    return [
        t._replace(place=head.place, unit=head.unit, takes=head.takes)
        if (t.role, t.body, t.place) == ("Đại biểu", "Quốc hội", None)
        else t
        for t in titles
    ]


def _of_assembly(line: Line, title: Title) -> Title:
    """Take "đại biểu" for one of the National Assembly where the text speaks of it."""
    if title.body or title.role != "Đại biểu":
        return title
    if line.writing.word("quốc hội") not in line.key:
        council = line.writing.pattern(_COUNCIL).search(line.key)
        if council is None:
            return title
        return title._replace(body="Hội đồng nhân dân", takes=Takes.UNIT, unit="tỉnh")
    return title._replace(body="Quốc hội", takes=Takes.CENTRAL)


def _head(title: Title) -> str:
    """Return the role of whom a deputy is the deputy: their body is the same."""
    return title.role.removeprefix("Phó ").removesuffix(" Thường trực").capitalize()


def _completed_by(title: Title, other: Title | None) -> Title:
    """Give a title the body and place of another, where there is one."""
    if other is None:
        return title
    return title._replace(body=other.body, takes=other.takes, unit=other.unit, place=other.place)


def _with_bodies_before(line: Line, one: Named, chains: Sequence[Chain]) -> Named:
    """Give a role that stands alone the body of the last such title in its paragraph.

    "Chánh án TAND tỉnh A; B, Phó Chánh án"; "Bí thư Đảng ủy phường: A; Phó Bí thư Thường trực: B".
    """
    if any(title.body for title in one.titles):
        return one
    titles = tuple(_like_one_before(line, title, chains) for title in one.titles)
    return replace(one, titles=titles)


def _with_institutions(line: Line, chain: Chain) -> Chain:
    """Give unnamed heads of institutions those that the text has named: "Giám đốc Sở"."""
    if not any(title.kind for title in chain.titles):
        return chain
    titles = (_of_institution_before(line, t) if t.kind else t for t in chain.titles)
    return Chain(tuple(titles))


def _like_one_before(line: Line, title: Title, chains: Sequence[Chain]) -> Title:
    """Give a role that stands alone the body that such a role has before it."""
    if title.kind:
        return _of_institution_before(line, title)
    if title.body or title.foreign or title.family not in _LIKE_BEFORE:
        return title
    paragraph = line.text.rfind("\n", 0, title.start)
    before = [chain for chain in chains if paragraph < chain.start < title.start]
    if title.family is Family.CHAIR:
        bodies = {(t.body, t.place) for c in before for t in c.titles if t.family is Family.CHAIR}
        if len({body for body, _ in bodies if body}) != 1:
            return title
    for chain in reversed(before):
        for other in chain.titles:
            if other.body and other.family is title.family and _head(other) == _head(title):
                return _completed_by(title, other)
    kind = next((kind for role, kind in _KINDS.items() if title.role.endswith(role)), None)
    if kind is not None:
        return _of_institution_before(line, title._replace(kind=kind))
    return _of_ministry_before(line, title) if title.role == "Thứ trưởng" else title


def _of_ministry_before(line: Line, title: Title) -> Title:
    """Give "Thứ trưởng" the last ministry that the text has named before."""
    word = line.writing.word("bộ ")
    paragraph = line.text.rfind("\n", 0, title.start) + 1
    at = line.key.rfind(word, paragraph, title.start)
    while at >= 0:
        said = body_at(line, at) if line.capital(at) else None
        if said is not None and said.takes is Takes.CENTRAL and said.name.startswith("Bộ "):
            return title._replace(body=said.name, takes=said.takes)
        at = line.key.rfind(word, paragraph, at)
    return title


def _of_institution_before(line: Line, title: Title) -> Title:
    """Give "Hiệu trưởng nhà trường" the last school that the text has named before."""
    kind = line.writing.word(title.kind.lower())
    at = line.key.rfind(f"{kind} ", 0, title.start)
    while at >= 0:
        said = body_at(line, at) if line.capital(at) else None
        if said is not None and " " in said.name.lower().removeprefix(title.kind.lower()):
            place = place_at(line, said.end + 1, bare=False)
            part = "Thanh tra " if title.role.endswith("Thanh tra") else ""
            part = "Văn phòng " if title.role.endswith("Văn phòng") else part
            found = title._replace(body=part + said.name, takes=said.takes, unit=said.unit)
            return found if place is None else found._replace(place=place, unit=place.unit)
        at = line.key.rfind(f"{kind} ", 0, at)
    return title


def _foreign_spans(line: Line, chain: Chain) -> list[tuple[int, int]]:
    """Return where foreign titles and the names behind them stand: no official's name is there."""
    spans = []
    for title in chain.titles:
        if title.foreign:
            run = capital_run(line, title.end + 1, 6)
            spans.append((title.start, run[-1].end if run else title.end))
    return spans


def _with_an_office(persons: Sequence[Person]) -> list[Person]:
    """Leave out those whom no title of a body is given anywhere, nor the registry knows."""
    known = {p.name for p in persons if p.registered or p.has_an_office}
    return [p for p in persons if p.name in known or p.namesakes]


def _titles_at_short_names(
    line: Line, persons: list[Person], chains: list[Chain]
) -> tuple[list[Person], list[Chain]]:
    """Give the titles left to names found since: "Chủ tịch Mẫn", "ông Mẫn, nguyên Bí thư …"."""
    by_start = {p.start: p for p in persons}
    by_end = {p.end: p for p in persons}
    left = []
    for chain in chains:
        after = by_start.get(chain.end + 1)
        before = next((by_end[e] for e in ends_before(line, chain) if e in by_end), None)
        before = before or _subject(line, chain, persons)
        if any(title.foreign for title in chain.titles) or not (after or before):
            left.append(chain)
        elif after is not None:
            after = _of_that_role(after, chain, persons)
            titles = (*after.titles, *certain(chain.titles))
            by_start[after.start] = replace(after, titles=titles)
        elif before is not None:
            own = by_start[before.start]
            titles = (*own.titles, *as_said_before(line, chain, before.end))
            by_start[own.start] = replace(own, titles=titles)
    return sorted(by_start.values(), key=lambda p: p.start), left


def _of_that_role(person: Person, chain: Chain, persons: Sequence[Person]) -> Person:
    """Tell who may be meant by the role: "Bí thư Sơn" is who is named as Bí thư elsewhere."""
    roles = {title.role for title in chain.titles}
    fitting = {
        p.name
        for p in persons
        if p.name in person.namesakes and any(title.role in roles for title in p.titles)
    }
    return replace(person, name=fitting.pop(), namesakes=()) if len(fitting) == 1 else person


def _subject(line: Line, chain: Chain, persons: Sequence[Person]) -> Person | None:
    """Return the person with whom the sentence begins, where a verb of office comes later in it.

    "Ông Mẫn năm nay 61 tuổi, quê huyện Cái Sậy, từng là Bí thư Tỉnh đoàn."
    """
    start = max(line.text.rfind(". ", 0, chain.lead) + 2, line.text.rfind("\n", 0, chain.lead) + 1)
    if line.writing.pattern(_CLAUSE_VERB).search(line.key[start : chain.lead]) is None:
        return None
    first = [p for p in persons if start <= p.start < chain.lead]
    return first[0] if first and first[0].start - start <= 16 else None


def _full(line: Line, start: int, end: int) -> str:
    """Return a name as it is written outside headlines."""
    surface = line.text[start:end]
    return surface.title() if surface.isupper() else surface


def _with_registered(titled: dict[int, Person], registered: Sequence[Registered]) -> list[Person]:
    """Join the persons with titles and the names of the registry."""
    persons = dict(titled)
    for found in registered:
        over = [p for p in titled.values() if p.start < found.end and found.start < p.end]
        name = found.officials[0].name
        if not over:
            persons[found.start] = Person(
                found.start, found.end, name, via=found.via, registered=found
            )
        elif all(p.end - p.start <= found.end - found.start for p in over):
            for person in over:
                persons.pop(person.start, None)
            titles = tuple(t for p in over for t in p.titles)
            persons[found.start] = Person(
                found.start, found.end, name, titles, found.via, found, over[0].doubt
            )
    return sorted(persons.values(), key=lambda p: p.start)


def _without_overlaps(persons: Sequence[Person]) -> list[Person]:
    """Return the persons in the order of the text; of two that overlap the longer."""
    chosen: list[Person] = []
    for person in sorted(persons, key=lambda p: (p.start - p.end, not p.titles, p.start)):
        if not any(person.start < o.end and o.start < person.end for o in chosen):
            chosen.append(person)
    return sorted(chosen, key=lambda p: p.start)
