"""Whom and which office a query asks for, and whether a mention is of them.

Each has a key that is blind to marks and spelling. What is asked for and what is found share it
wherever the one is found by the other, so indexes and gates look for the key alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from worker.model import Mention, Office, OfficeStatus
from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.names.names import name_key, split_label
from worker.vietnamese.text.fold import has_marks, nfc


class OfficeKey(NamedTuple):
    """An office without regard to marks and spelling; ``place`` is empty for that of any place."""

    role: str
    body: str
    place: str


@dataclass(frozen=True, slots=True)
class AskedName:
    """A person as typed: by the marks where any were typed, else blind to them.

    Case, tone placement and i/y spelling do not matter. With a distinction in brackets, only the
    namesake who has it; without one, all who bear the name.
    """

    name: str
    distinction: str = ""
    marked: bool = False

    @classmethod
    def of(cls, text: str) -> AskedName:
        """Read a name or a label as it was typed."""
        text = nfc(text)
        return cls(*split_label(text), has_marks(text))

    @property
    def label(self) -> str:
        """Return the name as it was typed, with the distinction if there is one."""
        return f"{self.name} ({self.distinction})" if self.distinction else self.name

    @property
    def key(self) -> str:
        """Return what every name found has as its ``official_key``."""
        return blind_key(self.name)

    def is_asked(self, label: str) -> bool:
        """Say whether an official's name or label is that of whom was asked for."""
        name, distinction = split_label(label)
        if not _same(self.name, name, self.marked):
            return False
        return not self.distinction or _same(self.distinction, distinction, self.marked)

    def odds(self, mention: Mention) -> float:
        """Return the odds that the mention is of whom was asked for; 0 where it cannot be."""
        return min(1.0, sum(odds for label, odds in officials(mention) if self.is_asked(label)))


@dataclass(frozen=True, slots=True)
class AskedOffice:
    """An office as read from what was typed; ``marked`` where it was typed with marks.

    Without a place it is that office of any place. Unit and province tell places of one name
    apart only where they were typed, and where the article says them.
    """

    office: Office
    marked: bool = True

    @property
    def key(self) -> OfficeKey:
        """Return what every office found has as one of its ``office_keys``."""
        return _key(self.office, self.office.place or "")

    def is_asked(self, office: Office) -> bool:
        """Say whether an office is the one asked for."""
        if self.key not in office_keys(office):
            return False
        if self.marked and not _same_marks(self.office, office):
            return False
        return _compatible(self.office.unit, office.unit, self.marked) and _compatible(
            self.office.within, office.within, self.marked
        )

    def held(self, mention: Mention) -> tuple[Office, ...]:
        """Return which offices of a mention are asked for; a former holder's do not count."""
        return tuple(office for office in offices(mention) if self.is_asked(office))


def officials(mention: Mention) -> list[tuple[str, float]]:
    """Return the officials that a mention names or may name, with their odds."""
    if mention.official is not None:
        return [(mention.official, 1.0)]
    return [(candidate.official, candidate.odds) for candidate in mention.candidates]


def offices(mention: Mention) -> list[Office]:
    """Return the offices that a mention's text says are held, acting holders included."""
    return [said.office for said in mention.offices if said.status is not OfficeStatus.FORMER]


def official_key(label: str) -> str:
    """Return the key under which an official is found: that of the name, whoever's it is."""
    return blind_key(split_label(label)[0])


@lru_cache(maxsize=20_000)
def office_keys(office: Office) -> frozenset[OfficeKey]:
    """Return the keys under which an office is found: with its place, and of any place."""
    return frozenset((_key(office, office.place or ""), _key(office, "")))


def same_name(asked: str, name: str) -> bool:
    """Say whether a name is the one asked for: by its marks where any were typed, else blind."""
    return _same(asked, name, has_marks(nfc(asked)))


def _key(office: Office, place: str) -> OfficeKey:
    return OfficeKey(blind_key(office.role), blind_key(office.body), blind_key(place))


def _same(asked: str, name: str, marked: bool) -> bool:
    if blind_key(asked) != blind_key(name):
        return False
    return not marked or name_key(asked) == name_key(name)


def _same_marks(asked: Office, office: Office) -> bool:
    pairs = [(asked.role, office.role), (asked.body, office.body)]
    if asked.place:
        pairs.append((asked.place, office.place or ""))
    return all(name_key(one) == name_key(other) for one, other in pairs)


def _compatible(asked: str | None, said: str | None, marked: bool) -> bool:
    """Say whether what was typed and what the article says do not contradict one another."""
    return asked is None or said is None or _same(asked, said, marked)
