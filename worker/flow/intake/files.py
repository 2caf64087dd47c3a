"""How files in the text format are taken in: by ``ingest``, and the samples by ``run --samples``.

A file that cannot be read costs its own line; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.officials import matching
from worker.archive.sources.sources import StoredSource
from worker.archive.stories import stories
from worker.clock import Clock
from worker.discover.folder import text_files
from worker.errors import DiemtinError, FormatError
from worker.extract.profile import Profiles
from worker.flow.intake.ingest import Ingested, Prepared, prepare, store
from worker.flow.intake.read import capture_file
from worker.flow.tools import Followed, Following, is_current
from worker.match.officials import MARGIN
from worker.model import NotAnArticle

BATCH = 50
"""Files stored in one transaction."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: an article, or the one line that says why not."""

    path: str
    ingested: Ingested | None = None
    error: DiemtinError | None = None


def digest_key(source: StoredSource) -> str:
    """Return the key of the digest that gathers what files of a source's past bring."""
    return f"files:{source.id}"


def ingest_files(
    archive: Archive,
    clock: Clock,
    source: StoredSource,
    paths: Iterable[Path],
    *,
    margin: timedelta = MARGIN,
    profiles: Profiles | None = None,
    into: str | None = None,
) -> Iterator[FileOutcome]:
    """Ingest files and the ``*.txt`` of folders; yield what became of each, in order.

    ``margin`` is how long around its attestations an office counts as held. ``profiles`` are those
    of the program where none are given. ``into`` is the key of a digest that gathers the alerts and
    goes out when all files are done, be it by another call; None sends them at once.
    """
    with archive.read() as tx:
        following = Following(tx, margin, profiles)
    waiting = _expand(paths)
    while batch := list(islice(waiting, BATCH)):
        outcomes = None
        while outcomes is None:
            with archive.read() as tx:
                known = following.at(tx)
            read = [_prepare(one, clock, source, known) for one in batch]
            outcomes = _store(archive, clock, source, known, read, into)
        yield from outcomes
    if into is not None:
        with archive.write() as tx:
            outbox.release_digest(tx, into, clock.now())


def count_files(paths: Iterable[Path]) -> int:
    """Return how many outcomes ``ingest_files`` will yield, as the folders are now."""
    return sum(1 for _ in _expand(paths))


def _expand(paths: Iterable[Path]) -> Iterator[Path | FileOutcome]:
    """Yield the files themselves, and what is wrong with folders that give none."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            found = text_files(path)
        except DiemtinError as error:
            yield FileOutcome(path.as_posix(), error=error)
            continue
        yield from found
        if not found:
            empty = FormatError("no *.txt file in it", where=path.as_posix())
            yield FileOutcome(path.as_posix(), error=empty)


def _prepare(
    path: Path | FileOutcome,
    clock: Clock,
    source: StoredSource,
    known: Followed,
) -> Prepared | FileOutcome:
    if isinstance(path, FileOutcome):
        return path
    try:
        prepared = prepare(capture_file(path, clock), source, known)
    except DiemtinError as error:
        return FileOutcome(path.as_posix(), error=error)
    if isinstance(prepared, NotAnArticle):
        reason = FormatError(prepared.reason, where=path.as_posix())
        return FileOutcome(path.as_posix(), error=reason)
    return prepared


def _store(
    archive: Archive,
    clock: Clock,
    source: StoredSource,
    known: Followed,
    batch: list[Prepared | FileOutcome],
    into: str | None,
) -> list[FileOutcome] | None:
    """Store a batch; None, and nothing is stored, where others are followed by now."""
    with archive.write() as tx:
        if not is_current(matching.join_in(tx), known):
            return None
        # Both turns are taken before the pages of the whole batch.
        stories.alone(tx)
        now = clock.now()
        return [
            one
            if isinstance(one, FileOutcome)
            else FileOutcome(
                one.capture.url,
                # The first article of an archive settles what the others are found under.
                store(tx, one, source, known, matching.state(tx), digest_key=into, now=now),
            )
            for one in batch
        ]
