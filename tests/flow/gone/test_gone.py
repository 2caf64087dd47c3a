"""Pages that disappear, on real sockets, by a clock that is told; places are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.deliver.alerts import in_english
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    KeepingCourier,
    add_source,
    edited,
    fed_by,
    follow,
    path_of,
    poll_now,
    reload,
    shown_at,
)
from tests.flow.troubles import GATES
from tests.site import ProvincialSite, Story
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.alert_views import AlertListing
from worker.archive.database.engine import Archive
from worker.flow.polling.recheck import recheck
from worker.flow.search.ask import find as ask
from worker.flow.search.ask import parse_search
from worker.flow.search.history import history
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import AlertKind, Channel, ChannelKind, Watch

NOW = datetime(2026, 3, 9, tzinfo=UTC)
HOUR = 3600
DAY = 24 * HOUR
FEED = "/rss/subcate/thoi-su/"
ALL = (AlertKind.APPEARED, AlertKind.GONE, AlertKind.MOVED, AlertKind.RESTORED)
LOOKS = (timedelta(hours=6), *(timedelta(days=n) for n in range(1, 31)))
"""When a page that is there is looked at: after six hours, then once a day."""
LOST = "<!doctype html><title>Không tìm thấy trang</title><h1>Không tìm thấy trang</h1>"
LOGIN = "<!doctype html><title>Đăng nhập</title><form><input type=password></form>"


def watch(archive: Archive, query: str, kinds: tuple[AlertKind, ...] = ALL) -> None:
    with archive.write() as tx:
        if not channels.channels(tx):
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        watches.add(tx, Watch(query, query, kinds=kinds))


def raised(archive: Archive, *kinds: AlertKind) -> list[AlertListing]:
    """Return the alerts of these kinds, or of all but appearances, the first one first."""
    with archive.read() as tx:
        alerts = reversed(outbox.alerts(tx))
        wanted = kinds or set(AlertKind) - {AlertKind.APPEARED}
        return [one for one in alerts if one.kind in wanted]


def state(archive: Archive, site: ProvincialSite, story: Story) -> str:
    [page] = (
        page
        for page in shown_at(archive, f"{site.address}{path_of(story)}").pages
        if page.url.endswith(path_of(story))
    )
    return page.state


async def live(tools: Tools, clock: FakeClock, hours: int, *, every: int = 2) -> None:
    """Let the service run: look for due pages every other hour, and poll every fourth time."""
    for n in range(1, hours // every + 1):
        clock.advance(every * HOUR)
        await recheck(tools)
        if n % 4 == 0:
            await poll_now(tools)


def gone(archive: Archive) -> list[int]:
    """Return what ``is:gone`` finds."""
    with archive.read() as tx:
        return [one.number for one in ask(tx, parse_search(tx, "is:gone", NOW))]


@pytest.fixture
def tools(tools: Tools) -> Tools:
    return replace(tools, rechecks=LOOKS)


@pytest.fixture
async def polled(archive: Archive, tools: Tools, site: ProvincialSite) -> ProvincialSite:
    """A paper of three articles that was polled once, and a watch for one of them."""
    site.stories = [BRIDGE, SCHOOL, MARKET]
    add_source(archive, fed_by(site))
    watch(archive, '"cầu Rạch Đình"')
    assert (await poll_now(tools)).stored == 3
    return site


async def test_a_page_that_is_not_there_for_two_days_has_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock,
    courier: KeepingCourier,
) -> None:  # fmt: skip
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 24, every=1)
    assert state(archive, polled, BRIDGE) == "missing"
    assert raised(archive) == []
    assert gone(archive) == []
    await live(tools, clock, 36, every=1)
    assert state(archive, polled, BRIDGE) == "gone"
    [alert] = raised(archive)
    assert (alert.kind, alert.title) == (AlertKind.GONE, BRIDGE.title)
    assert alert.url == f"{polled.address}{path_of(BRIDGE)}"
    first, *others = alert.reasons
    assert (first.field, first.start, first.via) == ("page", None, "gone")
    assert (
        in_english(first) == "HTTP 404 at 11:00 04/03/2026 and 4 more times since 11:00 02/03/2026"
    )
    assert {one.surface.lower() for one in others} == {"cầu rạch đình"}
    assert gone(archive) == [alert.number]
    [sighting] = shown_at(archive, alert.url).sightings
    assert sighting.ended_at is not None
    await dispatch(tools)
    assert [one.alerts[-1].kind for one in courier.taken][-1] is AlertKind.GONE
    await live(tools, clock, 10 * 24, every=6)
    assert len(raised(archive)) == 1
    assert polled.asked[path_of(BRIDGE)] < 12, "it is looked for ever more seldom"


async def test_a_page_that_answers_again_in_time_was_never_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 48)
    assert state(archive, polled, BRIDGE) == "missing"
    polled.stories = [BRIDGE, SCHOOL, MARKET]
    await live(tools, clock, 24)
    assert state(archive, polled, BRIDGE) == "seen"
    assert raised(archive) == []
    [sighting] = shown_at(archive, f"{polled.address}{path_of(BRIDGE)}").sightings
    assert sighting.ended_at is None
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 44)
    assert state(archive, polled, BRIDGE) == "missing", "the two days began anew"


@pytest.mark.parametrize("instead", [LOST, "<!doctype html><h1>Sông Hàm</h1><p>Mời xem tin khác"])
async def test_case_28_a_page_that_says_it_is_not_there_has_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock, instead: str
) -> None:
    polled.instead = {path_of(BRIDGE): instead}
    await live(tools, clock, 60)
    assert [one.kind for one in raised(archive)] == [AlertKind.GONE]


async def test_a_page_that_had_gone_and_is_back_has_both_in_its_history(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 60)
    number = shown_at(archive, f"{polled.address}{path_of(BRIDGE)}").number
    with archive.read() as tx:
        _, [page] = history(tx, number)
    assert page.absent is not None
    assert (page.state, page.absent.trouble, page.steps) == ("gone", "HTTP 404", ())
    polled.stories = [BRIDGE, SCHOOL, MARKET]
    await live(tools, clock, 24 * 10)
    with archive.read() as tx:
        _, [back] = history(tx, number)
    assert (back.state, back.absent) == ("seen", None)
    assert [one.gone_at for one in back.steps] == [page.absent.missing_since]


async def test_a_page_that_leads_to_the_front_page_has_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.redirects = {path_of(BRIDGE): "/"}
    await live(tools, clock, 60)
    [alert] = raised(archive)
    assert in_english(alert.reasons[0]).startswith(f"leads to {polled.address}/ at ")


@pytest.mark.parametrize("trouble", ["login", "out-of-order", "error", "busy", "robots"])
async def test_what_says_nothing_of_the_article_is_not_missing(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock, trouble: str
) -> None:
    path = path_of(BRIDGE)
    if trouble == "login":
        polled.instead = {path: LOGIN}
    elif trouble == "out-of-order":
        polled.instead = {path: GATES[trouble]}
    elif trouble == "error":
        polled.broken = {path}
    elif trouble == "busy":
        polled.busy = {path: "1"}
    else:
        clock.advance(DAY)  # robots.txt is kept for a day
        polled.robots = f"User-agent: *\nDisallow: {path}\n"
    await live(tools, clock, 90)
    assert polled.asked[path] > 1 or trouble == "robots"
    assert state(archive, polled, BRIDGE) == "seen"
    assert raised(archive) == []


async def test_while_the_source_is_out_of_order_nothing_has_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 40)
    polled.broken = {FEED, path_of(SCHOOL), path_of(MARKET)}
    await live(tools, clock, 24)
    assert raised(archive) == []
    polled.broken = set()
    await live(tools, clock, 96)
    assert [one.kind for one in raised(archive)] == [AlertKind.GONE]


async def test_case_56_a_page_missing_after_three_days_off_is_not_gone_at_once(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 20)
    clock.advance(3 * DAY)
    await live(tools, clock, 24)
    assert raised(archive) == []
    assert state(archive, polled, BRIDGE) == "missing"
    await live(tools, clock, 36)
    assert len(raised(archive)) == 1


async def test_case_54_a_clock_ten_years_ahead_confirms_nothing(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 20)
    clock.advance(3650 * DAY)
    await live(tools, clock, 10)
    clock.advance(-3650 * DAY)
    await live(tools, clock, 10)
    assert raised(archive) == []


async def test_a_gone_page_that_shows_its_article_again_is_told_to_who_was_told(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 60)
    watch(archive, "Hàm OR cầu", kinds=ALL)
    polled.stories = [BRIDGE, SCHOOL, MARKET]
    await live(tools, clock, 72)
    told, restored = raised(archive)
    assert (restored.kind, restored.watch) == (AlertKind.RESTORED, '"cầu Rạch Đình"')
    assert in_english(restored.reasons[0]).startswith("shows it again at ")
    assert restored.number == told.number
    assert state(archive, polled, BRIDGE) == "seen"
    old, new = shown_at(archive, restored.url).sightings
    assert (old.ended_at is None, new.ended_at) == (False, None)
    assert gone(archive) == []
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 24 * 20, every=6)
    again = raised(archive)[2:]
    assert [one.kind for one in again if one.watch == told.watch] == [AlertKind.GONE]


async def test_a_gone_page_that_shows_another_text_is_restored_too(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 60)
    polled.stories = [edited(BRIDGE, "dự kiến", "kế hoạch"), SCHOOL, MARKET]
    await live(tools, clock, 72)
    [restored] = raised(archive, AlertKind.RESTORED)
    assert in_english(restored.reasons[0]).startswith("shows another text at ")
    assert restored.number != raised(archive, AlertKind.GONE)[0].number


async def test_an_article_that_stands_elsewhere_has_moved_and_is_not_gone(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    new = replace(BRIDGE, slug="cau-rach-dinh-da-thong-xe-05032026-a70009")
    polled.stories = [new, SCHOOL, MARKET]
    await live(tools, clock, 96)
    [alert] = raised(archive)
    assert (alert.kind, alert.url) == (AlertKind.MOVED, f"{polled.address}{path_of(new)}")
    now, before, *_ = (in_english(one) for one in alert.reasons)
    assert now == f"now at {polled.address}{path_of(new)}"
    assert before.startswith(f"before at {polled.address}{path_of(BRIDGE)}: HTTP 404 at ")
    assert state(archive, polled, BRIDGE) == "moved"
    assert gone(archive) == []


async def test_what_was_told_to_be_gone_and_is_found_elsewhere_has_moved(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [SCHOOL, MARKET]
    await live(tools, clock, 60, every=1)
    new = replace(BRIDGE, slug="cau-rach-dinh-da-thong-xe-05032026-a70009")
    polled.publish(new)
    await live(tools, clock, 4, every=1)
    assert [one.kind for one in raised(archive)] == [AlertKind.GONE, AlertKind.MOVED]
    assert state(archive, polled, BRIDGE) == "moved"


async def test_who_does_not_ask_for_it_is_not_told(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    follow(archive, "cầu")
    watch(archive, '"mười hai phòng học"', (AlertKind.GONE,))
    await poll_now(tools)
    site.stories = [SCHOOL]
    await live(tools, clock, 60)
    assert raised(archive) == []
    assert state(archive, site, BRIDGE) == "gone"
    assert reload(archive).failures == 0
