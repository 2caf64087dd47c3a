from __future__ import annotations

from dataclasses import replace

from worker.archive.officials.learned import Named
from worker.flow.intake.learning import FLOOR, taught
from worker.model import Candidate, Mention, MentionKind, Office, OfficeSaid, OfficeStatus

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm")
DEPUTY = replace(CHAIR, role="Phó Chủ tịch")
MINISTER = Office("Bộ trưởng", "Bộ Thủy lợi")
NGAN = Mention(
    0,
    11,
    "Võ Thị Ngàn",
    MentionKind.PERSON,
    "Võ Thị Ngàn",
    None,
    "title",
    0.9,
    (OfficeSaid(CHAIR),),
)


def test_a_person_named_in_an_office_teaches_that_once() -> None:
    sa = replace(NGAN, official="Lê Đình Sa", official_id=4)
    assert taught([sa, NGAN, NGAN]) == (
        Named("Lê Đình Sa", 4, CHAIR),
        Named("Võ Thị Ngàn", None, CHAIR),
    )


def test_two_offices_of_one_person_are_two() -> None:
    acting = OfficeSaid(MINISTER, OfficeStatus.ACTING)
    offices = [one.office for one in taught([replace(NGAN, offices=(OfficeSaid(CHAIR), acting))])]
    assert offices == [MINISTER, CHAIR]


def test_who_held_an_office_of_one_holder_teaches_that_it_has_ended() -> None:
    left = replace(NGAN, offices=(OfficeSaid(CHAIR, OfficeStatus.FORMER),))
    assert taught([left]) == (Named("Võ Thị Ngàn", None, CHAIR, former=True),)


def test_who_is_made_head_of_a_body_is_its_deputy_no_more() -> None:
    standing = replace(DEPUTY, role="Phó Chủ tịch Thường trực")
    for deputy in (DEPUTY, standing):
        made = replace(NGAN, offices=(OfficeSaid(deputy), OfficeSaid(CHAIR)))
        assert taught([made]) == (Named("Võ Thị Ngàn", None, CHAIR),)


def test_a_deputy_who_acts_for_the_head_is_still_the_deputy() -> None:
    acting = OfficeSaid(CHAIR, OfficeStatus.ACTING)
    offices = [one.office for one in taught([replace(NGAN, offices=(OfficeSaid(DEPUTY), acting))])]
    assert offices == [CHAIR, DEPUTY]


def test_one_of_the_registry_in_an_office_unlike_his_teaches_his_name_alone() -> None:
    """He has moved there, or a namesake holds it: which, nobody knows."""
    perhaps = replace(NGAN, official="Võ Thị Ngàn (Cù Mây)", official_id=4, via="name")
    assert taught([replace(perhaps, confidence=0.57)]) == (Named("Võ Thị Ngàn", None, CHAIR),)
    assert taught([replace(perhaps, confidence=0.57, via="alias")]) == ()
    assert taught([replace(perhaps, confidence=0.475)]) == ()


def test_a_third_of_a_name_that_two_of_the_registry_bear_teaches_the_name_alone() -> None:
    both = (Candidate("Võ Thị Ngàn (Cù Mây)", 0.3), Candidate("Võ Thị Ngàn (Bến Sương)", 0.3))
    third = replace(NGAN, official=None, via="name", confidence=0.95, candidates=both)
    assert taught([third]) == (Named("Võ Thị Ngàn", None, CHAIR),)
    perhaps_one = tuple(replace(one, odds=0.5) for one in both)
    assert taught([replace(third, candidates=perhaps_one)]) == ()
    assert taught([replace(third, via="given-name")]) == ()


def test_what_teaches_nothing() -> None:
    unknown_place = replace(CHAIR, place=None)
    for silent in (
        replace(NGAN, kind=MentionKind.OFFICE, via="term"),
        replace(NGAN, official=None),
        replace(NGAN, confidence=FLOOR - 0.01),
        replace(NGAN, offices=()),
        replace(NGAN, offices=(OfficeSaid(DEPUTY, OfficeStatus.FORMER),)),
        replace(NGAN, offices=(OfficeSaid(unknown_place),)),
    ):
        assert taught([silent]) == ()
