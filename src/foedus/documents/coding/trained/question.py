"""One question with two answers, learned: logits of unseen passages, strength, calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.logistic import Dense, fit, probability
from foedus.documents.coding.trained.matrix import Learned

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
STRENGTHS = (0.1, 0.3, 1.0)
"""Of the data against the penalty; which one, the folds decide."""
_PLATT = 100.0
"""Strength of the two numbers of the calibration: hardly held back."""


@dataclass(frozen=True)
class Question:
    """A yes-or-no question as learned.

    Parameters
    ----------
    weights : ndarray, shape (columns + 1,)
        Of the columns of `Mixed`, and the constant.
    strength : float
        That the folds chose.
    slope, shift : float
        Calibrated logit = slope * logit + shift.
    unseen : ndarray, shape (passages,)
        Calibrated probability of each passage by a model that saw none of its group.
    """

    weights: Floats
    strength: float
    slope: float
    shift: float
    unseen: Floats

    def probability(self, logits: Floats) -> Floats:
        """Calibrated."""
        return probability(self.slope * logits + self.shift)


def learn(rows: Learned, is_so: Bools, asked: Bools, fold: Ints) -> Question:
    """Learn from the passages that are asked; answer for all.

    Parameters
    ----------
    rows
        All passages.
    is_so : ndarray of bool, shape (passages,)
    asked : ndarray of bool, shape (passages,)
        Passages for which the question has a true answer.
    fold : ndarray of int, shape (passages,)
        Groups are whole in it.
    """
    logits = _crossed(rows, is_so, asked, fold)
    losses = [float(np.logaddexp(0, np.where(is_so, -z, z))[asked].sum()) for z in logits]
    best = int(np.argmin(losses))
    slope, shift = platt(logits[best][asked], is_so[asked])
    who = np.flatnonzero(asked)
    part = rows.take(who)
    found = fit(part, is_so[who], STRENGTHS[best])
    # At the lowest point the weights are the passages, each by what it still pulls: this turns
    # weights of the reduced matrix into those of the whole one.
    sign = np.where(is_so[who], 1.0, -1.0)
    pull = STRENGTHS[best] * sign * probability(-sign * (part.times(found[:-1]) + found[-1]))
    spread = np.zeros(len(is_so))
    spread[who] = pull
    weights = np.append(rows.whole.turned(spread), found[-1])
    unseen = probability(slope * logits[best] + shift)
    return Question(weights, STRENGTHS[best], slope, shift, unseen)


def platt(logits: Floats, is_so: Bools) -> tuple[float, float]:
    """Slope and shift that make logits of unseen passages say what they should (Platt 1999)."""
    slope, shift = fit(Dense(logits[:, None]), is_so, _PLATT)
    return float(max(slope, 0.0)), float(shift)


def _crossed(rows: Learned, is_so: Bools, asked: Bools, fold: Ints) -> list[Floats]:
    """Logits of each passage from the other folds, for each strength."""
    out = [np.zeros(len(is_so)) for _ in STRENGTHS]
    for k in range(int(fold.max()) + 1):
        inside = np.flatnonzero(asked & (fold != k))
        outside = np.flatnonzero(fold == k)
        part, rest = rows.take(inside), rows.take(outside)
        found: Floats | None = None
        for strength, logits in zip(STRENGTHS, out, strict=True):
            found = fit(part, is_so[inside], strength, found, close=1e-4)
            logits[outside] = rest.times(found[:-1]) + found[-1]
    return out
