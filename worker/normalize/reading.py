"""From what a page or file says to a reading: canonical, without furniture, byline apart.

The steps in their order: canonical lines; text and furniture that run into one another parted;
date line, repeated title and image file names dropped; furniture removed; byline taken; repeated
paragraphs collapsed; subheadings and captions told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from worker.errors import FormatError
from worker.model import (
    Article,
    Extracted,
    Paragraph,
    ParagraphKind,
    Precision,
    Publication,
    ReadFrom,
    Reading,
)
from worker.normalize.byline import (
    credits_parted,
    is_byline,
    is_caption_credit,
    is_credit,
    is_photographers,
    is_pictures_source,
    is_source,
    joined,
    parted,
    split_byline,
    split_glued_byline,
    without_caption_credit,
    without_editors,
    without_roles,
)
from worker.normalize.dates import date_line, parse_published, split_glued_date
from worker.normalize.furniture import is_furniture, is_running_text, split_glued, without_furniture
from worker.normalize.text import canonical_line

RULES: Final = "n9"
"""The version of these rules; a change that may change any reading counts it up."""

_APART: Final = re.compile(r"[;|–—]| - ")
"""Signs with which a page parts credits itself."""

_IMAGE_NAME: Final = re.compile(
    r"[^\s/].{0,120}\.(?:jpe?g|png|gif|webp|bmp|svg|heic|tiff?)", re.IGNORECASE
)
_IMAGE_GLUED: Final = re.compile(
    r"(\S{1,120}\.(?:jpe?g|png|gif|webp|bmp))(?=[^\W\d_])", re.IGNORECASE
)
_MACHINES: Final = frozenset(("json-ld", "meta", "microdata"))
"""Witnesses of what only machines are told."""
_LONGEST_TITLE: Final = 2_000
"""Code points of a title that are kept."""
_LONGEST_CAPTION: Final = 300
_GALLERY: Final = re.compile(r"(?:một số|chùm) (?:hình )?ảnh\b.{0,60}", re.IGNORECASE)
"""What stands above the pictures below a text."""
_LONGEST_SUBHEADING: Final = 100
_SENTENCE_BREAK: Final = re.compile(r"[^\W\d_]{2,}[.!?…][”\"’)]? +[^\W_]")


def read(extracted: Extracted) -> Reading:
    """Return the article and the particulars of a page or file.

    Raises FormatError where no title or no paragraph is left.
    """
    title = canonical_line(extracted.title[:_LONGEST_TITLE]).strip()
    if not title:
        raise FormatError("no title is left of it", expected="a title and at least one paragraph")
    paragraphs = _without_page(_credits_joined(_canonical(extracted.blocks)), title)
    paragraphs, bylines = _without_bylines(paragraphs)
    paragraphs = _kinds_told(_body_once(_collapsed(paragraphs)))
    if not paragraphs:
        raise FormatError(f"no paragraph under the title {title[:80]!r}", expected="some text")
    published, updated = _times(extracted)
    byline = canonical_line(extracted.byline or "") or None
    return Reading(
        article=Article(title, tuple(paragraphs)),
        byline=_byline(bylines, byline, extracted.witnesses.get("byline", "")),
        category=_category(extracted.category),
        published=published,
        updated=updated.at if updated else None,
        witnesses=extracted.witnesses,
        rules=f"{extracted.rules} {RULES}".strip(),
    )


def _byline(printed: Sequence[str], given: str | None, witness: str) -> str | None:
    """Return the byline of what the text says and what the page says.

    Who is named in the text goes before one whom only machines are told of: that may be who
    typed it in. A source ("Theo …") is told where nobody else is.
    """
    printed = [without_roles(line) for line in map(without_editors, printed) if line]
    given = without_roles(given) if given else None
    named = [line for line in printed if not is_photographers(line)]
    writers = [line for line in named if not is_source(line)]
    if named and witness in _MACHINES:
        given = None
    if given and writers and is_source(given):
        given = None
    printed = [line for line in printed if not is_pictures_source(line)]
    if given or writers:
        printed = [line for line in printed if not is_source(line)]
    given = credits_parted(given) if given and not _APART.search(given) else given
    named_by = joined(printed, given)
    return parted(named_by) if named_by else None


def _times(extracted: Extracted) -> tuple[Publication | None, Publication | None]:
    """Return publication time and update time; the second stands in where the first is not said."""
    published = parse_published(extracted.published or "")
    updated = parse_published(extracted.updated or "")
    if updated is not None:
        updated = replace(updated, read_from=ReadFrom.UPDATED)
    elif published is not None and published.read_from is ReadFrom.UPDATED:
        updated = published
    return published or updated, updated


def _category(category: str | None) -> str | None:
    """Return the category; of a trail ("Trang chủ > Tin tức > Kinh tế") its last step."""
    line = canonical_line(category or "")
    steps = [s for s in re.split(r" ?[>»›→] ?| / ", line) if s and not is_furniture(s)]
    return steps[-1] if steps else None


def _canonical(blocks: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield canonical paragraphs, those parted that run into furniture or an image's name."""
    for block in blocks:
        line = canonical_line(block.text)
        image = _IMAGE_GLUED.match(line)
        if image is not None:
            yield Paragraph(image[1])
            line = line[image.end() :]
        for part in split_glued(line) or (credits_parted(line),):
            if part:
                yield Paragraph(part, block.kind)


def _credits_joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, the photographer who stands below a caption joined to it."""
    caption: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.CAPTION:
            yield from [caption] if caption else []
            caption = None
            yield paragraph
        elif caption and is_credit(paragraph.text) and is_photographers(paragraph.text):
            caption = replace(caption, text=f"{caption.text} {paragraph.text}")
        else:
            yield from [caption] if caption else []
            caption = paragraph
    yield from [caption] if caption else []


def _without_page(paragraphs: Iterable[Paragraph], title: str) -> list[Paragraph]:
    """Return the paragraphs without what belongs to the page."""
    return _after_head(without_furniture(_without_image_names(list(paragraphs))), title)


def _after_head(paragraphs: list[Paragraph], title: str) -> list[Paragraph]:
    """Drop the title and date lines above the text, and a time of day below it."""
    start = 0
    while start < len(paragraphs) and (
        paragraphs[start].text == title or date_line(paragraphs[start].text) is not None
    ):
        start += 1
    end = len(paragraphs)
    while end > start and _is_time_below(paragraphs[end - 1].text):
        end -= 1
    rest = paragraphs[start:end]
    glued = split_glued_date(rest[0].text) if rest else None
    return [Paragraph(glued[1], rest[0].kind), *rest[1:]] if glued else rest


def _is_time_below(line: str) -> bool:
    """Say whether a line is when a site published the text above it: a day alone signs papers."""
    stated = date_line(line.lstrip("-–— "))
    time = parse_published(stated.published or stated.updated or "") if stated else None
    return time is not None and time.precision is Precision.MINUTE


def _without_image_names(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Drop the file names of images; the short line below one is its caption."""
    kept: list[Paragraph] = []
    below_image = False
    for paragraph in paragraphs:
        if _IMAGE_NAME.fullmatch(paragraph.text) is not None:
            below_image = True
            continue
        if below_image and _may_be_caption(paragraph):
            paragraph = replace(paragraph, kind=ParagraphKind.CAPTION)
        kept.append(paragraph)
        below_image = False
    return kept


def _without_bylines(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs without bylines, and the bylines."""
    end = _before_gallery(paragraphs)
    bylines, stays = split_byline([p.text for p in paragraphs[:end]])
    stays += [True] * (len(paragraphs) - end)
    left = [p for p, stay in zip(paragraphs, stays, strict=True) if stay]
    glued = split_glued_byline(left[-1].text) if left else None
    if glued is None:
        return left, bylines
    return [*left[:-1], replace(left[-1], text=glued[0])], [glued[1], *bylines]


def _before_gallery(paragraphs: Sequence[Paragraph]) -> int:
    """Return where the captions begin that stand below the text and its byline."""
    end = len(paragraphs)
    while end > 1 and paragraphs[end - 1].kind is ParagraphKind.CAPTION:
        if is_byline(paragraphs[end - 1].text):
            break
        end -= 1
    headed = end < len(paragraphs) and _GALLERY.fullmatch(paragraphs[end - 1].text)
    return end - 1 if headed and end > 1 else end


def _collapsed(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Make one of adjacent equal paragraphs; a short one printed twice is a caption."""
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        if not kept or kept[-1].text != paragraph.text:
            kept.append(paragraph)
            continue
        said = {kept[-1].kind, paragraph.kind} - {ParagraphKind.TEXT}
        if ParagraphKind.CAPTION in said or (not said and _may_be_caption(paragraph)):
            kept[-1] = replace(paragraph, kind=ParagraphKind.CAPTION)
    return kept


def _body_once(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return the body once where a site prints the whole of it twice."""
    half, odd = divmod(len(paragraphs), 2)
    texts = [p.text for p in paragraphs]
    twice = half >= 2 and not odd and texts[:half] == texts[half:]
    return paragraphs[:half] if twice else paragraphs


def _kinds_told(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Tell captions by the photographer in them, subheadings by form and place."""
    told = list(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind is not ParagraphKind.TEXT:
            continue
        if _may_be_caption(paragraph) and is_caption_credit(paragraph.text):
            told[index] = replace(paragraph, kind=ParagraphKind.CAPTION)
        elif 0 < index < len(paragraphs) - 1 and _may_be_subheading(paragraph.text):
            told[index] = replace(paragraph, kind=ParagraphKind.SUBHEADING)
    return told


def _may_be_caption(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is short and, its photographer aside, one sentence."""
    if len(paragraph.text) > _LONGEST_CAPTION:
        return False
    return _SENTENCE_BREAK.search(without_caption_credit(paragraph.text)) is None


def _may_be_subheading(line: str) -> bool:
    """Say whether a line is short, opens like a heading and ends without a mark."""
    if len(line) > _LONGEST_SUBHEADING or is_running_text(line) or line.endswith((",", "-", "–")):
        return False
    return line[0].isupper() or line[0].isdigit() or line[0] in "“\"‘'"
