"""Under which heading of a press review a story stands: one each, so that no story comes twice.

Where the headings are officials, those of the registry who are named in it too refer to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from worker.archive.alerts import topics
from worker.errors import UsageError
from worker.flow.by_alias import ByAlias
from worker.flow.review.paragraphs import officials_of
from worker.flow.review.retelling import Gathered
from worker.match.queries.query import Query, matches, parse, words_asked
from worker.model import Grouping, Mention, Office, OfficeStatus, Reason, Snapshot
from worker.vietnamese.places.places import province

IN_TITLE: Final = 3
IN_LEAD: Final = 2
OFTEN: Final = 1
"""How well a topic fits a story: its words stand in the title, in the lead, or again and again."""
IN_TEXT: Final = 1
HOLDER: Final = 2
INFERRED: Final = 1
FORMER: Final = 0
"""How well an official fits: by where, of equals as holder, by the office alone, as former."""
_OFTEN_ENOUGH: Final = 3

Fit = dict[str, int]
"""Headings that fit a story, and how well."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The heading under which a story stands, None: that of the rest; where it is named besides."""

    under: str | None
    also: tuple[str, ...] = ()


def places(tx: Connection, told: Sequence[Gathered], by: Grouping) -> list[Placed]:
    """Return where each story stands, in their order.

    Of several headings that fit, it is the one that fits best, of equals that of most stories.
    The others of officials of the registry name it besides.
    """
    fitting = _fitting(tx, told, by)
    weight = Counter(title for titles in fitting for title in titles)
    under = [
        min(titles, key=lambda one: (-titles[one], -weight[one], one), default=None)
        for titles in fitting
    ]
    if by is not Grouping.OFFICIAL:
        return [Placed(one) for one in under]
    also = (_registered(one.best.snapshot.mentions) for one in told)
    return [
        Placed(here, tuple(name for name in fits if name in registered and name != here))
        for here, fits, registered in zip(under, fitting, also, strict=True)
    ]


def _fitting(tx: Connection, told: Sequence[Gathered], by: Grouping) -> list[Fit]:
    """Return all headings that fit each story."""
    match by:
        case Grouping.TOPIC:
            asked = _topics(tx)
            return [_topics_of(one.best.snapshot, asked) for one in told]
        case Grouping.OFFICIAL:
            return [_officials_of(one.best.snapshot) for one in told]
        case Grouping.PROVINCE:
            return [_provinces_of(one.best.snapshot) for one in told]
        case Grouping.SOURCE:
            return [{outlet.name: 1 for outlet in one.outlets[:1]} for one in told]


def _topics(tx: Connection) -> dict[str, Query]:
    """Return the query of each topic by its title, else by its words.

    One that cannot be read is left out.
    """
    queries = ByAlias(tx).all_written(topics.queries(tx))
    read: dict[str, Query] = {}
    for topic in topics.topics(tx):
        try:
            asked = parse(queries[topic.name], queries)
            read[topic.title or _begun_large(words_asked(topic.query))] = asked
        except UsageError:  # 'diemtin status' names it
            continue
    return read


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _topics_of(snapshot: Snapshot, asked: Mapping[str, Query]) -> Fit:
    """Return the topics that the story is about: a word in passing does not make it theirs."""
    found = ((title, matches(query, snapshot)) for title, query in asked.items())
    fits = {title: _fit(reasons, snapshot) for title, reasons in found if reasons is not None}
    return {title: fit for title, fit in fits.items() if fit}


def _fit(reasons: Sequence[Reason], snapshot: Snapshot) -> int:
    starts = {reason.start for reason in reasons if reason.start is not None}
    if not starts:  # a topic of places or sources has no words to find
        return IN_TITLE
    part = _part(min(starts), snapshot)
    return part if part > IN_TEXT else OFTEN if len(starts) >= _OFTEN_ENOUGH else 0


def _officials_of(snapshot: Snapshot) -> Fit:
    """Return who is named in an office: where it begins, and as who holds it, go first.

    So what a new holder does is not filed under the one before, whom the text names too.
    """
    found: Fit = {}
    for one in officials_of(snapshot.mentions):
        starts = [m.start for m in snapshot.mentions if one.name in (m.official, m.surface)]
        former = all(status is OfficeStatus.FORMER for _, status in one.offices)
        standing = FORMER if former else INFERRED if one.inferred else HOLDER
        found[one.name] = _part(min(starts), snapshot) * (HOLDER + 1) + standing
    return found


def _part(start: int, snapshot: Snapshot) -> int:
    """Return how far in front a place of the text is."""
    title = len(snapshot.article.title)
    if start < title:
        return IN_TITLE
    return IN_LEAD if start < title + 2 + len(snapshot.article.lead) else IN_TEXT


def _registered(mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the officials of the registry among those mentioned."""
    known = (one.official for one in mentions if one.official_id is not None)
    return frozenset(name for name in known if name is not None)


def _provinces_of(snapshot: Snapshot) -> Fit:
    """Return the one province of the offices in title and lead, else of the paper, else of all.

    A national paper has none, and what a local one tells of elsewhere belongs there.
    """
    offices = [(m.start, said.office) for m in snapshot.mentions for said in m.offices]
    in_front = _provinces(one for at, one in offices if _part(at, snapshot) > IN_TEXT)
    if len(in_front) == 1:
        return in_front
    if snapshot.place is not None:
        return {snapshot.place: 1}
    found = _provinces(one for _, one in offices)
    return found if len(found) == 1 else {}


def _provinces(offices: Iterable[Office]) -> Fit:
    within = (one.within or _own_province(one) for one in offices)
    return {place: 1 for place in within if place is not None}


def _own_province(office: Office) -> str | None:
    """Return the place of an office that is a province's; a city may be one, or lie in one."""
    match office.unit:
        case None | "tỉnh":
            return office.place
        case "thành phố":
            return province(office.place or "")
    return None
