"""Which texts are the names of who wrote an article, by their form alone.

A byline may have a label before the names, a date, an address or an agency behind them; a site, a
login, a section and a button are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from worker.extract.naming import words
from worker.vietnamese.names.name_shapes import DEGREE, RANK
from worker.vietnamese.names.names import SURNAMES
from worker.vietnamese.text.fold import fold, has_marks, nfc

LONGEST: Final = 90
"""Characters: more is no byline."""
_NAME_WORDS: Final = 5
_OFFICE_WORDS: Final = 12
_PEN: Final = 8
"""Characters of "PV - CTV"."""
_CUT: Final = re.compile(
    r"\s[-–—|•·]\s*(?=\d|thứ|chủ nhật|cập nhật|ngày|lúc|\d+ (?:phút|giờ) trước)"
    r"|\s+(?=(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b)"
    r"|\s*[|•·]\s*|\s*(?=\d{1,2}[:/.-]\d{1,2})|\s*\((?=[\w.+-]+@)|\s+(?=[\w.+-]+@)",
    re.IGNORECASE,
)
"""Where a name ends and a date, a bar or an address begins."""
_GLUED_AND: Final = re.compile(r"(?<=[^\W\d_])và(?=\s[^\W\d_])")
"""No syllable ends so: "Thùy Anvà Sa Kỳ" stands in elements of their own."""
_AVATAR: Final = re.compile(r"^([^\W\dHY_])\s+(?=\1)")
"""The initial that stands for a picture of the author: "T Thu Linh"; "H" and "Y" begin names."""
_LABEL: Final = re.compile(
    r"^(?:(?:bởi|tác giả(?: bài viết)?|người viết|by|viết bởi|(?:được )?đăng bởi|gửi bởi"
    r"|(?:posted|submitted|written) by|author)\s*:?\s+"
    r"|(?:pv|phóng viên|ctv|cộng tác viên)\s*:\s*"
    r"|(?:phóng viên|cộng tác viên)\s+(?=[^\W\d_a-zà-ỹđ]\w*\s+[^\W\d_a-zà-ỹđ]\w*$))",
    re.IGNORECASE,
)
"""What stands before a name and says no more than that it is the author's."""
_EDITED: Final = re.compile(
    r"\s*[-–—|,;/·]?\s*(?:biên tập(?: viên)?|hiệu đính"
    r"|người (?:đăng|nhập|duyệt|cập nhật)(?: tin| bài)?|nhập tin|đăng tin)\s*:.*$",
    re.IGNORECASE,
)
"""Who edited or posted the article, which is not who wrote it."""
_ROLE: Final = re.compile(
    r"(?<=\w)\s*[-–,|]?\s*(?:phóng viên|biên tập viên|cộng tác viên|nhà báo)$", re.I
)
"""What is said below a name, of what it does for the paper."""
_POST: Final = re.compile(r"(?:phóng viên|biên tập viên|cộng tác viên)(?:\s|$)", re.IGNORECASE)
_DEGREE: Final = re.compile(
    rf"(?:(?:bs\.?\s?ck\s?i{{1,2}}|{DEGREE}|{RANK}|nhà (?:báo|văn|thơ|nghiên cứu|giáo))"
    r"(?:[.,]+\s*|\s+|$))+",
    re.IGNORECASE,
)
"""What stands before a learned author's name, or an officer's: "PGS, TS. ", "Đại tá "."""
_BAR: Final = re.compile(r"\s*[|•]\s*")
_TEAM: Final = re.compile(r"^(?:nhom|pv|p\.v|ctv|phong vien|nhom phong vien)\b")
_OFFICE: Final = re.compile(
    r"(?:ban biên tập|bbt|văn phòng|trung tâm|phòng|đoàn|hội|sở|ubnd|[uủ][yỷ] ban|công an"
    r"|cổng (?:ttđt|thông tin)|chi cục|cục|vụ|viện|trường|bộ chỉ huy|ban chỉ huy|tổ biên tập|vp)\b",
    re.IGNORECASE,
)
"""Who signs for an office: a byline where a label says so, or the name of the element."""
_WORKS_FOR: Final = re.compile(
    rf"{_OFFICE.pattern}|(?:ban|báo|đài|ubnd|xã|phường)\s|(?:ttxvn|vov|vtv|vietnam|vnp|qđnd)$"
    r"|(?:phó )?(?:chính [uủ][yỷ]|tư lệnh|giám đốc|viện trưởng|hiệu trưởng|chủ nhiệm)\s",
    re.IGNORECASE,
)
"""Behind a name and a dash: "Hà Vân - Ban Tuyên giáo"."""
_OFFICE_BEHIND: Final = re.compile(rf"(?<=\w)\s[-–—]\s{_OFFICE.pattern}[^:|]{{2,70}}$", re.I)
"""An office that has an "và" or a dash in its name: "Thùy An - Phòng Giáo dục và Đào tạo"."""
_WORK: Final = re.compile(
    r"^(?:tin|bài|ảnh|thực hiện|bài viết|nội dung|clip|video|đồ họa|thiết kế|trình bày|kỹ thuật"
    r"|ghi|tổng hợp|biên soạn|biên dịch)"
    r"\b[^:]{0,30}:\s*",
    re.I,
)
"""The work that is named before who did it."""
_SOURCE: Final = re.compile(r"^theo:?\s+", re.IGNORECASE)
_AGENCY: Final = re.compile(
    r"(?:(?:theo|nguồn)\s?:? )?TTXVN(?:/[^\W\d_]+(?: [^\W\d_]+){0,3}\+?)?", re.I
)
_CITED: Final = re.compile(
    r"\(?(?:theo(?! dõi\b)|nguồn(?: tin| bài)?\s?:)\s+[^.!?:]{2,60}(?:\.[a-z]{2,4})?\)?", re.I
)
_INITIALS: Final = re.compile(r"(?!T[PXT]\.)[^\W\d_]{1,3}(?:\.[^\W\d_]{1,7})+\.?")
_BEHIND: Final = re.compile(
    r"\s*(?:\([^()]{1,40}\)|/\s?(?:báo|tạp chí|đài|ttxvn|vov\d?|vtv\d?)\b[^/]{0,40}"
    r"|/\s?(?:[a-z\d-]+\.)+(?:vn|com|net|org))\.?$",
    re.I,
)
"""What stands behind a name: whom it works for, what it did: "Thùy An (t/h)", "Thùy An/TTXVN"."""
PICTURES: Final = re.compile(r"(?:ảnh|video|clip|đồ họa)\s*:", re.IGNORECASE)
"""Before who made the pictures, no writer."""
_NOBODYS: Final = re.compile(
    r"(?:ảnh|hình|video|clip)\s?:\s?(?:internet|tư liệu|minh họa|tl|st|sưu tầm|cắt từ)\b", re.I
)
"""Before pictures of which nobody is told who made them."""
_MIDDLE: Final = words("văn thị và de van von al bin")
"""What stands in small letters in the middle of names."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’-]+[^\W\d_]+)*[.'’]?")
_JOINED: Final = re.compile(
    r"\s*(?:,|;|&|/|\+|\s[-–—]\s|\svà\s)\s*"
    r"|(?<!^)\s(?=(?:tin|bài|ảnh|clip|video|đồ họa|thiết kế|trình bày|kỹ thuật)\s?:)",
    re.I,
)
"""Between two names, and before the label of another kind of work."""
_ACRONYM: Final = re.compile(r"[BCDĐGHKLMNPQRSTVX]{3,}")
"""Letters of which no syllable is made: "VNPT Vàm Hạ" is a company."""
_NO_NAME: Final = re.compile(r"https?:|www\.|@|/|\\|_|\d|[<>{}=?!;]|\.(?:vn|com|net|org)\b", re.I)
DATED: Final = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn|ngày đăng|cập nhật|ngày|lúc"
    r"|vào(?: lúc)?"
    r"|(?:được )?đăng(?= (?:ngày|lúc|vào|bởi)|\s?:)|lượt (?:xem|đọc)"
    r"|\d+ phút đọc|(?:tháng|thg|năm)(?=\s?\d)|(?:xuất bản|phát hành|đăng tải|thời gian)(?=\s?:)"
    r"|(?:published|posted|updated)(?: on| at)?"
    r"|\(?gmt\s?[+-]\s?\d+\)?|\d+ (?:phút|giờ|ngày|tuần|tháng) trước|\(\)"
    r"|\d{1,2}\s?(?:[hg]|giờ)\s?\d{2}(?:\s?phút)?|(?<!vov)(?<!vtv)\d(?:[\d:/.,'+-]|\s?(?:am|pm|sa|ch)\b)*)(?![^\W\d_])",
    re.IGNORECASE,
)
"""What a date is made of, in digits and in words."""
_DEED: Final = re.compile(
    r"\(?(?:thực hiện|tổng hợp|ghi|lược ghi|biên soạn|(?:biên |lược )?dịch|t/h)\)?", re.I
)
"""What who is named beside it has done: "Thùy An - (thực hiện)"."""
_DONE: Final = re.compile(
    r"\s*(?:\([^()]{1,40}\)|tổng hợp|thực hiện|(?:lược )?ghi|(?:biên |lược )?dịch)$"
)
"""The same behind the name: "Thùy An lược ghi"."""
_PAPER: Final = re.compile(r"(?:báo|đài|tạp chí|cổng thông tin|chuyên trang)\b", re.IGNORECASE)
_OFFICES: Final = re.compile(
    r"^(?:trang tin|trang thong tin|ban bien tap|toa soan|nguon|chia se|tac gia|phong vien$"
    r"|(?:bbt|admin|administrator|quan tri|editor|bien tap|btv|webmaster|user|root|guest|author"
    r"|vccorp|vnexpress|super user|facebook)\b)"
    r"|\b(?:editor|admin|btv|bientap|bien tap|quan tri vien)$"
    r"|(?:online|newspaper|news|media|corp|jsc|portal|dien tu)$"
)
"""Papers, newsrooms and logins."""
_SECTIONS: Final = (
    "thoi su|chinh tri|kinh te|xa hoi|van hoa|the thao|giai tri|phap luat|giao duc|suc khoe|y te"
    "|doi song|quoc te|the gioi|cong nghe|khoa hoc|du lich|moi truong|ban doc|thi truong|tin tuc"
    "|su kien|quoc phong|an ninh|trong nuoc|dia phuong|goc nhin|phong su|ky su|chuyen de"
)
_BUTTONS: Final = (
    "(?:luu|in|gui|nghe|doc|xem|chia se) (?:bai|tin|trang|email|mail|bao)|mien (?:bac|trung|nam)"
    "|giong (?:nam|nu)"
)
_NOBODY: Final = re.compile(
    rf"^(?:{_SECTIONS}|{_BUTTONS}"
    r"|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|phong vien|tac gia|dang (?:nhap|ky)"
    r"|boi|by|(?:tin|bai|bai viet) (?:moi|khac|hot|nong|lien quan)|theo doi|chia se|binh luan"
    r"|tu khoa)$"
)
"""Labels and buttons that have a name's form."""


def clean_name(text: str, taken: Collection[str]) -> str | None:
    """Return a byline without label, date and address; None where it is no person's name.

    ``taken`` are the keys of names that are something else's.
    """
    line = _EDITED.sub("", _GLUED_AND.sub(" và", " ".join(nfc(text).split())))
    line = _LABEL.sub("", _unbracketed(line))
    if several := _barred_names(line, taken):
        return several
    line = _AVATAR.sub("", _CUT.split(line, maxsplit=1)[0].strip(" *,;:|•·-–—("))
    line = _without_role(line)
    if not line or len(line) > LONGEST:
        return None
    labelled = _WORK.match(line) is not None
    named = _BEHIND.sub("", line[_label_end(line) :]).rstrip(" -–—")
    if _AGENCY.fullmatch(named) and not _is_taken(key_of_name(named), taken):
        return line
    if labelled and is_office(named):
        return line
    named = _OFFICE_BEHIND.sub("", named)
    first, *more = _JOINED.split(named)
    written = [first, *(part for part in more if not PICTURES.match(part))]
    parts = [_SOURCE.sub("", _WORK.sub("", part)) for part in written]
    parts = [_DEGREE.sub("", part, count=1) for part in parts]
    parts = [part for part in parts if part and not _DEED.fullmatch(part)]
    full = bool(parts) and " " in parts[0] and _is_name(parts[0], taken)
    if not parts or not all(
        _is_name(part, taken)
        or (labelled and _OFFICE.match(part))
        or (full and at and _WORKS_FOR.match(part))
        for at, part in enumerate(parts)
    ):
        return None
    return line


def _unbracketed(line: str) -> str:
    """Return a line without the brackets around all of it: "[Thùy An]", "(TTXVN)"."""
    inside = line[1:-1]
    whole = line[:1] == "[" and line[-1:] == "]"
    return inside if whole or (line[:1] == "(" and _AGENCY.fullmatch(inside)) else line


def _barred_names(line: str, taken: Collection[str]) -> str | None:
    """Return the names in "A | B"; behind a bar often stands something else."""
    parts = _BAR.split(line) if _BAR.search(line) else []
    names = [clean_name(part, taken) for part in parts]
    if len(parts) > 1 and all(names) and all(map(is_labelled, parts[1:])):
        return " - ".join(filter(None, names))
    full = [name for name in names if name and _DEGREE.sub("", name).count(" ")]
    surnames = all(_DEGREE.sub("", one).split()[0].casefold() in SURNAMES for one in full)
    return " - ".join(full) if len(full) == len(names) > 1 and surnames else None


def _without_role(line: str) -> str:
    """Return a name without what it does for the paper; a team of reporters has no other name."""
    name = _ROLE.sub("", line)
    return name if " " in name and not _TEAM.match(fold(name)) else line


def is_office(text: str) -> bool:
    """Say whether a text names an office or a newsroom, and nothing that it does."""
    parts = text.split()
    if not 2 <= len(parts) <= _OFFICE_WORDS or text.rstrip().endswith((".", ":", "!", "?")):
        return False
    named = _OFFICE.match(text) is not None and _NO_NAME.search(text) is None
    return named and text[0].isupper()


def is_labelled(text: str) -> bool:
    """Say whether a text begins with a label of who wrote it."""
    return any(label.match(text) for label in (_WORK, _LABEL))


def names_author(text: str) -> bool:
    """Say whether a text begins with a label that says no more than that the author follows."""
    return _LABEL.match(text) is not None


def is_source(text: str) -> bool:
    """Say whether a text says only where the article was taken from: "Theo …", "Nguồn: …"."""
    return len(text.split()) <= _OFFICE_WORDS and _CITED.fullmatch(text.strip()) is not None


def is_initials(name: str) -> bool:
    """Say whether a name is a reporter's initials, or says that reporters wrote it: "H.Y", "PV"."""
    shown = _INITIALS.fullmatch(name) is not None and name[0].isupper()
    return shown or (len(name) <= _PEN and _TEAM.match(fold(name)) is not None)


def goes_with_a_name(text: str) -> bool:
    """Say whether a part of a row tells no name, but whom its author works for or the pictures."""
    return any(form.match(text) for form in (_WORKS_FOR, _NOBODYS)) or _is_role(text)


def _is_role(text: str) -> bool:
    """Say whether a text is what somebody does for the paper."""
    return _ROLE.fullmatch(f"x {text}", 1) is not None


def surname_first(name: str) -> bool:
    """Say whether a name begins with a surname, degrees aside."""
    return _DEGREE.sub("", name, count=1).split(maxsplit=1)[0].casefold() in SURNAMES


def is_nobodys(text: str) -> bool:
    """Say whether a text is a section's name, a day of the week or a button."""
    return _NOBODY.match(fold(text)) is not None


def is_post(text: str) -> bool:
    """Say whether a line below a name is the post of its bearer: "Phóng viên thường trú tại …"."""
    return _POST.match(text) is not None


def may_sign(text: str) -> bool:
    """Say whether a line behind the last sentence may be who signs it, by its form alone."""
    return clean_name(text, ()) is not None or is_source(text) or is_office(text)


def is_agency(text: str) -> bool:
    """Say whether a byline names the national news agency alone, or whom of it: "TTXVN"."""
    return _AGENCY.fullmatch(text) is not None


def without_dates(text: str) -> str:
    """Return a line without what dates are made of: of "Thùy An-Thứ bảy, 7/3/2026" the name."""
    return DATED.sub(" ", text).strip(" |•·-–—,")


def signs(text: str) -> bool:
    """Say whether a line below the text is who wrote it, by more than two words in capitals.

    A label and names, a source, several names, a degree or whom one works for, a surname.
    """
    if clean_name(text, ()) is None:
        return is_source(text)
    if any(form.match(text) for form in (_WORK, _LABEL, _SOURCE, _DEGREE)) or is_initials(text):
        return True
    several = [name for name in _JOINED.split(text) if " " in name]
    if len(several) > 1 or _BEHIND.search(text) or _TEAM.match(fold(text)):
        return True
    parts = text.split()
    return 2 <= len(parts) <= _NAME_WORDS and parts[0].casefold() in SURNAMES


def _label_end(line: str) -> int:
    """Return where the names begin in "Bài, ảnh: NAME"."""
    label = _WORK.match(line)
    return label.end() if label else 0


def _is_name(text: str, taken: Collection[str]) -> bool:
    """Say whether a text has the form of a person's name or of a team's."""
    folded = fold(text)
    if _NOBODY.match(folded):
        return False
    if _TEAM.match(folded):
        return True
    if _NO_NAME.search(text) or _PAPER.match(text) or _OFFICES.search(folded):
        return False
    if _is_taken(key_of_name(text), taken) or _is_nations(folded, text):
        return False
    parts = _DONE.sub("", text).split()
    if not 1 <= len(parts) <= 6 or not all(map(_WORD.fullmatch, parts)):
        return False
    if len(parts) == 1:
        return _is_pen_name(parts[0])
    if any(map(_ACRONYM.fullmatch, parts)) and not text.isupper():
        return False
    return all(part[0].isupper() or part in _MIDDLE for part in parts) and parts[0][0].isupper()


def _is_nations(folded: str, text: str) -> bool:
    """Say whether a name is that of a paper or club of the nation: "Sinh Viên Việt Nam"."""
    return folded.endswith(" viet nam") and text.split()[0].casefold() not in SURNAMES


def _is_pen_name(word: str) -> bool:
    """Say whether a single word is a pen name: with a mark or a point; else it may be a login."""
    return word[0].isupper() and (has_marks(word) or "." in word) and len(word) >= 2


def _is_taken(key: str, taken: Collection[str]) -> bool:
    """Say whether a name is the site's, or a part of that, or has that in it."""
    return any(key == other or (len(other) > 5 and other in key) for other in taken) or any(
        len(key) > 6 and key in other for other in taken
    )


def key_of_name(text: str) -> str:
    """Return a name for comparing: letters and digits alone, without marks."""
    return "".join(character for character in fold(text) if character.isalnum())
