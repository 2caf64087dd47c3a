"""From an address to a source: how a paper publishes, what it is called, where it belongs.

    1. front page   asked, redirects followed: the domain that answers is the one proposed
    2. profile      of that domain: its ways, place and title go before all guesses
    3. ways         feeds, the front page itself, sitemaps            flow/sources/ways
    4. name, place  from the paper's own words                        flow/sources/naming
    5. newest       five articles, read as a poll would read them     flow/sources/trying

Nothing is stored. What cannot be found out ends in ``NothingFound``: what was tried, what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final
from urllib.parse import urljoin, urlsplit

from worker.address.canonical import canonical_url
from worker.deliver.excerpt import one_line
from worker.discover.address_traits import looks_like_article
from worker.discover.autodiscover import FrontPage, Kind, kind_of, read_front_page
from worker.discover.sites import host_and_port, site_of
from worker.errors import AddressRefused, DiemtinError, FetchError
from worker.extract.profile import Profile, profile_for
from worker.extract.refusal import not_html
from worker.flow.sources.asking import Asking, RobotsRefusal
from worker.flow.sources.front_page import front_of, shut
from worker.flow.sources.naming import paper_title, place_of, short_name
from worker.flow.sources.samples import SCRIPTED, Sample
from worker.flow.sources.trying import TriedWay, try_page
from worker.flow.sources.ways import Ways, find_ways, try_given
from worker.model import Capture, Schedule, Source, Way, WayKind

SHOWN: Final = 5
"""Articles shown of a paper."""
_BY_HAND: Final = "name its ways yourself: diemtin source add NAME --feed … or --listing …"
_TOLD: Final = 3
"""Ways tried in vain that are told in one line."""
_CLOSED: Final = ("answered 401", "answered 403", "answered 429", "answered 503")


class NothingFound(DiemtinError):
    """An address leads to no articles that could be followed."""

    code = "nothing-found"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said: an address, and whatever goes before what would be proposed.

    ``ways`` are all there are if any are given. ``pause`` is in seconds.
    """

    address: str
    name: str | None = None
    title: str | None = None
    place: str | None = None
    profile: str | None = None
    ways: tuple[Way, ...] = ()
    pattern: str | None = None
    schedule: Schedule = field(default_factory=Schedule)
    pause: float = 5.0
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source that would work, and the evidence.

    ``profile`` is the name of the one by which its pages would be read, None for general rules.
    ``address`` is that of its front page, ``asked`` the one that was typed. ``vain`` are the ways
    that did not work.
    """

    source: Source
    ways: tuple[TriedWay, ...]
    samples: tuple[Sample, ...]
    profile: str | None
    asked: str
    address: str
    vain: tuple[str, ...] = ()


async def find_out(asking: Asking, wanted: Wanted, taken: Sequence[str]) -> Proposal:
    """Find out how the paper at an address can be followed. Raises DiemtinError.

    ``taken`` are the names that other sources bear.
    """
    capture = await _front_page(asking, wanted.address)
    layout = profile_for(capture.final_url, wanted.profile, asking.tools.profiles)
    front = await _read(asking, capture)
    ways = await _ways(asking, wanted, layout, front, capture)
    if not ways.good:
        raise _nothing(front, await asking.apart(shut, capture), ways)
    newest = newest_of(ways.good, SHOWN)
    samples = tuple([await try_page(asking, url, wanted.profile) for url in newest])
    if not any(sample.reading for sample in samples):
        raise _unreadable(front, samples)
    source = _source(wanted, layout, front, [one.way for one in ways.good], taken)
    name = layout.name if layout else None
    return Proposal(
        *(source, tuple(ways.good), samples, name),
        asked=wanted.address,
        address=front.address,
        vain=tuple(ways.vain),
    )


def newest_of(ways: Sequence[TriedWay], count: int) -> list[str]:
    """Return the newest addresses, each once: by date where a way tells it, else by its order.

    A sitemap is looked at where there is nothing else: it may list sections as well, changed today.
    """
    mapped = all(way.way.kind is WayKind.SITEMAP for way in ways)
    ways = [way for way in ways if mapped or way.way.kind is not WayKind.SITEMAP]
    told = [(one.published, one.url) for way in ways for one in way.found if one.published]
    dated = [url for _, url in sorted(told, key=itemgetter(0), reverse=True)]
    turns = [way.found for way in ways]
    longest = max((len(found) for found in turns), default=0)
    others = [found[at].url for at in range(longest) for found in turns if at < len(found)]
    urls = list(dict.fromkeys([*dated, *others]))
    return sorted(urls, key=lambda url: mapped and not looks_like_article(url))[:count]


# --- the front page


async def _front_page(asking: Asking, address: str) -> Capture:
    """Ask for an address; one without a scheme by https, then by http. Raises DiemtinError."""
    if "://" in address:
        return await _asked(asking, address)
    try:
        return await _asked(asking, f"https://{address}")
    except (RobotsRefusal, AddressRefused, NothingFound):
        raise
    except FetchError as error:
        try:
            return await _asked(asking, f"http://{address}")
        except FetchError:
            raise error from None


async def _asked(asking: Asking, address: str) -> Capture:
    try:
        capture = await asking.get(canonical_url(address))
    except RobotsRefusal as error:
        unread = "cannot be read" in error.what
        error.remedy = "try again later" if unread else "it wants no programs: ask the paper"
        raise
    except AddressRefused:
        raise
    except FetchError as error:
        error.remedy = error.remedy or (
            "it may take this for an attack: set DIEMTIN_CONTACT, try later, or ask the paper"
            if any(said in error.what for said in _CLOSED)
            else "check the address in a browser"
        )
        raise
    return capture


async def _read(asking: Asking, capture: Capture) -> FrontPage:
    """Read the front page; of a feed or sitemap that was named, the one of its host.

    Where it only sends browsers on, the page behind it is read.
    """
    address = capture.final_url
    if kind_of(capture.body) is not Kind.OTHER:
        try:
            return await asking.apart(front_of, await asking.get(urljoin(address, "/")))
        except DiemtinError:
            return read_front_page("", urljoin(address, "/"))
    if reason := not_html(capture):
        raise NothingFound(
            reason, where=address, expected="a paper's front page, a feed or a sitemap"
        )
    front = await asking.apart(front_of, capture)
    if front.leads_to is not None and front.shape is None:
        return await asking.apart(front_of, await asking.get(front.leads_to))
    return front


# --- ways


async def _ways(
    asking: Asking, wanted: Wanted, layout: Profile | None, front: FrontPage, capture: Capture
) -> Ways:
    """Return the ways given, those of the profile where they work, or those that are found."""
    if wanted.ways:
        given = await try_given(asking, wanted.ways)
        if given.vain:
            raise NothingFound(given.vain[0], remedy="look for another address")
        return given
    kind = kind_of(capture.body)
    if kind is not Kind.OTHER:
        named = WayKind.FEED if kind is Kind.FEED else WayKind.SITEMAP
        return await try_given(asking, [Way(named, capture.final_url)])
    if wanted.pattern is not None:
        return await try_given(asking, [Way(WayKind.LISTING, front.address, wanted.pattern)])
    known = await try_given(asking, _of_its_site(layout, front)) if layout else Ways()
    if known.good:
        return known
    if front.shape is None and (reason := await asking.apart(shut, capture)):
        raise _shut(front, reason)
    found = await find_ways(asking, front)
    found.vain = [*known.vain, *found.vain]
    return found


def _of_its_site(layout: Profile, front: FrontPage) -> tuple[Way, ...]:
    """Return the ways of a profile, none where it was named for a paper of another site."""
    own = {site_of(f"https://{domain}/") for domain in layout.domains}
    return layout.ways if site_of(front.address) in own else ()


# --- what is in the way


def _nothing(front: FrontPage, reason: str | None, ways: Ways) -> NothingFound:
    """Return why there is nothing to follow: what the page is, else what was tried."""
    if front.scripted:
        return NothingFound(SCRIPTED, where=front.address, remedy=_BY_HAND)
    if reason is not None:
        return _shut(front, reason)
    tried = "; ".join(ways.vain[:_TOLD])
    more = f" (and {len(ways.vain) - _TOLD} more)" if len(ways.vain) > _TOLD else ""
    return NothingFound(
        f"found no way to its articles; tried {tried}{more}", where=front.address, remedy=_BY_HAND
    )


def _shut(front: FrontPage, reason: str) -> NothingFound:
    return NothingFound(
        reason, where=front.address, remedy="what needs a login or a browser is out of reach"
    )


def _unreadable(front: FrontPage, samples: Sequence[Sample]) -> NothingFound:
    """Return why none of a paper's newest pages could be read."""
    if any(sample.scripted for sample in samples):
        return NothingFound(SCRIPTED, where=front.address, remedy=_BY_HAND)
    first = samples[0]
    if not any(sample.fetched for sample in samples):
        return NothingFound(
            f"none of its {len(samples)} newest pages could be fetched;"
            f" the first, {first.url}: {first.reason}",
            where=front.address,
            remedy="try again later",
        )
    return NothingFound(
        f"none of its {len(samples)} newest pages could be read as an article;"
        f" the first, {first.url}: {first.reason}",
        where=front.address,
        remedy="a profile can say where title and text stand: docs/add-a-source.md",
    )


# --- the source


def _source(
    wanted: Wanted,
    layout: Profile | None,
    front: FrontPage,
    ways: Sequence[Way],
    taken: Sequence[str],
) -> Source:
    by_domain = layout if wanted.profile is None else None
    title = one_line(paper_title(front.names, front.page_title, front.address))
    said = front.names[0] if front.names else title
    if by_domain is not None:
        title, place = by_domain.title, by_domain.place
        name = by_domain.name if by_domain.name not in taken else None
    else:
        place, name = place_of(said, front.address), None
    if wanted.place is not None:
        place = wanted.place or None
    return Source(
        name=wanted.name or name or short_name(title, place, front.address, taken),
        title=wanted.title or title,
        ways=tuple(ways),
        place=place,
        language=front.language or "vi",
        profile=wanted.profile,
        schedule=wanted.schedule,
        pause=wanted.pause,
        allowed_hosts=wanted.allowed,
    )


def same_paper(sources: Sequence[Source], addresses: Sequence[str]) -> Source | None:
    """Return the first source that asks a host which one of these addresses lies on."""
    hosts = {host_and_port(one) for one in addresses} - {""}
    for source in sources:
        if any(host_and_port(way.address) in hosts for way in source.ways):
            return source
    return None


def looks_like_address(text: str) -> bool:
    """Say whether what was typed is a web address or a host rather than a name for commands."""
    if text.startswith(("http://", "https://")):
        return True
    host = urlsplit(f"//{text}").hostname or "" if "//" not in text else ""
    return "." in host and " " not in text and not text.startswith((".", "/", "-"))
