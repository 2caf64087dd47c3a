"""How many pools of memory (arenas) the threads of this process share.

glibc gives each thread an arena of its own, up to eight for each core, and what is freed in one is
no room for another. A service whose threads come and go, each reading pages and rows of its own
size, grows by that for hours, though it keeps nothing (``make soak``): 202 MB after seven minutes
were 235 after 38; with two arenas 203 after an hour.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Final

_ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of glibc's malloc.h, which mallopt(3) describes."""
_ARENAS: Final = 2
"""One for the main thread, and one that all others share: most of their work waits for Python's
lock anyway."""
_ENVIRONMENT: Final = "MALLOC_ARENA_MAX"


def share_arenas(environ: Mapping[str, str]) -> bool:
    """Let all threads share two arenas, from now on; call it before there are threads.

    Return whether it was done: not where ``MALLOC_ARENA_MAX`` is set, nor under another C library,
    which has no arenas to share.
    """
    if _ENVIRONMENT in environ:
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return bool(mallopt(_ARENA_MAX, _ARENAS) == 1)
