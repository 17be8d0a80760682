"""What must hold of distances and capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

HALF_EQUATOR_KM = 20_038


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless distances fit on Earth and coordinates are degrees."""
    dyads, capitals = tables["minimum_distances"], tables["capitals"]
    require(
        "cshapes_distances",
        no_duplicates(dyads, ["ccode1", "ccode2", "year"]),
        no_duplicates(capitals, ["ccode", "start"]),
        (bool((dyads["ccode1"] < dyads["ccode2"]).all()), "a dyad with ccode1 >= ccode2"),
        (bool(dyads["km"].between(0, HALF_EQUATOR_KM).all()), "a distance no two places have"),
        (bool(capitals["lat"].between(-90, 90).all()), "a latitude outside 90 degrees"),
        (bool(capitals["lng"].between(-180, 180).all()), "a longitude outside 180 degrees"),
        (bool((capitals["end"] >= capitals["start"]).all()), "a capital ends before it starts"),
    )
