"""The assessment as a Word document, from the report's blocks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from foedus.assessment.result import Assessment
from foedus.report.documents.blocks import (
    Block,
    Document,
    Drawing,
    Heading,
    Listing,
    Paragraph,
    Points,
    Table,
)
from foedus.report.documents.whole import whole
from foedus.report.exporters.extra import needed

if TYPE_CHECKING:
    from docx.document import Document as Word

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date a ZIP archive knows: the same assessment gives the same bytes."""


def render(assessment: Assessment) -> bytes:
    """The whole report as a Word document: styles, header rows, links, page numbers, no dates.

    Parameters
    ----------
    assessment
        May lack timelines, history, comparisons, a record or any answer.

    Raises
    ------
    FoedusError
        If the extra ``foedus[report]`` is not installed.
    """
    return written(whole(assessment))


def written(document: Document) -> bytes:
    """A document as the bytes of a ``.docx`` file.

    Raises
    ------
    FoedusError
        If the extra ``foedus[report]`` is not installed.
    """
    needed("docx")
    from foedus.report.exporters import docx_parts as parts
    from foedus.report.exporters.docx_styles import blank

    word = blank(document)
    parts.names(word, document)
    for block in document.blocks:
        _add(word, block, document.compact)
    return _undated(word)


def _add(word: Word, block: Block, compact: bool) -> None:
    from foedus.report.exporters import docx_parts as parts
    from foedus.report.exporters.docx_tables import table

    match block:
        case Heading():
            parts.heading(word, block)
        case Paragraph():
            parts.paragraph(word, block)
        case Points():
            parts.points(word, block)
        case Table():
            table(word, block)
        case Drawing():
            parts.drawing(word, block)
        case Listing():
            parts.listing(word, block, compact)


def _undated(word: Word) -> bytes:
    """The file with every date of the archive set to the same one."""
    saved = io.BytesIO()
    word.save(saved)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            about = zipfile.ZipInfo(name, NO_DATE)
            about.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(about, old.read(name))
    return out.getvalue()
