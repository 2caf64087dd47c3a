from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.deliver.alerts import LEAD, SECOND, TEXT, TITLE, reason
from worker.deliver.excerpt import (
    excerpt,
    headline,
    marked,
    one_line,
    pieces,
    shortened,
    title_pieces,
)
from worker.model import Reason


def span(start: int, end: int) -> Reason:
    return Reason("body", start, end, "", "word")


def test_the_sentence_of_the_match_is_shown_with_the_match_marked() -> None:
    assert excerpt(TEXT, [reason("giải phóng mặt bằng")]) == (
        "Theo báo cáo, công tác 【giải phóng mặt bằng】 đã đạt 80%."
    )


def test_matches_in_two_sentences_are_shown_with_a_gap_between() -> None:
    text = "Tựa\n\nMột cầu mới ở xã Hòa An. Trời mưa to. Kinh phí lấy từ quỹ đất."
    shown = excerpt(text, [reason("cầu mới", text=text), reason("quỹ đất", text=text)])
    assert shown == "Một 【cầu mới】 ở xã Hòa An. … Kinh phí lấy từ 【quỹ đất】."


def test_sentences_next_to_one_another_are_joined() -> None:
    text = "Tựa\n\nMột cầu mới ở xã Hòa An. Kinh phí lấy từ quỹ đất.\n\nĐoạn sau."
    shown = excerpt(text, [reason("cầu mới", text=text), reason("quỹ đất", text=text)])
    assert shown == "Một 【cầu mới】 ở xã Hòa An. Kinh phí lấy từ 【quỹ đất】."


def test_overlapping_reasons_are_marked_once() -> None:
    at = TEXT.index("giải phóng mặt bằng")
    shown = excerpt(TEXT, [span(at, at + 19), span(at + 5, at + 10), span(at, at + 10)])
    assert shown.count("【") == shown.count("】") == 1
    assert "【giải phóng mặt bằng】" in shown


def test_a_match_in_the_title_alone_shows_the_title_and_the_lead() -> None:
    shown = excerpt(TEXT, [reason("tuyến đê")])
    assert shown == f"Chủ tịch huyện Sơn Bình kiểm tra 【tuyến đê】 ven sông … {LEAD}"


def test_without_a_match_in_the_text_the_lead_is_shown() -> None:
    assert excerpt(TEXT, [Reason("source", None, None, "bao-son-binh", "source")]) == LEAD


def test_spans_outside_the_text_are_left_out() -> None:
    assert excerpt(TEXT, [span(10_000, 10_010), span(-4, 3), span(9, 9)]) == LEAD


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Tựa\n\nĐoàn làm việc tại TP. Sơn Bình và P. Tân Lập sáng 2-3. Trời nắng."
    assert excerpt(text, [reason("Tân Lập", text=text)]) == (
        "Đoàn làm việc tại TP. Sơn Bình và P. 【Tân Lập】 sáng 2-3."
    )


def test_offsets_count_code_points_beyond_the_basic_plane_too() -> None:
    text = "𝐓𝐢𝐧 😀\n\nĐê Vàm Lúa đã xong."
    assert excerpt(text, [reason("Vàm Lúa", text=text)]) == "Đê 【Vàm Lúa】 đã xong."


def test_a_long_sentence_is_cut_around_the_match_at_words() -> None:
    text = "Tựa\n\n" + "lời dẫn " * 100 + "đê Vàm Lúa " + "lời kết " * 100
    shown = excerpt(text, [reason("Vàm Lúa", text=text)], 60)
    assert "【Vàm Lúa】" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert set(shown.strip("…").split()) <= {"lời", "dẫn", "kết", "đê", "【Vàm", "Lúa】"}


def test_case_66_nothing_in_the_text_breaks_the_line_or_the_marks() -> None:
    text = "Tựa\n\nMột\r\nBcc: x \x1b[31m\u202e【giả】 cầu mới ở đây."
    shown = excerpt(text, [reason("cầu mới", text=text)])
    assert shown.count("【") == 1
    assert shown.isprintable()


@given(
    st.text(alphabet="ab đĐ.?!…\n【】\x1b\u202e", max_size=80),
    st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=6),
    st.integers(1, 60),
)
def test_whatever_the_text_and_spans_the_excerpt_is_bounded_and_one_line(
    text: str, spans: list[tuple[int, int]], width: int
) -> None:
    reasons = [span(start, end) for start, end in spans]
    shown = pieces(text, reasons, width)
    told = marked(shown)
    gaps = sum(piece.text in (" … ", "…", " ") for piece in shown)
    assert sum(len(piece.text) for piece in shown) <= width + 3 * gaps
    assert "\n" not in told
    assert told.isprintable()


def test_a_page_cannot_forge_the_marks_of_an_edit() -> None:
    text = "Tựa [-cũ-]{+mới+}\n\nMột [-giả-]{+mạo+} 【-khớp-】 cầu mới ở đây."
    shown = excerpt(text, [reason("cầu mới", text=text)])
    assert "【cầu mới】" in shown
    assert not any(mark in shown for mark in ("[-", "-]", "{+", "+}"))
    assert headline(text.partition("\n")[0]) == "Tựa (-cũ-)(+mới+)"


def test_a_title_of_any_length_is_listed_in_little() -> None:
    shown = headline("Tiêu đề " + "rất dài " * 1_250)
    assert len(shown) <= 200
    assert shown.endswith(("rất…", "dài…"))
    assert headline("Thông xe cầu") == "Thông xe cầu"


def test_the_matches_of_the_body_are_not_marked_in_the_title() -> None:
    reasons = [reason("tuyến đê"), reason("giải phóng mặt bằng")]
    assert marked(title_pieces(TITLE, reasons)) == TITLE.replace("tuyến đê", "【tuyến đê】")


def test_one_line_takes_out_what_cannot_be_seen() -> None:
    assert one_line("a\r\nb\x00c\x1b[1m\u2028d\ud800e\u202ef") == "a b c [1m d e f"


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("một hai ba bốn", 10) == "một hai…"
    assert shortened("một hai", 10) == "một hai"
    assert len(shortened("x" * 50, 10)) == 10
    assert SECOND.startswith(shortened(SECOND, 30).rstrip("…"))
