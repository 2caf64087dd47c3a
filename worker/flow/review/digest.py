"""How a press review (điểm báo) comes about.

    1. find     what a query finds in some days, or the alerts of a digest   flow/search/ask
    2. gather   articles that tell one story, and every paper that told it   flow/review/retelling
    3. tell     a paragraph for each: title, lead, matches, officials        flow/review/paragraphs
    4. group    by topic, official, province or source                       flow/review/sections
    5. ground   what the archive has of those days, and what it may lack     (here)

It is a value: what it looks like is for ``worker/deliver/press_review`` to say. The same archive
and the same time make the same review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import published, search
from worker.archive.pages import standstill
from worker.archive.sources import sources, troubles
from worker.clock import hanoi_day, midnight
from worker.flow.review.paragraphs import NO_NOTES, notes_of, paragraph
from worker.flow.review.retelling import Gathered, gather
from worker.flow.review.sections import places
from worker.flow.search.ask import Found, find, parse_search
from worker.model import (
    AlertView,
    CrossReference,
    Days,
    Facts,
    Gap,
    Grounds,
    Grouping,
    Language,
    Note,
    Reason,
    Review,
    ReviewedStory,
    Section,
    Trouble,
    facts_of,
)

MOST_ARTICLES: Final = 2_000
"""Articles that a review reads at most, the newest that are found."""
MOST_STORIES: Final = 300
"""Paragraphs that a review has at most, unless another number is asked for."""
MOST_NAMED: Final = 3
"""Watches that the title of a digest's review names; the front has the queries of all."""
STOOD_STILL: Final = timedelta(hours=26)
"""Without a poll for longer than this, the archive says so: a source rests for a day at most."""


@dataclass(frozen=True, slots=True)
class Order:
    """What review is asked for. Days are of Hanoi, both included; ``most`` counts stories."""

    query: str
    since: date
    until: date
    title: str = ""
    by: Grouping = Grouping.TOPIC
    language: Language = Language.VIETNAMESE
    most: int = MOST_STORIES
    days: Days = Days.PUBLISHED


def press_review(tx: Connection, order: Order, now: datetime) -> Review:
    """Return the press review that is asked for. Raise UsageError for a query that is none."""
    parse_search(tx, order.query, now)
    days = f"after:{order.since} before:{order.until}"
    asked = parse_search(tx, f"({order.query}) {days}" if order.query.strip() else days, now)
    found = list(islice(find(tx, asked), MOST_ARTICLES + 1))
    cut = len(found) > MOST_ARTICLES
    return _review(tx, order, (order.query,), found[:MOST_ARTICLES], now, cut=cut)


def review_of(
    tx: Connection,
    alerts: Sequence[AlertView],
    now: datetime,
    by: Grouping = Grouping.TOPIC,
    language: Language = Language.VIETNAMESE,
) -> Review:
    """Return the press review of the articles that a digest's alerts are about.

    What alerts tell of sources is in the grounds. Its days are those on which they were raised.
    """
    reasons: dict[int, list[Reason]] = {}
    notes: dict[int, list[Note]] = {}
    for alert in alerts:
        if alert.number is not None:
            reasons.setdefault(alert.number, []).extend(alert.reasons)
            notes.setdefault(alert.number, []).extend(notes_of(alert))
    numbers = sorted(reasons, reverse=True)
    cut = len(numbers) > MOST_ARTICLES
    shown = search.snapshots(tx, numbers[:MOST_ARTICLES])
    found = [Found(number, snapshot, tuple(reasons[number])) for number, snapshot in shown]
    watches = tuple(dict.fromkeys(alert.watch for alert in alerts))
    first = min((alert.created_at for alert in alerts), default=now)
    days = (hanoi_day(first), hanoi_day(now))
    title = ", ".join(watches[:MOST_NAMED]) + (", …" if len(watches) > MOST_NAMED else "")
    order = Order("", *days, title, by, language, days=Days.ALERTED)
    queries = tuple(dict.fromkeys(alert.query for alert in alerts))
    return _review(tx, order, queries, found, now, cut=cut, notes=notes)


def _review(
    tx: Connection,
    order: Order,
    asked: tuple[str, ...],
    found: Sequence[Found],
    now: datetime,
    *,
    cut: bool,
    notes: Mapping[int, Sequence[Note]] = NO_NOTES,
) -> Review:
    gathered = gather(tx, found)
    told = sorted(gathered, key=lambda one: (one.at, one.best.number), reverse=True)[: order.most]
    return Review(
        title=order.title,
        asked=asked,
        since=order.since,
        until=order.until,
        made_at=now,
        by=order.by,
        language=order.language,
        sections=_sections(tx, told, order.by, notes),
        grounds=_grounds(tx, order, gathered, now),
        cut=cut or len(told) < len(gathered),
        days=order.days,
    )


def _sections(
    tx: Connection, told: Sequence[Gathered], by: Grouping, notes: Mapping[int, Sequence[Note]]
) -> tuple[Section, ...]:
    """Return the sections, the largest first, what belongs to none last.

    In a section the story comes first that most papers told, of equals the newest: ``told`` is in
    that order.
    """
    filled: dict[str | None, list[ReviewedStory]] = {}
    elsewhere: dict[str | None, list[CrossReference]] = {}
    for one, placed in zip(told, places(tx, told, by), strict=True):
        story = paragraph(one, notes)
        filled.setdefault(placed.under, []).append(story)
        title = "".join(stretch.text for stretch in story.title)
        for also in placed.also:
            reference = CrossReference(story.number, title, placed.under)
            elsewhere.setdefault(also, []).append(reference)
    sections = (
        Section(
            title,
            tuple(sorted(filled.get(title, ()), key=lambda story: -len(story.papers))),
            tuple(elsewhere.get(title, ())),
        )
        for title in {**filled, **elsewhere}
    )
    return tuple(sorted(sections, key=_place))


def _place(section: Section) -> tuple[bool, int, str]:
    return section.title is None, -len(section.stories), section.title or ""


def _grounds(tx: Connection, order: Order, gathered: Sequence[Gathered], now: datetime) -> Grounds:
    """Return what the archive has of those days, and what kept it from having all."""
    start, end = midnight(order.since), min(midnight(order.until + timedelta(days=1)), now)
    listed = {one.id: one.source for one in sources.sources(tx)}
    failed = [
        Gap(listed[one.source_id].title, _matter(one), one.begun_at, one.ended_at)
        for one in troubles.since(tx, start)
        if one.begun_at < end and one.source_id in listed
    ]
    first = standstill.first_run(tx)
    asked = sum(one.enabled and bool(one.ways) for one in listed.values())
    return Grounds(
        articles=_published(tx, order) if order.days is Days.PUBLISHED else None,
        found=sum(one.apart for one in gathered),
        versions=sum(len(one.articles) for one in gathered),
        sources=asked,
        missing=(*(_standstills(tx, start, end, first) if asked else ()), *failed),
        begun_at=first if first is not None and start < first else None,
    )


def _matter(trouble: Trouble) -> Facts:
    return facts_of(trouble.stage.value, cause=trouble.cause.value if trouble.cause else None)


def _published(tx: Connection, order: Order) -> int:
    """Return how many articles the archive has that were published on those days."""
    start, end = midnight(order.since), midnight(order.until + timedelta(days=1))
    above, upto = published.key_before(tx, start), published.key_before(tx, end)
    return published.versions_together(tx, above, upto)


def _standstills(
    tx: Connection, start: datetime, end: datetime, first: datetime | None
) -> Iterator[Gap]:
    """Yield when nothing was asked. What was before the first time, ``first``, is told apart."""
    if first is None:
        yield Gap(None, (), start, None)
    elif start < end:
        for at, until in standstill.standstills(tx, max(start, first), end, STOOD_STILL):
            yield Gap(None, (), at, until)
