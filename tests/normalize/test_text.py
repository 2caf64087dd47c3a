"""Canonical text: the same for whatever bytes, spaces and invisible characters it came with."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.normalize.text import canonical_line, canonical_text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Huyện\u00a0 Tân\u2009Lộc\t", "Huyện Tân Lộc"),
        ("xã\u200b An\u00ad Hòa\ufeff", "xã An Hòa"),
        ("\u00d0ường \u00f0ến", "Đường đến"),
        (unicodedata.normalize("NFD", "Phường Mỹ Đức"), "Phường Mỹ Đức"),
        ("e\u200d\u0302", "ê"),
        ("một\r\nhai\u2028ba\x85bốn", "một hai ba bốn"),
        ("\u202eđảo\u202c", "đảo"),
        ("“Đồng thuận – Sáng tạo”…", "“Đồng thuận – Sáng tạo”…"),
        ("\u3000 \n", ""),
    ],
)
def test_canonical_line(text: str, line: str) -> None:
    assert canonical_line(text) == line


def test_case_24_nul_is_removed_and_a_lone_surrogate_replaced() -> None:
    assert canonical_line("a\x00b\x07c\x7f") == "abc"
    assert canonical_line("x\ud800y\udfff") == "x\ufffdy\ufffd"
    canonical_line("\ud83d\ude00").encode()


def test_canonical_text_has_lf_line_ends_and_keeps_empty_lines() -> None:
    assert canonical_text("một \r\n\r\n hai\rba\u2029bốn") == "một\n\nhai\nba\nbốn"


@given(st.text(alphabet=st.characters(), max_size=80))
def test_canonical_is_final_storable_and_composed(text: str) -> None:
    line, whole = canonical_line(text), canonical_text(text)
    assert canonical_line(line) == line
    assert canonical_text(whole) == whole
    assert unicodedata.is_normalized("NFC", line)
    assert "\x00" not in whole
    assert "\r" not in whole
    whole.encode()
