"""A person as a text names one."""

from __future__ import annotations

from typing import NamedTuple

from worker.match.people.registered import Registered
from worker.vietnamese.titles.title import Title


class Person(NamedTuple):
    """A span that is a person's name, with the titles that stand at it.

    ``name`` is the full name as the text gives it somewhere; ``registered`` is set where the
    registry has the name. ``via`` says how the span was recognized; ``namesakes`` are the full
    names that a given name may stand for, where it may stand for several.
    """

    start: int
    end: int
    name: str
    titles: tuple[Title, ...] = ()
    via: str = "title"
    registered: Registered | None = None
    doubt: float = 1.0
    namesakes: tuple[str, ...] = ()

    @property
    def has_an_office(self) -> bool:
        """Say whether a title of some body stands at this place."""
        return any(title.body for title in self.titles)
