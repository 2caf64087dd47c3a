"""Threads share the memory that others have freed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

THREADS = """
import ctypes, os, sys, threading
from worker.arenas import share_arenas
done = share_arenas(os.environ)
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(6)
def work():
    together.wait()
    libc.malloc(100_000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(6)]
for one in threads: one.start()
for one in threads: one.join()
stream = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, stream)
libc.fflush(stream)
print(done, file=sys.stderr)
"""


def arenas(**more: str) -> tuple[int, bool]:
    """Return how many arenas a process with six threads has, and whether it bounded them."""
    environ = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}
    ran = subprocess.run(
        [sys.executable, "-c", THREADS],
        env={**environ, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.count("<heap "), ran.stderr.strip() == "True"


@pytest.mark.skipif(
    "CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="only glibc's malloc has arenas"
)
def test_threads_share_two_arenas_unless_the_environment_says_otherwise() -> None:
    assert arenas() == (2, True)
    found, done = arenas(MALLOC_ARENA_MAX="5")
    assert found > 2
    assert not done
