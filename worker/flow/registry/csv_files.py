"""Officials in CSV, as spreadsheets open and save it: a line a term.

The first line names the columns, in any order; all but ``name`` may be left out:

=============  ==================================================================================
name           the official; the lines of one name (and distinction) are one person
distinction    what tells namesakes apart for the reader
aliases        other names, separated by ``;``; one with ``~`` before it is found whatever the marks
role … within  the office: ``role, body, place, unit, within``; all empty: a person without office
start, end     the first and last day, month or year of the term, as YYYY-MM-DD, YYYY-MM or YYYY
attested       days on which somebody saw it held, separated by ``;``
known_from     where that is known from
acting         ``true`` for quyền, phụ trách, điều hành; empty or ``false`` otherwise
=============  ==================================================================================

The delimiter is ``,`` or ``;`` or a tab. What a spreadsheet would take for a formula is written
with an apostrophe before it, which reading takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final

from worker.errors import SettingsError
from worker.flow.located import decode, did_you_mean
from worker.flow.registry.entries import (
    OFFICE_KEYS,
    TERM_KEYS,
    Entry,
    FileRead,
    Mistakes,
    name_of,
    term_of,
    who_of,
    with_aliases,
)
from worker.flow.registry.terms import Line
from worker.flow.search.csv_lines import cell_text, csv_line
from worker.model import Alias, Official, Origin, Term
from worker.vietnamese.text.fold import nfc

COLUMNS: Final = ("name", "distinction", "aliases", *TERM_KEYS)
_DELIMITERS: Final = ",;\t"
_PIECES: Final = re.compile(r"(?:[^;\\]|\\.|\\$)+")
_FLAGS: Final = {"true": True, "false": False}
"""What a spreadsheet makes of true and false, small letters aside."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, its column, and the line its row begins at."""

    content: str
    line: Line
    column: str

    def text(self) -> str:
        """Return the text in NFC on one line."""
        return self.content

    def flag(self) -> bool:
        """Return ``true`` or ``false``, in any case. Raises SettingsError."""
        found = _FLAGS.get(self.content.lower())
        if found is None:
            raise self.wrong(f"found '{self.content[:60]}'", "true or false")
        return found

    def wrong(self, what: str, expected: str = "", remedy: str = "") -> SettingsError:
        """Return the error that says what is wrong with this cell."""
        where = f"{self.line}: {self.column}"
        return SettingsError(what, where=where, expected=expected, remedy=remedy)

    def parts(self) -> list[Cell]:
        """Return the parts between semicolons as cells; ``\\;`` is a semicolon of a part."""
        parts = (part.strip() for part in _PIECES.findall(self.content))
        return [replace(self, content=part) for part in parts if part]


Row = Mapping[str, Cell]


def read_csv(data: bytes, path: Path, origin: Origin = Origin.USER) -> FileRead:
    """Return what a CSV file says; every mistake is told with file, line and column."""
    mistakes = Mistakes()
    people: dict[tuple[str, str], Entry] = {}
    for row in mistakes.kept(_rows, data, path, mistakes) or ():
        entry = _entry(row, origin, mistakes)
        who = (entry.official.name, entry.official.distinction)
        people[who] = _together(people[who], entry) if who in people else entry
    return FileRead(tuple(people.values()), tuple(mistakes.found))


def _rows(data: bytes, path: Path, mistakes: Mistakes) -> list[Row]:
    """Return the rows below the first as cells by column; empty cells are left out."""
    lines = _lines(decode(data, path), path)
    first = next(lines, None)
    if first is None:
        return []
    columns = _columns(*first)
    made = [mistakes.kept(_row, line, cells, columns) for line, cells in lines]
    return [row for row in made if row]


def _lines(text: str, path: Path) -> Iterator[tuple[Line, list[str]]]:
    """Yield the rows that are not empty, each with the line it begins at. Raises SettingsError."""
    first, _, rest = text.partition("\n")
    skipped = re.fullmatch(r"sep=(.)\r?", first)
    reader = csv.reader(
        io.StringIO(rest if skipped else text, newline=""),
        delimiter=_delimiter(rest.partition("\n")[0] if skipped else first),
        strict=True,
    )
    above = 2 if skipped else 1
    while True:
        line = Line(str(path), reader.line_num + above)
        try:
            cells = [_read_cell(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            remedy = 'put texts with quotation marks or delimiters between "…", a mark inside as ""'
            raise SettingsError(f"no CSV: {error}", where=str(line), remedy=remedy) from error
        if any(cells):
            yield line, cells


def _delimiter(heads: str) -> str:
    """Return what separates the names of columns in the first line."""
    return max(_DELIMITERS, key=heads.count)


def _read_cell(cell: str) -> str:
    text = nfc(" ".join(cell.split()))
    return cell_text(text)


def _columns(line: Line, cells: Sequence[str]) -> list[str]:
    """Return the names of the columns. Raises SettingsError."""
    names = [cell.lower() for cell in cells]
    expected = ",".join(COLUMNS)
    if "name" not in names:
        what = f"the first line names no column 'name': '{', '.join(cells)[:60]}'"
        raise SettingsError(what, where=str(line), expected=expected)
    for name in filter(None, names):
        if name not in COLUMNS:
            remedy = did_you_mean(name, COLUMNS)
            where = f"{line}: {name[:60]}"
            raise SettingsError("unknown column", where=where, expected=expected, remedy=remedy)
        if names.count(name) > 1:
            raise SettingsError("the same column twice", where=f"{line}: {name}")
    return names


def _row(line: Line, cells: Sequence[str], columns: Sequence[str]) -> Row:
    """Return the cells of a row by column. Raises SettingsError."""
    row: dict[str, Cell] = {}
    for column, content in zip_longest(columns, cells, fillvalue=""):
        if content and not column:
            what = f"'{content[:60]}' stands under no column"
            remedy = 'put texts with the delimiter in them between "…"'
            raise SettingsError(what, where=str(line), remedy=remedy)
        if content:
            row[column] = Cell(content, line, column)
    if "name" not in row:
        raise SettingsError("is missing", where=f"{line}: name", expected="the official's name")
    return row


def _entry(row: Row, origin: Origin, mistakes: Mistakes) -> Entry:
    aliases = [mistakes.kept(_alias, cell) for cell in _parts(row, "aliases")]
    term = mistakes.kept(_term, row)
    name, distinction = who_of(row, mistakes)
    official = Official(
        name=name,
        distinction=distinction,
        aliases=tuple(alias for alias in aliases if alias),
        terms=(term,) if term else (),
        origin=origin,
    )
    line = row["name"].line
    return Entry(official, line, (line,) if term else ())


def _parts(row: Row, column: str) -> list[Cell]:
    return row[column].parts() if column in row else []


def _term(row: Row) -> Term | None:
    """Return the term of a row, None where it says nothing of one. Raises SettingsError."""
    said = [row[key] for key in TERM_KEYS if key in row]
    if not said:
        return None
    for key in ("role", "body"):
        if key not in row:
            missing = Cell("", said[0].line, key)
            raise missing.wrong("is missing", f"a value for '{key}', or no office at all")
    return term_of(row, _parts(row, "attested"))


def _alias(cell: Cell) -> Alias:
    blind = cell.content.startswith("~")
    name = re.sub(r"\\(.)", r"\1", cell.content[1:] if blind else cell.content)
    return Alias(name_of(replace(cell, content=name.strip())), blind)


def _together(known: Entry, new: Entry) -> Entry:
    """Return one entry of two that name the same person."""
    aliases = with_aliases(known.official, new.official.aliases)
    terms = known.official.terms + new.official.terms
    official = replace(known.official, aliases=aliases, terms=terms)
    return Entry(official, known.line, known.term_lines + new.term_lines)


def write_csv(officials: Iterable[Official]) -> Iterator[str]:
    """Yield the lines of a CSV file that reads back as these officials."""
    yield csv_line(COLUMNS)
    for person in officials:
        aliases = ";".join(map(_alias_text, person.aliases))
        for index, term in enumerate(person.terms or (None,)):
            named = (person.name, person.distinction, "" if index else aliases)
            yield csv_line([*named, *_cells(term)])


def _cells(term: Term | None) -> list[str]:
    if term is None:
        return [""] * len(TERM_KEYS)
    return [
        *(getattr(term.office, key) or "" for key in OFFICE_KEYS),
        *(str(day) if day else "" for day in (term.start, term.end)),
        ";".join(map(str, term.attested)),
        term.known_from,
        "true" if term.acting else "",
    ]


def _alias_text(alias: Alias) -> str:
    name = re.sub(r"([\\;])", r"\\\1", alias.name)
    if alias.blind:
        return f"~{name}"
    return f"\\{name}" if name.startswith("~") else name
