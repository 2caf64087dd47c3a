"""What holds of every registry, whoever is in it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from worker.match.people.holders import Holders
from worker.match.people.offices import is_single
from worker.match.people.tenure import Cover, window
from worker.model import LearnedTerm, Office, Official, PartialDate, Term

SECRETARY = Office("Bí thư", "Huyện ủy", "Cái Sậy")
DEPUTY = Office("Phó Chủ tịch", "Ủy ban nhân dân", "Sông Hàm")
PEOPLE = ("Lê Văn Mẫn", "Hồ Thị Yến", "Trần Thị Lụa", "Điểu Sa")
OFFICES = (SECRETARY, Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện"), DEPUTY)
days = st.dates(date(2019, 1, 1), date(2024, 12, 31))
partial = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2019, 2024)),
    days.map(PartialDate.of),
)
terms = st.builds(
    Term,
    office=st.sampled_from(OFFICES),
    start=partial,
    end=partial,
    attested=st.lists(days, max_size=2).map(tuple),
    acting=st.booleans(),
)
registries = st.lists(st.lists(terms, max_size=2), max_size=len(PEOPLE)).map(
    lambda each: [Official(PEOPLE[at], (), tuple(held), at + 1) for at, held in enumerate(each)]
)
learnings = st.lists(
    st.tuples(st.sampled_from([*PEOPLE, "Bùi Lý Mơ"]), st.sampled_from(OFFICES), days, days),
    max_size=3,
).map(
    lambda each: [
        LearnedTerm(name, office, min(a, b), max(a, b), official_id=number)
        for name, office, a, b in each
        for number in [PEOPLE.index(name) + 1 if name in PEOPLE else None]
    ]
)
asked = st.sampled_from(OFFICES)


@given(registries, learnings, asked, days)
def test_odds_are_odds(
    officials: list[Official], learned: list[LearnedTerm], office: Office, on: date
) -> None:
    answer = Holders(officials, learned).of(office, on)
    odds = [each.odds for each in answer.candidates]
    assert all(0 <= each <= 1 for each in odds)
    assert 0 <= answer.confidence <= 1
    assert sum(odds) <= 1 + 1e-9
    assert odds == sorted(odds, reverse=True)
    assert answer.official is None or not answer.candidates
    assert answer.official is None or is_single(office)


def _cover(term: Term, on: date) -> Cover:
    return window(term.start, term.end, term.attested, 90).cover(on.toordinal())


@given(registries, asked, days)
def test_who_is_asserted_is_the_only_one_so_sure(
    officials: list[Official], office: Office, on: date
) -> None:
    answer = Holders(officials).of(office, on)
    covers = {
        official.label: max(
            (_cover(term, on) for term in official.terms if term.office.may_be(office)),
            default=Cover.NEVER,
        )
        for official in officials
    }
    if answer.official is None:
        assert all(covers[each.official] > Cover.NEVER for each in answer.candidates)
        return
    best = covers.pop(answer.official)
    assert best >= Cover.NEAR
    assert Cover.CERTAIN not in covers.values()


@given(registries, learnings, asked, days)
def test_the_order_of_what_is_known_does_not_matter(
    officials: list[Official], learned: list[LearnedTerm], office: Office, on: date
) -> None:
    turned = [Official(each.name, (), each.terms[::-1], each.id) for each in reversed(officials)]
    assert Holders(turned, learned[::-1]).of(office, on) == Holders(officials, learned).of(
        office, on
    )


@given(registries, learnings, asked, days)
def test_an_official_of_another_office_changes_nothing(
    officials: list[Official], learned: list[LearnedTerm], office: Office, on: date
) -> None:
    elsewhere = Term(Office("Bí thư", "Thị ủy", "Cái Sậy"), PartialDate(2019), PartialDate(2024))
    other = Official("Phan Thị Út", (), (elsewhere,))
    before = Holders(officials, learned).of(office, on)
    assert Holders([*officials, other], learned).of(office, on) == before
