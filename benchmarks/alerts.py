"""How soon an alert is at its receiver, with a thousand watches.

A service as ``diemtin run`` makes it polls a paper on loopback each second; a webhook receiver in
another process notes when each alert came. Measured is from the commit that stored the article to
the receipt, and from the publication on the site. Articles come one at a time, then so beside a
channel that takes seconds for each message, then 200 at once. Ends with status 1 where the median
of those that come one at a time is a second or more. Two minutes: ``make bench-alerts``.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from typing import Any, Final

from loguru import logger

from benchmarks.pages import pages, tracked_names
from benchmarks.world import SLOW, World, world
from worker.app import App
from worker.archive.alerts import channels, watches
from worker.archive.sources import sources
from worker.deliver.channels.webhook import new_secret
from worker.flow.polling import visits
from worker.model import Channel, ChannelKind, Schedule, Source, Watch, Way, WayKind
from worker.service.service import Service
from worker.settings import Settings

WATCHES: Final = 1_000
NAMES: Final = 8_000
"""Names that articles draw from; of these a thousand are watched, so that one or two hit."""
AT_MOST: Final = 1.0
"""Seconds from commit to receipt, the median (issue 6)."""
SOON: Final = "/mau"
BETWEEN: Final = 1.5
"""Seconds between two articles that come one at a time."""
PATIENCE: Final = 120.0

Committed = dict[str, float]
"""When the transaction that stored an article had ended, by address."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20, help="one at a time")
    parser.add_argument("--burst", type=int, default=200, help="at once")
    asked = parser.parse_args(arguments)
    logger.remove()
    logging.disable(logging.WARNING)
    with world() as there, TemporaryDirectory() as folder:
        return asyncio.run(_measure(there, Path(folder), asked.articles, asked.burst))


async def _measure(there: World, home: Path, articles: int, burst: int) -> int:
    environ = {"DIEMTIN_BARE": "1", "DIEMTIN_CONTACT": "mailto:phong-tin@bao.test"}
    environ |= {f"DIEMTIN_SECRET_{name}": new_secret() for name in ("MAU", "CHAM")}
    environ |= {
        f"DIEMTIN_ADDRESS_{path.strip('/').upper()}": f"http://{there.host}{path}"
        for path in (SOON, SLOW)
    }
    settings = Settings.load(home, environ)
    names = tracked_names(NAMES)
    size = fmean(len(page.html) for page in pages(20, names)) / 1000
    print(
        f"Python {platform.python_version()}; {WATCHES} watches, pages of {size:.0f} KB, SQLite;"
        f" the dispatcher looks every {settings.dispatch_every:g} s and is woken by a commit\n\n"
        "seconds, median / 95 % / longest      commit → received      published → received"
    )
    committed = _noting_commits()
    with closing(App.open(settings, environ)) as app:
        _follow(app, there, names[:WATCHES])
        async with app.tools() as tools:
            service = Service(tools, dispatch_every=settings.dispatch_every, grace=20)
            running = asyncio.create_task(service.run())
            run = _Run(there, names, committed)
            await run.begin(lambda: _first_poll_ended(app))
            medians = [await run.one_by_one("one at a time", articles)]
            _add_channel(app, there, SLOW)
            medians.append(await run.one_by_one("the same beside a slow channel", articles))
            await run.at_once(burst)
            tools.stopping.set()
            await running
    print(f"\nat most {AT_MOST:g} s from commit to receipt, the median of the first two")
    return 0 if max(medians) < AT_MOST else 1


class _Run:
    """One paper's day: what it publishes, and when that was received."""

    def __init__(self, there: World, names: list[str], committed: Committed) -> None:
        self._there = there
        self._committed = committed
        self._pages = iter(list(pages(1_000, names)))
        self._watched = set(names[:WATCHES])

    async def begin(self, polled: Callable[[], bool]) -> None:
        """Publish what makes the backlog of the first poll, and wait until that is over."""
        self._there.publish([self._next()])
        await _until(polled)

    async def one_by_one(self, what: str, count: int) -> float:
        """Publish articles one after the other; return the median from commit to receipt."""
        published: dict[str, float] = {}
        for _ in range(count):
            page = self._next()
            published[page[0]] = self._there.publish([page])
            await asyncio.sleep(BETWEEN)
        return await self._told(what, published)

    async def at_once(self, count: int) -> None:
        """Publish articles all at once."""
        some = [self._next() for _ in range(count)]
        at = self._there.publish(some)
        await self._told(f"{count} at once", {path: at for path, _ in some})

    async def _told(self, what: str, published: Mapping[str, float]) -> float:
        await _until(lambda: published.keys() <= self._received().keys())
        received = self._received()
        from_commit = [at - self._committed[path] for path, times in received.items()
                       if path in published for at in times]  # fmt: skip
        from_site = [at - published[path] for path, times in received.items()
                     if path in published for at in times]  # fmt: skip
        hits = len(from_commit) / len(published)
        print(
            f"{what:<34}  {_shown(from_commit)}       {_shown(from_site)}    {hits:.1f} alerts each"
        )
        return median(from_commit)

    def _received(self) -> dict[str, list[float]]:
        """Return when the quick channel got each alert, by the path of its article."""
        found: dict[str, list[float]] = {}
        for channel, url, at in self._there.received():
            if channel == SOON:
                found.setdefault(url.removeprefix(f"http://{self._there.host}"), []).append(at)
        return found

    def _next(self) -> tuple[str, bytes]:
        """Return the next page that somebody watches: its path and its bytes."""
        for page in self._pages:
            if page.names & self._watched:
                return "/" + page.url.rpartition("/")[2], page.html
        raise RuntimeError("all pages are used up")


def _noting_commits() -> Committed:
    """Let the service note when each article's transaction has ended."""
    committed: Committed = {}
    keep = visits.keep

    def noting(*args: Any) -> Any:
        kept = keep(*args)
        committed["/" + args[1].capture.url.rpartition("/")[2]] = time.monotonic()
        return kept

    visits.keep = noting  # type: ignore[assignment]
    return committed


def _follow(app: App, there: World, names: Sequence[str]) -> None:
    feed = Way(WayKind.FEED, f"http://{there.host}/rss")
    with app.archive.write() as tx:
        sources.add(tx, Source("bao-song-ham", "Báo Sông Hàm", (feed,), profile="bao-dong-khoi",
                               schedule=Schedule(every=1), pause=0.0,
                               allowed_hosts=(there.host,)))  # fmt: skip
        for name in names:
            watches.add(tx, Watch(name.lower().replace(" ", "-"), f'"{name}"'))
        for one in channels.channels(tx):
            channels.set_enabled(tx, one.name, enabled=False)
    _add_channel(app, there, SOON)


def _add_channel(app: App, there: World, path: str) -> None:
    with app.archive.write() as tx:
        channels.add(tx, Channel(path.strip("/"), ChannelKind.WEBHOOK,
                                 allowed_hosts=(there.host,)))  # fmt: skip


def _first_poll_ended(app: App) -> bool:
    with app.archive.read() as tx:
        return sources.find(tx, "bao-song-ham").first_polled_at is not None


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.25)


def _shown(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return f"{median(ordered):6.2f} {late:6.2f} {ordered[-1]:6.2f}"


if __name__ == "__main__":
    sys.exit(main())
