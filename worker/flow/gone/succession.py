"""How a paper that moves, or merges with another, keeps its archive.

    1. settle     before a poll: the domains of the source are those of one paper
    2. recognize  a page that is new, and yet is one that stood elsewhere
    3. follow     a page that answers with a permanent redirect to another address of its paper
    4. notice     that all ways of a source are redirected to another site
    5. move       the source to that site, when told so: ``source move``

All addresses of a paper at its domains have the same keys (``address/page_key.py``), so a move is
neither ten thousand new pages nor ten thousand that are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sqlalchemy import Connection

from worker.address.canonical import canonical_url
from worker.address.page_key import Aliases, is_better, page_key, site_of
from worker.archive.articles import elsewhere
from worker.archive.pages import domains, pages, same_page
from worker.archive.pages.pages import Page
from worker.archive.pages.same_page import Rekeyed
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.errors import UsageError
from worker.extract.profile import Profile, load_profiles, profile_for
from worker.identify.moved import page_before
from worker.model import Capture, Precision, Reading, Source, Verdict, Way, WayKind

SAME_TEXT = frozenset({Verdict.UNCHANGED, Verdict.REREAD})
"""The verdicts under which a page that redirects shows what it showed before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to: the source as it is now, and what became of the pages.

    ``patterns`` are those of its ways that still name a domain it has left.
    """

    source: Source
    left: tuple[str, ...]
    pages: Rekeyed
    patterns: tuple[str, ...]


def settle(tx: Connection, source: Source) -> None:
    """Let the domains that a source, and the profile of its site, name be one from now on."""
    known = domains.of(tx)
    for named in (source.domains, *(one.domains for one in _profiles(source))):
        sites = _sites(named)
        if not domains.are_one(known, sites):
            domains.unite(tx, sites)


def recognize(
    tx: Connection, page: Page, capture: Capture, reading: Reading, content_hash: str
) -> Page:
    """Return the page under which a new page of a paper is known already; else that page.

    It is known where it redirects for good to a page that was read, or shows what a page at
    another domain of its paper does.
    """
    aliases = domains.of(tx)
    if capture.moved:
        target = _target(tx, page, capture, aliases)
        if target is not None and target.id != page.id and target.last_fetched:
            pages.absorb(tx, target, page)
            return target
    paper = site_of(page.url, aliases)
    if paper not in aliases:
        return page
    before = _page_before(tx, page, reading, content_hash, aliases)
    if before is None:
        return page
    pages.absorb(tx, before, page)
    if not is_better(page.url, before.url, aliases):
        return before
    return pages.readdress(tx, before, page.url, page.key)


def _target(tx: Connection, page: Page, capture: Capture, aliases: Aliases) -> Page | None:
    """Return the page that a redirect leads to, where it stays with the same paper."""
    if site_of(capture.final_url, aliases) != site_of(page.url, aliases):
        return None
    return pages.find(tx, pages.key_of(tx, capture.final_url))


def _page_before(
    tx: Connection, page: Page, reading: Reading, content_hash: str, aliases: Aliases
) -> Page | None:
    published = reading.published
    shown = elsewhere.with_text(tx, content_hash)
    if published is not None and published.precision is Precision.MINUTE:
        shown += elsewhere.with_title(tx, reading.article.title, published.at)
    own, paper = site_of(page.url), site_of(page.url, aliases)
    of_paper = [
        one
        for one in dict.fromkeys(shown)
        if site_of(one.url, aliases) == paper and site_of(one.url) != own
    ]
    found = page_before(content_hash, reading, of_paper)
    return None if found is None else pages.get(tx, found.page_id)


def follow(tx: Connection, page: Page, capture: Capture, verdict: Verdict) -> None:
    """Give a page the address that it redirects to for good, where that is of the same paper.

    A page read before must show there what it showed: many sites send old addresses to their
    front page. Where there is a page of that address already, the two become one.
    """
    if not capture.moved or (page.last_fetched and verdict not in SAME_TEXT):
        return
    aliases = domains.of(tx)
    if site_of(capture.final_url, aliases) != site_of(page.url, aliases):
        return
    url, key = canonical_url(capture.final_url), page_key(capture.final_url, aliases)
    there = pages.find(tx, key)
    if there is not None and there.id != page.id:
        same_page.rekey(tx, [[{"page_id": page.id, "key": key}]])
        page = replace(page, id=(pages.find(tx, key) or there).id)
    if key != page.key or is_better(url, page.url, aliases):
        pages.readdress(tx, page, url, key)


def redirected_to(address: str, capture: Capture) -> str | None:
    """Return the site to which an address of one site was redirected for good, if it was."""
    site = site_of(capture.final_url)
    return site if capture.moved and site != site_of(address) else None


def moved_line(name: str, site: str) -> str:
    """Return what to tell of a source that its paper has left, and what to do."""
    return f"has moved to {site}; take its archive along: diemtin source move {name} --to {site}"


def move(
    tx: Connection, name: str, to: str, left: Sequence[str] = (), allowed: Sequence[str] = ()
) -> Moved:
    """Let a source be at a new domain, and all it has brought so far with it.

    ``left`` are the domains that its paper has left, by default the one its ways are asked at. Ways
    that were asked there are asked at the new one, under the same path, and pages are read by the
    same profile where the new domain has none. ``allowed`` are hosts that need not be public.
    Raises NotFound, and UsageError where nothing moves, or where it is not certain which domains
    are those of the paper and ``left`` does not say.
    """
    stored = sources.find(tx, name)
    old = stored.source
    there = site_of(f"https://{to}")
    gone = tuple(site for site in _sites(left) or _left(tx, stored, there) if site != there)
    known = _sites((*gone, *old.domains))
    if not gone and set(known) <= {there}:
        raise UsageError(
            f"{name} is at {there} already", where=f"source {name}", expected="--from OLD-DOMAIN"
        )
    new = replace(
        old,
        ways=tuple(_moved_way(way, gone, to) for way in old.ways),
        domains=tuple(dict.fromkeys((there, *known))),
        profile=old.profile or _profile_kept(there, gone),
        allowed_hosts=tuple(dict.fromkeys((*old.allowed_hosts, *allowed))),
    )
    sources.update(tx, new)
    sources.note_move(tx, stored.id, None)
    patterns = tuple(
        way.pattern
        for way in new.ways
        if way.pattern and any(site in way.pattern.replace("\\", "") for site in gone)
    )
    return Moved(new, gone, domains.unite(tx, new.domains), patterns)


def _left(tx: Connection, moving: StoredSource, there: str) -> tuple[str, ...]:
    """Return the domain that a source's ways are at. Raise UsageError where it must be said."""
    sites = tuple(site for site in _sites_of_ways(moving.source) if site != there)
    if len(sites) > 1:
        raise UsageError(
            f"it is asked at {' and '.join(sites)}",
            where=f"source {moving.source.name}",
            remedy="say which of these domains the paper has left: --from",
        )
    if domains.are_one(domains.of(tx), (there, *sites)):
        return sites
    for one in sources.sources(tx):
        if one.id != moving.id and there in _sites_of_ways(one.source):
            raise UsageError(
                f"the source {one.source.name} is read at {there}",
                where="--to",
                remedy="where both are one paper, say which domain it has left: --from",
            )
    return sites


def _profile_kept(there: str, left: Sequence[str]) -> str | None:
    """Return the profile by which pages were read, where the new domain has none of its own."""
    if profile_for(f"https://{there}/", None) is not None:
        return None
    before = (profile_for(f"https://{site}/", None) for site in left)
    return next((profile.name for profile in before if profile is not None), None)


def _moved_way(way: Way, left: Sequence[str], to: str) -> Way:
    if way.kind is WayKind.FOLDER or site_of(way.address) not in left:
        return way
    return replace(way, address=urlsplit(way.address)._replace(netloc=to).geturl())


def _sites_of_ways(source: Source) -> tuple[str, ...]:
    web = (way.address for way in source.ways if way.kind is not WayKind.FOLDER)
    return tuple(dict.fromkeys(site_of(address) for address in web))


def _sites(named: Iterable[str]) -> tuple[str, ...]:
    """Return domains as they stand in keys, each once."""
    return tuple(dict.fromkeys(site_of(f"https://{domain}") for domain in named))


def _profiles(source: Source) -> list[Profile]:
    """Return the profiles of the sites that a source is asked at, and the one it names."""
    web = [way.address for way in source.ways if way.kind is not WayKind.FOLDER]
    found = [profile_for(address, None) for address in web]
    found.append(load_profiles().get(source.profile or ""))
    return [*{profile.name: profile for profile in found if profile is not None}.values()]
