"""Hours of load on a real service: does it stay as it was?

``diemtin run`` in a process of its own polls papers on loopback that publish, edit and take down
articles all the time; its alerts go to a webhook, to a file and to a webhook that is dead. Every
few seconds this looks at the memory, open descriptors, threads and children of the service, and at
the size of the write-ahead log.

The rule: the first half is warming up, in which caches fill and reading processes start. Of what is
left, the median of the last third may be above that of the first by ``GROWTH`` and ``SLACK`` at
most; the log may never be larger than ``LARGEST_LOG``. Ends with status 1 where one of them grows;
under ten minutes that says little. Run it with ``make soak MINUTES=60``.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.pages import pages, tracked_names
from benchmarks.world import DEAD, PAPERS, World, world
from worker.app import App
from worker.archive.alerts import channels, watches
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.deliver.channels.webhook import new_secret
from worker.model import Channel, ChannelKind, Schedule, Source, Watch, Way, WayKind
from worker.settings import Settings

PEOPLE: Final = 60
"""In the news, each seen in some fifty offices, and each with a watch. What the archive has learned
of who held which office is kept in memory: about a kilobyte each, which is no leak. So few people
hold all their offices before the warming up ends."""
GROWTH: Final = 1.05
"""Times by which a figure may grow between the first and the last third after the warming up."""
SLACK: Final = {"memory": 8.0, "readers": 60.0, "descriptors": 4, "threads": 4, "children": 2}
"""And what it may grow beside that: MB of memory, numbers of the others. A reading process grows
until it is replaced after some hundred pages."""
LARGEST_LOG: Final = 64.0
"""MB of the write-ahead log: four times what it is checkpointed at."""
EDIT: Final = "</strong></p><p>Bản này đã được sửa lại.</p></div>".encode()
"""What takes the place of the end of an article."""
SAMPLES: Final = 60
"""Looks in all, at least; no two within a second."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: MB of memory of the service, and of the processes that read for it together (what
    they share counted for each); numbers; MB of the log; articles stored."""

    memory: float
    readers: float
    descriptors: int
    threads: int
    children: int
    log: float
    articles: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load, print what was seen, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    minutes = parser.parse_args(arguments).minutes
    with world() as there, TemporaryDirectory() as folder:
        home = Path(folder)
        environ = {**os.environ, "DIEMTIN_BARE": "1", "DIEMTIN_HOME": str(home),
                   "DIEMTIN_RECHECK_AFTER": "60", "DIEMTIN_LOG_LEVEL": "ERROR",
                   "DIEMTIN_SECRET_MAU": new_secret(),
                   "DIEMTIN_ADDRESS_MAU": f"http://{there.host}/mau",
                   "DIEMTIN_SECRET_CHET": new_secret(),
                   "DIEMTIN_ADDRESS_CHET": f"http://{there.host}{DEAD}"}  # fmt: skip
        settings = Settings.load(home, environ)
        names = tracked_names(PEOPLE)
        _set_up(settings, environ, there, names)
        with _service(environ) as service:
            seen = list(_watched(service, settings, there, names, minutes * 60))
            if service.poll() is not None:
                print(f"the service ended by itself with status {service.returncode}")
                return 1
    return _report(seen, minutes)


def _set_up(
    settings: Settings, environ: Mapping[str, str], there: World, names: Sequence[str]
) -> None:
    """Follow the papers; alerts go to a webhook, a file and a dead webhook."""
    with closing(App.open(settings, environ)) as app, app.archive.write() as tx:
        for one in channels.channels(tx):
            channels.set_enabled(tx, one.name, enabled=False)
        for number in range(PAPERS):
            way = Way(WayKind.FEED, f"http://{there.host}/rss?{number}")
            sources.add(tx, Source(f"bao-{number}", f"Báo {number}", (way,), pause=0.0,
                                   profile="bao-dong-khoi", schedule=Schedule(every=3 + number),
                                   allowed_hosts=(there.host,)))  # fmt: skip
        for name in names:
            watches.add(tx, Watch(name.lower().replace(" ", "-"), f'"{name}"'))
        for path in ("/mau", DEAD):
            channels.add(tx, Channel(path.strip("/"), ChannelKind.WEBHOOK,
                                     allowed_hosts=(there.host,)))  # fmt: skip
        channels.add(tx, Channel("so-tay", ChannelKind.FILE, str(settings.home / "so-tay.jsonl")))


@contextmanager
def _service(environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the service; stop it as a user does."""
    command = [sys.executable, "-m", "worker", "run"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)


def _watched(
    service: subprocess.Popen[bytes],
    settings: Settings,
    there: World,
    names: list[str],
    seconds: float,
) -> Iterator[Sample]:
    """Publish, edit and take down for so long; yield what is seen meanwhile."""
    rng = random.Random(20260302)
    supply = pages(10**9, names)
    shown: dict[str, bytes] = {}
    every = max(seconds / SAMPLES, 1.0)
    ends = time.monotonic() + seconds
    look = time.monotonic() + every
    with closing(Archive.open(settings.database_url, upgrade=False)) as archive:
        while time.monotonic() < ends and service.poll() is None:
            page = next(supply)
            path = "/" + page.url.rpartition("/")[2]
            changed = [(path, page.html)]
            if shown and rng.random() < 0.3:
                old = rng.choice(sorted(shown))
                changed.append((old, shown[old].replace(b"</strong></p></div>", EDIT, 1)))
            there.publish(changed)
            shown.update(changed)
            if len(shown) > 100:
                gone = next(iter(shown))
                del shown[gone]
                there.remove([gone])
            time.sleep(0.4)
            if time.monotonic() >= look:
                look += every
                yield _sample(service.pid, settings.home, archive)


def _sample(pid: int, home: Path, archive: Archive) -> Sample:
    """Look at a process and its children, as Linux tells of them in /proc."""
    family = [pid, *_children(pid)]
    log = next(iter(home.glob("*-wal")), None)
    with archive.read() as tx:
        articles = tx.exec_driver_sql("SELECT count(*) FROM article").scalar() or 0
    return Sample(
        memory=_status(pid, "VmRSS") / 1000,
        readers=sum(_status(one, "VmRSS") for one in family[1:]) / 1000,
        descriptors=len(os.listdir(f"/proc/{pid}/fd")),
        threads=_status(pid, "Threads"),
        children=len(family) - 1,
        log=log.stat().st_size / 1e6 if log else 0.0,
        articles=articles,
    )


def _children(pid: int) -> list[int]:
    """Return the children of a process, and theirs."""
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def _status(pid: int, key: str) -> int:
    """Return a number that Linux tells of a process (kB for memory); 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{key}:")), 0)


def _report(seen: Sequence[Sample], minutes: float) -> int:
    """Print the figures by thirds; return 1 where one of them grows."""
    warm = len(seen) // 2
    if not warm:
        print("too short: nothing was seen")
        return 1
    print(f"{minutes:g} minutes, {len(seen)} looks, {seen[-1].articles} articles stored\n")
    print(f"{'medians':<14}{'warming up':>12}{'then':>10}{'at the end':>12}")
    grown = []
    for one in fields(Sample)[:-1]:
        values = [float(getattr(sample, one.name)) for sample in seen]
        rest = values[warm:]
        part = max(len(rest) // 3, 1)
        then, end = median(rest[:part]), median(rest[-part:])
        print(f"{one.name:<14}{median(values[:warm]):>12.1f}{then:>10.1f}{end:>12.1f}")
        if one.name == "log":
            flat = max(values) <= LARGEST_LOG
        else:
            flat = end <= then * GROWTH + SLACK[one.name]
        if not flat:
            grown.append(one.name)
    print(f"\n{'not flat: ' + ', '.join(grown) if grown else 'flat'}")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
