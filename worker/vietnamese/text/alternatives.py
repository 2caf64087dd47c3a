"""Many patterns tried as one, the longest alternative first, by the letters they begin with.

Python tries the alternatives of a pattern one after the other, in the order in which they stand.
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.text.line import Writing

_Part = tuple[str, int]
"""An alternative, and the row of the pattern whose it is."""

_Group = tuple[re.Pattern[str], dict[str, int]]
"""Alternatives as one pattern, and the row of each of its groups."""


class OneOf:
    """Many patterns as one, the longest alternative of all first.

    They are kept by their first two letters: only those that may begin so are tried, and made
    ready the first time that something does.
    """

    def __init__(self, writing: Writing, patterns: list[str]) -> None:
        parts = [
            (part, row) for row, pattern in enumerate(patterns) for part in _alternatives(pattern)
        ]
        parts.sort(key=lambda each: -_longest(each[0]))
        openings = [(each, _openings(writing, each[0])) for each in parts]
        self._writing = writing
        self._ready: dict[str, _Group] = {}
        self._parts: dict[str, list[_Part]] = {
            opening: [each for each, own in openings if opening in own or opening[0] in own]
            for opening in frozenset[str]().union(*(own for _, own in openings))
        }

    def match(self, key: str, at: int) -> tuple[int, int] | None:
        """Return which pattern matches there, and where that ends."""
        opening = key[at : at + 2]
        found = self._ready.get(opening) or self._opened(opening)
        if found is None:
            return None
        pattern, rows = found
        match = pattern.match(key, at)
        if match is None or match.lastgroup is None:
            return None
        return rows[match.lastgroup], match.end()

    def _opened(self, opening: str) -> _Group | None:
        """Return those that may begin so, or with the first letter and whatever follows it."""
        begins = opening if opening in self._parts else opening[:1]
        found = self._ready.get(begins)
        if found is None and begins in self._parts:
            found = self._ready[begins] = _grouped(self._writing, self._parts[begins])
        return found


def _grouped(writing: Writing, parts: list[_Part]) -> _Group:
    groups = (f"(?P<r{index}>{part})" for index, (part, _) in enumerate(parts))
    pattern = writing.pattern(rf"(?:{'|'.join(groups)})(?![^\W_])")
    return pattern, {f"r{index}": row for index, (_, row) in enumerate(parts)}


def _openings(writing: Writing, pattern: str) -> set[str]:
    """Return the first two letters, as keys, with which a match of a pattern may begin.

    One letter alone stands for any that follow it.
    """
    # The third letter may move a tone to the second: "đoàn" is "đòan" in a key.
    found = {writing.key(letters.rstrip(_ANY))[:2] for letters in _beginnings(pattern, 3)}
    if "" in found:
        raise ValueError(pattern)
    return found


def _beginnings(pattern: str, most: int) -> set[str]:
    """Return how a match may begin: so many letters, or fewer and ``_ANY``, or all there are."""
    whole: set[str] = set()
    begun = {""}
    at = 0
    while at < len(pattern) and begun:
        end, pieces = _piece(pattern, at, most)
        optional = pattern[end + 1 : end + 2] == "?"
        longer = {one + other for one in begun for other in pieces} | (begun if optional else set())
        done = {one for one in longer if len(one) >= most or one.endswith(_ANY)}
        whole |= {one[:most] for one in done}
        begun = longer - done
        at = end + (2 if optional else 1)
    return whole | begun


def _piece(pattern: str, at: int, most: int) -> tuple[int, set[str]]:
    """Return where the piece of a pattern that begins there ends, and how a match of it begins."""
    if pattern[at] == "(":
        end = _closing(pattern, at)
        inside = pattern[at + 1 : end]
        if inside.startswith(("?!", "?=", "?<")):
            return end, {""}
        parts = _alternatives(inside.removeprefix("?:"))
        return end, set[str]().union(*(_beginnings(part, most) for part in parts))
    if pattern[at] == "\\" and not pattern[at + 1].isalnum():
        return at + 1, {pattern[at + 1]}
    return at, {_ANY if pattern[at] in "\\[.*+{" else pattern[at]}


_ANY: Final = "\0"
"""Stands for whatever may follow: a class of letters, a repetition."""


def _closing(pattern: str, at: int) -> int:
    """Return where the bracket that opens there closes."""
    depth = 0
    for index in range(at, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[index], 0)
        if depth == 0:
            return index
    raise ValueError(pattern)


def _longest(pattern: str) -> int:
    """Return about how many characters a pattern takes at most."""
    plain = re.sub(r"\(\?[!=][^()]*(?:\([^()]*\))?[^()]*\)", "", pattern)
    while (group := re.search(r"\((?:\?:)?([^()]*)\)\??", plain)) is not None:
        longest = max(group[1].split("|"), key=len)
        plain = plain[: group.start()] + longest + plain[group.end() :]
    return len(plain)


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, those inside brackets left together."""
    parts, depth = [""], 0
    for char in pattern:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts
