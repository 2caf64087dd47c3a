"""A sentence as all its spellings have it, so that what is left differing is more than spelling.

Figures and dates stand by what they say ("10%" and "10 phần trăm", "ngày 12/3" and "ngày 12 tháng
3", "bốn người" and "4 người"), abbreviations of public life in full, and the credit of a photograph
behind a caption not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from worker.vietnamese.figures import SaidKind, said
from worker.vietnamese.text.abbreviations import FULL_FORMS
from worker.vietnamese.text.fold import folded_words

_CREDIT: Final = re.compile(r"[\s(\[]+(?:ảnh|nguồn ảnh|nguồn)\s?:[^.!?:]{1,60}[.)\]]*$", re.I)
_CAPITALS: Final = re.compile(r"(?<!\w)[^\W\d_a-zđ]{2,}(?!\w)")


def plainly(sentence: str) -> str:
    """Return a sentence of NFC text as all its spellings have it; for comparing only."""
    return "".join(_pieces(_CREDIT.sub("", sentence)))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for one in said(text):
        if one.kind is not SaidKind.NEGATION:
            yield _CAPITALS.sub(_in_full, text[at : one.start])
            yield f" {one.key} "
            at = one.end
    yield _CAPITALS.sub(_in_full, text[at:])


def _in_full(found: re.Match[str]) -> str:
    """Return what an abbreviation stands for, itself where that is nothing known or several."""
    full = FULL_FORMS.get(tuple(folded_words(found[0])), ())
    return full[0] if len(full) == 1 else found[0]
