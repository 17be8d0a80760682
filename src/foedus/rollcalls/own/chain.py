"""Running a chain: start, sweeps, kept draws, and a file to go on from."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.own.design import Design
from foedus.rollcalls.own.sampler import Model, State, key_of, started, sweep
from foedus.rollcalls.own.start import Poles, scattered, start_positions

MOST_KEPT = 500
"""Draws kept of a chain; more would say little and need memory."""
_SECONDS_BETWEEN_FILES = 30.0
_FORMAT = 1


@dataclass(frozen=True)
class Length:
    """How long to run.

    Parameters
    ----------
    sweeps, burn, chains : int
        Sweeps of each chain, of which the first `burn` are not kept.
    seed : int
    """

    sweeps: int
    burn: int
    chains: int
    seed: int

    @property
    def thin(self) -> int:
        """Every how many sweeps a draw is kept."""
        return max(1, -(-(self.sweeps - self.burn) // MOST_KEPT))

    @property
    def kept(self) -> int:
        """Draws kept of each chain."""
        return (self.sweeps - self.burn) // self.thin


@dataclass(frozen=True)
class Kept:
    """Draws as sampled, neither centred nor scaled.

    Parameters
    ----------
    theta : ndarray of float32, shape (chains, draws, points, dimensions)
    items : ndarray of float32, shape (chains, draws, items, dimensions + 2)
        Slopes, lower cut, log gap.
    reversion : ndarray of float32, shape (chains, draws, actors, dimensions)
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
    sides: Poles,
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
    mark = f"{_FORMAT} {plan.fingerprint()} {model} {length}"
    kept = _empty(plan, model, length)
    chain, done, state = _resumed(checkpoint, mark, kept)
    nobody = np.zeros(plan.actors, bool)
    held = sides.held(plan.actors)
    written = time.monotonic()
    for c in range(chain, length.chains):
        if state is None:
            state, done = _begun(plan, model, sides, length.seed, c), 0
        for number in range(done + 1, length.sweeps + 1):
            holding = held if number <= min(model.hold, length.burn) else nobody
            sweep(plan, model, state, key_of(length.seed, c, number), holding)
            _keep(kept, state, c, number, length)
            if progress:
                progress(c * length.sweeps + number, length.chains * length.sweeps)
            if checkpoint and time.monotonic() - written > _SECONDS_BETWEEN_FILES:
                write(checkpoint, mark, kept, c, number, state)
                written = time.monotonic()
        state = None
    if checkpoint:
        checkpoint.unlink(missing_ok=True)
    kept.taken[:] /= length.chains * length.kept
    return kept


def _begun(plan: Design, model: Model, sides: Poles, seed: int, chain: int) -> State:
    first = start_positions(plan, sides)
    theta = np.zeros((len(first), model.dimensions))
    theta[:, 0] = first
    return started(plan, model, scattered(theta, seed, chain))


def _empty(plan: Design, model: Model, length: Length) -> Kept:
    head, dims = (length.chains, length.kept), model.dimensions
    return Kept(
        np.zeros((*head, len(plan.actor), dims), np.float32),
        np.zeros((*head, plan.items, dims + 2), np.float32),
        np.zeros((*head, plan.actors, dims), np.float32),
        np.zeros(3),
    )


def _keep(kept: Kept, state: State, chain: int, number: int, length: Length) -> None:
    after = number - length.burn
    if after <= 0 or after % length.thin or after // length.thin > length.kept:
        return
    place = chain, after // length.thin - 1
    kept.theta[place], kept.items[place] = state.theta, state.items
    kept.reversion[place] = state.reversion
    kept.taken[:] += state.taken


def write(path: Path, mark: str, kept: Kept, chain: int, done: int, state: State) -> None:
    """Write everything needed to go on, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    parts: dict[str, Any] = {"mark": np.array(mark), "at": np.array([chain, done])}
    parts |= {f"kept_{name}": value for name, value in vars(kept).items()}
    parts |= {f"state_{name}": np.asarray(value) for name, value in vars(state).items()}
    with part.open("wb") as stream:
        np.savez(stream, **parts)
    os.replace(part, path)


def _resumed(path: Path | None, mark: str, kept: Kept) -> tuple[int, int, State | None]:
    if path is None or not path.exists():
        return 0, 0, None
    try:
        with np.load(path) as stored:
            found: dict[str, Any] = dict(stored.items())
        same = str(found["mark"]) == mark
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise FoedusError(
            f"The checkpoint {path} cannot be read ({error}).", "Delete it to start afresh."
        ) from error
    if not same:
        raise FoedusError(
            f"The checkpoint {path} belongs to other votes or settings.",
            "Name another file, or delete it to start afresh.",
        )
    for name, value in vars(kept).items():
        value[...] = found[f"kept_{name}"]
    state = State(**{k.removeprefix("state_"): v for k, v in found.items() if "state_" in k})
    state.taken = tuple(found["state_taken"].tolist())
    chain, done = (int(x) for x in found["at"])
    return chain, done, state
