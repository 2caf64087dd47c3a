"""Saved pages and what is expected of them, found in folders and read whatever their keys are.

A page is ``X.html`` beside ``X.expected.json`` (or ``X.json``), or ``page.html`` beside
``expected.json``, in any folder below. A field whose key is missing is not measured on that page;
``null`` says that there is nothing to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

_KEYS: Final = {
    "title": ("title", "headline"),
    "lead": ("lead", "sapo"),
    "byline": ("byline", "author", "authors"),
    "date": ("published_at", "date", "published", "date_publish", "datetime"),
    "body": ("paragraphs", "body", "text", "content", "maintext"),
}
NO_ADDRESS: Final = "https://bao.example/bai-viet.html"
"""The address of a page that has none: an article's, of a paper that nobody knows."""


@dataclass(frozen=True, slots=True)
class Read:
    """What an article's page says: as expected, or as somebody read it. None where it says nothing.

    ``date`` is an instant; ``date_exact`` says whether its time of day is known.
    """

    title: str | None = None
    lead: str | None = None
    byline: tuple[str, ...] = ()
    date: datetime | None = None
    date_exact: bool = True
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page; ``fields`` are those that its expectation names, none where no article."""

    path: Path
    url: str
    html: bytes
    expected: Read | None
    fields: frozenset[str]


def find_pages(folders: Sequence[Path]) -> list[Page]:
    """Return the pages in these folders, each once. Raises ValueError for a file that is no JSON"""
    found: dict[Path, Page] = {}
    for folder in folders:
        for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.htm"))):
            beside = _beside(path)
            if beside is not None:
                found.setdefault(path.resolve(), _page(path, beside))
    return list(found.values())


def _beside(path: Path) -> Path | None:
    """Return the file that says what is expected of a page."""
    names = (f"{path.stem}.expected.json", f"{path.name}.expected.json", f"{path.stem}.json")
    beside = [path.with_name(name) for name in names]
    if len(list(path.parent.glob("*.htm*"))) == 1 or path.stem == "page":
        beside.append(path.with_name("expected.json"))
    return next((file for file in beside if file.is_file()), None)


def _page(path: Path, beside: Path) -> Page:
    try:
        said = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{beside}: is no JSON ({error}); mend the file") from error
    if not isinstance(said, dict):
        raise ValueError(f"{beside}: holds no object; expected the fields of an article")
    url = said.get("url") or said.get("address") or NO_ADDRESS
    if said.get("article", True) is False or said.get("is_article", True) is False:
        return Page(path, url, path.read_bytes(), None, frozenset())
    given = {name: key for name, keys in _KEYS.items() for key in reversed(keys) if key in said}
    fields = frozenset(given) | (frozenset(("lead",)) if "paragraphs" in said else frozenset())
    return Page(path, url, path.read_bytes(), _expected(said, given), fields)


def _expected(said: Mapping[str, object], given: Mapping[str, str]) -> Read:
    title = _text(said.get(given.get("title", "")))
    body = tuple(line for line in _lines(said.get(given.get("body", ""))) if line != title)
    told = _text(said.get(given.get("date", "")))
    exact = said.get("published_precision", "minute") == "minute" and bool(told and ":" in told)
    return Read(
        title=title,
        lead=_text(said.get(given.get("lead", ""))) or (body[0] if body else None),
        byline=tuple(_names(said.get(given.get("byline", "")))),
        date=datetime.fromisoformat(told.replace("Z", "+00:00")) if told else None,
        date_exact=exact,
        body=body,
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _lines(value: object) -> list[str]:
    given = value.split("\n") if isinstance(value, str) else value
    items = given if isinstance(given, list) else []
    texts = [item.get("text") if isinstance(item, dict) else item for item in items]
    return [line for text in texts if (line := _text(text))]


def _names(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if name := _text(item.get("name") if isinstance(item, dict) else item):
            yield name
