"""Corrected linear and logistic regressions, with the code as outcome or as a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.correction.coded import Coded, Floats
from foedus.documents.correction.enough import Labels, labels, reason
from foedus.documents.correction.how import How, estimates, over_splits
from foedus.documents.correction.moments import (
    KINDS,
    Kind,
    Model,
    fit,
    machine_alone,
    over_all,
    tuned,
)
from foedus.documents.correction.result import Corrected, Estimate
from foedus.documents.correction.spread import Fit, figures

CONSTANT = "constant"
CODE = "code"


def regression(
    made: Coded,
    columns: Mapping[str, ArrayLike],
    *,
    kind: Kind = "linear",
    outcome: ArrayLike | None = None,
    how: How | None = None,
) -> dict[str, Corrected]:
    """Regress the code on columns, or an outcome on the code and columns.

    Egami, Hinck, Stewart and Wei (2023, NeurIPS 36; 2024, Using large language model annotations
    for the social sciences) for ``dsl``; Angelopoulos, Duchi and Zrnic (2023) for ``ppi``.
    Standard errors are clustered by document.

    Parameters
    ----------
    made
        Scores, labels and design.
    columns : mapping of str to array_like, shape (n,)
        Numbers; groups as 0 and 1. A constant is added.
    kind
        ``linear`` or ``logistic``.
    outcome : array_like, shape (n,), optional
        What the code explains; the code is then the column "code". None: the code is the outcome.
    how
        Method and level. PPI++ is for the code as outcome.

    Returns
    -------
    dict of str to Corrected
        By coefficient, "constant" first, "code" (if a column) last.

    Raises
    ------
    FoedusError
        If columns are of another length, missing, named as ours or dependent, or the outcome of a
        logistic regression is not within 0 to 1.

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> rng = np.random.default_rng(1)
    >>> side = rng.integers(0, 2, 4000)
    >>> truth = rng.random(4000) < 0.2 + 0.2 * side
    >>> machine = np.where(rng.random(4000) < 0.9, truth, ~truth)
    >>> gold = np.where(rng.random(4000) < 0.1, truth, np.nan)
    >>> found = regression(coded(machine, gold, 0.1), {"side": side})["side"].estimate
    >>> found.interval.low < 0.2 < found.interval.high
    True
    """
    chosen = how or How()
    if kind not in KINDS:
        raise unknown("kind of regression", kind, KINDS)
    x, names = _columns(made, columns)
    _legal(made, kind, outcome, chosen)
    model = _Made(made, x, names, kind, None if outcome is None else np.asarray(outcome, float))
    found, power = _corrected(made, model, chosen)
    beside = (machine_alone(made, model.of(made.filled)),
              fit(made, model.of(made.filled), 0.0, normed=True))  # fmt: skip
    return _results(made, model, chosen, found, beside, power)


class _Made:
    """A model without its guess: columns, outcome, names."""

    def __init__(
        self, made: Coded, x: Floats, names: list[str], kind: Kind, outcome: Floats | None
    ) -> None:
        self.made, self.x, self.kind, self.outcome = made, x, kind, outcome
        self.names = names if outcome is None else [*names, CODE]

    def of(self, guess: Floats) -> Model:
        """The model with a prediction of the gold labels in place of the code."""
        rows = self.made.rows
        if self.outcome is None:
            return Model(self.x, guess, None, self.made.label, self.kind)
        machine = np.column_stack([self.x, guess])
        gold = np.column_stack([self.x[rows], self.made.label])
        return Model(machine, self.outcome, gold, self.outcome[rows], self.kind)


def _columns(made: Coded, columns: Mapping[str, ArrayLike]) -> tuple[Floats, list[str]]:
    listed = [np.ones(len(made))]
    for name, values in columns.items():
        column = np.asarray(values, float)
        if name in (CONSTANT, CODE):
            raise FoedusError(f"A column cannot be called {name!r}.", "Give it another name.")
        if column.shape != (len(made),):
            raise FoedusError(
                f"{len(made)} rows, but the column {name!r} has shape {column.shape}.",
                "Give one number a row.",
            )
        if not np.isfinite(column).all():
            raise FoedusError(
                f"The column {name!r} has missing values.",
                "Leave those rows out of corpus and gold sample alike, or fill them.",
            )
        listed.append(column)
    x = np.column_stack(listed)
    if np.linalg.matrix_rank(x / np.maximum(np.abs(x).max(axis=0), 1e-300)) < x.shape[1]:
        raise FoedusError(
            f"The columns {', '.join(columns)} depend on each other or on the constant.",
            "Leave one group of each property out.",
        )
    return x, [CONSTANT, *columns]


def _legal(made: Coded, kind: Kind, outcome: ArrayLike | None, how: How) -> None:
    if outcome is None:
        explained: NDArray[np.float64] = made.label
    else:
        explained = np.asarray(outcome, float)
        if explained.shape != (len(made),) or not np.isfinite(explained).all():
            raise FoedusError("The outcome needs one number a row.", "Fill or leave out missing.")
        if how.method == "ppi":
            raise FoedusError(
                "PPI++ is for the code as outcome.", "Use method='dsl' for the code as a column."
            )
    if kind == "logistic" and (explained.min() < 0 or explained.max() > 1):
        raise FoedusError(
            "A logistic regression explains values within 0 to 1.", "Use kind='linear'."
        )


def _corrected(made: Coded, model: _Made, how: How) -> tuple[list[Fit], float | None]:
    if how.method == "ppi":
        whole = model.of(made.filled)
        power = tuned(made, whole)
        fits, used = [fit(made, whole, over_all(made, power), normed=True)], power
    else:
        fits, used, last = [], None, None
        for guess in how.guesses(made):
            fits.append(fit(made, model.of(guess), 1.0, normed=False, start=last))
            last = last if fits[-1] is None else fits[-1].value
    solved = [f for f in fits if f is not None]
    # A split without solution is left out only while most of them have one.
    return (solved if 2 * len(solved) > len(fits) else []), used


def _results(
    made: Coded,
    model: _Made,
    how: How,
    fits: Sequence[Fit],
    beside: tuple[Fit | None, Fit | None],
    power: float | None,
) -> dict[str, Corrected]:
    names, blank = model.names, [None] * len(model.names)
    shown: list[Any] = [
        blank if f is None else estimates(figures(f), how.level, "number") for f in beside
    ]
    found = over_splits(fits) if fits else None
    ours: list[Estimate | None] = (
        blank if found is None else estimates(found, how.level, "number")  # type: ignore[assignment]
    )
    counted = _labels(made, model.x, len(names))
    out = {}
    for k, name in enumerate(names):
        if found is None:
            told, more = "the equations have no solution with these gold labels", None
        else:
            one = ours[k]
            half = float("inf") if one is None else one.interval.width / 2
            told, more = reason(counted, found, k, share=False, half_width=half, widest=how.widest)
        out[name] = Corrected(
            name, how.method, None if told else ours[k], len(made.rows), len(made),
            len(np.unique(made.document[made.rows])), shown[0][k], shown[1][k], told, more, power,
            "number", made.notes,
        )  # fmt: skip
    return out


def _labels(made: Coded, x: Floats, count: int) -> Labels:
    """Gold labels behind each coefficient: for a column of two values, those on its rarer side."""
    rows = made.rows
    whole = labels(made, np.zeros(len(made), np.int64), 1)
    n, everywhere = np.repeat(whole.n, count), np.repeat(whole.rows, count)
    for k in range(1, x.shape[1]):
        if len(np.unique(x[:, k])) == 2:
            high = x[:, k] == x[:, k].max()
            side = high if high[rows].sum() * 2 <= len(rows) else ~high
            n[k], everywhere[k] = side[rows].sum(), side.sum()
    return Labels(
        n,
        np.repeat(whole.among, count),
        np.repeat(whole.present, count),
        np.repeat(whole.documents, count),
        everywhere,
    )
