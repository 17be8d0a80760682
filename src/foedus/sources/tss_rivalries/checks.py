"""What must hold of the rivalries of Thompson, Sakuwa and Suhas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import require
from foedus.sources.rivalry_lists import rivalry_rules

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless spells are in order and start within the list's years."""
    rows = tables["rivalries_tss"]
    rivalry_rules("tss_rivalries", rows)
    require(
        "tss_rivalries",
        (bool(rows["start"].between(1494, 2020).all()), "a start outside 1494-2020"),
    )
