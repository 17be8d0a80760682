"""Arms transfers: what one state supplied the other over ten years, and how much of its imports.

Volumes are SIPRI trend-indicator values (TIV), which measure military capability
transferred, not money.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.store.tables import Tables

COVERAGE = (1950, 2021)
YEARS = 10
STEP = 10.0


def running_sum(frame: DyadFrame, values: NDArray[Any], years: int) -> NDArray[np.float64]:
    """Sum of a row's last `years` values for the same pair (years outside the frame count 0)."""
    return np.asarray(np.nansum(frame.window(values, years), axis=0))


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Ten-year volume each way, this year's, and the supplier's share of all the recipient got."""
    sold = tables["arms_transfers"]
    year = frame.directed(sold["ccode1"], sold["ccode2"], sold["year"], sold["tiv"], np.add, 0.0)
    decade = running_sum(frame, year, YEARS)
    got = sold.groupby(["ccode2", "year"], as_index=False)["tiv"].sum()
    total = np.zeros((len(frame.members) + YEARS, 1000))
    t = got["year"].to_numpy() - frame.first + YEARS
    keep = (t >= 0) & (t < len(total))
    total[t[keep], got["ccode2"].to_numpy()[keep]] = got["tiv"].to_numpy()[keep]
    summed = np.stack([total[k - YEARS + 1 : k + 1].sum(0) for k in range(YEARS, len(total))])
    at = frame.year - frame.first
    # Column 0 is ccode1's supply to ccode2, so the recipient is the other state.
    imports = np.stack([summed[at, frame.ccode2], summed[at, frame.ccode1]], axis=1)
    share = np.divide(decade, imports, out=np.zeros_like(decade), where=imports > 0)
    out = {"arms": year, "arms_10y": to_tens(decade), "arms_share": np.minimum(share, 1)}
    covered = ((frame.year >= COVERAGE[0]) & (frame.year <= COVERAGE[1]))[:, None]
    covered = covered & ~left_out(tables, frame)[:, None]
    return {name: np.where(covered, v, np.nan) for name, v in out.items()}


def to_tens(volume: NDArray[Any]) -> NDArray[np.float64]:
    """Volume to the nearest ten, and at least ten where there was any.

    The shipped panel keeps no more, so that the maker's yearly figures cannot be read
    off differences of its sums.

    Examples
    --------
    >>> import numpy as np
    >>> to_tens(np.array([0.0, 3.0, 1767.0])).tolist()
    [0.0, 10.0, 1770.0]
    """
    return np.where(volume > 0, np.maximum(np.rint(volume / STEP) * STEP, STEP), 0.0)


def left_out(tables: Tables, frame: DyadFrame) -> NDArray[np.bool_]:
    """Rows with a state whose transfers the source leaves out that year, shape (rows,)."""
    out = np.zeros(len(frame), bool)
    if "arms_not_covered" not in tables:
        return out
    gaps = tables["arms_not_covered"][["ccode", "start", "end"]].to_numpy().tolist()
    for ccode, start, end in gaps:
        of_state = (frame.ccode1 == ccode) | (frame.ccode2 == ccode)
        out |= of_state & (frame.year >= start) & (frame.year <= end)
    return out


def _measure(name: str, label: str, unit: str, high: float | None, description: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=True,
        bounds=(0, high),
        coverage=COVERAGE,
        sources=("sipri_arms",),
        paper=("sipri_arms_transfers",),
        description=description,
    )


GROUP = Group(
    name="arms",
    tables=("arms_transfers",),
    optional=("arms_not_covered",),
    columns=(
        Column("arms", ships=False, directed=True),
        Column("arms_10y", STEP, directed=True),
        Column("arms_share", 0.001, directed=True),
    ),
    measures=(
        _measure(
            "arms",
            "Arms supplied in the year",
            "million TIV",
            None,
            ("Volume of major arms the first state supplied the second in the year."),
        ),
        _measure(
            "arms_10y",
            "Arms supplied over ten years",
            "million TIV",
            None,
            "Sum over the year and the nine before; to tens, and at least ten where there was any.",
        ),
        _measure(
            "arms_share",
            "Share of the recipient's arms imports",
            "share",
            1,
            (
                "The first state's part in all major arms the second received over ten years; 0 "
                "where it received none."
            ),
        ),
    ),
    compute=compute,
)
