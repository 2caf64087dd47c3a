"""Where the name of a person begins and ends by its shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.names.name_shapes import honorific_end, name_at
from worker.vietnamese.text.fold import fold, nfc
from worker.vietnamese.text.line import Line


def name(text: str, at: int = 0) -> str:
    """Return the name that begins at a place of the text, empty where none does."""
    return text[at : name_at(Line(text), at)]


@pytest.mark.parametrize(
    "full",
    [
        "Lê Văn Mẫn",
        "Trần Út",
        "Tạ Thị Loan",
        "Nguyễn Trần Ngọc Loan",
        "Nguyễn Lê Thị Thanh Loan",
        "Ông Thị Mai",
        "Phó Đức Chính",
        "H'Loan Niê",
        "H’Loan Niê",
        "Y Bhin Ktla",
        "K'Rang Siu",
        "Điểu K'Ré",
        "Giàng A Sính",
        "Thạch Sô Phi",
        "Nguyễn-Lê Văn Mẫn",
        "Hà-Thị Khiết",
        "Hoắc Thị Tím",
        "Lương Uỷ",
        "LÊ VĂN MẪN",
    ],
)
@pytest.mark.parametrize(
    "after", ["", " nói rằng", ", Bí thư", ". Hôm sau", " (62 tuổi)", "\n\nCả"]
)
def test_a_whole_name(full: str, after: str) -> None:
    assert name(full + after) == full


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lê Văn Mẫn Bí thư Tỉnh ủy", "Lê Văn Mẫn"),
        ("Lê Văn Mẫn Phó Chủ tịch", "Lê Văn Mẫn"),
        ("Lê Văn Mẫn Chủ tịch UBND", "Lê Văn Mẫn"),
        ("Lê Văn Mẫn UBND tỉnh", "Lê Văn Mẫn"),
        ("Lê Mẫn Trần Thị Bé", "Lê Mẫn"),
        ("Lê Văn Mẫn Ủy viên", "Lê Văn Mẫn"),
        ("LÊ VĂN MẪN LÀM VIỆC VỚI HUYỆN", "LÊ VĂN MẪN"),
        ("LÊ VĂN MẪN THĂM XÃ", "LÊ VĂN MẪN"),
        ("LÊ VĂN MẪN, TẠ THỊ LOAN", "LÊ VĂN MẪN"),
    ],
)
def test_a_name_ends_where_something_else_begins(text: str, found: str) -> None:
    assert name(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lê",
        "Lê nói",
        "lê văn mẫn",
        "Bí thư Tỉnh ủy",
        "Phó Chủ tịch",
        "Phó Bí thư Lê Văn Mẫn",
        "Chủ tịch UBND",
        "Ông Lê Mẫn",
        "Co Le Thi Be noi",
        "Đồng chí Mẫn",
        "2023",
        "Ủy ban nhân dân",
        "😀",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert name(text) == ""


@pytest.mark.parametrize("full", ["Lê Văn Mẫn", "Trần Út", "Tạ Thị Loan", "Giàng A Sính"])
def test_in_a_text_without_marks_a_name_is_the_same(full: str) -> None:
    plain = fold(full).title()
    assert name(f"{plain} noi") == plain


@pytest.mark.parametrize(
    "honorific",
    [
        "ông",
        "bà",
        "Ông",
        "đồng chí",
        "Đ/c",
        "các đồng chí",
        "GS.TS",
        "PGS.TS.",
        "TS.BS",
        "ThS",
        "bác sĩ",
        "Đại tá",
        "Thiếu tướng, TS",
        "ông Đại tá",
        "Nhà giáo ưu tú",
        "bà:",
    ],
)
def test_honorifics_ranks_and_degrees_stand_before_a_name(honorific: str) -> None:
    text = f"{honorific} Lê Văn Mẫn nói"
    start = honorific_end(Line(text), 0)
    assert text[start:].startswith("Lê Văn Mẫn")
    assert name(text, start) == "Lê Văn Mẫn"


@pytest.mark.parametrize(
    "text", ["Lê Văn Mẫn", "tsunami", "bàn ghế", "Ông Thị Mai", "Bà Rịa", "ôngMẫn", "", "Anhxtanh"]
)
def test_what_is_no_honorific(text: str) -> None:
    expected = {"Bà Rịa": 3}.get(text, 0)  # what follows tells: no name stands there
    assert honorific_end(Line(text), 0) == expected


SYLLABLES = (
    "Lê",
    "Văn",
    "Thị",
    "Mẫn",
    "Y",
    "H'Loan",
    "MẪN",
    "Phó",
    "UBND",
    "ông",
    ",",
    "-",
    "'",
    "Bí",
)


@given(
    st.lists(st.sampled_from(SYLLABLES)).map(" ".join) | st.text(alphabet=st.characters()),
    st.integers(min_value=0, max_value=40),
)
def test_a_name_has_two_to_five_capitalized_words_wherever_one_looks(text: str, at: int) -> None:
    line = Line(nfc(text))
    end = name_at(line, at)
    assert end == 0 or at < end <= len(line.text)
    if end:
        found = line.text[at:end]
        words = found.replace("-", " ").split()
        assert 2 <= len(words) <= 5 or "'" in found or "’" in found  # "H'Loan" is whole
        assert all(word[0].isupper() for word in found.replace("-", " ").split())
    assert at <= max(at, honorific_end(line, at)) <= max(at, len(line.text))
