"""``diemtin source check``: what a poll would find, what broke, and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.polling import tell_asked, with_tools
from worker.cli.printed.output import json_line
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.flow.sources.check import Finding


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def check(ctx: click.Context, name: str, as_json: bool) -> None:
    """Try a source: show what a poll would find, and what broke. Nothing is stored.

    Each stage is told with its evidence: robots.txt, discovery, the newest pages and how they are
    read, their dates; where something broke, with what to type to mend it. Ends with status 1 if
    any stage failed.
    """
    import asyncio

    from worker.flow.sources.check import check

    with opened(ctx) as app:
        findings = asyncio.run(with_tools(app, name, check, tell_asked()))
    ok = all(finding.ok for finding in findings)
    if as_json:
        json_line({"name": name, "ok": ok, "findings": [_json(one) for one in findings]})
    else:
        for finding in findings:
            _tell(finding)
    if not ok:
        ctx.exit(1)


def _tell(finding: Finding) -> None:
    sign = click.style("ok  ", fg="green") if finding.ok else click.style("FAIL", fg="red")
    click.echo(f"{sign} {finding.stage:9} {one_line(finding.address)}")
    for line in finding.lines:
        click.echo(f"     {one_line(line)}")
    if finding.proposal is not None:
        click.echo(f"     try: {one_line(finding.proposal)}")


def _json(finding: Finding) -> dict[str, object]:
    return {
        "stage": finding.stage,
        "address": finding.address,
        "ok": finding.ok,
        "evidence": list(finding.lines),
        "proposal": finding.proposal,
    }
