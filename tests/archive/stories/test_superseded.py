"""Which article a page shows now in place of another one, on both databases."""

from __future__ import annotations

from tests.archive.making import HOUR, NOW, add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.stories import superseded
from worker.model import Superseded

HERE, THERE = "https://a.example/1", "https://a.example/2"


def test_an_older_version_knows_what_its_first_page_shows_now(archive: Archive) -> None:
    source_id = add_source(archive)
    first, second, third = (article("Sửa cống", f"Sửa {n} cống.") for n in (14, 20, 24))
    with archive.write() as tx:
        old = show(tx, source_id, HERE, first)
        assert superseded.of_articles(tx, [old]) == {}
        between = show(tx, source_id, HERE, second, at=NOW + HOUR)
        show(tx, source_id, THERE, first, at=NOW + HOUR)
        now = show(tx, source_id, HERE, third, at=NOW + 2 * HOUR)
        show(tx, source_id, HERE, third, at=NOW + 3 * HOUR, byline="Hạ Vy")
    by = Superseded(now, NOW + 2 * HOUR)
    with archive.read() as tx:
        assert superseded.of_articles(tx, [old, between, now]) == {old: by, between: by}


def test_what_a_page_shows_again_is_superseded_no_more(archive: Archive) -> None:
    source_id = add_source(archive)
    first, second = (article("Sửa cống", f"Sửa {n} cống.") for n in (14, 24))
    with archive.write() as tx:
        old = show(tx, source_id, HERE, first)
        other = show(tx, source_id, HERE, second, at=NOW + HOUR)
        show(tx, source_id, HERE, first, at=NOW + 2 * HOUR)
        found = superseded.of_articles(tx, [old, other])
    assert found == {other: Superseded(old, NOW + 2 * HOUR)}
