"""Forgetting that is real: no word of the text is left anywhere, and the rest of the house stands.

The words below stand in the one article that is forgotten, and in nothing else.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text, update

from tests.archive.leftovers import said_anywhere, said_in_files
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    capture_of,
    count,
    edited,
    found,
    paper,
    take,
)
from tests.site import ProvincialSite, Story
from worker.archive.alerts import alert_views, channels, outbox, watches
from worker.archive.articles import articles, lookup
from worker.archive.database import backup, traces
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting
from worker.archive.index import search
from worker.archive.officials import learned
from worker.archive.pages import looks
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.errors import NotFound, UsageError
from worker.flow.forget import Chosen, choose, forget
from worker.flow.intake.ingest import Ingested
from worker.flow.registry.rematch import rematch
from worker.flow.search.history import history
from worker.flow.search.telling import change_of
from worker.model import (
    AlertKind,
    Channel,
    ChannelKind,
    Delivered,
    DeliveryState,
    Failed,
    NewAlert,
    Verdict,
    Watch,
)

PERSON = "Vừ Thị Khuỷn"
STORY = Story(
    slug="tin-a70009",
    title="Chuyện ở bản Puzơm",
    date="04/03/2026 - 06:05",
    lead=f"BSH - Sáng 4-3-2026, Chủ tịch UBND xã Tân Lộc Hòa {PERSON} nhận lỗi vụ lúa Nẳmzề.",
    paragraphs=("Theo bà con bản Puzơm, việc này đã kéo dài từ vụ gieo trước.",),
    byline="Tin, ảnh: Xeo Vẻnh",
)
WORDS = ("Puzơm", "puzom", "Khuỷn", "khuyn", "Nẳmzề", "namze", "Vẻnh")
REASON = "Quyết định 12 của tòa"
NEIGHBOURS = (BRIDGE, SCHOOL, MARKET)


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    """Add a paper; what SQLite removes it leaves to read, as it does unless built otherwise."""
    if archive.dialect == "sqlite":
        archive.close()
        event.listen(archive._writing, "connect", _careless)
    return add_source(archive, paper())


def _careless(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA secure_delete = OFF")


def tell(archive: Archive, clock: FakeClock, source: StoredSource, story: Story) -> Ingested:
    clock.advance(60)
    return take(archive, clock, source, capture_of(ProvincialSite([story]), story, clock))


@pytest.fixture
def told(archive: Archive, clock: FakeClock, source: StoredSource) -> Ingested:
    """Let a paper tell the story between others, with watches that catch it."""
    with archive.write() as tx:
        channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        watches.add(tx, Watch("theo dõi", "bản OR lúa"))
    tell(archive, clock, source, BRIDGE)
    done = tell(archive, clock, source, STORY)
    for story in (SCHOOL, MARKET):
        tell(archive, clock, source, story)
    assert (done.verdict, done.alerts) == (Verdict.NEW, 1)
    with archive.write() as tx:
        watch = watches.find(tx, "theo dõi")
        change = NewAlert(watch.id, AlertKind.HOLDER_CHANGED, (), ("console",), backlog=False,
                          subject=f"chu tich|{PERSON}")  # fmt: skip
        [row] = tx.scalars(
            select(tables.sighting.c.page_id).where(tables.sighting.c.number == done.number)
        )
        outbox.raise_alerts(
            tx, number=done.number, page_id=row, alerts=[change], digest_key=None, now=clock.now()
        )
    return done


def forget_now(archive: Archive, clock: FakeClock, number: int, **options: bool) -> None:
    with archive.read() as tx:
        chosen = choose(tx, str(number), all_versions=options.get("all_versions", False))
    assert isinstance(chosen, Chosen)
    forget(archive, clock, chosen, REASON)
    traces.remove(archive)


def test_no_word_of_it_is_left_in_any_table(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    before = said_anywhere(archive, WORDS)
    places = {place.split(".")[0] for where in before.values() for place in where}
    assert {"article", "sighting", "raw_page", "mention", "mentioned", "learned", "alert"} <= places
    forget_now(archive, clock, told.number)
    assert said_anywhere(archive, WORDS) == {}
    assert count(archive, "article", "sighting", "raw_page", "capture") == (4, 4, 3, 3)
    assert backup.check(archive) == []


def test_no_word_of_it_is_left_in_the_file_its_log_or_a_backup_made_later(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    if archive.dialect != "sqlite":
        pytest.skip("SQLite's files; PostgreSQL has VACUUM")
    reader = sqlite3.connect(archive.where)  # some program has the file open all the while
    reader.execute("SELECT count(*) FROM article").fetchone()
    with archive.read() as tx:
        of = told.number
        packed = tx.execute(text(f"SELECT paragraphs FROM article WHERE number = {of}")).scalar()
        raw_id = tables.sighting.c.raw_id
        body = tx.scalar(
            select(tables.raw_page.c.body)
            .join(tables.sighting, raw_id == tables.raw_page.c.id)
            .where(tables.sighting.c.number == of)
        )
    assert isinstance(packed, bytes)
    assert body is not None
    # Long values lie in pieces over several pages: some bytes of the middle say that one is there.
    needles = [packed[30:70], body[100:160], *(word.encode() for word in WORDS)]
    needles += [word.casefold().encode() for word in (PERSON, STORY.title)]
    there = said_in_files(archive, needles)
    assert {packed[30:70], body[100:160], b"puzom"} <= set(there)
    forget_now(archive, clock, told.number)
    backup.backup(archive, Path(f"{archive.where}.later"))
    assert said_in_files(archive, needles) == {}
    reader.close()
    with archive.read() as tx:
        assert traces.noted_at(tx) is None


def test_its_number_hash_time_and_reason_stay_and_tell(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    forget_now(archive, clock, told.number)
    with archive.read() as tx:
        for name in (str(told.number), told.content_hash, told.content_hash[:16]):
            gone = forgetting.told(tx, lookup.find(tx, name))
            assert gone is not None
            assert (gone.content_hash, gone.at, gone.reason) == (
                told.content_hash,
                clock.now(),
                REASON,
            )
            assert [url.rpartition("/")[2] for url in gone.addresses] == ["tin-a70009.html"]
        with pytest.raises(NotFound, match=f"was forgotten on .*{REASON}"):
            lookup.record(tx, told.number)
        assert choose(tx, str(told.number), all_versions=True) == gone


def test_searches_find_the_others_only_also_after_a_rematch_and_a_new_index(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    others = [n for n in found(archive, "") if n != told.number]
    forget_now(archive, clock, told.number)
    for _ in range(2):
        assert found(archive, "") == others
        assert found(archive, "bản") == found(archive, f'"{PERSON}"') == []
        assert found(archive, "cầu rạch đình") == [0]
        with archive.write() as tx:
            search.rebuild(tx)
            tx.execute(tables.matching.update().values(edition=9, rules="older"))
        assert rematch(archive, clock, lambda done, total: None) == len(others)
        assert said_anywhere(archive, WORDS) == {}
    assert backup.check(archive) == []


def test_shown_again_it_is_not_stored_again(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    """By its own page, by another one, and by its own after an edit."""
    forget_now(archive, clock, told.number)
    rows = count(archive, "article", "raw_page", "mention", "alert", "delivery", "capture")
    elsewhere = replace(STORY, slug="tin-khac-a70010")
    for story, sightings in ((STORY, 4), (elsewhere, 5), (STORY, 5)):
        done = tell(archive, clock, source, story)
        assert (done.number, done.verdict, done.alerts) == (told.number, Verdict.FORGOTTEN, 0)
        assert count(archive, "sighting") == (sightings,)
    assert count(archive, "article", "raw_page", "mention", "alert", "delivery", "capture") == rows
    assert said_anywhere(archive, WORDS) == {}
    after_edit = tell(archive, clock, source, edited(STORY, "bản Puzơm", "xóm trên"))
    assert (after_edit.verdict, after_edit.number) == (Verdict.EDITED, 4)
    assert tell(archive, clock, source, STORY).verdict is Verdict.FORGOTTEN


def test_its_page_that_had_gone_shows_it_again_when_it_is_back(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    with archive.write() as tx:
        articles.end_sighting(tx, told.page_id, clock.now())
        looks.has_gone(tx, told.page_id, moved=False, again=None, gone_with=None)
    forget_now(archive, clock, told.number)
    assert tell(archive, clock, source, STORY).verdict is Verdict.FORGOTTEN
    with archive.read() as tx:
        last = articles.last_sighting(tx, told.page_id)
    assert last is not None
    assert (last.number, last.ended) == (told.number, False)


def test_messages_about_it_end_and_a_digest_with_others_goes_on(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    with archive.write() as tx:
        watch = watches.find(tx, "theo dõi")
        pages = dict(tx.execute(select(tables.sighting.c.number, tables.sighting.c.page_id)).all())
        for number in (0, told.number):
            one = NewAlert(watch.id, AlertKind.EDITED, (), ("console",), backlog=True)
            outbox.raise_alerts(tx, number=number, page_id=pages[number], alerts=[one],
                                digest_key="tồn", now=clock.now())  # fmt: skip
    forget_now(archive, clock, told.number)
    with archive.write() as tx:
        outbox.release_digest(tx, "tồn", clock.now())
        [message] = outbox.claim(tx, clock.now(), lease=clock.now() - clock.now(), limit=9)
        assert [one.number for one in message.alerts] == [0]
        of_it = [one for one in alert_views.alerts(tx) if one.number == told.number]
    assert [(one.title, one.reasons) for one in of_it] == [("(forgotten)", ())] * 3
    ended = [sent for one in of_it for sent in one.deliveries]
    assert [(sent.state, sent.error) for sent in ended] == [
        (DeliveryState.DEAD, "the article was forgotten")
    ] * 2


def test_all_versions_of_its_page_can_be_forgotten_with_it(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    other = tell(archive, clock, source, edited(STORY, "bản Puzơm", "xóm Puzơm"))
    with archive.read() as tx:
        chosen = choose(tx, str(told.number), all_versions=False)
    assert isinstance(chosen, Chosen)
    assert (chosen.numbers, chosen.others) == ((told.number,), (other.number,))
    forget(archive, clock, chosen, REASON)
    assert "Puzơm" in said_anywhere(archive, WORDS)
    forget_now(archive, clock, told.number, all_versions=True)
    assert said_anywhere(archive, WORDS) == {}


def test_what_it_taught_stays_where_another_article_teaches_it(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    again = replace(STORY, slug="tin-nua-a70011", title="Tin khác", byline="Tin: Hạ Vy")
    tell(archive, clock, source, edited(again, "bản Puzơm", "xóm trên"))
    forget_now(archive, clock, told.number)
    with archive.read() as tx:
        [term] = [one for one in learned.terms(tx) if one.holder == PERSON]
    assert term.articles == 1


def test_bytes_that_another_article_was_read_from_stay(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    with archive.write() as tx:
        shown = tables.sighting
        raw_id = tx.scalar(select(shown.c.raw_id).where(shown.c.number == told.number))
        tx.execute(shown.update().where(shown.c.number == 0).values(raw_id=raw_id))
        erased = forgetting.forget(tx, [told.number], REASON, clock.now())
        assert (erased.raw_pages, erased.raw_shared) == (0, 1)
        kept = tx.scalar(
            select(func.count()).select_from(tables.raw_page).where(tables.raw_page.c.id == raw_id)
        )
    assert kept == 1


def test_it_stays_forgotten_when_its_source_is_removed(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    forget_now(archive, clock, told.number)
    with archive.write() as tx:
        sources.remove(tx, "bao-song-ham", with_articles=True, now=clock.now())
    assert count(archive, "article", "sighting") == (1, 0)
    assert backup.check(archive) == []
    source = add_source(archive, paper(name="bao-ban"))
    done = tell(archive, clock, source, STORY)
    assert (done.number, done.verdict) == (told.number, Verdict.FORGOTTEN)
    fresh = tell(archive, clock, source, BRIDGE)
    assert fresh.number > 3  # no number is given again
    assert backup.check(archive) == []


def test_without_a_reason_nothing_is_forgotten(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    with archive.read() as tx:
        chosen = choose(tx, str(told.number), all_versions=False)
    assert isinstance(chosen, Chosen)
    with pytest.raises(UsageError, match="reason"):
        forget(archive, clock, chosen, "  ")
    assert len(found(archive, "")) == 4


def test_what_receivers_answered_to_messages_about_it_is_not_kept(
    archive: Archive, clock: FakeClock, told: Ingested
) -> None:
    """A receiver may quote what it was sent; the message may have arrived at last."""
    answer = f"422: cannot read {PERSON}"
    with archive.write() as tx:
        for attempt in range(2):
            for sent in outbox.claim(tx, clock.now(), lease=timedelta(0), limit=9):
                outcome = Failed(answer) if attempt == 0 else Delivered()
                outbox.record(tx, sent, outcome, next_attempt_at=clock.now(), now=clock.now())
        tx.execute(update(tables.channel).values(last_error=answer))
        [first, *_] = tx.scalars(select(tables.delivery.c.seq)).all()
        notice = update(tables.delivery).where(tables.delivery.c.seq == first)
        tx.execute(notice.values(notice=f"console fails: {answer}.", error=answer))
    places = {"attempt.error", "delivery.notice", "delivery.error", "channel.last_error"}
    assert places <= {*said_anywhere(archive, WORDS)["Khuỷn"]}
    forget_now(archive, clock, told.number)
    assert said_anywhere(archive, WORDS) == {}
    with archive.read() as tx:
        kept = dict(tx.execute(select(tables.attempt.c.outcome, tables.attempt.c.error)).all())
    assert kept == {"failed": forgetting.UNQUOTED, "delivered": None}


def test_nothing_is_said_to_have_come_beside_a_version_that_was_forgotten(
    archive: Archive, clock: FakeClock, source: StoredSource, told: Ingested
) -> None:
    forget_now(archive, clock, told.number)
    clock.advance(3600)
    after = tell(archive, clock, source, edited(STORY, "bản Puzơm", "xóm trên"))
    assert after.verdict is Verdict.EDITED
    with archive.read() as tx:
        _, [page] = history(tx, after.number)
        assert change_of(tx, told.number, after.number) is None
    assert [step.difference for step in page.steps] == [None]
