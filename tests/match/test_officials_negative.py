"""What is no official: bodies, offices in general, companies, foreigners, associations, things."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban Thường vụ Tỉnh ủy họp.",
        "Thường trực Huyện ủy Cái Sậy nhắc nhở.",
        "UBND tỉnh Sông Hàm ban hành kế hoạch.",
        "HĐND huyện Cái Sậy khai mạc kỳ họp.",
        "Sở Y tế cấp thuốc.",
        "Công an tỉnh bắt giữ 3 người.",
        "Lãnh đạo Sở Y tế cho biết.",
        "Văn phòng Chủ tịch nước ra thông báo.",
        "Chính phủ ban hành nghị định.",
    ],
)
def test_a_body_is_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Các bí thư chi bộ ký cam kết.",
        "Các Phó Chủ tịch UBND tỉnh cùng đi.",
        "Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy dự.",
        "Hai Phó Giám đốc Sở Y tế bị phê bình.",
        "Chủ tịch UBND các huyện báo cáo.",
        "Giám đốc các sở, ngành chịu trách nhiệm.",
        "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ thi hành nghị định.",
        "Nhiều Chủ tịch UBND xã chưa họp.",
        "Một Phó Chủ tịch UBND huyện bị kỷ luật.",
    ],
)
def test_several_are_nobody_in_particular(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Chức danh Chủ tịch UBND xã còn trống.",
        "Tiêu chuẩn Bí thư Huyện ủy được nêu rõ.",
        "Chủ tịch UBND cấp xã chịu trách nhiệm.",
        "Thẩm quyền của Chủ tịch UBND xã được quy định rõ.",
        "Cán bộ từ Phó Chủ tịch UBND xã trở lên kê khai tài sản.",
        "Bỏ phiếu bầu Chủ tịch UBND tỉnh.",
        "Tặng Bằng khen Chủ tịch UBND tỉnh.",
    ],
)
def test_an_office_in_general_is_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ tịch Hội đồng quản trị Công ty Tràm Xanh Lê Văn Mẫn dự.",
        "Ông Lê Văn Mẫn, Giám đốc Công ty TNHH Tràm Xanh, nói.",
        "Ông Lê Văn Mẫn, Chủ tịch HĐQT Công ty CP Tràm Xanh, nói.",
        "Tổng Giám đốc Tập đoàn Dừa Việt Lê Văn Mẫn dự.",
        "Phó Giám đốc Ngân hàng TMCP Cửu Hàm Lê Văn Mẫn dự.",
        "Giám đốc Hợp tác xã Tân Rẫy Lê Văn Mẫn dự.",
        "Bà Tạ Thị Loan, Giám đốc doanh nghiệp tư nhân Loan Phát, nói.",
    ],
)
def test_a_post_in_a_company_is_no_office(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Thủ tướng Nhật Bản Sato Kenji đến thăm.",
        "Thủ tướng Sato Kenji đến thăm.",
        "Bộ trưởng Ngoại giao Lào Khamla Sen dự.",
        "Bộ trưởng Bộ Quốc phòng Campuchia đến thăm.",
        "Chủ tịch Trung Quốc đến thăm.",
        "Tổng Bí thư, Chủ tịch nước Trung Quốc đến thăm.",
        "Chủ tịch Liên minh châu Âu phát biểu.",
        "Đại sứ Nhật Bản tại Việt Nam đến thăm.",
        "Thống đốc bang Tân Sơn Jack Rowe đến thăm.",
    ],
)
def test_a_foreign_post_is_no_office(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ tịch Hội Nhà văn Lê Văn Mẫn dự.",
        "Chủ tịch Hội Luật gia tỉnh Lê Văn Mẫn dự.",
        "Chủ tịch Hiệp hội Tôm Lê Văn Mẫn dự.",
        "Chủ tịch Hội đồng hương Sông Hàm Lê Văn Mẫn dự.",
        "Chủ nhiệm Câu lạc bộ Thơ Lê Văn Mẫn dự.",
        "Trưởng ban liên lạc cựu học sinh Lê Văn Mẫn dự.",
        "Trưởng ban Tổ chức hội thi Lê Văn Mẫn dự.",
        "Trưởng đoàn công tác Lê Văn Mẫn dự.",
        "Trưởng ấp Rạch Vong Lê Văn Mẫn dự.",
        "Thượng tá Lê Văn Mẫn kể.",
    ],
)
def test_an_association_or_a_rank_is_no_office(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ tịch Hồ Chí Minh từng thăm nơi này.",
        "Xe đi trên đường Lê Văn Mẫn.",
        "Trường THPT Lê Văn Mẫn khai giảng.",
        "Tin, ảnh: Lê Văn Mẫn",
    ],
)
def test_the_historical_and_what_bears_a_name(sentence: str) -> None:
    assert told(sentence) == []


def test_a_guest_from_a_company_does_not_take_the_officials_title() -> None:
    sentence = (
        "Dự có Giám đốc Sở Y tế Lê Văn Mẫn; bà Tạ Thị Loan, Giám đốc Công ty Tràm Xanh; "
        "ông Bùi Hữu Sắc, Chủ tịch UBND huyện Cái Sậy."
    )
    assert told(sentence) == [
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
        "Bùi Hữu Sắc: Chủ tịch|Ủy ban nhân dân|Cái Sậy",
    ]


def test_where_a_text_speaks_of_another_countrys_premier_the_word_alone_means_him() -> None:
    found = told("Thủ tướng Nhật Bản Sato Kenji đến thăm.", "Thủ tướng cảm ơn người dân.")
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhân ngày sinh cố Tổng Bí thư Trần Phú, các đoàn đến viếng.",
        "Chủ tịch nước Tôn Đức Thắng từng về thăm xã năm 1977.",
        "Thủ tướng Phạm Văn Đồng từng khen ngợi công trình.",
    ],
)
def test_who_led_the_country_long_ago_is_history(sentence: str) -> None:
    assert told(sentence) == []


def test_a_namesake_of_history_is_somebody() -> None:
    assert told("Ông Trần Phú, Giám đốc Sở Y tế, đến dự.") == [
        "Trần Phú: Giám đốc|Sở Y tế|Sông Hàm"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghệ sĩ Lê Văn Mẫn vào vai Bí thư Huyện ủy Cái Sậy.",
        "Anh từng đóng vai ông Chủ tịch UBND xã Tân Rẫy.",
        "Trong vai Giám đốc Sở Y tế, anh Lê Văn Mẫn gây cười.",
        "Vai Giám đốc Sở Y tế do nghệ sĩ Tạ Hữu Sắc đảm nhận.",
        "Chị chưa quên vai chính Bí thư Tỉnh ủy năm ấy.",
        "Nhân vật Bí thư Tỉnh ủy được khán giả yêu mến.",
        "Anh hóa thân thành Chủ tịch UBND tỉnh.",
        'Sách "Bí thư Tỉnh ủy" ra mắt bạn đọc.',
        "Vở kịch “Chủ tịch UBND tỉnh” được diễn lại.",
        'Cuốn tiểu thuyết "Bí thư Tỉnh ủy" của nhà văn Lê Văn Mẫn bán chạy.',
        "Bộ phim truyền hình “Bí thư Tỉnh ủy và dòng sông” phát sóng tối nay.",
    ],
)
def test_a_part_that_is_played_and_the_name_of_a_work_are_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Đoàn viên kề vai Bí thư Tỉnh đoàn đắp đê.",
            "<Bí thư Tỉnh đoàn>: Bí thư|Tỉnh đoàn|Sông Hàm",
        ),
        (
            "Cụ vỗ vai Giám đốc Sở Y tế Lê Văn Mẫn.",
            "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            'Ông hỏi: "Bí thư Tỉnh ủy có biết không?".',
            "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm",
        ),
        (
            'Chiếu phim "Bí thư Tỉnh ủy Lê Văn Mẫn với đồng ruộng".',
            "Lê Văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm",
        ),
        (
            "Thư viện nhận sách Giám đốc Sở Y tế Lê Văn Mẫn tặng.",
            "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
        ),
    ],
)
def test_shoulders_and_quoted_speech_are_no_play(sentence: str, found: str) -> None:
    assert told(sentence) == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mức phí qua bến do Chủ tịch UBND tỉnh quyết định.",
        "Trưởng phòng do Giám đốc Sở Y tế bổ nhiệm theo quy định.",
        "Dự án nhóm C do Chủ tịch UBND tỉnh quyết định đầu tư, sở thẩm định.",
        "Danh mục do Chủ tịch UBND tỉnh xem xét, quyết định trên cơ sở đề nghị của các xã.",
        "Phương án được Chủ tịch UBND tỉnh phê duyệt theo thẩm quyền là căn cứ bồi thường.",
        "Thẩm quyền quyết định của Chủ tịch UBND tỉnh được nêu ở điều 5.",
        "Thẩm quyền xử phạt của Giám đốc Công an tỉnh được nêu ở điều 6.",
    ],
)
def test_what_any_holder_may_do_is_told_of_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Đoàn do {} dẫn đầu đi thăm bến đò.",
        "Ban Chỉ đạo do {} làm Trưởng ban.",
        "Kế hoạch đã được {} phê duyệt theo quy định.",
        "Văn bản do {} quyết định ban hành ngày 3-4 nêu rõ.",
        "Sở được {} khen.",
    ],
)
def test_what_one_holder_does_is_told_of_that_one(sentence: str) -> None:
    found = "<Chủ tịch UBND tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    assert told(sentence.format("Chủ tịch UBND tỉnh")) == [found]


def test_a_named_district_leaves_no_doubt_whose_competence_it_is() -> None:
    assert told("Mức phí do Chủ tịch UBND huyện Cái Sậy quyết định.") == [
        "<Chủ tịch UBND huyện Cái Sậy>: Chủ tịch|Ủy ban nhân dân|Cái Sậy"
    ]


def test_who_is_named_as_the_one_who_decides_holds_the_office() -> None:
    assert told("Việc này do Chủ tịch UBND tỉnh Lê Văn Mẫn quyết định.") == [
        "Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]


def test_without_marks_then_is_not_taken_for_by() -> None:
    assert told("Khi do Giam doc So Y te quyet dinh.", title="Tin") == [
        "<Giam doc So Y te>: Giám đốc|Sở Y tế|Sông Hàm"
    ]


@pytest.mark.parametrize(
    "guest",
    [
        "ông Vương Dữ Khôn, Ủy viên Bộ Chính trị, Bộ trưởng Ngoại giao Trung Quốc",
        "Đại tướng Khamvong, Ủy viên Bộ Chính trị, Phó Thủ tướng, Bộ trưởng Bộ Quốc phòng Lào",
        "Chủ tịch Ủy ban Trung ương Mặt trận Lào xây dựng đất nước",
    ],
)
def test_a_party_and_a_front_of_another_country_are_none_of_ours(guest: str) -> None:
    assert told(f"Lãnh đạo tỉnh tiếp {guest}.") == []


@pytest.mark.parametrize(
    "guest",
    [
        "Bí thư Tỉnh ủy, Tỉnh trưởng tỉnh Hủa Nậm (Lào) Khăm Phẩy",
        "đồng chí Khăm Phăn Sỉ, Bí thư, Chủ tịch HĐND tỉnh Sê Nậm, CHDCND Lào",
    ],
)
def test_a_secretary_of_a_province_of_another_country_is_none_of_ours(guest: str) -> None:
    assert told(f"Lãnh đạo tỉnh tiếp {guest}.") == []
