"""How often each feature stands in each document: the table that comparing and scaling share.

Features are whatever was counted: word forms, lemmas, characters, codes. Most of them are
absent from most documents, so that only the counts above zero are held, document by
document (compressed sparse rows).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.comparing.rows import Ints, Places, compressed, gathered, places


@dataclass(frozen=True, eq=False)
class DocumentCounts:
    """Counts of features by document; made by the functions of `counting`.

    Parameters
    ----------
    documents
        Names of the documents, each once.
    features
        Names of the features, each once.
    first : ndarray of int, shape (documents + 1,)
        Where the entries of each document begin; the last is their number.
    feature : ndarray of int, shape (entries,)
        Feature of each entry, rising within a document.
    count : ndarray of int, shape (entries,)
        How often it stands there, 1 or more.
    tokens : ndarray of int, shape (documents,)
        All tokens of each document. Selecting features leaves them as they are, so that
        rates keep their denominator.

    Raises
    ------
    FoedusError
        If a name comes twice or the arrays do not fit each other.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_words
    >>> counts = count_words({"old": ["peace", "and", "trade"], "new": ["trade", "trade"]})
    >>> counts.features, counts.dense().tolist(), counts.tokens.tolist()
    (('peace', 'and', 'trade'), [[1, 1, 1], [0, 0, 2]], [3, 2])
    """

    documents: tuple[str, ...]
    features: tuple[str, ...]
    first: Ints
    feature: Ints
    count: Ints
    tokens: Ints

    def __post_init__(self) -> None:
        _once("document", self.documents)
        _once("feature", self.features)
        for name in ("first", "feature", "count", "tokens"):
            array = np.asarray(getattr(self, name), np.int64).view()
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        n = len(self.documents)
        fits = self.first.shape == (n + 1,) and self.tokens.shape == (n,)
        if not fits or not len(self.feature) == len(self.count) == self.first[-1]:
            raise FoedusError(
                f"Counts of {n} documents with arrays that do not fit: first "
                f"{self.first.shape}, feature {self.feature.shape}, tokens {self.tokens.shape}.",
                "Make them with `count_tokens`, `count_words` or `count_table`.",
            )

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def lengths(self) -> Ints:
        """Different features of each document; shape (documents,)."""
        return np.diff(self.first)

    @cached_property
    def document(self) -> Ints:
        """Document of each entry; shape (entries,)."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @cached_property
    def sums(self) -> Ints:
        """Tokens of each document that are one of the features; shape (documents,)."""
        running = np.concatenate([[0], np.cumsum(self.count)])
        return np.asarray(running[self.first[1:]] - running[self.first[:-1]])

    @cached_property
    def totals(self) -> Ints:
        """Count of each feature over all documents; shape (features,)."""
        found = np.bincount(self.feature, self.count, len(self.features))
        return np.rint(found).astype(np.int64)

    @cached_property
    def spread(self) -> Ints:
        """Documents in which each feature stands; shape (features,)."""
        return np.bincount(self.feature, minlength=len(self.features)).astype(np.int64)

    def dense(self) -> Ints:
        """The whole table, zeros and all; shape (documents, features). For small ones."""
        table = np.zeros((len(self), len(self.features)), np.int64)
        table[self.document, self.feature] = self.count
        return table

    def of(self, documents: Places) -> DocumentCounts:
        """Some of the documents, in the order given.

        Raises
        ------
        UnknownName
            If there is no document of that name.
        """
        which = places("document", documents, self.documents)
        entries, first = gathered(self.first, which)
        return replace(
            self,
            documents=tuple(self.documents[k] for k in which.tolist()),
            first=first,
            feature=self.feature[entries],
            count=self.count[entries],
            tokens=self.tokens[which],
        )

    def only(self, features: Places) -> DocumentCounts:
        """Some of the features, in the order given; the documents' tokens stay as they are.

        Raises
        ------
        UnknownName
            If there is no feature of that name.
        """
        which = places("feature", features, self.features)
        to = np.full(len(self.features), -1, np.int64)
        to[which] = np.arange(len(which))
        column = to[self.feature]
        kept = column >= 0
        names = tuple(self.features[k] for k in which.tolist())
        rows = compressed(
            self.document[kept], column[kept], self.count[kept], len(self), len(names)
        )
        return DocumentCounts(self.documents, names, *rows, self.tokens)

    def trimmed(self, least_count: int = 1, least_documents: int = 1) -> DocumentCounts:
        """Features with so many tokens, in so many documents, or more."""
        return self.only((self.totals >= least_count) & (self.spread >= least_documents))

    def grouped(self, groups: Sequence[Hashable] | NDArray[Any]) -> DocumentCounts:
        """Documents of one group added up; groups in the order of their first document.

        Parameters
        ----------
        groups
            Group of each document (a year, a side, the document of a sentence).

        Raises
        ------
        FoedusError
            If there is not one group for each document.
        """
        labels = np.asarray(groups).tolist()
        if len(labels) != len(self):
            raise FoedusError(
                f"{len(labels)} groups for {len(self)} documents.", "Name one for each document."
            )
        seen: dict[Hashable, int] = {}
        row = np.array([seen.setdefault(label, len(seen)) for label in labels], np.int64)
        tokens = np.zeros(len(seen), np.int64)
        np.add.at(tokens, row, self.tokens)
        names = tuple(str(label) for label in seen)
        shape = len(names), len(self.features)
        rows = compressed(row[self.document], self.feature, self.count, *shape)
        return DocumentCounts(names, self.features, *rows, tokens)

    def filled(self, row: Ints, column: Ints, count: Ints) -> DocumentCounts:
        """Other counts of the same documents and features; equal places are added up."""
        rows = compressed(row, column, count, len(self), len(self.features))
        tokens = np.bincount(row, count, len(self)).astype(np.int64)
        return DocumentCounts(self.documents, self.features, *rows, tokens)

    def transposed(self) -> DocumentCounts:
        """Features as rows and documents as columns, `tokens` the features' totals."""
        order = np.argsort(self.feature, kind="stable")
        first = np.concatenate([[0], np.cumsum(self.spread)])
        return DocumentCounts(
            self.features,
            self.documents,
            first,
            self.document[order],
            self.count[order],
            self.totals,
        )


def _once(kind: str, names: Sequence[str]) -> None:
    if len(set(names)) != len(names):
        twice = Counter(names).most_common(1)[0][0]
        raise FoedusError(f"The {kind} {twice!r} comes twice.", f"Give each {kind} its own name.")
