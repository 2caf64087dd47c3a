"""Who wrote it: which of the names that a page gives its article is a person's.

Machines are often told the paper's name, the login of who typed it in, or an address of Facebook;
readers are shown the author's in an element that is called so, or that leads to the author's page.
A name is taken by its form, and weighed by where it stands and who else says it. What the text
itself says in its last lines ("Tin, ảnh: …") is read from the text, in ``normalize/``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import read_blocks, stands_in, text_of
from worker.extract.metadata import Metadata, kind_of, said
from worker.extract.name_form import (
    DATED,
    LONGEST,
    PICTURES,
    clean_name,
    goes_with_a_name,
    is_agency,
    is_initials,
    is_labelled,
    is_office,
    is_post,
    is_source,
    key_of_name,
    surname_first,
)
from worker.extract.naming import hidden_by_class, names_of, words
from worker.extract.order import Places, Region
from worker.vietnamese.names.names import SURNAMES
from worker.vietnamese.places.places import Level, units
from worker.vietnamese.places.places import longest as places_known
from worker.vietnamese.text.fold import has_marks

_META: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author")
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
_OTHERS: Final = words("caption quote blockquote pullquote photocaption testimonial")
_LEVELS: Final = 4
"""Elements around a name in which it is a caption's or a quotation's."""
_ITEM: Final = 400
"""Characters: an entry in a list of other articles is not longer."""
_HEADLINE: Final = 25
"""Characters: a shorter link is a name or a label."""
_INNER: Final = "a, span, b, strong, p, div, h3, h4, em, li"
_MOST: Final = 40
"""Elements called an author's that are looked at."""
_LONGEST_MARKUP: Final = 1_500
_FOR_MACHINES: Final = 2.0
"""What speaks for a name that only machines are shown."""
_FOR_AN_OFFICE: Final = 3.5
"""What speaks less for an office in an author's element than for a person."""
_FOR_A_ROW: Final = 2.5
"""What speaks for a name in one row with the date: more than for one in ``<meta>`` alone."""
_FOR_A_SOURCE: Final = 0.5
"""What speaks for a source beside the date: any name that is told goes before it."""
_ALONE: Final = 1.5
"""What speaks for a name that nothing calls the author's."""
_IN_BOLD: Final = 1.0
"""What speaks for one that has no surname either."""
_BOLD: Final = "b, strong, em, i"
_LINKS_LOOKED_AT: Final = 500
_NAME: Final = 45
"""Characters: a line that is a name alone, with what it does for the paper, is not longer."""
_TOGETHER: Final = 4
"""Authors named in one element."""
_TOWNS: Final = ("thành phố", "thị xã")
_ROW: Final = "div, p, span, li, td, tr, header"
_DAY: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d (?:phút|giờ|ngày|tuần|tháng) trước", re.IGNORECASE
)
_AUTHORS_PAGE: Final = re.compile(r"tac-?gia|author|user|member|profile|phong-?vien|but-?danh|/@")
_BETWEEN: Final = re.compile(r"[|•·–—]+|\s[-.]\s")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as said, who says it, and how much speaks for it."""

    text: str
    witness: str
    weight: float


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
    head = _head(tree, places)
    named = [
        *_shown(tree, places, taken),
        *_machines(metadata, taken),
        *_beside_the_date(head, taken),
        *_alone(head, opening, taken),
        *_in_bold(tree, head, taken),
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
        if node.mem_id in done or node.tag == "meta" or not _is_authors(node) or _is_others(node):
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


def _head(tree: LexborHTMLParser, places: Places) -> list[tuple[LexborNode, str]]:
    """Return what stands between title and text, with its characters, no long elements."""
    near = (node for node in tree.css(_ROW) if places.region(node) is Region.HEAD)
    shown = ((node, node.text(deep=True).strip()) for node in near)
    return [
        (node, text)
        for node, text in shown
        if 0 < len(text) <= _LONGEST_MARKUP and not places.is_apart(node)
    ]


def _beside_the_date(
    head: Sequence[tuple[LexborNode, str]], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the name that stands in one row with the date under the title: "Thùy An | 27/02/2026".

    The row is not called an author's: a place or a label may stand there as well. Where only the
    style sheet parts its buttons they look like one name, but are several elements.
    """
    for node, raw in head:
        if not _DAY.search(raw):
            continue
        text = text_of(node)
        if len(text) > LONGEST or not _DAY.search(text):
            continue
        inner = " ".join(node.text(deep=True, separator="|").split())
        labels = {text_of(link) for link in node.css("a[href]") if not _leads_to_an_author(link)}
        for wordy in map(_names_alone, (_wordy(text), _wordy(inner))):
            unlinked = [part for part in wordy if part not in labels][:_TOGETHER]
            said = [(part, name) for part in unlinked if (name := _beside(part, taken))]
            names = [name for part, name in said if name in inner or is_labelled(part)]
            if names and len(names) == sum(part not in labels for part in wordy):
                yield Named(" - ".join(names), "page", _FOR_A_ROW)
                return
            for told in wordy[:1]:
                if is_source(told) or (is_office(told) and key_of_name(told) not in taken):
                    yield Named(told, "page", _FOR_A_SOURCE)
                    return


def _names_alone(parts: Sequence[str]) -> list[str]:
    """Return the parts of a row without what only tells more of the name before."""
    return [part for at, part in enumerate(parts) if not (at and goes_with_a_name(part))]


def _leads_to_an_author(link: LexborNode) -> bool:
    """Say whether a link is a name by where it leads, or by a surname."""
    first = link.text(deep=True).split()[:1]
    address = (link.attributes.get("href") or "").lower()
    return _AUTHORS_PAGE.search(address) is not None or any(
        word.casefold() in SURNAMES for word in first
    )


def _wordy(row: str) -> list[str]:
    """Return the parts of a row that are no date and have letters."""
    told = DATED.sub("|", row)
    parts = told.split("|") if is_labelled(told.strip(" |")) else _BETWEEN.split(told)
    bare = (part.lstrip(" ,:;.)]").rstrip(" ,:;.([") for part in parts)
    return [part for part in bare if any(map(str.isalpha, part))]


def _alone(
    head: Sequence[tuple[LexborNode, str]], opening: Iterable[str], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the full name that stands alone between title and text, or among the first lines."""
    shown = (
        text_of(node)
        for node, text in head
        if len(text) <= _NAME and node.css_first("a[href]") is None and not _is_others(node)
    )
    for line in (*shown, *opening):
        if len(line) > _NAME or ":" in line or any(map(str.isdigit, line)):
            continue
        name = _beside(line, taken)
        if name and surname_first(name):
            yield Named(name, "page", _ALONE)


def _in_bold(
    tree: LexborHTMLParser, head: Sequence[tuple[LexborNode, str]], taken: Collection[str]
) -> Iterator[Named]:
    """Yield the name that stands alone in bold or italics between title and text.

    It may have no surname: "Thùy An"; no menu has a link of that name.
    """
    for node, text in head:
        told = " ".join(text.split())
        set_apart = node.css_first(_BOLD) if len(told) <= _NAME and " " in told else None
        if set_apart is None or text_of(set_apart) != told or node.css_first("a[href]"):
            continue
        name = _beside(told, taken)
        linked = (link.text(deep=True) for link in tree.css("a[href]")[:_LINKS_LOOKED_AT])
        if name and key_of_name(name) not in set(map(key_of_name, linked)):
            yield Named(name, "page", _IN_BOLD)
            return


def _beside(part: str, taken: Collection[str]) -> str | None:
    """Return the full name that a part of the row is; a place is none."""
    name = clean_name(part, taken)
    if name is None or is_labelled(part) or is_initials(name) or is_agency(name):
        return name
    return name if " " in name and not _is_place(name) else None


def _is_place(name: str) -> bool:
    """Say whether a name is a province's, a town's or has the kind of its unit before it.

    Many communes are called like persons: "Quang Trung", "An Bình".
    """
    found, words = units(name), name.split()
    if found and places_known(words) != len(words):
        return True
    return any(unit.level is Level.PROVINCE or unit.kind in _TOWNS for unit in found)


def _is_others(node: LexborNode) -> bool:
    """Say whether a name is a photographer's or that of somebody who is quoted."""
    around: LexborNode | None = node
    for _ in range(_LEVELS):
        if around is None:
            return False
        if around.tag in ("figure", "figcaption", "blockquote") or names_of(around) & _OTHERS:
            return True
        around = around.parent
    return False


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
    if len(node.text(deep=True)) > _LONGEST_MARKUP:
        return False
    if any(attributes.get(key) for key in ("itemprop", "rel", "data-role", "property", "href")):
        return True
    return any(name in _NAMES or "author" in name or "tacgia" in name for name in names_of(node))


def _names_in(node: LexborNode, taken: Collection[str]) -> str | None:
    """Return the name that an element is, else those of the elements inside that are one.

    An address is glued to the name where only the style sheet parts them: "Thùy Anthuyan@…".
    """
    lines = [block.text for block in read_blocks(node)]
    inner = list(_inner_texts(node, taken))
    alone = [line for line in lines if "@" not in line and not _is_glued(line, inner)]
    found = list(filter(None, (_names(said, taken) for said in (alone, inner, lines))))
    return next((name for name in found if " " in name), found[0] if found else None)


def _is_glued(line: str, names: Sequence[str]) -> bool:
    """Say whether a line is several names that only the style sheet parts: "Thùy AnSa Kỳ"."""
    return len(names) > 1 and line == "".join(names)


def _names(lines: Iterable[str], taken: Collection[str]) -> str | None:
    """Return the first few names among the lines, each once; beside names a word is a label."""
    names: dict[str, str] = {}
    for line in lines:
        if name := clean_name(line, taken):
            names.setdefault(key_of_name(name), name)
    full = [name for name in names.values() if " " in name and not is_post(name)]
    return ", ".join((full or list(names.values()))[:_TOGETHER]) or None


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
