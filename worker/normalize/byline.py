"""Bylines: who wrote it and who took the pictures, as the article prints it.

A line with a label ("Tin, ảnh: …", "Bài và ảnh: …", "Ảnh: …") is a byline wherever it stands
alone; a bare name, initials ("T.PHÚC - H.NAM") or "Theo …" only as the article's last line. A
credit inside a caption is part of the caption. The wording is kept with its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from worker.normalize.offices_signed import EMPLOYER, OFFICE, POST_BEHIND, POST_BELOW, VERBS
from worker.vietnamese.names.name_shapes import RANK
from worker.vietnamese.text.fold import fold, folded_words

_LONGEST: Final = 100
_MOST_TRAILING: Final = 4
_OPENING: Final = 2
"""Lines at the beginning, among which who wrote the article may be named."""
_SENTENCE: Final = 25
"""Characters of a sentence below which an office signs."""

_UPPER: Final = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper())
_TOKEN: Final = rf"[{_UPPER}](?:[^\W\d_]|[.'’](?=[^\W\d_]))*[.+]?"
_NAME: Final = rf"{_TOKEN}(?: {_TOKEN}){{0,5}}"
_AND: Final = r"(?: ?[,;/&+|] ?| [-–—] |(?<=\w)[-–—](?=\w)| và )"
_DONE: Final = (
    r"(?: ?\([^()]{1,40}\)"
    r"| (?:lược (?:ghi|thuật|dịch)|tổng hợp|thực hiện|biên (?:soạn|dịch)|dịch|sưu tầm|ghi|t/h))?"
)
_ROLE: Final = (
    r"(?:(?:[Pp]hóng viên|[Cc]ộng tác viên|Luật sư|Nhà báo|Nhà văn|Bác sĩ"
    rf"|(?=[{_UPPER}])(?i:{RANK}),?) )?"
)
_OUTLET: Final = (
    r"(?:(?:/[^\W\d_]+){0,2}"
    r"/(?:(?:Báo|báo|Tạp chí|Đài) [^\d/,.:]{2,40}|V(?:OV|TV)\d|[\w-]+(?:\.[\w-]+)+))?"
)
"""For whom somebody wrote, as agencies have it: "/Báo Tin tức", "/Bnews/vnanet.vn"."""
_RANKED: Final = re.compile(rf"(?:{RANK}|(?:gs|pgs|ts|ths)\b)", re.IGNORECASE)
_TEAM: Final = r"(?: và nhóm (?:PV|phóng viên))?"
_NAMES: Final = re.compile(
    rf"\(?{_ROLE}{_NAME}(?:{_AND}{_NAME}){{0,5}}{_OUTLET}{_TEAM}{_DONE}\)?\.?"
)
_ROLE_BEFORE: Final = re.compile(
    rf"^(?i:(?:pv|phóng viên|ctv|cộng tác viên)\s*:\s*"
    rf"|(?:phóng viên|cộng tác viên) )(?={_TOKEN} {_TOKEN})"
)
_AUTHOR_BEFORE: Final = re.compile(
    r"^(?:người viết|viết bởi|bài viết của)\s*:\s*(?=\w)", re.IGNORECASE
)
_ROLE_BEHIND: Final = re.compile(
    r"\s*[-–,|]\s*(?:phóng viên|biên tập viên|cộng tác viên|pv|ctv|btv)$", re.IGNORECASE
)
_PICTURES_SOURCE: Final = re.compile(r"\(?nguồn (?:ảnh|hình|video|clip)\s?:", re.IGNORECASE)
_NOBODYS: Final = re.compile(
    r"(?:^|\s?[-–—,;|/.]\s?)\(?(?:ảnh|hình|video|clip)\s?:\s?"
    r"(?:internet|tư liệu|minh họa|tl|st|sưu tầm|cắt từ clip|nvcc|fbnv|nhân vật cung cấp)\)?$",
    re.IGNORECASE,
)
"""Pictures of which nobody is told who made them."""
_GLUED_DASH: Final = re.compile(rf"(?<= )(?<=\w )(?P<one>{_TOKEN})[-–—](?={_TOKEN} {_TOKEN})")
_CREDIT_BEHIND: Final = re.compile(
    r"(?:(?<=\w)\. ?|(?<=\w)(?<!\bvà)(?<!\b[Bb]ài)(?<!\b[Tt]in)(?<!\b[Nn]guồn) )"
    r"(?=(?:Ảnh|Video|Clip|Đồ họa)\s?:)"
)
_PARTS: Final = re.compile(
    r" [-–—] |(?:\s?[,;/|.] ?| )(?=(?:ảnh|hình|clip|video|đồ họa)\s?:)", re.IGNORECASE
)
_CAPTION_CREDIT: Final = re.compile(
    rf"(?:Ảnh|ẢNH|\(ảnh|Nguồn(?: ảnh)?)\s?:\s?{_NAME}(?:{_AND}{_NAME}){{0,3}}[.)]*$"
    r"|[Ảả]nh (?:minh h[ọo]a|tư liệu)[.)]*$"
)

_WORK: Final = (
    "(?:noi dung|tin bai|tin|bai viet|bai|anh|hinh anh|hinh|clip|video|phong su|ky su|do hoa"
    "|thiet ke|infographics?|minh hoa)"
)
_POSTED: Final = (
    "(?:(?:bien tap|hieu dinh)(?: vien)?|nguoi (?:dang|nhap|duyet|cap nhat)(?: tin| bai)?|nhap tin"
    "|dang (?:tin|boi))"
)
"""What is done to an article by who has not written it."""
_DEED: Final = (
    "(?:(?:pv|phong vien|ctv|cong tac vien)(?= ?:)|thuc hien|trinh bay"
    "|tong hop|bien soan|bien dich|nguoi dich|ghi chep|luoc ghi|suu tam"
    "|luoc thuat|ghi|tac gia(?: bai viet)?|nguoi viet|nguon(?: tin| anh)?|dua tin"
    f"|{_POSTED})"
)
_OF_A_WORK: Final = re.compile(r"\(?(?:tac gia|nguoi dich|bien (?:dich|soan)|suu tam|nguon)\b")
"""Labels that in the middle of a text are a book's, a poem's, a table's."""
_WRITER: Final = re.compile(
    r"(?:^| - )\(?(?:noi dung|tin|bai|tac gia|nguoi viet|thuc hien|tong hop|bien soan|ghi)\b"
)
"""Labels of who wrote it: above such a line no bare name is a byline."""

_SEPARATOR: Final = r"(?:\s?[,/&+;.-]\s?|\s(?:va\s)?)"
_LABEL: Final = re.compile(rf"\(?(?:{_WORK}|{_DEED})(?:{_SEPARATOR}(?:{_WORK}|{_DEED}))*\s?:\s?")
_LABEL_WITHIN: Final = re.compile(
    rf"(?<![^\W_])(?:{_WORK}|{_DEED})(?:{_SEPARATOR}(?:{_WORK}|{_DEED}))*\s?:\s?"
)
_GENERIC: Final = re.compile(
    r"\(?(?:nhom (?:pv|phong vien)(?: [a-z]+){0,3}|pv|p\.v|ctv|bbt|ban bien tap"
    r"|phong vien|tong hop|t/h|tong hop (?:tu|theo) [^.!?:]{2,60}"
    r"|(?:cong|trang) (?:ttdt|thong tin dien tu) .{2,60}"
    r"|(?:theo|nguon(?: tin)?\s?:) (?:[a-z0-9-]+\.)+(?:vn|com|net|org))\)?\.?"
)
_TEAM_OF_REPORTERS: Final = re.compile(r"nhom (?:pv|phong vien)|pv|p\.v|ctv|bbt|ban bien tap")
_ACRONYM: Final = re.compile(r"[-–— (]*[A-Z]{3,6}\)?")
"""An agency or a paper by its letters: "TTXVN", "— VNS"."""
_THEO: Final = re.compile(r"\(?Theo:? (?P<whom>[^,:.!?…]{2,60}(?:\.[^\W\d_]{2,4})?)\)?")
_HOST: Final = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,4}")
_SIGNED: Final = re.compile(
    rf"(?:^|\s)(?:T/?M|K/?T|T/?L|TUQ|Q)\.\s?[{_UPPER}]{{2,}}"
    rf"|(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH [{_UPPER}]+(?: [{_UPPER}]+)?|TRƯỞNG"
    rf"|TRƯỞNG [{_UPPER}]+|THỦ TƯỚNG|CHỦ NHIỆM)$"
    r"|^\(?(?:Đã ký|ĐÃ KÝ)\)?$"
)
"""What stands above the name under a document: for whom and in which office it is signed."""
_SIGNED_WITHIN: Final = 2
_FILMED: Final = re.compile(r"(?:video|clip)\s?:", re.IGNORECASE)
"""A label that titles of films bear too: only names behind it are a byline."""
_SOURCE: Final = re.compile(r"\(?(?:Nguồn(?: tin)?\s?:|(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Đài|ĐÀI)\s)")
_EDITED: Final = re.compile(rf"(?:^|\s?[-–—,;|/]\s?)\(?{_POSTED}\s?:.*$")
_ORNAMENT: Final = " -–—_*~=•"
_GLUED_LABEL: Final = re.compile(
    r"(?<=[.!?\"'”’)…])\s?(?P<byline>(?:tin|bai|bai viet)(?:\s?[,&/-]\s?|\sva\s)anh(?:\s?[,&/-]\s?"
    r"(?:clip|video))?\s?:[^.!?]{2,60})$"
)
_GLUED_NAME: Final = re.compile(
    rf"(?:\./\.\s?|(?<=[a-zà-ỹđ]{{2}}[.!?])|(?<=[a-zà-ỹđ][.!?][”\"]))"
    rf"(?P<byline>{_TOKEN}(?: {_TOKEN}){{1,3}})$"
)
_GLUED_INITIALS: Final = re.compile(
    rf"(?<=[a-zà-ỹđ”\"][.!?]) (?P<byline>(?:[{_UPPER}]\.){{1,3}}[{_UPPER}][^\W\d_]{{0,6}})$"
)


def is_credit(line: str) -> bool:
    """Say whether a line is a label with names after it and nothing else.

    Several may stand in a row: "Tin: NAME - Ảnh: NAME".
    """
    label = _label_end(line)
    if label is None or _NOBODYS.match(line):
        return False
    first, *others = _PARTS.split(line[label:])
    team = _TEAM_OF_REPORTERS.fullmatch(fold(first)) is not None
    return (team or _NAMES.fullmatch(first) is not None) and _all_sign(others)


def credits_parted(line: str) -> str:
    """Return a line of nothing but credits with a dash between them: "Bài: NAME Ảnh: NAME"."""
    if len(line) > _LONGEST or line.count(":") < 2:
        return line
    starts = [found.start() for found in _LABEL_WITHIN.finditer(fold(line))]
    if len(starts) < 2 or starts[0] != 0:
        return line
    ends = [*starts[1:], len(line)]
    parts = [line[start:end].strip(" -–—,;|.") for start, end in zip(starts, ends, strict=True)]
    return " - ".join(parts) if all(is_credit(part) for part in parts) else line


def is_bare_byline(line: str) -> bool:
    """Say whether a line is a name, names or initials, or "Theo …": a byline if it comes last."""
    first, *others = _PARTS.split(POST_BEHIND.sub("", line) if _RANKED.match(line) else line)
    if len(line) > _LONGEST or not _is_signature(first):
        return False
    return all(
        _all_sign([part]) or (_works_for(part) and _NAMES.fullmatch(first)) for part in others
    )


def unadorned(line: str) -> str:
    """Return a line without the dashes or brackets that set it apart: "--- NAME ---", "[NAME]"."""
    bare = (line.strip(_ORNAMENT) if line[:1] in _ORNAMENT else line) or line
    return bare[1:-1] if bare[:1] == "[" and bare[-1:] == "]" else bare


def without_roles(byline: str) -> str:
    """Return a byline without what its author does for the paper: "CTV: NAME", "NAME - PV"."""
    bare = _ROLE_BEHIND.sub("", _ROLE_BEFORE.sub("", _AUTHOR_BEFORE.sub("", byline)))
    return _NOBODYS.sub("", bare) or byline


def parted(byline: str) -> str:
    """Return a byline with a dash between names and credits that run into one another.

    "Minh An-Thu Sa" are two, as are those in "Minh An. Ảnh: Thu Sa".
    """
    return _GLUED_DASH.sub(r"\g<one> - ", _CREDIT_BEHIND.sub(" - ", byline))


def without_editors(byline: str) -> str:
    """Return a byline without who edited or posted the article; empty where nobody else is named"""
    found = _EDITED.search(fold(byline)) if ":" in byline else None
    return byline[: found.start()] if found else byline


def is_byline(line: str) -> bool:
    """Say whether a line may be the last line of an article: its byline."""
    return is_bare_byline(line) or _is_labelled(line)


def is_caption_credit(line: str) -> bool:
    """Say whether a line ends with the credit of a photograph: "… Ảnh: NAME"."""
    return _CAPTION_CREDIT.search(line) is not None


def without_caption_credit(line: str) -> str:
    """Return a caption without its photographer."""
    return _CAPTION_CREDIT.sub("", line).rstrip(" (-–")


def split_byline(lines: Sequence[str]) -> tuple[list[str], list[bool]]:
    """Return the bylines of an article, and for each line whether it stays in the text.

    Labelled lines anywhere; one bare byline at the end, or before the lead where the end has none.
    The first line that is left is always text.
    """
    lines = [unadorned(line) if len(line) <= _LONGEST else line for line in lines]
    ends = len(lines) - _MOST_TRAILING
    stays = [
        not is_credit(line) or (_OPENING <= at < ends and _OF_A_WORK.match(fold(line)) is not None)
        for at, line in enumerate(lines)
    ]
    found = _take_from_end(lines, stays)
    left = [index for index, stay in enumerate(stays) if stay]
    if not found and len(left) > 2 and _is_full_name(lines[left[0]]):
        stays[left[0]] = False
    bylines = [line for line, stay in zip(lines, stays, strict=True) if not stay]
    if _is_below_a_name(lines) and not stays[-1]:
        bylines.pop()
    bylines = [line for line in bylines if not _NOBODYS.match(line)]
    return list(dict.fromkeys(bylines)), stays


def split_glued_byline(line: str) -> tuple[str, str] | None:
    """Return text and byline of a last paragraph that runs into its byline; None for others."""
    tail = max(0, len(line) - _LONGEST)
    found = _GLUED_LABEL.search(fold(line), tail) or _GLUED_NAME.search(line, tail)
    found = found or _GLUED_INITIALS.search(line, tail)
    if found is None or not line[found.start("byline")].isupper():
        return None
    text = line[: found.start("byline")].rstrip()
    return (text, line[found.start("byline") :].strip()) if text else None


def joined(bylines: Sequence[str], given: str | None) -> str | None:
    """Return one byline of what the page states and what stood in the text; none said twice.

    Who wrote it and is also named for the pictures is said once, as who wrote it.
    """
    parts: list[str] = [given] if given else []
    for byline in bylines:
        names = byline[_label_end(byline) or 0 :] if is_photographers(byline) else byline
        if any(_words(names) in _words(part) for part in parts):
            continue
        parts = [part for part in parts if _words(part) not in _words(byline)]
        parts.append(byline)
    return " - ".join(parts) or None


def is_source(byline: str) -> bool:
    """Say whether a byline names only where the text was taken from: "Theo …", "VNS"."""
    forms = _THEO.fullmatch(byline), _SOURCE.match(byline), _ACRONYM.fullmatch(byline)
    return any(form is not None for form in forms)


def is_pictures_source(byline: str) -> bool:
    """Say whether a line says only where the pictures were taken from: "Nguồn ảnh: …"."""
    return _PICTURES_SOURCE.match(byline) is not None


def is_photographers(byline: str) -> bool:
    """Say whether a byline names only who took the pictures, drew or filmed."""
    label = _label_end(byline)
    return label is not None and _WRITER.search(fold(byline)) is None


def _words(line: str) -> str:
    """Return the folded words of a line, a space around each."""
    return f" {' '.join(folded_words(line))} "


def _all_sign(parts: Sequence[str]) -> bool:
    """Say whether each part is a signature, with a label before it or without."""
    return all(
        _is_signature(part[_label_end(part[:1].upper() + part[1:]) or 0 :]) for part in parts
    )


def _is_signature(part: str) -> bool:
    """Say whether these words are names, those who sign for a newsroom, or a source."""
    if _NAMES.fullmatch(part) is not None or _GENERIC.fullmatch(fold(part)) is not None:
        return True
    source = _THEO.fullmatch(part)
    if source is None or len(part.split()) > 8:
        return False
    return source["whom"][0].isupper() or _HOST.fullmatch(source["whom"]) is not None


def _works_for(part: str) -> bool:
    """Say whether this names the office that the author named before works for."""
    return EMPLOYER.fullmatch(part) is not None and VERBS.search(part) is None


def _label_end(line: str) -> int | None:
    """Return where the names begin in a labelled line; None where there is no label."""
    found = _LABEL.match(fold(line)) if len(line) <= _LONGEST and line[:2].strip("(") else None
    if found is None or not line.lstrip("(")[0].isupper():
        return None
    return found.end()


def _is_labelled(line: str) -> bool:
    """Say whether a line is a label and a little after it, a name or an office that signs."""
    label = _label_end(line)
    if label is None:
        return False
    rest = line[label:]
    if rest.endswith((".", "!", "?", ":", ";")) or _FILMED.match(line):
        return _NAMES.fullmatch(rest) is not None
    if _EDITED.match(fold(line)):
        return len(rest.split()) <= 12
    return rest[:1].isupper() and ". " not in rest and len(rest.split()) <= 12


def _signs(above: Sequence[str]) -> bool:
    """Say whether the name below signs a document: "KT. CHỦ TỊCH", "(Đã ký)" stand above it."""
    return any(_SIGNED.search(line) is not None for line in above[-_SIGNED_WITHIN:])


def _is_office(line: str, above: str) -> bool:
    """Say whether the last line, right below a sentence, is the office that signs: "Văn phòng Sở".

    A list of offices ends with one too: its lines are no sentences.
    """
    named = line[0].isupper() and len(line) <= _LONGEST and OFFICE.fullmatch(line) is not None
    return named and _is_sentence(above) and VERBS.search(line) is None and not line.isupper()


def _is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does, and is long enough for one."""
    return line.endswith((".", "!", "?", "…", "”", '"', "./")) and len(line) >= _SENTENCE


def _is_below_a_name(lines: Sequence[str]) -> bool:
    """Say whether the last line is the post or office of who is named alone in the line above.

    So ends an article whose author is no reporter; above stands its last sentence, which in a
    list of names and offices there is none of.
    """
    if len(lines) < 4 or len(lines[-1]) > _LONGEST or not lines[-1][0].isupper():
        return False
    named = _NAMES.fullmatch(lines[-2]) is not None and lines[-2].count(" ") in range(1, 8)
    post = POST_BELOW.fullmatch(lines[-1]) is not None and VERBS.search(lines[-1]) is None
    return named and post and _is_sentence(lines[-3])


def _is_full_name(line: str) -> bool:
    """Say whether a line is the name of one person: two to five capitalized words."""
    return re.fullmatch(rf"{_TOKEN}(?: {_TOKEN}){{1,4}}", line) is not None and not line.isupper()


def _take_from_end(lines: Sequence[str], stays: list[bool]) -> bool:
    """Mark the bylines at the end as not staying; say whether the text has any byline at all."""
    bare_allowed = True
    first = max(1, len(lines) - _MOST_TRAILING)
    last = len(lines) - 1
    if _is_below_a_name(lines):
        stays[last] = False
        last -= 1
    for index in range(last, first - 1, -1):
        line = lines[index]
        again = index + 1 < len(lines) and line == lines[index + 1]
        if not again:
            if is_credit(line) or _is_labelled(line):
                bare_allowed = bare_allowed and _WRITER.search(fold(line)) is None
            elif bare_allowed and (
                (is_bare_byline(line) and not _signs(lines[:index]))
                or (index == len(lines) - 1 and _is_office(line, lines[index - 1]))
            ):
                bare_allowed = bare_allowed and is_source(line)
            elif _FILMED.match(line):
                continue
            else:
                break
        stays[index] = False
    return not all(stays)
