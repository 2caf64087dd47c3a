"""``diemtin source retry``: another chance for pages that were set aside."""

from __future__ import annotations

import shlex

import click

from worker.cli.opening import opened
from worker.cli.printed.output import plural


@click.command()
@click.argument("name")
@click.argument("address", required=False)
@click.pass_context
def retry(ctx: click.Context, name: str, address: str | None) -> None:
    """Ask again for pages that failed or were set aside.

    All of them, or the one at ADDRESS: say, after its profile was mended, or 'limits.parse_seconds'
    raised. They wait for the next poll like pages that are new.
    """
    from worker.archive.pages.set_aside import bring_back
    from worker.archive.sources import sources

    with opened(ctx) as app, app.archive.write() as tx:
        count = bring_back(tx, sources.find(tx, name).id, address)
    if not count:
        click.echo(f"{name}: no page failed or was set aside")
        return
    click.echo(
        f"{name}: the next poll asks again for {plural(count, 'page')};"
        f" at once: diemtin source poll {shlex.quote(name)}"
    )
