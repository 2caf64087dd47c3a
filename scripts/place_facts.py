"""Facts about units of administration that the package vietnamadminunits does not have.

Each day is the first or last one on which a unit existed; the acts are named where known. Only
what is certain stands here: a unit that is not listed has no known first day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

KINDS: Final = (
    "tỉnh", "thành phố", "thị xã", "huyện", "quận", "thị trấn", "phường", "xã", "đặc khu",
)  # fmt: skip

FOUNDED: Final = {
    # Nghị quyết 22/2003/QH11 parted Lai Châu, Đắk Lắk and Cần Thơ.
    "Cần Thơ": "2004-01-01",
    "Hậu Giang": "2004-01-01",
    "Điện Biên": "2004-01-01",
    "Đắk Nông": "2004-01-01",
    # Nghị quyết 15/2008/QH12 joined Hà Tây to Hà Nội.
    "Hà Nội": "2008-08-01",
}
"""Provinces of the 63 whose first day is known, as they were in June 2025."""

PROVINCES_BEFORE: Final = (
    ("Cần Thơ", "tỉnh", None, "2003-12-31", "Cần Thơ"),
    ("Hà Nội", "thành phố", None, "2008-07-31", "Hà Nội"),
    ("Hà Tây", "tỉnh", None, "2008-07-31", "Hà Nội"),
    # Nghị quyết 175/2024/QH15.
    ("Thừa Thiên Huế", "tỉnh", None, "2024-12-31", "Huế"),
)
"""Name, kind, first and last day, and follower of provinces that ended before June 2025."""

CITIES: Final = (
    ("Đồng Nai", "2026-04-29", "2026-04-30"),  # Nghị quyết 30/2026/QH16
    ("Quảng Ninh", "2026-08-31", "2026-09-01"),  # Nghị quyết 36/2026/QH16
    ("Bắc Ninh", "2026-09-19", "2026-09-20"),  # Nghị quyết 39/2026/QH16
)
"""Provinces that became cities under the center: last day as one, first day as the other."""

_DONG_NAI: Final = (  # Nghị quyết 237/NQ-UBTVQH16
    "Dầu Giây", "Đồng Phú", "Long Thành", "Lộc Ninh", "Nhơn Trạch", "Tân Khai", "Tân Phú",
    "Trảng Bom", "Trị An", "Xuân Lộc",
)  # fmt: skip
_BAC_NINH: Final = (  # Nghị quyết 388/NQ-UBTVQH16
    "Bố Hạ", "Lạng Giang", "Kép", "Lục Nam", "Hiệp Hòa", "Yên Phong", "Phù Lãng", "Chi Lăng",
    "Tiên Du", "Gia Bình", "Nhân Thắng", "Lương Tài",
)  # fmt: skip
RAISED_TO_WARDS: Final = {
    **{("Đồng Nai", name): "2026-04-30" for name in _DONG_NAI},
    **{("Bắc Ninh", name): "2026-09-20" for name in _BAC_NINH},
}
"""Province and name of communes of 2025 that became wards, and the first day as such."""

HUE_SAME: Final = frozenset(
    {
        ("huyện", "A Lưới"),
        ("huyện", "Phú Lộc"),
        ("huyện", "Phú Vang"),
        ("huyện", "Quảng Điền"),
        ("thị xã", "Hương Thủy"),
        ("thị xã", "Hương Trà"),
    }
)
"""Districts of Huế that were districts of Thừa Thiên Huế until the end of 2024."""

_RAISED: Final = (
    # Kind and name before, kind after, province, first day after.
    ("huyện", "Thốt Nốt", "quận", "Cần Thơ", "2008-12-23"),
    ("thị xã", "Vĩnh Long", "thành phố", "Vĩnh Long", "2009-04-10"),
    ("thành phố", "Hà Đông", "quận", "Hà Nội", "2009-05-08"),
    ("thành phố", "Sơn Tây", "thị xã", "Hà Nội", "2009-05-08"),
    ("thị xã", "Bến Tre", "thành phố", "Bến Tre", "2009-08-11"),
    ("thị xã", "Trà Vinh", "thành phố", "Trà Vinh", "2010-03-04"),
    ("thị xã", "Bạc Liêu", "thành phố", "Bạc Liêu", "2010-08-27"),
    ("thị xã", "Vị Thanh", "thành phố", "Hậu Giang", "2010-09-23"),
    ("huyện", "Ninh Hòa", "thị xã", "Khánh Hòa", "2010-10-25"),
    ("thị xã", "Cam Ranh", "thành phố", "Khánh Hòa", "2010-12-23"),
    ("huyện", "Vĩnh Châu", "thị xã", "Sóc Trăng", "2011-08-25"),
    ("huyện", "An Nhơn", "thị xã", "Bình Định", "2011-11-28"),
    ("thị xã", "Thủ Dầu Một", "thành phố", "Bình Dương", "2012-05-02"),
    ("thị xã", "Bà Rịa", "thành phố", "Bà Rịa - Vũng Tàu", "2012-08-22"),
    ("huyện", "Bình Minh", "thị xã", "Vĩnh Long", "2012-12-28"),
    ("thị xã", "Châu Đốc", "thành phố", "An Giang", "2013-07-19"),
    ("thị xã", "Sa Đéc", "thành phố", "Đồng Tháp", "2013-10-14"),
    ("thị xã", "Lai Châu", "thành phố", "Lai Châu", "2013-12-27"),
    ("huyện", "Ngã Năm", "thị xã", "Sóc Trăng", "2013-12-29"),
    ("thị xã", "Tây Ninh", "thành phố", "Tây Ninh", "2013-12-29"),
    ("huyện", "Điện Bàn", "thị xã", "Quảng Nam", "2015-03-11"),
    ("thị xã", "Tam Điệp", "thành phố", "Ninh Bình", "2015-04-10"),
    ("huyện", "Giá Rai", "thị xã", "Bạc Liêu", "2015-05-15"),
    ("huyện", "Phổ Yên", "thị xã", "Thái Nguyên", "2015-05-15"),
    ("thị xã", "Sông Công", "thành phố", "Thái Nguyên", "2015-05-15"),
    ("thị xã", "Phúc Yên", "thành phố", "Vĩnh Phúc", "2018-04-01"),
    ("thị xã", "Hà Tiên", "thành phố", "Kiên Giang", "2018-11-01"),
    ("thị xã", "Đồng Xoài", "thành phố", "Bình Phước", "2018-12-01"),
    ("thị xã", "Chí Linh", "thành phố", "Hải Dương", "2019-03-01"),
    ("huyện", "Mỹ Hào", "thị xã", "Hưng Yên", "2019-05-01"),
    ("thị xã", "Long Khánh", "thành phố", "Đồng Nai", "2019-06-01"),
    ("huyện", "Kinh Môn", "thị xã", "Hải Dương", "2019-11-01"),
    ("huyện", "Duy Tiên", "thị xã", "Hà Nam", "2020-01-01"),
    ("huyện", "Sa Pa", "thị xã", "Lào Cai", "2020-01-01"),
    ("thị xã", "Gia Nghĩa", "thành phố", "Đắk Nông", "2020-01-01"),
    ("huyện", "Hòa Thành", "thị xã", "Tây Ninh", "2020-02-01"),
    ("huyện", "Trảng Bàng", "thị xã", "Tây Ninh", "2020-02-01"),
    ("huyện", "Đức Phổ", "thị xã", "Quảng Ngãi", "2020-02-01"),
    ("thị xã", "Dĩ An", "thành phố", "Bình Dương", "2020-02-01"),
    ("thị xã", "Ngã Bảy", "thành phố", "Hậu Giang", "2020-02-01"),
    ("thị xã", "Thuận An", "thành phố", "Bình Dương", "2020-02-01"),
    ("huyện", "Hoài Nhơn", "thị xã", "Bình Định", "2020-06-01"),
    ("huyện", "Đông Hòa", "thị xã", "Phú Yên", "2020-06-01"),
    ("thị xã", "Hồng Ngự", "thành phố", "Đồng Tháp", "2020-11-01"),
    ("huyện", "Phú Quốc", "thành phố", "Kiên Giang", "2021-01-01"),
    ("thị xã", "Từ Sơn", "thành phố", "Bắc Ninh", "2021-11-01"),
    ("thị xã", "Phổ Yên", "thành phố", "Thái Nguyên", "2022-04-10"),
    ("huyện", "Chơn Thành", "thị xã", "Bình Phước", "2022-10-01"),
    ("huyện", "Quế Võ", "thị xã", "Bắc Ninh", "2023-04-10"),
    ("huyện", "Thuận Thành", "thị xã", "Bắc Ninh", "2023-04-10"),
    ("huyện", "Tịnh Biên", "thị xã", "An Giang", "2023-04-10"),
    ("thị xã", "Tân Uyên", "thành phố", "Bình Dương", "2023-04-10"),
    ("huyện", "Việt Yên", "thị xã", "Bắc Giang", "2024-02-01"),
    ("thị xã", "Bến Cát", "thành phố", "Bình Dương", "2024-05-01"),
    ("thị xã", "Gò Công", "thành phố", "Tiền Giang", "2024-05-01"),
    ("thị xã", "Đông Triều", "thành phố", "Quảng Ninh", "2024-11-01"),
    ("huyện", "An Dương", "quận", "Hải Phòng", "2025-01-01"),
    ("huyện", "Kim Bảng", "thị xã", "Hà Nam", "2025-01-01"),
    ("huyện", "Thủy Nguyên", "thành phố", "Hải Phòng", "2025-01-01"),
    ("huyện", "Mộc Châu", "thị xã", "Sơn La", "2025-02-01"),
    ("thị xã", "Phú Mỹ", "thành phố", "Bà Rịa - Vũng Tàu", "2025-03-01"),
)
"""Districts that kept their name and changed their kind."""

_JOINED: Final = (
    # Province, kind and name before, first day after, what it went into.
    ("Bến Tre", "huyện", "Mỏ Cày", "2009-02-09", ("Huyện Mỏ Cày Bắc", "Huyện Mỏ Cày Nam")),
    ("Hà Nội", "huyện", "Từ Liêm", "2014-04-01", ("Quận Bắc Từ Liêm", "Quận Nam Từ Liêm")),
    ("Bà Rịa - Vũng Tàu", "huyện", "Tân Thành", "2018-04-12", ("Thị xã Phú Mỹ",)),
    ("Hòa Bình", "huyện", "Kỳ Sơn", "2020-01-01", ("Thành phố Hòa Bình",)),
    ("Quảng Ninh", "huyện", "Hoành Bồ", "2020-01-01", ("Thành phố Hạ Long",)),
    ("Quảng Ngãi", "huyện", "Tây Trà", "2020-02-01", ("Huyện Trà Bồng",)),
    ("Cao Bằng", "huyện", "Phục Hòa", "2020-03-01", ("Huyện Quảng Hòa",)),
    ("Cao Bằng", "huyện", "Quảng Uyên", "2020-03-01", ("Huyện Quảng Hòa",)),
    ("Cao Bằng", "huyện", "Thông Nông", "2020-03-01", ("Huyện Hà Quảng",)),
    ("Cao Bằng", "huyện", "Trà Lĩnh", "2020-03-01", ("Huyện Trùng Khánh",)),
    ("Thanh Hóa", "huyện", "Tĩnh Gia", "2020-06-01", ("Thị xã Nghi Sơn",)),
    ("Thành phố Hồ Chí Minh", "quận", "Quận 2", "2021-01-01", ("Thành phố Thủ Đức",)),
    ("Thành phố Hồ Chí Minh", "quận", "Quận 9", "2021-01-01", ("Thành phố Thủ Đức",)),
    ("Thành phố Hồ Chí Minh", "quận", "Thủ Đức", "2021-01-01", ("Thành phố Thủ Đức",)),
    ("Nam Định", "huyện", "Mỹ Lộc", "2024-09-01", ("Thành phố Nam Định",)),
    ("Lâm Đồng", "huyện", "Cát Tiên", "2024-12-01", ("Huyện Đạ Huoai",)),
    ("Lâm Đồng", "huyện", "Đạ Tẻh", "2024-12-01", ("Huyện Đạ Huoai",)),
    ("Nghệ An", "thị xã", "Cửa Lò", "2024-12-01", ("Thành phố Vinh",)),
    ("Bà Rịa - Vũng Tàu", "huyện", "Long Điền", "2025-01-01", ("Huyện Long Đất",)),
    ("Bà Rịa - Vũng Tàu", "huyện", "Đất Đỏ", "2025-01-01", ("Huyện Long Đất",)),
    ("Bắc Giang", "huyện", "Yên Dũng", "2025-01-01", ("Thành phố Bắc Giang",)),
    ("Hà Tĩnh", "huyện", "Lộc Hà", "2025-01-01", ("Huyện Thạch Hà",)),
    ("Ninh Bình", "huyện", "Hoa Lư", "2025-01-01", ("Thành phố Hoa Lư",)),
    ("Ninh Bình", "thành phố", "Ninh Bình", "2025-01-01", ("Thành phố Hoa Lư",)),
    ("Quảng Nam", "huyện", "Nông Sơn", "2025-01-01", ("Huyện Quế Sơn",)),
    ("Thanh Hóa", "huyện", "Đông Sơn", "2025-01-01", ("Thành phố Thanh Hóa",)),
    ("Thừa Thiên Huế", "huyện", "Nam Đông", "2025-01-01", ("Huyện Phú Lộc",)),
    ("Thừa Thiên Huế", "huyện", "Phong Điền", "2025-01-01", ("Thị xã Phong Điền",)),
    (
        "Thừa Thiên Huế",
        "thành phố",
        "Huế",
        "2025-01-01",
        ("Quận Phú Xuân", "Quận Thuận Hóa"),
    ),
)
"""Districts that went into others before districts ended everywhere."""

_NEW: Final = (
    ("Bến Tre", "huyện", "Mỏ Cày Bắc", "2009-02-09"),
    ("Bến Tre", "huyện", "Mỏ Cày Nam", "2009-02-09"),
    ("Tiền Giang", "thị xã", "Cai Lậy", "2013-12-26"),
    ("Hà Nội", "quận", "Bắc Từ Liêm", "2014-04-01"),
    ("Hà Nội", "quận", "Nam Từ Liêm", "2014-04-01"),
    ("Hà Tĩnh", "thị xã", "Kỳ Anh", "2015-04-10"),
    ("Hậu Giang", "thị xã", "Long Mỹ", "2015-05-15"),
    ("Trà Vinh", "thị xã", "Duyên Hải", "2015-05-15"),
    ("Bà Rịa - Vũng Tàu", "thị xã", "Phú Mỹ", "2018-04-12"),
    ("Cao Bằng", "huyện", "Quảng Hòa", "2020-03-01"),
    ("Thanh Hóa", "thị xã", "Nghi Sơn", "2020-06-01"),
    ("Thành phố Hồ Chí Minh", "thành phố", "Thủ Đức", "2021-01-01"),
    ("Bà Rịa - Vũng Tàu", "huyện", "Long Đất", "2025-01-01"),
    ("Bắc Giang", "thị xã", "Chũ", "2025-01-01"),
    ("Ninh Bình", "thành phố", "Hoa Lư", "2025-01-01"),
)
"""Districts with names that were not there before, and their first day."""


def day_before(written: str) -> str:
    """Return the day before an ISO day."""
    return (date.fromisoformat(written) - timedelta(days=1)).isoformat()


DISTRICTS_BEFORE: Final = (
    *(
        (home, kind, name, day_before(since), (f"{after} {name}",))
        for kind, name, after, home, since in _RAISED
    ),
    *((home, kind, name, day_before(since), after) for home, kind, name, since, after in _JOINED),
)
"""Province, kind, name, last day and followers of districts that ended before June 2025."""

DISTRICTS_SINCE: Final = (
    *((home, after, name, since) for _, name, after, home, since in _RAISED),
    *_NEW,
)
"""Province, kind, name and first day of districts."""

SPELLINGS: Final = (
    ("Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ("TP Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ("HCM", "Thành phố Hồ Chí Minh"),
    ("TP HCM", "Thành phố Hồ Chí Minh"),
    ("TPHCM", "Thành phố Hồ Chí Minh"),
    ("Sài Gòn", "Thành phố Hồ Chí Minh"),
    ("TP HN", "Hà Nội"),
    ("TPHN", "Hà Nội"),
    ("TP ĐN", "Đà Nẵng"),
    ("TT Huế", "Thừa Thiên Huế"),
    ("TTHuế", "Thừa Thiên Huế"),
    ("tỉnh Huế", "Thừa Thiên Huế"),
    ("BR VT", "Bà Rịa - Vũng Tàu"),
    ("BRVT", "Bà Rịa - Vũng Tàu"),
    ("BR Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ("Bà Rịa Vũng Tầu", "Bà Rịa - Vũng Tàu"),
    ("Bắc Cạn", "Bắc Kạn"),
    ("Daklak", "Đắk Lắk"),
    ("Đaklak", "Đắk Lắk"),
    ("Đăklăk", "Đắk Lắk"),
    ("Đắklắk", "Đắk Lắk"),
    ("Đắclắc", "Đắk Lắk"),
    ("Dak Nong", "Đắk Nông"),
    ("Daknong", "Đắk Nông"),
    ("Đaknông", "Đắk Nông"),
    ("Đăknông", "Đắk Nông"),
    ("Đắknông", "Đắk Nông"),
    ("Kontum", "Kon Tum"),
    ("Công Tum", "Kon Tum"),
    ("Gialai", "Gia Lai"),
    ("Vũng Tầu", "Vũng Tàu"),
    ("Buôn Mê Thuột", "Buôn Ma Thuột"),
    ("Ban Mê Thuột", "Buôn Ma Thuột"),
    ("Plei Ku", "Pleiku"),
    ("Plây Cu", "Pleiku"),
    ("Plâyku", "Pleiku"),
    ("Phan Rang", "Phan Rang - Tháp Chàm"),
    ("Sapa", "Sa Pa"),
    ("Lagi", "La Gi"),
    ("Krông Pắc", "Krông Pắk"),
)
"""Spellings and abbreviations in use, with the name that the data has."""

ROMAN: Final = {
    "1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v", "6": "vi", "7": "vii", "8": "viii",
}  # fmt: skip
"""How the last number of a name like "Mỹ Đình 2" is written as well."""
