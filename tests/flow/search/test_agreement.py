"""What you search is what you watch: on every article, on both databases.

Each corpus is taken in by the flow, on SQLite and on PostgreSQL. For each query the same articles
are found by ``find``, by ``matches`` asked about every article, by a watch that stands alone and
by one that stands among others. What only a search may ask (``is:``, days ago) is found alike by
``find`` and ``matches``, and refused for a watch.

``make test-long`` does so for minutes, with other corpora each time. A failed test's name has the
number of its corpus; ``DIEMTIN_TEST_CORPORA=1`` with it as ``DIEMTIN_TEST_SEED`` repeats it.
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.flow.hard_corpus import DAYS, TOPICS, Papers, drafts
from tests.flow.hard_queries import T, query
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.errors import UsageError
from worker.flow.search.ask import find, parse_query
from worker.match.queries.query import Query, matches, parse
from worker.match.queries.watches import WatchSet
from worker.model import Everything, Reason, Snapshot, Watch

PAGES = 24
ROUNDS = 80
BATCH = 12
"""Candidates asked for at first: few, so that an answer takes several batches."""
LISTED = 4
"""Articles listed before walking: few, so that what has more of them is asked of each article."""
TOGETHER = 31
"""Queries of one example: each is asked alone, and watched among the others."""

TODAY = DAYS[-1]


def seeds() -> list[int]:
    """Return the numbers of the corpora: always the same few, or as many others as are wanted."""
    wanted = os.environ.get("DIEMTIN_TEST_CORPORA")
    if wanted is None:
        return [1, 2, 3, 4]
    first = int(os.environ.get("DIEMTIN_TEST_SEED") or random.SystemRandom().randrange(10**6))
    return list(range(first, first + int(wanted)))


@contextmanager
def opened(url: str) -> Iterator[Archive]:
    archive = Archive.open(url)
    try:
        yield archive
    finally:
        archive.close()


@dataclass
class Corpus:
    """The same articles on several databases, and how much was asked of them."""

    archives: Sequence[Archive]
    shown: dict[int, Snapshot]
    asked: int = 0
    hits: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return (
            f"{self.asked:,} queries, {self.hits:,} with hits, {self.refused} refused,"
            f" of {len(self.shown)} articles on {len(self.archives)} databases"
        )


def stocked(archives: Sequence[Archive], chance: random.Random) -> Corpus:
    """Let the papers publish, once for each database; their numbers are the same on all."""
    pages = drafts(chance, PAGES)
    watched = tuple({query(chance.choice, ()): None for _ in range(60)})
    everywhere = []
    for archive in archives:
        papers = Papers(archive, watched)
        papers.publish(pages)
        papers.forget(sorted(papers.shown)[3:5])
        everywhere.append(all_shown(archive))
        assert len(everywhere[0]) > PAGES / 2
        assert_caught(papers, everywhere[-1])
    assert all(shown == everywhere[0] for shown in everywhere)
    return Corpus(archives, everywhere[0])


def all_shown(archive: Archive) -> dict[int, Snapshot]:
    """Return every article, the newest first."""
    with archive.read() as tx:
        found = search.candidates(tx, Everything(), below=None, limit=10 * PAGES)
        return dict(search.snapshots(tx, [number for _, number in found]))


def assert_caught(papers: Papers, shown: dict[int, Snapshot]) -> None:
    """A search finds what a watch caught when it came."""
    for text, caught in papers.caught.items():
        try:
            with papers.archive.read() as tx:
                asked = parse_query(tx, text)
        except UsageError:
            continue
        assert set(searched(papers.archive, asked)) == caught, text


def searched(archive: Archive, asked: Query) -> dict[int, tuple[Reason, ...]]:
    """Return what a search finds and why, in its order."""
    with archive.read() as tx:
        found = list(find(tx, asked))
    assert len({one.number for one in found}) == len(found), f"{asked.text} finds one twice"
    return {one.number: one.reasons for one in found}


def assert_agreed(corpus: Corpus, texts: Sequence[str]) -> None:
    """Every way finds the same articles for the same reasons, the newest first."""
    expected = {text: assert_agreed_alone(corpus, text) for text in texts}
    together = WatchSet([Watch(text, text) for text in expected], TOPICS)
    for number, snapshot in corpus.shown.items():
        hits = {hit.watch.name: hit.reasons for hit in together.hits(snapshot)}
        assert hits == {t: found[number] for t, found in expected.items() if number in found}


def assert_agreed_alone(corpus: Corpus, text: str) -> dict[int, tuple[Reason, ...]]:
    """Return what one query finds as a watch, and why: nothing where it cannot be one."""
    corpus.asked += 1
    alone = WatchSet([Watch("w", text)], TOPICS)
    try:
        asked = parse(text, TOPICS, TODAY)
    except UsageError:
        corpus.refused += 1
        assert list(alone.broken) == ["w"]
        return {}
    wanted = {n: why for n, one in corpus.shown.items() if (why := matches(asked, one)) is not None}
    if not alone.broken:
        hits = {n: hit.reasons for n, one in corpus.shown.items() for hit in alone.hits(one)}
        assert hits == wanted, f"watch {text}"
    for archive in corpus.archives:
        found = searched(archive, asked)
        assert list(found.items()) == list(wanted.items()), f"{archive.dialect} {text}"
    corpus.hits += bool(wanted)
    return {} if alone.broken else wanted


def ask(corpus: Corpus, number: int) -> None:
    """Ask many queries; what disagrees is reduced to the shortest that does."""
    shown = list(corpus.shown.values())

    @st.composite
    def queries(draw: st.DrawFn) -> str:
        def pick(options: Sequence[T], /) -> T:
            return options[draw(st.integers(0, len(options) - 1))]

        return query(pick, shown)

    @seed(number)
    @settings(
        max_examples=ROUNDS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(queries(), min_size=1, max_size=TOGETHER, unique=True))
    def agreed(texts: list[str]) -> None:
        assert_agreed(corpus, texts)

    agreed()


def newest_first(shown: dict[int, Snapshot]) -> bool:
    """Say whether they stand by the second of publication, then by number, the latest first."""
    order = [(math.floor(one.published_at.timestamp()), n)
             for n, one in shown.items() if one.published_at]  # fmt: skip
    return len(order) == len(shown) and order == sorted(order, reverse=True)


@pytest.mark.parametrize("number", seeds())
def test_what_you_search_is_what_you_watch(
    number: int,
    sqlite_url: str,
    postgres_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("worker.flow.search.ask.FIRST_READ", BATCH)
    monkeypatch.setattr("worker.archive.index.newest.LISTED", LISTED)
    monkeypatch.setattr("worker.archive.index.newest.LISTED_EACH", 0)
    with opened(sqlite_url) as sqlite, opened(postgres_url) as postgresql:
        corpus = stocked([sqlite, postgresql], random.Random(number))
        assert newest_first(corpus.shown)
        ask(corpus, number)
    with capsys.disabled():
        print(f"\n  corpus {number}: {corpus}", end=" ", flush=True)
    assert corpus.asked - corpus.refused > 200
    assert corpus.refused < corpus.asked / 8
    assert corpus.hits > corpus.asked / 3
