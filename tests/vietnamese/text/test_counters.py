"""Lines that count readers and minutes, and lines that only look so."""

from __future__ import annotations

import pytest

from worker.vietnamese.text.counters import is_counter


@pytest.mark.parametrize(
    "line",
    [
        "47 người đang đọc bài này",
        "Hiện có 1.204 bạn đọc đang xem",
        "Đang truy cập: 12",
        "Cập nhật lúc 10:32",
        "Cập nhật lúc 10h32, 22/11/2026",
        "Cập nhật lần cuối: 22/11/2026 10:32",
        "Cập nhật lúc 1795323086",
        "8 phút trước",
        "Cập nhật 3 giờ trước",
        "Vừa xong",
        "Lượt xem: 1.204",
        "1,2K lượt xem",
        "Đã có 318 lượt đọc bài viết này",
        "Bài viết đã được xem 1.204 lần",
        "👁 1.204 lượt xem | 8 phút trước",
    ],
)
def test_a_counter_is_known(line: str) -> None:
    assert is_counter(line)


@pytest.mark.parametrize(
    "line",
    [
        "47 người đang mất tích",
        "47 người đang đọc sách ở thư viện",
        "Vụ việc xảy ra 8 phút trước khi tàu đến.",
        "Cập nhật lúc 10:32: thêm 2 người được cứu",
        "Ngày 5-3",
        "Cập nhật tình hình bão số 4",
        "1.204 lượt khách đã qua phà",
        "3 năm trước, bà con còn đi đò.",
        "",
    ],
)
def test_what_says_more_is_no_counter(line: str) -> None:
    assert not is_counter(line)
