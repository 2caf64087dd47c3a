"""What one run of one source came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from worker.address.page_key import page_key
from worker.errors import DiemtinError, FetchError
from worker.fetch.failures import RestingError
from worker.model import Fault, PageCounts


@dataclass(slots=True)
class Tally:
    """What one run came to; filled as the run goes on, stored when it ends.

    ``discovered`` counts pages, each once however many ways lead to it (``listed`` has their keys);
    ``answered`` counts the ways that answered, unchanged ones included; ``empty`` are those of them
    in which no page was found. ``moved_to`` holds for each that brought something the site to which
    it was redirected for good, or None. ``faults`` are of the other ways; ``became`` counts what
    became of pages, under the names of ``model.PageCounts``. ``broke_down`` is what ended the run
    before its time, an error of ours. ``resting`` says that a site was not asked because it wants
    to be left alone, ``rest_asked`` for how many seconds more.
    """

    answered: int = 0
    discovered: int = 0
    fetched: int = 0
    stored: int = 0
    alerts: int = 0
    moved_to: set[str | None] = field(default_factory=set)
    empty: list[str] = field(default_factory=list)
    resting: bool = False
    rest_asked: float = 0.0
    troubles: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    listed: set[str] = field(default_factory=set)
    broke_down: bool = False

    def found(self, urls: Iterable[str]) -> None:
        """Count the pages that a way led to, those not again that another way has led to."""
        new = {page_key(url) for url in urls} - self.listed
        self.listed |= new
        self.discovered += len(new)

    def failed(self, error: DiemtinError) -> None:
        """Take down a failure, and how long a server wants to be left alone for it."""
        self.troubles.append(str(error))
        self.left_alone(error)

    def left_alone(self, error: DiemtinError) -> None:
        """Note where a failure says that a server wants to be left alone, and for how long."""
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

    @property
    def pages(self) -> PageCounts:
        """Return what became of the pages."""
        return PageCounts(**self.became)

    def way_failed(self, fault: Fault, told: str) -> None:
        """Note that a way brought nothing, and why."""
        self.faults.append(fault)
        self.troubles.append(told)

    def article_read(self, *, dated: bool) -> None:
        """Count a page that was read as an article."""
        self.became["read"] += 1
        self.became["undated"] += not dated

    def page_failed(self, became: str, *, again: bool) -> None:
        """Count a page that was not; one that has failed before is not counted ``again``."""
        self.became[became] += not again

    def end_early(self, error: Exception) -> None:
        """Note what ended the run before its time."""
        self.broke_down = True
        self.troubles.append(unforeseen(error))


def unforeseen(error: Exception) -> str:
    """Return what a run, or a page, says of an error that was not foreseen."""
    return str(error) if isinstance(error, DiemtinError) else f"{type(error).__name__}: {error}"
