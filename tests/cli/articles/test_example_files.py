"""The five example files of the newspaper text format, where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin

EXAMPLES = Path(__file__).parents[4] / "shared" / "seeds"
PARTICULARS = ("text", "byline", "category", "published_at", "published_precision", "captions")


@pytest.fixture
def examples() -> list[Path]:
    found = sorted(EXAMPLES.glob("*.txt"))
    if not found:
        pytest.skip(f"the example files are not at {EXAMPLES}")
    return found


def test_the_examples_go_in_and_come_out_the_same(
    diemtin: Diemtin, examples: list[Path], tmp_path: Path
) -> None:
    told = diemtin.ok("ingest", str(EXAMPLES))
    assert f"{len(examples)} of {len(examples)} files read: {len(examples)} new" in told
    out = tmp_path / "out"
    exported = diemtin.ok("export", "--to", str(out))
    assert exported == f"{len(examples)} written to {out}\n"
    second = ("--home", str(tmp_path / "second"))
    diemtin.ok(*second, "ingest", str(out))
    by_hash = {
        one["content_hash"]: diemtin.records(*second, "show", one["content_hash"])[0]
        for one in diemtin.records(*second, "search")
    }
    assert len(by_hash) == len(examples)
    for file in examples:
        [shown] = diemtin.records("show", file.stem)
        assert shown["seed_name"] == file.stem
        again = by_hash[shown["content_hash"]]
        assert {key: again[key] for key in PARTICULARS} == {key: shown[key] for key in PARTICULARS}
        assert diemtin.records("show", file.name) == [shown]
        assert diemtin.records("show", str(file)) == [shown]


def test_a_second_ingest_of_the_examples_changes_nothing(
    diemtin: Diemtin, examples: list[Path]
) -> None:
    diemtin.ok("ingest", str(EXAMPLES))
    before = diemtin.records("search")
    assert f"{len(examples)} unchanged; 0 alerts" in diemtin.ok("ingest", str(EXAMPLES))
    assert diemtin.records("search") == before
