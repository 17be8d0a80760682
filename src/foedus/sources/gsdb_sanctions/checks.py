"""What must hold of the GSDB file and of the tables made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

_FLAGS = ["trade", "arms", "military", "financial", "travel", "other"]


def check_input(cases: pd.DataFrame) -> None:
    """Case numbers are unique, years run forward, flags are 0 or 1, names are there."""
    require(
        "gsdb_sanctions",
        no_duplicates(cases, ["case_id"]),
        (bool((cases["start"] <= cases["end"]).all()), "a case ends before it begins"),
        (bool(cases[_FLAGS].isin([0, 1]).all().all()), "a kind of sanction is not 0 or 1"),
        (not cases[["sender", "target"]].isna().any().any(), "a sender or target is empty"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Pairs are unique within a case, of two states, and inside the case's years."""
    sanctions = tables["sanctions"]
    spans = tables["sanction_cases"].set_index("case_id")
    inside = (sanctions["start"] >= sanctions["case_id"].map(spans["start"])) & (
        sanctions["end"] <= sanctions["case_id"].map(spans["end"])
    )
    require(
        "gsdb_sanctions",
        no_duplicates(sanctions, ["case_id", "ccode1", "ccode2"]),
        (bool((sanctions["ccode1"] != sanctions["ccode2"]).all()), "a state sanctions itself"),
        (bool(inside.all()), "a pair runs beyond its case"),
    )
