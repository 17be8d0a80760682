"""What the rules look at, for any set of dyad-years: observed, carried or missing.

Past the end of its source an input keeps its last value for a stated number of years,
with its age; beyond that, and where a source never covered the pair, it is missing.
Missing is NaN here and None in a report, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.measures.treaty_register_merge import ATOP_TO, CARRIED

Floats = NDArray[np.float64]

CARRY: dict[str, int] = {
    "obligations": 10,
    "obligations_basis": 10,
    "obligation_suspended": 10,
    "defence_treaty": 10,
    "defence_members": 10,
    "pact_treaty": 10,
    "pact_members": 10,
    "treaty_life": 15,
    "hostility": 10,
    "rivalry": 10,
    "peace_years": 10,
    "rivalry_since": 10,
    "shared_threat": 10,
    "shared_threat_by": 10,
    "capability_ratio": 5,
    "igo_percentile": 12,
    "arms_10y": 5,
    "arms_share": 5,
    "exercises_5y": 5,
    "troops": 1,
    "dependence": 3,
    "trade_share": 10,
    "credit_line": 2,
    "kappa_votes_3y": 2,
    "kappa_norms_3y": 6,
    "opportunity_cost": 12,
    "ties_mean": 0,
    "ties_sd": 0,
    "ties_items": 0,
}
"""Stored columns the rules use, and for how many years past its source each may be carried.

Law and rivalry change seldom and are carried longest; what is supplied in a year
changes fast and is carried least.
"""

LASTING = ("dependence",)
"""Also kept in a longer-lived form for the slow conditions (is there real exchange at all?)."""
LASTING_YEARS = 12


@dataclass(frozen=True)
class Inputs:
    """Inputs of the rules for rows of dyad-years.

    Parameters
    ----------
    ccode1, ccode2, year : ndarray, shape (rows,)
        Keys, ordered by pair and year.
    values
        By name, shape (rows,): see `derive`.
    age
        By stored column, shape (rows,): years since it was observed; 0 observed,
        NaN missing.
    held
        Stored columns after carrying, shape (rows,) or (rows, 2).
    """

    ccode1: NDArray[np.int64]
    ccode2: NDArray[np.int64]
    year: NDArray[np.int64]
    values: dict[str, Floats]
    age: dict[str, Floats]
    held: dict[str, Floats]

    def __len__(self) -> int:
        return len(self.year)

    def take(self, rows: NDArray[Any]) -> Inputs:
        """Some of the rows."""
        return Inputs(
            self.ccode1[rows],
            self.ccode2[rows],
            self.year[rows],
            {k: v[rows] for k, v in self.values.items()},
            {k: v[rows] for k, v in self.age.items()},
            {k: v[rows] for k, v in self.held.items()},
        )


def carried(
    values: Floats, pair: NDArray[np.int64], year: NDArray[np.int64], years: int
) -> tuple[Floats, Floats]:
    """Keep each pair's last value for some years past the last one ever observed for it.

    Parameters
    ----------
    values : ndarray, shape (rows,) or (rows, 2)
        Ordered by pair, then year; NaN where missing.
    pair, year : ndarray, shape (rows,)
    years
        How long a value may be carried.

    Returns
    -------
    values, age
        Age 0 where observed, 1 and more where carried, NaN where missing, shape (rows,).
        Gaps before the pair's last observation stay missing.
    """
    seen = np.isfinite(
        values
        if values.ndim == 1
        else values.max(axis=1, initial=-np.inf, where=np.isfinite(values))
    )
    index = np.where(seen, np.arange(len(pair)), -1)
    start = np.concatenate([[True], pair[1:] != pair[:-1]])
    # Last seen row so far, restarted at each pair.
    latest = np.maximum.accumulate(np.where(start, np.maximum(index, -1), index))
    first_row = np.maximum.accumulate(np.where(start, np.arange(len(pair)), 0))
    has = latest >= first_row
    any_later = np.zeros(len(pair), bool)
    last_of_pair = (
        np.flatnonzero(np.concatenate([start[1:], [True]])) if len(pair) else np.array([], int)
    )
    final = np.repeat(latest[last_of_pair], np.diff(np.concatenate([[-1], last_of_pair])))
    any_later = np.arange(len(pair)) < final
    age = np.where(has, year - year[np.maximum(latest, 0)], np.nan)
    usable = seen | (has & ~any_later & (age <= years))
    filled = values[np.maximum(latest, 0)]
    out = np.where(usable if values.ndim == 1 else usable[:, None], filled, np.nan)
    return out, np.where(usable, age, np.nan)


TREATY_COLUMNS = (
    "obligations",
    "defence_treaty",
    "defence_members",
    "pact_treaty",
    "pact_members",
)


def _age_treaties(held: dict[str, Floats], age: dict[str, Floats], year: NDArray[np.int64]) -> None:
    """Obligations that rest on the last year of ATOP are carried, not observed; the register's are."""
    past = (held["obligations_basis"] == CARRIED) & (year > ATOP_TO)
    for name in TREATY_COLUMNS:
        age[name] = np.where(past, year - ATOP_TO, age[name])


def prepare(stored: Mapping[str, NDArray[Any]]) -> Inputs:
    """Carry the stored columns and derive what the rules look at.

    Parameters
    ----------
    stored
        Keys and the columns of `CARRY`, ordered by pair, then year.
    """
    one, two, year = (np.asarray(stored[k], np.int64) for k in ("ccode1", "ccode2", "year"))
    pair = one * 1000 + two
    held: dict[str, Floats] = {}
    age: dict[str, Floats] = {}
    for name, years in CARRY.items():
        held[name], age[name] = carried(np.asarray(stored[name], float), pair, year, years)
    _age_treaties(held, age, year)
    for name in LASTING:
        held[f"{name}_lasting"], age[f"{name}_lasting"] = carried(
            np.asarray(stored[name], float), pair, year, LASTING_YEARS
        )
    return Inputs(one, two, year, derive(held), age, held)


BEHIND: dict[str, str] = {
    "defence": "obligations",
    "defence_mutual": "obligations",
    "defence_members": "defence_members",
    "treaty_life": "treaty_life",
    "pact_members": "pact_members",
    "hostility": "hostility",
    "rivalry": "rivalry",
    "peace_years": "peace_years",
    "shared_threat": "shared_threat",
    "shared_threat_by": "shared_threat_by",
    "capability_ratio": "capability_ratio",
    "steepness": "capability_ratio",
    "weaker_trade_share": "trade_share",
    "weaker_arms_share": "arms_share",
    "weaker_arms": "arms_10y",
    "arms": "arms_10y",
    "arms_share": "arms_share",
    "exercises": "exercises_5y",
    "troops": "troops",
    "dependence": "dependence",
    "dependence_mutual": "dependence_lasting",
    "credit": "credit_line",
    "kappa": "kappa_votes_3y",
    "kappa_norms": "kappa_norms_3y",
    "igo_percentile": "igo_percentile",
    "opportunity_cost": "opportunity_cost",
}
"""The stored column whose age an input has."""


def _most(values: Floats) -> Floats:
    return np.asarray(np.fmax(values[:, 0], values[:, 1]))


def derive(held: Mapping[str, Floats]) -> dict[str, Floats]:
    """Undirected inputs by name from carried columns.

    ``weaker_*`` are seen from the state with the smaller capability: how much of its
    trade, or of its arms imports, is the stronger's.
    """
    bits = np.nan_to_num(held["obligations"]).astype(np.int64)
    known = np.isfinite(held["obligations"]).all(axis=1)
    owed = (bits & 1) > 0
    ratio = held["capability_ratio"]
    weak = np.where(ratio >= 0, 1, 0)
    rows = np.arange(len(ratio))
    supply = 1 - weak
    return {
        "defence": np.where(known, owed.any(axis=1).astype(float), np.nan),
        "defence_mutual": np.where(known, owed.all(axis=1).astype(float), np.nan),
        "defence_members": held["defence_members"],
        "treaty_life": held["treaty_life"],
        "pact_members": held["pact_members"],
        "hostility": held["hostility"],
        "rivalry": held["rivalry"],
        "peace_years": held["peace_years"],
        "shared_threat": held["shared_threat"],
        "shared_threat_by": held["shared_threat_by"],
        "capability_ratio": ratio,
        "steepness": np.abs(ratio),
        "weaker_trade_share": held["trade_share"][rows, weak],
        "weaker_arms_share": held["arms_share"][rows, supply],
        "weaker_arms": held["arms_10y"][rows, supply],
        "arms": _most(held["arms_10y"]),
        "arms_share": _most(held["arms_share"]),
        "exercises": held["exercises_5y"],
        "troops": _most(held["troops"]),
        "dependence": _most(held["dependence"]),
        "dependence_mutual": held["dependence_lasting"].min(axis=1),
        "credit": _most(held["credit_line"]),
        "kappa": held["kappa_votes_3y"],
        "kappa_norms": held["kappa_norms_3y"],
        "igo_percentile": held["igo_percentile"],
        "opportunity_cost": _most(held["opportunity_cost"]),
        # From case files, where there is one (`evidence.gather_pairs`); nothing is shown elsewhere.
        "paid": np.zeros(len(ratio)),
    }
