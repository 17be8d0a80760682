"""Made-up votes in the UN's design of missingness: how often do 90 % intervals hold the truth?

The design is thinned (every second state, every third item) so that several worlds run in
minutes; `--full` takes all of it.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from benchmarks.ideal_points.held_out import un_votes
from benchmarks.ideal_points.tables import Row, put
from foedus.rollcalls.own.points import own_points
from foedus.rollcalls.own.sampler import Model
from foedus.rollcalls.own.simulate import made_up
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.sampled import Floats, figures

KEPT_STATES = (2, 20, 200, 365, 666, 710)


def thinned(votes: RollCalls, states: int = 2, items: int = 3) -> RollCalls:
    """Every so many-th state (the poles and China stay) and set of items."""
    ccode = np.asarray(votes.actors)
    stay = np.isin(ccode, KEPT_STATES) | (np.arange(len(ccode)) % states == 0)
    return votes.keep(stay[votes.actor] & (votes.link[votes.call] % items == 0))


def pairs_of(votes: RollCalls, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of points of one period, drawn at random."""
    rng = np.random.default_rng(seed)
    period = votes.points.period
    order = rng.permutation(len(period))
    order = order[np.argsort(period[order], kind="stable")]
    same = period[order[:-1]] == period[order[1:]]
    return order[:-1][same], order[1:][same]


def covered(low: Floats, high: Floats, truth: Floats) -> NDArray[np.bool_]:
    """Where an interval holds the truth."""
    return (low <= truth) & (truth <= high)


def run(worlds: int, full: bool, sweeps: int, burn: int, dimensions: int) -> None:
    """Simulate, estimate, count: distances of pairs, and on one dimension positions too."""
    votes, _ = un_votes()
    pattern = votes if full else thinned(votes)
    design = f"{'full' if full else 'thinned'}, {dimensions}-D"
    rows: list[Row] = []
    for world in range(worlds):
        truth = made_up(pattern, 100 + world, dimensions=dimensions)
        start = time.perf_counter()
        found = own_points(
            truth.votes,
            sweeps=sweeps,
            burn=burn,
            chains=2,
            seed=world,
            model=Model(dimensions=dimensions),
        )
        seconds = time.perf_counter() - start
        place = truth.position.reshape(len(found), dimensions)
        one, two = pairs_of(pattern, world)
        apart = figures(np.sqrt(((found.draws[:, :, one] - found.draws[:, :, two]) ** 2).sum(3)))
        true_apart = np.sqrt(((place[one] - place[two]) ** 2).sum(axis=1))
        inside = covered(apart.low, apart.high, true_apart)
        old = found.period[one] <= 30
        row: Row = {
            "design": f"{design} {world + 1}",
            "votes": len(pattern),
            "points": len(found),
            "distances_covered": round(float(inside.mean()), 4),
            "to_1975": round(float(inside[old].mean()), 4),
            "after": round(float(inside[~old].mean()), 4),
            "r_distance": round(float(np.corrcoef(apart.mean, true_apart)[0, 1]), 4),
            "positions_covered": "",
            "r_hat_99": round(float(np.nanquantile(found.r_hat, 0.99)), 4),
            "ess_median": round(float(np.nanmedian(found.ess))),
            "seconds": round(seconds),
        }
        if dimensions == 1:
            at = found.position
            sign = np.sign(np.corrcoef(at.mean[:, 0], place[:, 0])[0, 1])
            hold = covered(at.low[:, 0], at.high[:, 0], sign * place[:, 0])
            row["positions_covered"] = round(float(hold.mean()), 4)
        rows.append(row)
        put("ideal_points_coverage", "design", rows[-1:])
    share = np.average([float(str(r["distances_covered"])) for r in rows])
    print(f"distances covered in all: {share:.4f} (aim .88 to .92)")
