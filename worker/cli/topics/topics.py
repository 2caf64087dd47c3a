"""``diemtin topic``: named queries, for searches and watches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit, opened
from worker.cli.printed.output import complain, json_line, table
from worker.cli.search.found import tell_misread
from worker.cli.topics.files import export_topics, import_topics
from worker.cli.typed.words import QueryCommand

if TYPE_CHECKING:
    from datetime import datetime

    from worker.match.queries.query import Query


@click.group()
def topic() -> None:
    """Name a query, to be used as topic:NAME in searches and watches."""


@topic.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_topics(ctx: click.Context, as_json: bool) -> None:
    """List the topics, and how many watches use each."""
    from worker.archive.alerts import topics
    from worker.cli.topics.shown import topic_json
    from worker.flow.topics.topics import Asked

    with opened(ctx) as app, app.archive.read() as tx:
        asked = Asked.now(tx)
        used = asked.watches_by_topic()
        rows = [(one, used[one.name]) for one in topics.topics(tx)]
        troubles = [(one.name, asked.trouble_of(one.name)) for one, _ in rows]
    if as_json:
        for one, count in rows:
            json_line(topic_json(one, count))
    else:
        table(
            ((one.name, one.title, str(count), one.query) for one, count in rows),
            ("topic", "title", "watches", "query"),
        )
    for name, error in troubles:
        if error:
            complain(f"topic {name} cannot be read: {error}")


@topic.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show a topic: its query in full, what uses it, and what it finds."""
    from worker.cli.topics.shown import portrait_json, print_portrait
    from worker.flow.topics.portrait import portrait

    with opened(ctx) as app, app.archive.read() as tx:
        shown = portrait(tx, name)
    json_line(portrait_json(shown)) if as_json else print_portrait(shown)
    if shown.error:
        complain(f"topic {name}: {shown.error}")


@topic.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--title", default="", help="What it is called where it is shown.")
@click.pass_context
def add(ctx: click.Context, name: str, query: tuple[str, ...], title: str) -> None:
    """Name QUERY; what QUERY may be: diemtin search --help.

    NAME: small letters a-z, digits and hyphens, as in han-man.
    """
    from worker.flow.topics import topics
    from worker.flow.written import short_name
    from worker.model import Topic

    new = Topic(fit("NAME", name, short_name), "", _titled(title))
    with opened(ctx) as app:
        new = replace(new, query=topics.clean_query(" ".join(query)))
        with app.archive.write() as tx:
            asked = topics.add(tx, new)
        now = app.clock.now()
    click.echo(f"topic {name}: {new.query}")
    click.echo(f"what it finds: diemtin search topic:{name}")
    click.echo(f"be alerted with: diemtin watch add NAME topic:{name}")
    _tell_doubts(name, asked, now)


@topic.command()
@click.argument("name")
@click.option("--query", help="What it asks from now on.")
@click.option("--title", help="What it is called where it is shown; '' for nothing.")
@click.option("--rename", "new_name", metavar="NEW", help="Another name, also where it is used.")
@click.pass_context
def edit(
    ctx: click.Context, name: str, query: str | None, title: str | None, new_name: str | None
) -> None:
    """Change a topic, and so whatever uses it."""
    from worker.archive.alerts.topics import queries
    from worker.errors import UsageError
    from worker.flow.topics import topics
    from worker.flow.written import short_name
    from worker.match.queries.query import parse_topic

    with opened(ctx) as app:
        with app.archive.write() as tx:
            known = topics.find_topic(tx, name)
            new = replace(
                known,
                name=known.name if new_name is None else fit("--rename", new_name, short_name),
                query=known.query if query is None else topics.clean_query(query),
                title=known.title if title is None else _titled(title),
            )
            if new == known:
                remedy = "say --query, --title or --rename"
                raise UsageError("nothing to change", where=f"topic {name}", remedy=remedy)
            users = topics.change(tx, known, new)
            asked = parse_topic(new.name, queries(tx))
        now = app.clock.now()
    click.echo(f"topic {new.name}: {new.query}")
    if new.name != known.name:
        followers = f", also where it is used: {users}" if users else ""
        click.echo(f"{known.name} is named {new.name} from now on{followers}")
    if new.query != known.query:
        click.echo(f"changed by it: {users}" if users else "no watch and no topic uses it")
        _tell_doubts(new.name, asked, now)


def _titled(title: str) -> str:
    """Return a title on one line in NFC. Raises UsageError."""
    from worker.flow.written import topic_title
    from worker.vietnamese.text.fold import nfc

    return fit("--title", nfc(" ".join(title.split())), topic_title)


def _tell_doubts(name: str, query: Query, now: datetime) -> None:
    """Say what of a topic is read otherwise than it may be meant, and which offices have ended."""
    from worker.flow.watches.watching import unfollowed

    tell_misread(query)

    for ended in unfollowed(query, now):
        complain(f"topic {name}: {ended.told}")


@topic.command()
@click.argument("name")
@click.option("--force", is_flag=True, help="Also where a watch or topic uses it.")
@click.pass_context
def remove(ctx: click.Context, name: str, force: bool) -> None:
    """Remove a topic that no watch and no other topic uses."""
    from worker.flow.topics import topics

    with opened(ctx) as app, app.archive.write() as tx:
        left = topics.remove_though_used(tx, name) if force else None
        if not force:
            topics.remove(tx, name)
    click.echo(f"topic {name} is removed")
    if left:
        complain(f"{left} cannot be read any more; see: diemtin status")


for command in (export_topics, import_topics):
    topic.add_command(command)
