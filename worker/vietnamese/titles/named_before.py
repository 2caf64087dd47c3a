"""Reads an institution that a title calls by its kind: "Hiệu trưởng nhà trường"."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.names.name_shapes import honorific_end, is_common, name_at, name_length
from worker.vietnamese.text.line import Line, capital_run
from worker.vietnamese.titles.title import Title

_NAMED_BEFORE: Final = (
    r"(?:nhà trường(?= [^\W\d_])|(?:nhà trường|trường|bệnh viện|trung tâm|học viện|sở|bộ|hội"
    r"|vùng|quân khu|quân đoàn|binh đoàn|sư đoàn|trung đoàn|lữ đoàn|hải đoàn|đồn(?: biên phòng)?)"
    r"(?=[,;:.)\n]"
    r"| (?:và|cho|đã|nói|là|cùng|báo(?! chí)|chia|nêu|kể|trả|này|sẽ|phải|tham|chủ trì"
    r"|phát (?:biểu|động|lệnh)|thông (?:báo|qua|tin (?:rằng|thêm|cho|với|về|tại|đến))"
    r"|giới thiệu(?! việc làm)|dự(?! (?:báo|phòng|án|trữ))"
    r"|giữ|kiêm|được|yêu cầu|đề nghị|khẳng định|nhấn mạnh|cho hay|tâm sự|thừa nhận|phụ trách"
    r"|nhận (?:định|xét)|bày tỏ|đánh giá|giải thích|lý giải"
    r"|(?:tự hào|phấn khởi|vui mừng|vui vẻ)(?= [^\W\d_]))(?![^\W_])"
    r"| (?:ông|bà|đồng chí) ))"
)
"""An institution that has been named before: "Hiệu trưởng nhà trường cho biết"."""

_OF_ONE_BEFORE: Final = r"(?:nhà trường|sở|bộ|hội|trung tâm|bệnh viện|học viện|ủy ban)(?= )"

_AFTER_PERSONS: Final = "bệnh_viện học_viện"
"""Kinds of institutions that may be called after a person."""

_SPOKEN_OF: Final = r"(?<![^\W_])(?:bệnh viện|bv|bvđk|học viện)(?![^\W_])"
_JOINT: Final = re.compile(r"(?:, | - )$")


def named_before(line: Line, draft: Title, at: int) -> Title | None:
    """Return the title of who heads an institution that has been named before."""
    known = line.writing.pattern(_NAMED_BEFORE).match(line.key, at)
    if (
        known is not None
        and line.capital(known.end() + 1)
        and not _is_polite(line, known.end() + 1)
    ):
        known = None
    if known is None:
        known = line.writing.pattern(_OF_ONE_BEFORE).match(line.key, at)
        if known is None or not _is_surely_named(line, known.end() + 1):
            return None
        if _bears_a_name(line, draft, at, known.end() + 1):
            return None
    school = line.writing.word("trường") in known[0]
    return draft._replace(end=known.end(), kind="Trường" if school else known[0].capitalize())


def _is_surely_named(line: Line, at: int) -> bool:
    """Say whether a person's name stands there, and no body's own: by its surname or middle."""
    run = capital_run(line, at, 3)
    if len(run) < 3 or not name_at(line, at):
        return False
    return is_common(run[0].key, line.writing) or run[1].key in line.writing.words("văn thị")


def _bears_a_name(line: Line, draft: Title, at: int, start: int) -> bool:
    """Say whether the name there is the hospital's own, not its head's: "Bệnh viện Lê Văn Mẫn".

    So it is behind the name of its head, where no hospital has been spoken of before, or elsewhere
    the one of that name, and where the head's name follows.
    """
    kind = line.key[at : start - 1]
    if kind not in line.writing.words(_AFTER_PERSONS):
        return False
    if _is_joined_to_a_name(line, draft.lead):
        return True
    end = name_at(line, start)
    spoken = line.writing.pattern(_SPOKEN_OF).search(line.key, 0, draft.lead)
    if spoken is None or line.key.count(line.key[at:end]) > 1:
        return True
    run = capital_run(line, end + 1, 3)
    return line.text[end : end + 1] == " " and name_length(line, run) > 1


def _is_joined_to_a_name(line: Line, lead: int) -> bool:
    """Say whether a comma or a dash stands before, and a person's name before that."""
    joint = _JOINT.search(line.text, max(0, lead - 3), lead)
    if joint is None:
        return False
    words = line.text[max(0, joint.start() - 32) : joint.start()].split()[-4:]
    capitals = [word for word in words if word[:1].isupper() and word.isalpha()]
    return len(capitals) > 1 and words[-2:] == capitals[-2:]


def _is_polite(line: Line, at: int) -> bool:
    return honorific_end(line, at) > at
