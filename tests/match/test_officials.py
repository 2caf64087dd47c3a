"""Officials of the registry in an article: who is named, where, how surely, and who is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.match.articles import article
from tests.match.sentences import HERE
from worker.match.officials import Registry
from worker.model import Alias, MentionKind, Official
from worker.vietnamese.text.fold import fold

THU = Official("Nguyễn Thị Thu", id=1)
HUNG = Official("Trần Duy Hưng", (Alias("Út Khuê"),), id=2)
HOA = Official("Lý Mỹ Hoà", id=3)
AN = Official("Mai An", id=4)
RE = Official("Điểu K'Ré", id=5)
KET = Official("Đặng Quốc Kết", (Alias("dang quoc ket", blind=True),), id=6)
PHUONG = Official("Nguyễn Thị Thu Phượng", id=7)
REGISTRY = Registry([THU, HUNG, HOA, AN, RE, KET])


def found(sentence: str, registry: Registry = REGISTRY) -> list[tuple[str, str | None]]:
    mentions = registry.mentions(article(f"Tin mới: {sentence}"), HERE)
    return [
        (mention.surface, mention.official)
        for mention in mentions
        if mention.kind is MentionKind.PERSON
    ]


@pytest.mark.parametrize(
    ("sentence", "surface", "official"),
    [
        ("Bà Nguyễn Thị Thu đến dự.", "Nguyễn Thị Thu", "Nguyễn Thị Thu"),
        ("BÀ NGUYỄN THỊ THU, CHỦ TỊCH", "NGUYỄN THỊ THU", "Nguyễn Thị Thu"),
        ("Phó Chủ tịch UBND tỉnh Trần Duy Hưng, bà Lê", "Trần Duy Hưng", "Trần Duy Hưng"),
        ("(Út Khuê) kể lại", "Út Khuê", "Trần Duy Hưng"),
        ("Bà Lý Mỹ Hòa phát biểu", "Lý Mỹ Hòa", "Lý Mỹ Hoà"),
        ("Bà Lí Mĩ Hoà phát biểu", "Lí Mĩ Hoà", "Lý Mỹ Hoà"),
        ("Già làng Điểu K’Ré dặn", "Điểu K’Ré", "Điểu K'Ré"),
        ("Ông Đặng Quốc Két và vợ", "Đặng Quốc Két", "Đặng Quốc Kết"),
        ("Ông Dang Quoc Ket và vợ", "Dang Quoc Ket", "Đặng Quốc Kết"),
        ("Chị Mai An hát", "Mai An", "Mai An"),
        ("Giám đốc Sở Tài nguyên và Môi trường Mai An hỏi", "Mai An", "Mai An"),
        ("Chủ tàu Mai An ra khơi", "Mai An", "Mai An"),
    ],
)
def test_a_name_is_found(sentence: str, surface: str, official: str) -> None:
    assert found(sentence) == [(surface, official)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Trần Duy Hùng vắng.",
        "Chị Mai Ân hát.",
        "Hoa mai an lành nở.",
        "Chuyện trần duy hưng ấy.",
        "Bà Nguyễn Thị Thu Phượng đến dự.",
        "Bà Nguyễn Thị Thu Hà đến dự.",
        "Chị Mai Anh hát.",
        "Xe chạy trên đường Trần Duy Hưng mỗi ngày.",
        "Học sinh Trường THCS Trần Duy Hưng được khen.",
        "Khu phố 2, phường Mai An đón khách.",
        "Con tàu Mai An cập bến.",
        "Ông Trần, Duy Hưng",
        "Ảnh: Trần Duy Hưng",
        "Tin, ảnh: Trần Duy Hưng",
        "Quán “Mai An” đông khách.",
        'Quán "Mai An" đông khách.',
    ],
)
def test_what_is_no_mention(sentence: str) -> None:
    assert found(sentence) == []


def test_a_name_does_not_cross_a_paragraph() -> None:
    assert REGISTRY.mentions(article("Cô là Mai", "An toàn giao thông."), HERE) == ()


def test_the_longer_registered_name_wins() -> None:
    both = Registry([THU, PHUONG])
    assert found("Bà Nguyễn Thị Thu Phượng và bà Nguyễn Thị Thu.", both) == [
        ("Nguyễn Thị Thu Phượng", "Nguyễn Thị Thu Phượng"),
        ("Nguyễn Thị Thu", "Nguyễn Thị Thu"),
    ]


@pytest.mark.parametrize(
    ("shorter", "longer", "sentence"),
    [
        ("Lê Hữu", "Lê Hữu Phó", "ông Lê Hữu Phó nói"),
        ("Lê Mai", "Mai Trần Văn Bé", "ông Lê Mai Trần Văn Bé nói"),
        ("Duy Hưng", "Trần Duy Hưng", "ông Trần Duy Hưng nói"),
    ],
)
def test_of_names_that_overlap_the_longest_wins(shorter: str, longer: str, sentence: str) -> None:
    registry = Registry([Official(shorter), Official(longer)])
    assert found(sentence, registry) == [(longer, longer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "bà Nguyễn Thị Thu Trần Văn Bé",
        "bà Nguyễn Thị Thu Hội viên danh dự",
        "BÀ NGUYỄN THỊ THU PHÁT BIỂU",
        "Chủ tịch UBND phường Mai An nói",
        "ông Lê Mai An nói",
    ],
)
def test_doubt_lowers_the_confidence_and_does_not_drop(sentence: str) -> None:
    sure = REGISTRY.mentions(article("Bà Nguyễn Thị Thu nói."), HERE)[0]
    doubtful = REGISTRY.mentions(article(f"Tin mới: {sentence}"), HERE)
    assert [m.confidence < sure.confidence for m in doubtful if m.official_id] == [True]


def test_a_capital_after_punctuation_raises_no_doubt() -> None:
    of = article("Dự có bà Nguyễn Thị Thu. Phượng nở đỏ sân trường.")
    assert [mention.confidence for mention in REGISTRY.mentions(of, HERE)] == [0.95]


def test_a_text_wholly_without_marks_is_read_blind() -> None:
    plain = article("Ong Tran Duy Hung den du.", title="Tin trong huyen")
    mention = REGISTRY.mentions(plain, HERE)[0]
    assert (mention.official, mention.via) == ("Trần Duy Hưng", "blind")
    assert mention.confidence < 0.95
    assert found("Ông Tran Duy Hung đến dự.") == []


def test_a_mention_says_where_who_and_how() -> None:
    of = article("Ông Trần Duy Hưng (Út Khuê) đến dự.")
    first, second = REGISTRY.mentions(of, HERE)
    assert of.text[first.start : first.end] == first.surface == "Trần Duy Hưng"
    assert (first.kind, first.official, first.official_id) == (
        MentionKind.PERSON,
        "Trần Duy Hưng",
        2,
    )
    assert (first.via, second.via) == ("name", "alias")
    assert first.offices == ()
    assert first.candidates == ()


def test_of_two_who_bear_a_name_neither_is_asserted() -> None:
    shared = Registry([HUNG, Official("Lê Khuê", (Alias("Út Khuê"),), id=9)])
    (mention,) = shared.mentions(article("Chuyện ông Út Khuê, người giữ rừng."), HERE)
    assert (mention.official, mention.official_id) == (None, None)
    assert {(c.official, c.odds) for c in mention.candidates} == {
        ("Trần Duy Hưng", 0.5),
        ("Lê Khuê", 0.5),
    }


def test_right_marks_outweigh_a_blind_alias() -> None:
    two = Registry([KET, Official("Đặng Quốc Két")])
    assert found("Ông Đặng Quốc Két nói", two) == [("Đặng Quốc Két", "Đặng Quốc Két")]


def test_an_official_without_an_id_has_none() -> None:
    (mention,) = Registry([Official("Lê Văn Mẫn")]).mentions(article("Ông Lê Văn Mẫn."), HERE)
    assert (mention.official, mention.official_id) == ("Lê Văn Mẫn", None)


def test_an_empty_registry_finds_no_name_without_a_title() -> None:
    assert Registry([]).mentions(article("Ông Trần Duy Hưng."), HERE) == ()


def test_who_is_not_registered_is_a_mention_by_his_title() -> None:
    of = article("Bí thư Tỉnh ủy Trần Duy Hùng đến dự.")
    (mention,) = REGISTRY.mentions(of, HERE)
    assert of.text[mention.start : mention.end] == mention.surface == "Trần Duy Hùng"
    assert (mention.official, mention.official_id) == ("Trần Duy Hùng", None)
    assert mention.via == "title"
    assert [str(said.office) for said in mention.offices] == ["Bí thư Tỉnh ủy Sông Hàm"]


def test_a_registered_name_at_a_title_has_the_title() -> None:
    of = article("Bí thư Tỉnh ủy Trần Duy Hưng đến dự.")
    (mention,) = REGISTRY.mentions(of, HERE)
    assert (mention.official_id, mention.via) == (2, "name")
    assert [str(said.office) for said in mention.offices] == ["Bí thư Tỉnh ủy Sông Hàm"]


def test_a_longer_name_at_a_title_is_not_the_registered_one() -> None:
    mentions = REGISTRY.mentions(article("Bí thư Tỉnh ủy Nguyễn Thị Thu Phượng dự."), HERE)
    assert [(m.official, m.official_id) for m in mentions] == [("Nguyễn Thị Thu Phượng", None)]


WORDS = ["Nguyễn", "Thị", "Thu", "Trần", "Duy", "Hưng", "Hùng", "Mai", "An", "Lí", "Mĩ", "Hòa"]


@given(st.lists(st.sampled_from([*WORDS, "ông", ",", "đường", "LÝ", "MỸ", "HOÀ"]), min_size=1))
def test_every_surface_is_a_name_of_its_official(words: list[str]) -> None:
    of = article(" ".join(words))
    end = 0
    for mention in REGISTRY.mentions(of, HERE):
        assert of.text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        assert mention.official is not None
        named = fold(mention.official).replace("y", "i")
        surface = fold(mention.surface).replace("y", "i")
        assert surface == named or (mention.via == "given-name" and named.endswith(f" {surface}"))
        end = mention.end
