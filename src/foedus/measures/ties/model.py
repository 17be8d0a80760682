"""From items to scores: the static item parameters, then the paths of all directed dyads.

Most directed dyads share their whole history of items with others, so each history is
solved once and handed to all that share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.graded_response import MISSING, Items, SlopeRule, fit
from foedus.measures.obligations import COVERAGE as TREATY_COVERAGE
from foedus.measures.ties.items import (
    DEFENCE_OR_MORE,
    FIRST,
    READERS,
    Codes,
    treaty,
)
from foedus.measures.ties.paths import Walk, fit_paths
from foedus.store.tables import Tables

Floats = NDArray[np.float64]
Progress = Callable[[str], None]
RULE = SlopeRule(cap=2.5)
EVERY = 5
"""The static stage pools every fifth year: neighbouring years say the same again."""
OPEN_CODES = {"treaty": {DEFENCE_OR_MORE: 3}}
LEVEL_90 = 1.6448536269514722
LOGISTIC_SD = 1.7
UNKNOWN = 1.5
"""Intervals are this much wider where the treaty is not known. Set so that treaties hidden
after 1978, 1988 and 1998 are covered as often as they should be, tested on those hidden after
2008 (``python -m benchmarks.ties hidden``)."""


@dataclass(frozen=True)
class Evidence:
    """Items by directed dyad-year.

    Parameters
    ----------
    frame
        The dyad-years.
    codes
        By item name, categories of shape (rows, 2), negative where missing.
    mass
        Whether the treaty item rests on a treaty of very many members, shape (rows, 2).
    """

    frame: DyadFrame
    codes: Mapping[str, Codes]
    mass: NDArray[np.bool_]

    def only(self, names: Iterable[str]) -> Evidence:
        """The same rows with some of the items."""
        return replace(self, codes={n: self.codes[n] for n in names})

    def hidden(self, after: int, names: Iterable[str] | None = None) -> Evidence:
        """The same rows with items (all where None) missing after a year."""
        late = (self.frame.year > after)[:, None]
        blind = set(self.codes if names is None else names)
        codes = {
            n: np.where(late, MISSING, c).astype(np.int8) if n in blind else c
            for n, c in self.codes.items()
        }
        return replace(self, codes=codes)


@dataclass(frozen=True, slots=True)
class Histories:
    """Item histories of all directed dyads, each distinct one once.

    Parameters
    ----------
    answers
        Shape (items, years, histories).
    year, which
        For each row and direction, the position of its year and its history, (rows, 2).
    """

    answers: NDArray[np.int8]
    year: NDArray[np.int64]
    which: NDArray[np.int64]


def gather(
    tables: Tables,
    frame: DyadFrame,
    names: Iterable[str],
    obligations: NDArray[Any] | None = None,
    largest: int | None = None,
) -> Evidence:
    """Read the named items from the tidy tables (see `foedus.measures.ties.items`)."""
    codes: dict[str, Codes] = {}
    mass = np.zeros((len(frame), 2), bool)
    for name in names:
        if name == "treaty":
            codes[name], mass = treaty(tables, frame, obligations, largest)
        else:
            codes[name] = READERS[name](tables, frame)
    return Evidence(frame, codes, mass)


def static_items(evidence: Evidence, rule: SlopeRule = RULE) -> Items:
    """Item parameters from every fifth year, all dyads pooled, while treaties are coded.

    A code that says "this category or higher" is left to the second stage.
    """
    year = evidence.frame.year
    chosen = (year % EVERY == 0) & (year >= FIRST) & (year <= TREATY_COVERAGE[1])
    columns = []
    for name, codes in evidence.codes.items():
        flat = codes[chosen].ravel()
        known = [*OPEN_CODES.get(name, {})]
        columns.append(np.where(np.isin(flat, known), MISSING, flat))
    answers = np.stack(columns, axis=1)
    power = 16 ** np.arange(answers.shape[1])
    packed, first, counts = np.unique((answers + 1) @ power, return_index=True, return_counts=True)
    seen = packed > 0
    return fit(answers[first[seen]], counts[seen], rule)


def conditional(items: Items, walk: Walk) -> Items:
    """Parameters given a dyad's intercepts, from those that average over them.

    The static stage knows no intercepts, so its curves are flatter than a single dyad's by
    about ``sqrt(1 + (tau / 1.7)^2)``: a logistic curve is nearly a normal one of sd 1.7.

    Examples
    --------
    >>> items = Items(np.array([1.0]), (np.array([2.0]),))
    >>> round(float(conditional(items, Walk(intercept=1.7)).slopes[0]), 3)
    1.414
    """
    steeper = float(np.sqrt(1 + (walk.intercept / LOGISTIC_SD) ** 2))
    return Items(items.slopes * steeper, tuple(cuts * steeper for cuts in items.cuts))


def histories(evidence: Evidence) -> Histories:
    """Lay the items out by item, year and distinct history."""
    frame = evidence.frame
    code = np.stack(
        [frame.ccode1 * 1000 + frame.ccode2, frame.ccode2 * 1000 + frame.ccode1], axis=1
    )
    dyads, dyad = np.unique(code.ravel(), return_inverse=True)
    dyad = dyad.reshape(code.shape)
    year = np.repeat((frame.year - frame.first)[:, None], 2, axis=1)
    answers = np.full((len(dyads), len(evidence.codes), len(frame.members)), MISSING, np.int8)
    for j, codes in enumerate(evidence.codes.values()):
        answers[dyad, j, year] = codes
    flat = answers.reshape(len(dyads), -1)
    packed = flat.view(np.dtype((np.void, flat.shape[1]))).ravel()
    _, first, which = np.unique(packed, return_index=True, return_inverse=True)
    unique = np.ascontiguousarray(answers[first].transpose(1, 2, 0))
    return Histories(unique, year, which.ravel()[dyad])


def estimate(
    evidence: Evidence,
    items: Items,
    walk: Walk | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the trait for every row and direction, (rows, 2).

    Parameters
    ----------
    evidence
        The items.
    items
        Parameters of the static stage, in the items' order.
    walk
        Persistence and intercepts.
    progress
        Called with the histories done and all of them.
    """
    walk = walk or Walk()
    laid = histories(evidence)
    names = list(evidence.codes)
    open_codes = {names.index(n): o for n, o in OPEN_CODES.items() if n in names}
    for j, cuts in enumerate(items.cuts):
        # A category that the pooled years never show is read as the highest they do.
        beyond = (laid.answers[j] > len(cuts)) & ~np.isin(laid.answers[j], [*open_codes.get(j, {})])
        laid.answers[j][beyond] = len(cuts)
    mean, sd = fit_paths(laid.answers, conditional(items, walk), walk, open_codes, progress)
    at = (laid.year, laid.which)
    return mean[at], sd[at]


def interval(
    mean: NDArray[Any], sd: NDArray[Any], treaty_known: NDArray[Any] | bool = True
) -> tuple[Floats, Floats]:
    """Bounds of the 90 % interval, wider where the treaty is not known.

    Examples
    --------
    >>> low, high = interval(np.zeros(2), np.ones(2), np.array([True, False]))
    >>> high.round(2).tolist()
    [1.64, 2.47]
    """
    half = LEVEL_90 * np.where(treaty_known, 1.0, UNKNOWN) * np.asarray(sd)
    return np.asarray(mean - half), np.asarray(mean + half)
