"""How often each pair of choices was made together, for all pairs of states at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def joint_counts(choices: NDArray[np.integer], levels: int) -> NDArray[np.float32]:
    """Count, for every pair of states, how often each pair of choices was made together.

    Parameters
    ----------
    choices : ndarray, shape (states, items)
        Category 0..levels-1; negative where a state made no choice.
    levels
        Number of categories K.

    Returns
    -------
    ndarray, shape (states, states, K, K)
        Entry ``[i, j, a, b]``: items on which i chose a and j chose b.

    Examples
    --------
    >>> import numpy as np
    >>> joint_counts(np.array([[0, 2, -1], [0, 1, 1]]), 3)[0, 1].tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    n = choices.shape[0]
    return _products(choices, levels).reshape(levels, n, levels, n).transpose(1, 3, 0, 2)


def pair_counts(choices: NDArray[np.integer], levels: int) -> NDArray[np.float32]:
    """The same counts for each pair of states once, in the order of the upper triangle.

    Parameters
    ----------
    choices, levels
        As in `joint_counts`.

    Returns
    -------
    ndarray, shape (states * (states - 1) / 2, K, K)
        Laid out by cell, so that work on one cell of all pairs is on neighbours in memory.

    Examples
    --------
    >>> import numpy as np
    >>> pair_counts(np.array([[0, 1], [0, 0], [1, 1]]), 2).tolist()
    [[[1.0, 0.0], [1.0, 0.0]], [[0.0, 1.0], [0.0, 1.0]], [[0.0, 2.0], [0.0, 0.0]]]
    """
    n = choices.shape[0]
    product = _products(choices, levels).ravel()
    i, j = np.triu_indices(n, 1)
    corner = i * (levels * n) + j
    cells = np.empty((levels, levels, len(corner)), np.float32)
    for a in range(levels):
        for b in range(levels):
            np.take(product, corner + (a * levels * n * n + b * n), out=cells[a, b])
    return cells.transpose(2, 0, 1)


def _products(choices: NDArray[np.integer], levels: int) -> NDArray[np.float32]:
    """One product of the stacked indicators: all K x K tables at once, shape (K n, K n)."""
    stacked = np.concatenate([(choices == k).astype(np.float32) for k in range(levels)])
    return np.asarray(stacked @ stacked.T)
