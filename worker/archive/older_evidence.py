"""Evidence of an earlier program: English sentences, read as the facts that are kept today.

Alerts kept what was met at a source or a page, and who holds an office, as a sentence. It is not
written over. It is read as facts, which are told in the reader's language
(``deliver/evidence.py``); a sentence that is not known here is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from worker.clock import HANOI
from worker.model import AlertKind, Facts, Fault, Reason, Stage

_TIME: Final = r"\d\d:\d\d \d\d/\d\d/\d{4}"
_DAY: Final = r"\d{4}-\d\d-\d\d"
_MET: Final = (
    rf"(?P<line>.+?) at (?P<at>{_TIME})"
    rf"(?: and (?:(?P<once>once more)|(?P<times>\d+) more times) since (?P<since>{_TIME}))?"
)
_OF_DISCOVERY: Final = {
    "cannot be reached": Fault.UNREACHABLE,
    "answers with an error": Fault.FETCH,
    "may not be asked, by its robots.txt": Fault.ROBOTS,
    "shows a login page, a check for robots or “not found” in place of its news": Fault.GATE,
    "no article is found where it lists them": Fault.TEMPLATE,
}
_OF_PAGES: Final = {
    "its pages cannot be fetched": Fault.FETCH,
    "its pages are a login page, a check for robots or “not found”": Fault.GATE,
    "no article is found in its pages": Fault.TEMPLATE,
    "its articles are read without a date": Fault.DATES,
}
_CAUSES: Final = {**_OF_DISCOVERY, **_OF_PAGES}
_INSTANTS: Final = frozenset({"at", "since"})
_MARKS: Final = frozenset({"same", "other", "moved", "gone", "acting", "once"})
_COUNTS: Final = frozenset(
    {
        *("polls", "bad", "read", "dated", "hours", "days", "usual", "missing", "pause"),
        *("left", "looked", "more", "times", "number"),
    }
)


def in_facts(reason: Reason, kind: AlertKind) -> Reason:
    """Return a reason of an alert that keeps a sentence with its facts; others as they are."""
    kept = dict(reason.facts)
    if "what" in kept or reason.start is not None or not _is_told(reason.field, kind):
        return reason
    facts = facts_of(reason.surface)
    if kept and facts:  # a section's figures, which stood beside the sentence for a while
        return replace(reason, surface="", facts=tuple({**dict(facts), **kept}.items()))
    if kept:
        return reason
    if not facts and reason.field == "health":
        facts = (("what", "met"), ("line", reason.surface))
    return replace(reason, surface="", facts=facts) if facts else reason


def _is_told(field: str, kind: AlertKind) -> bool:
    """Say whether a reason of that field, with no place in the text, may be a sentence."""
    return field in ("health", "page") or (field == "office" and kind is AlertKind.HOLDER_CHANGED)


def matter_of(told: str) -> Reason | None:
    """Return as a reason what was the matter with a source; None where it is not known."""
    facts = dict(facts_of(told))
    if facts.get("what") not in set(Stage):
        return None
    via = str(facts.get("cause", facts["what"]))
    return Reason("health", None, None, "", via, facts=tuple(facts.items()))


def facts_of(sentence: str) -> Facts:
    """Return what a sentence says as facts, () where its wording is not known."""
    for pattern, what in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found is not None:
            said = {name: _fact(name, one) for name, one in found.groupdict().items() if one}
            return (("what", what), *_whole(said).items())
    return ()


def _fact(name: str, said: str) -> str | int:
    """Return what is said as it is kept: counts as numbers, times of Hanoi as ISO 8601."""
    if name in _COUNTS:
        return int(said)
    if name in _INSTANTS:
        return datetime.strptime(said, "%H:%M %d/%m/%Y").replace(tzinfo=HANOI).isoformat()
    return 1 if name in _MARKS else said


def _whole(said: dict[str, str | int]) -> dict[str, str | int]:
    """Return facts that a sentence says in words: what was the cause, how long, once more."""
    if "cause" in said:
        said["cause"] = _CAUSES[str(said["cause"])].value
    if "days" in said:
        said["hours"] = 24 * int(said.pop("days"))
    if said.pop("once", None):
        said["times"] = 1
    return said


def _any_of(known: Mapping[str, Fault]) -> str:
    return f"(?P<cause>{'|'.join(map(re.escape, known))})"


_PATTERNS: Final = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (rf"{_any_of(_OF_DISCOVERY)}(?:, (?P<polls>\d+) polls in a row)?", Stage.DISCOVERY.value),
        (
            rf"{_any_of(_OF_PAGES)}(?:: (?P<bad>\d+) in a row, where"
            r" (?:(?P<read>\d+) could be read|(?P<dated>\d+) had one))?",
            Stage.PAGES.value,
        ),
        (
            r"nothing new for (?:(?P<hours>\d+) hours?|(?P<days>\d+) days);"
            r" usually (?P<usual>\d+) a (?P<per>day|week)",
            Stage.NEWS.value,
        ),
        (rf"since (?P<at>{_TIME})", "since"),
        (rf"its last article came (?P<at>{_TIME})", "last-article"),
        (
            r"by weekday and hour (?P<missing>\d+) more were to be expected by"
            rf" (?P<at>{_TIME}); its longest usual pause stood for (?P<pause>\d+)",
            "expected",
        ),
        (
            rf"shows (?:(?P<same>it again)|(?P<other>another text)) at (?P<at>{_TIME});"
            rf" (?P<line>.+) since (?P<since>{_TIME})",
            "back",
        ),
        (
            r"(?P<left>\d+) of (?P<looked>\d+) pages of (?P<lot>.+)"
            rf" (?:(?P<moved>have moved)|(?P<gone>are gone or missing)) since (?P<since>{_TIME})",
            "left-together",
        ),
        (r"and (?P<more>\d+) more that this watch matches", "more"),
        (r"now at (?P<url>\S+)", "now-at"),
        (rf"before at (?P<url>\S+): {_MET}", "before-at"),
        (rf"a text last seen (?P<at>{_TIME}), on a new page", "last-seen"),
        (_MET, "met"),
        (
            r"(?P<office>.+): (?P<name>.+?)(?P<acting> \(acting\))? after (?P<before>.+?)"
            rf"(?:, last seen (?P<last>{_DAY}))?",
            "holder",
        ),
        (
            rf"article (?P<number>\d+), (?P<outlet>[^,]+), (?P<day>{_DAY}): .+ – (?P<url>\S+)",
            "told-by",
        ),
    )
)
