"""Reads the boards on which officials sit beside their office: "Ban Chỉ đạo 389 tỉnh".

They are no office, but stand between one and its holder: "Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ
huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh Lê Văn Mẫn".
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.bodies import BodySaid
from worker.vietnamese.body_table import OF_A_BOARD, Takes
from worker.vietnamese.line import Line
from worker.vietnamese.name_shapes import name_at
from worker.vietnamese.place_phrases import place_at

_BOARD: Final = (
    r"(?:ban chỉ đạo|bcđ|ban vận động|ban soạn thảo|ban chỉ huy"
    r"(?= (?:phòng,? chống|phòng thủ dân sự|pct|ứng phó|tìm kiếm|chữa cháy|diễn tập|thống nhất)))"
    r"(?![^\W_])"
)
_REACH: Final = 160
"""Characters that the name of a board may take."""

_ENDS: Final = re.compile(r"[.;:\n]")
_NEXT: Final = (
    r"(?:,| và| -) (?:nguyên |quyền )?(?:ông|bà|đồng chí|phó|giám đốc|chủ tịch|bí thư|trưởng|chánh"
    r"|chỉ huy trưởng|chỉ huy phó|ủy viên|đại tá|thượng tá|trung tá|thiếu tướng|trung tướng)"
    r"(?![^\W_])"
)
"""What begins the next title or guest."""

_UNIT: Final = (
    r" (?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|đặc khu|quốc gia|trung ương)(?![^\W_])"
)
_UNITS: Final = "tỉnh phố tp huyện quận xã phường khu gia ương"
"""The last words of the kinds of unit."""

_CAPITAL: Final = re.compile(r"(?<= )[^\W\d_a-z]")


def steering_board_at(line: Line, at: int) -> BodySaid | None:
    """Return the board whose name begins there, up to its unit or to who is named behind it."""
    board = line.writing.pattern(_BOARD).match(line.key, at)
    if board is None:
        return None
    stop = _stop(line, board.end())
    for capital in _CAPITAL.finditer(line.text, board.end(), stop):
        begin = capital.start()
        of_unit = line.word_before(begin) in line.writing.words(_UNITS)
        if of_unit and line.text.count(" ", begin, name_at(line, begin)) > 1:
            return BodySaid(begin - 1, OF_A_BOARD, Takes.OWN)
    unit = line.writing.pattern(_UNIT).search(line.key, board.end(), stop)
    if unit is None:
        return BodySaid(board.end(), OF_A_BOARD, Takes.OWN)
    place = place_at(line, unit.start() + 1, bare=False)
    return BodySaid(place.end if place else unit.end(), OF_A_BOARD, Takes.OWN)


def _stop(line: Line, begin: int) -> int:
    """Return where the name of a board ends at the latest."""
    reach = begin + _REACH
    found = (
        _ENDS.search(line.text, begin, reach),
        line.writing.pattern(_NEXT).search(line.key, begin, reach),
    )
    return min((one.start() for one in found if one), default=min(reach, len(line.text)))
