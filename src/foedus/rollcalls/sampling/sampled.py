"""What samplers of ideal points report: figures of draws, convergence, distances."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.convergence import effective_size, r_hat

Floats = NDArray[np.float64]
Draws = NDArray[np.float32]
QUANTILES = (0.05, 0.5, 0.95)
DRAWS_FOR_FIT = 20
"""Draws from which the share predicted is counted."""
_FLOOR = 1e-6


@dataclass(frozen=True)
class Figures:
    """Posterior of many quantities; all arrays have the shape of the quantities.

    Parameters
    ----------
    mean, sd, low, median, high : ndarray
        Posterior mean, standard deviation, 5 %, 50 % and 95 % quantile.
    """

    mean: Floats
    sd: Floats
    low: Floats
    median: Floats
    high: Floats


def figures(draws: Draws) -> Figures:
    """Posterior figures over the first two axes (chains, draws)."""
    flat = draws.reshape(-1, *draws.shape[2:])
    low, median, high = np.quantile(flat, QUANTILES, axis=0)
    wide = flat.astype(np.float64)
    return Figures(wide.mean(axis=0), wide.std(axis=0, ddof=1), low, median, high)


def agreement_of_chains(theta: Draws) -> tuple[Floats, Floats]:
    """R-hat and effective sample size, each of shape (points, dimensions)."""
    chains, draws, points, dims = theta.shape
    flat = theta.reshape(chains, draws, points * dims)
    return r_hat(flat).reshape(points, dims), effective_size(flat).reshape(points, dims)


@dataclass(frozen=True)
class Items:
    """Parameters of items, rows numbered as `RollCalls.link`.

    Parameters
    ----------
    slope : Figures, shape (items, dimensions)
        How sharply an item divides; its sign says which side votes no.
    lower, upper : Figures, shape (items,)
        Cut between yes and abstention, and between abstention and no.
    """

    slope: Figures
    lower: Figures
    upper: Figures


@dataclass(frozen=True)
class Hidden:
    """How votes that were hidden are predicted.

    Parameters
    ----------
    rows : ndarray
        Their rows in the roll calls.
    chance : ndarray, shape (hidden, 3)
        Posterior predictive chance of yes, abstain, no.
    log_score : ndarray, shape (hidden,)
        Logarithm of the chance given to what was voted.
    """

    rows: NDArray[np.int64]
    chance: Floats
    log_score: Floats


@dataclass(frozen=True)
class SampledPoints:
    """Ideal points with their uncertainty, scaled to mean 0 and sd 1 over all points.

    Parameters
    ----------
    actors : tuple
    actor, period : ndarray, shape (points,)
        Number of the actor in `actors`, and period.
    position : Figures, shape (points, dimensions)
    r_hat, ess : ndarray, shape (points, dimensions)
        Split R-hat and effective sample size.
    items : Items
    predicted : float
        Share of votes whose likeliest category is the one cast.
    hidden : Hidden or None
    draws : ndarray of float32, shape (chains, draws, points, dimensions)
        For intervals of anything derived, as distances.
    """

    actors: tuple[Any, ...]
    actor: NDArray[np.int64]
    period: NDArray[np.int64]
    position: Figures
    r_hat: Floats
    ess: Floats
    items: Items
    predicted: float
    hidden: Hidden | None
    draws: Draws = field(repr=False)

    def __len__(self) -> int:
        return len(self.actor)

    def distance(self, one: Any, two: Any) -> tuple[NDArray[np.int64], Figures]:
        """Periods in which both have a point, and the distance between them."""
        gone = [name for name in (one, two) if name not in self.actors]
        if gone:
            raise FoedusError(f"{gone[0]!r} has no ideal point here.", "Choose one who votes.")
        rows = [np.flatnonzero(self.actor == self.actors.index(name)) for name in (one, two)]
        both, at, to = np.intersect1d(
            self.period[rows[0]], self.period[rows[1]], return_indices=True
        )
        apart = self.draws[:, :, rows[0][at]] - self.draws[:, :, rows[1][to]]
        return both, figures(np.sqrt((apart**2).sum(axis=3)))


def chances(
    theta: Draws,
    slope: Draws,
    cuts: Draws,
    point: NDArray[Any],
    item: NDArray[Any],
    every: int = 1,
) -> Floats:
    """Posterior predictive chance of yes, abstain, no for votes, shape (votes, 3)."""
    from foedus.rollcalls.sampling.predict import add_chances

    total = np.zeros((len(point), 3))
    where = point.astype(np.int64), item.astype(np.int64)
    count = 0
    for c in range(theta.shape[0]):
        for d in range(0, theta.shape[1], every):
            add_chances(theta[c, d], slope[c, d], cuts[c, d], *where, total)
            count += 1
    return total / count


def predicted_hidden(
    votes: RollCalls, hidden: NDArray[np.bool_], theta: Draws, slope: Draws, cuts: Draws
) -> Hidden:
    """Predict the votes that were hidden."""
    rows = np.flatnonzero(hidden)
    chance = chances(theta, slope, cuts, votes.points.of_vote[rows], votes.link[votes.call[rows]])
    given = chance[np.arange(len(rows)), votes.vote[rows] - 1]
    return Hidden(rows, chance, np.log(np.maximum(given, _FLOOR)))


def check_hidden(votes: RollCalls, hidden: NDArray[np.bool_] | None) -> None:
    """Whether some votes can be hidden.

    Raises
    ------
    FoedusError
        Where the array does not fit the votes, or leaves none.
    """
    if hidden is not None and (hidden.shape != votes.vote.shape or hidden.all()):
        raise FoedusError(
            f"`hidden` has the shape {hidden.shape} and hides {int(hidden.sum())} votes.",
            f"It needs one entry for each of {len(votes)} votes, and must leave some.",
        )
