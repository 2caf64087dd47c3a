"""The article's own text: the part of the page whose blocks speak most for being an article.

Each block speaks for or against the elements that it stands in: a paragraph for them, the more so
where trafilatura or the page's ``articleBody`` has it too; a link against them, as a short label
does a little. The smallest element for which nearly as much speaks as for any other is the body.
An element that is marked or named as the body needs less. A paragraph counts where it stands
first, so a body that is printed twice does not count twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import Block, Outline, spans_of
from worker.extract.naming import called, words
from worker.extract.titles_told import key_of
from worker.model import ParagraphKind

_MARKED: Final = '[itemprop="articleBody"], [property$="articleBody"], [data-role="content"]'
_CALLED: Final = "[class], [id]"
_BODIES: Final = words(
    """
    articlebody articlecontent articledetail bodydetail cmsbody contentbody contentdetail
    contentdetailnews contentfck contentnews detailbody detailcontent detailtext divnewscontent
    entrycontent fckdetail knccontent maincontent newsbody newscontent newscontents newsdetail
    newsdetailcontent noidung noidungbaiviet noidungchitiet postbody postcontent singlecontent
    singularcontent tdpostcontent textdetail thearticlebody zcecontentbody
    """
)
"""What the element of the body is called in many systems."""
_PROSE: Final = 80
"""Characters from which a block is taken for a paragraph of running text."""
_SENTENCE: Final = 25
"""Characters from which a block that ends as a sentence does is taken for one."""
_TELLING: Final = 20
"""Characters (without spaces) from which a block in a witness's text is not there by chance."""
REPEATED: Final = 40
"""Characters (without spaces) from which a second copy of a block is not chance."""
_LINKED: Final = 0.6
"""The share of a block that is a link, from which the block is one."""
_TEASER: Final = 400
"""Characters: what tells of another article is not longer."""
_LEAST: Final = {True: 0, False: 25}
"""Characters from which a linked heading, or any other linked line, is another's headline."""
_LABEL: Final = 40
"""Characters of a date, a section or a button beside a teaser."""
_TEASER_BLOCKS: Final = 10
"""Blocks of a teaser: its headline, date, section, paragraph and a few links."""
_ROW: Final = 3
_HEADED: Final = 0.25
"""So many blocks in a row, each of which is so much a link, are headlines with their teasers."""
_TEASERS_BESIDE: Final = 1
"""Paragraphs in the element of a teaser: that of an article's text holds more."""
_BOXED: Final = -5.0
"""What a block of a box says."""
_NEARLY: Final = 0.9
_NEARLY_IF_NAMED: Final = 0.5
"""Shares of what speaks for an element that must speak for one inside to take that instead."""
_SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", ";")
_CLOSING: Final = "\"'”’»)]} "


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What trafilatura and JSON-LD take for the article: their lines, as keys."""

    lines: frozenset[str]
    whole: str

    @classmethod
    def of(cls, lines: Sequence[str]) -> Witnesses:
        """Return the witnesses that these lines are."""
        keys = [key_of(line) for line in lines]
        return cls(frozenset(key for key in keys if key), "".join(keys))

    def know(self, key: str) -> bool:
        """Say whether a block is one of their lines, or is long enough and within them."""
        return key in self.lines or (len(key) >= _TELLING and key in self.whole)


@dataclass(frozen=True, slots=True)
class MainText:
    """Blocks from ``first`` to before ``last`` are the body's; ``agreed`` says which are known.

    ``others`` are the blocks that tell of other articles.
    """

    first: int
    last: int
    agreed: Sequence[bool]
    others: Collection[int]


def is_linked(block: Block) -> bool:
    """Say whether a block is a link, or a headline that is one with its teaser beside a picture."""
    if block.kind is ParagraphKind.CAPTION and block.linked >= _LEAST[False]:
        return block.linked >= len(block.text) * _HEADED
    return block.linked > len(block.text) * _LINKED


def is_prose(block: Block) -> bool:
    """Say whether a block is a paragraph of running text."""
    if is_linked(block):
        return False
    ended = ends_a_sentence(block.text)
    return len(block.text) >= _PROSE or (len(block.text) >= _SENTENCE and ended)


def ends_a_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the blocks: the title's key, the block that shows it, those of boxes."""

    title: str
    shown: int
    boxed: frozenset[int]


def find_main_text(
    tree: LexborHTMLParser, outline: Outline, witnesses: Witnesses, known: Known
) -> MainText:
    """Return which blocks are the body's; none where nothing speaks for any element.

    Nothing above the title speaks for an element; a box, which may stand in it, hardly against.
    """
    blocks = outline.blocks
    keys = [key_of(block.text) for block in blocks]
    agreed = [key != known.title and witnesses.know(key) for key in keys]
    repeated = _repeated(keys)
    teasers = _teasers(outline)
    speaking = []
    for at, (block, key) in enumerate(zip(blocks, keys, strict=True)):
        silent = repeated[at] or at in teasers or key == known.title
        said = 0.0 if silent else _speaks(block, agreed[at])
        if at in known.boxed:
            said = _BOXED
        speaking.append(min(said, 0.0) if at <= known.shown else said)
    first, last = _span(outline, speaking, _named_bodies(tree))
    return MainText(first, last, agreed, teasers | known.boxed)


def _named_bodies(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the elements that are marked or called as the body, by ``mem_id``."""
    named = (node for node in tree.css(_CALLED) if called(node, _BODIES))
    return frozenset(node.mem_id for node in (*tree.css(_MARKED), *named))


def _teasers(outline: Outline) -> frozenset[int]:
    """Return which blocks tell of other articles: each below a headline that is a link.

    Both stand in one element that holds no more than that and labels, so a paragraph of the text
    that follows a link to another article is none. Where the link is no heading, that element must
    itself stand among paragraphs.
    """
    spans, parents = spans_of(outline), outline.parents
    beside = Counter(parents.get(block.within, 0) for block in outline.blocks if is_prose(block))
    found: set[int] = set()
    for at, block in enumerate(outline.blocks):
        headed = block.kind is ParagraphKind.SUBHEADING
        element = block.within if is_linked(block) and len(block.text) >= _LEAST[headed] else 0
        while element and _is_teaser(outline.blocks, at, *spans[element]):
            around = _around(element, parents)
            if headed or any(beside[outer] > _TEASERS_BESIDE for outer in around):
                found.update(range(at + 1, spans[element][1] + 1))
            element = around[0]
    return frozenset(found) | _row_of_teasers(outline.blocks)


def _row_of_teasers(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks of one element, some in a row, that each are a headline and its teaser.

    Line breaks alone part them, so the headline, a link, shares a block with what is told of it.
    """
    found: set[int] = set()
    row: list[int] = []
    for at, block in enumerate(blocks):
        headed = _LEAST[False] <= block.linked and block.linked >= len(block.text) * _HEADED
        if headed and row and blocks[row[-1]].within == block.within:
            row.append(at)
        else:
            row = [at] if headed else []
        if len(row) >= _ROW:
            found.update(row)
    return frozenset(found)


def _around(element: int, parents: Mapping[int, int]) -> tuple[int, int]:
    """Return the two elements around one."""
    outer = parents.get(element, 0)
    return outer, parents.get(outer, 0)


def _is_teaser(blocks: Sequence[Block], at: int, first: int, last: int) -> bool:
    """Say whether an element holds a headline, one short paragraph at most, and labels."""
    if last - first > _TEASER_BLOCKS:
        return False
    below = blocks[at + 1 : last + 1]
    told = [block for block in below if is_prose(block)]
    labels = all(is_linked(one) or len(one.text) <= _LABEL for one in below if not is_prose(one))
    above = all(is_linked(block) for block in blocks[first:at])
    short = len(told) <= _TEASERS_BESIDE and all(len(one.text) <= _TEASER for one in told)
    return above and labels and short


def _repeated(keys: Sequence[str]) -> list[bool]:
    seen: set[str] = set()
    found = []
    for key in keys:
        found.append(key in seen)
        if len(key) >= REPEATED:
            seen.add(key)
    return found


def _speaks(block: Block, known: bool) -> float:
    """Return how much a block speaks for the elements around it, in characters of a paragraph."""
    size = len(block.text)
    if is_linked(block):
        return -20 - size / 2
    if known:
        return float(size)
    if is_prose(block):
        return size / 2
    return 0.0 if block.kind is ParagraphKind.CAPTION else -5.0


def _span(outline: Outline, speaking: Sequence[float], named: Collection[int]) -> tuple[int, int]:
    """Return where the blocks of the chosen element begin and end."""
    total = _totals(outline, speaking)
    if not total or max(total.values()) <= 0:
        return 0, 0
    chosen = max(total, key=lambda element: total[element])
    inside: dict[int, list[int]] = {}
    for element, parent in outline.parents.items():
        inside.setdefault(parent, []).append(element)
    enough, leading = total[chosen], _leading_to(named, outline.parents)
    while children := inside.get(chosen):
        best = max(children, key=lambda element: total[element])
        alone = sum(element in leading and total[element] > 0 for element in children) == 1
        share = _NEARLY_IF_NAMED if alone and best in leading else _NEARLY
        if total[best] < enough * share:
            break
        chosen = best
    return _blocks_of(outline, chosen)


def _leading_to(named: Collection[int], parents: Mapping[int, int]) -> set[int]:
    """Return the elements that are named as a body, and those around them."""
    found = set(named)
    for element in reversed(list(parents)):
        if element in found:
            found.add(parents[element])
    return found


def _totals(outline: Outline, speaking: Sequence[float]) -> Mapping[int, float]:
    """Return for each element what the blocks inside it say together."""
    total = dict.fromkeys(outline.parents, 0.0)
    for block, said in zip(outline.blocks, speaking, strict=True):
        total[block.within] = total.get(block.within, 0.0) + said
    for element in reversed(list(outline.parents)):
        parent = outline.parents[element]
        if parent in total:
            total[parent] += total[element]
    return total


def _blocks_of(outline: Outline, element: int) -> tuple[int, int]:
    """Return the range of the blocks that stand in an element."""
    within = {element}
    for child, parent in outline.parents.items():
        if parent in within:
            within.add(child)
    at = [index for index, block in enumerate(outline.blocks) if block.within in within]
    return (at[0], at[-1] + 1) if at else (0, 0)
