from __future__ import annotations

from datetime import date

import pytest

from worker.alert.holder_change import (
    Changed,
    Decision,
    Holder,
    Settled,
    Sighting,
    change_alerts,
    decide_change,
)
from worker.model import (
    AlertKind,
    Channel,
    ChannelKind,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
    Reason,
    Watch,
)

FIRST, TODAY = date(2026, 3, 2), date(2026, 3, 9)
BEFORE = Holder("Lê Đình Sa", date(2024, 5, 1), date(2026, 2, 20), "learned")
TOLD = Sighting(7, FIRST, "Báo Khác", "https://bao-khac.example/7")
LATER = Sighting(9, TODAY, "Báo Cù Mây", "https://bao-cu-may.example/9")
AGAIN = Sighting(10, TODAY, "Báo Khác", "https://bao-khac.example/10")
OFFICE = Office("Bí thư", "Huyện ủy", "Sa Nhiên", "huyện", "Sông Hàm")
NAMED = Mention(30, 41, "Võ Thị Ngàn", MentionKind.PERSON, "Võ Thị Ngàn", None, "title", 0.9)


def test_a_new_name_in_two_sources_after_another_is_a_change() -> None:
    decided = decide_change(FIRST, TODAY, [BEFORE], [AGAIN, LATER, TOLD])
    assert decided == Changed(FIRST, BEFORE, (TOLD, LATER)), "of each outlet the first"


@pytest.mark.parametrize(
    ("others", "elsewhere", "decided"),
    [
        ([BEFORE], [], None),
        ([], [], None),
        ([], [TOLD], Settled()),
        ([Holder("Lê Đình Sa", FIRST, TODAY, "learned")], [TOLD], Settled()),
        ([Holder("Lê Đình Sa", date(2024, 5, 1), TODAY, "learned")], [TOLD], None),
        ([BEFORE, Holder("Kim Sa Rinh", TODAY, TODAY, "learned")], [TOLD], Settled()),
        ([Holder("Lê Đình Sa", date(2024, 5, 1), date(2027, 1, 1), "term")], [TOLD], None),
    ],
    ids=[
        "one source alone",
        "one source and nobody before",
        "nobody before",
        "both known from the same day",
        "the other still seen there",
        "somebody has come after",
        "the registry's term has not ended",
    ],
)
def test_what_is_no_change(
    others: list[Holder], elsewhere: list[Sighting], decided: Decision
) -> None:
    assert decide_change(FIRST, TODAY, others, elsewhere) == decided


def test_of_several_before_the_last_one_is_named() -> None:
    unknown = Holder("Tạ Văn Bương", None, None, "term")
    assert decide_change(FIRST, TODAY, [unknown, BEFORE], [TOLD]) == Changed(FIRST, BEFORE, (TOLD,))
    assert decide_change(FIRST, TODAY, [unknown], [TOLD]) == Changed(FIRST, unknown, (TOLD,))


def test_the_alert_has_the_evidence_as_facts() -> None:
    watches = [Watch("sa-nhien", "x", id=5), Watch("khac", "x", channels=("web",), id=6)]
    channels = [Channel("man-hinh", ChannelKind.CONSOLE), Channel("web", ChannelKind.WEBHOOK)]
    first, second = change_alerts(
        watches,
        OfficeSaid(OFFICE, OfficeStatus.ACTING),
        NAMED,
        Changed(FIRST, BEFORE, (TOLD, LATER)),
        subject="s",
        backlog=False,
        channels=channels,
    )
    assert (first.watch_id, first.kind, first.subject) == (5, AlertKind.HOLDER_CHANGED, "s")
    assert (first.channels, second.channels) == (("man-hinh", "web"), ("web",))
    assert first.reasons == second.reasons
    here, *told = first.reasons
    assert here == Reason("office", 30, 41, "Võ Thị Ngàn", "title", 0.9)
    assert {(one.field, one.start, one.surface) for one in told} == {("office", None, "")}
    assert [dict(one.facts) for one in told] == [
        {
            "what": "holder",
            "name": "Võ Thị Ngàn",
            "office": "Bí thư Huyện ủy Sa Nhiên (Sông Hàm)",
            "before": "Lê Đình Sa",
            "acting": 1,
        },
        {"what": "before", "name": "Lê Đình Sa", "last": "2026-02-20"},
        {"what": "attested", "first": "2026-03-02", "outlets": 3, "percent": 90},
        {
            "what": "told-by",
            "outlet": "Báo Khác",
            "day": "2026-03-02",
            "number": 7,
            "url": "https://bao-khac.example/7",
        },
        {
            "what": "told-by",
            "outlet": "Báo Cù Mây",
            "day": "2026-03-09",
            "number": 9,
            "url": "https://bao-cu-may.example/9",
        },
    ]
    unknown = Changed(FIRST, Holder("Tạ Văn Bương", None, None, "term"), (TOLD,))
    [alert] = change_alerts(
        watches[:1], OfficeSaid(OFFICE), NAMED, unknown, subject="s", backlog=True, channels=[]
    )
    assert "acting" not in dict(alert.reasons[1].facts)
    assert dict(alert.reasons[2].facts) == {"what": "before", "name": "Tạ Văn Bương", "term": 1}
    assert alert.backlog
