"""What a new archive starts with, and the sample articles that ``run --samples`` adds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from worker.archive.alerts import channels, topics, watches
from worker.archive.database import milestones
from worker.archive.database.engine import Archive
from worker.archive.officials import officials
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.clock import Clock
from worker.errors import UsageError
from worker.flow.intake.files import FileOutcome, ingest_files
from worker.flow.located import read_list
from worker.flow.search.ask import parse_query
from worker.flow.seeds import (
    TOPIC_KEYS,
    WATCH_KEYS,
    read_officials,
    read_sources,
    read_topics,
    read_watches,
    seeds_folder,
)
from worker.match.officials import MARGIN
from worker.model import Channel, ChannelKind, Origin, Source

Seed = TypeVar("Seed", covariant=True)

SAMPLES = "mau"
"""The source of the sample articles; *mẫu* is Vietnamese for sample."""
CONSOLE = "console"
"""The channel that every archive starts with: the terminal of the running service."""


def plant_seeds(archive: Archive, clock: Clock, *, bare: bool) -> None:
    """Give a new archive its console channel and, unless ``bare``, what is in ``seeds/``.

    All of it in one transaction, once in an archive's life: what a user removes stays removed.
    """
    with archive.write() as tx:
        if not milestones.reach(tx, milestones.SEEDS, clock.now()):
            return
        channels.add(tx, Channel(CONSOLE, ChannelKind.CONSOLE))
        if not bare:
            folder = seeds_folder()
            for source in read_sources(folder / "sources.yaml"):
                sources.add(tx, source)
            _follow(tx, folder, Origin.SEED)


def plant_samples(
    archive: Archive, clock: Clock, *, margin: timedelta = MARGIN
) -> list[FileOutcome] | None:
    """Take in the sample articles under the source ``mau``, with their officials and watches.

    Return what became of each file; None where the samples were removed from this archive.
    ``margin`` is how long around its attestations an office counts as held.
    """
    folder = seeds_folder() / "samples"
    with archive.write() as tx:
        if milestones.reach(tx, milestones.SAMPLES, clock.now()):
            sources.add(tx, _sample_source())
            _follow(tx, folder, Origin.SAMPLE)
        source = _present(tx)
    if source is None:
        return None
    return list(ingest_files(archive, clock, source, [folder], margin=margin))


def _present(tx: Connection) -> StoredSource | None:
    return next((one for one in sources.sources(tx) if one.source.name == SAMPLES), None)


def _sample_source() -> Source:
    return Source(
        SAMPLES, "Bài mẫu (sample articles)", (), origin=Origin.SAMPLE, place=None, pause=0
    )


def _follow(tx: Connection, folder: Path, origin: Origin) -> None:
    """Store the officials, topics and watches that a folder has; their queries are checked."""
    for official in _read(folder / "officials.yaml", read_officials, origin):
        officials.add(tx, official)
    new_topics = _read(folder / "topics.yaml", read_topics, origin)
    for topic in new_topics:
        topics.add(tx, topic)
    for index, topic in enumerate(new_topics):
        _check_query(tx, topic.query, folder / "topics.yaml", TOPIC_KEYS, index)
    for index, watch in enumerate(_read(folder / "watches.yaml", read_watches, origin)):
        _check_query(tx, watch.query, folder / "watches.yaml", WATCH_KEYS, index)
        watches.add(tx, watch)


def _check_query(tx: Connection, query: str, path: Path, keys: tuple[str, ...], index: int) -> None:
    """Raise SettingsError with file and line where the query of a file's item cannot be read."""
    try:
        parse_query(tx, query)
    except UsageError as error:
        written = read_list(path)[index].record(keys)["query"]
        raise written.wrong(f"{error.where}: {error.what}", error.expected, error.remedy) from error


class _Reader(Protocol[Seed]):
    """A reader of ``worker.flow.seeds``."""

    def __call__(self, path: Path, *, origin: Origin) -> tuple[Seed, ...]: ...


def _read(path: Path, reader: _Reader[Seed], origin: Origin) -> tuple[Seed, ...]:
    return reader(path, origin=origin) if path.exists() else ()
