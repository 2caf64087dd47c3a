"""Lines of CSV that a spreadsheet opens as text and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

_FORMULA: Final = re.compile(r"\s*'*[=+\-@＝＋－＠]")
_WRITTEN: Final = re.compile(r"'+[=+\-@＝＋－＠]|'\s+'*[=+\-@＝＋－＠]")


def csv_line(cells: Sequence[str]) -> str:
    """Return the cells as one line, without its end; what is a formula has an apostrophe before.

    Line breaks inside a cell stay, in quotation marks.
    """
    line = io.StringIO()
    safe = [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]
    csv.writer(line, lineterminator="").writerow(safe)
    return line.getvalue()


def cell_text(cell: str) -> str:
    """Return what stood in a cell before ``csv_line`` put an apostrophe there."""
    return cell[1:] if _WRITTEN.match(cell) else cell
