from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

import worker.vietnamese.places.places as module
from worker.vietnamese.places.places import (
    DISTRICTS_END,
    MERGED,
    Level,
    Unit,
    at_time,
    longest,
    now_in,
    place_key,
    province,
    provinces_on,
    units,
)

DATA = json.loads(Path(module.__file__).with_name("places.json").read_text(encoding="utf-8"))


def the_only(name: str) -> Unit:
    (unit,) = units(name)
    return unit


@pytest.mark.parametrize(
    "written",
    [
        "TP.HCM", "TP HCM", "TPHCM", "Tp. Hồ Chí Minh", "T.P Hồ Chí Minh", "TP. HỒ CHÍ MINH",
        "Thành phố Hồ Chí Minh", "Hồ Chí Minh", "HCM", "Sài Gòn",
    ],
)  # fmt: skip
def test_the_city_of_many_spellings(written: str) -> None:
    assert province(written) == "Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên–Huế", "Thừa Thiên Huế"),
        ("TT-Huế", "Thừa Thiên Huế"),
        ("TT. Huế", "Thừa Thiên Huế"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("BÀ RỊA-VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Daklak", "Đắk Lắk"),
        ("Đắc Nông", "Đắk Nông"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Kontum", "Kon Tum"),
        ("Hoà Bình", "Hòa Bình"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("tỉnh Bến Tre", "Bến Tre"),
        ("TP Cần Thơ", "Cần Thơ"),
        ("TP.HN", "Hà Nội"),
        ("Hà Tây", "Hà Tây"),
    ],
)
def test_spellings_in_use_find_the_province(written: str, name: str) -> None:
    assert province(written) == name


@pytest.mark.parametrize(
    "written", ["Sông Hàm", "tỉnh Sông Hàm", "Trà Giồng", "", "  ", "tỉnh", "Q.", "Bến", "Tre"]
)
def test_what_is_no_place_is_none(written: str) -> None:
    assert province(written) is None
    assert units(written) == ()


def test_a_city_in_a_province_is_not_the_province() -> None:
    assert province("thành phố Bến Tre") is None
    city = the_only("TP. Bến Tre")
    assert (city.level, city.province, city.end) == (Level.DISTRICT, "Bến Tre", DISTRICTS_END)
    assert province("Giồng Trôm") is None


def test_marks_tell_names_apart() -> None:
    assert {unit.province for unit in units("xã Ba Tơ")} == {"Quảng Ngãi"}
    assert all(unit.name == "Ba Tơ" for unit in units("Ba Tơ"))
    assert province("Ben Tre") is None


def test_decomposed_input_and_capitals_are_the_same_name() -> None:
    for written in ("Bà Rịa - Vũng Tàu", "Đắk Lắk", "huyện Giồng Trôm", "Hòa Bình"):
        apart = unicodedata.normalize("NFD", written)
        assert units(apart) == units(written) == units(written.upper()) != ()


def test_one_name_may_be_many_units() -> None:
    homes = {unit.province for unit in units("huyện Châu Thành")}
    assert {"Bến Tre", "Tiền Giang", "Long An", "Kiên Giang", "Trà Vinh"} <= homes
    assert len(homes) == 10
    assert [unit.province for unit in units("huyện Châu Thành A")] == ["Hậu Giang"]
    old = [unit for unit in units("Cai Lậy") if unit.level is Level.DISTRICT]
    assert sorted(unit.kind for unit in old) == ["huyện", "thị xã"]
    assert [unit.kind for unit in units("TX Cai Lậy")] == ["thị xã"]


def test_units_of_higher_tiers_come_first() -> None:
    levels = [unit.level for unit in units("Cà Mau")]
    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) >= {Level.PROVINCE, Level.DISTRICT}


@pytest.mark.parametrize("written", ["Quận 1", "QUẬN 1", "quận 01", "Q.1", "Q1", "q. 1"])
def test_numbered_districts(written: str) -> None:
    district = the_only(written)
    assert (district.name, district.kind) == ("Quận 1", "quận")
    assert district.province == "Thành phố Hồ Chí Minh"


def test_numbered_wards() -> None:
    assert {unit.name for unit in units("P.5")} == {"Phường 5"}
    assert units("phường 05") == units("P5") == units("Phường 5")
    assert the_only("Mỹ Đình II") == the_only("Mỹ Đình 2")


def test_an_old_commune_knows_its_district_and_what_followed() -> None:
    (town,) = (unit for unit in units("thị trấn Ba Tri"))
    assert (town.district, town.province, town.end) == ("Ba Tri", "Bến Tre", DISTRICTS_END)
    assert town.successors == (("xã", "Ba Tri"),)
    (commune,) = (unit for unit in units("xã Ba Tri") if unit.province == "Vĩnh Long")
    assert (commune.district, commune.start, commune.end) == (None, MERGED, None)
    assert not commune.existed(DISTRICTS_END)
    assert commune.existed(MERGED)


def test_an_island_became_a_special_zone() -> None:
    old, new = units("Côn Đảo")
    assert (old.kind, old.province) == ("huyện", "Bà Rịa - Vũng Tàu")
    assert old.successors == ((new.kind, new.name),) == (("đặc khu", "Côn Đảo"),)
    assert new.province == "Thành phố Hồ Chí Minh"


def test_districts_that_ended_before_all_others() -> None:
    old = next(unit for unit in units("Quận 9"))
    assert (old.end, old.successors) == (date(2020, 12, 31), (("thành phố", "Thủ Đức"),))
    city = the_only("thành phố Thủ Đức")
    assert city.start == date(2021, 1, 1)
    assert [unit.end for unit in units("thị xã Bến Tre")] == [date(2009, 8, 10)]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2008, 7, 31), 64),
        (date(2008, 8, 1), 63),
        (date(2024, 12, 31), 63),
        (date(2025, 1, 1), 63),
        (date(2025, 6, 30), 63),
        (date(2025, 7, 1), 34),
        (date(2026, 11, 1), 34),
    ],
)
def test_how_many_provinces_there_were(day: date, count: int) -> None:
    names = [unit.name for unit in provinces_on(day)]
    assert len(names) == len(set(names)) == count


def test_hue_before_and_since_it_is_a_city_under_the_center() -> None:
    def there(day: date) -> set[tuple[str, str]]:
        return {(unit.kind, unit.name) for unit in provinces_on(day) if "Huế" in unit.name}

    assert there(date(2024, 12, 31)) == {("tỉnh", "Thừa Thiên Huế")}
    assert there(date(2025, 1, 1)) == there(date(2026, 1, 1)) == {("thành phố", "Huế")}
    (old,) = (unit for unit in units("thành phố Huế") if unit.level is Level.DISTRICT)
    assert (old.province, old.end) == ("Thừa Thiên Huế", date(2024, 12, 31))
    homes = [(unit.province, unit.end) for unit in units("huyện A Lưới")]
    assert sorted(homes) == [("Huế", DISTRICTS_END), ("Thừa Thiên Huế", date(2024, 12, 31))]


def test_provinces_that_became_cities_in_2026() -> None:
    def kind(name: str, day: date) -> str | None:
        unit = at_time(name, day)
        return unit.kind if unit else None

    assert kind("Đồng Nai", date(2026, 4, 29)) == "tỉnh"
    assert kind("Đồng Nai", date(2026, 4, 30)) == "thành phố"
    assert kind("Bắc Ninh", date(2026, 9, 20)) == "thành phố"
    assert [unit.kind for unit in units("Tiên Du") if unit.end is None] == ["phường"]


@pytest.mark.parametrize(
    ("name", "day", "now"),
    [
        ("Bến Tre", date(2025, 6, 30), "Bến Tre"),
        ("Bến Tre", date(2026, 3, 1), "Vĩnh Long"),
        ("tỉnh Bến Tre", date(2026, 3, 1), "Vĩnh Long"),
        ("Vĩnh Long", date(2026, 3, 1), "Vĩnh Long"),
        ("BR-VT", date(2026, 3, 1), "Thành phố Hồ Chí Minh"),
        ("Thừa Thiên Huế", date(2024, 12, 31), "Thừa Thiên Huế"),
        ("Thừa Thiên Huế", date(2026, 1, 1), "Huế"),
        ("Hà Tây", date(2026, 1, 1), "Hà Nội"),
        ("Bình Phước", date(2026, 11, 1), "Đồng Nai"),
        ("Sông Hàm", date(2026, 1, 1), "Sông Hàm"),
    ],
)
def test_which_province_it_is_part_of(name: str, day: date, now: str) -> None:
    assert now_in(name, day) == now


@pytest.mark.parametrize(
    ("name", "day", "said", "end"),
    [
        ("Hà Giang", date(2025, 8, 1), "cũ", DISTRICTS_END),
        ("Hà Giang", date(2025, 8, 1), None, DISTRICTS_END),
        ("Tuyên Quang", date(2025, 8, 1), "cũ", DISTRICTS_END),
        ("Tuyên Quang", date(2025, 8, 1), "(Cũ)", DISTRICTS_END),
        ("Tuyên Quang", date(2025, 6, 20), "cũ", DISTRICTS_END),
        ("Tuyên Quang", date(2025, 8, 1), "mới", None),
        ("Tuyên Quang", date(2025, 6, 20), unicodedata.normalize("NFD", "mới"), None),
        ("Tuyên Quang", date(2025, 8, 1), None, None),
        ("Tuyên Quang", date(2025, 6, 30), None, DISTRICTS_END),
        ("Đồng Nai", date(2026, 6, 1), "cũ", DISTRICTS_END),
        ("Hà Nội", date(2010, 1, 1), "cũ", date(2008, 7, 31)),
        ("Thừa Thiên Huế", date(2025, 3, 1), None, date(2024, 12, 31)),
    ],
)
def test_old_and_new_in_brackets(name: str, day: date, said: str | None, end: date | None) -> None:
    unit = at_time(name, day, said)
    assert unit is not None
    assert (unit.name, unit.level, unit.end) == (name, Level.PROVINCE, end)


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("Huế", date(2024, 12, 31), None),  # a city in Thừa Thiên Huế then
        ("Cao Bằng", date(2026, 1, 1), "cũ"),
        ("Hà Giang", date(2026, 1, 1), "mới"),
        ("Giồng Trôm", date(2024, 1, 1), None),
        ("Sông Hàm", date(2024, 1, 1), None),
    ],
)
def test_no_province_of_that_name_is_meant(name: str, day: date, said: str | None) -> None:
    assert at_time(name, day, said) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bến Tre", 2),
        ("Bến Tre, ông", 2),
        ("BẾN TRE ĐỒNG KHỞI", 2),
        ("Giồng Trôm khẩn trương", 2),
        ("Bà Rịa Vũng Tàu", 4),
        ("Bà Rịa - Vũng Tàu và", 5),
        ("Bà Rịa-Vũng Tàu", 3),
        ("Bà Rịa, Vũng Tàu", 2),
        ("Thừa Thiên Huế", 3),
        ("Châu Thành A", 3),
        ("Châu Thành An", 2),
        ("Quận 1, TP.", 2),
        ("Q. 1", 2),
        ("TP.HCM hôm nay", 1),
        ("Hồ Chí Minh", 3),
        ("Mỏ Cày Nam", 3),
        ("Sông Hàm", 0),
        ("Trà Giồng", 0),
        ("đã có mặt", 0),
        ("- Bến Tre", 0),
        (", Bến Tre", 0),
        ("", 0),
    ],
)
def test_how_many_words_are_a_name(text: str, count: int) -> None:
    words = text.split()
    assert longest(words) == count
    assert longest([unicodedata.normalize("NFD", word) for word in words]) == count
    assert longest([word.upper() for word in words]) == count


def test_every_name_is_found_word_by_word() -> None:
    """The keys in the file are those that the code makes today."""
    names = {line[0] for line in DATA["provinces"]} | {line[2] for line in DATA["communes"]}
    for line in DATA["districts"]:
        names |= {line[2], *(commune[1] for commune in line[6])}
    assert len(names) > 7000
    wrong = {name for name in names if place_key(name) != DATA["keys"].get(name, name.lower())}
    assert wrong == set()
    assert {name for name in names if longest(name.split()) != len(name.split())} == set()


def test_every_unit_can_be_made_and_its_successors_exist() -> None:
    homes = {unit.name for unit in module._provinces()}
    for rows in module._names().rows.values():
        for row in rows:
            unit = module._unit(*row)
            assert unit.province in homes
            assert unit.end is None or unit.successors
            assert (unit.district is not None) == (
                unit.level is Level.COMMUNE and unit.end is not None and unit.end <= DISTRICTS_END
            )
            for kind, name in unit.successors:
                assert any(after.kind == kind for after in units(name)), (unit, name)


def test_nothing_is_read_at_import() -> None:
    code = (
        "import worker.vietnamese.places.places as p, worker.vietnamese.places.succession;"
        "print(p._names.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
