"""A gold sample: which units people code, and with what probability each was drawn.

The record is frozen. Each unit has a number made from the seed and its own id; in each stratum the
units with the smallest numbers are drawn. So a draw can be repeated from the record alone, does not
depend on the order of units or the version of any library, and a larger sample from the same
strata contains the smaller one (permanent random numbers: Ohlsson 1995, in Cox and others,
Business Survey Methods, 153-169).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Wave:
    """One stratified draw without replacement from all units.

    Parameters
    ----------
    seed
        What the units' numbers were made from.
    strata
        Names of the strata.
    stratum : ndarray of int, shape (n,)
        Stratum of each unit, a place in `strata`.
    taken : ndarray of int, shape (strata,)
        Units drawn from each.
    """

    seed: int
    strata: tuple[str, ...]
    stratum: Ints
    taken: Ints

    @property
    def sizes(self) -> Ints:
        """Units in each stratum, shape (strata,)."""
        return np.bincount(self.stratum, minlength=len(self.strata)).astype(np.int64)

    @property
    def pi(self) -> Floats:
        """Probability of each unit to be drawn in this wave, shape (n,)."""
        return np.asarray((self.taken / self.sizes)[self.stratum])

    def joint(self, one: Ints, two: Ints) -> Floats:
        """Probability of each two units to be drawn both in this wave."""
        a, b = self.stratum[one], self.stratum[two]
        pi = self.taken / self.sizes
        within = pi * (self.taken - 1) / np.maximum(self.sizes - 1, 1)
        return np.where(one == two, pi[a], np.where(a == b, within[a], pi[a] * pi[b]))


@dataclass(frozen=True, eq=False)
class GoldSample:
    """Units, strata, probabilities and what was drawn; made by `draw`, `extend`, `supplement`.

    Parameters
    ----------
    units
        Ids of all units that could have been drawn (passages or documents).
    documents
        Document of each unit: the cluster for standard errors.
    waves
        Independent draws; a unit is in the sample if any wave drew it.
    drawn_from
        What the units are: corpus and version.
    """

    units: tuple[str, ...]
    documents: tuple[str, ...]
    waves: tuple[Wave, ...]
    drawn_from: str

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def drawn(self) -> NDArray[np.bool_]:
        """Which units people code, shape (n,)."""
        out = np.zeros(len(self.units), bool)
        for wave in self.waves:
            out |= chosen(self.units, wave)
        return out

    @cached_property
    def pi(self) -> Floats:
        """Probability of each unit to be drawn by any wave, shape (n,)."""
        missed = np.ones(len(self.units))
        for wave in self.waves:
            missed *= 1 - wave.pi
        # One wave's probability stays exactly taken / size.
        return self.waves[0].pi if len(self.waves) == 1 else 1 - missed

    def joint(self, one: ArrayLike, two: ArrayLike) -> Floats:
        """Probability of pairs of units, given by place, to be drawn both.

        Both are missed by all waves with the product of what each wave misses, since waves are
        independent; the rest follows by inclusion and exclusion.

        Examples
        --------
        >>> from foedus.documents.correction.draw import draw
        >>> sample = draw(["a", "b", "c", "d"], 2, seed=1)
        >>> round(float(sample.joint([0], [1])[0]), 4)
        0.1667
        """
        i, j = np.asarray(one, np.int64), np.asarray(two, np.int64)
        neither = np.ones(np.broadcast(i, j).shape)
        for wave in self.waves:
            neither *= 1 - wave.pi[i] - wave.pi[j] + wave.joint(i, j)
        return np.asarray(self.pi[i] + self.pi[j] - 1 + neither)

    @property
    def n(self) -> int:
        """Units drawn."""
        return int(self.drawn.sum())

    def to_code(self) -> list[str]:
        """Ids of the drawn units in an order that does not give the strata away."""
        places = np.flatnonzero(self.drawn)
        number = numbers(self.waves[0].seed, [self.units[k] for k in places], "order")
        return [self.units[places[k]] for k in np.argsort(number, kind="stable")]

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], Ints]:
        """Strata of all waves crossed: names, and the place of each unit among them."""
        if len(self.waves) == 1:
            return self.waves[0].strata, self.waves[0].stratum
        rows = np.column_stack([w.stratum for w in self.waves])
        kinds, place = np.unique(rows, axis=0, return_inverse=True)
        names = [" / ".join(w.strata[k] for w, k in zip(self.waves, row, strict=True))
                 for row in kinds]  # fmt: skip
        return tuple(names), place.reshape(-1).astype(np.int64)


def numbers(
    seed: int, units: tuple[str, ...] | list[str], purpose: str = "draw"
) -> NDArray[np.uint64]:
    """The permanent random number of each unit, from seed and id alone.

    Examples
    --------
    >>> bool(numbers(1, ["a", "b"])[0] == numbers(1, ["b", "a"])[1])
    True
    """
    # A hash rather than a generator: the number must not depend on the order of units, and must be
    # the same in any version of any library as long as the record is kept.
    key = f"foedus {purpose} {seed}".encode()[:64]
    parts = [hashlib.blake2b(u.encode(), digest_size=8, key=key).digest() for u in units]
    return np.frombuffer(b"".join(parts), dtype=">u8").astype(np.uint64)


def chosen(units: tuple[str, ...], wave: Wave) -> NDArray[np.bool_]:
    """Which units a wave draws: in each stratum those with the smallest numbers."""
    number = numbers(wave.seed, units)
    order = np.lexsort((number, wave.stratum))
    starts = np.concatenate([[0], np.cumsum(wave.sizes)[:-1]])
    rank = np.empty(len(units), np.int64)
    rank[order] = np.arange(len(units)) - starts[wave.stratum[order]]
    return np.asarray(rank < wave.taken[wave.stratum])
