"""Ideal points in any of three modes, in one form.

``fast`` answers while one waits (`foedus.rollcalls.fast`), ``foedus`` samples our own
identified model (`foedus.rollcalls.own`), ``faithful`` the published scheme
(`foedus.rollcalls.faithful`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.poles import poles
from foedus.rollcalls.sampling.sampled import Draws, Floats, SampledPoints

if TYPE_CHECKING:
    import pandas as pd

DRAWS = 400
"""Draws that stand for the fast mode's posterior of a distance."""


@dataclass(frozen=True)
class Estimates:
    """Ideal points of actors and periods, whatever the mode.

    Parameters
    ----------
    votes : RollCalls
        What they are estimated from.
    settings : Settings
    actors : tuple
    actor, period : ndarray, shape (points,)
        Number of the actor in `actors`, and period; ordered by both.
    mean, sd, low, high : ndarray, shape (points, dimensions)
        Position, standard deviation and 90 % interval; mean 0 and sd 1 over all points.
    level : ndarray, shape (points,)
        Part of the standard deviation that the positions of a period share (fast mode; 0
        in the others, whose draws carry it).
    slope : ndarray, shape (items, dimensions)
        Of items, by `RollCalls.link`; P(yes) = Phi(lower - slope * position).
    lower, upper : ndarray, shape (items,)
        Cuts between yes and abstain, and abstain and no.
    predicted : float
        Share of votes whose likeliest category is the one cast.
    sampled : SampledPoints or None
        Draws and convergence; None in the fast mode.
    """

    votes: RollCalls
    settings: Settings
    actors: tuple[Any, ...]
    actor: NDArray[np.int64]
    period: NDArray[np.int64]
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    level: Floats
    slope: Floats
    lower: Floats
    upper: Floats
    predicted: float
    sampled: SampledPoints | None

    def __len__(self) -> int:
        return len(self.actor)

    def rows(self, actor: Any) -> NDArray[np.int64]:
        """Rows of an actor, by period.

        Raises
        ------
        UnknownName
            If the actor has no position here.
        """
        if actor not in self.actors:
            raise unknown("actor", str(actor), [str(a) for a in self.actors])
        return np.flatnonzero(self.actor == self.actors.index(actor))

    def draws(self, rows: NDArray[np.int64]) -> Draws:
        """Draws of some positions, shape (draws, rows, dimensions).

        The fast mode has none; there they are normal, with the standard deviations
        reported, and independent of each other but for the level of their period.
        """
        if self.sampled is not None:
            drawn = self.sampled.draws[:, :, rows]
            return drawn.reshape(-1, *drawn.shape[2:])
        rng = np.random.default_rng(self.settings.seed)
        # Both signs of every draw, so that means are exact.
        half = rng.standard_normal((DRAWS // 2, len(self), 1))[:, rows]
        period = self.period - self.period.min()
        together = rng.standard_normal((DRAWS // 2, int(period.max()) + 1, 1))[:, period[rows]]
        level = self.level[rows, None]
        beside = np.sqrt(np.maximum(self.sd[rows] ** 2 - level**2, 0.0))
        off = beside * half + level * together
        out = self.mean[rows] + np.concatenate([off, -off])
        return np.asarray(out, np.float32)

    def distance(self, one: Any, two: Any) -> pd.DataFrame:
        """Distance of two actors by period: period, mean, sd, low, high (90 % interval)."""
        import pandas as pd

        a, b = self.rows(one), self.rows(two)
        both, at, to = np.intersect1d(self.period[a], self.period[b], return_indices=True)
        gap = self.draws(a[at]).astype(np.float64) - self.draws(b[to])
        apart = np.sqrt((gap**2).sum(axis=2))
        low, high = np.quantile(apart, (0.05, 0.95), axis=0)
        return pd.DataFrame(
            {
                "period": both,
                "mean": apart.mean(axis=0),
                "sd": apart.std(axis=0, ddof=1),
                "low": low,
                "high": high,
            }
        )

    def frame(self) -> pd.DataFrame:
        """One row a position: actor, period, votes, mean, sd, low, high, r_hat, ess.

        With two dimensions each has its columns, numbered from 1 (``mean_1``).
        """
        import pandas as pd

        cast = np.bincount(self.votes.points.of_vote, minlength=len(self))
        out = pd.DataFrame(
            {
                "actor": np.asarray(self.actors, object)[self.actor],
                "period": self.period,
                "votes": cast,
            }
        )
        dims = self.mean.shape[1]
        for k in range(dims):
            end = f"_{k + 1}" if dims > 1 else ""
            for name in ("mean", "sd", "low", "high"):
                out[name + end] = getattr(self, name)[:, k]
            if self.sampled is not None:
                out["r_hat" + end] = self.sampled.r_hat[:, k]
                out["ess" + end] = self.sampled.ess[:, k]
        return out


def estimate(
    votes: RollCalls,
    settings: Settings | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    checkpoint: str | Path | None = None,
    threads: int | None = None,
) -> Estimates:
    """Estimate ideal points.

    Parameters
    ----------
    votes
        Roll calls; items on which all votes are equal are left out.
    settings
        Mode and length; the fast mode where None.
    progress
        Called with steps done and steps in all.
    checkpoint
        File of the samplers from which an interrupted run goes on; deleted at the end.
    threads
        Of the fast mode (`foedus.rollcalls.fast.fit.fast_points`); results are the same.

    Raises
    ------
    FoedusError
        For settings that make no sense, too few votes, or where numba is missing.

    Examples
    --------
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=3, items=30, seed=1)
    >>> found = estimate(made.votes, Settings(orient=(made.votes.actors[-1], 1)))
    >>> len(found), found.mean.shape
    (36, (36, 1))
    """
    settings = settings or Settings()
    votes = votes.divided()
    if settings.mode == "fast":
        return _fast(votes, settings, progress, threads)
    sampled = _sampled(votes, settings, progress, checkpoint)
    place, items = sampled.position, sampled.items
    return Estimates(
        votes=votes,
        settings=settings,
        actors=sampled.actors,
        actor=sampled.actor,
        period=sampled.period,
        mean=place.mean,
        sd=place.sd,
        low=place.low,
        high=place.high,
        level=np.zeros(len(sampled)),
        slope=items.slope.mean,
        lower=items.lower.mean,
        upper=items.upper.mean,
        predicted=sampled.predicted,
        sampled=sampled,
    )


def _fast(
    votes: RollCalls,
    settings: Settings,
    progress: Callable[[int, int], None] | None,
    threads: int | None,
) -> Estimates:
    from foedus.rollcalls.fast.fit import SWEEPS, fast_points

    found = fast_points(
        votes,
        seed=settings.seed,
        sweeps=settings.sweeps or SWEEPS,
        progress=progress or (lambda done, of: None),
        threads=threads,
    )
    points = votes.points
    sign = 1.0
    if settings.orient is not None:
        sign = poles(votes, settings.orient).oriented(found.mean, points.actor)
    low, high = (found.low, found.high) if sign > 0 else (-found.high, -found.low)
    return Estimates(
        votes=votes,
        settings=settings,
        actors=votes.actors,
        actor=points.actor,
        period=points.period,
        mean=sign * found.mean[:, None],
        sd=found.sd[:, None],
        low=low[:, None],
        high=high[:, None],
        level=found.level,
        slope=sign * found.slope[:, None],
        lower=found.lower,
        upper=found.upper,
        predicted=found.predicted,
        sampled=None,
    )


def _sampled(
    votes: RollCalls,
    settings: Settings,
    progress: Callable[[int, int], None] | None,
    checkpoint: str | Path | None,
) -> SampledPoints:
    sweeps, burn, chains = settings.length
    how: dict[str, Any] = {
        "sweeps": sweeps,
        "burn": burn,
        "chains": chains,
        "seed": settings.seed,
        "orient": settings.orient,
        "progress": progress,
        "checkpoint": checkpoint,
    }
    if settings.mode == "faithful":
        from foedus.rollcalls.faithful.points import faithful_points

        return faithful_points(votes, smoothing=settings.smoothing, nuclear=settings.nuclear, **how)
    from foedus.rollcalls.own.points import own_points
    from foedus.rollcalls.own.sampler import Model

    return own_points(votes, model=Model(dimensions=settings.dimensions), **how)
