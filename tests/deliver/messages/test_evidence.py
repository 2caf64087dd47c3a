"""Evidence that other rooms keep as facts is told in both languages, whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from worker.alert.silence import silence
from worker.alert.source_health import diagnose_discovery, diagnose_pages
from worker.deliver.messages.evidence import said
from worker.model import Diagnosis, Fault, Language, PageCounts, PollRecord

START = datetime(2026, 3, 2, 1, 15, tzinfo=UTC)
ENGLISH = re.compile(
    r"\b(?:a|an|and|answers|article|by|cannot|found|in|is|its|last|may|more|not|nothing|of|or|polls|"
    r"row|since|source|stood|the|to|usual|usually|were|where|without)\b"
)


def polls(fault: Fault | None, lately: PageCounts, before: PageCounts) -> list[PollRecord]:
    """Five polls that met trouble, the latest first, after five that met none."""
    late = [PollRecord(START - timedelta(hours=n), fault, None, lately) for n in range(5)]
    return late + [PollRecord(START - timedelta(days=n), None, None, before) for n in range(1, 6)]


WELL = PageCounts(read=20)
FAULTS = [Fault.UNREACHABLE, Fault.FETCH, Fault.ROBOTS, Fault.GATE, Fault.TEMPLATE]


def diagnoses() -> list[Diagnosis]:
    arrivals = [START + timedelta(hours=2 * n) for n in range(500)]
    found = [diagnose_discovery(polls(fault, PageCounts(), WELL)) for fault in FAULTS]
    found += [
        diagnose_pages(polls(None, lately, WELL))
        for lately in (
            *(PageCounts(failed=9), PageCounts(gated=9), PageCounts(unread=9)),
            PageCounts(read=9, undated=9),
        )
    ]
    found += [silence(arrivals, START, arrivals[-1] + timedelta(days=9))]
    return [one for one in found if one is not None]


def test_what_is_the_matter_with_a_source_is_told_in_both_languages() -> None:
    found = diagnoses()
    assert len(found) == 10
    for facts in [dict(facts) for one in found for facts in (one.facts, *one.evidence)]:
        english, told = said(facts, Language.ENGLISH), said(facts, Language.VIETNAMESE)
        assert ENGLISH.findall(english) != [], english
        assert told != ""
        assert ENGLISH.findall(told) == [], told


def test_of_a_trouble_that_has_no_counts_the_kind_is_told() -> None:
    for stage, cause in (("discovery", "gate"), ("pages", "dates"), ("news", "")):
        facts = {"what": stage, **({"cause": cause} if cause else {})}
        assert said(facts, Language.ENGLISH)
        assert "{" not in said(facts, Language.VIETNAMESE)


AT, SINCE = "2026-03-12T14:05:00+07:00", "2026-03-10T06:02:00+00:00"
OF_PAGES: list[tuple[dict[str, str | int], str, str]] = [
    (
        {"what": "met", "line": "HTTP 410", "at": AT, "times": 4, "since": SINCE},
        "HTTP 410 at 14:05 12/03/2026 and 4 more times since 13:02 10/03/2026",
        "HTTP 410 (trang đã bị gỡ) lúc 14:05 ngày 12/03/2026, và 4 lần nữa từ 13:02 ngày"
        " 10/03/2026",
    ),
    (
        {"what": "met", "line": "leads to https://d.example/", "at": AT, "times": 1,
         "since": SINCE},
        "leads to https://d.example/ at 14:05 12/03/2026 and once more since 13:02 10/03/2026",
        "dẫn sang https://d.example/ lúc 14:05 ngày 12/03/2026, và 1 lần nữa từ 13:02 ngày"
        " 10/03/2026",
    ),
    (
        {"what": "back", "other": 1, "at": AT, "line": "HTTP 404", "since": SINCE},
        "shows another text at 14:05 12/03/2026; HTTP 404 since 13:02 10/03/2026",
        "lúc 14:05 ngày 12/03/2026 lại có bài, với nội dung khác; trước đó HTTP 404 (không có"
        " trang này) từ 13:02 ngày 10/03/2026",
    ),
    (
        {"what": "section", "left": 7, "looked": 9, "section": "d.example/tin/", "gone": 1,
         "since": SINCE},
        "7 of 9 pages of d.example/tin/ are gone or missing since 13:02 10/03/2026",
        "7 trong 9 trang của d.example/tin/ không còn hoặc chưa thấy lại từ 13:02 ngày"
        " 10/03/2026",
    ),
    (
        {"what": "more", "more": 3},
        "and 3 more that this watch matches",
        "và 3 bài khác khớp mục theo dõi này",
    ),
    (
        {"what": "now-at", "url": "https://d.example/{x}.html"},
        "now at https://d.example/{x}.html",
        "nay ở https://d.example/{x}.html",
    ),
    (
        {"what": "before-at", "url": "https://d.example/a", "line": "HTTP 404", "at": AT},
        "before at https://d.example/a: HTTP 404 at 14:05 12/03/2026",
        "trước ở https://d.example/a: HTTP 404 (không có trang này) lúc 14:05 ngày 12/03/2026",
    ),
    (
        {"what": "last-seen", "at": AT},
        "a text last seen 14:05 12/03/2026, on a new page",
        "nội dung đã thấy lần cuối lúc 14:05 ngày 12/03/2026, nay ở một trang mới",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "english", "vietnamese"), OF_PAGES)
def test_what_was_met_at_a_page_is_told_in_both_languages(
    facts: dict[str, str | int], english: str, vietnamese: str
) -> None:
    assert said(facts, Language.ENGLISH) == english
    assert said(facts, Language.VIETNAMESE) == vietnamese


def test_facts_of_no_known_kind_have_no_words() -> None:
    for facts in ((), (("number", 3), ("title", "Tin")), (("what", "khác"),)):
        assert said(dict[str, str | int](facts), Language.VIETNAMESE) == ""


def test_whom_of_the_registry_a_new_holder_may_be_is_told_with_the_odds() -> None:
    facts: dict[str, str | int] = {
        "what": "perhaps",
        "name": "Lê Mẫn",
        "office": "Bí thư Huyện ủy",
        "percent": 57,
    }
    assert said(facts, Language.ENGLISH) == "perhaps Lê Mẫn, Bí thư Huyện ủy: 57%"
    assert said(facts, Language.VIETNAMESE) == "có thể là Lê Mẫn, Bí thư Huyện ủy: 57%"


@pytest.mark.parametrize(
    ("known", "english", "vietnamese"),
    [
        (
            {"followed": "Bí thư Tỉnh ủy Vĩnh Long"},
            ", followed by Bí thư Tỉnh ủy Vĩnh Long",
            "; chức vụ kế tiếp: Bí thư Tỉnh ủy Vĩnh Long",
        ),
        ({"why": "it ended"}, ", it ended", ", không có chức vụ kế tiếp tương ứng"),
    ],
)
def test_the_end_of_an_office_is_told_in_both_languages(
    known: dict[str, str], english: str, vietnamese: str
) -> None:
    office = {"what": "ended", "office": "Bí thư Tỉnh ủy Bến Tre", "last": "2025-06-30"}
    told = said({**office, **known}, Language.ENGLISH)
    assert told == f"Bí thư Tỉnh ủy Bến Tre ended 30/06/2025{english}"
    told = said({**office, **known}, Language.VIETNAMESE)
    assert told == f"chức vụ Bí thư Tỉnh ủy Bến Tre không còn sau ngày 30/06/2025{vietnamese}"
