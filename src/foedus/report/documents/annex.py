"""What stands behind the answer as blocks: years, evidence, other pairs, sources, method."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.assessment.result import Assessment
from foedus.report.documents.answer import closed
from foedus.report.documents.blocks import (
    Block,
    Heading,
    Paragraph,
    Points,
    Role,
    Span,
    Table,
    Words,
    web,
    words,
)
from foedus.report.documents.drawings import pictured
from foedus.report.figures import FigureRow
from foedus.report.sections import (
    asymmetry,
    comparisons,
    evidence,
    experts,
    history,
    programme,
    timelines,
    voting,
)
from foedus.report.sections.evidence import Evidence
from foedus.report.sources import SourceNumbers


def years(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """The type of every year, and each dimension over the years."""
    made = history.build(assessment, sources)
    if made["picture"]:
        yield Heading(history.TITLE)
        yield pictured(made["picture"])
    lines = timelines.build(assessment, sources)
    if not lines["pictures"] and not lines["empty"]:
        return
    yield Heading(timelines.TITLE)
    yield Paragraph(
        words(
            Span(f"Acts of {lines['first']} in blue", role="first"),
            ", ",
            Span(f"acts of {lines['second']} in rust", role="second"),
            ", joint ties in black, comparison pairs in grey; dashes are carried forward, bands "
            "are intervals.",
        ),
        "lead",
    )
    yield from (pictured(p) for p in lines["pictures"])
    if lines["empty"]:
        yield Points(
            tuple(
                words(f"{title}: no value for this pair in any year. {line}")
                for title, line in lines["empty"]
            )
        )


def votes(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """How far apart they vote, and which votes moved it."""
    made = voting.build(assessment, sources)
    if made is None:
        return
    yield Heading(voting.TITLE)
    yield Paragraph(words(made["text"]))
    if made["picture"]:
        yield pictured(made["picture"])
    if not made["drivers"]:
        if made["why_no_drivers"]:
            yield Paragraph(words(made["why_no_drivers"]), "small")
        return
    yield Paragraph(words(made["counted"]))
    for title, found, subjects in made["columns"]:
        yield Heading(title, 2)
        yield Points(
            tuple(
                words(Span(d.name, link=web(d.url)), Span(f" {text}", role="soft"))
                for d, text in found
            )
            or (words("Nothing stands out."),)
        )
        if subjects:
            yield Paragraph(words(f"By subject: {subjects}."), "small")
    yield Paragraph(words(made["about"]), "small")


def views(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """What experts of either side say, and each piece."""
    made = experts.build(assessment, sources)
    found = assessment.experts
    if made is None or found is None:
        return
    yield Heading(experts.TITLE)
    yield Paragraph(words(made["text"]))
    if made["picture"]:
        yield pictured(made["picture"])
    if made["placed"]:
        yield Table(
            (words("Scale"), *(words(n) for n in made["names"])),
            tuple(tuple(words(cell) for cell in row) for row in made["placed"]),
            (0.4, 0.2, 0.2, 0.2),
        )
    if made["reliability"]:
        yield Heading("How far the readings agree", 2)
        yield Points(tuple(words(": ".join(row)) for row in made["reliability"]))
    yield Heading("The pieces", 2)
    yield Points(tuple(_piece(row) for row in made["pieces"]) or (words("None."),))
    yield Paragraph(words(" ".join([*made["about"], made["left_out"]]).strip()), "small")


def clauses(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """What the two oppose and propose together, by kind and period, and each proposal."""
    made = programme.build(assessment, sources)
    if made is None:
        return
    yield Heading(programme.TITLE)
    yield Paragraph(words(made["lead"]))
    if made["further"]:
        yield Points(tuple(words(line) for line in made["further"]))
    for level in made["levels"]:
        yield Heading(f"{level.name} ({level.count})", 2)
        yield Points(
            tuple(
                words(
                    Span(made["place"](p), link=web(p.piece.url)),
                    f": {p.piece.summary or p.piece.id}",
                )
                for p in (*level.first, *level.rest)
            )
        )
    yield Paragraph(words(" ".join([*made["about"], made["left_out"]]).strip()), "small")


def _piece(row: experts.PieceRow) -> Words:
    p = row.piece
    return words(
        f"{p.date}, {row.who} ({row.side}): ",
        Span(p.title or p.id, link=web(p.url)),
        f". {p.summary} ",
        Span(f"{row.codes}.", role="soft"),
    )


def proofs(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """For each test its figures and drawings."""
    yield Heading(evidence.TITLE)
    blocks: list[Evidence] = evidence.build(assessment, sources)["blocks"]
    for b in blocks:
        yield Heading(f"{b.answer.title}: {b.answer.answer}", 2)
        yield Paragraph(words(b.answer.question), "lead")
        yield from (pictured(p) for p in b.pictures)
        if b.rows:
            yield Table(
                (words("Figure"), words("Value"), words("Rank"), words("Year")),
                tuple(_figure(r) for r in b.rows),
                (0.38, 0.22, 0.24, 0.16),
            )
        elif not b.pictures:
            yield Paragraph(words("No figure stands behind this test."))


def _figure(r: FigureRow) -> tuple[Words, ...]:
    role: Role = "first" if r.role == "first" else "second" if r.role == "second" else ""
    basis = f"Interval from {closed(r.basis)}" if r.basis else ""
    remarks = "".join(f"\n{t}" for t in (r.note, basis) if t)
    return (
        words(
            r.label,
            Span(f" {r.direction}" if r.direction else "", role=role),
            Span(remarks, role="soft"),
        ),
        _value(r),
        words("\n".join(r.ranks) or "–"),
        words(r.year or "–"),
    )


def _value(r: FigureRow) -> Words:
    value = f"{r.value} {r.unit}".strip()
    interval = f"\n{r.interval}" if r.interval else ""
    return words(Span(value, notes=r.numbers), Span(interval, role="soft"))


def directions(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """Both directions side by side."""
    made = asymmetry.build(assessment, sources)
    if not made["rows"]:
        return
    one, two = made["first"], made["second"]
    yield Heading(asymmetry.TITLE)
    yield Table(
        (
            words("Figure"),
            words(Span(f"{one} to {two}", role="first")),
            words(Span(f"{two} to {one}", role="second")),
        ),
        tuple(
            (
                words(r.label),
                *(
                    (
                        *_value(side),
                        *words(Span(f"\n{side.year}" if side.year else "", role="soft")),
                    )
                    if side
                    else words(Span("No figure for this direction", role="soft"))
                    for side in (r.first, r.second)
                ),
            )
            for r in made["rows"]
        ),
        (0.40, 0.30, 0.30),
    )


def others(assessment: Assessment, sources: SourceNumbers) -> Iterator[Block]:
    """The comparison pairs by the same rules."""
    made = comparisons.build(assessment, sources)
    if not made["compared"]:
        return
    yield Heading(comparisons.TITLE)
    share = 0.78 / len(made["pairs"])
    rows: list[tuple[Words, ...]] = [
        (words("Type"), *(words(Span(t, bold=True)) for t in made["types"])),
        *(
            (words(title), *(words(text) for text, _ in answers))
            for title, answers in made["tests"]
        ),
        *(
            (
                words(label),
                *(_value(c) if c else words(Span("No figure", role="soft")) for c in cells),
            )
            for label, cells in made["figures"]
        ),
    ]
    yield Table(
        (words("Test"), *(words(p) for p in made["pairs"])),
        tuple(rows),
        (0.22, *(share for _ in made["pairs"])),
    )
