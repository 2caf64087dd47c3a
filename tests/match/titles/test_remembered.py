"""Martyrs, and those of whom a memorial is: what they held they hold no more."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize(
    "sentence",
    [
        "Liệt sĩ Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, quê xã Tân Rẫy.",
        "Xã đặt tên trường theo liệt sỹ Lê Văn Mẫn - Bí thư Huyện ủy Cái Sậy.",
        "Gia đình anh hùng liệt sĩ Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy, nhận quà.",
        "Nhà thờ liệt sĩ Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy được tu sửa.",
        "Khánh thành nhà lưu niệm đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.",
        "Đoàn viếng mộ đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.",
        "Đoàn thắp hương trước phần mộ Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn.",
        "Kỷ niệm 100 năm ngày sinh đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.",
        "Thăm gia đình cố đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.",
        "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn hy sinh năm 1968.",
        "Ông Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, anh dũng hy sinh ngày 3-2-1969.",
    ],
)
def test_the_dead_hold_nothing(sentence: str) -> None:
    assert told(sentence) == ["Lê Văn Mẫn: former Bí thư|Huyện ủy|Cái Sậy"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thăm vợ liệt sĩ Tạ Văn Sắc, Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn tặng quà.",
        "Viếng nghĩa trang liệt sĩ, Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn ghi sổ vàng.",
        "Tại đền thờ liệt sỹ, ông Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, dâng hương.",
        "Tại khu lưu niệm, đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, trồng cây.",
        "Bà con ngưỡng mộ ông Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.",
        "Ban sự cố ông Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, lập ra đã họp.",
        "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn hy sinh nhiều ngày nghỉ.",
    ],
)
def test_who_honours_the_dead_holds_the_office(sentence: str) -> None:
    assert told(sentence) == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy"]


def test_without_marks_who_is_there_is_not_the_late() -> None:
    sentence = "Du le co ong Le Van Man, Bi thu Huyen uy Cai Say."
    assert [one.partition(": ")[2] for one in told(sentence, title="Tin")] == [
        "Bí thư|Huyện ủy|Cai Say"
    ]
