"""Other ways to know reprints, beside ours: the exact text, the title, MinHash by datasketch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from datasketch import MinHash

from benchmarks.stories_ours import ours
from benchmarks.stories_set import Pair, distance
from worker.identify.content_hash import content_hash
from worker.identify.stories.near import Telling
from worker.model import Article
from worker.vietnamese.text.fold import folded_words

Judge = Callable[[Pair], bool]


def signature_alone(pair: Pair) -> bool:
    """Say whether the signatures are as near as the measurements suggest: 80 bits."""
    return distance(Telling(pair.one).signature, Telling(pair.other).signature) <= 80


def exact(pair: Pair) -> bool:
    """Say whether the texts are equal."""
    return content_hash(pair.one) == content_hash(pair.other)


def title(pair: Pair) -> bool:
    """Say whether the titles are equal, whatever case, marks and punctuation."""
    return folded_words(pair.one.title) == folded_words(pair.other.title)


def minhash(article: Article) -> MinHash:
    """Return datasketch's MinHash of runs of three folded words."""
    made = MinHash(num_perm=128)
    made.update_batch([shingle.encode() for shingle in shingles(article)])
    return made


def shingles(article: Article) -> list[str]:
    """Return the runs of three folded words."""
    words = folded_words(article.text)
    return [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]


def datasketch_at(threshold: float) -> Judge:
    """Return whether datasketch finds so much of both in common."""

    def judge(pair: Pair) -> bool:
        return float(minhash(pair.one).jaccard(minhash(pair.other))) >= threshold

    return judge


JUDGES: Final[dict[str, Judge]] = {
    "this program": ours,
    "signature alone, d ≤ 80": signature_alone,
    "exact hash": exact,
    "title": title,
    "datasketch at .5": datasketch_at(0.5),
    "datasketch at .8": datasketch_at(0.8),
}
