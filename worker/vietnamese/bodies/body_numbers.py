"""Reads what numbers and regions say behind a body: "Đội CSGT số 2", "TAND khu vực 3"."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.places.place_ends import known_words, province_ends
from worker.vietnamese.text.line import Line, capital_run

_REGION: Final = r" (\d{1,2}|[ivx]{1,5})(?![^\W_])"
_PROVINCE: Final = r"(?:tỉnh|thành phố|tp\.?) ?(?=[^\W\d_])"
_TEAM: Final = r"(?P<field>(?: đường bộ| đường thủy)?) (?:số )?(?P<number>\d{1,2})(?![^\W_])"


_NUMBER: Final = re.compile(r"\d{1,4}(?![^\W_/.-]|[/.-]\d)")
_ARM_AND_NUMBER: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_A-ZĐ]{2,6}){0,3} \d{1,4}(?![^\W_])")

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ARABIC: Final = {roman: str(number) for number, roman in enumerate(_ROMAN, 1)}


def numbered(first: str, own: str) -> str:
    """Return the own name of a body: of the army's parts in figures, "Quân khu IV" too."""
    return _ARABIC.get(own, own) if first.startswith("Quân ") else own


def number_of_unit(line: Line, at: int) -> int:
    """Return where a unit's number ends, with what it is armed with: "Lữ đoàn Tàu ngầm 189".

    0 for none.
    """
    found = (_ARM_AND_NUMBER if line.capital(at) else _NUMBER).match(line.text, at)
    return found.end() if found else 0


def with_number(line: Line, end: int, name: str) -> tuple[int, str]:
    """Read on over the field and number of a team: "Đội CSGT số 2", "Đội CSGT đường bộ số 1"."""
    number = line.writing.pattern(_TEAM).match(line.key, end)
    if number is None or not name.startswith("Đội "):
        return end, name
    field = line.text[number.start("field") : number.end("field")].lower()
    return number.end(), f"{name}{field} số {number['number']}"


def of_region(line: Line, end: int, name: str) -> tuple[int, str]:
    """Read the number or name of a region: "Tòa án nhân dân khu vực 3"."""
    number = line.writing.pattern(_REGION).match(line.key, end)
    if number is None:
        return end, name
    end, name = number.end(), f"{name} {number[1].upper()}"
    if not line.key.startswith(" - ", end):
        return end, name
    if province_ends(line, end + 3) or line.writing.pattern(_PROVINCE).match(line.key, end + 3):
        return end + 2, name  # "khu vực 3 - Sông Hàm": the province follows
    run = capital_run(line, end + 3, 8)
    known = known_words(line, run)
    if known < 2:
        return end, name
    # "khu vực 2 - Đầm Dơi": it has its seat's name
    seat = line.text[run[0].start : run[known - 1].end]
    return run[known - 1].end, f"{name} - {seat}"
