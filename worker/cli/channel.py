"""``diemtin channel``: where alerts go."""

from __future__ import annotations

import asyncio

import click

from worker.cli.opening import opened
from worker.cli.output import json_line, table


@click.group()
def channel() -> None:
    """Where alerts go: the console, a file, a webhook, mail, Telegram …"""


@channel.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_channels(ctx: click.Context, as_json: bool) -> None:
    """List the channels; secrets are not shown."""
    from worker.archive import channels

    with opened(ctx) as app, app.archive.read() as tx:
        found = channels.channels(tx)
    if as_json:
        for one in found:
            json_line(
                {
                    "name": one.name,
                    "kind": one.kind,
                    "address": one.address,
                    "enabled": one.enabled,
                    "allowed_hosts": list(one.allowed_hosts),
                }
            )
        return
    table(
        ((one.name, one.kind, "on" if one.enabled else "off", one.address) for one in found),
        ("channel", "kind", "", "address"),
    )


@channel.command()
@click.argument("name")
@click.argument("address")
@click.option(
    "--allow", "allowed", multiple=True, help="host or host:port that need not be public."
)
@click.option("--secret", help="A webhook's signing secret, whsec_…  [default: one is made]")
@click.pass_context
def add(
    ctx: click.Context, name: str, address: str, allowed: tuple[str, ...], secret: str | None
) -> None:
    """Add a channel under NAME.

    ADDRESS is "console", a file's path (JSON Lines), a webhook's https:// address, or an Apprise
    address of mail or of a service with a fixed host (mailtos://…, tgram://…). Addresses that
    hold secrets are kept in the home's secrets file, not in the archive. A webhook's signing
    secret is made and shown once.
    """
    from worker.archive import channels
    from worker.flow.carry import plan_channel

    with opened(ctx) as app:
        planned = plan_channel(name, address, allowed, secret)
        with app.archive.write() as tx:
            channels.add(tx, planned.channel)
            if planned.secret is not None:
                app.secrets.put(name, planned.secret)
    click.echo(f"added {name} ({planned.channel.kind}); try it: diemtin channel test {name}")
    if planned.shown_once:
        click.echo(f"signing secret (Standard Webhooks), shown once: {planned.secret}")


@channel.command()
@click.argument("name")
@click.pass_context
def test(ctx: click.Context, name: str) -> None:
    """Send one test message through the channel."""
    from worker.archive import channels
    from worker.flow.carry import send_test
    from worker.model import Channel, Failed, Outcome

    async def send(one: Channel) -> Outcome:
        async with app.tools() as tools:
            return await send_test(tools, one)

    with opened(ctx) as app:
        with app.archive.read() as tx:
            found = channels.find(tx, name)
        outcome = asyncio.run(send(found))
    if isinstance(outcome, Failed):
        click.echo(f"diemtin: channel {name}: {outcome.error}", err=True)
        ctx.exit(1)
    click.echo(f"{name} took the test message")


@channel.command()
@click.argument("name")
@click.pass_context
def enable(ctx: click.Context, name: str) -> None:
    """Deliver to the channel again, what waits for it included."""
    _switch(ctx, name, True)


@channel.command()
@click.argument("name")
@click.pass_context
def disable(ctx: click.Context, name: str) -> None:
    """Hold what goes to the channel until it is enabled."""
    _switch(ctx, name, False)


def _switch(ctx: click.Context, name: str, on: bool) -> None:
    from worker.archive import channels

    with opened(ctx) as app, app.archive.write() as tx:
        channels.set_enabled(tx, name, enabled=on)
    click.echo(f"{name} is {'on' if on else 'off'}")


@channel.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a channel and its secrets; what it delivered stays recorded."""
    from worker.archive import channels

    with opened(ctx) as app:
        with app.archive.write() as tx:
            channels.remove(tx, name)
        app.secrets.remove(name)
    click.echo(f"{name} is removed")
