from __future__ import annotations

from dataclasses import replace

from tests.archive.making import add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import matching, mentions, officials
from worker.model import (
    Candidate,
    HasOffice,
    HasOfficial,
    Mention,
    MentionKind,
    Narrowing,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
)

PERSON = Mention(
    start=120,
    end=134,
    surface="Trần Bích Trâm",
    kind=MentionKind.PERSON,
    official="Trần Bích Trâm",
    official_id=1,
    via="name",
    confidence=0.95,
    offices=(
        OfficeSaid(
            Office("Phó Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm"),
            OfficeStatus.ACTING,
        ),
        OfficeSaid(Office("Ủy viên", "Quốc hội"), OfficeStatus.FORMER),
    ),
    candidates=(Candidate("Trần Bích Trâm", 0.7), Candidate("Trần Bích Trầm", 0.3)),
)
OFFICE = Mention(3, 9, "Bí thư", MentionKind.OFFICE, None, None, "office", 0.5)
UNREGISTERED = replace(PERSON, start=40, end=54, official="Võ Thị Ngàn", official_id=None)


def numbers(archive: Archive, asked: Narrowing) -> list[int]:
    with archive.read() as tx:
        return [number for _, number in search.candidates(tx, asked, below=None, limit=9)]


def test_mentions_come_back_whole_and_in_order(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        person = replace(PERSON, official_id=officials.add(tx, Official("Trần Bích Trâm")))
        numbers = [show(tx, source_id, f"https://a.example/{n}", article(f"{n}")) for n in range(3)]
        mentions.store(tx, numbers[0], [person, OFFICE], "1")
        mentions.store(tx, numbers[1], [OFFICE, UNREGISTERED], "1")
        mentions.store(tx, numbers[2], [], "1")
        expected = {0: (person, OFFICE), 1: (OFFICE, UNREGISTERED)}
        assert mentions.of(tx, [*numbers, 99]) == expected
        assert mentions.of(tx, []) == {}


def test_what_another_worker_has_stored_already_is_not_doubled(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "https://a.example/1", article())
        mentions.store(tx, number, [OFFICE], "1")
        mentions.store(tx, number, [OFFICE], "1")
        assert mentions.of(tx, [number]) == {number: (OFFICE,)}


def test_a_mention_of_a_removed_official_names_nobody(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        person = replace(PERSON, official_id=officials.add(tx, Official("Trần Bích Trâm")))
        number = show(tx, source_id, "https://a.example/1", article())
        mentions.store(tx, number, [person], "1")
        officials.remove(tx, "Trần Bích Trâm")
        [left] = mentions.of(tx, [number])[number]
    assert left == replace(person, official=None, official_id=None)


def test_an_article_is_found_by_whom_it_names_or_may_name_and_by_offices(archive: Archive) -> None:
    labelled = replace(UNREGISTERED, official="Võ Thị Ngàn (Sa Nhiên)")
    doubtful = replace(PERSON, official=None, official_id=None)
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/0", article("0"))
        number = show(tx, source_id, "https://a.example/1", article("1"))
        mentions.store(tx, number, [labelled, doubtful], "1")
    for key in ("vo thi ngan", "tran bich tram"):
        assert numbers(archive, HasOfficial(key)) == [number]
    assert numbers(archive, HasOfficial("tran bich")) == []
    for place in ("sa nhien", ""):
        assert numbers(archive, HasOffice("pho chu tich", "uy ban nhan dan", place)) == [number]
    assert numbers(archive, HasOffice("uy vien", "quoc hoi")) == [number]
    assert numbers(archive, HasOffice("pho chu tich", "uy ban nhan dan", "cu may")) == []
    assert numbers(archive, HasOffice("chu tich", "uy ban nhan dan")) == []


def test_only_the_generation_that_is_read_is_seen_until_the_next_takes_over(
    archive: Archive,
) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "https://a.example/1", article())
        mentions.store(tx, number, [OFFICE], "1")
        coming = matching.begin(tx, "2", "", 0)
        mentions.store(tx, number, [UNREGISTERED], "2", generation=coming.generation)
        assert mentions.of(tx, [number]) == {number: (OFFICE,)}
    assert numbers(archive, HasOfficial("vo thi ngan")) == []
    with archive.write() as tx:
        matching.take_over(tx, coming)
        assert mentions.of(tx, [number]) == {number: (UNREGISTERED,)}
    assert numbers(archive, HasOfficial("vo thi ngan")) == [number]


def test_what_is_forgotten_of_a_generation_is_neither_read_nor_found(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        both = [show(tx, source_id, f"https://a.example/{n}", article(f"{n}")) for n in range(2)]
        for number in both:
            mentions.store(tx, number, [UNREGISTERED], "1")
        mentions.forget(tx, matching.state(tx).generation, both[:1])
        assert mentions.of(tx, both) == {both[1]: (UNREGISTERED,)}
    assert numbers(archive, HasOfficial("vo thi ngan")) == both[1:]
