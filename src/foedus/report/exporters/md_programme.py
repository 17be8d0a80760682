"""Grievance or programme, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from foedus.assessment.programme.programme_record import Programme, Proposal
from foedus.report.sections import programme

Plain = Callable[[str], str]
Table = Callable[[Sequence[str], Iterable[Sequence[str]]], str]


def grievance_or_programme(
    found: Programme | None, year: int, plain: Plain, table: Table
) -> Iterator[str]:
    """Sentences, tables by group and by text, proposals by how specific they are.

    Parameters
    ----------
    found
        None where no clauses were asked for; nothing is written then.
    year
        Year asked about.
    plain, table
        How a text and a table are written.
    """
    if found is None:
        return
    yield f"## {programme.TITLE}"
    yield plain(" ".join(found.sentences[: programme.LEAD]))
    yield "\n".join(f"- {plain(s)}" for s in found.sentences[programme.LEAD :])
    if found.measured is not None:
        rows = programme.group_rows(found.measured)
        yield table(["Group", *programme.GROUP_HEAD], (list(map(plain, r)) for r in rows))
    for level in programme.levels(found.proposals):
        yield f"### {plain(level.name)} ({level.count})"
        yield "\n".join(_proposal(p, plain) for p in (*level.first, *level.rest))
    if found.measured is not None:
        rows = programme.document_rows(found.measured)
        yield table(list(programme.DOCUMENT_HEAD), (list(map(plain, r)) for r in rows))
    yield plain(" ".join([*found.about, programme.left_out(found, year)]).strip())


def _proposal(p: Proposal, plain: Plain) -> str:
    link = f" <{p.piece.url}>" if p.piece.url.startswith(("https://", "http://")) else ""
    about = " About the order of the world." if p.order else ""
    read = f" Read: {p.piece.read}." if p.piece.read else ""
    return f"- {plain(programme.proposal_place(p))}{link}: {plain(p.piece.summary)}{about}{plain(read)}"
