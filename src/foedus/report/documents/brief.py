"""The brief: what a reader with ten minutes needs, on two pages, with its sources.

Rules
-----
Hours of need
    Those with something refused or paid come first, the latest first; then the gravest,
    the latest first. Four each way, fewer where two pages do not hold them.
Weak spots
    For each side one of each kind in turn (refused, withheld, taken, dependence, at odds),
    the latest of a kind first.
Sources
    At most two for an hour or a weak spot, in the order in which the case file cites them.
Texts
    Cut at the end of a sentence, else of a word, with an ellipsis.

What is left out is counted, and the command that writes the whole report is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foedus.assessment.record import Hour
from foedus.assessment.result import Assessment
from foedus.report.documents.answer import against_and_flip, answer, closed, tested_on
from foedus.report.documents.blocks import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Span,
    Table,
    Words,
    cut,
    words,
)
from foedus.report.documents.choice import ROOMS, Room, cited_first, in_turn, telling
from foedus.report.documents.footnotes import Footnotes
from foedus.report.documents.ledger import nothing_weak, rate_table, role_of, weak_notes
from foedus.report.documents.whole import framed
from foedus.report.sections import episodes, tests, weakest
from foedus.report.sources import SourceNumbers


def brief(assessment: Assessment, room: Room = ROOMS[0]) -> Document:
    """The brief with so much room.

    Parameters
    ----------
    assessment
        May lack a record, comparisons or any answer; the brief says so in their place.
    room
        How much it takes.

    Examples
    --------
    >>> import foedus
    >>> brief(foedus.assess("USA", "GBR", 2015, draws=20)).compact
    True
    """
    return framed(assessment, tuple(_blocks(assessment, room)), compact=True)


def _blocks(assessment: Assessment, room: Room) -> Iterator[Block]:
    sources, notes = SourceNumbers(assessment), Footnotes(assessment)
    yield from (cut_block(b, room) for b in answer(assessment, notes))
    yield from (cut_block(b, room) for b in against_and_flip(assessment, notes))
    yield _tests(assessment, sources, notes, room)
    yield from _rates(assessment, sources, notes, room)
    yield from _hours(assessment, notes, room)
    yield from _weak(assessment, sources, notes, room)
    yield Heading("Sources")
    entries = [replace(e, about=cut(e.about, room.letters)) for e in notes.entries()]
    if entries:
        yield Listing(tuple(entries))
    yield Paragraph(words(left_out(assessment, room)), "small")


def cut_block(block: Block, room: Room) -> Block:
    """A paragraph with its texts cut; other blocks as they are."""
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(
        tuple(
            Span(cut(s.text, 2 * room.letters), s.bold, s.role, s.notes, s.link)
            for s in block.words
        ),
        block.style,
    )


def _tests(assessment: Assessment, sources: SourceNumbers, notes: Footnotes, room: Room) -> Table:
    names = {f"evidence-{f.name}": f.sources for f in assessment.criteria}
    return Table(
        (words("Test"), words("Answer"), words("Why")),
        tuple(
            (
                words(r.title),
                words(Span(r.answer, bold=True)),
                words(
                    Span(
                        cut(closed(r.why), room.letters), notes=tested_on(r, names[r.anchor], notes)
                    )
                ),
            )
            for r in tests.build(assessment, sources)["rows"]
        ),
        (0.17, 0.13, 0.70),
    )


def _rates(
    assessment: Assessment, sources: SourceNumbers, notes: Footnotes, room: Room
) -> Iterator[Block]:
    made = episodes.build(assessment, sources)
    yield Heading(episodes.TITLE)
    if made is None or not made["coded"]:
        text = made["uncoded"] if made else "No ledger was read: not assessable."
        yield Paragraph(words(text))
        return
    yield Paragraph(
        words(
            f"Crises of the partner from {made['since']} to {made['until']}. Paid: decided by the "
            "state, foreseeable, a net cost, for the partner. Beside them the comparison pairs."
        ),
        "lead",
    )
    yield rate_table(made["rates"], made["others"][: room.pairs], notes)


def _hours(assessment: Assessment, notes: Footnotes, room: Room) -> Iterator[Block]:
    record = assessment.record
    if record is None or not record.coded:
        return
    names = {a.iso3: a.name for a in assessment.pair}
    for actor, side in zip(assessment.pair, ("first", "second"), strict=True):
        own = [h for h in record.hours if h.actor == actor.iso3]
        kept = telling(own)[: room.hours]
        yield Heading(episodes.direction_title(actor.iso3, record, names), 2, role_of(side))
        if not kept:
            yield Paragraph(
                words(
                    "No hour of need is coded here: untested, not low."
                    if not own
                    else f"{len(own)} coded; see the report."
                )
            )
            continue
        yield Table(
            (words("Need"), words("Done"), words("Refused or unanswered; what was paid")),
            tuple(row for h in kept for row in _hour(h, notes, room)),
            (0.36, 0.36, 0.28),
        )


def _hour(hour: Hour, notes: Footnotes, room: Room) -> tuple[tuple[Words, ...], ...]:
    r = episodes.hour_row(hour)
    paid = f"Paid: {cut(r.paid, room.letters // 2)}" if r.paid else "Nothing paid."
    return (
        (
            words(
                Span(f"{r.years} ", role="soft"),
                Span(cut(r.title, room.letters), bold=True),
                Span(f" ({r.asked})", role="soft"),
            ),
            words(cut(r.done, room.letters)),
            words(f"{closed(cut(r.held_back, room.letters))} " if r.held_back else "", paid),
        ),
        (
            words(
                Span(
                    cut(closed(r.summary), room.letters),
                    notes=notes.seen(cited_first(hour), room.cited),
                )
            ),
        ),
    )


def _weak(
    assessment: Assessment, sources: SourceNumbers, notes: Footnotes, room: Room
) -> Iterator[Block]:
    made = weakest.build(assessment, sources)
    if made is None:
        return
    yield Heading(weakest.TITLE)
    columns: list[Words] = []
    for actor in assessment.pair:
        own = [w for w in assessment.weakest if w.side == actor.iso3]
        lines: list[Span] = []
        for w in in_turn(own, room.weak):
            lines += [
                Span("\n" if lines else ""),
                Span(f"{weakest.KINDS[w.kind]}, {w.when}. ", role="soft"),
                Span(cut(closed(w.text), room.letters), notes=weak_notes(w, notes, room.cited)),
            ]
        columns.append(words(*lines) if lines else words(nothing_weak(made) if not own else ""))
    heads = tuple(
        words(Span(f"For {a.name}", role=role_of(side)))
        for a, side in zip(assessment.pair, ("first", "second"), strict=True)
    )
    yield Table(heads, (tuple(columns),), (0.5, 0.5))


def left_out(assessment: Assessment, room: Room) -> str:
    """What the brief does not hold, and where it is."""
    one, two = assessment.pair
    record = assessment.record
    parts = []
    if record is not None and record.coded:
        hours = [sum(h.actor == a.iso3 for h in record.hours) for a in (one, two)]
        less = sum(max(0, n - room.hours) for n in hours)
        parts.append(f"{less} of {sum(hours)} hours of need")
    weak = [[w for w in assessment.weakest if w.side == a.iso3] for a in (one, two)]
    told = sum(len(in_turn(w, room.weak)) for w in weak)
    everything = len(assessment.weakest)
    if everything > told:
        parts.append(f"{everything - told} of {everything} weak spots")
    rates = sum(len(c.responses) for c in assessment.comparisons)
    if rates > room.pairs:
        parts.append(f"{rates - room.pairs} of {rates} directions of comparison pairs")
    less_said = f"Left out: {'; '.join(parts)}; " if parts else "Left out: "
    command = f"foedus assess {one.iso3} {two.iso3} --year {assessment.year} -o report.pdf"
    return (
        f"{less_said}charts, every figure, further sources, the other readings, thresholds and "
        f"method. They stand in the report: {command}. Hours with something refused or paid come "
        "first, the latest first, then the gravest; for weak spots one of each kind in turn."
    )
