"""A rate's trend over the years: log-linear, with the scatter of documents beyond chance.

Counts of documents scatter more than Poisson counts do: a subject fills one speech and is
absent from the next. The scatter is estimated (Pearson's chi-squared over its degrees of
freedom, never below 1) and widens the bounds (quasi-likelihood; Wedderburn 1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.comparing.quantiles import normal_quantile
from foedus.documents.comparing.rates import Counted, counted

FEWEST = 10
"""Documents below which no trend is estimated."""
FEWEST_HITS = 5
_STEPS = 60
_SETTLED = 1e-10


@dataclass(frozen=True, slots=True)
class Trend:
    """Change of a rate by year.

    Parameters
    ----------
    yearly
        Factor by which the rate changes from one year to the next; None where there is none.
    interval
        Its bounds.
    log, error
        Its natural logarithm and that one's standard error.
    scatter
        Variance of counts over their mean; 1 is chance alone.
    documents
        What it rests on.
    why
        Why there is none; empty otherwise.
    """

    yearly: float | None
    interval: Interval | None
    log: float
    error: float
    scatter: float
    documents: int
    why: str = ""

    def text(self) -> str:
        """The trend in one line, by ten years."""
        if self.yearly is None or self.interval is None:
            return self.why
        low, high = self.interval.low**10, self.interval.high**10
        return (
            f"times {self.yearly**10:.3g} in ten years ({self.interval.level:.0%} interval "
            f"{low:.3g} to {high:.3g}; scatter {self.scatter:.1f})"
        )


def trend(
    mentions: Counted,
    tokens: Counted,
    years: Sequence[int] | NDArray[Any],
    *,
    level: float = 0.95,
) -> Trend:
    """Fit log E(mentions) = log(tokens) + a + b year over documents.

    Parameters
    ----------
    mentions, tokens, years : array of int, shape (documents,)
    level
        Nominal coverage of the bounds.

    Raises
    ------
    FoedusError
        If a count is negative or missing.

    References
    ----------
    Wedderburn, R. W. M. (1974). Quasi-likelihood functions, generalized linear models, and the
    Gauss-Newton method. Biometrika 61: 439-447.

    Examples
    --------
    A rate that doubles every year:

    >>> years = np.repeat([0, 1, 2], 4)
    >>> found = trend(10 * 2**years, np.full(12, 1000), years)
    >>> round(found.yearly, 6), found.scatter
    (2.0, 1.0)
    """
    found, words = counted(mentions, tokens, "mentions", "tokens")
    used = words > 0
    k, n = found[used].astype(float), words[used].astype(float)
    year = np.asarray(years, float)[used]
    why = _why_not(k, year)
    if why:
        return Trend(None, None, np.nan, np.nan, np.nan, len(k), why)
    x = np.stack([np.ones(len(year)), year - year.mean()], axis=1)
    beta = np.array([np.log(k.sum() / n.sum()), 0.0])
    for _ in range(_STEPS):
        mean = n * np.exp(np.clip(x @ beta, -50, 50))
        step = np.linalg.solve(x.T @ (mean[:, None] * x), x.T @ (k - mean))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < _SETTLED:
            break
    mean = n * np.exp(np.clip(x @ beta, -50, 50))
    scatter = max(1.0, float(((k - mean) ** 2 / mean).sum() / (len(k) - 2)))
    error = float(np.sqrt(scatter * np.linalg.inv(x.T @ (mean[:, None] * x))[1, 1]))
    return _of(float(beta[1]), error, scatter, len(k), level)


def trend_gap(one: Trend, two: Trend, *, level: float = 0.95) -> Trend:
    """How much faster the first rate grows than the second: the ratio of their yearly factors.

    Examples
    --------
    >>> years = np.repeat([0, 1, 2], 4)
    >>> flat = trend(np.full(12, 20), np.full(12, 1000), years)
    >>> round(trend_gap(trend(10 * 2**years, np.full(12, 1000), years), flat).yearly, 6)
    2.0
    """
    why = one.why or two.why
    documents = one.documents + two.documents
    if why:
        return Trend(None, None, np.nan, np.nan, np.nan, documents, why)
    error = float(np.hypot(one.error, two.error))
    return _of(one.log - two.log, error, max(one.scatter, two.scatter), documents, level)


def _why_not(k: NDArray[np.float64], year: NDArray[np.float64]) -> str:
    if len(k) < FEWEST:
        return f"not assessable: {len(k)} documents with words, at least {FEWEST} needed"
    if k.sum() < FEWEST_HITS:
        return f"not assessable: {int(k.sum())} mentions, at least {FEWEST_HITS} needed"
    if len(np.unique(year)) < 3:
        return "not assessable: fewer than three years"
    if len(np.unique(year[k > 0])) < 2:
        return "not assessable: all mentions stand in one year"
    return ""


def _of(log: float, error: float, scatter: float, documents: int, level: float) -> Trend:
    z = normal_quantile((1 + level) / 2)
    low, high = np.exp(np.clip([log - z * error, log + z * error], -50, 50))
    basis = "quasi-Poisson intervals, scatter of documents estimated"
    interval = Interval(float(low), float(high), level, basis)
    return Trend(float(np.exp(log)), interval, log, error, scatter, documents)
