"""``diemtin source move``: a paper is at another domain, and its archive goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit, opened
from worker.cli.printed.output import plural
from worker.cli.typed.allowed import allowed_given
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.flow.gone.succession import Moved


@click.command()
@click.argument("name")
@click.option("--to", required=True, help="Its present domain.")
@click.option(
    "--from",
    "left",
    multiple=True,
    help="A domain it has left.  [default: those its addresses are on]",
)
@click.option(
    "--allow", "allowed", multiple=True, help="host or host:port that need not be public."
)
@click.pass_context
def move(
    ctx: click.Context, name: str, to: str, left: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    """Let a source be at another domain, and its archive with it.

    Pages stored under the old domain are those of the new one from then on: nothing counts as new
    or gone, and old addresses still find them.
    """
    from worker.flow.gone.succession import move
    from worker.flow.written import domain_name

    to, allowed = fit("--to", to, domain_name), allowed_given(allowed)
    left = tuple(fit("--from", one, domain_name) for one in left)
    with opened(ctx) as app, app.archive.write() as tx:
        moved = move(tx, name, to, left, allowed)
    _tell(name, moved)


def _tell(name: str, moved: Moved) -> None:
    there, *before = moved.source.domains
    click.echo(f"{name} is at {there}" + (f", before at {', '.join(before)}" if before else ""))
    for way in moved.source.ways:
        click.echo(f"  {way.kind:8} {one_line(way.address)}")
    known = f"{plural(moved.pages.pages, 'page')} went along"
    click.echo(f"{known}, {moved.pages.joined} of them were known there already")
    for pattern in moved.patterns:
        click.echo(f"its pattern {one_line(pattern)} still names a domain it has left")
    click.echo(f"try it: diemtin source check {name}")
