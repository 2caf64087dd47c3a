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
