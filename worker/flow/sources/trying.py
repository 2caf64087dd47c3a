"""Trying out one way of a source, and the pages it leads to: what a poll would see, not stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from worker.discover.folder import read_folder
from worker.discover.recent import article_sitemaps, newest_first, recent_pages
from worker.discover.sitemap import Entry, read_sitemap
from worker.errors import AddressRefused, DiemtinError, ReadingBroke, ReadingStopped
from worker.extract.gate import gate_of
from worker.extract.profile import profile_for
from worker.flow.intake.read import capture_file
from worker.flow.polling.listed import canonical, count_links, found_in
from worker.flow.sources.asking import Asking, RobotsRefusal
from worker.flow.sources.samples import Sample, sampled, told_beside
from worker.model import Capture, Discovered, Way, WayKind

_DEEPEST: Final = 3
"""Indexes of sitemaps inside one another, of each of which the likeliest child is looked into."""


@dataclass(frozen=True, slots=True)
class TriedWay:
    """What one way answered: the addresses it led to, in its order; or its trouble.

    ``asked`` is how many links a listing has in all, ``answered_at`` the address that answered
    where that is another than the way's. ``refused`` says that robots.txt is the trouble,
    ``barred`` the address that it was sent to for good and that the source may not ask.
    """

    way: Way
    found: tuple[Discovered, ...] = ()
    trouble: str | None = None
    asked: int | None = None
    answered_at: str | None = None
    capture: Capture | None = None
    refused: bool = False
    barred: str | None = None

    @property
    def newest(self) -> datetime | None:
        """Return the latest publication time that the way itself tells."""
        return max((one.published for one in self.found if one.published), default=None)


async def try_way(asking: Asking, way: Way) -> TriedWay:
    """Ask one way and read its answer; troubles are told in the result."""
    capture = None
    try:
        if way.kind is WayKind.FOLDER:
            return TriedWay(way, tuple(await asyncio.to_thread(read_folder, Path(way.address))))
        capture = await asking.get(way.address)
        if way.kind is WayKind.SITEMAP:
            found = await _sitemap(asking, way, capture)
        else:
            found = await asking.apart(partial(found_in, way), capture)
        links = None
        if way.kind is WayKind.LISTING:
            links = await asking.apart(count_links, capture)
    except DiemtinError as error:
        refused = isinstance(error, RobotsRefusal)
        gate = await asking.apart(gate_of, capture) if capture is not None else None
        told = gate or told_beside(error, way.address)
        barred = error.moved_to if isinstance(error, AddressRefused) else None
        return TriedWay(way, trouble=told, refused=refused, capture=capture, barred=barred)
    moved = capture.final_url if capture.final_url != way.address else None
    return TriedWay(way, tuple(found), None, links, moved, capture)


async def _sitemap(asking: Asking, way: Way, capture: Capture) -> list[Discovered]:
    """Return the pages of a sitemap, or of the likeliest one that an index names, newest first."""
    read_it = partial(read_sitemap, limit=asking.tools.feed_limit, pattern=way.pattern)
    found = await asking.apart(read_it, capture)
    for _ in range(_DEEPEST):
        children = newest_first(article_sitemaps(found.children))
        if not children:
            break
        found = await asking.apart(read_it, await asking.get(children[0].url))
    recent = recent_pages(found.pages, asking.tools.clock.now())
    rest = sorted(found.pages, key=_instant, reverse=True)
    return canonical(
        Discovered(one.url, one.title, one.published or one.changed) for one in (*recent, *rest)
    )


def _instant(entry: Entry) -> float:
    told = entry.published or entry.changed
    return told.timestamp() if told else float("-inf")


async def try_page(asking: Asking, url: str, profile: str | None) -> Sample:
    """Fetch and read one page; troubles are told in the result."""
    try:
        if url.startswith("/"):
            capture = await asyncio.to_thread(capture_file, Path(url), asking.tools.clock)
        else:
            capture = await asking.get(url)
    except DiemtinError as error:
        return Sample(url, reason=told_beside(error, url), fetched=False)
    try:
        layout = profile_for(capture.final_url, profile, asking.tools.profiles)
    except DiemtinError as error:
        return Sample(url, reason=told_beside(error, url))
    try:
        return await asking.apart(partial(sampled, url, layout), capture)
    except (ReadingBroke, ReadingStopped) as error:
        return Sample(url, reason=told_beside(error, url))
