"""What must hold of the liquidity-line file and of the tables made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

_DAY_FIRST = r"\d{2}/\d{2}/\d{4}"
_TYPES = {"pooled fund", "reciprocal", "unidirectional"}


def check_input(raw: pd.DataFrame) -> None:
    """Numbers are unique, dates are dd/mm/yyyy, kinds are the known ones, amounts positive."""
    amounts = raw[["USD_amount", "deal_currency_amount"]]
    days = raw["start_date"].astype(str).str.fullmatch(_DAY_FIRST)
    ends = raw["end_date"].astype(str).str.fullmatch(_DAY_FIRST)
    require(
        "bfr_liquidity_lines",
        no_duplicates(raw, ["deal_ID"]),
        (bool((days & ends).all()), "a date is not dd/mm/yyyy"),
        (set(raw["deal_type"]) <= _TYPES, f"a deal_type is none of {sorted(_TYPES)}"),
        (set(raw["collateral"]) <= {"swap", "repo"}, "a collateral is neither swap nor repo"),
        (bool((amounts.isna() | (amounts > 0)).all().all()), "an amount is not positive"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Both sides are states with a code, different ones, and no line ends before it starts."""
    lines, areas = tables["liquidity_lines"], tables["area_lines"]
    unknown = lines[(lines["ccode1"] <= 0) | (lines["ccode2"] <= 0)]["deal_id"].tolist()
    require(
        "bfr_liquidity_lines",
        (not unknown, f"no state for the source or recipient of the deals {unknown[:10]}"),
        (bool((areas["ccode"] > 0).all()), "no state for a line with an area"),
        (bool((lines["ccode1"] != lines["ccode2"]).all()), "a state lends to itself"),
        (not (lines["end"] < lines["start"]).any(), "a line ends before it starts"),
    )
