"""Reading a page of an unknown layout: its witnesses are weighed against one another.

The story, in order: trafilatura and JSON-LD say what text they take for the article; the title is
found; boxes are set apart; the element for which most speaks is the body (``main_text.py``), with
its lead before it (``leads.py``); then who wrote it (``authors.py``), when (``dated.py``) and in
which section (``sections.py``), by what machines are told and by what stands around the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.authors import find_author
from worker.extract.blocks import Block, Outline, Selected, read_blocks, read_outline
from worker.extract.boxes import boxes
from worker.extract.dated import find_published, find_updated
from worker.extract.headline import Title, find_title, key_of
from worker.extract.leads import as_text, find_lead
from worker.extract.main_text import (
    MainText,
    Witnesses,
    find_main_text,
    is_linked,
    is_prose,
    is_teaser,
)
from worker.extract.metadata import Metadata
from worker.extract.order import Places
from worker.extract.refusal import no_body, not_an_article, refused
from worker.extract.sections import find_category
from worker.model import Extracted, NotAnArticle, Paragraph, ParagraphKind

_LEAD_LENGTH: Final = 80
"""Characters from which a heading that opens the text is its lead."""
_HEAD: Final = 10
"""Blocks above the text among which its title is looked for."""
_LONG_TITLE: Final = 15
_GLUED: Final = 40
"""Characters (without spaces): a title so long, and what is glued to it, are one block."""
_TAIL_LENGTH: Final = 100
_TAIL: Final = 4
"""Short blocks below the last paragraph that may be the article's: a byline, a last verse."""
_MOSTLY: Final = 0.6
"""The share of an ``articleBody`` that the page must show to be read from what it shows."""
_REPEATED: Final = 40
"""Characters (without spaces) from which a second copy of a block is not chance."""
_OPENING: Final = 3
"""Blocks of the body among which a second copy of the lead is looked for."""
_PREFIX: Final = 30
"""Characters: one copy of the lead may begin with an agency prefix that the other lacks."""
_CAPTIONS: Final = (
    '[class*="caption" i], [class*="chuthich" i], [class*="chu-thich" i], '
    '[itemprop="caption"], p.Image, td.Image'
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
    apart: frozenset[int] = field(default_factory=frozenset)


def read_without_profile(
    tree: LexborHTMLParser, text: str, metadata: Metadata, fetched: datetime
) -> Extracted | NotAnArticle:
    """Return what the witnesses together say of a page, or why it is no article."""
    lines = _main_lines(text)
    title = find_title(tree, metadata, _above(tree, Witnesses.of(lines)))
    body = _find_body(tree, lines, title, metadata)
    name = title.text if title else None
    if not body.kept:
        return NotAnArticle(no_body(tree, name, metadata, body.around))
    if title is None:
        return NotAnArticle("the page has no title")
    text_found = " ".join(block.text for block in body.kept)
    if reason := refused(tree, title.text, text_found, metadata):
        return NotAnArticle(reason)
    if reason := not_an_article(body.kept, body.around, metadata.address, metadata):
        short = sum(len(block.text) for block in body.kept) < 2_000
        told = no_body(tree, name, metadata) if short else ""
        return NotAnArticle(told if told.startswith("the page") else reason)
    return _extracted(tree, metadata, title, body, fetched)


def _extracted(
    tree: LexborHTMLParser, metadata: Metadata, title: Title, body: Body, fetched: datetime
) -> Extracted:
    """Return the title and the body with the particulars that stand around them."""
    places = Places.of(tree, title.node, body.text, body.apart)
    category = find_category(tree, metadata, places, title.text)
    published = find_published(tree, metadata, places, fetched)
    found: Mapping[str, tuple[str, str] | None] = {
        "category": category,
        "published": published,
        "updated": find_updated(metadata, published[0] if published else None),
        "byline": find_author(
            tree, metadata, places, [title.text, *([category[0]] if category else [])]
        ),
    }
    said = {name: pair[0] if pair else None for name, pair in found.items()}
    witnesses = {name: pair[1] for name, pair in found.items() if pair}
    return Extracted(
        title=title.text,
        blocks=tuple(Paragraph(block.text, block.kind) for block in body.kept),
        byline=said["byline"],
        category=said["category"],
        published=said["published"],
        updated=said["updated"],
        witnesses={"title": title.witness, "body": body.witness, **witnesses},
    )


def _above(tree: LexborHTMLParser, witnesses: Witnesses) -> list[str]:
    """Return the keys of the blocks above the first paragraph, one that trafilatura knows if any"""
    blocks = read_blocks(tree.body) if tree.body is not None else []
    prose = [at for at, block in enumerate(blocks) if is_prose(block)]
    known = [at for at in prose if witnesses.know(key_of(blocks[at].text))]
    for at in (known or prose)[:1]:
        return [key_of(above.text) for above in blocks[max(at - _HEAD, 0) : at]]
    return []


def _find_body(
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


def _main_lines(text: str) -> list[str]:
    """Return the lines of what trafilatura takes for the article; it is imported only here."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(
        text, favor_precision=True, include_comments=False, with_metadata=False
    )
    if not isinstance(document, Document) or document.body is None:
        return []
    lines: list[str] = []
    for element in document.body.iter("p", "head", "quote", "item", "cell"):
        for inner in element.iter("lb"):
            inner.tail = f"\n{inner.tail or ''}"
        lines += ("".join(element.itertext())).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


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
    outline = read_outline(tree.body, Selected(left_out=apart, captions=_captions(tree)))
    key = key_of(title.text) if title else ""
    main = find_main_text(tree, outline, witnesses, key)
    first = max(main.first, _behind_title(outline, main, key))
    own = _cleaned(outline.blocks, first, main)
    if not own:
        return Body(around=outline.blocks, apart=apart)
    kept = [outline.blocks[at] for at in own]
    lead = find_lead(tree, _between(outline, first, key), outline.parents, metadata)
    kept, lead = _lead_once(kept, lead)
    known = sum(len(b.text) for b in kept if witnesses.know(key_of(b.text)))
    mostly = known * 2 >= sum(len(block.text) for block in kept)
    return Body(
        _lead_as_text([*lead, *kept]),
        outline.blocks[max(own[0] - 1, 0) : own[-1] + 1],
        "trafilatura" if mostly else "page",
        frozenset(block.within for block in _without_lead(kept)),
        apart,
    )


def _lead_once(kept: list[Block], lead: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return body and lead, one of which has what both say: the copy with the agency prefix."""
    left = []
    for part in lead:
        key = key_of(part.text)
        opening = [key_of(block.text) for block in kept[:_OPENING]]
        same = [
            at
            for at, other in enumerate(opening)
            if key == other or (len(key) >= _REPEATED and _ends_alike(key, other))
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


def _behind_title(outline: Outline, main: MainText, title: str) -> int:
    """Return the first block behind the last heading that is the title, if that is in the body."""
    at = [
        index
        for index in range(main.first, main.last)
        if _shows_title(key_of(outline.blocks[index].text), title)
    ]
    return at[0] + 1 if at else main.first


def _shows_title(key: str, title: str) -> bool:
    """Say whether a block is the title, or the title with a date glued to it."""
    if not title or key == title:
        return bool(title)
    glued = len(key) - len(title)
    return len(title) >= _LONG_TITLE and 0 < glued <= _GLUED and key.startswith(title)


def _between(outline: Outline, first: int, title: str) -> list[Block]:
    """Return the blocks between the title and the text; none where the title is not shown."""
    shown = [
        at
        for at, block in enumerate(outline.blocks[:first])
        if _shows_title(key_of(block.text), title)
    ]
    return outline.blocks[shown[-1] + 1 : first] if shown else []


def _cleaned(blocks: Sequence[Block], first: int, main: MainText) -> list[int]:
    """Return which blocks of the body are the article's.

    Above the first paragraph only captions are, and subheadings where the title stands outside;
    below the last paragraph only a few short blocks.
    """
    above = {ParagraphKind.CAPTION} | ({ParagraphKind.SUBHEADING} if first == main.first else set())
    own = [at for at in range(first, main.last) if not _is_other(blocks, at, main)]
    speaking = [at for at in own if main.agreed[at] or is_prose(blocks[at])]
    if not speaking:
        return []
    head = [at for at in own if at < speaking[0] and blocks[at].kind in above]
    text = [at for at in own if speaking[0] <= at <= speaking[-1]]
    tail = [at for at in own if at > speaking[-1]][:_TAIL]
    short = [at for at in tail if len(blocks[at].text) <= _TAIL_LENGTH]
    return _once(blocks, [*head, *text, *short])


def _once(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Return the blocks without second copies of long ones: some sites print the text twice."""
    seen: set[str] = set()
    found = []
    for at in kept:
        key = key_of(blocks[at].text)
        if key not in seen:
            found.append(at)
        if len(key) >= _REPEATED:
            seen.add(key)
    return found


def _is_other(blocks: Sequence[Block], at: int, main: MainText) -> bool:
    """Say whether a block inside the body is a link to another article, or tells of one."""
    if is_teaser(blocks[at], blocks[at - 1] if at else None):
        return True
    return is_linked(blocks[at]) and not (main.agreed[at] and is_prose(blocks[at]))


def _without_lead(kept: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks but the first, which may be the lead: what stands before it is no text."""
    return kept[1:] if len(kept) > 2 else kept


def _lead_as_text(blocks: list[Block]) -> list[Block]:
    """A heading that opens the text and is long is its lead."""
    first = blocks[0] if blocks else None
    if first and len(first.text) >= _LEAD_LENGTH and first.kind is ParagraphKind.SUBHEADING:
        return [as_text(first), *blocks[1:]]
    return blocks
