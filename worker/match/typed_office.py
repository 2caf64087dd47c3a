"""An office as a person types it into a query: in any case, and all of it must be understood.

The reader of articles takes a place only with its capitals, and passes over what it does not know.
Here a place left out would mean that office of every place, so what is left over is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from worker.model import Office, OfficeStatus
from worker.vietnamese import places
from worker.vietnamese.fold import fold, has_marks
from worker.vietnamese.keys import blind_key
from worker.vietnamese.offices import office_of, titles_of
from worker.vietnamese.place_phrases import UNIT_WORDS

_HONORIFIC: Final = re.compile(r"(?:dong chi|d/c|ong|ba)? ?")
_UNITS: Final = re.compile(
    rf"(?:{'|'.join(fold(unit).replace(' ', '[ ]') for unit in UNIT_WORDS)})(?![a-z0-9])"
)
_BETWEEN: Final = " ,-–"


@dataclass(frozen=True, slots=True)
class TypedOffice:
    """What was read: an office or none, and what of the phrase was not understood.

    ``former`` says that a former holder was asked for ("nguyên Bí thư Tỉnh ủy").
    """

    office: Office | None
    rest: str = ""
    former: bool = False


def read_typed(phrase: str) -> TypedOffice:
    """Read a phrase: one line of NFC, single spaces between its words."""
    read = _read_in_any_case(phrase)
    if read.office is None or not read.office.place or has_marks(phrase):
        return read
    named = _provinces().get(blind_key(read.office.place), read.office.place)
    return replace(read, office=replace(read.office, place=named))


def _read_in_any_case(phrase: str) -> TypedOffice:
    """Read a phrase; where its place has no capitals, as if it had."""
    read = _read(phrase)
    if read.office is None or not read.rest or read.office.place:
        return read
    before = phrase[: len(phrase) - len(read.rest)]
    again = _read(before + _with_capitals(read.rest))
    return again if not again.rest else read


def _read(phrase: str) -> TypedOffice:
    """Read a phrase as an article would have it."""
    title = next(titles_of(phrase), None)
    if title is None or not title.body or title.several:
        return TypedOffice(None, phrase)
    before = fold(phrase[: title.lead])
    if not _HONORIFIC.fullmatch(before):
        return TypedOffice(None, phrase)
    rest = phrase[title.end :].lstrip(_BETWEEN)
    return TypedOffice(office_of(title), rest, title.status is OfficeStatus.FORMER)


def _with_capitals(place: str) -> str:
    """Return the name of a place with its capitals: "huyện cái sậy" as "huyện Cái Sậy"."""
    return ", ".join(_one_with_capitals(part.strip()) for part in place.split(","))


def _one_with_capitals(place: str) -> str:
    unit = _UNITS.match(fold(place))
    name = place[unit.end() :] if unit else place
    words = (word[:1].upper() + word[1:].lower() for word in name.split())
    return " ".join((*place[: unit.end() if unit else 0].lower().split(), *words))


@lru_cache(maxsize=1)
def _provinces() -> dict[str, str]:
    """Return the provinces before and after the mergers of 2025, by their blind keys."""
    days = (places.MERGED, places.DISTRICTS_END, date(2020, 1, 1))
    return {blind_key(unit.name): unit.name for day in days for unit in places.provinces_on(day)}
