"""The text of an element as blocks, in document order.

Block elements, two line breaks in a row and pictures end a block; inline elements do not, and add
no space of their own: ``<b>Đ</b>ồng chí`` is "Đồng chí". What a reader never sees (scripts, styles,
hidden elements) is no text. The tree is walked without recursion and is never changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from worker.extract.naming import words, words_in
from worker.model import ParagraphKind

HIDDEN: Final = '[hidden],[style*="display:none" i],[style*="display: none" i]'
"""Elements that a browser does not show; to be found once for a tree and left out."""

_SILENT_NAMES: Final = """
    script style noscript template iframe object embed svg math canvas audio video map
    button select textarea datalist head title
"""
_BLOCK_NAMES: Final = """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    ol option p pre section summary table caption tbody td tfoot th thead tr ul
"""
_SILENT: Final = frozenset(_SILENT_NAMES.split())
BLOCK_TAGS: Final = frozenset(_BLOCK_NAMES.split())
"""The elements that begin and end a block (HTML's flow content that is no phrasing content)."""
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ParagraphKind.SUBHEADING),
    **dict.fromkeys(("figcaption", "caption"), ParagraphKind.CAPTION),
    "blockquote": ParagraphKind.QUOTE,
}
_FRAMES: Final = frozenset(("figure", "table"))
_PICTURES: Final = words("pic picture photo image img hinh hinhanh anh tplcaption imgbox imagebox")
_CENTRED: Final = frozenset(("p", "td", "center", "figcaption", "div"))
_SLANTED: Final = frozenset(("em", "i"))
_CAPTION_LENGTH: Final = 300
"""Characters: what shares a paragraph or a small table with a picture is its caption up to here."""
_MOSTLY: Final = 0.7
"""The share of a paragraph in italics from which it is set in them."""
_SUBHEADING_LENGTH: Final = 200
"""Characters: a longer "heading" is a paragraph set in large type."""
_LINE_BREAK: Final = "\v"
"""White space that pages do not write: it tells a break from a line end of the source."""
_INVISIBLE: Final = " \t\n\r\f\v\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its text on one line, its kind, how many characters are links.

    ``marked`` says that it stands in an element that the caller asked to have marked; ``within``
    is the ``mem_id`` of the nearest block element around it, where its text ended; ``tail`` counts
    the characters behind its last line break, 0 where it has none.
    """

    text: str
    kind: ParagraphKind
    linked: int = 0
    marked: bool = False
    within: int = field(default=0, compare=False)
    tail: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """All blocks, and of each block element that was entered the one around it, outer first."""

    blocks: list[Block]
    parents: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Selected:
    """Elements of the tree, by their ``mem_id``, that are to be treated in a way of their own.

    After one of ``apart`` stands a dash: only the site's style sheet parts it from what follows.
    """

    left_out: Collection[int] = frozenset()
    captions: Collection[int] = frozenset()
    marked: Collection[int] = frozenset()
    apart: Collection[int] = frozenset()


_NOTHING: Final = Selected()


def read_blocks(root: LexborNode, selected: Selected = _NOTHING) -> list[Block]:
    """Return the blocks of an element's text; the element's own tag counts too."""
    return read_outline(root, selected).blocks


def read_outline(root: LexborNode, selected: Selected = _NOTHING) -> Outline:
    """Return the blocks of an element's text and how the elements that hold them are nested."""
    reader = _Reader(selected)
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        entered = reader.enter(node)
        child = node.first_child if entered else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        if entered:
            reader.leave(node)
        while depth and node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is not None:
                reader.leave(node)
        node = node.next if depth and node is not None else None
    reader.flush()
    return Outline(reader.blocks, reader.parents)


def spans_of(outline: Outline) -> Mapping[int, tuple[int, int]]:
    """Return for each element (``mem_id``) the first and the last of its blocks."""
    found: dict[int, tuple[int, int]] = {}
    for at, block in enumerate(outline.blocks):
        found[block.within] = (found.get(block.within, (at, at))[0], at)
    for element in reversed(list(outline.parents)):
        parent = outline.parents[element]
        if element in found:
            first, last = found[element]
            start, end = found.get(parent, (first, last))
            found[parent] = (min(first, start), max(last, end))
    return found


def text_of(node: LexborNode) -> str:
    """Return an element's visible text on one line, words of different blocks kept apart."""
    return " ".join(block.text for block in read_blocks(node))


def stands_in(node: LexborNode | None, elements: Collection[int]) -> bool:
    """Say whether an element, or one around it, is among these (``mem_id``)."""
    while node is not None:
        if node.mem_id in elements:
            return True
        node = node.parent
    return False


@dataclass(slots=True)
class _Reader:
    """What has been read so far: whole blocks, and the parts of the one that is open."""

    selected: Selected
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    kinds: list[tuple[int, ParagraphKind]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    around: list[int] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    links: int = 0
    linked: int = 0
    breaks: int = 0
    after_picture: bool = False
    below_picture: bool = False
    centred: list[int] = field(default_factory=list)
    closed: bool = False
    slants: int = 0
    slanted: int = 0

    def enter(self, node: LexborNode) -> bool:
        """Take in what begins here; False where nothing inside is to be read."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag is None or tag[0] in "-!" or tag in _SILENT:
            return False
        here = node.mem_id
        if here in self.selected.left_out:
            return False
        if tag in BLOCK_TAGS or here in self.selected.captions or here in self.selected.marked:
            self._open(node, tag, here)
        elif tag == "a":
            self.links += 1
        elif tag in _SLANTED:
            self.slants += 1
        elif tag == "br":
            self._break()
        elif tag == "img":
            self.flush()
            self.after_picture = self.below_picture = True
        return True

    def leave(self, node: LexborNode) -> None:
        """Close what ends here."""
        tag, here = node.tag, node.mem_id
        if tag in BLOCK_TAGS or here in self.selected.captions or here in self.selected.marked:
            self.flush()
            self.after_picture = False
            if self.around and self.around[-1] == here:
                self.around.pop()
            if self.centred and self.centred[-1] == here:
                self.centred.pop()
            if self.kinds and self.kinds[-1][0] == here:
                self.kinds.pop()
            if self.marks and self.marks[-1] == here:
                self.marks.pop()
        elif tag == "a":
            self.links -= 1
        elif tag in _SLANTED:
            self.slants -= 1
        elif tag == "span":
            self.closed = True
        if here in self.selected.apart and self.parts:
            self.parts.append(" - ")

    def flush(self) -> None:
        """End the open block; white space alone makes none."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        if text.strip(_INVISIBLE):
            kind = self._kind(text)
            linked, within = min(self.linked, len(text)), self.around[-1] if self.around else 0
            tail = _last_line("".join(self.parts))
            self.blocks.append(Block(text, kind, linked, bool(self.marks), within, tail))
            self.below_picture = False
        self.parts.clear()
        self.linked = self.breaks = self.slanted = 0

    def _open(self, node: LexborNode, tag: str, here: int) -> None:
        self.flush()
        self.after_picture = False
        self.parents[here] = self.around[-1] if self.around else 0
        self.around.append(here)
        attributes = node.attributes if tag in _CENTRED else {}
        if _is_centred(tag, attributes):
            self.centred.append(here)
        if here in self.selected.captions or (
            _is_frame(tag, attributes) and _frames_a_picture(node)
        ):
            self.kinds.append((here, ParagraphKind.CAPTION))
        elif kind := _KINDS.get(tag):
            self.kinds.append((here, kind))
        if here in self.selected.marked:
            self.marks.append(here)

    def _text(self, text: str) -> None:
        if self.closed and self._runs_into(text):
            self.parts.append(" ")
        self.closed = False
        self.parts.append(text)
        visible = len(text.strip())
        if visible:
            self.breaks = 0
            if self.links:
                self.linked += visible
            if self.slants:
                self.slanted += visible

    def _runs_into(self, text: str) -> bool:
        """Say whether a word set apart by style alone would run into the next: "Hà NộiSáng nay"."""
        before = self.parts[-1][-1:] if self.parts else ""
        return before.islower() and text[:1].isupper()

    def _break(self) -> None:
        """One line break is a space, two in a row end the block."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        else:
            self.parts.append(_LINE_BREAK)

    def _kind(self, text: str) -> ParagraphKind:
        kind = self.kinds[-1][1] if self.kinds else ParagraphKind.TEXT
        if kind is ParagraphKind.SUBHEADING and len(text) > _SUBHEADING_LENGTH:
            return ParagraphKind.TEXT
        short = kind is ParagraphKind.TEXT and len(text) <= _CAPTION_LENGTH
        if short and (self.after_picture or (self.below_picture and self._set_apart(text))):
            return ParagraphKind.CAPTION
        return kind

    def _set_apart(self, text: str) -> bool:
        """Say whether a paragraph below a picture is set as captions are: centred, in italics."""
        return bool(self.centred) or self.slanted > len(text) * _MOSTLY


def _last_line(written: str) -> int:
    """Return how many characters stand behind the last line break of a block; 0 for no break."""
    _, broken, last = written.rstrip().rpartition(_LINE_BREAK)
    return len(" ".join(last.split())) if broken else 0


def _is_centred(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Say whether a paragraph or cell is centred by itself; a centred page says nothing."""
    if tag not in _CENTRED:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        tag == "center"
        or "text-align:center" in style
        or (tag in ("p", "td") and (attributes.get("align") or "").lower() == "center")
    )


def _is_frame(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Say whether an element is made for a picture, by its tag or by what it is called."""
    called = attributes.get("class") if tag == "div" else None
    return tag in _FRAMES or (bool(called) and not _PICTURES.isdisjoint(words_in(called or "")))


def _frames_a_picture(frame: LexborNode) -> bool:
    """Say whether an element holds a picture and its caption only: older editors take a table."""
    if frame.css_first("img") is None:
        return False
    return len(" ".join(frame.text(deep=True).split())) <= _CAPTION_LENGTH
