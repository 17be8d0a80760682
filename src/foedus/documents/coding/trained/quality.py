"""How good a trained coder is on passages that it had not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.answers import Answers
from foedus.documents.coding.trained.threshold import threshold

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
DRAWS = 400
_BINS = 10


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval from groups drawn again.

    Parameters
    ----------
    what : str
    value, low, high : float
    """

    what: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Quality:
    """Figures of unseen passages, each answered by a model without its group.

    Parameters
    ----------
    figures : tuple of Figure
        `macro-F1` and `AUC` of whether the code is there; `probability less share`: the mean
        probability less the true share; `Brier score`; for a category
        or scale `macro-F1 of answers` and `share right`. Thresholds for a passage come from the
        other folds.
    passages, groups : int
    """

    figures: tuple[Figure, ...]
    passages: int
    groups: int

    def __getitem__(self, what: str) -> Figure:
        return next(f for f in self.figures if f.what == what)

    def rows(self) -> list[dict[str, object]]:
        """One row a figure: what, value, low, high."""
        return [{"what": f.what, "value": f.value, "low": f.low, "high": f.high}
                for f in self.figures]  # fmt: skip

    def sentence(self) -> str:
        """In words."""
        told = ", ".join(
            f"{f.what} {f.value:.3f} [{f.low:.3f}, {f.high:.3f}]" for f in self.figures
        )
        return f"On {self.passages} passages of {self.groups} groups, each unseen: {told}."


def quality(
    answers: Answers, chances: Floats, answer: Ints, group: Ints, fold: Ints, seed: int
) -> Quality:
    """Judge probabilities of unseen passages.

    Parameters
    ----------
    answers
    chances : ndarray, shape (passages, answers)
    answer, group, fold : ndarray of int, shape (passages,)
    seed
        For the groups that are drawn again.
    """
    given = np.empty(len(answer), np.int64)
    for k in range(int(fold.max()) + 1):
        other, own = fold != k, fold == k
        cut = threshold(1 - chances[other, 0]) if answers.none else 0.0
        given[own] = answers.decided(chances[own], cut)
    measures: list[tuple[str, Callable[[Floats], float]]] = []
    if answers.none:
        has, so = 1 - chances[:, 0], answer > 0
        measures += [
            ("macro-F1", lambda w: weighted_f1((given > 0).astype(int), so.astype(int), w)),
            ("AUC", lambda w: auc(has, so, w)),
            ("probability less share", lambda w: float(w @ (has - so) / w.sum())),
            ("Brier score", lambda w: float(w @ (has - so) ** 2 / w.sum())),
        ]
    if answers.kind != "flag":
        measures += [
            ("macro-F1 of answers", lambda w: weighted_f1(given, answer, w)),
            ("share right", lambda w: float(w @ (given == answer) / w.sum())),
        ]
    return Quality(
        tuple(interval(what, measure, group, seed) for what, measure in measures),
        len(answer), len(np.unique(group)),
    )  # fmt: skip


def interval(what: str, measure: Callable[[Floats], float], group: Ints, seed: int) -> Figure:
    """A measure of weighted passages, with the interval of groups drawn again."""
    which = np.unique(group, return_inverse=True)[1]
    count = int(which.max()) + 1
    draw = np.random.default_rng(seed)
    found = [
        measure(np.bincount(draw.integers(0, count, count), minlength=count)[which].astype(float))
        for _ in range(DRAWS)
    ]
    low, high = np.nanquantile(found, [0.025, 0.975])
    value = measure(np.ones(len(group)))
    return Figure(what, round(value, 6), round(float(low), 6), round(float(high), 6))


def weighted_f1(given: Ints, answer: Ints, weight: Floats) -> float:
    """Mean of F1 over the answers that occur."""
    count = int(max(given.max(), answer.max())) + 1
    both = np.bincount(answer[given == answer], weight[given == answer], count)
    all_ = np.bincount(given, weight, count) + np.bincount(answer, weight, count)
    there = np.bincount(answer, weight, count) > 0
    return float(np.mean(2 * both[there] / all_[there])) if there.any() else float("nan")


def auc(chance: Floats, so: Bools, weight: Floats) -> float:
    """Probability that a passage with the code ranks above one without; ties count half.

    Examples
    --------
    >>> auc(np.array([0.1, 0.4, 0.4, 0.8]), np.array([False, True, False, True]), np.ones(4))
    0.875
    """
    level = np.unique(chance, return_inverse=True)[1]
    yes = np.bincount(level, weight * so)
    no = np.bincount(level, weight * ~so)
    pairs = yes.sum() * no.sum()
    won = float(yes @ (np.cumsum(no) - no / 2))
    return won / float(pairs) if pairs else float("nan")


def calibration_error(chance: Floats, so: Bools, weight: Floats) -> float:
    """Distance of mean probability and share, averaged over ten bins of the probability."""
    bin_ = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    apart = np.bincount(bin_, weight * (chance - so), _BINS)
    return float(np.abs(apart).sum() / weight.sum())
