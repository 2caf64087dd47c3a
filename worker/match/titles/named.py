"""A name that stands at titles, and what a clause between them says of their status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_REACH: Final = 340
"""Characters before a chain, of its paragraph, in which its holder is looked for."""

NEXT_TITLE: Final = (
    r"(?:, | - | \()(?:nguyên |quyền )?"
    r"(?:phó |bí thư|chủ tịch|giám đốc|trưởng|ủy viên|chánh|viện trưởng|bộ trưởng|thứ trưởng"
    r"|tỉnh ủy viên|đại biểu|hiệu trưởng|chỉ huy|chính ủy|cục trưởng|vụ trưởng|chủ nhiệm)"
)
"""Behind a name: a title of its own, so that what stands before is another's."""

JOINT_REACH: Final = 80
"""Characters that a joint, or a verb of office, may take between a name and a chain."""

_FORMER: Final = (
    r"(?:thôi (?:giữ|làm|chức|nhiệm vụ)|trước (?:đây|đó|là)|từng|miễn nhiệm|bãi nhiệm|cách chức"
    r"|cách (?:hết|tất cả)|(?<!thái )(?<!tài )nguyên (?:là|làm|giữ)|rời|bấy giờ"
    r"|(?:khi|lúc|hồi) (?:đó|ấy)"
    r"|thời điểm đó|trước khi"
    r"|(?:khi|lúc|thời|hồi) (?:còn|đang)|kinh qua|trải qua)"
)
"""What says, between a name and a chain, that the person holds the office no more."""


_FOR_THE_HEAD: Final = (
    r"được (?:giao|phân công)(?: tạm thời)? thực hiện (?:các )?nhiệm vụ"
    r"|tạm thời (?:giữ|đảm nhiệm|đảm trách|làm)|tạm giữ"
)
"""What says that the person only does the work of the office."""

_SHORT: Final = 8
"""Characters of a clause too short to say so."""

_VERB_AT_END: Final = (
    r"^(?!.*(?:được|bầu|cử|bổ nhiệm)).* (?:là|làm|giữ|đảm nhiệm|đảm nhận)(?: các)?"
    r"(?: chức vụ| chức| cương vị| vị trí)*:? $"
)
_EARLIER: Final = (
    r"(?:^|\. |\n)(?:trước (?:đó|đây|kia)|khi ấy|lúc đó|trước (?:khi|ngày|\d)[^,.;\n]{0,90}"
    r"(?:, (?:khóa|nhiệm kỳ)[^,.;\n]{2,24}){0,2}"
    r"|(?:tại |vào )?thời điểm (?!hiện|này)[^,.;\n]{2,40}|cách đây[^,.;\n]{2,24}"
    r"|(?:từ|giai đoạn|nhiệm kỳ)(?: năm| tháng| ngày)? [\d/. -]{4,10}(?: ?đến| ?-)"
    r"(?: năm| tháng| ngày)? ?[\d/.-]*\d{4})"
    r"(?:,|:)? (?:(?!bổ nhiệm|bầu |điều động|chỉ định|phân công)[^,.;\n]){1,40}$"
)
"""A sentence that begins so is about what was: "Trước khi sáp nhập, ông Mẫn"."""


_THEN_HE: Final = (
    r"(?:thời điểm đó|(?:khi|lúc|hồi) (?:đó|ấy)|lúc bấy giờ|bấy giờ|trước (?:đó|đây|kia)), "
    r"(?:ông|bà|anh|chị|đồng chí) (?:đang |còn )?(?:là|làm|giữ chức|giữ|đảm nhiệm) $"
)
"""A clause that tells what somebody was then: "Thời điểm đó, ông là **Ủy viên** …"."""

_THEN_TOOK: Final = (
    r"(?:; đến| để(?= (?:giữ|làm|nhận|đảm))| trước khi(?= (?:làm|giữ|trở thành|đảm|được b))) ?"
)
"""After this comes what somebody took up then, and holds now."""


class Named(NamedTuple):
    """A name that stands at titles; ``doubt`` is what is left of the confidence, 1.0 all."""

    start: int
    end: int
    titles: tuple[Title, ...]
    doubt: float = 1.0


def certain(titles: Iterable[Title]) -> tuple[Title, ...]:
    """Return titles that a person is named with: then one holder is meant."""
    return tuple(
        t._replace(several=False, general=False) if t.several or t.general else t for t in titles
    )


def over(titles: Iterable[Title]) -> tuple[Title, ...]:
    """Return titles as those of somebody who holds them no more."""
    return tuple(t._replace(status=OfficeStatus.FORMER) for t in titles)


def as_said_before(line: Line, chain: Chain, name_end: int) -> tuple[Title, ...]:
    """Return the titles of a chain as those of the name that ends there, before it."""
    clause = line.key[name_end : chain.lead].rpartition(", ")[2]
    # "thôi làm …; đến nhận …", "thôi giữ chức để làm …", "từng làm … trước khi làm …"
    clause = line.writing.pattern(_THEN_TOOK).split(clause)[-1]
    titles = certain(chain.titles)
    if len(clause) > _SHORT and line.writing.pattern(_FOR_THE_HEAD).search(clause) is not None:
        return tuple(t._replace(status=OfficeStatus.ACTING) for t in titles)
    if line.writing.pattern(_FORMER).search(clause) is not None:
        now = _from_now_on(line, titles)
        return (*over(titles[:now]), *titles[now:])
    if line.writing.pattern(_VERB_AT_END).search(clause) is None:
        return titles
    if line.writing.pattern(_THEN_HE).search(line.key, max(name_end, chain.lead - 48), chain.lead):
        return over(titles)
    sentence = line.key[max(0, name_end - 120) : name_end]
    return over(titles) if line.writing.pattern(_EARLIER).search(sentence) else titles


def _from_now_on(line: Line, titles: Sequence[Title]) -> int:
    """Return the index of the title held now: "trước đây là Bí thư …, nay là Chủ tịch …"."""
    for index in range(1, len(titles)):
        gap = line.key[titles[index - 1].end : titles[index].lead]
        if line.writing.pattern(r"(?:nay|hiện)(?: đang)? là ").search(gap):
            return index
    return len(titles)


def before_it(line: Line, chain: Chain) -> tuple[int, str]:
    """Return where what stands before a chain in its paragraph begins, and its key."""
    lead = chain.lead
    floor = max(lead - _REACH, 0)
    floor = max(line.text.rfind("\n", floor, lead) + 1, floor)
    return floor, line.key[floor:lead]
