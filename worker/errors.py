"""What can go wrong, as a small tree: a code, where it happened, and what to do about it.

Outcomes that are expected (a page that has not changed, a duplicate, a refusal by robots.txt)
are results, not errors; see ``worker.model``.
"""

from __future__ import annotations

from typing import ClassVar


class DiemtinError(Exception):
    """One failure, told in one line: ``where: what; expected …; remedy``.

    ``where`` names the file, line, key, address or command concerned. ``cause`` is kept through
    ``raise … from``. ``exit_status`` is what the command ends with when nothing handles it.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", expected: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the one line; control characters cannot break it into two."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        if self.expected:
            line += f"; expected {self.expected}"
        if self.remedy:
            line += f"; {self.remedy}"
        return " ".join(line.split())


class UsageError(DiemtinError):
    """A command was called in a way it cannot follow, a syntax error in a query included."""

    code = "usage"
    exit_status = 2


class SettingsError(DiemtinError):
    """A setting, a seed file or another file written by a person says something unusable."""

    code = "settings"
    exit_status = 2


class FormatError(DiemtinError):
    """A file that should hold an article does not (not UTF-8, empty, no title, …)."""

    code = "format"


class FetchError(DiemtinError):
    """An address could not be fetched whole: name, connection, time, size or protocol.

    ``retry_after`` is the number of seconds the server asked for, if it did.
    """

    code = "fetch"

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        expected: str = "",
        remedy: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, where=where, expected=expected, remedy=remedy)
        self.retry_after = retry_after


class RobotsRefused(FetchError):
    """The site's robots.txt forbids to ask, or cannot be read."""

    code = "robots"


class AddressRefused(FetchError):
    """The address guard does not let a request go there.

    ``moved_to`` is that address where the one that was asked for leads there for good.
    """

    code = "address-refused"
    moved_to: str | None = None


class ArchiveError(DiemtinError):
    """The database cannot be opened, is newer than the code, or refuses to work."""

    code = "archive"


class NotFound(DiemtinError):
    """Nothing in the archive answers to that name, number, hash or address."""

    code = "not-found"


class ReadingStopped(DiemtinError):
    """A page, feed or listing was not read to its end: time, memory, or a parser that crashed."""

    code = "reading-stopped"


class ReadingBroke(DiemtinError):
    """A reader did not foresee what stands on a page; ``trace`` is the traceback, as text."""

    code = "reading-broke"

    def __init__(self, what: str, *, where: str = "", trace: str = "") -> None:
        super().__init__(what, where=where)
        self.trace = trace


class SandboxError(DiemtinError):
    """There is no child process to read pages in; no fault of a page."""

    code = "sandbox"
