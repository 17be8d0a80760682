"""A span of years: which, and the type of each as a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.core.vocabulary import Format

if TYPE_CHECKING:
    from foedus.assessment.result import Assessment


def span_of(a: str, b: str, first: int | None, last: int | None) -> tuple[int, int]:
    """First and last year of a span; what is left out is as far as panel and states reach.

    Raises
    ------
    YearOutOfRange
        If the panel does not reach a year.
    FoedusError
        If the span ends before it begins; and all that `resolve_pair` raises.
    """
    from foedus.states.resolve import resolve_pair
    from foedus.store.reference import current

    known: tuple[int, int] = tuple(current().manifest["years"])
    for asked in (first, last):
        if asked is not None and not known[0] <= asked <= known[1]:
            raise YearOutOfRange(
                f"No source reaches {asked}.", f"Ask for years from {known[0]} to {known[1]}."
            )
    if last is None:
        ends = [state.spells[-1][1] for state in resolve_pair(a, b, first)]
        last = min([known[1], *(end.year for end in ends if end is not None)])
    span = (known[0] if first is None else first, last)
    if span[0] > span[1]:
        raise FoedusError(
            f"The span ends before it begins: from {span[0]} to {span[1]}.",
            "Give --from the earlier year.",
        )
    return span


def span_text(found: Assessment, span: tuple[int, int], form: Format) -> str:
    """Year, type and membership for each year of the history, as a table or a JSON list."""
    rows: list[dict[str, object]] = [
        {
            "year": y.year,
            "type": y.type,
            "printed": y.printed,
            "membership": None if y.score is None else round(y.score, 4),
            "carried": y.carried,
            "labels": list(y.labels),
        }
        for y in found.history
        if span[0] <= y.year <= span[1]
    ]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    names = " and ".join(actor.name for actor in found.pair)
    cells = [_cells(row) for row in rows]
    if form == "md":
        lines = [("Year", "Type", "Membership", "Inputs", "Also holds"), ("---",) * 5, *cells]
        return f"# {names}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
    table = [
        f"{y:<6}{kind:<38}{score:<6}{how:<10}{also}".rstrip() for y, kind, score, how, also in cells
    ]
    return "\n".join([names, *table]) + "\n"


def _cells(row: dict[str, object]) -> tuple[str, str, str, str, str]:
    score = row["membership"]
    labels = row["labels"]
    return (
        str(row["year"]),
        str(row["printed"] or "not assessable"),
        f"{score:.2f}" if isinstance(score, float) else "",
        "carried" if row["carried"] else "observed",
        "; ".join(labels) if isinstance(labels, list) else "",
    )
