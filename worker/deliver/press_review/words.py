"""What a press review says of itself, line by line: front, headings, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from worker.clock import HANOI
from worker.deliver.excerpt import HIDDEN, one_line, shortened
from worker.deliver.messages.evidence import said as said_of
from worker.deliver.press_review.wording import Words, words
from worker.model import (
    Changed,
    CrossReference,
    Gap,
    Grounds,
    Language,
    Named,
    NamedChange,
    Outlet,
    PageEdit,
    Precision,
    Review,
    ReviewedStory,
    Section,
)

_LINE: Final = 300
"""Code points of a heading, a name or a query at most."""
_CHANGES: Final = 600
"""Code points of what the edits of a page changed at most."""
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`]+", re.I)
"""What RFC 3986 lets an address be made of, and letters beyond ASCII."""


def heading(review: Review) -> str:
    """Return the title of a review: that it is one, and what it was called."""
    said = words(review.language)
    title = tidy(review.title)
    if title.casefold().startswith(said.review.casefold()):
        return title
    return f"{said.review}: {title}" if title else said.review


def front(review: Review) -> list[str]:
    """Return what stands before the news: what was asked, and what the review rests on."""
    said, grounds = words(review.language), review.grounds
    asked = " · ".join(tidy(query) or said.everything for query in review.asked)
    lines = [
        f"{said.asked}: {asked}",
        said.period[review.days].format(since=_day(review.since), until=_day(review.until)),
        said.made.format(at=clock_time(review.made_at)),
        said.follows.format(sources=_number(grounds.sources, said)),
        said.found.format(
            found=_number(grounds.found, said),
            versions=_versions(grounds, said),
            stories=_number(review.stories, said),
        ),
    ]
    if grounds.articles is not None:
        lines.insert(3, said.holds.format(articles=_number(grounds.articles, said)))
    if review.cut:
        lines.append(said.cut.format(stories=_number(review.stories, said)))
    return lines


def _versions(grounds: Grounds, said: Words) -> str:
    """Return how many versions of its articles there are, where that is more than articles."""
    if grounds.versions <= grounds.found:
        return ""
    return said.versions.format(versions=_number(grounds.versions, said))


def period(review: Review) -> str:
    """Return the days of a review in short: one day, or the first and the last."""
    if review.since == review.until:
        return _day(review.since)
    return f"{_day(review.since)} – {_day(review.until)}"


def missing(review: Review) -> list[str]:
    """Return what the review may lack, and why; one line says where nothing is known of."""
    said, grounds = words(review.language), review.grounds
    lines = [said.begun.format(at=clock_time(grounds.begun_at))] if grounds.begun_at else []
    lines += [_gap(gap, review.language) for gap in grounds.missing]
    return lines or [said.none_missing]


def is_whole(review: Review) -> bool:
    """Say whether nothing is known that the review may lack."""
    return not review.grounds.missing and review.grounds.begun_at is None


def _gap(gap: Gap, language: Language) -> str:
    said = words(language)
    since = clock_time(gap.since)
    when = (
        said.since_then.format(since=since)
        if gap.until is None
        else f"{since} – {clock_time(gap.until)}"
    )
    what = said.nothing_asked if gap.source is None else tidy(gap.source)
    matter = tidy(said_of(dict(gap.facts), language))
    return f"{what}, {when} ({matter})" if matter else f"{what}, {when}"


def section_title(section: Section, review: Review) -> str:
    """Return the heading of a section, with how many stories it has, if it has any of its own."""
    title = _heading_of(section.title, review)
    count = len(section.stories)
    return f"{title} ({_number(count, words(review.language))})" if count else title


def see(reference: CrossReference, review: Review) -> str:
    """Return where a story that belongs to a section too is told."""
    under = _heading_of(reference.under, review)
    return words(review.language).see.format(title=tidy(reference.title), under=under)


def _heading_of(title: str | None, review: Review) -> str:
    return words(review.language).rest[review.by] if title is None else tidy(title)


def outlet_name(outlet: Outlet) -> str:
    """Return the name of a paper."""
    return tidy(outlet.name)


def outlet_facts(outlet: Outlet, story: ReviewedStory, review: Review) -> str:
    """Return when a paper published a story, if it was the first, what became of it there."""
    said = words(review.language)
    facts = [said.sample] if outlet.sample else []
    facts += [_published(outlet, said)]
    facts += [said.first] if story.first is outlet else []
    facts += [said.edited] if outlet.edits else []
    facts += [said.gone] if outlet.gone else [said.restored] if outlet.restored else []
    return "; ".join(facts)


def named_line(story: ReviewedStory, review: Review) -> str:
    """Return who is named in which office; "" where nobody is."""
    said = words(review.language)
    people = "; ".join(_named(one, said) for one in story.named)
    return f"{said.named}: {people}" if people else ""


def _named(one: Named, said: Words) -> str:
    offices = ", ".join(
        said.status.get(status, "{office}").format(office=tidy(office))
        for office, status in one.offices
    )
    if one.inferred:
        return said.inferred.format(offices=offices, name=tidy(one.name))
    return f"{tidy(one.name)}, {offices}"


def notes(story: ReviewedStory, review: Review) -> list[str]:
    """Return what edits changed and what alerts told of the story, a line each."""
    said = words(review.language)
    alone = len(story.outlets) == 1
    lines = [
        (said.changed if alone else said.changed_at).format(
            outlet=outlet_name(outlet), changes=changes
        )
        for outlet in story.outlets
        if (changes := _changes(outlet.edits, said))
    ]
    for note in story.notes:
        kind = said.kinds.get(note.kind, str(note.kind))
        told = tidy(said_of(dict(note.facts), review.language) or note.told)
        lines.append(f"{kind}: {told}" if told else kind)
    return lines


def _changes(edits: Sequence[PageEdit], said: Words) -> str:
    """Return what the edits of a page changed; "" where nothing of it has a name."""
    parts: list[str] = []
    for edit in edits:
        if edit.titles is not None:
            before, after = map(tidy, edit.titles)
            parts.append(said.retitled.format(before=before, after=after))
        parts += [_change(one, said) for one in edit.named]
    return shortened("; ".join(dict.fromkeys(parts)), _CHANGES)


def _change(one: NamedChange, said: Words) -> str:
    told = said.added if not one.gone else said.became if one.come else said.dropped
    # A negation is a word that the sentence around it would swallow: bỏ từ phủ định “không”.
    quoted = "“{}”" if one.what is Changed.NEGATION else "{}"
    gone, come = (quoted.format(tidy(text or "")) for text in (one.gone, one.come))
    return told.format(what=said.what[one.what], gone=gone, come=come)


def archive_id(story: ReviewedStory, review: Review) -> str:
    """Return how the archive finds the article again."""
    return f"{words(review.language).archive} {story.number} · {story.hash16}"


def web_address(url: str) -> str | None:
    """Return an address that may be linked to; None for a file's path and whatever else."""
    return url if _WEB_ADDRESS.fullmatch(url) else None


def visible(text: str) -> str:
    """Return words of an article without invisible characters; spaces at the ends stay."""
    return "".join(" " if unicodedata.category(one) in HIDDEN else one for one in text)


def tidy(text: str) -> str:
    """Return a text on one line, without invisible characters, of bounded length."""
    return shortened(one_line(text), _LINE)


def clock_time(at: datetime) -> str:
    """Return a time as it is in Hanoi."""
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"


def _published(outlet: Outlet, said: Words) -> str:
    if outlet.precision is Precision.NONE:
        return said.seen.format(at=clock_time(outlet.at))
    if outlet.precision is Precision.DAY:
        return _day(outlet.at.astimezone(HANOI).date())
    return clock_time(outlet.at)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _number(count: int, said: Words) -> str:
    return f"{count:,}".replace(",", said.thousands)
