"""An empty Word document with the report's styles, page, footer and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from foedus.charts.palette import FIRST, INK, SECOND, SOFT
from foedus.report.documents.blocks import Document, cut, legal

if TYPE_CHECKING:
    from docx.document import Document as Word

SERIF, SANS, HAN = "Georgia", "Calibri", "Microsoft YaHei"
"""Fonts that Word has everywhere; Chinese letters take the third."""

LONGEST = 250
"""Letters that a property of a Word file may hold."""

COLOURS = {"soft": SOFT, "first": FIRST, "second": SECOND, "": INK}
WIDTH = {False: 166.0, True: 176.0}
"""Width of the text in millimetres, by whether the document is the brief."""


def blank(document: Document) -> Word:
    """A Word document without blocks.

    Parameters
    ----------
    document
        Gives title, foot, and whether the text is set smaller.
    """
    word = docx.Document()
    _forget(word)
    properties = word.core_properties
    properties.title = cut(legal(document.title), LONGEST)
    properties.author = properties.last_modified_by = "foedus"
    properties.subject = "Assessment of a pair of states"
    properties.language = "en"
    properties.comments = ""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    side = Mm((210 - WIDTH[document.compact]) / 2)
    section.left_margin = section.right_margin = side
    section.top_margin = Mm(13 if document.compact else 20)
    section.bottom_margin = Mm(15 if document.compact else 20)
    section.footer_distance = Mm(7)
    _styles(word, 8.6 if document.compact else 10.0, document.compact)
    _footer(section, legal(document.foot), WIDTH[document.compact])
    return word


def _forget(word: Word) -> None:
    """Drop the template's dates and its picture of an empty page."""
    core: Any = word.part.package.main_document_part.package.part_related_by(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    )
    for name in ("dcterms:created", "dcterms:modified"):
        for found in core.element.findall(qn(name)):
            core.element.remove(found)
    rels: Any = word.part.package.rels
    for key in [k for k, r in rels.items() if r.reltype.endswith("/thumbnail")]:
        rels.pop(key)


def _styles(word: Word, size: float, compact: bool) -> None:
    gap = 2.5 if compact else 5.0
    _shape(word, "Normal", SANS, size, after=gap)
    _shape(word, "Title", SERIF, size * 1.6, bold=True, after=gap)
    _shape(word, "Heading 1", SERIF, size * 1.4, bold=True, before=3 * gap, after=gap)
    _shape(word, "Heading 2", SANS, size * 1.1, bold=True, before=2 * gap, after=gap)
    _shape(word, "List Bullet", SANS, size, after=gap / 2)
    for name, font, factor, colour, bold in (
        ("Verdict", SERIF, 2.2, INK, True),
        ("Sentence", SERIF, 1.25, INK, False),
        ("Lead", SANS, 0.95, SOFT, False),
        ("Small", SANS, 0.85, SOFT, False),
        ("Source", SANS, 0.78 if compact else 0.86, INK, False),
        ("Cell", SANS, 0.92, INK, False),
    ):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
        _shape(word, name, font, size * factor, colour=colour, bold=bold, after=gap)
    for name, after in (("Cell", 0.0), ("Source", 1.0)):
        word.styles[name].paragraph_format.space_after = Pt(after)
    word.styles["Lead"].paragraph_format.keep_with_next = True
    source = word.styles["Source"].paragraph_format
    source.left_indent, source.first_line_indent = Mm(7), Mm(-7)
    source.tab_stops.add_tab_stop(Mm(7))


def _shape(
    word: Word,
    name: str,
    font: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    style: Any = word.styles[name]
    style.font.name, style.font.size, style.font.bold = font, Pt(round(2 * size) / 2), bold
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.08
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind, face in (("hAnsi", font), ("cs", font), ("eastAsia", HAN)):
        fonts.set(qn(f"w:{kind}"), face)
    if name == "Title":
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)


def _footer(section: Any, text: str, width: float) -> None:
    """The line at the foot, with the page and the number of pages at its right end."""
    line = section.footer.paragraphs[0]
    line.style = "Small"
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width), 2)
    line.add_run(f"{text}\t")
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
