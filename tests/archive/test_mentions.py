from __future__ import annotations

from dataclasses import replace

from tests.archive.making import add_source, article, show
from worker.archive import mentions, officials
from worker.archive.engine import Archive
from worker.model import Candidate, Mention, MentionKind, OfficeSaid, OfficeStatus, Official

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
        OfficeSaid("Phó Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", OfficeStatus.ACTING),
        OfficeSaid("Ủy viên", "Quốc hội", None, OfficeStatus.FORMER),
    ),
    candidates=(Candidate("Trần Bích Trâm", 0.7), Candidate("Trần Bích Trầm", 0.3)),
)
OFFICE = Mention(3, 9, "Bí thư", MentionKind.OFFICE, None, None, "office", 0.5)


def test_mentions_come_back_whole_and_in_order(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        person = replace(PERSON, official_id=officials.add(tx, Official("Trần Bích Trâm")))
        numbers = [show(tx, source_id, f"https://a.example/{n}", article(f"{n}")) for n in range(3)]
        mentions.store(tx, numbers[0], [person, OFFICE], "1")
        mentions.store(tx, numbers[1], [OFFICE], "1")
        mentions.store(tx, numbers[2], [], "1")
        assert mentions.of(tx, [*numbers, 99]) == {0: (person, OFFICE), 1: (OFFICE,)}
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
