"""A press review on its way: mail gets a page and a document, others what they can show."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from tests.deliver.alerts import outgoing
from tests.deliver.channels.test_apprise import Mailbox, mail_server
from tests.deliver.reviews import REVIEW, hostile
from worker.deliver.channels import console
from worker.deliver.channels.apprise import deliver
from worker.deliver.press_review.mail import as_eml
from worker.model import ChannelKind, Delivered, Form, Outgoing, Review

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd"),
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]


def with_review(review: Review, kind: ChannelKind) -> Outgoing:
    bare = outgoing(kind=kind, address="shown://…", digest=True)
    return replace(bare, form=Form.REVIEW, review=review)


async def test_mail_gets_the_page_and_the_document_beside_it() -> None:
    box = Mailbox()
    async with mail_server(box) as address:
        assert await deliver(with_review(REVIEW, ChannelKind.APPRISE), address) == Delivered()
    ((_, mail),) = box.mails
    assert mail["subject"] == "Điểm báo: Đê điều, 12/03/2026 – 14/03/2026"
    page = mail.get_body(("html",))
    assert page is not None
    assert 'href="https://baosonbinh.example/de"' in page.get_content()
    [document] = mail.iter_attachments()
    assert document.get_filename() == "diem-bao-2026-03-15.docx"
    opened = Document(io.BytesIO(document.get_content()))
    assert opened.paragraphs[0].text == "Điểm báo: Đê điều"


async def test_case_66_hostile_words_reach_no_header_and_stay_words() -> None:
    box = Mailbox()
    async with mail_server(box) as address:
        sent = with_review(hostile(), ChannelKind.APPRISE)
        assert await deliver(sent, address) == Delivered()
    ((recipients, mail),) = box.mails
    assert recipients == ["bien.tap@phongtin.example"]
    assert "\n" not in str(mail["subject"])
    page = mail.get_body(("html",))
    assert page is not None
    assert "<script>" not in page.get_content()


def test_a_mail_file_marks_its_parts_as_every_mail_program_reads_them() -> None:
    """A longer mark is split over lines in a way (RFC 2231) that many do not know."""
    mail = as_eml(REVIEW)
    assert mail.count(b'boundary="') == 2
    assert b"boundary*" not in mail
    assert mail == as_eml(REVIEW)


async def test_a_terminal_shows_it_as_text() -> None:
    stream = io.StringIO()
    assert await console.deliver(with_review(REVIEW, ChannelKind.CONSOLE), stream) == Delivered()
    assert stream.getvalue().startswith("Điểm báo: Đê điều\n=====")
