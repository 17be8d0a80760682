"""Which documents hang together through the features they share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.counts import DocumentCounts


def connected(counts: DocumentCounts, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Documents in the largest group linked by shared features.

    Two documents are linked if they share a feature, or are both linked to a third.

    Parameters
    ----------
    counts
        Counts.
    among : ndarray of bool, shape (documents,)
        Documents that count; the others are in no group.

    Returns
    -------
    ndarray of bool, shape (documents,)
        Of groups of equal size the one with the first document; all false where no document
        counts.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> counts = count_words({"a": "xy", "b": "yz", "c": "q", "d": "z"})
    >>> connected(counts, np.ones(4, bool)).tolist()
    [True, True, False, True]
    """
    used = among[counts.document]
    row, column = counts.document[used], counts.feature[used]
    nobody = len(counts)
    label = np.where(among, np.arange(len(counts)), nobody)
    while True:
        by_feature = np.full(len(counts.features), nobody)
        np.minimum.at(by_feature, column, label[row])
        reached = label.copy()
        np.minimum.at(reached, row, by_feature[column])
        if (reached == label).all():
            break
        label = reached
    if not among.any():
        return np.zeros(len(counts), bool)
    sizes = np.bincount(label[among], minlength=len(counts))
    return np.asarray(among & (label == int(sizes.argmax())))
