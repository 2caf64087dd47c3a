"""When an article was published: which of the times that a page names is that one.

Machines are told a time in JSON-LD, ``<meta>`` and microdata; readers are shown one beside the
title. Each is read, and weighed: a time of day says more than a day, midnight hardly more; a time
between title and text more than one in the top bar, which is often today's; one that another
witness has too more than one that stands alone. A time after the page was fetched, or the time of
the last change, is not it. What is weighed is the wording; it is read again in ``normalize/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.clock import HANOI
from worker.extract.blocks import text_of
from worker.extract.day_first import Days
from worker.extract.metadata import Metadata
from worker.extract.name_form import DATED
from worker.extract.naming import names_of, words
from worker.extract.order import Places, Region
from worker.extract.times_told import Told, instant, read_time, told_change, told_machines
from worker.model import Precision, Publication

_SHOWN: Final = (
    'time, [datetime], [itemprop="datePublished"], [property$="datePublished"], '
    '[data-role="publishdate"], '
    '[class*="date" i], [class*="time" i], [class*="publish" i], [class*="ngay" i], '
    '[class*="posted" i], [class*="xuatban" i], [class*="meta" i], [class*="info" i], '
    '[id*="date" i], [id*="time" i], [id*="ngay" i], '
    "span, p, div, td, li, em, i, small, b, strong, font, h6, a, label, dd, dt"
)
_SHOWN_LENGTH: Final = 120
"""Characters: an element that shows a date and is longer shows something else too."""
_SHOWN_MARKUP: Final = 1_500
"""Characters of markup: a longer element is not looked into for a date."""
_DATE: Final = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2}(?!\d))|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} (?:tháng |thg |th)(?:\d{1,2}|\w{2,5}(?: \w{2,3})?),? (?:năm )?\d{4}"
    r"|(?:tháng |\bth)(?:\d{1,2}|\w{2,5}(?: \w{2,3})?) \d{1,2},? \d{4}"
    r"|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[ -][a-z]{3,9}\.?,?[ -](?:19|20)\d\d\b",
    re.IGNORECASE,
)
_STATED_IN: Final = (
    *("datetime", "title", "data-time", "data-date", "data-datetime", "data-timestamp"),
    *("data-published", "data-publish", "data-ts", "data-unix", "data-epoch"),
)
"""Attributes in which an element states what it shows as "2 giờ trước"."""
_EPOCH: Final = re.compile(r"[12]\d{9}(?:\d{3})?")
_STATED_LENGTH: Final = 40
_BUTTON: Final = re.compile(r"(?:in|lưu|gửi|nghe|chia sẻ)\b.{0,12}", re.IGNORECASE)
"""A link that does something with the article, and leads to no other."""
_CLOCK: Final = re.compile(
    r"\W*\d{1,2}\s?(?::|h|giờ)\s?\d{2}(?::\d{2})?(?:\s?(?:AM|PM|SA|CH|phút))?\W*", re.IGNORECASE
)
_YEAR: Final = re.compile(r"20\d\d")
_FEW: Final = 8
"""Letters beside a date with which its line says no more than that: "by admin"."""
_WORDY: Final = 35
"""Letters beside a date from which it stands in a sentence of the text."""
_LEVELS: Final = 4
"""Elements around a day in which its time of day is looked for."""
_HEADLINE: Final = 25
"""Characters: a shorter link above the title is a step of the breadcrumb."""
_ITEM: Final = 400
"""Characters: an entry in a list of other articles is not longer."""
_LOOKED_AT: Final = 3_000
"""Elements that are looked into for a time, the likeliest places first."""
_MOST: Final = 60
"""Times shown on a page that are weighed."""
_NOW: Final = words("now today current clock currentdate currenttime timenow datenow hientai")
_TRAILS: Final = words("breadcrumb breadcrumbs breadcumb")
_CHANGED: Final = words("modified updated update capnhat lastmod")
_MARKED: Final = words("date time publish published pubdate posted createdate postdate")
_NOW_SAID: Final = re.compile(r"hôm nay|bây giờ|today", re.IGNORECASE)
_CHANGED_SAID: Final = re.compile(r"cập nhật|sửa|updated|modified", re.IGNORECASE)
_PUBLISHED: Final = re.compile(r"đăng|xuất bản|phát hành|publish", re.IGNORECASE)
_ENOUGH: Final = 2.0
"""What must speak for a time that is taken: a top bar's date has less."""
_AHEAD: Final = timedelta(hours=7)
"""How far the clocks of Hanoi are ahead of Greenwich's."""
_LONG_BEFORE: Final = timedelta(days=365)
"""So long before what readers are shown lies a time that a template tells of each article."""
_LATE: Final = timedelta(hours=1)
"""A page cannot say of itself that it was published so much later than it was fetched."""
_REGIONS: Final = {
    Region.BEFORE: 0.0,
    Region.HEAD: 3.0,
    Region.TEXT: -2.5,
    Region.BEHIND: 0.0,
}
_LOOKED_IN: Final = (Region.HEAD, Region.BEFORE, Region.BEHIND, Region.TEXT)


def find_published(
    tree: LexborHTMLParser, metadata: Metadata, places: Places, fetched: datetime
) -> tuple[str, str] | None:
    """Return the wording of the publication time and its witness, None where no time is told."""
    changed = instant(told_change(metadata))
    shown = list(_shown(tree, places, Days(tree, metadata.address, fetched)))
    told = [*told_machines(metadata), *shown]
    weighed = [(_weight(one, told, changed, fetched), one) for one in told]
    best = max(weighed, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= _ENOUGH:
        return None
    said = _to_the_minute(best[1], weighed)
    said = _in_hanoi(said, shown)
    return said.text, said.witness


def _in_hanoi(told: Told, shown: Sequence[Told]) -> Told:
    """Return what readers are shown where machines are told the same clock as if in Greenwich."""
    if told.witness == "page" or told.time.precision is not Precision.MINUTE:
        return told
    meant = told.time.at - _AHEAD
    same = (one for one in shown if one.time.precision is Precision.MINUTE)
    return next((one for one in same if one.time.at == meant), told)


def _to_the_minute(best: Told, weighed: Sequence[tuple[float, Told]]) -> Told:
    """Return who tells the minute of the day that was found, where the best tells the day alone."""
    if best.time.precision is Precision.MINUTE:
        return best
    exact = [
        pair
        for pair in weighed
        if pair[0] > _ENOUGH
        and not pair[1].below
        and _exactness(pair[1].time) > 1
        and _day(pair[1].time) == _day(best.time)
    ]
    return max(exact, key=lambda pair: pair[0])[1] if exact else best


def _shown(tree: LexborHTMLParser, places: Places, days: Days) -> Iterator[Told]:
    """Yield what readers are shown, the innermost element that shows it each time."""
    seen: set[int] = set()
    count = 0
    for node in _by_place(tree, places):
        if node.mem_id in seen:
            continue
        said = _said(node)
        if said is None:
            continue
        said = days.settled(_with_time_beside(node, said))
        around = node.parent
        while around is not None and around.mem_id not in seen:
            seen.add(around.mem_id)
            around = around.parent
        count += 1
        if count > _MOST:
            return
        region = places.region(node)
        above, below = region is Region.BEFORE, region is Region.BEHIND
        for told in read_time(said, "page", _place_of(node, said, places)):
            below_text = below and not _PUBLISHED.search(said)
            yield replace(told, above=above, below=below_text, inside=region is Region.TEXT)


def _by_place(tree: LexborHTMLParser, places: Places) -> list[LexborNode]:
    """Return what may show a time, the likeliest places first, inner elements before outer ones.

    What is far from the article is left out: lists of other articles have a time on each.
    """
    found: dict[Region, list[LexborNode]] = {region: [] for region in _LOOKED_IN}
    for node in reversed(tree.css(_SHOWN)):
        if (region := places.region(node)) in found:
            found[region].append(node)
    return [node for nodes in found.values() for node in nodes][:_LOOKED_AT]


def _said(node: LexborNode) -> str | None:
    """Return a short text with a date in it; an attribute for machines goes before the text."""
    attributes = node.attributes
    for name in _STATED_IN if attributes else ():
        stated = attributes.get(name) or ""
        if stated and len(stated) <= _STATED_LENGTH and _states_a_date(name, stated):
            if _CHANGED_SAID.search(stated):
                continue
            return stated
    shown = node.text(deep=True)
    if len(shown) <= _STATED_LENGTH and _YEAR.search(shown) and not _DATE.search(shown):
        shown = text = " ".join(node.text(deep=True, separator=" ").split())
    else:
        text = ""
    if len(shown) > _SHOWN_MARKUP or not _DATE.search(shown):
        return None
    text = text or text_of(node)
    return text if len(text) <= _SHOWN_LENGTH and _DATE.search(text) else None


def _states_a_date(name: str, stated: str) -> bool:
    """Say whether an attribute states a date, those made for data in seconds too."""
    return _DATE.search(stated) is not None or (
        name.startswith("data-") and _EPOCH.fullmatch(stated.strip()) is not None
    )


def _with_time_beside(node: LexborNode, said: str) -> str:
    """Return a day together with the time of day that stands beside it in another element."""
    time, around = instant(said), node.parent
    if time is None or time.precision is Precision.MINUTE:
        return said
    for _ in range(_LEVELS):
        beside = _said(around) if around is not None else None
        if around is None or beside is None:
            break
        for wording in (beside, " ".join(around.text(deep=True, separator=" ").split())):
            both = instant(wording)
            if both and both.precision is Precision.MINUTE and _day(both) == _day(time):
                return wording
        around = around.parent
    clocks = map(_clock, (_beside(node, "next"), _beside(node, "prev")))
    return next((f"{clock} {said}" for clock in clocks if clock), said)


def _beside(node: LexborNode, side: str) -> LexborNode | None:
    """Return the element right beside one, only signs and white space between them."""
    found: LexborNode | None = getattr(node, side)
    while found is not None and found.tag == "-text":
        if any(map(str.isalnum, found.text_content or "")):
            return None
        found = getattr(found, side)
    return found


def _clock(node: LexborNode | None) -> str | None:
    """Return the time of day that an element shows, and nothing else."""
    told = node.text(deep=True).strip() if node is not None and node.tag != "-comment" else ""
    return told if _CLOCK.fullmatch(told) else None


def _place_of(node: LexborNode, said: str, places: Places) -> float:
    """Return how much the place and the name of an element speak for the time it shows."""
    region = places.region(node)
    weight = 2.0 + _REGIONS[region] + _called(node, said)
    beside = sum(map(str.isalpha, DATED.sub(" ", said)))
    if beside > _WORDY:
        weight -= 4
    if region is Region.HEAD:
        return weight
    alone = beside <= _FEW or node.attributes.get("datetime") == said
    if region is Region.TEXT and alone:  # a line of its own, as at the foot of a text
        weight += _REGIONS[Region.BEHIND] - _REGIONS[region]
    if _CHANGED_SAID.search(said):
        weight += 1.5
    least = {Region.BEHIND: 1, Region.BEFORE: _HEADLINE}.get(region)
    if least is not None and _beside_a_link(node, least):
        weight -= 3
    trail = region is Region.BEFORE and _in_a_trail(node)
    return weight - 3 if places.is_apart(node) and not trail else weight


def _called(node: LexborNode, said: str) -> float:
    """Return what the names of an element, and labels in it, say of the time it shows."""
    names = names_of(node) | (names_of(node.parent) if node.parent is not None else set())
    weight = 0.0
    if names & _NOW or _NOW_SAID.search(said):
        weight -= 5
    if names & _CHANGED:
        weight -= 4
    if names & _MARKED or node.tag == "time":
        weight += 0.5
    return weight + 1 if _PUBLISHED.search(said) else weight


def _in_a_trail(node: LexborNode) -> bool:
    """Say whether a time stands in a breadcrumb, as some papers have it right above the title."""
    around: LexborNode | None = node
    for _ in range(_LEVELS):
        if around is not None and names_of(around) & _TRAILS:
            return True
        around = around.parent if around is not None else None
    return False


def _beside_a_link(node: LexborNode, least: int) -> bool:
    """Say whether a time stands beside a link of some characters, as in lists of articles.

    Who wrote the article is named by a link too.
    """
    around = node.parent
    if around is None or len(around.text(deep=True)) > _ITEM:
        return False
    links = (link for link in around.css("a[href]") if link.attributes.get("rel") != "author")
    said = (link.text(deep=True).strip() for link in links)
    return any(len(text) >= least and not _BUTTON.fullmatch(text) for text in said)


def _weight(
    one: Told, told: Sequence[Told], changed: Publication | None, fetched: datetime
) -> float:
    """Return how much speaks for one of the times that are told."""
    weight = one.weight + _exactness(one.time)
    others = [other for other in told if other.witness != one.witness]
    days = {other.witness for other in others if _day(other.time) == _day(one.time)}
    moments = {other.witness for other in others if _same_moment(other.time, one.time)}
    weight += 2 * min(len(days), 2) + min(len(moments), 2)
    machines = [other for other in others if other.witness != "page"]
    if one.witness == "page" and machines and not days:
        weight -= 4 if any(_contradicts(other.time, one.time) for other in machines) else 2
    if changed is not None and _same_moment(changed, one.time) and _differs(others, one.time):
        weight -= 4
    if one.above and not days and one.time.precision is not Precision.MINUTE:
        weight -= 1
    if one.inside and any(other.inside and other.time != one.time for other in told):
        weight -= 3
    if one.time.at > fetched + _LATE:
        weight -= 4
    if one.witness == "page" and not days and _day(one.time) == fetched.astimezone(HANOI).date():
        weight -= 3
    return weight


def _contradicts(told: Publication, shown: Publication) -> bool:
    """Say whether machines are told a time of day, and no date of long ago that a template has."""
    return _exactness(told) > 1 and shown.at - told.at < _LONG_BEFORE


def _exactness(time: Publication) -> float:
    """Return what its exactness speaks for a time; midnight is often only how a day is written."""
    if time.precision is not Precision.MINUTE:
        return 0
    local = time.at.astimezone(HANOI)
    return 0.5 if (local.hour, local.minute) == (0, 0) else 2


def _day(time: Publication) -> object:
    return time.at.astimezone(HANOI).date()


def _same_moment(one: Publication, other: Publication) -> bool:
    exact = one.precision is other.precision is Precision.MINUTE
    return exact and one.at == other.at


def _differs(others: Sequence[Told], time: Publication) -> bool:
    """Say whether another witness tells another time of day: then the one may be the change's."""
    return any(
        other.time.precision is Precision.MINUTE and other.time.at < time.at for other in others
    )
