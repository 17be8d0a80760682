"""Trade dependence each way, its asymmetry, and what the tie costs in trade with the partner's adversaries.

Trade of i with j is imports plus exports. A figure stands for the mean of a three-year
window of which at least two years are observed: a year alone made verdicts flicker
where a series ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.measures.shared_threat import square
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

COVERAGE = (1946, 2015)
RUSSIA_COVERAGE = (1946, 2022)
WINDOW, AT_LEAST = 3, 2
GDP_CARRIED = 3
"""GDP may be this many years old: the series ends in 2019, Russia's trade later."""


def mean_of_observed(window: NDArray[Any], at_least: int) -> NDArray[np.float64]:
    """Mean over the first axis where at least `at_least` values are observed, else NaN."""
    seen = np.isfinite(window).sum(axis=0)
    total = np.nansum(window, axis=0)
    return np.asarray(
        np.divide(total, seen, out=np.full(total.shape, np.nan), where=seen >= at_least)
    )


def dyadic_trade(tables: Tables, frame: DyadFrame) -> NDArray[np.float64]:
    """Two-way trade of each dyad-year in million current US dollars; COW, then Russia's IMF reports."""
    total = np.full(len(frame), np.nan)
    for name in ("imf_russia_trade", "trade_flows"):
        if name not in tables:
            continue
        flows = tables[name]
        if "estimated" in flows:
            flows = flows[~flows["estimated"].astype(bool)]
        each = frame.directed(flows["ccode1"], flows["ccode2"], flows["year"], flows["imports"])
        both = each.sum(axis=1)
        total = np.where(np.isfinite(both), both, total)
    return total


def state_totals(frame: DyadFrame, trade: NDArray[Any]) -> NDArray[np.float64]:
    """Each state's trade with all observed partners, shape (rows, 2); NaN where nothing is."""
    sums = np.zeros((len(frame.members), 1000))
    at = frame.year - frame.first
    known = np.nan_to_num(trade)
    np.add.at(sums, (at, frame.ccode1), known)
    np.add.at(sums, (at, frame.ccode2), known)
    both = np.stack([sums[at, frame.ccode1], sums[at, frame.ccode2]], axis=1)
    return np.where(both > 0, both, np.nan)


def adversary_trade(
    frame: DyadFrame, trade: NDArray[Any], hostility: NDArray[Any]
) -> NDArray[np.float64]:
    """For i towards j: i's trade with every k, weighted by k's hostility to j; shape (rows, 2)."""
    out = np.full((len(frame), 2), np.nan)
    for t, states in enumerate(frame.members):
        now = frame.span(frame.first + t)
        if not np.isfinite(trade[now]).any() or not np.isfinite(hostility[now]).any():
            continue
        n = len(states)
        risked = square(trade[now], n) @ square(hostility[now], n)
        i, j = np.triu_indices(n, 1)
        out[now, 0], out[now, 1] = risked[i, j], risked[j, i]
    return out


def compute(tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]) -> Arrays:
    """Dependence on GDP and on total trade, both ways, and the opportunity cost of the tie."""
    trade = dyadic_trade(tables, frame)
    gdp = _gdp(tables["gdp"], frame)
    ratio = trade[:, None] / gdp
    share = trade[:, None] / state_totals(frame, trade)
    # COW's world totals end in 2014; later totals would be Russia's partners only.
    share = np.where((frame.year <= 2014)[:, None], share, np.nan)
    dependence = mean_of_observed(frame.window(ratio, WINDOW), AT_LEAST)
    risked = adversary_trade(frame, trade, computed["hostility"])
    risked = np.where((frame.year <= 2014)[:, None], risked, np.nan)
    cost = np.divide(
        risked, trade[:, None], out=np.full(risked.shape, np.nan), where=trade[:, None] > 0
    )
    return {
        "trade": trade,
        "dependence": np.where((frame.year <= RUSSIA_COVERAGE[1])[:, None], dependence, np.nan),
        "trade_share": mean_of_observed(frame.window(share, WINDOW), AT_LEAST),
        "opportunity_cost": np.log1p(cost),
    }


def _gdp(gdp: pd.DataFrame, frame: DyadFrame) -> NDArray[np.float64]:
    """GDP of both states in million US dollars, carried a few years past its end."""
    own = frame.states(gdp["ccode"], gdp["year"], gdp["gdp"])
    last = int(gdp["year"].max())
    held = gdp[gdp["year"] == last]
    for year in range(last + 1, last + 1 + GDP_CARRIED):
        later = frame.states(held["ccode"], np.full(len(held), year), held["gdp"])
        own = np.where(np.isfinite(own), own, later)
    return own


_REACH = {
    "trade": (COVERAGE[0], 2021),
    "dependence": RUSSIA_COVERAGE,
    "trade_share": COVERAGE,
    "opportunity_cost": (COVERAGE[0], 2014),
}
"""Years in which any pair is known; after 2015 those are pairs with Russia only."""


def _measure(
    name: str, label: str, unit: str, high: float | None, description: str, directed: bool = True
) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=directed,
        bounds=(0, high),
        coverage=_REACH[name],
        sources=("cow_trade", "imf_dots_russia", "fariss_gdp"),
        description=description,
    )


GROUP = Group(
    name="trade",
    tables=("trade_flows", "gdp"),
    optional=("imf_russia_trade",),
    after=("hostility",),
    columns=(
        Column("trade", ships=False),
        Column("dependence", 0.0001, directed=True),
        Column("trade_share", 0.001, directed=True),
        Column("opportunity_cost", 0.05, directed=True),
    ),
    measures=(
        _measure(
            "trade",
            "Two-way trade",
            "million current US dollars",
            None,
            "Imports of each from the other, summed.",
            directed=False,
        ),
        _measure(
            "dependence",
            "Trade over GDP",
            "share of GDP",
            None,
            (
                "Two-way trade over the first state's GDP: mean of three years, two observed at "
                "least."
            ),
        ),
        _measure(
            "trade_share",
            "Partner's share of total trade",
            "share",
            1,
            (
                "Two-way trade over the first state's trade with all partners: mean of three "
                "years, two observed at least."
            ),
        ),
        _measure(
            "opportunity_cost",
            "Opportunity cost of the tie",
            "log(1 + ratio)",
            None,
            (
                "The first state's trade with the second's adversaries (weighted by hostility) "
                "over its trade with the second."
            ),
        ),
    ),
    compute=compute,
)
