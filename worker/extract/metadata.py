"""What a page says of itself to machines: JSON-LD and ``<meta>``."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import text_of

_ESCAPED_TWICE: Final = 2
"""Some sites escape their headlines once too often; more than twice has not been seen."""
_MAX_NODES: Final = 5_000
"""JSON-LD nodes looked at in one page."""
_ARTICLES: Final = ("Article", "BlogPosting", "Report")
"""How the types of articles end."""
_SITE_KINDS: Final = frozenset(("Organization", "NewsMediaOrganization", "WebSite"))
_SITE_NAMES: Final = (
    *("og:site_name", "application-name", "apple-mobile-web-app-title", "copyright"),
    *("dc.publisher", "publisher", "article:publisher"),
)


@dataclass(frozen=True)
class Metadata:
    """The metadata of one tree, read when first asked for (a profile often asks for none)."""

    tree: LexborHTMLParser
    address: str = ""

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """Return ``<meta>`` contents by lower-case property, name or itemprop; the first wins.

        The whole tree is searched: a stray end tag can push the metadata out of ``<head>``.
        """
        found: dict[str, str] = {}
        for node in self.tree.css("meta[content]"):
            attributes = node.attributes
            content = (attributes.get("content") or "").strip()
            for key in ("property", "name", "itemprop"):
                name = (attributes.get(key) or "").strip().lower()
                if name and content:
                    found.setdefault(name, content)
        return found

    @cached_property
    def articles(self) -> tuple[Mapping[str, object], ...]:
        """Return the JSON-LD nodes whose type is an article's, in their order."""
        return tuple(node for node in self.nodes if _is_article(node))

    @cached_property
    def nodes(self) -> tuple[Mapping[str, object], ...]:
        """Return all JSON-LD nodes of the page, in their order."""
        return tuple(self._nodes())

    @cached_property
    def article(self) -> Mapping[str, object]:
        """Return the JSON-LD article that names this page, else the first; empty without any."""
        for node in self.articles:
            if self.address and self.address in (_address(node), said(node.get("url"))):
                return node
        return self.articles[0] if self.articles else {}

    def linked(self, *keys: str) -> str | None:
        """Return the first of these keys of the JSON-LD article that has a text."""
        return next((text for key in keys if (text := said(self.article.get(key)))), None)

    def meta(self, *names: str) -> str | None:
        """Return the first of these ``<meta>`` contents, unescaped as often as it was escaped."""
        return next(
            (_unescaped(text) for name in names if (text := self.properties.get(name))), None
        )

    @property
    def site(self) -> str | None:
        """Return the site's own name."""
        publisher = said(self.article.get("publisher"))
        return self.meta("og:site_name", "application-name") or publisher

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Return all names under which the page speaks of its site, the host's among them."""
        named = [
            said(self.article.get("publisher")),
            *(self.meta(name) for name in _SITE_NAMES),
            *(said(node.get("name")) for node in self.nodes if kind_of(node) & _SITE_KINDS),
            self.meta("twitter:site", "twitter:creator"),
            *_host_names(self.address),
        ]
        return tuple(dict.fromkeys(name for name in named if name))

    def property_of(self, name: str) -> str | None:
        """Return the first microdata or RDFa property of this name: its content, or its text."""
        for node in self.tree.css(
            f'[itemprop~="{name}"], [property="{name}"], [property$=":{name}"]'
        ):
            attributes = node.attributes
            text = attributes.get("content") or attributes.get("datetime") or text_of(node)
            if text and text.strip():
                return _unescaped(text)
        return None

    def _nodes(self) -> Iterator[Mapping[str, object]]:
        """Yield every JSON-LD object of the page: lists and ``@graph`` are looked into."""
        scripts = self.tree.css('script[type="application/ld+json" i]')
        waiting: list[object] = [_parsed(script.text(deep=True)) for script in reversed(scripts)]
        for _ in range(_MAX_NODES):
            if not waiting:
                return
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[key] for key in ("mainEntity", "@graph") if key in value)


def said(value: object) -> str | None:
    """Return the text of a JSON-LD value: a string, the names of a thing or of several things."""
    if isinstance(value, str):
        return _unescaped(value) or None
    if isinstance(value, Mapping):
        return said(value.get("name")) or said(value.get("@value"))
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := said(item))) or None
    return None


def _unescaped(text: str) -> str:
    for _ in range(_ESCAPED_TWICE):
        text = html.unescape(text)
    return text.strip()


def _parsed(script: str) -> object:
    """Return what a script holds, None where it is no JSON; line breaks in strings are let pass."""
    text = script.strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    try:
        parsed: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return parsed


def _is_article(node: Mapping[str, object]) -> bool:
    return any(name.endswith(_ARTICLES) for name in kind_of(node))


def kind_of(node: Mapping[str, object]) -> set[str]:
    """Return the types of a node."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {name.rpartition("/")[2] for name in names if isinstance(name, str)}


def _host_names(address: str) -> list[str]:
    """Return the host and the parts of it that may be the site's name."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return []
    parts = host.split(".")
    return [host, *(part for part in parts[:-1] if len(part) > 3)] if len(parts) > 1 else []


def _address(node: Mapping[str, object]) -> str | None:
    entity = node.get("mainEntityOfPage")
    if isinstance(entity, Mapping):
        return said(entity.get("@id"))
    return said(entity)
