"""The category of an article, as the systems of papers tell it."""

from __future__ import annotations

import json

import pytest

from tests.extract.test_generic import article, page


def told(sections: str, steps: list[object]) -> str:
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    return (
        f'<meta property="article:section" content="{sections}">'
        f'<script type="application/ld+json">{json.dumps(trail)}</script>'
    )


def step(name: str) -> dict[str, object]:
    return {"@type": "ListItem", "item": {"@id": "https://tin.example/muc/", "name": name}}


@pytest.mark.parametrize(
    ("sections", "steps", "category"),
    [
        ("Sông nước,Đời sống,Chợ nổi", [step("Đời sống")], "Đời sống"),
        ("Sông nước,Đời sống,Chợ nổi", [step("Trang chủ"), step("Bạn đọc")], "Sông nước"),
        ("Sông nước,Đời sống,Chợ nổi", [], "Sông nước"),
        ("Khoa học, giáo dục", [step("Tin tức")], "Khoa học, giáo dục"),
    ],
)
def test_of_all_sections_in_one_line_the_breadcrumb_says_which_is_meant(
    sections: str, steps: list[object], category: str
) -> None:
    assert article(page(head=told(sections, steps))).category == category


def test_steps_of_a_breadcrumb_that_are_lists_of_one_are_read() -> None:
    trail: list[object] = [[step("Trang chủ")], [step("Nhịp sống")]]
    assert article(page(head=told("", trail))).category == "Nhịp sống"


def test_a_label_above_the_title_that_leads_nowhere_is_the_category() -> None:
    top = "<div class='post-cat'>An ninh trật tự</div>"
    assert article(page(top=top)).category == "An ninh trật tự"


def test_a_link_behind_the_words_for_category_is_the_category() -> None:
    row = "<div>Ngày 12/02/2026 15:42 | Chuyên mục: <a href='/x'>Sông nước</a> | In bài</div>"
    assert article(page(date=row)).category == "Sông nước"


@pytest.mark.parametrize(
    "trail",
    [
        "<ol class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li class='active'>Sông nước</li>"
        "</ol>",
        "<div class='path'>Trang chủ / Sông nước</div>",
    ],
)
def test_a_step_of_the_trail_that_is_no_link_is_the_category(trail: str) -> None:
    assert article(page(top=trail)).category == "Sông nước"
