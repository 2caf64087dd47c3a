"""A press review as a Word document (python-docx): real headings, links, a table of contents.

The language is said, so that Word checks the spelling of Vietnamese as such, and the font has its
letters. The same review makes the same bytes: no time but the review's own goes into the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from worker.deliver.press_review.wording import words
from worker.deliver.press_review.words import (
    archive_id,
    front,
    heading,
    is_whole,
    missing,
    named_line,
    notes,
    outlet_facts,
    outlet_name,
    section_title,
    see,
    visible,
    web_address,
)
from worker.deliver.xml_text import fit_for_xml
from worker.model import Language, Outlet, Review, ReviewedStory, Stretch

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
"""It is on every machine that has Word, and has all letters of Vietnamese."""
_LANGUAGES: Final = {Language.VIETNAMESE: "vi-VN", Language.ENGLISH: "en-GB"}
_PROPERTY: Final = 255
"""Code points that a property of the file may have (ECMA-376, part 2)."""
_LINK_COLOUR: Final = "0B4F8A"
_QUIET_SIZE: Final = 11
_QUIET_COLOUR: Final = "595959"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can give its parts."""


def as_docx(review: Review) -> bytes:
    """Return the review as a .docx file."""
    from docx import Document  # costs 0.2 s

    document = Document()
    _dress(document, review)
    document.add_heading(fit_for_xml(heading(review)), level=0)
    for line in front(review):
        _quiet(document.add_paragraph(), line)
    _tell_missing(document, review)
    said = words(review.language)
    if not review.sections:
        document.add_paragraph(said.nothing)
    else:
        _contents(document, review)
    for number, section in enumerate(review.sections, start=1):
        title = document.add_heading(fit_for_xml(section_title(section, review)), level=1)
        _bookmark(title, _place(number), number)
        for story in section.stories:
            _story(document, story, review)
        for one in section.see:
            _link(document.add_paragraph(), see(one, review), anchor=_place_of(one.number))
    return _same_each_time(document)


def _dress(document: Document, review: Review) -> None:
    """Set page, fonts, language, and what the file says of itself."""
    from docx.shared import Cm, Pt, RGBColor

    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    sizes = {"Normal": 13, "Title": 22, "Heading 1": 16, "Heading 2": 14}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        _speak(style.element, review.language)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(4)
    core = document.core_properties
    core.author = core.last_modified_by = "Điểm Tin"
    core.title, core.language = (
        fit_for_xml(heading(review))[:_PROPERTY],
        _LANGUAGES[review.language],
    )
    core.created = core.modified = review.made_at.astimezone(UTC).replace(tzinfo=None)
    core.comments, core.revision = "", 1


def _speak(style: Any, language: Language) -> None:
    """Give a style our font in all scripts, and a language."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = style.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGES[language])
    properties.append(spoken)


def _tell_missing(document: Document, review: Review) -> None:
    if is_whole(review):
        for line in missing(review):
            _quiet(document.add_paragraph(), line)
        return
    document.add_paragraph().add_run(words(review.language).missing).bold = True
    for line in missing(review):
        document.add_paragraph(fit_for_xml(line), style="List Bullet")


def _contents(document: Document, review: Review) -> None:
    """Write the sections with their counts, each a link to its place."""
    document.add_paragraph().add_run(words(review.language).contents).bold = True
    for number, section in enumerate(review.sections, start=1):
        line = document.add_paragraph(style="List Bullet")
        _link(line, section_title(section, review), anchor=_place(number))


def _story(document: Document, story: ReviewedStory, review: Review) -> None:
    title = document.add_heading(level=2)
    _marked(title, story.title)
    _bookmark(title, _place_of(story.number), len(review.sections) + 1 + story.number)
    _marked(document.add_paragraph(), story.lead)
    if story.found:
        _marked(document.add_paragraph(), story.found)
    for line in [*notes(story, review), named_line(story, review)]:
        if line:
            _quiet(document.add_paragraph(), line)
    told = document.add_paragraph()
    for at, outlet in enumerate(story.outlets):
        _quiet(told, "; " if at else "")
        _outlet(told, outlet, outlet_facts(outlet, story, review))
    _quiet(document.add_paragraph(), archive_id(story, review))


def _outlet(paragraph: Paragraph, outlet: Outlet, facts: str) -> None:
    address = web_address(outlet.url)
    if address is None:
        _quiet(paragraph, outlet_name(outlet))
    else:
        _link(paragraph, outlet_name(outlet), address=address)
    _quiet(paragraph, f" ({facts})")


def _marked(paragraph: Paragraph, stretches: Sequence[Stretch]) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    for one in stretches:
        run = paragraph.add_run(fit_for_xml(visible(one.text)))
        if one.matched:
            run.bold = True
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _quiet(paragraph: Paragraph, text: str) -> None:
    """Add words that are ours, smaller than those of the papers."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(fit_for_xml(text))
    run.font.size, run.font.color.rgb = Pt(_QUIET_SIZE), RGBColor.from_string(_QUIET_COLOUR)


def _link(paragraph: Paragraph, text: str, *, address: str = "", anchor: str = "") -> None:
    """Add a link to a web address or to a place in the document; python-docx has none to write."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    link = OxmlElement("w:hyperlink")
    if address:
        to = paragraph.part.relate_to(
            fit_for_xml(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), to)
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(fit_for_xml(text))
    run.font.color.rgb, run.underline = RGBColor.from_string(_LINK_COLOUR), True
    if address:  # among our own words
        run.font.size = Pt(_QUIET_SIZE)
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark a heading as a place that links lead to; the number is the mark's own."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _place(number: int) -> str:
    return f"muc_{number}"


def _place_of(story: int) -> str:
    return f"tin_{story}"


def _same_each_time(document: Document) -> bytes:
    """Return the file with its parts in one order, and without the time at which it was packed."""
    packed, same = BytesIO(), BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(same, "w") as file:
        for name in sorted(parts.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(part, parts.read(name))
    return same.getvalue()
