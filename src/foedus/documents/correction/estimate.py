"""Corrected means and shares, of all or of groups, and differences between groups."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.enough import Labels, labels, reason
from foedus.documents.correction.groups import Groups, grouped
from foedus.documents.correction.how import How, estimates, over_splits
from foedus.documents.correction.means import dsl, gold_only, naive, ppi
from foedus.documents.correction.result import Corrected, Estimate, Scale
from foedus.documents.correction.spread import Fit, figures

_BLOCK = 4_000_000


def mean(made: Coded, *, what: str = "share", how: How | None = None) -> Corrected:
    """The corrected mean (for labels 0 and 1: the share) over all rows.

    Parameters
    ----------
    made
        Scores, labels and design, from `coded` or `coded_by`.
    what
        Words for what is estimated.
    how
        Method and level; none: design-based supervised learning at 95 %.

    Returns
    -------
    Corrected
        With the machine alone and the gold labels alone beside it.

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> rng = np.random.default_rng(1)
    >>> truth = rng.random(3000) < 0.3
    >>> machine = np.where(rng.random(3000) < 0.9, truth, ~truth)
    >>> gold = np.where(rng.random(3000) < 0.1, truth, np.nan)
    >>> found = mean(coded(machine, gold, 0.1))
    >>> bool(found.estimate.interval.low < truth.mean() < found.estimate.interval.high)
    True
    """
    return means_of(made, np.zeros(len(made), np.int64), [what], how or How())[0]


def by_group(
    made: Coded, groups: Groups, *, what: str = "share", how: How | None = None
) -> dict[str, Corrected]:
    """The corrected mean of each group, all at once.

    Parameters
    ----------
    made, what, how
        As for `mean`.
    groups : sequence, shape (n,)
        Group of each row; None or nan leaves a row out.

    Returns
    -------
    dict of str to Corrected
        In the order of the groups' names.

    Raises
    ------
    FoedusError
        If `groups` has another length, or is missing throughout.
    """
    names, cell = places(made, groups)
    found = means_of(made, cell, [f"{what}, {name}" for name in names], how or How())
    return dict(zip(names, found, strict=True))


def difference(
    made: Coded,
    groups: Groups,
    first: str,
    second: str,
    *,
    what: str = "share",
    how: How | None = None,
) -> Corrected:
    """The corrected mean of one group less that of another.

    Documents with rows in both groups are reckoned with once. Both groups must have gold labels
    enough for a mean of their own.

    Parameters
    ----------
    made, groups, what, how
        As for `by_group`.
    first, second
        Names of groups.

    Returns
    -------
    Corrected

    Raises
    ------
    UnknownName
        If there is no such group.
    FoedusError
        As for `by_group`.
    """
    chosen = how or How()
    names, cell = places(made, groups)
    for name in (first, second):
        if name not in names:
            raise unknown("group", name, names)
    place = np.full(len(names) + 1, -1)
    place[names.index(first)], place[names.index(second)] = 0, 1
    two = np.where(cell >= 0, place[cell], -1)
    contrast = np.array([[1.0], [-1.0]])
    several, power = _fits(made, two, 2, chosen, _guesses(made, chosen))
    parts = list(several)
    beside = naive(made, two, 2), gold_only(made, two, 2)
    found = over_splits([f.contrast(contrast) for f in parts])
    scale: Scale = "points" if made.share else "number"
    shown = [estimates(f, chosen.level, scale)[0]
             for f in (found, *(figures(b.contrast(contrast)) for b in beside))]  # fmt: skip
    counted = labels(made, two, 2)
    each = over_splits(parts)
    told, more = "", 0
    for k, name in enumerate((first, second)):
        why, wanted = reason(counted, each, k, share=made.share, half_width=0.0, widest=None)
        if why:
            told = told or f"{name}: {why}"
            more = more + (wanted or 0)
    both = Labels(*(np.atleast_1d(v.sum()) for v in
                    (counted.n, counted.among, counted.present, counted.documents, counted.rows)))  # fmt: skip
    if not told:
        told, wanted = reason(both, found, 0, share=False, widest=chosen.widest,
                              half_width=_half(shown[0]))  # fmt: skip
        more = wanted or 0
    return Corrected(
        f"{what}, {first} less {second}",
        chosen.method,
        None if told else shown[0],
        int(both.n[0]),
        int(both.rows[0]),
        int(both.documents[0]),
        shown[1],
        shown[2],
        told,
        more or None,
        None if power is None else float(power.mean()),
        scale,
        made.notes,
    )


def places(made: Coded, groups: Groups) -> tuple[list[str], Ints]:
    """Names of groups and the place of each row among them, -1 where it is missing."""
    if len(groups) != len(made):
        raise FoedusError(f"{len(made)} rows, but {len(groups)} groups.", "Give one a row.")
    names, cell = grouped(groups)
    if not names:
        raise FoedusError("The group of every row is missing.", "Give at least some.")
    return names, cell


def means_of(made: Coded, cell: Ints, what: list[str], how: How) -> list[Corrected]:
    """The corrected mean of each cell, cells given as places with -1 for none.

    In blocks of cells, so that many cells of many documents need little memory.
    """
    guess = _guesses(made, how)
    step = max(1, _BLOCK // made.documents)
    out: list[Corrected] = []
    for start in range(0, len(what), step):
        names = what[start : start + step]
        inside = (cell >= start) & (cell < start + len(names))
        out += _block(made, np.where(inside, cell - start, -1), names, how, guess)
    return out


def _block(made: Coded, cell: Ints, what: list[str], how: How, guess: Floats) -> list[Corrected]:
    cells = len(what)
    fits, power = _fits(made, cell, cells, how, guess)
    found = over_splits(fits)
    by_machine, by_gold = figures(naive(made, cell, cells)), figures(gold_only(made, cell, cells))
    scale: Scale = "share" if made.share else "number"
    ours, theirs, gold = (estimates(f, how.level, scale) for f in (found, by_machine, by_gold))
    counted = labels(made, cell, cells)
    out = []
    for k in range(cells):
        told, more = reason(
            counted, found, k, share=made.share, half_width=_half(ours[k]), widest=how.widest
        )
        out.append(
            Corrected(
                what[k],
                how.method,
                None if told else ours[k],
                int(counted.n[k]),
                int(counted.rows[k]),
                int(counted.documents[k]),
                theirs[k],
                gold[k],
                told,
                more,
                None if power is None else float(power[k]),
                scale,
                made.notes,
            )
        )
    return out


def _guesses(made: Coded, how: How) -> Floats:
    return how.guesses(made) if how.method == "dsl" else made.filled[None, :]


def _fits(
    made: Coded, cell: Ints, cells: int, how: How, guess: Floats
) -> tuple[Iterator[Fit], Floats | None]:
    """Corrected fits of all splits, one after the other, and lambda for PPI++."""
    if how.method == "ppi":
        one, power = ppi(made, cell, cells)
        return iter([one]), power
    return (dsl(made, g, cell, cells) for g in guess), None


def _half(found: Estimate | None) -> float:
    return float("inf") if found is None else found.interval.width / 2
