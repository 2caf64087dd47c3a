"""Heads of hospitals and schools: those called after persons, and the parts of them."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Bà Lê Thị Mẫn, Giám đốc Bệnh viện Nguyễn Hải Sâm, nói.",
            "Lê Thị Mẫn: Giám đốc|Bệnh viện Nguyễn Hải Sâm",
        ),
        (
            "Giám đốc Bệnh viện Nguyễn Hải Sâm Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Giám đốc|Bệnh viện Nguyễn Hải Sâm",
        ),
        (
            "Hiệu trưởng Trường Mầm non Bạch Mai Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Mầm non Bạch Mai",
        ),
        (
            "Hiệu trưởng Trường Mầm non 19/5 Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Mầm non 19/5",
        ),
        (
            "Bà Lê Thị Mẫn, Hiệu trưởng Trường Mầm non Sơn Ca, nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Mầm non Sơn Ca",
        ),
        (
            "Bà Lê Thị Mẫn, Hiệu trưởng Trường Bồi dưỡng cán bộ giáo dục, nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Bồi dưỡng cán bộ giáo dục",
        ),
        (
            "Bà Lê Thị Mẫn, Hiệu trưởng Trường Đại học Kiến trúc, nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Đại học Kiến trúc",
        ),
        (
            "Bà Lê Thị Mẫn, Giám đốc Bệnh viện Tâm thần, nói.",
            "Lê Thị Mẫn: Giám đốc|Bệnh viện Tâm thần|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng khoa Cấp cứu của Bệnh viện Đa khoa tỉnh, nói.",
            "Lê Thị Mẫn: Trưởng khoa|Khoa Cấp cứu, Bệnh viện Đa khoa|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng khoa Hồi sức tích cực - Chống độc, Bệnh viện Đa khoa tỉnh, nói.",
            "Lê Thị Mẫn: Trưởng khoa|Khoa Hồi sức tích cực - Chống độc, Bệnh viện Đa khoa|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng phòng Tài chính kế toán Bệnh viện Đa khoa tỉnh, nói.",
            "Lê Thị Mẫn: Trưởng phòng|Phòng Tài chính kế toán, Bệnh viện Đa khoa|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng phòng Thanh tra - Pháp chế, Trường Đại học Cái Sậy, nói.",
            "Lê Thị Mẫn: Trưởng phòng|Phòng Thanh tra - Pháp chế, Trường Đại học Cái Sậy",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng phòng Chỉ đạo tuyến Bệnh viện Đa khoa tỉnh, nói.",
            "Lê Thị Mẫn: Trưởng phòng|Phòng Chỉ đạo tuyến, Bệnh viện Đa khoa|Sông Hàm",
        ),
    ],
)
def test_the_own_names_of_hospitals_and_schools(sentence: str, found: str) -> None:
    assert told(sentence) == [found]


@pytest.mark.parametrize(
    ("sentences", "last"),
    [
        (
            "Bệnh viện Đa khoa tỉnh mở khoa mới. Giám đốc Bệnh viện Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Giám đốc|Bệnh viện Đa khoa|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Trưởng khoa Khám bệnh theo yêu cầu, Bệnh viện Đa khoa tỉnh, nói.",
            "Lê Thị Mẫn: Trưởng khoa|Khoa Khám bệnh theo yêu cầu, Bệnh viện Đa khoa|Sông Hàm",
        ),
        (
            "Bà Lê Thị Mẫn, Giám đốc Trung tâm Y tế theo yêu cầu của tỉnh, nói.",
            "Lê Thị Mẫn: Giám đốc|Trung tâm Y tế|Sông Hàm",
        ),
        (
            "Trưởng phòng Nội vụ huyện Cái Sậy - Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Trưởng phòng|Phòng Nội vụ|Cái Sậy",
        ),
        (
            "Ông Đinh Hải Sâm, Trưởng phòng Y tế - Giám đốc Bệnh viện Cái Sậy, nói.",
            "Đinh Hải Sâm: Trưởng phòng|Phòng Y tế, Giám đốc|Bệnh viện Cái Sậy",
        ),
        (
            "Trưởng phòng Y tế và Giám đốc Bệnh viện Cái Sậy Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Giám đốc|Bệnh viện Cái Sậy",
        ),
    ],
)
def test_what_is_no_part_of_such_a_name(sentences: str, last: str) -> None:
    assert told(sentences)[-1] == last
