from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.match.words import Phrase, WordLine
from worker.vietnamese.text.fold import fold, nfc, tokens

SYLLABLES = ["hoà", "hòa", "Hoa", "đình", "đinh", "dinh", "uỷ", "ủy", "ban", "1", "an"]
GAPS = [" ", "  ", "-", ", ", " “", "” ", "\n\n", ".\n\n", "·"]
texts = st.lists(st.tuples(st.sampled_from(SYLLABLES), st.sampled_from(GAPS)), max_size=30).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
phrases = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map(" ".join)


def surfaces(text: str, typed: str, *, prefix: bool = False) -> list[str]:
    return [text[s:e] for s, e in WordLine(text).spans(Phrase.of(typed, prefix=prefix))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dinh", ["đình", "Đinh", "dinh"]),
        ("đinh", ["Đinh"]),
        ("đình", ["đình"]),
        ("ĐÌNH", ["đình"]),
        ("đi\u0300nh", ["đình"]),
        ("ðình", ["đình"]),
    ],
)
def test_marks_of_a_word_count_where_any_was_typed(typed: str, found: list[str]) -> None:
    assert surfaces("Ngôi đình của họ Đinh bên dinh cũ.", typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Trần Duy Hưng", ["Trần Duy Hưng"]),
        ("trần duy hưng", ["Trần Duy Hưng"]),
        ("tran duy hung", ["Trần Duy Hưng", "Trần Duy Hùng"]),
        ("Trần Duy Hung", []),
    ],
)
def test_marks_count_throughout_a_phrase(typed: str, found: list[str]) -> None:
    assert surfaces("Các ông Trần Duy Hưng và Trần Duy Hùng dự họp.", typed) == found


@pytest.mark.parametrize("typed", ["hoà", "hòa", "HOÀ", "HÒA"])
def test_where_the_tone_stands_makes_no_difference(typed: str) -> None:
    assert surfaces("Xã Hoà Lộc và xã Hòa Lộc, không phải hoá hay hoa.", typed) == ["Hoà", "Hòa"]


def test_a_word_is_found_only_whole() -> None:
    assert surfaces("anh an tan ban An-Bình", "an") == ["an", "An"]


@pytest.mark.parametrize("gap", ["-", ", ", " – ", " “", "/"])
def test_what_separates_the_words_of_a_phrase_does_not_matter(gap: str) -> None:
    assert surfaces(f"Đã giải{gap}phóng xong", "giải phóng") == [f"giải{gap}phóng"]


def test_a_phrase_does_not_cross_a_paragraph() -> None:
    assert surfaces("Sắp giải\n\nphóng mặt bằng", "giải phóng") == []


def test_a_prefix_finds_whole_words_that_begin_so() -> None:
    assert surfaces("Phong trào Đồng khởi, đồng không.", "đồng kh", prefix=True) == [
        "Đồng khởi",
        "đồng không",
    ]
    assert surfaces("hoà hòa hoàn hóa", "hoà", prefix=True) == ["hoà", "hòa", "hoàn"]


def test_a_phrase_may_overlap_itself() -> None:
    assert surfaces("ba ba ba", "ba ba") == ["ba ba", "ba ba"]


@given(texts, phrases)
def test_every_span_folds_to_what_was_looked_for(text: str, typed: str) -> None:
    text = nfc(text)
    wanted = [word for word, _, _ in tokens(fold(nfc(typed)))]
    for start, end in WordLine(text).spans(Phrase.of(typed)):
        assert [word for word, _, _ in tokens(fold(text[start:end]))] == wanted
        assert "\n\n" not in text[start:end]


@given(texts, phrases)
def test_a_blind_phrase_is_found_wherever_its_words_follow_one_another(
    text: str, typed: str
) -> None:
    text, plain = nfc(text), fold(nfc(typed))
    wanted = plain.split()
    expected = []
    for at in range(len(tokens(fold(text))) - len(wanted) + 1):
        run = tokens(fold(text))[at : at + len(wanted)]
        inside = "\n\n" not in text[run[0][1] : run[-1][2]]
        if [word for word, _, _ in run] == wanted and inside:
            expected.append((run[0][1], run[-1][2]))
    assert list(WordLine(text).spans(Phrase.of(plain))) == expected


@given(st.text(max_size=60), st.text(max_size=8))
def test_any_text_and_phrase_are_answered(text: str, typed: str) -> None:
    phrase = Phrase.of(typed)
    if phrase.words:
        list(WordLine(nfc(text)).spans(phrase))
