"""Influence of groups of resolutions on a pair: figures with each group less those without it.

As `foedus.measures.vote_influence` does for single resolutions, here for any grouping of
them, such as equal titles or subjects, and on arrays alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.measures.similarity_forms import similarities
from foedus.measures.vote_influence import FIGURES, LEVELS


@dataclass(frozen=True)
class GroupInfluence:
    """Of each group: votes, votes alike, and influence; arrays of shape (groups,).

    Influence is NaN where nothing is left without the group, or the figure is then undefined.
    """

    votes: NDArray[np.int64]
    same: NDArray[np.int64]
    agreement: NDArray[np.float64]
    kappa: NDArray[np.float64]


def group_influence(
    choices: NDArray[np.int64], row: NDArray[np.int64], group: NDArray[np.int64]
) -> GroupInfluence:
    """Influence of groups on agreement and quadratic kappa of two states.

    Parameters
    ----------
    choices : ndarray, shape (votes, 2)
        Votes of the two: 0 yes, 1 abstain, 2 no.
    row, group : ndarray, shape (memberships,)
        Which vote is in which group; a vote may be in several, or in none.

    Examples
    --------
    >>> import numpy as np
    >>> votes = np.array([[0, 0], [0, 0], [2, 2], [0, 2]])
    >>> found = group_influence(votes, np.arange(4), np.array([0, 0, 0, 1]))
    >>> found.agreement.round(2).tolist()
    [0.75, -0.25]
    """
    one, two = choices[row].T
    tables = np.zeros((int(group.max(initial=-1)) + 1, LEVELS, LEVELS))
    np.add.at(tables, (group, one, two), 1)
    whole = np.zeros((LEVELS, LEVELS))
    np.add.at(whole, tuple(choices.T), 1)
    every, without = similarities(whole, FIGURES), similarities(whole - tables, FIGURES)
    agreement, kappa = (np.asarray(every[f] - without[f], float) for f in FIGURES)
    return GroupInfluence(
        tables.sum(axis=(1, 2)).astype(np.int64),
        np.trace(tables, axis1=1, axis2=2).astype(np.int64),
        agreement,
        kappa,
    )
