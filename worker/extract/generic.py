"""Reading a page of an unknown layout: its metadata, and the text that trafilatura finds.

trafilatura says which of the page's text is the article's; the words are then read from the tree
as everywhere else, so that captions, subheadings and line breaks are where they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import HIDDEN, Block, Selected, read_blocks, text_of
from worker.extract.headline import find_title, key_of
from worker.extract.metadata import Metadata
from worker.extract.refusal import no_body, not_an_article
from worker.model import Extracted, NotAnArticle, Paragraph, ParagraphKind

_TIME: Final = re.compile(r"\d{1,2}\s*(?::|giờ|h)\s*\d{2}")
_DATE: Final = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{2}-\d{2}")
_DATE_LENGTH: Final = 90
"""Characters: an element that shows a date and is longer shows something else too."""
_DATED: Final = (
    'h1, time, [class*="date" i], [class*="time" i], [itemprop="datePublished"], '
    '[data-role="publishdate"]'
)
_DATES_LOOKED_AT: Final = 20
"""Elements after the title that may show a date."""
_TELLING: Final = 20
"""Characters (without spaces) from which a block found in the text is not found there by chance."""
_GAP: Final = 12
"""Blocks that are not the article's in a row, after which an article is over."""
_MOSTLY: Final = 0.6
"""The share of trafilatura's text that the tree must give back to be trusted."""
_LEAD_LENGTH: Final = 80
"""Characters: what stands between title and text and is longer is the lead, if it is no link."""


def read_without_profile(
    tree: LexborHTMLParser, text: str, metadata: Metadata
) -> Extracted | NotAnArticle:
    """Return what the page says of itself and what trafilatura finds, or why it is no article."""
    titled = find_title(tree, metadata)
    title = titled[0] if titled else None
    body = _find_body(tree, text, title, metadata)
    if not body.kept:
        return NotAnArticle(no_body(tree, title, metadata))
    if titled is None:
        return NotAnArticle("the page has no title")
    if reason := not_an_article(body.kept, body.around, metadata.address, metadata):
        short = sum(len(block.text) for block in body.kept) < 2_000
        told = no_body(tree, title, metadata) if short else ""
        return NotAnArticle(told if told.startswith("the page") else reason)
    witnesses = {"title": titled[1], "body": body.witness}
    fields = {
        "byline": _byline(metadata),
        "category": _category(metadata),
        "published": _published(tree, metadata),
        "updated": _updated(metadata),
    }
    witnesses |= {name: found[1] for name, found in fields.items() if found}
    said = {name: found[0] if found else None for name, found in fields.items()}
    blocks = tuple(Paragraph(block.text, block.kind) for block in body.kept)
    return Extracted(
        title=titled[0],
        blocks=blocks,
        byline=said["byline"],
        category=said["category"],
        published=said["published"],
        updated=said["updated"],
        witnesses=witnesses,
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The blocks of the article, and all blocks from the one before them to the last."""

    kept: list[Block] = field(default_factory=list)
    around: list[Block] = field(default_factory=list)
    witness: str = "trafilatura"


def _find_body(tree: LexborHTMLParser, text: str, title: str | None, metadata: Metadata) -> _Body:
    lines = _main_lines(text)
    found = _from_tree(tree, lines, key_of(title or ""))
    if not found.kept and (linked := metadata.linked("articleBody")):
        blocks = [Block(line, ParagraphKind.TEXT) for line in _plain_lines(linked)]
        return _Body(blocks, blocks, "json-ld")
    return found


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
    tree = LexborHTMLParser(text.replace("\n", "<br><br>"))
    return [block.text for block in read_blocks(tree.body)] if tree.body is not None else []


def _from_tree(tree: LexborHTMLParser, lines: list[str], title: str) -> _Body:
    """Return the tree's own blocks of that text; the lines themselves where they cannot be found"""
    if tree.body is None or not lines:
        return _Body()
    hidden = frozenset(node.mem_id for node in tree.css(HIDDEN))
    blocks = read_blocks(tree.body, Selected(left_out=hidden))
    keys = [key_of(block.text) for block in blocks]
    whole, single = key_of("".join(lines)), {key_of(line) for line in lines}
    matching = [
        key != title and (key in single or (len(key) >= _TELLING and key in whole)) for key in keys
    ]
    first, last = _densest(matching, keys)
    kept = [
        block
        for block, matches in zip(blocks[first:last], matching[first:last], strict=True)
        if matches or (block.kind is ParagraphKind.CAPTION and not block.linked)
    ]
    if sum(len(key_of(block.text)) for block in kept) < _MOSTLY * len(whole):
        kept = [Block(line, ParagraphKind.TEXT) for line in lines if key_of(line) != title]
        return _Body(kept, kept)
    lead = _lead_before(blocks[:first], keys[:first], title)
    return _Body(_lead_as_text([*lead, *kept]), blocks[max(first - 1, 0) : last])


def _densest(matching: Sequence[bool], keys: Sequence[str]) -> tuple[int, int]:
    """Return start and end of the run of matching blocks, small gaps allowed, with most text."""
    runs: list[tuple[int, int, int]] = []
    for at, matches in enumerate(matching):
        if not matches:
            continue
        if runs and at - runs[-1][1] <= _GAP:
            start, _, size = runs.pop()
            runs.append((start, at, size + len(keys[at])))
        else:
            runs.append((at, at, len(keys[at])))
    if not runs:
        return 0, 0
    start, end, _ = max(runs, key=lambda run: run[2])
    return start, end + 1


def _lead_before(blocks: list[Block], keys: list[str], title: str) -> list[Block]:
    """Return the lead, if it stands between the title and the text and trafilatura left it."""
    if title not in keys:
        return []
    after = len(keys) - keys[::-1].index(title)
    long = (block for block in blocks[after:] if len(block.text) >= _LEAD_LENGTH)
    return [block for block in long if not block.linked][:1]


def _lead_as_text(blocks: list[Block]) -> list[Block]:
    """Some sites set the lead as a heading; it is a paragraph all the same."""
    first = blocks[0] if blocks else None
    if first and first.kind is ParagraphKind.SUBHEADING and len(first.text) >= _LEAD_LENGTH:
        return [replace(first, kind=ParagraphKind.TEXT), *blocks[1:]]
    return blocks


def _published(tree: LexborHTMLParser, metadata: Metadata) -> tuple[str, str] | None:
    """Return the publication time as told: one with a time of day before a day alone."""
    linked = metadata.linked("datePublished")
    told = metadata.meta(
        "article:published_time", "datepublished", "pubdate", "publishdate", "dc.date.issued"
    )
    found = [(linked, "json-ld"), (told, "meta"), (_shown_date(tree), "page")]
    dated = [(text, witness) for text, witness in found if text and any(map(str.isdigit, text))]
    return next((pair for pair in dated if _TIME.search(pair[0])), dated[0] if dated else None)


def _shown_date(tree: LexborHTMLParser) -> str | None:
    """Return the first date shown after the first ``h1``: a site's top bar shows today's."""
    nodes = tree.css(_DATED)
    title = next((at for at, node in enumerate(nodes) if node.tag == "h1"), len(nodes))
    for node in nodes[title : title + _DATES_LOOKED_AT]:
        said = "" if node.tag == "h1" else node.attributes.get("datetime") or text_of(node)
        if len(said) <= _DATE_LENGTH and _DATE.search(said):
            return said
    return None


def _updated(metadata: Metadata) -> tuple[str, str] | None:
    if linked := metadata.linked("dateModified"):
        return linked, "json-ld"
    told = metadata.meta("article:modified_time", "datemodified")
    return (told, "meta") if told else None


def _category(metadata: Metadata) -> tuple[str, str] | None:
    if linked := metadata.linked("articleSection"):
        return linked, "json-ld"
    told = metadata.meta("article:section")
    return (told, "meta") if told else None


def _byline(metadata: Metadata) -> tuple[str, str] | None:
    """Return the author's name; a site's name or the login of its editor is not one."""
    sites = {key_of(site) for site in (metadata.site, metadata.meta("og:site_name")) if site}
    for said, witness in (
        (metadata.linked("author"), "json-ld"),
        (metadata.meta("article:author", "author"), "meta"),
    ):
        if said and " " in said and "://" not in said and "@" not in said:
            key = key_of(said)
            if not key.startswith("báo") and not any(key in site or site in key for site in sites):
                return said, witness
    return None
