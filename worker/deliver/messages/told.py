"""From an alert to the values that a template is handed.

What comes from pages is made safe here, once: each text on one line, nothing in it that is not
seen, addresses a link only where they are of the web.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from worker.clock import HANOI
from worker.deliver.excerpt import (
    TITLE,
    Piece,
    headline,
    one_line,
    pieces,
    safe,
    shortened,
    title_pieces,
)
from worker.deliver.messages.evidence import MATTERS, sentence
from worker.deliver.messages.values import (
    WHOLE,
    Alert,
    Change,
    DepartedPage,
    Departure,
    Digest,
    Entry,
    Measure,
    Member,
    Moment,
    Named,
    Odds,
    Proof,
    Sentence,
    Story,
    WatchCount,
    Why,
    Words,
)
from worker.model import (
    OF_SOURCES,
    SHORT_HASH,
    AlertKind,
    AlertView,
    ChangedSentence,
    Difference,
    Language,
    NamedChange,
    Precision,
    Reason,
    Run,
    RunState,
    StoryMember,
)

_SURFACE: Final = 80
_ASIDE: Final = 48
"""Code points of unchanged text that are shown on each side of a changed word."""


def alert_values(alert: AlertView, language: Language, measure: Measure = WHOLE) -> Alert:
    """Return what a template is told of an alert, no more than the measure allows."""
    departure = _departure(alert, measure)
    if departure is not None:  # what else there is to tell is of its first article only
        alert, measure = replace(alert, story=()), replace(measure, excerpt=0, proofs=0)
    reasons = () if departure is not None else _reasons(alert)
    url = one_line(alert.url)
    return Alert(
        id=alert.id,
        kind=alert.kind.value,
        watch=one_line(alert.watch),
        query=one_line(alert.query),
        number=alert.number,
        id16=alert.content_hash and alert.content_hash[:SHORT_HASH],
        content_hash=alert.content_hash,
        title=_title(alert, language),
        title_pieces=_title_pieces(alert, language),
        excerpt=_excerpt(alert, measure.excerpt),
        url=url,
        link=url if is_web(alert.url) else "",
        source=one_line(alert.source),
        outlet=_outlet(alert),
        of_source=alert.kind in OF_SOURCES,
        published=_published(alert.published_at, alert.published_precision),
        captured=moment(alert.captured_at),
        created=moment(alert.created_at),
        reasons=reasons[: measure.reasons],
        more_reasons=max(len(reasons) - measure.reasons, 0),
        proofs=_proofs(alert, language)[: measure.proofs],
        before=alert.before,
        change=None if alert.change is None else _change(alert.change, measure),
        departure=departure,
        story=_story(alert, measure.members) if len(alert.story) > 1 else None,
        sample=alert.sample,
        backlog=alert.backlog,
        retrospective=alert.retrospective,
    )


def _outlet(alert: AlertView) -> str:
    return one_line(alert.source_title or alert.source)


def digest_values(
    alerts: Sequence[AlertView],
    entries: Iterable[Entry] = (),
    *,
    more: int = 0,
    part: int = 1,
    parts: int = 1,
) -> Digest:
    """Return what a template is told of a digest, or of one part of it."""
    watches = Counter(one_line(alert.watch) for alert in alerts)
    outlets = {_outlet(alert) for alert in alerts}
    counted = tuple(WatchCount(name, count) for name, count in watches.most_common(5))
    return Digest(
        count=len(alerts),
        outlet=outlets.pop() if len(outlets) == 1 else "",
        watches=counted,
        more_watches=len(watches) - len(counted),
        sample=all(alert.sample for alert in alerts),
        backlog=all(alert.backlog for alert in alerts),
        retrospective=all(alert.retrospective for alert in alerts),
        entries=tuple(entries),
        more=more,
        part=part,
        parts=parts,
    )


def moment(at: datetime, precision: Precision = Precision.MINUTE) -> Moment:
    """Return the instant as it is written in Hanoi: day/month/year, and hours and minutes."""
    local = at.astimezone(HANOI)
    return Moment(f"{local:%d/%m/%Y}", f"{local:%H:%M}" if precision is Precision.MINUTE else "")


def is_web(url: str) -> bool:
    """Say whether an address may become a link: of the web, and of nothing that is not seen."""
    if url != one_line(url) or any(letter.isspace() for letter in url):
        return False
    try:
        read = urlsplit(url)
    except ValueError:
        return False
    return read.scheme in ("http", "https") and bool(read.hostname)


def _published(at: datetime | None, precision: Precision) -> Moment | None:
    return None if at is None or precision is Precision.NONE else moment(at, precision)


# --- the text and its matches ----------------------------------------------------------------


def title_of(alert: AlertView, language: Language) -> str:
    """Return the article's title; of a source its name and what is the matter with it."""
    matter = next((one for one in alert.reasons if _what(one) in MATTERS), None)
    if alert.kind not in OF_SOURCES or matter is None:
        return alert.title
    return f"{alert.source_title}: {sentence(matter, language)}"


def _title(alert: AlertView, language: Language) -> str:
    return headline(one_line(title_of(alert, language)))


def _title_pieces(alert: AlertView, language: Language) -> tuple[Piece, ...]:
    title = one_line(alert.title)
    if alert.kind in OF_SOURCES or len(title) > TITLE:
        return (Piece(_title(alert, language)),)
    return title_pieces(alert.title, alert.reasons)


def _excerpt(alert: AlertView, width: int) -> tuple[Piece, ...]:
    """Return the sentences with the matches; what matched in the title is marked there."""
    return pieces(alert.text, alert.reasons, width) if width and alert.text else ()


# --- why -------------------------------------------------------------------------------------

_PROVES: Final = frozenset({"health", "page"})
"""Fields of reasons that are no match of a query but what was met, told in a sentence."""
_NOTED: Final = frozenset({"left", "ended"})
"""Kinds of facts of a match that are told in a sentence: who is named no more, what ended."""
_LABELS: Final = {"holder": "holder", "before": "before", "told-by": "told"} | dict.fromkeys(
    _NOTED, "left"
)
"""Of facts that are not simply evidence, what ``Proof`` calls them."""


def _reasons(alert: AlertView) -> tuple[Why, ...]:
    """Return what matched, each once; a change of holder is told by its proofs alone."""
    if alert.kind is AlertKind.HOLDER_CHANGED or alert.kind in OF_SOURCES:
        return ()
    matched = (_why(one) for one in alert.reasons if one.field not in _PROVES and not one.facts)
    once: dict[Why, Why] = {}  # the same words twice are one reason to a reader: the surest
    for one in matched:
        same = replace(one, field="", percent=None, surface=one.surface.casefold())
        once[same] = max(once.get(same, one), one, key=_sureness)
    return tuple(once.values())


def _sureness(why: Why) -> int:
    return 100 if why.percent is None else why.percent


def _why(reason: Reason) -> Why:
    candidates = tuple(
        Odds(one_line(one.official), round(one.odds * 100)) for one in reason.candidates
    )
    known = len(candidates) == 1 and reason.candidates[0].odds >= 1
    via = one_line(reason.via)
    topic = via.removeprefix("topic:") if via.startswith("topic:") else ""
    return Why(
        surface=shortened(one_line(reason.surface) or reason.field, _SURFACE),
        field=reason.field,
        via=via,
        topic=topic,
        percent=None if reason.confidence >= 1 else round(reason.confidence * 100),
        who=candidates[0].name if known else "",
        candidates=() if known else candidates[:3],
    )


def _proofs(alert: AlertView, language: Language) -> tuple[Proof, ...]:
    """Return what was met, a line each; what is the matter with a source stands in its title."""
    change = alert.kind is AlertKind.HOLDER_CHANGED
    return tuple(
        Proof(_LABELS.get(_what(one), "evidence"), one_line(sentence(one, language)))
        for one in alert.reasons
        if one.field in _PROVES or _what(one) in _NOTED or (change and one.start is None)
        if _what(one) not in MATTERS
    )


def _what(reason: Reason) -> str:
    return str(dict(reason.facts).get("what", ""))


# --- a section that left ---------------------------------------------------------------------


def _departure(alert: AlertView, measure: Measure) -> Departure | None:
    """Return the section that an alert is about; None where it is about one article."""
    told = section_facts(alert)
    if told is None:
        return None
    met = [dict(one.facts) for one in alert.reasons if one.facts]
    pages = [_departed(facts) for facts in met if "url" in facts]
    shown = pages[: measure.proofs]
    more = sum(int(facts.get("more", 0)) for facts in met)
    section = one_line(str(told["section"]))
    return Departure(
        section=section,
        whole_site="/" not in section,
        left=int(told["left"]),
        looked=int(told["looked"]),
        since=moment(datetime.fromisoformat(str(told["since"]))),
        pages=tuple(shown),
        more=more + len(pages) - len(shown),
    )


def section_facts(alert: AlertView) -> dict[str, str | int] | None:
    """Return ``section``, ``left``, ``looked`` and ``since`` (ISO 8601) of a section that left."""
    told = (dict(one.facts) for one in alert.reasons if one.facts)
    return next((facts for facts in told if "section" in facts), None)


def _departed(facts: Mapping[str, str | int]) -> DepartedPage:
    address = str(facts["url"])
    url = one_line(address)
    title = headline(str(facts["title"]))
    return DepartedPage(int(facts["number"]), title, url, url if is_web(address) else "")


# --- what an edit did ------------------------------------------------------------------------


def _change(change: Difference, measure: Measure) -> Change:
    told = change.sentences[: measure.sentences]
    named = change.named[: measure.named]
    return Change(
        slight=not change.substantial,
        sentences=tuple(_sentence(one, measure.sentence) for one in told),
        more_sentences=len(change.sentences) - len(told) + change.more,
        named=tuple(_named(one) for one in named),
        more_named=len(change.named) - len(named),
    )


def _sentence(sentence: ChangedSentence, width: int) -> Sentence:
    """Return the runs of a sentence: what has changed whole if it fits, a little of the rest."""
    runs = sentence.runs
    last = len(runs) - 1
    words = [_words(run, first=n == 0, last=n == last) for n, run in enumerate(runs)]
    shown: list[Words] = []
    for one in words:
        room = width - sum(len(before.text) for before in shown)
        if room <= 0:
            shown.append(Words("…", RunState.KEPT.value))
            break
        text = one.text if len(one.text) <= room else shortened(one.text, room)
        shown.append(Words(text, one.state))
    return Sentence(tuple(shown), sentence.in_title)


def _words(run: Run, *, first: bool, last: bool) -> Words:
    """Return a run; of a long one that has not changed, what stands beside the changes."""
    text = safe(run.text) if run.text else ""
    if run.state is RunState.KEPT and len(text) > 2 * _ASIDE:
        head = "" if first else text[: text.rfind(" ", 0, _ASIDE) + 1] or text[:_ASIDE]
        at = text.find(" ", len(text) - _ASIDE)
        tail = "" if last else text[at if at >= 0 else len(text) - _ASIDE :]
        text = f"{head}…{tail}"
    return Words(text, run.state.value)


def _named(one: NamedChange) -> Named:
    gone, come = (shortened(one_line(side or ""), _SURFACE) for side in (one.gone, one.come))
    return Named(one.what.value, gone, come)


# --- who else told it ------------------------------------------------------------------------


def _story(alert: AlertView, listed: int) -> Story:
    others = [one for one in alert.story if one.url != alert.url]
    first = next((one for one in alert.story if one.first), None)
    return Story(
        outlets=len({one.source_title for one in alert.story}),
        first=None if first is None else _member(first, alert),
        members=tuple(_member(one, alert) for one in others[:listed]),
        more=max(len(others) - listed, 0),
    )


def _member(one: StoryMember, alert: AlertView) -> Member:
    url = one_line(one.url)
    return Member(
        number=one.number,
        title=headline(one.title),
        outlet=one_line(one.source_title),
        url=url,
        link=url if is_web(one.url) else "",
        published=_published(one.published_at, one.published_precision),
        first=one.first,
        this=one.url == alert.url,
    )
