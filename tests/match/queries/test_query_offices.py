"""Queries by official and office: whom and what they find in an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.match.articles import SNAPSHOT
from tests.match.offices import CHAIR, OTHER_SECRETARY, SECRETARY, TALK, said
from worker.match.queries.query import matches, parse
from worker.model import Candidate, Office, OfficeStatus

MENTIONS = (
    said("Kiều Thanh Vĩ", SECRETARY, official="Kiều Thanh Vĩ (Sông Hàm)", sure=0.95),
    said("Chủ tịch UBND tỉnh", CHAIR, sure=0.7),
    said("Đào Kim Sơn", OTHER_SECRETARY, official="Đào Kim Sơn", status=OfficeStatus.FORMER),
    said("Vĩ", candidates=(Candidate("Kiều Thanh Vĩ (Sông Hàm)", 0.5),), nth=2),
    said("Bí thư Tỉnh ủy", SECRETARY, sure=0.8),
)
TALKED = replace(SNAPSHOT, article=TALK, mentions=MENTIONS)


def talked(query: str) -> list[tuple[str, str]] | None:
    """Return field and surface of what a query finds in the talk."""
    why = matches(parse(query, {}), TALKED)
    return None if why is None else [(r.field, r.surface) for r in why]


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        ('office:"Bí thư Tỉnh ủy Sông Hàm"', ["Bí thư Tỉnh ủy", "Kiều Thanh Vĩ"]),
        ('OFFICE:"bí thư Tỉnh uỷ Sông Hàm"', ["Bí thư Tỉnh ủy", "Kiều Thanh Vĩ"]),
        ('office:"Bí thư Tỉnh ủy"', ["Bí thư Tỉnh ủy", "Kiều Thanh Vĩ"]),
        ('office:"Chủ tịch UBND tỉnh Sông Hàm"', ["Chủ tịch UBND tỉnh"]),
        ('office:"Chủ tịch UBND thành phố Sông Hàm"', None),
        ('office:"Bí thư Tỉnh ủy Cù Mây"', None),
        ('office:"Phó Bí thư Tỉnh ủy Sông Hàm"', None),
        ('office:"Bí thư Tỉnh ủy" min-confidence:0.9', ["Kiều Thanh Vĩ"]),
        ('office:"Bí thư Tỉnh ủy" min-confidence:0,96', None),
        ('office:"Bí thư Tỉnh ủy" min-confidence:0.9 min-confidence:0.5', ["Kiều Thanh Vĩ"]),
        ('(office:"Bí thư Tỉnh ủy" OR phát) min-confidence:1', ["phát"]),
        ('official:"Kiều Thanh Vĩ"', ["Kiều Thanh Vĩ", "Vĩ"]),
        ('official:"Kiều Thanh Vĩ (Sông Hàm)"', ["Kiều Thanh Vĩ", "Vĩ"]),
        ('official:"Kiều Thanh Vĩ (Cù Mây)"', None),
        ('official:"Kiều Thanh Vĩ" min-confidence:0.5', ["Kiều Thanh Vĩ"]),
        ('phát NOT official:"Đào Kim Sơn" min-confidence:0.99', ["phát"]),
    ],
)
def test_offices_and_persons_in_an_article(query: str, surfaces: list[str] | None) -> None:
    found = talked(query)
    assert (None if found is None else [surface for _, surface in found]) == surfaces


POLICE = replace(CHAIR, role="Trưởng Công an", body="Công an", place="Bãi Bồi", unit="xã")


@pytest.mark.parametrize("within", ["Sông Hàm", None])
def test_an_office_is_found_as_it_is_printed(within: str | None) -> None:
    office = replace(POLICE, within=within)
    mention = said("Kiều Thanh Vĩ", office, official="Kiều Thanh Vĩ")
    found = matches(parse(f'office:"{office}"', {}), replace(TALKED, mentions=(mention,)))
    assert found is not None


def test_an_office_is_found_with_each_place_and_how_sure_it_is() -> None:
    why = matches(parse('office:"Bí thư Tỉnh ủy Sông Hàm"', {}), TALKED) or ()
    assert [(r.field, r.via, r.confidence) for r in why] == [
        ("office", "office", 0.8),
        ("office", "title", 0.95),
    ]
    for reason in why:
        assert reason.start is not None
        assert TALK.text[reason.start : reason.end] == reason.surface


@pytest.mark.parametrize(
    "query",
    ['office:"bi thu tinh uy song ham"', "office:bi-thu-tinh-uy", 'office:"BI THU TINH UY"'],
)
def test_an_office_typed_without_marks_is_found_whatever_the_marks(query: str) -> None:
    assert talked(query) == [("office", "Bí thư Tỉnh ủy"), ("office", "Kiều Thanh Vĩ")]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, []),
        (1, [("Chủ tịch Ủy ban nhân dân Bến Tre", "Chủ tịch Ủy ban nhân dân Vĩnh Long")]),
    ],
)
def test_an_article_later_than_the_office_says_what_followed_it(
    days: int, told: list[tuple[str, str]]
) -> None:
    ended = Office("Chủ tịch", "Ủy ban nhân dân", "Bến Tre", "tỉnh")
    at = datetime(2025, 6, 29, 17, 0, tzinfo=UTC) + timedelta(days)  # 30 June, 00:00 in Hanoi
    mentions = (said("Chủ tịch UBND tỉnh", ended), said("Kiều Thanh Vĩ", ended, official="Vĩ"))
    snapshot = replace(TALKED, mentions=mentions, published_at=at)
    for query in ('office:"Chủ tịch UBND tỉnh Bến Tre"', 'office:"Chủ tịch UBND"'):
        why = matches(parse(query, {}), snapshot) or ()
        facts = [dict(r.facts) for r in why if r.start is None]
        assert [(one["office"], one["followed"]) for one in facts] == told
        assert [r.via for r in why] == ["title", "office"] + ["succession"] * len(told)
        assert {r.field for r in why} == {"office"}
