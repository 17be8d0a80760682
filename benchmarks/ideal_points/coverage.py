"""Made-up votes in the UN's design of missingness: how often do 90 % intervals hold the truth?

The design is thinned (every second state, every third item) so that several worlds run in
minutes; `--full` takes all of it.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.ideal_points.held_out import un_votes
from benchmarks.ideal_points.tables import Row, put
from foedus.rollcalls.own.points import own_points
from foedus.rollcalls.own.simulate import made_up
from foedus.rollcalls.roll_calls import RollCalls

KEPT_STATES = (2, 20, 200, 365, 666, 710)


def thinned(votes: RollCalls, states: int = 2, items: int = 3) -> RollCalls:
    """Every so many-th state (the poles and China stay) and set of items."""
    ccode = np.asarray(votes.actors)
    stay = np.isin(ccode, KEPT_STATES) | (np.arange(len(ccode)) % states == 0)
    return votes.keep(stay[votes.actor] & (votes.link[votes.call] % items == 0))


def run(worlds: int, full: bool, sweeps: int, burn: int) -> None:
    """Simulate, estimate, count."""
    votes, _ = un_votes()
    pattern = votes if full else thinned(votes)
    design = "full" if full else "thinned"
    rows: list[Row] = []
    for world in range(worlds):
        truth = made_up(pattern, 100 + world)
        start = time.perf_counter()
        found = own_points(truth.votes, sweeps=sweeps, burn=burn, chains=2, seed=world)
        seconds = time.perf_counter() - start
        near = found.position.mean[:, 0]
        sign = 1.0 if np.corrcoef(near, truth.position)[0, 1] > 0 else -1.0
        edges = np.sort([sign * found.position.low[:, 0], sign * found.position.high[:, 0]], axis=0)
        inside = (edges[0] <= truth.position) & (truth.position <= edges[1])
        off = sign * near - truth.position
        old = found.period <= 30
        rows.append(
            {
                "design": f"{design} {world + 1}",
                "votes": len(pattern),
                "points": len(near),
                "covered": round(float(inside.mean()), 4),
                "covered_to_1975": round(float(inside[old].mean()), 4),
                "covered_after": round(float(inside[~old].mean()), 4),
                "r": round(float(np.corrcoef(near, truth.position)[0, 1] * sign), 4),
                "rmse": round(float(np.sqrt((off**2).mean())), 4),
                "mean_sd": round(float(found.position.sd[:, 0].mean()), 4),
                "r_hat_99": round(float(np.nanquantile(found.r_hat, 0.99)), 4),
                "ess_median": round(float(np.nanmedian(found.ess))),
                "seconds": round(seconds),
            }
        )
        put("ideal_points_coverage", "design", rows[-1:])
    share = np.average([float(str(r["covered"])) for r in rows])
    print(f"covered in all: {share:.4f} (aim .88 to .92)")
