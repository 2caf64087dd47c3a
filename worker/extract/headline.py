"""Titles: which of a page's witnesses is the article's own, without the site's name behind it.

What a reader sees goes before what machines are told: papers give search engines another headline.
But the first heading of a page may be its breadcrumb or the paper's name, so headings are weighed:
by their element, by what its class calls it, by agreement with the machines' titles, by whether
they are a link, and by whether the text begins below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import read_blocks, text_of
from worker.extract.metadata import Metadata
from worker.extract.name_form import names_author
from worker.extract.naming import names_of, words
from worker.extract.titles_told import (
    FEW_WORDS,
    PAGE_KIND,
    PAGE_WORDS,
    SITE_WORDS,
    WINDOW_PARTS,
    Title,
    is_frame,
    is_label,
    is_sites,
    key_of,
    told_titles,
)

_WORD: Final = re.compile(r"\w+")
_ENOUGH: Final = 15
"""Characters: a heading that is only the beginning of the other title agrees from this length."""
_MANY_WORDS: Final = 0.5
"""The share of words in common from which two titles say the same in other words."""
_SHORT: Final = 12
"""Characters (without spaces): a shorter heading is more often a category than a title."""
_LONG: Final = 300
"""Characters: a longer heading is not one."""
_HEADINGS: Final = 'h1, [itemprop~="headline"], [property$="headline"], [data-role="title"]'
_DATED: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}/\d{2}|tháng \d", re.IGNORECASE
)
_DATE: Final = 50
"""Characters of a line that is a date, with a weekday and a time of day."""
_LINES_LOOKED_AT: Final = 1_000
_LINES: Final = "p, div, td, span, b, strong"
_OTHERS: Final = (
    "h2, h3, h4, font[size], "
    '[class*="title" i], [class*="heading" i], [class*="headline" i], '
    '[class*="tieu-de" i], [class*="tieude" i], [id*="title" i], [id*="tieude" i]'
)
_LOOKED_AT: Final = 200
"""Headings of a page that are weighed."""
_LINKS_LOOKED_AT: Final = 500
_ROOM: Final = 200
"""Characters of white space around a heading in an element of its own."""
_FRONT_LINKS: Final = (
    'a[href="/"], a[href="./"], a[href="/index.html" i], a[href="/index.php" i], '
    'a[href="/index.aspx" i], a[href="/default.aspx" i], a[href="/trang-chu" i], a[href="/home" i]'
)
_FRONT: Final = 20
"""Links to the front page whose texts are taken for the site's names."""
_HEADED: Final = frozenset(("h1", "h2", "h3"))
_TITLE_NAMES: Final = words(
    "title titles headline tieude tit heading contentheading entrytitle tde"
)
_ARTICLE_NAMES: Final = words(
    "detail article post entry news content baiviet bai single story page singular"
)
_OTHER_NAMES: Final = words(
    """
    breadcrumb breadcrumbs crumb cate category cat titlecate logo brand banner site
    sitetitle section box widget sidebar related menu nav block list item sub comment author
    """
)
_TITLE_WITHIN: Final = re.compile("^tieude|tieude$|^newstitle|posttitle$|titledetail")
_LEAD_NAMES: Final = words("sapo lead summary desc description chapeau tomtat trichdan")
"""What an element is called that tells what the article is about."""
_SENTENCE: Final = 80
"""Characters: a heading that is longer and ends with a stop is a lead."""
_OTHER_TAGS: Final = {"h2": 0.5, "h3": 0.5, "h4": 0.5, "font": 1.0}
_STYLED: Final = 3
"""Headings of one element and class from which they are those of boxes: a title is alone."""
_FAR: Final = 3.0
"""What speaks against a heading far from the text, where the window alone agrees: the site's."""
_GLUED: Final = 30
"""Characters (without spaces) of labels that may be glued to a title: "Nổi bật"."""
_NEEDED: Final = 4.0
_NEEDED_OF_WINDOW: Final = 2.5
"""What must speak for a heading to be the title where machines are told another."""
_NEEDED_OF_NOTHING: Final = 1.0


def find_title(
    tree: LexborHTMLParser, metadata: Metadata, near: Collection[str] = ()
) -> Title | None:
    """Return the title, None where the page has none.

    ``near`` are the keys of what stands shortly above the text.
    """
    page = _Page.of(tree, metadata, near)
    told, labels = page.told, page.sections | page.sites
    best, most = None, 0.0
    for node in page.nodes:
        heading = _heading_of(node)
        if not heading or len(heading) > _LONG or PAGE_KIND.fullmatch(heading):
            continue
        speaks = page.speaks(node, heading)
        if speaks > most:
            elsewhere = _is_link_elsewhere(node, metadata.address)
            witness = "h1" if node.tag == "h1" else "page"
            best, most = Title(heading, witness, node, elsewhere), speaks
    frame = bool(told) and page.is_frame(told[0], labels, tree.body)
    if best is not None and not (told and most < _needed(told[0], frame)):
        return best
    if (frame or not told) and (line := _line_above(tree, near)):
        return line
    return _with_node(told[0], page.nodes, tree) if told else None


def _heading_of(node: LexborNode) -> str:
    """Return what a heading says, without the date that stands in a block of its own in it."""
    heading = text_of(node)
    if not _DATED.search(heading):
        return heading
    lines = [block.text for block in read_blocks(node)]
    return " ".join([one for one in lines if len(one) > _DATE or not _DATED.search(one)] or lines)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the headings of a page are weighed by; ``alone`` says that it has one ``h1``."""

    metadata: Metadata
    nodes: Sequence[LexborNode]
    told: Sequence[Title]
    sites: frozenset[str]
    sections: frozenset[str]
    styles: Mapping[tuple[str, str], int]
    near: Collection[str]
    alone: bool

    @classmethod
    def of(cls, tree: LexborHTMLParser, metadata: Metadata, near: Collection[str]) -> _Page:
        """Return a page with its headings found."""
        nodes = [*tree.css(_HEADINGS)[:_LOOKED_AT], *tree.css(_OTHERS)[:_LOOKED_AT]]
        return cls(
            metadata,
            nodes,
            told_titles(tree, metadata),
            _sites(tree, metadata),
            _linked_labels(tree),
            Counter(map(_style, nodes)),
            near,
            sum(node.tag == "h1" for node in nodes) == 1,
        )

    def is_frame(self, told: Title, labels: Collection[str], body: LexborNode | None) -> bool:
        """Say whether what machines are told is the site's or a section's name, and no title."""
        if told.witness == "title":
            return is_frame(told, labels) or self.is_nowhere_shown(told, body)
        if is_label(told, labels):
            return True
        shown = any(_agreement(text_of(node), [told]) for node in self.nodes)
        return not shown and is_sites(told, self.sites)

    def is_nowhere_shown(self, told: Title, body: LexborNode | None) -> bool:
        """Say whether a window's title stands neither in a heading nor above the text.

        Then it names the site or a section; a short one may stand anywhere.
        """
        key = key_of(told.text)
        if told.witness != "title" or any(line.startswith(key) for line in self.near):
            return False
        if any(_agreement(text_of(node), [told]) for node in self.nodes):
            return False
        short = len(told.text.split()) < FEW_WORDS
        return short or body is None or all(key_of(b.text) != key for b in read_blocks(body))

    def speaks(self, node: LexborNode, heading: str) -> float:
        """Return how much speaks for a heading on this page."""
        said = _speaks(node, heading, self.told, self.metadata)
        if node.tag == "h1" and self.alone and len(heading.split()) >= FEW_WORDS:
            said += 1
        if said <= 0:
            return said
        key = key_of(heading)
        above = any(line.startswith(key) for line in self.near)
        if key in self.sites:
            said -= 6
        if _is_label(heading, self.sections, self.told):
            said -= 7
        if self.styles[_style(node)] >= _STYLED and not _agreement(heading, self.told):
            said -= 2
        by_window = all(one.witness == "title" for one in self.told)
        if by_window and self.near and not above and _agreement(heading, self.told):
            said -= _FAR
        return said + 1.5 if said > 0 and above else said


def _style(node: LexborNode) -> tuple[str, str]:
    """Return by what a style sheet tells a heading from others; what has no class is by itself."""
    name = node.attributes.get("class") or ""
    return (node.tag or "", name) if name else ("", str(node.mem_id))


def _with_node(told: Title, nodes: Iterable[LexborNode], tree: LexborHTMLParser) -> Title:
    """Return what machines are told with the heading that begins with it, labels behind it.

    Where no heading shows it, an element that says just that does.
    """
    key = key_of(told.text)
    for node in nodes:
        shown = key_of(node.text(deep=True))
        if len(key) >= _ENOUGH and shown.startswith(key) and len(shown) <= len(key) + _GLUED:
            return replace(told, node=node)
    lines = tree.css(_LINES)[:_LINES_LOOKED_AT] if len(key) >= _ENOUGH else []
    short = (node for node in lines if len(node.text(deep=True)) <= 2 * _LONG)
    return replace(told, node=next((n for n in short if key_of(n.text(deep=True)) == key), None))


def _sites(tree: LexborHTMLParser, metadata: Metadata) -> frozenset[str]:
    """Return the keys of the site's names: those it tells machines, and what leads to its front."""
    front = tree.css(_FRONT_LINKS)[:_FRONT]
    named = (metadata.site, *metadata.sites, *(link.text(deep=True) for link in front))
    return frozenset(key for name in named if name and (key := key_of(name)))


def _is_label(heading: str, sections: Collection[str], told: Sequence[Title]) -> bool:
    """Say whether a heading names a section, or any page; what articles are shared by does not."""
    if len(_WORD.findall(heading)) >= FEW_WORDS:
        return False
    if any(one.witness != "title" and _agree(heading, one.text) for one in told):
        return False
    return key_of(heading) in sections or PAGE_WORDS.match(heading) is not None


def _linked_labels(tree: LexborHTMLParser) -> frozenset[str]:
    """Return the keys of the short links that stand in no heading: menus name sections."""
    links = tree.css("a[href]")[:_LINKS_LOOKED_AT]
    labels = (a.text(deep=True) for a in links if a.parent is None or a.parent.tag not in _HEADED)
    return frozenset(key_of(label) for label in labels if 0 < len(label.split()) < FEW_WORDS)


def _line_above(tree: LexborHTMLParser, near: Collection[str]) -> Title | None:
    """Return the last line of some words above the text: the title of a page without headings."""
    found = None
    for node in tree.css(_LINES)[:_LINES_LOOKED_AT]:
        line = text_of(node) if len(node.text(deep=True)) <= _LONG else ""
        plain = not line.endswith(".") and not _DATED.search(line) and not names_author(line)
        if plain and len(line.split()) >= FEW_WORDS and key_of(line) in near:
            found = found if node.css_first("a[href]") else Title(line, "page", node)
    return found


def _needed(told: Title, frame: bool) -> float:
    """Return what must speak for a heading to go before the title that machines are told.

    That of the window is often the site's alone, or a section's: it needs less.
    """
    if frame:
        return _NEEDED_OF_NOTHING
    return _NEEDED_OF_WINDOW if told.witness == "title" else _NEEDED


def _speaks(node: LexborNode, heading: str, told: Sequence[Title], metadata: Metadata) -> float:
    """Return how much speaks for a heading being the title."""
    key, names = key_of(heading), _names_around(node)
    said = 3.0 if node.tag == "h1" else _OTHER_TAGS.get(node.tag or "", 0.0)
    marked = f"{node.attributes.get('itemprop') or ''} {node.attributes.get('property') or ''}"
    if "headline" in marked:
        said += 3
    if names & _TITLE_NAMES or any(map(_TITLE_WITHIN.search, names)):
        said += 2 if names & _ARTICLE_NAMES or "contentheading" in names else 1
    said += _agreement(heading, told)
    if len(key) < _SHORT:
        said -= 2
    if names & _LEAD_NAMES or (len(heading) >= _SENTENCE and heading.endswith(".")):
        said -= 2
    if _is_link_elsewhere(node, metadata.address):
        said -= 3
    if SITE_WORDS.match(heading):
        said -= 2
    return said - _misplaced(node)


def _names_around(node: LexborNode) -> frozenset[str]:
    """Return the names of an element, and of the one around it that holds nothing else."""
    around, own = node.parent, node.text(deep=True)
    text = around.text(deep=True) if around is not None else ""
    if around is None or len(text) > len(own) + _ROOM or key_of(text) != key_of(own):
        return names_of(node)
    return names_of(node) | names_of(around)


def _agreement(heading: str, told: Sequence[Title]) -> float:
    """Return what the machines' titles say for a heading; being one of them is much."""
    if any(_agree(heading, title.text) for title in told) or _is_part(heading, told):
        return 4
    own = set(heading.casefold().split())
    for title in told:
        others = set(title.text.casefold().split())
        if len(own & others) >= _MANY_WORDS * max(len(own), len(others), 1):
            return 2
    return 0


def _is_part(heading: str, told: Sequence[Title]) -> bool:
    """Say whether a heading is one part of a window's title: "Tin tức > Mở lại bến đò"."""
    key = key_of(heading)
    parts = (
        part for one in told if one.witness == "title" for part in WINDOW_PARTS.split(one.text)
    )
    return len(key) >= _ENOUGH and any(key == key_of(part) for part in parts)


def _agree(heading: str, title: str) -> bool:
    one, other = key_of(heading), key_of(title)
    return bool(one) and (one == other or (len(one) >= _ENOUGH and other.startswith(one)))


def _is_link_elsewhere(node: LexborNode, address: str) -> bool:
    """Say whether a heading is a link to another page; one to its own page is usual in blogs."""
    link = node if node.tag == "a" else node.css_first("a[href]")
    if node.parent is not None and node.parent.tag == "a":
        return _leads_elsewhere(node.parent, address)
    if link is None or key_of(link.text(deep=True)) != key_of(node.text(deep=True)):
        return False
    return _leads_elsewhere(link, address)


def _leads_elsewhere(link: LexborNode, address: str) -> bool:
    target = (link.attributes.get("href") or "").partition("#")[0]
    path = target.rstrip("/")
    return bool(target) and not (path and address.rstrip("/").endswith(path))


def _misplaced(node: LexborNode) -> float:
    """Return what the elements around a heading say against it."""
    against, steps, own = 0.0, 0, False
    around: LexborNode | None = node
    while around is not None and steps < 8:
        if around.tag in ("nav", "footer", "aside"):
            return 5
        names = names_of(around)
        own = own or not names.isdisjoint(("detail", "article"))
        if steps < 3 and names & _OTHER_NAMES and not own:
            against = max(against, 3.0)
        if names & {"comments", "related", "sidebar", "breadcrumb", "breadcrumbs"}:
            against = max(against, 4.0)
        around, steps = around.parent, steps + 1
    return against
