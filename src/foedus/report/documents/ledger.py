"""What the ledger holds as blocks: rates, hours of need, weak spots, changes, the items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedus.assessment.record import Act, Weakness
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
    words,
)
from foedus.report.documents.footnotes import Footnotes
from foedus.report.sections import changes, episodes, weakest
from foedus.report.sections.episodes import HourRow, RateRow
from foedus.report.sources import SourceNumbers

WHAT_A_NEED_IS = (
    "A need is a dated crisis of the partner, listed before anyone looked at the response "
    "({since} to {until}). Material: anything beyond votes, words and mediation. Paid: decided by "
    "the state, foreseeable, a net cost, and for the partner. The intervals hold 90 % and take "
    "episodes as independent."
)
RATE_HEAD = ("Who for whom", "Material response", "Paid", "Something refused", "Promises")
UNTESTED = "No hour of need is coded in this direction: untested, which is not the same as low."
_RATE_WIDTHS = (0.29, 0.18, 0.18, 0.13, 0.22)


def hours_of_need(
    assessment: Assessment, sources: SourceNumbers, notes: Footnotes
) -> Iterator[Block]:
    """Rates, then a table for each direction; why there is none without a case file."""
    made = episodes.build(assessment, sources)
    if made is None:
        return
    yield Heading(episodes.TITLE)
    if not made["coded"]:
        yield Paragraph(words(made["uncoded"]))
        return
    yield Paragraph(words(WHAT_A_NEED_IS.format(**made)), "lead")
    yield rate_table(made["rates"], made["others"], notes)
    for way in made["directions"]:
        yield Heading(way["title"], 2, way["side"])
        if way["rows"]:
            yield _hours(way["rows"], notes)
        else:
            yield Paragraph(words(UNTESTED))
    for text in (made["uncoded"], made["effort"]):
        if text:
            yield Paragraph(words(text), "small")


def rate_table(own: Iterable[RateRow], others: Iterable[RateRow], notes: Footnotes) -> Table:
    """Response rates: both directions, then the comparison pairs."""
    of_own = notes.case_file()
    beside = list(others)
    of_others = notes.other_case_files() if beside else ()
    rows = (*(_rate(r, of_own) for r in own), *(_rate(r, of_others) for r in beside))
    return Table(tuple(words(t) for t in RATE_HEAD), rows, _RATE_WIDTHS)


def _rate(r: RateRow, numbers: tuple[int, ...]) -> tuple[Words, ...]:
    own = role_of(r.side)
    quiet: Role = "" if own else "soft"
    return (
        words(Span(r.who, bold=bool(own), role=own or "soft", notes=numbers)),
        words(Span(_with(r.material, r.material_range), role=quiet)),
        words(Span(_with(r.paid, r.paid_range), role=quiet)),
        words(Span(r.refused, role=quiet)),
        words(Span(r.promises, role=quiet)),
    )


def role_of(side: str) -> Role:
    """The colour of a side; none for comparison pairs.

    Examples
    --------
    >>> role_of("first"), role_of("comparison")
    ('first', '')
    """
    return "first" if side == "first" else "second" if side == "second" else ""


def _with(count: str, interval: str) -> str:
    return f"{count} ({interval})" if interval else count


def _hours(rows: Iterable[HourRow], notes: Footnotes) -> Table:
    lines: list[tuple[Words, ...]] = []
    for r in rows:
        lines.append(
            (
                words(
                    Span(f"{r.years} ", role="soft"),
                    Span(r.title, bold=True),
                    Span(f"\n{r.asked}", role="soft"),
                ),
                words(r.done),
                words(r.held_back or "–"),
                words(r.paid or "–"),
            )
        )
        other = f" The other reading: {closed(r.dispute)}" if r.dispute else ""
        lines.append(
            (words(Span(r.summary, notes=notes.seen(r.sources)), Span(other, role="soft")),)
        )
    head = ("Need", "Done", "Refused or unanswered", "What it cost the responder")
    return Table(tuple(words(h) for h in head), tuple(lines), (0.30, 0.27, 0.19, 0.24))


def weak_spots(assessment: Assessment, sources: SourceNumbers, notes: Footnotes) -> Iterator[Block]:
    """Where the tie is weakest, for each side, then between the two."""
    made = weakest.build(assessment, sources)
    if made is None:
        return
    yield Heading(weakest.TITLE)
    yield Paragraph(
        words(
            "What the partner refused, withheld or took, where one side leans on the other, and "
            "where their interests part. A record, not advice."
        ),
        "lead",
    )
    for name, side, found in made["columns"]:
        yield Heading(f"For {name}", 2, role_of(side))
        if not found:
            yield Paragraph(words(nothing_weak(made)))
        for title, weak in found:
            yield Paragraph(words(Span(title, bold=True)))
            yield Points(tuple(weak_words(w, notes) for w in weak))
    if made["both"]:
        yield Heading("Between the two", 2)
        yield Points(tuple(weak_words(w, notes) for w in made["both"]))


def nothing_weak(made: dict[str, Any]) -> str:
    """Why a side has no weak spot on file."""
    return "Nothing on file." if made["coded"] else "No case file, and no measure above its mark."


def weak_words(w: Weakness, notes: Footnotes, most: int | None = None) -> Words:
    """A weak spot with its date and sources; `most` of them at most."""
    return words(Span(f"{w.when} ", role="soft"), Span(w.text, notes=weak_notes(w, notes, most)))


def weak_notes(w: Weakness, notes: Footnotes, most: int | None = None) -> tuple[int, ...]:
    """Numbers of the sources of a weak spot, those of its measure included."""
    from foedus.measures.registry import measure

    of_measure = notes.data(measure(w.measure).sources) if w.measure else ()
    return tuple(sorted({*of_measure, *notes.seen(w.sources, most)}))


def what_changed(
    assessment: Assessment, sources: SourceNumbers, notes: Footnotes
) -> Iterator[Block]:
    """What changed since a date; nothing where none was given."""
    made = changes.build(assessment, sources)
    if made is None:
        return
    c = made["changes"]
    yield Heading(made["title"])
    yield Paragraph(words(f"{c.sentence} Compared with {c.before}."))
    treaties = [(t.label, f"{t.now}. {t.note}".strip()) for t in c.treaties]
    for title, lines in (
        ("Answers that changed", made["answers"]),
        ("Treaties that began, changed or ended", treaties),
        ("Figures that moved and were observed anew", made["figures"]),
    ):
        if lines:
            yield Heading(title, 2)
            yield Points(
                tuple(
                    words(Span(f"{name}: ", bold=True), Span(text, notes=notes.said(name)))
                    for name, text in lines
                )
            )
    yield Heading("Acts since then without which an answer would be another", 2)
    if made["decisive"]:
        yield Points(tuple(act_words(a, notes) for a in made["decisive"]))
    else:
        yield Paragraph(words("No single act on file decides an answer by itself."))
    if made["others"]:
        yield Heading("Other acts on file since then", 2)
        yield Points(tuple(act_words(a, notes) for a in made["others"]), small=True)


def act_words(a: Act, notes: Footnotes) -> Words:
    """An act with its date, id and sources."""
    return words(
        Span(f"{a.start} ", role="soft"),
        Span(f"{a.summary} ", notes=notes.seen(a.sources)),
        Span(f" {a.id}", role="soft"),
    )


def items(assessment: Assessment, notes: Footnotes) -> Iterator[Block]:
    """Every item on file by date."""
    record = assessment.record
    if record is None or not record.acts:
        return
    names = {a.iso3: a.name for a in assessment.pair}
    roles: dict[str, Role] = {assessment.pair[0].iso3: "first", assessment.pair[1].iso3: "second"}
    yield Heading("The record, item by item")
    yield Paragraph(
        words(f"{len(record.acts)} items on file from {record.since} to {record.until}."), "lead"
    )
    yield Table(
        (words("Date"), words("Who"), words("What"), words("Kind")),
        tuple(
            (
                words(a.start),
                words(
                    "Both"
                    if a.mutual
                    else Span(names.get(a.actor, a.actor), role=roles.get(a.actor, ""))
                ),
                words(
                    Span(a.summary, notes=notes.seen(a.sources)),
                    Span(
                        f" The other reading: {closed(a.dispute)}" if a.dispute else "", role="soft"
                    ),
                ),
                words(f"{a.kind}, {a.instrument.lower()}", Span(f"\n{a.id}", role="soft")),
            )
            for a in record.acts
        ),
        (0.11, 0.11, 0.56, 0.22),
    )
