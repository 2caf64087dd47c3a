"""When two terms are one, and when they contradict each other: only for certain."""

from __future__ import annotations

from datetime import date

import pytest

from worker.flow.registry.terms import contradict, differ, extended, joined, period
from worker.model import Office, PartialDate, Term

SEAT = Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")


def term(written: str, *, acting: bool = False, office: Office = SEAT) -> Term:
    """Read ``start..end days``, each part left out where it is not known."""
    bounds, *days = written.split(" ")
    start, _, end = bounds.partition("..")
    return Term(
        office,
        PartialDate.parse(start) if start else None,
        PartialDate.parse(end) if end else None,
        tuple(map(date.fromisoformat, days)),
        acting=acting,
    )


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("2020-10-15..2025-06-30", "2024-01-10..", True),
        ("2020-10-15..2025-06-30", ".. 2024-01-10", True),
        ("2020-10-15..2025-06-30", "2024..2024", False),  # no day of 2024 is certain
        ("2020-10-15..2025-06-30", "2024..2025", True),  # 31 December 2024 and 1 January 2025 are
        ("2020-10-15..2025-06-30", "2025-06-30..2026", False),  # the day of a handover
        ("2020-10-15..2025-06-30", "2025-06-29..2026", True),
        ("2020-10-15..2025-06-30", "2025..", False),
        ("2020-10-15..2025-06-30", "2026-01-01..", False),
        ("2020..2021", "2021..2022", False),
        ("2020..", "2021-05-01..", False),  # when the first one ended is not known
        ("2020-10-15.. 2024-01-10", "2023-01-01..", True),
        (".. 2021-02-26", ".. 2021-02-26", False),  # a day may see both: the handover
        (".. 2020-01-01 2022-01-01", ".. 2021-01-01", False),  # between them is not certain
        ("..2021-06-30 2020-01-01", ".. 2021-01-01", True),
        ("..2021-06-30", "2021-06-01..", False),
        ("..", "2020..2025", False),
    ],
)
def test_two_holders_contradict_on_days_that_are_certain(one: str, other: str, wrong: bool) -> None:
    assert contradict(term(one), term(other)) is wrong
    assert contradict(term(other), term(one)) is wrong


def test_who_acts_for_the_holder_holds_the_office_beside_them() -> None:
    long = "2020-10-15..2025-06-30"
    assert not contradict(term(long), term("2024-01-10..2024-03-01", acting=True))
    assert contradict(term(long, acting=True), term("2024-01-10..2024-03-01", acting=True))


def test_another_office_contradicts_nothing() -> None:
    long = term("2020-10-15..2025-06-30")
    for office in (
        Office("Bí thư", "Tỉnh ủy", "Cù Mây", "tỉnh"),
        Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "thành phố"),
        Office("Phó Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh"),
    ):
        assert not contradict(long, term("2024-01-10..", office=office))
    open_unit = Office("Bí thư", "Tỉnh ủy", "Sông Hàm")
    assert contradict(long, term("2024-01-10..", office=open_unit))


@pytest.mark.parametrize(
    ("known", "new", "becomes"),
    [
        ("2020-10-15..", "2020-10-15..", ["2020-10-15.."]),
        ("2020-10-15..", "2020-10-15..2025", ["2020-10-15..2025"]),
        ("2020..", "2020-10-15..", ["2020-10-15.."]),
        ("2020-10-15..", "2020..", ["2020-10-15.."]),
        ("2020-10-15..2025", ".. 2022-02-01", ["2020-10-15..2025 2022-02-01"]),
        (".. 2022-02-01", "2020-10-15..2025", ["2020-10-15..2025 2022-02-01"]),
        (".. 2022-02-01", ".. 2021-02-01", [".. 2021-02-01 2022-02-01"]),
        (".. 2022-02-01", "..", [".. 2022-02-01"]),
        ("2010..2015", "2020..", ["2010..2015", "2020.."]),
        ("2010..2015-06-29", "2015-06-29..2020", ["2010..2015-06-29", "2015-06-29..2020"]),
        ("2010..2015", ".. 2022-02-01", ["2010..2015", ".. 2022-02-01"]),
        ("2020.. 2020-03-01", "2020-10-15..", ["2020.. 2020-03-01", "2020-10-15.."]),
        ("2020..2024", "2020..2025", ["2020..2024", "2020..2025"]),
    ],
)
def test_what_is_told_twice_of_a_person_is_one_term(
    known: str, new: str, becomes: list[str]
) -> None:
    terms, index = joined((term(known),), term(new))
    assert terms == tuple(map(term, becomes))
    assert index == len(becomes) - 1


def test_one_term_keeps_where_both_are_known_from() -> None:
    first = Term(SEAT, attested=(date(2021, 1, 1),), known_from="bài 3")
    second = Term(SEAT, attested=(date(2021, 2, 1),), known_from="bài 7")
    [one], _ = joined((first,), second)
    assert one.known_from == "bài 3; bài 7"
    assert one.attested == (date(2021, 1, 1), date(2021, 2, 1))
    assert joined((one,), second) == ((one,), 0)


@pytest.mark.parametrize(
    ("known", "becomes"),
    [
        (["2020-10-15.."], ["2020-10-15.. 2022-02-01"]),
        (["..2025"], ["..2025 2022-02-01"]),
        (["2010..2015"], ["2010..2015", ".. 2022-02-01"]),
        (["2010..2015", "2020.."], ["2010..2015", "2020.. 2022-02-01"]),
        (["2010..", "2020.."], ["2010..", "2020..", ".. 2022-02-01"]),
        (["2023.."], ["2023..", ".. 2022-02-01"]),
    ],
)
def test_what_is_seen_extends_the_only_term_it_may_belong_to(
    known: list[str], becomes: list[str]
) -> None:
    assert extended(tuple(map(term, known)), term(".. 2022-02-01")) == tuple(map(term, becomes))


def test_a_term_told_again_stays_as_it_stands() -> None:
    both = (term(".. 2021-01-01"), term(".. 2022-01-01"))
    for index, one in enumerate(both):
        assert joined(both, one) == (both, index)


def test_one_person_cannot_have_ended_twice() -> None:
    assert differ(term("2020-10-15..2024-06-30"), term("2020-10-15..2025-06-30"))
    assert differ(term("2020-10-15..2025"), term("2021-01-01..2025"))
    assert not differ(term("2020-10-15..2025"), term("2020-10-15..2025-06-30"))
    assert not differ(term("2010..2015-06-29"), term("2015-06-29..2020"))
    assert not differ(term("2020..2024"), term("2021-05-01..", acting=True))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2020..2025-06-30", "2020 to 2025-06-30"),
        ("2020-10..", "from 2020-10"),
        ("..2025", "until 2025"),
        (".. 2021-02-26", "on 2021-02-26"),
        (".. 2022-02-26 2021-02-26", "on 2021-02-26 and 2022-02-26"),
        ("..", ""),
    ],
)
def test_a_period_in_words(written: str, told: str) -> None:
    assert period(term(written)) == told
