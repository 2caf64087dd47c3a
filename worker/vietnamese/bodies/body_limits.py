"""What a body's own name never goes over, and what shows that a body is none of officialdom."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.bodies.body_table import AND

FOREIGN_OR_PRIVATE: Final = (
    r"(?:hđqt|(?:thường trực )?ban chỉ (?:huy (?:phòng|pc)|đạo)"
    r"|(?:ban )?tổ chức (?:đại (?:hội|lễ)|lễ|giải|cuộc|chương trình|ngày|tuần|festival|sự kiện"
    r"|hội (?:thi|thao|diễn|trại|thảo|nghị|chợ|xuân)|liên hoan|diễn đàn|triển lãm|kỳ thi|tang)"
    r"|hội đồng (?:quản trị|thành viên|trường|xét xử|bảo an|châu âu|khoa học|thẩm định|thi đua)"
    r"|hđtv|(?:tổng )?(?:công ty|cty)|tct|tập đoàn|ngân hàng tmcp|hợp tác xã|htx|câu lạc bộ|clb"
    r"|(?:phòng )?giao dịch|doanh nghiệp|hãng|liên hợp quốc"
    r"|quỹ (?:tiền tệ|đầu tư|tín dụng)|ủy ban châu âu)"
)
"""The first words of companies, clubs, foreign bodies and passing boards."""

PRIVATE_WORD: Final = (
    r"(?<![^\W_])"
    r"(?:công ty|cty|tập đoàn|ngân hàng(?! nhà)|tư thục|dân lập"
    r"|(?<!kinh tế )(?<!y dược )(?<!y tế )tư nhân"
    r"|(?<!đại học )(?<!hợp tác )(?<!điều ước )(?<!quan hệ )(?<!cửa khẩu )(?<!hội nhập )quốc tế"
    r"|giáo hội"
    r"|giáo xứ|giáo lý|trị sự|hoằng pháp|tăng sự|phật tử"
    r"|nhà thầu|tnhh|tmcp|htx|chỉ đạo(?! tuyến)|đại diện (?:cha mẹ|cộng đồng)|công tác mặt trận"
    r"|cha mẹ học sinh|phụ huynh|phhs|cmhs"
    r"|(?:hồi|phật|công) giáo|lễ tang|liên lạc|đồng hương"
    r"|hội (?:nhà báo|nhà văn|luật gia|doanh nghiệp|doanh nhân|nghệ s[ĩỹ]|mỹ thuật|âm nhạc|điện ảnh"
    r"|văn (?:nghệ|học)|nhiếp ảnh|kiến trúc|sân khấu|khuyến học|đông y|làm vườn|sinh vật cảnh"
    r"|khoa học|di sản|kế hoạch hóa gia đình|cựu giáo chức|bảo (?:vệ|trợ))"
    r"|phòng thủ dân sự|phòng,? ?chống thiên tai|pctt)"
    r"(?![^\W_])"
)
"""Words in a name that show a company, a church, a private school or a passing board."""

_UNITS: Final = (
    r"tỉnh|thành phố|tp|tphcm|huyện|quận|thị xã|tx|xã(?! hội)|phường|thị trấn|đặc khu"
    r"|và (?:ông|bà|đồng chí|các(?! khu)|đại diện|lãnh đạo|phó|bí thư|chủ tịch|giám đốc|trưởng|trạm"
    r"|bệnh viện|trung tâm|trường|sở|phòng(?!,? chống)|ubnd|công an|huyện|tỉnh|xã)"
)
_VERBS: Final = (
    r"|phát biểu|nhấn mạnh|thông tin (?:thêm|rằng|về|cho)|thông báo|báo cáo|trả lời|chủ trì"
    r"|tham dự|kiểm tra (?:thực|tình|công)|giải trình|đánh giá|ghi nhận|bày tỏ|lưu ý|tham gia"
    r"|tiếp tục|tiếp thu|trao đổi|chỉ đạo(?! tuyến)|phân tích|cảnh báo|hướng dẫn (?:cách|người)"
    r"|công bố|tuyên bố|đối với|điều (?:chuyển|động)|khai (?:giảng|mạc|trương)"
    r"|tổ chức (?:lễ|kỷ niệm|hội (?:nghị|thảo|thi)|các|buổi|họp|khai giảng)"
)
_PERSONS: Final = (
    r"|của (?:quốc hội|trung ương)"
    r"|ông|bà(?! mẹ)|đồng chí|đ/c|anh|chị|cô|thầy|bác sĩ|tiến sĩ|gs|pgs|ts|ths"
    r"|đại tá|thượng tá|trung tá|thiếu tá|thiếu tướng|trung tướng|thượng tướng|đại tướng"
)
_FURTHER_VERBS: Final = (
    r"|giới thiệu|thực hiện|quyết định|triển khai|trực tiếp|động viên|trực thuộc"
    r"|thường xuyên (?:kiểm|theo)|chân thành|hiện nay"
    r"|(?<!tài )(?<!tây )(?<!thái )nguyên|quan tâm|bàn giao|hiện|thuộc"
    r"|dự(?! (?:án|phòng|trữ|báo|toán|thảo|kiến))"
    r"|theo yêu cầu của"
    r"|văn phòng (?:ubnd|ủy ban|hđnd|hội đồng|(?:tỉnh|thành|huyện|quận) ủy|đoàn|sở|bộ)"
    r"|về(?! (?:chất lượng|ma túy|kinh tế|trật tự|tham nhũng|quản lý|môi trường|hình sự|chức vụ))"
)
VERBS: Final = rf"(?:{(_VERBS + _FURTHER_VERBS)[1:]})(?![^\W_])"
"""The verbs among what ends a body's own name: it may begin with one that has a capital."""

STOP: Final = rf"(?:{_UNITS}{_VERBS}{_PERSONS}{_FURTHER_VERBS})(?![^\W_])"
"""What ends a body's own name: a verb, a unit, a person, another body."""

PARTY_FIELDS: Final = (
    r"(?:quân sự|biên phòng"
    r"|khối ccq(?: ?(?:&|-|và) ?dn)?"
    r"|khối (?:các )?(?:cơ quan|doanh nghiệp)(?:" + AND + r"doanh nghiệp)?(?: trung ương)?"
    r"|các cơ quan(?= (?:tỉnh|thành phố)(?![^\W_]))"
    r"|các cơ quan (?:đảng|của đảng|nhà nước)(?: đảng)?(?: trung ương)?)(?![^\W_])"
)
"""Fields that have a Party committee of their own: "Đảng ủy Quân sự"."""

IN_BRACKETS: Final = re.compile(r" \([A-ZĐ]{2,5}\)(?= )")
"""Its abbreviation inside a name: "Bệnh viện (BV) Đa khoa tỉnh"."""

OF_THE_NEXT: Final = (
    r"(?:bộ|sở|ngành|ban|tổng cục|chi cục|cục|nhà trường|trường|học viện|bệnh viện|viện|trung tâm"
    r"|đài|đơn vị|quân khu|quân đoàn|quân chủng|binh chủng|sư đoàn|lữ đoàn|trung đoàn|bộ tư lệnh)"
    r"(?=, | - | kiêm )"
)
"""Whose Party committee it is where the next title says more: "Đảng ủy **Bộ**, Bộ trưởng Bộ …"."""
