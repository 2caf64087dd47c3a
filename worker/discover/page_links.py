"""The links of an HTML page: where they lead, what they say, and where on the page they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.discover.links import absolute_link, one_line
from worker.discover.openers import OPENS, called, openers
from worker.vietnamese.text.fold import fold, nfc

MOST_LINKS: Final = 5_000
"""Links of one page that are looked at."""
_SPOT_DEPTH: Final = 4
"""Elements around a link that tell its spot."""
_ASIDE_DEPTH: Final = 12
"""Elements around a link that are searched for a menu."""
_ASIDE_TAGS: Final = frozenset({"nav", "footer"})
_ASIDE_NAMES: Final = re.compile(
    r"(?:main|top|sub|site)?[-_]?(?:menu|nav|navbar|navigation|footer|breadcrumbs?|tags)"
    r"(?:[-_](?:item|list|link|bar|menu|main|top|bottom|wrap|wrapper))*",
    re.IGNORECASE,
)
_LINKS: Final = (
    'a[href], [onclick*="location"], [onclick*="window.open"], [data-href], [data-link], [data-url]'
)
_OPENED: Final = re.compile(rf"{OPENS}['\"](?P<address>[^'\"]+)['\"]")
_PATH: Final = re.compile(r"https?://|/")
"""How what a script is told to open begins, if it is an address."""
_BESIDE: Final = 2
"""Elements around a link in which the headline of its card stands."""
_READ_ON: Final = re.compile(
    r"\W*(?:(?:xem|doc) (?:tiep|them|chi tiet|toan van|bai viet)|chi tiet|read (?:more|on)"
    r"|details?)\W*"
)
_HEADLINE: Final = "h1, h2, h3, h4, h5"
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageLink:
    """One link of a page.

    ``address`` is absolute, without fragment. ``text`` is what the link says on one line: its
    text, else its ``title``, else what its picture is said to show. ``spot`` names the elements
    around it, so that the links of one list have one spot. ``aside`` says that it stands in a
    menu, a breadcrumb or the footer.
    """

    address: str
    text: str | None
    spot: str
    aside: bool


def page_links(tree: LexborHTMLParser, address: str) -> Iterator[PageLink]:
    """Yield the http(s) links of a page in their order, at most 5,000.

    Relative ones are resolved against ``<base href>``, else against the page's ``address``.
    """
    base, known = page_base(tree, address), openers(tree)
    for node in islice(tree.css(f"{_LINKS}, [onclick]" if known else _LINKS), MOST_LINKS):
        link = absolute_link(_target(node, known), base)
        if link is not None:
            yield PageLink(link, _said(node), _spot(node), _is_aside(node))


def page_base(tree: LexborHTMLParser, address: str) -> str:
    """Return what relative links of a page are resolved against."""
    node = tree.css_first("base[href]")
    href = node.attributes.get("href") if node is not None else None
    return (absolute_link(href, address) if href else None) or address


def _target(node: LexborNode, known: Mapping[str, tuple[str, str]]) -> str:
    """Return where a link leads, or what a script asks the browser to open when it is clicked."""
    attributes = node.attributes
    href = (attributes.get("href") or "").strip()
    if href and href != "#" and not href.lower().startswith("javascript:"):
        return href
    clicked = attributes.get("onclick") or ""
    opened = opened_by(href) or opened_by(clicked) or called(href, known) or called(clicked, known)
    if opened:
        return opened
    named = (attributes.get(name) for name in ("data-href", "data-link", "data-url"))
    return next((one.strip() for one in named if one and _PATH.match(one.strip())), href)


def opened_by(script: str) -> str | None:
    """Return the first link that a script asks the browser to open, None for none."""
    found = _OPENED.search(script)
    return found["address"] if found else None


def _said(node: LexborNode) -> str | None:
    """Return what a link says; of one that bids to read on, what the headline beside it says."""
    said = _own_words(node)
    if said is None or not _READ_ON.fullmatch(fold(nfc(said))):
        return said
    for parent in islice(_parents(node), _BESIDE):
        headlines = parent.css(_HEADLINE)
        if headlines:
            told = headlines[0].text(deep=True, separator=" ") if len(headlines) == 1 else said
            return one_line(told) or said
    return said


def _own_words(node: LexborNode) -> str | None:
    """Return a link's words; of a card with a headline, a date and a teaser the headline."""
    picture, headline = node.css_first("img[alt]"), node.css_first(_HEADLINE)
    return (
        (one_line(headline.text(deep=True, separator=" ")) if headline is not None else None)
        or one_line(node.text(deep=True, separator=" "))
        or one_line(node.attributes.get("title"))
        or (one_line(picture.attributes.get("alt")) if picture is not None else None)
    )


def _spot(node: LexborNode) -> str:
    """Return tags and classes of the link and of what is around it; numbers make no difference."""
    around = [_named(node)]
    for parent in islice(_parents(node), _SPOT_DEPTH):
        around.append(_named(parent))
    return ">".join(reversed(around))


def _named(node: LexborNode) -> str:
    classes = (node.attributes.get("class") or "").split()
    return ".".join([node.tag or "", *sorted(_NUMBERS.sub("#", one) for one in classes[:3])])


def _is_aside(node: LexborNode) -> bool:
    for parent in islice(_parents(node), _ASIDE_DEPTH):
        if parent.tag in _ASIDE_TAGS:
            return True
        if parent.tag == "body":
            return False
        names = f"{parent.attributes.get('class') or ''} {parent.attributes.get('id') or ''}"
        if any(_ASIDE_NAMES.fullmatch(name) for name in names.split()):
            return True
    return False


def _parents(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
