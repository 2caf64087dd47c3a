"""``diemtin channel``: where alerts go."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from worker.cli.channel_template import template
from worker.cli.opening import opened
from worker.cli.output import complain, json_line, table
from worker.cli.source_options import allowed_given
from worker.setting_values import LANGUAGES

if TYPE_CHECKING:
    from worker.model import Channel


@click.group()
def channel() -> None:
    """Where alerts go: console, file, webhook, mail, chat."""


channel.add_command(template)


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
                    "address": _shown(one),
                    "enabled": one.enabled,
                    "allowed_hosts": list(one.allowed_hosts),
                    "language": one.language,
                }
            )
        return
    table(
        (
            (one.name, one.kind, "on" if one.enabled else "off", one.language, _shown(one))
            for one in found
        ),
        ("channel", "kind", "", "in", "address"),
    )


def _shown(one: Channel) -> str:
    """Return where a channel goes; a webhook's path may be as good as a password."""
    from worker.deliver.redaction import redacted
    from worker.model import ChannelKind

    return redacted(one.address) if one.kind is ChannelKind.WEBHOOK else one.address


def _fit_name(name: str) -> None:
    """Raise UsageError for a name that could not name a secret; it may be one: not repeated."""
    from worker.errors import UsageError

    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise UsageError("unusable name", where="channel", expected="small a-z, 0-9, - and _")


@channel.command()
@click.argument("name")
@click.argument("address")
@click.option(
    "--allow", "allowed", multiple=True, help="host or host:port that need not be public."
)
@click.option("--secret", help="A webhook's signing secret, whsec_…  [default: one is made]")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="What its messages are written in.  [default: the setting language]",
)
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    address: str,
    allowed: tuple[str, ...],
    secret: str | None,
    language: str | None,
) -> None:
    """Add a channel under NAME.

    ADDRESS is "console", a file's path (JSON Lines), a webhook's https:// address, or an Apprise
    address of mail or of a service with a fixed host (mailtos://…, tgram://…). Apprise addresses
    and signing secrets are kept in the home's secrets file, not in the archive. A webhook's
    signing secret is made and shown once.
    """
    from worker.archive import channels
    from worker.flow.carry import plan_channel
    from worker.model import Language

    _fit_name(name)
    allowed = allowed_given(allowed)
    with opened(ctx) as app:
        planned = plan_channel(name, address, allowed, secret)
        chosen = Language(language or app.settings.language)
        with app.archive.write() as tx:
            channels.add(tx, replace(planned.channel, language=chosen))
            if planned.secret is not None:
                app.secrets.put(name, planned.secret)
    click.echo(f"added {name} ({planned.channel.kind}); try it: diemtin channel test {name}")
    if planned.shown_once:
        click.echo(f"signing secret (Standard Webhooks), shown once: {planned.secret}")


@channel.command()
@click.argument("name")
@click.option(
    "--language", type=click.Choice(LANGUAGES), required=True, help="What its messages are in."
)
@click.pass_context
def edit(ctx: click.Context, name: str, language: str) -> None:
    """Change a channel; what still waits for it follows the change."""
    from worker.archive import channels
    from worker.model import Language

    with opened(ctx) as app, app.archive.write() as tx:
        channels.set_language(tx, name, Language(language))
    click.echo(f"{name} is written to in {LANGUAGES[language]}")


@channel.command()
@click.argument("name")
@click.pass_context
def test(ctx: click.Context, name: str) -> None:
    """Send one test message through the channel; with broken templates, tell these instead."""
    import asyncio

    from worker.archive import channels
    from worker.cli.logs import log_to_stderr
    from worker.flow.carry import send_test
    from worker.model import Failed, Outcome

    async def send(one: Channel) -> Outcome:
        async with app.tools() as tools:
            return await send_test(tools, one)

    log_to_stderr("ERROR")
    with opened(ctx) as app:
        with app.archive.read() as tx:
            found = channels.find(tx, name)
        broken = app.broken_templates()
        for line in broken:
            complain(line)
        if broken:
            ctx.exit(1)
        outcome = asyncio.run(send(found))
    if isinstance(outcome, Failed):
        complain(f"channel {name}: {outcome.error}")
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
    """Remove a channel and its secrets. What it delivered stays recorded."""
    from worker.archive import channels

    with opened(ctx) as app:
        with app.archive.write() as tx:
            channels.remove(tx, name)
        app.secrets.remove(name)
    click.echo(f"{name} is removed")
