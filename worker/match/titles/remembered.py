"""Persons whom a text calls dead, retired or moved where it names them: they hold nothing more.

"Liệt sĩ Lê Văn Mẫn, Bí thư Huyện ủy", "nhà lưu niệm đồng chí Lê Văn Mẫn, Bí thư Tỉnh ủy"; "Bí thư
Huyện ủy Lê Văn Mẫn đã nghỉ hưu"; "điều động ông Lê Văn Mẫn, Bí thư Huyện ủy, đến nhận công tác".
"""

from __future__ import annotations

from typing import Final

from worker.match.titles.named import Named, over
from worker.match.titles.titled import Chain
from worker.vietnamese.names.name_shapes import RANK
from worker.vietnamese.text.line import MARKED, Line

_REACH: Final = 64
"""Characters before a name, or before titles in front of it, that are looked at."""

_POLITE: Final = (
    r"(?: của)?(?: cố| đồng chí| đ/c| ông| bà| cụ| bác| anh hùng(?: llvtnd)?| liệt sĩ| liệt sỹ"
    rf"| {RANK})* $"
)
_DEAD: Final = (
    r"(?:^|[^\w])(?:liệt sĩ|liệt sỹ|(?:nhà|khu) (?:lưu|tưởng) niệm|nhà thờ|đền thờ|nhà bia"
    r"|(?:phần|khu|ngôi|viếng|thăm|lăng) mộ|(?:bức|dựng|đúc) tượng|tượng đài|anh linh|hương hồn"
    r"|di ảnh|năm ngày (?:sinh|mất)|ngày (?:giỗ|hy sinh)"
    r"|(?:lễ|kính|đến|vào|dự|tới|tang lễ|cử hành lễ) viếng|(?:lễ|quốc) tang|(?:lễ )?truy điệu"
    r"|(?:vô cùng |kính )?thương tiếc|linh cữu|thi hài|tiễn biệt|tiễn đưa)" + _POLITE
)
_DEAD_ENDS: Final = (
    "sĩ sỹ niệm thờ bia mộ tượng đài linh hồn ảnh sinh mất giỗ viếng tang điệu tiếc cữu hài biệt"
    " đưa"
)
_ENDS: Final = f"{_DEAD_ENDS} của cố chí đ/c ông bà cụ bác hùng llvtnd tướng tá úy"
"""The last words of what the patterns find, before the words of courtesy and with them: a look
at them saves most searches."""

_LATE: Final = r"(?:^|[^\w])(?<!sự )(?<!củng )(?<!gia )(?<!kiên )(?<!ngoan )(?<!biến )cố" + _POLITE
"""*Cố*, which without its mark may be *có* and *cô*: "dự có ông Mẫn"."""

_FELL: Final = r",? (?:đã )?(?:anh dũng )?hy sinh (?:năm|ngày|tháng|vào|tại|khi)(?![^\W_])"

_DIED: Final = (
    r"(?:,? sau (?:một )?thời gian [^,.;\n]{2,60}|,? (?:do|vì|bởi) (?:tuổi cao"
    r"|(?:lâm |mắc )?(?:trọng )?bệnh|tai nạn|đột quỵ|nhồi máu|sức yếu)[^.;\n]{0,60}?)?"
    r",? (?:người )?(?:(?:đã|vừa|mới|đột ngột|không may) )*(?:từ trần|qua đời|tạ thế|tử nạn)"
    r"(?![^\W_])"
)
"""Behind who has died: "sau thời gian lâm bệnh đã qua đời", "người vừa đột ngột từ trần"."""

_LEAVES: Final = r"(?:,| -)? (?:(?:đã|vừa|mới|cũng|chính thức|được|cho|giải quyết)(?: cho)? )*"
_TO_COME: Final = r"(?![^\W_])(?! (?:từ|vào|kể từ)(?: ngày| tháng)? \d| sớm| trước)"
_LEFT: Final = rf"{_LEAVES}(?:nghỉ hưu|nghỉ chế độ|(?:nghỉ|thôi) công tác|thôi chức){_TO_COME}"
"""Behind who has left an office: "đã nghỉ hưu". A day may be to come."""

_MOVED: Final = (
    rf"{_LEAVES}(?<=được )(?:điều động|điều chuyển|chuyển (?:về|đến|công tác)){_TO_COME}"
)
"""Behind who has another office now, "được điều động về bộ", and sits in his committees still."""

_AWAY: Final = r"(?:,| -)? (?:đến|về|sang) (?:nhận (?:công tác|nhiệm vụ)|công tác)(?![^\W_])"
_SENT: Final = (
    r"(?:^|[^\w])(?:điều động|điều chuyển|luân chuyển|biệt phái)"
    r"(?:(?:,| và) (?:phân công|luân chuyển|bổ nhiệm|chỉ định|điều động|biệt phái))*"
    r"(?: (?:các|hai|ba|bốn|\d{1,2}))?" + _POLITE
)
"""Around who is sent elsewhere: "**điều động** ông Mẫn, Bí thư Huyện ủy, **đến nhận công tác**"."""

_RELIEVED: Final = (
    r"(?:^|[^\w])(?:thôi giữ(?: các)?(?: chức vụ| chức danh| chức)|nghỉ hưu|nghỉ công tác)"
    r"(?:,? (?:và |để )?(?:nghỉ (?:hưu|công tác|chờ hưu|chế độ|chữa bệnh|hưởng chế độ)"
    r"(?: trước tuổi| theo (?:chế độ|quy định|nguyện vọng))*|trước tuổi"
    r"|theo (?:chế độ|quy định|nguyện vọng)(?: cá nhân)?))*"
    r" (?:đối với|cho|với)(?: các)?" + _POLITE
)
"""Before who leaves the office behind his name: "thôi giữ chức, nghỉ hưu đối với ông Mẫn"."""

_SENT_ENDS: Final = "động chuyển phái công nhiệm định với cho"
"""The last words of what the two patterns find, before the words of courtesy."""


def as_remembered(line: Line, chain: Chain, one: Named, last: int) -> Named:
    """Return a name with its titles as held no more where who bears it has died or left.

    ``last`` is where the last of those ends who share the titles.
    """
    dead = _is_called_dead(line, one.start)
    dead = dead or (chain.end < one.start and _is_called_dead(line, chain.lead))
    end = max(one.end, chain.end)
    if dead or _is_followed(line, end, (_FELL, _DIED, _LEFT)):
        return one._replace(titles=over(one.titles))
    start = min(one.start, chain.lead)
    if _comes_after(line, start, _RELIEVED):
        return one._replace(titles=over(one.titles))
    sent = _is_followed(line, max(end, last), (_AWAY,)) and _comes_after(line, start, _SENT)
    if not sent and not _is_followed(line, end, (_MOVED,)):
        return one
    titles = (title if title.role == "Ủy viên" else over((title,))[0] for title in one.titles)
    return one._replace(titles=tuple(titles))


def _is_followed(line: Line, end: int, deeds: tuple[str, ...]) -> bool:
    if not line.key.startswith((" ", ","), end):
        return False
    return any(line.writing.pattern(deed).match(line.key, end) for deed in deeds)


def _comes_after(line: Line, at: int, deed: str) -> bool:
    """Say whether a deed stands before, with words of courtesy alone in between."""
    before = line.key[max(0, at - _REACH) : at]
    words = line.writing.words(_SENT_ENDS)
    if words.isdisjoint(before.split()):
        return False
    return line.writing.pattern(deed).search(before) is not None


def _is_called_dead(line: Line, at: int) -> bool:
    """Say whether what stands before calls who is named there dead."""
    before = line.key[max(0, at - _REACH) : at]
    if not before.endswith(line.writing.ends(_ENDS)):
        return False
    dead = line.writing.words(_DEAD_ENDS)
    if not dead.isdisjoint(before.split()) and line.writing.pattern(_DEAD).search(before):
        return True
    late = line.writing is MARKED and "cố" in before
    return late and line.writing.pattern(_LATE).search(before) is not None
