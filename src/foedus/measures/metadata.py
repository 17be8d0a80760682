"""What a measure is: name, label, unit, direction, range, inputs, paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.store.tables import Tables

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A stored column: what `compute` returns, kept in the reference panel.

    Parameters
    ----------
    name
        Name; a directed column is stored as ``name_12`` and ``name_21``.
    step
        Values are stored as whole numbers of this step.
    directed
        Shape (rows, 2) rather than (rows,).
    ships
        In the panel that comes with the package; else only where the raw data are.
    """

    name: str
    step: float = 1.0
    directed: bool = False
    ships: bool = True


def _same(name: str) -> Callable[[Mapping[str, NDArray[Any]]], NDArray[Any]]:
    return lambda stored: stored[name]


@dataclass(frozen=True, slots=True)
class Measure:
    """A public measure of dyad-years.

    Parameters
    ----------
    name, label, unit
        As in the panel's columns, codebook and Stata labels.
    directed
        Whether i towards j may differ from j towards i.
    bounds
        Smallest and largest possible value (None: open).
    coverage
        First and last year inside which a missing tie is a true zero.
    sources
        Names of the sources it rests on.
    paper
        Citation keys of the definition.
    description
        Meaning and rule, in a sentence or two.
    columns
        Stored columns it is derived from.
    derive
        From stored columns to values; the column itself where None.
    monadic
        A measure of single states, shape (rows, 2): the first state's value and the
        second's. In a panel ``cinc`` gives ``cinc1`` and ``cinc2``.
    mirror
        How an undirected value reads with the two states exchanged (a log ratio changes
        its sign); the same where None.
    """

    name: str
    label: str
    unit: str
    directed: bool
    bounds: tuple[float | None, float | None]
    coverage: tuple[int, int]
    sources: tuple[str, ...]
    description: str
    paper: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    derive: Callable[[Mapping[str, NDArray[Any]]], NDArray[Any]] | None = None
    monadic: bool = False
    mirror: Callable[[NDArray[Any]], NDArray[Any]] | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """Stored columns the measure is derived from."""
        return self.columns or (self.name,)

    def values(self, stored: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
        """The measure from its stored columns, shape (rows,) or (rows, 2)."""
        return (self.derive or _same(self.name))(stored)


@dataclass(frozen=True, slots=True)
class Group:
    """Measures computed together from the same tables.

    Parameters
    ----------
    name
        Name of the group.
    tables
        Tidy tables it needs; without them its columns are missing throughout.
    after
        Groups whose columns it uses.
    columns, measures
        What it stores and what it offers.
    compute
        ``compute(tables, frame, computed) -> arrays``; `computed` holds the columns of
        the groups named in `after`.
    optional
        Tables it uses where they are present.
    stored
        Its columns are kept in the built panel; else they are computed from the tidy
        tables for the years asked about, whenever someone asks.
    """

    name: str
    tables: tuple[str, ...]
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    compute: Callable[[Tables, DyadFrame, Mapping[str, NDArray[Any]]], Arrays]
    after: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    stored: bool = True


def clip_to(values: NDArray[Any], year: NDArray[Any], coverage: tuple[int, int]) -> NDArray[Any]:
    """NaN outside the years of coverage: zero means zero only inside."""
    outside = (year < coverage[0]) | (year > coverage[1])
    out = np.array(values, float)
    out[outside] = np.nan
    return out
