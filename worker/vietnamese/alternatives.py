"""Many patterns tried as one, the longest alternative first, by the letter they begin with.

Python tries the alternatives of a pattern one after the other, in the order in which they stand.
"""

from __future__ import annotations

import re

from worker.vietnamese.line import Writing


class OneOf:
    """Many patterns as one, the longest alternative of all first.

    They are kept by their first letters: only those that may begin there are tried.
    """

    def __init__(self, writing: Writing, patterns: list[str]) -> None:
        alternatives = [
            (part, row) for row, pattern in enumerate(patterns) for part in _alternatives(pattern)
        ]
        alternatives.sort(key=lambda each: -_longest(each[0]))
        by_letter: dict[str, list[tuple[str, int]]] = {}
        for part, row in alternatives:
            for letter in {writing.key(first) for first in _first_letters(part)}:
                by_letter.setdefault(letter, []).append((part, row))
        self._by_letter = {
            letter: (_grouped(writing, parts), {f"r{at}": row for at, (_, row) in enumerate(parts)})
            for letter, parts in by_letter.items()
        }

    def match(self, key: str, at: int) -> tuple[int, int] | None:
        """Return which pattern matches there, and where that ends."""
        found = self._by_letter.get(key[at : at + 1])
        if found is None:
            return None
        pattern, rows = found
        match = pattern.match(key, at)
        if match is None or match.lastgroup is None:
            return None
        return rows[match.lastgroup], match.end()


def _grouped(writing: Writing, parts: list[tuple[str, int]]) -> re.Pattern[str]:
    groups = (f"(?P<r{index}>{part})" for index, (part, _) in enumerate(parts))
    return writing.pattern(rf"(?:{'|'.join(groups)})(?![^\W_])")


def _first_letters(pattern: str) -> set[str]:
    """Return the letters with which a match of a pattern may begin."""
    found: set[str] = set()
    at = 0
    while at < len(pattern):
        if pattern[at] == "(":
            end = _closing(pattern, at)
            inside = pattern[at + 1 : end]
            if not inside.startswith(("?!", "?=", "?<")):
                for part in _alternatives(inside.removeprefix("?:")):
                    found |= _first_letters(part)
        else:
            end = at + (1 if pattern[at] == "\\" else 0)
            found.add(pattern[end])
        if pattern[end + 1 : end + 2] == "?" or pattern[at : at + 3] in {"(?!", "(?=", "(?<"}:
            at = end + (2 if pattern[end + 1 : end + 2] == "?" else 1)
            continue
        break
    return found


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
