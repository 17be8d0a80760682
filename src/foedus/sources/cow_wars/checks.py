"""What must hold of interstate wars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["warnum", "ccode1", "ccode2", "year"]


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless war-years are mirrored opponents."""
    rows = tables["interstate_wars"]
    mirror = rows.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    both = rows[_KEY].merge(mirror[_KEY], how="inner")
    require(
        "cow_wars",
        no_duplicates(rows, _KEY),
        (len(both) == len(rows), "a war-year stands in one direction only"),
        (bool((rows["side1"] != rows["side2"]).all()), "two states on one side of a war"),
        (bool(rows["outcome1"].dropna().between(1, 8).all()), "an outcome outside 1-8"),
    )
