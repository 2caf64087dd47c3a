from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.archive.making import (
    DAY,
    HOUR,
    NOW,
    add_channel,
    add_source,
    add_watch,
    article,
    hash_of,
    new_alert,
    page_id,
    show,
)
from worker.archive.alerts import outbox
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import mentions
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.model import (
    Article,
    HasWords,
    LastSighting,
    Mention,
    MentionKind,
    Paragraph,
    ParagraphKind,
    Precision,
    Publication,
    ReadFrom,
    Reading,
)

A, B = (f"https://bao-sa-nhien.example/tin-{letter}" for letter in "ab")


def count(archive: Archive, name: str) -> int:
    with archive.read() as tx:
        return tx.scalar(select(func.count()).select_from(tables.metadata.tables[name])) or 0


def test_articles_are_numbered_from_0(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        numbers = [show(tx, source_id, f"{A}{n}", article(f"Bài {n}")) for n in range(3)]
    assert numbers == [0, 1, 2]


def test_a_number_once_given_is_never_given_again(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, A, article("Bài một"))
        given = show(tx, source_id, B, article("Bài hai"))
    with archive.write() as tx:
        sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW)
    source_id = add_source(archive)
    with archive.write() as tx:
        assert show(tx, source_id, A, article("Bài ba")) > given


def test_the_same_text_is_one_article_and_indexed_once(archive: Archive) -> None:
    text = article()
    with archive.write() as tx:
        first = articles.store(tx, text, hash_of(text), published=None, first_seen=NOW)
        again = articles.store(tx, text, hash_of(text), published=None, first_seen=NOW + DAY)
        assert (first, again) == ((0, True), (0, False))
        found = search.candidates(tx, HasWords(("rach", "dinh")), below=None, limit=9)
    assert [number for _, number in found] == [0]


def test_a_clash_of_the_short_hash_merges_nothing(archive: Archive) -> None:
    one, other = article("Bài một"), article("Bài hai")
    with archive.write() as tx:
        first = articles.store(tx, one, "a" * 16 + "0" * 48, published=None, first_seen=NOW)
        second = articles.store(tx, other, "a" * 16 + "1" * 48, published=None, first_seen=NOW)
    assert (first, second) == ((0, True), (1, True))


def test_what_is_unknown_is_told_as_unknown(archive: Archive) -> None:
    with archive.read() as tx:
        assert articles.known(tx, "0" * 64) is None
        assert articles.last_sighting(tx, 1) is None
        assert articles.earlier_numbers(tx, 1) == []


def test_a_known_article_is_told_with_when_it_was_last_seen_anywhere(archive: Archive) -> None:
    source_id, text = add_source(archive), article()
    with archive.write() as tx:
        number = show(tx, source_id, A, text, at=NOW + DAY)
        show(tx, source_id, B, text, at=NOW)
        known = articles.known(tx, hash_of(text))
    assert known is not None
    assert (known.number, known.last_seen) == (number, NOW + DAY)


def test_the_last_sighting_tells_all_that_was_read(archive: Archive) -> None:
    source_id, text = add_source(archive), article()
    published = Publication(NOW - DAY, Precision.DAY, ReadFrom.UPDATED)
    reading = Reading(text, "Bích Trâm", "Thời sự", published, NOW - HOUR, rules="1 sa-nhien ab12")
    with archive.write() as tx:
        number = show(tx, source_id, A, text)
        page = page_id(tx, A)
        sighting = articles.open_sighting(tx, page, number, reading, raw_id=None, now=NOW + HOUR)
        articles.touch_sighting(tx, sighting, NOW + DAY)
        assert articles.last_sighting(tx, page) == LastSighting(
            sighting_id=sighting,
            number=number,
            content_hash=hash_of(text),
            byline="Bích Trâm",
            category="Thời sự",
            published=published,
            updated=NOW - HOUR,
            rules="1 sa-nhien ab12",
            raw_id=None,
            last_seen=NOW + DAY,
        )


def test_a_new_sighting_ends_the_one_before(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        first = show(tx, source_id, A, article("Bản đầu"))
        second = show(tx, source_id, A, article("Bản sửa"), at=NOW + HOUR)
        show(tx, source_id, A, article("Bản đầu"), at=NOW + DAY)
        seen = articles.record(tx, first).sightings
        assert articles.earlier_numbers(tx, page_id(tx, A)) == [first, second]
    assert [(one.number, one.ended_at) for one in seen] == [
        (first, NOW + HOUR),
        (second, NOW + DAY),
        (first, None),
    ]


def test_the_database_allows_one_open_sighting_of_a_page(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, A, article())
        show(tx, source_id, A, article("Bản sửa"), at=NOW + HOUR)
    with pytest.raises(IntegrityError), archive.write() as tx:
        tx.execute(tables.sighting.update().values(ended_at=None))


def test_the_record_tells_what_the_first_sighting_read(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    text = Article(
        "Cầu Rạch Đình thông xe",
        (
            Paragraph("Xe đầu tiên qua cầu lúc bảy giờ."),
            Paragraph("Cầu mới nhìn từ bờ bắc.", ParagraphKind.CAPTION),
        ),
    )
    said = Mention(0, 3, "Cầu", MentionKind.OFFICE, None, None, "office", 0.5)
    with archive.write() as tx:
        number = show(tx, first, A, text, published=NOW - DAY, byline="Bích Trâm")
        mentions.store(tx, number, [said], "1")
        show(tx, second, B, text, published=NOW - 9 * DAY, byline="PV", seed_name="007_" + "0" * 16)
    with archive.read() as tx:
        record = articles.record(tx, number)
    assert (record.article, record.mentions) == (text, (said,))
    assert (record.url, record.source, record.byline) == (A, "bao-sa-nhien", "Bích Trâm")
    assert (record.published_at, record.precision) == (NOW - DAY, Precision.MINUTE)
    assert record.seed_name == "007_" + "0" * 16
    assert [(page.url, page.source, page.state) for page in record.pages] == [
        (A, "bao-sa-nhien", "seen"),
        (B, "bao-khac", "seen"),
    ]
    assert not record.sample


def test_without_a_publication_time_the_time_first_seen_is_shown(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        record = articles.record(tx, show(tx, source_id, A, article(), at=NOW))
    assert (record.published_at, record.precision, record.read_from) == (NOW, Precision.NONE, None)


@pytest.mark.parametrize("at", [NOW, NOW + DAY])
def test_case_46_the_same_article_from_two_workers_is_one_row_and_one_alert(
    archive: Archive, at: datetime
) -> None:
    source_id, text = add_source(archive), article()
    with archive.write() as tx:
        watch = add_watch(tx)
        add_channel(tx)
    together = threading.Barrier(4)

    def work(worker: int) -> tuple[int, int]:
        together.wait()
        with archive.write() as tx:
            number = show(tx, source_id, f"{A}{worker}", text, at=at)
            raised = outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, f"{A}{worker}"),
                alerts=[new_alert(watch)],
                digest_key=None,
                now=at,
            )
        return number, raised

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))
    assert len({number for number, _ in done}) == 1
    assert sorted(raised for _, raised in done) == [0, 0, 0, 1]
    assert [count(archive, name) for name in ("article", "alert", "delivery", "sighting")] == [
        1, 1, 1, 4,
    ]  # fmt: skip
