"""Draw a gold sample, make it larger, or add a second draw over other strata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from foedus.core.errors import FoedusError, nearest
from foedus.documents.correction.allocation import Allocation, allocate
from foedus.documents.correction.gold_sample import GoldSample, Ints, Wave
from foedus.documents.correction.groups import Groups, grouped

ALL = "all"
"""Name of the only stratum of a simple sample."""


def draw(
    units: Sequence[Any],
    n: int | Mapping[str, int],
    *,
    seed: int,
    strata: Groups | None = None,
    allocation: Allocation = "proportional",
    spread: ArrayLike | None = None,
    least: int = 2,
    documents: Sequence[Any] | None = None,
    drawn_from: str = "",
) -> GoldSample:
    """Draw units to be coded by hand, with recorded probabilities.

    Parameters
    ----------
    units : sequence, shape (n_all,)
        Ids of all passages or documents; each once.
    n
        How many to draw: in all, or from each stratum by name.
    seed
        Any whole number; the same seed and units give the same sample.
    strata : sequence of str, shape (n_all,), optional
        Stratum of each unit (see `crossed`, `score_bins`, `rarest_code`); none: a simple sample.
    allocation, spread, least
        How `n` is shared out over strata, see `allocate`. ``equal`` over-samples rare strata.
        `spread` follows the strata in the order of their names.
    documents : sequence, shape (n_all,), optional
        Document of each unit; none: each unit is its own.
    drawn_from
        Corpus and version, kept in the record.

    Returns
    -------
    GoldSample

    Raises
    ------
    FoedusError
        If ids repeat, lengths differ, a stratum is unknown, or more is asked than there is.

    Examples
    --------
    >>> sample = draw(range(100), 10, seed=7, strata=["rare"] * 5 + ["other"] * 95,
    ...               allocation="equal")
    >>> sample.n, float(sample.pi[0]), round(float(sample.pi[99]), 4)
    (10, 1.0, 0.0526)
    """
    ids = tuple(str(u) for u in units)
    if len(set(ids)) != len(ids):
        once = set()
        twice = next(i for i in ids if i in once or once.add(i))  # type: ignore[func-returns-value]
        raise FoedusError(f"The unit {twice!r} is there twice.", "Give each unit an id of its own.")
    kept = ids if documents is None else tuple(str(d) for d in documents)
    if len(kept) != len(ids):
        raise FoedusError(
            f"{len(ids)} units, but {len(kept)} documents.", "Give the document of each unit."
        )
    wave = _wave(ids, n, seed, strata, allocation, spread, least)
    return GoldSample(ids, kept, (wave,), drawn_from)


def extend(
    sample: GoldSample,
    more: int | Mapping[str, int],
    *,
    allocation: Allocation = "proportional",
    spread: ArrayLike | None = None,
) -> GoldSample:
    """Draw more from the strata of the last draw; what was drawn stays in the sample.

    The larger sample is distributed as if it had been drawn at once, so that single and joint
    probabilities hold. Choose how many from the spread of the machine's errors (`labels_needed`),
    not from whether an estimate came out as hoped.

    Parameters
    ----------
    sample
        As drawn.
    more
        Units to add: in all, or by stratum.
    allocation, spread
        Rule for the enlarged sample as a whole; strata already above it keep what they have.

    Returns
    -------
    GoldSample

    Raises
    ------
    FoedusError
        If there are not so many left, or a stratum is unknown.

    Examples
    --------
    >>> first = draw(range(100), 10, seed=7)
    >>> larger = extend(first, 5)
    >>> larger.n, bool((larger.drawn >= first.drawn).all())
    (15, True)
    """
    last = sample.waves[-1]
    if isinstance(more, Mapping):
        taken = last.taken + _by_name(last.strata, more)
    else:
        goal = int(last.taken.sum()) + more
        _left(goal, last.sizes)
        taken = allocate(last.sizes, goal, allocation, spread=spread, least=0, taken=last.taken)
    _within(last.strata, taken, last.sizes)
    return replace(sample, waves=(*sample.waves[:-1], replace(last, taken=taken)))


def supplement(
    sample: GoldSample,
    n: int | Mapping[str, int],
    *,
    seed: int,
    strata: Groups | None = None,
    allocation: Allocation = "proportional",
    spread: ArrayLike | None = None,
    least: int = 2,
) -> GoldSample:
    """Add an independent draw over new strata, for instance of a better machine coder.

    It draws from all units, so that some may be drawn again: they are coded once. A unit's
    probability is 1 less that of being missed by all draws.

    Parameters
    ----------
    sample
        As drawn.
    n, seed, strata, allocation, spread, least
        As for `draw`; the seed must differ from earlier ones.

    Returns
    -------
    GoldSample

    Raises
    ------
    FoedusError
        If the seed was used before, or as for `draw`.

    Examples
    --------
    >>> both = supplement(draw(range(100), 10, seed=7), 10, seed=8)
    >>> round(float(both.pi[0]), 2)
    0.19
    """
    if any(w.seed == seed for w in sample.waves):
        raise FoedusError(
            f"The seed {seed} has drawn this sample before.",
            "Take another seed: with the same one the two draws would not be independent.",
        )
    wave = _wave(sample.units, n, seed, strata, allocation, spread, least)
    return replace(sample, waves=(*sample.waves, wave))


def _wave(
    ids: tuple[str, ...],
    n: int | Mapping[str, int],
    seed: int,
    strata: Groups | None,
    allocation: Allocation,
    spread: ArrayLike | None,
    least: int,
) -> Wave:
    given = np.full(len(ids), ALL) if strata is None else strata
    if len(given) != len(ids):
        raise FoedusError(f"{len(ids)} units, but {len(given)} strata.", "Give one a unit.")
    found, stratum = grouped(given)
    if (stratum < 0).any():
        raise FoedusError(
            f"Unit {ids[int(np.argmax(stratum < 0))]!r} has no stratum.",
            "Give missing ones a name, as `crossed` does.",
        )
    names = tuple(found)
    sizes = np.bincount(stratum, minlength=len(names))
    if isinstance(n, Mapping):
        taken = _by_name(names, n)
        if (taken < 1).any():
            empty = names[int(np.argmax(taken < 1))]
            raise FoedusError(
                f"Nothing is drawn from the stratum {empty!r}.",
                "Draw at least one, or leave its units out: what cannot be drawn cannot be corrected.",
            )
    else:
        _left(n, sizes)
        taken = allocate(sizes, n, allocation, spread=spread, least=max(least, 1))
    _within(names, taken, sizes)
    return Wave(int(seed), names, stratum, taken)


def _by_name(names: tuple[str, ...], wanted: Mapping[str, int]) -> Ints:
    for name in wanted:
        if name not in names:
            close = " or ".join(map(repr, nearest(name, names)))
            raise FoedusError(
                f"No stratum {name!r}.",
                (f"Did you mean {close}? " if close else "") + f"Known: {', '.join(names[:20])}.",
            )
    return np.array([wanted.get(name, 0) for name in names], np.int64)


def _left(n: int, sizes: Ints) -> None:
    if not 1 <= n <= sizes.sum():
        raise FoedusError(
            f"{n} units cannot be drawn from {int(sizes.sum())}.",
            f"Ask for 1 to {int(sizes.sum())}.",
        )


def _within(names: tuple[str, ...], taken: Ints, sizes: Ints) -> None:
    over = np.flatnonzero((taken > sizes) | (taken < 0))
    if over.size:
        k = int(over[0])
        raise FoedusError(
            f"{int(taken[k])} units cannot be drawn from the stratum {names[k]!r}.",
            f"It has {int(sizes[k])}.",
        )
