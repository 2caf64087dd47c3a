"""Offices that people type: "Phó chủ tịch UBND tỉnh Bến Tre" to role, body and place in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from worker.model import Office
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import place_at, place_name
from worker.vietnamese.text.fold import fold, nfc
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.roles import folded_roles
from worker.vietnamese.titles.title import Title
from worker.vietnamese.titles.titles import title_at

FARMING: Final = "Nông nghiệp và Môi trường"
_FARMING_MERGED: Final = date(2025, 2, 18)
"""The day on which parliament decided that there is one ministry for both."""


def titles_of(phrase: str) -> Iterator[Title]:
    """Yield the titles that a short phrase names, leftmost and longest first."""
    line = Line(nfc(" ".join(phrase.split())))
    words = "".join(char if char.isalnum() else " " for char in fold(line.text))
    folded = f" {words} "
    done = 0
    hits = (
        (folded.find(f" {key} ", 0), -len(key), role)
        for key, roles in folded_roles().items()
        for role in roles
    )
    for start, _, role in sorted((h for h in hits if h[0] >= 0), key=lambda h: h[:2]):
        if start < done or not line.key.startswith(line.writing.word(role.key), start):
            continue
        title = title_at(line, role, start)
        if title is not None and not title.foreign:
            done = title.end
            yield title


def office_of(title: Title) -> Office:
    """Return the office of a title with what the phrase itself says of its place."""
    if title.takes is Takes.CENTRAL or title.place is None or title.place.name is None:
        unit = None if title.takes is Takes.CENTRAL else title.unit
        return Office(title.role, title.body, None, unit, None)
    return located(title.role, title.body, title.place.name, title.unit, title.place.within)


@lru_cache(maxsize=4096)
def located(role: str, body: str, place: str, unit: str | None, within: str | None) -> Office:
    """Return an office of a named place; what the known units say of it is filled in."""
    known = [one for one in places.units(place) if unit is None or one.kind == unit]
    if within is not None:
        known = [one for one in known if one.province == within] or known
    kinds = {one.kind for one in known}
    if unit is None and len(kinds) == 1:
        unit = kinds.pop()
    if unit is None and any(one.level is places.Level.PROVINCE for one in known):
        provinces_so_called = [one for one in known if one.level is places.Level.PROVINCE]
        unit = max(provinces_so_called, key=lambda one: one.start or date.min).kind
    provinces = {one.province for one in known if unit is None or one.kind == unit}
    is_province = any(
        one.level is places.Level.PROVINCE and (unit is None or one.kind == unit) for one in known
    )
    if unit == "tỉnh" or (is_province and within is None):
        return Office(role, body, place, unit, None)
    if within is None and len(provinces) == 1:
        within = provinces.pop()
    return Office(role, body, place, unit, within)


def canonical_office(
    role: str,
    body: str,
    place: str | None = None,
    *,
    unit: str | None = None,
    within: str | None = None,
) -> Office:
    """Return the office in full canonical forms for what a person typed.

    What is no known title stays as typed.
    """
    typed = " ".join(part for part in (role, body) if part)
    title = next(titles_of(typed), None)
    if title is not None and title.body and title.end == len(nfc(" ".join(typed.split()))):
        role, body, unit = title.role, title.body, unit or title.unit
        if title.place is not None and title.place.name and place is None:
            place = title.place.name
        if title.takes is Takes.CENTRAL and place is None:
            return Office(role, body)
    if place is None:
        return Office(role, body, None, unit, within)
    said = place_at(Line(nfc(place)), 0, bare=True)
    if said is not None and said.name is not None and said.end == len(nfc(place)):
        place, unit, within = said.name, said.unit or unit, within or said.within
    return located(role, body, place_name(place), unit, within)


def lacks_place(office: Office) -> bool:
    """Say whether an office is one of a province, district or commune, and it is not said which."""
    if office.place is not None:
        return False
    title = next(titles_of(f"{office.role} {office.body}"), None)
    return title is not None and title.takes in (Takes.UNIT, Takes.PROVINCE)


def farming_on(body: str, day: date) -> str:
    """Return a body of the department or the ministry of farming as it was called on a day."""
    if day >= _FARMING_MERGED:
        return body
    return body.removesuffix(FARMING) + "Nông nghiệp và Phát triển nông thôn"
