"""The body of an article whose layout nobody described: its blocks, cleaned, with its lead.

``main_text.py`` says in which element the text stands. From that is left out what stands above the
title, links to other articles and what is told of them, second copies, and what stands below the
last paragraph but for a few short lines; the lead is put before it, once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import Block, Outline, Selected, read_blocks, read_outline
from worker.extract.boxes import boxes
from worker.extract.leads import as_text, find_lead
from worker.extract.main_text import (
    REPEATED,
    Known,
    MainText,
    Witnesses,
    ends_a_sentence,
    find_main_text,
    is_linked,
    is_prose,
)
from worker.extract.metadata import Metadata
from worker.extract.name_form import signs, without_dates
from worker.extract.naming import names_of, words
from worker.extract.signature import signature_apart
from worker.extract.spoken import spoken_boxes
from worker.extract.titles_told import Title, key_of
from worker.model import ParagraphKind

_LEAD_LENGTH: Final = 80
"""Characters from which a heading that opens the text is its lead."""
_LONG_TITLE: Final = 15
_GLUED: Final = 40
"""Characters (without spaces): a title so long, and what is glued to it, are one block."""
_BUTTONS: Final = 160
"""Characters of a date and buttons in the title's own element."""
_TAIL_LENGTH: Final = 100
_TAIL: Final = 4
"""Short blocks below the last paragraph that may be the article's: a byline, a last verse."""
_SIGNED: Final = (
    '[align="right" i], [style*="text-align:right" i], [style*="text-align: right" i], .text-right'
)
"""What is set at the right: below the text that is who signs it."""
_STAMP: Final = '[class*="location-stamp" i]'
"""The place from which is told, before the lead: a style sheet shows the dash behind it."""
_SIGNED_WITHIN: Final = 2
"""Blocks behind the element of the text among which one at the right signs it."""
_MOSTLY: Final = 0.6
"""The share of an ``articleBody`` that the page must show to be read from what it shows."""
_OPENING: Final = 3
"""Blocks of the body among which a second copy of the lead is looked for."""
_PREFIX: Final = 30
"""Characters: one copy of the lead may begin with an agency prefix that the other lacks."""
_HEAD: Final = 5
"""Blocks of the body above its first paragraph among which a date ends the head of the page."""
_LIVES: Final = '[class*="author" i], [class*="tacgia" i], [class*="tac-gia" i], [class*="bio" i]'
_LIFE: Final = words(
    """
    bio biography authorbio authorbox authordesc authordescription authorcard aboutauthor
    authorabout boxauthor postauthorbox authorinfobox tacgiabox boxtacgia
    """
)
"""What an element is called in which a paragraph tells who the author is."""
_TYPED: Final = 8
"""Letters of "by admin"."""
_CLOCK: Final = re.compile(r"\d\s?(?::|h|giờ)\s?\d\d", re.IGNORECASE)
"""A time of day: a day alone signs a document."""
_DATE_LINE: Final = 60
"""Characters of a line that is a date."""
_CAPTIONS: Final = (
    '[class*="caption" i], [class*="chuthich" i], [class*="chu-thich" i], '
    '[class*="avatardesc" i], [class*="avatar-desc" i], [itemprop="caption"], p.Image, td.Image'
)
_CAPTION_LENGTH: Final = 400
"""Characters: an element called a caption's that holds more is something else."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of the article, all blocks around them, and who says so.

    ``text`` are the elements in which the text stands without its lead, ``apart`` the boxes, by
    ``mem_id``.
    """

    kept: Sequence[Block] = ()
    around: Sequence[Block] = ()
    witness: str = "trafilatura"
    text: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()


def find_body(
    tree: LexborHTMLParser, lines: Sequence[str], title: Title | None, metadata: Metadata
) -> Body:
    """Return the body from the tree; where that has none, as JSON-LD or trafilatura tell it.

    A page that scripts fill may have all of its text in JSON-LD. What trafilatura finds only
    where nothing is shown (in a template, say) is taken; what it finds among links is not.
    """
    linked = _plain_lines(metadata.linked("articleBody") or "")
    found = _from_tree(tree, title, Witnesses.of([*lines, *linked]), metadata)
    size = sum(len(key_of(block.text)) for block in found.kept)
    if linked and size < _MOSTLY * len(key_of("".join(linked))):
        return _told(linked, "json-ld", title)
    if found.kept or not lines or tree.body is None:
        return found
    shown = {key_of(block.text) for block in read_blocks(tree.body)}
    return (
        found
        if any(key_of(line) in shown for line in lines)
        else _told(lines, "trafilatura", title)
    )


def _told(lines: Sequence[str], witness: str, title: Title | None) -> Body:
    """Return lines as the body, the title among them left out."""
    key = key_of(title.text) if title else ""
    kept = [Block(line, ParagraphKind.TEXT) for line in lines if key_of(line) != key]
    return Body(kept, kept, witness)


def _plain_lines(text: str) -> list[str]:
    """Return the lines of an ``articleBody``, which some sites fill with markup."""
    if not text:
        return []
    tree = LexborHTMLParser(text.replace("\n", "<br><br>"))
    return [block.text for block in read_blocks(tree.body)] if tree.body is not None else []


def _from_tree(
    tree: LexborHTMLParser, title: Title | None, witnesses: Witnesses, metadata: Metadata
) -> Body:
    """Return the tree's own blocks of the article, with its lead before them."""
    if tree.body is None:
        return Body()
    apart = boxes(tree, title.node if title else None, witnesses.lines)
    signed = frozenset(node.mem_id for node in tree.css(_SIGNED))
    stamps = frozenset(node.mem_id for node in tree.css(_STAMP))
    outline = read_outline(tree.body, Selected(apart, _captions(tree), signed, stamps))
    heading = _Heading.of(title)
    shown = _shown_at(outline.blocks, heading)
    spoken = spoken_boxes(outline, shown)
    apart |= spoken.elements
    boxed = spoken.blocks | _told_of_authors(tree, outline)
    main = find_main_text(tree, outline, witnesses, Known(heading.key, shown, boxed))
    first = max(main.first, _behind_title(outline, main, heading))
    own = _cleaned(outline.blocks, first, main)
    if not own:
        return Body(around=outline.blocks, apart=apart)
    kept = [outline.blocks[at] for at in own]
    between = _between(outline, first, heading)
    lead = find_lead(tree, between, outline.parents, metadata)
    kept, lead = _lead_once(kept, lead)
    kept = [*_pictures(between), *kept]
    known = sum(len(b.text) for b in kept if witnesses.know(key_of(b.text)))
    mostly = known * 2 >= sum(len(block.text) for block in kept)
    return Body(
        _lead_first(_lead_as_text(signature_apart([*lead, *kept]))),
        [
            outline.blocks[at]
            for at in range(max(own[0] - 1, 0), own[-1] + 1)
            if at not in spoken.blocks
        ],
        "trafilatura" if mostly else "page",
        frozenset(block.within for block in _without_lead(kept)),
        apart,
    )


def _told_of_authors(tree: LexborHTMLParser, outline: Outline) -> frozenset[int]:
    """Return the blocks that tell of an author's life, beside the name."""
    lives = {node.mem_id for node in tree.css(_LIVES) if names_of(node) & _LIFE}
    return frozenset(
        at
        for at, block in enumerate(outline.blocks)
        if is_prose(block) and _stands_in(block.within, lives, outline.parents)
    )


def _stands_in(element: int, around: Collection[int], parents: Mapping[int, int]) -> bool:
    while element and element not in around:
        element = parents.get(element, 0)
    return element in around


def _lead_once(kept: list[Block], lead: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return body and lead, one of which has what both say: the copy with the agency prefix."""
    left = []
    for part in lead:
        key = key_of(part.text)
        opening = [key_of(block.text) for block in kept[:_OPENING]]
        same = [
            at
            for at, other in enumerate(opening)
            if key == other or (len(key) >= REPEATED and _ends_alike(key, other))
        ]
        if not same:
            left.append(part)
        elif len(part.text) > len(kept[same[0]].text):
            kept = [*kept[: same[0]], part, *kept[same[0] + 1 :]]
    return kept, left


def _ends_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) <= _PREFIX and long.endswith(short)


def _captions(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the elements that are called captions and are short enough for one."""
    nodes = tree.css(_CAPTIONS)
    return frozenset(n.mem_id for n in nodes if len(n.text(deep=True)) <= _CAPTION_LENGTH)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The title, and the ``mem_id`` of its element and of the one around that."""

    text: str = ""
    key: str = ""
    home: frozenset[int] = frozenset()

    @classmethod
    def of(cls, title: Title | None) -> _Heading:
        if title is None:
            return cls()
        homes = (title.node, title.node.parent) if title.node else ()
        home = frozenset(node.mem_id for node in homes if node)
        return cls(title.text, key_of(title.text), home)

    def is_shown_by(self, block: Block) -> bool:
        """Say whether a block is the title, or the title with a date or buttons glued to it.

        A caption may begin with the title: the systems of many papers propose that.
        """
        key = key_of(block.text)
        if not self.key or key == self.key:
            return bool(self.key)
        if block.kind is ParagraphKind.CAPTION:
            return False
        long = len(self.key) >= _LONG_TITLE
        begins = long and (key.startswith(self.key) or key.endswith(self.key))
        if begins and len(key) - len(self.key) <= _GLUED:
            return True
        if long and self.key in key and len(key) - len(self.key) <= 2 * _GLUED:
            return not ends_a_sentence(block.text)
        buttons = len(block.text) - len(self.text) <= _BUTTONS and not ends_a_sentence(block.text)
        return block.within in self.home and block.text.startswith(self.text) and buttons


def _shown_at(blocks: Sequence[Block], heading: _Heading) -> int:
    """Return the first block that shows the title; -1 where none does, or most text is above."""
    at = next((at for at, block in enumerate(blocks) if heading.is_shown_by(block)), -1)
    above, below = (
        sum(len(block.text) for block in part if is_prose(block))
        for part in (blocks[: max(at, 0)], blocks[max(at, 0) :])
    )
    return at if above < below else -1


def _behind_title(outline: Outline, main: MainText, heading: _Heading) -> int:
    """Return the first block behind the first one that is the title, if that is in the body."""
    for at in range(main.first, main.last):
        if heading.is_shown_by(outline.blocks[at]):
            return at + 1
    return main.first


def _between(outline: Outline, first: int, heading: _Heading) -> list[Block]:
    """Return the blocks between the title and the text; none where the title is not shown."""
    for at in reversed(range(first)):
        if heading.is_shown_by(outline.blocks[at]):
            return outline.blocks[at + 1 : first]
    return []


def _pictures(between: Sequence[Block]) -> list[Block]:
    """Return the captions between title and text: there stands the picture of many papers."""
    captions = [block for block in between if block.kind is ParagraphKind.CAPTION]
    return [block for block in captions if not block.linked]


def _cleaned(blocks: Sequence[Block], first: int, main: MainText) -> list[int]:
    """Return which blocks of the body are the article's.

    Above the first paragraph only captions are, and subheadings where the title stands outside;
    below the last paragraph only a few short blocks.
    """
    above = {ParagraphKind.CAPTION} | ({ParagraphKind.SUBHEADING} if first == main.first else set())
    own = [at for at in range(first, main.last) if not _is_other(blocks, at, main)]
    head_end = _head_of(blocks, own)
    dated = [at for at in own if _is_date(blocks[at].text)]
    own = [at for at in own if [at] != dated or at not in own[:_HEAD]]
    speaking = [at for at in own if main.agreed[at] or is_prose(blocks[at])]
    speaking = [at for at in speaking if at > head_end]
    if not speaking:
        return []
    head = [at for at in own if at < speaking[0] and blocks[at].kind in above]
    text = [at for at in own if speaking[0] <= at <= speaking[-1]]
    tail = [at for at in own if at > speaking[-1]][:_TAIL]
    behind = range(main.last, len(blocks))[:_SIGNED_WITHIN]
    tail += [
        at for at in behind if blocks[at].marked or (at == main.last and signs(blocks[at].text))
    ]
    short = [at for at in tail if len(blocks[at].text) <= _TAIL_LENGTH and not blocks[at].linked]
    short = [at for at in short if not _is_time_below(blocks[at].text)]
    return _once(blocks, [*head, *text, *short])


def _head_of(blocks: Sequence[Block], own: Sequence[int]) -> int:
    """Return the last of the lines above the text that stand there for the date; -1 for none.

    Who wrote it and where that person works stand above the date; none of that is a paragraph.
    """
    first = next((i for i, at in enumerate(own) if is_prose(blocks[at])), 0)
    head = own[: min(first, _HEAD)]
    dated = [at for at in head if len(blocks[at].text) <= _DATE_LINE and _is_date(blocks[at].text)]
    return dated[-1] if dated else -1


def _is_date(text: str, most: int = 0) -> bool:
    """Say whether a line is made of a date and its labels, ``most`` letters aside."""
    if not any(map(str.isdigit, text)) or len(text) > _TAIL_LENGTH:
        return False
    return sum(map(str.isalpha, without_dates(text))) <= most


def _is_time_below(text: str) -> bool:
    """Say whether a line below the text says when it was published, by whom it was typed in too."""
    return _CLOCK.search(text) is not None and _is_date(text, _TYPED)


def _once(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Return the blocks without second copies of long ones: some sites print the text twice."""
    seen: set[str] = set()
    found = []
    for at in kept:
        key = key_of(blocks[at].text)
        if key not in seen:
            found.append(at)
        if len(key) >= REPEATED:
            seen.add(key)
    return found


def _is_other(blocks: Sequence[Block], at: int, main: MainText) -> bool:
    """Say whether a block inside the body is a link to another article, or tells of one."""
    if at in main.others:
        return True
    return is_linked(blocks[at]) and not (main.agreed[at] and is_prose(blocks[at]))


def _without_lead(kept: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks but the first, which may be the lead: what stands before it is no text."""
    return kept[1:] if len(kept) > 2 else kept


def _lead_first(blocks: list[Block]) -> list[Block]:
    """Put the captions of a picture above the text behind the lead, as the text format has them."""
    kinds = (at for at, block in enumerate(blocks) if block.kind is not ParagraphKind.CAPTION)
    lead = next(kinds, 0)
    return [*blocks[lead : lead + 1], *blocks[:lead], *blocks[lead + 1 :]]


def _lead_as_text(blocks: list[Block]) -> list[Block]:
    """A heading that opens the text and is long is its lead."""
    first = blocks[0] if blocks else None
    if first and len(first.text) >= _LEAD_LENGTH and first.kind is ParagraphKind.SUBHEADING:
        return [as_text(first), *blocks[1:]]
    return blocks
