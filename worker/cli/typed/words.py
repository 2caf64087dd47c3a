"""Commands that end in a query, which may be several words and begin with ``-``."""

from __future__ import annotations

from collections.abc import Iterator

import click


class QueryCommand(click.Command):
    """Takes ``-word`` as part of the query; only ``--name`` and ``-h`` are options.

    Click by itself would look for one-letter options in ``-đại hội``. After ``--`` all is query.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let click see the options first, then everything else behind ``--``."""
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for one in rest:
            if one == "--":
                words.extend(rest)
            elif one in ctx.help_option_names:
                options.append(one)
            elif one.startswith("--"):
                options += [one, *self._value_of(ctx, one, rest)]
            else:
                words.append(one)
        return super().parse_args(ctx, [*options, "--", *words])

    def _value_of(self, ctx: click.Context, name: str, rest: Iterator[str]) -> list[str]:
        """Take an option's value from the arguments that follow it, if it takes one."""
        option = next((p for p in self.params if name in p.opts), None)
        if not isinstance(option, click.Option) or option.is_flag:
            return []
        value = next(rest, None)
        if value is None:
            raise click.BadOptionUsage(name, f"Option {name!r} requires an argument.", ctx)
        return [value]
