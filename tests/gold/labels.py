"""Reads the labelled texts of ``tests/gold/officials``: what an article says and what is right.

The conventions are in ``tests/gold/officials/README.md``. A mistake in a label is a LabelError
that names the file, the line and the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from worker.model import (
    Alias,
    Article,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
    Official,
    Paragraph,
    PartialDate,
    Setting,
    Term,
)
from worker.normalize.reading import read
from worker.normalize.text_format import parse

GOLD: Final = Path(__file__).resolve().parent / "officials"
PROJECT: Final = Path(__file__).resolve().parents[2]
EXAMPLES: Final = PROJECT.parent / "shared" / "seeds"
"""Where the five example files lie: beside the project, not in it."""
SETS: Final = ("tuning", "held-out", "examples")

CASE_KEYS: Final = (
    "id",
    "pattern",
    "place",
    "day",
    "registry",
    "title",
    "text",
    "file",
    "mentions",
)
MENTION_KEYS: Final = ("at", "nth", "start", "end", "kind", "official", "offices")
OFFICE_KEYS: Final = ("role", "body", "place", "unit", "within", "status")
OFFICIAL_KEYS: Final = ("name", "distinction", "aliases", "terms")
ALIAS_KEYS: Final = ("name", "blind")
TERM_KEYS: Final = (
    *("role", "body", "place", "unit", "within"),
    *("start", "end", "attested", "known_from", "acting"),
)


class LabelError(Exception):
    """A label is unsound: where it stands, what is wrong with it."""


class ExamplesMissingError(LabelError):
    """The example files are not beside the project."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A mention as labelled. ``official`` is whom it asserts, None for nobody."""

    start: int
    end: int
    surface: str
    kind: MentionKind
    official: str | None
    offices: tuple[OfficeSaid, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text with the registry and the setting that it is read in."""

    id: str
    pattern: str
    article: Article
    setting: Setting
    officials: tuple[Official, ...]
    expected: tuple[Expected, ...]


def load(name: str) -> tuple[Case, ...]:
    """Return the cases of a set of ``SETS``, those of one file after another.

    Raises ExamplesMissingError where the files of ``examples`` are not to be had.
    """
    cases = tuple(case for path in files(name) for case in read_cases(path))
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise LabelError(f"{name}: the id '{case.id}' stands twice; expected each once")
        seen.add(case.id)
    return cases


def files(name: str) -> tuple[Path, ...]:
    """Return the files of a set, the sentences first; () where it has none."""
    if name == "examples":
        return (GOLD / "examples.yaml",)
    folder = GOLD / name
    found = [folder / "sentences.yaml", *sorted((folder / "articles").glob("*.yaml"))]
    return tuple(path for path in found if path.is_file())


@cache
def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of one file, in its order; they are read once, which takes a while."""
    items = _load(path)
    if not isinstance(items, CommentedSeq):
        raise LabelError(f"{path}: expected a list of cases")
    return tuple(_case(item, f"{path}:{items.lc.data[i][0] + 1}") for i, item in enumerate(items))


def _load(path: Path) -> Any:
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        raise LabelError(f"{path}: no YAML: {' '.join(str(error).split())}") from error


def _case(item: object, where: str) -> Case:
    given = _record(item, CASE_KEYS, ("id", "pattern", "day", "mentions"), where)
    where = f"{where}: {given['id']}"
    day = _day(given["day"], where)
    article = _article(given, where)
    expected = sorted(_mentions(given["mentions"], article.text, where), key=lambda m: m.start)
    for one, other in pairwise(expected):
        if other.start < one.end:
            raise LabelError(f"{where}: '{one.surface}' and '{other.surface}' overlap")
    return Case(
        id=str(given["id"]),
        pattern=str(given["pattern"]),
        article=article,
        setting=Setting(_text(given, "place"), day),
        officials=tuple(_official(each, where) for each in _registry(given, where)),
        expected=tuple(expected),
    )


def _registry(given: Mapping[str, Any], where: str) -> Sequence[object]:
    """Return the officials of a case: those written there, or those of a file of the project."""
    registry = given.get("registry") or []
    if isinstance(registry, str):
        registry = _load(PROJECT / registry)
    if not isinstance(registry, list):
        raise LabelError(f"{where}: 'registry' is no list of officials")
    return registry


def _article(given: Mapping[str, Any], where: str) -> Article:
    """Return the text of a case; a sentence has an empty title."""
    if "file" in given:
        return _example(str(given["file"]), where)
    if "text" not in given:
        raise LabelError(f"{where}: found neither 'text' nor 'file'")
    parts = re.split(r"\n\s*\n", str(given["text"]).strip())
    paragraphs = [" ".join(part.split()) for part in parts]
    return Article(_text(given, "title") or "", tuple(map(Paragraph, paragraphs)))


def _example(name: str, where: str) -> Article:
    path = EXAMPLES / f"{name}.txt"
    if not path.is_file():
        raise ExamplesMissingError(f"{where}: the example file is not there: {path}")
    return read(parse(path.read_bytes(), str(path))).article


def _mentions(items: Sequence[object] | None, text: str, where: str) -> Iterator[Expected]:
    for item in items or ():
        given = _record(item, MENTION_KEYS, ("kind", "official", "offices"), where)
        start, end = _span(given, text, where)
        kind = str(given["kind"])
        if kind not in tuple(MentionKind):
            raise LabelError(f"{where}: the kind '{kind}'; expected person or office")
        offices = tuple(_said(each, where) for each in given["offices"] or ())
        if kind == MentionKind.OFFICE and not offices:
            raise LabelError(f"{where}: '{text[start:end]}' is an office without an office")
        official = _text(given, "official")
        yield Expected(start, end, text[start:end], MentionKind(kind), official, offices)


def _span(given: Mapping[str, Any], text: str, where: str) -> tuple[int, int]:
    """Return where a mention stands: by its offsets, or by its surface and which one of them."""
    if "start" in given:
        start, end = int(given["start"]), int(given["end"])
        surface = str(given.get("at", text[start:end]))
        if not 0 <= start < end <= len(text) or text[start:end] != surface:
            raise LabelError(f"{where}: {start} to {end} is '{text[start:end]}', not '{surface}'")
        return start, end
    if "at" not in given:
        raise LabelError(f"{where}: a mention has neither 'at' nor 'start' and 'end'")
    surface, nth = str(given["at"]), int(given.get("nth", 1))
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]
    if not 1 <= nth <= len(found):
        raise LabelError(f"{where}: '{surface}' stands {len(found)} times in it, not {nth}")
    return found[nth - 1]


def _said(item: object, where: str) -> OfficeSaid:
    given = _record(item, OFFICE_KEYS, ("role", "body", "place", "status"), where)
    status = str(given["status"])
    if status not in tuple(OfficeStatus):
        raise LabelError(f"{where}: the status '{status}'; expected current, acting or former")
    return OfficeSaid(_office(given), OfficeStatus(status))


def _office(given: Mapping[str, Any]) -> Office:
    place, unit, within = (_text(given, key) for key in ("place", "unit", "within"))
    return Office(str(given["role"]), str(given["body"]), place, unit, within)


def _official(item: object, where: str) -> Official:
    given = _record(item, OFFICIAL_KEYS, ("name",), where)
    return Official(
        name=str(given["name"]),
        aliases=tuple(_alias(each, where) for each in given.get("aliases") or ()),
        terms=tuple(_term(each, where) for each in given.get("terms") or ()),
        distinction=_text(given, "distinction") or "",
    )


def _alias(item: object, where: str) -> Alias:
    if isinstance(item, str):
        return Alias(item)
    given = _record(item, ALIAS_KEYS, ("name",), where)
    return Alias(str(given["name"]), bool(given.get("blind", False)))


def _term(item: object, where: str) -> Term:
    given = _record(item, TERM_KEYS, ("role", "body"), where)
    start, end = (
        PartialDate.parse(str(given[key])) if key in given else None for key in ("start", "end")
    )
    attested = tuple(_day(each, where) for each in given.get("attested") or ())
    known_from = _text(given, "known_from") or ""
    return Term(_office(given), start, end, attested, known_from, bool(given.get("acting", False)))


def _record(
    item: object, keys: Sequence[str], required: Sequence[str], where: str
) -> Mapping[str, Any]:
    """Return a record with all that it must have and nothing that is not known."""
    if not isinstance(item, Mapping):
        raise LabelError(f"{where}: found '{item}'; expected one of key and value")
    given = cast(Mapping[str, Any], item)
    for key in given:
        if key not in keys:
            raise LabelError(f"{where}: unknown key '{key}'; expected {', '.join(keys)}")
    for key in required:
        if key not in given:
            raise LabelError(f"{where}: '{key}' is missing")
    return given


def _text(given: Mapping[str, Any], key: str) -> str | None:
    return None if given.get(key) is None else str(given[key])


def _day(value: object, where: str) -> date:
    if not isinstance(value, date):
        raise LabelError(f"{where}: '{value}' is no day; expected it as 2024-05-12")
    return value
