"""The last pages as blocks: how far sources reach, what is cited, thresholds, how to read."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.report.documents.blocks import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Points,
    Span,
    Table,
    words,
)
from foedus.report.documents.footnotes import Footnotes
from foedus.report.sections import method, reach, thresholds
from foedus.report.sections import sources as works
from foedus.report.sources import SourceNumbers

TERMS = (
    (
        "Type and membership",
        "A pair can belong in part to several types. Membership runs from 0 (not at all) to 1 "
        "(fully) and is not a probability.",
    ),
    (
        "First in so many draws",
        "The inputs are drawn many times within their uncertainty, carried years and thresholds "
        "included; the count says how often the type ranked first. It is not a probability either.",
    ),
    (
        "Observed, carried, missing",
        "A figure is observed in the year asked about, carried forward from an earlier year, or "
        "missing. Missing is not zero. Zero stands only where a source covers the pair and found "
        "nothing.",
    ),
    (
        "Grades",
        "Two letters of the Admiralty scale: the source from A to F, the information from 1 to 6.",
    ),
)


def reached(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """How far each data set reaches."""
    made = reach.build(assessment, sources)
    yield Heading(reach.TITLE)
    if not made["bars"]:
        yield Paragraph(words(f"No source reaches this pair in {made['asked']}."))
        return
    yield Table(
        (words("Source"), words("Years"), words(f"In {made['asked']}")),
        tuple(
            (
                words(
                    Span(b.title, notes=(b.number,)),
                    Span(f"\n{b.note}" if b.note else "", role="soft"),
                ),
                words(f"{b.first}–{b.last}"),
                words(b.status),
            )
            for b in made["bars"]
        ),
        (0.62, 0.16, 0.22),
    )


def cited(assessment: Assessment, sources: SourceNumbers, notes: Footnotes) -> Iterator[Block]:
    """The numbered sources, then the works cited."""
    entries = notes.entries()
    yield Heading(works.TITLE)
    if entries:
        yield Listing(entries)
    else:
        yield Paragraph(words("No source was used."))
    papers: list[works.Work] = works.build(assessment, sources)["works"]
    if papers:
        yield Heading("Works cited", 2)
        yield Points(
            tuple(
                words(f"{w.text} ", Span(w.address, link=w.address) if w.address else "")
                for w in papers
            ),
            small=True,
        )


def how(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """Thresholds, terms, notes, and the command that makes the report again."""
    marks = thresholds.build(assessment, sources)
    if marks is not None:
        yield Heading(thresholds.TITLE)
        yield Table(
            (words("Threshold"), words("Value"), words("Set from")),
            tuple(
                (
                    words(meaning or name, Span(f"\n{name}", role="soft")),
                    words(value),
                    words(origin),
                )
                for name, meaning, value, origin in marks["rows"]
            ),
            (0.45, 0.13, 0.42),
        )
    made = method.build(assessment, sources)
    yield Heading("How to read this report")
    yield Points(tuple(words(Span(f"{term}. ", bold=True), text) for term, text in TERMS))
    if made["notes"]:
        yield Points(tuple(words(n) for n in made["notes"]))
    command = made["command"].replace("--format html", "-o report.pdf")
    yield Paragraph(words("To make this report again: ", Span(command, bold=True)), "small")
