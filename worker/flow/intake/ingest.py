"""How one captured page or file becomes a stored, searchable, watched article.

    1. extract     bytes → title, blocks, byline, dates as found      extract
                   (pages of others in a process that can be stopped) extract/sandbox
    2. normalize   → canonical text and particulars                   normalize
    3. identify    → the content hash                                 identify
    4. match       → officials mentioned, watches that hit            match
       (up to here nothing is written; from here on one transaction)
    5. look up     what this page showed last, who else has the text, archive
                   whether it was forgotten (then nothing is kept);
                   whether it stood at another address of its paper   flow/gone/succession
    6. decide      new, duplicate, edited, unchanged, republished     identify
    7. keep        article, sighting, raw page, mentions, index       archive
       join        the story that it tells, with others or alone      flow/intake/stories
    8. learn       who is named in which office                       flow/intake/learning
    9. alert       which hits are news, and to which channels;        alert
                   what an edit did, and to whom that matters;        flow/intake/edits
                   what is published anew;                            flow/gone/returning
                   which offices have a new holder                    flow/intake/holder_changes
    10. hand over  alerts and their deliveries to the outbox          archive

A crash before the commit leaves nothing, after it everything; ``flow/sending/dispatch.py`` goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from worker.address.page_key import NO_ALIASES, Aliases, also_named
from worker.alert.decide import decide as decide_alerts
from worker.archive.alerts import outbox
from worker.archive.articles import articles, raw
from worker.archive.officials import matching
from worker.archive.pages import pages
from worker.archive.pages.pages import Page
from worker.archive.sources.sources import StoredSource
from worker.archive.stories import stories
from worker.clock import hanoi_day
from worker.errors import FormatError
from worker.extract.profile import Profile, profile_for
from worker.flow.gone.returning import tell_republished
from worker.flow.gone.succession import follow, recognize
from worker.flow.intake.edits import Versions, edit_of, matched_before, shown_before
from worker.flow.intake.holder_changes import New, raise_changes
from worker.flow.intake.learning import day_taught, learn
from worker.flow.intake.read import is_text_file, read
from worker.flow.intake.stories import join
from worker.flow.tools import Followed
from worker.identify.content_hash import content_hash
from worker.identify.decide import decide
from worker.identify.stories.near import Telling
from worker.model import (
    Capture,
    Decision,
    Hit,
    KnownArticle,
    LastSighting,
    Mention,
    NotAnArticle,
    Precision,
    Publication,
    Reading,
    Setting,
    Snapshot,
    Verdict,
)
from worker.normalize.text_format import seed_name

NEWS = frozenset({Verdict.NEW, Verdict.DUPLICATE, Verdict.REPUBLISHED, Verdict.EDITED})
"""The verdicts that watches are asked about: an (article, page) that was not there before."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A capture read, identified and matched; nothing of it is stored yet."""

    capture: Capture
    profile: Profile | None
    reading: Reading
    content_hash: str
    setting: Setting
    mentions: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    telling: Telling
    reread: Reread | None = None


@dataclass(frozen=True, slots=True)
class Reread:
    """What an earlier raw page says by the present rules; None where it holds no article by them.

    A page may take long to read, so this is found out before the transaction.
    """

    raw_id: int
    found: Prepared | None

    @property
    def content_hash(self) -> str | None:
        """Return the name of what is read so."""
        return None if self.found is None else self.found.content_hash


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a capture: its article's number and hash, the verdict, alerts raised.

    ``page_id`` is the page that shows it.
    """

    number: int
    content_hash: str
    title: str
    verdict: Verdict
    alerts: int
    page_id: int


def prepare(capture: Capture, source: StoredSource, followed: Followed) -> Prepared | NotAnArticle:
    """Do stages 1 to 4 here and now. Raise FormatError for a file that holds no article."""
    profile = profile_for(capture.final_url, source.source.profile, followed.profiles)
    reading = read(capture, profile)
    if isinstance(reading, NotAnArticle):
        return reading
    return matched(capture, profile, reading, source, followed)


def matched(
    capture: Capture,
    profile: Profile | None,
    reading: Reading,
    source: StoredSource,
    followed: Followed,
) -> Prepared:
    """Do stages 3 and 4 with what was read elsewhere."""
    day = hanoi_day(_shown(capture, reading).at)
    setting = Setting(source.source.place, day, byline=reading.byline)
    found = followed.registry.mentions(reading.article, setting)
    hits = followed.watches.hits(_snapshot(capture, source, reading, found, followed.domains))
    digest = content_hash(reading.article)
    telling = Telling(reading.article, source.id)
    return Prepared(capture, profile, reading, digest, setting, found, tuple(hits), telling)


def read_by_older_rules(tx: Connection, prepared: Prepared, page: Page) -> int | None:
    """Return the raw page that tells new wording from a new way of reading, if one is needed."""
    last = articles.last_sighting(tx, page.id) if page.last_fetched else None
    return last.raw_id if last is not None and _is_outdated(prepared, last) else None


def store(
    tx: Connection,
    prepared: Prepared,
    source: StoredSource,
    followed: Followed,
    state: matching.State,
    *,
    digest_key: str | None,
    now: datetime,
) -> Ingested:
    """Do stages 5 to 10 inside the caller's transaction.

    ``state`` is that of the mentions now; the transaction has joined in (``matching.join_in``).
    ``digest_key`` names the digest that gathers alerts of a backlog; None sends them at once.
    """
    capture, reading = prepared.capture, prepared.reading
    if prepared.hits or articles.known(tx, prepared.content_hash) is None:
        stories.alone(tx)
    page = pages.claim(tx, capture.url, source.id, seed_name(capture.url), now)
    if page.last_fetched is None:
        page = recognize(tx, page, capture, reading, prepared.content_hash)
    # A page that was never fetched has shown nothing: most are, so two questions are saved.
    last = articles.last_sighting(tx, page.id) if page.last_fetched else None
    known = articles.known(tx, prepared.content_hash)
    if known is not None and known.forgotten:
        return _shown_again(tx, prepared, page.id, known.number, last, now)
    prepared = _read_anew(tx, prepared, source, followed, last)
    reread = prepared.reread.content_hash if prepared.reread else None
    decision = decide(prepared.content_hash, reading, last, known, reread, now)
    before = None if last is None else last.number
    if last is not None and decision.verdict is Verdict.EDITED and prepared.reread is not None:
        before = _keep_better_reading(tx, prepared.reread, state, source, followed, page, last)
    number, is_new = _keep(tx, prepared, page.id, last, known, decision, now)
    if is_new:
        join(tx, number, prepared.telling, _shown(capture, reading).at, before)
    alerts = 0
    if decision.verdict in NEWS:
        versions = Versions(number, before, None if last is None else last.number)
        alerts = _alert(tx, prepared, followed, page, versions, digest_key, now)
    if decision.verdict is Verdict.REPUBLISHED:
        alerts += tell_republished(tx, followed, prepared.hits, page, known, digest_key, now)
    if is_new:
        day = day_taught(prepared.setting.day, now)
        new = New(number, reading.article, prepared.mentions, day, source, page.id)
        learn(tx, state, followed, number, prepared.mentions, day, source.id)
        alerts += raise_changes(tx, followed, new, digest_key=digest_key, now=now)
    follow(tx, page, capture, decision.verdict)
    title, verdict = reading.article.title, decision.verdict
    return Ingested(number, prepared.content_hash, title, verdict, alerts, page.id)


def _shown_again(
    tx: Connection,
    prepared: Prepared,
    page_id: int,
    number: int,
    last: LastSighting | None,
    now: datetime,
) -> Ingested:
    """Keep that a page shows a text that was forgotten, and nothing of the text."""
    capture, reading = prepared.capture, prepared.reading
    pages.record_fetch(tx, page_id, etag=capture.etag, last_modified=capture.last_modified, at=now)
    if last is not None and last.number == number and not last.ended:
        articles.touch_sighting(tx, last.sighting_id, now)
    else:
        bare = Reading(reading.article, published=reading.published, rules=reading.rules)
        articles.open_sighting(tx, page_id, number, bare, raw_id=None, now=now)
    title = reading.article.title
    return Ingested(number, prepared.content_hash, title, Verdict.FORGOTTEN, 0, page_id)


def _keep(
    tx: Connection,
    prepared: Prepared,
    page_id: int,
    last: LastSighting | None,
    known: KnownArticle | None,
    decision: Decision,
    now: datetime,
) -> tuple[int, bool]:
    """Store article, sighting and raw page as decided; return the number, and if it is new."""
    capture, reading = prepared.capture, prepared.reading
    pages.record_fetch(tx, page_id, etag=capture.etag, last_modified=capture.last_modified, at=now)
    if last is not None and not decision.opens_sighting:
        articles.touch_sighting(tx, last.sighting_id, now)
        return last.number, False
    number, is_new = _numbered(tx, known, prepared, now)
    raw_id = raw.keep(tx, capture)
    sighting_id = articles.open_sighting(tx, page_id, number, reading, raw_id=raw_id, now=now)
    raw.note(tx, sighting_id, capture)
    return number, is_new


def _numbered(
    tx: Connection, known: KnownArticle | None, prepared: Prepared, first_seen: datetime
) -> tuple[int, bool]:
    """Return an article's number, and if it is new; one that is known uses up no other number."""
    if known is not None:
        return known.number, False
    reading = prepared.reading
    return articles.store(
        tx,
        reading.article,
        prepared.content_hash,
        published=reading.published,
        first_seen=first_seen,
    )


def _keep_better_reading(
    tx: Connection,
    reread: Reread,
    state: matching.State,
    source: StoredSource,
    followed: Followed,
    page: Page,
    last: LastSighting,
) -> int:
    """Store what the present rules make of the bytes before, where it is another text than was
    kept; return the version that an edit is laid beside.

    So it is a sighting of its own: from the one before to it the reading changed, and from it to
    the next one the paper's text. It was there when those bytes were seen last.
    """
    better = reread.found
    if better is None or better.content_hash == last.content_hash:
        return last.number
    known = articles.known(tx, better.content_hash)
    if known is not None and known.forgotten:
        return last.number
    number, is_new = _numbered(tx, known, better, last.last_seen)
    sighting_id = articles.open_sighting(
        tx, page.id, number, better.reading, raw_id=reread.raw_id, now=last.last_seen
    )
    raw.note_again(tx, sighting_id, last.sighting_id)
    if is_new:
        join(tx, number, better.telling, _shown(better.capture, better.reading).at, last.number)
        day = day_taught(better.setting.day, last.last_seen)
        learn(tx, state, followed, number, better.mentions, day, source.id)
    return number


def _alert(
    tx: Connection,
    prepared: Prepared,
    followed: Followed,
    page: Page,
    versions: Versions,
    digest_key: str | None,
    now: datetime,
) -> int:
    """Raise what the hits call for; return how many alerts are new."""
    if versions.before is None and not prepared.hits:
        return 0
    earlier = shown_before(tx, followed, page, versions.number)
    now_there = prepared.reading.article, prepared.mentions
    alerts = decide_alerts(
        prepared.hits,
        backlog=digest_key is not None,
        matched_before=matched_before(tx, page, versions, earlier),
        channels=followed.channels,
        edit=edit_of(tx, page, versions, now_there, prepared.hits, earlier),
    )
    return outbox.raise_alerts(
        tx, number=versions.number, page_id=page.id, alerts=alerts, digest_key=digest_key, now=now
    )


def _read_anew(
    tx: Connection,
    prepared: Prepared,
    source: StoredSource,
    followed: Followed,
    last: LastSighting | None,
) -> Prepared:
    """Return it with what the previous raw page says by the present rules, where they differ.

    A text file of the user's own is read on the spot; a page was read before the transaction.
    """
    if last is None or last.raw_id is None or not _is_outdated(prepared, last):
        return replace(prepared, reread=None)
    if prepared.reread is not None and prepared.reread.raw_id == last.raw_id:
        return prepared
    capture = raw.load(tx, last.raw_id)
    if not is_text_file(capture):
        return replace(prepared, reread=None)
    try:
        found = prepare(capture, source, followed)
    except FormatError:
        return replace(prepared, reread=Reread(last.raw_id, None))
    again = None if isinstance(found, NotAnArticle) else found
    return replace(prepared, reread=Reread(last.raw_id, again))


def _is_outdated(prepared: Prepared, last: LastSighting) -> bool:
    """Say whether rules and text both differ from those of the last sighting."""
    differs = last.content_hash != prepared.content_hash
    return differs and last.rules != prepared.reading.rules


def _snapshot(
    capture: Capture,
    source: StoredSource,
    reading: Reading,
    found: tuple[Mention, ...],
    aliases: Aliases = NO_ALIASES,
) -> Snapshot:
    published = _shown(capture, reading)
    return Snapshot(
        article=reading.article,
        url=capture.url,
        source=source.source.name,
        place=source.source.place,
        byline=reading.byline,
        category=reading.category,
        published_at=published.at,
        published_precision=published.precision,
        mentions=found,
        also_at=also_named(capture.url, aliases) if aliases else (),
    )


def _shown(capture: Capture, reading: Reading) -> Publication:
    """Return when it was published; where nothing says so, the time of the capture."""
    return reading.published or Publication(capture.captured_at, Precision.NONE)
