"""Sentences in which a name is easily taken for a place, or a verb for a name."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.match.sentences import read, told
from tests.typed import read_office
from worker.match.people.registered import Names
from worker.model import Alias, Office, Official
from worker.vietnamese.names.name_shapes import name_at
from worker.vietnamese.text.fold import spaced
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.offices import canonical_office, located, titles_of

UBND = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        # Ông is a surname too, so that two syllables after it are no name
        ("Ông Trần Mẫn, Giám đốc Sở Y tế, nói.", ["Trần Mẫn: Giám đốc|Sở Y tế|Sông Hàm"]),
        ("Ông Lê Mẫn là Giám đốc Sở Y tế.", ["Lê Mẫn: Giám đốc|Sở Y tế|Sông Hàm"]),
        (
            "Ông Điểu K'Ré, Phó Chủ tịch HĐND tỉnh, nói.",
            ["Điểu K'Ré: Phó Chủ tịch|Hội đồng nhân dân|Sông Hàm"],
        ),
        # a school or hospital takes its head into its name
        (
            "Hiệu trưởng Trường THPT Cái Sậy Tạ Thị Loan nói.",
            ["Tạ Thị Loan: Hiệu trưởng|Trường Trung học phổ thông Cái Sậy"],
        ),
        (
            "Giám đốc Bệnh viện Đa khoa Cái Sậy Nguyễn Văn Mẫn nói.",
            ["Nguyễn Văn Mẫn: Giám đốc|Bệnh viện Đa khoa Cái Sậy"],
        ),
        # of two surnames the first becomes a province
        (
            "Phó Chủ tịch HĐND tỉnh Lê Huỳnh Thị Loan nói.",
            ["Lê Huỳnh Thị Loan: Phó Chủ tịch|Hội đồng nhân dân|Sông Hàm"],
        ),
        (
            "Phó Chủ tịch HĐND tỉnh Nguyễn-Lê Văn Mẫn nói.",
            ["Nguyễn-Lê Văn Mẫn: Phó Chủ tịch|Hội đồng nhân dân|Sông Hàm"],
        ),
        # no space after "TP."
        ("Chủ tịch UBND TP.Mỹ Hàm Lê Văn Mẫn nói.", [f"Lê Văn Mẫn: Chủ tịch|{UBND}|Mỹ Hàm"]),
        ("Chủ tịch UBND TX.Vàm Rẻo Lê Văn Mẫn nói.", [f"Lê Văn Mẫn: Chủ tịch|{UBND}|Vàm Rẻo"]),
        # the body said in full after a role that holds its first word
        (
            "Trưởng ban Ban Tuyên giáo Tỉnh ủy Lê Văn Mẫn nói.",
            ["Lê Văn Mẫn: Trưởng ban|Ban Tuyên giáo Tỉnh ủy|Sông Hàm"],
        ),
        (
            "Chánh Văn phòng Văn phòng UBND tỉnh Lê Văn Mẫn nói.",
            ["Lê Văn Mẫn: Chánh Văn phòng|Văn phòng Ủy ban nhân dân|Sông Hàm"],
        ),
        (
            "Trưởng phòng Phòng Nội vụ huyện Cái Sậy Lê Văn Mẫn nói.",
            ["Lê Văn Mẫn: Trưởng phòng|Phòng Nội vụ|Cái Sậy"],
        ),
        ("Lê Văn Mẫn Trần Thị Bé", []),
    ],
)
def test_sentences(sentence: str, found: list[str]) -> None:
    assert told(sentence) == found


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        # in capitals the verb after an unnamed office is taken for its place, or for a name
        (
            "CHỦ TỊCH UBND TỈNH YÊU CẦU XỬ LÝ NGHIÊM",
            [f"<CHỦ TỊCH UBND TỈNH>: Chủ tịch|{UBND}|Sông Hàm"],
        ),
        (
            "CHỦ TỊCH UBND TỈNH THĂM HUYỆN CÁI SẬY",
            [f"<CHỦ TỊCH UBND TỈNH>: Chủ tịch|{UBND}|Sông Hàm"],
        ),
        ("CHỦ TỊCH UBND TỈNH TIẾP CÔNG DÂN", [f"<CHỦ TỊCH UBND TỈNH>: Chủ tịch|{UBND}|Sông Hàm"]),
        (
            "CHỦ TỊCH UBND TỈNH DỰ LỄ KHÁNH THÀNH",
            [f"<CHỦ TỊCH UBND TỈNH>: Chủ tịch|{UBND}|Sông Hàm"],
        ),
        (
            "BÍ THƯ TỈNH ỦY LÀM VIỆC VỚI HUYỆN CÁI SẬY",
            ["<BÍ THƯ TỈNH ỦY>: Bí thư|Tỉnh ủy|Sông Hàm"],
        ),
        ("BÍ THƯ TỈNH ỦY CHÚC TẾT", ["<BÍ THƯ TỈNH ỦY>: Bí thư|Tỉnh ủy|Sông Hàm"]),
        ("THỦ TƯỚNG YÊU CẦU LÀM NGAY", ["<THỦ TƯỚNG>: Thủ tướng|Chính phủ"]),
        ("BỘ TRƯỞNG BỘ Y TẾ YÊU CẦU", ["<BỘ TRƯỞNG BỘ Y TẾ>: Bộ trưởng|Bộ Y tế"]),
        # a name of four syllables in capitals
        (
            "CHỦ TỊCH UBND TỈNH LÊ VĂN MẪN CHỈ ĐẠO",
            [f"LÊ VĂN MẪN = Lê Văn Mẫn: Chủ tịch|{UBND}|Sông Hàm"],
        ),
    ],
)
def test_headlines(headline: str, found: list[str]) -> None:
    assert told("Tin.", title=headline) == found


def test_a_headlines_name_is_that_of_the_text() -> None:
    found = read(
        "Ông Lê Văn Mẫn, Chủ tịch UBND tỉnh, nói.", title="CHỦ TỊCH UBND TỈNH LÊ VĂN MẪN CHỈ ĐẠO"
    )
    assert [m.official for m in found] == ["Lê Văn Mẫn", "Lê Văn Mẫn"]


@pytest.mark.parametrize(
    "sentence",
    [
        # a person inside the span of an office
        "Giám đốc Bệnh viện Đa khoa Cái Sậy Tạ Thị Loan nói.",
        "Hiệu trưởng Trường THPT Cái Sậy Tạ Thị Loan nói.",
        "GIÁM ĐỐC SỞ Y TẾ ĐƯỢC BẦU GIỮ CHỨC BÍ THƯ HUYỆN ỦY CÁI SẬY",
    ],
)
def test_mentions_do_not_overlap(sentence: str) -> None:
    found = read(sentence, officials=[Official("Tạ Thị Loan", id=3)])
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_town_is_no_commune() -> None:
    assert told("Mưa ở thị xã Vàm Rẻo.", "Chủ tịch UBND xã nói.") == []


@pytest.mark.parametrize("text", ["đường Kiều Thanh Vĩ", "Ảnh: Kiều Thanh Vĩ"])
def test_a_short_alias_inside_a_name_that_is_refused(text: str) -> None:
    vi = Official("Kiều Thanh Vĩ", (Alias("Thanh Vĩ"),))
    names = Names([vi])
    assert names.found(text, names.hits(b" " + spaced(text) + b" ")) == []


def test_two_names_side_by_side() -> None:
    text = "Lê Văn Mẫn Trần Thị Bé"
    assert text[: name_at(Line(text), 0)] == "Lê Văn Mẫn"


@pytest.mark.parametrize(
    "phrase", ["bí thư tỉnh uỷ bến tre", "bi thu tinh uy ben tre", "chủ tịch ubnd huyện ba tri"]
)
def test_what_is_typed_without_capitals_keeps_its_place(phrase: str) -> None:
    office = read_office(phrase)
    assert office is None or office.place is not None


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Trưởng ban", "Ban Tuyên giáo Tỉnh ủy"),
        ("Phó Trưởng ban", "Ban Tổ chức Tỉnh ủy"),
        ("Trưởng ban", "Ban Dân tộc"),
        ("Trưởng phòng", "Phòng Nội vụ"),
        ("Chánh Văn phòng", "Văn phòng Ủy ban nhân dân"),
        ("Chánh Thanh tra", "Thanh tra"),
        ("Trưởng Công an", "Công an"),
    ],
)
def test_a_canonical_office_is_itself(role: str, body: str) -> None:
    once = canonical_office(role, body, "Bến Tre")
    assert (once.role, once.body) == (role, body)
    assert str(read_office(str(once))) == str(once)


def test_can_tho_is_a_city_since_2004() -> None:
    assert located("Chủ tịch", UBND, "Cần Thơ", None, None).unit == "thành phố"
    assert canonical_office("Giám đốc", "Sở Y tế", "Cần Thơ").may_be(
        Office("Giám đốc", "Sở Y tế", "Cần Thơ", "thành phố")
    )


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Phó Bí thư, Thường trực Tỉnh ủy", "Phó Bí thư Thường trực"),
        ("Bí thư, Chủ tịch UBND xã Tân Rẫy", "Bí thư"),
    ],
)
def test_a_role_before_a_comma(phrase: str, role: str) -> None:
    assert next(titles_of(phrase)).role == role


@pytest.mark.parametrize(
    "before",
    ["Trả lời", "Mưa to. Đáp lại ý kiến của", "Đồng tình với", "Khi trả lời câu hỏi của"],
)
def test_who_answers_is_not_whom_he_answers(before: str) -> None:
    sentence = f"{before} Bí thư Đoàn xã Tân Rẫy Lê Văn Mẫn, Bí thư Tỉnh ủy cho biết sẽ làm ngay."
    assert told(sentence) == [
        "Lê Văn Mẫn: Bí thư|Đoàn Thanh niên Cộng sản Hồ Chí Minh|Tân Rẫy",
        "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trả lời phỏng vấn, ông Lê Văn Mẫn, Bí thư Tỉnh ủy cho biết sẽ làm ngay.",
        "Trả lời câu hỏi của phóng viên ông Lê Văn Mẫn, Bí thư Tỉnh ủy cho biết sẽ làm ngay.",
        "Trả lời ông Lê Văn Mẫn, Bí thư Tỉnh ủy, xã hứa làm ngay.",
        "Theo ông Lê Văn Mẫn, Bí thư Tỉnh ủy cho biết thêm, việc đã xong.",
    ],
)
def test_who_is_asked_may_be_the_one_who_speaks(sentence: str) -> None:
    assert told(sentence) == ["Lê Văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm"]


def test_a_name_right_behind_a_title_begins_behind_it_for_the_next_title_too() -> None:
    found = told("Bí thư Trung ương Đoàn Nguyễn Văn Mẫn - Chủ tịch Hội Sinh viên Việt Nam dự.")
    assert found == [
        "Nguyễn Văn Mẫn: Bí thư|Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh, "
        "Chủ tịch|Hội Sinh viên Việt Nam"
    ]
