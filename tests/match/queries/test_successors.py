"""Offices of queries that have ended, and the queries that follow them on. The ends are real."""

from __future__ import annotations

from datetime import date

import pytest

from worker.match.queries.query import parse
from worker.match.queries.successors import typed, unfollowed, with_successors
from worker.match.queries.typed_office import read_typed
from worker.model import Office

LAST_DAY = date(2025, 6, 30)
NEXT_DAY = date(2025, 7, 1)
OLD = 'office:"Bí thư Tỉnh ủy Bến Tre"'
BOTH = '(office:"Bí thư Tỉnh ủy Bến Tre" OR office:"Bí thư Tỉnh ủy Vĩnh Long")'
TOPICS = {"ben-tre": OLD}


@pytest.mark.parametrize(
    ("query", "day", "told"),
    [
        (OLD, LAST_DAY, 0),
        (OLD, NEXT_DAY, 1),
        (f"dừa OR {OLD} {OLD}", NEXT_DAY, 1),
        ("topic:ben-tre", NEXT_DAY, 1),
        (BOTH, NEXT_DAY, 0),
        (f'{OLD} OR office:"Bí thư Tỉnh ủy"', NEXT_DAY, 0),
        (f"dừa -{OLD}", NEXT_DAY, 0),
        ('office:"Bí thư Tỉnh ủy"', NEXT_DAY, 0),
        ('office:"Bí thư Tỉnh ủy Vĩnh Long"', NEXT_DAY, 0),
        ('office:"bi thu tinh uy ben tre"', NEXT_DAY, 1),
        ("dừa", NEXT_DAY, 0),
    ],
)
def test_offices_that_ended_and_are_not_followed_on(query: str, day: date, told: int) -> None:
    ended = unfollowed(parse(query, TOPICS), day)
    assert len(ended) == told
    for one in ended:
        assert one.on == LAST_DAY
        assert one.told == (
            "Bí thư Tỉnh ủy Bến Tre ended 2025-06-30, followed by Bí thư Tỉnh ủy Vĩnh Long"
        )


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        (OLD, BOTH),
        (f'dừa -{OLD} "hạn mặn"', f'dừa -{BOTH} "hạn mặn"'),
        (f"({OLD} OR dừa) NOT  mía", f"({BOTH} OR dừa) NOT  mía"),
        (f"{OLD}\n{OLD}", f"{BOTH}\n{BOTH}"),
        (
            "OFFICE: “Bí thư Tỉnh ủy Bến Tre”",
            BOTH.replace('"Bí thư Tỉnh ủy Bến Tre"', "“Bí thư Tỉnh ủy Bến Tre”"),
        ),
        (BOTH, BOTH),
        (
            'office:"Chánh Thanh tra Bến Tre"',
            '(office:"Chánh Thanh tra Bến Tre" OR office:"Chánh Thanh tra Vĩnh Long")',
        ),
        ("topic:ben-tre", "topic:ben-tre"),
        ('"office:x" dừa', '"office:x" dừa'),
        ("", ""),
    ],
)
def test_ended_offices_get_their_successors_beside_them(query: str, rewritten: str) -> None:
    text, ended = with_successors(query, NEXT_DAY)
    assert text == rewritten
    assert bool(ended) is (text != query)
    parse(text, TOPICS)
    assert with_successors(text, NEXT_DAY) == (text, ())
    assert with_successors(query, LAST_DAY) == (query, ())


@pytest.mark.parametrize(
    "office",
    [
        Office("Bí thư", "Tỉnh ủy", "Sông Hàm"),
        Office("Chủ tịch", "Ủy ban nhân dân", "Vĩnh Long", "tỉnh"),
        Office("Chủ tịch", "Ủy ban nhân dân", "Cái Sậy", "huyện", "Sông Hàm"),
        Office("Bộ trưởng", "Bộ Y tế"),
    ],
)
def test_an_office_is_typed_so_that_it_reads_as_itself(office: Office) -> None:
    read = read_typed(typed(office))
    assert read.office is not None
    assert read.office.may_be(office)
    assert not read.rest
