"""Whether an edit is only what changes at each look: a counter in words that nobody foresaw, or an
advertisement that rotates in the text.

A corrected figure changes once or twice. What stands at a place of its own, in front of which
nothing changes, and was another in each of the last versions of the page, is no statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from worker.identify.difference.sentences import Altered, Sentence, altered, sentences_of
from worker.identify.difference.substance import is_furniture, is_slight
from worker.model import Article
from worker.vietnamese.text.fold import folded_words

VERSIONS: Final = 5
"""Versions of a page, the newest among them, that tell: three edits that were told, and this."""

_MOST: Final = 3
"""Sentences that change at each look, at most: a bulletin written anew each hour has more."""
_ROTATING: Final = 1
"""Of these, those that are other words each time, at most; of the others the figures differ."""
_DIGITS: Final = re.compile(r"\d+")

_Places = Counter[str]
"""How many sentences took the place of another, by the unchanged sentence in front of them."""


def is_churn(shown: Sequence[Article]) -> bool:
    """Say whether from the last but one of these versions to the last, oldest first, nothing has
    changed but what changed from each to the next.

    A title is never churn, nor a sentence that came or went without another in its place.
    """
    if len(shown) < VERSIONS:
        return False
    steps = reversed(list(pairwise(shown[-VERSIONS:])))
    now = _places(*next(steps))
    if not now:
        return False
    return all(now <= _places(before, after) for before, after in steps)


def _places(before: Article, after: Article) -> _Places:
    """Return the places where a few sentences took the place of as many; none where more changed
    than that."""
    changed, beyond = altered(before, after)
    telling = [one for one in changed if not is_furniture(one) and not is_slight(one)]
    old = [one.old for one in telling if one.old is not None]
    new = [one.new for one in telling if one.new is not None]
    if beyond or len(old) > _MOST or len(new) > _MOST or _rotating(telling) > _ROTATING:
        return Counter()
    starts = [
        {one.start for one in side if one is not None}
        for side in ([one.old for one in changed], [one.new for one in changed])
    ]
    gone, come = _anchors(before, starts[0], old), _anchors(after, starts[1], new)
    return come if gone == come and not any(one.in_title for one in telling) else Counter()


def _rotating(changed: Iterable[Altered]) -> int:
    """Return how many sentences of the newer version have other words, figures aside."""
    return sum(
        one.new is not None and (one.old is None or _bare(one.old) != _bare(one.new))
        for one in changed
    )


def _bare(sentence: Sentence) -> list[str]:
    return folded_words(_DIGITS.sub("0", sentence.text))


def _anchors(article: Article, others: set[int], of: Sequence[Sentence]) -> _Places:
    """Return how many of these sentences stand behind each sentence that is in both versions."""
    starts = {one.start for one in of}
    behind, found = "", _Places()
    for sentence in sentences_of(article, range(1, len(article.paragraphs) + 1)):
        if sentence.start in starts:
            found[behind] += 1
        elif sentence.start not in others:
            behind = sentence.text
    return found
