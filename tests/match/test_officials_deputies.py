"""Deputies by their delegations, boards of councils, papers and what is abbreviated."""

from __future__ import annotations

import pytest

from tests.match.sentences import DAY, NOWHERE, told
from worker.model import Setting

IN_ASSEMBLY = "Quốc hội thảo luận sáng nay."


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Đại biểu Lê Văn Mẫn, đoàn Lâm Đồng, đồng tình.", "Đại biểu|Quốc hội|Lâm Đồng"),
        ("Đại biểu đoàn Lâm Đồng Lê Văn Mẫn đồng tình.", "Đại biểu|Quốc hội|Lâm Đồng"),
        (
            "Ông Lê Văn Mẫn - Phó trưởng đoàn chuyên trách đoàn TP Huế - đồng tình.",
            "Phó Trưởng đoàn|Đoàn đại biểu Quốc hội|Huế",
        ),
        ("Đại biểu Lê Văn Mẫn, đoàn kết là sức mạnh.", "Đại biểu|Quốc hội"),
        (
            "Đại biểu Lê Văn Mẫn, đoàn đại biểu Quốc hội tỉnh Lâm Đồng kiến nghị.",
            "Đại biểu|Quốc hội|Lâm Đồng",
        ),
        (
            "Phó Trưởng đoàn chuyên trách ĐBQH tỉnh Lâm Đồng Lê Văn Mẫn đề xuất.",
            "Phó Trưởng đoàn|Đoàn đại biểu Quốc hội|Lâm Đồng",
        ),
        (
            "Ông Lê Văn Mẫn, Phó đoàn Lâm Đồng, hỏi.",
            "Phó Trưởng đoàn|Đoàn đại biểu Quốc hội|Lâm Đồng",
        ),
    ],
)
def test_the_delegation_of_a_deputy(sentence: str, office: str) -> None:
    assert told(IN_ASSEMBLY, sentence, setting=NOWHERE) == [f"Lê Văn Mẫn: {office}"]


def test_a_deputy_in_a_city_s_council() -> None:
    found = told(
        "HĐND TP Hải Phòng chất vấn. Đại biểu Lê Văn Mẫn (tổ số 5) hỏi.",
        setting=Setting("Hải Phòng", DAY),
    )
    assert found == ["Lê Văn Mẫn: Đại biểu|Hội đồng nhân dân|Hải Phòng"]


def test_the_boards_of_a_council() -> None:
    board = "Ban Kinh tế - Ngân sách Hội đồng nhân dân"
    assert told(
        "HĐND tỉnh họp.", "Trưởng ban Kinh tế - Ngân sách Lê Văn Mẫn trình bày báo cáo."
    ) == [f"Lê Văn Mẫn: Trưởng ban|{board}|Sông Hàm"]
    assert told(
        "HĐND huyện Cái Sậy họp. Ông Lê Văn Mẫn, Trưởng ban Kinh tế - Ngân sách, trình bày."
    ) == [f"Lê Văn Mẫn: Trưởng ban|{board}|Cái Sậy"]
    alone = told("Ông Lê Văn Mẫn, Phó Trưởng ban Dân tộc, thăm bản.")
    assert alone == ["Lê Văn Mẫn: Phó Trưởng ban|Ban Dân tộc|Sông Hàm"]


def test_who_leads_a_paper() -> None:
    assert told(
        "Dự lễ có ông Lê Văn Mẫn, Ủy viên Trung ương Đảng, Tổng Biên tập Báo Bến Sương, Phó "
        "Trưởng Ban Tuyên giáo Trung ương; bà Tạ Thị Loan, Phó Tổng Biên tập Tạp chí Lúa Mới."
    ) == [
        "Lê Văn Mẫn: Ủy viên|Ban Chấp hành Trung ương Đảng, Tổng Biên tập|Báo Bến Sương, "
        "Phó Trưởng ban|Ban Tuyên giáo Trung ương",
        "Tạ Thị Loan: Phó Tổng Biên tập|Tạp chí Lúa Mới",
    ]
    assert told("Giám đốc báo cáo tình hình. Tổng Biên tập đi vắng.") == []
    both = "Ông Lê Văn Mẫn, Giám đốc Báo và phát thanh, truyền hình Sông Hàm, trao quà."
    assert told(both) == ["Lê Văn Mẫn: Giám đốc|Báo và Phát thanh, Truyền hình|Sông Hàm"]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Giám đốc Sở GD-KHCN Lê Văn Mẫn dự.", "Giám đốc|Sở GD-KHCN|Sông Hàm"),
        ("Giám đốc Sở XD Lê Văn Mẫn dự.", "Giám đốc|Sở Xây dựng|Sông Hàm"),
        ("Ông Lê Văn Mẫn, PCT.UBND tỉnh dự.", "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"),
        ("Ông Lê Văn Mẫn, UVBTVTU dự.", "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"),
        (
            "Ông Lê Văn Mẫn - CHT BCH Quân sự xã Gò Muối dự.",
            "Chỉ huy trưởng|Ban Chỉ huy quân sự|Gò Muối",
        ),
        ("Ông Lê Văn Mẫn - Bí thư CB, Trưởng khu 5 nói.", "Bí thư|Chi bộ"),
        (
            "Phó Giám đốc Sở Giáo dục Đào tạo Lê Văn Mẫn dự.",
            "Phó Giám đốc|Sở Giáo dục và Đào tạo|Sông Hàm",
        ),
    ],
)
def test_abbreviations(sentence: str, office: str) -> None:
    assert told("Bí thư Đảng ủy xã Gò Muối Hồ Khuê Minh dự.", sentence)[1:] == [
        f"Lê Văn Mẫn: {office}"
    ]


def test_a_department_that_is_not_known_is_not_the_one_before() -> None:
    found = told("Giám đốc Sở Y tế Hồ Khuê Minh, Giám đốc Sở GTCC Lê Văn Mẫn.")
    assert found == [
        "Hồ Khuê Minh: Giám đốc|Sở Y tế|Sông Hàm",
        "Lê Văn Mẫn: Giám đốc|Sở GTCC|Sông Hàm",
    ]


def test_where_a_body_s_name_ends() -> None:
    europe = told("Vụ trưởng Vụ Châu Âu Lê Văn Mẫn dự.")
    assert europe == ["Lê Văn Mẫn: Vụ trưởng|Vụ Châu Âu"]
    works = told("Ông Lê Văn Mẫn, Giám đốc Ban QLDA công trình giao thông, nông nghiệp tỉnh.")
    assert works == [
        "Lê Văn Mẫn: Giám đốc|Ban Quản lý dự án công trình giao thông, nông nghiệp|Sông Hàm"
    ]
    command = "Chánh Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh Lê Văn Mẫn dự."
    assert told(command) == []


def test_a_surname_with_which_no_province_begins() -> None:
    found = told("Phó Chủ tịch UBND tỉnh Đào Mẫn dự họp.")
    assert found == ["Đào Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"]
    assert told("Phó Chủ tịch UBND tỉnh Cù Mây dự họp.")[0].endswith("|Cù Mây")


def test_the_boards_of_a_committee() -> None:
    sentence = "Trưởng ban Nội chính Lê Văn Mẫn dự họp."
    assert told("Tỉnh ủy Sông Hàm công bố quyết định.", sentence) == [
        "Lê Văn Mẫn: Trưởng ban|Ban Nội chính Tỉnh ủy|Sông Hàm"
    ]
    two = told("Tỉnh ủy làm việc với Huyện ủy Cái Sậy.", sentence)
    assert two == ["Lê Văn Mẫn: Trưởng ban|Ban Nội chính"]


def test_the_head_of_a_company_heads_no_department() -> None:
    found = told(
        "Giám đốc Sở Tài chính Lê Văn Mẫn và bà Tạ Thị Loan, Chủ tịch HĐTV kiêm Giám đốc Sao Mai "
        "Oil bị khởi tố. Ông Hồ Khuê Minh, Giám đốc Nắng Gió Food, làm chứng."
    )
    assert found == ["Lê Văn Mẫn: Giám đốc|Sở Tài chính|Sông Hàm"]


def test_places_run_together_and_hamlets() -> None:
    tax = told("Cục trưởng Cục Thuế TPHCM Lê Văn Mẫn dự.")
    assert tax == ["Lê Văn Mẫn: Cục trưởng|Cục Thuế|Thành phố Hồ Chí Minh"]
    hamlet = told("Bí thư chi bộ xóm 5 Lê Văn Mẫn nói.")
    assert hamlet == ["Lê Văn Mẫn: Bí thư|Chi bộ|Xóm 5"]
    terms = told("Bà Tạ Thị Loan, Chủ tịch Hội Nông dân xã 2 nhiệm kỳ liền, ở xã Gò Muối.")
    assert terms == ["Tạ Thị Loan: Chủ tịch|Hội Nông dân|Gò Muối"]


def test_a_delegation_behind_a_dash() -> None:
    assert told("Đại biểu Lê Văn Mẫn - Đoàn Cù Mây nêu ý kiến.") == [
        "Lê Văn Mẫn: Đại biểu|Quốc hội|Cù Mây"
    ]
