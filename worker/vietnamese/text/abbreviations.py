"""Abbreviations of Vietnamese public life, and what they stand for.

Only such as stand for one thing, or two, wherever they are printed. What is also a word of the
language is left out ("TU" is Tỉnh ủy or Thành ủy, but *tu* and *từ* are words), and so are single
letters. The sources are the usage of the papers and of Decree 30/2020/NĐ-CP, appendix III, which
gives the abbreviations of kinds of documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from worker.vietnamese.text.fold import folded_words

_FULL_FORMS: Final = {
    # Bodies
    "BCĐ": "ban chỉ đạo",
    "BCH": "ban chấp hành",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BQL": "ban quản lý",
    "BTC": "ban tổ chức | Bộ Tài chính",
    "BTV": "ban thường vụ",
    "CHQS": "chỉ huy quân sự",
    "CLB": "câu lạc bộ",
    "CQĐT": "cơ quan điều tra",
    "CSGT": "cảnh sát giao thông",
    "ĐBQH": "đại biểu Quốc hội",
    "ĐHQG": "đại học quốc gia",
    "HĐND": "hội đồng nhân dân",
    "HTX": "hợp tác xã",
    "LĐLĐ": "liên đoàn lao động",
    "LHPN": "liên hiệp phụ nữ",
    "LHTN": "liên hiệp thanh niên",
    "MTTQ": "mặt trận Tổ quốc",
    "NHNN": "ngân hàng nhà nước",
    "QĐND": "quân đội nhân dân",
    "TAND": "tòa án nhân dân",
    "TNCS": "thanh niên cộng sản",
    "UBKT": "ủy ban kiểm tra",
    "UBMTTQ": "ủy ban mặt trận Tổ quốc",
    "UBND": "ủy ban nhân dân",
    "UBTVQH": "ủy ban thường vụ Quốc hội",
    "VKS": "viện kiểm sát",
    "VKSND": "viện kiểm sát nhân dân",
    # Documents
    "CT": "chỉ thị | chủ tịch",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "QĐ": "quyết định",
    "TT": "thông tư | thị trấn",
    # Places
    "ĐBSCL": "đồng bằng sông Cửu Long",
    "HCM": "Hồ Chí Minh",
    "KCN": "khu công nghiệp",
    "KKT": "khu kinh tế",
    "QL": "quốc lộ",
    "TP": "thành phố",
    "TPHCM": "thành phố Hồ Chí Minh",
    "TW": "trung ương",
    "TX": "thị xã",
    "XHCN": "xã hội chủ nghĩa",
    # Subjects
    "ANTT": "an ninh trật tự",
    "ATGT": "an toàn giao thông",
    "BĐKH": "biến đổi khí hậu",
    "BVMT": "bảo vệ môi trường",
    "CNTT": "công nghệ thông tin",
    "CNXH": "chủ nghĩa xã hội",
    "DN": "doanh nghiệp",
    "GD-ĐT": "giáo dục và đào tạo",
    "GPMB": "giải phóng mặt bằng",
    "KHCN": "khoa học công nghệ",
    "KT-XH": "kinh tế - xã hội",
    "NTM": "nông thôn mới",
    "PCCC": "phòng cháy chữa cháy",
    "PCTN": "phòng chống tham nhũng",
    "QPAN": "quốc phòng an ninh",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNGT": "tai nạn giao thông",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "XDCB": "xây dựng cơ bản",
    "XKLĐ": "xuất khẩu lao động",
}


FULL_FORMS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {tuple(folded_words(short)): tuple(full.split(" | ")) for short, full in _FULL_FORMS.items()}
)
"""What the folded words of an abbreviation ("KT-XH" has two) stand for, with its marks."""

LONGEST: Final = max(map(len, FULL_FORMS))
"""Words of the longest abbreviation."""
