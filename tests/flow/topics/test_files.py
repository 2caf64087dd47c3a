"""What a user who keeps topics in files relies on: they come back as they went, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.flow.house import follow
from worker.archive.alerts import topics as kept
from worker.archive.database.engine import Archive
from worker.deliver.excerpt import HIDDEN
from worker.flow.seeds import read_topics, seeds_folder
from worker.flow.topics import topics
from worker.flow.topics.files import (
    Taken,
    differing,
    read_topic_data,
    read_topic_file,
    repeated,
    take_in,
    written,
)
from worker.flow.topics.topics import Users
from worker.flow.written import LONGEST_TITLE
from worker.model import Origin, Topic
from worker.vietnamese.text.fold import nfc

FILE = "(standard input)"
DIKES = Topic("de-bao", '"đê bao" OR cống', "Đê bao: cống, đập #1")
DROPPED = "\u034f\u180b\u180c\u180d"
"""Marks that nobody sees, which a query is kept without."""
SHOWN = st.characters(exclude_categories=tuple[Any, ...](HIDDEN), exclude_characters=DROPPED)
TEXTS = st.text(SHOWN, min_size=1, max_size=300).map(lambda text: nfc(" ".join(text.split())))
QUERIES = TEXTS.filter(lambda text: text != "") | st.lists(
    st.sampled_from(['"đê bao"', "OR", "cống", "#a", "- b", ": c", "---", '"' + "xa " * 60 + '"'])
).map(" ".join).filter(lambda text: text != "")
TITLES = TEXTS.map(lambda text: text[:LONGEST_TITLE].rstrip())
TOPICS = st.builds(
    Topic, st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True), QUERIES, TITLES
)


def mistakes(text: str) -> list[str]:
    return [str(one) for one in read_topic_data(text.encode()).mistakes]


def read(text: str) -> list[Topic]:
    got = read_topic_data(text.encode())
    assert got.mistakes == ()
    return [one.topic for one in got.entries]


def taken(archive: Archive, text: str) -> Taken:
    with archive.write() as tx:
        return take_in(tx, read_topic_data(text.encode()).entries)


def stored(archive: Archive) -> list[Topic]:
    with archive.read() as tx:
        return list(kept.topics(tx))


@example([Topic("a", "đê \ue000\uffff\U000e0fff")])
@given(st.lists(TOPICS, max_size=3, unique_by=lambda topic: topic.name))
def test_what_is_written_reads_back_the_same(some: list[Topic]) -> None:
    assert read("".join(written(some))) == some


def test_the_seeds_read_back_the_same() -> None:
    seeds = read_topics(seeds_folder() / "topics.yaml", origin=Origin.USER)
    assert read("".join(written(seeds))) == list(seeds)


def test_a_file_looks_as_one_writes_it() -> None:
    long = " OR ".join(f'"cống ngăn mặn số {n}"' for n in range(8))
    lines = "".join(written([DIKES, Topic("cong", long)])).splitlines()
    assert lines[:5] == [
        "- name: de-bao",
        '  title: "Đê bao: cống, đập #1"',
        "  query: >",
        '    "đê bao" OR cống',
        "",
    ]
    assert all(len(line) <= 100 and line.count('"') % 2 == 0 for line in lines)


def test_every_mistake_is_told_by_its_line() -> None:
    told = mistakes(
        '- name: Đê bao\n  query: x\n- name: a\n  query: ""\n- name: b\n- name: c\n  qury: x\n'
        '- name: d\n  query: "a\\a"\n- name: e\n  query: x\n  title: "\\e[31m"\n'
    )
    assert [one.split("; expected")[0] for one in told] == [
        "(standard input):1: name: found 'Đê bao'",
        "(standard input):4: query: is empty",
        "(standard input):5: query: is missing",
        "(standard input):7: qury: unknown key",
        "(standard input):9: query: query, column 2: found the control character U+0007",
        "(standard input):12: title: an invisible character (U+001B) in '\x1b[31m'",
    ]
    assert told[0].endswith("for instance de-bao")


def test_what_is_no_file_of_topics_is_told(tmp_path: Path) -> None:
    (mistake,) = read_topic_file(tmp_path / "none.yaml").mistakes
    assert "none.yaml: cannot be read: No such file" in str(mistake)
    assert mistakes("a: b")[0].startswith("(standard input):1: found 'key: value' lines")
    assert mistakes("- [")[0].startswith("(standard input):1: not YAML")
    assert mistakes("# none yet\n") == []


def test_a_topic_stands_once_or_twice_the_same() -> None:
    same = "- name: a\n  query: x\n"
    assert list(repeated(read_topic_data((same + same).encode()).entries)) == []
    entries = read_topic_data((same + "- name: a\n  query: y\n").encode()).entries
    (mistake,) = repeated(entries)
    assert str(mistake) == (
        "(standard input):4: query: topic a is another one at (standard input):2; "
        "expected each name once"
    )


def test_new_topics_are_added_and_known_ones_kept(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, DIKES)
    text = "".join(written([DIKES, Topic("b", "topic:a"), Topic("a", "mặn")]))
    assert taken(archive, text) == Taken(2, 0, 1, Users())
    assert stored(archive) == [Topic("a", "mặn"), Topic("b", "topic:a"), DIKES]
    assert taken(archive, text) == Taken(0, 0, 3, Users())


def test_what_the_archive_has_otherwise_is_told_and_changed_only_where_wanted(
    archive: Archive,
) -> None:
    with archive.write() as tx:
        kept.add(tx, Topic("a", "mặn", "Mặn", Origin.SEED))
        kept.add(tx, Topic("b", "topic:a", "B"))
    follow(archive, "topic:b")
    text = "- name: a\n  query: ngọt\n- name: b\n  title: C\n  query: topic:a\n"
    with archive.read() as tx:
        told = [str(one) for one in differing(tx, read_topic_data(text.encode()).entries)]
    remedy = "to have it as it stands here: --replace"
    assert told == [
        f"(standard input):2: query: topic a has another query and title in the archive; {remedy}",
        f"(standard input):5: query: topic b has another title in the archive; {remedy}",
    ]
    assert taken(archive, text) == Taken(0, 2, 0, Users((), ("topic:b",)))
    assert stored(archive) == [Topic("a", "ngọt", "", Origin.SEED), Topic("b", "topic:a", "C")]


def test_where_one_cannot_be_nothing_is_stored(archive: Archive) -> None:
    add_ring = "- name: a\n  query: topic:b\n- name: b\n  query: >\n    mặn OR\n    topic:a\n"
    wrong = taken(archive, "- name: ok\n  query: x\n" + add_ring).mistakes
    assert [(one.where, one.what, one.remedy) for one in wrong] == [
        (f"{FILE}:4: query", "query, column 7, topic b, column 14: found the topic a", "a → b → a"),
        (f"{FILE}:6: query", "query, column 14, topic a, column 7: found the topic b", "b → a → b"),
    ]
    (wrong_name,) = taken(
        archive, "- name: ok\n  query: x\n- name: a\n  query: topic:okk\n"
    ).mistakes
    assert "did you mean topic:ok?" in str(wrong_name)
    assert stored(archive) == []


def test_an_import_that_would_break_a_watch_is_refused(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, Topic("vi", 'official:"Kiều Thanh Vĩ"'))
    follow(archive, "topic:vi min-confidence:0.8")
    (mistake,) = taken(archive, "- name: vi\n  query: Vĩ\n").mistakes
    assert str(mistake).startswith("watch topic:vi min-confidence:0.8: could not be read any more")
    assert [one.query for one in stored(archive)] == ['official:"Kiều Thanh Vĩ"']
