"""How the commands print: JSON Lines for programs, aligned lines for people."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from worker.clock import HANOI
from worker.deliver.excerpt import HIDDEN, one_line

if TYPE_CHECKING:
    from worker.model import Office, Precision

_INVISIBLE = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What JSON may hold as it is, but terminals obey, and programs take for the end of a line."""


def json_line(record: object) -> None:
    """Print one object on one line: Vietnamese as it is, invisible characters escaped."""
    text = json.dumps(record, ensure_ascii=False, default=str)
    click.echo(_INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def complain(what: str) -> None:
    """Say on standard error what failed, in one line that bears nothing but text."""
    click.echo(f"diemtin: {one_line(what)}", err=True)


def is_asked() -> bool:
    """Say whether there is somebody at a terminal to ask; a script goes on without."""
    return sys.stdin is not None and sys.stdin.isatty()


def confirmed(question: str) -> bool:
    """Ask on standard error whether to go on; the end of the input is a no."""
    try:
        return click.confirm(question, err=True)
    except click.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            click.echo(err=True)
            return False
        raise


def inert(text: str) -> str:
    """Return text of several lines without what could steer a terminal or turn it around."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in HIDDEN)


def iso(instant: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in Hanoi time, ``+07:00``."""
    return None if instant is None else instant.astimezone(HANOI).isoformat(timespec="seconds")


def when(instant: datetime | None, precision: Precision | None = None) -> str:
    """Return an instant as people read it, to its precision."""
    if instant is None:
        return "–"
    local = instant.astimezone(HANOI)
    if precision == "day":
        return f"{local:%d/%m/%Y}"
    return f"{local:%d/%m/%Y %H:%M}"


def plural(count: int, noun: str, several: str = "") -> str:
    """Return a count with its noun: ``1 alert``, ``2 alerts``; ``several`` where no s makes it."""
    return f"{count} {noun}" if count == 1 else f"{count} {several or noun + 's'}"


def table(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> None:
    """Print rows under heads: a table on a terminal, tab-separated lines in a pipe."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return inert text with the spans in bold; click drops the colours in a pipe."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        found = click.style(inert(text[start:end]), bold=True, fg="yellow")
        parts += [inert(text[done:start]), found]
        done = end
    return "".join([*parts, inert(text[done:])])


def office_json(office: Office) -> dict[str, object]:
    """Return an office: ``role, body, place, unit, within``; null where there is none."""
    return {
        "role": office.role,
        "body": office.body,
        "place": office.place,
        "unit": office.unit,
        "within": office.within,
    }
