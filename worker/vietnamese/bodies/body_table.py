"""Bodies that offices are held in, as they are written: tables of names and patterns.

Patterns are lower case, the tone on its older place. Some bodies stand in the tables whole, some
belong to the body that follows ("Ban Tuyên giáo | Tỉnh ủy"), some have a name of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Takes(StrEnum):
    """What place a body has."""

    UNIT = "unit"  # a unit follows: UBND tỉnh, Công an huyện
    PROVINCE = "province"  # a province, said or not: Sở Y tế
    CENTRAL = "central"  # none
    INNER = "inner"  # that of the body it belongs to
    OWN = "own"  # only one that is said: Trường THPT …


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body. ``unit`` is the unit that its very name says (Tỉnh ủy: tỉnh)."""

    name: str
    takes: Takes
    unit: str | None = None


class BodySaid(NamedTuple):
    """A body as a phrase says it; ``end`` is where its name ends, its place not included."""

    end: int
    name: str
    takes: Takes
    unit: str | None = None


AND: Final = r"(?: ?(?:,|-|&|/) ?(?:và )?| và | )"
"""What joins the parts of a name: commas, dashes and "và" are written one for the other, or not."""

SECTORS: Final = {
    # canonical name: abbreviations in use
    "Giáo dục và Đào tạo": r"gd ?(?:&|-|và)? ?đt",
    "Nông nghiệp và Phát triển nông thôn": r"(?:nn|nông nghiệp) ?(?:&|-|và)? ?ptnt",
    "Nông nghiệp và Môi trường": r"(?:nn|nông nghiệp) ?(?:&|-|và)? ?mt",
    "Tài nguyên và Môi trường": r"(?:tn|tài nguyên) ?(?:&|-|và)? ?mt",
    "Kế hoạch và Đầu tư": r"(?:kh|kế hoạch) ?(?:&|-|và)? ?đt",
    "Khoa học và Công nghệ": r"kh ?(?:&|-|và)? ?cn",
    "Thông tin và Truyền thông": r"tt ?(?:&|-|và)? ?tt",
    "Văn hóa, Thể thao và Du lịch": (
        r"(?:vh|văn hóa),? ?-? ?(?:tt|thể thao) ?(?:&|-|và)? ?(?:dl|du lịch)"
    ),
    "Văn hóa và Thể thao": r"vh ?(?:&|-|và)? ?tt",
    "Văn hóa - Xã hội": r"vh ?(?:&|-)? ?xh",
    "Văn hóa và Thông tin": r"vh ?(?:&|-|và)? ?tt",
    "Lao động - Thương binh và Xã hội": (
        r"lđ ?-? ?tb ?(?:&|-|và)? ?xh|lao động ?-? ?tb ?(?:&|-|và)? ?xh"
    ),
    "Giao thông vận tải": r"gt-?vt|giao thông(?: và | ?- ?)vận tải",
    "Quy hoạch - Kiến trúc": r"qh ?-? ?kt",
    "Dân tộc và Tôn giáo": r"dt ?(?:&|-|và)? ?tg",
    "Tài chính - Kế hoạch": r"tc ?- ?kh",
    "Kinh tế và Hạ tầng": r"kt ?- ?ht",
    "Kinh tế, Hạ tầng và Đô thị": "",
    "Kinh tế - Ngân sách": r"kt ?- ?ns",
    "Quản lý đô thị": r"qlđt",
    "An toàn thực phẩm": "attp",
    "Khoa học, Công nghệ và Môi trường": "",
    "Kinh tế - Xã hội": r"kt ?-? ?xh",
    "Giáo dục Trung học": "",
    "Giáo dục Tiểu học": "",
    "Giáo dục Mầm non": "",
    "Y tế": "",
    "Nội vụ": "nv",
    "Tài chính": "tc",
    "Tư pháp": "",
    "Công Thương": "",
    "Xây dựng": "xd",
    "Ngoại giao": "",
    "Ngoại vụ": "",
    "Quốc phòng": "",
    "Công an": "",
    "Du lịch": "",
    "Dân tộc": "",
    "Thanh tra": "",
    "Kinh tế": "",
    "Giáo dục": "",
}
"""What ministries, departments (sở) and offices (phòng) are for."""

FULL: Final = {"Giáo dục": "Giáo dục và Đào tạo"}
"""Sectors that are called shorter than their ministry is."""

SHORTER: Final = {
    "Giao thông": "Giao thông vận tải",
    "Nông nghiệp": "Nông nghiệp và Môi trường",
    "Tài nguyên": "Tài nguyên và Môi trường",
    "Văn hóa": "Văn hóa, Thể thao và Du lịch",
    "Lao động": "Lao động - Thương binh và Xã hội",
    "Khoa học": "Khoa học và Công nghệ",
    "Thông tin": "Thông tin và Truyền thông",
    "Kế hoạch": "Kế hoạch và Đầu tư",
}
"""How papers call ministries and departments (sở) for short, by the first of what they are for."""

_OF_THEIRS: Final = r"(?= (?:xã|phường|thị trấn|huyện|tỉnh)(?![^\W_]))"
"""Behind whom a union unites, where it is called so for short: "Chủ tịch **Nông dân** xã"."""

UNIONS: Final = {
    "Hội Nông dân": r"hội (?:nông dân|nd)|hnd|nông dân" + _OF_THEIRS,
    "Hội Liên hiệp Phụ nữ": (r"hội (?:liên hiệp phụ nữ|lhpn|phụ nữ)|phụ nữ" + _OF_THEIRS),
    "Hội Cựu chiến binh": (r"hội (?:cựu chiến binh|ccb)|(?:cựu chiến binh|ccb)" + _OF_THEIRS),
    "Hội Chữ thập đỏ": r"hội (?:chữ thập đỏ|ctđ)",
    "Hội Người cao tuổi": r"hội (?:người cao tuổi|nct)",
    "Hội Người mù": r"hội người mù",
    "Hội Liên hiệp Thanh niên Việt Nam": r"hội (?:liên hiệp thanh niên|lhtn)",
    "Hội Sinh viên Việt Nam": r"hội sinh viên",
    "Liên đoàn Lao động": r"liên đoàn lao động|lđlđ",
}
NAMING_THEIR_UNIT: Final = {
    "Tỉnh ủy": ("tỉnh", r"tỉnh ủy|tu"),
    "Thành ủy": ("thành phố", r"thành ủy"),
    "Huyện ủy": ("huyện", r"huyện ủy|hu"),
    "Thị ủy": ("thị xã", r"thị (?:xã )?ủy"),
    "Quận ủy": ("quận", r"quận ủy"),
    "Tỉnh đoàn": ("tỉnh", r"tỉnh đoàn"),
    "Thành đoàn": ("thành phố", r"thành đoàn"),
    "Huyện đoàn": ("huyện", r"huyện đoàn"),
    "Thị đoàn": ("thị xã", r"thị đoàn"),
    "Quận đoàn": ("quận", r"quận đoàn"),
    "Xã đoàn": ("xã", r"xã đoàn"),
}
UNIT_OF_BODY: Final = {name: unit for name, (unit, _) in NAMING_THEIR_UNIT.items() if unit != "xã"}
"""Of what kind of unit a committee or union is by its name; above the commune."""

_SEAT: Final = r"(?= (?:hà nội|đà nẵng|(?:tp\.? ?|thành phố )(?:hcm|hồ chí minh)))"
"""Where the highest court sits besides; it may speak "tại phiên họp" as well."""

OF_A_UNIT: Final = {
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh": (
        r"đtn"
        r"|đoàn(?= (?:xã|phường|thị trấn|cơ sở))"
        r"|đoàn (?:thanh niên cộng sản hồ chí minh|tncs hồ chí minh|tncs hcm|thanh niên|tncs)"
    ),
    "Đảng bộ": r"đảng bộ",
    "Chi bộ": r"chi bộ|cb(?=[ ,;.)])",
    "Ủy ban nhân dân": r"ủy ban nhân dân|ubnd",
    "Hội đồng nhân dân": r"hội đồng nhân dân|hđnd|hdnd",
    "Hội đồng nhân dân và Ủy ban nhân dân": (
        r"(?:hội đồng nhân dân|hđnd)(?: và |, ?| - |-| ?& ?)(?:ủy ban nhân dân|ubnd)"
    ),
    "Ủy ban Mặt trận Tổ quốc Việt Nam": (
        r"(?:(?:ủy ban|ub)(?: |\. ?)?)?(?:mặt trận tổ quốc|mttq)(?: \(mttq\))?(?: ?việt nam| ?vn)?"
        r"|mặt trận"
        r"|ubmttq(?: ?việt nam| ?vn)?"
    ),
    "Hội đồng Đội": r"hội đồng đội|hđđ",
    "Chi nhánh Văn phòng Đăng ký đất đai": (
        r"chi nhánh (?:văn phòng|vp) (?:đăng ký đất đai|đkđđ)|cn vpđkđđ"
    ),
    "Trung tâm Y tế": r"ttyt",
    "Công an": r"công an|catp|ca",
    "Tòa án nhân dân cấp cao": r"(?:tòa án nhân dân|tand) cấp cao tại",
    "Viện kiểm sát nhân dân cấp cao": r"(?:viện kiểm sát nhân dân|vksnd|viện ksnd) cấp cao tại",
    "Tòa án nhân dân tối cao": rf"(?:tòa án nhân dân|tand) tối cao tại{_SEAT}",
    "Tòa án nhân dân": r"tòa án nhân dân|tand|tòa án",
    "Viện kiểm sát nhân dân": r"viện kiểm sát nhân dân|vksnd|viện ksnd|viện kiểm sát|vks",
    "Ban Chỉ huy quân sự": (
        r"(?:ban|bch) (?:chỉ huy )?(?:quân sự|chqs|qs)|bchqs(?= (?:huyện|quận|xã|phường))"
        r"|quân sự(?= (?:xã|phường|thị trấn|huyện|quận|đặc khu))"
    ),
    "Ban Chỉ huy phòng thủ khu vực": r"ban (?:chỉ huy ?|ch ?)(?:phòng thủ khu vực|ptkv)",
    "Thanh tra": r"thanh tra(?! chính phủ)",
    "Thuế cơ sở": r"thuế cơ sở(?= \d)",
    "Thuế": r"thuế(?= (?:tỉnh|thành phố|tp|cơ sở))",
    "Thi hành án dân sự": r"(?:thi hành án dân sự|thads)(?= (?:tỉnh|thành phố|tp))",
    "Ban Xây dựng Đảng": r"ban xây dựng đảng(?: (?:của )?đảng ủy)?",
    "Bảo hiểm xã hội": r"bảo hiểm xã hội|bhxh",
    "Văn phòng Điều phối nông thôn mới": (
        r"(?:văn phòng|vp) (?:điều phối |chỉ đạo )?(?:chương trình )?(?:mục tiêu quốc gia |mtqg )?"
        r"(?:xây dựng )?(?:nông thôn mới|ntm)(?! (?:trung ương|tw|t\.ư))"
    ),
}
OF_A_PROVINCE: Final = {
    "Ban Thường vụ Tỉnh ủy": r"ban tvtu|btvtu",
    "Ban Tổ chức Tỉnh ủy": r"ban tctu|btctu",
    "Tòa án nhân dân khu vực": r"(?:tòa án nhân dân|tand) khu vực",
    "Viện kiểm sát nhân dân khu vực": r"(?:viện kiểm sát nhân dân|vksnd|viện ksnd) khu vực",
    "Cục Thi hành án dân sự": r"cục (?:thi hành án dân sự|thads)",
    "Ban Bảo vệ, chăm sóc sức khỏe cán bộ": r"ban bảo vệ,? (?:và )?chăm sóc sức khỏe cán bộ",
    "Ban An toàn giao thông": r"ban (?:an toàn giao thông|atgt)",
    "Ban Đổi mới doanh nghiệp": r"ban đổi mới doanh nghiệp",
    "Ban Đổi mới quản lý doanh nghiệp": r"ban đổi mới quản lý doanh nghiệp",
    "Đảng ủy Khối Dân - Chính - Đảng": r"đảng ủy khối dân ?- ?chính ?- ?đảng",
    "Đoàn Khối các cơ quan": r"đoàn khối các cơ quan",
    "Đoàn Khối doanh nghiệp": r"đoàn khối (?:các )?doanh nghiệp",
    "Đoàn Khối các cơ quan và doanh nghiệp": (
        r"đoàn khối (?:các )?cơ quan" + AND + r"doanh nghiệp"
    ),
    "Đảng ủy Quân sự": r"đuqs",
    "Bộ Chỉ huy quân sự": r"bộ (?:chỉ huy quân sự|chqs)|bchqs",
    "Bộ Chỉ huy Bộ đội Biên phòng": (
        r"(?:bộ chỉ huy |bch )(?:bộ đội biên phòng|bđbp|biên phòng)|bộ đội biên phòng|bđbp"
    ),
    "Ban Chỉ huy Bộ đội Biên phòng": (
        r"ban chỉ huy (?:bộ đội biên phòng|bđbp|biên phòng(?! cửa khẩu))"
    ),
    "Đoàn đại biểu Quốc hội": r"đoàn (?:đại biểu quốc hội|đbqh)",
    "Đoàn đại biểu Quốc hội và Hội đồng nhân dân": (
        r"đoàn (?:đại biểu quốc hội|đbqh)(?: và |, ?| - |-)(?:hội đồng nhân dân|hđnd)"
    ),
    "Ngân hàng Nhà nước chi nhánh": r"(?:ngân hàng nhà nước|nhnn)(?: việt nam)?,? chi nhánh",
    "Trung tâm Kiểm soát bệnh tật": r"trung tâm kiểm soát bệnh tật|cdc",
    "Ban Quản lý các khu kinh tế, khu công nghiệp": (
        r"(?:ban quản lý|bql) (?:các )?(?:khu kinh tế|kkt)"
        + AND
        + r"(?:các )?(?:khu công nghiệp|kcn)"
    ),
    "Ban Quản lý các khu công nghiệp": r"(?:ban quản lý|bql) (?:các )?(?:khu công nghiệp|kcn)",
    "Báo và Phát thanh, Truyền hình": (
        r"báo và (?:phát thanh" + AND + r"truyền hình|pt-?&?th|ptth)"
    ),
    "Báo và Đài Phát thanh, Truyền hình": (
        r"báo và đài (?:phát thanh" + AND + r"truyền hình|pt-?&?th|ptth)"
    ),
    "Đài Phát thanh và Truyền hình": (
        r"đài (?:phát thanh(?: và |, ?| - | ?- ?)truyền hình|pt-?&?th|ptth)"
    ),
    "Trường Chính trị": r"trường chính trị",
    "Văn phòng Đăng ký đất đai": r"(?:văn phòng|vp) (?:đăng ký đất đai|đkđđ)",
    "Công đoàn các khu công nghiệp": r"công đoàn (?:các )?(?:khu công nghiệp|kcn)",
    "Đài Khí tượng Thủy văn": r"đài khí tượng thủy văn(?! khu vực)",
    "Công đoàn Viên chức": r"công đoàn viên chức(?! việt nam)",
    "Kho bạc Nhà nước": r"kho bạc nhà nước|kbnn",
}
OUTER: Final = {
    "Ban Thường vụ": (
        r"ban thường vụ|btv"
        r"|tv(?= (?:tỉnh|thành|huyện|thị|quận|đảng)|,| -)"
        r"|thường vụ(?= (?:tỉnh|thành|huyện|thị|quận|đảng|quân) ?(?:ủy|đoàn)|,)"
    ),
    "Ban Chấp hành": r"ban chấp hành|bch",
    "Thường trực": r"thường trực",
    "Ban Cán sự đảng": r"ban cán sự đảng|bcsđ",
    "Đảng đoàn": r"đảng đoàn",
    "Ban Tuyên giáo và Dân vận": r"ban tuyên giáo và dân vận",
    "Ban Tuyên giáo": r"ban tuyên giáo",
    "Ban Dân vận": r"ban dân vận",
    "Ban Tổ chức - Kiểm tra": r"ban tổ chức" + AND + r"kiểm tra",
    "Ban Tổ chức": r"ban tổ chức",
    "Ban Nội chính": r"ban nội chính",
    "Ban Kinh tế - Ngân sách": r"ban kinh tế" + AND + r"ngân sách|ban kt ?-? ?ns",
    "Ban Văn hóa - Xã hội": r"ban văn hóa" + AND + r"xã hội|ban vh ?-? ?xh",
    "Ban Kinh tế - Xã hội": r"ban kinh tế" + AND + r"xã hội|ban kt ?-? ?xh",
    "Ban Pháp chế": r"ban pháp chế",
    "Ban Đô thị": r"ban đô thị",
    "Ban Dân tộc": r"ban dân tộc",
    "Ban Chính sách, chiến lược": r"ban chính sách" + AND + r"chiến lược",
    "Ban Kinh tế": r"ban kinh tế",
    "Ban Đối ngoại": r"ban đối ngoại",
    "Ban Thường trực": r"ban thường trực",
    "Đoàn Chủ tịch": r"đoàn chủ tịch(?= (?:ủy ban|ub|ubtw|ubtư|tổng|hội|trung ương|tw) )",
    "Ủy ban Kiểm tra": r"(?:ủy ban kiểm tra|ubkt)",
    "Cơ quan Ủy ban Kiểm tra": r"cơ quan (?:ủy ban kiểm tra|ubkt)",
    "Văn phòng": r"văn phòng|vp",
    "Đảng ủy": r"đảng ủy(?: cơ quan)?|đảng bộ(?= (?:khối|quân sự|các cơ quan) )",
    "Cơ quan An ninh điều tra": r"cơ quan (?:an ninh điều tra|anđt)",
    "Cơ quan Cảnh sát điều tra": r"cơ quan (?:cảnh sát điều tra|csđt)",
    "Thanh tra": r"thanh tra",
    "Tòa án quân sự": r"(?:tòa án quân sự|taqs)(?! khu vực)",
    "Viện kiểm sát quân sự": r"(?:viện kiểm sát quân sự|viện ksqs|vksqs)(?! khu vực)",
}
"""Bodies that belong to the one that follows."""

OPEN: Final = {
    "Vụ": r"vụ",
    "Cục": r"cục",
    "Tòa": r"tòa(?= (?:hình sự|dân sự|kinh tế|hành chính|lao động|gia đình|phúc thẩm|chuyên))",
    "Tổng cục": r"tổng cục",
    "Chi cục": r"chi cục",
    "Viện": r"viện",
    "Trung tâm": r"trung tâm",
    "Bệnh viện Đa khoa": r"bvđk",
    "Bệnh viện": r"bệnh viện|bv",
    "Trường": r"trường",
    "Đại học": r"đại học|đh",
    "Học viện": r"học viện",
    "Ban Quản lý": r"ban quản lý|bql",
    "Ban": r"ban",
    "Phòng": r"phòng(?! (?:cấp|ban|các|khám|học|chống|vệ|ngừa|thủ|cháy))",
    "Khoa": r"khoa",
    "Đội": (
        r"đội(?= (?:vận động quần|trinh sát|phòng,? chống|tham mưu|hướng dẫn"
        r"|cảnh sát|csgt|cskv|csđt|quản lý|thi hành|kiểm soát|trật tự|an ninh|điều tra"
        r"|phòng cháy|pccc|thuế|nghiệp vụ))"
    ),
    "Trạm": r"trạm(?= y tế| kiểm| ksbp| cảnh sát| quản lý)",
    "Hạt Kiểm lâm": r"hạt kiểm lâm",
    "Ban Chỉ huy Biên phòng": r"ban chỉ huy biên phòng(?= cửa khẩu)",
    "Đồn Biên phòng Cửa khẩu quốc tế": r"đồn (?:biên phòng|bp) ?(?:cửa khẩu|ck) quốc tế",
    "Đồn Biên phòng Cửa khẩu cảng": r"đồn (?:biên phòng|bp) ?(?:cửa khẩu|ck) cảng",
    "Đồn Biên phòng Cửa khẩu": r"đồn (?:biên phòng|bp) ?(?:cửa khẩu|ck)",
    "Tiểu đoàn": r"tiểu đoàn",
    "Hải đoàn": r"hải đoàn",
    "Hải đội": r"hải đội",
    "Đồn Biên phòng": r"đồn (?:biên phòng|bp)",
    "Đồn": r"đồn",
    "Đài Khí tượng Thủy văn": r"đài khí tượng thủy văn",
    "Quân khu": r"quân khu",
    "Quân đoàn": r"quân đoàn",
    "Quân chủng": r"quân chủng",
    "Quân đội": r"quân đội",
    "Binh chủng": r"binh chủng",
    "Binh đoàn": r"binh đoàn",
    "Sư đoàn": r"sư đoàn",
    "Trung đoàn": r"trung đoàn",
    "Lữ đoàn": r"lữ đoàn",
    "Vùng": r"vùng(?= \d)",
    "Vùng Cảnh sát biển": r"vùng cảnh sát biển",
    "Bộ Tư lệnh": r"bộ tư lệnh",
    "Nhà hát": r"nhà hát",
    "Thư viện": r"thư viện",
    "Bảo tàng": r"bảo tàng",
    "Vườn Quốc gia": r"vườn quốc gia|vqg",
    "Quỹ": r"quỹ",
    "Ủy ban": r"ủy ban|ub",
    "Đảng ủy Khối": r"đảng ủy khối",
    "Nhà thiếu nhi": r"nhà thiếu nhi",
    "Sở": r"sở(?= [a-zđ]{2,6}(?:[&-][a-zđ]{1,5})*(?![^\W_]))",
    "Báo": r"báo(?! (?:cáo|chí)(?![^\W_]))",
    "Tạp chí": r"tạp chí",
}
"""The first words of bodies that have a name of their own."""

COMMITTEES: Final = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "thị xã": "Thị ủy",
    "quận": "Quận ủy",
    "xã": "Đảng ủy",
    "phường": "Đảng ủy",
    "thị trấn": "Đảng ủy",
    "đặc khu": "Đảng ủy",
}
"""The Party committee of each kind of unit."""
