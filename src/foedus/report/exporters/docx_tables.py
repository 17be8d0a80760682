"""Tables of a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from foedus.report.documents.blocks import Table, Words
from foedus.report.exporters.docx_parts import fill, styled
from foedus.report.exporters.docx_styles import COLOURS

if TYPE_CHECKING:
    from docx.document import Document as Word


def table(word: Word, block: Table) -> None:
    """A table with hairlines and a head that is repeated on every page."""
    made = word.add_table(rows=0, cols=len(block.widths))
    made.autofit = False
    _borders(made)
    section = word.sections[-1]
    if section.page_width is None or section.left_margin is None:
        raise ValueError("a section has a width")
    room = section.page_width - 2 * section.left_margin
    widths = [int(room * w / sum(block.widths)) for w in block.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    if block.head:
        _row(made, block.head, widths, head=True)
    for line, after in zip(block.rows, (*block.rows[1:], ()), strict=True):
        _row(made, line, widths, joined=len(after) == 1)
    styled(word.add_paragraph(), "Cell")


def _row(
    made: Any,
    line: Iterable[Words],
    widths: list[int],
    *,
    head: bool = False,
    joined: bool = False,
) -> None:
    """A row; one that is `joined` to the next has no line under it and stays on its page."""
    cells_of = list(line)
    row = made.add_row()
    about = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        about.append(OxmlElement(name))
    cells = row.cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = width
    if len(cells_of) == 1 and len(cells) > 1:
        cells = (cells[0].merge(cells[-1]),)
        _border(cells[0], "top", "nil")
    for cell, words in zip(cells, cells_of, strict=True):
        text = cell.paragraphs[0]
        styled(text, "Cell")
        text.paragraph_format.keep_with_next = True if head or joined else None
        fill(text, tuple(replace(s, bold=True) for s in words) if head else words)
        if head:
            _border(cell, "bottom", "single", COLOURS[""])
        elif joined:
            _border(cell, "bottom", "nil")


def _border(cell: Any, side: str, kind: str, colour: str = "") -> None:
    borders = OxmlElement("w:tcBorders")
    line = OxmlElement(f"w:{side}")
    line.set(qn("w:val"), kind)
    if colour:
        line.set(qn("w:sz"), "6")
        line.set(qn("w:color"), colour[1:].upper())
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _borders(made: Any) -> None:
    about = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "D9DEE3")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    about.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "30"), ("left", "0"), ("bottom", "30"), ("right", "110")):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:w"), width)
        line.set(qn("w:type"), "dxa")
        margins.append(line)
    about.append(margins)
