"""Offices that sign an article, and posts of who signs it, as lines below a text name them."""

from __future__ import annotations

import re
from typing import Final

OFFICE: Final = re.compile(
    r"(?:văn phòng|vp|phòng|trung tâm|sở|cục|chi cục|vụ|viện|ubnd|[uủ][yỷ] ban|hội|đoàn|công an"
    r"|trường|đài|hạt|đồn|trạm|bộ chỉ huy|tổ"
    r"|ban (?:quản lý|tuyên|tổ chức|kinh tế|chỉ huy|dân vận|truyền thông|thư ký))"
    r"\b(?:(?:,| -)? [^\W_]+){1,10}",
    re.IGNORECASE,
)
"""An office by its kind and its name: "Phòng Văn hóa - Xã hội"."""
EMPLOYER: Final = re.compile(
    rf"{OFFICE.pattern}|(?:tỉnh|huyện|thành|thị|xã|phường) (?:đoàn|[uủ][yỷ]|hội)"
    r"|(?:ban|báo|chi hội|lớp|khoa|hạt|đồn|đội) [^\W_]+(?:[ -][^\W_]+){0,8}",
    re.IGNORECASE,
)
"""Behind a name and a dash: "Vi Văn Sình - Huyện đoàn"."""
_POST: Final = (
    r"(?:nguyên )?(?:phó )?(?:chính [uủ][yỷ]|tư lệnh|tham mưu trưởng|chỉ huy|trưởng|cục trưởng"
    r"|viện trưởng|hiệu trưởng|giám đốc|chủ nhiệm|chính trị viên|học viện|trường|viện)\s"
    r"[^.!?:;]{2,70}"
)
POST_BEHIND: Final = re.compile(rf", {_POST}$", re.IGNORECASE)
"""Behind the name of an officer or a learned author: "Đại tá NAME, Chính ủy Trung đoàn 12"."""
POST_BELOW: Final = re.compile(rf"{_POST}|{EMPLOYER.pattern}", re.IGNORECASE)
"""A line of its own below the name."""
VERBS: Final = re.compile(
    r"\b(?:đã|sẽ|đang|là|có|cần|phải|được|không|cho|vừa|thì|yêu cầu|đề nghị)\b", re.IGNORECASE
)
"""What is said of an office, and stands in no name of one."""
