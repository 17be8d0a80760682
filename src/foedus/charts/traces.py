"""Trace plots: the draws of chosen positions, one panel each, one colour a chain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.charts.chart import WIDTHS, Cell, Chart, DataTable, Padding, Size
from foedus.charts.layout import short_number, ticks
from foedus.charts.palette import COMPARISON, FIRST, INK, LINE, SECOND, SOFT
from foedus.charts.plane import Plane
from foedus.charts.plane import Row as Mark
from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.traces import Traces

CHAINS = (FIRST, SECOND, INK, COMPARISON)
"""One colour a chain; they differ in lightness. Further chains begin again."""
MOST_DRAWS = 250
"""Draws shown of a chain; of longer ones every second, third ... is."""
MOST = 12
_PANEL, _HEAD, _GAP = 84.0, 24.0, 14.0
_LEFT = 48.0


def traces_chart(
    found: Traces, names: Sequence[str] | None = None, size: Size = "wide", name: str = "traces"
) -> Chart:
    """Draw the chains of each position.

    Parameters
    ----------
    found
        Up to `MOST` positions.
    names
        Heading of each panel; actor and period where None.

    Raises
    ------
    FoedusError
        For too many positions.
    """
    if len(found) > MOST:
        raise FoedusError(f"{len(found)} positions are too many for a chart.", f"Choose {MOST}.")
    chains, length, _ = found.draws.shape
    every = -(-length // MOST_DRAWS)
    kept = np.arange(0, length, every)
    height = len(found) * (_HEAD + _PANEL + _GAP)
    right = 16.0
    plane = Plane(WIDTHS[size] - _LEFT - right - 16, height, 0.0, float(max(1, kept[-1])))
    headings = names or [f"{a}, {p}" for a, p in zip(found.actor, found.period, strict=True)]
    heads: list[Mark] = []
    notes: list[Mark] = []
    labels: list[Mark] = []
    rules: list[Mark] = []
    lines: list[Mark] = []
    for k, heading in enumerate(headings):
        top = k * (_HEAD + _PANEL + _GAP) + _HEAD
        shown = found.draws[:, kept, k].astype(float)
        steps = ticks(float(shown.min()), float(shown.max()), about=2)
        low, high = steps[0], steps[-1]
        down = top + _PANEL * (high - shown) / (high - low)
        note = f"R-hat {found.r_hat[k]:.3f}, {found.ess[k]:,.0f} effective draws"
        heads.append({"x": 0.0, "y": top - 12, "text": heading})
        notes.append({"x": plane.high, "y": top - 12, "text": note, "colour": SOFT})
        for step in steps:
            y = top + _PANEL * (high - step) / (high - low)
            rules.append({"x": 0.0, "x2": plane.high, "y": y, "y2": y, "colour": LINE})
            at = {"x": plane.value(-8), "y": y}
            labels.append(at | {"text": short_number(step), "colour": SOFT})
        lines += [
            {"x": float(x), "y": round(float(y), 2), "colour": CHAINS[c % len(CHAINS)],
             "run": f"{k:02d}.{c:02d}"}
            for c in range(chains)
            for x, y in zip(kept, down[c], strict=True)
        ]  # fmt: skip
    layers = [
        plane.rules(rules),
        _paths(plane, lines),
        plane.texts(heads, weight=600),
        plane.texts(notes, "right"),
        plane.texts(labels, "right"),
    ]
    axis = {"values": [s for s in ticks(0, plane.high) if s <= plane.high], "title": None}
    title = "Traces of positions"
    told = "; ".join(
        f"{heading}: R-hat {r:.3f}, {e:.0f} effective draws"
        for heading, r, e in zip(headings, found.r_hat, found.ess, strict=True)
    )
    return Chart(
        f"{name}-{size}",
        title,
        f"Position by draw after burn-in, {chains} chains; chains that have met cannot be told "
        "apart",
        "Computed by foedus.",
        f"{title}. {told}.",
        size,
        plane.view(layers, axis | {"format": ",d"}),
        Padding(8, right, 26, _LEFT),
        _table(found, headings),
    )


def _paths(plane: Plane, rows: list[Mark]) -> Mark:
    """One line for each `run`."""
    own = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeJoin": "round"},
        "encoding": plane.encoding()
        | {
            "color": own,
            "strokeWidth": {"value": 0.9},
            "strokeDash": {"value": [1, 0]},
            "detail": {"field": "run", "type": "nominal"},
        },
    }


def _table(found: Traces, headings: Sequence[str]) -> DataTable:
    """Mean of each chain, R-hat and effective draws."""
    chains = found.draws.shape[0]
    means = found.draws.astype(float).mean(axis=1)
    columns = ("position", *(f"mean of chain {c + 1}" for c in range(chains)), "R-hat", "ESS")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            heading,
            *(round(float(m), 3) for m in means[:, k]),
            round(float(found.r_hat[k]), 4),
            round(float(found.ess[k]), 1),
        )
        for k, heading in enumerate(headings)
    )
    return DataTable(columns, rows)
