from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from worker.deliver.health import APART, MARKS, OFF_AFTER, after
from worker.deliver.messages.notice import switched_off, whom_to_tell
from worker.model import Channel, ChannelHealth, ChannelKind, Delivered, Failed

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DOWN = Failed("HTTP 500")
WELL = ChannelHealth()

gaps = st.lists(st.floats(0, 40 * 3600), min_size=1, max_size=40)


def failing(*hours: float) -> ChannelHealth:
    health = WELL
    for hour in hours:
        health = after(health, DOWN, NOW + timedelta(hours=hour))
    return health


def test_a_failure_begins_a_row_and_a_success_ends_it() -> None:
    health = failing(0, 1)
    assert (health.failing_since, health.marks) == (NOW, 1)
    assert (health.failed_at, health.last_error) == (NOW + timedelta(hours=1), "HTTP 500")
    later = NOW + timedelta(hours=2)
    assert after(health, Delivered(), later) == ChannelHealth(delivered_at=later)


def test_five_days_at_five_times_switch_off_with_the_reason() -> None:
    assert failing(0, 30, 60, 90, 119.9).off_since is None
    assert failing(0, 119, 119.5, 121).off_since is None, "three times are not enough"
    off = failing(0, 30, 60, 90, 121)
    assert off.off_since == NOW + timedelta(hours=121)
    assert off.off_reason == "nothing but failures for 5 days; the last one: HTTP 500"


def test_case_62_who_wants_no_more_is_off_at_once() -> None:
    off = after(WELL, Failed("HTTP 410", channel_gone=True), NOW)
    assert (off.off_since, off.off_reason) == (NOW, "HTTP 410")


def test_what_is_off_stays_off_whatever_comes_late() -> None:
    off = after(WELL, Failed("HTTP 410", channel_gone=True), NOW)
    for outcome in (Delivered(), DOWN):
        late = after(off, outcome, NOW + timedelta(hours=1))
        assert (late.off_since, late.off_reason) == (NOW, "HTTP 410")


def test_case_54_a_clock_that_was_ahead_begins_the_row_anew() -> None:
    ahead = after(WELL, DOWN, NOW + timedelta(days=3650))
    back = after(ahead, DOWN, NOW)
    assert (back.failing_since, back.marks, back.off_since) == (NOW, 1, None)


@given(gaps)
def test_nothing_is_off_before_five_days_and_five_marks(seconds: list[float]) -> None:
    health, at = WELL, NOW
    times = []
    for gap in seconds:
        at += timedelta(seconds=gap)
        times.append(at)
        health = after(health, DOWN, at)
        if health.off_since:
            break
    if health.off_since:
        assert times[-1] - times[0] >= OFF_AFTER
        assert len({(one - times[0]) // APART for one in times}) >= MARKS - 1
        assert len(times) >= MARKS


def test_the_channel_that_is_told_is_one_that_works_and_that_people_read() -> None:
    console = Channel("console", ChannelKind.CONSOLE, id=1)
    mail = Channel("mail", ChannelKind.APPRISE, id=2)
    hook = Channel("moc", ChannelKind.WEBHOOK, id=3)
    off = Channel("cu", ChannelKind.WEBHOOK, enabled=False, id=0)
    ill = failing(0)
    assert whom_to_tell([(console, WELL), (mail, WELL), (hook, WELL), (off, WELL)]) == mail
    assert whom_to_tell([(console, WELL), (mail, ill), (hook, WELL)]) == hook
    assert whom_to_tell([(console, WELL), (mail, ill)]) == console
    assert whom_to_tell([(mail, ill)]) == mail
    assert whom_to_tell([(off, WELL)]) is None


def test_the_notice_says_which_since_when_why_and_what_to_do() -> None:
    off = Channel("moc", ChannelKind.WEBHOOK)
    said = switched_off(off, failing(0, 30, 60, 90, 121))
    title, _, text = said.partition("\n\n")
    assert "\n" not in title
    assert "moc" in title
    for part in ("08:00 02/03/2026", "HTTP 500", "diemtin channel enable moc", "Kênh moc"):
        assert part in text
