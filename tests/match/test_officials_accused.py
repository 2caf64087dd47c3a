"""Titles that stand apart from their bearer: behind an address, a cell of the Party; signatures."""

from __future__ import annotations

from tests.match.sentences import told

CHAIR = "Chủ tịch|Ủy ban nhân dân|Cái Sậy"


def test_titles_in_brackets_behind_an_address() -> None:
    assert told(
        "Các bị can gồm: Lê Văn Mẫn (SN 1960), trú tại phường Tân Rẫy (nguyên Chủ tịch UBND huyện "
        "Cái Sậy); Hồ Khuê Minh (SN 1974), trú tại xã Gò Muối (Trưởng phòng kinh tế hạ tầng huyện "
        "Cái Sậy) và Tạ Thị Loan (SN 1979), trú tại xã Gò Muối (kế toán)."
    ) == [
        f"Lê Văn Mẫn: former {CHAIR}",
        "Hồ Khuê Minh: Trưởng phòng|Phòng Kinh tế và Hạ tầng|Cái Sậy",
    ]


def test_who_stands_in_brackets_behind_a_witness_is_another() -> None:
    sentence = "Ông Lê Văn Mẫn, trú tại xã Gò Muối, kể với cán bộ (Chủ tịch UBND huyện Cái Sậy)."
    assert told(sentence) == [f"<Chủ tịch UBND huyện Cái Sậy>: {CHAIR}"]


def test_a_former_official_is_a_member_of_a_cell() -> None:
    assert told(
        "Đồng chí Lê Văn Mẫn (Bảy Mẫn), đảng viên Đảng bộ phường Tân Rẫy, nguyên Chủ tịch UBND "
        "huyện Cái Sậy, nhận Huy hiệu."
    ) == [f"Lê Văn Mẫn: former {CHAIR}", "Bảy Mẫn = Lê Văn Mẫn"]


def test_a_secretary_of_old_does_not_tell_whose_deputy_is_meant() -> None:
    found = told(
        "Đồng chí Hồ Khuê Minh, Bí thư Tỉnh ủy, thăm ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái "
        "Sậy. Bà Tạ Thị Loan, Phó Bí thư Thường trực, cùng đi."
    )
    assert found[-1] == "Tạ Thị Loan: Phó Bí thư Thường trực|Tỉnh ủy|Sông Hàm"


def test_a_secretary_of_then() -> None:
    sentence = "Bí thư Tỉnh ủy Lê Văn Mẫn thời ấy sống giữa rừng."
    assert told(sentence) == ["Lê Văn Mẫn: former Bí thư|Tỉnh ủy|Sông Hàm"]


def test_who_signs() -> None:
    deputy = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    signature = ("TM. ỦY BAN NHÂN DÂN TỈNH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    body = "Công văn này thay công văn trước."
    assert told(body, *signature, "(Đã ký)", "Lê Văn Mẫn") == [f"Lê Văn Mẫn: {deputy}"]
    assert told(body, *signature, "Lê Văn Mẫn") == [f"Lê Văn Mẫn: {deputy}"]
    assert told(body, *signature, "Lê Văn Mẫn về quê.") == []


def test_who_assists_an_official_is_not_the_official() -> None:
    minister = "Bộ trưởng|Bộ Ngoại giao"
    assert told("Trợ lý Bộ trưởng Ngoại giao Lê Văn Mẫn nói.") == []
    assert told("Bộ trưởng Ngoại giao Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: {minister}"]
    speaker = told("Tổng Thư ký Quốc hội Lê Văn Mẫn nói.")
    assert speaker == ["Lê Văn Mẫn: Tổng Thư ký|Quốc hội"]


def test_a_term_that_is_over_is_that_of_all_that_is_said_with_it() -> None:
    secretary = "Phó Bí thư|Huyện ủy|Cái Sậy"
    sentence = "Ông Lê Văn Mẫn, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Cái Sậy"
    assert told(f"{sentence} nhiệm kỳ 2011-2016, bị kỷ luật.") == [
        f"Lê Văn Mẫn: former {secretary}, former {CHAIR}"
    ]
    assert told(f"{sentence} nhiệm kỳ 2021-2026, bị kỷ luật.") == [
        f"Lê Văn Mẫn: {secretary}, {CHAIR}"
    ]


def test_several_who_are_named_behind_what_befell_them() -> None:
    chair = "former Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    assert told(
        "Ba nguyên Phó Chủ tịch UBND tỉnh bị khai trừ ra khỏi Đảng là các ông: Lê Văn Mẫn, Hồ "
        "Khuê Minh và Tạ Sáu."
    ) == [f"Lê Văn Mẫn: {chair}", f"Hồ Khuê Minh: {chair}", f"Tạ Sáu: {chair}"]


def test_offices_of_departments_have_long_names() -> None:
    assert told(
        "Bị cáo Lê Văn Mẫn, cựu Phó trưởng phòng Kinh tế - Tài chính, thuộc Văn phòng UBND tỉnh; "
        "bị cáo Hồ Khuê Minh, cựu Trưởng phòng Tài chính doanh nghiệp Sở Tài chính; bị cáo Tạ Thị "
        "Loan, cựu Trưởng phòng 5, Cục An ninh điều tra, Bộ Công an; bị cáo Ngô Thị Chín, cựu "
        "Trưởng phòng Tài chính huyện Cái Sậy."
    ) == [
        "Lê Văn Mẫn: former Phó Trưởng phòng|Phòng Kinh tế - Tài chính, Văn phòng Ủy ban nhân dân"
        "|Sông Hàm",
        "Hồ Khuê Minh: former Trưởng phòng|Phòng Tài chính doanh nghiệp, Sở Tài chính|Sông Hàm",
        "Tạ Thị Loan: former Trưởng phòng|Phòng 5, Cục An ninh điều tra, Bộ Công an",
        "Ngô Thị Chín: former Trưởng phòng|Phòng Tài chính|Cái Sậy",
    ]


def test_the_committee_of_a_province_s_government() -> None:
    deputy = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    sentence = "Ông Lê Văn Mẫn, Phó Bí thư Đảng ủy, Phó Chủ tịch UBND tỉnh, dự."
    assert told(sentence) == [f"Lê Văn Mẫn: Phó Bí thư|Đảng ủy Ủy ban nhân dân|Sông Hàm, {deputy}"]
    commune = told("Ông Lê Văn Mẫn, Phó Bí thư Đảng ủy, Chủ tịch UBND xã Gò Muối, dự.")
    assert commune == ["Lê Văn Mẫn: Phó Bí thư|Đảng ủy|Gò Muối, Chủ tịch|Ủy ban nhân dân|Gò Muối"]
