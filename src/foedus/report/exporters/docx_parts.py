"""Blocks as parts of a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from foedus.charts.render import FONTS
from foedus.report.documents.blocks import (
    Document,
    Drawing,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Points,
    Span,
    Words,
    legal,
    runs,
)
from foedus.report.exporters.docx_styles import COLOURS

if TYPE_CHECKING:
    from docx.document import Document as Word

STYLES = {
    "body": "Normal",
    "type": "Verdict",
    "sentence": "Sentence",
    "lead": "Lead",
    "small": "Small",
}
SHARPNESS = 2.0
"""Pixels of a drawing for one of its own."""


def styled(paragraph: Any, name: str) -> Any:
    """The paragraph in one of the document's styles.

    The style's id is its name without spaces; looking it up takes Word's library milliseconds.
    """
    paragraph._p.get_or_add_pPr().style = name.replace(" ", "")
    return paragraph


def names(word: Word, document: Document) -> None:
    """The states' names in Chinese and Russian, then the title."""
    chinese, russian = document.names
    line = styled(word.add_paragraph(), "Lead")
    _language(line.add_run(legal(chinese)), "eastAsia", "zh-CN")
    _language(line.add_run(f"   {legal(russian)}"), "val", "ru-RU")
    styled(word.add_paragraph(legal(document.title)), "Title")


def _language(run: Any, kind: str, code: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn(f"w:{kind}"), code)
    run._r.get_or_add_rPr().append(language)


def heading(word: Word, block: Heading) -> None:
    """A heading in one of Word's own heading styles."""
    made = styled(word.add_paragraph(), f"Heading {block.level}")
    _run(made, Span(block.text, role=block.role))


def paragraph(word: Word, block: Paragraph) -> None:
    """Running text."""
    fill(styled(word.add_paragraph(), STYLES[block.style]), block.words)


def points(word: Word, block: Points) -> None:
    """A bulleted list."""
    for item in block.items:
        fill(styled(word.add_paragraph(), "List Bullet"), item)


def fill(paragraph: Any, line: Words) -> None:
    """Put spans, their notes and links into a paragraph."""
    for span in line:
        if span.link:
            link(paragraph, span.text, address=span.link)
        else:
            _run(paragraph, span)
        for place, (first, last) in enumerate(runs(span.notes)):
            if place:
                _raised(paragraph, ",")
            link(paragraph, str(first), anchor=f"source-{first}")
            if last > first:
                _raised(paragraph, "–")
                link(paragraph, str(last), anchor=f"source-{last}")


def _run(paragraph: Any, span: Span) -> None:
    run = paragraph.add_run(legal(span.text))
    run.bold = True if span.bold else None
    if span.role:
        run.font.color.rgb = RGBColor.from_string(COLOURS[span.role][1:].upper())


def _raised(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.superscript = True
    run.font.color.rgb = RGBColor.from_string(COLOURS["soft"][1:].upper())


def link(paragraph: Any, text: str, address: str = "", anchor: str = "") -> None:
    """A link to an address, or raised to a place in the document."""
    element = OxmlElement("w:hyperlink")
    if address:
        to = paragraph.part.relate_to(legal(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(qn("r:id"), to)
    else:
        element.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(legal(text))
    run.font.color.rgb = RGBColor.from_string(COLOURS["first" if address else "soft"][1:].upper())
    run.font.superscript = None if address else True
    element.append(run._r)
    paragraph._p.append(element)


def drawing(word: Word, block: Drawing) -> None:
    """A chart as a picture with its words and a text for readers who cannot see it."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    image = vl_convert.svg_to_png(legal(block.svg), scale=SHARPNESS)
    head = styled(word.add_paragraph(), "Normal")
    head.paragraph_format.keep_with_next = True
    fill(head, (Span(block.title, bold=True, notes=block.notes),))
    if block.subtitle:
        fill(styled(word.add_paragraph(), "Lead"), (Span(block.subtitle),))
    room = word.sections[-1]
    if room.page_width is None or room.left_margin is None:
        raise ValueError("a section has a width")
    line = word.add_paragraph()
    shape = line.add_run().add_picture(
        io.BytesIO(image), width=int((room.page_width - 2 * room.left_margin) * block.width)
    )
    shape._inline.docPr.set("descr", legal(block.alt))
    if block.source_line:
        line.paragraph_format.keep_with_next = True
        fill(styled(word.add_paragraph(), "Small"), (Span(block.source_line),))


def listing(word: Word, block: Listing, compact: bool) -> None:
    """The numbered sources, each a place that notes lead to; in two columns in the brief."""
    if compact:
        _columns(word, 2)
    for entry in block.entries:
        _entry(word, entry, compact)
    if compact:
        _columns(word, 1)


def _entry(word: Word, entry: Entry, compact: bool) -> None:
    line = styled(word.add_paragraph(), "Source")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(entry.number))
    start.set(qn("w:name"), f"source-{entry.number}")
    line._p.append(start)
    _run(line, Span(f"{entry.number}\t", role="soft"))
    line._p.append(end)
    _run(line, Span(entry.text))
    if entry.about:
        _run(line, Span(f". {entry.about}", role="soft"))
    if entry.link:
        _run(line, Span(". ", role="soft"))
        link(line, entry.site if compact else entry.link, address=entry.link)


def _columns(word: Word, count: int) -> None:
    """Begin a part of the same page with so many columns."""
    section = word.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(int(Mm(5).twips)))
