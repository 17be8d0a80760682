"""The published scheme against the published estimates, as time goes by.

One chain, after compilation. At each mark: the mean of the draws so far against the release
of July 2023 (sessions 1-74), over all points, within sessions, for the distance of China
and Russia; posterior standard deviations against the release's (from its 10 and 90 %
quantiles). `--processor` counts processor time divided by two, for a machine whose two
cores others use as well.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ideal_points.held_out import CHINA, RUSSIA, un_votes
from benchmarks.ideal_points.tables import Row, put
from foedus.rollcalls.faithful.chain import STEP
from foedus.rollcalls.faithful.points import FaithfulPoints, faithful_points
from foedus.rollcalls.roll_calls import RollCalls

MARKS = (60, 120, 180)
LAST_SESSION, BURN, CORES = 74, 250, 2
Floats = NDArray[np.float64]


def _processor() -> float:
    return time.process_time() / CORES


class _Clock:
    """Seconds at each sweep."""

    def __init__(self, processor: bool) -> None:
        self._now = _processor if processor else time.perf_counter
        self._start = self._now()
        self.seconds: list[float] = []

    def __call__(self, done: int, of: int) -> None:
        self.seconds.append(self._now() - self._start)


def known(found: FaithfulPoints, published: Any) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Rows of points that the release has, to session 74; its positions and deviations."""
    key = np.asarray(found.actors, np.int64)[found.actor] * 1000 + found.period
    theirs = published[published["session"] <= LAST_SESSION]
    their_key = theirs["ccode"].to_numpy(np.int64) * 1000 + theirs["session"].to_numpy(np.int64)
    order = np.argsort(their_key)
    at = np.searchsorted(their_key[order], key)
    at = order[np.minimum(at, len(order) - 1)]
    rows = np.flatnonzero(their_key[at] == key)
    place, sd = theirs["ideal_point"].to_numpy(float), theirs["sd"].to_numpy(float)
    return rows, place[at[rows]], sd[at[rows]]


def against(found: FaithfulPoints, draws: Floats, published: Any) -> Row:
    """How draws, shape (draws, points), agree with the release."""
    rows, place, sd = known(found, published)
    mean, spread = draws.mean(axis=0)[rows], draws.std(axis=0, ddof=1)[rows]
    period = found.period[rows]
    within = [np.corrcoef(mean[period == t], place[period == t])[0, 1] for t in np.unique(period)]
    actor = np.asarray(found.actors, np.int64)[found.actor[rows]]
    sides = [np.flatnonzero(actor == code) for code in (CHINA, RUSSIA)]
    _, one, two = np.intersect1d(period[sides[0]], period[sides[1]], return_indices=True)
    apart = [np.abs(x[sides[0][one]] - x[sides[1][two]]) for x in (mean, place)]
    return {
        "r": round(float(np.corrcoef(mean, place)[0, 1]), 5),
        "median_r_within_session": round(float(np.median(within)), 5),
        "least_r_within_session": round(float(np.min(within)), 4),
        "r_china_russia": round(float(np.corrcoef(*apart)[0, 1]), 5),
        "sd_ratio_median": round(float(np.median(spread / sd)), 4),
        "sd_ratio_mean": round(float(spread.mean() / sd.mean()), 4),
    }


def warm(votes: RollCalls) -> None:
    """Compile."""
    faithful_points(votes.keep(votes.period[votes.call] < 4).divided(), sweeps=40, burn=10)


def run(processor: bool, seconds: int) -> None:
    """One chain for as long as the last mark, with room to spare."""
    votes, published = un_votes()
    warm(votes)
    clock = _Clock(processor)
    faithful_points(votes, sweeps=60, burn=10, progress=clock)
    a_sweep = (clock.seconds[-1] - clock.seconds[9]) / 50
    sweeps = max(BURN + 50, int(1.1 * seconds / a_sweep))
    clock = _Clock(processor)
    found = faithful_points(votes, sweeps=sweeps, burn=BURN, progress=clock)
    drawn = found.draws[0, :, :, 0].astype(np.float64)
    thin = (sweeps - BURN) // len(drawn)
    rows: list[Row] = []
    for mark in [m for m in MARKS if m <= seconds]:
        done = int(np.searchsorted(clock.seconds, mark))
        draws = (done - BURN) // thin
        if draws < 2 or done >= sweeps:
            continue
        rows.append(
            {
                "seconds": mark,
                "clock": "processor / 2" if processor else "wall",
                "sweeps": done,
                "seconds_a_sweep": round(mark / done, 4),
                **against(found, drawn[:draws], published),
            }
        )
    put("ideal_points_published", "seconds", rows)
    print(f"first size of proposals {STEP}; taken {found.taken:.2f}")
