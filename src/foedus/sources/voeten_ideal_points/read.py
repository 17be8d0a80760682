"""Read the published ideal points, the vote counts behind an earlier release, and linked items."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.opening import read_csv
from foedus.sources.voeten_ideal_points.checks import check_output

if TYPE_CHECKING:
    import pandas as pd

# Distance between the 10 % and 90 % quantiles of a normal distribution, in standard deviations.
Q10_TO_Q90 = 2.5631031310892007
FIRST_SESSION_YEAR = 1945

POINTS = {
    "ccode": "ccode",
    "session": "session",
    "NVotesAll": "votes",
    "IdealPointAll": "ideal_point",
    "Q10%All": "q10",
    "Q90%All": "q90",
}


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Tables ``published_ideal_points``, ``published_vote_counts``, ``matched_items``.

    Parameters
    ----------
    files
        Roles ``ideal_points``, ``vote_counts`` and ``matches``.
    """
    points = _points(files["ideal_points"])
    counts = _counts(files["vote_counts"])
    matches = _matches(files["matches"])
    check_output(points, counts, matches)
    return {
        "published_ideal_points": points,
        "published_vote_counts": counts,
        "matched_items": matches,
    }


def _points(path: Path) -> pd.DataFrame:
    raw = read_csv(path, POINTS).rename(columns=POINTS)
    points = raw.sort_values(["ccode", "session"], ignore_index=True)
    for column in ("ccode", "session", "votes"):
        points[column] = points[column].astype(np.int16)
    points["year"] = (points["session"] + FIRST_SESSION_YEAR).astype(np.int16)
    points["sd"] = (points["q90"] - points["q10"]) / Q10_TO_Q90
    return points[["ccode", "session", "year", "ideal_point", "sd", "q10", "q90", "votes"]]


def _counts(path: Path) -> pd.DataFrame:
    counts = read_csv(path, ["ccode", "session", "NVotes"]).rename(columns={"NVotes": "votes"})
    return counts.sort_values(["ccode", "session"], ignore_index=True).astype(np.int16)


def _matches(path: Path) -> pd.DataFrame:
    """`rcid` repeats `earlier` and shares its item parameters."""
    raw = read_csv(path, ["rcid1", "rcid2"])
    matches = raw.rename(columns={"rcid1": "earlier", "rcid2": "rcid"})[["rcid", "earlier"]]
    return matches.sort_values("rcid", ignore_index=True).astype(np.int32)
