"""How much a state professes a principle: its rate in the state's documents of the last years.

Documents of one state-year are few (the General Debate has one), so that none can be drawn
again within it. Draws are from the gamma distribution of a rate given its count (Jeffreys),
widened by the scatter of documents, which is estimated over all documents of the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.professed.grid import Floats, Grid, Ints, windows

PER = 1000
FEWEST_PASSAGES = 2
"""Mentions in a window from which on a principle counts as professed: one may be in passing."""
LEAST_SHARE = 0.6
"""Share of a window's years in which the state must have a document."""


@dataclass(frozen=True, eq=False)
class Profession:
    """Profession by state and year.

    Parameters
    ----------
    mentions, tokens, documents : ndarray, shape (states, years)
        In the year and those before it that the window holds.
    said, in_year : ndarray of int, shape (states, years)
        Mentions and documents of the year itself.
    window : int
        Years.
    known : ndarray of bool, shape (states, years)
        Whether the state speaks in enough of the window's years.
    professed : ndarray of bool, shape (states, years)
        Known, and at least `FEWEST_PASSAGES` can be quoted.
    scatter : float
        Variance of documents' counts over their mean.
    """

    mentions: Floats
    tokens: Floats
    documents: Floats
    said: Ints
    in_year: Ints
    window: int
    known: NDArray[np.bool_]
    professed: NDArray[np.bool_]
    scatter: float

    @property
    def rate(self) -> Floats:
        """Mentions per 1,000 words; missing where not known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.known, PER * self.mentions / self.tokens, np.nan)

    def drawn(self, draws: int, rng: np.random.Generator) -> Floats:
        """Rates that the documents allow, shape (draws, states, years).

        Each year's mentions are drawn once and enter all windows that hold it, so that
        windows which overlap move together.
        """
        prior = np.where(self.in_year > 0, 0.5 / self.window, 0.0)
        yearly = rng.gamma((self.said + prior) / self.scatter, size=(draws, *self.said.shape))
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(self.known, PER * self.scatter / self.tokens, np.nan)
        return windows(yearly, self.window) * scale


def profession(
    grid: Grid,
    states: Ints,
    years: Ints,
    mentions: Ints,
    tokens: Ints,
    *,
    window: int = 5,
) -> Profession:
    """Add up documents by state and window.

    Parameters
    ----------
    grid
        States and years.
    states, years, mentions, tokens : ndarray of int, shape (documents,)
        Who speaks (number as in the grid), when, and what was counted.
    window
        Years, the year itself the last.

    Examples
    --------
    >>> grid = Grid((710,), 2000, 2002)
    >>> found = profession(grid, np.full(3, 710), np.array([2000, 2001, 2002]),
    ...     np.array([1, 0, 2]), np.full(3, 1000), window=2)
    >>> found.rate.round(2).tolist(), found.professed.tolist()
    ([[nan, 0.5, 1.0]], [[False, False, True]])
    """
    at = {c: k for k, c in enumerate(grid.states)}
    row = np.array([at.get(int(c), -1) for c in states], np.int64)
    column = np.asarray(years, np.int64) - grid.first
    inside = (row >= 0) & (column >= 0) & (column < grid.shape[1]) & (tokens > 0)
    row, column = row[inside], column[inside]
    k, n = mentions[inside].astype(float), tokens[inside].astype(float)
    parts = []
    for values in (k, n, np.ones(len(k))):
        cell = np.zeros(grid.shape)
        np.add.at(cell, (row, column), values)
        parts.append(cell)
    spoken = windows(parts[2] > 0, window)
    known = spoken >= np.ceil(LEAST_SHARE * window)
    summed = [windows(p, window) for p in parts]
    return Profession(
        summed[0],
        summed[1],
        summed[2],
        parts[0].astype(np.int64),
        parts[2].astype(np.int64),
        window,
        known,
        known & (summed[0] >= FEWEST_PASSAGES),
        _scatter(row, column // max(window, 2), k, n),
    )


def _scatter(row: Ints, block: Ints, k: Floats, n: Floats) -> float:
    """Pearson's chi-squared within states and blocks of years, over its degrees of freedom."""
    if not len(k):
        return 1.0
    _, cell = np.unique(np.stack([row, block]), axis=1, return_inverse=True)
    cell = np.asarray(cell).reshape(-1)
    rate = np.bincount(cell, k) / np.bincount(cell, n)
    mean = n * rate[cell]
    held = mean > 0
    freedom = held.sum() - len(np.unique(cell[held]))
    if freedom < 1:
        return 1.0
    return max(1.0, float(((k[held] - mean[held]) ** 2 / mean[held]).sum() / freedom))
