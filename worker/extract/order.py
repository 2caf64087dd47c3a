"""Where things stand on a page: before the title, between title and text, in it, behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import stands_in

_NEAR: Final = 30
"""Elements: what is not further from the title, or from the end of the text, is near it."""
_HEAD: Final = 15
"""Elements below a title that may say when and who, where it cannot be told which is the text."""


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
        """Return the places of a page whose text stands in the elements ``text`` (``mem_id``).

        Where they are around the title too, the text is taken to begin a little below that.
        """
        order = {node.mem_id: at for at, node in enumerate(tree.css("*"))}
        at = order.get(title.mem_id, 0) if title is not None else 0
        inside = [order[element] for element in text if order.get(element, 0) > at]
        if not inside:
            return cls(order, at, at + _HEAD if at else 0, len(order), apart)
        return cls(order, at or min(inside), min(inside), max(inside), apart)

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
        return stands_in(node, self.apart)
