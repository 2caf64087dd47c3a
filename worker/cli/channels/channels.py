"""``diemtin channel``: where alerts go."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from worker.cli.channels.shown import HEADS, print_standing, standing_json, standing_row
from worker.cli.channels.template import template
from worker.cli.opening import opened
from worker.cli.printed.output import complain, json_line, table, when
from worker.cli.typed.allowed import allowed_given
from worker.cli.typed.policy import Timing, policy_options
from worker.setting_values import LANGUAGES

if TYPE_CHECKING:
    from worker.app import App
    from worker.model import Channel


@click.group()
def channel() -> None:
    """Where alerts go: console, file, feeds, webhook, mail, chat."""


channel.add_command(template)


@channel.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_channels(ctx: click.Context, as_json: bool) -> None:
    """List the channels and how they fare; secrets are not shown."""
    from worker.archive.alerts import channel_health

    with opened(ctx) as app, app.archive.read() as tx:
        found = channel_health.standings(tx)
    if as_json:
        for one in found:
            json_line(standing_json(one))
        return
    table((standing_row(one) for one in found), HEADS)


@channel.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show how a channel fares, and what waits for it."""
    from worker.archive.alerts import channel_health, channels

    with opened(ctx) as app, app.archive.read() as tx:
        channels.find(tx, name)
        [found] = [one for one in channel_health.standings(tx) if one.channel.name == name]
        now = app.clock.now()
    if as_json:
        json_line(standing_json(found))
    else:
        print_standing(found, now)


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
@policy_options
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
    timing: Timing,
    language: str | None,
) -> None:
    """Add a channel under NAME.

    ADDRESS is "console", a file's path (JSON Lines), feed: and a folder (an Atom feed a watch), a
    webhook's https:// address, or an Apprise address of mail or of a service with a fixed host
    (mailtos://…, tgram://…). Addresses of webhooks and Apprise and signing secrets are kept in the
    home's secrets file, not in the archive. A webhook's signing secret is made and shown once.
    Where ADDRESS or the secret is -, it is read from standard input, which no list of processes
    shows.
    """
    from worker.archive.alerts import channels
    from worker.flow.sending.channel_plans import plan_channel
    from worker.model import NO_POLICY, Language

    _fit_name(name)
    allowed = allowed_given(allowed)
    policy = timing.of(NO_POLICY)
    with opened(ctx) as app:
        given = _typed(address)
        planned = plan_channel(name, given, allowed, secret and _typed(secret))
        _refuse_inside(app, planned.channel, given)
        chosen = Language(language or app.settings.language)
        with app.archive.write() as tx:
            channels.add(tx, replace(planned.channel, policy=policy, language=chosen))
            if planned.secrets:
                app.secrets.put_all(planned.secrets)
    click.echo(f"added {name} ({planned.channel.kind}); try it: diemtin channel test {name}")
    if policy != NO_POLICY:
        click.echo(f"alerts go out: {policy.told}")
    if planned.shown_once:
        click.echo(f"signing secret (Standard Webhooks), shown once: {planned.shown_once}")


def _typed(value: str) -> str:
    """Return a value, or the line that standard input has for it where it is ``-``."""
    return sys.stdin.readline().strip() if value == "-" else value


def _refuse_inside(app: App, to: Channel, address: str) -> None:
    """Raise UsageError for a webhook inside a network; a name nobody knows now is no reason."""
    import asyncio
    import random

    from worker.app import fetching
    from worker.deliver.channels.webhook import parted
    from worker.errors import AddressRefused, FetchError, UsageError
    from worker.model import ChannelKind

    async def look_up() -> None:
        async with fetching(app.settings, app.clock, random.Random()) as fetcher:
            await fetcher.check(parted(address)[0], allowed=to.allowed_hosts)

    if to.kind is not ChannelKind.WEBHOOK:
        return
    try:
        asyncio.run(look_up())
    except AddressRefused as error:
        raise UsageError(error.what, where=error.where, remedy=error.remedy) from error
    except FetchError:
        return


@channel.command()
@click.argument("name")
@click.option("--secret", help="The new signing secret or address; - is read from input.")
@click.option(
    "--keep-old",
    "hours",
    type=click.FloatRange(min=0, max=24 * 365),
    default=24.0,
    show_default=True,
    help="Hours for which the old signing secret signs beside the new one.",
)
@click.option("--finish", is_flag=True, help="End the old signing secret now.")
@click.pass_context
def rotate(ctx: click.Context, name: str, secret: str | None, hours: float, finish: bool) -> None:
    """Give the channel a new secret.

    A webhook is signed with both until the old one ends. Its new signing secret is made and shown
    once, unless --secret gives it. The secret of mail and of services is their address: --secret
    gives the new one.
    """
    from worker.archive.alerts import channels
    from worker.flow.sending.rotation import end_old_secret, rotate_secret

    with opened(ctx) as app, app.archive.write() as tx:
        found = channels.find(tx, name)
        if finish:
            ended = end_old_secret(tx, app.secrets, found)
            click.echo(f"{name}: " + ("the old secret has ended" if ended else "had one secret"))
            return
        keep = timedelta(hours=hours) if hours else None
        now = app.clock.now()
        done = rotate_secret(tx, app.secrets, found, secret and _typed(secret), now, keep)
    click.echo(f"{name} has a new secret; try it: diemtin channel test {name}")
    if done.until:
        click.echo(
            f"the old one signs beside it until {when(done.until)}; end it sooner:"
            f" diemtin channel rotate {name} --finish"
        )
    if done.shown_once:
        click.echo(f"signing secret (Standard Webhooks), shown once: {done.shown_once}")


@channel.command()
@click.argument("name")
@policy_options
@click.option("--language", type=click.Choice(LANGUAGES), help="What its messages are in.")
@click.option("--address", help="Where a webhook, mail or service is now; - is read from input.")
@click.pass_context
def edit(
    ctx: click.Context, name: str, timing: Timing, language: str | None, address: str | None
) -> None:
    """Change when and where to alerts go, and in which language.

    At once, gathered in digests, not in quiet hours. What a watch says for itself stands over it.
    What is gathered already goes out when it would have, or earlier. That a source is broken waits
    for no digest. What still waits is written in the new language.
    """
    from worker.archive.alerts import channels
    from worker.model import Language

    with opened(ctx) as app:
        with app.archive.read() as tx:
            old = channels.find(tx, name)
        policy = timing.of(old.policy)
        chosen = Language(language) if language else old.language
        if address is None and (policy, chosen) == (old.policy, old.language):
            click.echo(f"{name} is so already; nothing is changed")
            return
        if address is not None:
            _move(app, old, _typed(address))
        with app.archive.write() as tx:
            channels.set_policy(tx, name, policy)
            channels.set_language(tx, name, chosen)
    if policy != old.policy:
        click.echo(f"alerts go out to {name}: {policy.told}")
    if chosen != old.language:
        click.echo(f"{name} is written to in {LANGUAGES[chosen]}")


def _move(app: App, moved: Channel, address: str) -> None:
    """Send a channel's messages to another address from now on."""
    from worker.flow.sending.rotation import change_address

    _refuse_inside(app, moved, address)
    with app.archive.write() as tx:
        shown = change_address(tx, app.secrets, moved, address)
    click.echo(f"{moved.name} goes to {shown}; try it: diemtin channel test {moved.name}")


@channel.command()
@click.argument("name")
@click.pass_context
def test(ctx: click.Context, name: str) -> None:
    """Send one test message through the channel.

    Where a template of yours is broken, that is told, and nothing is sent.
    """
    import asyncio

    from worker.archive.alerts import channels
    from worker.cli.printed.logs import log_to_stderr
    from worker.flow.sending.carry import send_test
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
    from worker.archive.alerts import channel_health, channels

    with opened(ctx) as app, app.archive.write() as tx:
        enabled = channels.set_enabled(tx, name, enabled=True)
        due = channel_health.reopen(tx, enabled.id, app.clock.now())
        [found] = [one for one in channel_health.standings(tx) if one.channel.id == enabled.id]
    click.echo(f"{name} is on" + (f"; sent now: {due} that waited" if due else ""))
    if found.dead:
        click.echo(f"{found.dead} given up before: diemtin alert replay --channel {name}")


@channel.command()
@click.argument("name")
@click.pass_context
def disable(ctx: click.Context, name: str) -> None:
    """Send nothing to the channel.

    What waits for it is kept until it is enabled; what is raised meanwhile is not for it.
    """
    from worker.archive.alerts import channels

    with opened(ctx) as app, app.archive.write() as tx:
        channels.set_enabled(tx, name, enabled=False)
    click.echo(f"{name} is off")


@channel.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a channel and its secrets. What it delivered stays recorded."""
    from worker.archive.alerts import channels
    from worker.secret_file import address_of

    with opened(ctx) as app:
        with app.archive.write() as tx:
            channels.remove(tx, name)
        app.secrets.remove(name, address_of(name))
    click.echo(f"{name} is removed")
