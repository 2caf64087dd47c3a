from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.archive.making import HOUR, NOW, add_source, article, hash_of, show
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import Article

URL = "/var/lib/bao sa nhiên/007_0123456789abcdef.txt"
SEED = "007_0123456789abcdef"
TEXT = article()
HASH = hash_of(TEXT)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article("Bài đầu tiên"))
        show(tx, source_id, URL, TEXT, seed_name=SEED)
    return archive


def test_an_article_is_found_by_whatever_names_it(filled: Archive) -> None:
    hashes = [HASH, HASH.upper(), HASH[:16], HASH[:16].upper()]
    files = [SEED, f"{SEED}.txt", f"001_{HASH[:16]}", f"001_{HASH[:16]}.txt"]
    with filled.read() as tx:
        for named in ["1", " 001 ", *hashes, *files, URL]:
            assert articles.find(tx, named) == 1, named


@pytest.mark.parametrize(
    "address",
    [
        "http://www.a.example/1",
        "https://m.a.example/1/?utm_source=zalo#dau",
        "HTTPS://A.EXAMPLE:443/1.html",
        "https://a.example/1?amp=1",
        "a.example/1",
        "www.a.example/1",
    ],
)
def test_a_page_is_found_by_any_of_its_addresses(filled: Archive, address: str) -> None:
    with filled.read() as tx:
        assert articles.find(tx, address) == 0


def test_what_names_nothing_is_not_found(filled: Archive) -> None:
    numbers = ["2", "-1", "9" * 10, "9" * 23, "²"]
    addresses = ["http://", "https://a.example/", "a.example/2", "/a.example/1"]
    others = ["", "x", "%", "f" * 16, "0" * 16, "0" * 64, f"000_{HASH[:16]}", "a\x00b"]
    with filled.read() as tx:
        for named in numbers + addresses + others:
            with pytest.raises(NotFound):
                articles.find(tx, named)


def test_an_address_names_what_its_page_shows_now(filled: Archive) -> None:
    with filled.write() as tx:
        edited = show(tx, 1, URL, article("Bản sửa"), at=NOW + HOUR, seed_name=SEED)
    with filled.read() as tx:
        assert [articles.find(tx, named) for named in (URL, SEED)] == [edited, edited]
        assert articles.find(tx, HASH) == 1


def test_a_short_hash_of_two_articles_names_neither(archive: Archive) -> None:
    first, second = "a" * 16 + "0" * 48, "a" * 16 + "1" * 48
    with archive.write() as tx:
        for content_hash in (first, second):
            text = article(f"Bài {content_hash[-1]}")
            articles.store(tx, text, content_hash, published=None, first_seen=NOW)
        assert articles.find(tx, second) == 1
    with pytest.raises(UsageError) as refused, archive.read() as tx:
        articles.find(tx, "a" * 16)
    assert first in str(refused.value)
    assert second in str(refused.value)


def test_a_file_name_under_which_two_articles_came_names_neither(archive: Archive) -> None:
    source_id = add_source(archive)
    texts: list[Article] = [article("Bài một"), article("Bài hai")]
    with archive.write() as tx:
        for n, text in enumerate(texts):
            show(tx, source_id, f"/thư mục {n}/{SEED}.txt", text, seed_name=SEED)
    with pytest.raises(UsageError, match=hash_of(texts[1])), archive.read() as tx:
        articles.find(tx, SEED)


def test_the_record_of_no_article_is_not_found(filled: Archive) -> None:
    look: Callable[..., object] = articles.record
    with pytest.raises(NotFound), filled.read() as tx:
        look(tx, 2)
