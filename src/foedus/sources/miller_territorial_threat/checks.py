"""What must hold of the territorial-threat estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless each estimate lies inside its interval."""
    rows = tables["territorial_threat"]
    inside = (rows["low"] <= rows["threat"]) & (rows["threat"] <= rows["high"])
    require(
        "miller_territorial_threat",
        no_duplicates(rows, ["ccode", "year"]),
        (bool(inside.all()), "an estimate outside its interval"),
        (bool((rows["sd"] > 0).all()), "a standard deviation that is not positive"),
    )
