"""Charsets: believed, contradicted, guessed; always the same answer for the same bytes."""

from __future__ import annotations

import pytest

from worker.extract.decode import decode

TEXT = (
    "Ủy ban nhân dân huyện Cồn Sậy đã họp về việc giữ nước ngọt; người dân và các xã ở ven "
    "sông không để lãng phí một giọt nước."
)
# The same words in TCVN3, as an ABC font shows them, byte for byte.
TCVN3 = (
    b"\xf1y ban nh\xa9n d\xa9n huy\xd6n \xae\xb7 h\xe4p v\xd2 vi\xd6c gi\xf7 n\xad\xedc ng\xe4t, "
    b"ng\xad\xeai d\xa9n v\xb5 c\xb8c x\xb7 \xeb ven s\xabng kh\xabng \xae\xd3 l\xb7ng ph\xdd"
)


def page(charset: str | None, text: str = TEXT) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>t</title></head><body><p>{text}</p></body></html>"


def in_1258(text: str) -> bytes:
    """Windows-1258 has the tones as characters of their own, put behind the letter."""
    import unicodedata

    out = bytearray()
    for character in text:
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", character)
            tone = next(mark for mark in decomposed[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def test_utf8_is_read_as_such_and_needs_no_flag() -> None:
    found = decode(page("utf-8").encode(), "text/html")
    assert (found.text, found.charset, found.guessed) == (page("utf-8"), "utf-8", False)


def test_a_byte_order_mark_decides_and_is_no_text() -> None:
    for codec in ("utf-8-sig", "utf-16"):
        found = decode(page(None).encode(codec), "text/html; charset=iso-8859-1")
        assert found.text == page(None)
        assert found.witness == "bom"


def test_windows_1258_declared_is_believed() -> None:
    found = decode(in_1258(page("windows-1258")), "text/html")
    assert nfc(found.text) == page("windows-1258")
    assert (found.charset, found.witness) == ("cp1258", "meta")


def test_case_23_charset_that_lies_is_overruled_and_flagged() -> None:
    found = decode(page("windows-1258").encode(), "text/html; charset=ISO-8859-1")
    assert found.text == page("windows-1258")
    assert found.guessed
    assert "iso" in found.witness or "cp1252" in found.witness


def test_case_23_utf16_without_a_mark_is_guessed() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        found = decode(page(None).encode(codec), "text/html; charset=utf-8")
        assert found.text == page(None)
        assert found.witness == f"guess: {codec}"


@pytest.mark.parametrize(
    "content_type", ["text/html", "text/html; charset=utf-8", "text/html; charset=windows-1252"]
)
def test_case_23_windows_1258_undeclared_is_guessed(content_type: str) -> None:
    found = decode(in_1258(page(None)), content_type)
    assert nfc(found.text) == page(None)
    assert found.witness == "guess: windows-1258"


def test_case_23_tcvn3_is_guessed() -> None:
    found = decode(b"<html><body><p>" + TCVN3 + b"</p></body></html>", "text/html")
    assert found.witness == "guess: tcvn3"
    assert "ủy ban nhân dân huyện đã họp về việc giữ nước ngọt, người dân và các xã" in found.text
    assert "ở ven sông không để lãng phí" in found.text


def test_utf8_with_a_damaged_byte_is_still_utf8() -> None:
    damaged = page("utf-8").encode().replace("ngọt".encode(), b"ng\xe1\xbbt")
    found = decode(damaged, "text/html; charset=utf-8")
    assert "Ủy ban nhân dân huyện Cồn Sậy" in found.text
    assert found.witness == "guess: utf-8, damaged"


@pytest.mark.parametrize(
    "label", ["x-không-có", "utf-7", "unicode_escape", "zlib", "idna", "utf-16"]
)
def test_a_charset_no_page_is_written_in_is_not_obeyed(label: str) -> None:
    found = decode(page(None).encode(), f"text/html; charset={label}")
    assert found.text == page(None)


def test_case_23_any_bytes_give_the_same_text_every_time() -> None:
    noise = bytes((i * 37 + i // 7) % 256 for i in range(4_000))
    first = decode(noise, "text/html")
    assert all(decode(noise, "text/html") == first for _ in range(3))
    assert first.guessed
    first.text.encode()  # no lone surrogates


def test_case_24_surrogates_in_the_bytes_do_not_hide_that_it_is_utf8() -> None:
    broken = TEXT.replace(" ", " \ud800 ").encode("utf-8", "surrogatepass")
    found = decode(broken, "text/html; charset=utf-8")
    assert "người dân" in found.text.replace(" \ufffd\ufffd\ufffd", "")
    assert found.guessed
    found.text.encode()
