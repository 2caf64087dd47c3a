"""docker-compose.yml: valid for any engine, and as careful as it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.packaging.dockerfile import read_dockerfile

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> Any:
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def test_it_follows_the_compose_specification() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["diemtin", "database"])
def test_a_service_is_watched_restarted_and_cannot_do_more_than_it_must(
    compose: Any, name: str
) -> None:
    service = compose["services"][name]
    assert service["user"].split(":")[0] not in {"0", "root"}
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "ports" not in service
    assert not service.get("privileged")


def test_what_must_last_lies_in_named_volumes(compose: Any) -> None:
    mounted = {
        name: service["volumes"][0].split(":") for name, service in compose["services"].items()
    }
    assert {volume for volume, _ in mounted.values()} == set(compose["volumes"])
    image = read_dockerfile(ROOT / "Dockerfile")[-1]
    assert mounted["diemtin"][1] == image.last("VOLUME")
    assert compose["services"]["diemtin"]["user"] == image.last("USER")


def test_the_password_comes_from_the_environment_and_stands_in_no_address(compose: Any) -> None:
    ours = compose["services"]["diemtin"]["environment"]
    theirs = compose["services"]["database"]["environment"]
    assert ours["PGPASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert theirs["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert ours["DIEMTIN_DATABASE_URL"] == "postgresql://diemtin@database/diemtin"
    assert theirs["POSTGRES_USER"] == theirs["POSTGRES_DB"] == "diemtin"


def test_the_service_waits_for_a_healthy_database_and_may_end_its_work(compose: Any) -> None:
    ours = compose["services"]["diemtin"]
    assert ours["depends_on"]["database"]["condition"] == "service_healthy"
    assert int(ours["stop_grace_period"].removesuffix("s")) > 20


def test_the_settings_it_gives_are_settings(compose: Any, tmp_path: Path) -> None:
    from worker.settings import Settings

    ours = compose["services"]["diemtin"]["environment"]
    given = {name: "" if value.startswith("${") else value for name, value in ours.items()}
    settings = Settings.load(tmp_path, given)
    assert settings.database_url == "postgresql+psycopg://diemtin@database/diemtin"
    assert settings.contact is None
