"""Files of officials: YAML and CSV, in and out, told apart by their suffix.

What is exported and imported again is the same: names, distinctions, aliases and terms. Lessons
about namesakes (``official edit --not``) name articles of one archive and stay there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from worker.errors import SettingsError, UsageError
from worker.flow.located import read_bytes
from worker.flow.registry.csv_files import read_csv, write_csv
from worker.flow.registry.entries import FileRead
from worker.flow.registry.yaml_files import read_yaml, write_yaml
from worker.model import Official

FORMATS: Final = ("yaml", "csv")
STANDARD_INPUT: Final = Path("(standard input)")

_READERS: Final[dict[str, Callable[[bytes, Path], FileRead]]] = {
    "yaml": read_yaml,
    "csv": read_csv,
}
_WRITERS: Final[dict[str, Callable[[Iterable[Official]], Iterator[str]]]] = {
    "yaml": write_yaml,
    "csv": write_csv,
}


def format_of(path: Path) -> str | None:
    """Return the format that a file's suffix says, None for another suffix."""
    return {".yaml": "yaml", ".yml": "yaml", ".csv": "csv"}.get(path.suffix.lower())


def read_file(path: Path, format: str | None = None) -> FileRead:
    """Return what a file says, in the format of its suffix where none is named.

    Raises UsageError where that says none. What is wrong in the file is among its mistakes.
    """
    named = format or format_of(path)
    if named is None:
        raise UsageError(
            "the name of the file does not say what it is",
            where=str(path),
            expected="a name that ends in .yaml, .yml or .csv",
            remedy="or say --format yaml or --format csv",
        )
    try:
        return _READERS[named](read_bytes(path), path)
    except SettingsError as error:
        return FileRead((), (error,))


def read_data(data: bytes, format: str) -> FileRead:
    """Return what standard input says, in one of :data:`FORMATS`."""
    return _READERS[format](data, STANDARD_INPUT)


def written(officials: Iterable[Official], format: str) -> Iterator[str]:
    """Yield the lines of officials in one of :data:`FORMATS`, each with its end."""
    for line in _WRITERS[format](officials):
        yield f"{line}\n"
