"""Stages 1 and 2 as one step: from captured bytes to a reading, whatever the bytes are."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from worker.clock import Clock
from worker.discover.folder import stamp
from worker.errors import FormatError
from worker.extract.page import extract
from worker.extract.profile import Profile
from worker.extract.sandbox import Sandbox
from worker.model import Capture, Extracted, NotAnArticle, Reading
from worker.normalize import reading, text_format

TEXT_FILE = "text/plain"
"""The content type under which a file in the text format is kept as a raw page."""


def capture_file(path: Path, clock: Clock) -> Capture:
    """Take a file's bytes; its address is its absolute path. Raise FormatError if unreadable."""
    address = path.absolute().as_posix()
    try:
        address.encode()
        etag = stamp(path)  # first: what is written while it is read is then read again
        body = path.read_bytes()
    except UnicodeEncodeError as error:
        shown = address.encode("ascii", "backslashreplace").decode()
        raise FormatError(
            "the file name is not UTF-8", where=shown, remedy="rename the file"
        ) from error
    except OSError as error:
        raise FormatError(f"cannot be read ({error.strerror})", where=address) from error
    return Capture(address, address, body, TEXT_FILE, clock.now(), etag=etag)


def is_text_file(capture: Capture) -> bool:
    """Say whether this is a file of the user's own, in the text format."""
    return capture.content_type == TEXT_FILE and capture.url.startswith("/")


def extract_any(capture: Capture, profile: Profile | None) -> Extracted | NotAnArticle:
    """Extract a file in the text format, or a page by its profile. Raise FormatError."""
    if is_text_file(capture):
        return text_format.parse(capture.body, capture.url)
    return extract(capture, profile)


def read(capture: Capture, profile: Profile | None) -> Reading | NotAnArticle:
    """Read what was captured, canonical and without furniture.

    A page without a title or a body is no article; a file without them is a FormatError.
    """
    extracted = extract_any(capture, profile)
    if isinstance(extracted, NotAnArticle):
        return extracted
    try:
        return reading.read(extracted)
    except FormatError as error:
        if capture.url.startswith("/"):
            raise FormatError(error.what, where=capture.url, expected=error.expected) from error
        return NotAnArticle(error.what)


async def read_apart(
    sandbox: Sandbox, capture: Capture, profile: Profile | None
) -> Reading | NotAnArticle:
    """Read in the sandbox what others wrote, and here what is the user's own.

    Raises ReadingStopped where a page takes too long or too much, or crashes its parser.
    """
    if is_text_file(capture):
        return await asyncio.to_thread(read, capture, profile)
    return await sandbox.apart(partial(read, profile=profile), capture, capture.url)
