"""What must hold of the COW trade file and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(pairs: pd.DataFrame) -> None:
    """The pairs are unique, ordered and in the makers' years; flows are -9 or not negative."""
    flows = pairs[["flow1", "flow2"]]
    require(
        "cow_trade",
        no_duplicates(pairs, ["ccode1", "ccode2", "year"]),
        (bool((pairs["ccode1"] < pairs["ccode2"]).all()), "a pair has ccode1 >= ccode2"),
        (bool(pairs["year"].between(1870, 2030).all()), "a year is outside 1870-2030"),
        (
            bool((flows.isna() | (flows >= 0) | (flows == -9)).all().all()),
            "a flow is negative and not the missing code -9",
        ),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Both directions are there, each once."""
    flows = tables["trade_flows"]
    require(
        "cow_trade",
        no_duplicates(flows, ["ccode1", "ccode2", "year"]),
        (len(flows) % 2 == 0, "an odd number of directed rows"),
        (bool((flows["ccode1"] != flows["ccode2"]).all()), "a state trades with itself"),
    )
