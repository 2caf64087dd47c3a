"""What a reader is told: one alert or a digest, as text or HTML for people, as JSON for programs.

The words and their order are those of the templates (``rendering``), what stands in them comes
safe from ``told``: it stays on one line and cannot forge another line, a mail header or a
terminal's escape sequence. A template of the user's that fails gives way to ours: a message is
never lost by it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Final

from worker.clock import HANOI
from worker.deliver.excerpt import TITLE, excerpt, one_line, shortened
from worker.deliver.messages.evidence import reason_json
from worker.deliver.messages.rendering import Templates, built_in, made_with
from worker.deliver.messages.told import alert_values, digest_values, section_facts, title_of
from worker.deliver.messages.values import IN_DIGEST, SMALLER, WHOLE, Alert, Departure, Entry
from worker.model import SHORT_HASH, AlertView, Difference, Language, Outgoing, StoryMember

SHOWN_IN_DIGEST: Final = 50
"""Alerts that a digest's text tells one by one; the rest are counted."""

PARTS: Final = 5
"""Messages at most that a digest becomes where a service takes little at once."""

_HTML: Final = 80_000
"""Code points of a digest's page; mail programs show some 100 KB of one."""

_EXCERPT: Final = 320
_UNBOUNDED: Final = 1_000_000
_LISTED_IN_JSON: Final = 100
"""Changed sentences, and articles of a story, that a program is told; the archive has them all."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title of one line and a text of several, both plain."""

    title: str
    text: str

    @property
    def length(self) -> int:
        """Return the code points of both, with the line break that some services put between."""
        return len(self.title) + 2 + len(self.text)


def message(
    outgoing: Outgoing, room: int = _UNBOUNDED, templates: Templates | None = None
) -> Message:
    """Return what is told in one message: plain text of at most ``room`` code points in all.

    Where it would be longer, the excerpt gives way first, then the reasons; the address stays.
    Of a digest, as many alerts are told as fit, and the rest are counted.
    """
    return messages(outgoing, room, templates, most=1)[0]


def messages(
    outgoing: Outgoing,
    room: int = _UNBOUNDED,
    templates: Templates | None = None,
    *,
    most: int = PARTS,
) -> tuple[Message, ...]:
    """Return what is told, of a digest in up to ``most`` messages of ``room`` code points each.

    A digest is parted between its alerts, never within one. An alert is one message always.
    """

    if outgoing.notice is not None:
        title, _, text = outgoing.notice.partition("\n\n")
        return (Message(title, shortened(text, max(room - len(title) - 2, 1))),)

    def made(used: Templates) -> tuple[Message, ...]:
        if outgoing.digest:
            return _digest(outgoing, room, used, most)
        return (_single(outgoing, room, used),)

    return made_with(templates, made)


def as_text(outgoing: Outgoing, templates: Templates | None = None) -> str:
    """Return title, empty line and text, unmarked by any terminal codes."""
    told = message(outgoing, templates=templates)
    return f"{told.title}\n\n{told.text}"


def as_html(outgoing: Outgoing, templates: Templates | None = None) -> str:
    """Return a whole page for a mail: styles inside, nothing fetched from anywhere."""
    language = outgoing.channel.language

    def made(used: Templates) -> str:
        if outgoing.notice is not None:
            return f"<pre>{escape(outgoing.notice)}</pre>"
        if not outgoing.digest:
            alert = alert_values(outgoing.alerts[0], language)
            return used.render("alert.html.jinja", language, alert=alert)
        entries = _entries(outgoing)
        count = _fitting(entries, lambda some: len(page(used, some)) <= _HTML)
        return page(used, entries[:count])

    def page(used: Templates, entries: Sequence[Entry]) -> str:
        more = len(outgoing.alerts) - len(entries)
        digest = digest_values(outgoing.alerts, entries, more=more)
        return used.render("digest.html.jinja", language, digest=digest)

    return made_with(templates, made)


# --- one alert ---------------------------------------------------------------------------


def _single(outgoing: Outgoing, room: int, templates: Templates) -> Message:
    language = outgoing.channel.language
    alert = outgoing.alerts[0]
    title = _title(templates, "alert", language, alert=alert_values(alert, language))
    for measure in SMALLER:
        values = alert_values(alert, language, measure)
        told = Message(title, templates.render("alert.txt.jinja", language, alert=values))
        if told.length <= room:
            return told
    return Message(title, _cut(told.text, one_line(alert.url), room - len(title) - 2))


def _title(templates: Templates, kind: str, language: Language, **values: object) -> str:
    made = templates.render(f"{kind}-title.txt.jinja", language, **values)
    return shortened(one_line(made), TITLE)


def _cut(text: str, url: str, room: int) -> str:
    """Return the first lines of a text and the address, if not more than the address fits."""
    kept = [shortened(url, max(room, 1))]
    for line in text.split("\n"):
        if line != url and sum(map(len, kept)) + len(kept) + len(line) <= room:
            kept.insert(-1, line)
    return "\n".join(kept)


# --- a digest ----------------------------------------------------------------------------


def _digest(outgoing: Outgoing, room: int, templates: Templates, most: int) -> tuple[Message, ...]:
    """Part a digest: each message takes as many of the alerts that are left as fit."""
    language = outgoing.channel.language
    alerts = outgoing.alerts
    left = list(_entries(outgoing))

    def title(part: int, parts: int) -> str:
        values = digest_values(alerts, part=part, parts=parts)
        return _title(templates, "digest", language, digest=values)

    # A title of several parts is longer; the room is reckoned with one.
    room -= len(title(most, most)) + 2

    def text(entries: Sequence[Entry], more: int) -> str:
        values = digest_values(alerts, entries, more=more)
        return templates.render("digest.txt.jinja", language, digest=values)

    parts: list[list[Entry]] = []
    while left and len(parts) < most:
        count = _fitting(left, lambda some: len(text(some, len(alerts))) <= room)
        if count:
            parts.append(left[:count])
        del left[: count or 1]  # an entry that is too long for any message is only counted
    more = len(alerts) - sum(map(len, parts))
    return tuple(
        Message(
            title(number, len(parts) or 1),
            shortened(text(entries, more if number >= len(parts) else 0), max(room, 1)),
        )
        for number, entries in enumerate(parts or [[]], start=1)
    )


def _entries(outgoing: Outgoing) -> tuple[Entry, ...]:
    shown = outgoing.alerts[:SHOWN_IN_DIGEST]
    language = outgoing.channel.language
    return tuple(
        Entry(number, alert_values(alert, language, IN_DIGEST))
        for number, alert in enumerate(shown, start=1)
    )


def _fitting(entries: Sequence[Entry], fits: Callable[[Sequence[Entry]], bool]) -> int:
    """Return how many of the first entries fit, found by halving."""
    low, high = 0, len(entries)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(entries[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


# --- for programs ------------------------------------------------------------------------


def as_json(outgoing: Outgoing) -> dict[str, Any]:
    """Return what is told, with stable keys, all alerts in it, and the same at every attempt."""
    language = outgoing.channel.language
    said = {"notice": outgoing.notice} if outgoing.notice is not None else {}
    return {
        "type": "notice" if said else "digest" if outgoing.digest else "alert",
        "id": outgoing.id,
        "channel": outgoing.channel.name,
        "language": str(language),
        "timestamp": _iso(outgoing.first_attempt_at),
        **said,
        "alerts": [_alert_json(alert, language) for alert in outgoing.alerts],
    }


def json_line(outgoing: Outgoing) -> bytes:
    """Return ``as_json`` as one line of UTF-8 without its line break."""
    text = json.dumps(as_json(outgoing), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _alert_json(alert: AlertView, language: Language) -> dict[str, Any]:
    values = alert_values(alert, language, WHOLE)
    say = built_in().say
    return {
        "id": alert.id,
        "kind": str(alert.kind),
        "what": say(language, "happened", values) or _in_short(values, language),
        "watch": alert.watch,
        "query": alert.query,
        "number": alert.number,
        "id16": alert.content_hash and alert.content_hash[:SHORT_HASH],
        "content_hash": alert.content_hash,
        "title": title_of(alert, language),
        "url": alert.url,
        "source": alert.source,
        "source_title": alert.source_title,
        "published_at": None if alert.published_at is None else _iso(alert.published_at),
        "published_precision": str(alert.published_precision),
        "captured_at": _iso(alert.captured_at),
        "created_at": _iso(alert.created_at),
        "sample": alert.sample,
        "backlog": alert.backlog,
        "retrospective": alert.retrospective,
        "reasons": [reason_json(reason, language) for reason in alert.reasons],
        "excerpt": excerpt(alert.text, alert.reasons, _EXCERPT),
        "before": alert.before,
        "change": None if alert.change is None else _change_json(alert.change),
        "section": _section_json(alert, values.departure),
        "story": [_member_json(one) for one in alert.story[:_LISTED_IN_JSON]],
    }


def _in_short(values: Alert, language: Language) -> str:
    """Return what is the matter with a source, who holds an office now, else the kind of alert."""
    if values.of_source:
        return values.title
    holder = next((one.text for one in values.proofs if one.label == "holder"), "")
    return holder or built_in().say(language, "kind", values)


def _change_json(change: Difference) -> dict[str, Any]:
    return {
        "substantial": change.substantial,
        "sentences": [
            {
                "in_title": one.in_title,
                "runs": [{"text": run.text, "state": str(run.state)} for run in one.runs],
            }
            for one in change.sentences[:_LISTED_IN_JSON]
        ],
        "more_sentences": max(len(change.sentences) - _LISTED_IN_JSON, 0) + change.more,
        "named": [
            {"what": str(one.what), "gone": one.gone, "come": one.come} for one in change.named
        ],
    }


def _section_json(alert: AlertView, one: Departure | None) -> dict[str, Any] | None:
    facts = section_facts(alert)
    if one is None or facts is None:
        return None
    return {
        "name": one.section,
        "since": _iso(datetime.fromisoformat(str(facts["since"]))),
        "left": one.left,
        "looked": one.looked,
        "pages": [
            {"number": page.number, "title": page.title, "url": page.url} for page in one.pages
        ],
        "more_pages": one.more,
    }


def _member_json(one: StoryMember) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "source_title": one.source_title,
        "url": one.url,
        "published_at": _iso(one.published_at),
        "published_precision": str(one.published_precision),
        "first": one.first,
    }


def _iso(at: datetime) -> str:
    return at.astimezone(HANOI).isoformat(timespec="seconds")
