"""The lead: the paragraph between title and text that many papers set apart from both.

It may be called so (``sapo``, ``lead``, ``summary``), may be what the page describes itself with,
or may just stand there; teasers of other articles do too, as links. A lead in the text is in its
place already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import Block
from worker.extract.main_text import is_linked, is_prose
from worker.extract.metadata import Metadata
from worker.extract.naming import names_of, words
from worker.extract.titles_told import key_of
from worker.model import ParagraphKind

_NAMES: Final = words(
    """
    sapo lead summary description desc chapeau trichdan tomtat intro excerpt standfirst
    shortcontent shortdesc subtitle mota gioithieu hometext introtext loidan newsintro leadtext
    """
)
_NAMED: Final = '[class], [itemprop="description"], [id], [data-role], [data-slot], [data-field]'
_AUTHORS: Final = '[class*="author" i], [class*="tacgia" i], [class*="tac-gia" i]'
"""What tells of the author: a few words about a life are no lead."""
_DESCRIBED: Final = 40
"""Characters (without spaces) in common with the page's description that are not chance."""
_LONG: Final = 80
"""Characters from which a block between title and text is taken for the lead by its place alone."""
_LEAST: Final = 30
"""Characters: nothing shorter is a lead."""
_REACH: Final = 40
"""Blocks before the text among which a lead is looked for."""


def find_lead(
    tree: LexborHTMLParser, blocks: Sequence[Block], parents: Mapping[int, int], metadata: Metadata
) -> list[Block]:
    """Return the lead among the blocks between title and text; none where there is none.

    ``parents`` says which element each element stands in, by ``mem_id``.
    """
    named = {
        node.mem_id
        for node in tree.css(_NAMED)
        if names_of(node) & _NAMES or node.attributes.get("itemprop") == "description"
    }
    authors = {node.mem_id for node in tree.css(_AUTHORS)}
    near = [b for b in blocks[-_REACH:] if not _within(b.within, authors, parents)]
    marked = [block for block in near if _within(block.within, named, parents)]
    leads = [block for block in marked if len(block.text) >= _LEAST and not is_linked(block)]
    if leads:
        prose = [block for block in leads if is_prose(block)]
        return [as_text(block) for block in prose or leads]
    described = [key_of(text) for text in _descriptions(metadata)]
    for block in near:
        key = key_of(block.text)[:_DESCRIBED]
        if len(key) == _DESCRIBED and any(key in text for text in described) and is_prose(block):
            return [as_text(block)]
    long = [block for block in near if len(block.text) >= _LONG and is_prose(block)]
    return [as_text(block) for block in long[:1]]


def as_text(block: Block) -> Block:
    """Some sites set the lead as a heading; it is a paragraph all the same."""
    if block.kind is ParagraphKind.SUBHEADING or block.kind is ParagraphKind.QUOTE:
        return replace(block, kind=ParagraphKind.TEXT)
    return block


def _descriptions(metadata: Metadata) -> list[str]:
    found = (metadata.linked("description"), metadata.meta("og:description", "description"))
    return [text for text in found if text]


def _within(element: int, named: set[int], parents: Mapping[int, int]) -> bool:
    """Say whether an element is one of these or stands in one."""
    while element:
        if element in named:
            return True
        element = parents.get(element, 0)
    return False
