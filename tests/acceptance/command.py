"""Driving the real command as a user does: in a process of its own, in a home of its own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.cli.in_process import Diemtin
from worker.cli import diemtin

COMMAND = [sys.executable, "-m", "worker"]
PATIENCE = 40.0
"""Seconds a test waits for what must come; reached only when it does not."""


@dataclass
class Home:
    """A home folder and the environment that commands in it run with."""

    path: Path
    environ: dict[str, str] = field(default_factory=dict)

    def run(self, *args: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, in a process of its own."""
        return subprocess.run(
            [*COMMAND, *args],
            env=self._environ(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def run_here(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, inside this process, which has loaded all it needs."""
        with pytest.MonkeyPatch.context() as patched:
            for name in [name for name in os.environ if name.startswith("DIEMTIN_")]:
                patched.delenv(name)
            for name, value in self._environ().items():
                patched.setenv(name, value)
            ran = Diemtin(patched, self.path).run(*args)
        return subprocess.CompletedProcess(args, ran.status, ran.out, ran.err)

    def ok(self, *args: str) -> str:
        """Run one command that must succeed, inside this process; return what it printed."""
        done = CliRunner().invoke(
            diemtin, args, env=self._environ(), catch_exceptions=False, prog_name="diemtin"
        )
        assert done.exit_code == 0, f"{args}: {done.exit_code}\n{done.output}"
        return done.stdout

    def records(self, *args: str) -> list[dict[str, Any]]:
        """Run one command with --json; return its objects."""
        return [json.loads(line) for line in self.ok(*args, "--json").splitlines()]

    def count(self, table: str) -> int:
        """Count the rows of a table, read beside the running service; 0 before there is one."""
        file = self.path / "diemtin.sqlite3"
        if not file.exists():
            return 0
        with closing(sqlite3.connect(file)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    @contextmanager
    def service(self, *args: str) -> Iterator[Service]:
        """Run the service in the background; end it hard if the test has not."""
        process = subprocess.Popen(
            [*COMMAND, "run", *args],
            env=self._environ(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        service = Service(process, [])
        os.set_blocking(service.pipe, False)
        try:
            yield service
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)
            service.read()
            if process.stdout:
                process.stdout.close()

    def _environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("DIEMTIN_")}
        return {**kept, "DIEMTIN_HOME": str(self.path), "PYTHONUNBUFFERED": "1", **self.environ}


@dataclass
class Service:
    """A running service, and what it has printed so far."""

    process: subprocess.Popen[str]
    printed: list[str]

    @property
    def pipe(self) -> int:
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    @property
    def output(self) -> str:
        self.read()
        return "".join(self.printed)

    def read(self) -> None:
        """Take what has been printed since, without waiting."""
        while True:
            try:
                piece = os.read(self.pipe, 65536)
            except (BlockingIOError, OSError, ValueError):
                return
            if not piece:
                return
            self.printed.append(piece.decode("utf-8", "replace"))

    def until_printed(self, text: str) -> None:
        """Wait until the service has printed that text."""
        until(lambda: text in self.output, f"the service prints {text!r}", lambda: self.output)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; return the exit status."""
        self.process.send_signal(sign)
        return self.process.wait(PATIENCE)


def until(
    holds: Callable[[], bool], what: str, evidence: Callable[[], object] = lambda: ""
) -> None:
    """Wait until something holds; fail with what was waited for, and the evidence."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE:g} s until {what}\n{evidence()}")
