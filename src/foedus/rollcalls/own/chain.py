"""Running the chains of the model: start, sweeps, kept draws, a file to go on from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.own.sampler import Model, State, started, sweep
from foedus.rollcalls.own.start import Begin
from foedus.rollcalls.sampling.chain_file import ChainFile, packed, unpacked
from foedus.rollcalls.sampling.chain_length import Length
from foedus.rollcalls.sampling.design import Design


@dataclass(frozen=True)
class Kept:
    """Draws as sampled, neither centred nor scaled.

    Parameters
    ----------
    theta : ndarray of float32, shape (chains, draws, points, dimensions)
    items : ndarray of float32, shape (chains, draws, items, dimensions + 2)
        Slopes, lower cut, log gap.
    reversion : ndarray of float32, shape (chains, draws, actors, 1)
    taken : ndarray, shape (3,)
        Share of proposals taken: items, stretches of paths, shifts.
    """

    theta: NDArray[np.float32]
    items: NDArray[np.float32]
    reversion: NDArray[np.float32]
    taken: NDArray[np.float64]


def run(
    plan: Design,
    model: Model,
    begin: Begin,
    length: Length,
    progress: Callable[[int, int], None] | None = None,
    checkpoint: Path | None = None,
) -> Kept:
    """Run all chains one after the other; each uses all threads.

    Raises
    ------
    FoedusError
        Where the checkpoint belongs to other votes or settings, or cannot be read.
    """
    file = ChainFile(checkpoint, f"own, second version {plan.fingerprint()} {model} {length}")
    kept = _empty(plan, model, length)
    chain, done, state = _resumed(file, kept)
    for c in range(chain, length.chains):
        if state is None:
            state, done = started(plan, model, begin, length.seed, c), 0
        for number in range(done + 1, length.sweeps + 1):
            sweep(plan, model, state, np.uint64(length.key(c, number)))
            _keep(kept, state, c, number, length)
            if progress:
                progress(c * length.sweeps + number, length.chains * length.sweeps)
            if file.due:
                file.save(c, number, packed(kept, state))
        state = None
    file.delete()
    kept.taken[:] /= length.chains * length.kept
    return kept


def _empty(plan: Design, model: Model, length: Length) -> Kept:
    head, dims = (length.chains, length.kept), model.dimensions
    return Kept(
        np.zeros((*head, len(plan.actor), dims), np.float32),
        np.zeros((*head, plan.items, dims + 2), np.float32),
        np.zeros((*head, plan.actors, 1), np.float32),
        np.zeros(3),
    )


def _keep(kept: Kept, state: State, chain: int, number: int, length: Length) -> None:
    draw = length.place(number)
    if draw is None:
        return
    place = chain, draw
    kept.theta[place], kept.items[place] = state.theta, state.items
    kept.reversion[place] = state.reversion
    kept.taken[:] += state.taken


def _resumed(file: ChainFile, kept: Kept) -> tuple[int, int, State | None]:
    found = file.load()
    if found is None:
        return 0, 0, None
    chain, done, arrays = found
    state = State(**unpacked(arrays, kept))
    state.taken = tuple(arrays["state_taken"].tolist())
    return chain, done, state
