"""The brief as Word, PDF, HTML or Markdown."""

from __future__ import annotations

from foedus.assessment.result import Assessment
from foedus.core.errors import unknown
from foedus.core.vocabulary import Format
from foedus.report.documents.blocks import Document
from foedus.report.documents.brief import brief
from foedus.report.documents.choice import ROOMS, UNPAGED

BRIEFS: tuple[Format, ...] = ("docx", "pdf", "html", "md")
PAGES = 2
WORD_SCALE = 1.2
"""Word sets text in fonts of its own, so the measure leaves it this much more room."""


def render(assessment: Assessment, form: Format) -> str | bytes:
    """The brief in one of its formats.

    Parameters
    ----------
    assessment
        Any assessment.
    form
        ``docx`` and ``pdf`` are fitted to two A4 pages; ``html`` and ``md`` have no pages and
        take the room of `UNPAGED`.

    Raises
    ------
    UnknownName
        For another format.
    FoedusError
        If the extra ``foedus[report]`` is needed and not installed.
    """
    if form == "pdf":
        from foedus.report.exporters.pdf import pages

        return pages(fitted(assessment)).content
    if form == "docx":
        from foedus.report.exporters.docx import written

        return written(fitted(assessment, WORD_SCALE))
    if form == "html":
        from foedus.report.exporters.blocks_html import page

        return page(brief(assessment, UNPAGED))
    if form == "md":
        from foedus.report.exporters.blocks_md import text

        return text(brief(assessment, UNPAGED))
    raise unknown("format of a brief", form, BRIEFS)


def fitted(assessment: Assessment, scale: float = 1.0) -> Document:
    """The fullest brief that two pages hold.

    Parameters
    ----------
    assessment
        Any assessment.
    scale
        Size of the text at which the pages are counted.
    """
    from foedus.report.exporters.pdf import pages

    made = brief(assessment)
    for room in ROOMS:
        made = brief(assessment, room)
        if pages(made, scale).count <= PAGES:
            break
    return made
