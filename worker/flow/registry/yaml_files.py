"""Officials in YAML, in the shape of ``seeds/officials.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from worker.flow.located import Value, parse_list
from worker.flow.registry.entries import (
    TERM_KEYS,
    Entry,
    FileRead,
    Mistakes,
    name_of,
    term_of,
    who_of,
)
from worker.flow.registry.terms import Line
from worker.model import Alias, Official, Origin, Term

OFFICIAL_KEYS: Final = ("name", "distinction", "aliases", "terms")
ALIAS_KEYS: Final = ("name", "blind")

_WORDS: Final = re.compile(r"[^\W_]+(?:[ .'’/-]{1,2}[^\W_]+)*")
"""Texts that mean themselves in YAML; all others are written in quotation marks."""
_NULLS: Final = frozenset({"null", "Null", "NULL"})


def read_yaml(data: bytes, path: Path, origin: Origin = Origin.USER) -> FileRead:
    """Return what a YAML file says; every mistake is told with file, line and key."""
    mistakes = Mistakes()
    items = mistakes.kept(parse_list, data, path) or ()
    entries = tuple(entry for item in items if (entry := _entry(item, origin, mistakes)))
    return FileRead(entries, tuple(mistakes.found))


def _entry(item: Value, origin: Origin, mistakes: Mistakes) -> Entry | None:
    given = mistakes.kept(item.record, OFFICIAL_KEYS, required=("name",))
    if given is None:
        return None
    terms = _items(given.get("terms"), mistakes)
    made = [mistakes.kept(_term, value) for value in terms]
    aliases = [mistakes.kept(_alias, one) for one in _items(given.get("aliases"), mistakes)]
    name, distinction = who_of(given, mistakes)
    official = Official(
        name=name,
        distinction=distinction,
        aliases=tuple(alias for alias in aliases if alias),
        terms=tuple(term for term in made if term),
        origin=origin,
    )
    return Entry(official, _line(item), tuple(map(_line, terms)))


def _items(value: Value | None, mistakes: Mistakes) -> tuple[Value, ...]:
    return (mistakes.kept(value.items) or ()) if value else ()


def _line(value: Value) -> Line:
    return Line(str(value.file), value.node.start_mark.line + 1)


def _alias(item: Value) -> Alias:
    """Return an alias: a bare text, or a record that says ``blind: true``."""
    if isinstance(item.node.value, str):
        return Alias(name_of(item))
    given = item.record(ALIAS_KEYS, required=("name",))
    return Alias(name_of(given["name"]), given["blind"].flag() if "blind" in given else False)


def _term(item: Value) -> Term:
    given = item.record(TERM_KEYS, required=("role", "body"))
    return term_of(given, given["attested"].items() if "attested" in given else ())


def write_yaml(officials: Iterable[Official]) -> Iterator[str]:
    """Yield the lines of a YAML file that reads back as these officials."""
    for person in officials:
        yield f"- name: {quoted(person.name)}"
        if person.distinction:
            yield f"  distinction: {quoted(person.distinction)}"
        if person.aliases:
            yield "  aliases:"
            yield from (f"    - {_alias_text(alias)}" for alias in person.aliases)
        if person.terms:
            yield "  terms:"
            for term in person.terms:
                yield from _term_lines(term)
        yield ""


def _alias_text(alias: Alias) -> str:
    name = quoted(alias.name)
    return f"{{name: {name}, blind: true}}" if alias.blind else name


def _term_lines(term: Term) -> Iterator[str]:
    office = term.office
    texts = {"role": office.role, "body": office.body, "place": office.place}
    texts |= {"unit": office.unit, "within": office.within}
    said = [f"{key}: {quoted(text)}" for key, text in texts.items() if text]
    said += [f"{key}: {day}" for key, day in (("start", term.start), ("end", term.end)) if day]
    if term.attested:
        said.append(f"attested: [{', '.join(map(str, term.attested))}]")
    if term.known_from:
        said.append(f"known_from: {quoted(term.known_from)}")
    if term.acting:
        said.append("acting: true")
    for index, line in enumerate(said):
        yield f"{'    - ' if index == 0 else '      '}{line}"


def quoted(text: str) -> str:
    """Return a text as a value in YAML: as it is where it means itself, else in quotation marks."""
    if _WORDS.fullmatch(text) and text not in _NULLS:
        return text
    return "".join(map(_visible, json.dumps(text, ensure_ascii=False)))


def _visible(char: str) -> str:
    """Escape what YAML cannot hold as it is."""
    return char if char.isprintable() else f"\\U{ord(char):08x}"
