"""Who is told of an edit: of what matters, once, with what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.deliver.alerts import in_english
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    RECHECK_AFTER,
    SCHOOL,
    KeepingCourier,
    add_source,
    capture_of,
    count,
    edited,
    fed_by,
    paper,
    poll_now,
    shown_at,
    take,
    tools_on,
)
from tests.site import ProvincialSite, serving
from worker.archive.alerts import alert_views, channels, outbox, watches
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.archive.officials import matching, officials
from worker.archive.pages import pages
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.flow.intake.ingest import Prepared, Reread, prepare, store
from worker.flow.search.telling import told as told_in_full
from worker.flow.sending.dispatch import LEASE, dispatch
from worker.flow.tools import followed
from worker.model import (
    OF_ARTICLES,
    AlertKind,
    AlertView,
    Capture,
    Channel,
    ChannelKind,
    Delivered,
    Official,
    Verdict,
    Watch,
)

VI = "Kiều Thanh Vĩ"
APPEARED, EDITED = AlertKind.APPEARED, AlertKind.EDITED


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return add_source(archive, paper())


def page_with(clock: FakeClock, old: str = "", new: str = "", url: str = "") -> Capture:
    """Return the bridge's page, with some words of its first paragraph changed."""
    story = edited(BRIDGE, old, new) if old else BRIDGE
    return capture_of(ProvincialSite([story]), story, clock, url)


def follow(archive: Archive, *queries: str, kinds: tuple[AlertKind, ...] = OF_ARTICLES) -> None:
    """Add a watch for each query, named after it, and a channel."""
    with archive.write() as tx:
        if not channels.channels(tx):
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        for query in queries:
            watches.add(tx, Watch(query, query, kinds))


def raised(archive: Archive) -> list[tuple[str, str, int | None]]:
    """Return kind, watch and article of every alert, the first one first."""
    with archive.read() as tx:
        found = alert_views.alerts(tx)
    return [(str(one.kind), one.watch, one.number) for one in reversed(found)]


def sent(archive: Archive, clock: FakeClock) -> list[AlertView]:
    """Return the alerts that are due, told in full."""
    views: list[AlertView] = []
    with archive.write() as tx:
        while due := outbox.claim(tx, clock.now(), lease=LEASE, limit=50):
            for one in due:
                views += one.alerts
                outbox.record(tx, one, Delivered(), next_attempt_at=None, now=clock.now())
        return list(told_in_full(tx, views))


def test_an_edit_of_substance_is_told_to_whom_it_matches(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu", "chợ")
    take(archive, clock, source, page_with(clock))
    done = take(archive, clock, source, page_with(clock, "Kiều Thanh Vĩ", "Tạ Thị Loan"))
    assert (done.verdict, done.alerts) == (Verdict.EDITED, 1)
    assert raised(archive) == [("appeared", "cầu", 0), ("edited", "cầu", 1)]
    _, told = sent(archive, clock)
    assert (told.kind, told.number, told.before) == (EDITED, 1, 0)
    assert (told.reasons[0].field, told.reasons[0].surface) == ("title", "cầu")
    assert told.change is not None
    assert told.change.substantial
    [sentence] = told.change.sentences
    assert [run.text for run in sentence.runs if run.state == "come"] == ["Tạ Thị Loan"]


@pytest.mark.parametrize(
    ("old", "new"), [("kéo dài", "keo dài"), ("dự kiến.", "dự kiến!"), ("công tác", "công  tác")]
)
def test_spelling_and_layout_are_told_to_nobody(
    archive: Archive, clock: FakeClock, source: StoredSource, old: str, new: str
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock))
    assert take(archive, clock, source, page_with(clock, old, new)).alerts == 0
    assert raised(archive) == [("appeared", "cầu", 0)]


def test_what_only_the_older_version_matched_is_told_with_its_reasons(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, '"giải phóng mặt bằng"')
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "giải phóng mặt bằng", "đền bù"))
    _, told = sent(archive, clock)
    assert (told.kind, told.number, told.before) == (EDITED, 1, 0)
    [reason] = told.reasons
    assert (reason.start, reason.end) == (None, None)
    assert reason.surface == "giải phóng mặt bằng"
    assert reason.via == "phrase, before the edit"


def test_whom_a_watch_follows_and_the_text_names_no_more_is_told(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    """Though the watch still matches; of whom it does not follow, or who is still named, not."""
    with archive.write() as tx:
        officials.add(tx, Official(VI))
    follow(archive, f'official:"{VI}" OR cầu', "cầu")
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, VI, "Tạ Thị Loan"))
    told = {one.watch: one for one in sent(archive, clock) if one.kind is EDITED}
    left = [in_english(one) for one in told[f'official:"{VI}" OR cầu'].reasons if one.facts]
    assert left == [f"{VI} is named no more"]
    assert not any(one.facts for one in told["cầu"].reasons)


def test_who_is_still_named_is_not_told_to_have_left(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    with archive.write() as tx:
        officials.add(tx, Official(VI))
    follow(archive, f'official:"{VI}"', f'official:"{VI}" AND "dự kiến"')
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "dự kiến", "chưa"))
    told = [one for one in sent(archive, clock) if one.kind is EDITED]
    assert len(told) == 2, "one of the watches matches no more"
    assert not any(reason.facts for one in told for reason in one.reasons)


def test_what_only_the_newer_version_matches_has_appeared_and_says_what_changed(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, '"kế hoạch"')
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "dự kiến", "kế hoạch"))
    assert raised(archive) == [("appeared", '"kế hoạch"', 1)]
    [told] = sent(archive, clock)
    assert told.before == 0
    assert told.change is not None
    assert told.change.sentences


def test_a_page_that_goes_to_and_fro_is_told_once(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    first, second = page_with(clock), page_with(clock, "hơn", "không hơn")
    for capture in (first, second, first, second, first):
        take(archive, clock, source, capture)
        clock.advance(3_600)
    assert raised(archive) == [("appeared", "cầu", 0), ("edited", "cầu", 1)]
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"))
    assert [kind for kind, _, _ in raised(archive)] == ["appeared", "edited", "edited"]


def test_another_page_that_is_edited_so_is_told_too(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    for url in ("https://bao-song-ham.example/a1.html", "https://bao-ban.example/a2.html"):
        take(archive, clock, source, page_with(clock, url=url))
        take(archive, clock, source, page_with(clock, "hơn", "không hơn", url=url))
    assert [kind for kind, _, _ in raised(archive)] == ["appeared", "edited", "edited"]


def test_a_watch_is_told_of_the_kinds_it_wants(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu", kinds=(APPEARED,))
    follow(archive, "rạch", kinds=(EDITED,))
    follow(archive, '"chưa hơn"', kinds=(EDITED,))
    with archive.write() as tx:
        watches.add(tx, Watch("nghỉ", "cầu", OF_ARTICLES))
        watches.pause(tx, "nghỉ", clock.now())
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"))
    assert raised(archive) == [
        ("appeared", "cầu", 0),
        ("edited", "rạch", 1),
        ("edited", '"chưa hơn"', 1),
    ]


def test_an_edit_of_the_backlog_waits_in_its_digest(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock), "first-poll")
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"), "first-poll")
    with archive.read() as tx:
        states = [d.state for one in alert_views.alerts(tx) for d in one.deliveries]
    assert states == ["held", "held"]


def test_other_particulars_are_no_edit(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock))
    story = replace(BRIDGE, byline="Tin, ảnh: Mộc Lan")
    site = ProvincialSite([story, SCHOOL])
    site.views = 98_765
    assert take(archive, clock, source, capture_of(site, story, clock)).alerts == 0


@pytest.mark.parametrize(("better_read", "alerts"), [(True, 0), (False, 1)])
def test_beside_better_reading_an_edit_is_weighed_by_what_the_paper_changed(
    archive: Archive,
    clock: FakeClock,
    source: StoredSource,
    better_read: bool,
    alerts: int,
) -> None:
    """Older rules took an advertisement for text; a letter is all that the paper changed."""
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock, "hơn", "hơn, quảng cáo hãng xe,"))
    slight = page_with(clock, "kéo dài", "keo dài")
    with archive.write() as tx:
        tx.exec_driver_sql("UPDATE sighting SET rules = 'older'")
        last = articles.last_sighting(tx, pages.claim(tx, slight.url, 0, None, clock.now()).id)
        following = followed(tx)
    assert last is not None
    assert last.raw_id is not None
    prepared, as_it_was = (prepare(one, source, following) for one in (slight, page_with(clock)))
    assert isinstance(prepared, Prepared)
    assert isinstance(as_it_was, Prepared)
    if better_read:
        again = Reread(last.raw_id, as_it_was)
        prepared = replace(prepared, reread=again)
    with archive.write() as tx:
        joined, now = matching.join_in(tx), clock.now()
        done = store(tx, prepared, source, following, joined, digest_key=None, now=now)
    assert (done.verdict, done.alerts) == (Verdict.EDITED, alerts)
    assert [one.number for one in shown_at(archive, slight.url).sightings] == (
        [0, 1, 2] if better_read else [0, 1]
    )


async def test_what_is_carried_says_what_changed(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"))
    courier = KeepingCourier()
    async with tools_on(archive, clock, {ChannelKind.CONSOLE: courier}) as tools:
        assert await dispatch(tools) == 2
    appeared, told = [alert for outgoing in courier.taken for alert in outgoing.alerts]
    assert (appeared.before, appeared.change) == (None, None)
    assert told.change is not None
    assert [(one.what, one.come) for one in told.change.named] == [("negation", "chưa")]


def test_what_was_told_as_edited_is_not_looked_back_at(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu", kinds=(EDITED,))
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"))
    with archive.read() as tx:
        [watch] = watches.watches(tx)
        [page_id] = {one.page_id for one in tx.execute(select(tables.alert.c.page_id))}
        assert outbox.watches_alerted_on_page(tx, page_id) == {watch.id}


def test_a_source_goes_with_its_edits(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page_with(clock))
    take(archive, clock, source, page_with(clock, "hơn", "chưa hơn"))
    with archive.write() as tx:
        sources.remove(tx, "bao-song-ham", with_articles=True, now=clock.now())
    assert count(archive, "alert", "article", "delivery") == (0, 0, 0)


async def test_a_paper_that_edits_a_page_it_still_lists_is_found_out_and_told_of(
    archive: Archive, clock: FakeClock
) -> None:
    courier = KeepingCourier()
    site = ProvincialSite([SCHOOL, BRIDGE])
    with serving(site):
        add_source(archive, fed_by(site))
        follow(archive, "cầu")
        async with tools_on(archive, clock, {ChannelKind.CONSOLE: courier}) as tools:
            await poll_now(tools)
            site.stories = [SCHOOL, edited(BRIDGE, "hơn", "không hơn")]
            site.views = 4_321
            clock.advance(RECHECK_AFTER.total_seconds() + 1)
            assert (await poll_now(tools)).alerts == 1
            await dispatch(tools)
    told = courier.taken[-1].alerts[0]
    assert (told.kind, told.title) == (EDITED, BRIDGE.title)
    assert told.change is not None
    assert [(one.what, one.gone, one.come) for one in told.change.named] == [
        ("negation", None, "không")
    ]
