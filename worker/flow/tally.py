"""What one run of one source came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from worker.errors import DiemtinError, FetchError
from worker.fetch.failures import RestingError


@dataclass(slots=True)
class Tally:
    """What one run came to; filled as the run goes on, stored when it ends.

    ``answered`` counts the ways that answered, unchanged ones included. ``resting`` says that a
    site was not asked because it wants to be left alone, ``rest_asked`` for how many seconds more.
    """

    answered: int = 0
    discovered: int = 0
    fetched: int = 0
    stored: int = 0
    alerts: int = 0
    resting: bool = False
    rest_asked: float = 0.0
    troubles: list[str] = field(default_factory=list)

    def failed(self, error: DiemtinError) -> None:
        """Take down a failure, and how long a server wants to be left alone for it."""
        self.troubles.append(str(error))
        if isinstance(error, FetchError) and error.retry_after:
            self.rest_asked = max(self.rest_asked, error.retry_after)
        self.resting = self.resting or isinstance(error, RestingError)

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
