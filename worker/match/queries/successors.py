"""Following an office past its end: which offices of a query have ended, and the query that
asks for those that followed them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from worker.match.queries.asked import AskedOffice
from worker.match.queries.combined import asked_offices
from worker.match.queries.ended import EndedOffice, ended_by
from worker.match.queries.query import Query, fields, visible
from worker.match.queries.terms import offices_asked
from worker.match.queries.typed_office import read_typed
from worker.model import Office


def unfollowed(query: Query, day: date) -> tuple[EndedOffice, ...]:
    """Return the offices a query asks for that have ended, whose successors it does not."""
    asked = tuple(dict.fromkeys(asked_offices(query.condition)))
    ended = (ended_by(one.office, day) for one in asked)
    return tuple(
        one
        for one in ended
        if one is not None
        and not (one.successors and all(_is_asked(other, asked) for other in one.successors))
    )


def with_successors(text: str, day: date) -> tuple[str, tuple[EndedOffice, ...]]:
    """Return the query with each ended office beside those that followed it, and those ended.

    Offices inside a topic stay as the topic has them. The query must be one that ``parse`` reads.
    """
    text = visible(text)
    named = [
        (field, value, offices_asked(value, "query")) for field, value in fields(text, "office")
    ]
    asked = [office for _, _, offices in named for office in offices]
    written, done, followed = "", 0, []
    for field, value, offices in named:
        ended = [end for one in offices for end in _chain(one.office, day)]
        later = dict.fromkeys(office for end in ended for office in end.successors)
        added = [f'office:"{typed(office)}"' for office in later if not _is_asked(office, asked)]
        if added:
            terms = " OR ".join([f"office:{value}", *added])
            written += f"{text[done : field.start_pos]}({terms})"
            done = value.end_pos or 0
            followed += ended
    return written + text[done:], tuple(dict.fromkeys(followed))


def typed(office: Office) -> str:
    """Return an office as one types it, so that it reads as the same office again."""
    name, bare = office.place or "", replace(office, place=None, within=None)
    placed = f"{office.unit} {name}" if office.unit and name else name
    ways = [name, placed, f"{placed}, tỉnh {office.within}", f"{placed}, {office.within}"]
    phrases = [f"{bare} {way}".strip() for way in ways]
    read = {phrase: read_typed(phrase) for phrase in phrases}
    whole = {phrase: one.office for phrase, one in read.items() if one.office and not one.rest}
    exact = [phrase for phrase, one in whole.items() if one == office]
    near = [phrase for phrase, one in whole.items() if one.may_be(office)]
    return next(iter(exact + near), phrases[0])


def _chain(office: Office, day: date) -> Iterator[EndedOffice]:
    """Yield how the office ended, then its successors that have ended too, each once."""
    waiting, seen = [office], {office}
    for one in waiting:
        ended = ended_by(one, day)
        if ended is not None:
            yield ended
            new = [later for later in ended.successors if later not in seen]
            waiting += new
            seen.update(new)


def _is_asked(office: Office, asked: Sequence[AskedOffice]) -> bool:
    return any(one.is_asked(office) for one in asked)
