"""What must hold of Voeten's roll calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

NAME = "voeten_roll_call_issues"
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
VOTE_LABELS = {"yes": 1, "abstain": 2, "no": 3}


def check_input(calls: pd.DataFrame, votes: pd.DataFrame, issues: pd.DataFrame) -> None:
    """Known labels only, and every vote and issue belongs to a roll call."""
    labels = sorted({str(v) for v in votes["vote"].unique()} - set(VOTE_LABELS))
    codes = sorted({str(v) for v in issues["short_name"].unique()} - set(ISSUES))
    ids = calls["rcid"]
    require(
        NAME,
        (not labels, f"unknown votes {labels[:5]}; allowed are {sorted(VOTE_LABELS)}"),
        (not codes, f"unknown issues {codes[:5]}; allowed are {list(ISSUES)}"),
        (bool(votes["rcid"].isin(ids).all()), "votes on a roll call that is not listed"),
        (bool(issues["rcid"].isin(ids).all()), "issues of a roll call that is not listed"),
        no_duplicates(calls, ["rcid"]),
        no_duplicates(issues, ["rcid", "short_name"]),
    )


def check_countries(names: np.ndarray, known: np.ndarray) -> None:
    """Every country name has a COW code in ``countries.csv``."""
    strange = sorted({str(n) for n in names[~known]})
    require(NAME, (not strange, f"no COW code for {strange[:5]}"))


def check_output(calls: pd.DataFrame, votes: pd.DataFrame) -> None:
    """A state votes once a roll call; sessions are those of the Assembly."""
    key = votes["rcid"].to_numpy(np.int64) * 1000 + votes["ccode"].to_numpy(np.int64)
    require(
        NAME,
        (len(np.unique(key)) == len(key), "a state votes twice on one roll call"),
        (bool(calls["session"].between(1, 200).all()), "a session number is out of range"),
        (bool(calls["date"].notna().all()), "a roll call has no date"),
    )
