"""The outcome of a fan in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.rollcalls.slices.slice_rows import Row, Verdict

if TYPE_CHECKING:
    from foedus.rollcalls.slices.slice_fan import Fan


def sentence(fan: Fan) -> str:
    """Direction of the change, standing in the last period, and what could not be assessed."""
    base, (one, two) = fan.base, fan.names
    first, last = (fan.label(p) for p in fan.ends)
    way = "came nearer to each other" if base.change[0] < 0 else "moved apart"
    mean, low, high = base.change
    least, most = sorted((abs(low), abs(high))) if low * high > 0 else (low, high)
    figure = f"by {abs(mean):.2f} [{least:.2f}, {most:.2f}]"
    if low * high <= 0:
        figure = f"{figure}, which is not settled"
    parts = [
        f"From {first} to {last} {one} and {two} {way} ({figure}; in standard deviations of "
        f"all positions of the year, 90 % interval). {_held(fan, fan.on_change)}"
    ]
    near = base.further_last[0] >= fan.than
    than = f"{fan.than:.0%} of all other pairs".replace("%", " %")
    stand = f"nearer than {than}" if near else f"not nearer than {than}"
    parts.append(
        f"In {last} they were {stand} (than {base.further_last[0]:.0%}). ".replace("%)", " %)")
        + _held(fan, fan.on_last)
    )
    gone = [row for row in fan.rows if row.reason]
    if gone:
        parts.append(f"Not assessable: {_listed(gone)}.")
    return " ".join(parts)


def _held(fan: Fan, on: Callable[[Row], Verdict]) -> str:
    """On how many other slices a conclusion holds, and where not."""
    others = [(row, on(row)) for row in fan.rows[1:] if not row.reason]
    if not others:
        return "No other slice could be assessed."
    held = [row for row, v in others if v.startswith("holds")]
    sure = [row for row, v in others if v == "holds"]
    text = f"This holds on {len(held)} of {len(others)} other slices, on {len(sure)} beyond doubt"
    turned = {v: [r for r, w in others if w == v] for v in ("turned", "turned, not settled")}
    ends = [
        f"{'turned' if v == 'turned' else 'the other way but not settled'} on {_listed(rows)}"
        for v, rows in turned.items()
        if rows
    ]
    return "; ".join([text, *ends]) + "."


def _listed(rows: list[Row]) -> str:
    return ", ".join(row.slice.name for row in rows)
