"""``diemtin official add | edit | remove``."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

import click

from worker.cli.officials.rematching import later_option, rematched
from worker.cli.officials.typed import (
    TermTyped,
    fit_official,
    office_typed,
    term_options,
    term_said,
)
from worker.cli.opening import opened
from worker.cli.printed.output import complain
from worker.cli.typed.values import NAME, TEXT

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from worker.model import Alias, Exclusion, Official, Term, Watch


@click.command()
@click.argument("name", type=NAME)
@click.option(
    "--distinction", type=NAME, default="", help="What tells a namesake apart, as the district."
)
@click.option("--alias", "aliases", type=NAME, multiple=True, help="Another name; may be repeated.")
@click.option(
    "--blind-alias", "blind", type=NAME, multiple=True, help="One found whatever its marks."
)
@term_options
@later_option
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    distinction: str,
    aliases: tuple[str, ...],
    blind: tuple[str, ...],
    later: bool,
    **typed: Unpack[TermTyped],
) -> None:
    """Add an official, with an office where one is said.

    An office is said by --office, or by --role, --body and --place. DATE is a day, month or
    year: YYYY-MM-DD, YYYY-MM or YYYY.
    """
    from worker.flow.registry import registry
    from worker.model import Official
    from worker.vietnamese.names.names import split_label

    if not distinction:
        name, distinction = split_label(name) if name.endswith(")") else (name, "")
    fit_official(name, distinction, *aliases, *blind)
    person = Official(name, _aliases(aliases, blind), distinction=distinction)
    with opened(ctx) as app:
        person = _with_term(ctx, person, typed)
        with app.archive.write() as tx:
            registry.add(tx, person)
        query = shlex.quote(f'official:"{person.label}"')
        click.echo(f"added {person.label}; be alerted with: diemtin watch add NAME {query}")
        _tell_placeless(person, person.terms)
        rematched(ctx, app, later=later)


def _aliases(strict: Iterable[str], blind: Iterable[str]) -> tuple[Alias, ...]:
    from worker.model import Alias

    named = {name: Alias(name) for name in strict}
    named |= {name: Alias(name, blind=True) for name in blind}
    return tuple(named.values())


@click.command()
@click.argument("name", type=NAME)
@click.option("--name", "new_name", type=NAME, help="Another name in place of NAME.")
@click.option("--distinction", type=NAME, help="What tells a namesake apart; '' for none.")
@click.option(
    "--alias", "aliases", type=NAME, multiple=True, help="One more name; may be repeated."
)
@click.option(
    "--blind-alias", "blind", type=NAME, multiple=True, help="One found whatever its marks."
)
@click.option("--remove-alias", "no_alias", type=NAME, multiple=True, help="A name no more.")
@term_options
@click.option("--remove-office", "no_office", type=TEXT, multiple=True, help="Never held.")
@click.option("--not", "not_in", multiple=True, metavar="ARTICLE", help="It means a namesake.")
@click.option("--is", "is_in", multiple=True, metavar="ARTICLE", help="Takes --not back.")
@later_option
@click.pass_context
def edit(
    ctx: click.Context,
    name: str,
    new_name: str | None,
    distinction: str | None,
    aliases: tuple[str, ...],
    blind: tuple[str, ...],
    no_alias: tuple[str, ...],
    no_office: tuple[str, ...],
    not_in: tuple[str, ...],
    is_in: tuple[str, ...],
    later: bool,
    **typed: Unpack[TermTyped],
) -> None:
    """Change names, offices, and which articles mean somebody else.

    --office adds an office, or changes what is known of its term: --start 2021-06, --end unknown.
    An earlier term of the same office is said with its --start, or --start unknown.
    --not ARTICLE (number, hash, seed name or address) keeps what that article says of a namesake,
    so that others like it are told apart too.
    """
    from worker.flow.registry.search import find_official

    fit_official(new_name, distinction, *aliases, *blind)
    with opened(ctx) as app:
        with app.archive.write() as tx:
            known = find_official(tx, name)
            person = _renamed(known, new_name, distinction)
            person = _with_aliases(person, _aliases(aliases, blind), no_alias)
            person = _without_offices(person, no_office)
            person = _with_term(ctx, person, typed)
            told = _store(tx, known, person)
            told += _lessons(tx, person, not_in, is_in)
            _refuse_nothing(told, known)
            orphans = _still_asking(tx, known, person)
        for line in told:
            click.echo(line)
        _tell_placeless(person, [term for term in person.terms if term not in known.terms])
        _tell_orphans(orphans, known)
        rematched(ctx, app, later=later)


def _renamed(person: Official, name: str | None, distinction: str | None) -> Official:
    other = person.distinction if distinction is None else distinction
    return replace(person, name=name or person.name, distinction=other)


def _with_aliases(person: Official, more: Iterable[Alias], less: Iterable[str]) -> Official:
    """Return an official with these aliases. Raises NotFound for one to remove that is none."""
    from worker.errors import NotFound

    aliases = {one.name: one for one in (*person.aliases, *more)}
    for one in less:
        if one not in aliases:
            known = ", ".join(alias.name for alias in person.aliases) or "none"
            raise NotFound(f"{person.label} has no alias '{one}'", expected=f"one of: {known}")
        del aliases[one]
    return replace(person, aliases=tuple(aliases.values()))


def _without_offices(person: Official, texts: Iterable[str]) -> Official:
    from worker.flow.registry.search import terms_of

    for text in texts:
        never = terms_of(person, text)
        person = replace(person, terms=tuple(one for one in person.terms if one not in never))
    return person


def _with_term(ctx: click.Context, person: Official, typed: TermTyped) -> Official:
    """Return an official with the term that is typed, if one is. Raises UsageError."""
    from worker.errors import UsageError
    from worker.flow.registry.registry import with_office

    where = f"official {person.label}"
    office = office_typed(typed, where)
    said = term_said(ctx, typed)
    if office:
        return with_office(person, office, said)
    if said:
        raise UsageError(
            "says when, but no office", where=where, remedy="say --office, or --role and --body"
        )
    return person


def _tell_placeless(person: Official, terms: Iterable[Term]) -> None:
    """Tell of each office that many places have, where it was not typed of which."""
    from worker.vietnamese.titles.offices import lacks_place

    for office in dict.fromkeys(term.office for term in terms):
        if lacks_place(office):
            change = ["diemtin", "official", "edit", person.label, "--remove-office", str(office)]
            change += ["--office", f"{office} PLACE"]
            complain(
                f"{office}: of which province, district or commune? None was said; say it:"
                f" {shlex.join(change)}"
            )


def _store(tx: Connection, known: Official, person: Official) -> list[str]:
    """Store what has changed, if anything; return what to tell."""
    from worker.cli.officials.shown import term_line
    from worker.flow.registry import registry

    if person == known:
        return []
    registry.change(tx, known, person)
    see = shlex.join(["diemtin", "official", "show", person.label])
    told = [f"{person.label} is changed; see: {see}"]
    told += [f"held: {term_line(term)}" for term in person.terms if term not in known.terms]
    told += [f"no more: {term_line(term)}" for term in known.terms if term not in person.terms]
    return told


def _lessons(
    tx: Connection, person: Official, not_in: Iterable[str], is_in: Iterable[str]
) -> list[str]:
    """Keep, or take back, that articles mean a namesake; return what to tell."""
    from worker.flow.registry import registry

    told = [_lesson_told(person, registry.exclude(tx, person, one)) for one in not_in]
    for one in is_in:
        number = registry.include(tx, person, one)
        told.append(f"article {number:03} may mean {person.label} again")
    return told


def _lesson_told(person: Official, lesson: Exclusion) -> str:
    other = "; ".join(map(str, lesson.offices)) or "no office"
    place = f", in {lesson.place}" if lesson.place else ""
    return f"article {lesson.number:03} does not mean {person.label}: it says {other}{place}"


def _refuse_nothing(told: list[str], known: Official) -> None:
    from worker.errors import UsageError

    if not told:
        raise UsageError(
            "nothing to change", where=f"official {known.label}", remedy="see --help of this"
        )


def _still_asking(tx: Connection, known: Official, person: Official | None) -> list[Watch]:
    """Return the watches on an official who is removed, or has another label now."""
    from worker.archive.alerts import topics, watches
    from worker.flow.watches.watching import still_asking

    new = person.label if person else None
    if new == known.label:
        return []
    return list(still_asking(watches.watches(tx), topics.queries(tx), known.label, new))


def _tell_orphans(orphans: Iterable[Watch], known: Official) -> None:
    for one in orphans:
        change = shlex.join(["diemtin", "watch", "edit", one.name, "--query", "QUERY"])
        complain(f"watch {one.name} still asks for {known.label}; change it: {change}")


@click.command()
@click.argument("name", type=NAME)
@later_option
@click.pass_context
def remove(ctx: click.Context, name: str, later: bool) -> None:
    """Remove an official; articles stay, and may teach the name again."""
    from worker.archive.officials import officials
    from worker.flow.registry.search import find_official

    with opened(ctx) as app:
        with app.archive.write() as tx:
            person = find_official(tx, name)
            officials.remove(tx, person.label)
            orphans = _still_asking(tx, person, None)
        click.echo(f"{person.label} is removed")
        _tell_orphans(orphans, person)
        rematched(ctx, app, later=later)
