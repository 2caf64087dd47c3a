"""Whether one paper has printed one text twice, under two titles.

Pages of which nothing but furniture was read have one text and two titles too. So both titles have
to come of the text, and each from more than one of its phrases: an imprint names the body that a
title names, a list of links holds the whole title, a standing biography the name.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Final

import numpy as np

from worker.identify.stories.signature import runs
from worker.model import Article
from worker.vietnamese.text.fold import folded_words, spaced

SAME_TEXT: Final = 0.9
"""The part of all runs of both texts, without their titles, that they share at least."""

LONG: Final = 120
"""Runs that they share at least: notices and notes are shorter."""

FROM_TEXT: Final = 0.5
"""The part of a title's pairs of words that stand in both texts at least."""

ELSEWHERE: Final = 0.15
"""The part of them that stand there apart from the longest phrase that the title has from it."""


def under_two_titles(one: Article, other: Article) -> bool:
    """Say whether both are long, nearly the same, and what either title is about."""
    texts = [" ".join(part.text for part in article.paragraphs) for article in (one, other)]
    here, there = (runs(spaced(text)) for text in texts)
    shared = np.intersect1d(here, there, assume_unique=True).size
    if shared < LONG or shared < SAME_TEXT * (here.size + there.size - shared):
        return False
    both = set.intersection(*(set(_pairs(text)) for text in texts))
    return all(_is_of(article.title, both) for article in (one, other))


def _is_of(title: str, both: set[tuple[str, str]]) -> bool:
    """Say whether a title is made of several phrases of the text."""
    found = [pair in both for pair in _pairs(title)]
    longest = max((len(list(phrase)) for known, phrase in groupby(found) if known), default=0)
    told = sum(found)
    return told >= FROM_TEXT * len(found) and told - longest >= ELSEWHERE * len(found) > 0


def _pairs(text: str) -> list[tuple[str, str]]:
    return list(pairwise(folded_words(text)))
