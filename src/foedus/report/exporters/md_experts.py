"""What experts say, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from foedus.assessment.result import Assessment
from foedus.report.sections import experts
from foedus.report.sources import SourceNumbers

Plain = Callable[[str], str]
Table = Callable[[Sequence[str], Iterable[Sequence[str]]], str]


def what_experts_say(
    assessment: Assessment, sources: SourceNumbers, plain: Plain, table: Table
) -> Iterator[str]:
    """Sentences, shares by side, scales, movement, agreement, and every piece."""
    found = assessment.experts
    if found is None:
        return
    names = [plain(n) for n in experts.side_names(assessment)]
    yield f"## {experts.TITLE}"
    yield plain(" ".join(found.sentences))
    said = [s for s in found.said if any(s.pieces.values())]
    if said:
        head = ["Named", *names, f"{names[1]} less {names[0]}, 90 % interval", "More than chance"]
        yield table(head, (list(map(plain, experts.said_cells(found, s))) for s in said))
    if not found.why_null and found.placed:
        rows = (list(map(plain, row)) for row in experts.placed_rows(found))
        yield table(["Scale", *names], rows)
    if found.reliability:
        rows = (list(map(plain, row)) for row in experts.reliability_rows(found))
        yield table(["Codes", "Coefficient", "Agreement, by language"], rows)
    sides = dict(zip(found.sides, experts.side_names(assessment), strict=True))
    yield "\n".join(_piece(row, plain) for row in experts.piece_rows(found, sides))
    yield plain(" ".join([*found.about, experts.left_out(found, assessment.year)]).strip())


def _piece(row: experts.PieceRow, plain: Plain) -> str:
    p = row.piece
    link = f" <{p.url}>" if p.url.startswith(("https://", "http://")) else ""
    read = f"Read: {p.read}." if p.read else ""
    return (
        f"- {plain(p.date)}, {plain(row.who)} ({plain(row.side)}): {plain(p.title or p.id)}{link}. "
        f"{plain(p.summary)} {plain(row.codes)}. {plain(read)}".rstrip()
    )
