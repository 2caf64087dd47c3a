"""When an alert goes out: what the watch says, what the channel says, and the time."""

from __future__ import annotations

from datetime import datetime

import pytest

from worker.clock import HANOI
from worker.errors import UsageError
from worker.model import NO_POLICY, Form, Grouping, Policy, Wait
from worker.model.policy import AT_ONCE, NO_QUIET, wait

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=HANOI)
NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=HANOI)
SEVEN = datetime(2026, 3, 3, 7, 0, tzinfo=HANOI)
SIX = datetime(2026, 3, 3, 6, 0, tzinfo=HANOI)
DAILY = Policy(digest="0 7 * * *")
QUIET = Policy(quiet="22:00-06:00")


def decided(
    watch: Policy, channel: Policy, now: datetime = NOON, *, urgent: bool = False
) -> Wait | None:
    return wait(4, watch, channel, now, urgent=urgent)


def test_without_a_word_alerts_go_at_once() -> None:
    assert decided(NO_POLICY, NO_POLICY) is None


def test_a_channels_digest_gathers_all_watches_and_a_watchs_own_is_its_own() -> None:
    assert decided(NO_POLICY, DAILY) == Wait("digest:channel", SEVEN)
    weekly = Policy(digest="0 8 * * fri", form=Form.REVIEW)
    friday = datetime(2026, 3, 6, 8, 0, tzinfo=HANOI)
    assert decided(weekly, DAILY) == Wait("digest:watch:4", friday, Form.REVIEW)


def test_a_watch_stands_over_its_channel_each_thing_for_itself() -> None:
    assert decided(Policy(digest=AT_ONCE), DAILY) is None
    assert decided(Policy(digest=AT_ONCE), DAILY.over(QUIET), NIGHT) == Wait("quiet:channel", SIX)
    assert decided(Policy(AT_ONCE, NO_QUIET), DAILY.over(QUIET), NIGHT) is None
    in_form = decided(Policy(form=Form.REVIEW), DAILY)
    assert in_form == Wait("digest:channel", SEVEN, Form.REVIEW)


def test_what_comes_in_quiet_hours_waits_until_they_are_over() -> None:
    assert decided(NO_POLICY, QUIET, NIGHT) == Wait("quiet:channel", SIX)
    assert decided(QUIET, NO_POLICY, NIGHT) == Wait("quiet:watch:4", SIX)
    assert decided(NO_POLICY, QUIET) is None


def test_a_digest_does_not_break_the_quiet() -> None:
    at_five = Policy("0 5 * * *", "22:00-06:00")
    assert decided(NO_POLICY, at_five) == Wait("digest:channel", SIX)


def test_a_broken_source_waits_for_no_digest_but_lets_people_sleep() -> None:
    assert decided(NO_POLICY, DAILY, urgent=True) is None
    assert decided(NO_POLICY, DAILY.over(QUIET), NIGHT, urgent=True) == Wait("quiet:channel", SIX)


def test_it_is_told_in_words() -> None:
    whole = Policy("0 7 * * 1-5", "22:00-06:00", Form.REVIEW)
    assert whole.told == "digest at 0 7 * * 1-5 as press review by topic, quiet 22:00-06:00"
    assert Policy("0 7 * * *", form=Form.LIST).told == "digest at 0 7 * * *"
    assert Policy(AT_ONCE, NO_QUIET).told == "at once, no quiet hours"
    assert NO_POLICY.told == ""


def test_a_press_review_is_by_each_grouping() -> None:
    forms = [Form.review_by(by) for by in Grouping]
    assert [one.by for one in forms] == list(Grouping)
    assert {*forms, Form.LIST} == set(Form)
    assert Form.LIST.by is None


@pytest.mark.parametrize("wrong", [Policy(digest="at seven"), Policy(quiet="nights")])
def test_what_cannot_be_read_is_refused(wrong: Policy) -> None:
    with pytest.raises(UsageError):
        wrong.check()
    Policy(AT_ONCE, NO_QUIET).check()
