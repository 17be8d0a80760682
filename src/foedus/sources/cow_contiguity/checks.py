"""What must hold of contiguity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless every spell stands in both directions and in order."""
    rows = tables["contiguity"]
    key = ["ccode1", "ccode2", "start"]
    mirror = rows.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    both = rows[key].merge(mirror[key], how="inner")
    require(
        "cow_contiguity",
        no_duplicates(rows, key),
        (len(both) == len(rows), "a contiguity in one direction only"),
        (bool(rows["conttype"].between(1, 5).all()), "a type of contiguity outside 1-5"),
        (bool((rows["end"] >= rows["start"]).all()), "a contiguity ends before it starts"),
    )
