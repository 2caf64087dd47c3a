from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from tests.archive.making import (
    DAY,
    HOUR,
    NOW,
    TITLE,
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
    source,
)
from worker.archive.alerts import outbox, topics, watches
from worker.archive.articles import articles
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.forgetting.removal import Removed
from worker.archive.index import search
from worker.archive.officials import learned, matching, mentions, officials
from worker.archive.officials.learned import Named
from worker.archive.schema.tables import metadata
from worker.archive.sources import runs, sources
from worker.model import (
    Delivered,
    Everything,
    HasOfficial,
    HasWords,
    Mention,
    MentionKind,
    Narrowing,
    Office,
    Official,
    Origin,
    PublishedBetween,
    Term,
    Topic,
    Watch,
)

DAY_ONE = date(2026, 3, 2)
OWN, OTHER = "https://bao-sa-nhien.example/1", "https://bao-khac.example/1"


def rows(archive: Archive) -> dict[str, int]:
    """Return how many rows each table has, the empty ones left out, and what is no data."""
    with archive.read() as tx:
        others = ("article_search", "matching")
        tables = [table for table in metadata.sorted_tables if table.name not in others]
        counts = {t.name: tx.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
    return {name: count for name, count in counts.items() if count}


def numbers(archive: Archive, asked: Narrowing) -> list[int]:
    with archive.read() as tx:
        return [number for _, number in search.candidates(tx, asked, below=None, limit=100)]


def fill(archive: Archive, source_id: int, count: int = 3) -> None:
    """Let a source's pages show articles with all that hangs on them."""
    with archive.write() as tx:
        runs.start(tx, source_id, NOW)
        sources.keep_way_state(tx, source_id, "https://a.example", etag="1", last_modified=None)
        watch = add_watch(tx, f"watch-{source_id}")
        person = officials.add(tx, Official(f"Lê Văn {source_id}"))
        for n in range(count):
            url = f"https://{source_id}.example/{n}"
            number = show(tx, source_id, url, article(f"{TITLE} {source_id} {n}"))
            name = f"Lê Văn {source_id}"
            said = Mention(0, 5, "Huyện", MentionKind.PERSON, name, person, "name", 1.0)
            mentions.store(tx, number, [said], "1")
            named = Named(name, person, Office("Chủ tịch", "Hội Nông dân", f"Sa Nhiên {source_id}"))
            learned.note(tx, number, [named], DAY_ONE, source_id)
            matching.unsettle(tx, number)
            outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, url),
                alerts=[new_alert(watch, backlog=n > 0)],
                digest_key="backlog",
                now=NOW,
            )
        outbox.release_digest(tx, "backlog", NOW)
        while claimed := outbox.claim(tx, NOW, lease=DAY, limit=9):
            for outgoing in claimed:
                outbox.record(tx, outgoing, Delivered(), next_attempt_at=None, now=NOW)


def test_with_its_articles_a_source_leaves_no_trace(archive: Archive) -> None:
    with archive.write() as tx:
        add_channel(tx)
    fill(archive, add_source(archive, "bao-khac"))
    kept, found = rows(archive), numbers(archive, Everything())
    fill(archive, add_source(archive))
    with archive.write() as tx:
        removed = sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW)
        for name in ("watch-2", "Lê Văn 2"):
            (watches if name.startswith("watch") else officials).remove(tx, name)
    assert (removed.pages, removed.articles, removed.alerts) == (3, 3, 3)
    assert rows(archive) == kept
    for asked in (Everything(), HasWords(("huyen", "sa", "nhien")), PublishedBetween(NOW, None)):
        assert numbers(archive, asked) == found
    assert numbers(archive, HasOfficial("le van 1")) == found
    assert check(archive) == []


def test_an_article_that_another_page_shows_stays_and_follows_that_page(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        show(
            tx, second, "https://bao-khac.example/0", article("Bài khác"), published=NOW + 2 * HOUR
        )
        number = show(tx, first, OWN, article(), published=NOW + DAY, byline="Bích Trâm")
        show(tx, second, OTHER, article(), published=NOW - DAY, byline="Theo báo Sa Nhiên")
    assert numbers(archive, Everything()) == [number, 0]
    with archive.write() as tx:
        assert sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW) == Removed(pages=1)
        record = articles.record(tx, number)
    assert (record.url, record.source, record.byline) == (OTHER, "bao-khac", "Theo báo Sa Nhiên")
    assert numbers(archive, Everything()) == [0, number]
    assert numbers(archive, PublishedBetween(NOW - DAY, NOW)) == [number]
    assert numbers(archive, HasWords(("rach", "dinh"))) == [0, number]
    assert check(archive) == []


def test_what_a_shared_article_taught_rests_on_the_source_that_is_left(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    named = Named("Lê Thị Ngàn", None, Office("Chủ tịch", "Hội Nông dân", "Sa Nhiên"))
    with archive.write() as tx:
        number = show(tx, first, OWN, article(), published=NOW)
        show(tx, second, OTHER, article(), published=NOW)
        alone = show(tx, first, f"{OWN}b", article("Bài riêng"), published=NOW + DAY)
        for one, day in ((number, DAY_ONE), (alone, DAY_ONE.replace(day=3))):
            learned.note(tx, one, [named], day, first)
    with archive.write() as tx:
        sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW)
        [term] = learned.terms(tx)
        [told] = learned.evidence(tx, term.id)
    assert (term.first, term.last, term.articles) == (DAY_ONE, DAY_ONE, 1)
    assert (told.number, told.source, told.url) == (number, "bao-khac", OTHER)
    assert check(archive) == []


def test_without_its_articles_a_source_leaves_the_lists_only(archive: Archive) -> None:
    with archive.write() as tx:
        add_channel(tx)
    fill(archive, add_source(archive))
    before, found = rows(archive), numbers(archive, Everything())
    with archive.write() as tx:
        assert sources.remove(tx, "bao-sa-nhien", with_articles=False, now=NOW) == Removed()
        assert sources.sources(tx) == ()
        assert articles.record(tx, found[0]).source == "bao-sa-nhien"
        [term] = learned.terms(tx)
        assert (term.holder, term.articles) == ("Lê Văn 1", 3)
    assert (rows(archive), numbers(archive, Everything())) == (before, found)


def test_a_removed_source_comes_back_under_its_name_with_its_pages(archive: Archive) -> None:
    first = add_source(archive)
    with archive.write() as tx:
        show(tx, first, OWN, article())
        sources.finish_first_poll(tx, first, NOW)
        sources.remove(tx, "bao-sa-nhien", with_articles=False, now=NOW)
        again = sources.add(tx, replace(source(), title="Báo Sa Nhiên mới"))
        stored = sources.find(tx, "bao-sa-nhien")
    assert (again, stored.source.title, stored.source.enabled) == (first, "Báo Sa Nhiên mới", True)
    assert stored.first_polled_at is None


def test_with_the_samples_go_their_officials_topics_and_watches(archive: Archive) -> None:
    office = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên")
    with archive.write() as tx:
        add_channel(tx)
        for origin in (Origin.SAMPLE, Origin.USER):
            person = Official(f"Người {origin}", terms=(Term(office),), origin=origin)
            officials.add(tx, person)
            topics.add(tx, Topic(f"topic-{origin}", "cầu", origin=origin))
            watches.add(tx, Watch(f"watch-{origin}", "cầu", origin=origin))
        samples = sources.add(tx, replace(source("mau"), origin=Origin.SAMPLE))
        show(tx, samples, OWN, article())
    real = add_source(archive)
    with archive.write() as tx:
        number = show(tx, real, OTHER, article("Bài thật về cầu"))
        sample_watch = watches.find(tx, "watch-sample")
        outbox.raise_alerts(
            tx,
            number=number,
            page_id=page_id(tx, OTHER),
            alerts=[new_alert(sample_watch.id)],
            digest_key=None,
            now=NOW,
        )
    with archive.write() as tx:
        removed = sources.remove(tx, "mau", with_articles=True, now=NOW)
        assert removed == Removed(pages=1, articles=1, officials=1, topics=1, watches=1)
        assert [one.name for one in officials.officials(tx)] == ["Người user"]
        assert [one.name for one in topics.topics(tx)] == ["topic-user"]
        assert [one.name for one in watches.watches(tx)] == ["watch-user"]
        assert [one.watch for one in outbox.alerts(tx)] == ["watch-sample"]
    assert numbers(archive, Everything()) == [number]
    assert check(archive) == []


def test_a_source_of_the_user_leaves_the_samples_alone(archive: Archive) -> None:
    add_source(archive)
    with archive.write() as tx:
        topics.add(tx, Topic("topic-sample", "cầu", origin=Origin.SAMPLE))
        sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW)
        assert len(topics.topics(tx)) == 1


def test_many_articles_are_removed_in_batches(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        for n in range(520):
            show(tx, source_id, f"{OWN}{n}", article(f"Bài {n}", "Ngắn."))
    with archive.write() as tx:
        assert sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW).articles == 520
    assert rows(archive) == {}
    assert check(archive) == []
