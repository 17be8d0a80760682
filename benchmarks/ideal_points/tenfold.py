"""Memory for ten times the UN's record: every item ten times over, each mode for a few sweeps.

Each mode runs in a process of its own, whose peak is read at its end. Draws kept for a run of
the usual length are added by arithmetic, since a few sweeps do not keep them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import numpy as np

from benchmarks.ideal_points.held_out import un_votes
from benchmarks.ideal_points.tables import Row, put
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import MODES, Settings
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.chain_length import MOST_KEPT

TIMES, SWEEPS, CHAINS = 10, 25, 2
GIGABYTE = 1e9


def tenfold(votes: RollCalls) -> RollCalls:
    """Every item ten times, with parameters of its own."""
    calls, items = len(votes.calls), int(votes.link.max()) + 1
    return RollCalls(
        votes.actors,
        tuple(range(TIMES * calls)),
        np.tile(votes.period, TIMES),
        np.concatenate([votes.link + k * items for k in range(TIMES)]),
        np.tile(votes.actor, TIMES),
        np.concatenate([votes.call + k * calls for k in range(TIMES)]),
        np.tile(votes.vote, TIMES),
    )


def one(mode: str) -> None:
    """Estimate once and print votes, processor seconds and peak memory in GB."""
    votes = tenfold(un_votes()[0])
    spent = time.process_time()
    settings = Settings() if mode == "fast" else Settings(mode=mode, sweeps=SWEEPS, burn=3)  # type: ignore[arg-type]
    found = estimate(votes, settings)
    spent = time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / GIGABYTE
    draws = 0.0
    if found.sampled is not None:
        numbers = len(found) + 3 * len(found.lower)
        kept = CHAINS * (MOST_KEPT - (SWEEPS - 3))
        # Single precision, and one copy in double precision while figures are made.
        draws = kept * numbers * (4 + 8) / GIGABYTE
    print(len(votes), round(spent), round(peak, 2), round(peak + draws, 2))


def run() -> None:
    """All modes."""
    rows: list[Row] = []
    for mode in MODES:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.ideal_points.tenfold", mode],
            capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        names = ("votes", "processor_seconds", "peak_gb", "peak_gb_with_all_draws")
        rows.append({"mode": mode, **dict(zip(names, said[-4:], strict=True))})
    put("ideal_points_tenfold", "mode", rows)


if __name__ == "__main__":
    one(sys.argv[1])
