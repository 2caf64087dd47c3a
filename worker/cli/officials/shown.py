"""How officials and learned terms are shown: as JSON with stable keys, and as text to read."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from sqlalchemy import Connection

from worker.cli.printed.output import complain, office_json, plural
from worker.cli.search.newest import newest_json, print_newest
from worker.clock import hanoi_day
from worker.deliver.excerpt import one_line
from worker.flow.registry.overtaken import Overtaken, overtaken
from worker.flow.registry.search import OfficeTest, find_official, learned_id, newest
from worker.flow.registry.terms import period
from worker.match.queries.ended import EndedOffice, ended_by
from worker.model import LearnedTerm, Official, Term

if TYPE_CHECKING:
    from worker.archive.officials.learned import Attested
    from worker.flow.search.ask import Found

NEWEST = 5
"""Articles that ``official show`` names."""
MOST_NUMBERS = 6
"""Article numbers of a learned term that a line shows; JSON has all of them."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that ``official show`` tells of an official; ``ended`` has an entry for each term."""

    official: Official
    ended: tuple[EndedOffice | None, ...]
    learned: tuple[LearnedTerm, ...]
    overtaken: tuple[Overtaken, ...]
    articles: tuple[Found, ...]


def portrait(tx: Connection, name: str, now: datetime) -> Portrait:
    """Return what is known of the official of that name or label. Raises NotFound, UsageError."""
    from worker.archive.officials import learned

    person = find_official(tx, name)
    today = hanoi_day(now)
    return Portrait(
        person,
        tuple(ended_by(term.office, today) for term in person.terms),
        tuple(one for one in learned.terms(tx) if one.official_id == person.id),
        overtaken(tx, person),
        tuple(newest(tx, person, NEWEST)),
    )


def official_json(one: Official) -> dict[str, object]:
    """Return an official with the keys of ``official list --json``.

    ``name, label, distinction, aliases`` (all other names), ``blind_aliases`` (those of them that
    are found whatever the marks), ``origin`` (user, seed or sample), ``terms``: a list of
    ``role, body, place, unit, within, start, end`` (YYYY, YYYY-MM, YYYY-MM-DD or null),
    ``attested`` (days), ``known_from, acting``.
    """
    return {
        "name": one.name,
        "label": one.label,
        "distinction": one.distinction,
        "aliases": [alias.name for alias in one.aliases],
        "blind_aliases": [alias.name for alias in one.aliases if alias.blind],
        "origin": one.origin,
        "terms": [term_json(term) for term in one.terms],
    }


def term_json(term: Term) -> dict[str, object]:
    """Return a term with the keys that :func:`official_json` tells."""
    return {
        **office_json(term.office),
        "start": str(term.start) if term.start else None,
        "end": str(term.end) if term.end else None,
        "attested": list(term.attested),
        "known_from": term.known_from,
        "acting": term.acting,
    }


def portrait_json(shown: Portrait) -> dict[str, object]:
    """Return an official with the keys of ``official show --json``.

    Besides those of ``official list``: each term of an office that has ended has ``ended``:
    ``on`` (its last day), ``successors`` (offices), ``why``; ``exclusions``: ``number`` of the
    article, ``offices`` it gave the namesake, ``place``; ``learned`` as ``official learned``
    has it, without ``evidence``; ``overtaken``, the terms without an end that articles contradict:
    ``office``, ``left`` (who calls the official a former holder) and ``others`` (who was seen there
    since), both as ``learned``; ``articles``, the newest: ``number, title, published_at, source,
    url``.
    """
    record = official_json(shown.official)
    record["terms"] = [
        term_json(term) | (_ended_json(ended) if ended else {})
        for term, ended in zip(shown.official.terms, shown.ended, strict=True)
    ]
    record["exclusions"] = [
        {
            "number": one.number,
            "offices": [office_json(office) for office in one.offices],
            "place": one.place,
        }
        for one in shown.official.exclusions
    ]
    record["learned"] = [learned_json(one) for one in shown.learned]
    record["overtaken"] = [
        {
            "office": office_json(one.term.office),
            "left": [learned_json(each) for each in one.left],
            "others": [learned_json(each) for each in one.others],
        }
        for one in shown.overtaken
    ]
    record["articles"] = newest_json(shown.articles)
    return record


def _ended_json(ended: EndedOffice) -> dict[str, object]:
    successors = [office_json(office) for office in ended.successors]
    return {"ended": {"on": ended.on, "successors": successors, "why": ended.why}}


def learned_json(one: LearnedTerm) -> dict[str, object]:
    """Return a learned term: ``id, holder, followed, office, first, last, articles``.

    ``id`` (10 hex digits) is what ``official take`` takes; ``holder`` is the label of an official
    where ``followed``, else the name that articles give; ``articles`` is how many name the holder
    in the office, ``first`` and ``last`` are their days. ``official learned`` adds ``evidence``.
    """
    return {
        "id": learned_id(one),
        "holder": one.holder,
        "followed": one.official_id is not None,
        "office": office_json(one.office),
        "first": one.first,
        "last": one.last,
        "articles": one.articles,
    }


def evidence_json(seen: Sequence[Attested]) -> list[dict[str, object]]:
    """Return articles that name somebody in an office: ``number, day, source, title, url``."""
    return [
        {
            "number": one.number,
            "day": one.day,
            "source": one.source,
            "title": one.title,
            "url": one.url,
        }
        for one in seen
    ]


def term_line(term: Term) -> str:
    """Return a term in a line: the office, who acts for its holder marked, and when."""
    acting = "acting " if term.acting else ""
    return f"{acting}{term.office} {period(term)}".rstrip()


def span(first: date, last: date) -> str:
    """Return the days from the first to the last, one where they are the same."""
    return str(first) if first == last else f"{first} to {last}"


def numbers(seen: Sequence[Attested]) -> str:
    """Return the numbers of articles, some in the middle left out where they are many."""
    found = [f"{one.number:03}" for one in seen]
    if len(found) > MOST_NUMBERS:
        half = MOST_NUMBERS // 2
        found = [*found[:half], "…", *found[-half:]]
    return ", ".join(found)


def print_portrait(shown: Portrait) -> None:
    """Print an official to be read."""
    person = shown.official
    click.echo(click.style(one_line(person.label), bold=True))
    for alias in person.aliases:
        click.echo(f"also {one_line(alias.name)}{' (whatever the marks)' if alias.blind else ''}")
    for term, ended in zip(person.terms, shown.ended, strict=True):
        _print_term(term, ended)
    for lesson in person.exclusions:
        other = "; ".join(map(str, lesson.offices)) or lesson.place or "nothing said of them"
        click.echo(f"not meant in article {lesson.number:03} ({one_line(other)})")
    for one in shown.learned:
        told = f"{one.office}, {span(one.first, one.last)}, {plural(one.articles, 'article')}"
        click.echo(f"the archive has seen: {one_line(told)} (learned {learned_id(one)})")
    for each in shown.overtaken:
        _print_overtaken(each, person)
    print_newest(shown.articles)


def overtaken_told(one: Overtaken) -> list[str]:
    """Return what articles say against a term that is open in the registry, a line each."""
    office = one_line(str(one.term.office))
    left = [f"said to hold it no more: {office}, {_days_and_articles(each)}" for each in one.left]
    return left + [
        f"seen there since: {one_line(each.holder)}, {office}, {_days_and_articles(each)}"
        f" (learned {learned_id(each)})"
        for each in one.others
    ]


def tell_overtaken(tx: Connection, people: Sequence[Official], is_asked: OfficeTest | None) -> None:
    """Tell beside a list which of these officials articles say hold an office no more.

    Only of offices that were asked for; None stands for all.
    """
    for person in people:
        for one in overtaken(tx, person):
            if is_asked is None or is_asked(one.term.office):
                told = "; ".join(overtaken_told(one))
                see = shlex.join(["diemtin", "official", "show", person.label])
                complain(f"{person.label}: articles say otherwise: {told}; see: {see}")


def _days_and_articles(one: LearnedTerm) -> str:
    return f"{span(one.first, one.last)}, {plural(one.articles, 'article')}"


def _print_overtaken(one: Overtaken, person: Official) -> None:
    for line in overtaken_told(one):
        click.echo(line)
    office = ["--office", str(one.term.office), "--end", "DATE"]
    end = shlex.join(["diemtin", "official", "edit", person.label, *office])
    click.echo(f"  where that is so: {one_line(end)}")


def _print_term(term: Term, ended: EndedOffice | None) -> None:
    click.echo(one_line(term_line(term)))
    if term.attested and (term.start or term.end):
        click.echo(f"  seen held on {', '.join(map(str, sorted(term.attested)))}")
    if term.known_from:
        click.echo(f"  known from {one_line(term.known_from)}")
    if ended:
        click.echo(f"  {one_line(ended.told)}")
