"""The wordfish model: what its parameters are, and one step of each kind towards the best.

The count of word j in document i is Poisson with mean exp(alpha_i + psi_j + beta_j theta_i).
All passes run over blocks of words, so that no table of all documents and words is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.scaling.placements import Floats

_CELLS = 1_000_000
_FAR_LEVEL, _FAR_SLOPE = 2.0, 1.0
"""Longest step of an intercept and of a slope: beyond, the parabola is a poor guide."""


class State(NamedTuple):
    """Parameters: positions and levels of documents, levels and slopes of words."""

    theta: Floats
    alpha: Floats
    psi: Floats
    beta: Floats


def start(counts: DocumentCounts, rounds: int = 40) -> State:
    """Starting values: the main dimension of the doubly centred logarithms of the counts.

    Parameters
    ----------
    counts
        Counts; every document and feature has some.

    Returns
    -------
    State
    """
    n, m = len(counts), len(counts.features)
    # log(y + .1) is log(.1) where nothing stands; centring takes that constant away.
    logs = np.log1p(10.0 * counts.count)
    rows = np.bincount(counts.document, logs, n) / m
    columns = np.bincount(counts.feature, logs, m) / n
    grand = rows.mean()

    def left(v: Floats) -> Floats:
        v = v - v.mean()
        found = np.bincount(counts.document, logs * v[counts.feature], n)
        return np.asarray(found - (columns - grand) @ v)

    def right(u: Floats) -> Floats:
        u = u - u.mean()
        found = np.bincount(counts.feature, logs * u[counts.document], m)
        return np.asarray(found - (rows - grand) @ u)

    theta = np.random.default_rng(1).standard_normal(n)
    for _ in range(rounds):
        theta = left(right(theta))
        theta = (theta - theta.mean()) / theta.std()
    slope = right(theta)
    beta = np.clip(0.3 * (slope - slope.mean()) / n, -2, 2)
    alpha = np.log(counts.sums / counts.sums.mean())
    psi = np.log(counts.totals / n)
    return identified(State(theta, alpha, psi, beta))


def identified(state: State) -> State:
    """The same means with theta at mean 0 and standard deviation 1, alpha and beta at mean 0.

    Four changes of the parameters leave every mean as it is: a constant from alpha to psi, one
    from theta through beta to psi, one from beta through theta to alpha, and the scale.
    """
    theta, alpha, psi, beta = standardised(state)
    tilt = beta.mean()
    beta, alpha = beta - tilt, alpha + tilt * theta
    level = alpha.mean()
    return State(theta, alpha - level, psi + level, beta)


def standardised(state: State) -> State:
    """The same means with theta at mean 0 and standard deviation 1."""
    centre, spread = state.theta.mean(), state.theta.std()
    return state._replace(
        theta=(state.theta - centre) / spread,
        psi=state.psi + state.beta * centre,
        beta=state.beta * spread,
    )


def blocks(documents: int, words: int) -> Iterator[slice]:
    """Words in blocks of bounded size."""
    step = max(_CELLS // max(documents, 1), 1)
    for a in range(0, words, step):
        yield slice(a, min(a + step, words))


def means(state: State, part: slice) -> Floats:
    """Expected counts of a block of words; shape (documents, words of the block)."""
    exponent = np.outer(state.theta, state.beta[part])
    exponent += state.psi[part]
    exponent += state.alpha[:, None]
    return np.asarray(np.exp(exponent, out=exponent))


def words_stepped(counts: DocumentCounts, state: State, prior_sd: float) -> State:
    """One Newton step of each word's level and slope, the documents held."""
    theta, n = state.theta, len(counts.features)
    ridge = 1 / prior_sd**2
    slopes = np.bincount(counts.feature, counts.count * theta[counts.document], n)
    psi, beta = state.psi.copy(), state.beta.copy()
    by = np.stack([np.ones(len(theta)), theta, theta**2])
    for part in blocks(len(theta), n):
        a, b, c = by @ means(state, part)
        g = counts.totals[part] - a, slopes[part] - b - ridge * beta[part]
        step = _newton(a, b, c + ridge, *g)
        psi[part] += step[0]
        beta[part] += step[1]
    return state._replace(psi=psi, beta=beta)


def documents_stepped(counts: DocumentCounts, state: State) -> State:
    """One Newton step of each document's level and position, the words held; identified."""
    beta, n = state.beta, len(counts)
    slopes = np.bincount(counts.document, counts.count * beta[counts.feature], n)
    sums = np.zeros((n, 3))
    by = np.stack([np.ones(len(beta)), beta, beta**2], axis=1)
    for part in blocks(n, len(beta)):
        sums += means(state, part) @ by[part]
    a, b, c = sums.T
    step = _newton(a, b, c, counts.sums - a, slopes - b)
    moved = state._replace(alpha=state.alpha + step[0], theta=state.theta + step[1])
    return identified(moved)


def penalised(counts: DocumentCounts, state: State, prior_sd: float) -> float:
    """Log-likelihood without its constant, less the penalty on the slopes."""
    theta, alpha, psi, beta = state
    held = float(np.sum(counts.count * theta[counts.document] * beta[counts.feature]))
    held += float(alpha @ counts.sums + psi @ counts.totals)
    expected = sum(float(means(state, part).sum()) for part in blocks(len(theta), len(beta)))
    return float(held - expected - beta @ beta / (2 * prior_sd**2))


def dispersion(counts: DocumentCounts, state: State) -> float:
    """How much more the counts vary than the model has it, where positions depend on it.

    The sum of beta^2 (y - mu)^2 over that of beta^2 mu, 1 where counts are Poisson: the middle
    of the robust (sandwich) variance of theta over the model's. Pearson's statistic will not
    do, since one word where next to none is expected outweighs all others.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_table
    >>> counts = count_table(np.array([[4, 4], [4, 4]]), ["a", "b"], ["x", "y"])
    >>> state = State(np.array([-1.0, 1]), np.zeros(2), np.log([2.0, 2]), np.array([0.1, -0.1]))
    >>> round(dispersion(counts, state), 1)
    2.0
    """
    n, m = len(counts), len(counts.features)
    rated = np.exp(
        state.alpha[counts.document]
        + state.psi[counts.feature]
        + state.theta[counts.document] * state.beta[counts.feature]
    )
    weight = state.beta**2
    y = counts.count
    above = float(np.sum(weight[counts.feature] * (y * y - 2 * y * rated)))
    below = 0.0
    for part in blocks(n, m):
        mu = means(state, part)
        above += float((mu * mu).sum(axis=0) @ weight[part])
        below += float(mu.sum(axis=0) @ weight[part])
    free = n * m - 2 * n - 2 * m + 4
    # Fitted parameters take up what they explain; tables too small for that are left as they are.
    return above / below * (n * m / free if free > 0 else 1.0)


def table(columns: DocumentCounts, part: slice) -> NDArray[np.float64]:
    """Counts of a block of words in full, from the transposed counts."""
    first = columns.first[part.start : part.stop + 1]
    entries = slice(first[0], first[-1])
    word = np.repeat(np.arange(len(first) - 1), np.diff(first))
    full = np.zeros((len(columns.features), len(first) - 1))
    full[columns.feature[entries], word] = columns.count[entries]
    return full


def _newton(a: Floats, b: Floats, c: Floats, g: Floats, h: Floats) -> tuple[Floats, Floats]:
    """Solve the 2 by 2 systems ((a, b), (b, c)) step = (g, h); long steps are shortened."""
    det = a * c - b * b
    level, slope = (c * g - b * h) / det, (a * h - b * g) / det
    far = np.maximum(np.maximum(np.abs(level) / _FAR_LEVEL, np.abs(slope) / _FAR_SLOPE), 1.0)
    return level / far, slope / far
