"""How the commands print: JSON Lines for programs, aligned lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime

import click

from worker.clock import HANOI
from worker.deliver.excerpt import one_line
from worker.model import Precision, Reason


def json_line(record: object) -> None:
    """Print one object on one line, Vietnamese as it is."""
    click.echo(json.dumps(record, ensure_ascii=False, default=str))


def iso(instant: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in Hanoi time, ``+07:00``."""
    return None if instant is None else instant.astimezone(HANOI).isoformat(timespec="seconds")


def when(instant: datetime | None, precision: Precision = Precision.MINUTE) -> str:
    """Return an instant as people read it, to its precision."""
    if instant is None:
        return "–"
    local = instant.astimezone(HANOI)
    if precision is Precision.DAY:
        return f"{local:%d/%m/%Y}"
    return f"{local:%d/%m/%Y %H:%M}"


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
    """Return text with the spans in bold; click drops the colours in a pipe."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start < done:
            continue
        parts += [text[done:start], click.style(text[start:end], bold=True, fg="yellow")]
        done = end
    return "".join([*parts, text[done:]])


def reason_json(reason: Reason) -> dict[str, object]:
    """Return a reason with the stable keys of ``--json``."""
    return {
        "field": reason.field,
        "start": reason.start,
        "end": reason.end,
        "surface": reason.surface,
        "via": reason.via,
        "confidence": reason.confidence,
    }
