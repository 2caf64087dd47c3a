"""Scripts that run in a process of their own, and may die there, without loading the program anew.

As a program this forks a child for each line of standard input, a JSON list of a script and its
arguments, and answers with its exit status: minus the signal of which it died.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - loaded once, for all children

from tests.fakes import FakeClock
from worker.archive.database.engine import Archive
from worker.flow.registry.rematch import rematch
from worker.flow.watches import look_back  # noqa: F401 - as above


class Forks:
    """Runs scripts, one at a time, each in a child of one process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, script: str, *words: str) -> int:
        """Run a script with these arguments to its end; return its exit status, as Popen has it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([script, *words]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Start the process that forks those who run scripts."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.forked"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forks(process)
        process.terminate()


def main() -> None:
    """Fork a child for each script, until there are no more."""
    with TemporaryDirectory() as folder:  # migrations and patterns are loaded here once
        archive = Archive.open(f"sqlite:///{Path(folder) / 'warm.db'}")
        rematch(archive, FakeClock(), lambda done, total: None)
        archive.close()
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _run(*json.loads(line))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(script: str, *words: str) -> None:
    """Run a script in this child; it never comes back from here."""
    os.dup2(2, 1)  # the answers go to standard output
    sys.argv[1:] = words
    try:
        exec(script, {"__name__": "__main__"})
    except BaseException:  # noqa: BLE001 - whatever it was, it is told, and the child ends here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
