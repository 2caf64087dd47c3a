"""What a new archive starts with, once; and the samples, which stay away once removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.fakes import FakeClock
from tests.flow.house import count
from worker.archive.alerts import channels, outbox, topics, watches
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import officials
from worker.archive.sources import sources
from worker.errors import SettingsError
from worker.flow import plant
from worker.flow.plant import CONSOLE, SAMPLES, plant_samples, plant_seeds
from worker.flow.seeds import read_sources, read_watches, seeds_folder
from worker.model import Everything, Origin, Snapshot, Topic, Verdict

PLANTED = ("source", "official", "topic", "watch", "channel", "milestone")


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the seed files that may be broken, put in their place."""
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), folder)
    monkeypatch.setattr(plant, "seeds_folder", lambda: folder)
    return folder


def test_a_new_archive_starts_with_the_seeds(archive: Archive, clock: FakeClock) -> None:
    plant_seeds(archive, clock, bare=False)
    with archive.read() as tx:
        names = {one.source.name for one in sources.sources(tx)}
        queries = {one.name for one in watches.watches(tx)}
        assert [one.name for one in channels.channels(tx)] == [CONSOLE]
    assert names == {one.name for one in read_sources(seeds_folder() / "sources.yaml")}
    assert queries == {one.name for one in read_watches(seeds_folder() / "watches.yaml")}


def test_what_a_user_removes_stays_removed(archive: Archive, clock: FakeClock) -> None:
    plant_seeds(archive, clock, bare=False)
    with archive.write() as tx:
        gone = sources.sources(tx)[0].source.name
        sources.remove(tx, gone, with_articles=True, now=clock.now())
    before = count(archive, *PLANTED)
    plant_seeds(archive, clock, bare=False)
    assert count(archive, *PLANTED) == before


def test_a_bare_archive_has_the_console_alone(archive: Archive, clock: FakeClock) -> None:
    plant_seeds(archive, clock, bare=True)
    plant_seeds(archive, clock, bare=False)
    assert count(archive, *PLANTED) == (0, 0, 0, 0, 1, 1)


def test_samples_are_taken_in_once_and_alert(archive: Archive, clock: FakeClock) -> None:
    plant_seeds(archive, clock, bare=True)
    first = plant_samples(archive, clock)
    again = plant_samples(archive, clock)
    assert first
    assert again
    assert {one.error for one in first} == {None}
    assert {one.ingested.verdict for one in first if one.ingested} == {Verdict.NEW}
    assert {one.ingested.verdict for one in again if one.ingested} == {Verdict.UNCHANGED}
    with archive.read() as tx:
        alerts = outbox.alerts(tx)
        assert sources.find(tx, SAMPLES).source.origin is Origin.SAMPLE
        assert any(one.official for _, s in _all(tx) for one in s.mentions)
    assert alerts
    assert all(one.sample for one in alerts)


def test_removed_samples_stay_away(archive: Archive, clock: FakeClock) -> None:
    plant_seeds(archive, clock, bare=True)
    plant_samples(archive, clock)
    with archive.write() as tx:
        sources.remove(tx, SAMPLES, with_articles=True, now=clock.now())
    assert plant_samples(archive, clock) is None
    assert count(archive, "article", "official", "watch", "source")[:2] == (0, 0)
    with archive.read() as tx:
        assert watches.watches(tx) == ()
        assert sources.sources(tx) == ()


def test_samples_cut_off_after_planting_are_taken_in_next_time(
    archive: Archive, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> object:
        raise OSError("the process ends here")

    plant_seeds(archive, clock, bare=True)
    with monkeypatch.context() as patch:
        patch.setattr(plant, "ingest_files", break_down)
        with pytest.raises(OSError, match="ends here"):
            plant_samples(archive, clock)
    samples = plant_samples(archive, clock)
    assert samples
    assert count(archive, "article") == (len(samples),)


def test_a_topic_of_the_user_that_is_broken_is_no_matter_of_the_samples(
    archive: Archive, clock: FakeClock
) -> None:
    plant_seeds(archive, clock, bare=True)
    with archive.write() as tx:
        topics.add(tx, Topic("cua-toi", "topic:da-xoa"))
    assert plant_samples(archive, clock)


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("sources.yaml", "- name: a b\n  title: T\n  ways: []\n", "sources.yaml:3: ways: is empty"),
        ("officials.yaml", "- name: [x]\n", "officials.yaml:1: name: found a list"),
        ("topics.yaml", "- name: t\n  query: (cầu\n", "topics.yaml:2: query: "),
        ("topics.yaml", "- name: t\n  query: topic:khong-co\n", "topics.yaml:2: query: "),
        ("watches.yaml", "- name: w\n  query: 'x'\n- name: v\n  query: bad:x\n",
         "watches.yaml:4: query: query, column 1: found the field bad:"),
        ("watches.yaml", "- name: w\n query: x\n", "watches.yaml:2: not YAML"),
    ],
)  # fmt: skip
def test_a_broken_seed_file_is_named_and_nothing_is_half_planted(
    archive: Archive, clock: FakeClock, seeds: Path, name: str, broken: str, said: str
) -> None:
    whole = (seeds / name).read_text("utf-8")
    (seeds / name).write_text(broken, "utf-8")
    with pytest.raises(SettingsError) as caught:
        plant_seeds(archive, clock, bare=False)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(seeds))
    assert count(archive, *PLANTED) == (0,) * 6
    (seeds / name).write_text(whole, "utf-8")
    plant_seeds(archive, clock, bare=False)
    with archive.read() as tx:
        assert len(officials.officials(tx)) + len(sources.sources(tx)) > 0


def _all(tx: Connection) -> list[tuple[int, Snapshot]]:
    keys = search.candidates(tx, Everything(), below=None, limit=99)
    return search.snapshots(tx, [number for _, number in keys])
