"""The same questions on both databases, against a plain reading of every article."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.archive.making import DAY, HOUR, NOW, add_source, article, show, source
from worker.archive.articles import articles
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.index import keys, newest, search
from worker.archive.officials import mentions, officials
from worker.archive.sources import sources
from worker.model import (
    AllOf,
    AnyOf,
    Article,
    Everything,
    HasOffice,
    HasOfficial,
    HasPlace,
    HasSource,
    HasState,
    HasWords,
    Mention,
    MentionKind,
    Narrowing,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    Paragraph,
    Precision,
    PublishedBetween,
    Snapshot,
)
from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.text.fold import fold, folded_words, marked_key, tokens

WORDS = ["cầu", "Rạch", "Đình", "đinh", "ủy", "ban", "nhân", "dân", "26-2", "QĐ/TW", "K'Ré", "bão"]
PEOPLE = ["Trần Bích Trâm", "Điểu K'Rơ"]
OFFICES = [
    Office("Bí thư", "Huyện ủy", "Sa Nhiên"),
    Office("Bí thư", "Huyện ủy"),
    Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm"),
]
SOURCES = ["bao-sa-nhien", "cong-an-xuyen"]


def numbers(archive: Archive, asked: Narrowing, *, limit: int = 1_000) -> list[int]:
    with archive.read() as tx:
        return [number for _, number in search.candidates(tx, asked, below=None, limit=limit)]


def fill(archive: Archive, chance: random.Random, count: int) -> dict[int, Snapshot]:
    """Store articles of few words; return them as they should be found."""
    ids = {name: add_source(archive, name) for name in SOURCES}
    shown: dict[int, Snapshot] = {}
    with archive.write() as tx:
        people = {name: officials.add(tx, Official(name)) for name in PEOPLE}
        for n in range(count):
            title = f"{' '.join(chance.choices(WORDS, k=3))} số {n}"
            body = [" ".join(chance.choices(WORDS, k=6)) for _ in range(2)]
            text = Article(title, tuple(Paragraph(part) for part in body))
            name = chance.choice(SOURCES)
            at = NOW + 2 * HOUR - chance.randrange(40) * DAY  # bounds may be an hour too wide
            number = show(tx, ids[name], f"https://{name}.example/{n}", text, published=at)
            held = tuple(
                OfficeSaid(one, chance.choice(list(OfficeStatus)))
                for one in chance.sample(OFFICES, chance.randrange(3))
            )
            said = tuple(
                Mention(0, 3, title[:3], MentionKind.PERSON, one, people[one], "name", 0.9, held)
                for one in chance.sample(PEOPLE, chance.randrange(2))
            )
            mentions.store(tx, number, said, "1")
            shown[number] = Snapshot(
                text,
                f"https://{name}.example/{n}",
                name,
                published_at=at,
                published_precision=Precision.MINUTE,
                mentions=said,
            )
    return shown


def has_marks(asked: HasWords, text: str) -> bool:
    words = [marked_key(text[start:end]) for _, start, end in tokens(fold(text))]
    begun = asked.marked_start is None or any(w.startswith(asked.marked_start) for w in words)
    return begun and set(asked.marked) <= set(words)


def has_words(asked: HasWords, text: str) -> bool:
    """Say whether each two neighbours of the words asked for are neighbours in the text."""
    size = min(len(asked.tokens), 2)
    there = set(sliding(folded_words(text), size))
    *whole, last = sliding(asked.tokens, size)
    begun = (run for run in there if run[:-1] == last[:-1] and run[-1].startswith(last[-1]))
    return set(whole) <= there and (last in there or (asked.prefix and any(begun)))


def sliding(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]


def holds(asked: Narrowing, shown: Snapshot) -> bool:
    """Say whether a narrowing holds, read as its words say."""
    match asked:
        case HasWords(column=column):
            parts = {
                "title": shown.article.title,
                "body": "\n\n".join(p.text for p in shown.article.paragraphs),
            }
            there = any(has_words(asked, parts[name]) for name in ([column] if column else parts))
            return there and has_marks(asked, shown.article.text)
        case HasOfficial(official=name):
            return any(blind_key(str(one.official)) == name for one in shown.mentions)
        case HasOffice(role=role, body=body, place=place):
            held = [said.office for one in shown.mentions for said in one.offices]
            return any(
                (blind_key(of.role), blind_key(of.body)) == (role, body)
                and place in ("", blind_key(of.place or ""))
                for of in held
            )
        case HasSource(source=name):
            return shown.source == name
        case HasPlace(place=place):
            return blind_key(shown.place or "") == place
        case PublishedBetween(start=start, end=end):
            assert shown.published_at is not None
            return (start is None or start <= shown.published_at) and (
                end is None or shown.published_at < end
            )
        case AllOf(parts=inner) | AnyOf(parts=inner):
            each = [holds(part, shown) for part in inner]
            return all(each) if isinstance(asked, AllOf) else any(each)
        case HasState(state=state):
            return state in shown.states
        case Everything():
            return True
    raise AssertionError(f"not asked here: {asked}")


def some_narrowing(chance: random.Random, depth: int = 2) -> Narrowing:
    kind = chance.randrange(8 if depth else 5)
    if kind >= 5:
        parts = tuple(some_narrowing(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
        return AllOf(parts) if kind == 5 else AnyOf(parts)
    if kind == 0:
        return HasOfficial(blind_key(chance.choice([*PEOPLE, "Không Có Ai"])))
    if kind == 4:
        of = chance.choice([*OFFICES, Office("Bí thư", "Tỉnh ủy", "Sa Nhiên")])
        return HasOffice(*map(blind_key, (of.role, of.body, of.place or "")))
    if kind == 1:
        return HasSource(chance.choice([*SOURCES, "khong-co"]))
    if kind == 2:
        start = NOW - chance.randrange(40) * DAY
        return PublishedBetween(
            chance.choice([None, start]), chance.choice([None, start + chance.randrange(20) * DAY])
        )
    typed = " ".join(chance.choices(WORDS, k=chance.randrange(1, 4)))
    words = tuple(folded_words(typed))
    marked = tuple(marked_key(typed[start:end]) for _, start, end in tokens(fold(typed)))
    prefix = chance.random() < 0.3
    if prefix:
        words = (*words[:-1], words[-1][:2])
    wanted = [word for word in marked if chance.random() < 0.5 and not word.isascii()]
    begun = wanted.pop()[:2] if prefix and wanted and not wanted[-1][:2].isascii() else None
    return HasWords(words, prefix, chance.choice([None, "title", "body"]), tuple(wanted), begun)


def test_both_databases_find_what_a_plain_reading_finds_newest_first(archive: Archive) -> None:
    chance = random.Random(20260302)
    shown = fill(archive, chance, 60)
    in_order = sorted(shown, key=lambda n: (shown[n].published_at, n), reverse=True)
    hits = 0
    for _ in range(150):
        asked = some_narrowing(chance)
        expected = [number for number in in_order if holds(asked, shown[number])]
        assert numbers(archive, asked) == expected, asked
        hits += bool(expected)
    assert hits > 50


def test_more_articles_in_a_second_than_it_has_places_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper that gives days alone has them all at midnight; a folder has them all at once."""
    monkeypatch.setattr(keys, "BITS", keys.BITS | {"sqlite": 3})
    source_id = add_source(archive)
    with archive.write() as tx:
        earlier = show(tx, source_id, "https://a.example/0", article("Trước"), published=NOW - DAY)
        for n in range(1, 30):
            show(tx, source_id, f"https://a.example/{n}", article(f"Bài {n}"), published=NOW)
        after = NOW + timedelta(seconds=1)
        later = show(tx, source_id, "https://a.example/l", article("Sau"), published=after)
    together = list(range(29, 0, -1))
    assert numbers(archive, Everything()) == [later, *together, earlier]
    wanted = numbers(archive, PublishedBetween(NOW, after))
    assert [number for number in wanted if number != later] == together
    assert check(archive) == []


def test_batches_follow_one_another_without_gap_or_repetition(archive: Archive) -> None:
    chance = random.Random(7)
    fill(archive, chance, 25)
    for asked in (Everything(), HasWords(("cau",)), HasSource(SOURCES[0])):
        whole = numbers(archive, asked)
        read: list[int] = []
        below = None
        with archive.read() as tx:
            while batch := search.candidates(tx, asked, below=below, limit=4):
                read += [number for _, number in batch]
                below = batch[-1][0]
        assert read == whole


def test_snapshots_come_in_the_order_asked_for_with_all_that_was_read(archive: Archive) -> None:
    shown = fill(archive, random.Random(3), 12)
    asked = [7, 3, 999, 11]
    with archive.read() as tx:
        assert search.snapshots(tx, asked) == [(n, shown[n]) for n in (7, 3, 11)]
        assert search.snapshots(tx, []) == []


def test_articles_of_a_place_are_those_of_its_sources(archive: Archive) -> None:
    first, second = (
        replace(source(name), place=place)
        for name, place in (("bao-a", "Sa Nhiên"), ("bao-b", "Cù Mây"))
    )
    with archive.write() as tx:
        at_first, at_second = sources.add(tx, first), sources.add(tx, second)
        one = show(tx, at_first, "https://a.example/1", article("Một"))
        two = show(tx, at_second, "https://b.example/1", article("Hai"))
        both = show(tx, at_first, "https://a.example/2", article("Ba"))
        show(tx, at_second, "https://b.example/2", article("Ba"))
    assert sorted(numbers(archive, HasPlace("sa nhien"))) == [one, both]
    assert sorted(numbers(archive, HasPlace("cu may"))) == [two, both]
    assert numbers(archive, HasPlace("sa")) == []
    with archive.write() as tx:
        sources.update(tx, replace(second, place="Sa Nhiên"))
    assert len(numbers(archive, HasPlace("sa nhien"))) == 3


def test_an_article_without_a_time_stands_at_the_time_first_seen(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        old = show(tx, source_id, "https://a.example/1", article("Bài cũ"), published=NOW - DAY)
        undated = show(tx, source_id, "https://a.example/2", article("Bài mới"), at=NOW)
        new = show(tx, source_id, "https://a.example/3", article("Sau"), published=NOW + 3 * HOUR)
    assert numbers(archive, Everything()) == [new, undated, old]
    assert numbers(archive, PublishedBetween(NOW, NOW + HOUR)) == [undated]
    with archive.read() as tx:
        [(_, snapshot)] = search.snapshots(tx, [undated])
    assert (snapshot.published_at, snapshot.published_precision) == (NOW, Precision.NONE)


@pytest.mark.parametrize("year", [1, 1600, 1899, 1970, 2099, 9999])
def test_case_36_a_time_out_of_all_bounds_is_stored_and_found(archive: Archive, year: int) -> None:
    source_id = add_source(archive)
    odd = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    with archive.write() as tx:
        there = show(tx, source_id, "https://a.example/1", article("Bài một"), published=odd)
        now = show(tx, source_id, "https://a.example/2", article("Bài hai"), published=NOW)
        assert articles.record(tx, there).published_at == odd
    expected = [there, now] if year > 2026 else [now, there]
    assert numbers(archive, HasWords(("bai",))) == expected


def test_a_bound_finer_than_a_second_misses_nothing(archive: Archive) -> None:
    source_id = add_source(archive)
    at = NOW + timedelta(milliseconds=500)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article(), published=at)
    for asked in (
        PublishedBetween(at, None),
        PublishedBetween(None, at + timedelta(milliseconds=1)),
        PublishedBetween(at, at + timedelta(milliseconds=1)),
    ):
        assert numbers(archive, asked) == [0]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("cầu " * 300 + "rạch đình " + "cầu " * 300, id="one word 600 times"),
        pytest.param(" ".join(f"chữ{n}" for n in range(20_000)) + " rạch đình", id="20,000 words"),
        pytest.param("rạch " + "ă" * 3_000 + " rạch đình", id="a word of 3,000 letters"),
        pytest.param(
            " ".join(f"{n:x}{'ư' * 120}" for n in range(12_000)) + " rạch đình",
            id="1.5 MB of words",
        ),
    ],
)
def test_no_text_is_too_long_to_be_found(archive: Archive, body: str) -> None:
    """PostgreSQL's index has bounds on positions, words and size; nothing may be lost to them."""
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article("Bài dài", body))
        show(tx, source_id, "https://a.example/2", article("Bài ngắn", "Không có gì."))
    for asked in (
        HasWords(("rach", "dinh")),
        HasWords(("rach", "di"), prefix=True),
        AllOf((HasWords(("bai", "dai"), column="title"), HasWords(("dinh",), column="body"))),
    ):
        assert numbers(archive, asked) == [0]
    assert numbers(archive, HasWords(("bai", "ngan"))) in ([1], [1, 0])


def test_a_word_of_3000_letters_is_found_by_its_letters(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article("Bài", "ă" * 3_000))
    assert numbers(archive, HasWords(("a" * 3_000,))) == [0]
    assert numbers(archive, HasWords(("a" * 20,), prefix=True)) == [0]


@pytest.mark.parametrize(
    "asked",
    [
        HasWords(('"',)),
        HasWords(("'", "\\")),
        HasWords(("a\x00b",)),
        HasWords(("NOT", "*", ")(")),
        HasWords(("cau",) * 5_000),
        HasWords((), prefix=True),
        HasOfficial("'; DROP TABLE article; --"),
        HasOffice("|", "%", "'; DROP TABLE article; --"),
        AllOf(()),
        AnyOf(()),
        AnyOf(tuple(HasWords((f"w{n}",)) for n in range(5_000))),
        AllOf(tuple(HasSource(f"w{n}") for n in range(5_000))),
    ],
    ids=lambda asked: str(asked)[:40],
)
def test_case_74_whatever_is_asked_gets_an_answer(archive: Archive, asked: Narrowing) -> None:
    fill(archive, random.Random(1), 3)
    assert set(numbers(archive, asked)) <= {0, 1, 2}


def test_case_74_a_deep_narrowing_finds_at_least_what_it_should(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article())
    asked: Narrowing = HasWords(("rach", "dinh"))
    for n in range(400):
        miss = HasWords(("khongco",))
        asked = AllOf((AnyOf((asked, miss)), Everything())) if n % 2 else AnyOf((miss, asked))
    assert numbers(archive, asked) == [0]


def test_an_index_made_anew_answers_as_before(archive: Archive) -> None:
    chance = random.Random(11)
    fill(archive, chance, 20)
    asked = [some_narrowing(chance) for _ in range(30)]
    before = [numbers(archive, one) for one in asked]
    with archive.write() as tx:
        search.rebuild(tx)
    assert [numbers(archive, one) for one in asked] == before


def test_what_was_taken_out_of_the_index_is_found_no_more(archive: Archive) -> None:
    source_id, text = add_source(archive), article()
    with archive.write() as tx:
        number = show(tx, source_id, "https://a.example/1", text)
        key = search.candidates(tx, Everything(), below=None, limit=1)[0][0]
        search.unindex(tx, number, key, text)
    assert numbers(archive, HasWords(("rach", "dinh"))) == []


def test_each_way_to_the_newest_finds_the_same(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL looks through the newest first, then through more of them, then in the index."""
    monkeypatch.setattr(newest, "WINDOW", 6)
    monkeypatch.setattr(newest, "WIDEST", 12)
    chance = random.Random(5)
    fill(archive, chance, 60)
    for _ in range(60):
        asked = AllOf((HasWords((chance.choice(["cau", "dinh", "dan"]),)), some_narrowing(chance)))
        whole = numbers(archive, asked)
        for limit in (1, 3, 7, 40):
            assert numbers(archive, asked, limit=limit) == whole[:limit], (asked, limit)
