"""Ideal points by the model of foedus: the entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.own.chain import Length, run
from foedus.rollcalls.own.compiled import threads_for
from foedus.rollcalls.own.design import design
from foedus.rollcalls.own.sampler import Model
from foedus.rollcalls.own.start import poles
from foedus.rollcalls.own.summary import (
    Draws,
    Figures,
    Floats,
    agreement_of_chains,
    chances,
    figures,
    scaled,
)
from foedus.rollcalls.roll_calls import RollCalls

FEWEST_KEPT = 20
_DRAWS_FOR_FIT = 20
_FLOOR = 1e-6


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
class OwnPoints:
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
    step : Figures, shape (actors,)
        Standard deviation of an actor's movement over one period (evolution "own").
    predicted : float
        Share of votes whose likeliest category is the one cast.
    hidden : Hidden or None
    stability : float
        Mean correlation of the draws' axes with their mean.
    taken : tuple of float
        Share of proposals taken: items, paths, shifts of periods.
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
    step: Figures
    predicted: float
    hidden: Hidden | None
    stability: float
    taken: tuple[float, ...]
    draws: Draws = field(repr=False)

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


def own_points(
    votes: RollCalls,
    *,
    sweeps: int = 1500,
    burn: int = 500,
    chains: int = 2,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
    checkpoint: str | Path | None = None,
    model: Model | None = None,
    orient: tuple[Any, Any] | None = None,
    hidden: NDArray[np.bool_] | None = None,
) -> OwnPoints:
    """Estimate ideal points by Markov chain Monte Carlo.

    Parameters
    ----------
    votes
        Roll calls; items on which nobody differs say nothing (`RollCalls.divided`).
    sweeps, burn, chains
        Sweeps of each chain, those not kept, and how many chains.
    seed
        The same seed gives the same draws, whatever the number of threads.
    progress
        Called with sweeps done and sweeps in all.
    checkpoint
        File written now and then, from which an interrupted run goes on; deleted at the end.
    model
        Dimensions, and how positions move.
    orient
        Actors (one or a tuple each) on the positive and the negative side. Without it: the
        United States and allies against Russia, or the pair of actors furthest apart.
    hidden : ndarray of bool, shape (votes,)
        Votes to leave out and predict.

    Raises
    ------
    FoedusError
        For lengths that make no sense, too few votes, odd codes, unknown poles, a foreign
        checkpoint.

    Examples
    --------
    >>> from foedus.rollcalls.own.simulate import made_up, small_pattern
    >>> truth = made_up(small_pattern(12, 3, 20, seed=1), seed=1, opposed=((0, 1), (2, 3)))
    >>> found = own_points(truth.votes, sweeps=150, burn=50, orient=((0, 1), (2, 3)))
    >>> bool(np.corrcoef(found.position.mean[:, 0], truth.position)[0, 1] > 0.8)
    True
    """
    model = model or Model()
    length = Length(sweeps, burn, chains, seed)
    _check(length, model, votes, hidden)
    plan = design(votes, None if hidden is None else ~hidden)
    sides = poles(votes, orient)
    with threads_for(len(plan.vote)):
        kept = run(plan, model, sides, length, progress, Path(checkpoint) if checkpoint else None)
    scale = scaled(kept, plan, sides)
    rhat, ess = agreement_of_chains(scale.theta)
    every = max(1, chains * length.kept // _DRAWS_FOR_FIT)
    fit = chances(scale, plan.point.astype(np.int64), plan.item, every)
    return OwnPoints(
        actors=votes.actors,
        actor=plan.actor,
        period=plan.period,
        position=figures(scale.theta),
        r_hat=rhat,
        ess=ess,
        items=Items(figures(scale.slope), figures(scale.cuts[..., 0]), figures(scale.cuts[..., 1])),
        step=figures(scale.step),
        predicted=float((fit.argmax(axis=1) + 1 == plan.vote).mean()),
        hidden=None if hidden is None else _predicted(votes, hidden, scale),
        stability=scale.stability,
        taken=tuple(kept.taken.tolist()),
        draws=scale.theta,
    )


def _predicted(votes: RollCalls, hidden: NDArray[np.bool_], scale: Any) -> Hidden:
    rows = np.flatnonzero(hidden)
    chance = chances(scale, votes.points.of_vote[rows], votes.link[votes.call[rows]])
    given = chance[np.arange(len(rows)), votes.vote[rows] - 1]
    return Hidden(rows, chance, np.log(np.maximum(given, _FLOOR)))


def _check(
    length: Length, model: Model, votes: RollCalls, hidden: NDArray[np.bool_] | None
) -> None:
    if length.burn < 0 or length.sweeps - length.burn < FEWEST_KEPT or length.chains < 1:
        raise FoedusError(
            f"{length.sweeps} sweeps, {length.burn} of them not kept, {length.chains} chains.",
            f"Take at least one chain and at least {FEWEST_KEPT} sweeps more than are not kept.",
        )
    if length.seed < 0:
        raise FoedusError(f"The seed is {length.seed}.", "Seeds are whole numbers from 0.")
    if model.dimensions not in (1, 2, 3):
        raise FoedusError(f"{model.dimensions} dimensions.", "Take 1, 2 or 3.")
    if model.evolution not in ("own", "walk", "independent"):
        raise FoedusError(
            f"Unknown evolution {model.evolution!r}.", "Known: own, walk, independent."
        )
    if hidden is not None and (hidden.shape != votes.vote.shape or hidden.all()):
        raise FoedusError(
            f"`hidden` has the shape {hidden.shape} and hides {int(hidden.sum())} votes.",
            f"It needs one entry for each of {len(votes)} votes, and must leave some.",
        )
