from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.match.people.answer import NOBODY, Answer
from worker.match.people.holders import Holders
from worker.match.people.namesakes import (
    AGREEMENT,
    LEAD,
    NOT_IN_THIS_PLACE,
    NOT_THIS_OFFICE,
    Relation,
)
from worker.model import (
    Candidate,
    Exclusion,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    PartialDate,
    Setting,
    Term,
)

DAY = date(2022, 4, 1)
HERE = Setting("Trà Giồng", DAY)
NOWHERE = Setting(None, DAY)

SECRETARY = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Trà Giồng")
CHAIRMAN = Office("Chủ tịch", "Ủy ban nhân dân", "Vàm Rẻo", "thị xã", "Cù Mây")
DIRECTOR = Office("Giám đốc", "Sở Y tế", "Sông Hàm", "tỉnh")
MEMBER = Office("Ủy viên", "Ban Chấp hành Trung ương Đảng")


def seen(office: Office, *days: str) -> Term:
    return Term(office, attested=tuple(map(date.fromisoformat, days or ("2022-03-20",))))


def between(office: Office, start: str, end: str) -> Term:
    return Term(office, PartialDate.parse(start), PartialDate.parse(end))


def man(distinction: str, *terms: Term, exclusions: tuple[Exclusion, ...] = ()) -> Official:
    number = sum(map(ord, distinction)) or 1
    return Official("Lê Văn Mẫn", (), terms, number, distinction=distinction, exclusions=exclusions)


def said(*offices: Office, status: OfficeStatus = OfficeStatus.CURRENT) -> list[OfficeSaid]:
    return [OfficeSaid(office, status) for office in offices]


def which(
    named: list[Official], offices: list[OfficeSaid] | None = None, setting: Setting = NOWHERE
) -> Answer:
    return Holders([]).which(named, offices or [], setting)


def who(answer: Answer) -> str | None:
    return answer.official and answer.official.removeprefix("Lê Văn Mẫn ").strip("()")


A = man("A", seen(SECRETARY))
B = man("B", seen(CHAIRMAN))


def test_nobody_named_is_nobody() -> None:
    assert which([]) == Answer(None, None, "", 0.0, ())


def test_one_official_is_asserted_where_nothing_speaks_against_him() -> None:
    assert which([A]) == Answer("Lê Văn Mẫn (A)", A.id, "", 1.0, ())
    assert which([A, A]).official == A.label
    assert which([man("")], said(SECRETARY)).confidence == 1.0
    assert which([Official("Lê Văn Mẫn")]).official_id is None


@pytest.mark.parametrize(
    ("office", "relation"),
    [
        (SECRETARY, Relation.SAME),
        (Office("Bí thư", "Huyện ủy"), Relation.POST),
        (Office("Phó Bí thư", "Huyện ủy", "Cái Sậy"), Relation.BODY),
        (Office("Chủ tịch", "Ủy ban nhân dân", "Cái Sậy"), Relation.AREA),
        (Office("Giám đốc", "Sở Y tế", "Trà Giồng"), Relation.AREA),
        (Office("Bộ trưởng", "Bộ Y tế"), Relation.UNKNOWN),
        (CHAIRMAN, Relation.ELSEWHERE),
    ],
)
def test_an_office_unlike_his_lowers_the_confidence(office: Office, relation: Relation) -> None:
    answer = which([A], said(office))
    assert (answer.official, answer.confidence) == (A.label, AGREEMENT[relation])


def test_the_less_an_office_is_like_his_the_lower_the_confidence() -> None:
    assert sorted(AGREEMENT, key=AGREEMENT.__getitem__) == sorted(AGREEMENT)
    assert which([A], said(CHAIRMAN)).confidence < which([A], said(DIRECTOR, SECRETARY)).confidence


@pytest.mark.parametrize(
    ("offices", "setting", "expected"),
    [
        (said(SECRETARY), NOWHERE, "A"),
        (said(CHAIRMAN), HERE, "B"),
        (said(MEMBER, CHAIRMAN), HERE, "B"),
        (said(Office("Bí thư", "Huyện ủy")), NOWHERE, "A"),
        (said(Office("Phó Bí thư", "Huyện ủy", "Cái Sậy")), NOWHERE, "A"),
        (said(Office("Giám đốc", "Sở Y tế", "Cù Mây")), HERE, "B"),
        (said(Office("Bộ trưởng", "Bộ Y tế")), HERE, "A"),
        ([], HERE, "A"),
        ([], Setting("Cù Mây", DAY), "B"),
        ([], Setting("Sông Hàm", DAY), None),
        ([], NOWHERE, None),
        (said(DIRECTOR), HERE, None),
    ],
)
def test_namesakes_are_told_apart_by_office_then_body_then_place(
    offices: list[OfficeSaid], setting: Setting, expected: str | None
) -> None:
    assert who(which([A, B], offices, setting)) == expected


def test_the_better_it_tells_them_apart_the_surer() -> None:
    office = which([A, B], said(SECRETARY)).confidence
    body = which([A, B], said(Office("Phó Bí thư", "Huyện ủy", "Cái Sậy"))).confidence
    place = which([A, B], [], HERE).confidence
    assert 1 > office > body > place > 0.5


def test_a_namesake_in_a_post_unlike_his_is_told_apart_less_surely() -> None:
    answer = which([A, B], said(Office("Giám đốc", "Sở Y tế", "Cù Mây")))
    assert answer.official == B.label
    assert answer.confidence == pytest.approx(4 / 4.5 * AGREEMENT[Relation.AREA], abs=0.001)


def test_of_his_terms_the_one_that_fits_best_counts() -> None:
    both = man("C", seen(DIRECTOR), seen(CHAIRMAN), seen(Office("Bí thư", "Thị ủy", "Giá Trà")))
    assert who(which([A, both], said(CHAIRMAN))) == "C"


def test_undecided_namesakes_are_all_candidates_with_their_odds() -> None:
    assert which([B, A]) == Answer(
        None, None, "", 0.5, (Candidate(A.label, 0.5), Candidate(B.label, 0.5))
    )


def test_the_likelier_candidate_comes_first_but_is_not_asserted() -> None:
    recent, older = man("Z", seen(SECRETARY)), man("Y", seen(SECRETARY, "2020-06-01"))
    answer = which([older, recent])
    assert answer.official is None
    assert [each.official for each in answer.candidates] == [recent.label, older.label]
    assert answer.candidates[0].odds < LEAD * answer.candidates[1].odds


def test_namesakes_in_one_place_are_told_apart_by_the_day() -> None:
    father = man("cha", between(SECRETARY, "1996", "2003"))
    son = man("con", seen(SECRETARY, "2019-05-01"))
    assert who(which([father, son], said(SECRETARY))) == "con"
    assert who(which([father, son], [], Setting("Trà Giồng", date(2019, 7, 1)))) == "con"
    assert who(which([father, son], [], Setting("Trà Giồng", date(2000, 6, 1)))) == "cha"
    assert who(which([father, son], [], Setting("Trà Giồng", date(2010, 6, 1)))) is None


def test_who_has_just_left_is_still_a_candidate_for_his_office() -> None:
    gone = man("cha", between(SECRETARY, "2015-01-01", "2022-03-15"))
    other = man("con", seen(SECRETARY, "2012-05-01"))
    assert who(which([gone, other], said(SECRETARY))) is None


def test_a_former_office_is_his_whose_term_had_ended() -> None:
    father = man("cha", between(SECRETARY, "1996", "2003"))
    son = man("con", between(SECRETARY, "2019", "2025"))
    former = said(SECRETARY, status=OfficeStatus.FORMER)
    assert who(which([father, son], former)) == "cha"
    assert who(which([father, son], said(SECRETARY))) == "con"
    assert who(which([father, son], said(SECRETARY, status=OfficeStatus.ACTING))) == "con"


def test_who_is_known_to_have_left_is_likelier_a_former_holder_than_who_may_have() -> None:
    left = man("Z", between(SECRETARY, "1996", "2003"))
    perhaps = man("Y", seen(SECRETARY, "2010-05-01"))
    answer = which([perhaps, left], said(SECRETARY, status=OfficeStatus.FORMER))
    assert [each.official for each in answer.candidates] == [left.label, perhaps.label]
    assert answer.confidence > 0.6


def test_a_term_not_yet_begun_is_no_former_office() -> None:
    father = man("cha", between(SECRETARY, "1996", "2003"))
    later = man("con", between(SECRETARY, "2023", "2025"))
    assert who(which([father, later], said(SECRETARY, status=OfficeStatus.FORMER))) == "cha"


LESSON = Exclusion(7, (CHAIRMAN,), "Cù Mây")
TAUGHT = man("A", seen(SECRETARY), exclusions=(LESSON,))


def test_an_office_of_an_excluded_namesake_is_not_his() -> None:
    less = Office("Chủ tịch", "Ủy ban nhân dân", "Vàm Rẻo")
    for office in (CHAIRMAN, less):
        answer = which([TAUGHT], said(office))
        assert answer.official is None
        assert answer.candidates == (Candidate(TAUGHT.label, NOT_THIS_OFFICE),)
        assert answer.confidence == NOT_THIS_OFFICE


def test_an_exclusion_takes_no_office_away_that_is_his() -> None:
    own = man("A", seen(SECRETARY), seen(CHAIRMAN), exclusions=(LESSON,))
    assert who(which([own], said(CHAIRMAN))) == "A"
    assert who(which([TAUGHT], said(CHAIRMAN, SECRETARY))) == "A"
    assert who(which([TAUGHT], said(DIRECTOR))) == "A"


def test_where_no_office_is_said_the_place_of_an_exclusion_leaves_it_open() -> None:
    answer = which([TAUGHT], [], Setting("Cù Mây", DAY))
    assert answer.official is None
    assert answer.candidates == (Candidate(TAUGHT.label, NOT_IN_THIS_PLACE),)
    assert who(which([TAUGHT], [], HERE)) == "A"
    assert who(which([TAUGHT], [], NOWHERE)) == "A"


def test_an_exclusion_in_his_own_place_leaves_his_name_alone() -> None:
    at_home = man("A", seen(SECRETARY), exclusions=(Exclusion(7, (CHAIRMAN,), "Trà Giồng"),))
    assert who(which([at_home], [], HERE)) == "A"


def test_an_exclusion_without_a_place_speaks_of_offices_only() -> None:
    unplaced = man("A", seen(SECRETARY), exclusions=(Exclusion(7, (CHAIRMAN,), None),))
    assert who(which([unplaced], [], NOWHERE)) == "A"
    assert which([unplaced], said(CHAIRMAN)).official is None


def test_an_excluded_namesake_is_never_asserted_and_the_other_gains() -> None:
    deputy = Office("Phó Chủ tịch", "Ủy ban nhân dân", "Vàm Rẻo", "thị xã", "Cù Mây")
    assert who(which([TAUGHT, man("C", seen(deputy))], said(CHAIRMAN))) == "C"
    elsewhere = which([TAUGHT, man("C", seen(DIRECTOR))], said(CHAIRMAN))
    assert elsewhere.official is None  # there is a third of that name: the lesson's
    taught_both = man("C", seen(DIRECTOR), exclusions=(LESSON,))
    assert which([TAUGHT, taught_both], said(CHAIRMAN)).official is None
    colleague = man("E", seen(deputy), exclusions=(LESSON,))
    far = man("D", between(DIRECTOR, "1990", "1991"))
    assert which([colleague, far], said(CHAIRMAN)).official is None
    assert which([TAUGHT, far], [], Setting("Cù Mây", DAY)).official is None


def test_odds_of_excluded_namesakes_are_not_shared_among_them_alone() -> None:
    taught_both = man("C", seen(DIRECTOR), exclusions=(LESSON,))
    answer = which([TAUGHT, taught_both], said(CHAIRMAN))
    assert sum(candidate.odds for candidate in answer.candidates) <= 0.2


def test_the_article_of_a_lesson_never_means_the_official() -> None:
    setting = Setting("Lộc Sơn", DAY, LESSON.number)
    assert which([TAUGHT], said(DIRECTOR), setting) == NOBODY


offices = st.sampled_from(
    [
        SECRETARY,
        CHAIRMAN,
        DIRECTOR,
        MEMBER,
        Office("Bí thư", "Huyện ủy"),
        Office("Bí thư", "Thị ủy"),
    ]
)
days = st.dates(date(2015, 1, 1), date(2025, 12, 31))
terms = st.builds(lambda office, day: Term(office, attested=(day,)), offices, days)
lessons = st.builds(
    Exclusion, st.just(7), st.lists(offices, max_size=2).map(tuple), st.just("Cù Mây")
)
people = st.lists(
    st.tuples(st.lists(terms, max_size=3), st.lists(lessons, max_size=1)), min_size=1, max_size=4
).map(
    lambda each: [
        man("ABCD"[at], *has, exclusions=tuple(taught)) for at, (has, taught) in enumerate(each)
    ]
)
texts = st.lists(st.builds(OfficeSaid, offices, st.sampled_from(OfficeStatus)), max_size=3)
settings = st.builds(Setting, st.sampled_from([None, "Trà Giồng", "Cù Mây"]), days)


@given(people, texts, settings)
def test_odds_are_odds(named: list[Official], text: list[OfficeSaid], setting: Setting) -> None:
    answer = which(named, text, setting)
    odds = [each.odds for each in answer.candidates]
    assert all(0 <= each <= 1 for each in odds)
    assert 0 <= answer.confidence <= 1
    assert sum(odds) <= 1 + 1e-9
    assert (answer.official is None) == bool(answer.candidates)
    if len(named) > 1 and answer.official is None:
        if not any(each.exclusions for each in named):
            # Where nobody so called has served it may be a third.
            sums = (1, AGREEMENT[Relation.ELSEWHERE])
            assert any(sum(odds) == pytest.approx(whole, abs=0.002) for whole in sums)
        assert {each.official for each in answer.candidates} == {each.label for each in named}


@given(people, texts, settings)
def test_the_order_of_names_and_offices_does_not_matter(
    named: list[Official], text: list[OfficeSaid], setting: Setting
) -> None:
    answer = which(named, text, setting)
    assert which(named[::-1], text[::-1], setting) == answer
