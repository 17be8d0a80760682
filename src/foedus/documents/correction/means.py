"""Means of cells (all, groups, cells of a table): corrected, by the machine alone, by gold alone.

All cells are estimated at once. A cell is a place 0 to C - 1 for each row; -1 leaves a row out.
"""

from __future__ import annotations

import numpy as np

from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.spread import Fit, correction


def dsl(made: Coded, guess: Floats, cell: Ints, cells: int) -> Fit:
    """Means of the design-adjusted labels y~ = g + (R / pi) (y - g).

    Egami, Hinck, Stewart and Wei (2023) Using imperfect surrogates for downstream inference,
    NeurIPS 36. Unbiased for any `guess` that does not use the row's own label.

    Parameters
    ----------
    made
        Scores, labels and design.
    guess : ndarray, shape (n,)
        Prediction g of the gold label.
    cell : ndarray of int, shape (n,)
        Cell of each row, -1 for none.
    cells
        Number of cells.

    Returns
    -------
    Fit
        q = cells.

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> made = coded([0.9, 0.9, 0.1, 0.1], [1, None, None, 1], 0.5)
    >>> float(dsl(made, made.machine, np.zeros(4, int), 1).value[0])
    1.0
    """
    size = _sizes(cell, cells)
    guessed = _totals(made, guess, cell, cells)
    error = made.label - guess[made.rows]
    delta = _spread_out(error, cell[made.rows], cells) / size
    value = (guessed.sum(axis=0) + made.weight @ (delta * size)) / size
    ours = correction(made, delta)
    base = (guessed - _rows(made, cell, cells) * value) / size
    unseen = _unseen(made, cell, cells) / size
    return Fit(
        value,
        base + ours,
        ours,
        _documents(made, cell, cells),
        unseen,
    )


def gold_only(made: Coded, cell: Ints, cells: int) -> Fit:
    """Weighted means of the gold labels (Hájek), the machine not used."""
    value, delta = _hajek(made, made.label, cell[made.rows], cells)
    ours = correction(made, delta)
    unseen = _unseen(made, cell, cells) / _sizes(cell, cells)
    return Fit(value, ours, ours, _documents(made, cell, cells), unseen)


def naive(made: Coded, cell: Ints, cells: int) -> Fit:
    """Means of the machine's scores where it gave any, as if they were labels."""
    known = np.where(np.isnan(made.machine), -1, cell)
    size = _sizes(known, cells)
    sums = _totals(made, np.nan_to_num(made.machine), known, cells)
    # A cell in which it gave nothing has no mean, not the mean 0.
    told = np.bincount(known[known >= 0], minlength=cells) > 0
    value = np.where(told, sums.sum(axis=0) / size, np.nan)
    total = (sums - _rows(made, known, cells) * value) / size
    none = np.zeros_like(total)
    return Fit(value, total, none, _documents(made, known, cells), np.zeros(cells))


def ppi(
    made: Coded, cell: Ints, cells: int, tuning: float | Floats | None = None
) -> tuple[Fit, Floats]:
    """Prediction-powered means with power tuning, the gold labels weighted by 1 / pi.

    Angelopoulos, Duchi and Zrnic (2023) PPI++, arXiv:2311.01453: theta = gold + lambda (machine on
    all - machine on gold). Lambda has the least variance, within 0 to 1. It is the published one,
    for a machine's mean over the rows without label; here that mean is over all rows, so that it
    enters as lambda / (1 - n / N).

    Parameters
    ----------
    made
        Scores, labels and design; scores must not have been fitted to the same labels.
    cell, cells
        As for `dsl`.
    tuning : float or ndarray, shape (cells,), optional
        Lambda, if it is not to be tuned.

    Returns
    -------
    Fit
        q = cells.
    ndarray, shape (cells,)
        Lambda of each cell.
    """
    score, inside = made.filled, cell[made.rows]
    size = _sizes(cell, cells)
    sums = _totals(made, score, cell, cells)
    everywhere = sums.sum(axis=0) / size
    of_gold, delta_gold = _hajek(made, made.label, inside, cells)
    of_machine, delta_machine = _hajek(made, score[made.rows], inside, cells)
    one = correction(made, delta_gold)
    two = correction(made, delta_machine)
    base = (sums - _rows(made, cell, cells) * everywhere) / size
    rest = 1 - np.bincount(inside[inside >= 0], minlength=cells) / size
    rest[rest <= 0] = 1.0
    if tuning is None:
        with np.errstate(invalid="ignore", divide="ignore"):
            best = -(one * (base - two)).sum(axis=0) / ((base - two) ** 2).sum(axis=0)
        tuned = np.clip(np.nan_to_num(best) * rest, 0.0, 1.0)
    else:
        tuned = np.broadcast_to(np.asarray(tuning, float), (cells,))
    power = tuned / rest
    ours = one - power * two
    value = of_gold + power * (everywhere - of_machine)
    unseen = _unseen(made, cell, cells) / size
    fit = Fit(
        value,
        power * base + ours,
        ours,
        _documents(made, cell, cells),
        unseen,
    )
    return fit, tuned


def _hajek(made: Coded, values: Floats, inside: Ints, cells: int) -> tuple[Floats, Floats]:
    """Weighted means of gold rows by their cell, and what each row adds; nan without rows."""
    weight = np.where(inside >= 0, made.weight, 0.0)
    place = np.maximum(inside, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.bincount(place, weight, cells)
        mean = np.bincount(place, weight * values, cells) / whole
        delta = _spread_out(values - mean[place], inside, cells) / whole
    return mean, np.nan_to_num(delta)


def _spread_out(values: Floats, cell: Ints, cells: int) -> Floats:
    out = np.zeros((len(values), cells))
    inside = cell >= 0
    out[np.flatnonzero(inside), cell[inside]] = values[inside]
    return out


def _totals(made: Coded, values: Floats, cell: Ints, cells: int) -> Floats:
    """Sums of rows by document and cell, shape (documents, cells)."""
    inside = cell >= 0
    key = made.document[inside] * cells + cell[inside]
    sums = np.bincount(key, values[inside], made.documents * cells)
    return np.asarray(sums, float).reshape(-1, cells)


def _rows(made: Coded, cell: Ints, cells: int) -> Floats:
    return _totals(made, np.ones(len(cell)), cell, cells)


def _documents(made: Coded, cell: Ints, cells: int) -> Floats:
    return np.asarray((_rows(made, cell, cells) > 0).sum(axis=0).astype(float))


def _unseen(made: Coded, cell: Ints, cells: int) -> Floats:
    """Largest weight 1 / pi of a row of each cell: what an error not met would stand for."""
    out = np.zeros(cells)
    if made.share:
        inside = cell >= 0
        np.maximum.at(out, cell[inside], 1 / made.pi[inside])
    return out


def _sizes(cell: Ints, cells: int) -> Floats:
    counts = np.bincount(cell[cell >= 0], minlength=cells)
    return np.asarray(np.maximum(counts, 1), float)
