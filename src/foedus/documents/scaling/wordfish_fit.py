"""Fitting wordfish: from near to settled, by alternating steps and then joint ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.wordfish_information import information, moved
from foedus.documents.scaling.wordfish_model import (
    State,
    documents_stepped,
    penalised,
    words_stepped,
)

JOINT = 1500
"""Above so many documents the joint step costs more than it saves, and errors are conditional."""
_NEAR, _CLOSE, _CLOSE_ENOUGH = 1e-2, 1e-8, 1e-5
_FEWEST, _SWEEPS, _STEPS, _HALVINGS = 3, 500, 30, 12


@dataclass(frozen=True, eq=False)
class Fit:
    """Fitted parameters, whether they had settled, and after how many steps."""

    state: State
    settled: bool
    steps: int


def fitted(counts: DocumentCounts, state: State, prior_sd: float) -> Fit:
    """The parameters with the highest penalised likelihood, by alternating and joint steps.

    Alternating Newton steps for words and for documents come near; Newton's step for all
    documents at once, the words profiled out, then settles in a few steps.

    Parameters
    ----------
    counts
        Counts; every document and feature has some.
    state
        Where to start.
    prior_sd
        Standard deviation of the prior of the words' slopes.

    Returns
    -------
    Fit
    """
    joint = len(counts) <= JOINT
    state, change, sweeps = _swept(counts, state, prior_sd, _NEAR if joint else _CLOSE_ENOUGH)
    if not joint:
        return Fit(state, change < _CLOSE_ENOUGH, sweeps)
    columns = counts.transposed()
    for k in range(1, _STEPS + 1):
        before = state
        state = _joint(counts, columns, state, prior_sd)
        # Slopes of rare words settle last, and move no document by then.
        words = float(np.abs(state.beta - before.beta).max())
        if words < _CLOSE_ENOUGH and float(np.abs(state.theta - before.theta).max()) < _CLOSE:
            return Fit(state, True, sweeps + k)
    return Fit(state, False, sweeps + _STEPS)


def _swept(
    counts: DocumentCounts, state: State, prior_sd: float, enough: float
) -> tuple[State, float, int]:
    """Alternating steps until no position moves further than enough; last move, and steps."""
    change = np.inf
    for k in range(1, _SWEEPS + 1):
        before = state.theta
        state = documents_stepped(counts, words_stepped(counts, state, prior_sd))
        change = float(np.abs(state.theta - before).max())
        if change < enough and k >= _FEWEST:
            return state, change, k
    return state, change, _SWEEPS


def _joint(counts: DocumentCounts, columns: DocumentCounts, state: State, prior_sd: float) -> State:
    """One joint step; a plain alternating one where the joint step does not lead upwards."""
    state = words_stepped(counts, state, prior_sd)
    step = information(counts, columns, state, prior_sd).step()
    if step is not None:
        here = penalised(counts, state, prior_sd)
        part = 1.0
        for _ in range(_HALVINGS):
            reached = words_stepped(counts, moved(state, step, part), prior_sd)
            if penalised(counts, reached, prior_sd) >= here - 1e-9 * abs(here):
                return reached
            part /= 2
    return documents_stepped(counts, words_stepped(counts, state, prior_sd))
