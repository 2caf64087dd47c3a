"""Whether a user's templates work: each is tried on invented alerts before it meets real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from worker.deliver.messages.rendering import OURS, WORDS, Templates, made_with, names
from worker.deliver.messages.specimens import DEPARTED, SPECIMENS
from worker.deliver.messages.told import alert_values, digest_values
from worker.deliver.messages.values import IN_DIGEST, Alert, Digest, Entry
from worker.errors import SettingsError
from worker.model import Language

_MACRO: Final = re.compile(r"\{%-? *macro (\w+)")

_TRIED: Final = (*SPECIMENS, DEPARTED)


def troubles(templates: Templates) -> list[str]:
    """Return what is wrong with the user's templates, a line each, with file and line.

    Where there are none nothing is tried, and nothing is wrong.
    """
    try:
        own = templates.own()
    except OSError as error:
        return [f"{error.filename}: cannot be read: {error.strerror}"]
    if not own:
        return []
    found = [*_unknown(own, templates.folder), *_missing(own)]
    found += [] if found else _failing(templates)
    return list(dict.fromkeys(found))


def told(templates: Templates, language: Language) -> Iterator[str]:
    """Yield each specimen as a reader would be told it, title and text; ours where theirs fail."""
    for one in _TRIED:
        values = alert_values(one, language)

        def made(used: Templates, values: Alert = values) -> str:
            title = used.render("alert-title.txt.jinja", language, alert=values)
            return f"{title}\n\n{used.render('alert.txt.jinja', language, alert=values)}"

        yield made_with(templates, made)


def _unknown(own: list[Path], folder: Path | None) -> Iterator[str]:
    """Tell templates that no message uses: their names or folders are others than ours."""
    folders = {"", *map(str, Language)}
    for path in own:
        place = path.relative_to(folder or path.parent).parent
        if path.name not in names() or ("" if place == Path() else str(place)) not in folders:
            expected = ", ".join(names())
            yield f"{path}: no message uses a template of this name; expected one of {expected}"


def _missing(own: list[Path]) -> Iterator[str]:
    """Tell wordings of ours that the user's catalogue has not: other templates ask for them."""
    for path in own:
        if path.name != WORDS:
            continue
        wanted = _MACRO.findall((OURS / Language.ENGLISH / WORDS).read_text(encoding="utf-8"))
        given = _MACRO.findall(path.read_text(encoding="utf-8", errors="replace"))
        lacking = ", ".join(sorted(set(wanted) - set(given)))
        if lacking:
            yield f"{path}:1: these macros are missing: {lacking}; begin with a copy of ours"


def _failing(templates: Templates) -> Iterator[str]:
    """Render all there is, in both languages; tell what fails."""
    for language in Language:
        wanted: list[tuple[str, Alert | Digest]]
        wanted = [("alert", alert_values(one, language)) for one in _TRIED]
        entries = (
            Entry(number, alert_values(one, language, IN_DIGEST))
            for number, one in enumerate(_TRIED, start=1)
        )
        wanted.append(("digest", digest_values(_TRIED, entries, more=2, part=1, parts=2)))
        for (kind, values), form in product(wanted, _FORMS):
            try:
                templates.render(f"{kind}{form}", language, **{kind: values})
            except SettingsError as error:
                yield str(error)


_FORMS: Final = ("-title.txt.jinja", ".txt.jinja", ".html.jinja")
"""How the names of templates end that make a whole: title, text, page."""
