from __future__ import annotations

from worker.vietnamese.names.keys import blind_key, office_key


def test_a_key_is_blind_to_marks_case_and_spelling() -> None:
    for written in ("Lý Thuý Hoà", "LÍ THÚY HÒA", "ly thuy hoa", " Lý  Thúy-Hòa "):
        assert blind_key(written) == "li thuy hoa"
    assert blind_key("Điểu K’Ré") == blind_key("điểu k're") == "dieu k re"


def test_an_office_has_a_key_with_its_place_and_one_without() -> None:
    assert office_key("Bí thư", "Huyện uỷ", "Mỹ Hàm") == office_key("bí thư", "Huyện ủy", "Mĩ Hàm")
    assert office_key("Bí thư", "Huyện ủy", "Sa Nhiên") == "bi thu|huyen uy|sa nhien"
    assert office_key("Bí thư", "Huyện ủy") == "bi thu|huyen uy|"
