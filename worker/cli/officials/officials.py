"""``diemtin official``: the registry of officials, and what the archive has learned of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.officials.change import add, edit, remove
from worker.cli.officials.files import export_officials, import_officials
from worker.cli.officials.learned import learned, rematch, take
from worker.cli.opening import opened
from worker.cli.printed.output import json_line, table
from worker.cli.typed.values import DAY, NAME

if TYPE_CHECKING:
    from datetime import date


@click.group()
def official() -> None:
    """Officials whose names and offices are recognized in articles."""


@official.command("list")
@click.argument("query", nargs=-1)
@click.option("--office", metavar="TEXT", help="Only who held it, as 'Bí thư Tỉnh ủy'.")
@click.option("--on", "day", type=DAY, help="Only who held an office on that day.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_officials(
    ctx: click.Context, query: tuple[str, ...], office: str | None, day: date | None, as_json: bool
) -> None:
    """List officials with their offices and when they held them.

    QUERY: words of a name or alias. On a day held an office whose term covers it; where only
    days are known on which it was seen held, some around them count (setting attestation_days).
    """
    from worker.archive.officials import officials
    from worker.cli.officials.shown import official_json, tell_overtaken, term_line
    from worker.flow.registry.search import listed, office_test

    words = " ".join(query).split()
    with opened(ctx) as app, app.archive.read() as tx:
        is_asked = office_test(office) if office else None
        found = list(listed(officials.officials(tx), words, is_asked, day, app.margin))
        if is_asked or day:
            tell_overtaken(tx, found, is_asked)
    if as_json:
        for one in found:
            json_line(official_json(one))
        return
    table(
        (
            (
                one.label,
                ", ".join(alias.name for alias in one.aliases),
                "; ".join(map(term_line, one.terms)),
            )
            for one in found
        ),
        ("official", "also", "offices"),
    )


@official.command()
@click.argument("name", type=NAME)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show an official's names, offices and newest articles.

    NAME, or NAME (DISTINCTION) where several bear it.
    """
    from worker.cli.officials.shown import portrait, portrait_json, print_portrait

    with opened(ctx) as app, app.archive.read() as tx:
        shown = portrait(tx, name, app.clock.now())
    json_line(portrait_json(shown)) if as_json else print_portrait(shown)


for command in (add, edit, remove, import_officials, export_officials, learned, take, rematch):
    official.add_command(command)
