"""A link within a sentence: words of the article, whatever its class calls it.

Editors' tools mark a link to another article alike, whether it stands in a box below the text or
under two words in the middle of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from worker.extract.blocks import BLOCK_TAGS

_BESIDE: Final = 20
"""Characters of a sentence around a link; beside a link in a box there is a label at most."""
_PARTS: Final = frozenset(".!?…:;>»|•")
"""Behind these a sentence or a headline begins."""
_GOES_ON: Final = frozenset(',.;:)!?…"”’')


def is_in_a_sentence(node: LexborNode) -> bool:
    """Say whether a link is part of the sentence that it stands in."""
    if node.tag != "a":
        return False
    before, unlinked_before = _beside(node, forward=False)
    after, unlinked_after = _beside(node, forward=True)
    unlinked = unlinked_before + unlinked_after
    if unlinked < _BESIDE or unlinked <= len(node.text(deep=True).strip()):
        return False
    begun = before != "" and before[-1] not in _PARTS
    return begun or (after != "" and (after[0].islower() or after[0] in _GOES_ON))


def _beside(node: LexborNode, *, forward: bool) -> tuple[str, int]:
    """Return the text of the line on one side of a link, and how much of it is no link."""
    parts: list[str] = []
    unlinked = 0
    for beside in _siblings(node, forward=forward):
        text = (beside.text_content or "") if beside.tag == "-text" else beside.text(deep=True)
        parts.append(text)
        if beside.tag != "a" and (beside.tag == "-text" or beside.css_first("a") is None):
            unlinked += len(text.strip())
    return "".join(parts if forward else reversed(parts)).strip(), unlinked


def _siblings(node: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    """Yield what stands on the same line on one side, the nearest first."""
    inner: LexborNode | None = node
    while inner is not None and inner.tag not in BLOCK_TAGS:
        beside = inner.next if forward else inner.prev
        while beside is not None:
            if beside.tag in BLOCK_TAGS or beside.tag == "br":
                return
            if beside.tag and (beside.tag == "-text" or beside.tag[0] not in "-!_"):
                yield beside
            beside = beside.next if forward else beside.prev
        inner = inner.parent
