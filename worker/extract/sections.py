"""The category of an article: what machines are told, else the last step of the breadcrumb.

Where machines are told all sections of an article in one line, the breadcrumb says which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import text_of
from worker.extract.metadata import Metadata, kind_of, said
from worker.extract.naming import names_of, words
from worker.extract.order import Places, Region
from worker.extract.titles_told import key_of

_TRAIL: Final = (
    '[class*="breadcrumb" i] a, [class*="bread-crumb" i] a, [id*="breadcrumb" i] a, '
    '[class*="bread" i] a, .titlecate a'
)
_HERE: Final = '[class*="breadcrumb" i] .active, [class*="breadcrumb" i] li:last-child'
"""The last step of a trail, which may be no link."""
_WRITTEN: Final = '[class*="bread" i], [class*="path" i], [class*="duongdan" i], [class*="nav" i]'
_STEP: Final = re.compile(r"\s*(?:[/»>›|]|::|→)\s*")
_SHOWN: Final = (
    'a[href], [data-role="cate-name"], [rel~="category"], [class*="cat" i], [class*="chuyen" i]'
)
_NAMES: Final = words(
    """
    cat cate category categories cats catname catename categoryname catlinks chuyenmuc detailcate
    postcategory newscategory titlecate parentcate section sectionname cattitle catetitle
    categorytitle path pathway duongdan postcat postcate artcat articlecategory newscat
    """
)
"""What an element is called that names the section of an article."""
_CONTAINER: Final = 100
"""Characters: an element that is called so and is longer holds something else too."""
_NEAR: Final = (Region.BEFORE, Region.HEAD)
_ABOVE: Final = (Region.FAR_BEFORE, *_NEAR)
_SEVERAL: Final = re.compile(r",(?=\S)")
"""Between sections in one line; a name that has a comma has a space behind it."""
_LABEL: Final = re.compile(r"^(?:chuyên mục|danh mục|chuyên trang|mục)\s*:\s*", re.IGNORECASE)
_BEFORE: Final = re.compile(r"(?:chuyên mục|danh mục|mục)\s*:\s*$", re.IGNORECASE)
_HOME: Final = frozenset(("trangchủ", "home", "trangnhất", "trangtin", "tranghome", ""))
_LEVELS: Final = 3
"""A link and the elements around it, one of which may be called a category."""
_HOMES: Final = _HOME - {""}
_FEWEST: Final = 2
_STEPS: Final = 4
"""Links of a trail, the front page among them: a menu has more."""
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
        (_trail(tree, places), "page"),
        (_nearest(tree, places), "page"),
        (_behind_home(tree, places), "page"),
    ):
        steps = [_LABEL.sub("", step).strip() for step in steps]
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


def _trail(tree: LexborHTMLParser, places: Places) -> list[str]:
    """Return the steps of the breadcrumb above the text."""
    steps = [node for node in tree.css(_TRAIL) if places.region(node) in _ABOVE]
    last = [node for node in tree.css(_HERE) if places.region(node) in _ABOVE]
    unlinked = [node for node in last[-1:] if node.css_first("a") is None]
    told = list(filter(None, map(text_of, [*steps, *unlinked])))
    return told if steps else told or _written_trail(tree, places)


def _written_trail(tree: LexborHTMLParser, places: Places) -> list[str]:
    """Return the steps of a trail without links: "Trang chủ / Xã hội"."""
    for node in tree.css(_WRITTEN):
        text = text_of(node) if places.region(node) in _NEAR else ""
        steps = _STEP.split(text) if len(text) <= _CONTAINER else []
        if len(steps) > 1 and key_of(steps[0]) in _HOMES:
            return steps
    return []


def _nearest(tree: LexborHTMLParser, places: Places) -> list[str]:
    """Return what is called a category and stands next to the title, before it or else below."""
    found: dict[Region, list[str]] = {region: [] for region in _NEAR}
    for node in tree.css(_SHOWN):
        region = places.region(node)
        if region not in found or not _is_called_category(node):
            continue
        around = node.tag != "a" and node.css_first("a") is not None
        if not around and not (region is Region.HEAD and places.is_apart(node)):
            found[region].append(text_of(node))
    before, below = (list(filter(None, found[region])) for region in _NEAR)
    return before[-1:] or below[:1]


def _is_called_category(node: LexborNode) -> bool:
    """Say whether an element, or one closely around a link, is called a category."""
    if node.attributes.get("data-role") == "cate-name" or node.attributes.get("rel") == "category":
        return True
    if node.tag != "a":
        given = (node.attributes.get("class") or "").split()
        return any(key_of(name) in _NAMES for name in given)
    around: LexborNode | None = node
    before = node.prev
    if before is not None and before.tag == "-text" and _BEFORE.search(before.text_content or ""):
        return True
    for _ in range(_LEVELS):
        told = around.text(deep=True).strip() if around is not None else ""
        if around is None or len(told) > _CONTAINER:
            return False
        if names_of(around) & _NAMES or _LABEL.match(told):
            return True
        around = around.parent
    return False


def _behind_home(tree: LexborHTMLParser, places: Places) -> list[str]:
    """Return the steps of a trail that nothing calls one: a few links, the front page first."""
    for link in tree.css("a[href]"):
        if places.region(link) not in _NEAR or key_of(link.text(deep=True)) not in _HOMES:
            continue
        around = link.parent
        while around is not None and len(links := around.css("a[href]")) < _FEWEST:
            around = around.parent
        if around is not None and len(links) <= _STEPS and links[0].mem_id == link.mem_id:
            return [text_of(step) for step in links]
    return []
