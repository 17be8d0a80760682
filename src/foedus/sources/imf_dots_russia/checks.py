"""What must hold of the IMF workbooks and of the tables made from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_sheet(path: Path, rows: list[list[Any]], head: int, reporter: str) -> None:
    """The head names the reporter and the unit, and the row below it holds years."""
    cells = [str(row[1]) for row in rows[:head] if len(row) > 1 and row[1]]
    years = rows[head][2:] if len(rows) > head else []
    require(
        f"imf_dots_russia ({path.name})",
        (reporter in cells, f"the head does not name {reporter!r} as reporter: {cells}"),
        ("US Dollars, Millions" in cells, "the unit is not 'US Dollars, Millions'"),
        (
            bool(years) and all(str(y).isdigit() for y in years if y is not None),
            f"row {head + 1} does not hold years",
        ),
        (len(rows) > head + 1, "no partner below the row of years"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Russia is on one side of each row, once, and no value is negative."""
    trade, totals = tables["imf_russia_trade"], tables["imf_trade_totals"]
    russian = (trade["ccode1"] == 365) ^ (trade["ccode2"] == 365)
    require(
        "imf_dots_russia",
        no_duplicates(trade, ["ccode1", "ccode2", "year"]),
        no_duplicates(totals, ["ccode", "year"]),
        (bool(russian.all()), "a row has not Russia on exactly one side"),
        (bool((trade["imports"] >= 0).all()), "a trade value is negative"),
    )
