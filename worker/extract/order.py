"""Where things stand on a page: before the title, between title and text, in it, behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEAR: Final = 30
"""Elements: what is not further from the title, or from the end of the text, is near it."""


class Region(Enum):
    """A part of the page, seen from its article."""

    FAR_BEFORE = "far before the title"
    BEFORE = "shortly before the title"
    HEAD = "between title and text"
    TEXT = "in the text"
    BEHIND = "shortly behind the text"
    FAR_BEHIND = "far behind the text"


@dataclass(frozen=True, slots=True)
class Places:
    """The order of a page's elements, and those between which its article stands.

    ``title``, ``first`` and ``last`` count elements in document order; ``apart`` are the outermost
    boxes (menus, related news, comments), by ``mem_id``.
    """

    order: Mapping[int, int]
    title: int
    first: int
    last: int
    apart: Collection[int]

    @classmethod
    def of(
        cls,
        tree: LexborHTMLParser,
        title: LexborNode | None,
        text: Collection[int],
        apart: Collection[int],
    ) -> Places:
        """Return the places of a page whose text stands in the elements ``text`` (``mem_id``)."""
        order = {node.mem_id: at for at, node in enumerate(tree.css("*"))}
        inside = [order[element] for element in text if element in order]
        first, last = (min(inside), max(inside)) if inside else (0, len(order))
        at = order.get(title.mem_id, first) if title is not None else first
        return cls(order, min(at, first), first, last, apart)

    def region(self, node: LexborNode) -> Region:
        """Return where an element begins."""
        at = self.order.get(node.mem_id, 0)
        if at < self.title:
            return Region.BEFORE if self.title - at <= _NEAR else Region.FAR_BEFORE
        if at < self.first:
            return Region.HEAD
        if at <= self.last:
            return Region.TEXT
        return Region.BEHIND if at - self.last <= _NEAR else Region.FAR_BEHIND

    def is_apart(self, node: LexborNode) -> bool:
        """Say whether an element stands in a box."""
        around: LexborNode | None = node
        while around is not None:
            if around.mem_id in self.apart:
                return True
            around = around.parent
        return False
