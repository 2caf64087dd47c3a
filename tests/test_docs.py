"""What the documents say is so: settings, commands, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.typed import read_office
from worker.cli import COMMANDS, diemtin
from worker.match.officials import Registry
from worker.model import Article, Mention, Office, OfficeSaid, OfficeStatus, Paragraph, Setting
from worker.settings import table
from worker.vietnamese.places.succession import ended

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
    shown = re.findall(r"(?:^|`|\$ )diemtin ([a-z]+)(?: ([a-z][a-z-]*))?", text, re.MULTILINE)
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
    for named in re.findall(r"`([a-z_]+(?:/[a-z_]+)+\.(?:py|lark))[:`]", text):
        assert (ROOT / "worker" / named).exists() or (ROOT / named).exists(), named


def _table(room: str) -> str:
    """Return the table of ``docs/architecture.md`` that tells what is in a room of the house."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    return text.split(f"| rooms of `{room}/` |")[1].split("\n\n")[0]


ROOMS = ["archive", "cli", "deliver", "flow", "identify", "match", "vietnamese"]


@pytest.mark.parametrize("room", ROOMS)
def test_the_house_names_the_rooms_within_a_room(room: str) -> None:
    named = set(re.findall(r"`([a-z_]+)/`", _table(room)))
    within = (ROOT / "worker" / room).iterdir()
    assert named == {path.name for path in within if (path / "__init__.py").exists()}


@pytest.mark.parametrize("room", ["vietnamese", "match"])
def test_the_house_names_every_file_that_reads_officials(room: str) -> None:
    named = set(re.findall(r"`([a-z_]+)`", _table(room)))
    assert named == {path.stem for path in (ROOT / "worker" / room).rglob("*.py")} - {"__init__"}


OFFICIALS = (ROOT / "docs/officials.md").read_text(encoding="utf-8")
PAPER = Setting("Sông Hàm", date(2026, 3, 2))
"""The paper and the day of the sentences in ``docs/officials.md``."""


def _rows(header: str) -> Iterator[list[str]]:
    """Yield the rows of the table of ``docs/officials.md`` that has this header."""
    lines = OFFICIALS.split(f"\n{header}\n")[1].splitlines()[1:]
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _read(sentence: str) -> tuple[Mention, ...]:
    return Registry(()).mentions(Article("Tin trong tỉnh", (Paragraph(sentence),)), PAPER)


def _said(one: OfficeSaid) -> str:
    status = "" if one.status is OfficeStatus.CURRENT else f"{one.status}: "
    return f"{status}{one.office}"


def _placed(office: Office) -> str:
    if office.place is None:
        return "none: a central body"
    return f"{office.place} ({', '.join(filter(None, (office.unit, office.within)))})"


def test_offices_are_kept_as_the_page_on_officials_says() -> None:
    rows = list(_rows("| typed | role | body | place |"))
    read = [(row[0], read_office(row[0])) for row in rows]
    assert rows
    assert [
        [typed, office.role, office.body, _placed(office)] for typed, office in read if office
    ] == rows


def test_sentences_are_read_as_the_page_on_officials_says() -> None:
    told: dict[str, list[tuple[str, str]]] = {}
    for sentence, who, office in _rows("| sentence | who | office |"):
        told.setdefault(sentence or list(told)[-1], []).append((who, office))
    assert told
    for sentence, expected in told.items():
        found = [
            (one.official or "not known", "; ".join(map(_said, one.offices)))
            for one in _read(sentence)
        ]
        assert found == expected, sentence


def test_nothing_is_read_where_the_page_on_officials_says_so() -> None:
    rows = list(_rows("| sentence | because |"))
    assert rows
    assert [row[0] for row in rows if _read(row[0])] == []


def test_offices_end_as_the_page_on_officials_says() -> None:
    rows = list(_rows("| office | ended | followed by |"))
    assert rows
    for typed, last, followed in rows:
        office = read_office(re.sub(r" \(.*\)", "", typed))
        end = ended(office, date(2026, 11, 1)) if office else None
        assert end is not None, typed
        assert (str(office), end.on.isoformat()) == (typed, last)
        successors = (
            " and ".join(map(str, end.successors)) or f"nobody: {end.why.split(' huyện')[0]}"
        )
        assert successors == followed
