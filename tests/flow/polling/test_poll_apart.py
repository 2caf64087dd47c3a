"""Polls of a source some of whose pages stop, crash or break their reader."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow import hostile_reader
from tests.flow.hostile_reader import ordered
from tests.flow.house import (
    BRIDGE,
    LIMITS,
    MARKET,
    PROFILE,
    RECHECK_AFTER,
    SCHOOL,
    add_source,
    count,
    edited,
    fed_by,
    follow,
    last_run,
    path_of,
    poll_now,
    shown_at,
    tools_on,
    troubled,
)
from tests.hostile_site import ATTRIBUTES, NESTED, OPTIONS, HostileSite
from tests.site import ProvincialSite, Story, serving
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.errors import SandboxError
from worker.extract.profile import profile_for
from worker.flow.intake.read import read
from worker.flow.polling import visits
from worker.flow.sources import check
from worker.flow.tools import Tools
from worker.model import AlertKind

HOUR = 3600
SECONDS = 2.0
TOO_SLOW = "its reading was stopped: it took more than 2 s of processor time"
CRASHED = "its reading was stopped: the parser was ended by SIGABRT"


def giving_order(story: Story, act: str) -> Story:
    """Return the story as a page that does that to its reader."""
    return replace(story, paragraphs=(*story.paragraphs, ordered(act)))


@pytest.fixture
async def tools(archive: Archive, clock: FakeClock) -> AsyncIterator[Tools]:
    limits = replace(LIMITS, parse_seconds=SECONDS)
    async with tools_on(archive, clock, limits=limits) as made:
        yield made


@pytest.fixture
def site() -> Iterator[HostileSite]:
    with serving(HostileSite([BRIDGE])) as served:
        assert isinstance(served, HostileSite)
        yield served


@pytest.fixture
def obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages read by a reader that they can stop."""
    monkeypatch.setattr("worker.flow.intake.read.read", hostile_reader.read)


async def test_case_25_pages_made_to_be_slow_cost_the_others_nothing(
    archive: Archive, tools: Tools, site: HostileSite
) -> None:
    site.stories = [SCHOOL, BRIDGE, MARKET]
    site.hostile = {SCHOOL.slug: NESTED, MARKET.slug: ATTRIBUTES}
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert (tally.fetched, tally.stored) == (3, 1)
    assert last_run(archive).error == f"{site.address}{path_of(SCHOOL)}: {TOO_SLOW} (and 1 more)"
    assert troubled(archive) == {
        f"{site.address}{path_of(story)}": (pages.WAITING, TOO_SLOW) for story in (SCHOOL, MARKET)
    }


async def test_case_25_sixteen_thousand_options_are_read_or_stopped(
    archive: Archive, tools: Tools, site: HostileSite
) -> None:
    """The parser is quadratic here too, though not so slow that it must be stopped."""
    site.stories = [SCHOOL, BRIDGE]
    site.hostile = {SCHOOL.slug: OPTIONS}
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert tally.stored + len(troubled(archive)) == 2
    assert shown_at(archive, f"{site.address}{path_of(BRIDGE)}").article.title == BRIDGE.title


@pytest.mark.usefixtures("obeyed")
async def test_case_26_a_page_that_crashes_its_reader_three_times_is_set_aside(
    archive: Archive, tools: Tools, site: HostileSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, giving_order(SCHOOL, "abort"), MARKET]
    add_source(archive, fed_by(site))
    page = f"{site.address}{path_of(SCHOOL)}"
    tally = await poll_now(tools)
    assert (tally.stored, tally.error) == (2, f"{page}: {CRASHED}")
    assert troubled(archive) == {page: (pages.WAITING, CRASHED)}
    clock.advance(HOUR)
    assert (await poll_now(tools)).error == f"{page}: {CRASHED}"
    clock.advance(2 * HOUR)
    await poll_now(tools)
    assert troubled(archive) == {page: (pages.ASIDE, f"{CRASHED} (3 times in a row)")}
    clock.advance(30 * 24 * HOUR)
    site.publish(replace(MARKET, slug="phien-cho-thu-hai-a70009"))
    tally = await poll_now(tools)
    assert (tally.discovered, tally.error) == (4, None)
    assert site.asked[path_of(SCHOOL)] == 3


@pytest.mark.usefixtures("obeyed")
async def test_case_26_only_three_times_in_a_row_count(
    archive: Archive, tools: Tools, site: HostileSite, clock: FakeClock
) -> None:
    """What was read in between, a newer version of the page, wipes the slate clean."""
    add_source(archive, fed_by(site))
    versions = [
        giving_order(BRIDGE, "leave"),
        giving_order(BRIDGE, "eat"),
        BRIDGE,
        giving_order(BRIDGE, "crash"),
        giving_order(BRIDGE, "abort"),
        edited(BRIDGE, "dự kiến", "kế hoạch"),
    ]
    for version in versions:
        site.stories = [version]
        await poll_now(tools)
        clock.advance(RECHECK_AFTER.total_seconds() + 1)
    assert count(archive, "article") == (2,)
    assert troubled(archive) == {}


@pytest.mark.usefixtures("obeyed")
async def test_a_page_that_its_reader_does_not_foresee_costs_itself_alone(
    archive: Archive, tools: Tools, site: HostileSite
) -> None:
    site.stories = [BRIDGE, giving_order(SCHOOL, "stumble"), MARKET]
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    page = f"{site.address}{path_of(SCHOOL)}"
    told = "RecursionError: too deep"
    assert (tally.stored, tally.error) == (2, f"{page}: {told}")
    assert troubled(archive) == {page: (pages.WAITING, told)}


async def test_case_26_a_feed_that_crashes_its_reader_is_a_trouble_of_the_source(
    archive: Archive, tools: Tools, site: HostileSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = add_source(archive, fed_by(site))
    feed = source.source.ways[0].address
    with monkeypatch.context() as patch:
        patch.setattr("worker.flow.polling.discovery.found_in", hostile_reader.crash)
        patch.setattr("worker.flow.sources.trying.found_in", hostile_reader.crash)
        tally = await poll_now(tools)
        findings = {one.stage: one for one in await check.check(tools, source)}
    assert (tally.answered, tally.error) == (0, f"{feed}: {CRASHED}")
    assert (findings["discover"].ok, findings["discover"].lines) == (False, (f"feed: {CRASHED}",))
    assert last_run(archive).error == f"{feed}: {CRASHED}"
    assert (await poll_now(tools)).stored == 1


@pytest.mark.parametrize("reader", ["polling.discovery.found_in", "intake.read.read"])
async def test_without_a_process_to_read_in_no_page_is_blamed(
    archive: Archive, tools: Tools, site: HostileSite, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    add_source(archive, fed_by(site))
    with monkeypatch.context() as patch:
        patch.setattr(f"worker.flow.{reader}", hostile_reader.find_no_process)
        with pytest.raises(SandboxError):
            await poll_now(tools)
    assert "no process to read pages in could be started" in (last_run(archive).error or "")
    assert troubled(archive) == {}
    assert (await poll_now(tools)).stored == 1


@pytest.fixture
def poorer(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Read by an older profile, which found no more than the lead, until that is undone."""
    profile = profile_for("https://bao-song-ham.example/", PROFILE)
    assert profile is not None
    lead_only = replace(profile.select, body=("#newscontents p:first-child",))
    older = replace(profile, select=lead_only)
    with monkeypatch.context() as patch:
        patch.setattr(visits, "profile_for", lambda url, name, profiles: older)
        yield patch


async def test_better_rules_are_no_edit(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    poorer: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The old page, read by the new rules, says what the page says now."""
    follow(archive, "cầu", "thuận")
    add_source(archive, fed_by(site))
    await poll_now(tools)
    poorer.undo()
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    tally = await poll_now(tools)
    assert (tally.fetched, tally.stored, tally.alerts) == (1, 0, 0)
    page = shown_at(archive, f"{site.address}{path_of(BRIDGE)}")
    assert [len(page.article.paragraphs), page.number] == [3, 1]
    assert _alerts(archive) == [AlertKind.APPEARED]


async def test_under_better_rules_a_change_is_still_an_edit(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    poorer: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    follow(archive, "cầu", '"kế hoạch"')
    add_source(archive, fed_by(site))
    await poll_now(tools)
    poorer.undo()
    site.stories = [edited(BRIDGE, "dự kiến", "kế hoạch")]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    assert (await poll_now(tools)).alerts == 1


@pytest.mark.usefixtures("obeyed")
async def test_an_old_page_that_now_stops_its_reader_holds_up_nothing(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    poorer: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It was read by the older rules, and is not readable by the new ones: this is an edit."""
    site.stories = [giving_order(BRIDGE, "abort")]
    add_source(archive, fed_by(site))
    with monkeypatch.context() as patch:
        patch.setattr("worker.flow.intake.read.read", read)
        await poll_now(tools)
    poorer.undo()
    site.stories = [edited(BRIDGE, "dự kiến", "kế hoạch")]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    tally = await poll_now(tools)
    assert (tally.fetched, tally.error) == (1, None)
    assert count(archive, "article", "sighting") == (2, 2)


def _alerts(archive: Archive) -> list[AlertKind]:
    with archive.read() as tx:
        return [one.kind for one in outbox.alerts(tx)]
