"""One code over a corpus: what the machine said of every unit, what people said of the drawn ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError
from foedus.documents.correction.groups import Groups, placed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Coded:
    """Machine scores and gold labels of one code, with the design of the gold sample.

    Made by `coded` from arrays, or by `coded_by` from a `GoldSample`.

    Parameters
    ----------
    machine : ndarray, shape (n,)
        What the machine gave: 0 or 1, a probability, or a place on a scale; nan where it gave
        nothing. From a coder that was trained on the gold labels these must be predictions for
        documents it had not seen.
    gold : ndarray, shape (n,)
        What people gave; nan where not drawn.
    pi : ndarray, shape (n,)
        Probability of being drawn, above 0.
    document : ndarray of int, shape (n,)
        Cluster of each row, 0 to documents - 1.
    unit : ndarray of int, shape (n,)
        What was drawn with each row: itself, or its document where whole documents were drawn.
    stratum : ndarray of int, shape (n,)
        Stratum of each row, 0 to strata - 1.
    fixed
        Whether the number drawn from each stratum was fixed, so that what strata have in common
        adds nothing to the standard error.
    notes
        What a reader should know.
    """

    machine: Floats
    gold: Floats
    pi: Floats
    document: Ints
    unit: Ints
    stratum: Ints
    fixed: bool
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.machine)

    @cached_property
    def rows(self) -> Ints:
        """Places of the gold rows, shape (n_gold,)."""
        return np.flatnonzero(~np.isnan(self.gold)).astype(np.int64)

    @cached_property
    def weight(self) -> Floats:
        """1 / pi of the gold rows, shape (n_gold,)."""
        return np.asarray(1 / self.pi[self.rows])

    @cached_property
    def label(self) -> Floats:
        """Gold labels of the gold rows, shape (n_gold,)."""
        return np.asarray(self.gold[self.rows])

    @cached_property
    def filled(self) -> Floats:
        """Scores, their mean where the machine gave none: any guess keeps the correction valid."""
        if not np.isnan(self.machine).any():
            return self.machine
        return np.where(np.isnan(self.machine), np.nanmean(self.machine), self.machine)

    @cached_property
    def share(self) -> bool:
        """Whether the labels are 0 and 1, so that their mean is a share."""
        return bool(np.isin(self.label, (0.0, 1.0)).all())

    @cached_property
    def common(self) -> tuple[Floats, Floats]:
        """How the mean correction of a stratum enters documents, and what its rows are raised by.

        The mean is that of all units of a stratum, whichever were drawn: each unit bears it once,
        each drawn one less its 1 / pi. Variance around a mean of few is too small by (n - 1) / n,
        so deviations are raised; a stratum with one unit drawn shows no variance at all, and its
        mean is left where it is.

        Returns
        -------
        ndarray, shape (documents, strata)
            Weight of each stratum's mean in each document.
        ndarray, shape (strata,)
            What deviations are raised by; strata whose mean is not taken out have 1.
        """
        place, first = np.unique(self.unit, return_index=True)
        stratum = self.stratum[first]
        taken = np.zeros(len(place), bool)
        taken[self.unit[self.rows]] = True
        drawn = np.bincount(stratum[taken], minlength=self.strata).astype(float)
        raised = np.where(drawn > 1, np.sqrt(drawn / np.maximum(drawn - 1, 1)), 1.0)
        share = 1.0 - np.where(taken, raised[stratum] / self.pi[first], 0.0)
        share = np.where(drawn[stratum] > 1, share, 0.0) / np.maximum(drawn, 1)[stratum]
        key = self.document[first] * self.strata + stratum
        weights = np.bincount(key, share, self.documents * self.strata)
        return np.asarray(weights, float).reshape(self.documents, self.strata), raised

    @cached_property
    def documents(self) -> int:
        """Number of documents."""
        return int(self.document.max()) + 1

    @cached_property
    def strata(self) -> int:
        """Number of strata."""
        return int(self.stratum.max()) + 1


def coded(
    machine: ArrayLike,
    gold: ArrayLike,
    pi: ArrayLike | float,
    *,
    documents: Groups | None = None,
    strata: Groups | None = None,
    drawn_as: Groups | None = None,
    notes: tuple[str, ...] = (),
) -> Coded:
    """Put a machine's scores and gold labels together.

    Parameters
    ----------
    machine : array_like, shape (n,)
        Scores; nan where there is none.
    gold : array_like, shape (n,)
        Gold labels; nan where not drawn.
    pi : array_like, shape (n,), or float
        Probability of being drawn.
    documents : sequence, shape (n,), optional
        Document of each row; none: each row is its own.
    strata : sequence, shape (n,), optional
        Strata, if the number drawn from each was fixed in advance.
    drawn_as : sequence, shape (n,), optional
        The unit drawn with each row, where whole documents were drawn.
    notes
        Kept with every estimate.

    Returns
    -------
    Coded

    Raises
    ------
    FoedusError
        If lengths differ, a probability is not above 0 and at most 1, a score or label is
        infinite, no label is given, or the labels do not fit strata and probabilities.

    Examples
    --------
    >>> one = coded([0.9, 0.2, 0.8, 0.1], [1, None, 1, None], 0.5)
    >>> len(one), one.rows.tolist(), one.share
    (4, [0, 2], True)
    """
    score, label = np.asarray(machine, float), np.asarray(gold, float)
    n = len(score)
    chance = np.broadcast_to(np.asarray(pi, float), (n,)) if np.ndim(pi) == 0 else np.asarray(pi)
    for name, values in (("gold", label), ("pi", chance), ("documents", documents),
                         ("strata", strata), ("drawn_as", drawn_as)):  # fmt: skip
        if values is not None and len(values) != n:
            raise FoedusError(f"{n} scores, but {len(values)} of {name}.", "Give one a row.")
    if n == 0 or np.isnan(label).all():
        raise FoedusError("There are no gold labels.", "Draw a gold sample (`draw`) and code it.")
    if np.isinf(score).any() or np.isinf(label).any() or np.isnan(score).all():
        raise FoedusError("Scores and labels must be finite numbers.", "Mark missing ones as nan.")
    bad = np.flatnonzero(~((chance > 0) & (chance <= 1)))
    if bad.size:
        raise FoedusError(
            f"The probability {chance[bad[0]]:g} of row {int(bad[0])} is not above 0 and at most 1.",
            "Leave out what could not be drawn: it cannot be corrected.",
        )
    out = Coded(
        score,
        label,
        np.array(chance, float),
        placed(documents, n, "document"),
        placed(drawn_as, n, "unit"),
        np.zeros(n, np.int64) if strata is None else placed(strata, n, "stratum"),
        strata is not None,
        notes,
    )
    if out.fixed:
        fits(out)
    return out


def fits(made: Coded) -> None:
    """Check that in a stratum of fixed number the probabilities sum to what was drawn.

    Raises
    ------
    FoedusError
        If they do not: a label is missing, or the number was not fixed.
    """
    first = np.unique(made.unit, return_index=True)[1]
    has = np.zeros(len(first), bool)
    has[made.unit[made.rows]] = True
    stratum = made.stratum[first]
    expected = np.bincount(stratum, made.pi[first], made.strata)
    drawn = np.bincount(stratum, has, made.strata)
    if not np.allclose(expected, drawn, atol=1e-6 * max(1.0, drawn.max())):
        k = int(np.argmax(np.abs(expected - drawn)))
        raise FoedusError(
            f"A stratum has {int(drawn[k])} gold labels, but its probabilities stand for "
            f"{expected[k]:.4g}.",
            "Give a label for each unit drawn, or leave `strata` out if numbers were not fixed.",
        )
