"""To a file of JSON Lines: one delivery a line, whole or not at all."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Final

from worker.deliver.messages.message import json_line
from worker.model import Delivered, Failed, Outcome, Outgoing

_FLAGS: Final = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
_OWNER_ONLY: Final = 0o600


async def deliver(outgoing: Outgoing, folder: Path) -> Outcome:
    """Append the delivery to the file that the channel's address names.

    A relative address is taken from ``folder``. A new file is readable by its owner only. The
    line is on the disk when this returns ``Delivered``; a full disk leaves no half line behind.
    """
    path = folder / outgoing.channel.address
    line = json_line(outgoing) + b"\n"
    try:
        await asyncio.to_thread(_append, path, line)
    except OSError as error:
        return Failed(f"{path}: cannot append: {error.strerror or type(error).__name__}")
    return Delivered()


def _append(path: Path, line: bytes) -> None:
    handle = os.open(path, _FLAGS, _OWNER_ONLY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        _write_whole(handle, size, _mend(handle, size) + line)
        os.fsync(handle)
    finally:
        os.close(handle)
    if not size:
        _keep_entry(path.parent)


def _keep_entry(folder: Path) -> None:
    """Bring a new file's name to the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mend(handle: int, size: int) -> bytes:
    """Return the line break that a torn last line (a crash, another program) still needs."""
    return b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""


def _write_whole(handle: int, size: int, line: bytes) -> None:
    """Write in one call; what a full disk took only in part is cut off again."""
    written = os.write(handle, line)
    if written < len(line):
        os.ftruncate(handle, size)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
