"""Reading a page of a known layout: each field where its profile says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import BLOCK_TAGS, HIDDEN, Block, Selected, read_blocks, stands_in
from worker.extract.boxes import boxes_in
from worker.extract.inline import is_in_a_sentence
from worker.extract.metadata import Metadata
from worker.extract.profile import Profile
from worker.extract.refusal import not_an_article
from worker.extract.signature import signature_apart
from worker.extract.titles_told import without_site
from worker.model import Extracted, Paragraph, ParagraphKind

_BYLINE_LENGTH: Final = 120
"""Characters: a byline is not longer."""
_BYLINE_FROM_END: Final = 3
"""Blocks: a byline stands among the last of a body; before that, bold at the right is a quote's."""
_LEAD_REPEATED_WITHIN: Final = 3
"""Blocks of the body among which a repetition of the lead is looked for."""
_AGENCY_PREFIX: Final = 40
"""Characters: one copy of the lead may begin with an agency prefix that the other lacks."""
_DAY: Final = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{4}-\d{2}-\d{2}|tháng \d")
_DATES_LOOKED_AT: Final = 3
"""Elements of one selector that are looked at for a date: further on they are other articles'."""
_TIME: Final = re.compile(r"\d{1,2}\s?(?::|giờ|h|g)\s?\d{2}")
_SAID_IN: Final = ("datetime", "content")
"""The attributes of ``<time>`` and ``<meta>`` that say when, beside or instead of the text."""


def read_layout(tree: LexborHTMLParser, profile: Profile, metadata: Metadata) -> Extracted | None:
    """Return what the profile's selectors find, None where they find no title or no body.

    Title, date and category fall back on the page's metadata; the witnesses say so.
    """
    return _Layout(tree, profile, metadata).read()


@dataclass(slots=True)
class _Layout:
    """One page under one profile; ``witnesses`` grows as the fields are found."""

    tree: LexborHTMLParser
    profile: Profile
    metadata: Metadata
    witnesses: dict[str, str] = field(default_factory=dict)

    def read(self) -> Extracted | None:
        select = self.profile.select
        bodies = self._bodies()
        blocks, byline = self._body(bodies)
        title = self._title() if blocks else None
        if not title or self._is_other_page(blocks):
            return None
        blocks = signature_apart(self._lead(bodies, blocks))
        return Extracted(
            title=title,
            blocks=tuple(Paragraph(block.text, block.kind) for block in blocks),
            byline=self._seen("byline", byline or self._authors(bodies)),
            category=self._seen("category", self._last(select.category))
            or self._linked("category", "articleSection"),
            published=self._published(),
            updated=self._seen("updated", self._date(select.updated)),
            witnesses=self.witnesses,
        )

    def _is_other_page(self, blocks: Sequence[Block]) -> bool:
        """Say whether this is a homepage or a list: one has a title for machines alone."""
        if self.witnesses["title"] == "profile":
            return False
        return not_an_article(blocks, blocks, self.metadata.address, self.metadata) is not None

    def _seen(self, name: str, value: str | None) -> str | None:
        """Note that the profile found a field, if it did."""
        if value:
            self.witnesses[name] = "profile"
        return value

    def _linked(self, name: str, key: str) -> str | None:
        value = self.metadata.linked(key)
        if value:
            self.witnesses[name] = "json-ld"
        return value

    def _published(self) -> str | None:
        """Return when it was published: as the page shows it, unless others know more.

        They do where only they say the hour, or where the page shows an update time.
        """
        shown = self._date(self.profile.select.date)
        linked = self.metadata.linked("datePublished")
        told = self.metadata.meta("article:published_time", "datepublished", "pubdate")
        said = [
            (wording, witness)
            for wording, witness in ((shown, "profile"), (linked, "json-ld"), (told, "meta"))
            if wording and _has_digit(wording)
        ]
        if shown and _says_update(shown):
            said.sort(key=lambda one: one[0] == shown)
        dated = [one for one in said if _DAY.search(one[0])]
        timed = [one for one in dated if _TIME.search(one[0])]
        for wording, witness in (timed or dated or said)[:1]:
            self.witnesses["published"] = witness
            return wording
        return None

    def _title(self) -> str | None:
        if found := self._seen("title", self._first(self.profile.select.title)):
            return found
        if found := self._linked("title", "headline") or self._linked("title", "name"):
            return without_site(found, self.metadata.site, self.profile.title)
        if found := self.metadata.meta("og:title"):
            self.witnesses["title"] = "meta"
            return without_site(found, self.metadata.site, self.profile.title)
        return None

    def _bodies(self) -> list[LexborNode]:
        """Return what the first selector with a visible text finds, none inside another.

        What lies inside an element that is dropped is none of it.
        """
        dropped = _ids(node for what in self.profile.drop for node in self.tree.css(what))
        for selector in self.profile.select.body:
            found = (node for node in self.tree.css(selector) if not stands_in(node, dropped))
            nodes = [node for node in found if node.text(deep=True).strip()]
            if nodes:
                ids = {node.mem_id for node in nodes}
                return [node for node in nodes if not stands_in(node.parent, ids)]
        return []

    def _body(self, bodies: Sequence[LexborNode]) -> tuple[list[Block], str | None]:
        """Return the blocks of the body, once, and the byline that stood among the last."""
        blocks: list[Block] = []
        for body in bodies:
            blocks += read_blocks(body, self._selected(body))
        half = len(blocks) // 2
        if half and blocks[:half] == blocks[half:]:
            blocks = blocks[:half]
        if blocks:
            self.witnesses["body"] = "profile"
        return _without_byline(blocks)

    def _selected(self, body: LexborNode) -> Selected:
        marked = [_enclosing_block(node) for node in _all(body, self.profile.select.byline)[-1:]]
        return Selected(
            left_out=self._left_out(body) | self._boxes(body),
            captions=_ids(_all(body, self.profile.select.captions)),
            marked=_ids(node for node in marked if node.mem_id != body.mem_id),
            apart=_ids(_all(body, self.profile.apart)),
        )

    def _boxes(self, body: LexborNode) -> frozenset[int]:
        """Return what is called a box and holds nothing that the profile looks for there."""
        select = self.profile.select
        wanted = _all(body, (*select.lead, *select.byline, *select.captions))
        around = {one.mem_id for node in wanted for one in _upwards(node)}
        return boxes_in(body) - around

    def _blocks(self, node: LexborNode) -> list[Block]:
        """Return the blocks of one element without what is dropped inside it."""
        dropped = self._left_out(node) - {node.mem_id}
        return read_blocks(node, Selected(dropped, apart=_ids(_all(node, self.profile.apart))))

    def _left_out(self, node: LexborNode) -> frozenset[int]:
        """Return what is hidden or dropped inside an element; no sentence loses a word by it."""
        dropped = _all(node, (HIDDEN, *self.profile.drop))
        return _ids(one for one in dropped if not is_in_a_sentence(one))

    def _text(self, node: LexborNode) -> str:
        return " ".join(block.text for block in self._blocks(node))

    def _lead(self, bodies: Sequence[LexborNode], blocks: list[Block]) -> list[Block]:
        """Return the blocks with the lead before them; one that stands among them stays there."""
        inside = _ids(bodies)
        for selector in self.profile.select.lead:
            node = self.tree.css_first(selector)
            lead = [_as_text(block) for block in self._blocks(node)] if node is not None else []
            if not lead:
                continue
            self.witnesses["lead"] = "profile"
            if stands_in(node, inside):
                said, top = {block.text for block in lead}, blocks[:_LEAD_REPEATED_WITHIN]
                top = [_as_text(block) if block.text in said else block for block in top]
                return [*top, *blocks[_LEAD_REPEATED_WITHIN:]]
            return _with_lead(lead, blocks)
        return blocks

    def _first(self, selectors: Iterable[str]) -> str | None:
        """Return the text of the first element that has one."""
        texts = (self._text(node) for selector in selectors for node in self.tree.css(selector))
        return next(filter(None, texts), None)

    def _date(self, selectors: Iterable[str]) -> str | None:
        """Return the wording of the first date; "26 phút trước" is one where no other is.

        An element may say it in its text or in an attribute; the one with a time of day counts.
        """
        without_day = None
        for selector in selectors:
            for node in self.tree.css(selector)[:_DATES_LOOKED_AT]:
                said = [self._text(node), *(node.attributes.get(name) or "" for name in _SAID_IN)]
                days = [wording for wording in said if _DAY.search(wording)]
                if days:
                    return next(filter(_TIME.search, days), days[0])
                without_day = without_day or next(filter(_has_digit, said), None)
        return without_day

    def _authors(self, bodies: Sequence[LexborNode]) -> str | None:
        """Return the authors named outside the body, each once, by the first selector with any.

        Those beside the first are meant: further down authors are those of other articles. An
        element of the body that the profile drops is not part of what is read there.
        """
        inside = _ids(bodies)
        dropped = _ids(node for body in bodies for node in _all(body, self.profile.drop))
        for selector in self.profile.select.byline:
            nodes = [
                node
                for node in self.tree.css(selector)
                if stands_in(node, dropped) or not stands_in(node, inside)
            ]
            named = [node for node in nodes if self._text(node)]
            if named:
                beside = _around(named[0])
                names = (self._text(node) for node in named if _around(node) & beside)
                joined = ", ".join(dict.fromkeys(names))
                return joined if len(joined) <= _BYLINE_LENGTH else self._text(named[0])
        return None

    def _last(self, selectors: Iterable[str]) -> str | None:
        """Return the text of the last element that has one."""
        for selector in selectors:
            texts = map(self._text, reversed(self.tree.css(selector)))
            if text := next(filter(None, texts), None):
                return text
        return None


def _says_update(shown: str) -> bool:
    return "cập nhật" in shown.casefold() and len(_DAY.findall(shown)) == 1


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _without_byline(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Part the marked block from the rest, if it stands near the end and is short enough."""
    tail = blocks[-_BYLINE_FROM_END:]
    found = " ".join(block.text for block in tail if block.marked)
    if not found or len(found) > _BYLINE_LENGTH or found.startswith("("):
        return blocks, None
    return [*blocks[:-_BYLINE_FROM_END], *(block for block in tail if not block.marked)], found


def _with_lead(lead: list[Block], blocks: list[Block]) -> list[Block]:
    """Put the lead before the body; where the body repeats it, the fuller copy stays, once."""
    kept = list(blocks)
    for part in reversed(lead):
        opening = kept[:_LEAD_REPEATED_WITHIN]
        same = next((i for i, block in enumerate(opening) if _same_lead(part, block)), None)
        if same is None:
            kept.insert(0, part)
        elif len(part.text) > len(kept[same].text):
            kept[same] = replace(kept[same], text=part.text)
    return kept


def _same_lead(one: Block, other: Block) -> bool:
    """Say whether two blocks are one lead, an agency prefix aside."""
    short, long = sorted(("".join(one.text.split()), "".join(other.text.split())), key=len)
    return short == long or (
        len(short) >= _AGENCY_PREFIX
        and len(long) - len(short) <= _AGENCY_PREFIX
        and long.endswith(short)
    )


def _as_text(block: Block) -> Block:
    """A lead set as a heading is still a paragraph."""
    if block.kind is ParagraphKind.SUBHEADING:
        return replace(block, kind=ParagraphKind.TEXT)
    return block


def _all(root: LexborNode, selectors: Iterable[str]) -> list[LexborNode]:
    """Return every element inside that any of the selectors matches, in document order."""
    joined = ",".join(selectors)
    return root.css(joined) if joined else []


def _ids(nodes: Iterable[LexborNode]) -> frozenset[int]:
    return frozenset(node.mem_id for node in nodes)


def _upwards(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield an element and all around it."""
    while node is not None:
        yield node
        node = node.parent


def _around(node: LexborNode) -> frozenset[int]:
    """Return the two elements around one, by which its neighbours are told."""
    parent = node.parent
    return _ids(one for one in (parent, parent.parent if parent else None) if one is not None)


def _enclosing_block(node: LexborNode) -> LexborNode:
    """Return the nearest block element around an inline one."""
    while node.tag not in BLOCK_TAGS and node.parent is not None:
        node = node.parent
    return node
