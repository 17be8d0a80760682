"""What must hold of the published ideal points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

NAME = "voeten_ideal_points"
LARGEST = 10.0


def check_output(points: pd.DataFrame, counts: pd.DataFrame, matches: pd.DataFrame) -> None:
    """One estimate a state and session, inside its own interval; links point backwards."""
    inside = (points["q10"] <= points["ideal_point"]) & (points["ideal_point"] <= points["q90"])
    backwards = matches["earlier"] < matches["rcid"]
    require(
        NAME,
        no_duplicates(points, ["ccode", "session"]),
        no_duplicates(counts, ["ccode", "session"]),
        no_duplicates(matches, ["rcid"]),
        (bool(points["ideal_point"].abs().lt(LARGEST).all()), "an ideal point beyond +-10"),
        (float(inside.mean()) > 0.99, "estimates lie outside their own 80 % intervals"),
        (bool((counts["votes"] > 0).all()), "a state-session with no votes counted"),
        (bool(backwards.all()), "an item is matched to a later one"),
    )
