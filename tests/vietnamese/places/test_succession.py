from __future__ import annotations

from datetime import date

import pytest

from worker.model import Office
from worker.vietnamese.places.places import DISTRICTS_END
from worker.vietnamese.places.succession import Ended, ended

SPRING_2026 = date(2026, 3, 1)
CHAIR = ("Chủ tịch", "Ủy ban nhân dân")


def gone(office: Office, day: date = SPRING_2026) -> Ended:
    end = ended(office, day)
    assert end is not None
    assert "\n" not in end.why
    return end


def followed_by(office: Office, day: date = SPRING_2026) -> tuple[Office, ...]:
    return gone(office, day).successors


def test_an_office_of_a_province_that_ended() -> None:
    office = Office(*CHAIR, "Bến Tre")
    assert ended(office, DISTRICTS_END) is None
    end = gone(office, date(2025, 7, 1))
    assert end.on == DISTRICTS_END
    assert end.successors == (Office(*CHAIR, "Vĩnh Long"),)
    assert "Vĩnh Long" in end.why
    assert "202/2025/QH15" in end.why


def test_a_kind_that_was_said_is_kept() -> None:
    office = Office(*CHAIR, "Bến Tre", "tỉnh")
    assert followed_by(office) == (Office(*CHAIR, "Vĩnh Long", "tỉnh"),)
    office = Office(*CHAIR, "Hậu Giang", "tỉnh")
    assert followed_by(office) == (Office(*CHAIR, "Cần Thơ", "thành phố"),)


@pytest.mark.parametrize(
    ("body", "place", "after", "there"),
    [
        ("Tỉnh ủy", "Bến Tre", "Tỉnh ủy", "Vĩnh Long"),
        ("Tỉnh ủy", "Hậu Giang", "Thành ủy", "Cần Thơ"),
        ("Tỉnh đoàn", "Hậu Giang", "Thành đoàn", "Cần Thơ"),
        ("Ban Thường vụ Tỉnh ủy", "Quảng Nam", "Ban Thường vụ Thành ủy", "Đà Nẵng"),
        ("Sở Y tế", "Bắc Kạn", "Sở Y tế", "Thái Nguyên"),
        ("Đoàn đại biểu Quốc hội", "Bến Tre", "Đoàn đại biểu Quốc hội", "Vĩnh Long"),
        ("Tỉnh ủy", "Bà Rịa - Vũng Tàu", "Thành ủy", "Thành phố Hồ Chí Minh"),
        ("Tỉnh ủy", "Hà Tây", "Thành ủy", "Hà Nội"),
        ("Tỉnh ủy", "Thừa Thiên Huế", "Thành ủy", "Huế"),
    ],
)
def test_bodies_take_the_name_of_the_new_kind(
    body: str, place: str, after: str, there: str
) -> None:
    assert followed_by(Office("Bí thư", body, place)) == (Office("Bí thư", after, there),)


def test_the_army_of_the_city_has_headquarters() -> None:
    office = Office("Phó Chỉ huy trưởng", "Bộ Chỉ huy quân sự", "Bình Dương")
    after = Office("Phó Tư lệnh", "Bộ Tư lệnh", "Thành phố Hồ Chí Minh")
    assert followed_by(office) == (after,)


@pytest.mark.parametrize(
    "office",
    [
        Office("Bí thư", "Tỉnh ủy", "Vĩnh Long"),
        Office(*CHAIR, "Tuyên Quang", "tỉnh"),
        Office("Bí thư", "Thành ủy", "Cần Thơ"),
        Office("Bí thư", "Thành ủy", "Huế"),
        Office("Bí thư", "Tỉnh ủy", "Cao Bằng"),
        Office("Giám đốc", "Công an", "Vĩnh Long"),
    ],
)
def test_an_office_whose_name_lives_on_goes_on(office: Office) -> None:
    assert ended(office, SPRING_2026) is None


def test_hue_became_a_city_on_new_year() -> None:
    office = Office("Bí thư", "Tỉnh ủy", "Thừa Thiên Huế")
    assert ended(office, date(2024, 12, 31)) is None
    assert gone(office, date(2025, 1, 1)).on == date(2024, 12, 31)
    city = Office("Bí thư", "Thành ủy", "Huế", "thành phố", "Thừa Thiên Huế")
    quarters = followed_by(city, date(2025, 2, 1))
    assert [(one.body, one.place) for one in quarters] == [
        ("Quận ủy", "Phú Xuân"),
        ("Quận ủy", "Thuận Hóa"),
    ]
    assert followed_by(city) == ()


def test_what_follows_exists_on_the_day_asked_about() -> None:
    office = Office("Bí thư", "Tỉnh ủy", "Bình Phước")
    assert followed_by(office, date(2026, 4, 29)) == (Office("Bí thư", "Tỉnh ủy", "Đồng Nai"),)
    end = gone(office, date(2026, 4, 30))
    assert end.successors == (Office("Bí thư", "Thành ủy", "Đồng Nai"),)
    assert end.on == DISTRICTS_END
    assert "30/2026/QH16" in end.why
    assert ended(Office(*CHAIR, "Đồng Nai"), date(2026, 5, 1)) is None


def test_body_and_place_may_both_end() -> None:
    office = Office("Trưởng ban", "Ban Tuyên giáo Tỉnh ủy", "Hậu Giang")
    after = Office("Trưởng ban", "Ban Tuyên giáo và Dân vận Thành ủy", "Cần Thơ")
    assert followed_by(office) == (after,)
    assert gone(office).on == date(2025, 2, 28)
    between = Office("Trưởng ban", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Hậu Giang")
    assert followed_by(office, date(2025, 4, 1)) == (between,)
    sở = Office("Giám đốc", "Sở Giao thông vận tải", "Bến Tre")
    assert followed_by(sở) == (Office("Giám đốc", "Sở Xây dựng", "Vĩnh Long"),)


@pytest.mark.parametrize(
    "office",
    [
        Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Bến Tre"),
        Office("Bí thư", "Huyện ủy", "Giồng Trôm"),
        Office(*CHAIR, "Giồng Trôm", "huyện"),
        Office("Bí thư", "Thành ủy", "Bến Tre"),
        Office("Bí thư", "Quận ủy", "Quận 1"),
        Office("Trưởng phòng", "Phòng Giáo dục và Đào tạo", "Ba Tri", "huyện"),
        Office("Chỉ huy trưởng", "Ban Chỉ huy quân sự", "Ba Tri", "huyện"),
        Office("Bí thư", "Huyện ủy", "Châu Thành"),
    ],
)
def test_offices_of_districts_end_without_one_successor(office: Office) -> None:
    assert ended(office, DISTRICTS_END) is None
    end = gone(office)
    assert (end.on, end.successors) == (DISTRICTS_END, ())
    assert end.why


def test_an_island_district_has_one_successor() -> None:
    office = Office("Bí thư", "Huyện ủy", "Côn Đảo", "huyện", "Bà Rịa - Vũng Tàu")
    after = Office("Bí thư", "Đảng ủy", "Côn Đảo", "đặc khu", "Thành phố Hồ Chí Minh")
    assert followed_by(office) == (after,)


def test_a_district_that_was_raised_or_merged_before() -> None:
    office = Office("Bí thư", "Huyện ủy", "Tân Thành", "huyện", "Bà Rịa - Vũng Tàu")
    town = Office("Bí thư", "Thị ủy", "Phú Mỹ", "thị xã", "Bà Rịa - Vũng Tàu")
    assert followed_by(office, date(2019, 1, 1)) == (town,)
    city = Office("Bí thư", "Thành ủy", "Phú Mỹ", "thành phố", "Bà Rịa - Vũng Tàu")
    assert followed_by(office, date(2025, 4, 1)) == (city,)
    assert followed_by(Office("Bí thư", "Quận ủy", "Quận 9"), date(2022, 1, 1)) == (
        Office("Bí thư", "Thành ủy", "Thủ Đức"),
    )


def test_police_of_districts_ended_earlier() -> None:
    office = Office("Trưởng Công an", "Công an", "Giồng Trôm", "huyện")
    assert ended(office, date(2025, 2, 28)) is None
    assert gone(office, date(2025, 3, 1)).on == date(2025, 2, 28)
    assert gone(office).on == date(2025, 2, 28)
    province = Office("Giám đốc", "Công an", "Bến Tre")
    assert ended(province, date(2025, 3, 1)) is None
    assert followed_by(province) == (Office("Giám đốc", "Công an", "Vĩnh Long"),)


def test_courts() -> None:
    end = gone(Office("Chánh án", "Tòa án nhân dân", "Ba Tri", "huyện"))
    assert (end.on, end.successors) == (DISTRICTS_END, ())
    assert "areas" in end.why
    high = Office("Chánh án", "Tòa án nhân dân cấp cao tại Hà Nội")
    assert ended(high, DISTRICTS_END) is None
    assert gone(high).successors == ()
    assert followed_by(Office("Chánh án", "Tòa án nhân dân", "Bến Tre")) == (
        Office("Chánh án", "Tòa án nhân dân", "Vĩnh Long"),
    )
    assert ended(Office("Chánh án", "Tòa án nhân dân tối cao"), SPRING_2026) is None


@pytest.mark.parametrize(
    ("office", "after"),
    [
        (("Bộ trưởng", "Bộ Kế hoạch và Đầu tư"), ("Bộ trưởng", "Bộ Tài chính")),
        (("Thứ trưởng", "Bộ Giao thông vận tải"), ("Thứ trưởng", "Bộ Xây dựng")),
        (
            ("Bộ trưởng", "Bộ Tài nguyên và Môi trường"),
            ("Bộ trưởng", "Bộ Nông nghiệp và Môi trường"),
        ),
        (
            ("Bộ trưởng", "Bộ Nông nghiệp và Phát triển nông thôn"),
            ("Bộ trưởng", "Bộ Nông nghiệp và Môi trường"),
        ),
        (
            ("Bộ trưởng", "Bộ Thông tin và Truyền thông"),
            ("Bộ trưởng", "Bộ Khoa học và Công nghệ"),
        ),
        (("Bộ trưởng", "Bộ Lao động - Thương binh và Xã hội"), ("Bộ trưởng", "Bộ Nội vụ")),
        (("Chủ nhiệm", "Ủy ban Dân tộc"), ("Bộ trưởng", "Bộ Dân tộc và Tôn giáo")),
        (
            ("Trưởng ban", "Ban Dân vận Trung ương"),
            ("Trưởng ban", "Ban Tuyên giáo và Dân vận Trung ương"),
        ),
        (
            ("Trưởng ban", "Ban Kinh tế Trung ương"),
            ("Trưởng ban", "Ban Chính sách, chiến lược Trung ương"),
        ),
        (("Tổng cục trưởng", "Tổng cục Thuế"), ("Cục trưởng", "Cục Thuế")),
        (("Bộ trưởng", "Bộ Bưu chính, Viễn thông"), ("Bộ trưởng", "Bộ Khoa học và Công nghệ")),
    ],
)
def test_central_bodies_that_merged(office: tuple[str, str], after: tuple[str, str]) -> None:
    assert followed_by(Office(*office)) == (Office(*after),)


def test_a_ministry_exists_on_its_last_day() -> None:
    office = Office("Bộ trưởng", "Bộ Kế hoạch và Đầu tư")
    assert ended(office, date(2025, 2, 28)) is None
    assert gone(office, date(2025, 3, 1)).on == date(2025, 2, 28)


def test_a_body_of_a_body_that_ended_has_no_known_successor() -> None:
    assert followed_by(Office("Vụ trưởng", "Vụ Tổng hợp, Bộ Kế hoạch và Đầu tư")) == ()


@pytest.mark.parametrize(
    "office",
    [
        Office("Thủ tướng", "Chính phủ"),
        Office("Bộ trưởng", "Bộ Tài chính"),
        Office("Trưởng ban", "Ban Nội chính Trung ương"),
        Office("Bí thư", "Tỉnh ủy"),
        Office("Bí thư", "Huyện ủy"),
        Office("Giám đốc", "Bệnh viện Nguyễn Văn Mẫu", "Bến Tre"),
        Office("Hiệu trưởng", "Trường Cao đẳng Bến Tre", "Bến Tre"),
        Office("Bí thư", "Tỉnh ủy", "Sông Hàm"),
        Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm"),
        Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Sông Hàm"),
        Office("Bí thư", "Hội Nuôi Ong", "Bến Tre"),
    ],
)
def test_what_is_not_known_to_have_ended_goes_on(office: Office) -> None:
    assert ended(office, SPRING_2026) is None


def test_offices_of_communes() -> None:
    town = Office(*CHAIR, "Ba Tri", "thị trấn", "Bến Tre")
    assert followed_by(town) == (Office(*CHAIR, "Ba Tri", "xã", "Vĩnh Long"),)
    grown = Office(*CHAIR, "An Hội", "phường", "Bến Tre")
    assert ended(grown, SPRING_2026) is None
    raised = Office("Bí thư", "Đảng ủy", "Long Thành", "xã", "Đồng Nai")
    assert ended(raised, date(2026, 4, 29)) is None
    assert followed_by(raised, date(2026, 4, 30)) == (
        Office("Bí thư", "Đảng ủy", "Long Thành", "phường", "Đồng Nai"),
    )


def test_an_old_unit_may_be_said_to_lie_in_the_province_of_today() -> None:
    office = Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Vĩnh Long")
    assert gone(office).on == DISTRICTS_END


def test_the_province_of_its_own_time_comes_first() -> None:
    """Tiền Giang had a huyện Châu Thành too, and is part of Đồng Tháp today."""
    office = Office("Bí thư", "Huyện ủy", "Châu Thành", "huyện", "Đồng Tháp")
    assert "several" not in gone(office).why
    assert "several" in gone(Office("Bí thư", "Huyện ủy", "Châu Thành")).why
