"""The newest articles of something that is shown: an official, a topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from worker.cli.printed.output import iso, when
from worker.deliver.excerpt import headline

if TYPE_CHECKING:
    from worker.flow.search.ask import Found


def newest_json(articles: Sequence[Found]) -> list[dict[str, object]]:
    """Return articles with ``number, title, published_at, source, url``."""
    return [
        {
            "number": one.number,
            "title": one.snapshot.article.title,
            "published_at": iso(one.snapshot.published_at),
            "source": one.snapshot.source,
            "url": one.snapshot.url,
        }
        for one in articles
    ]


def print_newest(articles: Sequence[Found]) -> None:
    """Print a line for each article, and nothing where there is none."""
    if articles:
        click.echo("newest articles:")
    for one in articles:
        article = one.snapshot
        at = when(article.published_at, article.published_precision)
        click.echo(f"  {one.number:03}  {at}  {headline(article.article.title)}")
