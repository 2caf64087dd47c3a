"""How an article is forgotten, as a law may ask.

    1. choose    the article, or all that its pages have shown             archive
    2. forget    text, index, mentions, what they taught, alerts' words,   archive/forgetting
                 raw pages, messages not sent: one transaction
    3. cleanse   SQLite's file of the words that removed rows leave in it  archive/database/traces

A kill in 2 leaves everything, one in 3 a note that it is to be done again. What has left the
archive is beyond it: messages that were handed over, files, feeds and backups made before.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from worker.archive.articles import lookup
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting
from worker.archive.forgetting.forgetting import Erased, Forgotten
from worker.clock import Clock
from worker.errors import UsageError


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be forgotten: ``numbers``; and ``others`` on the same pages that will stand."""

    number: int
    title: str
    numbers: tuple[int, ...]
    others: tuple[int, ...]


def choose(tx: Connection, id_text: str, *, all_versions: bool) -> Chosen | Forgotten:
    """Find what is to be forgotten; of an article that is forgotten already, what is told of it.

    With ``all_versions`` the other articles that its pages have shown are chosen too. Raises
    NotFound, and UsageError where several articles answer to the id.
    """
    number = lookup.find(tx, id_text)
    others = forgetting.versions(tx, number)
    gone = forgetting.told(tx, number)
    if gone is not None and not (all_versions and others):
        return gone
    title = "" if gone is not None else lookup.record(tx, number).article.title
    if all_versions:
        return Chosen(number, title, tuple(sorted({number, *others})), ())
    return Chosen(number, title, (number,), others)


def forget(archive: Archive, clock: Clock, chosen: Chosen, reason: str) -> Erased:
    """Forget what was chosen, in one transaction. Raise UsageError without a reason."""
    if not reason.strip():
        raise UsageError(
            "an article is forgotten for a reason that can be told later",
            where="--reason",
            expected="such as 'court order 12/2026'",
        )
    with archive.write() as tx:
        return forgetting.forget(tx, chosen.numbers, reason.strip(), clock.now())
