"""What the value of a setting may be: kinds of value, how each is read, and how it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from worker.errors import SettingsError

LOG_LEVELS: Final = ("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LANGUAGES: Final = {"vi": "Vietnamese", "en": "English"}
"""The codes of ``worker.model.Language``, which is not imported: each start reads settings."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value as found: ``where`` it stands, and whether it came as text (environment)."""

    value: object
    where: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``read`` takes what TOML gives, and raises ValueError for what it may not be.

    ``parse`` turns the text of a variable into what TOML would have given. The value of a
    ``secret`` setting is never repeated in an error.
    """

    default: str
    meaning: str
    expected: str
    read: Callable[[object], object]
    parse: Callable[[str], object] = str
    secret: bool = False

    def value_of(self, given: Given) -> Any:
        """Return the value that was given. Raises SettingsError, naming where it stands."""
        try:
            raw = self.parse(str(given.value)) if given.is_text else given.value
            return self.read(raw)
        except ValueError as error:
            shown = "" if self.secret else f" {str(given.value)[:60]!r}"
            what = f"cannot be{shown}" if shown else "this value cannot be used"
            # The chain would show a secret in a traceback.
            cause = None if self.secret else error
            raise SettingsError(what, where=given.where, expected=self.expected) from cause


def yes_or_no(text: str) -> bool:
    """Return what a variable says that is a flag."""
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


def number_said(text: str) -> float:
    """Return the number that a variable says, a whole one as an int."""
    return int(text) if re.fullmatch(r"[-+]?[0-9]+", text) else float(text)


def flag(value: object) -> bool:
    """Return a flag."""
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def between(low: float, high: float) -> Callable[[object], float]:
    """Return a reader of numbers within these bounds."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(value)
        if not low <= value <= high:  # nor is a NaN, which nothing is less or greater than
            raise ValueError(value)
        return float(value)

    return read


def whole(low: int, high: int = 2**63 - 1) -> Callable[[object], int]:
    """Return a reader of whole numbers within these bounds."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(value)
        return value

    return read


def positive(value: object) -> float:
    """Return a number above 0."""
    number = between(0, 1e12)(value)
    if number == 0:
        raise ValueError(value)
    return number


_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST: Final = 365 * 86400


def lengths(value: object) -> tuple[float, ...]:
    """Return lengths of time in seconds, at most a hundred: ``15m 1h 6h`` with blanks or commas."""
    if not isinstance(value, str):
        raise ValueError(value)
    said = value.replace(",", " ").split()
    read = [re.fullmatch(r"([1-9][0-9]{0,8})([smhd])", one) for one in said]
    found = [float(int(one[1]) * _UNITS[one[2]]) for one in read if one is not None]
    rising = all(one < other for one, other in pairwise(found))
    if len(found) < len(said) or not found or not rising or len(found) > 100:
        raise ValueError(value)
    if found[-1] > _LONGEST:
        raise ValueError(value)
    return tuple(found)


def contact(value: object) -> str:
    """Return what may stand in a User-Agent's comment (RFC 9110: no brackets, no controls)."""
    good = isinstance(value, str) and re.fullmatch(
        r"https?://[!-'*-~]{3,190}|[!-'*-?A-~]+@[!-'*-?A-~]+", value
    )
    if not good or len(str(value)) > 200:
        raise ValueError(value)
    return str(value)


def log_level(value: object) -> str:
    """Return the name of a level, in capitals."""
    if not isinstance(value, str) or value.upper() not in LOG_LEVELS:
        raise ValueError(value)
    return value.upper()


def language(value: object) -> str:
    """Return the code of a language, in small letters."""
    if not isinstance(value, str) or value.lower() not in LANGUAGES:
        raise ValueError(value)
    return value.lower()


def database_url(value: object) -> str:
    """Return an address for SQLAlchemy; PostgreSQL's own forms get the driver's name."""
    if not isinstance(value, str) or re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError("not an address")
    scheme, _, rest = value.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg") and rest:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return value
    raise ValueError("not an address")
