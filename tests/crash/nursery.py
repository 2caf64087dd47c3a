"""A process that forks those who are to die: each finds everything imported, and dies alone.

It reads orders from standard input, a line of JSON each, and answers each with a line: how the
child ended (``ended``, ``killed``, ``stopped`` with its number, or ``failed``). ``resume`` lets a
stopped child go on and tells how it ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from loguru import logger

from tests.crash.newspaper import PERSON, follow
from tests.crash.points import Deed, Watcher
from tests.fakes import FakeClock
from tests.flow.house import text_file, tools_on
from worker.archive.engine import Archive
from worker.due import polled
from worker.flow.carry import couriers
from worker.flow.dispatch import dispatch
from worker.flow.poll import poll
from worker.secret_file import SecretFile

CENSUS: Final = "census.json"
"""The file in a child's home that says how often it passed each point."""
FAILED: Final = 9


def main() -> None:
    """Fork a child for each order, one at a time, until there are no more."""
    logger.remove()
    with TemporaryDirectory() as folder:
        _warm(Path(folder))
    for line in sys.stdin:
        order = json.loads(line)
        if "resume" in order:
            os.kill(order["resume"], signal.SIGCONT)
            pid = order["resume"]
        else:
            pid = _forked(order)
        print(json.dumps(_fate(pid)), flush=True)


def _warm(folder: Path) -> None:
    """Take in and find one article here, so that no child has to load tables and patterns."""
    text_file(folder, "bai.txt", "Chợ Bến Đìa", PERSON)
    with closing(Archive.open(f"sqlite:///{folder / 'warm.db'}")) as archive:
        follow(archive, folder, "127.0.0.1:9")
        asyncio.run(_lived(archive, FakeClock(), {}, folder, deliver=False))


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
    watcher = Watcher(Deed(**deed) if deed else None)
    watcher.install()
    archive = watcher.open(order["url"])
    clock = FakeClock(datetime.fromisoformat(order["now"]))
    await _lived(archive, clock, order["secrets"], home)
    (home / CENSUS).write_text(json.dumps(watcher.passed))


async def _lived(
    archive: Archive,
    clock: FakeClock,
    secrets: Mapping[str, str],
    home: Path,
    *,
    deliver: bool = True,
) -> None:
    """Poll every source and deliver what is due, as a service of that moment would."""
    async with tools_on(archive, clock) as tools:
        carrying = couriers(tools.fetcher, clock, SecretFile(home / "secrets.toml", secrets), home)
        tools = replace(tools, couriers=carrying)
        with archive.read() as tx:
            sources = polled(tx)
        for source in sources:
            await poll(tools, source)
        if deliver:
            await dispatch(tools)


if __name__ == "__main__":
    main()
