"""What must hold of the exercise file and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(raw: pd.DataFrame) -> None:
    """Every row names its exercise, and counts and years are plausible."""
    require(
        "mme_exercises",
        (not raw[["MMEID", "country", "year"]].isna().any().any(), "a key column is empty"),
        (bool((raw["participant_count"] >= 1).all()), "an exercise has no participant"),
        (bool(raw["year"].between(1970, 2035).all()), "a year is outside 1970-2035"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """One row an exercise, participant and year."""
    exercises = tables["exercises"]
    require(
        "mme_exercises",
        (not exercises.empty, "no participant that is a state"),
        no_duplicates(exercises, ["exercise", "ccode", "year"]),
    )
