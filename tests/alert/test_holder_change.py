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
TOLD = Sighting(7, FIRST, "bao-khac", "https://bao-khac.example/7", "Võ Thị Ngàn")
LATER = Sighting(9, TODAY, "bao-cu-may", "https://bao-cu-may.example/9", "Võ Thị Ngàn")
OFFICE = Office("Bí thư", "Huyện ủy", "Sa Nhiên", "huyện", "Sông Hàm")
NAMED = Mention(30, 41, "Võ Thị Ngàn", MentionKind.PERSON, "Võ Thị Ngàn", None, "title", 0.9)


def test_a_new_name_in_two_sources_after_another_is_a_change() -> None:
    decided = decide_change(FIRST, TODAY, [BEFORE], [LATER, TOLD])
    assert decided == Changed(BEFORE, TOLD), "the first that told it is the evidence"


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
    assert decide_change(FIRST, TODAY, [unknown, BEFORE], [TOLD]) == Changed(BEFORE, TOLD)
    assert decide_change(FIRST, TODAY, [unknown], [TOLD]) == Changed(unknown, TOLD)


def test_the_alert_has_the_evidence_of_both_articles() -> None:
    watches = [Watch("sa-nhien", "x", id=5), Watch("khac", "x", channels=("web",), id=6)]
    channels = [Channel("man-hinh", ChannelKind.CONSOLE), Channel("web", ChannelKind.WEBHOOK)]
    first, second = change_alerts(
        watches,
        OfficeSaid(OFFICE, OfficeStatus.ACTING),
        NAMED,
        Changed(BEFORE, TOLD),
        subject="s",
        backlog=False,
        channels=channels,
    )
    assert (first.watch_id, first.kind, first.subject) == (5, AlertKind.HOLDER_CHANGED, "s")
    assert (first.channels, second.channels) == (("man-hinh", "web"), ("web",))
    assert first.reasons == second.reasons
    assert first.reasons == (
        Reason("office", 30, 41, "Võ Thị Ngàn", "title", 0.9),
        Reason(
            "office",
            None,
            None,
            "Bí thư Huyện ủy Sa Nhiên (Sông Hàm): Võ Thị Ngàn (acting) after Lê Đình Sa,"
            " last seen 2026-02-20",
            "learned",
        ),
        Reason(
            "office",
            None,
            None,
            "article 7, bao-khac, 2026-03-02: Võ Thị Ngàn – https://bao-khac.example/7",
            "article",
        ),
    )
    unknown = Changed(Holder("Tạ Văn Bương", None, None, "term"), TOLD)
    [alert] = change_alerts(
        watches[:1], OfficeSaid(OFFICE), NAMED, unknown, subject="s", backlog=True, channels=[]
    )
    assert alert.reasons[1].surface.endswith("(Sông Hàm): Võ Thị Ngàn after Tạ Văn Bương")
    assert alert.backlog
