"""The persons of a text: named with a title, or in the registry; and named again further on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from worker.match.people.lost import is_lost
from worker.match.people.named_again import again, aliases, by_given_name, named_fully
from worker.match.people.person import Person
from worker.match.people.registered import Registered
from worker.match.people.taken import Taken
from worker.match.titles.boards import with_boards
from worker.match.titles.bodies_before import (
    completed_by,
    head,
    with_bodies_before,
    with_institutions,
    with_numbers,
)
from worker.match.titles.completed import completed
from worker.match.titles.name_lists import headings
from worker.match.titles.named import Named, as_said_before, certain, over
from worker.match.titles.naming import ends_before, named
from worker.match.titles.predicates import careers, gaining
from worker.match.titles.respectively import respectively
from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.name_shapes import honorific_end, is_common
from worker.vietnamese.text.line import Line, capital_run
from worker.vietnamese.titles.roles import Family
from worker.vietnamese.titles.title import Title


@dataclass
class People:
    """The persons of a text, and the chains of titles that no name stands at."""

    persons: list[Person] = field(default_factory=list)
    unnamed: list[Chain] = field(default_factory=list)


_CLAUSE_VERB: Final = (
    r"(?:[,;] (?:từng|nguyên|hiện|đang|được|vừa|đã|nay|trước đây)| sau khi| rồi| từng| khi| và)"
    r" ?(?:là|giữ|làm|đang|bầu|bổ|đảm|kinh qua|trải qua|trở thành|chuyển)[^,.;]{0,40} $"
    r"|[,;] (?:kinh qua|trải qua)[^,.;]{0,40} $"
    r"| bị [^.;]{0,60}(?:miễn nhiệm|bãi nhiệm|cách)(?: chức vụ| chức danh| chức)? $"
)
_WHOSE: Final = r" (?:đối với|với|của) (?=(?:ông|bà|anh|chị|đồng chí) )"
"""Between an office and the one who loses it."""

_VERB_REACH: Final = 120
"""Characters that what this finds may take."""

_SENTENCE_BEGINS: Final = 24
"""Characters of a sentence within which the name of its subject begins."""

OF_ANYBODY: Final = frozenset({"Ban Tổ chức", "Ban Thường vụ", "Ban Chấp hành"})
"""Parts of committees: alone they may be those of a contest or an association."""

_AT_A_NAME: Final = 40
"""Characters between a name and a title that belongs to the phrase of the name."""

_COUNCIL: Final = (
    r"(?:hđnd|hội đồng nhân dân) "
    r"(?:(?P<province>tỉnh)|(?:thành phố|tp)(?![^\W_]))(?! (?:thuộc|trực thuộc))"
)


def people(line: Line, chains: Sequence[Chain], registered: Sequence[Registered]) -> People:
    """Return who is named in a text with a title, or is in the registry; and the chains left."""
    chains = with_boards(line, with_numbers(line, chains))
    pairs = respectively(line, chains)
    titled, unnamed = _titled(line, careers(line, chains, pairs), pairs)
    persons = _with_registered(titled, registered)
    taken = {person.start for person in persons}
    short = sorted({end for chain in unnamed for end in _short_ends(line, chain)})
    persons += [person for person in named_fully(line, short) if person.start not in taken]
    # Who is surely an official comes first: a short name is theirs.
    persons.sort(key=lambda p: not (p.registered or p.has_an_office))
    persons += again(line, persons)
    persons += aliases(line, persons)
    persons += by_given_name(line, persons, {chain.end + 1 for chain in unnamed})
    kept, unnamed = _titles_at_short_names(line, _without_overlaps(line, persons), unnamed)
    found = _with_an_office(_with_bodies(line, kept), _ministers(line, kept, chains))
    return People(found, gaining(line, [_of_minister(line, chain, found) for chain in unnamed]))


def _titled(
    line: Line, chains: Sequence[Chain], pairs: Mapping[int, list[Named]]
) -> tuple[dict[int, Person], list[Chain]]:
    """Return who is named at chains of titles, by where; and the chains without a name.

    ``pairs`` are holders that are known already, by where their chains begin.
    """
    titled: dict[int, Person] = {}
    unnamed = []
    foreign = [t for chain in chains for t in chain.titles if t.foreign]
    barred = Taken(len(line.text), (_with_name(line, title) for title in foreign))
    abroad = {name for title in foreign if (name := _called_abroad(line, title))}
    headed = headings(line, chains)
    behind: dict[int, int] = {}  # where names begin right behind a title, by where they end
    for chain in chains:
        if abroad and _name_behind(line, chain.end) in abroad:
            chain = chain._replace(titles=tuple(t._replace(foreign=True) for t in chain.titles))
        found = pairs.get(chain.lead) or named(line, chain)
        if foreign:
            found = [one for one in found if not barred.meets(one.start, one.end)]
        if not found:
            unnamed.append(with_institutions(line, chain))
        for one in (with_bodies_before(line, each, chains) for each in found):
            if one.start > chain.end:
                behind.setdefault(one.end, one.start)
            one = one._replace(start=behind.get(one.end, one.start))
            old = titled.get(one.start)
            titles = (*headed.get(chain.lead, ()), *one.titles)
            titles = _together(old, chain, titles) if old else titles
            name = _full(line, one.start, one.end)
            titled[one.start] = Person(one.start, one.end, name, titles, doubt=one.doubt)
    return titled, unnamed


def _together(person: Person, chain: Chain, titles: Sequence[Title]) -> tuple[Title, ...]:
    """Return the titles of a name from two chains; one may say what the other leaves out.

    Only where it stands right at the name: "Bí thư Lê Văn Mẫn, Chủ tịch UBND xã Cái Sậy". What a
    verb says far behind is a sentence of its own, about another place and another time.
    """
    both = (*person.titles, *titles)
    behind = chain.lead - person.end
    return completed(both) if behind <= _AT_A_NAME else both


def _with_bodies(line: Line, persons: Sequence[Person]) -> list[Person]:
    """Give a role that stands alone at a name the body that the person's other titles say."""
    bodies = {(p.name, head(t.role)): t for p in reversed(persons) for t in p.titles if t.body}
    done = []
    for person in persons:
        if not person.titles:
            done.append(person)
            continue
        titles = [
            t if t.body else _with_body(line, t, bodies.get((person.name, head(t.role))))
            for t in person.titles
        ]
        known = [t for t in titles if _is_known(t) or (person.registered and not t.body)]
        own = tuple(_with_delegations(known, bodies, person))
        own = tuple(dict.fromkeys(own)) if len(own) > 1 else own
        done.append(person if own == person.titles else person._replace(titles=own))
    return done


def _with_body(line: Line, title: Title, other: Title | None) -> Title:
    title = completed_by(title, other)
    return title if title.body else _of_assembly(line, title)


def _is_known(title: Title) -> bool:
    """Say whether it is known of what a title is: a board of organizers is no committee's."""
    return bool(title.body) and title.body not in OF_ANYBODY


def _of_minister(line: Line, chain: Chain, persons: Sequence[Person]) -> Chain:
    """Give "Bộ trưởng" alone the ministry of the one minister whom the text names."""
    (first, *more) = chain.titles
    if more or first.body or first.foreign or first.family is not Family.MINISTRY:
        return chain
    if line.word_before(first.lead) == line.writing.word("thưa"):
        return chain  # who is spoken to is not spoken of
    same = (t for p in persons for t in p.titles if t.role == first.role and t.body)
    bodies = {t.body: t for t in same}
    return (
        chain._replace(titles=(completed_by(first, *bodies.values()),))
        if len(bodies) == 1
        else chain
    )


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
    if title.role != "Đại biểu":
        return title
    if not any(line.writing.word(word) in line.key for word in ("quốc hội", "đbqh")):
        council = line.writing.pattern(_COUNCIL).search(line.key)
        if council is None:
            return title
        unit = "tỉnh" if council["province"] else "thành phố"
        return title._replace(body="Hội đồng nhân dân", takes=Takes.UNIT, unit=unit)
    return title._replace(body="Quốc hội", takes=Takes.CENTRAL)


def _with_name(line: Line, title: Title) -> tuple[int, int]:
    """Return where a foreign title and the name behind it stand: no official's name is there.

    A candidate may hold another office: "Ứng cử viên ĐBQH Lê Văn Mẫn, Bí thư Tỉnh ủy".
    """
    if line.key.endswith(line.writing.ends("ứng_cử_viên ứng_viên"), 0, title.lead):
        return title.start, title.end
    run = capital_run(line, title.end + 1, 6)
    return title.start, run[-1].end if run else title.end


def _called_abroad(line: Line, title: Title) -> str:
    """Return the name of another country's leader or minister behind his title; "" for none."""
    of_state = title.family in {Family.FIXED, Family.MINISTRY, Family.ENVOY}
    return _name_behind(line, title.end) if of_state else ""


def _name_behind(line: Line, end: int) -> str:
    """Return the capitalized words behind a title, two or more; "" for none."""
    run = capital_run(line, end + 1, 6) if line.text[end : end + 1] == " " else []
    return line.text[run[0].start : run[-1].end] if len(run) > 1 else ""


def _ministers(line: Line, persons: Sequence[Person], chains: Sequence[Chain]) -> set[str]:
    """Return who is called minister alone, in a text that speaks of no other country's."""
    if any(title.foreign for chain in chains for title in chain.titles):
        return set()
    called = (p for p in persons if any(t.family is Family.MINISTRY for t in p.titles))
    return {
        p.name for p in called if is_common(line.key[p.start : p.end].split(" ")[0], line.writing)
    }


def _with_an_office(persons: Sequence[Person], ministers: set[str]) -> list[Person]:
    """Leave out those whom no title of a body is given anywhere, nor the registry knows."""
    known = {p.name for p in persons if p.registered or p.has_an_office} | ministers
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
        gone = None if after or before else _removed(line, chain, by_start)
        if any(title.foreign for title in chain.titles) or not (after or before or gone):
            left.append(chain)
        elif gone is not None:
            titles = (*gone.titles, *over(certain(chain.titles)))
            by_start[gone.start] = gone._replace(titles=titles)
        elif after is not None:
            after = _of_that_role(after, chain, persons)
            titles = (*after.titles, *certain(chain.titles))
            by_start[after.start] = after._replace(titles=titles)
        elif before is not None:
            own = by_start[before.start]
            titles = (*own.titles, *as_said_before(line, chain, before.end))
            by_start[own.start] = own._replace(titles=titles)
    return sorted(by_start.values(), key=lambda p: p.start), left


def _removed(line: Line, chain: Chain, by_start: Mapping[int, Person]) -> Person | None:
    """Return who loses an office: "cách chức Chủ tịch UBND xã đối với **ông Mẫn**"."""
    if not is_lost(line, chain.lead, chain.end):
        return None
    gap = line.writing.pattern(_WHOSE).match(line.key, chain.end)
    return by_start.get(honorific_end(line, gap.end())) if gap else None


def _of_that_role(person: Person, chain: Chain, persons: Sequence[Person]) -> Person:
    """Tell who may be meant by the role: "Bí thư Sơn" is who is named as Bí thư elsewhere."""
    roles = {title.role for title in chain.titles}
    fitting = {
        p.name
        for p in persons
        if p.name in person.namesakes and any(title.role in roles for title in p.titles)
    }
    return person._replace(name=fitting.pop(), namesakes=()) if len(fitting) == 1 else person


def _subject(line: Line, chain: Chain, persons: Sequence[Person]) -> Person | None:
    """Return the person with whom the sentence begins, where a verb of office comes later in it.

    "Ông Mẫn năm nay 61 tuổi, quê huyện Cái Sậy, từng là Bí thư Tỉnh đoàn."
    """
    start = _sentence_start(line, chain)
    nth = bisect_left(persons, start, key=attrgetter("start"))
    first = persons[nth] if nth < len(persons) else None
    if first is None or first.start >= chain.lead or first.start - start > _SENTENCE_BEGINS:
        return None
    near = line.key[max(start, chain.lead - _VERB_REACH) : chain.lead]
    return first if line.writing.pattern(_CLAUSE_VERB).search(near) else None


def _sentence_start(line: Line, chain: Chain) -> int:
    stop, row = line.last_before(". ", chain.lead), line.last_before("\n", chain.lead)
    return max(stop + 2, row + 1)


def _short_ends(line: Line, chain: Chain) -> set[int]:
    """Return where a short name may end that is whose titles these are.

    "Bà Mơ có quá trình công tác ở tỉnh, trải qua các chức vụ: Bí thư …": where the sentence begins.
    """
    ends = ends_before(line, chain)
    start = _sentence_start(line, chain)
    name = honorific_end(line, start)
    run = capital_run(line, name, 2) if name > start else []
    if len(run) == 1 and run[0].end < chain.lead:
        near = line.key[max(run[0].end, chain.lead - _VERB_REACH) : chain.lead]
        if line.writing.pattern(_CLAUSE_VERB).search(near):
            return ends | {run[0].end}
    return ends


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


def _without_overlaps(line: Line, persons: Sequence[Person]) -> list[Person]:
    """Return the persons in the order of the text; of two that overlap the longer."""
    chosen: list[Person] = []
    taken = Taken(len(line.text))
    for person in sorted(persons, key=lambda p: (p.start - p.end, not p.titles, p.start)):
        if not taken.meets(person.start, person.end):
            chosen.append(person)
            taken.add(person.start, person.end)
    return sorted(chosen, key=lambda p: p.start)
