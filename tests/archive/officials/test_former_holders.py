"""Who has left an office: kept beside who holds it, in an archive of before too."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from tests.archive.making import add_source, article, show
from tests.archive.older import insert, upgrade_to
from worker.archive.database import migrations
from worker.archive.database.engine import Archive
from worker.archive.officials import learned
from worker.archive.officials.learned import Named
from worker.archive.schema import tables
from worker.model import Office

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm")
SECRETARY = Office("Bí thư", "Huyện ủy", "Sa Nhiên", "huyện", "Sông Hàm")
DAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)

BEFORE = """
INSERT INTO source (id, name, title, ways, language, pause, allowed_hosts, enabled, origin, removed)
    VALUES (1, 'bao-sa-nhien', 'Báo Sa Nhiên', '[]', 'vi', 5, '[]', {true}, 'user', {false});
INSERT INTO page (id, url, key, source_id, state, failures, first_noted)
    VALUES (1, 'https://a.example/1', '1', 1, 'seen', 0, '2026-03-02 01:00:00.000000');
INSERT INTO article (number, content_hash, short_hash, title, paragraphs, search_key)
    VALUES (0, 'ab', 'ab', 'Bài', '[]', 1);
INSERT INTO sighting (id, page_id, number, precision, first_seen, last_seen, rules)
    VALUES (1, 1, 0, 'none', '2026-03-02 01:00:01', '2026-03-02 02:00:00', '1');
INSERT INTO office (role, body, place, unit, within)
    VALUES ('Chủ tịch', 'Ủy ban nhân dân', 'Sa Nhiên', 'huyện', 'Sông Hàm'),
        ('nguyên Chủ tịch', 'Ủy ban nhân dân', 'Sa Nhiên', 'huyện', 'Sông Hàm'),
        ('nguyên Bí thư', 'Huyện ủy', 'Sa Nhiên', 'huyện', 'Sông Hàm'),
        ('nguyên Bí thư', 'Huyện ủy', 'Cù Mây', 'huyện', 'Sông Hàm');
INSERT INTO learned (generation, holder, office_id, first_day, last_day, articles)
    SELECT 0, 'Lê Đình Sa', id, '2026-03-02', '2026-03-09', 2 FROM office
        WHERE role = 'Chủ tịch' OR place = 'Sa Nhiên';
INSERT INTO attestation (learned_id, number, day, source_id)
    SELECT id, 0, '2026-03-02', 1 FROM learned
"""


def test_an_archive_of_the_revision_before_keeps_who_has_left_which_office(
    empty_database_url: str,
) -> None:
    archive = Archive.open(empty_database_url, upgrade=False)
    with archive.write() as tx:
        upgrade_to(tx, "0017")
        insert(tx, BEFORE)
    migrations.upgrade(archive)
    with archive.read() as tx:
        [held] = learned.terms(tx)
        left = learned.ended(tx)
        offices = set(tx.scalars(select(tables.office.c.role)))
        evidence = [len(learned.evidence(tx, one.id)) for one in (held, *left)]
    assert (held.holder, held.office) == ("Lê Đình Sa", CHAIR)
    assert {(one.holder, one.office) for one in left} == {
        ("Lê Đình Sa", CHAIR),
        ("Lê Đình Sa", SECRETARY),
    }
    assert {(one.first, one.last, one.articles) for one in left} == {(DAY, LATER, 2)}
    assert evidence == [1, 1, 1]
    assert offices == {"Chủ tịch", "Bí thư"}
    archive.close()


def test_one_who_held_an_office_and_left_it_is_kept_as_both(archive: Archive) -> None:
    own, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        numbers = [
            show(tx, source_id, f"https://{source_id}.example/a", article(f"Bài {source_id}"))
            for source_id in (own, other)
        ]
        learned.note(tx, numbers[0], [Named("Lê Đình Sa", None, CHAIR)], DAY, own)
        left = Named("Lê Đình Sa", None, CHAIR, former=True)
        for _ in range(2):
            learned.note(tx, numbers[1], [left], LATER, other)
        [held], [ended] = learned.terms(tx), learned.ended(tx)
        assert (held.first, held.last) == (DAY, DAY)
        assert (ended.first, ended.last, ended.articles) == (LATER, LATER, 1)
        assert [one.term for one in learned.of_office(tx, CHAIR)] == [held]
        # That he left is no second source of his being there.
        assert learned.told_by_others(tx, numbers[1], other) == set()
        assert learned.told_by_others(tx, numbers[0], own) == set()
