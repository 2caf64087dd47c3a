"""A press review as one HTML page that a mail program shows too.

Nothing is loaded from anywhere, no script and no style sheet: styles stand at each element.
Whatever comes from elsewhere is escaped, and only web addresses are linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

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
    visible,
    web_address,
)
from worker.model import Outlet, Review, ReviewedStory, Stretch

_BODY: Final = (
    "margin:0 auto;padding:24px;max-width:720px;background:#ffffff;color:#1a1a1a;"
    "font:16px/1.5 'Times New Roman',Times,serif"
)
_QUIET: Final = "margin:2px 0;color:#595959;font-size:14px"
_MARK: Final = "background:#fff1a8;color:inherit;font-weight:bold"
_TITLE: Final = "margin:20px 0 4px;font-size:18px;line-height:1.3"
_SECTION: Final = (
    "margin:32px 0 8px;padding-bottom:4px;border-bottom:2px solid #8c1c13;font-size:20px"
)
_WARNING: Final = "margin:12px 0;padding:8px 12px;border-left:4px solid #b45309;background:#fff7ed"
_LINK: Final = "color:#0b4f8a"


def as_html(review: Review) -> str:
    """Return the review as a whole page; UTF-8, as its head says."""
    head = (
        f'<!DOCTYPE html>\n<html lang="{review.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading(review))}</title>\n</head>\n"
    )
    return head + f'<body style="{_BODY}">\n' + "\n".join(_body(review)) + "\n</body>\n</html>\n"


def _body(review: Review) -> Iterator[str]:
    said = words(review.language)
    yield f'<h1 style="margin:0 0 8px;font-size:26px">{escape(heading(review))}</h1>'
    yield from (f'<p style="{_QUIET}">{escape(line)}</p>' for line in front(review))
    yield from _missing(review)
    if not review.sections:
        yield f"<p>{escape(said.nothing)}</p>"
        return
    yield f'<h2 style="{_SECTION}">{escape(said.contents)}</h2>'
    yield '<ul style="margin:0;padding-left:20px">'
    for number, section in enumerate(review.sections, start=1):
        title = escape(section_title(section, review))
        yield f'<li><a href="#s{number}" style="{_LINK}">{title}</a></li>'
    yield "</ul>"
    for number, section in enumerate(review.sections, start=1):
        yield f'<h2 id="s{number}" style="{_SECTION}">{escape(section_title(section, review))}</h2>'
        for story in section.stories:
            yield from _story(story, review)
        for one in section.see:
            to = f'<a href="#t{one.number}" style="{_LINK}">{escape(see(one, review))}</a>'
            yield f'<p style="{_QUIET}">{to}</p>'


def _missing(review: Review) -> Iterator[str]:
    lines = [escape(line) for line in missing(review)]
    if is_whole(review):
        yield from (f'<p style="{_QUIET}">{line}</p>' for line in lines)
        return
    said = escape(words(review.language).missing)
    yield f'<div style="{_WARNING}"><strong>{said}</strong><br>{"<br>".join(lines)}</div>'


def _story(story: ReviewedStory, review: Review) -> Iterator[str]:
    yield f'<h3 id="t{story.number}" style="{_TITLE}">{_marked(story.title)}</h3>'
    yield f'<p style="margin:4px 0">{_marked(story.lead)}</p>'
    if story.found:
        yield f'<p style="margin:4px 0">{_marked(story.found)}</p>'
    said = [*notes(story, review), named_line(story, review)]
    yield from (f'<p style="{_QUIET}">{escape(line)}</p>' for line in said if line)
    told = "; ".join(_outlet(one, story, review) for one in story.outlets)
    yield f'<p style="{_QUIET}">{told}</p>'
    yield f'<p style="{_QUIET};font-size:12px">{escape(archive_id(story, review))}</p>'


def _outlet(outlet: Outlet, story: ReviewedStory, review: Review) -> str:
    name, facts = escape(outlet_name(outlet)), escape(outlet_facts(outlet, story, review))
    address = web_address(outlet.url)
    if address is not None:
        name = f'<a href="{escape(address)}" style="{_LINK}">{name}</a>'
    return f"{name} ({facts})"


def _marked(stretches: Sequence[Stretch]) -> str:
    return "".join(
        f'<mark style="{_MARK}">{escape(visible(one.text))}</mark>'
        if one.matched
        else escape(visible(one.text))
        for one in stretches
    )
