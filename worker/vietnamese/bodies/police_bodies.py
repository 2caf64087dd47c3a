"""The departments of the police by name and number: of the ministry, and of a province."""

from __future__ import annotations

from typing import Final

_TO: Final = r"(?:cảnh sát|cs)"
_CRIME: Final = r"(?:(?:cảnh sát|cs) điều tra|csđt) tội phạm"
_FIRE: Final = (
    r"(?:phòng cháy,? ?(?:và )?chữa cháy|pccc)"
    r"(?: ?(?:,|và|&) ?(?:cứu nạn,? ?(?:và )?cứu hộ|cứu hộ,? ?(?:và )?cứu nạn|cnch))?"
)
_PREVENTION: Final = r"phòng,? chống tội phạm"

OF_A_PROVINCE_S_POLICE: Final = {
    # canonical name: how it is written after "Phòng"; the numbers of now and of old stand for it
    "Phòng Cảnh sát hình sự": r"cảnh sát hình sự|cshs|pc02|pc45",
    "Phòng Cảnh sát kinh tế": r"cảnh sát kinh tế|cskt|pc03|pc46",
    "Phòng Cảnh sát điều tra tội phạm về ma túy": rf"{_CRIME} về ma túy|pc04|pc47",
    "Phòng Cảnh sát phòng, chống tội phạm về môi trường": (
        rf"{_TO} {_PREVENTION} (?:về )?môi trường|cảnh sát môi trường|pc05|pc49"
    ),
    "Phòng Cảnh sát quản lý hành chính về trật tự xã hội": (
        rf"{_TO} (?:quản lý hành chính|qlhc) về (?:trật tự xã hội|ttxh)|pc06|pc64"
    ),
    "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ": rf"{_TO} ?{_FIRE}|pc07|pc66",
    "Phòng Cảnh sát giao thông": r"cảnh sát giao thông|csgt|pc08|pc67",
    "Phòng Kỹ thuật hình sự": r"kỹ thuật hình sự|kths|pc09|pc54",
    "Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp": (
        rf"{_TO} thi hành án hình sự và hỗ trợ tư pháp|pc10|pc81"
    ),
    "Phòng Cảnh sát cơ động": r"cảnh sát cơ động|cscđ|pk02|pc65",
    "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao": (
        rf"an ninh mạng và {_PREVENTION} sử dụng công nghệ cao|pa05"
    ),
    "Phòng An ninh chính trị nội bộ": r"an ninh chính trị nội bộ|pa03|pa83",
    "Phòng An ninh kinh tế": r"an ninh kinh tế|pa04|pa81",
    "Phòng An ninh đối nội": r"an ninh đối nội|pa02",
    "Phòng An ninh đối ngoại": r"an ninh đối ngoại|pa01",
    "Phòng An ninh điều tra": r"an ninh điều tra|pa09|pa92",
    "Phòng Quản lý xuất nhập cảnh": r"quản lý xuất nhập cảnh|qlxnc|pa08|pa72",
    "Phòng Tham mưu": r"pv01",
    "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc": (
        r"xây dựng phong trào bảo vệ an ninh tổ quốc|pv05"
    ),
    "Phòng Hồ sơ": r"pv06",
    "Phòng Tổ chức cán bộ": r"px01",
    "Phòng Hậu cần": r"ph10",
    "Phòng Công tác đảng và công tác chính trị": r"công tác đảng và công tác chính trị|px03",
}

OF_ANOTHER: Final = {
    "Đội Cảnh sát giao thông": r"đội (?:cảnh sát giao thông|csgt)",
    "Cục Cảnh sát điều tra tội phạm về tham nhũng, kinh tế, buôn lậu": (
        rf"cục {_CRIME} về tham nhũng, kinh tế(?:,| và) buôn lậu|(?:cục )?c03"
    ),
    "Cục Cảnh sát hình sự": r"cục (?:cảnh sát hình sự|cshs)|(?:cục )?c02",
    "Cục Cảnh sát giao thông": r"cục (?:cảnh sát giao thông|csgt)|(?:cục )?c08",
    "Cục Cảnh sát quản lý hành chính về trật tự xã hội": (
        rf"cục {_TO} (?:quản lý hành chính|qlhc) về (?:trật tự xã hội|ttxh)|(?:cục )?c06"
    ),
    "Cục Cảnh sát điều tra tội phạm về ma túy": rf"cục {_CRIME} về ma túy|(?:cục )?c04",
    "Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ": rf"cục {_TO} ?{_FIRE}|(?:cục )?c07",
    "Cục Cảnh sát quản lý trại giam, cơ sở giáo dục bắt buộc, trường giáo dưỡng": (
        rf"cục {_TO} quản lý trại giam, (?:cơ sở giáo dục bắt buộc|csgdbb)(?:,| và)"
        r" trường giáo dưỡng"
    ),
    "Cục Cảnh sát quản lý tạm giữ, tạm giam và thi hành án hình sự tại cộng đồng": (
        rf"cục {_TO} quản lý tạm giữ, tạm giam(?:,| và) thi hành án hình sự tại cộng đồng"
    ),
    "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao": (
        rf"cục an ninh mạng và {_PREVENTION} sử dụng công nghệ cao|(?:cục )?a05"
    ),
    "Cục Pháp chế và cải cách hành chính, tư pháp": (
        r"cục pháp chế và cải cách hành chính, tư pháp"
    ),
    "Cục Công tác đảng và công tác chính trị": r"cục công tác đảng và công tác chính trị",
    "Cục Khoa học, chiến lược và lịch sử Công an": (r"cục khoa học, chiến lược và lịch sử công an"),
    "Cục Truyền thông Công an nhân dân": r"cục truyền thông (?:công an nhân dân|cand)",
}
"""Bodies that may say which one they belong to."""
