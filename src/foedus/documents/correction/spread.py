"""Standard errors: influence of each document on an estimate, with strata of the draw taken out.

Every estimate here is, to first order, a sum over documents. The influence of a document is that
of its rows: what the machine contributes for all of them, and what the gold labels correct,
weighted by 1 / pi. Where a fixed number was drawn from each stratum, the mean correction of a
stratum is the same in every sample; it is therefore spread over all units of the stratum before
squares are taken (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, chapter 6).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.correction.coded import Coded

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates and the influence of each document on them.

    Parameters
    ----------
    value : ndarray, shape (q,)
        Estimates; nan where there is none.
    total : ndarray, shape (documents, q)
        Influence of each document.
    gold : ndarray, shape (documents, q)
        The part of it that more gold labels would reduce.
    count : ndarray, shape (q,)
        Documents that bear on each estimate.
    unseen : ndarray, shape (q,)
        What one error of the machine that was not met would add, at the most.
    """

    value: Floats
    total: Floats
    gold: Floats
    count: Floats
    unseen: Floats

    def contrast(self, weights: Floats) -> Fit:
        """Linear combinations of the estimates; `weights` of shape (q, combinations)."""
        used = np.where(weights != 0, self.count[:, None], 0).sum(axis=0)
        return Fit(
            self.value @ weights,
            self.total @ weights,
            self.gold @ weights,
            np.minimum(used, len(self.total)),
            (np.abs(weights) * self.unseen[:, None]).max(axis=0),
        )


@dataclass(frozen=True, eq=False)
class Figures:
    """Estimates with their standard errors, each of shape (q,).

    Parameters
    ----------
    value, se
        Estimate and cluster-robust standard error.
    df
        Degrees of freedom of the standard error.
    gold_variance
        The part of the variance that more gold labels would reduce.
    """

    value: Floats
    se: Floats
    df: Floats
    gold_variance: Floats


def correction(made: Coded, delta: Floats) -> Floats:
    """Influence of each document through its gold labels.

    Parameters
    ----------
    made
        Scores, labels and design.
    delta : ndarray, shape (n_gold, q)
        What each gold row adds, before its weight 1 / pi.

    Returns
    -------
    ndarray, shape (documents, q)
    """
    document = made.document[made.rows]
    if not made.fixed:
        return summed(made.weight[:, None] * delta, document, made.documents)
    weights, raised = made.common
    stratum = made.stratum[made.rows]
    ours = summed((raised[stratum] * made.weight)[:, None] * delta, document, made.documents)
    return np.asarray(ours + weights @ summed(delta, stratum, made.strata))


def summed(values: Floats, place: Ints, count: int) -> Floats:
    """Sums of rows by place, shape (count, q)."""
    q = values.shape[1]
    key = (place[:, None] * q + np.arange(q)).ravel()
    return np.asarray(np.bincount(key, values.ravel(), count * q), float).reshape(count, q)


def figures(fit: Fit) -> Figures:
    """Standard errors and degrees of freedom from the documents' influences.

    The variance is K / (K - 1) times the sum of squares over K documents. A good machine makes few
    errors, and those that would matter most may not be among the labels at all; so it is never less
    than half an unmet error would give (as the half of Jeffreys for a proportion), and that half
    counts in the degrees of freedom. These are of the chi-square with the same relative variance
    (Satterthwaite), from the fourth moment: near K when all documents count alike, about twice the
    number of errors met when an estimate rests on a few.

    Parameters
    ----------
    fit
        Estimates and influences.

    Returns
    -------
    Figures
    """
    square, half = fit.total**2, fit.unseen**2 / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = fit.count / (fit.count - 1)
        met = square.sum(axis=0)
        second = met + half
        excess = (square**2).sum(axis=0) + 2 * half**2 - second**2 / fit.count
        # Influences all of one size leave nothing, or less by rounding: as many degrees as can be.
        df = 2 * second**2 / np.maximum(excess, 1e-9 * second**2)
        return Figures(
            fit.value,
            np.sqrt(np.maximum(scale * met, half)),
            np.where(np.isfinite(df), df, 0.0),
            np.maximum(scale * (fit.gold**2).sum(axis=0), half),
        )
