"""A press review as a letter: the page in the mail, the Word document beside it."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Final

from worker.clock import HANOI
from worker.deliver.press_review.docx import as_docx
from worker.deliver.press_review.html import as_html
from worker.deliver.press_review.text import as_text
from worker.deliver.press_review.words import heading, period
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


def as_eml(review: Review) -> bytes:
    """Return the mail as a file that a mail program opens as a draft: no sender, no recipient."""
    told = letter(review)
    mail = EmailMessage(policy.SMTP)
    mail["Subject"] = told.subject
    mail["Date"] = format_datetime(review.made_at.astimezone(HANOI))
    mail["X-Unsent"] = "1"
    mail.set_content(as_text(review))
    mail.add_alternative(told.page, subtype="html")
    kind, _, subtype = DOCX.partition("/")
    mail.add_attachment(told.document, maintype=kind, subtype=subtype, filename=told.document_name)
    # Their own are random; the same review makes the same file. Short enough for one line.
    marks = (sha256(told.document + part).hexdigest()[:32] for part in (b"mail", b"text"))
    for part, mark in zip((mail, next(mail.iter_parts())), marks, strict=True):
        part.set_boundary(f"=={mark}==")
    return mail.as_bytes()
