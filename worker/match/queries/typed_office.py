"""An office as a person types it into a query: in any case, and all of it must be understood.

The reader of articles takes a place only with its capitals, and passes over what it does not know.
Here a place left out would mean that office of every place, so what is left over is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product, takewhile
from typing import Final

from worker.match.people.offices import needs_place
from worker.model import Office, OfficeStatus
from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import UNIT_WORDS, place_name
from worker.vietnamese.text.fold import fold, has_marks
from worker.vietnamese.titles.offices import located, office_of, titles_of

_HONORIFIC: Final = re.compile(r"(?:dong chi|d/c|ong|ba)? ?")
_UNITS: Final = re.compile(
    rf"(?:{'|'.join(fold(unit).replace(' ', '[ ]') for unit in UNIT_WORDS)})(?![a-z0-9])"
)
_BETWEEN: Final = " ,-–"
_IN_BRACKETS: Final = re.compile(r"(?P<office>[^()]+?) ?\( ?(?P<within>[^()]+?) ?\)")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_LONGEST: Final = 6
"""Words of a place's name with its kind, at most."""

_LONGEST_OF_PLACES: Final = 2
"""Words of a name that begins with a surname and is taken for a place; with more, for a person."""


@dataclass(frozen=True, slots=True)
class TypedOffice:
    """What was read: an office or none, and what of the phrase was not understood.

    ``former`` says that a former holder was asked for ("nguyên Bí thư Tỉnh ủy").
    """

    office: Office | None
    rest: str = ""
    former: bool = False


def read_typed(phrase: str) -> TypedOffice:
    """Read a phrase: one line of NFC, single spaces between its words.

    The province in which a place lies may stand behind it, as offices are printed: "Chủ tịch Ủy ban
    nhân dân Bãi Bồi (Sông Hàm)", "Chủ tịch UBND phường 5, Sông Hàm".
    """
    bracketed = _IN_BRACKETS.fullmatch(phrase)
    read = _read_whole(phrase)
    if bracketed:
        read = _read_whole(bracketed["office"], longest=_LONGEST)
        read = _with_place_apart(bracketed["office"], read) or read
        if read.office is not None and not read.rest:
            within = _within(read, bracketed["within"])
            return within or replace(read, rest=f"({bracketed['within']})")
    elif places.province(read.rest):
        read = _with_place_apart(phrase, read) or read
    if read.office is not None and read.rest and read.office.place:
        before = phrase[: len(phrase) - len(read.rest)].rstrip()
        if before.endswith(",") and _is_a_place(read.rest):
            return _within(replace(read, rest=""), _one_with_capitals(read.rest)) or read
    return read


def as_printed(phrase: str) -> Office | None:
    """Return the office of a phrase that ends with a place without its kind, if it may.

    "Trưởng Công an Cây Da" is how an office of a commune is printed; articles that leave out its
    kind too mean a body by its own name, as that of a hospital, and so does ``read_typed``.
    """
    placed = _with_place_apart(phrase, _read_whole(phrase))
    return None if placed is None else placed.office


def _with_place_apart(phrase: str, read: TypedOffice) -> TypedOffice | None:
    """Read the capitals at the end of a phrase as a place, with the body that is left.

    The reader of articles is asked how it would take them with the kind of a place before them.
    """
    office, words = read.office, phrase.split()
    if office is None or office.place or office.unit:
        return None
    first = len(words) - sum(1 for _ in takewhile(_is_capital, reversed(words)))
    for at, unit in product(range(max(first, 1), len(words)), ("tỉnh", "xã")):
        place = " ".join(words[at:])
        apart = _read(" ".join([*words[:at], unit, place])).office
        if apart is None or apart.place != place:
            continue
        if f"{apart.body} {place}" == f"{office.body} {read.rest}".strip():
            return replace(read, office=Office(apart.role, apart.body, place), rest="")
    return None


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _within(read: TypedOffice, said: str) -> TypedOffice | None:
    """Return an office in that province; None where it cannot lie in one."""
    office = read.office
    if office is None or office.unit == "tỉnh" or (office.place is None and office.unit is None):
        return None
    unit = _UNITS.match(fold(said))
    province = said[unit.end() :].strip() if unit else said
    province = places.province(province) or place_name(province)
    if office.place is None:
        return replace(read, office=replace(office, within=province))
    own = located(office.role, office.body, office.place, office.unit, province)
    return replace(read, office=replace(own, within=province))


def _is_a_place(phrase: str) -> bool:
    """Say whether what stands behind a comma may be a province's name, and is no second office."""
    named = len(phrase.split()) <= _LONGEST and _LETTERS.fullmatch(phrase) is not None
    return named and next(titles_of(phrase), None) is None


def _read_whole(phrase: str, longest: int = _LONGEST_OF_PLACES) -> TypedOffice:
    """Read a phrase; ``longest`` is of how many words a place may be that looks like a person."""
    read = _read_in_any_case(phrase)
    if read.office is not None and read.rest and not read.office.place:
        read = _with_surname(phrase, read, longest)
    if read.office is None or not read.office.place or has_marks(phrase):
        return read
    named = _provinces().get(blind_key(read.office.place), read.office.place)
    return replace(read, office=replace(read.office, place=named))


def _with_surname(phrase: str, read: TypedOffice, longest: int) -> TypedOffice:
    """Read a place that begins as persons' names do: "Chủ tịch UBND tỉnh Trầm Hương".

    Nobody's name stands behind an office that is asked for; what looks like one whole is refused.
    """
    place, _, further = read.rest.partition(",")
    words = place.split()
    body = phrase[: len(phrase) - len(read.rest)].rstrip()
    if not 1 < len(words) <= _LONGEST or not _LETTERS.fullmatch(place) or body.endswith(","):
        return read
    if len(words) > longest or next(titles_of(place), None) is not None:
        return read
    office = read.office
    if office is None or (office.unit is None and not needs_place(office)):
        return read
    name = _one_with_capitals(place)
    found = replace(
        read, office=located(office.role, office.body, name, office.unit, None), rest=""
    )
    if not further.strip():
        return found
    within = _is_a_place(further.strip()) and _within(found, _one_with_capitals(further.strip()))
    return within or read


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
