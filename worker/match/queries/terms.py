"""The terms of a query: what a word, phrase or field means, and how a wrong one is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

from lark import Token

from worker.address.page_key import page_key
from worker.clock import midnight
from worker.errors import UsageError
from worker.match.queries.asked import AskedName, AskedOffice
from worker.match.queries.combined import any_of
from worker.match.queries.conditions import (
    Condition,
    FromSource,
    InState,
    MentionsOffice,
    MentionsOfficial,
    OfPlace,
    Published,
)
from worker.match.queries.field_synonyms import meant_by
from worker.match.queries.text_conditions import AtAddress, InParticular, InText, Nearby
from worker.match.queries.typed_office import as_printed, read_typed
from worker.match.queries.written_out import written_out
from worker.match.words import Phrase
from worker.model import ArticleState
from worker.vietnamese.text.fold import has_marks

TEXT_FIELDS: Final = ("title", "body")
EXACT_FIELD: Final = "exact"
PARTICULARS: Final = ("byline", "category", "url")
NAME_FIELDS: Final = ("official", "office", "source", "place", "topic")
DAY_FIELDS: Final = ("after", "before")
FLOOR_FIELD: Final = "min-confidence"
STATE_FIELD: Final = "is"
FIELDS: Final = (
    *(*TEXT_FIELDS, EXACT_FIELD, *NAME_FIELDS, *PARTICULARS),
    *(*DAY_FIELDS, STATE_FIELD, FLOOR_FIELD),
)
"""Every field name of the language."""

FARTHEST: Final = 100
"""Words from the first to the last of words that are near one another, at most."""

QUOTES: Final = '"“”„‟«»＂'
"""What a phrase stands between, any of them."""

_SHOWN: Final = 40
_LISTED: Final = 20
_YEARS: Final = range(1900, 2200)
_SHARE: Final = re.compile(r"[01]|[01]?[.,]\d{1,6}", re.ASCII)
_AN_OFFICE: Final = 'a role and a body, such as office:"Bí thư Tỉnh ủy Bến Tre"'
A_DAY: Final = "a day from 1900 to 2199 as YYYY-MM-DD"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:[/.-](\d{1,2})(?:[/.-](\d{1,2}))?)?", re.ASCII)
_DAYS_AGO: Final = re.compile(r"(\d{1,5})d", re.ASCII | re.IGNORECASE)
_STATES: Final = tuple(state.value for state in ArticleState)
_A_DISTANCE: Final = re.compile(r".*[^\W\d_]~\d+")
_LEAVE_OUT: Final = "leave it out: such signs are not looked for"
_SIGNS: Final = {
    **dict.fromkeys(("|", "||"), "either of two is written with OR"),
    **dict.fromkeys(("&", "&&", "+"), "all words side by side are looked for; leave it out"),
    **dict.fromkeys("-–—−", "what is to be left out stands right behind it: -word"),
}
"""Signs that stand alone where people try what other languages have, and what is typed here."""
_IN_A_SEARCH: Final = "topics and watches are asked of each new article; this is for searches"


def refuse(where: str, at: int, found: str, expected: str, remedy: str = "") -> UsageError:
    """Return the error for what was found at an index: it names column, found and expected."""
    shown = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
    return UsageError(
        f"found {shown}", where=f"{where}, column {at + 1}", expected=expected, remedy=remedy
    )


def nearest(name: str, known: Collection[str], label: str) -> str:
    """Return what to say about an unknown name: the nearest known one, or the first of them."""
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {label}{close[0]}?"
    some = ", ".join(sorted(known)[:_LISTED]) + (", …" if len(known) > _LISTED else "")
    return f"known are {some}" if known else "none is known"


def position(token: Token) -> int:
    """Return the index at which a token starts in its query."""
    return token.start_pos or 0


def in_text(value: Token, where: str, column: str | None = None) -> Condition:
    """Return the condition for a word, a phrase or words near one another in the text.

    What abbreviations stand for is looked for too. Raise UsageError.
    """
    if value.type == "NEAR":
        return _near(value, written_out(_near_words(value)), where, column)
    phrase = _phrase(value, where)
    full = written_out(_unquoted(value)[0], prefix=phrase.prefix)
    written = [InText(way, "abbreviation", column) for way in full]
    return any_of([InText(phrase, _via(phrase), column), *written])


def exactly(value: Token, where: str) -> Condition:
    """Return the same condition with abbreviations as they were typed. Raise UsageError."""
    if value.type == "NEAR":
        return _near(value, (), where, None)
    phrase = _phrase(value, where)
    return InText(phrase, _via(phrase))


def fielded(name: Token, value: Token, where: str, today: date | None) -> Condition:
    """Return the condition for ``name:value``, topics and min-confidence excepted.

    Raise UsageError; without ``today`` for states and days ago too (``query.parse``).
    """
    field = field_name(name, where)
    if field in TEXT_FIELDS:
        return in_text(value, where, field)
    if field == EXACT_FIELD:
        return exactly(value, where)
    if field in PARTICULARS:
        phrase = _phrase(value, where)
        said = InParticular(phrase, _via(phrase), field)
        return _at_address(value, said) if field == "url" else said
    if field in DAY_FIELDS:
        return _published(field, value, where, today)
    if field == STATE_FIELD:
        return _in_state(value, where, today)
    if field == "office":
        return any_of([MentionsOffice(one) for one in offices_asked(value, where)])
    text = whole_name(value, where)
    if field == "official":
        return MentionsOfficial(AskedName.of(text))
    return OfPlace(text) if field == "place" else FromSource(text.lower())


def field_name(name: Token, where: str) -> str:
    """Return the field's name in lower case. Raise UsageError where there is no such field."""
    field = name.rstrip(":").lower()
    if field not in FIELDS:
        meant = meant_by(field)
        offer = f"did you mean {' or '.join(meant)}?" if meant else nearest(field, FIELDS, "")
        remedy = f"{offer} (words with a colon can stand in quotation marks)"
        raise refuse(where, position(name), f"the field {name}", "the name of a field", remedy)
    return field


def whole_name(value: Token, where: str) -> str:
    """Return the name that a value spells; names are not found by their start."""
    name, starred = _unquoted(value)
    if starred or value.type == "NEAR" or not Phrase.of(name).words:
        raise refuse(where, position(value), f"{value}", "a whole name with letters or digits")
    return " ".join(name.split())


def offices_asked(value: Token, where: str) -> tuple[AskedOffice, ...]:
    """Return the office that a value spells, and the one that is printed so, if another is.

    Raise UsageError where it spells none.
    """
    text = whole_name(value, where)
    # Without quotation marks, hyphens hold the words together: office:bi-thu-tinh-uy.
    text = text if value.type == "PHRASE" else text.replace("-", " ")
    asked = _asked_office(text, value, where)
    printed = None if asked.office.place else as_printed(text)
    return (asked,) if printed is None else (asked, AskedOffice(printed, asked.marked))


def _asked_office(text: str, value: Token, where: str) -> AskedOffice:
    read = read_typed(text)
    if read.office is None:
        remedy = "an official's name stands after official:"
        if value.type == "WORD":
            remedy = "several words stand in quotation marks"
        raise refuse(where, position(value), f"{value}", _AN_OFFICE, remedy)
    if read.former:
        remedy = f"former holders are found by their words: {value}"
        raise refuse(where, position(value), f"{value}", "an office that is held", remedy)
    if read.rest:
        expected = f"only a place after {read.office.role} {read.office.body}"
        raise refuse(where, position(value), read.rest, expected, "one office for each office:")
    return AskedOffice(read.office, has_marks(text))


def floor(value: Token, where: str) -> float:
    """Return how sure a mention must be, from 0 to 1. Raise UsageError."""
    text, starred = _unquoted(value)
    least = float(text.replace(",", ".")) if not starred and _SHARE.fullmatch(text) else 2.0
    if least > 1:
        expected = f"a number from 0 to 1, such as {FLOOR_FIELD}:0.8"
        raise refuse(where, position(value), f"{value}", expected)
    return least


def _near_words(value: Token) -> str:
    return value.rpartition("~")[0].strip(QUOTES)


def _near(value: Token, full: Sequence[Phrase], where: str, column: str | None) -> Condition:
    """Return the condition for words near one another, as typed or written out in ``full``.

    The words that writing out an abbreviation adds do not count. Raise UsageError.
    """
    typed = Phrase.of(_near_words(value))
    least = len(typed.words) - 1
    within = int(value.rpartition("~")[2][:9])
    if least < 1 or not least <= within <= FARTHEST:
        expected = f'two words or more and how near, up to {FARTHEST}, such as "hạn mặn"~8'
        raise refuse(where, position(value), f"{value}", expected)
    return any_of(
        [
            Nearby(way.apart(), within + len(way.words) - len(typed.words), column)
            for way in (typed, *full)
        ]
    )


def _phrase(value: Token, where: str) -> Phrase:
    if value.type == "NEAR":
        raise refuse(where, position(value), f"{value}", "a word or phrase without ~ here")
    text, starred = _unquoted(value)
    if value.type == "WORD":
        _check_word(value, text, where)
    phrase = Phrase.of(text, prefix=starred)
    if not phrase.words:
        expected = "letters or digits before the *" if starred else "a word with letters or digits"
        remedy = "" if starred else _SIGNS.get(value, _LEAVE_OUT)
        raise refuse(where, position(value), f"{value}", expected, remedy)
    if starred and not text[-1].isalnum():
        raise refuse(where, position(value), f"{value}", "the * right after a letter or digit")
    return phrase


def _check_word(value: Token, text: str, where: str) -> None:
    """Refuse a star inside a word, an exclamation mark meant as NOT, and a distance, which would
    be taken for a number."""
    if "*" in text:
        at = position(value) + text.index("*")
        raise refuse(where, at, f"* in {value}", "one * at the end of a word")
    if text.startswith("!") and text.strip("!"):
        remedy = f"to leave a word out: -{text.strip('!')}"
        raise refuse(where, position(value), f"{value}", "no ! before a word", remedy)
    if text.startswith("~") or _A_DISTANCE.fullmatch(text):
        expected = 'a number between ~ and the next space, right after a phrase: "hạn mặn"~8'
        raise refuse(where, position(value), f"{value}", expected)


def _unquoted(value: Token) -> tuple[str, bool]:
    """Return what was typed without quotation marks, and whether a star ends it."""
    if value.type == "WORD":
        return (value[:-1], True) if value.endswith("*") else (str(value), False)
    text = value.removesuffix("*").strip(QUOTES).strip()
    starred = value.endswith("*") or text.endswith("*")
    return text.removesuffix("*"), starred


def _at_address(value: Token, said: Condition) -> Condition:
    """Return the condition with the page besides that a whole address names."""
    typed = _unquoted(value)[0]
    key = page_key(typed)
    return said if key == typed else any_of([AtAddress(key), said])


def _via(phrase: Phrase) -> str:
    if phrase.prefix:
        return "prefix"
    return "word" if len(phrase.words) == 1 else "phrase"


def _in_state(value: Token, where: str, today: date | None) -> InState:
    """Return the condition for a state. Raise UsageError."""
    text = _unquoted(value)[0].lower()
    if text not in _STATES:
        raise refuse(where, position(value), f"{value}", f"one of {', '.join(_STATES)}")
    if today is None:
        expected = "what holds of an article when it is new"
        raise refuse(where, position(value), f"{STATE_FIELD}:{value}", expected, _IN_A_SEARCH)
    return InState(ArticleState(text))


def _published(field: str, value: Token, where: str, today: date | None) -> Published:
    """Return the condition for a Hanoi day, itself included. Raise UsageError."""
    text, _ = _unquoted(value)
    ago = _DAYS_AGO.fullmatch(text)
    if ago and today is None:
        raise refuse(where, position(value), f"{value}", "a day as YYYY-MM-DD", _IN_A_SEARCH)
    day = _days_ago(today, int(ago[1])) if ago and today else typed_day(text)
    if day is None:
        expected = f"{A_DAY}, such as {field}:2022-01-31, or days ago, such as {field}:30d"
        raise refuse(where, position(value), f"{value}", expected, _otherwise(field, text))
    if field == "after":
        return Published(field, text, start=midnight(day))
    return Published(field, text, end=midnight(day + timedelta(days=1)))


def typed_day(text: str) -> date | None:
    """Return the day that a text spells as ``after:`` takes it; None where it spells none."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


def _otherwise(field: str, text: str) -> str:
    """Return the remedy for a day, month or year in another form; "" where it is none.

    Of a month or a year it is the day with which ``field`` takes all of it.
    """
    first, last = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    parts = first.groups()[::-1] if first else last.groups() if last else ("0", None, None)
    year, month, day = (None if part is None else int(part) for part in parts)
    if year is None or year not in _YEARS:
        return ""
    try:
        meant = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return ""
    if field == "before" and day is None:
        months = 12 * year + (12 if month is None else month)
        meant = date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    return f"did you mean {field}:{meant}?"


def _days_ago(today: date, days: int) -> date | None:
    """Return the day so many days before; None before the years that are known."""
    try:
        day = today - timedelta(days=days)
    except OverflowError:
        return None
    return day if day.year in _YEARS else None
