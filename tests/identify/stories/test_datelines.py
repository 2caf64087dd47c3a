"""Whose day makes other news, and whose only says when a paper put the text up."""

from __future__ import annotations

import pytest

from worker.identify.stories.datelines import is_date_line, without_head
from worker.identify.stories.near import Telling, same_story
from worker.model import Article, Paragraph

LEAD = "Sáng nay, Điện lực Sa Nhiên sửa đường dây tại ấp Rạch Giữa, xã Vĩnh Bường."
BODY = "Có 140 hộ mất điện từ 7 giờ 30 đến 16 giờ. Ông Tống Văn Mẫn nói bà con đã được báo trước."


def telling(*paragraphs: str, paper: int) -> Telling:
    return Telling(Article("Sửa đường dây ở Vĩnh Bường", tuple(map(Paragraph, paragraphs))), paper)


@pytest.mark.parametrize(
    "head",
    [
        "Hàm Giang, {} - ",
        "Hàm Giang, ngày {} (HGN) - ",
        "Hàm Giang (HGN {}) – ",
        "(HGN) {} - ",
        "HGN, ngày {}/2026 – ",
        "(Hàm Giang, {}) - ",
    ],
)
def test_a_copy_with_another_day_in_its_head_is_the_same(head: str) -> None:
    one, other = (head.format(day) + LEAD for day in ("2/3", "3/3"))
    assert without_head(one) == without_head(other) == LEAD
    assert same_story(telling(one, BODY, paper=1), telling(other, BODY, paper=2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngày đăng: 2-3-2026", "Ngày đăng: 3-3-2026"),
        ("Cập nhật lúc 09:12, ngày 02-3-2026", "Cập nhật lúc 10:40, ngày 04-3-2026"),
        ("Thứ hai, 02/03/2026 08:00", "Thứ ba, 03/03/2026 - 10:15"),
        ("Xuất bản ngày 2 tháng 3 năm 2026", LEAD),
    ],
)
def test_a_copy_with_another_date_line_is_the_same(one: str, other: str) -> None:
    first, copy = telling(one, LEAD, BODY, paper=1), telling(other, LEAD, BODY, paper=2)
    assert same_story(first, copy)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày {} - Điện lực Sa Nhiên sửa đường dây tại ấp Rạch Giữa.",
        "Ấp Rạch Giữa, {} - mất điện để sửa đường dây.",
        "Lịch cắt điện ngày {} - Điện lực Sa Nhiên thông báo.",
        "Sa Nhiên, ngày {}: mất điện để sửa đường dây.",
        "Sáng {}, Điện lực Sa Nhiên sửa đường dây tại ấp Rạch Giữa.",
        "(HGN) - Ngày {}, Điện lực Sa Nhiên sửa đường dây.",
    ],
)
def test_the_day_of_what_is_told_makes_other_news(line: str) -> None:
    one, other = (telling(line.format(day), BODY, paper=1) for day in ("5-3", "6-3"))
    assert not same_story(one, other)


@pytest.mark.parametrize("line", ["Ngày 5-3-2026", "5-3-2026", "Đăng ký trước ngày 5-3-2026"])
def test_a_bare_day_may_be_the_heading_of_a_timetable(line: str) -> None:
    assert not is_date_line(line)
