"""What must hold of the list of Russia's exercises and of the table made from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(raw: pd.DataFrame, partners: Sequence[str]) -> None:
    """Every exercise has a number, a year and a partner."""
    require(
        "russia_exercises",
        no_duplicates(raw, ["id"]),
        (not raw[["id", "yr", "name"]].isna().any().any(), "an id, year or name is empty"),
        (bool(raw[list(partners)].notna().any(axis=1).all()), "an exercise names no partner"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Every partner is a known state and every exercise has Russia and one more."""
    rows = tables["russia_exercises"]
    require(
        "russia_exercises",
        (bool((rows["ccode"] > 0).all()), "a partner's name is no state in its year"),
        no_duplicates(rows, ["exercise", "ccode", "year"]),
        (bool((rows["n_participants"] >= 2).all()), "an exercise with one participant"),
    )
