"""One Markov chain of the model: its state, and a sweep through all unknowns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.own import items as item_steps
from foedus.rollcalls.own import positions, shift, turn
from foedus.rollcalls.own.start import Begin, scattered
from foedus.rollcalls.sampling.design import Design

Floats = NDArray[np.float64]
_SHIFTS_A_SWEEP, _TURNS_A_SWEEP = 4, 16
_STRETCH = 10
_WEAK = 1e-2
_RATE = 0.5
_NEWTON = 8
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
    """

    dimensions: int = 1
    evolution: Literal["own", "walk", "independent"] = "own"


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
    reversion : ndarray, shape (actors, 1)
        How fast an actor forgets where it stood, a period; alike in all directions, so that
        turning the space changes nothing.
    centre, spread : ndarray, shape (1,)
        Mean and standard deviation of its logarithm over actors.
    """

    theta: Floats
    items: Floats
    prior: Floats
    reversion: Floats
    centre: Floats
    spread: Floats
    taken: tuple[float, float, float] = (0.0, 0.0, 0.0)


def started(plan: Design, model: Model, begin: Begin, seed: int, chain: int) -> State:
    """The state a chain begins with."""
    dims = model.dimensions
    items = np.zeros((plan.items, dims + 2))
    items[:, 0], items[:, dims], items[:, dims + 1] = begin.slope, begin.lower, np.log(begin.gap)
    return State(
        theta=scattered(begin, plan, dims, seed, chain),
        items=items,
        prior=np.tile([0.0, 1.0], (dims + 2, 1)),
        reversion=np.full((plan.actors, 1), 0.05),
        centre=np.full(1, np.log(0.05)),
        spread=np.ones(1),
    )


def sweep(plan: Design, model: Model, state: State, key: np.uint64) -> None:
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
        state.theta,
    )
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
    if model.dimensions > 1:
        turn.turn_periods(
            key,
            _TURNS_A_SWEEP,
            plan.period,
            links,
            keep,
            plan.earliest,
            plan.repeated,
            plan.item,
            plan.point,
            plan.vote,
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
        links = 1 / np.maximum(1 - keep**2, 1e-12)
        return np.repeat(links, model.dimensions, axis=1), np.repeat(keep, model.dimensions, axis=1)
    shape = (len(plan.actor), model.dimensions)
    if model.evolution == "walk":
        return np.ones(shape) / np.maximum(plan.gap, 1)[:, None], np.where(
            first, 0.0, np.ones(shape)
        )
    return np.ones(shape), np.zeros(shape)


def stretch(rng: np.random.Generator, state: State, links: Floats, keep: Floats) -> None:
    """Stretch positions by c; slopes shrink by c: votes are as likely (Liu and Sabatti 2000).

    What changes are the priors, whose logarithm is concave in log c: it is drawn from the
    normal distribution at the mode, and a Metropolis step corrects for the difference.
    Without it the scale creeps for hundreds of sweeps.
    """
    points, dims = state.theta.shape
    away = state.theta - keep * np.roll(state.theta, 1, axis=0)
    of_steps = (links * away**2).sum(axis=0)
    of_slopes = (state.items[:, :dims] ** 2).sum(axis=0)
    free = points - len(state.items)

    def log(u: Floats) -> Floats:
        fit = of_steps * np.exp(2 * u) + of_slopes * np.exp(-2 * u)
        return np.asarray(free * u - 0.5 * fit)

    mode = np.zeros(dims)
    for _ in range(_NEWTON):
        curve = 2 * (of_steps * np.exp(2 * mode) + of_slopes * np.exp(-2 * mode))
        slope = free - of_steps * np.exp(2 * mode) + of_slopes * np.exp(-2 * mode)
        mode += np.clip(slope / curve, -1, 1)
    u = mode + rng.standard_normal(dims) / np.sqrt(curve)
    ratio = log(u) - log(np.zeros(dims)) + 0.5 * curve * ((u - mode) ** 2 - mode**2)
    c = np.where(np.log(rng.random(dims)) < ratio, np.exp(u), 1.0)
    state.theta *= c
    state.items[:, :dims] /= c


def item_prior(rng: np.random.Generator, items: Floats, dims: int) -> Floats:
    """Draw means and precisions of cuts and gaps over items; slopes are N(0, 1)."""
    n = len(items)
    prior = np.tile([0.0, 1.0], (items.shape[1], 1))
    centre = items.mean(axis=0)
    for k in range(dims, items.shape[1]):
        away = items[:, k] - centre[k]
        prior[k, 1] = rng.gamma((max(n - 1, 1) + 1) / 2) / ((away @ away + _RATE) / 2)
        # A weak N(0, 10) on the mean keeps it proper with few items.
        precision = n * prior[k, 1] + _WEAK
        middle = n * prior[k, 1] * centre[k] / precision
        prior[k, 0] = middle + rng.standard_normal() / np.sqrt(precision)
    return prior


def draw_reversion(rng: np.random.Generator, plan: Design, state: State) -> None:
    """Each actor's reversion, by random walks on its logarithm, then what actors share."""
    gap = plan.gap[:, None]
    before = np.roll(state.theta, 1, axis=0)
    dims = state.theta.shape[1]
    begin = plan.actor_start[:-1]

    def log_path(log: Floats) -> Floats:
        keep = np.exp(-np.exp(log)[plan.actor] * gap)
        spread = np.where(gap > 0, 1 - keep**2, 1.0)
        away = ((state.theta - keep * before) ** 2).sum(axis=1, keepdims=True)
        fit = dims * np.log(spread) + away / spread
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
