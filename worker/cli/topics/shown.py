"""How topics are shown: as JSON with stable keys, and as text to read."""

from __future__ import annotations

import click

from worker.cli.printed.output import plural
from worker.cli.search.newest import newest_json, print_newest
from worker.deliver.excerpt import one_line
from worker.flow.topics.portrait import Portrait
from worker.model import Topic


def topic_json(one: Topic, watches: int) -> dict[str, object]:
    """Return a topic with the keys of ``topic list --json``.

    ``name, title, query, origin`` (user, seed or sample), ``watches``: how many use it.
    """
    return {
        "name": one.name,
        "title": one.title,
        "query": one.query,
        "origin": one.origin,
        "watches": watches,
    }


def portrait_json(shown: Portrait) -> dict[str, object]:
    """Return a topic with the keys of ``topic show --json``.

    Besides those of ``topic list``: ``query_in_full``, null where it cannot be read; ``used_by``
    with the names of ``topics`` and ``watches``; ``found``, how many articles it finds, and
    ``more``, whether there may be others beyond that; ``articles``, the newest of them: ``number,
    title, published_at, source, url``.
    """
    users = shown.users
    return topic_json(shown.topic, len(users.watches)) | {
        "query_in_full": shown.in_full,
        "used_by": {"topics": list(users.topics), "watches": list(users.watches)},
        "found": shown.found,
        "more": shown.more,
        "articles": newest_json(shown.newest),
    }


def print_portrait(shown: Portrait) -> None:
    """Print a topic to be read."""
    topic = shown.topic
    name = click.style(topic.name, bold=True)
    click.echo(f"{name}  {one_line(topic.title)}".rstrip())
    click.echo(f"  query    {one_line(topic.query)}")
    if shown.in_full not in (None, topic.query):
        click.echo(f"  in full  {one_line(shown.in_full or '')}")
    click.echo(f"  used by  {one_line(str(shown.users)) or 'nothing'}")
    if shown.in_full is None:
        return
    click.echo(f"  finds    {_counted(shown)}")
    print_newest(shown.newest)


def _counted(shown: Portrait) -> str:
    count = plural(shown.found, "article")
    return f"at least {count}" if shown.more else count
