from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest

from worker.cli.printed.output import complain, inert, json_line, marked

STEERING = ["\x1b[31m", "\x9b31m", "\u202e", "\u2028", "\x85", "\ud800", "\x07", "\r", "\x00"]


@pytest.mark.parametrize("sign", STEERING)
def test_case_80_what_steers_a_terminal_is_escaped_in_json_and_survives(sign: str) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        json_line({"title": f"Đỏ{sign}đen"})
    assert "Đỏ" in out.getvalue()
    [line] = out.getvalue().splitlines()
    assert sign not in line
    assert json.loads(line) == {"title": f"Đỏ{sign}đen"}


@pytest.mark.parametrize("sign", STEERING)
def test_case_80_what_steers_a_terminal_is_not_printed(sign: str) -> None:
    assert inert(f"Đỏ{sign}đen\nxanh") == f"Đỏ{sign[1:]}đen\nxanh"
    err = io.StringIO()
    with redirect_stderr(err):
        complain(f"/tệp{sign}.txt\ndiemtin: forged")
    assert sign not in err.getvalue()
    assert len(err.getvalue().splitlines()) == 1


def test_only_what_matched_is_marked_and_overlaps_are_marked_once() -> None:
    shown = marked("hạn mặn đến sớm", [(0, 7), (4, 7), (12, 15)])
    assert shown.count("\x1b[0m") == 2
    assert shown.replace("\x1b[33m\x1b[1m", "").replace("\x1b[0m", "") == "hạn mặn đến sớm"
