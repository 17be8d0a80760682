"""How far the pair belongs to each type, with interval and share of draws."""

from __future__ import annotations

from foedus.assessment.result import Membership, Verdict
from foedus.charts.chart import WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.palette import COMPARISON, INK, LINE, SOFT
from foedus.charts.plane import Plane, Row
from foedus.core.vocabulary import VerdictType

_STEP = 41.0
_BAND = ("#dfe3e7", "#c3c9cf")
"""The interval's light band: for the other types, and for the one that ranks first."""


def memberships_chart(
    verdict: Verdict,
    size: Size = "narrow",
    name: str = "memberships",
) -> Chart | None:
    """A bar and an interval for each type, the highest first; None without memberships."""
    ranked = sorted(verdict.memberships.items(), key=lambda item: -item[1].score)
    if not ranked:
        return None
    plane = Plane(WIDTHS[size] - 22, _STEP * len(ranked), 0.0, 1.0)
    bars: list[Row] = []
    bounds: list[Row] = []
    dots: list[Row] = []
    names: list[Row] = []
    scores: list[Row] = []
    rails: list[Row] = []
    for i, (kind, held) in enumerate(ranked):
        top, colour = _STEP * i, INK if kind == verdict.type else COMPARISON
        y = top + 28
        rails.append({"x": 0, "x2": 1, "y": y, "y2": y, "colour": LINE})
        low, high = held.interval.low, held.interval.high
        bars.append(
            {
                "x": low,
                "x2": high,
                "y": y - 6,
                "y2": y + 6,
                "hollow": False,
                "colour": _BAND[colour == INK],
            }
        )
        bounds.append({"x": 0, "x2": held.score, "y": y, "y2": y, "colour": colour})
        dots.append({"x": held.score, "y": y, "colour": colour})
        names.append(
            {
                "x": 0,
                "y": top + 11,
                "text": kind[:1].upper() + kind[1:],
                "colour": INK if kind == verdict.type else SOFT,
            }
        )
        scores.append(
            {
                "x": 1,
                "y": top + 11,
                "text": f"{held.score:.2f}  ({low:.2f}–{high:.2f})",
                "colour": names[-1]["colour"],
            }
        )
    axis = {"values": [0, 0.5, 1], "format": ".1f", "title": None}
    layers = [
        plane.rules(rails),
        plane.bars(bars),
        plane.rules(bounds, width=2.6),
        plane.points(dots),
        plane.texts(names),
        plane.texts(scores, "right"),
    ]
    return Chart(
        name,
        "Membership in each type",
        f"0 to 1; the light band spans {_level(ranked)} of {verdict.draws:,} draws",
        "",
        _alt(ranked),
        size,
        plane.view(layers, axis),
        Padding(2, 10, 26, 12),
        memberships_table(verdict),
    )


def memberships_table(verdict: Verdict) -> DataTable:
    """Type, membership, bounds, share of draws in which the type ranks first."""
    ranked = sorted(verdict.memberships.items(), key=lambda item: -item[1].score)
    rows = tuple(
        (
            kind,
            round(m.score, 3),
            round(m.interval.low, 3),
            round(m.interval.high, 3),
            round(m.first_in, 3),
        )
        for kind, m in ranked
    )
    return DataTable(("type", "membership", "low", "high", "share of draws first"), rows)


def _level(ranked: list[tuple[VerdictType, Membership]]) -> str:
    return f"{ranked[0][1].interval.level:.0%}".replace("%", " %")


def _alt(ranked: list[tuple[VerdictType, Membership]]) -> str:
    parts = [
        f"{kind} {m.score:.2f} ({m.interval.low:.2f} to {m.interval.high:.2f})"
        for kind, m in ranked
    ]
    return f"Membership in each type, 0 to 1: {'; '.join(parts)}."
