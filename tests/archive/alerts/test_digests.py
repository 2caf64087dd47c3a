"""Digests are gathered, and let go once, whatever happens to clock and process."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from tests.archive.making import (
    DAY,
    NOW,
    TITLE,
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
)
from worker.archive.alerts import channels, digests, outbox, watches
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.archive.sources import troubles
from worker.clock import HANOI
from worker.model import (
    AlertKind,
    Delivered,
    DeliveryState,
    Diagnosis,
    Form,
    Outgoing,
    Policy,
    Stage,
    Wait,
)

LEASE = timedelta(minutes=5)
DAILY = Policy(digest="0 7 * * *")
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=HANOI)
SEVEN = datetime(2026, 3, 3, 7, 0, tzinfo=HANOI)


class Desk:
    """An archive with a watch and two channels, the first of which gathers until seven."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.source = add_source(archive)
        with archive.write() as tx:
            self.watch = add_watch(tx)
            self.other = add_watch(tx, "ben-dia")
            add_channel(tx)
            add_channel(tx, "toa-soan")
            channels.set_policy(tx, "console", DAILY)

    def raise_alert(
        self, n: int, at: datetime = MORNING, *, watch: int = 0, to: tuple[str, ...] = ("console",)
    ) -> None:
        """Let page ``n`` show article ``n``, and raise the watch's alert."""
        url = f"https://bao-sa-nhien.example/{n}"
        with self.archive.write() as tx:
            number = show(tx, self.source, url, article(f"{TITLE} {n}"), at=NOW)
            alerts = [new_alert(watch or self.watch, channels=to)]
            outbox.raise_alerts(
                tx, number=number, page_id=page_id(tx, url), alerts=alerts, digest_key=None, now=at
            )

    def claimed(self, now: datetime) -> list[Outgoing]:
        """Release what is due, and claim it."""
        with self.archive.write() as tx:
            digests.release_due(tx, now)
            return outbox.claim(tx, now, lease=LEASE, limit=100)

    def taken(self, now: datetime) -> list[Outgoing]:
        """Release what is due, claim it, and deliver it."""
        found = self.claimed(now)
        for one in found:
            with self.archive.write() as tx:
                outbox.record(tx, one, Delivered(), next_attempt_at=None, now=now)
        return found

    def numbers(self, now: datetime) -> list[list[int | None]]:
        return [[alert.number for alert in one.alerts] for one in self.taken(now)]

    def next_release(self) -> datetime | None:
        with self.archive.read() as tx:
            return digests.next_release(tx)

    def set_policy(self, policy: Policy, channel: str = "console") -> None:
        with self.archive.write() as tx:
            channels.set_policy(tx, channel, policy)


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


def test_a_channels_digest_gathers_what_all_watches_raise(desk: Desk) -> None:
    desk.raise_alert(0)
    desk.raise_alert(1, watch=desk.other)
    desk.raise_alert(2, to=("console", "toa-soan"))
    assert desk.next_release() == SEVEN
    assert desk.numbers(MORNING) == [[2]]  # toa-soan has no policy
    [digest] = desk.taken(SEVEN)
    assert digest.digest
    assert [alert.number for alert in digest.alerts] == [0, 1, 2]
    assert desk.next_release() is None
    assert desk.taken(SEVEN + timedelta(minutes=1)) == []


def test_what_comes_after_the_release_is_of_the_next_digest(desk: Desk) -> None:
    desk.raise_alert(0)
    assert desk.numbers(SEVEN) == [[0]]
    desk.raise_alert(1, SEVEN)
    assert desk.next_release() == SEVEN + DAY
    assert desk.numbers(SEVEN + DAY) == [[1]]


def test_after_three_days_off_it_goes_out_once(desk: Desk) -> None:
    """The service was off at seven, and wakes on the fourth day."""
    desk.raise_alert(0)
    later = SEVEN + 3 * DAY
    desk.raise_alert(1, later)  # before the dispatcher has looked
    assert desk.numbers(later) == [[0, 1]]
    assert desk.taken(later) == []


def test_a_clock_that_was_ahead_delays_nothing_for_years(desk: Desk) -> None:
    desk.raise_alert(0, datetime(2031, 1, 1, tzinfo=HANOI))
    desk.raise_alert(1, MORNING)
    assert desk.numbers(SEVEN) == [[0, 1]]
    assert desk.taken(datetime(2031, 1, 2, tzinfo=HANOI)) == []


def test_a_clock_that_goes_back_sends_nothing_twice(desk: Desk) -> None:
    desk.raise_alert(0)
    [first] = desk.claimed(SEVEN)
    assert desk.taken(MORNING) == []
    [again] = desk.taken(SEVEN + LEASE)  # its sender was killed: the same message
    assert (again.id, again.alerts, again.attempt) == (first.id, first.alerts, 2)
    assert desk.taken(SEVEN + DAY) == []


def test_a_digest_that_lost_all_its_alerts_is_not_sent(desk: Desk) -> None:
    desk.raise_alert(0)
    with desk.archive.write() as tx:
        tx.execute(delete(tables.delivery_alert))
        tx.execute(delete(tables.alert))
    assert desk.taken(SEVEN) == []
    assert desk.next_release() is None


def test_another_policy_sends_what_is_gathered_when_it_would_have_gone_or_earlier(
    desk: Desk,
) -> None:
    desk.raise_alert(0)
    desk.set_policy(Policy(digest="0 7 * * fri"))
    desk.raise_alert(1)
    assert desk.next_release() == SEVEN
    desk.set_policy(Policy(digest="0 20 * * *"))
    desk.raise_alert(2)
    evening = MORNING.replace(hour=20)
    assert desk.next_release() == evening
    desk.set_policy(Policy(digest="at-once"))
    desk.raise_alert(3)
    assert desk.numbers(MORNING) == [[3]]
    assert desk.numbers(evening) == [[0, 1, 2]]


def test_a_watchs_own_policy_stands_over_the_channels(desk: Desk) -> None:
    with desk.archive.write() as tx:
        own = watches.find(tx, "ben-dia")
        weekly = Policy(digest="30 7 * * *", form=Form.REVIEW)
        watches.change(tx, replace(own, policy=weekly))
    desk.raise_alert(0)
    desk.raise_alert(1, watch=desk.other)
    first, second = desk.taken(SEVEN), desk.taken(SEVEN + timedelta(minutes=30))
    assert [[alert.number for alert in one.alerts] for one in first + second] == [[0], [1]]
    assert [one.form for one in first + second] == [Form.LIST, Form.REVIEW]


def test_quiet_hours_end_in_one_digest(desk: Desk) -> None:
    desk.set_policy(Policy(quiet="22:00-06:00"), "toa-soan")
    night = MORNING.replace(hour=23)
    for n, at in enumerate([night, night + timedelta(hours=3), night + timedelta(hours=6)]):
        desk.raise_alert(n, at, to=("toa-soan",))
    six = SEVEN.replace(hour=6)
    assert desk.taken(six - timedelta(minutes=1)) == []
    [digest] = desk.taken(six)
    assert len(digest.alerts) == 3
    assert digest.digest


def test_a_broken_source_is_told_at_once(desk: Desk) -> None:
    found = Diagnosis(AlertKind.SOURCE_BROKEN, Stage.DISCOVERY, None, ())
    silent = replace(found, kind=AlertKind.SOURCE_SILENT)
    with desk.archive.write() as tx:
        for one in (found, silent):
            trouble = troubles.begin(tx, desk.source, one, "no feed answers", MORNING)
            assert trouble is not None
            alert = replace(new_alert(desk.watch), kind=one.kind)
            outbox.raise_alerts_of_trouble(tx, trouble, [alert], MORNING)
    assert [one.alerts[0].kind for one in desk.taken(MORNING)] == [AlertKind.SOURCE_BROKEN]
    assert [one.alerts[0].kind for one in desk.taken(SEVEN)] == [AlertKind.SOURCE_SILENT]


def test_case_69_a_first_polls_digest_is_its_own_and_lets_people_sleep(desk: Desk) -> None:
    """It goes out when the poll has ended, not with the next digest by cron."""
    desk.set_policy(Policy(digest="0 7 * * *", quiet="22:00-06:00"))
    night = MORNING.replace(hour=23)
    url = "https://bao-sa-nhien.example/7"
    with desk.archive.write() as tx:
        number = show(tx, desk.source, url, article(f"{TITLE} 7"), at=NOW)
        alerts = [new_alert(desk.watch, backlog=True)]
        at = page_id(tx, url)
        outbox.raise_alerts(
            tx, number=number, page_id=at, alerts=alerts, digest_key="backlog:1", now=night
        )
        outbox.release_digest(tx, "backlog:1", night)
    assert desk.taken(night) == []
    assert len(desk.taken(SEVEN.replace(hour=6))) == 1


def test_the_list_says_when_a_held_alert_goes_out(desk: Desk) -> None:
    desk.raise_alert(0)
    with desk.archive.read() as tx:
        [listed] = outbox.alerts(tx)
        [held] = listed.deliveries
    assert (held.state, held.next_attempt_at) == (DeliveryState.HELD, SEVEN)
    desk.taken(SEVEN)
    with desk.archive.read() as tx:
        assert outbox.alerts(tx)[0].deliveries[0].next_attempt_at is None


def test_policies_are_kept_with_watch_and_channel(desk: Desk) -> None:
    whole = Policy("0 7 * * *", "22:00-06:00", Form.REVIEW)
    desk.set_policy(whole)
    with desk.archive.write() as tx:
        watches.change(tx, replace(watches.find(tx, "ben-dia"), policy=Policy(quiet="none")))
    with desk.archive.read() as tx:
        assert channels.find(tx, "console").policy == whole
        assert [one.policy for one in watches.watches(tx)] == [Policy(), Policy(quiet="none")]


def test_an_alert_that_joins_while_a_digest_is_let_go_is_in_it_or_in_the_next(
    postgres_url: str,
) -> None:
    """Two processes on PostgreSQL: one stores an alert, the other lets the digest go."""
    archive, other = Archive.open(postgres_url), Archive.open(postgres_url)
    try:
        desk = Desk(archive)
        desk.raise_alert(0)
        with archive.write() as tx:
            wait = Wait("digest:channel", SEVEN)
            seq = digests.gathered(tx, 1, "digest:channel", MORNING, wait)
            with other.write() as beside:
                beside.exec_driver_sql("SET LOCAL lock_timeout = '200ms'")
                with pytest.raises(Exception, match="lock"):
                    digests.release_due(beside, SEVEN)
        with other.write() as beside:
            digests.release_due(beside, SEVEN)
            state = select(tables.delivery.c.state).where(tables.delivery.c.seq == seq)
            assert beside.scalar(state) == DeliveryState.PENDING.value
    finally:
        archive.close()
        other.close()
