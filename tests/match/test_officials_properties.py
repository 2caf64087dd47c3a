"""What holds of the mentions of any text whatever, put together of titles, names and noise."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.match.articles import article
from tests.match.sentences import DAY, term
from worker.match.officials import Registry
from worker.model import (
    Alias,
    Article,
    LearnedTerm,
    Mention,
    MentionKind,
    Office,
    Official,
    Setting,
)
from worker.vietnamese.text.fold import nfc

SECRETARY = Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")
DISTRICT = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm")
OFFICIALS = (
    Official("Lê Văn Mẫn", (Alias("Út Khuê"),), (term(SECRETARY, "2021", "2024"),), 1),
    Official("Lê Văn Mẫn", (), (term(DISTRICT, "2021", "2024"),), 2, distinction="Cái Sậy"),
    Official("Tạ Thị Loan", (Alias("ta thi loan", blind=True),), (), 3),
    Official("Tạ Thị Loan Chi", (), (), 4),
    Official("Y Bhin", (), (), 5),
)
LEARNED = (
    LearnedTerm("Bùi Hữu Sắc", SECRETARY, date(2023, 1, 1), date(2023, 3, 1), id=1),
    LearnedTerm("Tạ Thị Loan", DISTRICT, date(2023, 1, 1), date(2023, 3, 1), official_id=3, id=2),
)
REGISTRY = Registry(OFFICIALS, LEARNED)
# A name that none of the fragments below can make up.
STRANGER = Official(
    "Quách Xuân Kỳ", (Alias("Bảy Xứ"),), (term(Office("Bí thư", "Thị ủy", "Vàm Rẻo"), "2020"),), 99
)

TITLES = (
    *("Bí thư Tỉnh ủy", "bí thư huyện uỷ Cái Sậy", "CHỦ TỊCH UBND TỈNH", "Phó Chủ tịch"),
    *("nguyên Giám đốc Sở Y tế", "quyền", "các Phó Chủ tịch UBND tỉnh", "Thủ tướng", "Chủ tịch"),
    *("Ủy viên Trung ương Đảng", "Trưởng ban Tuyên giáo", "Bộ trưởng Bộ Y tế", "Thường trực"),
    *("Hiệu trưởng Trường THPT", "đại biểu Quốc hội", "Giám đốc Công ty", "Bi thu Tinh uy"),
    *("Thủ tướng Nhật Bản", "chức danh", "hàm Vụ trưởng", "Vụ Địa phương II", "kiêm"),
)
NAMES = (
    *("Lê Văn Mẫn", "LÊ VĂN MẪN", "Tạ Thị Loan", "Tạ Thị Loan Chi", "Mẫn", "Loan", "Út Khuê"),
    *("Bùi Hữu Sắc", "H'Loan Niê", "Y Bhin Ktla", "Điểu K’Ré", "Nguyễn-Lê Mẫn", "Ta Thi Loan"),
    *("Lê", "Văn", "Thị", "Jean Morel"),
)
PLACES = (
    *(
        "Sông Hàm",
        "huyện Cái Sậy",
        "tỉnh Cù Mây",
        "TP.HCM",
        "xã Tân Rẫy (cũ)",
        "Ba Tri",
        "Phường 5",
    ),
    *("đường", "Trường THCS", "BDK - ", "(đoàn Sông Hàm)", "Việt Nam"),
)
JOINTS = (
    *(" ", ", ", " - ", " – ", "; ", ": ", ". ", " (", ") ", "“", "”", "\n", " và ", " là ", "/"),
    *(" được bầu giữ chức ", " thôi giữ chức ", " ông ", " bà ", " đồng chí ", "Ảnh: ", "'", "-"),
    *(
        " đối với ",
        " miễn nhiệm ",
        ", sinh năm 1970, ",
        "(tức ",
        "\u00a0",
        "\u200b",
        "…",
        " yêu cầu",
    ),
)
noise = st.text(alphabet=st.characters(), max_size=5) | st.text(
    alphabet="İẞǅﬁ\ud800\udfff\u0301\u0323\u200d😀👩‍⚖️０９Ⅳaăđ", max_size=4
)
pieces = st.sampled_from((*TITLES, *NAMES, *PLACES, *JOINTS, *JOINTS, *JOINTS)) | noise
written = st.sampled_from((str, str, str.upper, str.lower, str.title, str.swapcase))
texts = st.builds(
    lambda parts, write: write("".join(parts)), st.lists(pieces, max_size=24), written
)
days = st.dates() | st.just(DAY) | st.sampled_from((date.min, date.max))
places = st.sampled_from((None, "Sông Hàm", "Cù Mây", "Bến Tre", "Thành phố Hồ Chí Minh", ""))
contexts = st.builds(Setting, places, days)


def made(text: str) -> Article:
    """Return an article of a text, composed as the archive keeps texts."""
    return article(*nfc(text).split("\n"), title="")


def read(text: str, setting: Setting, registry: Registry = REGISTRY) -> tuple[Mention, ...]:
    return registry.mentions(made(text), setting)


@settings(max_examples=400)
@given(texts, contexts)
@example("Bí thư Tỉnh ủy Lê Văn Mẫn, ông Mẫn, Bí thư Huyện ủy Cái Sậy", Setting(None, DAY))
def test_mentions_are_in_order_apart_and_say_what_stands_there(text: str, setting: Setting) -> None:
    whole = made(text).text
    end = 0
    for mention in read(text, setting):
        assert end <= mention.start < mention.end <= len(whole)
        assert whole[mention.start : mention.end] == mention.surface
        assert mention.surface == mention.surface.strip()
        assert "\n" not in mention.surface
        end = mention.end


@settings(max_examples=400)
@given(texts, contexts)
@example("ông Lê Văn Mẫn nói", Setting(None, DAY))
@example("Bí thư Tỉnh ủy nói", Setting("Sông Hàm", date.max))
def test_doubt_is_told_and_nothing_is_asserted_in_spite_of_it(text: str, setting: Setting) -> None:
    for mention in read(text, setting):
        assert 0 < mention.confidence <= 1
        assert all(0 <= one.odds <= 1 for one in mention.candidates)
        assert sum(one.odds for one in mention.candidates) <= 1 + 1e-9
        if mention.candidates:
            assert (mention.official, mention.official_id) == (None, None)
        if mention.official_id is not None:
            assert mention.official in {one.label for one in OFFICIALS}
        if mention.official is None and mention.kind is MentionKind.OFFICE:
            assert mention.via == "office"


@given(texts, contexts)
def test_an_office_mention_says_an_office_and_every_office_has_a_role_and_a_body(
    text: str, setting: Setting
) -> None:
    for mention in read(text, setting):
        assert mention.offices or mention.kind is MentionKind.PERSON
        for said in mention.offices:
            assert said.office.role
            assert said.office.body
            assert said.office.role[0].isupper()


@given(texts, contexts)
def test_whom_nobody_names_changes_nothing(text: str, setting: Setting) -> None:
    with_stranger = Registry((*OFFICIALS, STRANGER), LEARNED)
    found = read(text, setting)
    if not any(piece in nfc(text).lower() for piece in ("quách", "quach", "xứ", "xu", "vàm rẻo")):
        assert read(text, setting, with_stranger) == found


@given(texts, contexts)
def test_the_same_reader_reads_the_same_again(text: str, setting: Setting) -> None:
    assert read(text, setting) == read(text, setting)


@given(texts, contexts)
def test_a_decomposed_text_composed_has_the_offsets_of_the_composed_one(
    text: str, setting: Setting
) -> None:
    apart = unicodedata.normalize("NFD", text)
    if nfc(apart) == nfc(text):
        assert read(apart, setting) == read(text, setting)


@given(texts, contexts)
def test_an_article_may_be_anything_even_not_composed(text: str, setting: Setting) -> None:
    apart = article(unicodedata.normalize("NFD", text), title=text)
    for mention in REGISTRY.mentions(apart, setting):
        assert apart.text[mention.start : mention.end] == mention.surface
