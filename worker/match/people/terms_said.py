"""Terms that are said with an office: "Bí thư Huyện ủy nhiệm kỳ 2010 - 2015"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.model import OfficeStatus
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_UNTIL: Final = (
    r" đến (?:hết |cuối |đầu )?(?:tháng |năm |ngày )?(?:\d{1,2}[/-]){0,2}(?P<end>(?:19|20)\d\d)"
    r"(?![\d/])"
)
"""The end of a term behind an office: " đến tháng 8/2011"."""

_UNTIL_REST: Final = (
    r" (?:cho )?(?:đến|tới) (?:khi|lúc|ngày) (?:về hưu|nghỉ hưu|về nghỉ|qua đời|từ trần|hy sinh)"
)
"""How a term ends that was somebody's last: " cho đến khi nghỉ hưu"."""

_TERM: Final = (
    r",? \(?(?:khóa [ivx\d]+,? \(?)?(?:các )?(?:nhiệm kỳ|giai đoạn|thời kỳ|từ năm|từ tháng|từ)? ?"
    r"(?:\d{1,2}[/-])?(?:19|20)\d\d ?(?:-|đến) ?(?:hết |cuối |đầu )?(?:năm |tháng )?"
    r"(?:\d{1,2}[/-])?(?P<end>(?:19|20)\d\d)(?![\d/])"
)
"""The years of a term behind an office: " nhiệm kỳ 2010 - 2015"."""

_CAREER: Final = (
    r"(?:[-+•*] ?)?(?:từ )?(?:(?:tháng|năm|ngày) )?\d[\d/.]{3,9} ?(?:-|đến)(?: (?:tháng|năm|ngày))?"
    r" ?(?:\d[\d/.]{3,9}|nay) ?(?::|-|,? là )"
)
"""How a line of somebody's career begins: "- 5/1998 - 10/2006: "."""

_WENT_THROUGH: Final = (
    r"(?:kinh qua|trải qua|từng (?:giữ|đảm nhiệm|đảm nhận|làm|là|công tác))[^.\n]*$"
)
"""What somebody went through: "từng giữ các chức vụ …"."""

_WENT_WORDS: Final = "kinh_qua trải_qua từng"
"""Words of which what the pattern finds has one: a look for them saves most searches."""


def is_of_a_career(line: Line, at: int) -> bool:
    """Say whether a line tells when somebody held the office that is named there.

    Or what he went through: "kinh qua nhiều vị trí như Bí thư Huyện đoàn, …".
    """
    begin = line.last_before("\n", at) + 1
    if line.writing.pattern(_CAREER).match(line.key, begin, at):
        return True
    words = line.writing.words(_WENT_WORDS)
    if all(line.first_between(word, begin, at) is None for word in words):
        return False
    return line.writing.pattern(_WENT_THROUGH).search(line.key[begin:at]) is not None


def with_terms(line: Line, titles: Sequence[Title], year: int) -> list[Title]:
    """Return titles, those former whose term was over before that year, and those said with them.

    "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh nhiệm kỳ 2011 - 2016": so was the secretary.
    """
    told: list[Title] = []
    over = False
    for title in reversed(titles):
        shared = over and line.key[title.end : told[-1].start] in {", ", ", rồi "}
        over = bool(title.body) and (shared or _is_over(line, title.end, year))
        told.append(title._replace(status=OfficeStatus.FORMER) if over else title)
    return told[::-1]


def _is_over(line: Line, end: int, year: int) -> bool:
    """Say whether a term is said behind a title that was over before that year.

    "Bí thư Huyện ủy nhiệm kỳ 2010 - 2015", "Chủ tịch UBND huyện từ năm 2011 đến tháng 5/2016".
    """
    if not line.key.startswith((" ", ", ", " ("), end):
        return False
    if line.writing.pattern(_UNTIL_REST).match(line.key, end):
        return True
    term = line.writing.pattern(_TERM).match(line.key, end)
    term = term or line.writing.pattern(_UNTIL).match(line.key, end)
    return term is not None and int(term["end"]) < year
