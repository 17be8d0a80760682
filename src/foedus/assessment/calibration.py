"""How calibrated thresholds are found: a coordinate search over cases specialists agree on.

One threshold after another is set to each value of a grid (its file value times a
factor, both bounds together), with the others held; the value that scores best stays.
Sweeps over the thresholds go on until none moves. The score is the number of cases
whose leading type is accepted, less a penalty for each whose leading type is plainly
wrong. Equal scores go to the value nearest the starting one, so that a threshold moves
only where a case asks for it. Design thresholds are never moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.evidence import Evidence
from foedus.assessment.thresholds import Number, Ramps, Threshold, moved
from foedus.assessment.typology import DEAD, Reading, rank

Bools = NDArray[np.bool_]

GRID = (0.5, 0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
"""Factors tried on a threshold's starting value."""
PENALTY = 1.0
"""What a plainly wrong type costs, in accepted cases."""
SWEEPS = 20


@dataclass(frozen=True)
class Cases:
    """Dyad-years with the types specialists would accept and those that are plainly wrong.

    Parameters
    ----------
    evidence
        One row a case.
    accepted : ndarray of bool, shape (cases, types)
        Types accepted as they stand, in the order of `VERDICT_TYPES`.
    accepted_on_paper : ndarray of bool, shape (cases, types)
        Types accepted where the obligation is found to be a paper pact.
    wrong : ndarray of bool, shape (cases, types)
        Types that would be plainly wrong.
    """

    evidence: Evidence
    accepted: Bools
    accepted_on_paper: Bools
    wrong: Bools

    def __len__(self) -> int:
        return len(self.accepted)

    def take(self, rows: NDArray[np.int64] | Bools) -> Cases:
        """Some of the cases."""
        return Cases(
            self.evidence.take(rows),
            self.accepted[rows],
            self.accepted_on_paper[rows],
            self.wrong[rows],
        )


def on_paper(reading: Reading) -> Bools:
    """Whether an obligation is in force without hostility and, as far as is known, without life."""
    c = reading.conditions
    return np.asarray((c["obligation"] == 1) & (c["peace"] >= DEAD) & (c["life"] < DEAD))


def judged(cases: Cases, ramps: Ramps) -> tuple[Bools, Bools]:
    """Whether each case's leading type is accepted, and whether it is plainly wrong.

    Parameters
    ----------
    cases
        The cases.
    ramps
        Thresholds: numbers, or arrays of shape (draws, 1).

    Returns
    -------
    accepted, wrong : ndarray of bool, shape (cases,) or (draws, cases)
    """
    reading = cases.evidence.read(ramps)
    first, _ = rank(reading)
    paper = np.broadcast_to(on_paper(reading), first.shape)
    row = np.arange(len(cases))
    accepted = cases.accepted[row, first] | (paper & cases.accepted_on_paper[row, first])
    return accepted, cases.wrong[row, first]


def scores(cases: Cases, ramps: Ramps) -> NDArray[np.float64]:
    """Accepted cases less the penalty for plainly wrong ones, shape () or (draws,)."""
    accepted, wrong = judged(cases, ramps)
    return np.asarray(accepted.sum(axis=-1) - PENALTY * wrong.sum(axis=-1), float)


def calibrate(
    cases: Cases, start: Mapping[str, Threshold], grid: Sequence[float] = GRID
) -> tuple[dict[str, Threshold], float]:
    """Search the thresholds marked ``set = "calibrated"`` for the best score on the cases.

    Parameters
    ----------
    cases
        Cases to fit; the caller decides which may be among them.
    start
        Thresholds by name (`thresholds.thresholds`).
    grid
        Factors tried on each starting value; 1 is always among them.

    Returns
    -------
    thresholds, score
        All thresholds by name, the calibrated ones with the bounds chosen, and their score.

    Examples
    --------
    >>> from foedus.assessment.evidence import gather_pairs
    >>> from foedus.assessment.thresholds import thresholds
    >>> from foedus.core.vocabulary import VERDICT_TYPES
    >>> one = gather_pairs([(2, 200)])
    >>> one = one.take(one.inputs.year == 2000)
    >>> allied = np.arange(len(VERDICT_TYPES))[None] == 0
    >>> found, score = calibrate(Cases(one, allied, ~allied & allied, ~allied), thresholds())
    >>> found == thresholds(), score
    (True, 1.0)
    """
    factors = np.array(sorted({*grid, 1.0}))
    chosen = {name: 1.0 for name, t in start.items() if t.set == "calibrated"}
    for _ in range(SWEEPS):
        before = dict(chosen)
        for name in chosen:
            tried = scores(cases, _ramps(start, {**chosen, name: factors[:, None]}))
            best = factors[np.broadcast_to(tried, factors.shape) >= tried.max()]
            chosen[name] = float(best[np.argmin(np.abs(np.log(best)))])
        if chosen == before:
            break
    bounds = _ramps(start, chosen)
    found = {
        name: replace(t, low=_number(bounds[name][0]), high=_number(bounds[name][1]))
        for name, t in start.items()
    }
    return found, float(scores(cases, bounds))


def _ramps(
    start: Mapping[str, Threshold], factors: Mapping[str, Number]
) -> dict[str, tuple[Number, Number]]:
    # A factor of one must give the file's own numbers back, not nearly them.
    return {
        name: (t.low, t.high) if _untouched(f := factors.get(name, 1.0)) else moved(t, f)
        for name, t in start.items()
    }


def _untouched(factor: Number) -> bool:
    return isinstance(factor, float) and factor == 1.0


def _number(bound: Number) -> float:
    return float(np.asarray(bound))
