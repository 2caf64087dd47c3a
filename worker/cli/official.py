"""``diemtin official``: the registry of officials."""

from __future__ import annotations

from datetime import date

import click

from worker.cli.opening import fit_name, opened
from worker.cli.output import json_line, table

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def official() -> None:
    """Officials whose names are recognized in articles."""


@official.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_officials(ctx: click.Context, as_json: bool) -> None:
    """List officials with their offices and when those are attested."""
    from worker.archive import officials
    from worker.model import Official, Term

    def office(term: Term) -> str:
        place = f" {term.office.place}" if term.office.place else ""
        return f"{term.office.role}, {term.office.body}{place}"

    def term_json(term: Term) -> dict[str, object]:
        return {
            "role": term.office.role,
            "body": term.office.body,
            "place": term.office.place,
            "start": term.start,
            "end": term.end,
            "attested": list(term.attested),
            "known_from": term.known_from,
        }

    def official_json(one: Official) -> dict[str, object]:
        return {
            "name": one.name,
            "aliases": [alias.name for alias in one.aliases],
            "origin": one.origin,
            "terms": [term_json(term) for term in one.terms],
        }

    with opened(ctx) as app, app.archive.read() as tx:
        found = officials.officials(tx)
    if as_json:
        for one in found:
            json_line(official_json(one))
        return
    table(
        (
            (
                one.name,
                ", ".join(alias.name for alias in one.aliases),
                "; ".join(map(office, one.terms)),
                ", ".join(f"{day:%d/%m/%Y}" for term in one.terms for day in term.attested),
            )
            for one in found
        ),
        ("official", "also", "offices", "attested"),
    )


@official.command()
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@click.option("--role", help='For instance "Bí thư".')
@click.option("--body", help='For instance "Tỉnh ủy".')
@click.option("--place", help='For instance "Bến Tre"; leave out for central bodies.')
@click.option("--start", type=DAY, metavar="YYYY-MM-DD", help="First day of the term, if known.")
@click.option("--end", type=DAY, metavar="YYYY-MM-DD", help="Last day of the term, if known.")
@click.option("--known-from", default="", help="Where that is known from.")
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    aliases: tuple[str, ...],
    role: str | None,
    body: str | None,
    place: str | None,
    start: date | None,
    end: date | None,
    known_from: str,
) -> None:
    """Add an official, with one office if --role and --body say it."""
    import shlex

    from worker.archive import officials
    from worker.errors import UsageError
    from worker.model import Alias, Office, Official, Term

    for one in (name, *aliases):
        fit_name("official", one)
    if bool(role) != bool(body) or (not role and (place or start or end or known_from)):
        raise UsageError("an office needs both --role and --body", where=f"official {name}")
    if start and end and end < start:
        raise UsageError("--end is before --start", where=f"official {name}")
    terms: tuple[Term, ...] = ()
    if role and body:
        terms = (Term(Office(role, body, place), _day(start), _day(end), known_from=known_from),)
    new = Official(name, tuple(Alias(alias) for alias in aliases), terms)
    with opened(ctx) as app, app.archive.write() as tx:
        officials.add(tx, new)
    query = shlex.quote(f'official:"{name}"')
    click.echo(f"added {name}; be alerted with: diemtin watch add NAME {query}")


def _day(value: date | None) -> date | None:
    """Return the day of what click parsed as an instant."""
    from datetime import datetime

    return value.date() if isinstance(value, datetime) else value
