"""A press review as plain text, for a terminal, a chat or a mail without HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worker.deliver.excerpt import CLOSE, OPEN
from worker.deliver.press_review.wording import words
from worker.deliver.press_review.words import (
    archive_id,
    front,
    heading,
    is_whole,
    missing,
    named_line,
    notes,
    outlet_facts,
    outlet_name,
    section_title,
    see,
    tidy,
    visible,
)
from worker.model import Review, ReviewedStory, Stretch


def as_text(review: Review) -> str:
    """Return the review, matches in 【】, a line to each paper and its address."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    said = words(review.language)
    title = heading(review)
    yield from (title, "=" * len(title), *front(review))
    if not is_whole(review):
        yield f"{said.missing}:"
    yield from (f"  {line}" if not is_whole(review) else line for line in missing(review))
    if not review.sections:
        yield from ("", said.nothing)
        return
    yield from ("", said.contents)
    yield from (f"  {section_title(section, review)}" for section in review.sections)
    for section in review.sections:
        name = section_title(section, review)
        yield from ("", name, "-" * len(name))
        for story in section.stories:
            yield ""
            yield from _story(story, review)
        if section.see:
            yield ""
        yield from (f"  {see(one, review)}" for one in section.see)


def _story(story: ReviewedStory, review: Review) -> Iterator[str]:
    yield f"* {_marked(story.title)}"
    yield f"  {_marked(story.lead)}"
    if story.found:
        yield f"  {_marked(story.found)}"
    said = [*notes(story, review), named_line(story, review)]
    yield from (f"  {line}" for line in said if line)
    for outlet in story.outlets:
        yield f"  ({outlet_name(outlet)}, {outlet_facts(outlet, story, review)}) {tidy(outlet.url)}"
    yield f"  {archive_id(story, review)}"


def _marked(stretches: Sequence[Stretch]) -> str:
    return "".join(
        f"{OPEN}{visible(one.text)}{CLOSE}" if one.matched else visible(one.text)
        for one in stretches
    )
