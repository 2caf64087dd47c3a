"""Which articles are near, which pages told a story, what was told before; on both databases."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from tests.archive.making import (
    DAY,
    HOUR,
    NOW,
    TITLE,
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
    source,
)
from worker.archive.alerts import alert_views, outbox
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.archive.stories import signatures, stories
from worker.archive.stories.signatures import PERIOD
from worker.model import Delivered, DeliveryState, Failed, Outcome, StoryMember

BITS = 100
DELIVERED = Delivered()
OWN, OTHER = "https://bao-sa-nhien.example/{}", "https://bao-khac.example/{}"


def signed(seed: int, differing: int = 0) -> bytes:
    """Return a signature that differs from that of the seed in so many bits."""
    bits = random.Random(seed).getrandbits(256) ^ ((1 << differing) - 1)
    return bits.to_bytes(32, "big")


def fill(archive: Archive, count: int) -> list[int]:
    """Let pages show so many articles."""
    source_id = add_source(archive)
    with archive.write() as tx:
        return [show(tx, source_id, OWN.format(n), article(f"{TITLE} {n}")) for n in range(count)]


def near(archive: Archive, signature: bytes, at: datetime = NOW) -> list[int]:
    with archive.write() as tx:
        stories.alone(tx)
        return stories.candidates(tx, signature, at, bits=BITS)


def test_the_nearest_come_first_and_the_far_not_at_all(archive: Archive) -> None:
    a, b, c, d = fill(archive, 4)
    with archive.write() as tx:
        for number, differing in ((a, 60), (b, 0), (c, 101), (d, 100)):
            stories.join(tx, number, number, signed(1, differing), NOW)
    assert near(archive, signed(1)) == [b, a, d]
    assert near(archive, signed(2)) == []


def test_only_what_is_near_in_time_is_near(archive: Archive) -> None:
    numbers = fill(archive, 5)
    days = (-31, -30, 0, 30, 31)
    with archive.write() as tx:
        for number, day in zip(numbers, days, strict=True):
            stories.join(tx, number, number, signed(1), NOW + day * DAY)
    assert near(archive, signed(1)) == numbers[1:4]
    assert near(archive, signed(1), NOW + 365 * DAY) == []


def test_what_another_process_adds_is_found_too(archive: Archive) -> None:
    a, b = fill(archive, 2)
    with archive.write() as tx:
        stories.join(tx, a, a, signed(1), NOW)
    assert near(archive, signed(1)) == [a]
    other = Archive.open(archive.url.render_as_string(hide_password=False))
    with other.write() as tx:
        stories.join(tx, b, a, signed(1, 3), NOW)
    other.close()
    assert near(archive, signed(1)) == [a, b]


def test_what_was_rolled_back_is_not_remembered(archive: Archive) -> None:
    a, b = fill(archive, 2)
    with suppress(ZeroDivisionError), archive.write() as tx:
        stories.candidates(tx, signed(1), NOW, bits=BITS)
        stories.join(tx, a, a, signed(1), NOW)
        assert stories.candidates(tx, signed(1), NOW, bits=BITS) == [a]
        raise ZeroDivisionError
    assert near(archive, signed(1)) == []
    with archive.write() as tx:
        stories.join(tx, b, b, signed(1), NOW)  # under the id that was given back
    assert near(archive, signed(1)) == [b]


def test_memory_is_bounded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = fill(archive, 4)
    with archive.write() as tx:
        for n, number in enumerate(numbers):
            stories.join(tx, number, number, signed(1), NOW + n * 4 * PERIOD * DAY)
    monkeypatch.setattr(signatures, "MOST_ROWS", 64)
    for n, number in [*enumerate(numbers), *enumerate(numbers)]:
        assert near(archive, signed(1), NOW + n * 4 * PERIOD * DAY) == [number]
    with archive.write() as tx:
        kept = signatures._scan_of(tx.engine)._periods
    assert sum(rows.numbers.size for rows in kept.values()) <= 64


def test_a_story_lists_its_pages_the_first_to_publish_first(archive: Archive) -> None:
    own = add_source(archive)
    with archive.write() as tx:
        other = sources.add(tx, source("bao-khac", "Báo Khác"))
        first = show(tx, own, OWN.format(1), article(), at=NOW)
        reprint = show(tx, other, OTHER.format(1), article(f"{TITLE} (ảnh)"), at=NOW + HOUR,
                       published=NOW - HOUR)  # fmt: skip
        show(tx, other, OTHER.format(2), article(), at=NOW + 2 * HOUR)
        alone = show(tx, own, OWN.format(9), article("Chợ nổi họp lại"), at=NOW)
        for number, story in ((first, first), (reprint, first), (alone, alone)):
            stories.join(tx, number, story, signed(story), NOW)
    with archive.read() as tx:
        found = stories.members_of(tx, [first, reprint, alone])
    told = [(one.source_title, one.number, one.first) for one in found[first]]
    assert told == [("Báo Khác", reprint, True), ("Báo Sa Nhiên", first, False),
                    ("Báo Khác", first, False)]  # fmt: skip
    assert found[reprint] == found[first]
    assert [one.number for one in found[alone]] == [alone]
    assert isinstance(found[alone][0], StoryMember)


def test_versions_of_a_page_are_one_outlet(archive: Archive) -> None:
    own = add_source(archive)
    with archive.write() as tx:
        before = show(tx, own, OWN.format(1), article(), at=NOW)
        after = show(tx, own, OWN.format(1), article(f"{TITLE}, sửa"), at=NOW + HOUR)
        for number in (before, after):
            stories.join(tx, number, before, signed(1), NOW)
    with archive.read() as tx:
        found = stories.members_of(tx, [before, after])
    assert [one.number for one in found[before]] == [before]
    assert [one.number for one in found[after]] == [after]


def test_an_article_of_before_is_a_story_by_itself(archive: Archive) -> None:
    (number,) = fill(archive, 1)
    with archive.read() as tx:
        assert [one.number for one in stories.members_of(tx, [number])[number]] == [number]
        assert stories.of(tx, [number]) == {}


class Desk:
    """A watch, two channels and two articles of one story on two pages."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.first, self.second = fill(archive, 2)
        with archive.write() as tx:
            self.watch = add_watch(tx)
            add_channel(tx)
            add_channel(tx, "toa-soan")
            for number in (self.first, self.second):
                stories.join(tx, number, self.first, signed(1), NOW)

    def raise_alert(self, number: int, *channels: str, url: str = OWN) -> None:
        with self.archive.write() as tx:
            outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, url.format(number)),
                alerts=[new_alert(self.watch, channels=channels)],
                digest_key=None,
                now=NOW,
            )

    def alerts(self) -> list[tuple[int | None, int | None, list[str]]]:
        """Return article, which alert it was told with, and the channels; the first first."""
        with self.archive.read() as tx:
            found = alert_views.alerts(tx)[::-1]
        return [(one.number, one.told_with, [d.channel for d in one.deliveries]) for one in found]

    def reprint(self, name: str) -> int:
        """Let another paper print the story, and the watch match that; return the article."""
        with self.archive.write() as tx:
            of = sources.add(tx, source(name, name))
            url = f"https://{name}.example/2"
            number = show(tx, of, url, article(f"{TITLE} {name}"))
            stories.join(tx, number, self.first, signed(1), NOW)
        self.raise_alert(number, "console", url=url)
        return number

    def send(self, outcome: Outcome = DELIVERED, *, again: datetime | None = None) -> int:
        """Let all that is due have that outcome; return how many messages."""
        with self.archive.write() as tx:
            taken = outbox.claim(tx, NOW, lease=timedelta(minutes=5), limit=9)
            for one in taken:
                outbox.record(tx, one, outcome, next_attempt_at=again, now=NOW)
        return len(taken)


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


def test_a_channel_hears_a_story_once(desk: Desk) -> None:
    desk.raise_alert(desk.first, "console")
    desk.raise_alert(desk.second, "console")
    assert desk.alerts() == [(0, None, ["console"]), (1, 1, ["console"])]
    assert desk.send() == 1


def test_a_channel_that_did_not_hear_it_is_told(desk: Desk) -> None:
    desk.raise_alert(desk.first, "console")
    assert desk.send() == 1
    desk.raise_alert(desk.second, "console", "toa-soan")
    assert desk.alerts()[1] == (1, 1, ["toa-soan", "console"])
    assert desk.send() == 1


def test_where_the_first_message_was_given_up_the_next_outlet_is_told(desk: Desk) -> None:
    desk.raise_alert(desk.first, "console")
    assert desk.send(Failed("answers 400", lasting=True)) == 1
    desk.raise_alert(desk.second, "console")
    assert desk.alerts()[1] == (1, None, ["console"])
    with desk.archive.read() as tx:
        states = [d.state for one in alert_views.alerts(tx) for d in one.deliveries]
    assert states == [DeliveryState.PENDING, DeliveryState.DEAD]


@pytest.mark.parametrize(
    ("tried", "told"), [(None, ["console"]), (Failed("HTTP 500"), ["console"]), (DELIVERED, [])]
)
def test_a_reprint_is_told_where_the_paper_that_it_was_to_be_told_with_is_removed_unsent(
    desk: Desk, tried: Outcome | None, told: list[str]
) -> None:
    desk.raise_alert(desk.first, "console")
    if tried is not None:
        assert desk.send(tried, again=NOW) == 1
    reprint = desk.reprint("bao-khac")
    with desk.archive.write() as tx:
        assert sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW).articles == 2
    with desk.archive.read() as tx:
        assert [one.number for one in stories.members_of(tx, [reprint])[reprint]] == [reprint]
    assert desk.alerts() == [(reprint, None, told)]
    assert desk.send() == len(told)


def test_of_several_reprints_the_first_is_told_and_the_others_with_it(desk: Desk) -> None:
    desk.raise_alert(desk.first, "console")
    second, third = desk.reprint("bao-khac"), desk.reprint("bao-ban")
    with desk.archive.write() as tx:
        sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW)
    assert desk.alerts() == [(second, None, ["console"]), (third, 2, ["console"])]
    with desk.archive.write() as tx:
        sources.remove(tx, "bao-khac", with_articles=True, now=NOW)
    assert desk.alerts() == [(third, None, ["console"])]
    assert desk.send() == 1
