"""``diemtin channel template``: what messages are made from, and how they come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.printed.output import complain, table
from worker.setting_values import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("name", required=False)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Of which language.  [default: the setting language]",
)
@click.option("--try", "tried", is_flag=True, help="Print messages made by the templates in use.")
@click.pass_context
def template(ctx: click.Context, name: str | None, language: str | None, tried: bool) -> None:
    """List the templates of messages, or print one to begin from.

    Put yours into the home under the same name: templates/NAME for all languages,
    templates/vi/NAME for one. See docs/templates.md.
    """
    with opened(ctx) as app:
        chosen = language or app.settings.language
        home = app.settings.home
        broken = app.broken_templates()
    for line in broken:
        complain(line)
    if tried:
        _print_tried(home, chosen)
    elif name is None:
        _list(home, chosen)
    else:
        _print(name, chosen)
    if broken:
        ctx.exit(1)


def _list(home: Path, language: str) -> None:
    """Print each template with the file that is used for it."""
    from worker.deliver import TEMPLATES
    from worker.deliver.messages.rendering import names, searched
    from worker.model import Language

    rows = []
    for name in names():
        folders = searched(home / TEMPLATES, Language(language))
        used = next(folder / name for folder in folders if (folder / name).is_file())
        own = used.is_relative_to(home)
        rows.append((name, str(used) if own else "built in"))
    table(rows, ("template", f"in use ({language})"))


def _print(name: str, language: str) -> None:
    """Print our template of that name. Raises NotFound."""
    from worker.deliver.messages.rendering import names, searched
    from worker.errors import NotFound
    from worker.model import Language

    if name not in names():
        raise NotFound(f"there is no template {name}", expected="one of " + ", ".join(names()))
    folders = searched(None, Language(language))
    path = next(folder / name for folder in folders if (folder / name).is_file())
    click.echo(path.read_text(encoding="utf-8"), nl=False)


def _print_tried(home: Path, language: str) -> None:
    """Print an invented alert of each kind as it would be told."""
    from worker.deliver import TEMPLATES
    from worker.deliver.messages.rendering import Templates
    from worker.deliver.messages.template_check import told
    from worker.model import Language

    click.echo("\n\n".join(told(Templates(home / TEMPLATES), Language(language))))
