"""What the pages on alerts and templates say is so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests.deliver.alerts import outgoing
from worker.deliver import excerpt
from worker.deliver.messages import rendering, values
from worker.deliver.messages.message import as_text, json_line
from worker.deliver.messages.rendering import Templates
from worker.deliver.messages.specimens import SPECIMENS
from worker.deliver.messages.template_check import troubles
from worker.deliver.messages.told import alert_values
from worker.model import Language

ROOT = Path(__file__).parents[1]
ALERTS = (ROOT / "docs/alerts.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/alerts.schema.json").read_text(encoding="utf-8"))


def rows(text: str, header: str) -> list[list[str]]:
    """The rows of the table that has this header."""
    lines = text.split(f"\n{header}\n")[1].splitlines()[1:]
    table = lines[: next((n for n, line in enumerate(lines) if not line.startswith("|")), None)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def strict(schema: Any) -> Any:
    """The schema under which a key that it does not name is wrong."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in schema else made


# --- for programs ----------------------------------------------------------------------------


def test_json_is_what_the_schema_says_and_nothing_else(tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(strict(SCHEMA)), encoding="utf-8")
    sent = [outgoing(one) for one in SPECIMENS] + [outgoing(*SPECIMENS, digest=True)]
    files = [tmp_path / f"{number}.json" for number in range(len(sent))]
    for file, one in zip(files, sent, strict=True):
        file.write_bytes(json_line(one))
    command = ["-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_table_of_keys_is_that_of_the_schema() -> None:
    named = [
        key for row in rows(ALERTS, "| key of an alert | what it is |") for key in codes(row[0])
    ]
    alert = SCHEMA["$defs"]["alert"]
    assert sorted(named) == sorted(alert["required"]) == sorted(alert["properties"])


# --- templates -------------------------------------------------------------------------------


def test_the_values_of_templates_are_those_of_the_page() -> None:
    told = {
        codes(value)[0]: codes(names)
        for value, names, _ in rows(TEMPLATES, "| value | fields | what it is |")
    }
    given = {
        one.__name__: [each.name for each in fields(one)]
        for one in vars(values).values()
        if isinstance(one, type) and one.__module__ == values.__name__
    }
    del given["Measure"]
    given["Piece"] = [each.name for each in fields(excerpt.Piece)]
    assert told == given


def test_the_templates_of_the_page_are_those_there_are() -> None:
    told = [
        name for row in rows(TEMPLATES, "| template | what it makes |") for name in codes(row[0])
    ]
    assert sorted(told) == rendering.names()


def test_the_bounds_and_filters_of_the_page_are_those_of_the_sandbox() -> None:
    listed = TEMPLATES.split("\nFilters: ")[1].split(". ")[0]
    environment = rendering._Sandbox([rendering.OURS], escaping=False)
    assert sorted(codes(listed)) == sorted(set(environment.filters) - {"bounded"})
    assert f"may take {rendering.STEPS:,} rounds" in TEMPLATES
    assert f"come to {rendering.LARGEST:,} letters" in TEMPLATES
    assert f"`range` up to {rendering.LONGEST_RANGE}" in TEMPLATES


def test_the_example_of_the_page_works(tmp_path: Path) -> None:
    example = TEMPLATES.split("```jinja\n")[1].split("```")[0]
    own = tmp_path / "vi/alert.txt.jinja"
    own.parent.mkdir()
    own.write_text(example, encoding="utf-8")
    templates = Templates(tmp_path)
    assert troubles(templates) == []
    one = alert_values(SPECIMENS[0], Language.VIETNAMESE)
    told = templates.render("alert.txt.jinja", Language.VIETNAMESE, alert=one)
    assert told.split("\n")[:2] == ["BÀI MỚI: Xã Vàm Lúa khởi công tuyến đê bao mới", "• đê bao"]
    assert "Matched: " in as_text(outgoing(), templates)
