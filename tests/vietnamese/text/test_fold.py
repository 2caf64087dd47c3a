"""Folding: one code point in, one out, so that a hit in the key is a span of the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worker.vietnamese.text.fold import fold, fold_bytes, has_marks, marked_key, nfc, tokens

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
LETTERS = VIETNAMESE + VIETNAMESE.upper()
words = st.text(alphabet=LETTERS + " ,.-–“”’0123456789\u00a0\u0301", max_size=60)
any_text = st.text(alphabet=st.characters(), max_size=60) | words


@given(any_text)
def test_fold_gives_one_ascii_character_for_each_code_point(text: str) -> None:
    composed = nfc(text)
    folded = fold(composed)
    assert len(folded) == len(composed)
    assert folded.isascii()
    assert folded == folded.lower()
    assert fold_bytes(composed) == folded.encode("ascii")
    assert fold(folded) == folded


@given(any_text, any_text)
def test_fold_looks_at_each_character_alone_so_offsets_hold(left: str, right: str) -> None:
    composed = nfc(left + " " + right)
    for at in range(0, len(composed), 7):
        assert fold(composed[:at]) + fold(composed[at:]) == fold(composed)


@given(words)
def test_fold_takes_only_case_and_marks_from_vietnamese_letters(text: str) -> None:
    for before, after in zip(nfc(text), fold(nfc(text)), strict=True):
        bare = unicodedata.normalize("NFD", before)[0].lower().replace("đ", "d")
        if before in LETTERS:
            assert after == bare


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("ĐƯỜNG đường", "duong duong"),
        ("\u00d0ường \u00f0", "duong d"),
        ("“Đồng khởi” – ‘mới’…", "\"dong khoi\" - 'moi'."),
        ("a\u00a0b\u2003c", "a b c"),
        ("２０２６ ² ①", "2026 2 1"),
        ("Straße Łódź Øre", "strase lodz ore"),
        ("a\ud800b", "a b"),
        ("😀x漢", " x "),
        ("a\nb\tc", "a\nb\tc"),
        ("", ""),
    ],
)
def test_fold_table(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_nfc_composes_and_makes_a_vietnamese_letter_of_the_icelandic_one() -> None:
    assert nfc(unicodedata.normalize("NFD", "Tiếng Việt")) == "Tiếng Việt"
    assert nfc("\u00d0ảng, \u00f0ảng") == "Đảng, đảng"


@given(any_text)
@example("U\u00d2\u0300")  # a tone, and another one that stands apart
def test_marked_key_is_as_long_as_the_nfc_text_and_folds_alike(text: str) -> None:
    key = marked_key(text)
    assert len(key) == len(nfc(text))
    assert marked_key(key) == key


@given(st.text(alphabet=VIETNAMESE + " ", max_size=40))
def test_marked_key_moves_tones_and_changes_no_letter(text: str) -> None:
    key = marked_key(text)
    assert fold(nfc(key)) == fold(nfc(text))
    assert sorted(_tones(key)) == sorted(_tones(text))


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("luỹ", "lũy"),
        ("toạ", "tọa"),
        ("xoã", "xõa"),
        ("hoàn", "hòan"),
        ("quý", "qúy"),
        ("thuở", "thủơ"),
        ("giàu", "gìau"),
        ("của", "cuả"),
        ("rượu", "rựơu"),
        ("Huyện Uỷ Mỏ Cày", "huyện ủy mỏ cày"),
        ("HOÀ BÌNH", "hòa bình"),
    ],
)
def test_marked_key_is_one_for_both_places_of_the_tone(newer: str, older: str) -> None:
    assert marked_key(newer) == marked_key(older)


VOWELS = (
    "ai ao au ay âu ây eo êu ia iê iu iêu oa oă oe oai oay oeo oi ôi ơi ua uâ uây uê ui ưi uô uôi"
    " uơ uy uya uyê uyu ưa ươ ươi ươu ưu yê yêu"
)


@pytest.mark.parametrize("onset", ["", "h", "ng", "qu", "gi"])
@pytest.mark.parametrize("coda", ["", "n", "ch"])
def test_marked_key_is_one_wherever_the_tone_stands(onset: str, coda: str) -> None:
    for vowels in VOWELS.split():
        spelled = onset + vowels + coda
        places = range(len(onset) + 1, len(onset + vowels) + 1)
        toned = [nfc(f"{spelled[:at]}\u0301{spelled[at:]}") for at in places]
        assert len({marked_key(word) for word in toned}) == 1, toned
        assert marked_key(" ".join(toned)) == " ".join(map(marked_key, toned))


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "quỷ",
        "giá",
        "hoàn",
        "giờ",
        "ủy",
        "hòa",
        "thúy",
        "khỏe",
        "lòe",
        "của",
        "quả",
        "quốc",
        "giữa",
        "giày",
        "người",
        "rượu",
        "khuỷu",
        "nguội",
        "thuở",
        "hoặc",
        "xoáy",
        "ngoéo",
        "mía",
        "mưa",
        "yến",
        "tiến",
        "khuya",
        "huýt",
        "quýt",
        "nghĩa",
        "gì",
        "gìn",
        "huế",
        "duyệt",
    ],
)
def test_marked_key_leaves_what_stands_right(word: str) -> None:
    assert marked_key(word) == word


@pytest.mark.parametrize("word", ["résumé", "fiancé", "voilà", "maïs", "hoàcá", "áo-à", "ôi"])
def test_marked_key_leaves_what_is_no_syllable(word: str) -> None:
    assert marked_key(word) == word


@pytest.mark.parametrize(
    ("left", "right"), [("đình", "đinh"), ("hưng", "hùng"), ("ân", "an"), ("lý", "lí")]
)
def test_marked_key_keeps_different_words_apart(left: str, right: str) -> None:
    assert marked_key(left) != marked_key(right)


def test_marked_key_keeps_offsets_in_a_sentence() -> None:
    text = "Thường trực Huyện uỷ và Huyện ủy Ba Đình, ông Quý thuý"
    key = marked_key(text)
    first = key.index("huyện ủy")
    assert text[first : first + 8] == "Huyện uỷ"
    second = key.index("huyện ủy", first + 1)
    assert text[second : second + 8] == "Huyện ủy"


def test_marked_key_survives_what_lowers_to_two_letters_and_lone_surrogates() -> None:
    assert marked_key("İa\udc00") == "İa\udc00"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("dinh", False),
        ("đinh", True),
        ("Đ", True),
        ("\u00d0", True),
        ("HÒA", True),
        ("hoa\u0300", True),
        ("mơ", True),
        ("“Tran – Duy”…", False),
        ("ñ ç ü", False),
        ("", False),
    ],
)
def test_has_marks(text: str, marked: bool) -> None:
    assert has_marks(text) is marked


@given(any_text)
def test_tokens_are_spans_of_the_folded_text(text: str) -> None:
    folded = fold(nfc(text))
    found = tokens(folded)
    assert all(folded[start:end] == word for word, start, end in found)
    assert sum(len(word) for word, _, _ in found) == sum(c.isalnum() for c in folded)


def test_tokens_part_at_everything_else() -> None:
    assert tokens("nq 11-qd/tw, 2021") == [
        ("nq", 0, 2),
        ("11", 3, 5),
        ("qd", 6, 8),
        ("tw", 9, 11),
        ("2021", 13, 17),
    ]


def _tones(text: str) -> list[str]:
    apart = unicodedata.normalize("NFD", text)
    return [c for c in apart if c in "\u0300\u0301\u0303\u0309\u0323"]
