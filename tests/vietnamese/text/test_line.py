"""A text and its key: as long as the text, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worker.vietnamese.text.fold import fold, nfc
from worker.vietnamese.text.line import MARKED, UNMARKED, Line

words = st.sampled_from(
    [
        "Huyện uỷ",
        "hoà",
        "thuý",
        "LÊ VĂN MẪN",
        "Bến Tre",
        "–",
        "‑",
        "İ",
        "ẞ",
        "ǅ",
        "ﬁ",
        "😀",
        "\ud800",
    ]
)
any_text = st.text(alphabet=st.characters(), max_size=60) | st.lists(words).map(" ".join)


@given(any_text)
@example("İ\ud800a\u0301\u0323😀ẞ")
@example("İstanbul – Huyện Uỷ")
@example("👩\u200d⚖️ ông\udfff")
def test_the_key_has_one_character_for_each_of_the_text(text: str) -> None:
    line = Line(nfc(text))
    assert len(line.key) == len(line.text)


@given(any_text)
def test_a_key_is_its_own_key(text: str) -> None:
    for writing in (MARKED, UNMARKED):
        key = writing.key(nfc(text))
        assert writing.key(nfc(key)) == nfc(key)


@given(any_text)
def test_any_place_of_a_text_may_be_asked_for(text: str) -> None:
    line = Line(nfc(text))
    for at in range(len(line.text) + 1):
        assert " " not in line.word_before(at)
        assert line.capital(at) is (at < len(line.text) and line.text[at].isupper())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Huyện Uỷ Cái Sậy", "huyện ủy cái sậy"),
        ("Uỷ viên – Chủ tịch", "ủy viên - chủ tịch"),
        ("TOÀ ÁN", "tòa án"),
        ("Thuý—Hoà", "thúy-hòa"),
        ("ĐƯỜNG", "đường"),
        ("Bi thu Tinh uy", "bi thu tinh uy"),
    ],
)
def test_the_key_is_lower_case_with_plain_dashes_and_tones_in_one_place(
    text: str, key: str
) -> None:
    assert Line(text).key == key


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Bí thư", True),
        ("BÍ THƯ", True),
        ("Bi thu", False),
        ("Đi", True),
        ("", False),
        ("Tinh uy – 2023", False),
    ],
)
def test_a_text_is_written_with_marks_or_wholly_without(text: str, marked: bool) -> None:
    assert (Line(text).writing is MARKED) is marked


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("nguyên Bí thư", 7, "nguyên"),
        ("Ông nguyên Bí thư", 11, "nguyên"),
        ("(nguyên Bí thư", 8, "nguyên"),
        ("“Nguyên Bí thư", 8, "nguyên"),
        ("dòng trên\nNguyên Bí thư", 17, "nguyên"),
        ("Bí thư", 0, ""),
        ("nguyên, Bí thư", 8, "nguyên,"),
        ("nguyênBí thư", 6, ""),
    ],
)
def test_the_word_right_before(text: str, at: int, word: str) -> None:
    assert Line(text).word_before(at) == word


@pytest.mark.parametrize(
    ("text", "at", "is_one"),
    [("Đi", 0, True), ("đi", 0, False), ("5a", 0, False), ("A", 1, False), ("Ủy", 0, True)],
)
def test_a_capital(text: str, at: int, is_one: bool) -> None:
    assert Line(text).capital(at) is is_one


def test_a_pattern_is_written_once_for_both_ways_of_writing() -> None:
    source = r"(?:uỷ ban|toà án) (?=\w)"
    assert MARKED.pattern(source).match(Line("Ủy ban Xã").key)
    assert MARKED.pattern(source).match(Line("Toà án Xã").key)
    assert MARKED.pattern(source).match("uy ban xa") is None
    assert UNMARKED.pattern(source).match(Line("Uy ban Xa").key)
    assert UNMARKED.pattern(source).match("ủy ban xã") is None


@pytest.mark.parametrize("word", ["uỷ viên", "ủy viên", "Thứ trưởng", "đ/c"])
def test_a_word_of_the_lexicon_and_a_list_of_them(word: str) -> None:
    assert UNMARKED.word(word) == fold(word)
    assert MARKED.word(word) == Line(word).key
    joined = word.replace(" ", "_")
    assert MARKED.words(f"a {joined} b") == {"a", MARKED.word(word), "b"}


@given(any_text, st.sampled_from([". ", "\n", "a", "hoa"]), st.integers(0, 70), st.integers(0, 70))
@example("một. hai. ba", ". ", 4, 9)
def test_pieces_are_found_as_a_search_through_the_text_finds_them(
    text: str, sought: str, begin: int, end: int
) -> None:
    line = Line(nfc(text))
    at = line.key.find(sought, begin, end)
    assert line.first_between(sought, begin, end) == (at if at >= 0 else None)
    assert line.last_before(sought, end) == line.key.rfind(sought, 0, end)
