"""Hide 5 % of the votes, predict them, score by decade: log score and share right.

All see the same votes and run equally many sweeps. ``faithful`` is the published scheme;
``independent sessions`` is our model that forgets everything between sessions. The
baselines know no positions.
"""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ideal_points.baselines import item_shares, most_similar
from benchmarks.ideal_points.tables import Row, put
from foedus.core.settings import data_folders
from foedus.rollcalls.faithful.points import faithful_points
from foedus.rollcalls.own.points import OwnPoints, own_points
from foedus.rollcalls.own.sampler import Model
from foedus.rollcalls.records.published import published_votes
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.sampled import SampledPoints
from foedus.sources.tidy import build_tables

SHARE, SEED = 0.05, 5
MODELS: dict[str, Model | None] = {
    "foedus, 2 dimensions": Model(dimensions=2),
    "foedus, 1 dimension": Model(dimensions=1),
    "independent sessions, 1 dimension": Model(dimensions=1, evolution="independent"),
    "faithful": None,
}
NEIGHBOURS = (5, 10, 20)
BASELINES = ("shares of the item", *(f"{k} most similar states" for k in NEIGHBOURS))
CHINA, RUSSIA = 710, 365


def un_votes() -> tuple[RollCalls, Any]:
    """The votes behind the published estimates, and these."""
    tables, _ = build_tables(
        data_folders(), only=["voeten_roll_call_issues", "voeten_ideal_points"]
    )
    return published_votes(tables), tables["published_ideal_points"]


def scores(name: str, votes: RollCalls, rows: NDArray[np.int64], chance: NDArray[Any]) -> list[Row]:
    """One row: votes hidden, share predicted right, mean log score of all and by decade."""
    cast = votes.vote[rows] - 1
    log = np.log(np.maximum(chance[np.arange(len(rows)), cast], 1e-6))
    decade = (votes.period[votes.call[rows]] + 1945) // 10 * 10
    out: Row = {
        "method": name,
        "hidden_votes": len(rows),
        "share_right": round(float((chance.argmax(axis=1) == cast).mean()), 4),
        "all": round(float(log.mean()), 4),
    }
    for d in np.unique(decade).tolist():
        out[f"{d}s"] = round(float(log[decade == d].mean()), 4)
    return [out]


def fit_rows(name: str, found: SampledPoints, published: Any, seconds: float) -> list[Row]:
    """Convergence, and closeness to the published estimates, of one run."""
    key = np.asarray(found.actors)[found.actor] * 1000 + found.period
    theirs = dict(
        zip(
            (published["ccode"].astype("int64") * 1000 + published["session"]).tolist(),
            published["ideal_point"].tolist(),
            strict=True,
        )
    )
    both = np.array([k in theirs for k in key.tolist()])
    other = np.array([theirs.get(k, np.nan) for k in key.tolist()])
    mine = found.position.mean[:, 0]
    within = [
        np.corrcoef(mine[rows], other[rows])[0, 1]
        for t in np.unique(found.period)
        if (rows := both & (found.period == t)).sum() > 10
    ]
    apart = found.distance(CHINA, RUSSIA)[1].mean
    periods = found.distance(CHINA, RUSSIA)[0].tolist()
    known = [
        (x, abs(theirs[CHINA * 1000 + t] - theirs[RUSSIA * 1000 + t]))
        for t, x in zip(periods, apart.tolist(), strict=True)
        if CHINA * 1000 + t in theirs and RUSSIA * 1000 + t in theirs
    ]
    values = {
        "seconds": round(seconds),
        "r with the published": round(float(np.corrcoef(mine[both], other[both])[0, 1]), 4),
        "median r within a session": round(float(np.median(within)), 4),
        "lowest r within a session": round(float(np.min(within)), 4),
        "r of the China-Russia distance": round(float(np.corrcoef(np.array(known).T)[0, 1]), 4),
        "median R-hat": round(float(np.nanmedian(found.r_hat[:, 0])), 4),
        "99 % quantile of R-hat": round(float(np.nanquantile(found.r_hat[:, 0], 0.99)), 4),
        "median effective sample size": round(float(np.nanmedian(found.ess[:, 0]))),
        "1 % quantile of effective sample size": round(
            float(np.nanquantile(found.ess[:, 0], 0.01))
        ),
        "draws kept": int(found.draws.shape[0] * found.draws.shape[1]),
        "predicted in sample": round(found.predicted, 4),
        "median posterior sd": round(float(np.median(found.position.sd[:, 0])), 4),
    }
    if isinstance(found, OwnPoints):
        values["agreement of axes"] = round(found.stability, 4)
    return [{"method": name, "what": k, "value": v} for k, v in values.items()]


def run(only: list[str], sweeps: int, burn: int, chains: int) -> None:
    """Score the methods named, or all."""
    votes, published = un_votes()
    hidden = np.random.default_rng(SEED).random(len(votes)) < SHARE
    rows = np.flatnonzero(hidden)
    for name in BASELINES:
        if only and name not in only:
            continue
        k = int(name.split()[0]) if name[0].isdigit() else 0
        chance = most_similar(votes, hidden, k) if k else item_shares(votes, hidden)
        put("ideal_points_held_out", "method", scores(name, votes, rows, chance))
    for name, model in MODELS.items():
        if only and name not in only:
            continue
        start = time.perf_counter()
        how: dict[str, Any] = {
            "sweeps": sweeps, "burn": burn, "chains": chains, "hidden": hidden
        }  # fmt: skip
        estimated = faithful_points if model is None else partial(own_points, model=model)
        found: SampledPoints = estimated(votes, **how)
        seconds = time.perf_counter() - start
        assert found.hidden is not None
        put("ideal_points_held_out", "method", scores(name, votes, rows, found.hidden.chance))
        put("ideal_points_runs", "method", fit_rows(name, found, published, seconds))
