"""How a paper can be asked what it has published, tried out one after another.

    1. given      what the user or the profile of its domain says goes before all guesses
    2. feeds      named by link tags; else linked from the page, or listed on the page it links to;
                  else at the usual places; the one for the whole paper is chosen
    3. listing    the front page itself, by the shape of its articles' addresses
    4. sitemaps   named by robots.txt; else at the usual places where nothing else was found

A feed that says what the front page says is enough by itself. Where the front page shows articles
that the feed lacks, both are asked. What answers is read before it is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin, urlsplit

from worker.address.canonical import canonical_url
from worker.discover.autodiscover import USUAL_SITEMAPS, FrontPage, Kind, kind_of
from worker.discover.feed_links import USUAL_FEEDS, FeedLink, chosen, linked_feeds
from worker.discover.listing import listing_links
from worker.discover.sites import host_and_port, site_of
from worker.errors import DiemtinError
from worker.flow.sources.asking import Asking
from worker.flow.sources.trying import TriedWay, try_way
from worker.model import Way, WayKind

_FOR_ARTICLES: Final = 5
"""Requests kept back, so that the newest articles can still be shown."""
_FOR_THE_REST: Final = _FOR_ARTICLES + 2
"""Requests that looking for a feed keeps back: for a sitemap and one in it, too."""
_FEEDS_TRIED: Final = 3
_GUESSES: Final = 5
_SITEMAPS_TRIED: Final = 2
_TOP: Final = 10
"""Articles at the top of a front page that a feed is held against."""
_STALE: Final = timedelta(days=60)
"""A feed whose newest article is older, and that has none of the front page's, is left behind."""


@dataclass(slots=True)
class Ways:
    """The ways that work, in the order they are worth asking, and what was tried in vain."""

    good: list[TriedWay] = field(default_factory=list)
    vain: list[str] = field(default_factory=list)

    def take(self, tried: TriedWay) -> bool:
        """Keep a way if it led to something; say whether it did."""
        if tried.trouble is None and tried.found:
            self.good.append(tried)
            return True
        why = tried.trouble or "leads to no article"
        self.vain.append(f"{tried.way.kind} {tried.way.address}: {why}")
        return False


async def try_given(asking: Asking, ways: Sequence[Way]) -> Ways:
    """Try the ways that somebody named."""
    found = Ways()
    for way in ways:
        found.take(await try_way(asking, way))
    return found


async def find_ways(asking: Asking, front: FrontPage) -> Ways:
    """Find the ways in which the paper of this front page can be asked."""
    found = Ways()
    feed = await _find_feed(asking, front, found)
    listing = await _listing(asking, front)
    if listing is None:
        found.vain.append(f"listing {front.address}: no links that look like articles")
    elif feed is None or _lacks(feed, listing):
        found.good.append(listing)
    await _find_sitemap(asking, front, found)
    return found


# --- feeds


async def _find_feed(asking: Asking, front: FrontPage, found: Ways) -> TriedWay | None:
    """Find the feed of the whole paper, or else one of a part of it."""
    tagged = chosen(front.feeds)
    linked = chosen(front.feed_links) if not tagged or tagged[0].rank < 3 else []
    feed = await _first_feed(asking, front, [*tagged, *linked], found, _FEEDS_TRIED)
    if feed is None:
        at = [FeedLink(urljoin(front.address, path)) for path in USUAL_FEEDS]
        guesses = [one for one in at if one.address not in asking.answers][:_GUESSES]
        guessed = Ways()
        feed = await _first_feed(asking, front, guesses, guessed, _GUESSES)
        if feed is None:
            tried = ", ".join(urlsplit(one.address).path for one in guesses)
            found.vain.append(f"feed: none at the usual places ({tried})")
    if feed is not None:
        found.good.append(feed)
    return feed


async def _first_feed(
    asking: Asking, front: FrontPage, candidates: Sequence[FeedLink], found: Ways, tries: int
) -> TriedWay | None:
    """Return the first that is a feed, or the best of a list of feeds that one of them is."""
    waiting = list(dict.fromkeys(one.address for one in candidates))
    listed = False
    while waiting and tries > 0 and asking.left > _FOR_THE_REST:
        address = waiting.pop(0)
        tries -= 1
        more = [] if listed else await _listed_feeds(asking, address)
        if more:
            listed = True
            waiting = [*(one for one in more if one not in asking.answers), *waiting]
            tries = max(tries, _FEEDS_TRIED)
            continue
        tried = await try_way(asking, Way(WayKind.FEED, _plain(address)))
        if _usable(tried, front, found, asking.tools.clock.now()):
            return tried
    return None


async def _listed_feeds(asking: Asking, address: str) -> list[str]:
    """Return the feeds that a page lists, the whole paper's first; () where it is no such page."""
    try:
        capture = await asking.get(address)
        if kind_of(capture.body) is not Kind.OTHER:
            return []
        links = await asking.apart(listing_links, capture)
    except DiemtinError:
        return []
    site = site_of(capture.final_url)
    feeds = [
        one
        for one in linked_feeds(links)
        if site_of(one.address) == site and one.address.rstrip("/") != address.rstrip("/")
    ]
    return [one.address for one in chosen(feeds)] if len(feeds) > 1 else []


def _usable(tried: TriedWay, front: FrontPage, found: Ways, now: datetime) -> bool:
    """Say whether a feed is worth proposing; why it is not goes to what was tried in vain."""
    why = tried.trouble
    if why is None and not tried.found:
        why = "lists nothing"
    elif tried.newest is not None and tried.newest < now - _STALE and _strange(tried, front):
        why = f"its newest article is of {tried.newest:%d/%m/%Y}"
    if why is not None:
        found.vain.append(f"feed {tried.way.address}: {why}")
    return why is None


def _strange(tried: TriedWay, front: FrontPage) -> bool:
    """Say whether a feed has nothing of what the front page shows."""
    shown = {_without_scheme(one) for one in front.shape.addresses} if front.shape else set()
    return bool(shown) and shown.isdisjoint(_without_scheme(one.url) for one in tried.found)


def _plain(address: str) -> str:
    try:
        return canonical_url(address)
    except DiemtinError:
        return address


# --- the front page


async def _listing(asking: Asking, front: FrontPage) -> TriedWay | None:
    """Return the front page as a listing, with the pattern that it taught."""
    if front.shape is None:
        return None
    tried = await try_way(asking, Way(WayKind.LISTING, front.address, front.shape.pattern))
    return tried if tried.found else None


def _lacks(feed: TriedWay, listing: TriedWay) -> bool:
    """Say whether most of what stands at the top of the front page is not in the feed."""
    known = {_without_scheme(one.url) for one in feed.found}
    top = [_without_scheme(one.url) for one in listing.found[:_TOP]]
    return sum(url in known for url in top) * 2 < len(top)


def _without_scheme(url: str) -> str:
    """Return an address without what may differ between a feed and a page: scheme and www."""
    parts = urlsplit(url)
    return f"{host_and_port(url)}{parts.path}?{parts.query}"


# --- sitemaps


async def _find_sitemap(asking: Asking, front: FrontPage, found: Ways) -> None:
    """Take the sitemap that robots.txt names; guess at one only where nothing else was found."""
    named = await _named_sitemaps(asking, front.address)
    # Of several the one of news is the shortest and the freshest.
    addresses = sorted(named, key=lambda one: "news" not in one.lower())
    if not named and not found.good:
        addresses = [urljoin(front.address, path) for path in USUAL_SITEMAPS]
    pattern = front.shape.pattern if front.shape else None
    for address in addresses[:_SITEMAPS_TRIED]:
        if asking.left <= _FOR_ARTICLES + 1:
            return
        if found.take(await _mapped(asking, _plain(address), pattern)):
            return


async def _mapped(asking: Asking, address: str, pattern: str | None) -> TriedWay:
    """Try a sitemap, narrowed to what the front page shows articles to look like, if that fits."""
    if pattern is not None:
        narrowed = await try_way(asking, Way(WayKind.SITEMAP, address, pattern))
        if narrowed.found:
            return narrowed
    return await try_way(asking, Way(WayKind.SITEMAP, address))


async def _named_sitemaps(asking: Asking, address: str) -> list[str]:
    """Return the sitemaps of the paper itself that its robots.txt names."""
    try:
        named = await asking.tools.fetcher.sitemaps(
            address, allowed=asking.allowed, pause=asking.pause
        )
    except DiemtinError:
        return []
    return [one for one in named if site_of(one) == site_of(address)]
