"""Offices as people type them, read as the commands do."""

from __future__ import annotations

from worker.match.queries.typed_office import read_typed
from worker.model import Office
from worker.vietnamese.text.fold import nfc


def read_office(phrase: str) -> Office | None:
    """Return the office that a phrase names, all of which is understood."""
    read = read_typed(nfc(" ".join(phrase.split())))
    return None if read.rest else read.office
