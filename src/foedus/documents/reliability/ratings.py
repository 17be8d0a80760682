"""The ratings matrix: units by coders, and what each coder made of each unit.

A unit that a coder did not read is missing. A unit that a coder read and gave no code has
the category `NO_CODE`, like any other. The two are never mixed up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError, nearest
from foedus.documents.reliability.words import Category

NOT_READ = -1
"""Place of a category in `Ratings.codes` where the coder did not read the unit."""


@dataclass(frozen=True, eq=False)
class Ratings:
    """What coders made of units.

    Parameters
    ----------
    codes : ndarray of int64, shape (units, coders)
        Place of the category in `categories`; `NOT_READ` where there is no coding. Every
        unit and every coder has at least one coding.
    categories
        The categories, in their order.
    declared
        Whether the categories (and so their number and order) were given, not just seen.
    coders
        Names of the coders.
    documents : ndarray of int64, shape (units,)
        Document of each unit, numbered from 0 without gaps.
    clustered
        False where no documents were given: each unit then counts as its own document.

    Examples
    --------
    >>> from_matrix([[1, 1], [2, 1], [float("nan"), 2]]).codes.tolist()
    [[0, 0], [1, 0], [-1, 1]]
    """

    codes: NDArray[np.int64]
    categories: tuple[Category, ...]
    declared: bool
    coders: tuple[Hashable, ...]
    documents: NDArray[np.int64]
    clustered: bool

    @property
    def n_documents(self) -> int:
        """Number of documents; of units where no documents were given."""
        return int(self.documents.max()) + 1 if len(self.documents) else 0

    @property
    def numeric(self) -> bool:
        """Whether every category is a number."""
        return all(isinstance(c, Real) and not isinstance(c, bool) for c in self.categories)

    @property
    def scores(self) -> NDArray[np.float64]:
        """The categories' values; their places 1, 2, ... where they are not numbers."""
        if self.numeric:
            return np.array(self.categories, float)
        return np.arange(1.0, len(self.categories) + 1)

    def at(self, units: NDArray[np.bool_]) -> Ratings:
        """The same for some of the units; documents are numbered anew."""
        documents = np.unique(self.documents[units], return_inverse=True)[1].reshape(-1)
        return replace(self, codes=self.codes[units], documents=documents.astype(np.int64))

    def read_by_all(self) -> Ratings:
        """Only the units that every coder read."""
        return self.at((self.codes != NOT_READ).all(axis=1))


def from_matrix(
    matrix: ArrayLike | Sequence[Sequence[Any]],
    *,
    categories: Sequence[Category] | None = None,
    documents: Sequence[Hashable] | None = None,
    coders: Sequence[Hashable] | None = None,
) -> Ratings:
    """Ratings from a matrix of categories.

    Parameters
    ----------
    matrix : array-like, shape (units, coders)
        The category each coder gave; nan or None where the coder did not read the unit.
    categories
        All categories on offer, in their order. AC and Brennan-Prediger depend on how many
        were on offer. Without it, those that occur, sorted.
    documents
        Document of each unit. Without it, every unit counts as its own document.
    coders
        Names of the coders; without it "1", "2", ...

    Raises
    ------
    FoedusError
        For another shape, a matrix without codings, or a value outside `categories`.
    """
    import pandas as pd

    # Lists stay objects: among strings numpy would turn nan into the word "nan".
    table = matrix if isinstance(matrix, np.ndarray) else np.asarray(matrix, object)
    if table.ndim != 2 or not table.size:
        raise FoedusError(
            f"A ratings matrix of shape {table.shape} cannot be read.",
            "One row a unit and one column a coder are needed.",
        )
    names = [str(k + 1) for k in range(table.shape[1])] if coders is None else list(coders)
    clusters = np.arange(len(table)) if documents is None else np.asarray(documents, object)
    for name, given, needed in (("coders", names, 1), ("documents", clusters, 0)):
        if len(given) != table.shape[needed]:
            raise FoedusError(
                f"{len(given)} {name} for a matrix of shape {table.shape}.",
                f"Give one of the {name} for each {'column' if needed else 'row'}.",
            )
    places, found = pd.factorize(table.ravel())
    offered, order = in_order([_plain(v) for v in found], categories)
    codes = np.append(order, NOT_READ)[places].reshape(table.shape)
    # Units and coders without any coding say nothing, also not about what is missing.
    if not (codes != NOT_READ).any():
        raise FoedusError(
            "The matrix holds no coding.", "Give a category wherever a coder read a unit."
        )
    units, used = (codes != NOT_READ).any(axis=1), (codes != NOT_READ).any(axis=0)
    cluster = pd.factorize(clusters[units])[0].astype(np.int64)
    if len(cluster) and cluster.min() < 0:
        raise FoedusError(
            "A unit has no document.", "Name the document of every unit, or leave documents out."
        )
    kept = tuple(name for name, u in zip(names, used, strict=True) if u)
    declared = categories is not None
    return Ratings(
        codes[units][:, used], offered, declared, kept, cluster, clustered=documents is not None
    )


def in_order(
    found: Iterable[Category], categories: Sequence[Category] | None
) -> tuple[tuple[Category, ...], NDArray[np.int64]]:
    """The categories in order, and the place there of each one found.

    Examples
    --------
    >>> in_order(["b", "a"], None)
    (('a', 'b'), array([1, 0]))
    """
    seen = list(found)
    if categories is None:
        offered = tuple(sorted(seen, key=lambda v: (isinstance(v, str), v)))
    else:
        offered = tuple(categories)
        if len(set(offered)) < len(offered):
            raise FoedusError("A category is listed twice.", f"Given: {_listed(offered)}.")
    place = {category: k for k, category in enumerate(offered)}
    for value in seen:
        if value not in place:
            close = nearest(str(value), map(str, offered))
            remedy = f"Did you mean {close[0]!r}? " if close else ""
            raise FoedusError(
                f"{value!r} is not among the categories.", f"{remedy}Known: {_listed(offered)}."
            )
    return offered, np.array([place[v] for v in seen], np.int64)


def _listed(values: Sequence[Category]) -> str:
    shown = ", ".join(repr(v) for v in values[:20])
    return shown + (f" ... ({len(values)} in all)" if len(values) > 20 else "")


def _plain(value: Any) -> Category:
    plain = value.item() if isinstance(value, np.generic) else value
    # 2.0 and 2 are one category; a table that has missing values turns the one into the other.
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
