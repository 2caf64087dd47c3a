"""A home of its own for each test, without seeds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of a bare home that is ready for use, to be copied."""
    with pytest.MonkeyPatch.context() as patched:
        home = tmp_path_factory.mktemp("planted")
        _enter(patched, home)
        Diemtin(patched, home).ok("status")
    return home / "diemtin.sqlite3"


@pytest.fixture
def diemtin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, planted: Path) -> Diemtin:
    """Return the command in a home that has an archive, empty but for its console channel."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(planted, home / "diemtin.sqlite3")
    _enter(monkeypatch, home)
    return Diemtin(monkeypatch, home)


def _enter(patched: pytest.MonkeyPatch, home: Path) -> None:
    for name in [name for name in os.environ if name.startswith("DIEMTIN_")]:
        patched.delenv(name)
    patched.setenv("DIEMTIN_HOME", str(home))
    patched.setenv("DIEMTIN_BARE", "1")
