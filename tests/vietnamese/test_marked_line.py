from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.fold import fold, nfc, tokens
from worker.vietnamese.marked_line import marked_line, marked_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Lạc", "hòa, LẠC"),
        ("uỷ", "Ủy"),
        ("huyện", "huỵên"),
        ("K'Ré", "k ré"),
        ("Thúy-Vy", "thuý vy"),
        ("Straße", "strase"),
    ],
)
def test_tone_placement_case_and_what_separates_words_make_no_difference(
    one: str, other: str
) -> None:
    assert marked_line(one) == marked_line(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hoa"),
        ("hoà", "hoả"),
        ("đinh", "dinh"),
        ("mơ", "mo"),
        ("ân", "ăn"),
        ("à la", "a là"),
    ],
)
def test_marks_make_a_difference(one: str, other: str) -> None:
    assert marked_line(one) != marked_line(other)


def test_a_word_is_found_only_whole() -> None:
    line = marked_line("Xã Hoà Lạc, không phải Khoà")
    assert line.count(marked_word("hòa")) == 1
    assert marked_word("lạc") in line
    assert marked_word("lạ") not in line
    assert marked_word("ạc") not in line


@given(st.text(st.sampled_from("aàáâấăđĐơ ôngÀ\u0300\u0323-–'’ßøɁ🎉中0９ＡİıŉKſ"), max_size=40))
def test_a_line_is_made_of_its_words(text: str) -> None:
    text = nfc(text)
    words = [text[start:end] for _, start, end in tokens(fold(text))]
    assert marked_line(text) == b"".join(map(marked_word, words))
