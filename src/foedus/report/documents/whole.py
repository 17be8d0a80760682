"""The whole report as a document."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.report.documents import annex, answer, closing, ledger
from foedus.report.documents.blocks import Block, Document, cut
from foedus.report.documents.footnotes import Footnotes
from foedus.report.sources import SourceNumbers
from foedus.report.words import pair_title

LONGEST = 120
"""Letters of the title that the foot of a page has room for."""


def whole(assessment: Assessment) -> Document:
    """The report in its reading order; data sets have the numbers they have on the page.

    Parameters
    ----------
    assessment
        May lack timelines, history, comparisons, a record or any answer.

    Examples
    --------
    >>> import foedus
    >>> whole(foedus.assess("USA", "GBR", 2015, draws=20)).title
    'United States and United Kingdom, 2015'
    """
    return framed(assessment, tuple(_blocks(assessment)))


def framed(assessment: Assessment, blocks: tuple[Block, ...], compact: bool = False) -> Document:
    """Blocks with title, names in three languages, and the line at the foot."""
    first, second = assessment.pair
    title = f"{pair_title(first.name, second.name)}, {assessment.year}"
    made = f"foedus {assessment.version}".strip()
    return Document(
        title,
        (f"{first.name_zh} · {second.name_zh}", f"{first.name_ru} · {second.name_ru}"),
        f"{cut(title, LONGEST)}. Made by {made} by the same written rules for every pair and year.",
        blocks,
        compact,
    )


def _blocks(assessment: Assessment) -> Iterator[Block]:
    sources = SourceNumbers(assessment)
    notes = Footnotes(assessment, sources.names)
    yield from answer.answer(assessment, notes)
    yield from answer.against_and_flip(assessment, notes)
    yield from answer.limits(assessment, notes)
    yield from ledger.what_changed(assessment, sources, notes)
    yield from ledger.hours_of_need(assessment, sources, notes)
    yield from answer.test_table(assessment, sources, notes)
    yield from annex.years(assessment, sources)
    yield from annex.votes(assessment, sources)
    yield from annex.views(assessment, sources)
    yield from annex.clauses(assessment, sources)
    yield from annex.proofs(assessment, sources)
    yield from annex.directions(assessment, sources)
    yield from ledger.weak_spots(assessment, sources, notes)
    yield from annex.others(assessment, sources)
    yield from ledger.items(assessment, notes)
    yield from closing.reached(assessment, sources)
    yield from closing.cited(assessment, sources, notes)
    yield from closing.how(assessment, sources)
