"""Titles at names: before and after them, in chains, on lists, shared, as they are written."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

CHAIRMAN = "Chủ tịch|Ủy ban nhân dân|Sông Hàm"
SECRETARY = "Bí thư|Tỉnh ủy|Sông Hàm"
DEPUTY = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"


@pytest.mark.parametrize(
    ("sentence", "offices"),
    [
        ("Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn đến dự.", "Bí thư|Huyện ủy|Cái Sậy"),
        (
            "Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy Lê Văn Mẫn đến dự.",
            f"Ủy viên|Ban Chấp hành Trung ương Đảng, {SECRETARY}",
        ),
        (
            "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh Lê Văn Mẫn chủ trì.",
            "Phó Bí thư Thường trực|Tỉnh ủy|Sông Hàm, Chủ tịch|Hội đồng nhân dân|Sông Hàm",
        ),
        (
            "Ủy viên Bộ Chính trị, Chủ tịch Quốc hội Lê Văn Mẫn đến dự.",
            "Ủy viên|Bộ Chính trị, Chủ tịch|Quốc hội",
        ),
        (
            "Ủy viên Ban Thường vụ, Trưởng ban Tổ chức Tỉnh ủy Lê Văn Mẫn đi cùng.",
            "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm, Trưởng ban|Ban Tổ chức Tỉnh ủy|Sông Hàm",
        ),
        ("Chủ tịch UBND tỉnh, đồng chí Lê Văn Mẫn, đi cùng.", CHAIRMAN),
        ("Chủ tịch UBND tỉnh: đồng chí Lê Văn Mẫn.", CHAIRMAN),
        ("Giám đốc Sở Y tế - bác sĩ Lê Văn Mẫn - cho biết.", "Giám đốc|Sở Y tế|Sông Hàm"),
        ("Phó Chủ tịch UBND tỉnh là ông Lê Văn Mẫn.", DEPUTY),
        ("Giám đốc Sở Y tế TS.BS Lê Văn Mẫn cho biết.", "Giám đốc|Sở Y tế|Sông Hàm"),
    ],
)
def test_titles_before_a_name(sentence: str, offices: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {offices}"]


@pytest.mark.parametrize(
    ("sentence", "offices"),
    [
        ("Đồng chí Lê Văn Mẫn, Chủ tịch UBND tỉnh, phát biểu.", CHAIRMAN),
        (
            "Đồng chí Lê Văn Mẫn, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh, Trưởng đoàn ĐBQH tỉnh, dự.",
            f"{SECRETARY}, Chủ tịch|Hội đồng nhân dân|Sông Hàm, "
            "Trưởng đoàn|Đoàn đại biểu Quốc hội|Sông Hàm",
        ),
        ("Ông Lê Văn Mẫn - Giám đốc Sở Y tế - cho biết.", "Giám đốc|Sở Y tế|Sông Hàm"),
        ("Ông Lê Văn Mẫn – Giám đốc Sở Y tế – cho biết.", "Giám đốc|Sở Y tế|Sông Hàm"),
        ("Ông Lê Văn Mẫn (Phó Chủ tịch UBND tỉnh) nói.", DEPUTY),
        ("Thiếu tướng Lê Văn Mẫn, Giám đốc Công an tỉnh, khen.", "Giám đốc|Công an|Sông Hàm"),
        (
            "Lê Văn Mẫn - Bí thư Đảng ủy kiêm Chủ tịch UBND xã Tân Rẫy - ký.",
            "Bí thư|Đảng ủy|Tân Rẫy, Chủ tịch|Ủy ban nhân dân|Tân Rẫy",
        ),
        ("Việc chậm, GS.TS Lê Văn Mẫn, Thứ trưởng Bộ Y tế, nói.", "Thứ trưởng|Bộ Y tế"),
        (
            "Ông Lê Văn Mẫn, Bí thư Huyện ủy, Chủ tịch HĐND huyện Cái Sậy, nói.",
            "Bí thư|Huyện ủy|Cái Sậy, Chủ tịch|Hội đồng nhân dân|Cái Sậy",
        ),
        (
            "Ông Lê Văn Mẫn, hàm Vụ trưởng Vụ Địa phương II, Văn phòng Trung ương Đảng, dự.",
            "Hàm Vụ trưởng|Vụ Địa phương II, Văn phòng Trung ương Đảng",
        ),
    ],
)
def test_titles_after_a_name(sentence: str, offices: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {offices}"]


@pytest.mark.parametrize(
    ("chain", "offices"),
    [
        (
            "Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch Ủy ban MTTQ xã Tân Rẫy",
            "Ủy viên|Ban Thường vụ Đảng ủy|Tân Rẫy, "
            "Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Tân Rẫy",
        ),
        (
            "Phó Chủ tịch Ủy ban MTTQ, Chủ tịch Hội LHPN tỉnh",
            "Phó Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Sông Hàm, "
            "Chủ tịch|Hội Liên hiệp Phụ nữ|Sông Hàm",
        ),
        (
            "Ủy viên Ban Thường vụ Đảng ủy, Phó Giám đốc Công an tỉnh",
            "Ủy viên|Ban Thường vụ Đảng ủy Công an|Sông Hàm, Phó Giám đốc|Công an|Sông Hàm",
        ),
        (
            "Ủy viên Ban Thường vụ Đảng ủy, Trưởng Công an xã Tân Rẫy",
            "Ủy viên|Ban Thường vụ Đảng ủy|Tân Rẫy, Trưởng Công an|Công an|Tân Rẫy",
        ),
        (
            "Bí thư Ban cán sự đảng, Chủ tịch UBND tỉnh",
            f"Bí thư|Ban Cán sự đảng Ủy ban nhân dân|Sông Hàm, {CHAIRMAN}",
        ),
        (
            "Bí thư Đảng đoàn, Chủ tịch HĐND tỉnh",
            "Bí thư|Đảng đoàn Hội đồng nhân dân|Sông Hàm, Chủ tịch|Hội đồng nhân dân|Sông Hàm",
        ),
        (
            "Ủy viên Ban cán sự đảng, Phó Tổng Kiểm toán nhà nước",
            "Ủy viên|Ban Cán sự đảng Kiểm toán nhà nước, Phó Tổng Kiểm toán|Kiểm toán nhà nước",
        ),
        (
            "Bí thư Ban cán sự đảng, Phó Bí thư Tỉnh ủy",
            "Bí thư|Ban Cán sự đảng, Phó Bí thư|Tỉnh ủy|Sông Hàm",
        ),
    ],
)
def test_a_neighbour_says_of_which_unit_or_body_the_title_is(chain: str, offices: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {chain}, đến dự.") == [f"Lê Văn Mẫn: {offices}"]


def test_a_title_and_its_name_in_brackets() -> None:
    sentence = "Mặt bằng còn chậm (Phó bí thư Thường trực Huyện ủy Cái Sậy Tạ Thị Loan)."
    assert told(sentence) == ["Tạ Thị Loan: Phó Bí thư Thường trực|Huyện ủy|Cái Sậy"]


def test_titles_before_and_after_one_name_are_all_the_persons() -> None:
    sentence = "Bí thư Tỉnh ủy Lê Văn Mẫn, Chủ tịch HĐND tỉnh, chủ trì."
    assert told(sentence) == [f"Lê Văn Mẫn: {SECRETARY}, Chủ tịch|Hội đồng nhân dân|Sông Hàm"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cùng dự có các đồng chí: Lê Văn Mẫn, Bí thư Tỉnh ủy; Tạ Thị Loan, Chủ tịch UBND tỉnh.",
        "Dự có: Lê Văn Mẫn (Bí thư Tỉnh ủy); Tạ Thị Loan (Chủ tịch UBND tỉnh).",
        "Dự có ông Lê Văn Mẫn - Bí thư Tỉnh ủy, bà Tạ Thị Loan - Chủ tịch UBND tỉnh.",
        "Dự có Bí thư Tỉnh ủy Lê Văn Mẫn; Chủ tịch UBND tỉnh Tạ Thị Loan.",
        "Bí thư Tỉnh ủy Lê Văn Mẫn và Chủ tịch UBND tỉnh Tạ Thị Loan cùng dự.",
        "Bí thư Tỉnh ủy Lê Văn Mẫn, Chủ tịch UBND tỉnh Tạ Thị Loan cùng dự.",
    ],
)
def test_on_a_list_everyone_has_their_own_title(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {SECRETARY}", f"Tạ Thị Loan: {CHAIRMAN}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dự có các Phó Chủ tịch UBND tỉnh Lê Văn Mẫn, Tạ Thị Loan và Bùi Hữu Sắc.",
        "Dự có các Phó Chủ tịch UBND tỉnh: Lê Văn Mẫn, Tạ Thị Loan, Bùi Hữu Sắc; các sở, ngành.",
        "Các đồng chí Lê Văn Mẫn, Tạ Thị Loan và Bùi Hữu Sắc, Phó Chủ tịch UBND tỉnh, đi cùng.",
        "Ba Phó Chủ tịch UBND tỉnh là Lê Văn Mẫn, Tạ Thị Loan và Bùi Hữu Sắc đi cùng.",
    ],
)
def test_a_shared_title_is_everyones(sentence: str) -> None:
    assert told(sentence) == [
        f"Lê Văn Mẫn: {DEPUTY}",
        f"Tạ Thị Loan: {DEPUTY}",
        f"Bùi Hữu Sắc: {DEPUTY}",
    ]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("PCT UBND tỉnh", DEPUTY),
        ("Phó chủ tịch ubnd tỉnh", DEPUTY),
        ("phó chủ tịch Ủy ban Nhân dân tỉnh", DEPUTY),
        ("Phó Chủ tịch Uỷ ban nhân dân tỉnh", DEPUTY),
        ("Bí Thư Tỉnh Uỷ", SECRETARY),
        ("bí thư tỉnh ủy", SECRETARY),
        ("UVBTV Tỉnh ủy", "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"),
        ("Ủy viên BTV Tỉnh ủy", "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"),
        ("Tỉnh ủy viên", "Ủy viên|Tỉnh ủy|Sông Hàm"),
        ("Ủy viên BCH Đảng bộ tỉnh", "Ủy viên|Tỉnh ủy|Sông Hàm"),
        ("Ủy viên BCH TW Đảng", "Ủy viên|Ban Chấp hành Trung ương Đảng"),
        ("Trưởng Ban Tuyên giáo TU", "Trưởng ban|Ban Tuyên giáo Tỉnh ủy|Sông Hàm"),
        ("Trưởng ban Tuyên giáo Trung ương", "Trưởng ban|Ban Tuyên giáo Trung ương"),
        ("Chủ nhiệm UBKT Tỉnh ủy", "Chủ nhiệm|Ủy ban Kiểm tra Tỉnh ủy|Sông Hàm"),
        ("Phó GĐ Sở GD&ĐT", "Phó Giám đốc|Sở Giáo dục và Đào tạo|Sông Hàm"),
        ("Giám đốc Sở TN-MT", "Giám đốc|Sở Tài nguyên và Môi trường|Sông Hàm"),
        ("Giám đốc Sở LĐ-TB&XH", "Giám đốc|Sở Lao động - Thương binh và Xã hội|Sông Hàm"),
        ("Chánh án Toà án nhân dân tỉnh", "Chánh án|Tòa án nhân dân|Sông Hàm"),
        ("Chánh án TAND huyện Cái Sậy", "Chánh án|Tòa án nhân dân|Cái Sậy"),
        ("Viện trưởng VKSND tỉnh", "Viện trưởng|Viện kiểm sát nhân dân|Sông Hàm"),
        ("Chỉ huy trưởng Bộ CHQS tỉnh", "Chỉ huy trưởng|Bộ Chỉ huy quân sự|Sông Hàm"),
        ("Chính ủy BĐBP tỉnh", "Chính ủy|Bộ Chỉ huy Bộ đội Biên phòng|Sông Hàm"),
        ("Trưởng Công an xã Tân Rẫy", "Trưởng Công an|Công an|Tân Rẫy"),
        (
            "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh",
            "Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Sông Hàm",
        ),
        ("Chủ tịch Hội LHPN tỉnh", "Chủ tịch|Hội Liên hiệp Phụ nữ|Sông Hàm"),
        ("Chủ tịch LĐLĐ tỉnh", "Chủ tịch|Liên đoàn Lao động|Sông Hàm"),
        ("Bí thư Tỉnh đoàn", "Bí thư|Tỉnh đoàn|Sông Hàm"),
        ("Trưởng phòng GD-ĐT huyện Cái Sậy", "Trưởng phòng|Phòng Giáo dục và Đào tạo|Cái Sậy"),
        ("Chánh Văn phòng UBND tỉnh", "Chánh Văn phòng|Văn phòng Ủy ban nhân dân|Sông Hàm"),
        ("Thứ trưởng Bộ GTVT", "Thứ trưởng|Bộ Giao thông vận tải"),
        ("Bộ trưởng Bộ Y tế", "Bộ trưởng|Bộ Y tế"),
        ("Bộ trưởng Y tế", "Bộ trưởng|Bộ Y tế"),
        ("Phó Thủ tướng Thường trực", "Phó Thủ tướng Thường trực|Chính phủ"),
        ("Phó Chủ tịch nước", "Phó Chủ tịch nước|Nhà nước"),
        ("Tổng Bí thư", "Tổng Bí thư|Ban Chấp hành Trung ương Đảng"),
        ("Phó Bí thư - TT Huyện ủy Cái Sậy", "Phó Bí thư Thường trực|Huyện ủy|Cái Sậy"),
        ("Phó Chủ tịch TT UBND tỉnh", "Phó Chủ tịch Thường trực|Ủy ban nhân dân|Sông Hàm"),
        ("Đại biểu HĐND tỉnh", "Đại biểu|Hội đồng nhân dân|Sông Hàm"),
        ("Chủ tịch UBND TP Mỹ Hàm", "Chủ tịch|Ủy ban nhân dân|Mỹ Hàm"),
        ("Bí thư Thị ủy Vàm Rẻo", "Bí thư|Thị ủy|Vàm Rẻo"),
    ],
)
def test_a_title_is_read_however_it_is_written(title: str, office: str) -> None:
    assert told(f"Hôm qua, {title} Lê Văn Mẫn đến dự.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize(
    "headline",
    [
        "BÍ THƯ TỈNH ỦY LÊ VĂN MẪN LÀM VIỆC VỚI HUYỆN CÁI SẬY",
        "BÍ THƯ TỈNH UỶ LÊ VĂN MẪN THĂM XÃ TÂN RẪY",
        "ĐỒNG CHÍ LÊ VĂN MẪN, BÍ THƯ TỈNH ỦY, THĂM XÃ TÂN RẪY",
    ],
)
def test_a_headline_in_capitals(headline: str) -> None:
    assert told("Tin vắn.", title=headline) == [f"LÊ VĂN MẪN = Lê Văn Mẫn: {SECRETARY}"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Bi thu Tinh uy Le Van Man den du.", "Le Van Man: Bí thư|Tỉnh ủy|Sông Hàm"),
        (
            "Ong Le Van Man, Chu tich UBND tinh, cho biet.",
            "Le Van Man: Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        ),
        (
            "Pho Giam doc So Y te Le Van Man noi.",
            "Le Van Man: Phó Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            "Ba Ta Thi Loan duoc bau giu chuc Bi thu Huyen uy Cai Say.",
            "Ta Thi Loan: Bí thư|Huyện ủy|Cai Say",
        ),
    ],
)
def test_a_text_without_marks(sentence: str, found: str) -> None:
    assert told(sentence, title="Tin trong ngay") == [found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Chu tich UBND xa Tan Thanh Dong Huynh Van Man noi.",
            "Huynh Van Man: Chủ tịch|Ủy ban nhân dân|Tan Thanh Dong",
        ),
        (
            "Chu tich UBND phuong Tan Phu Ly Kim Loan noi.",
            "Ly Kim Loan: Chủ tịch|Ủy ban nhân dân|Tan Phu",
        ),
        ("Giam doc So Y te Thanh Hoa Ta Thi Loan noi.", "Ta Thi Loan: Giám đốc|Sở Y tế|Thanh Hoa"),
        (
            "Chu tich UBND huyen Ba Tri Duong Minh Man noi.",
            "Duong Minh Man: Chủ tịch|Ủy ban nhân dân|Ba Tri",
        ),
        (
            "Cuc truong Cuc Hang khong Viet Nam Dinh Viet Man noi.",
            "Dinh Viet Man: Cục trưởng|Cục Hang khong Viet Nam",
        ),
    ],
)
def test_known_places_are_known_without_marks(sentence: str, found: str) -> None:
    assert told(sentence, title="Tin trong ngay") == [found]


def test_a_deputy_minister_without_marks_is_no_head_of_an_agency() -> None:
    sentence = "Bo truong Bo Y te Le Van Man chu tri. Thu truong Ta Thi Loan trinh bay."
    assert told(sentence, title="Tin trong ngay") == [
        "Le Van Man: Bộ trưởng|Bộ Y tế",
        "Ta Thi Loan: Thứ trưởng|Bộ Y tế",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "H'Loan Niê",
        "H’Loan Niê",
        "Y Bhin Ktla",
        "Điểu K'Ré",
        "Hà-Thị Khiết",
        "Thạch Sô Phi",
        "Giàng A Sính",
        "Nguyễn Trần Ngọc Loan",
        "Trần Út",
    ],
)
def test_names_of_every_shape(name: str) -> None:
    assert told(f"Phó Chủ tịch HĐND tỉnh {name} phát biểu.") == [
        f"{name}: Phó Chủ tịch|Hội đồng nhân dân|Sông Hàm"
    ]
    assert told(f"Đồng chí {name}, Phó Chủ tịch HĐND tỉnh, phát biểu.") == [
        f"{name}: Phó Chủ tịch|Hội đồng nhân dân|Sông Hàm"
    ]


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("Chủ tịch UBND xã Tân Lộc Đông Trần Thị Bé nói.", "Trần Thị Bé"),
        ("Chủ tịch UBND huyện Cái Sậy H'Loan Niê nói.", "H'Loan Niê"),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn Chủ tịch HĐND tỉnh chủ trì.", "Lê Văn Mẫn"),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn UBND tỉnh giao.", "Lê Văn Mẫn"),
    ],
)
def test_a_name_ends_where_the_next_phrase_begins(sentence: str, surface: str) -> None:
    assert told(sentence)[0].partition(":")[0] == surface


@pytest.mark.parametrize(
    ("sentence", "offices"),
    [
        ("Giám đốc công an tỉnh Đại tá Lê Văn Mẫn chỉ đạo.", "Giám đốc|Công an|Sông Hàm"),
        (
            "Trưởng CA huyện Cái Sậy Thượng tá Lê Văn Mẫn nói.",
            "Trưởng Công an|Công an|Cái Sậy",
        ),
        (
            "Chỉ huy trưởng BCH QS huyện Cái Sậy Trung tá Lê Văn Mẫn nói.",
            "Chỉ huy trưởng|Ban Chỉ huy quân sự|Cái Sậy",
        ),
        ("P.CT UBND tỉnh Lê Văn Mẫn ký.", DEPUTY),
        ("P. Chủ tịch UBND tỉnh Lê Văn Mẫn ký.", DEPUTY),
        ("P.GĐ Sở GD-ĐT Lê Văn Mẫn ký.", "Phó Giám đốc|Sở Giáo dục và Đào tạo|Sông Hàm"),
        ("Chủ tịch UBND P. Ba Lê Văn Mẫn ký.", "Chủ tịch|Ủy ban nhân dân|Ba"),
        ("Phó BT Huyện ủy Cái Sậy Lê Văn Mẫn ký.", "Phó Bí thư|Huyện ủy|Cái Sậy"),
        (
            "Phó CVP UBND tỉnh Lê Văn Mẫn ký.",
            "Phó Chánh Văn phòng|Văn phòng Ủy ban nhân dân|Sông Hàm",
        ),
        (
            "Phó Đồn trưởng nghiệp vụ Đồn Biên phòng Nậm Sậy Lê Văn Mẫn dự.",
            "Phó Đồn trưởng|Đồn Biên phòng Nậm Sậy",
        ),
        (
            "Phó Chỉ huy trưởng phụ trách BĐBP tỉnh Lê Văn Mẫn dự.",
            "acting Phó Chỉ huy trưởng|Bộ Chỉ huy Bộ đội Biên phòng|Sông Hàm",
        ),
        (
            "Trạm trưởng Trạm KSBP Cửa Sậy Lê Văn Mẫn dự.",
            "Trạm trưởng|Trạm Kiểm soát Biên phòng Cửa Sậy",
        ),
        (
            "Chính trị viên Đồn BPCK Nậm Sậy Lê Văn Mẫn dự.",
            "Chính trị viên|Đồn Biên phòng Cửa khẩu Nậm Sậy",
        ),
        (
            "Giám đốc BVĐK huyện Cái Sậy BSCKII Lê Văn Mẫn nói.",
            "Giám đốc|Bệnh viện Đa khoa|Cái Sậy",
        ),
        (
            "Ông Lê Văn Mẫn, Giám đốc Trung tâm Chống độc, Bệnh viện Cái Sậy, nói.",
            "Giám đốc|Trung tâm Chống độc, Bệnh viện Cái Sậy",
        ),
    ],
)
def test_titles_as_short_news_writes_them(sentence: str, offices: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {offices}"]


def test_who_is_called_like_a_commune_leads_a_province_s_body() -> None:
    assert told("GĐ Sở GTVT Phạm Văn Hai đi kiểm tra.") == [
        "Phạm Văn Hai: Giám đốc|Sở Giao thông vận tải|Sông Hàm"
    ]


@pytest.mark.parametrize(
    ("sentence", "under_heading"),
    [
        ("{}: Lê Văn Mẫn, Chủ tịch UBND tỉnh và Vi Khuê, Giám đốc Sở Y tế.", True),
        ("{}: Lê Văn Mẫn - Chủ tịch UBND tỉnh, Vi Văn Khuê - Giám đốc Sở Y tế.", True),
        ("{}: Lê Văn Mẫn, Chủ tịch UBND tỉnh; và Vi Khuê, Giám đốc Sở Y tế.", True),
        ("{}: Lê Văn Mẫn; Chủ tịch UBND tỉnh Trần Bé và Vi Khuê, Giám đốc Sở Y tế.", False),
    ],
)
def test_who_stands_under_a_heading(sentence: str, under_heading: bool) -> None:
    found = told(sentence.format("Dự có các Phó Bí thư Tỉnh ủy"))
    last = found[-1].partition(": ")[2]
    assert last.startswith("Phó Bí thư|Tỉnh ủy|Sông Hàm, ") is under_heading
    assert last.endswith("Giám đốc|Sở Y tế|Sông Hàm")


def test_a_guest_with_a_rare_surname() -> None:
    found = told("Dự có Lê Thị Bé - Chủ tịch UBND tỉnh và Vi Khuê - Giám đốc Sở Y tế.")
    assert found == [f"Lê Thị Bé: {CHAIRMAN}", "Vi Khuê: Giám đốc|Sở Y tế|Sông Hàm"]
