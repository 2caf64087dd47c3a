"""What each sighting was answered with, from the first revision that kept it on."""

from __future__ import annotations

from sqlalchemy import select

from tests.archive.making import NOW, add_source, article, show
from tests.archive.older import insert, upgrade_to
from worker.archive.articles import lookup, raw
from worker.archive.database import migrations
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.forgetting import removal
from worker.archive.schema import tables
from worker.model import Origin

BEFORE = """
INSERT INTO source (id, name, title, ways, language, pause, allowed_hosts, enabled, origin, removed)
    VALUES (1, 'bao-sa-nhien', 'Báo Sa Nhiên', '[]', 'vi', 5, '[]', {true}, 'user', {false});
INSERT INTO page (id, url, key, source_id, state, failures, first_noted)
    VALUES (1, 'https://a.example/1', '1', 1, 'seen', 0, '2026-03-02 01:00:00.000000'),
        (2, 'https://a.example/2', '2', 1, 'seen', 0, '2026-03-02 01:00:00.000000'),
        (3, 'https://a.example/moi', '3', 1, 'seen', 0, '2026-03-02 01:00:00.000000');
INSERT INTO article (number, content_hash, short_hash, title, paragraphs, search_key)
    VALUES (0, 'ab', 'ab', 'Bài', '[]', 1), (1, 'cd', 'cd', 'Bài hai', '[]', 2);
INSERT INTO raw_page (id, sha256, body, content_type, url, final_url, status, headers, captured_at)
    VALUES (1, {one}, {one}, 'text/html', 'https://a.example/1', 'https://a.example/1?m', 200,
            '[["etag", "a1"]]', '2026-03-02 01:00:00.000000'),
        (2, {two}, {two}, 'text/html', 'https://a.example/cu', 'https://a.example/cu', 200,
            '[]', '2026-03-02 01:00:00.000000');
INSERT INTO sighting (id, page_id, number, precision, first_seen, last_seen, ended_at, raw_id,
                      rules)
    VALUES (1, 1, 0, 'none', '2026-03-02 01:00:01', '2026-03-02 02:00:00', '2026-03-03 01:00:00',
            1, '1'),
        (2, 1, 1, 'none', '2026-03-03 01:00:01', '2026-03-03 01:00:01', NULL, NULL, '1'),
        (3, 2, 0, 'none', '2026-03-04 01:00:01', '2026-03-04 01:00:01', NULL, 1, '1'),
        (4, 3, 0, 'none', '2026-03-02 01:00:01', '2026-03-04 01:00:01', NULL, 2, '1')
"""


def test_an_older_archive_gives_each_answer_to_the_sighting_it_opened_and_makes_none_up(
    empty_database_url: str,
) -> None:
    archive = Archive.open(empty_database_url, upgrade=False)
    with archive.write() as tx:
        upgrade_to(tx, "0010")
        byte = "x'{}'" if tx.dialect.name == "sqlite" else "'\\x{}'::bytea"
        insert(tx, BEFORE, one=byte.format("01"), two=byte.format("02"))
    migrations.upgrade(archive)
    with archive.read() as tx:
        [kept] = tx.execute(select(tables.capture)).all()
    assert kept.sighting_id == 1  # 2 has no bytes; 3 and 4 are not what those bytes came with
    assert (kept.url, kept.final_url) == ("https://a.example/1", "https://a.example/1?m")
    assert (kept.status, kept.headers) == (200, [["etag", "a1"]])
    assert kept.captured_at.isoformat() == "2026-03-02T01:00:00+00:00"
    archive.close()


def test_a_sighting_that_is_older_than_its_answer_says_whose_that_is(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "https://bao-sa-nhien.example/1", article())
        [shown] = lookup.record(tx, number).sightings
        assert raw.of_sightings(tx, [shown.id])[shown.id].own
        tx.execute(tables.capture.delete())
        kept = raw.of_sightings(tx, [shown.id, 99])
    assert list(kept) == [shown.id]
    assert (kept[shown.id].own, kept[shown.id].captured_at) == (False, NOW)


def test_with_its_sightings_go_what_they_were_answered_with(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://bao-sa-nhien.example/1", article())
    with archive.write() as tx:
        removal.remove_with_articles(tx, source_id, Origin.USER, NOW)
        assert tx.execute(select(tables.capture)).all() == []
    assert check(archive) == []
