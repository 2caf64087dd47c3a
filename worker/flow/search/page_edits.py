"""What became of pages after they first showed an article: what was edited, what came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from worker.archive.articles import outlets, versions
from worker.archive.articles.outlets import Shown
from worker.archive.articles.versions import Version
from worker.flow.search.telling import between
from worker.identify.vanished import gone_at
from worker.model import PageEdit


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What became of a page: its edits, without slight ones; whether it had gone and is back."""

    edits: tuple[PageEdit, ...] = ()
    restored: bool = False


def afterwards(tx: Connection, page_ids: Collection[int]) -> dict[int, Afterwards]:
    """Return what became of each of these pages.

    What two sets of rules read is not laid side by side: better reading is no edit.
    """
    shown = outlets.in_turn(tx, sorted(page_ids))
    steps = {page: list(pairwise(in_turn)) for page, in_turn in shown.items()}
    edits = {page: list(_edits(some)) for page, some in steps.items()}
    texts = versions.texts(tx, {n for some in edits.values() for edit in some for n in edit})
    return {
        page: Afterwards(tuple(_told(edits[page], texts)), any(map(_came_back, some)))
        for page, some in steps.items()
    }


def _edits(steps: Iterable[tuple[Shown, Shown]]) -> Iterator[tuple[int, int]]:
    """Yield the articles before and after each edit."""
    for before, after in steps:
        if before.number != after.number and before.rules == after.rules:
            yield before.number, after.number


def _told(edits: Iterable[tuple[int, int]], texts: Mapping[int, Version]) -> Iterator[PageEdit]:
    for before, after in edits:
        changed = between(texts, before, after)
        if changed is None or not changed.substantial:
            continue
        titles = texts[before][0].title, texts[after][0].title
        in_title = any(sentence.in_title for sentence in changed.sentences)
        yield PageEdit(changed.named, titles if in_title else None)


def _came_back(step: tuple[Shown, Shown]) -> bool:
    """Say whether a page had gone before it showed the next."""
    before, after = step
    return gone_at(before.last_seen, before.until, after.since) is not None
