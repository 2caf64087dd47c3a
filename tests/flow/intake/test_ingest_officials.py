"""What an article says of officials: found in its setting, stored with it, learned from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, select

from tests.fakes import FakeClock
from tests.flow.house import add_source, count, paper, take
from tests.flow.officialdom import PROVINCE, SECRETARY, all_mentions, found, page_of, papers, tell
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
from worker.archive.schema import tables
from worker.flow.registry.rematch import rematch
from worker.flow.tools import followed
from worker.match.officials import RULES
from worker.model import Article, LearnedTerm, Office, OfficeSaid, Official, Paragraph, Setting

DAY = date(2026, 3, 2)
NAMED = "Đồng chí Võ Thị Ngàn, Bí thư Tỉnh ủy, đến thăm bà con bên rạch."
UNNAMED = "Bí thư Tỉnh ủy đến thăm bà con bên rạch."
KNOWS = ("article", "mention", "mentioned", "learned", "attestation")


def test_an_office_without_a_place_is_that_of_the_sources_province(
    archive: Archive, clock: FakeClock
) -> None:
    home, nowhere = papers(archive, "bao-song-ham")[0], add_source(archive, paper(name="bao-ban"))
    tell(archive, clock, home, "Thăm bà con", UNNAMED, day=DAY)
    tell(archive, clock, nowhere, "Thăm hỏi bà con", UNNAMED, day=DAY)
    (here,), (there,) = all_mentions(archive).values()
    assert here.offices == (OfficeSaid(SECRETARY),)
    assert there.offices[0].office.place is None
    assert found(archive, f'office:"Bí thư Tỉnh ủy {PROVINCE}"') == [0]
    with archive.read() as tx:
        assert set(tx.scalars(select(tables.mention.c.rules))) == {RULES}


def test_who_is_named_in_an_office_is_learned_on_the_day_of_publication(
    archive: Archive, clock: FakeClock
) -> None:
    [source] = papers(archive, "bao-song-ham")
    tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY)
    with archive.read() as tx:
        [term] = learned.terms(tx)
        [told] = learned.evidence(tx, term.id)
    assert term == LearnedTerm("Võ Thị Ngàn", SECRETARY, DAY, DAY, 1, None, term.id)
    assert (told.number, told.source) == (0, "bao-song-ham")


def test_what_is_dated_ahead_is_learned_on_the_day_it_was_seen(
    archive: Archive, clock: FakeClock
) -> None:
    """Now, and when all articles are read anew."""
    [source] = papers(archive, "bao-song-ham")
    tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY + timedelta(days=300))
    with archive.write() as tx:
        [seen] = learned.terms(tx)
        officials.add(tx, Official("Lê Đình Sa"))
    clock.advance(10 * 24 * 3600)
    rematch(archive, clock, lambda _done, _total: None)
    with archive.read() as tx:
        [again] = learned.terms(tx)
        [told] = learned.evidence(tx, again.id)
    assert (seen.first, seen.last, again.first, again.last, told.day) == (DAY,) * 5


def test_an_article_without_a_time_is_of_the_hanoi_day_it_was_first_seen(
    archive: Archive, clock: FakeClock
) -> None:
    [source] = papers(archive, "bao-song-ham")
    clock.advance(20 * 3600)  # 4:00 of the next day in Hanoi, still the day before in UTC
    page = page_of(clock, source, "Thăm bà con", NAMED, day=DAY)
    timeless = page.body.replace(b"02/03/2026 - 08:15", b"").replace(b"2026-03-02", b"")
    take(archive, clock, source, replace(page, body=timeless))
    with archive.read() as tx:
        [term] = learned.terms(tx)
        assert tx.scalar(select(tables.sighting.c.published_at)) is None
    assert term.first == date(2026, 3, 3)


def test_a_second_page_of_the_text_teaches_nothing_more(archive: Archive, clock: FakeClock) -> None:
    first, second = papers(archive, "bao-song-ham", "bao-cu-may")
    for source in (first, second):
        tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY)
    assert count(archive, *KNOWS[:2], "learned", "attestation") == (1, 1, 1, 1)


def test_case_48_what_fails_before_the_commit_teaches_nothing(
    archive: Archive, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    [source] = papers(archive, "bao-song-ham")

    def break_down(tx: Connection, *_: object, **__: object) -> int:
        raise OSError("the process ends here")

    monkeypatch.setattr("worker.flow.intake.ingest.raise_changes", break_down)
    with pytest.raises(OSError, match="ends here"):
        tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY)
    assert count(archive, *KNOWS) == (0,) * 5
    monkeypatch.undo()
    tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY)
    assert count(archive, *KNOWS)[:2] == (1, 1)


@pytest.mark.parametrize(("days", "holder"), [(90, "Võ Thị Ngàn"), (30, None)])
def test_the_margin_says_how_long_an_attestation_counts(
    archive: Archive, clock: FakeClock, days: int, holder: str | None
) -> None:
    [source] = papers(archive, "bao-song-ham")
    tell(archive, clock, source, "Thăm bà con", NAMED, day=DAY)
    with archive.read() as tx:
        registry = followed(tx, timedelta(days=days)).registry
    later = Setting(PROVINCE, DAY + timedelta(days=60))
    [office] = registry.mentions(Article("Thăm trường", (Paragraph(UNNAMED),)), later)
    assert office.official == holder
    assert office.offices[0].office == Office("Bí thư", "Tỉnh ủy", PROVINCE, "tỉnh")
