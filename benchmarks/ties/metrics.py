"""Ranking and probability scores, a small logistic regression, cluster bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SEED = 20261122


def auc(event: NDArray[Any], score: NDArray[Any], weight: NDArray[Any] | None = None) -> float:
    """Chance that an event outranks a non-event, ties counting half.

    >>> auc(np.array([0, 0, 1, 1]), np.array([1.0, 2.0, 2.0, 3.0]))
    0.875
    """
    w = np.ones(len(event)) if weight is None else np.asarray(weight, float)
    order = np.argsort(score, kind="stable")
    s, e, w = np.asarray(score)[order], np.asarray(event, float)[order], w[order]
    starts = np.flatnonzero(np.r_[True, s[1:] != s[:-1]])
    hits = np.add.reduceat(w * e, starts)
    rest = np.add.reduceat(w * (1 - e), starts)
    below = np.cumsum(rest) - rest
    return float((hits * (below + rest / 2)).sum() / (hits.sum() * rest.sum()))


def average_precision(event: NDArray[Any], score: NDArray[Any]) -> float:
    """Area under precision and recall, ties taken together.

    >>> round(average_precision(np.array([0, 1, 1]), np.array([1.0, 2.0, 3.0])), 3)
    1.0
    """
    order = np.argsort(-np.asarray(score), kind="stable")
    s, e = np.asarray(score)[order], np.asarray(event, float)[order]
    ends = np.flatnonzero(np.r_[s[1:] != s[:-1], True])
    caught = np.cumsum(e)[ends]
    precision, recall = caught / (ends + 1), caught / e.sum()
    return float((np.diff(np.r_[0, recall]) * precision).sum())


def precision_recall(
    event: NDArray[Any], score: NDArray[Any], recalls: tuple[float, ...]
) -> list[float]:
    """Precision at the first threshold that reaches each recall."""
    order = np.argsort(-np.asarray(score), kind="stable")
    e = np.asarray(event, float)[order]
    caught = np.cumsum(e)
    at = np.searchsorted(caught / e.sum(), np.asarray(recalls) - 1e-12)
    return [float(caught[k] / (k + 1)) for k in at]


class Logit:
    """Logistic regression with a slight ridge, on standardised columns."""

    def __init__(self, x: Floats, y: NDArray[Any], ridge: float = 1.0) -> None:
        self.mean, self.sd = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-9)
        z = self._design(x)
        penalty = np.r_[0.0, np.full(x.shape[1], ridge)]
        beta = np.zeros(z.shape[1])
        beta[0] = np.log((y.mean() + 1e-9) / (1 - y.mean() + 1e-9))
        best = self._value(z, y, beta, penalty)
        for _ in range(100):
            p = _logistic(z @ beta)
            gradient = z.T @ (y - p) - penalty * beta
            hessian = (z * (p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9)
            step, size = np.linalg.solve(hessian, gradient), 1.0
            while size > 1e-6 and self._value(z, y, beta + size * step, penalty) < best:
                size /= 2
            beta = beta + size * step
            best = self._value(z, y, beta, penalty)
            if size * np.abs(step).max() < 1e-7:
                break
        self.beta = beta

    @staticmethod
    def _value(z: Floats, y: NDArray[Any], beta: Floats, penalty: Floats) -> float:
        eta = z @ beta
        return float((y * eta - np.logaddexp(0, eta)).sum() - 0.5 * (penalty * beta**2).sum())

    def _design(self, x: Floats) -> Floats:
        return np.column_stack([np.ones(len(x)), (x - self.mean) / self.sd])

    def chance(self, x: Floats) -> Floats:
        """Predicted chance of the event."""
        return _logistic(self._design(x) @ self.beta)


def _logistic(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))


def calibration(
    event: NDArray[Any], chance: Floats, bins: int = 10
) -> list[tuple[int, float, float]]:
    """By tenths of the predicted chance: rows, mean chance, observed share."""
    edges = np.unique(np.quantile(chance, np.linspace(0, 1, bins + 1)))
    which = np.clip(np.searchsorted(edges, chance, side="right") - 1, 0, len(edges) - 2)
    return [
        (int((which == k).sum()), float(chance[which == k].mean()), float(event[which == k].mean()))
        for k in range(len(edges) - 1)
        if (which == k).any()
    ]


def bootstrap(
    cluster: NDArray[Any], statistic: Callable[[Floats], float], draws: int = 500
) -> tuple[float, float]:
    """95 % interval of a weighted statistic, drawing whole clusters with replacement."""
    _, which = np.unique(cluster, return_inverse=True)
    groups = int(which.max()) + 1
    rng = np.random.default_rng(SEED)
    values = [
        statistic(
            np.bincount(rng.integers(0, groups, groups), minlength=groups)[which].astype(float)
        )
        for _ in range(draws)
    ]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
