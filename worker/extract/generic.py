"""Reading a page of an unknown layout: its witnesses are weighed against one another.

The story, in order: trafilatura and JSON-LD say what text they take for the article; the title is
found; boxes are set apart; the element for which most speaks is the body (``main_text.py``), with
its lead before it (``leads.py``); then who wrote it (``authors.py``), when (``dated.py``) and in
which section (``sections.py``), by what machines are told and by what stands around the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.authors import find_author
from worker.extract.blocks import Block, read_blocks
from worker.extract.body import Body, find_body
from worker.extract.dated import find_published
from worker.extract.headline import find_title
from worker.extract.main_text import Witnesses, is_prose
from worker.extract.metadata import Metadata
from worker.extract.name_form import clean_name, without_dates
from worker.extract.order import Places
from worker.extract.refusal import TOO_LITTLE, is_notice, no_body, not_an_article, refused, teaser
from worker.extract.sections import find_category
from worker.extract.times_told import find_updated
from worker.extract.titles_told import Title, key_of
from worker.model import Extracted, NotAnArticle, Paragraph, ParagraphKind

_HEAD: Final = 10
"""Blocks above the text among which its title is looked for."""
_ENDS: Final = 4
"""Blocks at each end of the text among which byline and date are looked for."""
_OPENING: Final = 3
"""Blocks at the beginning of the text, the lead among them, one of which may name the author."""
_LABELS: Final = 4
"""Labels on a page (menus, dates, footers), all of which no good witness takes for the article."""
_FOOT: Final = "article > footer"
"""The foot of an article, where blogs say who wrote it and when: no box for that."""
_LEFT: Final = 3
"""Characters (without spaces) that may be left of a block beside byline and date."""


def read_without_profile(
    tree: LexborHTMLParser, text: str, metadata: Metadata, fetched: datetime
) -> Extracted | NotAnArticle:
    """Return what the witnesses together say of a page, or why it is no article."""
    lines = _main_lines(tree, text)
    title = find_title(tree, metadata, _above(tree, Witnesses.of(lines)))
    body = find_body(tree, lines, title, metadata)
    name = title.text if title else None
    if not body.kept:
        return NotAnArticle(no_body(tree, name, metadata, body.around))
    if title is None:
        return NotAnArticle("the page has no title")
    text_found = " ".join(block.text for block in body.kept)
    if reason := refused(tree, title.text, text_found, metadata):
        return NotAnArticle(reason)
    reason = not_an_article(body.kept, body.around, metadata.address, metadata)
    if title.elsewhere:
        reason = reason or teaser(body.kept, metadata)
    if reason and not (reason == TOO_LITTLE and _is_notice(tree, metadata, title, body, fetched)):
        short = sum(len(block.text) for block in body.kept) < 2_000
        told = no_body(tree, name, metadata) if short else ""
        return NotAnArticle(told if told.startswith("the page") else reason)
    return _extracted(tree, metadata, title, body, fetched)


def _is_notice(
    tree: LexborHTMLParser, metadata: Metadata, title: Title, body: Body, fetched: datetime
) -> bool:
    """Say whether a short text stands below a title and a time, as a notice does."""
    if title.node is None or not is_notice(body.kept, body.around, metadata.address):
        return False
    places = Places.of(tree, title.node, body.text, body.apart)
    return find_published(tree, metadata, places, fetched) is not None


def _extracted(
    tree: LexborHTMLParser, metadata: Metadata, title: Title, body: Body, fetched: datetime
) -> Extracted:
    """Return the title and the body with the particulars that stand around them."""
    feet = {node.mem_id for node in tree.css(_FOOT)}
    places = Places.of(tree, title.node, body.text, body.apart - feet)
    category = find_category(tree, metadata, places, title.text)
    published = find_published(tree, metadata, places, fetched)
    found: Mapping[str, tuple[str, str] | None] = {
        "category": category,
        "published": published,
        "updated": find_updated(metadata, published[0] if published else None),
        "byline": find_author(
            tree,
            metadata,
            places,
            [title.text, *([category[0]] if category else [])],
            [block.text for block in body.kept[1:_OPENING] if block.kind is ParagraphKind.TEXT],
        ),
    }
    said = {name: pair[0] if pair else None for name, pair in found.items()}
    witnesses = {name: pair[1] for name, pair in found.items() if pair}
    return Extracted(
        title=title.text,
        blocks=tuple(
            Paragraph(block.text, block.kind)
            for block in _without_particulars(body.kept, said["byline"], said["published"])
        ),
        byline=said["byline"],
        category=said["category"],
        published=said["published"],
        updated=said["updated"],
        witnesses={"title": title.witness, "body": body.witness, **witnesses},
    )


def _without_particulars(
    kept: Sequence[Block], byline: str | None, published: str | None
) -> list[Block]:
    """Return the blocks without those near either end that only say who wrote it, and when."""
    last = len(kept) - _ENDS
    particulars = key_of(byline or ""), key_of(published or "")
    return [
        block
        for at, block in enumerate(kept)
        if _ENDS <= at < last
        or (block.kind is ParagraphKind.CAPTION and without_dates(block.text) == block.text)
        or not (
            _says_only(key_of(block.text), *particulars)
            or (byline and _names_only(block.text, byline))
        )
    ]


def _names_only(text: str, byline: str) -> bool:
    """Say whether a block is the byline, a date or what the author does for the paper aside.

    What names the work with a colon is read from the text, with that label.
    """
    names = (without_dates(text), "" if ":" in text else clean_name(text, ()) or "")
    return key_of(byline) in map(key_of, names)


def _says_only(key: str, byline: str, published: str) -> bool:
    """Say whether a block has the byline and the date in it, and hardly anything else."""
    if byline and key == byline:
        return True
    if byline and byline in key and _letters(key) - len(byline) <= _LEFT:
        return True
    return bool(published) and published in key and len(key) - len(published) <= _LEFT


def _letters(key: str) -> int:
    return sum(not sign.isdigit() for sign in key)


def _above(tree: LexborHTMLParser, witnesses: Witnesses) -> list[str]:
    """Return the keys of the blocks above the first paragraph, trafilatura's if it knows one."""
    blocks = read_blocks(tree.body) if tree.body is not None else []
    prose = [at for at, block in enumerate(blocks) if is_prose(block)]
    known = [at for at in prose if witnesses.know(key_of(blocks[at].text))]
    for at in (known or prose)[:1]:
        return [key_of(above.text) for above in blocks[max(at - _HEAD, 0) : at]]
    return []


def _main_lines(tree: LexborHTMLParser, text: str) -> list[str]:
    """Return the lines of what trafilatura takes for the article; none where that is all there is.

    On pages of tables it may take the whole page, menus too: then it tells nothing.
    """
    lines = _trafilatura_lines(text)
    known = Witnesses.of(lines)
    blocks = read_blocks(tree.body) if tree.body is not None else []
    labels = [key_of(block.text) for block in blocks if not is_prose(block)]
    if len(labels) >= _LABELS and all(map(known.know, labels)):
        return []
    return lines


def _trafilatura_lines(text: str) -> list[str]:
    """Return what trafilatura takes for the article; it is imported only here."""
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
