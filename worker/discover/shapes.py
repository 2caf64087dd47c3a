"""Which links of a page lead to articles, learned from the page itself.

Articles are what a front page repeats: many addresses of one shape, each under a headline. So:

    1. links whose spot on the page bears headlines are told from menus, breadcrumbs and labels
    2. addresses of the site are grouped by what they look like   (worker.discover.address_traits)
    3. a group counts where most of it stands under headlines and it is large enough
    4. the largest groups become one regular expression, which a person can read and change

A page of nothing but menus teaches nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from worker.discover.address_traits import (
    Trait,
    literal,
    may_be_article,
    never_parts,
    on_site,
    trait_of,
    varying_names,
)
from worker.discover.page_links import PageLink
from worker.discover.sites import site_of

_HEADLINE: Final = 5
"""Words of a headline at least; labels and most categories have fewer."""
_LONG_HEADLINE: Final = 7
"""Words of a headline that stands among shorter links."""
_SPOT_HEADLINES: Final = 0.4
"""The share of headlines among the links of a spot from which it is no menu."""
_GROUP_HEADLINES: Final = 0.5
"""The share of addresses under a headline from which a group is one of articles."""
_SLUG_HEADLINES: Final = 0.6
"""The same where nothing but the length of the slug tells articles from other pages."""
_ENOUGH: Final = 3
"""Addresses under a headline that make a group; one is enough where number and slug agree."""
_LONG_SLUG: Final = 4
"""Words of a slug that is a headline's."""
_BESIDE: Final = 0.2
"""How large another group must be, beside the largest, to be taken as well."""
_LENGTHS: Final = (15, 20, 25, 30)
"""Characters of a slug from which on it may be an article's."""
_LIKELY_LENGTH: Final = 25
"""Which of several lengths that part equally well is taken: this one or the next below."""
_MOST_GROUPS: Final = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """What the addresses of a page's articles look like.

    ``pattern`` is a regular expression that each of them contains, ``addresses`` those on the
    page, in its order.
    """

    pattern: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Addresses of one kind: all of them, and those under a headline."""

    pattern: str
    all: tuple[str, ...]
    headed: tuple[str, ...]


def learn_shape(links: Sequence[PageLink], page: str) -> Shape | None:
    """Return what the addresses of the articles on this page look like, None for no articles.

    ``page`` is the page's own address. Links in menus and footers, to other sites, to the page
    itself, and those whose path says otherwise (``/tag/``, ``/video/``, …) are not considered.
    """
    own = [link for link in links if not link.aside and _considered(link.address, page)]
    headlines = _headlines(own)
    addresses = list(dict.fromkeys(link.address for link in own))
    varying = varying_names(addresses)
    traits = {one: trait for one in addresses if (trait := trait_of(one, varying)) is not None}
    texts = {link.address for link in own if link.text}
    for address, trait in traits.items():
        if address not in texts and trait.words > _HEADLINE:
            headlines[address] = False  # a picture without words: the slug is its headline
    groups = _without_contained(_taken(traits, headlines))
    if not groups:
        return None
    pattern = _whole(groups, links, page)
    expression = re.compile(pattern)
    return Shape(pattern, tuple(one for one in addresses if expression.search(one)))


def _considered(address: str, page: str) -> bool:
    same = address.rstrip("/") == page.rstrip("/")
    return not same and on_site(address, page) and may_be_article(address)


def _headlines(links: Iterable[PageLink]) -> dict[str, bool]:
    """Return the addresses that a headline leads to, and whether it stands among headlines.

    A long one among labels may be a category's name: it counts where a number tells more.
    """
    spots: dict[str, list[int]] = defaultdict(list)
    for link in links:
        if link.text:
            spots[link.spot].append(_words(link.text))
    bearing = {
        spot
        for spot, counts in spots.items()
        if sum(count >= _HEADLINE for count in counts) >= _SPOT_HEADLINES * len(counts)
    }
    found: dict[str, bool] = {}
    for link in links:
        count = _words(link.text or "")
        if count >= (_HEADLINE if link.spot in bearing else _LONG_HEADLINE):
            found[link.address] = link.spot in bearing or found.get(link.address, False)
    return found


def _words(text: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _taken(traits: Mapping[str, Trait], headlines: Mapping[str, bool]) -> list[_Group]:
    """Return the groups that are articles', the largest first."""
    kinds: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for address, trait in traits.items():
        kinds[(trait.pattern, trait.extension if trait.pattern is None else "")].append(address)
    groups = [
        group
        for (pattern, extension), addresses in kinds.items()
        if (group := _group(pattern, extension, addresses, traits, headlines)) is not None
    ]
    groups.sort(key=lambda group: len(group.headed), reverse=True)
    least = _BESIDE * len(groups[0].headed) if groups else 0
    return [group for group in groups if len(group.headed) >= least][:_MOST_GROUPS]


def _group(
    pattern: str | None,
    extension: str,
    addresses: Sequence[str],
    traits: Mapping[str, Trait],
    headlines: Mapping[str, bool],
) -> _Group | None:
    if pattern is None:
        return _slugs(extension, addresses, traits, headlines)
    headed = tuple(one for one in addresses if one in headlines)
    if not headed or len(headed) < _GROUP_HEADLINES * len(addresses):
        return None
    told = median(traits[one].words for one in headed) >= _LONG_SLUG
    if len(headed) < _ENOUGH and not told:
        return None
    end = r"(?:\?|$)" if any("?" in one for one in headed) else "$"
    open_end = pattern.endswith(("[^&]+", "[^/]+"))
    return _Group(pattern if open_end else pattern + end, tuple(addresses), headed)


def _slugs(
    extension: str,
    addresses: Sequence[str],
    traits: Mapping[str, Trait],
    headlines: Mapping[str, bool],
) -> _Group | None:
    """Make a group of the addresses with long slugs, cut where it parts headlines best."""
    headed = [one for one in addresses if headlines.get(one)]
    if len(headed) < _ENOUGH:
        return None
    best: tuple[float, int, list[str]] | None = None
    for length in _LENGTHS:
        long = [one for one in addresses if traits[one].letters >= length]
        good = sum(headlines.get(one, False) for one in long)
        score = 2 * good / (len(long) + len(headed))
        if (
            good >= _ENOUGH
            and good >= _SLUG_HEADLINES * len(long)
            and (best is None or score > best[0] or (score == best[0] and length <= _LIKELY_LENGTH))
        ):
            best = (score, length, long)
    if best is None or median(traits[one].words for one in best[2]) < _LONG_SLUG:
        return None
    _, length, long = best
    plain = all(re.search(r"/[a-z0-9-]+" + literal(extension) + r"(?:\?|$)", one) for one in long)
    letters = "[a-z0-9-]" if plain else "[^/?]"
    end = r"(?:\?|$)" if any("?" in one for one in long) else "$"
    pattern = f"/{letters}{{{length},}}{literal(extension)}{end}"
    return _Group(pattern, tuple(long), tuple(one for one in long if headlines.get(one)))


def _without_contained(groups: list[_Group]) -> list[_Group]:
    """Leave out a group whose addresses another one's expression finds already."""
    kept: list[_Group] = []
    for group in sorted(groups, key=lambda one: len(one.pattern)):
        found = [re.compile(other.pattern) for other in kept]
        if not all(any(one.search(address) for one in found) for address in group.all):
            kept.append(group)
    return [group for group in groups if group in kept]


def _whole(groups: Sequence[_Group], links: Iterable[PageLink], page: str) -> str:
    """Join the groups to one expression, narrowed where it would let in what is no article."""
    core = "|".join(group.pattern for group in groups)
    let_in = {link.address for link in links if re.search(core, link.address)}
    foreign = any(not on_site(one, page) for one in let_in)
    unwanted = {part for one in let_in if on_site(one, page) for part in never_parts(one)}
    own = {part for group in groups for one in group.headed for part in one.lower().split("/")}
    never = sorted(unwanted - own)
    if not foreign and not never:
        return core
    site = rf"https?://(?:[\w-]+\.)*{literal(site_of(page))}(?::\d+)?/" if foreign else ""
    without = rf"(?!.*/(?:{'|'.join(map(literal, never))})/)" if never else ""
    return f"^{without}{site}.*(?:{core})" if len(groups) > 1 else f"^{without}{site}.*{core}"
