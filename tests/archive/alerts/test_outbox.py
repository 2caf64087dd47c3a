from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.archive.making import (
    BODY,
    DAY,
    HOUR,
    NOW,
    TITLE,
    add_channel,
    add_source,
    add_watch,
    article,
    hash_of,
    new_alert,
    next_due,
    page_id,
    show,
)
from worker.archive.alerts import channels, outbox
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.model import (
    AlertKind,
    Delivered,
    DeliveryState,
    Failed,
    Origin,
    Outgoing,
    Precision,
    Source,
)

LEASE = timedelta(minutes=5)
DIGEST = "backlog:1"


class Newsroom:
    """An archive with one source, one watch and two channels, and a way to raise alerts."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.source = add_source(archive)
        with archive.write() as tx:
            self.watch = add_watch(tx)
            add_channel(tx)
            add_channel(tx, "toa-soan")

    def raise_alert(
        self,
        n: int,
        *,
        channels: tuple[str, ...] = ("console",),
        backlog: bool = False,
        at: datetime = NOW,
    ) -> int:
        """Let page ``n`` show article ``n``, and raise the watch's alert; return how many."""
        url = f"https://bao-sa-nhien.example/{n}"
        with self.archive.write() as tx:
            number = show(tx, self.source, url, article(f"{TITLE} {n}"), at=at)
            return outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, url),
                alerts=[new_alert(self.watch, channels=channels, backlog=backlog)],
                digest_key=DIGEST if backlog else None,
                now=at,
            )

    def claim(self, now: datetime = NOW, limit: int = 100) -> list[Outgoing]:
        with self.archive.write() as tx:
            return outbox.claim(tx, now, lease=LEASE, limit=limit)

    def record(
        self,
        outgoing: Outgoing,
        outcome: Delivered | Failed,
        next_attempt_at: datetime | None = None,
        now: datetime = NOW,
    ) -> bool:
        with self.archive.write() as tx:
            return outbox.record(tx, outgoing, outcome, next_attempt_at=next_attempt_at, now=now)

    def states(self) -> list[DeliveryState]:
        with self.archive.read() as tx:
            found = select(tables.delivery.c.state).order_by(tables.delivery.c.seq)
            return [DeliveryState(state) for state in tx.scalars(found)]

    def next_due(self) -> datetime | None:
        with self.archive.read() as tx:
            return next_due(tx)


@pytest.fixture
def newsroom(archive: Archive) -> Newsroom:
    return Newsroom(archive)


def numbers(claimed: Sequence[Outgoing]) -> list[list[int | None]]:
    return [[alert.number for alert in outgoing.alerts] for outgoing in claimed]


def test_an_alert_is_raised_once_and_delivered_to_each_channel(newsroom: Newsroom) -> None:
    both = ("console", "toa-soan")
    assert newsroom.raise_alert(0, channels=both) == 1
    assert newsroom.raise_alert(0, channels=both, at=NOW + HOUR) == 0
    claimed = newsroom.claim()
    assert sorted(outgoing.channel.name for outgoing in claimed) == ["console", "toa-soan"]
    assert len({outgoing.id for outgoing in claimed}) == 2


def test_an_alert_about_a_subject_is_raised_once_whatever_the_article(newsroom: Newsroom) -> None:
    change = replace(new_alert(newsroom.watch), kind=AlertKind.HOLDER_CHANGED, subject="a|b|c|d")
    raised = []
    for n in range(2):
        assert newsroom.raise_alert(n) == 1
        with newsroom.archive.write() as tx:
            at = page_id(tx, f"https://bao-sa-nhien.example/{n}")
            for alert in (change, replace(change, subject=f"other {n}")):
                new = outbox.raise_alerts(
                    tx, number=n, page_id=at, alerts=[alert], digest_key=None, now=NOW
                )
                raised.append(new)
    assert raised == [1, 1, 0, 1]


def test_what_is_claimed_tells_all_that_a_reader_is_told(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [outgoing] = newsroom.claim(NOW + HOUR)
    assert (outgoing.attempt, outgoing.fence, outgoing.digest) == (1, 1, False)
    assert outgoing.first_attempt_at == NOW + HOUR
    [view] = outgoing.alerts
    text = article(f"{TITLE} 0")
    assert (view.watch, view.query, view.number) == ("cau-rach-dinh", "cầu rạch đình", 0)
    assert (view.title, view.text, view.content_hash) == (text.title, text.text, hash_of(text))
    assert (view.url, view.source) == ("https://bao-sa-nhien.example/0", "bao-sa-nhien")
    assert (view.published_at, view.published_precision) == (NOW, Precision.NONE)
    assert (view.captured_at, view.created_at) == (NOW, NOW)
    assert view.reasons == new_alert(1).reasons
    assert (view.sample, view.backlog) == (False, False)
    assert BODY[0] in view.text


def test_what_is_claimed_is_not_claimed_again_within_its_lease(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    assert len(newsroom.claim()) == 1
    assert newsroom.claim(NOW + LEASE - timedelta(seconds=1)) == []
    assert newsroom.next_due() == NOW + LEASE


def test_nothing_is_claimed_before_its_time(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0, at=NOW + HOUR)
    assert newsroom.claim() == []
    assert newsroom.next_due() == NOW + HOUR


def test_a_delivered_message_is_done(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [outgoing] = newsroom.claim()
    assert newsroom.record(outgoing, Delivered())
    assert newsroom.states() == [DeliveryState.DELIVERED]
    assert newsroom.claim(NOW + DAY) == []
    assert newsroom.next_due() is None


def test_a_failure_is_tried_again_at_its_time_under_the_same_id(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [first] = newsroom.claim()
    assert newsroom.record(first, Failed("503"), NOW + HOUR)
    assert newsroom.next_due() == NOW + HOUR
    assert newsroom.claim(NOW + HOUR / 2) == []
    [second] = newsroom.claim(NOW + HOUR)
    assert (second.id, second.attempt) == (first.id, 2)
    assert second.fence > first.fence
    assert second.first_attempt_at == NOW


def test_case_64_what_can_never_be_sent_is_dead_and_visible(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [outgoing] = newsroom.claim()
    assert newsroom.record(outgoing, Failed("413 quá lớn", lasting=True))
    assert newsroom.claim(NOW + DAY) == []
    with newsroom.archive.read() as tx:
        [listed] = outbox.alerts(tx)
    [delivery] = listed.deliveries
    assert (delivery.state, delivery.error) == (DeliveryState.DEAD, "413 quá lớn")


def test_case_50_one_who_slept_past_the_lease_records_nothing(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [sleeper] = newsroom.claim()
    [heir] = newsroom.claim(NOW + LEASE)
    assert heir.id == sleeper.id
    assert not newsroom.record(sleeper, Delivered())
    assert newsroom.states() == [DeliveryState.SENDING]
    assert newsroom.record(heir, Delivered())
    assert not newsroom.record(heir, Failed("hai lần"), NOW + DAY)
    assert newsroom.states() == [DeliveryState.DELIVERED]


def test_case_60_a_crash_before_the_record_sends_again_under_the_same_id(
    newsroom: Newsroom,
) -> None:
    newsroom.raise_alert(0)
    [lost] = newsroom.claim()
    [again] = newsroom.claim(NOW + LEASE)
    assert (again.id, again.alerts, again.attempt) == (lost.id, lost.alerts, 2)


def test_each_attempt_is_kept(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    outcomes: list[Delivered | Failed] = [Failed("một"), Failed("hai"), Delivered()]
    for n, outcome in enumerate(outcomes):
        [outgoing] = newsroom.claim(NOW + n * HOUR)
        again = None if isinstance(outcome, Delivered) else NOW + (n + 1) * HOUR
        newsroom.record(outgoing, outcome, again, now=NOW + n * HOUR)
    kept = tables.attempt.c
    with newsroom.archive.read() as tx:
        tried = tx.execute(select(kept.attempt, kept.at, kept.outcome, kept.error)).all()
    assert sorted(tuple(row) for row in tried) == [
        (1, NOW, "failed", "một"),
        (2, NOW + HOUR, "failed", "hai"),
        (3, NOW + 2 * HOUR, "delivered", None),
    ]


def test_case_63_a_flood_on_one_channel_does_not_hold_up_another(newsroom: Newsroom) -> None:
    for n in range(6):
        newsroom.raise_alert(n)
    newsroom.raise_alert(6, channels=("toa-soan",))
    newsroom.raise_alert(7, channels=("toa-soan",))
    for expected in ([[0], [6]], [[1], [7]], [[2]]):
        claimed = newsroom.claim()
        assert numbers(claimed) == expected
        assert newsroom.claim() == [], "one of a channel at a time"
        for one in claimed:
            newsroom.record(one, Delivered())


def test_a_channel_that_is_off_waits_and_loses_nothing(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    with newsroom.archive.write() as tx:
        channels.set_enabled(tx, "console", False)
    assert newsroom.claim() == []
    assert newsroom.next_due() is None
    with newsroom.archive.write() as tx:
        channels.set_enabled(tx, "console", True)
    assert len(newsroom.claim()) == 1


def test_what_was_on_its_way_to_a_removed_channel_is_given_up(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0)
    [outgoing] = newsroom.claim()
    newsroom.raise_alert(1)
    with newsroom.archive.write() as tx:
        channels.remove(tx, "console")
    assert newsroom.states() == [DeliveryState.DEAD, DeliveryState.DEAD]
    assert not newsroom.record(outgoing, Failed("muộn"), NOW + HOUR)
    assert newsroom.claim(NOW + DAY) == []
    newsroom.raise_alert(2)
    assert len(newsroom.states()) == 2


def test_case_69_a_backlog_is_held_and_goes_out_as_one_digest(newsroom: Newsroom) -> None:
    both = ("console", "toa-soan")
    for n in range(3):
        newsroom.raise_alert(n, channels=both, backlog=True)
    assert newsroom.claim(NOW + DAY) == []
    assert newsroom.next_due() is None
    with newsroom.archive.write() as tx:
        outbox.release_digest(tx, DIGEST, NOW + HOUR)
    claimed = newsroom.claim(NOW + HOUR)
    assert numbers(claimed) == [[0, 1, 2], [0, 1, 2]]
    assert all(outgoing.digest for outgoing in claimed)
    assert all(alert.backlog for alert in claimed[0].alerts)


def test_what_comes_after_a_release_is_gathered_in_the_next_digest(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0, backlog=True)
    with newsroom.archive.write() as tx:
        outbox.release_digest(tx, DIGEST, NOW)
    newsroom.raise_alert(1, backlog=True)
    [first] = newsroom.claim()
    assert numbers([first]) == [[0]]
    newsroom.record(first, Delivered())
    with newsroom.archive.write() as tx:
        outbox.release_digest(tx, DIGEST, NOW)
        outbox.release_digest(tx, "backlog:2", NOW)
    assert numbers(newsroom.claim()) == [[1]]


def test_case_61_claiming_at_once_gives_each_delivery_to_one_in_order(newsroom: Newsroom) -> None:
    for n in range(12):
        newsroom.raise_alert(n)
    together = threading.Barrier(4)
    claimed: list[list[int | None]] = []

    def work(_: int) -> None:
        together.wait()
        while len(claimed) < 12:
            for outgoing in newsroom.claim(limit=2):
                claimed.extend(numbers([outgoing]))
                newsroom.record(outgoing, Delivered())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert claimed == [[n] for n in range(12)]


def test_case_46_one_digest_is_held_however_many_workers_add_to_it(newsroom: Newsroom) -> None:
    together = threading.Barrier(4)

    def add(n: int) -> int:
        together.wait()
        return newsroom.raise_alert(n, backlog=True)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(add, range(4))) == [1, 1, 1, 1]
    assert newsroom.states() == [DeliveryState.HELD]
    with newsroom.archive.write() as tx:
        outbox.release_digest(tx, DIGEST, NOW)
    [[*gathered]] = numbers(newsroom.claim())
    assert len(gathered) == 4


def test_the_watches_that_a_page_has_matched_are_known(newsroom: Newsroom) -> None:
    """By an alert raised for the page, or for an article that it shows as others do."""
    newsroom.raise_alert(0)
    copy, other = "https://ban-sao.example/0", "https://ban-sao.example/1"
    with newsroom.archive.write() as tx:
        show(tx, newsroom.source, copy, article(f"{TITLE} 0"))
        number = show(tx, newsroom.source, other, article("Chuyện khác"))
        first = page_id(tx, "https://bao-sa-nhien.example/0")
        assert outbox.watches_alerted_on_page(tx, first) == {newsroom.watch}
        assert outbox.watches_alerted_on_page(tx, page_id(tx, copy)) == {newsroom.watch}
        assert outbox.watches_alerted_on_page(tx, page_id(tx, other)) == set()
        change = replace(new_alert(newsroom.watch), kind=AlertKind.HOLDER_CHANGED, subject="a")
        at = page_id(tx, other)
        outbox.raise_alerts(
            tx, number=number, page_id=at, alerts=[change], digest_key=None, now=NOW
        )
        assert outbox.watches_alerted_on_page(tx, at) == set(), "a change of holder is no match"


def test_alerts_are_listed_the_latest_first_with_their_deliveries(newsroom: Newsroom) -> None:
    newsroom.raise_alert(0, channels=("console", "toa-soan"))
    newsroom.raise_alert(1, channels=(), at=NOW + HOUR)
    with newsroom.archive.write() as tx:
        other = add_watch(tx, "bao-so-1")
        outbox.raise_alerts(
            tx, number=1, page_id=1, alerts=[new_alert(other)], digest_key=None, now=NOW + DAY
        )
        listed = outbox.alerts(tx)
        assert [one.id for one in outbox.alerts(tx, limit=1)] == [listed[0].id]
        assert [one.watch for one in outbox.alerts(tx, watch="bao-so-1")] == ["bao-so-1"]
        assert outbox.alerts(tx, watch="khong-co") == []
    assert [(one.watch, one.number) for one in listed] == [
        ("bao-so-1", 1),
        ("cau-rach-dinh", 1),
        ("cau-rach-dinh", 0),
    ]
    oldest = listed[-1]
    assert (oldest.title, oldest.state, oldest.created_at) == (f"{TITLE} 0", "new", NOW)
    assert [(one.channel, one.state, one.attempts) for one in oldest.deliveries] == [
        ("console", DeliveryState.PENDING, 0),
        ("toa-soan", DeliveryState.PENDING, 0),
    ]
    assert listed[1].deliveries == ()


def test_an_alert_of_a_sample_says_so(newsroom: Newsroom) -> None:
    url = "/mẫu/000_0123456789abcdef.txt"
    with newsroom.archive.write() as tx:
        samples = sources.add(tx, Source("mau", "Bài mẫu", (), origin=Origin.SAMPLE))
        number = show(tx, samples, url, article("Bài mẫu"))
        raised = [new_alert(newsroom.watch)]
        outbox.raise_alerts(
            tx, number=number, page_id=page_id(tx, url), alerts=raised, digest_key=None, now=NOW
        )
        assert [one.sample for one in outbox.alerts(tx)] == [True]
    [outgoing] = newsroom.claim()
    assert outgoing.alerts[0].sample
