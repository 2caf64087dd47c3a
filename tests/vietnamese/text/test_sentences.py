from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.text.sentences import sentence_around, sentences


@pytest.mark.parametrize(
    "marked",
    [
        "Cầu đã xong.| Bà con đi lại được.",
        "Ông Kiều V. A. ở TP. Sa Nhiên bị tạm giữ.| Vụ việc đang được làm rõ.",
        "Theo UBND. Tỉnh Sông Hàm, PGS. TS. Tạ Loan và Ths. Kiều Vĩ đã dự.",
        "Tuyến đường dài 6 m.| Rộng 3,5 m.| Chi 1.200 tỷ đồng.| Ngày 12.3.2022 khánh thành.",
        "“Chúng tôi không đồng ý.”| Ông nói vậy rồi về.",
        "Có đúng không?| Chưa rõ!| Sẽ trả lời sau…",
        "1. Hồ sơ gồm đơn.| 2. Lệ phí là 50.000 đồng.",
        "Bà nói: “Nước lên.” rồi đi.",
        "Ông hỏi… rồi thôi.| - Bà đáp: Được.",
        "Không có dấu chấm",
        "(Ảnh chụp hôm qua.)| Xe đã qua cầu.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentences(text)] == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Bà Ngàn", "Ở TP. Sa Nhiên, bà Ngàn nói “Được.”"),
        ("Được", "Ở TP. Sa Nhiên, bà Ngàn nói “Được.”"),
        ("Sáng", "Sáng 2-3 trời mưa."),
        ("mưa. Ở", "Sáng 2-3 trời mưa. Ở TP. Sa Nhiên, bà Ngàn nói “Được.”"),
        ("Mở", "Mở chợ"),
        ("Hết", "Hết"),
        (" Hết", "Hết"),
    ],
)
def test_a_sentence_is_found_by_what_stands_in_it(asked: str, found: str) -> None:
    text = "Mở chợ\n\nSáng 2-3 trời mưa. Ở TP. Sa Nhiên, bà Ngàn nói “Được.” Hết\nTin: A. B."
    start = text.casefold().index(asked.casefold())
    first, last = sentence_around(text, start, start + len(asked))
    assert text[first:last] == found


@given(st.text(alphabet='aB. !?…”"1)Đ !?…”"1)Đ', max_size=40))
def test_nothing_but_spaces_is_left_out(text: str) -> None:
    found = list(sentences(text))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in found)
