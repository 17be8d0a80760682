"""One estimate by foedus: ``python -m benchmarks.competitors.foedus_fit MODE FOLDER``.

Writes ``fit.npz``: positions, and draws or bounds of 90 % intervals.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.competitors.votes import read
from foedus.rollcalls.roll_calls import RollCalls

Found = dict[str, NDArray[Any]]


def fast(votes: RollCalls, brief: bool) -> Found:
    """Variational fit with intervals of its own."""
    from foedus.rollcalls.fast.fit import SWEEPS, fast_points

    found = fast_points(votes, sweeps=2 if brief else SWEEPS)
    return {"mean": found.mean, "low": found.low, "high": found.high}


def own(votes: RollCalls, brief: bool) -> Found:
    """The model of foedus, two chains of the usual length."""
    from foedus.rollcalls.own.points import own_points

    found = own_points(votes, sweeps=25, burn=5) if brief else own_points(votes)
    return {"draws": found.draws[..., 0]}


def faithful(votes: RollCalls, brief: bool) -> Found:
    """The published sampling scheme, two chains."""
    from foedus.rollcalls.faithful.points import faithful_points

    length = {"sweeps": 30, "burn": 10} if brief else {}
    return {"draws": faithful_points(votes, chains=2, **length).draws[..., 0]}


MODES: dict[str, Callable[[RollCalls, bool], Found]] = {
    "fast": fast,
    "own": own,
    "faithful": faithful,
}
"""Functions of the votes and of whether to be brief, which loads the compiled kernels. They
return ``draws`` (chains, draws, points), or ``mean``, with ``low`` and ``high`` where there
are intervals."""


def main(mode: str, folder: Path) -> None:
    """Estimate and write."""
    votes = read(folder)
    # R's packages are loaded before the clock starts, and so are the kernels.
    MODES[mode](votes, True)
    start = time.process_time()
    found = MODES[mode](votes, False)
    spent = time.process_time() - start
    about = {"cpu": np.array(spent), "version": np.array(f"foedus {version('foedus')}")}
    np.savez(folder / "fit.npz", **about, **found)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
