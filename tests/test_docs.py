"""What the documents say is so: settings, commands, files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from worker.cli import COMMANDS, diemtin
from worker.settings import table

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_table_of_settings_is_that_of_the_code() -> None:
    assert table() in (ROOT / "docs/operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    missing = [link for link in linked if not (document.parent / link).exists()]
    named = re.findall(r"`((?:worker|docs|seeds|deploy|tests|migrations)/[\w./-]+)`", text)
    missing += [name for name in named if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_a_document_shows_is_one(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    shown = re.findall(r"(?:^|`|\$ )diemtin ([a-z]+)(?: ([a-z]+))?", text, re.MULTILINE)
    runner = CliRunner()
    for command, word in set(shown):
        assert command in COMMANDS, f"diemtin {command}"
        helped = runner.invoke(diemtin, [command, "--help"])
        assert helped.exit_code == 0
        if word and "COMMAND [ARGS]" in helped.output:
            assert runner.invoke(diemtin, [command, word, "--help"]).exit_code == 0, word


def test_the_house_names_every_room() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "worker").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}/`" not in text] == []
    for named in re.findall(r"`([a-z_]+/[a-z_]+\.(?:py|lark))[:`]", text):
        assert (ROOT / "worker" / named).exists(), named
