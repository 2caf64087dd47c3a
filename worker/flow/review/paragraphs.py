"""A story's paragraph in a press review: its title and beginning as written, its officials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from worker.deliver.excerpt import one_line, pieces, shortened, title_pieces
from worker.flow.review.retelling import Gathered
from worker.flow.search.ask import Found
from worker.model import (
    SHORT_HASH,
    AlertKind,
    AlertView,
    Article,
    Mention,
    MentionKind,
    Named,
    Note,
    OfficeStatus,
    ParagraphKind,
    Reason,
    ReviewedStory,
    Stretch,
)

TITLE: Final = 300
LEAD: Final = 600
FOUND: Final = 280
NOTE: Final = 300
"""Code points of the title, of the beginning, of the sentences with the matches, of a note."""
_LEFT_OUT: Final = Stretch("[…] ")
MOST_NAMED: Final = 8
"""Officials that a paragraph names at most."""


NO_NOTES: Final[Mapping[int, Sequence[Note]]] = {}


def paragraph(gathered: Gathered, notes: Mapping[int, Sequence[Note]] = NO_NOTES) -> ReviewedStory:
    """Return what a press review tells of a story; every word of it stands in the article.

    ``notes`` are what alerts told of articles, by their numbers.
    """
    best = gathered.best
    article = best.snapshot.article
    start, lead = _lead(article)
    shown = shortened(lead, LEAD)
    title = shortened(article.title, TITLE)
    elsewhere = not any(
        r.start is not None and (r.start < len(article.title) or _within(r, start, len(shown)))
        for r in best.reasons
    )
    return ReviewedStory(
        number=best.number,
        hash16=best.content_hash[:SHORT_HASH],
        title=_marked(title, best.reasons, 0),
        lead=_marked(shown, best.reasons, start),
        found=_found(best) if elsewhere else (),
        outlets=gathered.outlets,
        named=officials_of(best.snapshot.mentions)[:MOST_NAMED],
        notes=_notes(gathered, notes),
    )


def _notes(gathered: Gathered, notes: Mapping[int, Sequence[Note]]) -> tuple[Note, ...]:
    """Return what alerts told of a story's articles, each once.

    What an edit changed is told at the page where that is known, and what is back has not gone.
    """
    settled: set[AlertKind] = set()
    if any(outlet.edits for outlet in gathered.outlets):
        settled.add(AlertKind.EDITED)
    if any(outlet.restored for outlet in gathered.outlets):
        settled.add(AlertKind.GONE)
    told = (note for one in gathered.articles for note in notes.get(one.number, ()))
    return tuple(dict.fromkeys(note for note in told if note.kind not in settled))


def notes_of(alert: AlertView) -> list[Note]:
    """Return what an alert tells beside the article: what an edit did, who holds an office now."""
    if alert.kind is AlertKind.APPEARED:
        return []
    if alert.kind is AlertKind.HOLDER_CHANGED:
        told = (one for one in alert.reasons if one.start is None)
        return [Note(alert.kind, one.surface, one.facts) for one in told][:1]
    changed = () if alert.change is None else alert.change.named
    said = "; ".join(f"{one.gone or '–'} → {one.come or '–'}" for one in changed)
    return [Note(alert.kind, shortened(one_line(said), NOTE))]


def _lead(article: Article) -> tuple[int, str]:
    """Return the first paragraph that is no caption or subheading, and where it begins."""
    at = len(article.title) + 2
    for one in article.paragraphs:
        if one.kind is ParagraphKind.TEXT:
            return at, one.text
        at += len(one.text) + 2
    return len(article.title) + 2, article.lead


def _within(reason: Reason, start: int, length: int) -> bool:
    at, end = reason.start, reason.end
    return at is not None and end is not None and start <= at and end <= start + length


def _marked(text: str, reasons: Sequence[Reason], start: int) -> tuple[Stretch, ...]:
    """Return a text that begins at ``start`` of its article, with the matches in it apart."""
    here = [
        replace(r, start=r.start - start, end=r.end - start)
        for r in reasons
        if r.start is not None and r.end is not None and _within(r, start, len(text))
    ]
    return tuple(Stretch(p.text, p.matched) for p in title_pieces(text, here))


def _found(one: Found) -> tuple[Stretch, ...]:
    """Return the sentences with the matches; nothing where the text has none."""
    in_text = [reason for reason in one.reasons if reason.start is not None]
    if not in_text:
        return ()
    shown = pieces(one.snapshot.article.text, in_text, FOUND)
    return (_LEFT_OUT, *(Stretch(p.text, p.matched) for p in shown))


def officials_of(mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Return who is named with an office, and who is known to hold an office that is named alone.

    Each once, in the order of the text, with all offices that the text gives.
    """
    named: dict[str, Named] = {}
    for one in sorted(mentions, key=lambda mention: mention.start):
        who = one.official or (one.surface if one.kind is MentionKind.PERSON else None)
        if who is None or not one.offices:
            continue
        offices = tuple((str(said.office), said.status) for said in one.offices)
        inferred = one.kind is MentionKind.OFFICE
        before = named.get(who)
        if before is None:
            named[who] = Named(who, _once(offices), inferred)
        else:
            both = _once((*before.offices, *offices))
            named[who] = Named(who, both, before.inferred and inferred)
    return tuple(named.values())


def _once(offices: Sequence[tuple[str, OfficeStatus]]) -> tuple[tuple[str, OfficeStatus], ...]:
    """Return each office once: papers call an acting holder by the bare title too."""
    acting = {office for office, status in offices if status is OfficeStatus.ACTING}
    said = dict.fromkeys(offices)
    return tuple(one for one in said if one[0] not in acting or one[1] is not OfficeStatus.CURRENT)
