"""Folds for cross-fitting: whole documents, gold labels spread evenly."""

from __future__ import annotations

import numpy as np

from foedus.documents.correction.coded import Coded, Ints

FOLDS = 5
SPLITS = 10
"""Folds of one split and number of splits (Egami, Hinck, Stewart and Wei 2023)."""


def folds(made: Coded, seed: int, *, count: int = FOLDS, splits: int = SPLITS) -> Ints:
    """The fold of each row in each split.

    A document is in one fold, so that no label helps to predict its neighbours. Documents with
    gold labels are dealt out apart from the others, so that each fold has its part of them.

    Parameters
    ----------
    made
        Scores, labels and design.
    seed
        Of the generator.
    count, splits
        Folds a split, splits.

    Returns
    -------
    ndarray of int, shape (splits, n)

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> made = coded([0.1, 0.2, 0.3, 0.4], [0, 1, None, None], 0.5, documents=["a", "a", "b", "c"])
    >>> dealt = folds(made, 1, count=2, splits=3)
    >>> dealt.shape, bool((dealt[:, 0] == dealt[:, 1]).all())
    ((3, 4), True)
    """
    rng = np.random.default_rng(seed)
    has = np.zeros(made.documents, bool)
    has[made.document[made.rows]] = True
    out = np.empty((splits, made.documents), np.int64)
    for s in range(splits):
        for group in (np.flatnonzero(has), np.flatnonzero(~has)):
            # A random start, so that the odd ones do not always fall to the first folds.
            dealt = (np.arange(len(group)) + rng.integers(count)) % count
            out[s, rng.permutation(group)] = dealt
    return np.asarray(out[:, made.document])
