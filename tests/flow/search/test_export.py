"""Articles leave as files that read back as what they were."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, SCHOOL, add_source, capture_of, paper, take, text_file
from tests.site import ProvincialSite
from worker.archive.articles.lookup import ArticleRecord, record
from worker.archive.database.engine import Archive
from worker.errors import UsageError
from worker.flow.intake.files import ingest_files
from worker.flow.intake.read import capture_file, read
from worker.flow.search.csv_lines import cell_text, csv_line
from worker.flow.search.export import (
    CSV_FILE,
    JSON_FILE,
    export_csv,
    export_json,
    export_text,
    file_name,
    reading_of,
)
from worker.identify.content_hash import content_hash
from worker.model import NotAnArticle, Paragraph


@pytest.fixture
def records(archive: Archive, clock: FakeClock, tmp_path: Path) -> list[ArticleRecord]:
    """Return an article from a page and one from a file."""
    source = add_source(archive, paper())
    site = ProvincialSite([BRIDGE])
    take(archive, clock, source, capture_of(site, BRIDGE, clock))
    file = text_file(tmp_path, "x.txt", SCHOOL.title, SCHOOL.lead, *SCHOOL.paragraphs)
    list(ingest_files(archive, clock, source, [file]))
    with archive.read() as tx:
        return [record(tx, 0), record(tx, 1)]


def test_text_files_read_back_with_equal_hashes(
    records: list[ArticleRecord], tmp_path: Path, clock: FakeClock
) -> None:
    folder = tmp_path / "ra" / "bai"
    assert export_text(records, folder) == (2, [])
    names = [f"{one.number:03}_{one.content_hash[:16]}.txt" for one in records]
    assert sorted(path.name for path in folder.iterdir()) == names
    for one, name in zip(records, names, strict=True):
        again = read(capture_file(folder / name, clock), None)
        assert not isinstance(again, NotAnArticle)
        assert content_hash(again.article) == one.content_hash
        assert (again.byline, again.category) == (one.byline, one.category)
        assert again.published == reading_of(one).published


def test_what_the_text_format_cannot_hold_is_told(
    records: list[ArticleRecord], tmp_path: Path
) -> None:
    strange = replace(
        records[0], byline="Một người kể chuyện không ký tên ở cuối bài, có dấu chấm."
    )
    written, doubts = export_text([strange, records[1]], tmp_path / "ra")
    assert written == 2
    (doubt,) = doubts
    assert doubt.startswith(f"{file_name(strange)}: reads back with another ")
    assert "byline" in doubt


def test_a_number_has_at_least_three_digits(records: list[ArticleRecord]) -> None:
    short = records[0].content_hash[:16]
    assert file_name(records[0]) == f"000_{short}.txt"
    assert file_name(replace(records[0], number=12_345)) == f"12345_{short}.txt"


def test_json_lines(records: list[ArticleRecord], tmp_path: Path) -> None:
    rows = [{"number": one.number, "title": one.article.title} for one in records]
    assert export_json(rows, tmp_path / "ra") == 2
    lines = (tmp_path / "ra" / JSON_FILE).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert BRIDGE.title in lines[0], "written in Vietnamese, not escaped"


def test_a_folder_that_cannot_be_made_is_told(records: list[ArticleRecord], tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("một tệp")
    for folder in (tmp_path / "tep", tmp_path / "tep" / "trong"):
        with pytest.raises(UsageError, match="the folder cannot be made"):
            export_text(records, folder)


def test_what_breaks_off_leaves_nothing_half_written(tmp_path: Path) -> None:
    def rows() -> list[dict[str, object]]:
        raise OSError(28, "No space left on device")

    (tmp_path / JSON_FILE).write_text("what was there\n")
    with pytest.raises(UsageError, match="No space left"):
        export_json((row for _ in range(1) for row in rows()), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [JSON_FILE]
    assert (tmp_path / JSON_FILE).read_text() == "what was there\n"


def test_paragraphs_are_those_of_the_archive(records: list[ArticleRecord]) -> None:
    assert reading_of(records[1]).article.paragraphs[0] == Paragraph(SCHOOL.lead)


def test_case_77_a_title_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    rows = [
        {"number": 7, "title": "=cmd|' /C calc'!A0", "byline": None},
        {"number": 8, "title": 'Một "nhà", hai\nđoạn', "byline": "@ai"},
    ]
    assert export_csv(rows, ["number", "title", "byline"], tmp_path / "ra") == 2
    text = (tmp_path / "ra" / CSV_FILE).read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["number", "title", "byline"],
        ["7", "'=cmd|' /C calc'!A0", ""],
        ["8", 'Một "nhà", hai\nđoạn', "'@ai"],
    ]


@pytest.mark.parametrize(
    "cell", ["=1", "+84", "-x", "@a", "'=1", "\t=1", " =1", "＝1", "bình thường"]
)
def test_case_77_cells_read_back_as_what_they_were(cell: str) -> None:
    [[written]] = csv.reader(io.StringIO(csv_line([cell])))
    assert cell_text(written) == cell
    assert written[0] not in "=+-@＝＋－＠\t "
