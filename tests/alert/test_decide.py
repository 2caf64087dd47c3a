from __future__ import annotations

from worker.alert.decide import decide
from worker.model import (
    AlertKind,
    Channel,
    ChannelKind,
    Hit,
    NewAlert,
    Reason,
    Watch,
    WatchState,
)

WHY = (Reason("body", 4, 7, "dừa", "word"),)
CHANNELS = (
    Channel("man-hinh", ChannelKind.CONSOLE),
    Channel("tep", ChannelKind.FILE, enabled=False),
    Channel("web", ChannelKind.WEBHOOK),
)


def decided(watch: Watch, *, backlog: bool = False, before: tuple[int, ...] = ()) -> list[NewAlert]:
    hits = [Hit(watch, WHY)]
    return list(decide(hits, backlog=backlog, matched_before=before, channels=CHANNELS))


def test_a_hit_raises_an_alert_with_its_reasons_to_every_enabled_channel() -> None:
    assert decided(Watch("dua", "dừa", id=5)) == [
        NewAlert(5, AlertKind.APPEARED, WHY, ("man-hinh", "web"), backlog=False)
    ]


def test_a_watch_with_channels_of_its_own_goes_to_those_alone() -> None:
    (alert,) = decided(Watch("dua", "dừa", channels=("web", "da-xoa"), id=5))
    assert alert.channels == ("web",)


def test_an_alert_whose_channels_are_all_switched_off_is_still_kept() -> None:
    (alert,) = decided(Watch("dua", "dừa", channels=("tep",), id=5))
    assert alert.channels == ()


def test_what_the_page_showed_before_has_not_appeared() -> None:
    assert decided(Watch("dua", "dừa", id=5), before=(5,)) == []
    assert len(decided(Watch("dua", "dừa", id=5), before=(6,))) == 1


def test_a_watch_that_does_not_want_appearances_raises_none() -> None:
    assert decided(Watch("dua", "dừa", kinds=(), id=5)) == []


def test_a_paused_watch_raises_none() -> None:
    assert decided(Watch("dua", "dừa", state=WatchState.PAUSED, id=5)) == []


def test_case_69_backlog_is_marked_so_that_it_goes_out_as_one_digest() -> None:
    (alert,) = decided(Watch("dua", "dừa", id=5), backlog=True)
    assert alert.backlog
