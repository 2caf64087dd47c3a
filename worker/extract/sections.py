"""The category of an article: what machines are told, else the last step of the breadcrumb.

Where machines are told all sections of an article in one line, the breadcrumb says which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import text_of
from worker.extract.headline import key_of
from worker.extract.metadata import Metadata, kind_of, said
from worker.extract.order import Places, Region

_TRAIL: Final = (
    '[class*="breadcrumb" i] a, [class*="bread-crumb" i] a, [id*="breadcrumb" i] a, '
    '[class*="bread" i] a, .titlecate a'
)
_SHOWN: Final = (
    '[data-role="cate-name"], [rel~="category"], .cate-name, .category-name, .cat-links a, '
    '.post-category a, .detail-cate a, [class*="category" i] a, [class*="-cate" i] a, '
    '[class*="cate-" i] a, [class*="chuyenmuc" i] a, [class*="chuyen-muc" i] a, a[class*="cate" i]'
    ', a[class*="-cat" i], a[class*="cat-" i]'
)
_NEAR: Final = (Region.BEFORE, Region.HEAD)
_ABOVE: Final = (Region.FAR_BEFORE, *_NEAR)
_SEVERAL: Final = re.compile(r",(?=\S)")
"""Between sections in one line; a name that has a comma has a space behind it."""
_LABEL: Final = re.compile(r"^(?:chuyên mục|danh mục|chuyên trang|mục)\s*:\s*", re.IGNORECASE)
_HOME: Final = frozenset(("trangchủ", "home", "trangnhất", "trangtin", "tranghome", ""))
_LONGEST: Final = 60
"""Characters: a longer step of a breadcrumb is the title."""


def find_category(
    tree: LexborHTMLParser, metadata: Metadata, places: Places, title: str
) -> tuple[str, str] | None:
    """Return the category and its witness, None where none is said."""
    linked = list(_linked_trail(metadata))
    for text, witness in (
        (_first_of(metadata.article.get("articleSection")), "json-ld"),
        (metadata.property_of("articleSection"), "microdata"),
        (metadata.meta("article:section"), "meta"),
    ):
        section = _meant(text, linked) if text else ""
        if section and len(section) <= _LONGEST and key_of(section) not in _HOME:
            return section, witness
    known = {key_of(name) for name in (title, *metadata.sites)} | _HOME
    for steps, witness in (
        (linked, "json-ld"),
        (_shown(tree, places, _TRAIL), "page"),
        (_shown(tree, places, _SHOWN, _NEAR)[:1], "page"),
    ):
        steps = [_LABEL.sub("", step) for step in steps]
        left = [step for step in steps if key_of(step) not in known and len(step) <= _LONGEST]
        if left:
            return left[-1], witness
    return None


def _first_of(value: object) -> str | None:
    """Of several sections the first is the article's own."""
    return said(value[0]) if isinstance(value, list) and value else said(value)


def _meant(text: str, trail: Sequence[str]) -> str:
    """Return the section that the breadcrumb names last, else the first of those in a line."""
    sections = _SEVERAL.split(text)
    return next((step for step in reversed(trail) if step in sections), sections[0])


def _linked_trail(metadata: Metadata) -> Iterator[str]:
    """Yield the steps of a BreadcrumbList; some sites make a list of each."""
    for node in metadata.nodes:
        steps = node.get("itemListElement")
        if "BreadcrumbList" not in kind_of(node) or not isinstance(steps, list):
            continue
        for listed in steps:
            step = listed[0] if isinstance(listed, list) and listed else listed
            if isinstance(step, Mapping) and (
                name := said(step.get("name")) or said(step.get("item"))
            ):
                yield name
        return


def _shown(
    tree: LexborHTMLParser, places: Places, selector: str, above: Collection[Region] = _ABOVE
) -> list[str]:
    """Return what stands above the text."""
    return [
        text
        for node in tree.css(selector)
        if places.region(node) in above and (text := text_of(node))
    ]
