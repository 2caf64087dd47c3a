"""How the past of a source is walked: what it published from one day to another.

    1. poll     as ever, so that what is listed now is news and not backlog   flow/polling/poll
    2. plan     sitemaps (its own, else those that robots.txt names), listings    here
    3. ask      a sitemap or a page of a listing, and note what it leads to    discover
    4. fetch    all of that, one page after the other                       flow/polling/visits
    5. settle   is what came older than the period? else the page that follows        here
    6. end      the digest may go out                                archive/sources/backfills

Steps 3 to 5 are repeated until no step is left. Each is stored in the transaction of what it
brought, so that a backfill killed at any instant goes on from there and asks nothing again. What
it finds is backlog: stored, and told in one digest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from statistics import median
from typing import Final

from worker.archive.pages.pages import Page
from worker.archive.sources import backfills
from worker.archive.sources.backfills import Backfill, Step, StepKind, StepState
from worker.archive.sources.sources import StoredSource
from worker.clock import hanoi_day, midnight
from worker.discover.archive_pages import day_of_page, page_of
from worker.discover.past import children_between
from worker.discover.sitemap import Entry
from worker.errors import AddressRefused, ArchiveError, DiemtinError, FetchError, UsageError
from worker.flow.polling.past_pages import Led, ask_listing, ask_sitemap
from worker.flow.polling.poll import poll
from worker.flow.polling.tally import Tally
from worker.flow.polling.visits import look_through
from worker.flow.tools import Following, Tools
from worker.model import WayKind

LOT: Final = 50
"""Pages fetched between two looks at how old they are."""
QUIET_PAGES: Final = 2
"""Pages of a listing in a row that bring nothing of the period, after which it is left."""
QUIET_DAYS: Final = 14
"""The same for the days of a calendar: there are holidays."""
LONGEST_LISTING: Final = 5_000
"""Pages of one listing that are walked at most."""
MOST_STEPS: Final = 10_000
"""Sitemaps and archive pages of one backfill: a paper's sitemaps of twenty years are fewer, a day
each."""
_ENOUGH: Final = 3
"""Dated pages that say how old a page of a listing is."""
_ENOUGH_OF_A_LOT: Final = 10
"""Pages of a lot that say how old it is, or that the site is out of order."""

Progress = Callable[[int, int], object]
"""Told how many pages have been fetched, of how many come upon so far."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What one call brought: how many steps were asked, what was found, whether that is all."""

    steps: int
    tally: Tally
    ended: bool


async def backfill(
    tools: Tools,
    source: StoredSource,
    since: date,
    until: date | None,
    progress: Progress,
) -> Walked:
    """Walk what a source published in a period, or go on where that was cut off.

    Days are those of Hanoi, both included. Ends early where ``tools.stopping`` is set. Troubles
    of single addresses are in the tally; those asked again next time keep the backfill unfinished.
    Raises UsageError for a source that nothing leads into the past of.
    """
    with tools.archive.write() as tx:
        one, is_new = backfills.begin(tx, source.id, since, until, tools.clock.now())
    walk = _Walk(tools, source, one, progress)
    if is_new:
        walk.tally = await poll(tools, source)
        walk.tally.answered = walk.tally.discovered = 0  # the walk comes upon them again
    await walk.plan()
    return await walk.to_its_end()


class _Walk:
    """One backfill under way."""

    def __init__(
        self, tools: Tools, source: StoredSource, one: Backfill, progress: Progress
    ) -> None:
        self.tools = tools
        self.source = source
        self.one = one
        self.progress = progress
        self.tally = Tally()
        self.until = one.until or hanoi_day(tools.clock.now())
        self.given_up = False

    async def plan(self) -> None:
        """Store where to begin, unless that is known.

        Raise UsageError where there is nowhere, FetchError where that cannot be found out now.
        """
        with self.tools.archive.read() as tx:
            if backfills.has_steps(tx, self.one.id):
                return
        told = len(self.tally.troubles)
        steps = await self._first_steps()
        if not steps and len(self.tally.troubles) > told:
            raise FetchError(self.tally.troubles[told])
        with self.tools.archive.write() as tx:
            if steps:
                backfills.add_steps(tx, self.one.id, steps)
                return
            backfills.end(tx, self.one, self.tools.clock.now())
        name = self.source.source.name
        raise UsageError(
            f"nothing leads into the past of source {name}",
            expected="a sitemap or a listing page among its ways, or a sitemap in its robots.txt",
            remedy=f"name one with the ways it has: diemtin source edit {name} … --sitemap ADDRESS",
        )

    async def _first_steps(self) -> list[Step]:
        ways = self.source.source.ways
        steps = [
            Step(StepKind.SITEMAP, way.address, way.pattern)
            for way in ways
            if way.kind is WayKind.SITEMAP
        ]
        listings = [way for way in ways if way.kind is WayKind.LISTING]
        patterns = {way.pattern for way in listings}
        pattern = patterns.pop() if len(patterns) == 1 else None
        if not steps:
            steps = [Step(StepKind.SITEMAP, url, pattern) for url in await self._named_by_robots()]
        return steps + [Step(StepKind.LISTING, w.address, w.pattern, number=1) for w in listings]

    async def _named_by_robots(self) -> list[str]:
        """Return the sitemaps of the period that robots.txt names, of each site of the source."""
        terms = self.source.source
        named: dict[str, None] = {}
        for way in terms.ways:
            if way.kind is not WayKind.FOLDER:
                try:
                    found = await self.tools.fetcher.sitemaps(
                        way.address, allowed=terms.allowed_hosts, pause=terms.pause
                    )
                except DiemtinError as error:
                    self.tally.troubles.append(str(error))
                    continue
                named.update(dict.fromkeys(found))
        entries = [Entry(url) for url in named]
        return [one.url for one in children_between(entries, self.one.since, self.until)]

    async def to_its_end(self) -> Walked:
        """Walk until no step is left, or it is to stop."""
        with self.tools.archive.read() as tx:
            following = Following(tx, self.tools.margin, self.tools.profiles)
        while True:
            with self.tools.archive.read() as tx:
                step = backfills.next_step(tx, self.one.id)
            await self._fetch(following, step)
            if self.given_up or self.tools.stopping.is_set():
                return Walked(self.tally.answered, self.tally, ended=False)
            if step is None:
                break
            if step.state is StepState.LISTED:
                await asyncio.to_thread(self._settle, step)
            else:
                await self._ask(step)
        with self.tools.archive.write() as tx:
            ended = backfills.end(tx, self.one, self.tools.clock.now())
        return Walked(self.tally.answered, self.tally, ended)

    # --- asking

    async def _ask(self, step: Step) -> None:
        """Ask a step, and note what it leads to; what fails for now waits for the next time."""
        asked = ask_sitemap if step.kind is StepKind.SITEMAP else ask_listing
        try:
            led = await asked(self.tools, self.source, step, self.one.since, self.until)
        except ArchiveError:
            raise
        except DiemtinError as error:
            self.tally.troubles.append(str(error))
            passing = isinstance(error, FetchError) and not isinstance(error, AddressRefused)
            state = StepState.FAILED if passing else StepState.WALKED
            with self.tools.archive.write() as tx:
                backfills.move(tx, step, state, quiet=step.quiet)
            return
        self.tally.answered += 1
        self.tally.troubles += led.troubles
        await asyncio.to_thread(self._note, step, led)

    def _note(self, step: Step, led: Led) -> None:
        now = self.tools.clock.now()
        with self.tools.archive.write() as tx:
            self.tally.discovered += backfills.note(tx, self.one, step, led.urls, now)
            room = MOST_STEPS - backfills.count_steps(tx, self.one.id)
            if len(led.steps) > room:
                told = f"leads to more than {MOST_STEPS:,} sitemaps and archive pages"
                self.tally.troubles.append(f"{step.address}: {told}; walk a shorter period")
            backfills.add_steps(tx, self.one.id, led.steps[: max(room, 0)])
            state = StepState.LISTED if led.answered else StepState.WALKED
            # A page whose articles are all too new is not quiet: what is looked for lies behind.
            quiet = -1 if led.too_new else step.quiet
            backfills.move(tx, step, state, onward=led.onward, quiet=quiet)

    # --- fetching

    async def _fetch(self, following: Following, step: Step | None) -> None:
        """Fetch the pages that wait, in lots; those of a sitemap that are too old are let go.

        Where a whole lot fails the site is out of order, and is left in peace for now. So it is
        where the source was switched off or removed meanwhile.
        """
        tools = self.tools
        while not self.given_up:
            with tools.archive.read() as tx:
                due = backfills.due(tx, self.one.id, tools.clock.now(), LOT)
                total, waiting = backfills.counts(tx, self.one.id)
            troubles = len(self.tally.troubles)
            told = self._telling(total - waiting, total)
            if not await look_through(
                tools, self.source, following, due, self.tally, trusted=True, go_on=told
            ):
                self.given_up = not tools.stopping.is_set()
                return
            if not due:
                return
            failed = len(self.tally.troubles) - troubles
            self.given_up = failed == len(due) >= _ENOUGH_OF_A_LOT
            if step is not None and step.kind is StepKind.SITEMAP and self._are_old(step, due):
                with tools.archive.write() as tx:
                    backfills.let_go(tx, step.id)

    def _telling(self, done: int, total: int) -> Callable[[], bool]:
        """Return what tells before each page how many are done; it never says to stop."""
        numbers = count(done)

        def told() -> bool:
            self.progress(next(numbers), total)
            return True

        return told

    def _are_old(self, step: Step, lot: Sequence[Page]) -> bool:
        """Say whether a lot of pages was published before the period, the newest of them too."""
        with self.tools.archive.read() as tx:
            when = backfills.published(tx, step.id, [page.id for page in lot])
        return len(when) >= _ENOUGH_OF_A_LOT and max(when) < midnight(self.one.since)

    # --- settling

    def _settle(self, step: Step) -> None:
        """Close a step whose pages have been fetched; of a listing, say whether it goes on."""
        with self.tools.archive.write() as tx:
            quiet = self._quiet(
                step,
                backfills.came_upon(tx, step.id),
                [day.timestamp() for day in backfills.published(tx, step.id)],
            )
            backfills.add_steps(tx, self.one.id, self._onward(step, quiet))
            backfills.move(tx, step, StepState.WALKED, onward=step.onward, quiet=max(step.quiet, 0))

    def _quiet(self, step: Step, came_upon: int, when: Sequence[float]) -> int:
        """Return how many pages in a row have brought nothing of the period, this one included.

        Where the newest of a listing's articles is too old, what lies behind is older still.
        """
        since = midnight(self.one.since).timestamp()
        if step.kind is StepKind.LISTING and len(when) >= _ENOUGH and max(when) < since:
            return QUIET_PAGES
        if not came_upon or (when and median(when) < since):
            return step.quiet + 1
        return 0

    def _onward(self, step: Step, quiet: int) -> list[Step]:
        """Return what follows a page of a listing: its next page, of a calendar the day before."""
        steps = []
        if step.onward and step.number < LONGEST_LISTING and quiet < QUIET_PAGES:
            steps.append(Step(StepKind.LISTING, step.onward, step.pattern, step.number + 1, quiet))
        day = day_of_page(step.address) if step.kind is StepKind.DAY else None
        if day is not None and day > self.one.since and quiet < QUIET_DAYS:
            before = page_of(step.address, day - timedelta(days=1))
            if before is not None:
                steps.append(Step(StepKind.DAY, before, step.pattern, 1, quiet))
        return steps
