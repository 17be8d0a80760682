"""What must hold of crises and their actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(crises: pd.DataFrame, actors: pd.DataFrame) -> None:
    """Raise SourceDamaged unless crises are numbered once and cases too."""
    require(
        "icb_crises",
        no_duplicates(crises, ["crisno"]),
        no_duplicates(actors, ["cracno"]),
        (set(actors["crisno"]) <= set(crises["crisno"]), "an actor of an unknown crisis"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless codes are in range and crises end after they start."""
    crises, actors = tables["crises"], tables["crisis_actors"]
    require(
        "icb_crises",
        (bool(crises["viol"].dropna().between(1, 4).all()), "violence outside 1-4"),
        (bool(actors["stakes"].dropna().between(0, 7).all()), "gravity of threat outside 0-7"),
        (not (crises["end"] < crises["start"]).any(), "a crisis ends before it starts"),
        (not (crises["trigent"] < 2).any(), "a trigger that is no state code"),
    )
