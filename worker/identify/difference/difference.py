"""What an edit did to a text: sentence by sentence, whom and what it named, and whether it matters.

    1. sentences   which are the same, have moved, have changed, have come or gone
    2. words       in a sentence that changed, which words were kept
    3. facts       which officials, offices, figures, dates and negations changed
    4. substance   more than spelling, layout and furniture, or not

The time it takes grows with the length of the texts, hardly with how unlike they are. Of a text
that is another altogether the first thousand sentences are looked at; the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from worker.identify.difference.facts import Facts, named
from worker.identify.difference.sentences import Altered, altered
from worker.identify.difference.substance import is_furniture, is_slight, says_the_same
from worker.identify.difference.words import runs
from worker.model import Article, ChangedSentence, Difference, Mention, Run, RunState


def difference(
    before: Article,
    after: Article,
    mentions_before: Iterable[Mention] = (),
    mentions_after: Iterable[Mention] = (),
) -> Difference:
    """Return what became of an article; the mentions are those of each version's text.

    Exchanging the versions exchanges what came and what went.
    """
    changed, beyond = altered(before, after)
    sentences = tuple(_shown(one) for one in changed)
    telling = [one for one in changed if not is_furniture(one)]
    if not beyond and says_the_same(telling):
        return Difference(sentences, (), substantial=False)
    facts = named(telling, Facts(before, mentions_before), Facts(after, mentions_after))
    substantial = bool(beyond or facts) or not all(map(is_slight, telling))
    return Difference(sentences, facts, substantial, beyond)


def _shown(one: Altered) -> ChangedSentence:
    """Return a sentence with what went and what came."""
    if one.old is not None and one.new is not None:
        shown = runs(one.old.text, one.new.text, one.changes)
    else:
        state = RunState.COME if one.old is None else RunState.GONE
        shown = tuple(Run(text, state) for text in one.texts)
    return ChangedSentence(shown, in_title=one.in_title)
