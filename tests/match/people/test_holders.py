from __future__ import annotations

from datetime import date, timedelta

import pytest

from worker.match.people.answer import Answer
from worker.match.people.holders import CONFIDENCE, DISPUTED, Holders
from worker.match.people.tenure import Cover
from worker.model import Candidate, LearnedTerm, Office, Official, PartialDate, Term

SECRETARY = Office("Bí thư", "Huyện ủy", "Cái Sậy")
DEPUTY = Office("Phó Chủ tịch", "Ủy ban nhân dân", "Sông Hàm")
REGISTERED = CONFIDENCE["term", Cover.CERTAIN]
REGISTERED_NEAR = CONFIDENCE["term", Cover.NEAR]
LEARNED = CONFIDENCE["learned", Cover.CERTAIN]
LEARNED_NEAR = CONFIDENCE["learned", Cover.NEAR]


def day(written: str) -> date:
    return date.fromisoformat(written)


def held(
    name: str,
    start: str = "",
    end: str = "",
    *seen: str,
    office: Office = SECRETARY,
    acting: bool = False,
    number: int = 0,
) -> Official:
    term = Term(
        office,
        PartialDate.parse(start) if start else None,
        PartialDate.parse(end) if end else None,
        tuple(map(day, seen)),
        acting=acting,
    )
    return Official(name, (), (term,), number)


def read(
    holder: str, first: str, last: str = "", office: Office = SECRETARY, number: int | None = None
) -> LearnedTerm:
    return LearnedTerm(holder, office, day(first), day(last or first), official_id=number)


def ask(
    on: str,
    *known: Official | LearnedTerm,
    office: Office = SECRETARY,
    margin: int = 90,
) -> Answer:
    officials = [each for each in known if isinstance(each, Official)]
    learned = [each for each in known if isinstance(each, LearnedTerm)]
    return Holders(officials, learned, timedelta(days=margin)).of(office, day(on))


def names(answer: Answer) -> list[str]:
    assert answer.official is None
    return [each.official for each in answer.candidates]


MAN = held("Lê Văn Mẫn", "2020-06-01", "2025-01-31", number=3)
YEN = held("Hồ Thị Yến", "", "", "2022-04-01", number=4)


def test_who_holds_the_office_by_the_registry_is_asserted() -> None:
    assert ask("2022-04-01", MAN) == Answer("Lê Văn Mẫn", 3, "term", REGISTERED, ())
    assert ask("2022-04-01", held("Lê Văn Mẫn", "2020", "2024")).official_id is None


def test_an_office_of_which_nothing_is_known_has_no_holder() -> None:
    nobody = Answer(None, None, "", 0.0, ())
    assert ask("2022-04-01") == nobody
    assert ask("2022-04-01", MAN, office=Office("Bí thư", "Huyện ủy", "Giá Trà")) == nobody
    assert ask("2022-04-01", MAN, office=Office("Chủ tịch", "Huyện ủy", "Cái Sậy")) == nobody
    assert ask("2022-04-01", MAN, office=Office("Bí thư", "Thị ủy", "Cái Sậy")) == nobody


@pytest.mark.parametrize("on", ["2020-05-31", "2025-02-01"])
def test_before_the_start_and_after_the_end_he_is_not_even_a_candidate(on: str) -> None:
    assert ask(on, MAN) == Answer(None, None, "", 0.0, ())


@pytest.mark.parametrize("on", ["2020-03-01", "2025-06-01"])
def test_within_a_start_or_end_known_in_part_he_is_a_candidate(on: str) -> None:
    assert names(ask(on, held("Lê Văn Mẫn", "2020", "2025"))) == ["Lê Văn Mẫn"]


@pytest.mark.parametrize(
    ("on", "confidence"),
    [
        ("2022-04-01", REGISTERED),
        ("2022-06-30", REGISTERED_NEAR),
        ("2022-01-01", REGISTERED_NEAR),
    ],
)
def test_within_the_margin_he_is_asserted_less_surely(on: str, confidence: float) -> None:
    assert ask(on, YEN) == Answer("Hồ Thị Yến", 4, "term", confidence)


@pytest.mark.parametrize("on", ["2022-07-01", "2021-12-31"])
def test_beyond_the_margin_he_is_a_candidate(on: str) -> None:
    answer = ask(on, YEN)
    assert names(answer) == ["Hồ Thị Yến"]
    assert answer.confidence == answer.candidates[0].odds < 0.5


def test_the_margin_can_be_set() -> None:
    assert ask("2022-04-11", YEN, margin=10).official == "Hồ Thị Yến"
    assert ask("2022-04-12", YEN, margin=10).official is None
    assert ask("2022-04-01", YEN, margin=0).official == "Hồ Thị Yến"
    assert ask("2022-04-02", YEN, margin=0).official is None


def test_the_farther_away_the_lower_the_odds() -> None:
    odds = [ask(on, YEN).candidates[0].odds for on in ("2022-09-01", "2023-09-01", "2030-09-01")]
    assert odds == sorted(odds, reverse=True)
    assert odds[0] > 2 * odds[2] > 0


def test_a_term_without_any_date_makes_a_candidate_at_most() -> None:
    answer = ask("2022-04-01", held("Lê Văn Mẫn"))
    assert names(answer) == ["Lê Văn Mẫn"]
    assert answer.candidates[0].odds < 0.25


def test_who_is_certain_beats_who_is_near() -> None:
    assert ask("2022-04-20", YEN, held("Lê Văn Mẫn", "2022-04-15", "2024-01-01")) == Answer(
        "Lê Văn Mẫn", None, "term", REGISTERED
    )


def test_of_two_certain_ones_nobody_is_asserted() -> None:
    answer = ask("2022-04-01", YEN, MAN, held("Trần Thị Lụa", "", "", "2022-05-01"))
    assert answer.candidates == (Candidate("Hồ Thị Yến", 0.5), Candidate("Lê Văn Mẫn", 0.5))


def test_between_two_who_were_seen_nobody_is_asserted() -> None:
    answer = ask("2022-04-05", YEN, held("Lê Văn Mẫn", "", "", "2022-04-21"))
    assert names(answer) == ["Hồ Thị Yến", "Lê Văn Mẫn"]
    assert answer.candidates[0].odds > answer.candidates[1].odds


def test_who_was_seen_later_has_followed() -> None:
    successor = held("Lê Văn Mẫn", "", "", "2022-04-21")
    assert ask("2022-05-01", YEN, successor).official == "Lê Văn Mẫn"
    assert ask("2022-03-25", YEN, successor).official == "Hồ Thị Yến"


def test_what_was_only_read_ends_no_registered_term() -> None:
    assert names(ask("2022-05-01", YEN, read("Lê Văn Mẫn", "2022-04-21"))) == [
        "Hồ Thị Yến",
        "Lê Văn Mẫn",
    ]


def test_an_acting_holder_does_not_follow_and_does_not_make_way() -> None:
    acting = held("Lê Văn Mẫn", "", "", "2022-04-21", acting=True)
    assert set(names(ask("2022-05-01", YEN, acting))) == {"Hồ Thị Yến", "Lê Văn Mẫn"}
    both = held("Lê Văn Mẫn", "2022-03-01", "2022-06-30", acting=True)
    assert set(names(ask("2022-04-01", YEN, both))) == {"Hồ Thị Yến", "Lê Văn Mẫn"}


def test_an_acting_holder_alone_is_the_holder() -> None:
    acting = held("Lê Văn Mẫn", "2022-03-01", "2022-06-30", acting=True)
    assert ask("2022-04-01", acting).official == "Lê Văn Mẫn"


def test_who_may_have_begun_leaves_another_within_his_margin_in_doubt() -> None:
    begun_that_year = held("Lê Văn Mẫn", "2022")
    assert set(names(ask("2022-05-01", YEN, begun_that_year))) == {"Hồ Thị Yến", "Lê Văn Mẫn"}
    assert ask("2022-04-01", YEN, begun_that_year).official == "Hồ Thị Yến"


def test_who_is_far_leaves_the_one_near_in_office() -> None:
    assert ask("2022-05-01", YEN, held("Lê Văn Mẫn", "", "", "2012-01-01")).official == "Hồ Thị Yến"


def test_the_archive_knows_holders_whom_nobody_registered() -> None:
    learned = read("Trần Thị Lụa", "2022-01-01", "2022-06-01")
    assert ask("2022-03-01", learned) == Answer("Trần Thị Lụa", None, "learned", LEARNED)
    assert ask("2022-07-01", learned) == Answer("Trần Thị Lụa", None, "learned", LEARNED_NEAR)
    assert names(ask("2023-07-01", learned)) == ["Trần Thị Lụa"]


def test_the_archive_extends_what_the_registry_attests() -> None:
    extended = read("Hồ Thị Yến", "2023-03-01", "2023-04-01", number=4)
    assert ask("2022-04-01", YEN, extended) == Answer("Hồ Thị Yến", 4, "term", REGISTERED)
    assert ask("2022-10-01", YEN, extended) == Answer("Hồ Thị Yến", 4, "learned", LEARNED)
    assert ask("2023-06-01", YEN, extended) == Answer("Hồ Thị Yến", 4, "learned", LEARNED_NEAR)


def test_the_archive_extends_it_backwards_too() -> None:
    earlier = read("Hồ Thị Yến", "2021-06-01", "2021-07-01", number=4)
    assert ask("2021-10-01", YEN, earlier) == Answer("Hồ Thị Yến", 4, "learned", LEARNED)


def test_one_name_in_one_office_is_one_person() -> None:
    older_spelling = held("Trần Thị Thuý", "", "", "2022-04-01", number=5)
    answer = ask("2022-08-01", older_spelling, read("Trần Thị Thúy", "2022-04-01", "2022-09-01"))
    assert answer == Answer("Trần Thị Thuý", 5, "learned", LEARNED)


def test_two_spellings_of_a_name_that_was_read_are_one_person() -> None:
    old, new = read("Trần Thị Thuý", "2022-04-01"), read("Trần Thị Thúy", "2022-09-01")
    expected = Answer("Trần Thị Thuý", None, "learned", LEARNED)
    assert ask("2022-08-01", old, new) == ask("2022-08-01", new, old) == expected


def test_a_name_that_two_holders_bear_extends_neither_of_them() -> None:
    first = Official("Lê Văn Mẫn", (), MAN.terms, 1, distinction="cha")
    second = Official("Lê Văn Mẫn", (), held("", "", "2019-12-31").terms, 2, distinction="con")
    answer = ask("2019-01-01", first, second, read("Lê Văn Mẫn", "2018-12-01", "2019-02-01"))
    assert names(answer) == ["Lê Văn Mẫn (con)"]


def test_the_archive_does_not_reach_past_what_the_registry_bounds() -> None:
    late = read("Lê Văn Mẫn", "2024-12-01", "2025-03-01", number=3)
    assert ask("2025-02-01", MAN, late) == Answer(None, None, "", 0.0)


def test_a_sighting_outside_of_the_registered_term_proves_nothing_within_it() -> None:
    begun = held("Lê Văn Mẫn", "2020", "2025-06-30", number=3)
    early = read("Lê Văn Mẫn", "2019-12-01", "2021-06-01", number=3)
    assert names(ask("2020-01-05", begun, early)) == ["Lê Văn Mẫn"]


def test_who_was_read_of_after_his_registered_end_is_a_candidate_only() -> None:
    answer = ask("2026-03-01", MAN, read("Lê Văn Mẫn", "2026-03-01", number=3))
    assert names(answer) == ["Lê Văn Mẫn"]


def test_the_registry_is_believed_before_the_archive_but_less_surely() -> None:
    other = read("Trần Thị Lụa", "2022-01-01", "2022-06-01")
    assert ask("2022-03-01", MAN, other) == Answer("Lê Văn Mẫn", 3, "term", DISPUTED)
    assert ask("2022-08-01", MAN, other).confidence == REGISTERED


def test_who_was_read_of_on_both_sides_beats_who_is_registered_nearby() -> None:
    other = read("Trần Thị Lụa", "2022-04-20", "2022-06-01")
    assert ask("2022-05-01", YEN, other).official == "Trần Thị Lụa"


def test_two_of_whom_was_read_are_candidates() -> None:
    one, two = read("Lê Văn Mẫn", "2022-01-01", "2022-06-01"), read("Hồ Thị Yến", "2022-03-01")
    assert names(ask("2022-03-01", one, two)) == ["Hồ Thị Yến", "Lê Văn Mẫn"]


def test_an_official_who_was_removed_is_known_by_his_name_only() -> None:
    answer = ask("2022-04-01", read("Lê Văn Mẫn", "2022-04-01", number=99))
    assert (answer.official, answer.official_id) == ("Lê Văn Mẫn", None)


def test_of_an_office_that_several_hold_nobody_is_asserted() -> None:
    first = held("Lê Văn Mẫn", "2020", "2025", office=DEPUTY)
    second = held("Hồ Thị Yến", "2021", "2026", office=DEPUTY)
    gone = held("Trần Thị Lụa", "2010", "2015", office=DEPUTY)
    alone = ask("2023-01-01", first, office=DEPUTY)
    assert names(alone) == ["Lê Văn Mẫn"]
    assert alone.confidence < 0.5
    assert names(ask("2023-01-01", first, gone, second, office=DEPUTY)) == [
        "Hồ Thị Yến",
        "Lê Văn Mẫn",
    ]


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Bí thư", "Tỉnh ủy"),
        ("Trưởng ban", "Ban Tuyên giáo Tỉnh ủy"),
        ("Chánh Văn phòng", "Văn phòng Ủy ban nhân dân"),
        ("Giám đốc", "Sở Y tế"),
        ("Trưởng phòng", "Phòng Tài chính, Sở Y tế"),
        ("Chánh án", "Tòa án nhân dân"),
    ],
)
def test_an_office_of_every_place_without_its_place_is_nobodys(role: str, body: str) -> None:
    office = Office(role, body)
    known = held("Lê Văn Mẫn", "2020", "2025", office=office)
    read_of = read("Hồ Thị Yến", "2022-01-01", office=office)
    assert ask("2022-01-01", known, read_of, office=office) == Answer(None, None, "", 0.0)
    placed = Office(role, body, "Sông Hàm")
    assert ask("2022-01-01", held("A", "2020", "2025", office=placed), office=office) == Answer(
        None, None, "", 0.0
    )


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Bộ trưởng", "Bộ Y tế"),
        ("Thủ tướng", "Chính phủ"),
        ("Chánh án", "Tòa án nhân dân tối cao"),
        ("Trưởng ban", "Ban Tuyên giáo Trung ương"),
        ("Vụ trưởng", "Vụ Địa phương II, Văn phòng Trung ương Đảng"),
        ("Trưởng phòng", "Phòng Hành chính, Vụ Địa phương II, Văn phòng Trung ương Đảng"),
    ],
)
def test_a_central_office_needs_no_place(role: str, body: str) -> None:
    office = Office(role, body)
    known = held("Lê Văn Mẫn", "2020", "2025", office=office)
    assert ask("2022-01-01", known, office=office).official == "Lê Văn Mẫn"


def test_what_one_leaves_open_of_a_unit_the_other_may_say() -> None:
    exact = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Trà Giồng")
    elsewhere = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Cù Mây")
    assert ask("2022-01-01", MAN, office=exact).official == "Lê Văn Mẫn"
    there = held("Hồ Thị Yến", "2020", "2025", office=elsewhere)
    assert ask("2022-01-01", there, office=exact) == Answer(None, None, "", 0.0)
    read_there = read("Hồ Thị Yến", "2022-01-01", office=elsewhere)
    assert ask("2022-01-01", read_there, office=exact) == Answer(None, None, "", 0.0)


def test_where_two_units_bear_the_name_nobody_is_asserted() -> None:
    one, two = (
        Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", province)
        for province in ("Trà Giồng", "Cù Mây")
    )
    here = held("Lê Văn Mẫn", "2020", "2025", office=one)
    there = held("Hồ Thị Yến", "2010", "2015", office=two)
    assert names(ask("2022-01-01", here, there)) == ["Lê Văn Mẫn"]
    assert ask("2022-01-01", here, there, office=one).official == "Lê Văn Mẫn"
    assert ask("2022-01-01", here).official == "Lê Văn Mẫn"


def test_each_office_is_answered_for_itself() -> None:
    other = Office("Bí thư", "Huyện ủy", "Giá Trà")
    holders = Holders([MAN, held("Hồ Thị Yến", "2020", "2025", office=other)])
    for _ in range(2):
        assert holders.of(SECRETARY, day("2022-04-01")).official == "Lê Văn Mẫn"
        assert holders.of(other, day("2022-04-01")).official == "Hồ Thị Yến"


def test_an_office_asked_again_on_another_day_is_answered_for_that_day() -> None:
    holders = Holders([MAN])
    assert holders.of(SECRETARY, day("2022-04-01")).official == "Lê Văn Mẫn"
    assert holders.of(SECRETARY, day("2019-04-01")).official is None
    assert holders.of(SECRETARY, day("2022-04-01")).official == "Lê Văn Mẫn"
