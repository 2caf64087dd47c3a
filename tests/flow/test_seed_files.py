"""The files of ``seeds/`` themselves: they can be read, hold together, and show what they can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from worker.clock import HANOI
from worker.flow import seeds
from worker.identify.content_hash import content_hash
from worker.match.officials import Registry
from worker.match.queries.query import matches, parse_topic
from worker.match.queries.watches import WatchSet
from worker.model import ReadFrom, Reading, Setting, Snapshot
from worker.normalize.reading import read
from worker.normalize.text_format import differences, parse

FOLDER = seeds.seeds_folder()
SAMPLES = sorted((FOLDER / "samples").glob("*.txt"))
EXAMPLES = Path(__file__).parents[3] / "shared" / "seeds"
OF_THE_EXAMPLES = (
    *("dong-khoi-moi", "chi-thi-01", "dong-thuan-sang-tao", "nghi-quyet-tinh-uy", "xay-dung-dang"),
    *("dai-hoi-dang-bo", "bau-cu", "tiep-cong-dan", "giai-phong-mat-bang", "han-man"),
    *("cau-dinh-khao", "nong-thon", "do-thi", "dan-van-kheo", "cay-giong-hoa-kieng", "covid-19"),
)
"""Topics that the example files are about."""


def _reading(path: Path) -> Reading:
    return read(parse(path.read_bytes(), str(path)))


def _topics() -> dict[str, str]:
    return {topic.name: topic.query for topic in seeds.read_topics(FOLDER / "topics.yaml")}


def _sentences(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    parts = (" ".join(part.split()).casefold() for part in re.split(r"[.!?\n]+", text))
    return {part for part in parts if len(part) >= 30}


def test_the_folder_is_the_one_of_this_checkout() -> None:
    assert Path(__file__).parents[2] / "seeds" == FOLDER


def test_every_file_can_be_read_and_every_query_parsed() -> None:
    topics = _topics()
    sources = seeds.read_sources(FOLDER / "sources.yaml")
    assert [one.enabled for one in sources].count(True) == 8
    for name in topics:
        parse_topic(name, topics)
    for folder in (FOLDER, FOLDER / "samples"):
        watches = seeds.read_watches(folder / "watches.yaml")
        assert watches
        assert not WatchSet(watches, topics).broken


def test_watches_follow_only_officials_and_topics_that_are_there() -> None:
    for folder in (FOLDER, FOLDER / "samples"):
        known = {one.name for one in seeds.read_officials(folder / "officials.yaml")}
        for watch in seeds.read_watches(folder / "watches.yaml"):
            assert set(re.findall(r'official:"([^"]+)"', watch.query)) <= known
            assert set(re.findall(r"topic:([a-z0-9-]+)", watch.query)) <= set(_topics())


def test_samples_and_seeds_share_no_name() -> None:
    for file, reader in (
        ("officials.yaml", seeds.read_officials),
        ("watches.yaml", seeds.read_watches),
    ):
        own = {one.name for one in reader(FOLDER / file)}
        assert own.isdisjoint(one.name for one in reader(FOLDER / "samples" / file))


def test_there_are_enough_samples_numbered_from_000() -> None:
    assert len(SAMPLES) >= 14
    assert [path.name[:3] for path in SAMPLES] == [f"{n:03d}" for n in range(len(SAMPLES))]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_a_sample_is_named_by_its_hash_and_reads_whole(path: Path) -> None:
    reading = _reading(path)
    assert path.stem.split("_")[1] == content_hash(reading.article)[:16]
    assert reading.byline
    assert reading.published is not None
    assert reading.published.at.astimezone(HANOI).year == 2026
    assert reading.article.captions
    assert 6 <= len(reading.article.paragraphs) <= 14
    assert differences(reading) == ()
    assert "ý kiến của bạn đọc" not in reading.article.text
    assert "Chia sẻ bài viết" not in reading.article.text


def test_the_samples_show_the_shapes_of_the_format() -> None:
    readings = [_reading(path) for path in SAMPLES]
    assert {reading.category for reading in readings} == {None, "Chính trị", "Kinh tế", "Văn hóa"}
    assert any(
        reading.published and reading.published.read_from is ReadFrom.UPDATED
        for reading in readings
    )
    assert any(reading.byline and ":" not in reading.byline for reading in readings)


def test_samples_raise_alerts_but_no_watch_takes_them_all() -> None:
    watches = seeds.read_watches(FOLDER / "samples" / "watches.yaml")
    registry = Registry(seeds.read_officials(FOLDER / "samples" / "officials.yaml"))
    chosen = WatchSet(watches, _topics())
    caught: dict[str, list[str]] = {watch.name: [] for watch in watches}
    silent = []
    for path in SAMPLES:
        reading = _reading(path)
        assert reading.published
        article, day = reading.article, reading.published.at.astimezone(HANOI).date()
        mentions = registry.mentions(article, Setting(None, day))
        snapshot = Snapshot(article, str(path), "mau", mentions=mentions)
        hits = chosen.hits(snapshot)
        silent += [] if hits else [path.name[:3]]
        for hit in hits:
            caught[hit.watch.name].append(path.name[:3])
    assert silent == ["008"]
    assert all(1 <= len(numbers) <= len(SAMPLES) * 2 // 3 for numbers in caught.values()), caught


def test_officials_of_the_examples_are_attested_on_the_days_of_their_articles() -> None:
    days = {
        "000_03b1b5bcabc2424b": "2021-02-26",
        "001_705eb706685c18bd": "2022-04-18",
        "002_39bba4cb8ffa281c": "2022-03-22",
        "003_9e4e5c1aab5d6626": "2020-11-03",
        "004_599c9308bc21172f": "2021-03-01",
    }
    for official in seeds.read_officials(FOLDER / "officials.yaml"):
        for term in official.terms:
            assert [str(day) for day in term.attested] == [days[term.known_from]]
            assert term.start is None
            assert term.end is None


def test_officials_and_their_days_are_what_the_example_files_say() -> None:
    if not EXAMPLES.is_dir():
        pytest.skip(f"the example files are not at {EXAMPLES}")
    for official in seeds.read_officials(FOLDER / "officials.yaml"):
        for term in official.terms:
            reading = _reading(EXAMPLES / f"{term.known_from}.txt")
            assert official.name in reading.article.text
            assert reading.published is not None
            assert term.attested == (reading.published.at.astimezone(HANOI).date(),)


def _found(folder: Path) -> dict[str, list[str]]:
    """Return for each topic the numbers of the articles of a folder that it finds."""
    topics = _topics()
    articles = {path.name[:3]: _reading(path).article for path in sorted(folder.glob("*.txt"))}
    return {
        name: [
            number
            for number, one in articles.items()
            if matches(parse_topic(name, topics), Snapshot(one, "", "")) is not None
        ]
        for name in topics
    }


def test_the_topics_of_the_example_files_find_them() -> None:
    if not EXAMPLES.is_dir():
        pytest.skip(f"the example files are not at {EXAMPLES}")
    found = _found(EXAMPLES)
    assert [name for name in OF_THE_EXAMPLES if not found[name]] == []


def test_no_topic_takes_more_than_a_third_of_the_samples() -> None:
    found = _found(FOLDER / "samples")
    assert {name: some for name, some in found.items() if len(some) * 3 > len(SAMPLES)} == {}


def test_no_sentence_of_the_examples_stands_in_the_samples() -> None:
    if not EXAMPLES.is_dir():
        pytest.skip(f"the example files are not at {EXAMPLES}")
    given = set().union(*(_sentences(path) for path in EXAMPLES.glob("*.txt")))
    for path in SAMPLES:
        assert not _sentences(path) & given
