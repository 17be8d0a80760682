"""Ideal points by the published scheme: the entry."""

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
from foedus.rollcalls.faithful.chain import run
from foedus.rollcalls.faithful.start import begin_of
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.chain_length import Length
from foedus.rollcalls.sampling.design import design
from foedus.rollcalls.sampling.sampled import (
    DRAWS_FOR_FIT,
    Items,
    SampledPoints,
    agreement_of_chains,
    chances,
    check_hidden,
    figures,
    predicted_hidden,
)

SMOOTHING = 0.5
"""As published, for all votes and for issues."""


@dataclass(frozen=True)
class FaithfulPoints(SampledPoints):
    """Ideal points by the published scheme (`SampledPoints`).

    Parameters
    ----------
    taken : float
        Share of proposals for cuts that were taken.
    """

    taken: float


def faithful_points(
    votes: RollCalls,
    *,
    sweeps: int = 3000,
    burn: int = 500,
    chains: int = 1,
    seed: int = SEED,
    smoothing: float = SMOOTHING,
    nuclear: bool = False,
    orient: tuple[Any, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
    checkpoint: str | Path | None = None,
    hidden: NDArray[np.bool_] | None = None,
) -> FaithfulPoints:
    """Estimate ideal points by the scheme of Bailey, Strezhnev and Voeten (2017).

    Parameters
    ----------
    votes
        Roll calls, for the published estimates `foedus.rollcalls.records.published.published_votes`.
    sweeps, burn, chains
        Sweeps of each chain, those not kept, and how many chains. Published: one chain of
        24,000 sweeps, 4,000 not kept.
    seed
        The same seed gives the same draws, whatever the number of threads.
    smoothing
        Variance by which positions may move between sessions, before the weighing by the
        sessions' numbers of votes; the smaller, the smoother.
    nuclear
        Whether to begin as published for nuclear votes, with Brazil as the other pole.
    orient
        Actors (one or a tuple each) to begin on the positive and the negative side, in
        place of the published ones.
    progress
        Called with sweeps done and sweeps in all.
    checkpoint
        File written now and then, from which an interrupted run goes on; deleted at the end.
    hidden : ndarray of bool, shape (votes,)
        Votes to leave out and predict.

    Raises
    ------
    FoedusError
        For lengths that make no sense, too few votes, odd codes, unknown poles, a foreign
        checkpoint, or where numba is missing.

    Examples
    --------
    >>> from foedus.rollcalls.own.simulate import made_up, small_pattern
    >>> truth = made_up(small_pattern(12, 3, 20, seed=1), seed=1, opposed=((0, 1), (2, 3)))
    >>> found = faithful_points(truth.votes, sweeps=300, burn=100, orient=((0, 1), (2, 3)))
    >>> bool(np.corrcoef(found.position.mean[:, 0], truth.position)[0, 1] > 0.8)
    True
    """
    length = Length(sweeps, burn, chains, seed)
    if not 0 < smoothing < np.inf:
        raise FoedusError(f"Smoothing is {smoothing}.", "Take a number above 0; published is 0.5.")
    check_hidden(votes, hidden)
    plan = design(votes, None if hidden is None else ~hidden)
    begin = begin_of(votes, orient, nuclear)
    path = Path(checkpoint) if checkpoint else None
    with threads_for(len(plan.vote)):
        kept = run(votes, plan, begin, length, smoothing, progress, path)
    theta, slope = kept.theta[..., None], kept.slope[..., None]
    rhat, ess = agreement_of_chains(theta)
    every = max(1, chains * length.kept // DRAWS_FOR_FIT)
    fit = chances(theta, slope, kept.cuts, plan.point, plan.item, every)
    return FaithfulPoints(
        actors=votes.actors,
        actor=plan.actor,
        period=plan.period,
        position=figures(theta),
        r_hat=rhat,
        ess=ess,
        items=Items(figures(slope), figures(kept.cuts[..., 0]), figures(kept.cuts[..., 1])),
        predicted=float((fit.argmax(axis=1) + 1 == plan.vote).mean()),
        hidden=None if hidden is None else predicted_hidden(votes, hidden, theta, slope, kept.cuts),
        draws=theta,
        taken=float(kept.taken[0]),
    )
