"""A press review on its way into a file: Word, HTML or plain text, by the file's ending."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from worker.deliver.press_review.forms import FORMS
from worker.errors import UsageError
from worker.model import Review


def check_place(path: Path) -> None:
    """Raise UsageError for a file that could not be written, before anything is reckoned."""
    if path.suffix.lower() not in FORMS:
        endings = ", ".join(FORMS)
        raise UsageError(
            f"its ending is {path.suffix or 'none'}", where=str(path), expected=f"one of {endings}"
        )
    if not path.absolute().parent.is_dir():
        raise UsageError("its folder is not there", where=str(path), remedy="make it first")
    if path.is_dir():
        raise UsageError("it is a folder", where=str(path), expected="a file")
    if path.exists():  # somebody may have worked on it by hand since it was made
        raise UsageError("is there already", where=str(path), remedy="name a new file")


def write_review(review: Review, path: Path) -> None:
    """Write the file whole or not at all. Raise UsageError where it cannot be written."""
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_bytes(FORMS[path.suffix.lower()](review))
        os.replace(partial, path)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        with suppress(OSError):  # it is gone where all went well
            partial.unlink()
