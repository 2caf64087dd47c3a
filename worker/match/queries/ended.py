"""Offices that have ended, and what followed them, as a reader is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from worker.model import Facts, Office
from worker.vietnamese.places.succession import ended


@dataclass(frozen=True, slots=True)
class EndedOffice:
    """An office that no longer exists: its last day, and the offices that followed it.

    ``why`` is one line in English.
    """

    office: Office
    on: date
    successors: tuple[Office, ...]
    why: str

    @property
    def facts(self) -> Facts:
        """Return it as evidence keeps it, to be told in the reader's language."""
        known = {
            "what": "ended",
            "office": str(self.office),
            "last": self.on.isoformat(),
            "followed": "; ".join(str(office) for office in self.successors),
            "why": "" if self.successors else self.why,
        }
        return tuple((name, fact) for name, fact in known.items() if fact)

    @property
    def told(self) -> str:
        """Return it in one line, as commands say it."""
        followed = " and ".join(str(office) for office in self.successors)
        after = f"followed by {followed}" if followed else self.why
        return f"{self.office} ended {self.on.isoformat()}, {after}"


def ended_by(office: Office, day: date | None) -> EndedOffice | None:
    """Return how an office had ended by that day; None where it had not, or no day is known."""
    found = None if day is None else ended(office, day)
    if found is None:
        return None
    return EndedOffice(office, found.on, found.successors, found.why)
