from __future__ import annotations

from dataclasses import replace

from worker.alert.decide import Edit, decide
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
    hits = [Hit.proved(watch, WHY)]
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


EDIT = Edit(page_id=3, before=7, number=8, substantial=True)
BOTH = (AlertKind.APPEARED, AlertKind.EDITED)


def after_an_edit(
    watch: Watch, edit: Edit, *, matched: bool = True, hits: bool = True
) -> list[tuple[AlertKind, int | None, str]]:
    """Return kind, version before and subject of what is raised."""
    found = decide(
        [Hit.proved(watch, WHY)] if hits else [],
        backlog=False,
        matched_before=(watch.id,) if matched else (),
        channels=CHANNELS,
        edit=edit,
    )
    return [(one.kind, one.before, one.subject) for one in found]


def test_an_edit_of_what_matched_before_is_edited_and_names_both_versions() -> None:
    told = [(AlertKind.EDITED, 7, "page 3: 7 and 8")]
    assert after_an_edit(Watch("dua", "dừa", BOTH, id=5), EDIT) == told
    assert after_an_edit(Watch("dua", "dừa", id=5), EDIT) == []


def test_the_way_back_is_the_same_pair() -> None:
    back = Edit(page_id=3, before=8, number=7, substantial=True)
    assert back.subject == EDIT.subject


def test_an_edit_that_makes_a_watch_match_has_appeared_alone() -> None:
    told = [(AlertKind.APPEARED, 7, "")]
    assert after_an_edit(Watch("dua", "dừa", BOTH, id=5), EDIT, matched=False) == told
    only_edits = Watch("dua", "dừa", (AlertKind.EDITED,), id=5)
    assert after_an_edit(only_edits, EDIT, matched=False) == [
        (AlertKind.EDITED, 7, "page 3: 7 and 8")
    ]


def test_a_slight_edit_is_told_to_nobody_whom_it_has_not_appeared_to() -> None:
    slight = replace(EDIT, substantial=False, lost=(Hit.proved(Watch("x", "x", BOTH, id=6), WHY),))
    assert after_an_edit(Watch("dua", "dừa", BOTH, id=5), slight) == []


def test_what_matches_no_more_is_told_with_reasons_that_stand_nowhere() -> None:
    lost = replace(EDIT, lost=(Hit.proved(Watch("dua", "dừa", BOTH, id=5), WHY),))
    [told] = decide([], backlog=True, matched_before=(5,), channels=CHANNELS, edit=lost)
    assert told.reasons == (Reason("body", None, None, "dừa", "word, before the edit"),)
    assert (told.kind, told.backlog, told.channels) == (AlertKind.EDITED, True, ("man-hinh", "web"))
    paused = replace(lost.lost[0].watch, state=WatchState.PAUSED)
    quiet = replace(EDIT, lost=(Hit.proved(paused, WHY),))
    assert after_an_edit(paused, quiet, hits=False) == []
