"""All watches asked about one article at once.

All literals of all watches are looked for together, and which watches match is decided by which of
them are there, for most without a look at the text (``predicate_index``). Watches that ask the same
are asked once. Why a watch matches is found out where somebody wants to know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from worker.errors import UsageError
from worker.match.queries.asked import AskedOffice, OfficeKey, office_keys
from worker.match.queries.combined import asked_offices
from worker.match.queries.conditions import View
from worker.match.queries.literals import Presence
from worker.match.queries.predicate_index import PredicateIndex
from worker.match.queries.query import Query, evaluate, parse
from worker.match.queries.rows import Rows
from worker.model import (
    OF_SOURCES,
    AlertKind,
    Article,
    Hit,
    Office,
    Reason,
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
        self._asked: dict[str, Query] = {}
        self._askers: list[list[int]] = []
        """For each query, once, which active watches ask it."""
        self._read(topics)
        self._queries = tuple(self._asked.values())
        self._following: defaultdict[OfficeKey, list[tuple[int, AskedOffice]]] = defaultdict(list)
        self._follow()
        users = Counter(one for query in self._queries for one in set(query.condition.literals()))
        clauses = [query.condition.clauses(users) for query in self._queries]
        self._index = PredicateIndex(clauses, users)
        self._asking = Rows(self._askers)

    def hits(self, snapshot: Snapshot) -> list[Hit]:
        """Return the watches that match, in the order they were given, each with its reasons."""
        view = View(snapshot)
        proofs = _Proofs(self._asked, view)
        there = self._there(view)
        view.lacks = partial(self._index.literals.lacks, there)
        found = self._index.true(there)
        kept = self._index.exact[found]
        for at in (~kept).nonzero()[0].tolist():
            kept[at] = proofs.of(self._queries[found[at]]) is not None
        proof = proofs.given
        hits = sorted(self._asking.of(found[kept]).tolist())
        return [Hit(self._active[at], proof) for at in hits]

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
                found.append(Hit.proved(watch, reasons))
        return found

    def candidates(self, snapshot: Snapshot) -> list[int]:
        """Return which queries are looked at, counted from 0 in the order given.

        They are those of which a necessary literal is there, and those that need none.
        """
        numbers: list[int] = self._index.candidates(self._there(View(snapshot))).tolist()
        return numbers

    def follows(self, office: Office) -> tuple[Watch, ...]:
        """Return the active watches that want to know when this office changes hands.

        They ask for it by ``office:``, not under NOT, and want alerts of kind holder-changed.
        """
        asked = [pair for key in office_keys(office) for pair in self._following.get(key, ())]
        found = {index for index, one in asked if one.is_asked(office)}
        return tuple(self._active[index] for index in sorted(found))

    def _there(self, view: View) -> Presence:
        """Return which of the literals are there."""
        literals = self._index.literals
        others = view.others if literals.others else ()
        return literals.there(view.text.text, view.title_end, others)

    def _read(self, topics: Mapping[str, str]) -> None:
        """Read every query once."""
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for index, watch in enumerate(self._active):
            asking[watch.query].append(index)
        for text, askers in asking.items():
            try:
                self._asked[text] = parse(text, topics)
                self._askers.append(askers)
            except UsageError as error:
                self.broken.update((self._active[index].name, error) for index in askers)

    def _follow(self) -> None:
        """Note which watches follow which offices."""
        for query, askers in zip(self._queries, self._askers, strict=True):
            following = [
                index for index in askers if AlertKind.HOLDER_CHANGED in self._active[index].kinds
            ]
            for office in asked_offices(query.condition) if following else ():
                self._following[office.key] += [(index, office) for index in following]


class _Proofs:
    """Why queries find what a view shows; each is found out once."""

    def __init__(self, asked: Mapping[str, Query], view: View) -> None:
        self._asked = asked
        self._view = view
        self._found: dict[str, tuple[Reason, ...] | None] = {}

    def of(self, query: Query) -> tuple[Reason, ...] | None:
        """Return why a query finds it, None where it does not."""
        if query.text not in self._found:
            self._found[query.text] = evaluate(query, self._view)
        return self._found[query.text]

    def given(self, watch: Watch) -> tuple[Reason, ...]:
        """Return why a watch finds it; that it does is known."""
        reasons = self.of(self._asked[watch.query])
        assert reasons is not None, f"{watch.query!r} was decided by its literals"
        return reasons
