"""deploy/diemtin.service: what systemd makes of it, and what it must not leave out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[2] / "deploy" / "diemtin.service"


@pytest.fixture
def service() -> dict[str, str]:
    parser = RawConfigParser(strict=False)  # a key may stand several times
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return dict(parser["Service"])


def test_systemd_accepts_it(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine; the other tests read the unit")
    # systemd insists that the command exists: Python stands in for it.
    text = UNIT.read_text(encoding="utf-8")
    copy = tmp_path / UNIT.name
    copy.write_text(text.replace("/opt/diemtin/bin/diemtin run\n", f"{sys.executable} run\n"))
    done = subprocess.run([analyze, "verify", str(copy)], capture_output=True, text=True)
    about_it = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert about_it == []
    assert done.returncode == 0, done.stderr


def test_it_is_no_root_and_writes_in_its_own_folder_only(service: dict[str, str]) -> None:
    assert service["User"] == "diemtin"
    assert service["DynamicUser"] == "yes"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"] == "diemtin"
    assert service["CapabilityBoundingSet"] == ""
    assert "DIEMTIN_HOME=/var/lib/diemtin" in service["Environment"]


def test_it_is_started_again_and_given_time_to_end(service: dict[str, str]) -> None:
    assert service["ExecStart"].endswith("/diemtin run")
    assert service["Restart"] == "on-failure"
    assert service["KillSignal"] == "SIGTERM"
    assert int(service["TimeoutStopSec"].removesuffix("s")) > 20


def test_secrets_come_from_a_file_beside_it(service: dict[str, str]) -> None:
    assert service["EnvironmentFile"] == "-/etc/diemtin.env"
    assert "PASSWORD" not in service["Environment"]
