"""Titles of office: from "nguyên Phó chủ tịch UBND tỉnh Bến Tre" to role, body, place and status.

    [nguyên | cựu | cố | quyền | phụ trách | điều hành | hàm] [phó] role [thường trực] body [place]

A title is read where its role stands; the roles of a text are found by whoever calls.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from worker.model import OfficeStatus
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.name_shapes import name_at
from worker.vietnamese.places.countries import country_at
from worker.vietnamese.places.place_phrases import is_abroad
from worker.vietnamese.text.line import MARKED, Line, Writing
from worker.vietnamese.titles.before_titles import (
    GENERAL,
    NOTHING,
    PLAYED,
    SEVERAL,
    THING,
    Look,
    look_before,
)
from worker.vietnamese.titles.charges import heads_charged
from worker.vietnamese.titles.roles import CHARGES, Family, Role
from worker.vietnamese.titles.title import Title
from worker.vietnamese.titles.title_bodies import READERS
from worker.vietnamese.titles.title_places import in_charge

_NO_DEPUTY: Final = "chức nhiệm bệnh học chi"
"""Words that make another one with how a deputy's role begins: "chức vụ Phó Chủ tịch"."""

_CRAFTS: Final = "toán dưỡng"
"""Words that make another one with how a head's role begins: "Điều dưỡng trưởng khoa Nội"."""

_OF_A_POST: Final = r"vụ trưởng (?:phòng|ban|công an|khoa|trạm|thôn|đoàn|chi)(?![^\W_])"
"""What "chức vụ" makes with the role behind it, where nobody heads a department."""

_REACH: Final = 40
"""Characters before a title that are looked at."""

_STATUS: Final = (
    r"(?:^|[^\w])"
    r"(?P<word>nguyên|cựu|cố|quyền|q\.|phụ trách|điều hành|hàm|tân|đương kim|đương nhiệm)"
    r"(?: là)?(?: các)?(?: đồng chí)? $"
)
_STATUS_OF: Final = {
    "nguyên": OfficeStatus.FORMER,
    "cựu": OfficeStatus.FORMER,
    "cố": OfficeStatus.FORMER,
    "quyền": OfficeStatus.ACTING,
    "q.": OfficeStatus.ACTING,
    "phụ trách": OfficeStatus.ACTING,
    "điều hành": OfficeStatus.ACTING,
}
_NO_STATUS: Final = "tân đương_kim đương_nhiệm"
"""Words that say of a holder what every holder is."""

_OTHER_WORDS: Final = {
    "quyền": "chính thẩm ủy phân cầm nhân toàn đặc uy lộng chuyên bản tác",
    "nguyên": "tài thái trạng cao bình căn trung",
    "cố": "ngoan kiên củng gia",
    "hàm": "bao quân học",
    "tân": "duyên canh",
}
"""What stands before a word that looks like a status and is half of another: "chính quyền"."""

_WORK_BEFORE: Final = (
    r"(?:^|[^\w])(?:sách|phim|vở|kịch|chèo|tuồng|tiểu thuyết|truyện)(?: [^\W\d_]+){0,2} $"
)
"""A work whose name a quotation mark opens: 'vở cải lương "Chủ tịch huyện và …"'."""

_QUOTES: Final = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
"""Marks of quotation, and those that close them."""

_DUTY_BEFORE: Final = (
    r"(?:^|[^\w])(?:vai trò|thẩm quyền|trách nhiệm|quyền hạn|nhiệm vụ)"
    r"(?: (?:xem xét|quyết định|phê duyệt|xử phạt|giải quyết|ban hành|bổ nhiệm|thu hồi|quản lý))*"
    r"(?: của| người)* $"
)
_DECIDES: Final = (
    r" (?:xem xét,? )?(?:quyết định|quy định|bổ nhiệm)"
    r"(?: (?:bổ nhiệm|đầu tư|việc|mức|cụ thể)(?![^\W_])[^.,;\n\d]{0,40})?"
    r"(?=[.;,)\n]|$| (?:theo|trên cơ sở|căn cứ|sau khi|bằng văn bản))"
)
"""Behind "do …": what the law leaves to an office, whoever holds it; no day is told of it."""

_BY_LAW: Final = (
    r" (?:xem xét,? )?(?:phê duyệt|quyết định|chấp thuận|cho phép|công nhận|ủy quyền|phân công)"
    r" theo (?:quy định|thẩm quyền|phân cấp)(?![^\W_])"
)
_NOT_YET: Final = r"(?<!đã )(?<!vừa )(?<!mới )(?<!từng )(?:do|được) $"
_UPWARDS: Final = (
    r" (?:gồm(?: có)?|trở lên|trở xuống|các cấp|hoặc"
    r"|(?:qua )?các (?:thời kỳ|nhiệm kỳ|khóa|huyện|xã|tỉnh|sở|địa phương))(?![^\W_])"
)
_UPWARDS_BEGINS: Final = "gồm trở hoặc qua các"
_OF_BOARDS: Final = frozenset({"giám đốc", "chủ nhiệm", "tổng giám đốc"})
"""Roles after which boards are called: "Ban Giám đốc Sở Y tế" is no holder."""


_DEPUTY: Final = re.compile(r"(?<![\w.])P\. ?$")
_STANDING: Final = r"(?: ?- ?| |, )(?:thường trực|tt)(?:-(?= ))?(?= |,|:|\.|;|$|\))"
_ATTRIBUTE: Final = (
    r"(?: chuyên trách| kiêm nhiệm"
    r"| phụ trách (?:chuyên môn|đào tạo|kinh tế|nội chính|nội dung|kỹ thuật|nghiệp vụ|hành chính"
    r"|(?:khối )?(?:ngoại|nội)))*(?P<charge> phụ trách,? điều hành| phụ trách| điều hành)?"
    r"(?= (?:đoàn|sở|ban|phòng|công an|ubnd|ủy ban|hđnd|hội đồng|trung tâm|trường|văn phòng|vp"
    r"|chi (?:cục|nhánh)|cục|vụ|bệnh viện|huyện|tỉnh|thành|đảng|thanh tra|viện|vksnd|tand|tòa|đài"
    r"|kho bạc|báo|tạp chí|học viện|bảo hiểm|hạt|thuế|liên đoàn|hội|bđbp"
    r"|bộ (?:đội|chỉ|chqs))(?![^\W_]))"
)
_GAP: Final = r" (?:của )?"
_SHORT_GAP: Final = r"(?:\. ?(?=[^\W\d_])| (?:của )?)"
"""Between a role and its body; an abbreviated one may have a full stop: "PCT.UBND"."""

_AND_CHAIR: Final = r" ?[-,/] ?(?:(?:phó )?chủ tịch|p?ct) "
_ATTRIBUTE_BEGINS: Final = "chuyên kiêm phụ điều"


def title_at(line: Line, role: Role, start: int) -> Title | None:
    """Return the title whose role stands there; None where the words are no title."""
    if role in CHARGES:
        return _charge_at(line, start)
    if role.key.endswith(" phó") and line.word_before(start) in line.writing.words(_NO_DEPUTY):
        return None
    if role.key.startswith("trưởng ") and line.word_before(start) in line.writing.words(_CRAFTS):
        return None  # "Kế toán trưởng Ban Quản lý" is no head
    if role.key.startswith("vụ ") and _is_of_the_word_before(line, start):
        return None
    first = _deputy_start(line, role, start)
    if first < start:
        role = replace(role, name=f"Phó {role.name}", deputy=True)
    draft = _draft(line, role, start)
    gap = line.writing.pattern(_SHORT_GAP if role.short else _GAP).match(line.key, draft.end)
    found = READERS[role.family](line, role, draft, gap.end() if gap else None)
    if found is None or (role.short and not _is_abbreviation(line, role, found)):
        return None
    if first < start:
        found = found._replace(start=first, lead=first)
    look = look_before(line, found.lead)
    if _is_none_of_ours(line, found, look):
        return found._replace(foreign=True)
    if role.deputy and found.body:
        found = in_charge(line, found)
    return found if found.family is Family.FIXED else _qualified(line, found, look)


def _is_none_of_ours(line: Line, found: Title, look: Look) -> bool:
    """Say whether a thing is called so, or what follows shows that it is another country's."""
    if (look.thing or look.played) and _is_of_a_thing(line, found, look):
        return True
    if _is_quoted(line, found):
        return True
    if line.key.startswith(line.writing.word(" tổng thống"), found.end):
        return True  # "Chánh Văn phòng An ninh quốc gia, Văn phòng Tổng thống"
    if line.key.startswith(" (", found.end):
        country = country_at(line, found.end + 2)
        if country and not line.capital(country + 1):  # not "(Lào Cai)", "(Đức Trọng)"
            return True
    return found.place is not None and bool(found.place.name) and is_abroad(line, found.place)


def _charge_at(line: Line, start: int) -> Title | None:
    """Return the office of the head of a body with which somebody is charged there."""
    for role in heads_charged(line, start):
        title = title_at(line, role, start)
        if title is not None and title.body and not title.foreign:
            return title._replace(status=OfficeStatus.ACTING)
    return None


def _is_of_the_word_before(line: Line, start: int) -> bool:
    """Say whether the role is half of "chức vụ" and another: "giữ chức **vụ** Trưởng phòng".

    Or of "nhiệm vụ".
    """
    if line.word_before(start) not in line.writing.words("chức nhiệm"):
        return False
    other = line.writing.pattern(_OF_A_POST).match(line.key, start) is not None
    return not line.capital(start) and (other or line.capital(start + len("vụ ")))


def _deputy_start(line: Line, role: Role, start: int) -> int:
    """Return where "P." begins before a role, which makes it a deputy's; else where it stands."""
    if role.deputy or "." not in line.text[max(0, start - 2) : start]:
        return start
    found = _DEPUTY.search(line.text[max(0, start - 4) : start])
    return start - len(found[0]) if found else start


def _is_of_a_thing(line: Line, found: Title, look: Look) -> bool:
    """Say whether a thing called after its holder, or a part that is played, stands before.

    "Công viên Thủ tướng …", "vào vai Chủ tịch".
    """
    before = line.key[max(0, found.lead - _REACH) : found.lead]
    thing = look.thing and line.writing.pattern(THING).search(before)
    return bool(thing or (look.played and line.writing.pattern(PLAYED).search(before)))


def _is_quoted(line: Line, found: Title) -> bool:
    """Say whether it is what a book, a film or a play is called, or the office as such."""
    lead = found.lead
    closing = _QUOTES.get(line.text[lead - 1 : lead]) if lead else None
    if closing is None:
        return False
    if line.text.startswith(closing, found.end):
        return True  # the words alone are quoted: a name of something, or of the office as such
    before = line.key[max(0, lead - _REACH) : lead - 1]
    work = line.writing.pattern(_WORK_BEFORE).search(before) is not None
    return work and not name_at(line, found.end + 1)


def _draft(line: Line, role: Role, start: int) -> Title:
    """Return a title without its body: what the role, and the words before it, say."""
    status, lead, name = OfficeStatus.CURRENT, start, role.name
    look = look_before(line, start)
    if look.status:
        status, lead, name = _status(line, role, start)
        look = look_before(line, lead)
    at, name, status = _attributes(line, role, start + len(role.key), name, status)
    general = role.key in _OF_BOARDS and line.word_before(start) == line.writing.word("ban")
    several = lead < start and line.writing.word(" các ") in line.key[lead:start]
    if look is not NOTHING:
        before = line.key[max(0, lead - _REACH) : lead]
        if look.several and not several:
            several = line.writing.pattern(SEVERAL).search(before) is not None
        if look.general:
            general = general or line.writing.pattern(GENERAL).search(before) is not None
    family, own = role.family, Takes.OWN
    return Title(start, at, lead, name, family, "", own, None, None, status, several, general)


def _is_abbreviation(line: Line, role: Role, found: Title) -> bool:
    """Say whether an abbreviated role is one here: in capitals, and with a body."""
    written = line.text[found.start : found.start + len(role.key)]
    known = bool(found.body) or role.name == "Đại biểu" or _leads_the_council_too(line, found)
    return known and written.split()[-1].isupper()


def _leads_the_council_too(line: Line, found: Title) -> bool:
    """Say whether who leads the Party's committee has another office: "PBT - Chủ tịch UBND"."""
    if found.family is not Family.PARTY:
        return False
    return line.writing.pattern(_AND_CHAIR).match(line.key, found.end) is not None


def _qualified(line: Line, found: Title, look: Look) -> Title:
    """Return a title with what its place, and the words around it, say of whom it means."""
    gone = found.place is not None and found.place.era == "cũ"
    upwards = _goes_upwards(line, found.end)
    duty = (look.general and _is_of_a_duty(line, found.lead)) or (
        look.competent and _is_competent(line, found)
    )
    if not (gone or upwards or duty):
        return found
    # "thẩm quyền của Chủ tịch UBND xã" is anybody's, that of one named place is somebody's.
    named = found.place is not None and found.place.name is not None
    return found._replace(
        general=found.general or upwards or (duty and not named),
        status=OfficeStatus.FORMER if gone else found.status,
    )


def _goes_upwards(line: Line, end: int) -> bool:
    """Say whether offices of more than one are meant: "từ Phó Trưởng phòng trở lên"."""
    begins = line.key.startswith(line.writing.begins(_UPWARDS_BEGINS), end)
    return begins and line.writing.pattern(_UPWARDS).match(line.key, end) is not None


def _is_of_a_duty(line: Line, lead: int) -> bool:
    """Say whether the powers and duties of an office stand before it."""
    before = line.key[max(0, lead - _REACH) : lead]
    return line.writing.pattern(_DUTY_BEFORE).search(before) is not None


def _is_competent(line: Line, found: Title) -> bool:
    """Say whether it is told what any holder may do: "mức phí do Chủ tịch … quyết định"."""
    last = line.word_before(found.lead)
    if not line.key.startswith(" ", found.end):
        return False
    if last == "do" and line.writing is not MARKED:
        return False  # it may be "đó"
    what = _DECIDES if last == "do" else _BY_LAW
    if line.writing.pattern(what).match(line.key, found.end) is None:
        return False
    before = line.key[max(0, found.lead - _REACH) : found.lead]
    return line.writing.pattern(_NOT_YET).search(before) is not None


def _status(line: Line, role: Role, start: int) -> tuple[OfficeStatus, int, str]:
    """Return the status that is said before a role, where it begins, and the role's name."""
    before = line.key[max(0, start - 24) : start]
    match = line.writing.pattern(_STATUS).search(before)
    if match is None:
        return OfficeStatus.CURRENT, start, role.name
    word = match["word"]
    previous = before[: match.start("word")].split()[-1:]
    if (word, *previous) in _other_words(line.writing):
        return OfficeStatus.CURRENT, start, role.name
    lead = start - len(before) + match.start("word")
    if word in line.writing.words(_NO_STATUS):
        return OfficeStatus.CURRENT, start, role.name
    for said, status in _STATUS_OF.items():
        if line.writing.word(said) == word:
            return status, lead, role.name
    if word == line.writing.word("hàm"):
        return OfficeStatus.CURRENT, lead, f"Hàm {role.name}"
    return OfficeStatus.CURRENT, lead, role.name


@cache
def _other_words(writing: Writing) -> frozenset[tuple[str, str]]:
    """Return the pairs of ``_OTHER_WORDS``, a status and what stands before it, as keys."""
    return frozenset(
        (writing.word(word), previous)
        for word, before in _OTHER_WORDS.items()
        for previous in writing.words(before)
    )


def _attributes(
    line: Line, role: Role, at: int, name: str, status: OfficeStatus
) -> tuple[int, str, OfficeStatus]:
    """Read what stands between role and body: "Thường trực", "chuyên trách", "phụ trách"."""
    if role.deputy:
        match = line.writing.pattern(_STANDING).match(line.key, at)
        if match is not None:
            at, name = match.end(), f"{name} Thường trực"
    if line.key.startswith(line.writing.begins(_ATTRIBUTE_BEGINS), at):
        match = line.writing.pattern(_ATTRIBUTE).match(line.key, at)
        if match is not None:
            at, status = match.end(), OfficeStatus.ACTING if match["charge"] else status
    return at, name, status
