"""Digests leave the house when their time has come, as lists or press reviews."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.deliver.alerts import ALERT, CHANGED, alert
from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier
from tests.flow.newsstand import FERRY, RESERVOIR, Newsstand
from tests.site import ProvincialSite
from worker.archive.alerts import channels, digests, outbox, watches
from worker.archive.database.engine import Archive
from worker.clock import HANOI
from worker.flow.review.paragraphs import notes_of
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import Tools
from worker.model import (
    AlertKind,
    Changed,
    Channel,
    ChannelKind,
    Days,
    Difference,
    Form,
    Grouping,
    NamedChange,
    Note,
    Policy,
    Watch,
)

SEVEN = datetime(2026, 3, 3, 7, 0, tzinfo=HANOI)


@pytest.fixture
def stand(archive: Archive, site: ProvincialSite, clock: FakeClock) -> Newsstand:
    """Return a paper, and a watch whose alerts the console gathers until seven."""
    stand = Newsstand(archive, site, clock)
    stand.paper("bao-song-ham", "Báo Sông Hàm")
    with archive.write() as tx:
        policy = Policy(digest="0 7 * * *", form=Form.REVIEW)
        channels.add(tx, Channel("console", ChannelKind.CONSOLE, policy=policy))
        watches.add(tx, Watch("cu-lao", "cù lao OR phà"))
    return stand


async def test_a_review_goes_out_at_its_time_and_once(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", FERRY)
    assert await dispatch(tools) == 0
    clock.advance((SEVEN - clock.now()) / timedelta(seconds=1))
    assert await dispatch(tools) == 1
    [taken] = courier.taken
    assert taken.review is not None
    assert (taken.review.title, taken.review.asked) == ("cu-lao", ("cù lao OR phà",))
    assert taken.review.stories == 2
    assert (taken.review.days, taken.review.grounds.articles) == (Days.ALERTED, None)
    assert taken.review.made_at == SEVEN
    [story, _] = taken.review.sections[0].stories
    assert [s.text for s in story.title if s.matched]
    clock.advance(86_400)
    assert await dispatch(tools) == 0


async def test_a_scheduled_review_has_the_sections_that_were_asked_for(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    with stand.archive.write() as tx:
        form = Form.REVIEW_BY_SOURCE
        channels.set_policy(tx, "console", Policy(digest="0 7 * * *", form=form))
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance((SEVEN - clock.now()) / timedelta(seconds=1))
    assert await dispatch(tools) == 1
    review = courier.taken[0].review
    assert review is not None
    assert (review.by, [one.title for one in review.sections]) == (
        *(Grouping.SOURCE, ["Báo Sông Hàm"]),
    )


async def test_after_three_days_off_it_is_sent_at_the_start(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance(timedelta(days=3).total_seconds())
    assert await dispatch(tools) == 1
    assert courier.titles == [RESERVOIR.title]


async def test_a_kill_between_release_and_sending_loses_nothing(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    """It is released in one transaction, and claimed by the next process."""
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance(timedelta(days=1).total_seconds())
    with stand.archive.write() as tx:
        digests.release_due(tx, clock.now())
    stand.show("bao-song-ham", FERRY)
    assert await dispatch(tools) == 1
    assert courier.titles == [RESERVOIR.title]


async def test_a_kill_while_sending_sends_the_same_review_again(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance(timedelta(days=1).total_seconds())
    with stand.archive.write() as tx:
        digests.release_due(tx, clock.now())
        [first] = outbox.claim(tx, clock.now(), lease=LEASE, limit=1)
    clock.advance(LEASE.total_seconds())
    stand.show("bao-song-ham", FERRY)
    assert await dispatch(tools) == 1
    [again] = courier.taken
    assert (again.id, again.attempt, again.first_attempt_at) == (
        *(first.id, 2, first.first_attempt_at),
    )
    assert again.review is not None
    assert again.review.made_at == first.first_attempt_at
    assert courier.titles == [RESERVOIR.title]


def test_a_review_tells_what_an_alert_told_beside_the_article() -> None:
    named = (
        NamedChange(Changed.FIGURE, "80%", "75%"),
        NamedChange(Changed.NEGATION, None, "không"),
    )
    edited = alert(kind=AlertKind.EDITED, change=Difference((), named, substantial=True))
    assert notes_of(edited) == [Note(AlertKind.EDITED, "80% → 75%; – → không")]
    assert notes_of(alert(kind=AlertKind.GONE)) == [Note(AlertKind.GONE, "")]
    assert notes_of(ALERT) == []
    [changed] = notes_of(CHANGED)
    assert dict(changed.facts)["name"] == "Lương Khắc Tâm"


async def test_a_list_has_no_review(
    stand: Newsstand, tools: Tools, courier: KeepingCourier, clock: FakeClock
) -> None:
    with stand.archive.write() as tx:
        channels.set_policy(tx, "console", Policy(digest="0 7 * * *"))
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance(timedelta(days=1).total_seconds())
    assert await dispatch(tools) == 1
    assert courier.taken[0].review is None
    assert courier.taken[0].digest


async def test_a_review_is_another_attempt_where_it_cannot_be_made(
    stand: Newsstand, tools: Tools, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw in it is tried again later, not at once for ever."""
    stand.show("bao-song-ham", RESERVOIR)
    clock.advance(timedelta(days=1).total_seconds())

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("worker.flow.sending.dispatch.review_of", broken)
        with pytest.raises(ZeroDivisionError):
            await dispatch(tools)
    with stand.archive.read() as tx:
        [delivery] = outbox.alerts(tx)[0].deliveries
    assert delivery.error == "unforeseen: ZeroDivisionError"
    clock.advance(3600)
    assert await dispatch(tools) == 1
