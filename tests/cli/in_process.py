"""The command run inside the test's process: quicker than one of its own, else the same."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from loguru import logger

from worker.__main__ import main


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """Return what it said on standard error, which must be one line."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("diemtin: "), self.err
        return lines[0].removeprefix("diemtin: ")


class Diemtin:
    """Runs commands in one home."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
        self._monkeypatch = monkeypatch
        self.home = home

    def run(self, *args: str, typed: str = "", terminal: bool = False) -> Ran:
        """Run one command to its end, with ``typed`` as its standard input.

        With ``terminal`` somebody has typed that at a terminal.
        """
        out, err = _stream(), _stream()
        handlers = logging.root.handlers[:]
        self._monkeypatch.setattr(sys, "argv", ["diemtin", *args])
        stdin = _Terminal if terminal else io.TextIOWrapper
        self._monkeypatch.setattr(sys, "stdin", stdin(io.BytesIO(typed.encode())))
        try:
            with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
                main()
        finally:
            logger.remove()
            logging.root.handlers[:] = handlers
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, _text(out), _text(err))

    def ok(self, *args: str) -> str:
        """Run one command that must succeed; return what it printed."""
        ran = self.run(*args)
        assert ran.status == 0, f"{args}: {ran}"
        assert ran.err == ""
        return ran.out

    def refused(self, *args: str, typed: str = "") -> str:
        """Run one command that is wrong usage; return the one line that says so."""
        ran = self.run(*args, typed=typed)
        assert ran.status == 2, f"{args}: {ran}"
        return ran.complaint

    def failed(self, *args: str) -> str:
        """Run one command that must fail; return the one line that says so."""
        ran = self.run(*args)
        assert ran.status == 1, f"{args}: {ran}"
        return ran.complaint

    def records(self, *args: str) -> list[dict[str, Any]]:
        """Run one command with --json; return its objects."""
        return [json.loads(line) for line in self.ok(*args, "--json").splitlines()]


class _Terminal(io.TextIOWrapper):
    """What a person types."""

    def isatty(self) -> bool:
        return True


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def text_file(folder: Path, name: str, title: str, *paragraphs: str) -> Path:
    """Write a file in the text format, dated 1 March 2026."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("\n\n".join([title, "01/03/2026 - 07:30", *paragraphs, ""]), encoding="utf-8")
    return path
