"""From bytes to characters: the same answer for the same bytes, and a word on how it was found.

The order: byte-order mark; bytes that are valid UTF-8 are UTF-8, whatever else is declared; the
charset of the header, then of the document itself, if the bytes can be read so; then a guess,
which is said. Old Vietnamese pages are in windows-1258 or in TCVN3, which is a font's code and
is declared, where it is, as something else.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

GUESS: Final = "guess"
"""How the witness of a charset begins where nothing reliable declared it."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_DOCUMENT: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})|"
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_DOCUMENT_HEAD: Final = 4096
_PAGE_CHARSETS: Final = ("utf-8", "cp", "iso8859", "iso2022", "koi8", "gb", "big5", "euc", "shift")
_MAX_BAD_SHARE: Final = 0.005
"""UTF-8 with a damaged byte in two hundred characters is still UTF-8."""

# TCVN 5712:1993, third form ("ABC" fonts): the letters from 0xA1 on, None where none stands.
_TCVN3_LETTERS: Final = (
    "Ă Â Ê Ô Ơ Ư Đ ă â ê ô ơ ư đ . . . . . . à ả ã á ạ . ằ ẳ ẵ ắ . . . . . . . ặ ầ ẩ ẫ ấ ậ è . ẻ "
    "ẽ é ẹ ề ể ễ ế ệ ì ỉ . . . ĩ í ị ò . ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù . ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ "
    "ỹ ý ỵ"
)
_TCVN3: Final = {
    byte: letter for byte, letter in enumerate(_TCVN3_LETTERS.split(), start=0xA1) if letter != "."
}
_COMMON_WORDS: Final = re.compile(
    r"(?<!\w)(?:của|và|là|các|không|được|người|những|với|đã|này|ở|để|một|về|tại|đến|từ|năm|ngày)"
    r"(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters; ``witness`` is ``bom``, ``utf-8``, ``header``, ``meta`` or ``guess: …``."""

    text: str
    charset: str
    witness: str

    @property
    def guessed(self) -> bool:
        """Say whether nothing reliable told the charset."""
        return self.witness.startswith(GUESS)


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the characters of a page; never fails, and flags what it had to guess.

    ``content_type`` is the header's value. Byte-order marks are not part of the text.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(charset, "replace"), charset, "bom")
    if wide := _wide(body):
        return Decoded(body.decode(wide, "replace"), wide, f"{GUESS}: {wide}")
    declared = _declared(body, content_type)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", _utf8_witness(body, declared))
    except UnicodeDecodeError:
        return _as_declared(body, declared) or _guess(body)


def _declared(body: bytes, content_type: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of codec name and who declared it, the header before the document."""
    found: list[tuple[str, str]] = []
    if header := _IN_HEADER.search(content_type):
        found.append((header[1], "header"))
    if document := _IN_DOCUMENT.search(body, 0, _DOCUMENT_HEAD):
        found.append(((document[1] or document[2]).decode("ascii", "replace"), "meta"))
    known = ((_codec(name), who) for name, who in found)
    return tuple((name, who) for name, who in known if name)


def _codec(label: str) -> str | None:
    """Return Python's name of a charset that pages are written in, None for anything else.

    Browsers read Latin-1 as windows-1252. UTF-16 is not believed: its zero bytes show it.
    """
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if name.startswith(_PAGE_CHARSETS) else None


def _utf8_witness(body: bytes, declared: tuple[tuple[str, str], ...]) -> str:
    """Say who is right about UTF-8; a page that declares something else is flagged."""
    if not declared or body.isascii():
        return declared[0][1] if declared else "utf-8"
    charset, who = declared[0]
    return who if charset == "utf-8" else f"{GUESS}: utf-8, the {who} says {charset}"


def _as_declared(body: bytes, declared: tuple[tuple[str, str], ...]) -> Decoded | None:
    """Read the bytes in a declared charset that can read all of them.

    Latin-1 and windows-1252 read nearly anything and are declared for anything: not believed.
    """
    for charset, who in declared:
        if charset in {"utf-8", "cp1252"}:
            continue
        try:
            return Decoded(body.decode(charset), charset, who)
        except UnicodeError:
            continue
    return None


def _guess(body: bytes) -> Decoded:
    """Choose by what gives the most Vietnamese words; on a tie the first of a fixed order."""
    damaged = body.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= max(1, len(damaged) * _MAX_BAD_SHARE) and _many_marks(damaged):
        return Decoded(damaged, "utf-8", f"{GUESS}: utf-8, damaged")
    readings = (
        ("windows-1258", body.decode("cp1258", "replace")),
        ("tcvn3", body.decode("latin-1").translate(_TCVN3)),
        ("windows-1252", body.decode("cp1252", "replace")),
        ("utf-8, damaged", damaged),
    )
    charset, text = max(readings, key=lambda reading: _vietnamese_words(reading[1]))
    return Decoded(text, charset.partition(",")[0], f"{GUESS}: {charset}")


def _wide(body: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every other byte of its markup is zero."""
    head = body[:512]
    if head.count(0) < len(head) // 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _many_marks(text: str) -> bool:
    """Say whether most of what is not ASCII was read as letters."""
    other = [character for character in text if not character.isascii()]
    return sum(character.isalpha() for character in other) > len(other) * 0.8


def _vietnamese_words(text: str) -> int:
    return len(_COMMON_WORDS.findall(unicodedata.normalize("NFC", text)))
