"""Canonical text: what a text is, whatever bytes, spaces and invisible characters it came with.

NFC with Ð as Đ; any white space as one space; lines trimmed; zero-width characters, soft hyphens
and controls gone; lone surrogates replaced (neither database stores them).
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.text.fold import nfc

_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    # C0 and C1 controls but for white space; soft hyphen; grapheme joiner; zero-width and
    # direction marks; word joiner and its neighbours; byte-order mark; interlinear and tag marks.
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Those of them that Python calls printable; the others, and surrogates, it does not.
_PRINTABLE_INVISIBLE: Final = "\u034f\u180b\u180c\u180d"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def canonical_line(text: str) -> str:
    """Return the text as one canonical line; line ends in it become spaces."""
    # Invisible characters go first: one of them may part a letter from its combining mark.
    if not text.isprintable() or any(one in text for one in _PRINTABLE_INVISIBLE):
        text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return " ".join(nfc(text).split())


def canonical_text(text: str) -> str:
    """Return the text with LF line ends and each line canonical; empty lines are kept."""
    return "\n".join(canonical_line(line) for line in _LINE_ENDS.sub("\n", text).split("\n"))
