"""Profession and consistency gaps of states over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.charts.chart import Chart, Size
from foedus.charts.position_lines import Line
from foedus.charts.state_lines import MOST, STYLES, lines_chart
from foedus.documents.concepts.speakers import short_name

if TYPE_CHECKING:
    from foedus.assessment.professed.gap import Part
    from foedus.assessment.professed.practice import Practice

AGAINST: dict[Part, str] = {
    "conduct": "force begun against others",
    "votes": "votes on others' breaches and the rule",
    "both": "conduct and votes",
}


def practice_charts(found: Practice, size: Size = "wide") -> list[Chart]:
    """The rate of the principles, then the gap against conduct and against votes.

    Parameters
    ----------
    found
        Of six states at most.
    size
        ``wide`` or ``narrow``.
    """
    named = ", ".join(c.title.lower() for c in found.principles)
    source = (
        f"Sources: corpus {found.corpus}; disputes and wars, COW and GML; crises, ICB; votes, UN "
        "Digital Library. Computed by foedus."
    )
    charts = []
    lines = _rates(found)
    if lines:
        charts.append(
            lines_chart(
                lines,
                "per 1,000 words",
                (
                    "Principles professed",
                    f"Mentions of {named} per 1,000 words over {found.window} years; bands are "
                    f"{found.level:.0%} intervals",
                    source,
                ),
                size,
                "professed",
                span=found.years,
            )
        )
    parts: tuple[Part, ...] = ("conduct", "votes")
    for part in parts:
        lines = _gaps(found, part)
        if lines:
            charts.append(
                lines_chart(
                    lines,
                    "standard deviations",
                    (
                        f"Gap against {AGAINST[part]}",
                        "Profession less practice, each standardised among all states and years of "
                        f"the corpus; above zero: more profession than practice; bands are "
                        f"{found.level:.0%} intervals; no line where not assessable",
                        source,
                    ),
                    size,
                    f"gap-{part}",
                    span=found.years,
                )
            )
    return charts


def _styled(found: Practice) -> list[tuple[int, tuple[str, bool]]]:
    return list(zip([*found.pair, *found.reference][:MOST], STYLES, strict=False))


def _rates(found: Practice) -> list[Line]:
    out = []
    for code, (colour, dashed) in _styled(found):
        cells = [
            (r.year, r.rate, r.rate_interval)
            for r in found.of(code)
            if r.rate is not None and r.rate_interval is not None
        ]
        if cells:
            out.append(
                Line(
                    short_name(code),
                    colour,
                    dashed,
                    tuple(y for y, _, _ in cells),
                    tuple(round(v, 4) for _, v, _ in cells),
                    tuple(round(i.low, 4) for _, _, i in cells),
                    tuple(round(i.high, 4) for _, _, i in cells),
                )
            )
    return out


def _gaps(found: Practice, part: Part) -> list[Line]:
    out = []
    for code, (colour, dashed) in _styled(found):
        cells = [(r.year, *r.gap[part]) for r in found.of(code) if part in r.gap]
        if cells:
            out.append(
                Line(
                    short_name(code),
                    colour,
                    dashed,
                    tuple(y for y, _, _ in cells),
                    tuple(round(v, 4) for _, v, _ in cells),
                    tuple(round(i.low, 4) for _, _, i in cells),
                    tuple(round(i.high, 4) for _, _, i in cells),
                )
            )
    return out
