"""The Makefile, the locks and .ci/run: what a newcomer's first two commands stand on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ["build", "runtime", "test", "bench"]


def _locked(name: str) -> dict[str, str]:
    """Return package → version of one lock, markers left out."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, flags=re.MULTILINE))


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {n: v for n, v in os.environ.items() if n not in {"MAKEFLAGS", "MAKELEVEL"}}
    return subprocess.run(
        ["make", *words], cwd=folder, env=environ, capture_output=True, text=True, timeout=60
    )


@pytest.fixture(scope="module")
def pyproject() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a Makefile and nothing made yet."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    return tmp_path


def _interpreter(folder: Path, *, version: str, venv: bool) -> Path:
    """Write a stand-in for a Python, as far as the Makefile asks one."""
    command = folder / f"python-{version}-{venv}"
    good = "0" if (3, 11) <= tuple(map(int, version.split("."))) <= (3, 13) else "1"
    command.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *version_info*) exit {good};; *ensurepip*) exit {0 if venv else 1};;\n'
        f"--version) echo Python {version};;\n"
        '*"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python;; esac\n'
    )
    command.chmod(0o755)
    return command


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(_locked(name))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_locks_give_what_the_project_asks_for(pyproject: Any) -> None:
    groups = pyproject["dependency-groups"]
    asked = {
        "build": [*groups["build"], *pyproject["build-system"]["requires"]],
        "runtime": pyproject["project"]["dependencies"],
        "test": [line for line in groups["test"] if isinstance(line, str)],
        "bench": groups["bench"],
    }
    for lock, lines in asked.items():
        versions = _locked(lock)
        for wanted in map(Requirement, lines):
            version = versions.get(canonicalize_name(wanted.name))
            assert version is not None, f"locks/{lock}.txt lacks {wanted}: run make lock"
            assert wanted.specifier.contains(version), f"{wanted}: run make lock"


def test_the_locks_agree_with_one_another() -> None:
    chosen: dict[str, str] = {}
    for name in LOCKS:
        for package, version in _locked(name).items():
            assert chosen.setdefault(package, version) == version, package


def test_help_names_every_target() -> None:
    said = _make(ROOT, "help").stdout
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    assert phony is not None
    for target in phony[1].split():
        assert re.search(rf"^  make {target} +\w", said, flags=re.MULTILINE), target


def test_without_a_fitting_python_setup_says_so_in_one_line(copy: Path) -> None:
    old = _interpreter(copy, version="3.9", venv=True)
    done = _make(copy, "setup", f"PYTHON={old} {copy}/absent")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    assert said[0].startswith("No Python 3.11, 3.12 or 3.13 found")


def test_without_the_venv_module_setup_says_what_to_install(copy: Path) -> None:
    bare = _interpreter(copy, version="3.12", venv=False)
    done = _make(copy, "setup", f"PYTHON={bare}")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    assert "python3-venv" in said[0]
    assert not (copy / ".venv").exists()


def test_setup_takes_the_first_fitting_python_and_does_nothing_twice(copy: Path) -> None:
    for needed in ("locks/build.txt", "locks/runtime.txt", "pyproject.toml"):
        (copy / needed).parent.mkdir(exist_ok=True)
        (copy / needed).touch()
    pythons = [
        _interpreter(copy, version="3.14", venv=True),
        _interpreter(copy, version="3.13", venv=False),
        _interpreter(copy, version="3.12", venv=True),
        _interpreter(copy, version="3.11", venv=True),
    ]
    choice = "PYTHON=" + " ".join(map(str, pythons))
    first = _make(copy, "setup", choice)
    assert first.returncode == 0, first.stderr
    assert "Python 3.12" in first.stdout
    assert _make(copy, "setup", choice).stdout == ""

    os.utime(copy / "locks/runtime.txt", (2**32, 2**32))
    assert "Installing" in _make(copy, "setup", choice).stdout
    moved = copy.rename(copy.with_name("moved"))
    again = _make(moved, "setup", f"PYTHON={moved / pythons[3].name}")
    assert "Making .venv with Python 3.11" in again.stdout


def test_ci_runs_the_checks_and_the_tests_and_fails_where_one_fails(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    makefile = tmp_path / "Makefile"
    for lint, test, status in (("true", "true", 0), ("false", "true", 1), ("true", "false", 1)):
        makefile.write_text(f"lint:\n\t@echo lint; {lint}\ntest:\n\t@echo test; {test}\n")
        done = subprocess.run(
            ["bash", str(tmp_path / ".ci/run")],
            stdin=subprocess.DEVNULL,
            cwd="/",
            capture_output=True,
            text=True,
        )
        assert done.returncode == status
        assert done.stdout.split() == ["lint", "test"]
