"""``diemtin official learned | take | rematch``: what the archive itself knows of officials."""

from __future__ import annotations

import click

from worker.cli.officials.rematching import find_anew, later_option, rematched
from worker.cli.officials.typed import fit_official
from worker.cli.opening import opened
from worker.cli.printed.output import json_line, plural, table
from worker.cli.typed.values import NAME


@click.command()
@click.argument("name", nargs=-1)
@click.option("--office", metavar="TEXT", help="Only who was seen in it, as 'Bí thư Tỉnh ủy'.")
@click.option("--unfollowed", is_flag=True, help="Only who is not in the registry.")
@click.option("--min-articles", "fewest", type=click.IntRange(min=1), default=1, metavar="N",
              help="Only who N articles or more name in the office.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def learned(
    ctx: click.Context,
    name: tuple[str, ...],
    office: str | None,
    unfollowed: bool,
    fewest: int,
    as_json: bool,
) -> None:
    """List who the archive has seen named in which office.

    With the first and the last day, and the articles. NAME: words of the name. Take one into the
    registry with: diemtin official take ID.
    """
    from worker.archive.officials import learned as store
    from worker.cli.officials.shown import evidence_json, learned_json, numbers, span
    from worker.flow.registry.search import learned_id, learned_listed, office_test

    words = " ".join(name).split()
    with opened(ctx) as app, app.archive.read() as tx:
        known = store.unfollowed(tx) if unfollowed else store.terms(tx)
        is_asked = office_test(office) if office else None
        found = learned_listed(known, words, is_asked, fewest)
        seen = ((one, store.evidence(tx, one.id)) for one in found)
        if as_json:
            for one, articles in seen:
                json_line({**learned_json(one), "evidence": evidence_json(articles)})
            return
        table(
            (
                (
                    *(learned_id(one), one.holder, str(one.office), span(one.first, one.last)),
                    *(numbers(articles), "yes" if one.official_id else "no"),
                )
                for one, articles in seen
            ),
            ("id", "who", "office", "seen", "articles", "followed"),
        )


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--as", "holder", type=NAME, metavar="NAME", help="They are of this official.")
@click.option(
    "--distinction", type=NAME, default="", help="They are of a new official, a namesake."
)
@later_option
@click.pass_context
def take(
    ctx: click.Context, ids: tuple[str, ...], holder: str | None, distinction: str, later: bool
) -> None:
    """Take learned terms into the registry. ID: as diemtin official learned has it.

    The official is made if there is none; the office counts as held from the first to the last
    day it was seen, and known from those articles.
    """
    from worker.archive.officials import officials
    from worker.cli.officials.shown import tell_overtaken
    from worker.errors import UsageError
    from worker.flow.registry import registry

    if holder and distinction:
        raise UsageError("beside --as", where="--distinction", expected="one of them")
    fit_official(None, distinction)
    with opened(ctx) as app:
        with app.archive.write() as tx:
            taken = registry.take(tx, ids, holder, distinction)
        for one in taken:
            done = "added" if one.is_new else "has it now"
            click.echo(f"{one.official.label}: {one.learned.office} ({done})")
        with app.archive.read() as tx:
            for office in dict.fromkeys(one.learned.office for one in taken):
                tell_overtaken(tx, officials.of_office(tx, office), office.may_be)
        rematched(ctx, app, later=later)


@click.command()
@click.pass_context
def rematch(ctx: click.Context) -> None:
    """Find the mentions of all articles anew.

    That is needed where rules or registry have changed, and the service does it by itself.
    Interrupted, it goes on where it was; until it is done, searches find as before.
    """
    with opened(ctx) as app:
        count = find_anew(ctx, app)
    click.echo(f"{plural(count, 'article')} matched anew" if count else "nothing to match anew")
