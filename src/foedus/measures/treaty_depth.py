"""Treaty depth: how much standing military machinery an alliance promises beside its words.

A graded-response trait over all ATOP alliances; the members' own rows are then scored
with the parameters held fixed. Wartime contact is no depth and organisations count
whether or not they are military: two recodings the result depends on. More than half
of all treaties have none of the eight provisions. They share the lowest score, and its
standard deviation says how little is known of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.graded_response import MISSING, Items, SlopeRule, fit, score
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

COVERAGE = (1946, 2018)
ITEMS = ("milcon", "milaid", "intcom", "subord", "organ", "base", "contrib", "compag")
RULE = SlopeRule(centre=float(np.log(1.7)), spread=0.75)
"""A slope of one on the normal scale, where the prior is stated, is about 1.7 on the logistic one."""
LEVELS = (0.0, 0.8)
"""Depth up to which a defence pact is shallow, and middling."""
FLAGS = ("defense", "offense", "neutral", "nonagg", "consul")
_MILAID = np.array([0, 1, 1, 2, 3])


def provisions(rows: pd.DataFrame) -> NDArray[np.int64]:
    """The eight ordinal items of treaties or members, shape (rows, 8); -1 where missing.

    Examples
    --------
    >>> import pandas as pd
    >>> row = dict(milcon=1, milaid=4, intcom=0, subord=2, organ1=0, organ2=3, base=3,
    ...            contrib=1, compag=6)
    >>> provisions(pd.DataFrame([row])).tolist()
    [[0, 3, 0, 1, 3, 1, 1, 1]]
    """

    def column(name: str) -> NDArray[np.float64]:
        return np.asarray(rows[name], float)

    aid = column("milaid")
    recoded = {
        # 1 is contact during hostilities only: not depth.
        "milcon": np.maximum(column("milcon") - 1, 0),
        "milaid": np.where(np.isnan(aid), np.nan, _MILAID[np.nan_to_num(aid).astype(int)]),
        "intcom": column("intcom"),
        "subord": _positive(column("subord")),
        "organ": np.fmax(column("organ1"), column("organ2")),
        "base": _positive(column("base")),
        "contrib": column("contrib"),
        "compag": np.where(
            np.isnan(column("compag")), np.nan, np.isin(column("compag"), (1, 6)).astype(float)
        ),
    }
    stacked = np.stack([recoded[name] for name in ITEMS], axis=1)
    return np.asarray(np.where(np.isnan(stacked), MISSING, stacked), dtype=np.int64)


def _positive(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(values), np.nan, (values > 0).astype(float))


def fit_depth(phases: pd.DataFrame) -> Items:
    """Item parameters over all alliances; of an alliance's phases the most of each provision.

    Parameters
    ----------
    phases
        ``atop_phases``, 1815 to 2018.
    """
    answers = provisions(phases)
    _, which = np.unique(phases["atopid"].to_numpy(), return_inverse=True)
    whole = np.full((int(which.max()) + 1, answers.shape[1]), MISSING)
    np.maximum.at(whole, which, answers)
    return fit(whole, rule=RULE)


def treaty_level(flags: Mapping[str, NDArray[Any]], depth: NDArray[Any]) -> NDArray[np.int64]:
    """0 none, 1 non-aggression or neutrality, 2 consultation, 3-5 defence or offence by depth.

    Depth orders defence pacts among themselves; it lifts no other treaty.

    Examples
    --------
    >>> import numpy as np
    >>> none = np.zeros(3, int)
    >>> flags = dict(defense=np.array([1, 0, 1]), offense=none, neutral=none, nonagg=none,
    ...              consul=np.array([1, 1, 0]))
    >>> treaty_level(flags, np.array([1.5, 2.5, -0.4])).tolist()
    [5, 2, 3]
    """
    armed = (flags["defense"] == 1) | (flags["offense"] == 1)
    light = (flags["nonagg"] == 1) | (flags["neutral"] == 1)
    grade = 3 + np.searchsorted(LEVELS, depth, side="left")
    return np.asarray(
        np.select([armed, flags["consul"] == 1, light], [grade, 2, 1], 0), dtype=np.int64
    )


def member_rows(tables: Tables) -> pd.DataFrame:
    """One row a treaty, member and year, with its level, depth and the treaty's size.

    Returns
    -------
    DataFrame
        ``atopid, year, ccode, level, depth, sd, size``. A treaty that changed its terms
        within the year counts with the row of the higher level and depth.
    """
    rows = tables["atop_member_years"]
    answers = provisions(rows)
    unique, inverse = np.unique(answers, axis=0, return_inverse=True)
    mean, sd = score(unique, fit_depth(tables["atop_phases"]))
    which = inverse.ravel()
    depth = mean[which]
    level = treaty_level({f: rows[f].to_numpy() for f in FLAGS}, depth)
    own = rows[["atopid", "year", "ccode"]].assign(level=level, depth=depth, sd=sd[which])
    own = own.sort_values(["atopid", "year", "ccode", "level", "depth"], ignore_index=True)
    own = own.drop_duplicates(["atopid", "year", "ccode"], keep="last")
    size = own.groupby(["atopid", "year"])["ccode"].transform("size")
    return own.assign(size=size)


def shared_rows(tables: Tables) -> pd.DataFrame:
    """What a member owes each other member: one row a treaty, ordered pair and year.

    Returns
    -------
    DataFrame
        ``ccode1, ccode2, year, level, depth, sd, size``: the obligation of ``ccode1``.
    """
    own = member_rows(tables)
    other = own[["atopid", "year", "ccode"]].rename(columns={"ccode": "ccode2"})
    pairs = own.rename(columns={"ccode": "ccode1"}).merge(other, on=["atopid", "year"])
    return pairs[pairs["ccode1"] != pairs["ccode2"]].reset_index(drop=True)


def strongest(pairs: pd.DataFrame, frame: DyadFrame) -> dict[str, NDArray[np.float64]]:
    """Level, depth, its sd and size of the strongest treaty, each of shape (rows, 2).

    Class and depth are of the same treaty: the highest level first, then the deepest,
    then the one with fewest members. Level 0 where there is none; depth is then missing.
    """
    row = frame.rows(pairs["ccode1"], pairs["ccode2"], pairs["year"])
    side = (pairs["ccode1"] > pairs["ccode2"]).to_numpy().astype(np.int64)
    rank = (pairs["level"], pairs["depth"], -pairs["size"])
    order = np.lexsort([np.asarray(k) for k in rank[::-1]])
    order = order[row[order] >= 0]
    place = (row[order], side[order])  # the last one written stays: the strongest
    out = {}
    for name in ("level", "depth", "sd", "size"):
        values = np.full((len(frame), 2), 0.0 if name == "level" else np.nan)
        values[place] = pairs[name].to_numpy(float)[order]
        out[name] = values
    return out


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Depth of the pair's strongest treaty and its standard deviation, for either's obligation."""
    best = strongest(shared_rows(tables), frame)
    rank = np.where(best["level"] > 0, best["level"] * 100 + np.nan_to_num(best["depth"]), -1.0)
    side = rank.argmax(axis=1)
    at = np.arange(len(frame))
    found = rank[at, side] > 0
    return {
        name: clip_to(np.where(found, best[key][at, side], np.nan), frame.year, COVERAGE)
        for name, key in (("treaty_depth", "depth"), ("treaty_depth_sd", "sd"))
    }


GROUP = Group(
    name="treaty_depth",
    tables=("atop_member_years", "atop_phases"),
    columns=(Column("treaty_depth", 0.05), Column("treaty_depth_sd", 0.05)),
    measures=(
        Measure(
            name="treaty_depth",
            label="Depth of the strongest treaty",
            unit="standard deviations",
            directed=False,
            bounds=(None, None),
            coverage=COVERAGE,
            sources=("atop",),
            paper=("leeds_etal2002",),
            description=(
                "Peacetime military machinery the pair's strongest treaty promises (contact, aid, "
                "command, organisation, bases, contributions, companion agreements): a "
                "graded-response trait over all alliances, mean 0, sd 1. Missing where no treaty "
                "is in force. It orders defence pacts and lifts no other treaty among them."
            ),
        ),
        Measure(
            name="treaty_depth_sd",
            label="Uncertainty of treaty depth",
            unit="standard deviations",
            directed=False,
            bounds=(0, None),
            coverage=COVERAGE,
            sources=("atop",),
            paper=("leeds_etal2002",),
            description=(
                "Posterior standard deviation of the depth: largest for treaties without any of "
                "the provisions."
            ),
        ),
    ),
    compute=compute,
)
