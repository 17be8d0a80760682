"""What must hold of Thompson and Dreyer's rivalries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import require
from foedus.sources.rivalry_lists import rivalry_rules

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless spells are in order and every rivalry has a kind."""
    rows = tables["rivalries_thompson"]
    rivalry_rules("thompson_rivalries", rows)
    require(
        "thompson_rivalries",
        (bool((rows["kinds"] != "").all()), "a rivalry without a kind"),
        (bool(rows["start"].between(1494, 2010).all()), "a start outside 1494-2010"),
    )
