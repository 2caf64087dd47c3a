"""Finding one article by whatever names it, and telling all that is known about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from worker.archive.forgetting import forgetting
from worker.archive.officials import mentions
from worker.archive.pages.pages import key_of
from worker.archive.schema.rows import SHOWN_FIRST, article_of, shown_time
from worker.archive.schema.tables import article, page, sighting, source
from worker.clock import HANOI
from worker.errors import NotFound, UsageError
from worker.model import Article, Mention, Origin, Precision, ReadFrom

_LARGEST_NUMBER: Final = 2**31 - 1
_LONGEST_NUMBER: Final = 10
"""Digits of a number; 16 and 64 digits are a hash, even where none is above 9."""

_FILE_NAME: Final = re.compile(r"(?P<name>(?P<number>\d{3,})_(?P<short>[0-9a-f]{16}))(\.txt)?")


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page that has shown an article; ``state`` as in :class:`worker.archive.pages.pages.Page`.

    ``missing_since`` where it shows none any more, ``trouble`` what it answers instead.
    """

    url: str
    source: str
    state: str
    seed_name: str | None
    missing_since: datetime | None
    trouble: str | None


@dataclass(frozen=True, slots=True)
class SightingShown:
    """One sighting; ``published_at`` is None where none was read, ``ended_at`` while it lasts."""

    id: int
    url: str
    number: int
    content_hash: str
    byline: str | None
    category: str | None
    published_at: datetime | None
    precision: Precision
    first_seen: datetime
    last_seen: datetime
    ended_at: datetime | None
    raw_id: int | None
    rules: str


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """All that the archive knows about an article.

    Byline, category, times, place and source are those of the first sighting; without a
    publication time, ``published_at`` is the time first seen and ``precision`` NONE.
    ``sightings`` are those of all its pages, other articles they showed included.
    """

    number: int
    content_hash: str
    article: Article
    url: str
    source: str
    source_title: str
    place: str | None
    language: str
    sample: bool
    seed_name: str | None
    byline: str | None
    category: str | None
    published_at: datetime
    precision: Precision
    read_from: ReadFrom | None
    updated_at: datetime | None
    first_seen: datetime
    pages: tuple[PageShown, ...]
    sightings: tuple[SightingShown, ...]
    mentions: tuple[Mention, ...]


def find(tx: Connection, id_text: str) -> int:
    """Return the number of the article that a text names.

    That is a number, 16 or 64 hex digits, a file name (``NNN_<16 hex>``, with or without
    ``.txt``), or any address of a page that showed it. Raises NotFound, and UsageError where
    several articles answer to it.
    """
    asked = id_text.strip()
    for look in (_by_number, _by_hash, _by_file_name, _by_address):
        numbers = look(tx, asked)
        if len(numbers) == 1:
            return numbers[0]
        if numbers:
            raise _ambiguous(tx, asked, numbers)
    raise NotFound(
        f"nothing in the archive answers to {asked!r}",
        expected="a number, 16 or 64 hex digits, a file name or an address",
    )


def record(tx: Connection, number: int) -> ArticleRecord:
    """Return all that is known about an article. Raises NotFound."""
    found = (
        select(
            article.c.number,
            article.c.content_hash,
            article.c.title,
            article.c.paragraphs,
            page.c.url,
            source.c.name,
            source.c.title.label("source_title"),
            source.c.place,
            source.c.language,
            source.c.origin,
            *(column for column in sighting.c if column.name not in {"id", "number"}),
        )
        .select_from(SHOWN_FIRST)
        .where(article.c.number == number)
    )
    row = tx.execute(found).first()
    if row is None:
        raise _not_there(tx, number)
    pages = _pages(tx, number)
    return ArticleRecord(
        number=row.number,
        content_hash=row.content_hash,
        article=article_of(row.title, row.paragraphs),
        url=row.url,
        source=row.name,
        source_title=row.source_title,
        place=row.place,
        language=row.language,
        sample=row.origin == Origin.SAMPLE.value,
        seed_name=next((shown.seed_name for shown in pages if shown.seed_name), None),
        byline=row.byline,
        category=row.category,
        published_at=shown_time(row),
        precision=Precision(row.precision),
        read_from=ReadFrom(row.read_from) if row.read_from else None,
        updated_at=row.updated_at,
        first_seen=row.first_seen,
        pages=pages,
        sightings=_sightings(tx, number),
        mentions=mentions.of(tx, [number]).get(number, ()),
    )


def _not_there(tx: Connection, number: int) -> NotFound:
    """Return the refusal to tell of an article that was forgotten, or of none."""
    gone = forgetting.told(tx, number)
    if gone is None:
        return NotFound(f"there is no article {number}")
    day = f"{gone.at.astimezone(HANOI):%d/%m/%Y}"
    return NotFound(f"article {number} was forgotten on {day}: {gone.reason}")


def _by_number(tx: Connection, asked: str) -> Sequence[int]:
    if not re.fullmatch(rf"[0-9]{{1,{_LONGEST_NUMBER}}}", asked) or int(asked) > _LARGEST_NUMBER:
        return ()
    return tx.scalars(select(article.c.number).where(article.c.number == int(asked))).all()


def _by_hash(tx: Connection, asked: str) -> Sequence[int]:
    digits = asked.lower()
    if re.fullmatch(r"[0-9a-f]{16}", digits):
        return _numbers_of_short(tx, digits)
    if re.fullmatch(r"[0-9a-f]{64}", digits):
        whole = select(article.c.number).where(article.c.content_hash == digits)
        return tx.scalars(whole).all()
    return ()


def _by_file_name(tx: Connection, asked: str) -> Sequence[int]:
    """Look for the name a file came under, else for a name that an export gave."""
    name = _FILE_NAME.fullmatch(asked.lower())
    if name is None:
        return ()
    came = _last_shown(tx, page.c.seed_name == name["name"])
    if came:
        return came
    return [
        number for number in _numbers_of_short(tx, name["short"]) if number == int(name["number"])
    ]


def _by_address(tx: Connection, asked: str) -> Sequence[int]:
    """Look for a file's path, or for any address that names the page or named it once."""
    numbers = _last_shown(tx, page.c.key == key_of(tx, asked))
    if numbers or "/" not in asked or asked.startswith("/") or "://" in asked:
        return numbers
    return _last_shown(tx, page.c.key == key_of(tx, f"https://{asked}"))


def _numbers_of_short(tx: Connection, digits: str) -> Sequence[int]:
    short = select(article.c.number).where(article.c.short_hash == digits)
    return tx.scalars(short.order_by(article.c.number)).all()


def _last_shown(tx: Connection, of_page: Any) -> Sequence[int]:
    """Return what such pages showed last, each article once."""
    last = select(func.max(sighting.c.id)).join(page).where(of_page).group_by(sighting.c.page_id)
    shown = select(sighting.c.number).where(sighting.c.id.in_(last)).distinct()
    return tx.scalars(shown.order_by(sighting.c.number)).all()


def _ambiguous(tx: Connection, asked: str, numbers: Sequence[int]) -> UsageError:
    hashes = select(article.c.content_hash).where(article.c.number.in_(numbers))
    named = ", ".join(tx.scalars(hashes.order_by(article.c.number)))
    return UsageError(f"{asked} names {len(numbers)} articles", expected=f"one of {named}")


def _pages(tx: Connection, number: int) -> tuple[PageShown, ...]:
    """Return the pages that have shown an article, the first one first."""
    state = (page.c.state, page.c.seed_name, page.c.missing_since, page.c.error)
    shown = (
        select(page.c.url, source.c.name, *state)
        .select_from(sighting.join(page).join(source))
        .where(sighting.c.number == number)
        .group_by(page.c.id, page.c.url, source.c.name, *state)
        .order_by(func.min(sighting.c.id))
    )
    return tuple(PageShown(*row) for row in tx.execute(shown))


def _sightings(tx: Connection, number: int) -> tuple[SightingShown, ...]:
    """Return the sightings of the pages that have shown an article, in their order."""
    pages = select(sighting.c.page_id).where(sighting.c.number == number)
    found = (
        select(sighting, page.c.url, article.c.content_hash)
        .select_from(sighting.join(page).join(article, article.c.number == sighting.c.number))
        .where(sighting.c.page_id.in_(pages))
        .order_by(sighting.c.id)
    )
    return tuple(
        SightingShown(
            id=row.id,
            url=row.url,
            number=row.number,
            content_hash=row.content_hash,
            byline=row.byline,
            category=row.category,
            published_at=row.published_at,
            precision=Precision(row.precision),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            ended_at=row.ended_at,
            raw_id=row.raw_id,
            rules=row.rules,
        )
        for row in tx.execute(found)
    )
