"""Who is told of a story with one article hears of it, even where that one is forgotten first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, follow, paper, take
from tests.flow.outgoing import ScriptedCourier
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import Delivered, Failed

REPRINT = replace(
    BRIDGE,
    slug="cau-rach-dinh-da-thong-xe-a80001",
    lead=BRIDGE.lead.replace("BSH - ", "Theo Báo Sông Hàm, "),
)


@pytest.fixture
def courier() -> ScriptedCourier:
    return ScriptedCourier([Delivered()])


@pytest.fixture
def numbers(archive: Archive, clock: FakeClock) -> list[int]:
    """Let two papers print a story that a watch follows; return both articles."""
    follow(archive, '"giải phóng mặt bằng"')
    return [
        print_in(archive, clock, "bao-song-ham", BRIDGE),
        print_in(archive, clock, "bao-ban", REPRINT),
    ]


def print_in(archive: Archive, clock: FakeClock, name: str, story: Story) -> int:
    url = f"https://{name}.example/{story.slug}.html"
    capture = capture_of(ProvincialSite([story]), story, clock, url)
    return take(archive, clock, add_source(archive, paper(name=name)), capture).number


def forget(archive: Archive, clock: FakeClock, *numbers: int) -> None:
    with archive.write() as tx:
        forgetting.forget(tx, numbers, "luật", clock.now())


def told(courier: ScriptedCourier) -> list[list[int | None]]:
    return [[alert.number for alert in outgoing.alerts] for outgoing in courier.taken]


async def test_an_article_that_was_to_be_told_with_the_forgotten_one_is_told(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier, numbers: list[int]
) -> None:
    forget(tools.archive, clock, numbers[0])
    await dispatch(tools)
    assert told(courier) == [[numbers[1]]]


async def test_what_may_have_come_already_goes_out_as_another_message(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier, numbers: list[int]
) -> None:
    courier.script = [Failed("HTTP 500"), Delivered()]
    await dispatch(tools)
    forget(tools.archive, clock, numbers[0])
    clock.advance(60)
    await dispatch(tools)
    assert told(courier) == [[numbers[0]], [numbers[1]]]
    assert len({outgoing.id for outgoing in courier.taken}) == 2


async def test_what_was_delivered_is_not_told_anew(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier, numbers: list[int]
) -> None:
    await dispatch(tools)
    forget(tools.archive, clock, numbers[0])
    await dispatch(tools)
    assert told(courier) == [[numbers[0]]]


async def test_nothing_is_told_where_all_of_the_story_is_forgotten(
    tools: Tools, clock: FakeClock, courier: ScriptedCourier, numbers: list[int]
) -> None:
    forget(tools.archive, clock, *numbers)
    await dispatch(tools)
    assert told(courier) == []
