"""Under which heading of a press review a story stands: one each, so that no story comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from worker.archive import topics
from worker.errors import UsageError
from worker.flow.paragraphs import officials_of
from worker.flow.retelling import Gathered
from worker.match.query import Query, matches, parse
from worker.model import Grouping, Reason, Snapshot

IN_TITLE: Final = 3
IN_LEAD: Final = 2
OFTEN: Final = 1
"""How well a topic fits a story: its words stand in the title, in the lead, or again and again."""
_OFTEN_ENOUGH: Final = 3

Fit = dict[str, int]
"""Headings that fit a story, and how well."""


def section_titles(tx: Connection, told: Sequence[Gathered], by: Grouping) -> list[str | None]:
    """Return the heading for each story, in their order; None where there is none for it.

    Of several that fit, it is the one that fits best, of equals that of most stories.
    """
    fitting = _fitting(tx, told, by)
    weight = Counter(title for titles in fitting for title in titles)
    return [
        min(titles, key=lambda one: (-titles[one], -weight[one], one), default=None)
        for titles in fitting
    ]


def _fitting(tx: Connection, told: Sequence[Gathered], by: Grouping) -> list[Fit]:
    """Return all headings that fit each story."""
    match by:
        case Grouping.TOPIC:
            asked = _topics(tx)
            return [_topics_of(one.best.snapshot, asked) for one in told]
        case Grouping.OFFICIAL:
            named = (officials_of(one.best.snapshot.mentions) for one in told)
            return [{each.name: 1 for each in some} for some in named]
        case Grouping.PROVINCE:
            return [_provinces_of(one.best.snapshot) for one in told]
        case Grouping.SOURCE:
            return [{outlet.name: 1 for outlet in one.outlets[:1]} for one in told]


def _topics(tx: Connection) -> dict[str, Query]:
    """Return the query of each topic by what it is called; one that cannot be read is left out."""
    queries = topics.queries(tx)
    read: dict[str, Query] = {}
    for topic in topics.topics(tx):
        try:
            read[topic.title or topic.name] = parse(topic.query, queries)
        except UsageError:  # 'diemtin status' names it
            continue
    return read


def _topics_of(snapshot: Snapshot, asked: Mapping[str, Query]) -> Fit:
    """Return the topics that the story is about: a word in passing does not make it theirs."""
    found = ((title, matches(query, snapshot)) for title, query in asked.items())
    fits = {title: _fit(reasons, snapshot) for title, reasons in found if reasons is not None}
    return {title: fit for title, fit in fits.items() if fit}


def _fit(reasons: Sequence[Reason], snapshot: Snapshot) -> int:
    places = {reason.start for reason in reasons if reason.start is not None}
    title = len(snapshot.article.title)
    if not places or min(places) < title:  # a topic of places or sources has no words to find
        return IN_TITLE
    if min(places) < title + 2 + len(snapshot.article.lead):
        return IN_LEAD
    return OFTEN if len(places) >= _OFTEN_ENOUGH else 0


def _provinces_of(snapshot: Snapshot) -> Fit:
    """Return the province of the paper, else the only one that the offices named belong to."""
    if snapshot.place is not None:
        return {snapshot.place: 1}
    offices = [said.office for mention in snapshot.mentions for said in mention.offices]
    within = (one.within or (None if one.unit else one.place) for one in offices)
    found = {place: 1 for place in within if place is not None}
    return found if len(found) == 1 else {}
