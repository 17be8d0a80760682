"""What must hold of GML disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.dispute_rows import ROW_KEY, row_rules
from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless the whittled rows are a subset of all rows."""
    rows, every = tables["disputes_gml"], tables["disputes_gml_all"]
    listed = tables["dispute_list_gml"]
    row_rules("gml_mids", rows)
    row_rules("gml_mids, all rows", every)
    both = rows[list(ROW_KEY)].merge(every[list(ROW_KEY)], how="inner")
    require(
        "gml_mids",
        no_duplicates(rows, ["ccode1", "ccode2", "year"]),
        no_duplicates(listed, ["dispnum"]),
        (len(both) == len(rows), "a dyad-year's dispute that is not among all rows"),
        (set(every["dispnum"]) <= set(listed["dispnum"]), "a dispute that is not in the list"),
    )
