"""Standard errors of wordfish positions: from the profiled information or by resampling."""

from __future__ import annotations

import numpy as np

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.placements import Floats
from foedus.documents.scaling.wordfish_fit import JOINT, Fit, fitted
from foedus.documents.scaling.wordfish_information import given_words, information
from foedus.documents.scaling.wordfish_model import State, blocks, means


def position_errors(
    counts: DocumentCounts, fit: Fit, prior_sd: float, resamplings: int, seed: int
) -> tuple[Floats, str, list[str]]:
    """Standard errors of the positions, what they rest on, and what to say about them."""
    if resamplings:
        drawn = resampled(counts, fit.state, prior_sd, resamplings, seed)
        basis = f"normal intervals, errors from {resamplings:,} parametric resamplings"
        return drawn.std(axis=0, ddof=1), basis, []
    if len(counts) > JOINT:
        note = f"more than {JOINT:,} documents: the errors take words as known and are too small"
        return given_words(counts, fit.state), "normal intervals given the words", [note]
    columns = counts.transposed()
    se = information(counts, columns, fit.state, prior_sd).errors()
    if se is not None:
        return se, "normal intervals, errors from the profiled information", []
    se = information(counts, columns, fit.state, prior_sd, observed=False).errors()
    note = "the observed information is not positive definite: errors from the expected one"
    if se is None:
        return np.full(len(counts), np.nan), "", ["no errors: the information is singular"]
    return se, "normal intervals, errors from the expected profiled information", [note]


def resampled(
    counts: DocumentCounts, state: State, prior_sd: float, resamplings: int, seed: int
) -> Floats:
    """Positions fitted to counts drawn from the model; shape (resamplings, documents)."""
    out = np.empty((resamplings, len(counts)))
    for k in range(resamplings):
        rng = np.random.default_rng([seed, k])
        drawn = _drawn(counts, state, rng)
        some = drawn.totals > 0
        begin = state._replace(psi=state.psi[some], beta=state.beta[some])
        out[k] = fitted(drawn.only(some), begin, prior_sd).state.theta
    return out


def _drawn(counts: DocumentCounts, state: State, rng: np.random.Generator) -> DocumentCounts:
    """Counts drawn from the model, with the documents and features of others."""
    rows, columns, numbers = [], [], []
    for part in blocks(len(counts), len(counts.features)):
        table = rng.poisson(means(state, part))
        row, column = np.nonzero(table)
        rows.append(row)
        columns.append(column + part.start)
        numbers.append(table[row, column])
    return counts.filled(np.concatenate(rows), np.concatenate(columns), np.concatenate(numbers))
