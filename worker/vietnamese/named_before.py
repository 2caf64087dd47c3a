"""Reads an institution that a title calls by its kind: "Hiệu trưởng nhà trường"."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.line import Line, capital_run
from worker.vietnamese.name_shapes import honorific_end, is_common, name_at
from worker.vietnamese.title import Title

_NAMED_BEFORE: Final = (
    r"(?:nhà trường|trường|bệnh viện|trung tâm|học viện|sở|hội"
    r"|vùng|quân khu|quân đoàn|sư đoàn|trung đoàn|lữ đoàn|hải đoàn|đồn(?: biên phòng)?)"
    r"(?=[,;:.)\n]"
    r"| (?:cho|đã|nói|là|cùng|báo|phát|chia|nêu|kể|trả|thông|giới|này|sẽ|phải)(?![^\W_])"
    r"| (?:ông|bà|đồng chí) )"
)
"""An institution that has been named before: "Hiệu trưởng nhà trường cho biết"."""

_OF_ONE_BEFORE: Final = r"(?:sở|hội|trung tâm|bệnh viện|học viện)(?= )"


_CALLED_AFTER: Final = "bệnh_viện học_viện"
"""Kinds of institution that may bear a person's name without more."""

_LONGEST_NAME: Final = 4
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
        if _is_called_after(line, draft, known):
            return None
    school = line.writing.word("trường") in known[0]
    return draft._replace(end=known.end(), kind="Trường" if school else known[0].capitalize())


def _is_surely_named(line: Line, at: int) -> bool:
    """Say whether a person's name stands there, and no body's own: by its surname or middle."""
    run = capital_run(line, at, 3)
    if len(run) < 3 or not name_at(line, at):
        return False
    return is_common(run[0].key, line.writing) or run[1].key in line.writing.words("văn thị")


def _is_called_after(line: Line, draft: Title, kind: re.Match[str]) -> bool:
    """Say whether the name is rather the hospital's: "ông Mẫn, Giám đốc Bệnh viện Lê Văn Hải".

    So it is behind the name of its head, before it, and where no other hospital was named.
    """
    if kind[0] not in line.writing.words(_CALLED_AFTER) or not line.capital(kind.start()):
        return False
    if len(capital_run(line, kind.end() + 1, 6)) > _LONGEST_NAME or _is_joined_to_a_name(
        line, draft.lead
    ):
        return True
    return line.key.find(f"{kind[0]} ", 0, draft.start) < 0


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
