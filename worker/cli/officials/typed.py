"""Offices and terms as they are typed behind ``diemtin official add`` and ``edit``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from worker.cli.opening import fit_name
from worker.cli.typed.values import DATE, DAY, TEXT

if TYPE_CHECKING:
    from worker.model import Office, PartialDate

Command = TypeVar("Command", bound=Callable[..., Any])


class TermTyped(TypedDict):
    """The options of an office and a term; None and empty where they are left out."""

    office: str | None
    role: str | None
    body: str | None
    place: str | None
    unit: str | None
    within: str | None
    start: PartialDate | None
    end: PartialDate | None
    attested: tuple[date, ...]
    known_from: str | None
    acting: bool | None


_OPTIONS = (
    click.option("--office", type=TEXT, help='For instance "Chủ tịch UBND tỉnh Bến Tre".'),
    click.option("--role", type=TEXT, help='Instead of --office, with --body: "Bí thư".'),
    click.option("--body", type=TEXT, help='For instance "Tỉnh ủy".'),
    click.option(
        "--place", type=TEXT, help='For instance "Bến Tre"; leave out for central bodies.'
    ),
    click.option("--unit", type=TEXT, help='What the place is: "huyện", "xã", …'),
    click.option("--within", type=TEXT, help="The province it lies in."),
    click.option("--start", type=DATE, help="First day, month or year of the term, if known."),
    click.option("--end", type=DATE, help="Last day, month or year of the term, if known."),
    click.option("--attested", type=DAY, multiple=True, help="A day it was seen held."),
    click.option("--known-from", type=TEXT, help="Where that is known from."),
    click.option("--acting/--not-acting", default=None, help="Quyền, phụ trách, điều hành."),
)


def term_options(command: Command) -> Command:
    """Give a command the options of an office and a term, named as :class:`TermTyped` has them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def office_typed(typed: TermTyped, where: str) -> Office | None:
    """Return the office that is typed, None where none is. Raises UsageError."""
    from worker.errors import UsageError
    from worker.flow.registry.search import typed_office
    from worker.vietnamese.titles.offices import canonical_office

    parts = {key: typed[key] for key in ("place", "unit", "within")}
    said = [key for key, value in parts.items() if value]
    if typed["office"]:
        beside = [key for key in ("role", "body") if typed[key]] + said
        if beside:
            raise UsageError(f"--{beside[0]} beside --office", where=where, expected="one of them")
        return typed_office(typed["office"], where)
    if typed["role"] and typed["body"]:
        parts = {key: value or None for key, value in parts.items()}
        return canonical_office(typed["role"], typed["body"], **parts)
    if typed["role"] or typed["body"] or said:
        raise UsageError(
            "an office needs both --role and --body", where=where, remedy="or say --office TEXT"
        )
    return None


def term_said(ctx: click.Context, typed: TermTyped) -> dict[str, Any]:
    """Return what is said of the term, by the fields of a Term; what is left out is not there."""
    said: dict[str, Any] = {
        key: typed[key]
        for key in ("start", "end")
        if ctx.get_parameter_source(key) is click.core.ParameterSource.COMMANDLINE
    }
    if typed["attested"]:
        said["attested"] = tuple(dict.fromkeys(typed["attested"]))
    if typed["known_from"] is not None:
        said["known_from"] = typed["known_from"]
    if typed["acting"] is not None:
        said["acting"] = typed["acting"]
    return said


def fit_official(name: str | None, distinction: str | None, *aliases: str) -> None:
    """Raise UsageError for what cannot be the name, distinction or alias of an official."""
    from worker.errors import UsageError
    from worker.flow import written

    for one in (*aliases, *([] if name is None else [name]), *filter(None, [distinction])):
        fit_name("official", one)
    try:
        written.official_name(name or "x")
        written.distinction(distinction or "")
    except written.Unfit as error:
        raise UsageError(
            error.what, where="official", expected=error.expected, remedy=error.remedy
        ) from error
