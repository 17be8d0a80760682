"""Lists of names as places: groups, strata, documents, with missing ones apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

Ints = NDArray[np.int64]
Groups = Sequence[Any] | NDArray[Any]


def grouped(values: Groups) -> tuple[list[str], Ints]:
    """Names in order, and the place of each value among them; -1 where it is missing.

    Parameters
    ----------
    values : sequence, shape (n,)
        Names or numbers; None, nan and the marks tables have for nothing are missing.

    Returns
    -------
    list of str
        Names, each once.
    ndarray of int, shape (n,)

    Examples
    --------
    >>> names, place = grouped(["zh", None, "en", "zh"])
    >>> names, place.tolist()
    (['en', 'zh'], [1, -1, 0, 1])
    """
    import pandas as pd

    if isinstance(values, np.ndarray) and values.dtype.kind in "iu":
        numbers, place = np.unique(values, return_inverse=True)
        return [str(k) for k in numbers], place.astype(np.int64)
    given = values if isinstance(values, np.ndarray) else np.array([*values, None], object)[:-1]
    code, kinds = pd.factorize(given)
    said = np.array([str(k) for k in kinds], object)
    # Numbers in the order of numbers: 9 before 10.
    counted = pd.api.types.infer_dtype(kinds) == "integer"
    names, first, new = np.unique(said, return_index=True, return_inverse=True)
    if counted and len(names):
        order = np.argsort([int(kinds[k]) for k in first], kind="stable")
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        names, new = names[order], back[new.reshape(-1)]
    place = np.append(new.reshape(-1), -1)[code]
    return [str(n) for n in names], place.astype(np.int64)


def placed(values: Groups | None, n: int, what: str) -> Ints:
    """The place of each of `n` values among the distinct ones; without values each is its own.

    Raises
    ------
    FoedusError
        If one is missing.
    """
    if values is None:
        return np.arange(n)
    place = grouped(values)[1]
    if (place < 0).any():
        raise FoedusError(f"Row {int(np.argmax(place < 0))} has no {what}.", "Give each row one.")
    return place
