"""A source that publishes nothing where it usually does, over weeks of a fake clock."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.deliver.receiver import receiving
from tests.fakes import FakeClock
from tests.flow.house import (
    MARKET,
    ONCE_MORE,
    KeepingCourier,
    add_source,
    fed_by,
    poll_now,
    reload,
)
from tests.flow.troubles import (
    DAY,
    had,
    numbered,
    open_troubles,
    poll_each,
    raised,
    watch_sources,
)
from tests.site import ProvincialSite, Story
from worker.archive.alerts import channels, watches
from worker.archive.database.engine import Archive
from worker.clock import HANOI
from worker.flow.sending.carry import couriers
from worker.flow.sending.dispatch import dispatch
from worker.flow.sources.portrait import in_short, portraits, volume_of
from worker.flow.tools import Tools
from worker.model import AlertKind, Channel, ChannelKind, Fault, Watch
from worker.secret_file import SecretFile, address_of

FEED = "/rss/subcate/thoi-su/"


@pytest.fixture
def tools(tools: Tools) -> Tools:
    """Tools that look at a page again once, and not for weeks."""
    return replace(tools, rechecks=ONCE_MORE)


async def publish_for(
    tools: Tools, site: ProvincialSite, clock: FakeClock, days: int, first: int = 0
) -> None:
    """Let the paper publish two articles a day, polled at its end; keep its feed short."""
    for day in range(days):
        clock.advance(DAY)
        new = [_of_today(clock, first + day * 2 + part) for part in range(2)]
        site.stories = [*new, *site.stories[:2]]
        await poll_now(tools)


def _of_today(clock: FakeClock, number: int) -> Story:
    now = clock.now().astimezone(HANOI)
    return replace(numbered(MARKET, number), date=f"{now:%d/%m/%Y - %H:%M}")


async def test_a_source_that_falls_silent_is_told_once_and_again_the_next_time(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    courier: KeepingCourier,
) -> None:  # fmt: skip
    add_source(archive, fed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    await publish_for(tools, site, clock, 16)
    assert raised(archive) == []
    await poll_each(tools, clock, 4, DAY)
    [alert] = raised(archive)
    assert alert.kind is AlertKind.SOURCE_SILENT
    assert alert.title.startswith("Báo Sông Hàm: nothing new for ")
    assert alert.title.endswith("; usually 2 a day")
    assert [reason.via for reason in alert.reasons] == ["news", "news", "news"]
    source, now = reload(archive), clock.now()
    with archive.read() as tx:
        assert in_short(source, portraits(tx, now)[source.id], now) == "silent 4 days"
    assert await dispatch(tools) == 1
    assert courier.titles == [alert.title]
    await publish_for(tools, site, clock, 1, 100)
    assert [one.ended_at is None for one in had(archive)] == [False]
    await publish_for(tools, site, clock, 14, 200)
    await poll_each(tools, clock, 5, DAY)
    assert len(raised(archive)) == 1, "as long as the pause that was told before"
    await poll_each(tools, clock, 5, DAY)
    assert len(raised(archive)) == 2


async def test_who_does_not_answer_is_broken_not_silent(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    await publish_for(tools, site, clock, 16)
    site.broken = {FEED}
    await poll_each(tools, clock, 10, DAY)
    assert [one.kind for one in raised(archive)] == [AlertKind.SOURCE_BROKEN]


async def test_a_service_that_stood_still_calls_nobody_silent(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    await publish_for(tools, site, clock, 16)
    clock.advance(10 * DAY)
    site.stories = [numbered(MARKET, 100), *site.stories[:3]]
    await poll_each(tools, clock, 3)
    assert had(archive) == []


async def test_a_first_poll_s_backlog_is_no_habit(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [numbered(MARKET, number) for number in range(12)]
    add_source(archive, fed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    await poll_each(tools, clock, 6, 5 * DAY)
    assert had(archive) == []


async def test_a_backfill_is_no_habit(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(site))
    await poll_now(tools)
    await publish_for(tools, site, clock, 9)
    site.stories = [numbered(MARKET, number) for number in range(100, 130)]
    await poll_each(tools, clock, 1)
    source = reload(archive)
    with archive.read() as tx:
        volume = volume_of(tx, source, clock.now())
    assert volume is not None
    assert volume.articles == 18


async def test_what_is_known_of_a_source_is_in_its_portrait(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(site))
    await poll_now(tools)
    await publish_for(tools, site, clock, 16)
    came = clock.now()
    site.stories = [replace(numbered(MARKET, 90), date=""), *site.stories[:3]]
    site.stories.insert(0, replace(numbered(MARKET, 91), lead="", paragraphs=(), byline=""))
    await poll_each(tools, clock, 1, DAY)
    site.broken = {FEED}
    await poll_each(tools, clock, 5)
    source = reload(archive)
    with archive.read() as tx:
        known = portraits(tx, clock.now())[source.id]
        volume = volume_of(tx, source, clock.now())
    assert known.last_success is not None
    assert known.last_article is not None
    assert known.last_success > came
    assert known.failures_in_a_row == 5
    assert known.polls.failed == 5
    assert (known.read.articles, known.read.undated, known.read.aside) == (33, 1, 1)
    assert volume is not None
    assert 1.7 < volume.per_day < 2.2
    assert in_short(source, known, clock.now()) == "failing 5×: fetch"
    assert [one.cause for one in open_troubles(archive)] == [Fault.FETCH]


async def test_it_reaches_a_webhook_once(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock, tmp_path: Path
) -> None:
    secrets = SecretFile(tmp_path / "secrets.toml", {})
    async with receiving() as receiver:
        secrets.put_all({"kenh": "whsec_" + "QUJD" * 8, address_of("kenh"): receiver.url})
        with archive.write() as tx:
            hook = Channel("kenh", ChannelKind.WEBHOOK, allowed_hosts=(receiver.host,))
            channels.add(tx, hook)
            watches.add(tx, Watch("nguồn", "", (AlertKind.SOURCE_BROKEN,)))
        carried = couriers(tools.fetcher, clock, secrets, tmp_path)
        tools = replace(tools, couriers=carried)
        site.stories = [MARKET]
        add_source(archive, fed_by(site))
        await poll_now(tools)
        site.broken = {FEED}
        for _ in range(6):
            await poll_each(tools, clock, 1)
            await dispatch(tools)
    [received] = receiver.received
    [alert] = json.loads(received.body)["alerts"]
    assert (alert["kind"], alert["number"], alert["id16"]) == ("source-broken", None, None)
    assert alert["title"] == "Báo Sông Hàm: answers with an error, 3 polls in a row"
    assert alert["url"] == f"{site.address}{FEED}"
    assert (alert["source"], alert["published_at"]) == ("bao-song-ham", None)
    assert {reason["field"] for reason in alert["reasons"]} == {"health"}
