"""All watches asked about one article at once.

Every literal that some watch cannot do without goes into an automaton. An article passes it
once, and only the watches with a literal in it are looked at in full; watches that ask the same
are looked at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from worker.errors import UsageError
from worker.match.asked import AskedOffice, OfficeKey, office_keys
from worker.match.automaton import Automaton
from worker.match.combined import asked_offices
from worker.match.conditions import Literal, View
from worker.match.query import Query, evaluate, parse
from worker.model import (
    OF_SOURCES,
    AlertKind,
    Article,
    Hit,
    Office,
    Snapshot,
    Source,
    Watch,
    WatchState,
)


class WatchSet:
    """The active watches, ready to be asked.

    ``broken`` names the watches whose query can no longer be read (a topic was removed, say) with
    the error; they match nothing and hinder no other.
    """

    def __init__(self, watches: Sequence[Watch], topics: Mapping[str, str]) -> None:
        self.broken: dict[str, UsageError] = {}
        active = [watch for watch in watches if watch.state is WatchState.ACTIVE]
        self._topics = topics
        self._of_sources = [watch for watch in active if not OF_SOURCES.isdisjoint(watch.kinds)]
        self._active = [watch for watch in active if not OF_SOURCES.issuperset(watch.kinds)]
        self._asked: list[Query] = []
        self._askers: list[list[int]] = []
        """For each query, once, which active watches ask it."""
        self._read(topics)
        self._following: defaultdict[OfficeKey, list[tuple[int, AskedOffice]]] = defaultdict(list)
        self._follow()
        self._ungated: set[int] = set()
        self._gated: defaultdict[Literal, list[int]] = defaultdict(list)
        self._gate()
        words = [literal for literal in self._gated if isinstance(literal, bytes)]
        self._blind = Automaton(word for word in words if word.startswith(b" "))
        self._marked = Automaton(word for word in words if not word.startswith(b" "))
        self._officials = {key for key in self._gated if isinstance(key, str)}
        self._offices = {key for key in self._gated if isinstance(key, OfficeKey)}

    def hits(self, snapshot: Snapshot) -> list[Hit]:
        """Return the watches that match, in the order they were given, each with its reasons."""
        view = View(snapshot)
        found = {}
        for index in self.candidates(view):
            reasons = evaluate(self._asked[index], view)
            if reasons is not None:
                found.update(dict.fromkeys(self._askers[index], reasons))
        return [Hit(self._active[index], found[index]) for index in sorted(found)]

    def hits_of_source(self, source: Source, kind: AlertKind) -> list[Hit]:
        """Return the active watches that want to know that of a source, each with its reasons.

        They match an empty article of that source and its place: words find nothing there.
        """
        view = View(Snapshot(Article("", ()), "", source.name, source.place))
        found = []
        for watch in self._of_sources:
            if kind not in watch.kinds:
                continue
            try:
                reasons = evaluate(parse(watch.query, self._topics), view)
            except UsageError as error:
                self.broken[watch.name] = error
                continue
            if reasons is not None:
                found.append(Hit(watch, reasons))
        return found

    def candidates(self, view: View) -> set[int]:
        """Return which queries must be looked at in full, counted from 0 in the order given.

        They are those of which a necessary literal is there, and those that need none.
        """
        view.sought, view.there = self._gated.keys(), self._there(view)
        return self._ungated.union(*(self._gated[literal] for literal in view.there))

    def follows(self, office: Office) -> tuple[Watch, ...]:
        """Return the active watches that want to know when this office changes hands.

        They ask for it by ``office:``, not under NOT, and want alerts of kind holder-changed.
        """
        asked = [pair for key in office_keys(office) for pair in self._following.get(key, ())]
        found = {index for index, one in asked if one.is_asked(office)}
        return tuple(self._active[index] for index in sorted(found))

    def _there(self, view: View) -> set[Literal]:
        """Return which of the literals are there."""
        there: set[Literal] = set()
        if self._blind.literals:
            there |= self._blind.found(view.text.line)
        if self._marked.literals:
            there |= self._marked.found(view.text.marked_line)
        if self._officials:
            there |= view.officials & self._officials
        if self._offices:
            there |= view.offices & self._offices
        return there

    def _read(self, topics: Mapping[str, str]) -> None:
        """Read every query once."""
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for index, watch in enumerate(self._active):
            asking[watch.query].append(index)
        for text, askers in asking.items():
            try:
                self._asked.append(parse(text, topics))
                self._askers.append(askers)
            except UsageError as error:
                self.broken.update((self._active[index].name, error) for index in askers)

    def _follow(self) -> None:
        """Note which watches follow which offices."""
        for query, askers in zip(self._asked, self._askers, strict=True):
            following = [
                index for index in askers if AlertKind.HOLDER_CHANGED in self._active[index].kinds
            ]
            for office in asked_offices(query.condition) if following else ():
                self._following[office.key] += [(index, office) for index in following]

    def _gate(self) -> None:
        """Note by which literals a query is found; those that few others have are the rarest."""
        users = Counter(
            literal for query in self._asked for literal in set(query.condition.literals())
        )
        for index, query in enumerate(self._asked):
            gate = query.condition.gate(users)
            if gate is None:
                self._ungated.add(index)
            for literal in gate or ():
                self._gated[literal].append(index)
