"""``diemtin watch try``, and how a trial is told before a watch is saved."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from worker.cli.opening import opened
from worker.cli.printed.output import complain, iso, json_line, when
from worker.cli.search.found import found_json, print_found, tell_doubts
from worker.cli.typed.words import QueryCommand
from worker.clock import HANOI, hanoi_day
from worker.deliver.excerpt import one_line, shortened

if TYPE_CHECKING:
    from datetime import date

    from worker.flow.watches.trial import Day, Term, Trial

LONGEST: Final = 3_660
"""Days that a query may be tried on."""

_LINES: Final = 60
_STEPS: Final = (1, 7, 30, 91)
_SELDOM: Final = 0.1
_BAR: Final = 40
_TERMS: Final = 5
_TERM_WIDTH: Final = 40


@click.command("try", cls=QueryCommand)
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST),
    default=30,
    show_default=True,
    help="Days to try it on, today among them.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def try_query(ctx: click.Context, query: tuple[str, ...], days: int, as_json: bool) -> None:
    """Show what a watch on QUERY would have caught in the last days.

    Counted are articles published then; of a page that was edited, the first version that
    matches. At most the newest 10,000 articles are looked at. Nothing is stored.
    """
    from worker.flow.search.ask import parse_query
    from worker.flow.watches.trial import attempt

    text = " ".join(query)
    with opened(ctx) as app, app.archive.read() as tx:
        now = app.clock.now()
        asked = parse_query(tx, text)
        tell_doubts(tx, asked, now, "watch", "try")
        tried = attempt(tx, asked, now, days=days)
    if as_json:
        json_line(trial_json(text, tried))
    else:
        print_trial(text, tried)
        if tried.latest is not None and not tried.articles:
            back = (hanoi_day(now) - hanoi_day(tried.latest)).days
            click.echo(f"try it on more days: {_again(text, min(back + days, LONGEST))}")
    warn_of_flood(tried)


def _again(text: str, days: int) -> str:
    return shlex.join(["diemtin", "watch", "try", text, "--days", str(days)])


def print_trial(text: str, tried: Trial) -> None:
    """Print a trial to be read: the sum, a line a day, the words, the newest articles."""
    click.echo(summary(tried))
    if not tried.caught:
        return
    for line in histogram(tried.days):
        click.echo(f"  {line}")
    if tried.terms:
        click.echo(f"words that matched, and in how many articles: {_terms(tried.terms)}")
    for found in tried.newest:
        print_found(found)
    if tried.caught > len(tried.newest):
        click.echo(f"all of them, edits too: {search_since(text, tried.days[0].day)}")


def summary(tried: Trial) -> str:
    """Return what a query would have caught, in one line or two."""
    time = "today" if tried.of_days == 1 else f"the last {tried.of_days:,} days"
    if not tried.articles:
        newest = (
            f"; the newest is of {tried.latest.astimezone(HANOI):%d/%m/%Y}" if tried.latest else ""
        )
        return f"the archive has no articles of {time}{newest}"
    noun = "article" if tried.articles == 1 else "articles"
    told = f"would have caught {tried.caught:,} of {tried.articles:,} {noun} of {time}"
    if tried.caught:
        often = f"{tried.a_day:.1f}" if tried.a_day >= _SELDOM else f"less than {_SELDOM}"
        told += f" ({tried.share:.1%}), {often} a day"
    if tried.left_out:
        told += (
            f"\nlooked at the newest {tried.articles:,} of {tried.articles + tried.left_out:,}"
            f" articles, back to {when(tried.start)}"
        )
    return told


def histogram(days: Sequence[Day]) -> Iterator[str]:
    """Yield a line a day, the oldest first; of many days a line a week or more. 60 columns wide."""
    step = next((n for n in _STEPS if len(days) / n <= _LINES), _STEPS[-1])
    lots = [days[at : at + step] for at in range(0, len(days), step)]
    counts = [sum(one.caught for one in lot) for lot in lots]
    most = max(counts, default=0)
    width = len(str(most))
    for lot, count in zip(lots, counts, strict=True):
        bar = "#" * (count if most <= _BAR else -(-count * _BAR // most))
        yield f"{_days(lot)}  {count:>{width}}  {bar}".rstrip()


def _days(lot: Sequence[Day]) -> str:
    first, last = lot[0].day, lot[-1].day
    if first == last and len(lot) == 1:
        return f"{first:%d/%m}"
    return f"{first:%d/%m/%y}–{last:%d/%m/%y}"


def _terms(terms: Sequence[Term]) -> str:
    named = [
        f"{f'{one.field}:' if one.field else ''}{shortened(one_line(one.surface), _TERM_WIDTH)}"
        f" {one.articles:,}"
        for one in terms[:_TERMS]
    ]
    more = len(terms) - len(named)
    return " · ".join([*named, f"{more:,} more"] if more > 0 else named)


def search_since(text: str, day: date) -> str:
    """Return the command that finds what a query finds from a day on."""
    text = f"({text})" if re.search(r"\bOR\b", text) else text
    return search_all(f"{text} after:{day}".strip())


def search_all(text: str) -> str:
    """Return the command that finds what a query finds."""
    return shlex.join(["diemtin", "search", text])


def warn_of_flood(tried: Trial) -> None:
    """Say on standard error that a watch would tell too much, and why."""
    if not tried.floods:
        return
    hint = ""
    if tried.terms:
        widest = shortened(one_line(tried.terms[0].surface), _TERM_WIDTH)
        hint = f"; “{widest}” matched in {tried.terms[0].articles:,} of {tried.caught:,}"
    complain(f"this would flood: {'; '.join(tried.floods)}{hint}; narrow it")


def trial_json(text: str, tried: Trial) -> dict[str, object]:
    """Return a trial with stable keys."""
    return {
        "query": text,
        "start": iso(tried.start),
        "articles": tried.articles,
        "left_out": tried.left_out,
        "caught": tried.caught,
        "share": round(tried.share, 6),
        "a_day": round(tried.a_day, 3),
        "floods": list(tried.floods),
        "days": [
            {"day": one.day.isoformat(), "articles": one.articles, "caught": one.caught}
            for one in tried.days
        ],
        "terms": [
            {"field": one.field or None, "surface": one.surface, "articles": one.articles}
            for one in tried.terms
        ],
        "newest": [_without_hash(found_json(found)) for found in tried.newest],
    }


def _without_hash(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "content_hash"}
