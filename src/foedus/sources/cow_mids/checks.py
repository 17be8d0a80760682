"""What must hold of COW disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.dispute_rows import row_rules
from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless rows are mirrored, one a dyad-year, and of listed disputes."""
    rows, listed = tables["disputes_cow"], tables["dispute_list_cow"]
    row_rules("cow_mids", rows)
    require(
        "cow_mids",
        no_duplicates(rows, ["ccode1", "ccode2", "year"]),
        no_duplicates(listed, ["dispnum"]),
        (set(rows["dispnum"]) <= set(listed["dispnum"]), "a dispute that is not in the list"),
    )
