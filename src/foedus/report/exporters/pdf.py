"""The assessment as a PDF, set by Typst from the report's blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.assessment.result import Assessment
from foedus.charts.render import FONTS as CHART_FONTS
from foedus.report.documents.blocks import Document
from foedus.report.documents.whole import whole
from foedus.report.exporters.extra import needed

ROOM = Path(__file__).resolve().parents[1]
TEMPLATE = ROOM / "templates" / "document.typ"
FONTS = (CHART_FONTS, ROOM / "fonts" / "print")


@dataclass(frozen=True, slots=True)
class Pages:
    """A set document.

    Parameters
    ----------
    content
        The PDF; the same document gives the same bytes.
    count
        Number of A4 pages.
    """

    content: bytes
    count: int


def render(assessment: Assessment) -> bytes:
    """The whole report as a PDF: A4, bundled fonts, links, page numbers, no dates.

    Parameters
    ----------
    assessment
        May lack timelines, history, comparisons, a record or any answer.

    Raises
    ------
    FoedusError
        If the extra ``foedus[report]`` is not installed.
    """
    return pages(whole(assessment)).content


def pages(document: Document, scale: float = 1.0) -> Pages:
    """Set a document.

    Parameters
    ----------
    document
        Its blocks; every text is passed as data, so Typst reads no markup in it.
    scale
        Factor on the size of the text.

    Raises
    ------
    FoedusError
        If the extra ``foedus[report]`` is not installed.
    """
    needed("typst")
    import typst

    compiler = typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        sys_inputs={
            "document": json.dumps(document.as_dict(), ensure_ascii=False),
            "scale": f"{scale:g}",
        },
    )
    content = compiler.compile(format="pdf")
    if not isinstance(content, bytes):
        raise TypeError("a PDF is one file")
    return Pages(content, int(str(compiler.query("<pages>", field="value", one=True))))


@cache
def _fonts() -> Any:
    """The bundled fonts, then this machine's for letters that no bundled one has."""
    import typst

    return typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FONTS],
    )
