"""The bodies of the whole country by name: the Party's, the State's and the ministries' parts.

Those whose names are read anyway, word by word, are not here ("Cục Thú y"); those are that have
abbreviations, or commas and words which would end a name.
"""

from __future__ import annotations

from typing import Final

from worker.vietnamese.bodies.body_table import AND

TW: Final = r"(?:trung ương|tw|t\.ư|t\u01b0)"
"""The centre; the last, TƯ, has its mark: a text without marks means the Province by "TU"."""

OF_THE_PARTY: Final = r"(?! (?:hội|đoàn)(?![^\W_]))"
"""Behind a central commission: an association's is another, "Ban Tổ chức Trung ương Hội"."""

_CONGRESS: Final = r"(?: khóa (?:[ivx]+|\d{1,2})(?![^\W_]))?"
_OF_ASSEMBLY: Final = (
    r"(?: (?:thuộc |của )?(?:quốc hội|qh|(?:ủy ban thường vụ|ubtv) ?(?:quốc hội|qh)))?"
)

CENTRAL: Final = {
    # canonical name: how it is written
    "Ủy ban Chứng khoán Nhà nước": r"ủy ban chứng khoán nhà nước",
    "Ủy ban Nhà nước về người Việt Nam ở nước ngoài": (
        r"(?:ủy ban|ub) (?:nhà nước|nn) về (?:người việt nam|người vn|nvn|nvnonn)(?: ở nước ngoài)?"
    ),
    "Ủy ban Quản lý vốn nhà nước tại doanh nghiệp": (
        r"ủy ban quản lý vốn nhà nước(?: tại doanh nghiệp)?"
    ),
    "Ủy ban Quốc gia Ứng phó sự cố, thiên tai và Tìm kiếm cứu nạn": (
        r"(?:ủy ban|ub) quốc gia (?:ứng phó sự cố|tìm kiếm)[^.;:()\n]{0,40}? cứu nạn"
    ),
    **{
        f"Ủy ban Quốc gia {name}": rf"(?:ủy ban|ub) (?:quốc gia|qg) (?:{pattern})"
        for name, pattern in {
            "về người cao tuổi": "về người cao tuổi(?: việt nam)?",
            "về người khuyết tật": "về người khuyết tật(?: việt nam)?",
            "về trẻ em": "về trẻ em",
            "về chuyển đổi số": "về chuyển đổi số",
            "về Chính phủ điện tử": "về chính phủ điện tử",
            "về biến đổi khí hậu": "về biến đổi khí hậu",
            "về hợp tác kinh tế quốc tế": "về hợp tác kinh tế quốc tế",
            "vì sự tiến bộ của phụ nữ": "vì sự tiến bộ (?:của )?phụ nữ(?: việt nam)?",
            "Đổi mới giáo dục và đào tạo": "đổi mới giáo dục(?: và |, ?)đào tạo",
            "UNESCO Việt Nam": "unesco(?: (?:của )?việt nam)?",
            "Phòng, chống AIDS và phòng, chống tệ nạn ma túy, mại dâm": (
                r"phòng,? chống (?:hiv/)?aids[^.;:()\n]{0,40}? mại dâm"
            ),
        }.items()
    },
    "Văn phòng Điều phối nông thôn mới Trung ương": (
        rf"(?:văn phòng|vp) điều phối (?:nông thôn mới|ntm) {TW}"
    ),
    "Ủy ban Giám sát tài chính Quốc gia": r"ủy ban giám sát tài chính quốc gia",
    "Ủy ban An toàn giao thông Quốc gia": (
        r"(?:ủy ban|ub) ?(?:an toàn giao thông(?: \(atgt\))?|atgt) ?(?:quốc gia|qg)"
    ),
    "Quân chủng Hải quân": r"(?:quân chủng )?hải quân",
    "Quân chủng Phòng không - Không quân": r"(?:quân chủng )?phòng không - không quân",
    "Bộ Tư lệnh Cảnh sát biển": r"(?:bộ tư lệnh )?cảnh sát biển(?: việt nam)?",
    "Bộ Tư lệnh Cảnh sát cơ động": r"(?:bộ tư lệnh )?cảnh sát cơ động",
    "Bộ Tư lệnh Cảnh vệ": r"(?:bộ tư lệnh )?cảnh vệ",
    "Kiểm toán nhà nước khu vực": r"(?:kiểm toán nhà nước|ktnn) khu vực",
    "Ủy ban Dân tộc": r"ủy ban dân tộc(?: (?:của )?chính phủ)?|ubdt",
    "Ủy ban Thể dục thể thao": r"(?:ủy ban|ub) (?:thể dục,? (?:và )?thể thao|tdtt)",
    "Ủy ban Dân số, Gia đình và Trẻ em": (
        r"(?:ủy ban|ub) dân số,? gia đình (?:và )?trẻ em(?! (?:tỉnh|thành phố|tp|huyện|quận))"
    ),
    "Tòa án quân sự Trung ương": rf"(?:tòa án quân sự|taqs) {TW}",
    "Viện kiểm sát quân sự Trung ương": rf"(?:viện kiểm sát quân sự|vksqs) {TW}",
    "Bộ Ngoại giao": r"bng",
    "Bộ Công an": r"bca",
    "Bộ Quốc phòng": r"bqp",
    "Đảng ủy Công an Trung ương": r"đảng ủy công an trung ương",
    "Đảng ủy Quân sự Trung ương": r"đảng ủy quân sự trung ương",
    "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương": (
        r"đảng ủy (?:mặt trận tổ quốc|mttq)(?: việt nam)?(?:,| và) các đoàn thể trung ương"
    ),
    "Quân ủy Trung ương": r"quân ủy (?:trung ương|tw)",
    "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam": (
        rf"(?:(?:ủy ban|ub) ?{TW}|{TW}) (?:mặt trận tổ quốc|mttq|mặt trận)"
        r"(?: \(mttq\))?(?: việt nam| vn)?"
    ),
    "Tòa án nhân dân tối cao": r"(?:tòa án nhân dân|tand) tối cao|tandtc",
    "Viện kiểm sát nhân dân tối cao": (
        r"(?:viện kiểm sát nhân dân|vksnd|viện ksnd) tối cao|vksndtc"
    ),
    "Ban Chấp hành Trung ương Đảng": (
        rf"(?:ban chấp hành |bch ?)?{TW} đảng(?: cộng sản việt nam)?{_CONGRESS}"
        rf"|(?:ban chấp hành |bch ?){TW}{_CONGRESS}(?! (?:đoàn|hội))"
        # "Ủy viên Trung ương, Bí thư Tỉnh ủy": whose is said only of other bodies than the Party
        rf"|(?:(?<=viên )|(?<=khuyết )|(?<=uv )|(?<=uv)){TW}(?! (?!và |(?:các )?khóa )\w)"
    ),
    "Bộ Chính trị": r"(?:bộ chính trị|bct)" + _CONGRESS,
    "Ban Bí thư": r"ban bí thư(?: trung ương đảng| trung ương)?" + _CONGRESS,
    "Quốc hội": r"(?:quốc hội|qh)" + _CONGRESS,
    "Ủy ban Thường vụ Quốc hội": (r"(?:(?:ủy ban|ub) thường vụ|ubtv|thường vụ) ?(?:quốc hội|qh)"),
    "Ban Công tác đại biểu": r"ban công tác đại biểu" + _OF_ASSEMBLY,
    "Ban Dân nguyện": r"ban dân nguyện" + _OF_ASSEMBLY,
    "Chính phủ": r"chính phủ",
    "Hội đồng Dân tộc": r"hội đồng dân tộc" + _OF_ASSEMBLY,
    "Văn phòng Trung ương Đảng": rf"văn phòng {TW}(?: đảng)?{OF_THE_PARTY}",
    "Văn phòng Chính phủ": r"văn phòng chính phủ|vpcp",
    "Văn phòng Quốc hội": r"(?:văn phòng|vp) (?:quốc hội|qh)",
    "Văn phòng Chủ tịch nước": r"văn phòng chủ tịch nước",
    "Ủy ban Kiểm tra Trung ương": (
        rf"(?:ủy ban kiểm tra|ubkt) {TW}(?: đảng)?{OF_THE_PARTY}|ubktt[wư]"
    ),
    "Thanh tra Chính phủ": r"thanh tra chính phủ|ttcp",
    "Ban Tôn giáo Chính phủ": r"ban tôn giáo chính phủ",
    "Kiểm toán nhà nước": r"kiểm toán nhà nước",
    "Ngân hàng Nhà nước": r"(?:ngân hàng nhà nước|nhnn)(?: việt nam)?(?! chi nhánh)",
    "Tổng Liên đoàn Lao động Việt Nam": (
        r"(?:tổng (?:liên đoàn lao động|lđlđ|liên đoàn)|tlđlđ)(?: việt nam| ?vn)?"
    ),
    "Tổng Công đoàn Việt Nam": r"tổng công đoàn(?: việt nam| ?vn)?",
    "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh": (
        rf"(?:ban chấp hành |bch )?{TW} đoàn"
        r"(?: (?:thanh niên cộng sản hồ chí minh|tncs hồ chí minh|tncs hcm))?"
    ),
    "Ban Bảo vệ, chăm sóc sức khỏe cán bộ Trung ương": (
        rf"ban bảo vệ,? (?:và )?chăm sóc sức khỏe cán bộ {TW}"
    ),
    "Đại học Quốc gia Hà Nội": r"(?:(?:đại học|đh) quốc gia|đhqg)(?: |-)?(?:hà nội|hn)",
    "Đại học Quốc gia Thành phố Hồ Chí Minh": (
        r"(?:(?:đại học|đh) quốc gia|đhqg)(?: |-)?"
        r"(?:(?:thành phố|tp\.?) ?hồ chí minh|(?:tp\.? ?)?hcm)"
    ),
    "Học viện Chính trị quốc gia Hồ Chí Minh": (
        r"học viện (?:chính trị quốc gia|ctqg)(?: hồ chí minh| hcm)?"
    ),
    "Viện Hàn lâm Khoa học và Công nghệ Việt Nam": (
        r"viện hàn lâm (?:khoa học và công nghệ|kh&cn)(?: việt nam)?"
    ),
    "Viện Hàn lâm Khoa học xã hội Việt Nam": (
        r"viện hàn lâm (?:khoa học xã hội|khxh)(?: việt nam)?"
    ),
    "Công đoàn Viên chức Việt Nam": r"công đoàn viên chức việt nam",
    "Công đoàn Giáo dục Việt Nam": r"công đoàn giáo dục việt nam",
    "Công đoàn Y tế Việt Nam": r"công đoàn y tế việt nam",
    "Hội đồng Bầu cử quốc gia": r"hội đồng bầu cử quốc gia|hđbcqg",
    "Hội đồng Lý luận Trung ương": rf"hội đồng lý luận {TW}",
    "Bộ Tư lệnh Thủ đô Hà Nội": r"bộ tư lệnh thủ đô(?: hà nội)?",
    "Hội đồng Đội Trung ương": r"hội đồng đội (?:trung ương|tw)",
    "Bộ Tổng Tham mưu": r"bộ tổng tham mưu",
    "Tổng cục Chính trị": r"tổng cục chính trị",
    "Tổng cục Chính trị Quân đội nhân dân Việt Nam": (
        r"tổng cục chính trị (?:quân đội nhân dân|qđnd)(?: việt nam)?"
    ),
    "Tổng cục Chính trị Công an nhân dân": r"tổng cục chính trị (?:công an nhân dân|cand)",
    "Quân đội nhân dân Việt Nam": r"quân đội nhân dân việt nam|qđnd việt nam",
    "Thông tấn xã Việt Nam": r"thông tấn xã việt nam|ttxvn",
    "Đài Truyền hình Việt Nam": r"đài truyền hình việt nam|vtv",
    "Đài Tiếng nói Việt Nam": r"đài tiếng nói việt nam|vov",
    "Bảo hiểm xã hội khu vực": r"(?:bảo hiểm xã hội|bhxh) khu vực",
    "Ngân hàng Nhà nước khu vực": (
        r"(?:ngân hàng nhà nước|nhnn)(?: việt nam)?(?:,? chi nhánh)? khu vực"
    ),
    "Kho bạc Nhà nước khu vực": r"(?:kho bạc nhà nước|kbnn) khu vực",
    "Bảo hiểm xã hội Việt Nam": r"(?:bảo hiểm xã hội|bhxh) việt nam",
}

OF_THE_ARMY: Final = {
    "Tòa án quân sự khu vực": r"(?:tòa án quân sự|taqs) khu vực",
    "Viện kiểm sát quân sự khu vực": r"(?:viện kiểm sát quân sự|viện ksqs|vksqs) khu vực",
}
"""Courts and procuracies of soldiers, which may have a number and say of which army."""

ASSEMBLY_COMMITTEES: Final = {
    # what a committee of the National Assembly is for, of one term or another: other wordings
    "Pháp luật": "",
    "Tư pháp": "",
    "Pháp luật và Tư pháp": "",
    "Kinh tế": "",
    "Kinh tế và Tài chính": "",
    "Kinh tế và Ngân sách": "",
    "Tài chính, Ngân sách": r"tài chính,? ngân hàng,? (?:và )?ngân sách|tc-?ns",
    "Quốc phòng và An ninh": r"qp-?an",
    "Quốc phòng, An ninh và Đối ngoại": "",
    "Đối ngoại": "",
    "Văn hóa, Giáo dục": "",
    "Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng": (
        rf"văn hóa{AND}giáo dục{AND}thanh thiếu niên{AND}nhi đồng"
    ),
    "Văn hóa và Xã hội": "",
    "Xã hội": "",
    "Các vấn đề xã hội": "",
    "Về các vấn đề xã hội": "",
    "Khoa học, Công nghệ và Môi trường": (
        r"kh,? ?cn ?(?:&|-|và)? ?mt|khoa học (?:và )?công nghệ (?:và )?môi trường"
    ),
    "Công tác đại biểu": "",
    "Dân nguyện và Giám sát": "",
}

OLD_SECTORS: Final = (
    *("Thủy sản", "Thương mại", "Công nghiệp", "Thương mại và Du lịch", "Thể dục thể thao"),
    *("Giao thông công chánh", "Xây dựng và Giao thông công chánh", "Bưu chính, Viễn thông"),
)
"""What ministries and departments (sở) have been for besides; no offices (phòng)."""

DEPARTMENTS: Final = (
    "Cục Quản lý đê điều và Phòng, chống thiên tai",
    "Cục Quản lý, giám sát chính sách thuế, phí và lệ phí",
    "Cục Quản lý, giám sát kế toán, kiểm toán",
    "Cục Quản lý, giám sát bảo hiểm",
    "Cục Quản lý nợ và Tài chính đối ngoại",
    "Cục Quản lý giá",
    "Cục Quản lý Y, Dược cổ truyền",
    "Cục Quản lý Khám, chữa bệnh",
    "Cục Phòng, chống HIV/AIDS",
    "Cục Phòng, chống tệ nạn xã hội",
    "Cục Kiểm tra văn bản và Quản lý xử lý vi phạm hành chính",
    "Cục Hộ tịch, quốc tịch, chứng thực",
    "Cục Xuất bản, In và Phát hành",
    "Cục Mỹ thuật, Nhiếp ảnh và Triển lãm",
    "Cục Phát thanh, truyền hình và thông tin điện tử",
    "Cục Chất lượng, Chế biến và Phát triển thị trường",
    "Vụ Chính sách thuế, phí và lệ phí",
    "Vụ Tài chính các ngân hàng và tổ chức tài chính",
    "Vụ Pháp luật quốc tế",
    "Vụ Các tổ chức quốc tế",
    "Vụ Dự báo, thống kê - Ổn định tiền tệ, tài chính",
    "Vụ Lao động, văn hóa, xã hội",
    "Vụ Khoa học, giáo dục, tài nguyên và môi trường",
    "Vụ Đào tạo, bồi dưỡng cán bộ, công chức, viên chức",
    "Vụ Truyền thông và Thi đua, khen thưởng",
    "Cơ quan Thanh tra, giám sát ngân hàng",
)
"""Departments of ministries whose names are read wrongly word by word."""
