"""Which of the articles found tell one story, and which papers told it, the first one first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from worker.archive.articles import outlets
from worker.archive.articles.outlets import ShownAt
from worker.archive.index.published import joins
from worker.archive.stories import stories
from worker.flow.search.ask import Found
from worker.flow.search.page_edits import Afterwards, afterwards
from worker.model import Outlet, StoryMember


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story: all articles found that tell it, the one that is shown, and who told it.

    ``best`` is what the paper that was first has on its page now. ``at`` is when the story was
    told first. ``apart`` is how many articles they are where versions of one page count once.
    """

    best: Found
    articles: tuple[Found, ...]
    outlets: tuple[Outlet, ...]
    at: datetime
    apart: int


def gather(tx: Connection, found: Sequence[Found]) -> list[Gathered]:
    """Return the stories that the articles found tell. Versions of one page are one story."""
    numbers = [one.number for one in found]
    told = stories.members_of(tx, numbers)
    shown = outlets.of(tx, numbers)
    became = afterwards(tx, {page.page_id for pages in shown.values() for page in pages})
    roots = _Roots()
    for number in numbers:
        for page in shown.get(number, ()):
            roots.join(("article", number), ("page", page.page_id))
        for member in told.get(number, ()):
            roots.join(("article", number), ("article", member.number))
    groups: dict[tuple[str, int], list[Found]] = {}
    for one in found:
        groups.setdefault(roots.of(("article", one.number)), []).append(one)
    return [_gathered(group, shown, told, became) for group in groups.values()]


def _gathered(
    group: Sequence[Found],
    shown: Mapping[int, Sequence[ShownAt]],
    told: Mapping[int, Sequence[StoryMember]],
    became: Mapping[int, Afterwards],
) -> Gathered:
    pages = [page for one in group for page in shown.get(one.number, ())]
    members = [member for one in group for member in told.get(one.number, ())]
    named = _outlets(pages, members, became)
    by_number = {one.number: one for one in group}
    # What stands on a page now goes before what an edit took off it; then the first goes first.
    order = sorted(pages, key=lambda page: (not page.current, page.at, -page.number))
    best = by_number[order[0].number] if order else group[0]
    at = min((one.at for one in named), default=best.snapshot.published_at)
    assert at is not None  # an article is listed under some time
    apart = len(group) - joins((page.page_id, page.number) for page in pages)
    return Gathered(best, tuple(group), named, at, apart)


def _outlets(
    pages: Sequence[ShownAt],
    members: Sequence[StoryMember],
    became: Mapping[int, Afterwards],
) -> tuple[Outlet, ...]:
    """Return each address once, in the order of time, of a page's versions the last known state."""
    found: dict[str, Outlet] = {}
    for page in sorted(pages, key=lambda one: (one.at, one.number)):
        first = found.get(page.url)
        found[page.url] = Outlet(
            name=page.source_title,
            url=page.url,
            at=page.at if first is None else first.at,
            precision=page.precision if first is None else first.precision,
            edits=became[page.page_id].edits,
            gone=page.gone or (first is not None and first.gone),
            restored=became[page.page_id].restored,
            sample=page.sample,
        )
    for member in members:
        told_at = (member.published_at, member.published_precision)
        found.setdefault(member.url, Outlet(member.source_title, member.url, *told_at))
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.name, one.url)))


class _Roots:
    """What belongs together, by what was joined."""

    def __init__(self) -> None:
        self._parent: dict[tuple[str, int], tuple[str, int]] = {}

    def of(self, one: tuple[str, int]) -> tuple[str, int]:
        while (parent := self._parent.get(one, one)) != one:
            self._parent[one] = self._parent.get(parent, parent)
            one = parent
        return one

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low
