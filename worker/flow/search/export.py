"""How articles leave the archive as files: the text format, JSON Lines, or CSV."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from worker.archive.articles.lookup import ArticleRecord
from worker.errors import UsageError
from worker.flow.search.csv_lines import csv_line
from worker.model import SHORT_HASH, Precision, Publication, ReadFrom, Reading
from worker.normalize.text_format import differences, write

JSON_FILE = "articles.jsonl"
CSV_FILE = "articles.csv"


def file_name(record: ArticleRecord) -> str:
    """Return the name of an article's text file: its number, its short hash."""
    return f"{record.number:03}_{record.content_hash[:SHORT_HASH]}.txt"


def export_text(records: Iterable[ArticleRecord], folder: Path) -> tuple[int, list[str]]:
    """Write each article as a text file.

    Return how many were written, and a line for each whose file would read back otherwise: the
    text format cannot hold everything that a page can.
    """
    _make(folder)
    written, doubts = 0, []
    for record in records:
        reading = reading_of(record)
        name = file_name(record)
        _write_whole(folder / name, [write(reading)])
        written += 1
        differ = differences(reading)
        if differ:
            doubts.append(f"{name}: reads back with another {', '.join(differ)}")
    return written, doubts


def export_json(records: Iterable[Mapping[str, object]], folder: Path) -> int:
    """Write each record as one line of a JSON Lines file; return how many were written."""
    return _write_lines(
        folder / JSON_FILE,
        (json.dumps(record, ensure_ascii=False, default=str) for record in records),
    )


def export_csv(
    records: Iterable[Mapping[str, object]], columns: Sequence[str], folder: Path
) -> int:
    """Write each record as one row of a CSV file with these columns; return how many were written.

    The file begins with a byte-order mark, by which spreadsheets know UTF-8.
    """
    rows = (csv_line([_cell(record[name]) for name in columns]) for record in records)
    head = "\ufeff" + csv_line(columns)
    return _write_lines(folder / CSV_FILE, chain([head], rows)) - 1


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def reading_of(record: ArticleRecord) -> Reading:
    """Return the article with the particulars of its first sighting."""
    published = None
    if record.precision is not Precision.NONE:
        read_from = record.read_from or ReadFrom.PUBLISHED
        published = Publication(record.published_at, record.precision, read_from)
    return Reading(record.article, record.byline, record.category, published, record.updated_at)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the folder cannot be made ({error.strerror})", where=str(folder)
        ) from error


def _write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write a file of lines whole or not at all; return how many they are."""
    _make(path.parent)
    written = 0

    def counted() -> Iterator[str]:
        nonlocal written
        for line in lines:
            written += 1
            yield line + "\n"

    _write_whole(path, counted())
    return written


def _write_whole(path: Path, parts: Iterable[str]) -> None:
    """Write a file whole or not at all: under another name first, then renamed."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        os.replace(partial, path)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        with suppress(OSError):  # it is gone where all went well
            partial.unlink()
