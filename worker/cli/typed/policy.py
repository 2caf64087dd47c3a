"""Options of watches and channels that say when alerts go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from worker.model import Form, Policy

_OPTIONS = (
    click.option(
        "--digest",
        "cron",
        metavar="CRON",
        help="Gather alerts until then: 'minute hour day month weekday' of Hanoi, Sunday is 0.",
    ),
    click.option("--at-once", is_flag=True, help="Gather none: each alert goes by itself."),
    click.option(
        "--quiet", metavar="FROM-TO", help="Send nothing then, as 22:00-06:00; it goes out after."
    ),
    click.option("--no-quiet", is_flag=True, help="Send at all hours."),
    click.option(
        "--form",
        type=click.Choice(["list", "review"]),
        help="What a digest looks like: a list, or a press review (điểm báo).",
    ),
    click.option(
        "--by",
        type=click.Choice(["topic", "official", "province", "source"]),
        help="A press review, and what its sections are.  [default: topic]",
    ),
)


@dataclass(frozen=True, slots=True)
class Timing:
    """What was typed of when alerts go out; nothing leaves it as it is."""

    cron: str | None = None
    at_once: bool = False
    quiet: str | None = None
    no_quiet: bool = False
    form: str | None = None
    by: str | None = None

    def of(self, policy: Policy) -> Policy:
        """Return the policy changed so. Raise UsageError for what cannot be read or both be."""
        from dataclasses import replace

        from worker.model.policy import AT_ONCE, NO_QUIET

        if self.cron is not None and self.at_once:
            raise click.UsageError("--digest and --at-once exclude one another")
        if self.quiet is not None and self.no_quiet:
            raise click.UsageError("--quiet and --no-quiet exclude one another")
        digest = AT_ONCE if self.at_once else self.cron
        quiet = NO_QUIET if self.no_quiet else self.quiet
        changed = replace(
            policy,
            digest=policy.digest if digest is None else " ".join(digest.split()),
            quiet=policy.quiet if quiet is None else quiet.strip(),
            form=self._form() or policy.form,
        )
        changed.check()
        return changed

    def _form(self) -> Form | None:
        """Return what a digest is to look like, None where nothing was said of it."""
        from worker.model import Form, Grouping

        if self.by is not None and self.form == "list":
            raise click.UsageError("--by is for press reviews, not for --form list")
        if self.by is not None:
            return Form.review_by(Grouping(self.by))
        return None if self.form is None else Form(self.form)


def policy_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is handed them together, as ``timing``."""

    @wraps(command)
    def handed(*args: Any, **given: Any) -> Any:
        timing = Timing(**{one.name: given.pop(one.name) for one in fields(Timing)})
        return command(*args, timing=timing, **given)

    gathering: Callable[..., Any] = handed
    for option in reversed(_OPTIONS):
        gathering = option(gathering)
    return gathering


def told_policy(policy: Policy, otherwise: str) -> str:
    """Return when alerts go out in words; ``otherwise`` where nothing is said of it."""
    return policy.told or otherwise
