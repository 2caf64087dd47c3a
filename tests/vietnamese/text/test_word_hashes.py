from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.text.fold import fold, marked_key, nfc, tokens
from worker.vietnamese.text.word_hashes import WordHashes, is_hashed_whole

HARD = "aàáâấăđĐơ ôngÀ\u0300\u0323-–'’ßøɁ🎉中0９ＡİıŉKſ²яж\n"


def marked(text: str) -> list[int]:
    return [int(one) for one in WordHashes(text).marked]


def blind(text: str) -> list[int]:
    return [int(one) for one in WordHashes(text).blind]


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
    assert marked(one) == marked(other)


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
    assert marked(one) != marked(other)


@given(st.text(st.sampled_from(HARD), max_size=40))
def test_the_words_are_those_of_the_text_and_a_hash_knows_no_neighbours(text: str) -> None:
    text = nfc(text)
    places = [(start, end) for _, start, end in tokens(fold(text))]
    words = WordHashes(text)
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == places
    assert marked(text) == [one for start, end in places for one in marked(text[start:end])]
    assert blind(text) == [one for word, _, _ in tokens(fold(text)) for one in blind(word)]


@given(st.text(st.sampled_from(HARD), max_size=40), st.integers(1, 4))
def test_the_start_of_a_word_has_the_hash_of_a_word(text: str, letters: int) -> None:
    text = nfc(text)
    begun = [int(one) for one in WordHashes(text).begun(letters)]
    words = [word for word, _, _ in tokens(fold(text))]
    assert begun == [blind(w[:letters])[0] if len(w) >= letters else 0 for w in words]


@given(st.text(st.sampled_from(HARD), max_size=40))
def test_words_of_one_paragraph_have_the_same_number(text: str) -> None:
    text = nfc(text)
    words = WordHashes(text)
    paragraphs = words.paragraphs(np.arange(len(words)))
    places = pairwise(zip(words.starts, paragraphs, strict=True))
    for (start, one), (end, other) in places:
        assert bool(one == other) is ("\n\n" not in text[start:end])


@given(st.lists(st.text(st.sampled_from("aàáâấoòốuyýihqngđ"), min_size=1, max_size=5), min_size=2))
def test_where_a_hash_says_all_words_that_share_it_are_one(words: list[str]) -> None:
    by_hash: defaultdict[int, set[str]] = defaultdict(set)
    for word in map(nfc, words):
        by_hash[marked(word)[0]].add(word)
    for alike in by_hash.values():
        keys = set(map(marked_key, alike))
        assert len(keys) == 1 or not any(map(is_hashed_whole, alike | keys))


@pytest.mark.parametrize(
    ("word", "whole"),
    [("hòa", True), ("hoà", False), ("đinh", True), ("mü", False), ("resumé", False)],
)
def test_of_syllables_a_hash_says_all(word: str, whole: bool) -> None:
    assert is_hashed_whole(word) is whole


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Hoà Lạc", None),
        ("Müller ở Hoà Lạc", [True, False, False, False]),
        ("40 m² đất", [False, True, False]),
        ("hoàж lạc", [True, False]),
    ],
)
def test_words_with_other_letters_in_or_beside_them_are_told(
    text: str, foreign: list[bool] | None
) -> None:
    found = WordHashes(text).foreign
    assert (None if found is None else found.tolist()) == foreign
