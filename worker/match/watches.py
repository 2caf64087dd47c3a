"""All watches asked about one article at once.

Every literal that some watch cannot do without goes into one automaton. An article passes it
once, and only the watches with a literal in it are looked at in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from worker.errors import UsageError
from worker.match.asked import AskedOffice, OfficeKey, office_keys
from worker.match.automaton import Automaton
from worker.match.combined import asked_offices
from worker.match.conditions import View
from worker.match.query import Query, evaluate, parse
from worker.model import AlertKind, Hit, Office, Snapshot, Watch, WatchState


class WatchSet:
    """The active watches, ready to be asked.

    ``broken`` names the watches whose query can no longer be read (a topic was removed, say) with
    the error; they match nothing and hinder no other.
    """

    def __init__(self, watches: Sequence[Watch], topics: Mapping[str, str]) -> None:
        self.broken: dict[str, UsageError] = {}
        self._asked: list[tuple[Watch, Query]] = []
        self._ungated: list[int] = []
        self._by_words: defaultdict[bytes, list[int]] = defaultdict(list)
        self._by_official: defaultdict[str, list[int]] = defaultdict(list)
        self._by_office: defaultdict[OfficeKey, list[int]] = defaultdict(list)
        self._following: defaultdict[OfficeKey, list[tuple[int, AskedOffice]]] = defaultdict(list)
        for watch in watches:
            if watch.state is WatchState.ACTIVE:
                self._add(watch, topics)
        self._automaton = Automaton(self._by_words)

    def hits(self, snapshot: Snapshot) -> list[Hit]:
        """Return the watches that match, in the order they were given, each with its reasons."""
        view = View(snapshot)
        found = []
        for index in sorted(self.candidates(view)):
            watch, query = self._asked[index]
            reasons = evaluate(query, view)
            if reasons is not None:
                found.append(Hit(watch, reasons))
        return found

    def candidates(self, view: View) -> set[int]:
        """Return which active watches must be looked at in full, counted from 0 as given.

        They are those of which a necessary literal is there, and those that need none.
        """
        chosen = set(self._ungated)
        if self._by_words:
            for literal in self._automaton.found(view.text.line):
                chosen.update(self._by_words[literal])
        if self._by_official:
            for name in view.officials & self._by_official.keys():
                chosen.update(self._by_official[name])
        if self._by_office:
            for office in view.offices & self._by_office.keys():
                chosen.update(self._by_office[office])
        return chosen

    def follows(self, office: Office) -> tuple[Watch, ...]:
        """Return the active watches that want to know when this office changes hands.

        They ask for it by ``office:``, not under NOT, and want alerts of kind holder-changed.
        """
        asked = [pair for key in office_keys(office) for pair in self._following.get(key, ())]
        found = {index for index, one in asked if one.is_asked(office)}
        return tuple(self._asked[index][0] for index in sorted(found))

    def _add(self, watch: Watch, topics: Mapping[str, str]) -> None:
        try:
            query = parse(watch.query, topics)
        except UsageError as error:
            self.broken[watch.name] = error
            return
        index = len(self._asked)
        self._asked.append((watch, query))
        if AlertKind.HOLDER_CHANGED in watch.kinds:
            for office in asked_offices(query.condition):
                self._following[office.key].append((index, office))
        gate = query.condition.gate()
        if gate is None:
            self._ungated.append(index)
            return
        for literal in gate:
            if isinstance(literal, bytes):
                self._by_words[literal].append(index)
            elif isinstance(literal, OfficeKey):
                self._by_office[literal].append(index)
            else:
                self._by_official[literal].append(index)
