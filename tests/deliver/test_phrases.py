"""Evidence that other rooms store in English is told in Vietnamese, whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from worker.alert.silence import silence
from worker.alert.source_health import diagnose_discovery, diagnose_pages
from worker.deliver.phrases import in_vietnamese
from worker.model import Diagnosis, Fault, PageCounts, PollRecord

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


def test_what_is_the_matter_with_a_source_is_told_in_vietnamese() -> None:
    found = diagnoses()
    assert len(found) == 10
    for line in [line for one in found for line in (one.told, *one.evidence)]:
        told = in_vietnamese(line)
        assert told != line
        assert ENGLISH.findall(told) == [], told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Bí thư Tỉnh ủy Sông Hàm: Kiều Hạ Thi after Đoàn Cẩm Lệ",
            "Bí thư Tỉnh ủy Sông Hàm: Kiều Hạ Thi thay Đoàn Cẩm Lệ",
        ),
        (
            "Bí thư Tỉnh ủy Sông Hàm: Kiều Hạ Thi (acting) after Đoàn Cẩm Lệ, last seen 2026-01-15",
            "Bí thư Tỉnh ủy Sông Hàm: Kiều Hạ Thi (quyền hoặc phụ trách) thay Đoàn Cẩm Lệ, được"
            " nhắc ở chức này lần cuối ngày 15/01/2026",
        ),
        (
            "article 9, dai-son-binh, 2026-02-27: Kiều Hạ Thi – https://d.example/a: b",
            "bài 9, dai-son-binh, 27/02/2026: Kiều Hạ Thi – https://d.example/a: b",
        ),
        (
            "HTTP 410 at 14:05 12/03/2026 and 4 more times since 13:02 10/03/2026",
            "HTTP 410 (trang đã bị gỡ) lúc 14:05 ngày 12/03/2026, và 4 lần nữa từ 13:02 ngày"
            " 10/03/2026",
        ),
        (
            "leads to https://d.example/ at 14:05 12/03/2026 and once more since 13:02 10/03/2026",
            "dẫn sang https://d.example/ lúc 14:05 ngày 12/03/2026, và 1 lần nữa từ 13:02 ngày"
            " 10/03/2026",
        ),
        (
            "shows another text at 14:05 12/03/2026; HTTP 404 since 13:02 10/03/2026",
            "lúc 14:05 ngày 12/03/2026 lại có bài, với nội dung khác; trước đó HTTP 404 (không có"
            " trang này) từ 13:02 ngày 10/03/2026",
        ),
        (
            "7 of 9 pages of d.example/tin/ are gone or missing since 13:02 10/03/2026",
            "7 trong 9 trang của d.example/tin/ không còn hoặc chưa thấy lại từ 13:02 ngày"
            " 10/03/2026",
        ),
        ("and 3 more that this watch matches", "và 3 bài khác khớp mục theo dõi này"),
        ("now at https://d.example/b.html", "nay ở https://d.example/b.html"),
        (
            "before at https://d.example/a.html: HTTP 404 at 14:05 12/03/2026",
            "trước ở https://d.example/a.html: HTTP 404 (không có trang này) lúc 14:05 ngày"
            " 12/03/2026",
        ),
        (
            "a text last seen 14:05 12/03/2026, on a new page",
            "nội dung đã thấy lần cuối lúc 14:05 ngày 12/03/2026, nay ở một trang mới",
        ),
        ("something else, 08:30 02/03/2026", "something else, 08:30 ngày 02/03/2026"),
        ("https://d.example/x?since=1", "https://d.example/x?since=1"),
    ],
)
def test_sentences_are_said_again_and_unknown_ones_left(line: str, told: str) -> None:
    assert in_vietnamese(line) == told
