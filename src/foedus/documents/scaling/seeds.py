"""Seed words: which of them occur, how they are weighted, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.scaling.placements import Floats


@dataclass(frozen=True, eq=False)
class Seeds:
    """Seed words that occur, with their weights.

    Parameters
    ----------
    features : ndarray of int, shape (seeds,)
        Their features.
    weights : ndarray, shape (seeds,)
        Weights; those of each side add up to 1 or -1, so that both sides count the same.
    missing
        Seed words that do not occur.
    why
        Why they cannot serve; empty otherwise.
    """

    features: NDArray[np.int64]
    weights: Floats
    missing: tuple[str, ...]
    why: str


def seeds_of(seeds: Mapping[str, float], features: tuple[str, ...]) -> Seeds:
    """Seeds among the features, each side weighted to 1.

    Parameters
    ----------
    seeds
        Weight by word: above 0 for one end of the line, below 0 for the other.
    features
        Features that occur.

    Raises
    ------
    FoedusError
        If there are no seeds, or a weight is 0 or missing.

    Examples
    --------
    >>> found = seeds_of({"good": 1, "fine": 1, "bad": -1, "worst": -1}, ("bad", "fine", "good"))
    >>> found.features.tolist(), found.weights.tolist(), found.missing
    ([2, 1, 0], [0.5, 0.5, -1.0], ('worst',))
    """
    given = np.array(list(seeds.values()), float)
    if not len(given) or not np.isfinite(given).all() or (given == 0).any():
        raise FoedusError(
            "Seeds without weights other than 0.",
            "Give words with a weight above 0 for one end, below 0 for the other.",
        )
    at = {name: k for k, name in enumerate(features)}
    found = np.array([word in at for word in seeds], bool)
    which = np.array([at[word] for word in seeds if word in at], np.int64)
    weights = given[found]
    missing = tuple(word for word in seeds if word not in at)
    for side, name in ((1, "above 0"), (-1, "below 0")):
        if (np.sign(given) == side).any() and not (np.sign(weights) == side).any():
            why = f"not assessable: no seed word with a weight {name} occurs"
            return Seeds(which, weights, missing, why)
    for side in (1, -1):
        own = np.sign(weights) == side
        weights[own] /= np.abs(weights[own]).sum() if own.any() else 1.0
    return Seeds(which, weights, missing, "")


def by_others(seeds: Seeds, unit: Floats) -> Floats:
    """Position of each seed as the other seeds have it; NaN for features that are no seed.

    Parameters
    ----------
    seeds
        Seeds that occur.
    unit : ndarray, shape (features, k)
        Vectors of length 1.
    """
    own = np.nan_to_num(unit[seeds.features])
    similar = own @ own.T
    np.fill_diagonal(similar, 0.0)
    out = np.full(len(unit), np.nan)
    out[seeds.features] = similar @ seeds.weights
    return out


def seed_notes(
    seeds: Seeds, others: Floats, features: tuple[str, ...], most: int = 8
) -> tuple[str, ...]:
    """What to know about the seeds: missing ones, one side only, ones that disagree."""
    notes = []
    if seeds.missing:
        notes.append(f"seed words that do not occur: {', '.join(seeds.missing[:most])}")
    if len(np.unique(np.sign(seeds.weights))) < 2:
        notes.append("seeds for one end only: the line says near to them or far from them")
    against = seeds.features[others[seeds.features] * seeds.weights < 0]
    if len(against):
        names = ", ".join(features[k] for k in against[:most].tolist())
        notes.append(f"seed words that the other seeds put at the other end: {names}")
    return tuple(notes)
