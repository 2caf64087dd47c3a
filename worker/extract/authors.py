"""Who wrote it: which of the names that a page gives its article is a person's.

Machines are often told the paper's name, the login of who typed it in, or an address of Facebook;
readers are shown the author's in an element that is called so, or that leads to the author's page.
A name is taken by its form, and weighed by where it stands and who else says it. What the text
itself says in its last lines ("Tin, ảnh: …") is read from the text, in ``normalize/``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import Block, read_blocks, stands_in, text_of
from worker.extract.metadata import Metadata, kind_of, said
from worker.extract.name_form import (
    PICTURES,
    clean_name,
    is_office,
    is_post,
    is_source,
    key_of_name,
)
from worker.extract.names_around import LONGEST_MARKUP, TOGETHER, Named, is_others, uncalled
from worker.extract.naming import hidden_by_class, names_of, words
from worker.extract.order import Places, Region
from worker.vietnamese.names.names import SURNAMES
from worker.vietnamese.text.fold import has_marks

_META: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author")
_WRITTEN_BY: Final = re.compile(r"(?:(?:được )?viết bởi|written by|tác giả)\s?:?", re.IGNORECASE)
"""What the first value for Twitter's cards is called where it is the author."""
_MARKED: Final = '[itemprop~="author"] [itemprop~="name"][content]'
_SHOWN: Final = (
    '[itemprop~="author"], [property$="author"], [rel~="author"], [data-role="author"], '
    '[class*="author" i], [class*="tacgia" i], [class*="tac-gia" i], [class*="byline" i], '
    '[class*="writer" i], [class*="reporter" i], [id*="author" i], [href*="/tac-gia/"], '
    '[href*="/author/"], [href*="/tacgia/"], [href*="/phong-vien/"], [class*="nguoiviet" i], '
    '[class*="-auth" i]'
)
_NAMES: Final = words(
    """
    author authors tacgia byline writer reporter nguoiviet authorname detailauthor authormail
    authorinfo articleauthor newsauthor postauthor auth
    """
)
_ITEM: Final = 400
"""Characters: an entry in a list of other articles is not longer."""
_HEADLINE: Final = 25
"""Characters: a shorter link is a name or a label."""
_INNER: Final = "a, span, b, strong, p, div, h3, h4, em, li"
_MOST: Final = 40
"""Elements called an author's that are looked at."""
_FOR_MACHINES: Final = 2.0
"""What speaks for a name that only machines are shown."""
_FOR_AN_OFFICE: Final = 3.5
"""What speaks less for an office in an author's element than for a person."""


def find_author(
    tree: LexborHTMLParser,
    metadata: Metadata,
    places: Places,
    others: Collection[str],
    opening: Iterable[str] = (),
) -> tuple[str, str] | None:
    """Return the author's name, or several, and the witness; None where nobody is named.

    ``others`` are names that the page uses for something else: its category, its title;
    ``opening`` are the first lines of the text.
    """
    taken = {key_of_name(name) for name in (*metadata.sites, *others) if name}
    named = [
        *_shown(tree, places, taken),
        *_machines(metadata, taken),
        *uncalled(tree, places, opening, taken),
    ]
    weighed = [(_weight(one, named), one) for one in named]
    best = max(weighed, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= 0:
        return None
    return best[1].text, best[1].witness


def _machines(metadata: Metadata, taken: Collection[str]) -> Iterator[Named]:
    """Yield what machines are told."""
    persons = [name for name in map(_person, _listed(metadata)) if name]
    names = [name for person in persons if (name := clean_name(person, taken))]
    if names:
        yield Named(", ".join(dict.fromkeys(names)), "json-ld", 3.0)
    for node in metadata.tree.css(_MARKED):
        if name := clean_name(node.attributes.get("content") or "", taken):
            yield Named(name, "microdata", 2.5)
    for key in _META:
        text = metadata.meta(key)
        if text and (name := clean_name(text, taken)) and " " in name:
            yield Named(name, "meta", 2.0)
    told = _WRITTEN_BY.fullmatch(metadata.meta("twitter:label1") or "")
    name = clean_name(metadata.meta("twitter:data1") or "", taken) if told else None
    if name and " " in name:
        yield Named(name, "meta", 2.0)


def _listed(metadata: Metadata) -> Sequence[object]:
    author = metadata.article.get("author") or metadata.article.get("creator")
    return author if isinstance(author, list) else [author]


def _person(value: object) -> str | None:
    """Return an author's name as JSON-LD has it; an organization is none."""
    if isinstance(value, Mapping) and any("Organization" in kind for kind in kind_of(value)):
        return None
    name = said(value)
    return name if name and (" " in name or "." in name or has_marks(name)) else None


def _shown(tree: LexborHTMLParser, places: Places, taken: Collection[str]) -> Iterator[Named]:
    """Yield the names in elements that are called the author's; several in one row as one."""
    done: set[int] = set()
    unseen = {node.mem_id for node in hidden_by_class(tree)}
    row: list[str] = []
    last: LexborNode | None = None
    for node in tree.css(_SHOWN)[:_MOST]:
        if node.mem_id in done or node.tag == "meta" or not _is_authors(node) or is_others(node):
            continue
        done.update(inner.mem_id for inner in node.css("*"))
        found = _names_in(node, taken)
        told = text_of(node) if found is None else ""
        if is_office(told) or is_source(told):
            yield Named(told, "page", _place_of(node, places) - _FOR_AN_OFFICE)
        if found:
            if stands_in(node, unseen):
                yield Named(found, "microdata", _FOR_MACHINES)
                continue
            row = [*row, found] if last is not None and _in_a_row(last, node) else [found]
            last = node
            place = _place_of(node, places)
            weight = place + len(row) if place > 0 else place
            yield Named(", ".join(dict.fromkeys(row)), "page", weight)


def _in_a_row(one: LexborNode, other: LexborNode) -> bool:
    """Say whether two elements are called the same and stand side by side: two authors."""
    if one.attributes.get("class") != other.attributes.get("class") or one.tag != other.tag:
        return False
    around = one.parent
    beside = other.parent
    return around is not None and beside is not None and around.mem_id == beside.mem_id


def _is_authors(node: LexborNode) -> bool:
    """Say whether an element is an author's, and not a big one that has an author somewhere."""
    attributes = node.attributes
    if len(node.text(deep=True)) > LONGEST_MARKUP:
        return False
    if any(attributes.get(key) for key in ("itemprop", "rel", "data-role", "property", "href")):
        return True
    return any(name in _NAMES or "author" in name or "tacgia" in name for name in names_of(node))


def _names_in(node: LexborNode, taken: Collection[str]) -> str | None:
    """Return the name that an element is, else those of the elements inside that are one.

    An address is glued to the name where only the style sheet parts them: "Thùy Anthuyan@…".
    """
    lines = [line for block in read_blocks(node) for line in _lines_of(block)]
    inner = list(_inner_texts(node, taken))
    alone = [line for line in lines if "@" not in line and not _is_glued(line, inner)]
    found = list(filter(None, (_names(said, taken) for said in (alone, inner, lines))))
    return next((name for name in found if " " in name), found[0] if found else None)


def _lines_of(block: Block) -> tuple[str, ...]:
    """Return a block, its last line apart: there may stand a second author, or an office."""
    above, last = block.text[: -block.tail].rstrip(), block.text[-block.tail :]
    return (above, last) if block.tail and above and ":" not in block.text else (block.text,)


def _is_glued(line: str, names: Sequence[str]) -> bool:
    """Say whether a line is several names that only elements part: "Thùy AnSa Kỳ"."""
    spaced = line == " ".join(names) and all(" " in name for name in names)
    return len(names) > 1 and (spaced or line == "".join(names))


def _names(lines: Iterable[str], taken: Collection[str]) -> str | None:
    """Return the first few names among the lines, each once; beside names a word is a label."""
    names: dict[str, str] = {}
    for line in lines:
        if name := clean_name(line, taken):
            names.setdefault(key_of_name(name), name)
    full = [name for name in names.values() if " " in name and not is_post(name)]
    return ", ".join((full or list(names.values()))[:TOGETHER]) or None


def _inner_texts(node: LexborNode, taken: Collection[str]) -> Iterator[str]:
    """Yield the texts of the elements inside; of one that is a name not those within it."""
    inside: set[int] = set()
    for inner in node.css(_INNER):
        if inner.mem_id in inside or inner.mem_id == node.mem_id:
            continue
        text = text_of(inner)
        if "@" not in text and clean_name(text, taken):
            inside.update(deeper.mem_id for deeper in inner.css("*"))
            yield text


def _place_of(node: LexborNode, places: Places) -> float:
    """Return how much the place of an author's element speaks for it."""
    region = places.region(node)
    if region is not Region.HEAD and places.is_apart(node):
        return -3
    if region in (Region.FAR_BEHIND, Region.FAR_BEFORE):
        return -1
    if region is Region.BEHIND and _beside_a_headline(node):
        return -1
    return {Region.HEAD: 5.5, Region.TEXT: 5.0}.get(region, 4.0)


def _beside_a_headline(node: LexborNode) -> bool:
    """Say whether a name stands beside the headline of another article."""
    around = node.parent
    if around is None or len(around.text(deep=True)) > _ITEM:
        return False
    return any(len(link.text(deep=True).strip()) >= _HEADLINE for link in around.css("a[href]"))


def _weight(one: Named, named: Sequence[Named]) -> float:
    """Return how much speaks for a name: its witness, others who say it, a surname."""
    key = key_of_name(one.text)
    others = {other.witness for other in named if key_of_name(other.text) == key} - {one.witness}
    surname = one.text.split()[0].casefold() in SURNAMES
    pictures = 3 if PICTURES.match(one.text) else 0
    return one.weight + 2 * len(others) + (0.5 if surname else 0) - pictures
