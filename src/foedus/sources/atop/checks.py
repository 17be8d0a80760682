"""What must hold of ATOP's files and of the tables made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

NAME = "atop"
OBLIGATIONS = ["defense", "offense", "neutral", "nonagg", "consul"]
VERSION = 5.1


def check_members(raw: pd.DataFrame) -> None:
    """Dates are complete where the codebook says so, and `ineffect` agrees with them."""
    running = raw["ineffect"] == 1
    require(
        NAME,
        (bool(raw["yrent"].between(1815, 2018).all()), "a member's year of entry is out of range"),
        (bool(raw["moent"].between(1, 12).all()), "a member's month of entry is missing"),
        (bool((running == (raw["yrexit"] == 0)).all()), "ineffect and yrexit disagree"),
        (bool(raw[OBLIGATIONS].isin([0, 1]).all(axis=None)), "an obligation is neither 0 nor 1"),
        (bool((raw["version"] == VERSION).all()), f"the file is not version {VERSION}"),
        no_duplicates(raw, ["atopid", "phase", "member", "yrent", "moent"]),
    )


def check_directed(raw: pd.DataFrame) -> None:
    """Directed dyad-years: two different states, once a year, obligations 0 or 1."""
    require(
        NAME,
        (bool((raw["ccode1"] != raw["ccode2"]).all()), "a state is allied to itself"),
        (bool(raw[OBLIGATIONS].isin([0, 1]).all(axis=None)), "an obligation is neither 0 nor 1"),
        no_duplicates(raw, ["ccode1", "ccode2", "year"]),
    )


def check_output(members: pd.DataFrame, alliances: pd.DataFrame, phases: pd.DataFrame) -> None:
    """No spell ends before it starts; every member's alliance and phase is listed."""
    known = set(phases["phase"])
    require(
        NAME,
        (bool((members["end"] >= members["start"]).all()), "a membership ends before it starts"),
        (bool((alliances["end"] >= alliances["start"]).all()), "an alliance ends before it starts"),
        (bool(members["atopid"].isin(alliances["atopid"]).all()), "a member of no listed alliance"),
        (set(members["phase"]) <= known, "a member of no listed phase"),
        no_duplicates(alliances, ["atopid"]),
        no_duplicates(phases, ["phase"]),
    )
