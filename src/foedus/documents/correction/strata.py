"""Strata for a gold sample: by machine label, score, side or language, with rare codes apart.

A rare code is hardly met in a simple sample: at 3 % one label in thirty. Passages that the machine
gave a rare code are therefore a stratum of their own, from which more is drawn; the recorded
probabilities undo the imbalance in the estimates.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError
from foedus.documents.correction.groups import grouped

Names = NDArray[np.object_]
NONE = "none"
"""The stratum of passages without any code."""


def crossed(**parts: Sequence[Any] | NDArray[Any]) -> Names:
    """Strata from several properties at once.

    Parameters
    ----------
    **parts
        Name of a property and its value for each unit, all of one length. A missing value
        (None or nan) is a value of its own, "missing".

    Returns
    -------
    ndarray of str, shape (n,)
        "name value" of each property, joined with commas.

    Raises
    ------
    FoedusError
        Without properties, or if their lengths differ.

    Examples
    --------
    >>> list(crossed(machine=["yes", "no"], language=["zh", None]))
    ['machine yes, language zh', 'machine no, language missing']
    """
    lengths = {name: len(values) for name, values in parts.items()}
    if len(set(lengths.values())) != 1:
        raise FoedusError(
            f"Strata need properties of one length, not {lengths or 'none at all'}.",
            "Give each property one value a unit, in the same order of units.",
        )
    texts = []
    for name, values in parts.items():
        names, place = grouped(values)
        texts.append(np.array([f"{name} {k}" for k in (*names, "missing")], object)[place])
    out = texts[0]
    for text in texts[1:]:
        out = out + ", " + text
    return out


def score_bins(score: ArrayLike, bins: int | Sequence[float] = 4) -> Names:
    """Bins of a machine's score, as strata.

    Parameters
    ----------
    score : array_like, shape (n,)
        nan where the machine gave none: the bin "missing".
    bins
        Number of bins with about the same number of units, or the inner edges.

    Returns
    -------
    ndarray of str, shape (n,)

    Examples
    --------
    >>> list(score_bins([0.1, 0.4, 0.9, np.nan], [0.5]))
    ['up to 0.5', 'up to 0.5', 'above 0.5', 'missing']
    """
    values = np.asarray(score, float)
    if isinstance(bins, int):
        inner = (
            np.nanquantile(values, np.arange(1, bins) / bins, method="lower")
            if bins > 1
            else np.zeros(0)
        )
        # A score that stands on the top itself would leave an empty bin above it.
        edges = np.unique(inner[inner < np.nanmax(values)]) if inner.size else inner
    else:
        edges = np.unique(np.asarray(bins, float))
    if not edges.size:
        names = np.array(["any"], object)
    else:
        said = [f"{e:.4g}" for e in edges]
        middle = [f"above {a} to {b}" for a, b in pairwise(said)]
        names = np.array([f"up to {said[0]}", *middle, f"above {said[-1]}"], object)
    place = np.searchsorted(edges, np.nan_to_num(values), side="left")
    return np.where(np.isnan(values), "missing", names[place])


def rarest_code(given: ArrayLike, codes: Sequence[str]) -> Names:
    """The rarest code the machine gave each unit, as strata: rare codes come first.

    Parameters
    ----------
    given : array_like of bool, shape (n, codes)
        What the machine gave.
    codes
        Names of the columns.

    Returns
    -------
    ndarray of str, shape (n,)
        Name of a code, or "none".

    Examples
    --------
    >>> list(rarest_code([[1, 1], [1, 0], [0, 0]], ["trade", "limits"]))
    ['limits', 'trade', 'none']
    """
    flags = np.asarray(given, bool)
    if flags.ndim != 2 or flags.shape[1] != len(codes):
        raise FoedusError(
            f"{len(codes)} codes do not fit an array of shape {flags.shape}.",
            "Give one row a unit and one column a code.",
        )
    out = np.full(len(flags), NONE, object)
    for k in np.argsort(-flags.sum(axis=0), kind="stable"):
        out[flags[:, k]] = codes[k]
    return out


def merged(strata: Sequence[str] | Names, least: int, into: str = "small strata") -> Names:
    """Strata with fewer than `least` units put together.

    Examples
    --------
    >>> list(merged(["a", "a", "b", "c"], 2))
    ['a', 'a', 'small strata', 'small strata']
    """
    names, place, sizes = np.unique(
        np.asarray(strata, object).astype(str), return_inverse=True, return_counts=True
    )
    small = sizes < least
    out = names.astype(object)
    out[small] = into
    return np.asarray(out[place], object)
