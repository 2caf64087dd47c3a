"""Keys under which an index knows names and offices: blind to marks, case and spelling."""

from __future__ import annotations

from functools import lru_cache

from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import fold


@lru_cache(maxsize=20_000)
def blind_key(name: str) -> str:
    """Return what is left of a name without regard to marks, case, tone placement and i/y."""
    return fold(name_key(name))


def office_key(role: str, body: str, place: str = "") -> str:
    """Return the key of an office; without ``place`` that of the office wherever it is."""
    return "|".join(map(blind_key, (role, body, place)))
