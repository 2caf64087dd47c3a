"""Which place an office means that is said without one."""

from __future__ import annotations

from datetime import date

import pytest

from worker.match.people.whereabouts import Whereabouts
from worker.model import Office, Setting
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.offices import titles_of

DAY = date(2022, 3, 14)


def province(text: str, place: str | None = None, day: date = DAY) -> str | None:
    return Whereabouts(Line(text), Setting(place, day)).province


def office(
    phrase: str, text: str = "Tin trong ngày.", place: str | None = "Sông Hàm", day: date = DAY
) -> Office:
    """Return the office of a title that a text says at its end."""
    title = next(titles_of(phrase))
    start = len(text) + 1
    title = title._replace(start=title.start + start, end=title.end + start)
    return Whereabouts(Line(f"{text} {phrase}"), Setting(place, day)).office(title)


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("BDK - Chuyện tỉnh Cù Mây.", "Sông Hàm", "Sông Hàm"),
        ("BDK - Chuyện tỉnh Cù Mây.", None, "Bến Tre"),
        ("BDK.VN - Chuyện tỉnh Cù Mây.", None, "Bến Tre"),
        ("Tin\n\n(BĐK) - Chuyện tỉnh Cù Mây.", None, "Bến Tre"),
        ("TTXVN - Chuyện tỉnh Cù Mây.", None, "Cù Mây"),
        ("Chuyện tỉnh Cù Mây, tỉnh Cù Mây.", None, "Cù Mây"),
        ("Chuyện tỉnh Cù Mây và tỉnh Trà Giồng.", None, None),
        ("Chuyện xã Tân Rẫy, huyện Cái Sậy, tỉnh Cù Mây.", None, "Cù Mây"),
        ("Chuyện huyện Cái Sậy.", None, None),
        ("Chuyện không ở đâu.", None, None),
        ("", None, None),
    ],
)
def test_the_province_of_an_unqualified_office(
    text: str, place: str | None, found: str | None
) -> None:
    assert province(text, place) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ở huyện Ba Tri, huyện Giồng Trôm và huyện Chợ Lách đều mưa.", "Bến Tre"),
        ("Bí thư Huyện ủy Ba Tri gặp Bí thư Huyện ủy Giồng Trôm.", "Bến Tre"),
        ("Ở huyện Ba Tri và huyện Cái Bè đều mưa.", None),
        ("Ở huyện Châu Thành trời mưa.", None),
        ("Ở huyện Ba Tri và huyện Châu Thành đều mưa.", "Bến Tre"),
        ("Ở huyện Ba Tri trời mưa, ở tỉnh Cà Mau thì nắng.", "Cà Mau"),
        ("Ở TP.HCM trời mưa.", "Thành phố Hồ Chí Minh"),
    ],
)
def test_the_province_that_all_the_districts_of_a_text_lie_in(text: str, found: str | None) -> None:
    assert province(text) == found


@pytest.mark.parametrize(
    ("place", "day", "now"),
    [
        ("Bến Tre", date(2025, 6, 30), "Bến Tre"),
        ("Bến Tre", date(2025, 7, 1), "Vĩnh Long"),
        ("Bến Tre", date(2026, 3, 1), "Vĩnh Long"),
        ("Vĩnh Long", date(2026, 3, 1), "Vĩnh Long"),
        ("Sông Hàm", date(2026, 3, 1), "Sông Hàm"),
    ],
)
def test_a_source_means_the_province_that_its_place_is_part_of_then(
    place: str, day: date, now: str
) -> None:
    assert province("Tin trong ngày.", place, day) == now
    assert office("Bí thư Tỉnh ủy", place=place, day=day).place == now


def test_the_agencys_province_moves_on_too() -> None:
    assert province("BDK - Tin trong ngày.", None, date(2026, 3, 1)) == "Vĩnh Long"


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Bí thư Tỉnh ủy", Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")),
        ("Chủ tịch UBND tỉnh", Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")),
        ("Giám đốc Sở Y tế", Office("Giám đốc", "Sở Y tế", "Sông Hàm", "tỉnh")),
        ("Bí thư Tỉnh ủy Cù Mây", Office("Bí thư", "Tỉnh ủy", "Cù Mây", "tỉnh")),
        ("Thủ tướng", Office("Thủ tướng", "Chính phủ")),
        ("Bộ trưởng Bộ Y tế", Office("Bộ trưởng", "Bộ Y tế")),
        (
            "Bí thư Huyện ủy Cái Sậy",
            Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm"),
        ),
        ("Bí thư Huyện ủy", Office("Bí thư", "Huyện ủy", None, "huyện")),
        ("Chủ tịch UBND xã", Office("Chủ tịch", "Ủy ban nhân dân", None, "xã")),
        (
            "Chủ tịch UBND xã Tân Rẫy, huyện Cái Sậy, tỉnh Cù Mây",
            Office("Chủ tịch", "Ủy ban nhân dân", "Tân Rẫy", "xã", "Cù Mây"),
        ),
    ],
)
def test_the_phrase_comes_before_the_source(phrase: str, found: Office) -> None:
    assert office(phrase) == found


@pytest.mark.parametrize(
    ("phrase", "text", "place"),
    [
        ("Bí thư Huyện ủy", "Mưa ở huyện Cái Sậy.", "Cái Sậy"),
        ("Bí thư Huyện ủy", "Ở huyện Cái Sậy, tỉnh Sông Hàm, trời mưa.", "Cái Sậy"),
        ("Bí thư Huyện ủy", "Mưa ở huyện Cái Sậy và huyện Vàm Nứa.", None),
        ("Bí thư Huyện ủy", "Mưa ở xã Cái Sậy.", None),
        ("Chủ tịch UBND xã", "Mưa ở xã Tân Rẫy, huyện Cái Sậy.", "Tân Rẫy"),
        ("Chủ tịch UBND xã", "Mưa ở xã Tân Rẫy và xã Tân Bửu.", None),
        ("Bí thư Thành ủy", "Mưa ở thành phố Mỹ Hàm.", "Mỹ Hàm"),
        ("Bí thư Thị ủy", "Mưa ở thị xã Vàm Rẻo.", "Vàm Rẻo"),
        ("Chủ tịch UBND phường", "Mưa ở phường 5.", "Phường 5"),
    ],
)
def test_a_lower_unit_is_the_one_of_its_kind_that_the_text_names(
    phrase: str, text: str, place: str | None
) -> None:
    assert office(phrase, text).place == place


def test_of_several_units_that_of_the_same_paragraph_is_meant() -> None:
    text = "Mưa ở huyện Vàm Nứa.\n\nNắng ở huyện Cái Sậy."
    assert office("Bí thư Huyện ủy", text).place == "Cái Sậy"


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Cần Thơ", "Cần Thơ"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Sông Hàm", None),
        ("Bến Tre", None),
    ],
)
def test_the_city_committee_is_the_provinces_in_a_centrally_run_city_only(
    place: str, found: str | None
) -> None:
    assert office("Bí thư Thành ủy", place=place).place == found


def test_a_centrally_run_city_has_no_provincial_committee() -> None:
    assert office("Bí thư Tỉnh ủy", place="Cần Thơ").place is None


def test_hue_is_centrally_run_from_2025() -> None:
    assert office("Bí thư Thành ủy", place="Thừa Thiên Huế", day=date(2024, 12, 31)).place is None
    assert office("Bí thư Thành ủy", place="Huế", day=date(2025, 1, 1)).place == "Huế"


def test_the_units_of_each_kind_that_a_text_names_in_its_order() -> None:
    text = "Bí thư Huyện ủy Cái Sậy thăm xã Tân Rẫy, xã Bàu Sen, thị trấn Vàm Rẻo và TP.HCM."
    where = Whereabouts(Line(text), Setting(None, DAY))
    assert {
        unit: [one.name for one in where.of_kind(unit)]
        for unit in ("huyện", "xã", "thị trấn", "thành phố", "tỉnh")
    } == {
        "huyện": ["Cái Sậy"],
        "xã": ["Tân Rẫy", "Bàu Sen"],
        "thị trấn": ["Vàm Rẻo"],
        "thành phố": ["Thành phố Hồ Chí Minh"],
        "tỉnh": [],
    }


def test_in_a_text_without_marks_the_province_is_that_of_its_paper() -> None:
    assert office("Bi thu Tinh uy Song Ham", "Tin trong ngay.").place == "Sông Hàm"
