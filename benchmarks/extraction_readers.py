"""Who reads the pages: ourselves with and without profiles, and three known libraries.

A peer gets the page decoded and with its address, and no picture is fetched. Its lead is the first
line of its text that is not the title.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Final

from benchmarks.extraction_pages import Page, Read
from benchmarks.extraction_score import letters
from worker.errors import FormatError
from worker.extract.decode import decode
from worker.extract.page import extract
from worker.extract.profile import Profile, profile_for
from worker.model import Capture, NotAnArticle, Precision
from worker.normalize.reading import read

Reader = Callable[[Page], Read | None]

_SPARED: Final[Mapping[str, Mapping[str, Mapping[str, object]]]] = {
    "langdetect": {
        "langdetect": {"detect": lambda _: "vi"},
        "langdetect.lang_detect_exception": {"LangDetectException": ValueError},
    },
    "hurry": {"hurry": {}, "hurry.filesize": {"size": str}},
}
"""Packages, their modules, and what of these is used."""

OURS: Final = "Điểm Tin, no profile"
WITH_PROFILES: Final = "Điểm Tin, profiles"
_PEERS: Final = {
    "trafilatura": "trafilatura",
    "newspaper": "newspaper4k",
    "newsplease": "news-please",
}
"""Modules and the packages that bring them."""


def readers() -> tuple[Mapping[str, Reader], list[str]]:
    """Return who can read here, and a line for each peer that is not installed."""
    peers = {"trafilatura": _trafilatura, "newspaper": _newspaper, "newsplease": _newsplease}
    here = {_PEERS[name]: peer for name, peer in peers.items() if find_spec(name) is not None}
    missing = [
        f"{package} is not installed and left out: make bench-extraction installs it"
        for name, package in _PEERS.items()
        if find_spec(name) is None
    ]
    return {OURS: _without_profile, WITH_PROFILES: _with_profile, **here}, missing


def _with_profile(page: Page) -> Read | None:
    return _ours(page, profile_for(page.url, None))


def _without_profile(page: Page) -> Read | None:
    return _ours(page, None)


def _ours(page: Page, profile: Profile | None) -> Read | None:
    now = datetime.now(UTC)
    capture = Capture(page.url, page.url, page.html, "text/html", now)
    found = extract(capture, profile)
    if isinstance(found, NotAnArticle):
        return None
    try:
        reading = read(found)
    except FormatError:
        return None
    published = reading.published
    return Read(
        title=reading.article.title,
        lead=reading.article.lead,
        byline=(reading.byline,) if reading.byline else (),
        date=published.at if published else None,
        date_exact=published is not None and published.precision is Precision.MINUTE,
        body=tuple(paragraph.text for paragraph in reading.article.paragraphs),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What a peer says, before its date and lead are read."""

    title: str | None
    text: str | None
    authors: tuple[str, ...]
    date: object


def _read(told: _Told) -> Read | None:
    lines = tuple(line.strip() for line in (told.text or "").split("\n") if line.strip())
    if not lines:
        return None
    title = letters(told.title or "")
    lead = next((line for line in lines if letters(line) != title), None)
    return Read(told.title or None, lead, told.authors, _moment(told.date), True, lines)


def _moment(date: object) -> datetime | None:
    if isinstance(date, str) and date:
        try:
            return datetime.fromisoformat(date)
        except ValueError:
            return None
    return date if isinstance(date, datetime) else None


def _html(page: Page) -> str:
    return decode(page.html, "text/html").text


def _trafilatura(page: Page) -> Read | None:
    from trafilatura import bare_extraction

    minutes = {"original_date": True, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}
    found: Any = bare_extraction(
        _html(page),
        url=page.url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=minutes,
    )
    if found is None:
        return None
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return _read(_Told(found.title, found.text, authors, found.date))


def _newspaper(page: Page) -> Read | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import newspaper

        article: Any = newspaper.Article(page.url, language="vi", fetch_images=False)
        article.download(input_html=_html(page))
        article.parse()
    return _read(_Told(article.title, article.text, tuple(article.authors), article.publish_date))


def _spare_newsplease() -> None:
    """Stand in for two packages that news-please imports and that come without a wheel.

    One guesses the language, which is not measured; the other words the sizes of downloads.
    """
    for package, modules in _SPARED.items():
        if package in sys.modules or find_spec(package) is not None:
            continue
        for name, attributes in modules.items():
            module = ModuleType(name)
            module.__dict__.update(attributes)
            sys.modules[name] = module


def _newsplease(page: Page) -> Read | None:
    _spare_newsplease()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from newsplease import NewsPlease

        found: Any = NewsPlease.from_html(_html(page), url=page.url, fetch_images=False)
    return _read(_Told(found.title, found.maintext, tuple(found.authors or ()), found.date_publish))
