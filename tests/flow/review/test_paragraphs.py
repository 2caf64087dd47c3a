"""Who a press review says is named in which office."""

from __future__ import annotations

import pytest

from worker.flow.review.paragraphs import officials_of
from worker.model import Mention, MentionKind, Office, OfficeSaid, OfficeStatus

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
HELD, ACTING, FORMER = OfficeStatus.CURRENT, OfficeStatus.ACTING, OfficeStatus.FORMER


def named(start: int, *said: OfficeStatus) -> Mention:
    offices = tuple(OfficeSaid(CHAIR, status) for status in said)
    person, who = MentionKind.PERSON, "Kiều Thanh Vĩ"
    return Mention(start, start + len(who), who, person, who, None, "name", 0.9, offices)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((ACTING, HELD), (ACTING,)),
        ((HELD, ACTING, HELD), (ACTING,)),
        ((HELD, HELD), (HELD,)),
        ((FORMER, HELD), (FORMER, HELD)),
    ],
)
def test_an_acting_holder_whom_the_text_calls_by_the_bare_title_too_has_one_office(
    said: tuple[OfficeStatus, ...], told: tuple[OfficeStatus, ...]
) -> None:
    apart = [named(20 * at, status) for at, status in enumerate(said)]
    for mentions in (apart, [named(0, *said)]):
        [person] = officials_of(mentions)
        assert person.offices == tuple((str(CHAIR), status) for status in told)
