"""What a number says, however it is written: "2,5 triệu", "hai triệu rưỡi", "2.500.000"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

_ONES: Final = {
    **{"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5},
    **{"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9},
}
_TENS: Final = {"mươi": 10, "chục": 10, "trăm": 100}
_SCALES: Final = {
    **{"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9},
}
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SHORT_FRACTION: Final = re.compile(r"(\d+)\.(\d{1,2})")
"""No thousands: it is 2.5 as English has it."""
_BETWEEN: Final = re.compile(r"\s?[/–-]\s?")


def plain_number(written: str) -> str:
    """Return a number, date or share as all its spellings have it: no dots of thousands, no zeros
    in front, a comma before the fraction, "/" for "-"."""
    return "/".join(map(_plain, _BETWEEN.split(written)))


def _plain(part: str) -> str:
    if _THOUSANDS.fullmatch(part):
        part = part.replace(".", "")
    return _SHORT_FRACTION.sub(r"\1,\2", part).lstrip("0") or "0"


def amount(digits: str, scale: str = "") -> str:
    """Return what a number in digits is, times the words of scale behind it ("nghìn tỷ rưỡi").

    A span of numbers, a share or what is no number stands as it is, and so does its scale.
    """
    number = plain_number(digits)
    words = scale.split()
    try:
        value = Decimal(number.replace(",", "."))
    except InvalidOperation:
        return " ".join([number, *map(_one_spelling, words)])
    factor = 1
    for word in words:
        factor *= _SCALES.get(word, _TENS.get(word, 1))
    half = Decimal(factor) / 2 if words[-1:] == ["rưỡi"] else Decimal(0)
    return _written(value * factor + half)


def spelled_amount(words: str) -> str:
    """Return what a number in words is; the words where they leave it open ("nghìn", "hai ba")."""
    value = _value(words.split())
    return _written(value) if value else " ".join(map(_one_spelling, words.split()))


def _value(words: list[str]) -> Decimal | None:
    total = below = Decimal(0)
    """What is counted up to the last scale, and what stands behind it."""
    digit: int | None = None
    factor = 1
    """Of what "rưỡi" is the half."""
    for word in words:
        if word in _ONES:
            if digit is not None:
                return None
            digit = _ONES[word]
        elif word == "mười":
            below, digit = below + 10, None
        elif word in _TENS:
            if digit is None:
                return None
            factor = _TENS[word]
            below, digit = below + digit * factor, None
        elif word in _SCALES:
            factor = _SCALES[word]
            count = below + (digit or 0)
            if not count and not total:
                return None
            total = total + count * factor if count else total * factor
            below, digit = Decimal(0), None
        elif word == "rưỡi":
            below, digit = below + (digit or 0) + Decimal(factor) / 2, None
    return total + below + (digit or 0)


def _written(value: Decimal) -> str:
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def _one_spelling(word: str) -> str:
    return {"ngàn": "nghìn", "tỉ": "tỷ"}.get(word, word)
