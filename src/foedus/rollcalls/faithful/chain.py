"""Running chains of the published scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.faithful import kernels
from foedus.rollcalls.faithful.start import Begin, first_items, first_means, neighbours
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.chain_file import ChainFile, packed, unpacked
from foedus.rollcalls.sampling.chain_length import Length
from foedus.rollcalls.sampling.design import Design
from foedus.rollcalls.sampling.sampled import Draws

Floats = NDArray[np.float64]
STEP = 0.2
"""First size of proposals for cuts."""
_CHUNKS = 8
_SCATTER = 0.5
HELD = 50
"""Sweeps at most, none of them kept, for which the poles stay where they begin. Without it
single sessions of an issue settle turned round, and never turn back."""
_TUNING, _TUNED_BY = 0.3, 10.0


@dataclass
class State:
    """Where a chain stands; changed in place.

    Parameters
    ----------
    theta, mean : ndarray, shape (points,)
        Positions drawn, and their conditional means.
    slope : ndarray, shape (items,)
    cuts : ndarray, shape (items, 2)
    step : ndarray, shape (items,)
        Size of proposals for cuts.
    told, weight : ndarray, shape (chunks, points)
        What the items' last votes say about positions.
    """

    theta: Floats
    mean: Floats
    slope: Floats
    cuts: Floats
    step: Floats
    told: Floats
    weight: Floats


@dataclass(frozen=True)
class Kept:
    """Draws: positions (chains, draws, points), slopes (.., items), cuts (.., items, 2).

    `taken` sums the shares of proposals taken in the sweeps kept.
    """

    theta: Draws
    slope: Draws
    cuts: Draws
    taken: Floats


def run(
    votes: RollCalls,
    plan: Design,
    begin: Begin,
    length: Length,
    smoothing: float,
    progress: Callable[[int, int], None] | None,
    checkpoint: Path | None,
) -> Kept:
    """Run all chains one after the other; each uses all threads."""
    mark = f"faithful {plan.fingerprint()} {begin} {length} {smoothing}"
    file = ChainFile(checkpoint, mark)
    head = length.chains, length.kept
    kept = Kept(
        np.zeros((*head, len(plan.actor)), np.float32),
        np.zeros((*head, plan.items), np.float32),
        np.zeros((*head, plan.items, 2), np.float32),
        np.zeros(1),
    )
    chain, done, state = _resumed(file, kept)
    near, spread = neighbours(plan, smoothing)
    chunks = _chunks(plan)
    held = first_means(votes, plan, begin)
    poles = np.flatnonzero(held)
    taken = np.zeros(_CHUNKS)
    for c in range(chain, length.chains):
        if state is None:
            state, done = started(votes, plan, begin, length.seed, c), 0
        for number in range(done + 1, length.sweeps + 1):
            key = np.uint64(length.key(c, number))
            tune = _TUNING * min(1.0, _TUNED_BY / number) if number <= length.burn else 0.0
            kernels.update_positions(
                key, state.told, state.weight, near, spread, state.mean, state.theta
            )
            if number <= min(HELD, length.burn // 2):
                state.theta[poles] = state.mean[poles] = held[poles]
            kernels.update_items(
                key, chunks, plan.item_start, plan.point, plan.vote, state.step, tune,
                state.theta, state.slope, state.cuts, state.told, state.weight, taken,
            )  # fmt: skip
            draw = length.place(number)
            if draw is not None:
                kept.theta[c, draw], kept.slope[c, draw] = state.theta, state.slope
                kept.cuts[c, draw] = state.cuts
                kept.taken[0] += taken.sum() / plan.items / (length.chains * length.kept)
            if progress:
                progress(c * length.sweeps + number, length.chains * length.sweeps)
            if file.due:
                file.save(c, number, packed(kept, state))
        state = None
    file.delete()
    return kept


def started(votes: RollCalls, plan: Design, begin: Begin, seed: int, chain: int) -> State:
    """The published beginning; chains after the first begin scattered around it."""
    size = len(plan.actor)
    rng = np.random.Generator(np.random.Philox(key=[seed, chain]))
    mean = first_means(votes, plan, begin)
    if chain:
        mean += _SCATTER * rng.standard_normal(size)
    slope, cuts = first_items(votes, plan, begin)
    state = State(
        theta=np.zeros(size),
        mean=mean,
        slope=slope,
        cuts=cuts,
        step=np.full(plan.items, STEP),
        told=np.zeros((_CHUNKS, size)),
        weight=np.zeros((_CHUNKS, size)),
    )
    first_latent(rng.random(len(plan.vote)), plan, state)
    return state


def first_latent(share: Floats, plan: Design, state: State) -> None:
    """Latent votes as if all stood at 0, and what they say about positions."""
    latent = np.empty(len(plan.vote))
    kernels.latent_votes(plan.item, plan.vote, state.cuts, share, latent)
    slope = state.slope[plan.item]
    size = len(plan.actor)
    state.told[0] = np.bincount(plan.point, slope * latent, minlength=size)
    state.weight[0] = np.bincount(plan.point, slope * slope, minlength=size)


def _chunks(plan: Design) -> NDArray[np.int64]:
    """Items of each thread: about equally many votes."""
    edges = np.linspace(0, len(plan.vote), _CHUNKS + 1)
    chunks = np.searchsorted(plan.item_start, edges).astype(np.int64)
    chunks[0], chunks[-1] = 0, plan.items
    return np.maximum.accumulate(chunks)


def _resumed(file: ChainFile, kept: Kept) -> tuple[int, int, State | None]:
    found = file.load()
    if found is None:
        return 0, 0, None
    chain, done, arrays = found
    return chain, done, State(**unpacked(arrays, kept))
