"""From captured bytes to a reading, whatever the bytes are."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, PROFILE, capture_of, text_file
from tests.site import ProvincialSite
from worker.errors import FormatError
from worker.extract.profile import profile_for
from worker.flow.intake.read import capture_file, read
from worker.identify.content_hash import content_hash
from worker.model import NotAnArticle, Reading


def read_well(capture: object, profile: str | None = None) -> Reading:
    reading = read(capture, profile_for("", profile) if profile else None)  # type: ignore[arg-type]
    assert isinstance(reading, Reading)
    return reading


def test_a_page_and_its_text_file_are_one_article(clock: FakeClock, tmp_path: Path) -> None:
    page = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock)
    file = text_file(tmp_path, "a.txt", BRIDGE.title, BRIDGE.lead, *BRIDGE.paragraphs)
    of_page, of_file = read_well(page, PROFILE), read_well(capture_file(file, clock))
    assert content_hash(of_page.article) == content_hash(of_file.article)
    assert of_page.published == of_file.published
    assert of_page.byline == of_file.byline == "Tin, ảnh: Hạ Vy"


def test_the_profile_is_part_of_the_rules(clock: FakeClock) -> None:
    page = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock)
    assert read_well(page, PROFILE).rules != read_well(page, "bao-can-tho").rules


def test_text_from_the_web_is_no_file(clock: FakeClock) -> None:
    """Only a path makes bytes a file in the text format, whatever a server says they are."""
    page = capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock)
    assert (
        read_well(replace(page, content_type="text/plain"), PROFILE).article.title == BRIDGE.title
    )


def test_a_page_of_furniture_is_no_article(clock: FakeClock) -> None:
    story = replace(BRIDGE, lead="Chia sẻ bài viết", paragraphs=("BÌNH LUẬN",), byline="")
    page = capture_of(ProvincialSite([story]), story, clock)
    assert isinstance(read(page, profile_for("", PROFILE)), NotAnArticle)


def test_a_file_of_furniture_is_named(clock: FakeClock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Cầu Bến Đìa\n\n02/03/2026 - 08:15\n\nChia sẻ bài viết\n\nBÌNH LUẬN\n", "utf-8")
    with pytest.raises(FormatError, match="nothing under the title") as caught:
        read(capture_file(file, clock), None)
    assert caught.value.where == str(file)


def test_the_address_of_a_file_is_its_absolute_path(
    clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text_file(tmp_path, "a.txt", "Cầu Bến Đìa", "Cầu Bến Đìa sắp thông xe.")
    monkeypatch.chdir(tmp_path)
    assert capture_file(Path("a.txt"), clock).url == f"{tmp_path}/a.txt"


def test_what_cannot_be_read_is_told(clock: FakeClock, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "khong-co.txt", Path(os.fsdecode(b"/\xff"))):
        with pytest.raises(FormatError) as caught:
            capture_file(path, clock)
        str(caught.value).encode()
