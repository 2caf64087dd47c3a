"""Fold Vietnamese text so that offsets hold: one code point in, one out.

``fold`` takes away case, tone and vowel marks (for finding), ``marked_key`` keeps the marks and
only unifies where the tone stands in a syllable (hoà = hòa). Both give, for NFC text, as many
code points as they were given, so a hit in the key is a span of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

_WORD_BYTES: Final = b"abcdefghijklmnopqrstuvwxyz0123456789"
"""What words are made of in folded text; everything else stands between them."""

_SPACE: Final = ord(" ")
_ONLY_WORDS: Final = bytes(byte if byte in _WORD_BYTES else _SPACE for byte in range(256))
_TABLE_SIZE: Final = 0x10000
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_PLAIN_VOWELS: Final = "aăâeêioôơuưy"
_HATTED: Final = "ăâêôơư"
_ETH: Final = str.maketrans("Ðð", "Đđ")

_BY_HAND: Final = {
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d", "ı": "i", "ł": "l", "Ł": "l",
    "ø": "o", "Ø": "o", "æ": "a", "Æ": "a", "œ": "o", "Œ": "o", "ß": "s", "þ": "t", "Þ": "t",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‹": "'", "›": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "…": ".", "⁄": "/", "×": "x",
}  # fmt: skip
"""What has no decomposition, or whose decomposition is not one ASCII character."""


def nfc(text: str) -> str:
    """Return the text in NFC, the Icelandic Ð and ð that some keyboards give turned into Đ, đ."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_ETH) if _odd(text) else text


def fold(text: str) -> str:
    """Return NFC text without case, tone and vowel marks; ASCII, one character for each one.

    What has no ASCII letter, digit or punctuation mark becomes a space.
    """
    return text.lower() if text.isascii() else fold_bytes(text).decode("ascii")


def fold_bytes(text: str) -> bytes:
    """Return ``fold`` as ASCII bytes: a byte offset is an index of the text."""
    if text.isascii():
        return text.lower().encode("ascii")
    # "surrogatepass": a lone surrogate is a code point too and becomes a space.
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return _TABLE.take(points, mode="clip").tobytes()


def tokens(folded: str) -> list[tuple[str, int, int]]:
    """Return the words of folded text, runs of ``[a-z0-9]``, each with its start and end."""
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(folded)]


def spaced(text: str) -> bytes:
    """Return NFC text folded, with all but letters and digits as spaces; a byte a code point."""
    return fold_bytes(text).translate(_ONLY_WORDS)


def folded_words(text: str) -> list[str]:
    """Return the words of NFC text as ``tokens`` cuts them, in their order."""
    return spaced(text).decode("ascii").split()


def only_words(text: str) -> str:
    """Return NFC text as it is written, with spaces for all of which ``tokens`` makes no words."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kept = np.where(_IN_WORDS.take(points, mode="clip"), points, np.uint32(_SPACE))
    return kept.tobytes().decode("utf-32-le")


def has_marks(text: str) -> bool:
    """Say whether any letter carries a Vietnamese mark: tone, hat, horn, breve, or is a đ."""
    if text.isascii():
        return False
    # Looked at as it stands first: most text is NFC, and asking whether it is takes longer.
    return _MARKED.search(text) is not None or _MARKED.search(nfc(text)) is not None


def marked_key(text: str) -> str:
    """Return NFC text in lower case with each tone on the vowel where the older spelling has it.

    hoà and hòa, uỷ and ủy, thuý and thúy become one; quý, giá, hoàn, giờ stand as they are. What
    is no Vietnamese syllable is left alone. As long as the NFC text.
    """
    lowered = _lower(nfc(text))
    if lowered.isascii():
        return lowered
    done = 0
    parts: list[str] = []
    for pair in _MOVABLE.finditer(lowered):
        if pair.start() >= done:
            start, end = _word_around(lowered, pair.start())
            parts += lowered[done:start], _unified(lowered[start:end])
            done = end
    parts.append(lowered[done:])
    return "".join(parts)


def is_syllable(word: str) -> bool:
    """Say whether a word has the shape of a Vietnamese syllable, whatever its tone and case."""
    bare, tone = _without_tone(_lower(nfc(word)))
    return len(tone) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _word_around(text: str, at: int) -> tuple[int, int]:
    """Return start and end of the run of letters at this place, marks that stand apart included."""
    start = at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    end = at + 1
    while end < len(text) and (text[end].isalpha() or unicodedata.combining(text[end])):
        end += 1
    return start, end


def _odd(text: str) -> bool:
    """Say whether there is anything to do; most text is NFC already, and asking is cheap."""
    return "Ð" in text or "ð" in text or not unicodedata.is_normalized("NFC", text)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # "İ" is the one letter that str.lower makes two of.
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=20_000)
def _unified(word: str) -> str:
    """Return the syllable with its tone where the older spelling puts it."""
    bare, tone = _without_tone(word)
    parts = _SYLLABLE.fullmatch(bare) if len(tone) == 1 else None
    if parts is None:
        return word
    at = len(parts["onset"] or "") + _tone_place(parts["vowels"], bool(parts["coda"]))
    return bare[:at] + unicodedata.normalize("NFC", bare[at] + tone) + bare[at + 1 :]


def _without_tone(word: str) -> tuple[str, str]:
    """Return the word without its tones, and the tones."""
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in apart if c in _TONES)
    bare = "".join(c for c in apart if c not in _TONES)
    return unicodedata.normalize("NFC", bare), tone


def _tone_place(vowels: str, closed: bool) -> int:
    """Return which vowel of a syllable bears the tone, by the rules of the older spelling."""
    hatted = [index for index, vowel in enumerate(vowels) if vowel in _HATTED]
    if hatted:
        return hatted[-1]
    if len(vowels) == 3:
        return 1
    return 1 if closed and len(vowels) == 2 else 0


def _letters(vowels: str) -> str:
    """Return these vowels with each tone, composed."""
    return "".join(unicodedata.normalize("NFC", v + t) for v in vowels for t in _TONES)


def _folded_char(char: str) -> str:
    """Return the one ASCII character that stands for this one; a space where there is none."""
    if char in _BY_HAND:
        return _BY_HAND[char]
    if char.isascii():
        return char.lower()
    apart = unicodedata.normalize("NFKD", char)
    kept = [c for c in apart if not unicodedata.combining(c)]
    if len(kept) != 1 or not kept[0].isascii():
        return " "
    return kept[0].lower()


def _built_table() -> NDArray[np.uint8]:
    """Return the table from code points to ASCII; its last entry serves all that lie beyond."""
    table = np.full(_TABLE_SIZE, _SPACE, dtype=np.uint8)
    # Latin with all its extensions, punctuation, super- and subscripts; full-width forms.
    for point in (*range(0x250), *range(0x1D00, 0x2500), *range(0xFF01, 0xFF5F)):
        table[point] = ord(_folded_char(chr(point)))
    for char, folded in _BY_HAND.items():
        table[ord(char)] = ord(folded)
    return table


_TABLE: Final = _built_table()
_IN_WORDS: Final = np.isin(_TABLE, np.frombuffer(_WORD_BYTES, dtype=np.uint8))
_TONED: Final = _letters(_PLAIN_VOWELS)
_SIMPLE_TONED: Final = _letters("aeiouy")
_TOKEN: Final = re.compile("[a-z0-9]+")
_MARKED: Final = re.compile(f"[{_TONED}{_TONED.upper()}ăâđêôơưĂÂĐÊÔƠƯ]")
_CONSONANTS: Final = "bcdđghklmnpqrstvx"
_MOVABLE: Final = re.compile(
    # A tone that may stand elsewhere than ``_tone_place`` has it. (One set of characters in front
    # lets the engine skip fast.) It has to go to a hat, horn or breve behind it or before it, ...
    rf"[{_TONED}](?:(?=[{_HATTED}])|(?<=[{_SIMPLE_TONED}])(?:(?<=[{_HATTED}].)"
    # ... back to another vowel where the syllable ends in this one or two stand before it, ...
    rf"|(?<=[{_PLAIN_VOWELS}].)(?![{_PLAIN_VOWELS}{_CONSONANTS}])|(?<=[{_PLAIN_VOWELS}]{{2}}.)"
    # ... or on to the next one, where more follows, or where it stands on what belongs to qu, gi.
    rf"|(?=[{_PLAIN_VOWELS}][{_PLAIN_VOWELS}{_CONSONANTS}])|(?<=[qg].)(?=[{_PLAIN_VOWELS}])))"
)
_SYLLABLE: Final = re.compile(
    rf"(?P<onset>ngh|gi(?=[{_PLAIN_VOWELS}])|qu(?=[{_PLAIN_VOWELS}])|"
    r"ch|gh|kh|ng|nh|ph|th|tr|[bcdđghklmnpqrstvx])?"
    rf"(?P<vowels>[{_PLAIN_VOWELS}]{{1,3}})(?P<coda>ch|ng|nh|[cmnpt])?"
)
