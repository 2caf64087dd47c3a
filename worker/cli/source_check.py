"""``diemtin source check``: what a poll would find, and what broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.polling import with_tools
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.flow.check import Finding


@click.command()
@click.argument("name")
@click.pass_context
def check(ctx: click.Context, name: str) -> None:
    """Try a source: show what a poll would find. Nothing is stored."""
    import asyncio

    from worker.flow.check import check

    with opened(ctx) as app:
        findings = asyncio.run(with_tools(app, name, check))
    assert isinstance(findings, list)
    for finding in findings:
        _tell(finding)
    if any(not finding.ok for finding in findings):
        ctx.exit(1)


def _tell(finding: Finding) -> None:
    sign = click.style("ok  ", fg="green") if finding.ok else click.style("FAIL", fg="red")
    click.echo(f"{sign} {finding.stage:9} {one_line(finding.address)}")
    for line in finding.lines:
        click.echo(f"     {one_line(line)}")
