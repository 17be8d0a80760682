"""What must hold of the state system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless spells are ordered and unique and majors are members."""
    states, majors = tables["state_system"], tables["major_powers"]
    require(
        "cow_system",
        no_duplicates(states, ["ccode", "start"]),
        no_duplicates(majors, ["ccode", "start"]),
        (bool((states["end"] >= states["start"]).all()), "a membership ends before it starts"),
        (bool((majors["end"] >= majors["start"]).all()), "a major power ends before it starts"),
        (set(majors["ccode"]) <= set(states["ccode"]), "a major power outside the system"),
    )
