"""A press review as a letter: the page in the mail, the Word document beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from worker.clock import HANOI
from worker.deliver.press_review_docx import as_docx
from worker.deliver.press_review_html import as_html
from worker.deliver.press_review_words import heading, period
from worker.model import Review

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject of one line, a page, and a document with its name."""

    subject: str
    page: str
    document: bytes
    document_name: str


def letter(review: Review) -> Letter:
    """Return the mail that a press review goes out as."""
    day = review.made_at.astimezone(HANOI)
    subject = f"{heading(review)}, {period(review)}"
    return Letter(subject, as_html(review), as_docx(review), f"diem-bao-{day:%Y-%m-%d}.docx")
