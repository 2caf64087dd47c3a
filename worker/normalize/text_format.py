"""The text format: one article in one text file, as papers' sites give it when copied.

Read generously: each line that is not empty is a paragraph, the date line may have any wording
that ``dates`` knows. Written in one layout only: category, title, date line, paragraphs with an
empty line between (captions twice, which is how the format marks them), byline. What was read from
such a file and written comes back the same; ``differences`` says where another reading does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from worker.clock import HANOI
from worker.errors import FormatError
from worker.model import (
    Extracted,
    Paragraph,
    ParagraphKind,
    Precision,
    Publication,
    ReadFrom,
    Reading,
)
from worker.normalize.byline import is_bare_byline, is_credit
from worker.normalize.dates import DateLine, date_line, split_glued_date
from worker.normalize.furniture import is_furniture, is_running_text
from worker.normalize.reading import read
from worker.normalize.text import canonical_text

RULES: Final = "text1"
"""The version of the rules that read a file; part of ``Extracted.rules``."""

_HEAD: Final = 8
"""The date line is looked for in so many lines from the top."""

_LONGEST_CATEGORY: Final = 60
_LONGEST_TITLE: Final = 250
_SEED_NAME: Final = re.compile(r"\d{3,}_[0-9a-f]{16}")
_EXPECTED: Final = "a UTF-8 text file: title, date line, paragraphs"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty; ``opens`` says that an empty line stands before it."""

    text: str
    opens: bool


def parse(data: bytes, where: str) -> Extracted:
    """Return what a file in the text format says; ``where`` is its path, for errors.

    Raises FormatError for bytes that are not UTF-8, for a file without a title and for one with
    nothing under it.
    """
    lines = _lines(_decoded(data, where))
    if not lines:
        raise FormatError("no title in it: it holds no text", where=where, expected=_EXPECTED)
    dated = _find_date(lines)
    head, dates, body = _parted(lines, dated)
    category, title, rest, byline = _head_read(head, where)
    blocks = tuple(Paragraph(line.text) for line in [*rest, *body])
    if not blocks:
        raise FormatError(
            f"nothing under the title {title[:80]!r}", where=where, expected=_EXPECTED
        )
    published = next((d.published for d in dates if d.published), None)
    updated = next((d.updated for d in dates if d.updated), None)
    said = {"title": title, "category": category, "published": published, "updated": updated}
    return Extracted(
        title=title,
        blocks=blocks,
        byline=byline,
        category=category,
        published=published,
        updated=updated,
        witnesses={name: "text" for name, value in said.items() if value} | {"paragraphs": "text"},
        rules=RULES,
    )


def write(reading: Reading) -> str:
    """Return a reading in the text format, ending in LF; times are Hanoi time."""
    title = reading.article.title
    parts = [f"{reading.category}\n{title}" if reading.category else title]
    if reading.published is not None and reading.published.precision is not Precision.NONE:
        parts.append(_date_written(reading.published))
    for paragraph in reading.article.paragraphs:
        times = 2 if paragraph.kind is ParagraphKind.CAPTION else 1
        parts += [paragraph.text] * times
    if reading.byline:
        parts.append(reading.byline)
    return "\n\n".join(parts) + "\n"


def differences(reading: Reading) -> tuple[str, ...]:
    """Write a reading, read it back, and name the fields that are not the same afterwards.

    Empty where nothing is lost. ``paragraphs`` stands for their text, ``captions``, ``subheadings``
    and ``quotes`` for which of them are told apart.
    """
    try:
        back = read(parse(write(reading).encode(), "the article written"))
    except FormatError:
        return ("title", "paragraphs")
    before, after = _fields(reading), _fields(back)
    return tuple(name for name in before if before[name] != after[name])


def seed_name(path: str) -> str | None:
    """Return a file's name without ``.txt`` if it has the shape ``NNN_<16 hex digits>``."""
    name = PurePath(path).name.removesuffix(".txt")
    return name if _SEED_NAME.fullmatch(name) else None


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        # The codec counts from behind the byte-order mark.
        at = cause.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise FormatError(
            f"not UTF-8 at byte {at} (0x{data[at]:02x})",
            where=where,
            expected=_EXPECTED,
            remedy="save the file as UTF-8",
        ) from cause


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    opens = True
    for line in canonical_text(text).split("\n"):
        if line:
            lines.append(_Line(line, opens))
        opens = not line
    return lines


def _find_date(lines: Sequence[_Line]) -> int | None:
    """Return the index of the date line: below the title, at most a lead between."""
    sentences = 0
    for index, line in enumerate(lines[1:_HEAD], start=1):
        if date_line(line.text) is not None:
            return index
        sentences += is_running_text(line.text)
        if sentences > 1:
            break
    return None


def _parted(
    lines: Sequence[_Line], dated: int | None
) -> tuple[list[_Line], list[DateLine], list[_Line]]:
    """Return the lines above the date lines, the date lines, and the lines below."""
    if dated is not None:
        dates, below = _dates_read(lines[dated:])
        return list(lines[:dated]), dates, below
    for index, line in enumerate(lines[1:_HEAD], start=1):
        glued = split_glued_date(line.text)
        if glued is not None:
            text = _Line(glued[1], line.opens)
            return list(lines[:index]), [DateLine(glued[0], None)], [text, *lines[index + 1 :]]
    size = 2 if _opens_with_category(lines) else 1
    return list(lines[:size]), [], list(lines[size:])


def _dates_read(lines: Sequence[_Line]) -> tuple[list[DateLine], list[_Line]]:
    """Return the date lines at the top, over buttons and counts between them, and the rest."""
    dates: list[DateLine] = []
    for index, line in enumerate(lines):
        stated = date_line(line.text)
        if stated is not None:
            dates.append(stated)
        elif not is_furniture(line.text):
            return dates, list(lines[index:])
    return dates, []


def _opens_with_category(lines: Sequence[_Line]) -> bool:
    """Say, where no date line tells, whether the first of the first two lines is a category."""
    if len(lines) < 3 or lines[1].opens or not lines[2].opens:
        return False
    first, second = lines[0].text, lines[1].text
    short = len(first) <= _LONGEST_CATEGORY and not is_running_text(first)
    return short and len(second) <= _LONGEST_TITLE and not second.endswith(".")


def _head_read(
    head: Sequence[_Line], where: str
) -> tuple[str | None, str, list[_Line], str | None]:
    """Return category, title, the lines below the title, and a byline said above the date."""
    lines = [line for line in head if not is_furniture(line.text)]
    if not lines:
        raise FormatError("no title in it: only furniture", where=where, expected=_EXPECTED)
    signed = [line for line in lines[1:] if is_credit(line.text)]
    lines = [line for line in lines if line not in signed]
    if len(lines) > 1 and _signs(lines):
        signed.append(lines.pop())
    at = _title_at(lines)
    category = lines[at - 1].text if at else None
    byline = " - ".join(line.text for line in signed) or None
    return category, lines[at].text, lines[at + 1 :], byline


def _signs(lines: Sequence[_Line]) -> bool:
    """Say whether the last line above the date is a name set apart below a longer title."""
    last, title = lines[-1], lines[-2]
    return last.opens and is_bare_byline(last.text) and len(last.text) < len(title.text)


def _title_at(lines: Sequence[_Line]) -> int:
    """Return which line of the head is the title: the last, or the one above a lead."""
    for index, line in enumerate(lines[1:], start=1):
        lead = line.text.endswith((".", "…")) or len(line.text) > _LONGEST_TITLE
        if lead and line.opens and is_running_text(line.text):
            return index - 1
    return len(lines) - 1


def _date_written(published: Publication) -> str:
    at = published.at.astimezone(HANOI)
    exact = published.precision is Precision.MINUTE
    wording = f"{at:%d/%m/%Y - %H:%M}" if exact else f"{at:%d/%m/%Y}"
    if published.read_from is ReadFrom.UPDATED:
        return f"[ Cập nhật vào ngày ({wording}) ]"
    return wording


def _fields(reading: Reading) -> dict[str, object]:
    """Return all that should survive writing and reading back."""
    paragraphs = reading.article.paragraphs

    def of_kind(kind: ParagraphKind) -> list[str]:
        return [p.text for p in paragraphs if p.kind is kind]

    return {
        "title": reading.article.title,
        "paragraphs": [p.text for p in paragraphs],
        "captions": of_kind(ParagraphKind.CAPTION),
        "subheadings": of_kind(ParagraphKind.SUBHEADING),
        "quotes": of_kind(ParagraphKind.QUOTE),
        "byline": reading.byline,
        "category": reading.category,
        "published": reading.published,
        "updated": reading.updated,
    }
