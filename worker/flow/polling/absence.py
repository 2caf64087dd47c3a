"""Whether what came in place of an article says that it is there no more.

A login page, a check for robots, a site that says it is out of order and an answer that is no page
at all say nothing of the article.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from worker.address.canonical import canonical_url
from worker.archive.pages.pages import Page
from worker.extract.gate import GATES, NOT_FOUND
from worker.extract.refusal import is_broken
from worker.flow.polling.tally import Tally
from worker.identify.vanished import is_notice
from worker.model import Absence, Capture, NotAnArticle, Reading, Source, WayKind

_SAYS_NOTHING: Final = GATES - {NOT_FOUND}


def absence_in(
    capture: Capture, reading: Reading | NotAnArticle, source: Source
) -> tuple[Absence, str] | None:
    """Return how a page that showed an article is missing and what tells so; None where it is not.

    None too where that cannot be told: then the look has failed.
    """
    if isinstance(reading, NotAnArticle) and reading.reason in _SAYS_NOTHING:
        return None
    if _leads_home(capture, source):
        return Absence.ELSEWHERE, f"leads to {capture.final_url}"
    if isinstance(reading, Reading):
        return (Absence.SAID, NOT_FOUND) if is_notice(reading.article) else None
    if reading.reason == NOT_FOUND:
        return Absence.SAID, reading.reason
    return None if is_broken(reading.reason) else (Absence.UNREAD, reading.reason)


def _leads_home(capture: Capture, source: Source) -> bool:
    """Say whether a page was redirected to the front page of a site, or to a list of articles."""
    if capture.final_url == capture.url:
        return False
    parts = urlsplit(capture.final_url)
    if parts.path in ("", "/") and not parts.query:
        return True
    ways = {canonical_url(way.address) for way in source.ways if way.kind is not WayKind.FOLDER}
    return canonical_url(capture.final_url) in ways


def count_missing(page: Page, absence: Absence, tally: Tally) -> None:
    """Count a page that cannot be read any more: it may be the reader that fails.

    That a page says it is not there is usual.
    """
    if absence is Absence.UNREAD:
        tally.page_failed("unread", again=page.missing_since is not None or page.failures > 0)
