"""The built wheel: all that a new archive starts with is in it, and it runs elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the wheel is installed into; its libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    _pip("install", "--no-deps", "--no-index", "--target", str(folder / "installed"), str(wheel))
    return folder


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _diemtin(elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {name: v for name, v in os.environ.items() if not name.startswith("DIEMTIN_")}
    environ["PYTHONPATH"] = str(elsewhere / "installed")
    return subprocess.run(
        [str(elsewhere / "installed/bin/diemtin"), "--home", str(elsewhere / "home"), *words],
        cwd=elsewhere,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def _under(folder: str, *endings: str) -> set[str]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        pytest.skip("this folder is no git checkout: what belongs to the project is not known")
    named = [name for name in done.stdout.split("\0") if (ROOT / name).is_file()]
    return {name for name in named if name.endswith(endings or ("",))}


def test_the_wheel_holds_the_package_its_data_migrations_and_seeds(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    expected = _under("worker") | {
        f"worker/{name}" for name in _under("migrations") | _under("seeds")
    }
    assert {name for name in held if ".dist-info/" not in name} == expected
    for data in ("worker/seeds/sources.yaml", "worker/match/queries/query.lark"):
        assert data in held
    assert any(name.startswith("worker/migrations/versions/") for name in held)
    assert any(name.startswith("worker/extract/profiles/") for name in held)
    assert any(name.startswith("worker/seeds/samples/") for name in held)


def test_the_wheel_runs_as_a_module_in_another_folder(elsewhere: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "worker", "--help"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(elsewhere / "installed")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "search" in done.stdout


def test_it_is_the_installed_package_that_runs(elsewhere: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import worker; print(worker.__file__)"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(elsewhere / "installed")},
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()) == elsewhere / "installed/worker/__init__.py"


def test_the_installed_command_starts_an_archive_and_searches_it(elsewhere: Path) -> None:
    paper = elsewhere / "bai.txt"
    paper.write_text(
        "Xã An Lộc Hạ khánh thành cầu dây văng\n\n07/03/2024 - 08:15\n\n"
        "BDK - Sáng nay, người dân xã An Lộc Hạ dự lễ khánh thành cây cầu bắc qua rạch Bần.\n\n"
        "Cầu dài 48 mét, do bà con góp công xây dựng trong bảy tháng.\n\nTin, ảnh: Trúc Mai\n",
        encoding="utf-8",
    )
    taken = _diemtin(elsewhere, "ingest", str(paper))
    assert taken.returncode == 0, taken.stderr
    found = _diemtin(elsewhere, "search", "--json", '"cầu dây văng"')
    assert found.returncode == 0, found.stderr
    assert [json.loads(line)["title"] for line in found.stdout.splitlines()] == [
        "Xã An Lộc Hạ khánh thành cầu dây văng"
    ]
    sources = _diemtin(elsewhere, "source", "list")
    assert "bao-dong-khoi" in sources.stdout
