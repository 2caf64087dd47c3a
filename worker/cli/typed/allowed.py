"""Hosts that need not be public, as they are typed behind ``--allow``."""

from __future__ import annotations

from worker.cli.opening import fit


def allowed_given(allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts that need not be public. Raise UsageError for what is no host."""
    from worker.flow.written import allowed_host

    return tuple(fit("--allow", one, allowed_host) for one in allowed)
