"""What a user who imports officials relies on: all of it is stored as said, or nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.archive.making import add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, mentions, officials
from worker.archive.officials.learned import Named
from worker.errors import NotFound, SettingsError, UsageError
from worker.flow.registry import registry
from worker.flow.registry.entries import Entry
from worker.flow.registry.files import read_data, written
from worker.flow.registry.registry import TakenIn
from worker.flow.registry.search import learned_id
from worker.model import (
    Alias,
    Candidate,
    Exclusion,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    Official,
    Origin,
    PartialDate,
    Term,
)

HEAD = "name,distinction,aliases,role,body,place,start,end,attested,known_from\n"
SEAT = Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")
VI = Official("Trần Thị Hạ Vi", terms=(Term(SEAT, PartialDate(2020, 10, 15)),), origin=Origin.SEED)


def take_in(archive: Archive, *files: str) -> TakenIn:
    """Import CSV files without their first line."""
    entries: list[Entry] = []
    for text in files:
        read = read_data((HEAD + text).encode(), "csv")
        assert read.mistakes == ()
        entries += read.entries
    with archive.write() as tx:
        return registry.take_in(tx, entries)


def refused(archive: Archive, *files: str) -> list[str]:
    before = known(archive)
    taken = take_in(archive, *files)
    assert known(archive) == before
    assert (taken.added, taken.changed) == (0, 0)
    return [str(one).removeprefix("(standard input):") for one in taken.mistakes]


def known(archive: Archive) -> list[Official]:
    with archive.read() as tx:
        return [replace(one, id=0) for one in officials.officials(tx)]


def test_officials_of_one_label_are_one_and_so_are_their_terms(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, VI)
    taken = take_in(
        archive,
        "Trần Thị Hạ Vi,,Bảy Vi,Bí thư,Tỉnh ủy,Sông Hàm,2020,2025-06-30,2021-02-26,bài 3\n"
        "Trần Thị Hạ Vi,,,Chủ tịch,UBND,tỉnh Sông Hàm,2016,2020,,\n"
        "Trần Thị Hạ Vi,Cái Sậy,,Bí thư,Huyện ủy,Cái Sậy,,,,\n"
        "Điểu K'Ré,,~Dieu K'Re,,,,,,,\n",
    )
    assert taken == TakenIn(added=2, changed=1, unchanged=0)
    vi, namesake, dieu = known(archive)
    assert vi == replace(
        VI,
        aliases=(Alias("Bảy Vi"),),
        terms=(
            Term(
                SEAT,
                PartialDate(2020, 10, 15),
                PartialDate(2025, 6, 30),
                (date(2021, 2, 26),),
                "bài 3",
            ),
            Term(
                Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh"),
                PartialDate(2016),
                PartialDate(2020),
            ),
        ),
    )
    assert namesake.label == "Trần Thị Hạ Vi (Cái Sậy)"
    assert dieu.aliases == (Alias("Dieu K'Re", blind=True),)


def test_what_is_imported_again_changes_nothing(archive: Archive) -> None:
    rows = (
        "Trần Thị Hạ Vi,,Bảy Vi,Bí thư,Tỉnh ủy,Sông Hàm,,,2021-02-26,bài 3\n"
        "Trần Thị Hạ Vi,,,Bí thư,Tỉnh ủy,Sông Hàm,,,2022-02-26,bài 7\n"
    )
    assert take_in(archive, rows).added == 1
    before = known(archive)
    assert take_in(archive, rows) == TakenIn(0, 0, 1)
    for format in ("yaml", "csv"):
        again = read_data("".join(written(before, format)).encode(), format)
        with archive.write() as tx:
            assert registry.take_in(tx, again.entries) == TakenIn(0, 0, 1)
    assert known(archive) == before


def test_two_holders_of_one_office_contradict_by_line(archive: Archive) -> None:
    assert refused(
        archive,
        "Kiều Sa,,,,,,,,,\n"
        "Lý Văn Mẫn,,,Bí thư,Tỉnh uỷ,tỉnh Sông Hàm,2020-10-15,2025-06-30,,\n"
        "Trần Thị Hạ Vi,,,Bí thư,Tỉnh ủy,Sông Hàm,2024-01-10,,,\n",
    ) == [
        "3: Bí thư Tỉnh ủy Sông Hàm, held by Lý Văn Mẫn 2020-10-15 to 2025-06-30, contradicts "
        "line 4: held by Trần Thị Hạ Vi from 2024-01-10; correct one of the two"
    ]


def test_a_file_contradicts_the_registry_by_line(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, VI)
    [said] = refused(
        archive, "Lý Văn Mẫn,,,Bí thư,Tỉnh ủy,Sông Hàm,2019,2021-01-01,,\nKiều Sa,,,,,,,,,\n"
    )
    assert said.startswith(
        "2: Bí thư Tỉnh ủy Sông Hàm, held by Lý Văn Mẫn 2019 to 2021-01-01, contradicts the "
        "registry: held by Trần Thị Hạ Vi from 2020-10-15; "
    )
    assert "diemtin official edit 'Trần Thị Hạ Vi'" in said


def test_one_person_contradicts_what_is_known_of_them(archive: Archive) -> None:
    [said] = refused(
        archive,
        "Trần Thị Hạ Vi,,,Bí thư,Tỉnh ủy,Sông Hàm,2020,2024,,\n"
        "Trần Thị Hạ Vi,,,Bí thư,Tỉnh ủy,Sông Hàm,2020,2025,,\n",
    )
    assert said.startswith("2: Bí thư Tỉnh ủy Sông Hàm, held by Trần Thị Hạ Vi 2020 to 2024, ")
    assert "contradicts line 3: held by Trần Thị Hạ Vi 2020 to 2025" in said


def test_what_several_may_hold_or_no_place_is_said_of_contradicts_nothing(archive: Archive) -> None:
    taken = take_in(
        archive,
        "A Sa,,,Phó Chủ tịch,UBND,tỉnh Sông Hàm,2020,2025,,\n"
        "B Sa,,,Phó Chủ tịch,UBND,tỉnh Sông Hàm,2020,2025,,\n"
        "A Sa,,,Bí thư,Tỉnh ủy,,2020,2025,,\n"
        "B Sa,,,Bí thư,Tỉnh ủy,,2020,2025,,\n"
        "A Sa,,,Bí thư,Huyện ủy,Châu Thành,2020,2025,,\n"
        "B Sa,,,Bí thư,Huyện ủy,Châu Thành,2020,2025,,\n"
        "A Sa,,,Bộ trưởng,Bộ Thủy lợi,,2020,2022,,\n"
        "B Sa,,,Bộ trưởng,Bộ Thủy lợi,,2022,2025,,\n",
    )
    assert taken == TakenIn(2, 0, 0)


def test_contradictions_within_the_registry_keep_nobody_from_importing(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, VI)
        officials.add(tx, replace(VI, name="Lý Văn Mẫn", terms=(replace(VI.terms[0], end=None),)))
    assert take_in(archive, "Kiều Sa,,,,,,,,,\n").added == 1


def test_a_term_that_contradicts_is_not_typed_either(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, VI)
    other = Official("Lý Văn Mẫn", terms=(Term(SEAT, PartialDate(2019), PartialDate(2022)),))
    said = "official Lý Văn Mẫn: Bí thư Tỉnh ủy Sông Hàm, .* contradicts the registry"
    with pytest.raises(SettingsError, match=said), archive.write() as tx:
        registry.add(tx, other)
    assert known(archive) == [VI]


def test_an_office_is_added_changed_and_told_apart() -> None:
    terms = (Term(SEAT, PartialDate(2010), PartialDate(2015)), Term(SEAT, PartialDate(2020)))
    twice = replace(VI, terms=terms)
    ended = registry.with_office(
        twice, SEAT, {"start": PartialDate(2020), "end": PartialDate(2025)}
    )
    assert ended.terms == (terms[0], replace(terms[1], end=PartialDate(2025)))
    seen = registry.with_office(VI, SEAT, {"attested": (date(2021, 2, 26),)})
    assert seen.terms == (replace(VI.terms[0], attested=(date(2021, 2, 26),)),)
    forgotten = registry.with_office(VI, SEAT, {"start": None, "acting": True})
    assert forgotten.terms == (Term(SEAT, acting=True),)
    earlier = registry.with_office(VI, SEAT, {"start": None, "end": PartialDate(2015)})
    assert earlier.terms == (*VI.terms, Term(SEAT, end=PartialDate(2015)))
    with pytest.raises(UsageError, match="more than once"):
        registry.with_office(twice, SEAT, {"known_from": "bài 3"})
    with pytest.raises(UsageError, match="2020-01-01 is outside the term"):
        registry.with_office(VI, SEAT, {"attested": (date(2020, 1, 1),)})


def test_an_end_before_the_start_is_a_slip_and_no_earlier_term() -> None:
    with pytest.raises(UsageError, match=r"2015 is before the start, .*--start too"):
        registry.with_office(VI, SEAT, {"end": PartialDate(2015)})
    other = replace(SEAT, place="Cù Mây")
    assert registry.with_office(VI, other, {"end": PartialDate(2015)}).terms == (
        *VI.terms,
        Term(other, end=PartialDate(2015)),
    )


def test_an_office_of_theirs_may_be_said_without_its_place() -> None:
    bare = replace(SEAT, place=None)
    ended = registry.with_office(VI, bare, {"end": PartialDate(2025)})
    assert ended.terms == (replace(VI.terms[0], end=PartialDate(2025)),)
    moved = replace(VI, terms=(*VI.terms, Term(replace(SEAT, place="Cù Mây"))))
    with pytest.raises(UsageError, match=r"is 2 offices of .*Sông Hàm; .*Cù Mây"):
        registry.with_office(moved, bare, {"end": PartialDate(2025)})
    other = replace(bare, role="Phó Bí thư")
    assert registry.with_office(VI, other, {}).terms == (*VI.terms, Term(other))


HEALTH = Office("Giám đốc", "Sở Y tế", "Cù Mây", "tỉnh")


def named(surface: str, official: str | None, **said: Any) -> Mention:
    return Mention(0, 1, surface, MentionKind.PERSON, official, None, "name", 0.9, **said)


def test_an_article_of_a_namesake_is_kept_with_what_it_says(archive: Archive) -> None:
    source_id = add_source(archive)
    mention = named("Trần Thị Hạ Vi", None, offices=(OfficeSaid(HEALTH),))
    with archive.write() as tx:
        vi = replace(VI, id=officials.add(tx, VI))
        number = show(tx, source_id, "https://bao.example/a", article())
        mentions.store(tx, number, [mention, named("Lê Sa", None)], "1")
        other = show(tx, source_id, "https://bao.example/b", article("Khác"))
        mentions.store(tx, other, [named("Lê Sa", None)], "1")
    with archive.write() as tx:
        lesson = registry.exclude(tx, vi, "https://bao.example/a")
    assert lesson == Exclusion(number, (HEALTH,), None)
    assert known(archive)[0].exclusions == (lesson,)
    with pytest.raises(UsageError, match="does not name"), archive.write() as tx:
        registry.exclude(tx, vi, str(other))
    with archive.write() as tx:
        assert registry.include(tx, vi, str(number)) == number
    assert known(archive)[0].exclusions == ()
    with pytest.raises(NotFound, match="nobody has said"), archive.write() as tx:
        registry.include(tx, vi, str(number))


def test_all_who_may_be_meant_can_be_excluded(archive: Archive) -> None:
    source_id = add_source(archive)
    said = [
        named("Bảy", "Trần Thị Hạ Vi (Cái Sậy)"),
        named("HẠ VI", None, candidates=(Candidate("Trần Thị Hạ Vi (Cái Sậy)", 0.5),)),
        named("Trần Thị Hạ Vy", None),
    ]
    with archive.write() as tx:
        person = replace(VI, distinction="Cái Sậy")
        person = replace(person, id=officials.add(tx, person))
        for index, mention in enumerate(said):
            url = f"https://bao.example/{index}"
            number = show(tx, source_id, url, article(f"Bài {index}"))
            mentions.store(tx, number, [mention], "1")
            assert registry.exclude(tx, person, url).number == number


def learn(archive: Archive, holder: str, *offices: Office, official_id: int | None = None) -> None:
    """Let three articles, a week after one another, name somebody in these offices."""
    source_id = add_source(archive, f"nguon-{len(known(archive))}-{holder.encode().hex()[:8]}")
    with archive.write() as tx:
        for week in range(3):
            url = f"https://{source_id}.example/{week}"
            number = show(tx, source_id, url, article(f"Bài {holder} {week}"))
            said = [Named(holder, official_id, office) for office in offices]
            learned.note(tx, number, said, date(2026, 3, 2 + 7 * week), source_id)


def test_learned_terms_become_terms_of_one_official(archive: Archive) -> None:
    learn(archive, "Kiều Sa", SEAT, HEALTH)
    with archive.write() as tx:
        taken = registry.take(tx, [learned_id(one) for one in learned.terms(tx)])
        assert learned.unfollowed(tx) == ()
    assert [one.is_new for one in taken] == [True, False]
    [sa] = known(archive)
    assert [term.office for term in sa.terms] == [SEAT, HEALTH]
    for term in sa.terms:
        assert (term.start, term.end) == (None, None)
        assert term.attested == (date(2026, 3, 2), date(2026, 3, 16))
        assert term.known_from.startswith("https://1.example/0 (article 0); 1 more; https://1.")


def test_what_is_learned_of_an_official_extends_what_is_known(archive: Archive) -> None:
    with archive.write() as tx:
        row = officials.add(tx, VI)
        officials.add(tx, replace(VI, distinction="Cái Sậy", terms=()))
    learn(archive, "Trần Thị Hạ Vi", SEAT, official_id=row)
    with archive.write() as tx:
        registry.take(tx, [learned_id(one) for one in learned.terms(tx)])
    vi, _ = known(archive)
    [term] = vi.terms
    assert (term.start, term.end) == (PartialDate(2020, 10, 15), None)
    assert term.attested == (date(2026, 3, 2), date(2026, 3, 16))


def test_a_namesake_is_taken_only_for_whom_one_is_told(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, Official("Kiều Sa"))
    learn(archive, "Kiều Sa", HEALTH)
    with archive.read() as tx:
        ids = [learned_id(one) for one in learned.terms(tx)]
    with pytest.raises(UsageError, match="--as 'Kiều Sa' if so, else"), archive.write() as tx:
        registry.take(tx, ids)
    with archive.write() as tx:
        registry.take(tx, ids, distinction="Cù Mây")
    assert [(one.label, len(one.terms)) for one in known(archive)] == [
        ("Kiều Sa", 0),
        ("Kiều Sa (Cù Mây)", 1),
    ]


@pytest.mark.parametrize(("known_as", "told_as"), [("~Vi", "Vi"), ("Vi", "~Vi")])
def test_an_alias_that_is_blind_once_stays_blind(
    archive: Archive, known_as: str, told_as: str
) -> None:
    take_in(archive, f"Trần Hạ Vi,,{known_as},,,,,,,\n")
    take_in(archive, f"Trần Hạ Vi,,{told_as};Bảy,,,,,,,\n")
    assert known(archive)[0].aliases == (Alias("Vi", blind=True), Alias("Bảy"))
