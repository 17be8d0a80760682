"""Linear and logistic regression from machine scores and gold labels, by moment conditions.

One equation covers all estimates: the sum over all rows of lambda m(machine) plus the sum over
gold rows of w (m(gold) - lambda m(machine)) is zero, with m = x (y - mean(x b)). Lambda 1 and
w = 1 / pi give design-based supervised learning, lambda 0 the gold labels alone, a tuned lambda
PPI++; without gold rows the machine alone remains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from foedus.documents.correction.coded import Coded, Floats
from foedus.documents.correction.spread import Fit, correction, summed

Kind = Literal["linear", "logistic"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_STEPS = 50


@dataclass(frozen=True, eq=False)
class Model:
    """What is regressed on what, as the machine and as people have it.

    Parameters
    ----------
    x : ndarray, shape (n, p)
        Columns with the machine's scores or predictions where the code is a column.
    y : ndarray, shape (n,)
        Outcome with the machine's scores or predictions where the code is the outcome.
    x_gold : ndarray, shape (n_gold, p), or None
        Columns of the gold rows with gold labels; None where the code is no column.
    y_gold : ndarray, shape (n_gold,)
        Outcome of the gold rows with gold labels.
    kind
        ``linear`` or ``logistic``.
    """

    x: Floats
    y: Floats
    x_gold: Floats | None
    y_gold: Floats
    kind: Kind


@dataclass(frozen=True, eq=False)
class _Solved:
    """Coefficients, inverse slope of the moments, and the moments at the solution."""

    beta: Floats
    bread: Floats
    machine: Floats
    gold: Floats


def fit(
    made: Coded, model: Model, tuning: float, *, normed: bool, start: Floats | None = None
) -> Fit | None:
    """Solve the moment conditions for one lambda.

    Parameters
    ----------
    made
        Scores, labels and design.
    model
        Columns and outcome.
    tuning
        Lambda for moments over all rows.
    normed
        Whether weights of gold rows are made to sum to the number of rows (PPI++, gold alone),
        or stay 1 / pi (DSL).
    start : ndarray, shape (p,), optional
        Coefficients to start from.

    Returns
    -------
    Fit or None
        q = p; None if the equations have no solution, as when a group has no gold label.

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> x = np.column_stack([np.ones(4), [0, 0, 1, 1]])
    >>> made = coded([1, 2, 3, 4], [1, 2, 3, 4], 1.0)
    >>> model = Model(x, made.machine, None, made.label, "linear")
    >>> fit(made, model, 1.0, normed=False).value.round(6).tolist()
    [1.5, 2.0]
    """
    weight = made.weight * (len(made) / made.weight.sum() if normed else 1.0)
    solved = _solve(made, model, tuning, weight, start)
    if solved is None:
        return None
    base = tuning * solved.machine @ solved.bread
    delta = (solved.gold - tuning * solved.machine[made.rows]) @ solved.bread
    if normed:
        delta = (delta - weight @ delta / weight.sum()) * (weight / made.weight)[:, None]
    ours = correction(made, delta)
    total = summed(base, made.document, made.documents) + ours
    # An error not met, at the gold row where one would count most.
    theirs = model.x[made.rows] if model.x_gold is None else model.x_gold
    each = np.abs(theirs @ solved.bread) * made.weight[:, None]
    unseen = each.max(axis=0) if made.share else np.zeros(len(solved.beta))
    return Fit(solved.beta, total, ours, np.full(len(solved.beta), float(made.documents)), unseen)


def machine_alone(made: Coded, model: Model) -> Fit | None:
    """The regression on machine scores as if they were labels."""
    solved = _solve(made, model, 1.0, np.zeros(len(made.rows)))
    if solved is None:
        return None
    total = summed(solved.machine @ solved.bread, made.document, made.documents)
    p = len(solved.beta)
    count, none = np.full(p, float(made.documents)), np.zeros_like(total)
    return Fit(solved.beta, total, none, count, np.zeros(p))


def tuned(made: Coded, model: Model) -> float:
    """Lambda with the least sum of variances over coefficients (PPI++), within 0 to 1; 0 if none.

    The variance is quadratic in lambda; covariances are those of the documents' influences at the
    solution for lambda 1. It is the published one, see `over_all`.
    """
    weight = made.weight * len(made) / made.weight.sum()
    solved = _solve(made, model, 1.0, weight)
    if solved is None:
        return 0.0
    scale = (weight / made.weight)[:, None]

    def of_gold(moments: Floats) -> Floats:
        delta = moments @ solved.bread
        return correction(made, (delta - weight @ delta / weight.sum()) * scale)

    one = of_gold(solved.gold)
    everywhere = (solved.machine - solved.machine.mean(axis=0)) @ solved.bread
    two = summed(everywhere, made.document, made.documents) - of_gold(solved.machine[made.rows])
    below = (two**2).sum()
    best = -(one * two).sum() / below if below > 0 else 0.0
    return float(np.clip(best / over_all(made, 1.0), 0.0, 1.0))


def over_all(made: Coded, tuning: float) -> float:
    """Lambda for moments over all rows from the published one, for rows without a label."""
    rest = 1 - len(made.rows) / len(made)
    return tuning / rest if rest > 0 else tuning


def _solve(
    made: Coded, model: Model, tuning: float, weight: Floats, start: Floats | None = None
) -> _Solved | None:
    rows, beta = made.rows, np.zeros(model.x.shape[1]) if start is None else start
    logistic = model.kind == "logistic"
    for _ in range(_STEPS):
        moment, slope = _moments(made, model, tuning, weight, beta)
        if not _definite(slope):
            return None
        bread: Floats = np.linalg.inv(slope).astype(float)
        step = bread @ moment
        near = float(np.abs(step).max())
        beta = beta + step * (min(1.0, 5 / max(near, 1e-12)) if logistic else 1.0)
        if not logistic or near < 1e-7:
            machine = model.x * (model.y - _mean(model.x @ beta, logistic))[:, None]
            theirs = model.x[rows] if model.x_gold is None else model.x_gold
            gold = theirs * (model.y_gold - _mean(theirs @ beta, logistic))[:, None]
            return _Solved(beta, bread, machine, gold)
    return None


def _moments(
    made: Coded, model: Model, tuning: float, weight: Floats, beta: Floats
) -> tuple[Floats, Floats]:
    """Sum of the moments at some coefficients, and their slope."""
    rows, x, logistic = made.rows, model.x, model.kind == "logistic"
    mean = _mean(x @ beta, logistic)
    bend = mean * (1 - mean) if logistic else np.ones(len(mean))
    # One weighted pass over all rows: gold rows count once more, less what the machine said.
    count = np.full(len(x), tuning)
    outcome = tuning * model.y
    once = weight if model.x_gold is None else 0.0
    count[rows] += once - tuning * weight
    outcome[rows] += once * model.y_gold - tuning * weight * model.y[rows]
    moment = x.T @ (outcome - count * mean)
    slope = (x * (count * bend)[:, None]).T @ x
    if model.x_gold is not None:
        theirs = _mean(model.x_gold @ beta, logistic)
        curve = theirs * (1 - theirs) if logistic else np.ones(len(theirs))
        moment = moment + model.x_gold.T @ (weight * (model.y_gold - theirs))
        slope = slope + (model.x_gold * (weight * curve)[:, None]).T @ model.x_gold
    return moment, slope


def _definite(slope: Floats) -> bool:
    """Whether a matrix is positive definite, on the scale of its own columns."""
    size = np.sqrt(np.abs(np.diag(slope)))
    if not np.isfinite(slope).all() or (np.diag(slope) <= 0).any():
        return False
    return bool(np.linalg.eigvalsh(slope / np.outer(size, size)).min() > 1e-9)


def _mean(eta: Floats, logistic: bool) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -30, 30)))) if logistic else eta
