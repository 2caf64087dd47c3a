"""The container image, built and run by its own instructions, without a container engine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.packaging.dockerfile import Container, Failed, Stage, read_dockerfile

ROOT = Path(__file__).parents[2]
OFFLINE = re.compile(r"NewConnectionError|NameResolutionError|Temporary failure in name resolution")


@pytest.fixture(scope="module")
def stages() -> list[Stage]:
    return read_dockerfile(ROOT / "Dockerfile")


@pytest.fixture(scope="module")
def image(stages: list[Stage], tmp_path_factory: pytest.TempPathFactory) -> Container:
    container = Container(context=ROOT, scratch=tmp_path_factory.mktemp("image"))
    try:
        container.build(stages)
    except Failed as failure:
        if OFFLINE.search(str(failure)) and "CI" not in os.environ:
            pytest.skip("the image's packages cannot be had: no network")
        raise
    return container


def _command(said: str) -> list[str]:
    """Return the words of the JSON form of ENTRYPOINT, CMD or a health check."""
    words = json.loads(said[said.index("[") :])
    assert isinstance(words, list)
    return [str(word) for word in words]


def _outside_home(container: Container) -> dict[str, tuple[int, int]]:
    home = container.root / "var/lib/diemtin"
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in container.root.rglob("*")
        if home not in (path, *path.parents)
    }


def test_the_last_stage_runs_as_an_unprivileged_user_over_a_volume(stages: list[Stage]) -> None:
    final = stages[-1]
    user, _, group = final.last("USER").partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert final.last("VOLUME") == "/var/lib/diemtin"
    assert "DIEMTIN_HOME=/var/lib/diemtin" in final.all("ENV")
    assert final.last("STOPSIGNAL") == "SIGTERM"
    assert final.base.endswith("-slim")


def test_no_secret_stands_in_the_image(stages: list[Stage]) -> None:
    said = [
        one.rest for stage in stages for one in stage.instructions if one.word in {"ENV", "ARG"}
    ]
    assert not [line for line in said if re.search(r"PASSWORD|SECRET|TOKEN|DATABASE_URL", line)]


def test_what_is_copied_passes_the_ignore_file(stages: list[Stage]) -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert lines[0] == "*"
    let_through = {line.removeprefix("!") for line in lines if line.startswith("!")}
    for stage in stages:
        for copied in stage.all("COPY"):
            if copied.startswith("--from="):
                continue
            for source in copied.split()[:-1]:
                assert source.split("/")[0] in let_through
                assert (ROOT / source).exists()


def test_the_image_has_no_build_tools(image: Container, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        for left_out in image.left_out:
            print(f"\nnot carried out here: {left_out}", end="")
    installed = {path.name for path in image.root.glob("opt/diemtin/lib/python3.*/site-packages/*")}
    assert "sqlalchemy" in installed
    assert not installed & {"pip", "setuptools", "hatchling", "pytest", "mypy", "ruff"}
    assert not (image.root / "build").exists()
    assert not (image.root / "opt/build").exists()
    assert [line.split()[1] for line in image.left_out] == ["useradd", "chown"]


def test_the_image_runs_answers_its_health_check_and_stops(
    image: Container, stages: list[Stage]
) -> None:
    final = stages[-1]
    image.environ["DIEMTIN_BARE"] = "1"  # no sources: this test asks no newspaper
    check = _command(final.last("HEALTHCHECK"))
    before = _outside_home(image)
    assert _ended(image.start(check)) == 1, "healthy although nothing runs"

    service = image.start([*_command(final.last("ENTRYPOINT")), *_command(final.last("CMD"))])
    try:
        _wait_until_healthy(image, check, service)
    finally:
        service.terminate()
        said, _ = service.communicate(timeout=60)
    assert service.returncode == 0, said
    assert (image.root / "var/lib/diemtin/diemtin.sqlite3").is_file()
    assert _outside_home(image) == before, "it wrote outside its volume"


def _ended(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def _wait_until_healthy(image: Container, check: list[str], service: subprocess.Popen[str]) -> None:
    archive = image.root / "var/lib/diemtin/diemtin.sqlite3"
    for _ in range(120):
        if service.poll() is not None:
            raise AssertionError(f"the service ended: {service.communicate()[0]}")
        # A check takes seconds: it loads the program without compiled modules, as the service does.
        if archive.exists() and _ended(image.start(check)) == 0:
            return
        time.sleep(0.5)
    raise AssertionError("never healthy")
