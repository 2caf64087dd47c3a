"""``diemtin forget``: legal erasure, real and told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.printed.output import complain, confirmed, iso, plural, when
from worker.deliver.excerpt import headline, one_line
from worker.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from worker.app import App
    from worker.archive.forgetting.forgetting import Erased, Forgotten
    from worker.flow.forget import Chosen


@click.command()
@click.argument("id", metavar="[ID]", required=False)
@click.option("--reason", help="Why; kept, and told by 'show'. Repeat nothing of the text in it.")
@click.option("--all-versions", is_flag=True, help="Forget all that its pages have shown.")
@click.option("--finish", is_flag=True, help="Cleanse the file, where that could not be done.")
@click.option("--yes", is_flag=True, help="Do not ask before.")
@click.pass_context
def forget(
    ctx: click.Context,
    id: str | None,
    reason: str | None,
    all_versions: bool,
    finish: bool,
    yes: bool,
) -> None:
    """Erase an article's text for good. ID: as for 'show'.

    Text, raw pages, mentions and the words of alerts go; number, hash, reason, and the addresses of
    its pages stay. The same text is not stored again.
    """
    _refuse_mixed(id, reason, finish=finish)
    with opened(ctx) as app:
        if id is not None and reason is not None:
            _forget(app, id, reason, all_versions=all_versions, yes=yes)
        if not _cleansed(app):
            ctx.exit(1)
        if finish:
            click.echo("the file holds nothing of what was forgotten")


def _refuse_mixed(id: str | None, reason: str | None, *, finish: bool) -> None:
    if finish and (id is not None or reason is not None):
        raise UsageError("--finish cleanses the file alone", where="forget", expected="no ID")
    if not finish and id is None:
        raise UsageError("forget", expected="the ID of an article")
    if not finish and reason is None:
        raise UsageError("forget", expected="--reason TEXT: it stays when the text is gone")


def _forget(app: App, id: str, reason: str, *, all_versions: bool, yes: bool) -> None:
    from worker.archive.forgetting.forgetting import Forgotten
    from worker.flow.forget import choose, forget

    with app.archive.read() as tx:
        chosen = choose(tx, id, all_versions=all_versions)
    if isinstance(chosen, Forgotten):
        print_forgotten(chosen)
        return
    what = plural(len(chosen.numbers), "article")
    if len(chosen.numbers) == 1:
        what = f"article {chosen.number}, “{headline(chosen.title)}”,"
    if not yes and not confirmed(f"Forget {what} for good?"):
        raise UsageError("nothing is forgotten", remedy="answer y, or say --yes")
    erased = forget(app.archive, app.clock, chosen, reason)
    _print_erased(app, chosen, erased)


def _print_erased(app: App, chosen: Chosen, erased: Erased) -> None:
    named = ", ".join(map(str, chosen.numbers))
    click.echo(
        f"forgotten: {plural(erased.articles, 'article')} ({named}),"
        f" {plural(erased.raw_pages, 'raw page')}, {plural(erased.mentions, 'mention')};"
        f" {plural(erased.unsent, 'message')} ended that had not been sent"
    )
    click.echo("kept: number, hash, reason, and the addresses of its pages: 'diemtin show' tells")
    if erased.raw_shared:
        shared = plural(erased.raw_shared, "raw page")
        click.echo(f"stays: {shared} that other articles were read from too")
    if chosen.others:
        others = ", ".join(map(str, chosen.others))
        click.echo(f"stays: what its pages showed else: {others}; them too: --all-versions")
    sent = f"messages delivered to {', '.join(erased.delivered_to)}, " * bool(erased.delivered_to)
    click.echo(f"not covered: {sent}exported files, feeds, logs and backups made before")
    if app.archive.dialect == "postgresql":
        click.echo(
            "PostgreSQL keeps removed rows in its files until they are vacuumed: VACUUM (FULL)"
            " article, article_search, raw_page, capture, sighting, mention, mentioned, alert,"
            " delivery, attempt, channel"
        )


def _cleansed(app: App) -> bool:
    """Cleanse SQLite's file, say what hinders it; return whether it is clean."""
    from worker.archive.database import traces

    try:
        with app.archive.read() as tx:
            if traces.noted_at(tx) is None:
                return True
        if sys.stderr.isatty():
            click.echo("cleansing the file; a large archive takes minutes", err=True)
        with app.alone():
            traces.remove(app.archive)
    except ArchiveError as error:
        complain(
            f"{error.where}: {error.what}; the article is forgotten, but its words are still in the"
            " file: stop the service, then: diemtin forget --finish"
        )
        return False
    return True


def forgotten_json(gone: Forgotten) -> dict[str, object]:
    """Return what ``show --json`` tells of an article that was forgotten."""
    from worker.model import SHORT_HASH

    return {
        "number": gone.number,
        "id": gone.content_hash[:SHORT_HASH],
        "content_hash": gone.content_hash,
        "forgotten_at": iso(gone.at),
        "forgotten_for": gone.reason,
        "pages": [{"url": url} for url in gone.addresses],
    }


def print_forgotten(gone: Forgotten) -> None:
    """Print that an article was forgotten, when and why."""
    click.echo(f"article {gone.number} was forgotten on {when(gone.at)}: {one_line(gone.reason)}")
    click.echo(f"{gone.content_hash}")
    for url in gone.addresses:
        click.echo(f"it was shown at {one_line(url)}")
