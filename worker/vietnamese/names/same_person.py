"""Whether two written names may be one person's: in full, shortened, or by the given name."""

from __future__ import annotations

from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.names.names import name_key, split_label
from worker.vietnamese.text.fold import has_marks, nfc


def may_be_one(one: str, other: str) -> bool:
    """Say whether one name is the other, or the other shortened ("Hồng Yến", "Nguyễn Yến").

    A shortened name keeps the given name, which stands last, and the order. Marks count where
    both names have some. Distinctions of labels are left aside.
    """
    one, other = split_label(one)[0], split_label(other)[0]
    key = name_key if has_marks(nfc(one)) and has_marks(nfc(other)) else blind_key
    short, long = sorted((key(one).split(), key(other).split()), key=len)
    if not short or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in short)
