"""One page read to be shown, not stored. It is read in the sandbox: little is imported here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from worker.discover.autodiscover import is_scripted
from worker.errors import DiemtinError
from worker.extract.decode import decode
from worker.extract.profile import Profile
from worker.extract.selectors_tried import unmatched
from worker.flow.intake.read import read
from worker.model import Capture, NotAnArticle, Reading

SCRIPTED: Final = "its pages are filled by JavaScript only: out of reach"


@dataclass(frozen=True, slots=True)
class Sample:
    """One page, read as a poll would; ``reading`` None where it was not, for that ``reason``.

    ``fetched`` says whether it answered at all. ``unmatched`` are the fields of the profile whose
    selectors find nothing on it.
    """

    url: str
    reading: Reading | None = None
    reason: str = ""
    fetched: bool = True
    profile: str | None = None
    unmatched: tuple[str, ...] = ()
    scripted: bool = False


def sampled(url: str, layout: Profile | None, capture: Capture) -> Sample:
    """Read a page by a profile, or without; troubles are told in the result."""
    name = layout.name if layout else None
    try:
        reading = read(capture, layout)
    except DiemtinError as error:
        return Sample(url, reason=told_beside(error, url), profile=name)
    lost = unmatched(capture, layout) if layout and not url.startswith("/") else ()
    if isinstance(reading, NotAnArticle):
        scripted = re.search("no article text|no title", reading.reason) is not None
        scripted = scripted and is_scripted(decode(capture.body, capture.content_type).text)
        reason = SCRIPTED if scripted else f"not an article: {reading.reason}"
        return Sample(url, reason=reason, profile=name, unmatched=lost, scripted=scripted)
    return Sample(url, reading, profile=name, unmatched=lost)


def told_beside(error: DiemtinError, address: str) -> str:
    """Return an error in one line; the address stands beside it already."""
    return str(error).removeprefix(f"{address}: ")
