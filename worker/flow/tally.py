"""What one run of one source came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from worker.errors import DiemtinError


@dataclass(slots=True)
class Tally:
    """What one run came to; filled as the run goes on, stored when it ends.

    ``answered`` counts the ways that answered, unchanged ones included. ``moved_to`` holds for
    each that brought something the site to which it was redirected for good, or None.
    """

    answered: int = 0
    discovered: int = 0
    fetched: int = 0
    stored: int = 0
    alerts: int = 0
    moved_to: set[str | None] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    @property
    def error(self) -> str | None:
        """Return the first trouble and how many there were, or None."""
        if not self.troubles:
            return None
        more = len(self.troubles) - 1
        return self.troubles[0] + (f" (and {more} more)" if more else "")


def unforeseen(error: Exception) -> str:
    """Return what a run, or a page, says of an error that was not foreseen."""
    return str(error) if isinstance(error, DiemtinError) else f"{type(error).__name__}: {error}"
