"""A title of office as a phrase says it."""

from __future__ import annotations

from typing import Final, NamedTuple

from worker.model import OfficeStatus
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.places.place_phrases import PlaceSaid
from worker.vietnamese.titles.roles import Family

_OF_MANY: Final = frozenset({"Đại biểu", "Ủy viên", "Ủy viên Thường trực"})
"""Roles that many hold in one body."""

_LED_BY_ONE: Final = ("Đảng ủy", "Quân ủy")
"""How central committees begin that have one secretary; the Party and the Youth Union have more."""


class Title(NamedTuple):
    """An office as a phrase says it.

    ``start`` to ``end`` is the phrase without honorific and status; ``lead`` is where the status
    word begins, else ``start``. ``body`` is empty for a role that stands alone ("Bộ trưởng").
    ``unit`` is the kind of unit that the body or the phrase says, ``place`` what it says of
    where. ``several`` says that no particular holder is meant ("các bí thư chi bộ"), ``general``
    that the office itself is meant ("chức danh Chủ tịch"). ``foreign`` titles are no offices.
    ``kind`` is the kind of body of which the text has named one before ("Hiệu trưởng nhà trường").
    """

    start: int
    end: int
    lead: int
    role: str
    family: Family
    body: str
    takes: Takes
    unit: str | None = None
    place: PlaceSaid | None = None
    status: OfficeStatus = OfficeStatus.CURRENT
    several: bool = False
    general: bool = False
    foreign: bool = False
    kind: str = ""

    @property
    def is_member(self) -> bool:
        """Say whether many hold this office: unnamed it means nobody in particular."""
        central = self.takes is Takes.CENTRAL and not self.body.startswith(_LED_BY_ONE)
        secretary = self.role == "Bí thư" and central
        return self.family is Family.MEMBER or self.role in _OF_MANY or secretary
