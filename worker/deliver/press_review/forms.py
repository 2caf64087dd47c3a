"""A press review in the form that a file's name asks for: .docx, .html, .eml or .txt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from worker.deliver.press_review.docx import as_docx
from worker.deliver.press_review.html import as_html
from worker.deliver.press_review.mail import as_eml
from worker.deliver.press_review.text import as_text
from worker.model import Review


def _html(review: Review) -> bytes:
    return as_html(review).encode()


def _text(review: Review) -> bytes:
    return as_text(review).encode()


FORMS: Final[Mapping[str, Callable[[Review], bytes]]] = {
    ".docx": as_docx,
    ".eml": as_eml,
    ".html": _html,
    ".txt": _text,
}
"""What makes a file of each kind; all text in it is UTF-8."""
