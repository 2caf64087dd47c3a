"""A folder of text files: each file is a page, its path is the address."""

from __future__ import annotations

import os
from pathlib import Path

from worker.errors import UsageError
from worker.model import Discovered


def read_folder(path: Path) -> list[Discovered]:
    """Return a page for each of a folder's text files; their addresses are absolute POSIX paths.

    Raises UsageError as ``text_files`` does, and for a file name that is not UTF-8, which no
    archive could keep.
    """
    return [Discovered(url=_address(file), etag=stamp(file)) for file in text_files(path)]


def stamp(file: Path) -> str | None:
    """Return what becomes another when a file is written anew; None for one that is not there."""
    try:
        now = file.stat()
    except OSError:
        return None
    return f"{now.st_mtime_ns}-{now.st_size}"


def text_files(path: Path) -> list[Path]:
    """Return the ``*.txt`` files of a folder (not of folders inside it), sorted by name.

    Paths are absolute; symbolic links are not followed in them. Hidden files are left out. Raises
    UsageError for a folder that is missing or cannot be read.
    """
    folder = Path(os.path.abspath(path))
    try:
        return sorted(
            entry for entry in folder.iterdir() if _is_text_file(entry) and entry.is_file()
        )
    except FileNotFoundError as error:
        raise UsageError("there is no such folder", where=str(path)) from error
    except NotADirectoryError as error:
        raise UsageError("is a file", where=str(path), expected="a folder") from error
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _is_text_file(entry: Path) -> bool:
    return entry.suffix.lower() == ".txt" and not entry.name.startswith(".")


def _address(file: Path) -> str:
    address = file.as_posix()
    try:
        address.encode()
    except UnicodeEncodeError as error:
        shown = address.encode("ascii", "backslashreplace").decode()
        raise UsageError(
            "the file name is not UTF-8", where=shown, remedy="rename the file"
        ) from error
    return address
