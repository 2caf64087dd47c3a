"""Boxes that only their words tell: comments and lists below a heading, the imprint at the foot.

Systems that name their classes by numbers leave nothing else to go by. An element that begins with
such a heading is a box, as is what stands around an imprint, where enough for an article stands
between it and the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from worker.extract.blocks import Outline, spans_of
from worker.extract.main_text import is_prose

_COMMENTS: Final = re.compile(
    r"(?:gửi |viết )?(?:bình luận|ý kiến)(?: bạn đọc| của bạn| độc giả)?\W*\d*\W*"
    r"|(?:các )?ý kiến (?:của )?(?:bạn đọc|độc giả)\W*\d*\W*",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:các )?(?:tin|bài|tin bài|bài viết|video|album)(?: viết| tức)? (?:liên quan|khác|mới|cũ hơn"
    r"|mới hơn|mới nhất|nổi bật|đọc nhiều|xem nhiều|đã đưa|cùng (?:chuyên mục|chủ đề|loại))\W*"
    r"|(?:bài )?cùng (?:chuyên mục|chủ đề|tác giả)\W*"
    r"|(?:các )?tác giả (?:khác|nổi bật|tiêu biểu)\W*"
    r"|(?:đọc|xem|tham khảo) (?:nhiều|thêm|tiếp)(?: nhất)?\W*"
    r"|(?:có thể )?bạn (?:có thể )?quan tâm\W*|đừng bỏ lỡ\W*|đăng ký nhận (?:bản )?tin\b.{0,60}",
    re.IGNORECASE,
)
_IMPRINT: Final = re.compile(
    r"\W*(?:(?:trang|cổng|báo|tạp chí)\b[^.:!?]{3,80}[.,|–-]\s*)?"
    r"(?:(?:phó )?tổng biên tập\s*:|giấy phép\b.{0,60}\bgp\b|cơ quan chủ quản\s*:"
    r"|chịu trách nhiệm(?: (?:chính|nội dung|xuất bản))?\s*:|bản quyền|©|copyright|ghi rõ nguồn"
    r"|(?:điện thoại|đt|tel|hotline|địa chỉ|trụ sở|e-?mail)\s*:)",
    re.IGNORECASE,
)
_LICENCE: Final = re.compile(
    r"\bgiấy phép\b[^.!?]{0,60}\bGP\s?[-–/]\s?"
    r"(?:BTTTT|BVHTT|BVHTTDL|TTĐT|STTTT|SVHTT|PTTH|CBC|BC|XBBT)\b",
    re.IGNORECASE,
)
"""The licence of a paper or station, wherever in its imprint it stands."""
_SHELF: Final = re.compile(
    r"(?:nxb|nhà xuất bản)\b[^.!?]{0,60}|giá(?: bìa| bán)?\s*:?\s*\d[\d.,]*\s*(?:đồng|đ|₫|vnđ|vnd)",
    re.IGNORECASE,
)
"""Who publishes a book, or what it costs: beside its picture on a shelf."""
_CARD: Final = 400
"""Characters: what is told of one book is not longer."""
_FOOT: Final = 1_500
"""Characters: no foot of a page is longer."""
_ARTICLE: Final = 100
"""Characters: between title and comments, or foot, there is no less."""
_MOST: Final = 0.5
"""The share of a page's text that no list of other articles holds."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The elements (``mem_id``) that are boxes by what they say, and the blocks in them."""

    elements: frozenset[int]
    blocks: frozenset[int]


def spoken_boxes(outline: Outline, title: int) -> Spoken:
    """Return what a page sets apart in words.

    ``title`` counts the block that shows the title; what stands before it is no concern here.
    """
    spans = spans_of(outline)
    elements = frozenset(_Page.of(outline, title, spans).found())
    ranges = (range(spans[element][0], spans[element][1] + 1) for element in elements)
    return Spoken(elements, frozenset(at for blocks in ranges for at in blocks))


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks of a page; ``spans`` says of each element which blocks stand in it.

    ``sizes``, ``unlinked`` and ``prose`` count the characters before each block, in all and of
    those kinds.
    """

    outline: Outline
    title: int
    spans: Mapping[int, tuple[int, int]]
    sizes: Sequence[int]
    unlinked: Sequence[int]
    prose: Sequence[int]

    @classmethod
    def of(cls, outline: Outline, title: int, spans: Mapping[int, tuple[int, int]]) -> _Page:
        """Return a page with its characters counted."""
        lengths = [len(block.text) for block in outline.blocks]
        told = list(zip(lengths, outline.blocks, strict=True))
        return cls(
            outline,
            title,
            spans,
            _before(lengths),
            _before(0 if block.linked else length for length, block in told),
            _before(length if is_prose(block) else 0 for length, block in told),
        )

    def found(self) -> Iterator[int]:
        """Yield the boxes."""
        for at, block in enumerate(self.outline.blocks):
            if at <= self.title:
                continue
            if _COMMENTS.fullmatch(block.text):
                yield from self._highest(at, self._is_comments)
            elif _LISTED.fullmatch(block.text):
                yield from self._highest(at, self._is_list)
            elif _SHELF.fullmatch(block.text):
                yield from self._card(at)
            elif "GP" in block.text and _LICENCE.search(block.text):
                yield from self._highest(at, self._is_foot, alone=True)
            elif _IMPRINT.match(block.text):
                yield from self._highest(at, self._is_foot)

    def _highest(
        self, at: int, is_box: Callable[[int, int, int], bool], *, alone: bool = False
    ) -> Iterator[int]:
        """Yield the outermost element around a block that is such a box.

        It holds more than the block, or may hold that ``alone``.
        """
        element, best = self.outline.blocks[at].within, 0
        while element and is_box(at, *self.spans[element]):
            if alone or self.spans[element] != (at, at):
                best = element
            element = self.outline.parents.get(element, 0)
        if best:
            yield best

    def _is_comments(self, at: int, first: int, last: int) -> bool:
        return first == at and self._is_behind_text(first)

    def _card(self, at: int) -> Iterator[int]:
        """Yield the outermost element around a block that tells of a book, and leads to it."""
        element, best = self.outline.blocks[at].within, 0
        while element:
            first, last = self.spans[element]
            told = self.outline.blocks[first : last + 1]
            if self.sizes[last + 1] - self.sizes[first] > _CARD or any(map(is_prose, told)):
                break
            best = element if any(block.linked for block in told) else best
            element = self.outline.parents.get(element, 0)
        if best:
            yield best

    def _is_list(self, at: int, first: int, last: int) -> bool:
        return first == at and self._is_little(first, last)

    def _is_little(self, first: int, last: int) -> bool:
        """Say whether most of the page's paragraphs stand elsewhere."""
        own = self.prose[last + 1] - self.prose[first]
        return own < max(self.prose[-1] - self.prose[max(self.title, 0)], 1) * _MOST

    def _is_foot(self, at: int, first: int, last: int) -> bool:
        size = self.sizes[last + 1] - self.sizes[first]
        small = size <= _FOOT and self._is_little(first, last)
        return first <= at and small and self._is_behind_text(first)

    def _is_behind_text(self, first: int) -> bool:
        """Say whether enough stands between the title and a block to be a short article."""
        return self.unlinked[first] - self.unlinked[min(self.title + 1, first)] >= _ARTICLE


def _before(lengths: Iterable[int]) -> Sequence[int]:
    """Return how much stands before each of the blocks, and before the end."""
    return [0, *accumulate(lengths)]
