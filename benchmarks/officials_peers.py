"""What officials are found with elsewhere: a named-entity model, and a plain list of names."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.gold.labels import Case
from worker.model import MentionKind, OfficeSaid


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a peer found; only the list of names says whose it is."""

    start: int
    end: int
    surface: str
    official: str | None = None
    kind: MentionKind = MentionKind.PERSON
    offices: tuple[OfficeSaid, ...] = ()


Peer = Callable[[Case], Sequence[Name]]


def underthesea() -> Peer | None:
    """Return the persons that underthesea's NER finds; None where it is not installed."""
    try:
        ner: Callable[[str], list[Any]] = importlib.import_module("underthesea").ner
    except ModuleNotFoundError:
        return None

    def find(case: Case) -> list[Name]:
        text, found = case.article.text, []
        for start, paragraph in _paragraphs(text):
            for first, last in _persons(paragraph, ner(paragraph)):
                span = start + first, start + last
                found.append(Name(*span, text[span[0] : span[1]]))
        return found

    return find


def name_list(case: Case) -> list[Name]:
    """Return where the names and aliases of the case's registry stand, letter by letter."""
    text, found = case.article.text, []
    for official in case.officials:
        for name in (official.name, *(alias.name for alias in official.aliases)):
            start = text.find(name)
            while start >= 0:
                found.append(Name(start, start + len(name), name, official.label))
                start = text.find(name, start + len(name))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph:
            yield start, paragraph
        start += len(paragraph) + 2


def _persons(text: str, tagged: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words tagged as persons; the model gives words, not offsets."""
    at, open_span = 0, None
    for word, *_, tag in tagged:
        start = text.find(word, at)
        if start < 0:  # it writes some signs otherwise
            continue
        at = start + len(word)
        if tag == "I-PER" and open_span:
            open_span = open_span[0], at
            continue
        if open_span:
            yield open_span
        open_span = (start, at) if tag.endswith("-PER") else None
    if open_span:
        yield open_span
