"""How well probabilities meet the codes: precision, recall, F1, average precision, Brier score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS, SEED = 500, 1


@dataclass(frozen=True)
class Scores:
    """Figures of one code; NaN where nothing is there to divide by."""

    n: int
    held: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    average_precision: float
    brier: float
    wrong: int
    wrong_expected: float
    missed: int
    missed_expected: float


def f1(held: Floats, taken: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean.

    >>> f1(np.array([1.0, 1, 0, 0]), np.array([True, False, True, False]))
    (0.5, 0.5, 0.5)
    """
    right = float(held[taken].sum())
    precision = right / taken.sum() if taken.any() else np.nan
    recall = right / held.sum() if held.any() else np.nan
    both = taken.sum() + held.sum()
    return float(precision), float(recall), float(2 * right / both) if both else np.nan


def average_precision(held: Floats, chance: Floats) -> float:
    """Mean precision at each item with the code, from the most probable down.

    >>> average_precision(np.array([1.0, 0, 1]), np.array([0.9, 0.8, 0.7])).__round__(3)
    0.833
    """
    ordered = held[np.argsort(-chance, kind="stable")]
    reached = np.cumsum(ordered) / np.arange(1, len(held) + 1)
    return float((reached * ordered).sum() / held.sum()) if held.any() else np.nan


def scores(held: Floats, chance: Floats, threshold: float = 0.5) -> Scores:
    """All figures; items without a code on record are left out."""
    known = ~np.isnan(held)
    held, chance = held[known], chance[known]
    taken = chance >= threshold
    precision, recall, mean = f1(held, taken)
    draws = np.random.default_rng(SEED).integers(0, len(held), (DRAWS, len(held)))
    drawn = [f1(held[d], taken[d])[2] for d in draws]
    low, high = np.nanquantile(drawn, [0.05, 0.95])
    return Scores(
        n=len(held),
        held=int(held.sum()),
        precision=precision,
        recall=recall,
        f1=mean,
        low=float(low),
        high=float(high),
        average_precision=average_precision(held, chance),
        brier=float(((chance - held) ** 2).mean()),
        wrong=int((1 - held[taken]).sum()),
        wrong_expected=float((1 - chance[taken]).sum()),
        missed=int(held[~taken].sum()),
        missed_expected=float(chance[~taken].sum()),
    )
