"""Names around the title that nothing calls the author's: in a row with the date, alone, in bold.

A place, a label or a button may stand there as well, so a name must have the form of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import text_of
from worker.extract.name_form import (
    DATED,
    LONGEST,
    clean_name,
    goes_with_a_name,
    is_agency,
    is_initials,
    is_labelled,
    is_nobodys,
    is_office,
    is_source,
    key_of_name,
    names_author,
    surname_first,
)
from worker.extract.naming import names_of, words
from worker.extract.order import Places, Region
from worker.vietnamese.names.names import SURNAMES
from worker.vietnamese.places.places import Level, units
from worker.vietnamese.places.places import longest as places_known

_OTHERS: Final = words(
    "caption quote blockquote pullquote photocaption testimonial location dateline diadanh diadiem"
)
_LEVELS: Final = 4
"""Elements around a name in which it is a caption's or a quotation's."""
_FOR_A_ROW: Final = 2.5
"""What speaks for a name in one row with the date: more than for one in ``<meta>`` alone."""
_FOR_A_SOURCE: Final = 0.5
"""What speaks for a source beside the date: any name that is told goes before it."""
_ALONE: Final = 1.5
"""What speaks for a name that nothing calls the author's."""
_IN_BOLD: Final = 1.0
"""What speaks for one that has no surname either."""
_BOLD: Final = "b, strong, em, i"
_LINKS_LOOKED_AT: Final = 500
_NAME: Final = 45
"""Characters: a line that is a name alone, with what it does for the paper, is not longer."""
LONGEST_MARKUP: Final = 1_500
"""Characters of an element with its white space; in a longer one no name is looked for."""
TOGETHER: Final = 4
"""Authors named in one element."""
_TOWNS: Final = ("thành phố", "thị xã")
_ROW: Final = "div, p, span, li, td, tr, ul, dl, header"
_DAY: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d (?:phút|giờ|ngày|tuần|tháng) trước"
    r"|\d (?:tháng|thg) \d{1,2},? (?:năm )?\d{4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_AUTHORS_PAGE: Final = re.compile(r"tac-?gia|author|user|member|profile|phong-?vien|but-?danh|/@")
_BETWEEN: Final = re.compile(
    r"[|•·–—]+|(?<!văn hóa)(?<!kinh tế)\s[-.]\s|(?<=văn hóa)\s-\s(?!xã hội|thông tin|thể thao)"
    r"|(?<=kinh tế)\s-\s(?!hạ tầng|xã hội)"
    r"|\b(?:đọc bài|(?:đã|số lần|lượt) (?:xem|đọc)|in (?:bài(?: viết)?|trang)"
    r"|cỡ chữ|nghe đọc|bình luận|views?)\b\s?:?",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"(?:chuyên mục|danh mục|mục|thẻ|từ khóa|tags?|chủ đề)\s?:", re.IGNORECASE
)
"""Before what is told of an article beside its author."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as said, who says it, and how much speaks for it."""

    text: str
    witness: str
    weight: float


def uncalled(
    tree: LexborHTMLParser, places: Places, opening: Iterable[str], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the names between title and text, and in the first lines, that nothing calls so.

    ``taken`` are the keys of names that are something else's.
    """
    head = _head(tree, places)
    yield from _beside_the_date(head, taken)
    yield from _alone(head, opening, taken)
    yield from _in_bold(tree, head, taken)


def _head(tree: LexborHTMLParser, places: Places) -> list[tuple[LexborNode, str]]:
    """Return what stands between title and text, with its characters, no long elements."""
    near = (node for node in tree.css(_ROW) if places.region(node) is Region.HEAD)
    shown = ((node, node.text(deep=True).strip()) for node in near)
    return [
        (node, text)
        for node, text in shown
        if 0 < len(text) <= LONGEST_MARKUP and not places.is_apart(node)
    ]


def _beside_the_date(
    head: Sequence[tuple[LexborNode, str]], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the name that stands in one row with the date under the title: "Thùy An | 27/02/2026".

    The row is not called an author's: a place or a label may stand there as well. Where only the
    style sheet parts its buttons they look like one name, but are several elements.
    """
    for node, raw in head:
        if not _DAY.search(raw):
            continue
        text = text_of(node)
        if len(text) > LONGEST or not _DAY.search(text):
            continue
        inner = " ".join(node.text(deep=True, separator="|").split())
        labels = {text_of(link) for link in node.css("a[href]") if not _leads_to_an_author(link)}
        for wordy in (_names_alone(_wordy(said), taken) for said in (text, inner)):
            unlinked = [part for part in wordy if part not in labels][:TOGETHER]
            said = [(part, name) for part in unlinked if (name := _beside(part, taken))]
            names = [name for part, name in said if name in inner or is_labelled(part)]
            if names and len(names) == sum(part not in labels for part in wordy):
                yield Named(" - ".join(names), "page", _FOR_A_ROW)
                return
            for told in wordy[:1]:
                if is_source(told) or (is_office(told) and key_of_name(told) not in taken):
                    yield Named(told, "page", _FOR_A_SOURCE)
                    return


def _names_alone(parts: Sequence[str], taken: Collection[str]) -> list[str]:
    """Return the parts of a row without what only tells more of the name before."""
    told = [part for part in parts if not (_FIELD.match(part) or is_nobodys(part))]
    told = [part for part in told if key_of_name(part) not in taken] or told
    signed = [part for part in told if names_author(part)]
    return signed or [part for at, part in enumerate(told) if not (at and goes_with_a_name(part))]


def _leads_to_an_author(link: LexborNode) -> bool:
    """Say whether a link is a name by where it leads, or by a surname."""
    first = link.text(deep=True).split()[:1]
    address = (link.attributes.get("href") or "").lower()
    return _AUTHORS_PAGE.search(address) is not None or any(
        word.casefold() in SURNAMES for word in first
    )


def _wordy(row: str) -> list[str]:
    """Return the parts of a row that are no date and have letters."""
    told = DATED.sub("|", row)
    if is_office(whole := told.strip(" |-–—")) and "|" not in whole:
        return [whole]
    parts = told.split("|") if is_labelled(told.strip(" |")) else _BETWEEN.split(told)
    bare = (part.lstrip(" ,:;.)]").rstrip(" ,:;.([") for part in parts)
    return [part for part in bare if any(map(str.isalpha, part))]


def _alone(
    head: Sequence[tuple[LexborNode, str]], opening: Iterable[str], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the full name that stands alone between title and text, or among the first lines."""
    shown = (
        text_of(node)
        for node, text in head
        if len(text) <= _NAME and node.css_first("a[href]") is None and not is_others(node)
    )
    for line in (*shown, *opening):
        if names_author(line) and (name := clean_name(line, taken)):
            yield Named(name, "page", _FOR_A_ROW)
            continue
        if len(line) > _NAME or ":" in line or any(map(str.isdigit, line)):
            continue
        name = _beside(line, taken)
        if name and surname_first(name):
            yield Named(name, "page", _ALONE)


def _in_bold(
    tree: LexborHTMLParser, head: Sequence[tuple[LexborNode, str]], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the name that stands alone in bold or italics between title and text.

    It may have no surname: "Thùy An"; no menu has a link of that name.
    """
    bold = [told for node, text in head if (told := _bold_line(node, text))]
    names = [name for told in dict.fromkeys(bold) if (name := _beside(told, taken))]
    if not names:
        return
    links = tree.css("a[href]")[:_LINKS_LOOKED_AT]
    linked = {key_of_name(link.text(deep=True)) for link in links}
    for name in [name for name in names if key_of_name(name) not in linked][:1]:
        yield Named(name, "page", _IN_BOLD)


def _bold_line(node: LexborNode, text: str) -> str | None:
    """Return the short line in bold or italics that an element is, no link in it."""
    told = " ".join(text.split())
    set_apart = node.css_first(_BOLD) if len(told) <= _NAME and " " in told else None
    if set_apart is None or text_of(set_apart) != told or node.css_first("a[href]"):
        return None
    return told


def _beside(part: str, taken: Collection[str]) -> str | None:
    """Return the full name that a part of the row is; a place is none."""
    name = clean_name(part, taken)
    if name is None or is_labelled(part) or is_initials(name) or is_agency(name):
        return name
    return name if (" " in name or "'" in name) and not _is_place(name) else None


def _is_place(name: str) -> bool:
    """Say whether a name is a province's, a town's or has the kind of its unit before it.

    Many communes are called like persons: "Quang Trung", "An Bình".
    """
    found, words = units(name), name.split()
    if found and places_known(words) != len(words):
        return True
    return any(unit.level is Level.PROVINCE or unit.kind in _TOWNS for unit in found)


def is_others(node: LexborNode) -> bool:
    """Say whether a name is a photographer's or that of somebody who is quoted."""
    around: LexborNode | None = node
    for _ in range(_LEVELS):
        if around is None:
            return False
        if around.tag in ("figure", "figcaption", "blockquote") or names_of(around) & _OTHERS:
            return True
        around = around.parent
    return False
