"""Placed documents as a table for the terminal, as Markdown, records, a chart and a page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.cli.listing import paragraph, written
from foedus.cli.texts.options import inert
from foedus.cli.texts.place_said import (
    Placed,
    bounds,
    ends,
    finding,
    notes,
    title,
    words_by_weight,
)
from foedus.cli.wide_text import filled

if TYPE_CHECKING:
    from foedus.charts.chart import Chart, Size

MOST = 40
"""Units that a terminal shows."""


def records(placed: Placed) -> list[dict[str, Any]]:
    """One row a unit, in the order of the corpus."""
    found, units = placed.found, placed.units
    return [
        {
            units.by: name,
            "label": units.labels[k],
            "position": _rounded(found.scores[k]),
            "low": _rounded(found.low[k]),
            "high": _rounded(found.high[k]),
            "se": _rounded(found.se[k]),
            "level": found.level,
            "words": int(placed.tokens[k]),
            "given": name in placed.marked,
            "reason": found.why[k],
        }
        for k, name in enumerate(units.names)
    ]


def plain(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows for a spreadsheet."""
    return [{k: inert(v) for k, v in row.items()} for row in rows]


def whole(placed: Placed) -> dict[str, Any]:
    """All of it, for a program."""
    units, found = placed.units, placed.found
    return {
        "corpus": units.corpus,
        "conditions": placed.asked,
        "method": found.method,
        "by": units.by,
        "language": units.language,
        "documents": units.documents,
        "basis": found.basis,
        "finding": finding(placed),
        "units": records(placed),
        "words": words_by_weight(placed),
        "notes": list(notes(placed)),
    }


def shown(placed: Placed) -> str:
    """The whole text for a terminal."""
    lines = [title(placed), "", paragraph(finding(placed)), ""]
    order = placed.order.tolist()
    if order:
        half = MOST // 2
        cut = [*order[:half], None, *order[-half:]] if len(order) > MOST else order
        what = placed.units.by
        level = f"{100 * placed.found.level:g} % interval"
        lines.append(f"{'Position':>8}  {level:<17}{'Words':>9}  {what}")
        lines += [_line(placed, k) if k is not None else "     ..." for k in cut]
        lines.append("")
    lines += _unplaced(placed)
    low, high = ends(placed)
    if low or high:
        lines.append("Words that weigh most")
        lines += [
            paragraph(f"{name}: {', '.join(words)}", "  ", "    ")
            for name, words in (("low end", low), ("high end", high))
        ]
        lines.append("")
    lines += map(paragraph, notes(placed))
    return "\n".join(lines) + "\n"


def _line(placed: Placed, k: int) -> str:
    found = placed.found
    mark = "* " if placed.units.names[k] in placed.marked else ""
    name = filled(f"{mark}{placed.label(k)}", 42).rstrip()
    return f"{found.scores[k]:>8.2f}  {bounds(found, k) or '-':<17}{placed.tokens[k]:>9,}  {name}"


def _unplaced(placed: Placed) -> list[str]:
    why: dict[str, list[str]] = {}
    for k, reason in enumerate(placed.found.why):
        if reason:
            why.setdefault(reason, []).append(placed.units.names[k])
    return [
        paragraph(f"{len(names):,} {reason}: {', '.join(names[:12])}{', ...' * (len(names) > 12)}.")
        for reason, names in why.items()
    ]


def markdown(placed: Placed) -> str:
    """The same as Markdown."""
    low, high = ends(placed)
    listed = "".join(f"- {_escaped(note)}\n" for note in notes(placed))
    return (
        f"# {_escaped(title(placed))}\n\n{_escaped(finding(placed))}\n\n"
        f"{written(records(placed), 'md')}\n"
        f"Low end: {_escaped(', '.join(low))}\n\nHigh end: {_escaped(', '.join(high))}\n\n{listed}"
    )


def chart(placed: Placed, size: Size = "wide") -> Chart:
    """Positions with their intervals: over the years for few sides, else one below another."""
    from foedus.charts.placed import Dot, dots_chart, years_chart

    found, units = placed.found, placed.units
    dots = [
        Dot(
            placed.label(k),
            round(float(found.scores[k]), 4),
            None if np.isnan(found.low[k]) else round(float(found.low[k]), 4),
            None if np.isnan(found.high[k]) else round(float(found.high[k]), 4),
            units.names[k] in placed.marked,
        )
        for k in placed.order.tolist()
    ]
    words = (
        title(placed),
        f"Position with {100 * found.level:g} % interval; what the line is, the words at its ends say",
        f"Source: corpus {units.corpus}. Computed by foedus.",
    )
    over_years = years_chart(dots, words, size) if units.by == "side+year" else None
    return over_years or dots_chart(dots, words, size)


def page(placed: Placed) -> str:
    """One HTML page that needs nothing else; every text of the corpus is escaped."""
    from foedus.report.exporters.concept_page import table
    from foedus.report.exporters.estimate_page import drawings, framed

    found = placed.found
    body = drawings(lambda size: [chart(placed, size)]) if len(placed.order) else ""
    low, high = ends(placed)
    if low or high:
        body += (
            "<h2>Words that weigh most</h2><ul>"
            f"<li>Low end: {html.escape(', '.join(low))}</li>"
            f"<li>High end: {html.escape(', '.join(high))}</li></ul>"
        )
    level = f"{100 * found.level:g} % interval"
    rows = [
        (placed.label(k), f"{found.scores[k]:.2f}", bounds(found, k) or "none",
         f"{placed.tokens[k]:,}")
        for k in placed.order.tolist()
    ]  # fmt: skip
    rows += [(placed.label(k), "", why, "") for k, why in enumerate(found.why) if why]
    heads = (placed.units.by.capitalize(), "Position", level, "Words")
    body += f"<details><summary>All positions</summary>{table(heads, rows)}</details>"
    words = [
        (r["word"], r["end"], f"{r['position']:.2f}", f"{100 * r['weight']:.2f} %", f"{r['count']:,}")
        for r in words_by_weight(placed)[:200]
    ]  # fmt: skip
    own = table(("Word", "End", "Position", "Share of weight", "Count"), words)
    body += f"<details><summary>Words</summary>{own}</details>"
    return framed(title(placed), finding(placed), body, notes(placed))


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in text)


def _rounded(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)
