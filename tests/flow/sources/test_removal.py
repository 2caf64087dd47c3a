"""Who was to hear of an article hears of it, though the source that had it first is removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, follow, paper, reload, take
from tests.flow.outgoing import ScriptedCourier
from tests.site import ProvincialSite, Story
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.errors import NotFound
from worker.flow.intake import files
from worker.flow.polling.visits import digest_key
from worker.flow.sending.dispatch import dispatch
from worker.flow.sources.removal import remove
from worker.flow.tools import Tools
from worker.model import Delivered, Failed

FIRST, SECOND = "bao-song-ham", "bao-ban"


@pytest.fixture
def courier() -> ScriptedCourier:
    return ScriptedCourier([Delivered()])


def address(name: str, story: Story = BRIDGE) -> str:
    return f"https://{name}.example/{story.slug}.html"


def print_in(
    archive: Archive,
    clock: FakeClock,
    name: str,
    into: Callable[[StoredSource], str | None] = lambda _: None,
) -> int:
    """Let a paper show the bridge as its first page; return the article."""
    capture = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock, address(name))
    stored = add_source(archive, paper(name=name))
    return take(archive, clock, stored, capture, into(stored)).number


def print_in_both(archive: Archive, clock: FakeClock) -> None:
    assert print_in(archive, clock, FIRST) == print_in(archive, clock, SECOND)


def remove_first(archive: Archive, clock: FakeClock, *, with_articles: bool = True) -> int:
    with archive.write() as tx:
        return remove(tx, FIRST, with_articles=with_articles, now=clock.now()).alerts


def told(courier: ScriptedCourier) -> list[list[str]]:
    return [[alert.url for alert in outgoing.alerts] for outgoing in courier.taken]


async def test_what_was_not_told_yet_is_told_of_the_page_that_is_left(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier
) -> None:
    follow(tools.archive, '"giải phóng mặt bằng"')
    print_in_both(tools.archive, clock)
    assert remove_first(tools.archive, clock) == 0
    await dispatch(tools)
    assert told(courier) == [[address(SECOND)]]
    [alert] = courier.taken[0].alerts
    assert [reason.surface for reason in alert.reasons] == ["giải phóng mặt bằng"]


async def test_a_watch_that_asks_for_what_went_is_told_nothing(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier
) -> None:
    follow(tools.archive, f"cầu source:{FIRST}")
    print_in_both(tools.archive, clock)
    with tools.archive.read() as tx:
        assert len(outbox.alerts(tx)) == 1
    assert remove_first(tools.archive, clock) == 1
    await dispatch(tools)
    assert told(courier) == []
    with tools.archive.read() as tx:
        assert outbox.alerts(tx) == []


async def test_a_watch_says_why_it_matches_what_is_left(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier
) -> None:
    follow(tools.archive, f"cầu (source:{FIRST} OR source:{SECOND})")
    print_in_both(tools.archive, clock)
    remove_first(tools.archive, clock)
    await dispatch(tools)
    [alert] = courier.taken[0].alerts
    assert {one.surface for one in alert.reasons if one.field == "source"} == {SECOND}


async def test_what_was_delivered_is_not_told_anew(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier
) -> None:
    follow(tools.archive, '"giải phóng mặt bằng"')
    print_in_both(tools.archive, clock)
    await dispatch(tools)
    assert remove_first(tools.archive, clock) == 1
    await dispatch(tools)
    assert told(courier) == [[address(FIRST)]]


async def test_what_may_have_come_already_goes_out_as_another_message(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier
) -> None:
    courier.script = [Failed("HTTP 500"), Delivered()]
    follow(tools.archive, '"giải phóng mặt bằng"')
    print_in_both(tools.archive, clock)
    await dispatch(tools)
    remove_first(tools.archive, clock)
    await dispatch(tools)
    assert told(courier) == [[address(FIRST)], [address(SECOND)]]
    assert len({outgoing.id for outgoing in courier.taken}) == 2


@pytest.mark.parametrize("into", [digest_key, files.digest_key], ids=["first poll", "files"])
@pytest.mark.parametrize("with_articles", [True, False])
async def test_a_digest_that_will_not_be_complete_any_more_goes_out(
    tools: Tools,
    clock: FakeClock,
    courier: ScriptedCourier,
    with_articles: bool,
    into: Callable[[StoredSource], str],
) -> None:
    follow(tools.archive, '"giải phóng mặt bằng"')
    print_in(tools.archive, clock, FIRST, into)
    print_in(tools.archive, clock, SECOND)
    await dispatch(tools)
    assert told(courier) == [], "it is gathered until all is there"
    remove_first(tools.archive, clock, with_articles=with_articles)
    await dispatch(tools)
    assert told(courier) == [[address(SECOND if with_articles else FIRST)]]
    with pytest.raises(NotFound):
        reload(tools.archive, FIRST)
