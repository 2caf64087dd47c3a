"""Who else tells a story, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from worker.cli.printed.output import iso, json_line, when
from worker.cli.search.found import found_json, print_found, superseded_json, superseded_text
from worker.deliver.excerpt import one_line
from worker.model import SHORT_HASH, StoryMember

if TYPE_CHECKING:
    from worker.flow.search.story_search import FoundStory


def member_json(one: StoryMember) -> dict[str, object]:
    """Return a page of a story; ``first`` is the one that told it first."""
    return {
        "number": one.number,
        "title": one.title,
        "source": one.source_title,
        "url": one.url,
        "published_at": iso(one.published_at),
        "published_precision": one.published_precision,
        "first": one.first,
        **superseded_json(one.superseded),
    }


def others(members: Sequence[StoryMember], url: str) -> Iterator[str]:
    """Yield a line for each page of a story but this one: paper, time, which came first, where.

    With what the page shows now, where that is another version.
    """
    for one in members:
        if one.url != url:
            at = when(one.published_at, one.published_precision)
            first = " (first)" if one.first else ""
            told = (at, *superseded_text(one.superseded), one_line(one.url))
            yield " · ".join((f"{one_line(one.source_title)}{first}", *told))


def print_stories(found: Iterator[FoundStory], *, as_json: bool) -> tuple[int, int]:
    """Print stories; return how many, and the number that the next page follows."""
    shown, last = 0, 0
    for one in found:
        shown, last = shown + 1, one.head.number
        json_line(_story_json(one)) if as_json else _print_story(one)
    return shown, last


def _story_json(one: FoundStory) -> dict[str, Any]:
    told = [member_json(member) for member in one.members]
    return {**found_json(one.head), "found": one.found.number, "story": one.story, "stories": told}


def _print_story(one: FoundStory) -> None:
    told = [one.head.content_hash[:SHORT_HASH]]
    if one.outlets > 1:
        told.append(f"{one.outlets} papers, first {one_line(one.members[0].source_title)}")
    first = one.members[0].superseded if one.members else None
    if first and first.number == one.head.number:
        told.append(f"edited {when(first.since)}, before {one.members[0].number:03}")
    if not one.head.reasons and one.found.number != one.head.number:
        told.append(f"the words stand in {one.found.number:03}")
    print_found(one.head, *told, one_line(one.head.snapshot.url))
    for line in others(one.members, one.head.snapshot.url):
        click.echo(f"     also {line}")
