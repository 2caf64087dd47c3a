"""What a reader is told: one alert or a digest, as text for people and as JSON for programs.

Titles and addresses come from other people's pages. Whatever they hold, they stay on one line
and cannot forge another line, a mail header or a terminal's escape sequence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from worker.clock import HANOI
from worker.deliver.excerpt import excerpt, one_line, shortened
from worker.model import OF_SOURCES, SHORT_HASH, AlertKind, AlertView, Outgoing, Precision, Reason

SHOWN_IN_DIGEST: Final = 50
"""Alerts that a digest's text tells one by one; the rest are counted."""

_SUBJECT: Final = 200
_EXCERPT: Final = 320
_LEAST_EXCERPT: Final = 40
_DIGEST_EXCERPT: Final = 120
_REASONS_SHOWN: Final = 5
_UNBOUNDED: Final = 1_000_000
_SAMPLE: Final = "SAMPLE"
_CHANGE_WORDS: Final = ("New holder", "Also told in")
"""What stands before the change itself, and before the article that told it first."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title of one line and a text of several, both plain."""

    title: str
    text: str

    @property
    def length(self) -> int:
        """Return the code points of both, with the line break that some services put between."""
        return len(self.title) + 2 + len(self.text)


def message(outgoing: Outgoing, room: int = _UNBOUNDED) -> Message:
    """Return what is told, as plain text of at most ``room`` code points in all.

    Where it would be longer, the excerpt gives way first, then the reasons; the address stays.
    Of a digest, as many alerts are told as fit, and the rest are counted.
    """
    if outgoing.notice is not None:
        title, _, text = outgoing.notice.partition("\n\n")
        return Message(title, shortened(text, max(room - len(title) - 2, 1)))
    if outgoing.digest:
        return _digest(outgoing.alerts, room)
    return _single(outgoing.alerts[0], room)


def as_text(outgoing: Outgoing) -> str:
    """Return title, empty line and text, unmarked by any terminal codes."""
    told = message(outgoing)
    return f"{told.title}\n\n{told.text}"


def as_json(outgoing: Outgoing) -> dict[str, Any]:
    """Return what is told, with stable keys, all alerts in it, and the same at every attempt."""
    said = {"notice": outgoing.notice} if outgoing.notice is not None else {}
    return {
        "type": "notice" if said else "digest" if outgoing.digest else "alert",
        "id": outgoing.id,
        "channel": outgoing.channel.name,
        "timestamp": _iso(outgoing.first_attempt_at),
        **said,
        "alerts": [_alert_json(alert) for alert in outgoing.alerts],
    }


def json_line(outgoing: Outgoing) -> bytes:
    """Return ``as_json`` as one line of UTF-8 without its line break."""
    text = json.dumps(as_json(outgoing), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _alert_json(alert: AlertView) -> dict[str, Any]:
    return {
        "id": alert.id,
        "kind": str(alert.kind),
        "watch": alert.watch,
        "query": alert.query,
        "number": alert.number,
        "id16": alert.content_hash and alert.content_hash[:SHORT_HASH],
        "content_hash": alert.content_hash,
        "title": alert.title,
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
        "reasons": [_reason_json(reason) for reason in alert.reasons],
        "excerpt": excerpt(alert.text, alert.reasons, _EXCERPT),
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "field": reason.field,
        "start": reason.start,
        "end": reason.end,
        "surface": reason.surface,
        "via": reason.via,
        "confidence": reason.confidence,
        "candidates": [{"official": c.official, "odds": c.odds} for c in reason.candidates],
    }


def _iso(at: datetime) -> str:
    return at.astimezone(HANOI).isoformat(timespec="seconds")


# --- one alert ---------------------------------------------------------------------------


def when(alert: AlertView) -> str:
    """Return the publication time in Hanoi as exactly as it is known, else when it was seen."""
    if alert.kind in OF_SOURCES:
        return f"{alert.created_at.astimezone(HANOI):%H:%M %d/%m/%Y}"
    if alert.published_at is None or alert.published_precision is Precision.NONE:
        return f"seen {alert.captured_at.astimezone(HANOI):%H:%M %d/%m/%Y}"
    local = alert.published_at.astimezone(HANOI)
    if alert.published_precision is Precision.DAY:
        return f"{local:%d/%m/%Y}"
    return f"{local:%H:%M %d/%m/%Y}"


def outlet(alert: AlertView) -> str:
    """Return the name of the newspaper or portal."""
    return one_line(alert.source_title or alert.source)


def marks(alert: AlertView) -> str:
    """Return what sets an alert apart from a live one: a sample, a first poll, a look-back."""
    said = [_SAMPLE] if alert.sample else []
    said += ["backlog"] if alert.backlog else []
    said += ["retrospective"] if alert.retrospective else []
    return " ".join(said)


def why(reasons: Sequence[Reason]) -> str:
    """Return what matched and how it was recognized, each once, a doubtful one with its odds."""
    said: dict[str, None] = {}
    for reason in reasons:
        sure = "" if reason.confidence >= 1 else f", {reason.confidence:.0%}"
        named = shortened(one_line(reason.surface) or reason.field, 80)
        said[f"{named}{_who(reason)} ({one_line(reason.via)}{sure})"] = None
    shown = list(said)[:_REASONS_SHOWN]
    if len(said) > len(shown):
        shown.append(f"{len(said) - len(shown)} more")
    return " · ".join(shown)


def _who(reason: Reason) -> str:
    """Return whom an office or a short name means, or all whom it may mean, with their odds."""
    if not reason.candidates:
        return ""
    first, *others = reason.candidates
    if not others and first.odds >= 1:
        return f" = {one_line(first.official)}"
    named = [f"{one_line(each.official)} {each.odds:.0%}" for each in reason.candidates[:3]]
    return f", perhaps {' or '.join(named)}"


def evidence(alert: AlertView) -> list[str]:
    """Return why the alert was raised, a line each: what matched, or who follows whom where."""
    if alert.kind is AlertKind.HOLDER_CHANGED:
        said = (one_line(one.surface) for one in alert.reasons if one.start is None)
        return [f"{word}: {line}" for word, line in zip(_CHANGE_WORDS, said, strict=False)]
    if alert.kind in OF_SOURCES:
        proof = (one_line(one.surface) for one in alert.reasons if one.field == "health")
        return [f"Evidence: {line}" for line in proof]
    return [f"Matched: {why(alert.reasons)}"] if alert.reasons else []


def article_id(alert: AlertView) -> str:
    """Return the archive's number and the short content hash; of a source, how to look at it."""
    if alert.content_hash is None:
        return f"diemtin source check {one_line(alert.source)}"
    return f"#{alert.number} · {alert.content_hash[:SHORT_HASH]}"


def _single(alert: AlertView, room: int) -> Message:
    title = shortened(
        _joined(" ", marks(alert), f"{one_line(alert.watch)}:", alert.title), _SUBJECT
    )
    particulars = f"{alert.kind} · {outlet(alert)} · {when(alert)}"
    url = one_line(alert.url)
    for said in ([particulars, *evidence(alert)], [particulars], []):
        bare = Message(title, _block(*said, url, article_id(alert)))
        if bare.length <= room:
            context = _fitting(alert, room - bare.length - 1)
            lines = [*said[:1], context, *said[1:], url, article_id(alert)]
            return Message(title, _block(*lines))
    return Message(title, shortened(url, max(room - len(title) - 2, 1)))


def _fitting(alert: AlertView, room: int) -> str:
    """Return an excerpt of at most ``room`` code points, its marks counted; "" for little room."""
    width = min(room, _EXCERPT)
    while width >= _LEAST_EXCERPT:
        context = excerpt(alert.text, alert.reasons, width)
        if len(context) <= room:
            return context
        width -= len(context) - room
    return ""


def _block(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _joined(between: str, *parts: str) -> str:
    return between.join(one_line(part) for part in parts if part)


# --- a digest ----------------------------------------------------------------------------


def digest_title(alerts: Sequence[AlertView]) -> str:
    """Return how many alerts there are, in all and by watch, and what kind of lot it is."""
    watches = Counter(one_line(alert.watch) for alert in alerts)
    by_watch = ", ".join(f"{watch} {n}" for watch, n in watches.most_common(5))
    rest = f", {len(watches) - 5} more watches" if len(watches) > 5 else ""
    sample = f"{_SAMPLE} " if alerts and all(alert.sample for alert in alerts) else ""
    lot = ""
    if alerts and all(alert.backlog for alert in alerts):
        lot = " from a first poll"
    elif alerts and all(alert.retrospective for alert in alerts):
        lot = " from a look-back"
    noun = "alert" if len(alerts) == 1 else "alerts"
    return shortened(f"{sample}{len(alerts)} {noun}{lot}: {by_watch}{rest}", _SUBJECT)


def _digest(alerts: Sequence[AlertView], room: int) -> Message:
    title = digest_title(alerts)
    entries: list[str] = []
    used = len(title) + 2
    for number, alert in enumerate(alerts[:SHOWN_IN_DIGEST], start=1):
        entry = f"{number}. {_entry(alert)}"
        more = _more(len(alerts) - number)
        if used + len(entry) + 2 + len(more) + 2 > room:
            break
        entries.append(entry)
        used += len(entry) + 2
    left = _more(len(alerts) - len(entries))
    return Message(title, "\n\n".join([*entries, left] if left else entries))


def _entry(alert: AlertView) -> str:
    title = shortened(one_line(alert.title), _SUBJECT)
    about = f"{one_line(alert.watch)} · {outlet(alert)} · {when(alert)} · {article_id(alert)}"
    context = excerpt(alert.text, alert.reasons, _DIGEST_EXCERPT)
    changed = [] if alert.kind is AlertKind.APPEARED else evidence(alert)[:1]
    return _block(
        _joined(" ", marks(alert), title),
        f"   {about}",
        *(f"   {line}" for line in changed),
        f"   {context}",
        f"   {one_line(alert.url)}",
    )


def _more(count: int) -> str:
    """Return the line for alerts that are not told one by one; the archive has them all."""
    return f"and {count} more (diemtin alert list)" if count > 0 else ""
