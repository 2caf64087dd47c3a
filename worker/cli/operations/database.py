"""``diemtin database``: the archive's own upkeep."""

from __future__ import annotations

from pathlib import Path

import click

from worker.cli.opening import opened, settings_of
from worker.cli.printed.output import confirmed


@click.group()
def database() -> None:
    """Upgrade, check, back up and restore the archive."""


@database.command()
@click.pass_context
def upgrade(ctx: click.Context) -> None:
    """Bring the database to this version's tables."""
    from worker.app import make_home
    from worker.archive.database.engine import Archive
    from worker.archive.database.migrations import revision

    settings = settings_of(ctx)
    make_home(settings)
    archive = Archive.open(settings.database_url)
    try:
        click.echo(f"{archive.where} is at revision {revision(archive)}")
    finally:
        archive.close()


@database.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Look for damage; end with status 1 if there is any."""
    from worker.archive.database.backup import check, notes

    with opened(ctx) as app:
        found = check(app.archive)
        worth_knowing = notes(app.archive)
    for line in worth_knowing:
        click.echo(f"note: {line}")
    for line in found:
        click.echo(line)
    if found:
        ctx.exit(1)
    click.echo("no damage found")


@database.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Copy the archive to FILE, whole, also while it is in use."""
    from worker.archive.database.backup import backup

    with opened(ctx) as app:
        backup(app.archive, file)
    click.echo(f"backed up to {file} ({file.stat().st_size:,} bytes)")


@database.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask before the present archive is replaced.")
@click.pass_context
def restore(ctx: click.Context, file: Path, yes: bool) -> None:
    """Replace the archive by the backup in FILE. The service must not be running."""
    from worker.app import make_home
    from worker.archive.database.backup import refuse_unsound, restore
    from worker.errors import UsageError

    settings = settings_of(ctx)
    refuse_unsound(file)
    if not yes and not confirmed(f"Replace the archive in {settings.home}?"):
        raise UsageError("nothing is replaced", remedy="answer y, or say --yes")
    make_home(settings)
    restore(settings.database_url, file)
    click.echo(f"restored from {file}")
