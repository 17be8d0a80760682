"""One Markov chain of the model: its state, and a sweep through all unknowns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.design import Design
from foedus.rollcalls.own import items as item_steps
from foedus.rollcalls.own import positions, shift

Floats = NDArray[np.float64]
_SHIFTS_A_SWEEP = 4
_STRETCH = 10
_WEAK = 1e-2
_SLOPE_RATE = 0.5
_SLOWEST, _FASTEST = np.log(1e-5), np.log(20.0)


@dataclass(frozen=True)
class Model:
    """What is assumed beyond the votes.

    Parameters
    ----------
    dimensions
        Of the space.
    evolution
        Of positions: "own" reversion of each actor; for comparison a random "walk" with
        variance 1 a period, or "independent" periods.
    hold
        Sweeps for which the poles are held.
    """

    dimensions: int = 1
    evolution: Literal["own", "walk", "independent"] = "own"
    hold: int = 100


@dataclass
class State:
    """Where a chain stands; changed in place.

    Parameters
    ----------
    theta : ndarray, shape (points, dimensions)
    items : ndarray, shape (items, dimensions + 2)
        Slopes, lower cut, logarithm of the gap between the cuts.
    prior : ndarray, shape (dimensions + 2, 2)
        Mean and precision of these over all items.
    reversion : ndarray, shape (actors, dimensions)
        How fast an actor forgets where it stood, a period.
    centre, spread : ndarray, shape (dimensions,)
        Mean and standard deviation of its logarithm over actors.
    """

    theta: Floats
    items: Floats
    prior: Floats
    reversion: Floats
    centre: Floats
    spread: Floats
    taken: tuple[float, float, float] = (0.0, 0.0, 0.0)


def started(plan: Design, model: Model, theta: Floats) -> State:
    """A state with these positions; items wait for the first sweeps."""
    dims = model.dimensions
    items = np.zeros((plan.items, dims + 2))
    share = np.bincount(plan.item, plan.vote == 1, minlength=plan.items) + 1.0
    share /= np.bincount(plan.item, minlength=plan.items) + 2.0
    items[:, dims] = np.log(share / (1 - share)) / 1.7
    items[:, dims + 1] = -0.5
    prior = np.tile([0.0, 1.0], (dims + 2, 1))
    return State(
        theta=np.ascontiguousarray(theta.reshape(len(plan.actor), dims)),
        items=items,
        prior=prior,
        reversion=np.full((plan.actors, dims), 0.05),
        centre=np.full(dims, np.log(0.05)),
        spread=np.ones(dims),
    )


def sweep(plan: Design, model: Model, state: State, key: np.uint64, held: Any) -> None:
    """Draw everything once: items, positions, shifts, what items and actors share."""
    by_item = item_steps.update_items(
        key, plan.item_start, plan.point, plan.vote, state.theta, state.items, state.prior
    )
    cuts = state.items.copy()
    cuts[:, -1] = cuts[:, -2] + np.exp(cuts[:, -1])
    links, keep = steps(plan, model, state.reversion)
    by_path = positions.update_positions(
        key,
        _STRETCH,
        plan.actor_start,
        links,
        keep,
        plan.point_start,
        plan.point_item,
        plan.point_vote,
        cuts,
        held,
        state.theta,
    )
    by_shift = 0.0
    if not held.any():
        by_shift = shift.shift_periods(
            key,
            _SHIFTS_A_SWEEP,
            plan.period,
            links,
            keep,
            plan.earliest,
            plan.latest,
            plan.repeated,
            plan.item,
            plan.point,
            plan.vote,
            state.prior,
            state.items,
            state.theta,
        )
    state.taken = (by_item, by_path, by_shift)
    rng = np.random.Generator(np.random.Philox(key=[int(key), 1]))
    stretch(rng, state, links, keep)
    state.prior = item_prior(rng, state.items, model.dimensions)
    if model.evolution == "own":
        draw_reversion(rng, plan, state)


def steps(plan: Design, model: Model, reversion: Floats) -> tuple[Floats, Floats]:
    """Precision of the step into each point and the share kept, shape (points, dimensions)."""
    first = plan.gap[:, None] == 0
    if model.evolution == "own":
        keep = np.exp(-reversion[plan.actor] * plan.gap[:, None])
        keep[first[:, 0]] = 0.0
        return 1 / np.maximum(1 - keep**2, 1e-12), keep
    shape = (len(plan.actor), model.dimensions)
    if model.evolution == "walk":
        return np.ones(shape) / np.maximum(plan.gap, 1)[:, None], np.where(
            first, 0.0, np.ones(shape)
        )
    return np.ones(shape), np.zeros(shape)


def stretch(rng: np.random.Generator, state: State, links: Floats, keep: Floats) -> None:
    """Stretch positions by c; slopes, and their spread, shrink by c: votes are as likely.

    What changes is the prior of positions, so that c^2 has a gamma distribution (Liu and
    Sabatti 2000). Without it the scale creeps for hundreds of sweeps.
    """
    points, dims = state.theta.shape
    away = state.theta - keep * np.roll(state.theta, 1, axis=0)
    rate = (links * away**2).sum(axis=0) + _SLOPE_RATE * state.prior[:dims, 1]
    c = np.sqrt(rng.gamma((points + 1) / 2, size=dims) / (rate / 2))
    state.theta *= c
    state.items[:, :dims] /= c
    state.prior[:dims, 1] *= c**2


def item_prior(rng: np.random.Generator, items: Floats, dims: int) -> Floats:
    """Draw means and precisions of the item parameters; slopes have mean 0."""
    n = len(items)
    prior = np.zeros((items.shape[1], 2))
    centre = items.mean(axis=0)
    for k in range(items.shape[1]):
        away = items[:, k] if k < dims else items[:, k] - centre[k]
        free = n if k < dims else max(n - 1, 1)
        prior[k, 1] = rng.gamma((free + 1) / 2) / ((away @ away + _SLOPE_RATE) / 2)
        if k >= dims:
            # A weak N(0, 10) on the mean keeps it proper with few items.
            precision = n * prior[k, 1] + _WEAK
            middle = n * prior[k, 1] * centre[k] / precision
            prior[k, 0] = middle + rng.standard_normal() / np.sqrt(precision)
    return prior


def draw_reversion(rng: np.random.Generator, plan: Design, state: State) -> None:
    """Each actor's reversion, by random walks on its logarithm, then what actors share."""
    gap = plan.gap[:, None]
    before = np.roll(state.theta, 1, axis=0)
    begin = plan.actor_start[:-1]

    def log_path(log: Floats) -> Floats:
        keep = np.exp(-np.exp(log)[plan.actor] * gap)
        spread = np.where(gap > 0, 1 - keep**2, 1.0)
        fit = np.log(spread) + (state.theta - keep * before) ** 2 / spread
        return -0.5 * np.add.reduceat(np.where(gap > 0, fit, 0.0), begin, axis=0)

    log = np.log(state.reversion)
    now = log_path(log)
    for size in (1.0, 0.5, 0.25):
        new = log + size * rng.standard_normal(log.shape)
        then = log_path(np.clip(new, _SLOWEST, _FASTEST))
        prior = ((log - state.centre) ** 2 - (new - state.centre) ** 2) / (2 * state.spread**2)
        take = np.log(rng.random(log.shape)) < then - now + prior
        take &= (new > _SLOWEST) & (new < _FASTEST)
        log, now = np.where(take, new, log), np.where(take, then, now)
    state.reversion = np.exp(log)
    n = len(log)
    state.centre = log.mean(axis=0) + state.spread / np.sqrt(n) * rng.standard_normal(log.shape[1])
    away = ((log - state.centre) ** 2).sum(axis=0)
    state.spread = np.sqrt((away / 2 + 0.5) / rng.gamma((n + 2) / 2, size=log.shape[1]))
