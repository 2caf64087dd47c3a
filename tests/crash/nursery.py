"""A process that forks those who are to die: each finds everything imported, and dies alone.

It reads orders from standard input, a line of JSON each, and answers each with a line: how the
child ended (``ended``, ``killed``, ``stopped`` with its number, or ``failed``). ``resume`` lets a
stopped child go on and tells how it ended.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - loaded once, for all children
from loguru import logger

from tests.crash.following import CHANNELS, addresses, follow
from tests.crash.inbox import receiving
from tests.crash.newspaper import Newspaper
from tests.crash.points import Deed, Job, Watcher
from tests.fakes import FakeClock
from tests.flow.house import tools_on
from tests.site import ProvincialSite, serving
from worker.archive.alerts import replays
from worker.archive.database import traces
from worker.archive.database.engine import Archive
from worker.deliver.channels.webhook import new_secret
from worker.extract.sandbox import Answer, Done, Sandbox
from worker.flow.forget import Chosen, choose, forget
from worker.flow.polling.poll import poll
from worker.flow.polling.recheck import recheck
from worker.flow.sending.carry import couriers
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.secret_file import ENVIRONMENT_PREFIX, SecretFile
from worker.service.due import polled

CENSUS: Final = "census.json"
"""The file in a child's home that says how often it passed each point."""
PID: Final = "pid"
"""The file in a child's home that says which process it is."""
FAILED: Final = 9
RECHECKS: Final = tuple(n * timedelta(hours=20) for n in range(1, 60))
"""About once a day: of the pages of a site, some are due at each run."""
SECRETS: Final = {
    f"{ENVIRONMENT_PREFIX}{name.upper().replace('-', '_')}": new_secret() for name in CHANNELS
}


class ReadsHere(Sandbox):
    """Reads pages in this process: to start others takes longer than all the rest of a life.

    What becomes of readers whose service is killed is for the tests of the sandbox.
    """

    def each(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Answer[Any]]:
        return [Done(function(item)) for item in items]


def main() -> None:
    """Fork a child for each order, one at a time, until there are no more."""
    logger.remove()
    with TemporaryDirectory() as folder:
        _warm(Path(folder))
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        if "resume" in order:
            os.kill(order["resume"], signal.SIGCONT)
            pid = order["resume"]
        else:
            pid = _forked(order)
        print(json.dumps(_fate(pid)), flush=True)


def _warm(home: Path) -> None:
    """Live through all of it here once, so that no child has to load tables and patterns."""
    rng = random.Random(1)
    with serving(ProvincialSite()) as site, receiving(rng) as inbox:
        paper = Newspaper((home / "bao", home / "lai"), site, rng)
        for folder in paper.folders:
            folder.mkdir()
        paper.begin(2)
        for _ in range(2):
            paper.put_on_site()
        with closing(Archive.open(f"sqlite:///{home / 'warm.db'}")) as archive:
            follow(archive, paper, inbox.host)
            secrets = SECRETS | addresses(inbox.host)
            clock = FakeClock()
            for job in (Job.LIVE, Job.LIVE, Job.RECHECK, Job.FORGET):
                asyncio.run(_lived(archive, clock, secrets, home, job, 0))
                clock.instant += timedelta(hours=8)
                paper.correct()


def _forked(order: dict[str, Any]) -> int:
    """Begin a child on an order; it never comes back from here."""
    pid = os.fork()
    if pid:
        return pid
    try:
        asyncio.run(_live(order))
    except BaseException:  # noqa: BLE001 - whatever it was, the parent is told, and it ends here
        traceback.print_exc()
        os._exit(FAILED)
    os._exit(0)


def _fate(pid: int) -> dict[str, Any]:
    """Wait for what becomes of a child."""
    _, status = os.waitpid(pid, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        return {"fate": "stopped", "pid": pid}
    if os.WIFSIGNALED(status):
        killed = os.WTERMSIG(status) == signal.SIGKILL
        return {"fate": "killed" if killed else "failed", "status": status}
    return {"fate": "ended" if status == 0 else "failed", "status": status}


async def _live(order: dict[str, Any]) -> None:
    """Do what an order says, counting the points that are passed."""
    home, deed = Path(order["home"]), order["deed"]
    (home / PID).write_text(str(os.getpid()))
    watcher = Watcher(Deed(**deed) if deed else None)
    watcher.install()
    archive = watcher.open(order["url"])
    clock = FakeClock(datetime.fromisoformat(order["now"]))
    await _lived(archive, clock, order["secrets"], home, Job(order["job"]), order["about"])
    (home / CENSUS).write_text(json.dumps(watcher.passed))


async def _lived(
    archive: Archive,
    clock: FakeClock,
    secrets: Mapping[str, str],
    home: Path,
    job: Job,
    about: int,
) -> None:
    """Do a job, and deliver what is due, as a service or a command of that moment would.

    ``about`` is the number of the article that is forgotten, or of the alert that is sent again.
    """
    async with tools_on(archive, clock) as tools:
        carrying = couriers(tools.fetcher, clock, SecretFile(home / "secrets.toml", secrets), home)
        reader = ReadsHere(seconds=60, memory=1_000_000_000, children=1)
        tools = replace(tools, couriers=carrying, sandbox=reader, rechecks=RECHECKS)
        match job:
            case Job.LIVE:
                await _poll_all(tools)
            case Job.RECHECK:
                await recheck(tools)
            case Job.FORGET:
                _forget(tools, about)
                return
            case Job.REPLAY:
                with archive.write() as tx:
                    replays.replay(tx, clock.now(), alert_ids=[about], again=True)
        await dispatch(tools)
        reader.close()


async def _poll_all(tools: Tools) -> None:
    with tools.archive.read() as tx:
        sources = polled(tx)
    for source in sources:
        await poll(tools, source)


def _forget(tools: Tools, number: int) -> None:
    """Forget an article, or what is left of it, as the command does."""
    with tools.archive.read() as tx:
        chosen = choose(tx, str(number), all_versions=False)
    if isinstance(chosen, Chosen):
        forget(tools.archive, tools.clock, chosen, "Quyết định 12")
    traces.remove(tools.archive)


if __name__ == "__main__":
    main()
