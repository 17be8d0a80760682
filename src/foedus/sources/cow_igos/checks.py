"""What must hold of counts of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless dyads are unordered pairs and counts are not negative."""
    dyads, states = tables["shared_igos"], tables["igo_memberships"]
    require(
        "cow_igos",
        no_duplicates(dyads, ["ccode1", "ccode2", "year"]),
        no_duplicates(states, ["ccode", "year"]),
        (bool((dyads["ccode1"] < dyads["ccode2"]).all()), "a dyad with ccode1 >= ccode2"),
        (bool((dyads["shared_igos"] >= 0).all()), "a negative count of shared organisations"),
        (bool((states["n_any"] >= states["n_full"]).all()), "more full than total memberships"),
    )
