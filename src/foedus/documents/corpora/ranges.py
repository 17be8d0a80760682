"""Which sentences are whose, for all of a corpus at once.

Sentences of a document have numbers in a row, and those of a later document are higher: a
document's first and last say all, and a million sentences need no million rows.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.corpora.schema import SENTENCE

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Ranges:
    """Documents that have sentences, in order.

    Parameters
    ----------
    document : ndarray of int64, shape (documents,)
    first, last : ndarray of int64, shape (documents,)
        Numbers of their first and last sentence.
    """

    document: Ints
    first: Ints
    last: Ints

    def of(self, sentences: Ints) -> Ints:
        """The place of each sentence's document among these; -1 for what is no sentence here.

        Examples
        --------
        >>> ranges = Ranges(np.array([4, 9]), np.array([3, 20]), np.array([8, 21]))
        >>> ranges.of(np.array([3, 21, 9, -3])).tolist()
        [0, 1, -1, -1]
        """
        if not len(self.document):
            return np.full(len(sentences), -1)
        at = np.searchsorted(self.first, sentences, side="right") - 1
        at[(at < 0) | (sentences > self.last[at])] = -1
        return at

    def sentences(self) -> Ints:
        """Numbers of all sentences, in order."""
        count = self.last - self.first + 1
        before = np.cumsum(count) - count
        every: Ints = np.arange(int(count.sum())) + np.repeat(self.first - before, count)
        return every

    def without(self, documents: Ints) -> Ranges:
        """Those of all documents but some."""
        kept = ~np.isin(self.document, documents)
        return Ranges(self.document[kept], self.first[kept], self.last[kept])


def sentence_ranges(connection: sqlite3.Connection) -> Ranges:
    """Ranges of all documents of an open corpus that have sentences."""
    # Read from the index alone, whose order it is.
    rows = connection.execute(
        "SELECT document, min(id), max(id) FROM segment WHERE kind = ? GROUP BY document",
        (SENTENCE,),
    ).fetchall()
    found = np.array(rows, np.int64).reshape(-1, 3)
    return Ranges(*np.ascontiguousarray(found.T))
