"""A search finds exactly what a watch would have, newest first, and shows where."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from tests.archive import making
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    capture_of,
    paper,
    take,
    text_file,
)
from tests.site import ProvincialSite
from worker.archive.alerts import topics
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import mentions, officials
from worker.archive.sql.time_limit import Patience
from worker.errors import ArchiveError, NotFound, UsageError
from worker.flow.intake.files import ingest_files
from worker.flow.search.ask import Found, find, find_best, parse_query, snippet
from worker.match.queries.query import matches
from worker.match.queries.watches import WatchSet
from worker.model import (
    Candidate,
    Everything,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    Precision,
    Topic,
    Watch,
)

QUERIES = (
    "",
    "cầu",
    "cau",
    "đinh",
    "đình",
    "dinh",
    '"giải phóng mặt bằng"',
    '"giai phong mat bang" OR chợ',
    "bsh NOT cầu",
    "NOT bsh",
    "-cầu -trường",
    "title:trường",
    "body:trường",
    "tr*",
    'body:"bến đ*"',
    "topic:giao-thong",
    "topic:giao-thong -rạch",
    'official:"Kiều Thanh Vĩ"',
    "official:kieu-thanh-vi",
    'official:"Kiều Thanh Vĩ" OR chợ',
    "source:bao-song-ham",
    "source:BAO-KHAC",
    'place:"Sông Hàm"',
    "byline:vy",
    'category:"thời sự"',
    "after:2026-03-03",
    "before:2026-03-03",
    "after:2026-03-03 before:2026-03-03",
    "after:2026-03-03 OR cầu",
    "(cầu OR chợ) AND (bsh OR ghe)",
    "không-có-từ-này",
)


@pytest.fixture
def stocked(archive: Archive, clock: FakeClock, tmp_path: Path) -> Archive:
    """Return an archive with articles of two sources, and files without Vietnamese marks."""
    with archive.write() as tx:
        officials.add(tx, Official("Kiều Thanh Vĩ"))
        topics.add(tx, Topic("giao-thong", 'cầu OR "đường liên xã"'))
    here = add_source(archive, replace(paper(), place="Sông Hàm"))
    site = ProvincialSite([BRIDGE, SCHOOL, MARKET])
    for story in (BRIDGE, SCHOOL, MARKET):
        take(archive, clock, here, capture_of(site, story, clock))
    other = add_source(archive, replace(paper(name="bao-khac"), profile=None))
    text_file(
        tmp_path, "dinh.txt", "Dinh lang Ben Dia", "Le hoi dinh lang Ben Dia mo vao thang ba."
    )
    text_file(tmp_path, "dinh2.txt", "Đóng đinh", "Thợ mộc Bến Đìa đóng từng cây đinh nhỏ vào mạn.")
    (tmp_path / "khong-ngay.txt").write_text(
        "Bài không ngày\n\nBài này không nói ngày nào cả, chỉ kể chuyện cây cầu.\n", "utf-8"
    )
    assert all(one.ingested for one in ingest_files(archive, clock, other, [tmp_path]))
    return archive


def found(archive: Archive, query: str) -> list[Found]:
    with archive.read() as tx:
        return list(find(tx, parse_query(tx, query)))


def test_what_you_search_is_what_you_watch(stocked: Archive) -> None:
    with stocked.read() as tx:
        numbers = [
            number for _, number in search.candidates(tx, Everything(), below=None, limit=99)
        ]
        snapshots = search.snapshots(tx, numbers)
        assert len(snapshots) == 6
        some = 0
        queries = {topic.name: topic.query for topic in topics.topics(tx)}
        for text in QUERIES:
            query = parse_query(tx, text)
            wanted = [n for n, snapshot in snapshots if matches(query, snapshot) is not None]
            assert [one.number for one in find(tx, query)] == wanted, text
            watch = WatchSet([Watch("w", text)], queries)
            assert [n for n, snapshot in snapshots if watch.hits(snapshot)] == wanted, text
            some += 0 < len(wanted) < len(snapshots)
    assert some > 20, "most queries find some and not all"


PERSONS = ("Kiều Thanh Vĩ", "Kiều Thanh Vĩ (Cù Mây)", "Lý Mỹ Hoà", "Lí Mĩ Hòa", "Lý My Hoa")
OFFICES = (
    Office("Bí thư", "Tỉnh ủy", "Sông Hàm"),
    Office("Bí thư", "Tỉnh ủy", "Cù Mây"),
    Office("Bí thư", "Tỉnh ủy"),
    Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh"),
    Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "thành phố", "Cù Mây"),
    Office("Bộ trưởng", "Bộ Y tế"),
)
ASKED = (
    'official:"Kiều Thanh Vĩ"',
    'official:"Kiều Thanh Vĩ (Cù Mây)"',
    "official:kieu-thanh-vi",
    'official:"Lí Mỹ Hòa"',
    'official:"ly mi hoa"',
    'official:"Kiều Thanh Vĩ" min-confidence:0.6',
    'office:"Bí thư Tỉnh ủy Sông Hàm"',
    'office:"Bí thư Tỉnh uỷ"',
    'office:"bi thu tinh uy cu may"',
    'office:"Chủ tịch UBND Sông Hàm"',
    'office:"Chủ tịch UBND tỉnh Sông Hàm"',
    'office:"Chủ tịch UBND Sông Hàm" min-confidence:0.6',
    'office:"Bộ trưởng Bộ Y tế"',
    "chợ",
    "source:bao-hai",
)


def queries(rng: random.Random) -> Iterator[str]:
    """Yield each of the terms above, then two or three of them joined in some way."""
    yield from ASKED
    for _ in range(60):
        one, two, three = (rng.choice(("", "", "NOT ")) + rng.choice(ASKED) for _ in range(3))
        yield rng.choice([f"{one} {two}", f"{one} OR {two}", f"({one} OR {two}) {three}"])


def mentioning(rng: random.Random) -> tuple[Mention, ...]:
    """Return some mentions: of persons, in doubt or not, and of offices without a name."""
    found = []
    for at in range(rng.randrange(4)):
        names = rng.sample(PERSONS, 2)
        doubtful = rng.random() < 0.3
        office = rng.random() < 0.3
        found.append(
            Mention(
                start=at,
                end=at + 1,
                surface="x",
                kind=MentionKind.OFFICE if office else MentionKind.PERSON,
                official=None if doubtful or office else names[0],
                official_id=None,
                via="title",
                confidence=rng.choice([0.5, 0.9]),
                offices=tuple(
                    OfficeSaid(one, rng.choice(list(OfficeStatus)))
                    for one in rng.sample(OFFICES, rng.randrange(1 if office else 0, 3))
                ),
                candidates=tuple(Candidate(name, 0.5) for name in names) if doubtful else (),
            )
        )
    return tuple(found)


def test_what_you_search_is_what_you_watch_of_officials_and_offices(archive: Archive) -> None:
    rng = random.Random(3)
    sources = [making.add_source(archive, name) for name in ("bao-mot", "bao-hai")]
    with archive.write() as tx:
        for index in range(60):
            words = " ".join(rng.sample(["chợ", "cầu", "trường", "bến"], 2))
            article = making.article(f"Tin số {index}", f"Ở {words} hôm nay.")
            url = f"https://bao.example/{index}"
            number = making.show(tx, rng.choice(sources), url, article)
            mentions.store(tx, number, mentioning(rng), "1")
    with archive.read() as tx:
        everything = search.candidates(tx, Everything(), below=None, limit=99)
        snapshots = search.snapshots(tx, [number for _, number in everything])
        assert len(snapshots) == 60
        some = 0
        for text in queries(rng):
            query = parse_query(tx, text)
            wanted = [n for n, snapshot in snapshots if matches(query, snapshot) is not None]
            assert [one.number for one in find(tx, query)] == wanted, text
            watch = WatchSet([Watch("w", text)], {})
            assert [n for n, snapshot in snapshots if watch.hits(snapshot)] == wanted, text
            some += 0 < len(wanted) < len(snapshots)
    assert some > 60, "nearly all queries find some and not all"


def test_marks_count_where_they_are_typed(stocked: Archive) -> None:
    def titles(query: str) -> set[str]:
        return {one.snapshot.article.title for one in found(stocked, query)}

    assert titles("đinh") == {"Đóng đinh"}
    assert titles("đình") == {BRIDGE.title}
    assert titles("dinh") == {BRIDGE.title, "Đóng đinh", "Dinh lang Ben Dia"}


def test_newest_first_over_several_batches(
    archive: Archive, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """130 articles, all of one text but for a number, dated in a shuffled order."""
    count = 130
    source = add_source(archive, paper())
    start = datetime(2026, 1, 1, 1, tzinfo=UTC)
    for index in range(count):
        at = start + timedelta(hours=index * 37 % count)
        body = (
            f"Tin số {index}\n\n{at:%d/%m/%Y - %H:%M}\n\nBản tin số {index} của trạm đo Bến Đìa.\n"
        )
        (tmp_path / f"{index:03}.txt").write_text(body, "utf-8")
    assert all(one.ingested for one in ingest_files(archive, clock, source, [tmp_path]))
    for query in ("", "trạm", "source:bao-song-ham"):
        answers = found(archive, query)
        times = [one.snapshot.published_at for one in answers]
        assert len({one.number for one in answers}) == count, query
        assert times == sorted(times, key=lambda at: at or start, reverse=True), query
    assert [one.snapshot.article.title for one in found(archive, '"tin số 7" title:7')] == [
        "Tin số 7"
    ]


def test_an_article_without_a_date_stands_where_it_was_first_seen(
    stocked: Archive, clock: FakeClock
) -> None:
    (undated,) = found(stocked, 'title:"không ngày"')
    assert undated.snapshot.published_at == clock.now()
    assert undated.snapshot.published_precision is Precision.NONE


def test_snippets_point_at_what_matched(stocked: Archive) -> None:
    (one,) = found(stocked, '"giải phóng mặt bằng" rạch')
    around = snippet(one)
    marked = [around.text[start:end] for start, end in around.spans]
    assert "giải phóng mặt bằng" in marked
    assert set(marked) <= {"giải phóng mặt bằng", "Rạch", "rạch"}
    assert around.text in one.snapshot.article.text.replace("\n\n", " ") or "…" in around.text


def test_a_snippet_without_a_match_in_the_body_is_the_lead(stocked: Archive) -> None:
    (one,) = found(stocked, "title:trường title:mới")
    around = snippet(one)
    assert around.spans == ()
    assert around.text.startswith("BSH - Chiều 3-3-2026")


def test_a_wrong_query_names_the_column(stocked: Archive) -> None:
    with stocked.read() as tx, pytest.raises(UsageError, match="column 8"):
        parse_query(tx, "cầu OR )")


def test_a_query_that_finds_too_little_for_too_long_is_cancelled(stocked: Archive) -> None:
    """What no index can answer is looked for article by article."""
    with stocked.read() as tx:
        query = parse_query(tx, "NOT NOT byline:không-ai")
        assert list(find(tx, query, patience=Patience(5))) == []
        for way in (find, find_best):
            with pytest.raises(ArchiveError, match="no answer within"):
                list(way(tx, query, patience=Patience(-1)))


@pytest.mark.parametrize(
    "text",
    [
        'byline:"không ai"',
        "category:không-có",
        "url:không-có",
        "url:https://bao-song-ham.example/khong-co-a1.html",
        'cầu byline:"không ai"',
        "(byline:không-ai OR url:https://khac.example/tin-a1.html) -cầu",
    ],
)
def test_a_byline_category_or_address_that_nothing_has_is_answered_unread(
    stocked: Archive, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large the archive is: no article is read in vain."""
    monkeypatch.setattr("worker.archive.index.newest.FEW", 1)
    with stocked.read() as tx:
        assert list(find(tx, parse_query(tx, text), patience=Patience(-1))) == []


def test_two_hundred_wordings_that_nothing_has_are_answered_unread(sqlite_url: str) -> None:
    archive = Archive.open(sqlite_url)
    archived = " OR ".join(f'"không có {n}"' for n in range(200))
    source_id = making.add_source(archive)
    with archive.write() as tx:
        making.show(tx, source_id, "https://a.example/1", making.article())
        for text in (archived, f"({archived}) -cầu", f"({archived}) (source:x OR {archived})"):
            assert list(find(tx, parse_query(tx, text), patience=Patience(-1))) == []
    archive.close()


def test_best_first_of_many_words_is_cancelled_between_them(stocked: Archive) -> None:
    """Each word is asked for by itself, and each may be quick."""
    with stocked.read() as tx:
        query = parse_query(tx, "title:không OR cầu OR chợ OR trường")
        now = iter(range(0, 100, 2))
        patience = Patience(5, clock=lambda: next(now))
        with pytest.raises(ArchiveError, match="no answer within 5 s"):
            find_best(tx, query, patience=patience)


BEST = (
    ("Lễ hội", "Cầu và chợ có đèn.", 1),
    ("Cầu mới", "Chợ đông.", 2),
    ("Chợ Bến Đìa", "Bên cầu.", 3),
    ("Cầu và chợ", "Khánh thành.", 4),
    ("Tin vắn", "Cầu, chợ và trường.", 5),
    ("Cầu khỉ", "Qua rạch.", 6),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cầu chợ", [4, 3, 2, 5, 1]),
        ("cầu OR chợ", [4, 3, 2, 6, 5, 1]),
        ("cầu OR chợ OR trường", [4, 3, 2, 6, 5, 1]),
        ("title:cầu", [6, 4, 2]),
        ("body:chợ", [5, 2, 1]),
        ("cầu -title:chợ", [6, 2, 5, 1]),
        ("", [6, 5, 4, 3, 2, 1]),
    ],
)
def test_best_first_weighs_titles_then_time(
    archive: Archive, query: str, expected: list[int]
) -> None:
    source_id = making.add_source(archive)
    with archive.write() as tx:
        for title, body, hour in BEST:
            at = making.NOW + hour * making.HOUR
            text = making.article(title, body)
            making.show(tx, source_id, f"https://a.example/{hour}", text, published=at)
    with archive.read() as tx:
        asked = parse_query(tx, query)
        assert [one.number + 1 for one in find_best(tx, asked)] == expected
        assert {one.number + 1 for one in find(tx, asked)} == set(expected)


@pytest.mark.parametrize("way", [find, find_best])
def test_pages_follow_one_another_without_gap_or_repetition(
    stocked: Archive, way: Callable[..., Iterator[Found]]
) -> None:
    with stocked.read() as tx:
        query = parse_query(tx, "cầu OR chợ OR đình OR dinh")
        whole = [one.number for one in way(tx, query)]
        read: list[int] = []
        while page := [one.number for one in islice(way(tx, query, read[-1] if read else None), 2)]:
            read += page
        assert read == whole
        assert len(whole) > 3
        with pytest.raises(NotFound):
            list(way(tx, query, 999))


def test_what_is_not_among_the_ranked_leads_nowhere(stocked: Archive) -> None:
    with stocked.read() as tx:
        [other] = [one.number for one in find(tx, parse_query(tx, 'title:"đóng đinh"'))]
        with pytest.raises(NotFound, match="not among what the query finds"):
            list(find_best(tx, parse_query(tx, "title:trường"), other))
