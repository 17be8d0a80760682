"""Ideal points by the model of foedus: the entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.compiled import threads_for
from foedus.rollcalls.own.chain import run
from foedus.rollcalls.own.sampler import Model
from foedus.rollcalls.own.start import fast_start
from foedus.rollcalls.own.summary import scaled
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.chain_length import Length
from foedus.rollcalls.sampling.design import design
from foedus.rollcalls.sampling.poles import poles
from foedus.rollcalls.sampling.sampled import (
    DRAWS_FOR_FIT,
    Figures,
    Items,
    SampledPoints,
    agreement_of_chains,
    chances,
    check_hidden,
    figures,
    predicted_hidden,
)


@dataclass(frozen=True)
class OwnPoints(SampledPoints):
    """Ideal points by the model of foedus (`SampledPoints`), and what only it has.

    Parameters
    ----------
    step : Figures, shape (actors,)
        Standard deviation of an actor's movement over one period (evolution "own").
    stability : float
        Mean correlation of the draws' axes with their mean.
    taken : tuple of float
        Share of proposals taken: items, paths, shifts of periods.
    """

    step: Figures
    stability: float
    taken: tuple[float, ...]


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
    _check(model, votes, hidden)
    plan = design(votes, None if hidden is None else ~hidden)
    sides = poles(votes, orient)
    with threads_for(len(plan.vote)):
        begin = fast_start(
            votes, plan, sides, np.ones(len(votes), bool) if hidden is None else ~hidden
        )
        kept = run(plan, model, begin, length, progress, Path(checkpoint) if checkpoint else None)
    scale = scaled(kept, plan, sides)
    rhat, ess = agreement_of_chains(scale.theta)
    every = max(1, chains * length.kept // DRAWS_FOR_FIT)
    parts = scale.theta, scale.slope, scale.cuts
    fit = chances(*parts, plan.point, plan.item, every)
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
        hidden=None if hidden is None else predicted_hidden(votes, hidden, *parts),
        stability=scale.stability,
        taken=tuple(kept.taken.tolist()),
        draws=scale.theta,
    )


def _check(model: Model, votes: RollCalls, hidden: NDArray[np.bool_] | None) -> None:
    if model.dimensions not in (1, 2, 3):
        raise FoedusError(f"{model.dimensions} dimensions.", "Take 1, 2 or 3.")
    if model.evolution not in ("own", "walk", "independent"):
        raise FoedusError(
            f"Unknown evolution {model.evolution!r}.", "Known: own, walk, independent."
        )
    check_hidden(votes, hidden)
