"""How far two counts of a word stand from chance: G2, chi-squared, log ratio, adjusted p."""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown

Floats = NDArray[np.float64]
Likelihood = Literal["binomial", "poisson"]
ABSENT = 0.5
"""What a count of zero is taken as in the log ratio, which would be infinite."""


def signed_g2(
    focus: NDArray[Any],
    focus_tokens: int,
    against: NDArray[Any],
    against_tokens: int,
    likelihood: Likelihood = "binomial",
) -> Floats:
    """Log-likelihood ratio of one rate against two; negative where the focus has the lower rate.

    Parameters
    ----------
    focus, against : ndarray of int, shape (features,)
        Counts in the two sets.
    focus_tokens, against_tokens
        Tokens of the two sets.
    likelihood
        ``binomial`` takes all four cells (Dunning 1993), ``poisson`` the two of the word
        alone (Rayson and Garside 2000). They differ little for rare words.

    Returns
    -------
    ndarray, shape (features,)

    Raises
    ------
    UnknownName
        If there is no such likelihood.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19: 61-74. Rayson, P. and Garside, R. (2000). Comparing corpora
    using frequency profiling. Workshop on Comparing Corpora, ACL: 1-6.

    Examples
    --------
    >>> signed_g2(np.array([52]), 50_000, np.array([57]), 75_000, "poisson").round(2).tolist()
    [2.65]
    """
    if likelihood not in get_args(Likelihood):
        raise unknown("likelihood", likelihood, get_args(Likelihood))
    a, b = np.asarray(focus, float), np.asarray(against, float)
    share = focus_tokens / (focus_tokens + against_tokens)
    total = _part(a, (a + b) * share) + _part(b, (a + b) * (1 - share))
    if likelihood == "binomial":
        c, d = focus_tokens - a, against_tokens - b
        total += _part(c, (c + d) * share) + _part(d, (c + d) * (1 - share))
    sign = np.sign(a * against_tokens - b * focus_tokens)
    return np.asarray(2 * sign * np.maximum(total, 0.0))


def chi_squared(
    focus: NDArray[Any],
    focus_tokens: int,
    against: NDArray[Any],
    against_tokens: int,
    yates: bool,
) -> Floats:
    """Pearson's chi-squared of the table of four, with Yates's correction or without.

    Examples
    --------
    >>> a, b = np.array([52]), np.array([57])
    >>> chi_squared(a, 50_000, b, 75_000, yates=False).round(3).tolist()
    [2.7]
    >>> chi_squared(a, 50_000, b, 75_000, yates=True).round(3).tolist()
    [2.388]
    """
    a, b = np.asarray(focus, float), np.asarray(against, float)
    c, d = focus_tokens - a, against_tokens - b
    n = float(focus_tokens + against_tokens)
    apart = np.abs(a * d - b * c)
    if yates:
        apart = np.maximum(apart - n / 2, 0.0)
    margins = (a + b) * (c + d) * float(focus_tokens) * float(against_tokens)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(margins > 0, n * apart * apart / margins, 0.0))


def log_ratio(
    focus: NDArray[Any],
    focus_tokens: NDArray[Any] | float,
    against: NDArray[Any],
    against_tokens: NDArray[Any] | float,
) -> Floats:
    """Binary logarithm of the ratio of the two rates (Hardie); 1 is twice as often.

    A count of zero is taken as a half, so that the figure stays finite: then it says "at
    least" and depends on the size of the texts.

    Examples
    --------
    >>> log_ratio(np.array([8, 1]), 1000, np.array([2, 0]), 1000).tolist()
    [2.0, 1.0]
    """
    a, b = (np.where(np.asarray(v) == 0, ABSENT, v) for v in (focus, against))
    return np.asarray(np.log2(a / focus_tokens) - np.log2(b / against_tokens))


def benjamini_hochberg(p: NDArray[Any]) -> Floats:
    """Adjusted probabilities that hold the false discovery rate (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.005])).round(4).tolist()
    [0.02, 0.04, 0.04, 0.02]
    """
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")[::-1]
    scaled = p[order] * len(p) / np.arange(len(p), 0, -1)
    out = np.empty(len(p))
    out[order] = np.minimum(np.minimum.accumulate(scaled), 1.0)
    return out


def _part(observed: Floats, expected: Floats) -> Floats:
    """observed log(observed / expected), nothing where nothing is observed."""
    some = observed > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        found = observed * np.log(np.where(some, observed, 1.0) / expected)
    return np.asarray(np.where(some, found, 0.0))
