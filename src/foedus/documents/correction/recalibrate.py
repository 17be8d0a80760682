"""Predict gold labels from machine scores, inside folds.

Any prediction keeps design-based supervised learning valid; a good one makes it narrow. This one
is small on purpose: a logistic regression (labels 0 and 1) or a linear one (numbers) of the label
on the score, the strata of the draw and what the user adds, with a ridge that pulls the effects of
groups towards none. All folds of all splits are fitted at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.core.errors import FoedusError
from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.groups import Groups, grouped

GROUP_RIDGE = 4.0
"""Weight of "no effect of this group", in labels near a share of one half times four."""
SCORE_RIDGE = 0.1
MOST_GROUPS = 40
"""Groups of one property that get an effect of their own; the rarest have none."""
_STEPS = 12
_EDGE = 0.005


def recalibrated(made: Coded, fold: Ints, covariates: Mapping[str, Groups] | None = None) -> Floats:
    """Predicted gold labels of all rows, each from the labels of other folds.

    Parameters
    ----------
    made
        Scores, labels and design.
    fold : ndarray of int, shape (splits, n)
        From `folds`.
    covariates : mapping, optional
        Properties of rows that the machine's errors may depend on: numbers, or names of groups.

    Returns
    -------
    ndarray, shape (splits, n)

    Raises
    ------
    FoedusError
        If a covariate has another length or a missing number.
    """
    columns, ridge, groups = _features(made, covariates or {})
    rows = made.rows
    splits, count = len(fold), int(fold.max()) + 1
    kept = fold[:, None, rows] != np.arange(count)[None, :, None]
    # Within strata all had the same chance, so that weights would only add noise there.
    even = made.strata > 1 or np.ptp(made.pi) < 1e-12
    weight = np.ones(len(rows)) if even else made.weight / made.weight.mean()
    mask = (kept * weight).reshape(splits * count, len(rows))
    flags = [(g.place[rows, None] == np.arange(g.count)).astype(float) for g in groups]
    x = np.column_stack([columns[rows], *flags])
    full = np.concatenate([ridge, np.full(x.shape[1] - len(ridge), GROUP_RIDGE)])
    beta = (_logistic if made.share else _linear)(x, made.label, mask, full)
    beta = beta.reshape(splits, count, -1)
    out = np.array([_predicted(b, f, columns, groups) for b, f in zip(beta, fold, strict=True)])
    return _inverse(out) if made.share else out


@dataclass(frozen=True, eq=False)
class _Group:
    """Groups that have an effect of their own: `place` below `count`; all others have none."""

    place: Ints
    count: int


def _predicted(beta: Floats, fold: Ints, columns: Floats, groups: list[_Group]) -> Floats:
    """Linear predictor of all rows; effects of groups are looked up, not multiplied."""
    start = columns.shape[1]
    out = np.einsum("np,np->n", columns, beta[fold, :start])
    for group in groups:
        none = np.zeros((len(beta), 1))
        effect = np.hstack([beta[:, start : start + group.count], none])
        out += effect[fold, group.place]
        start += group.count
    return np.asarray(out)


def _features(made: Coded, covariates: Mapping[str, Groups]) -> tuple[Floats, Floats, list[_Group]]:
    score = made.filled
    if made.share and score.min() >= 0 and score.max() <= 1:
        near = np.clip(score, _EDGE, 1 - _EDGE)
        score = np.log(near / (1 - near))
    columns, ridge = [np.ones(len(made)), _standard(score)], [SCORE_RIDGE, SCORE_RIDGE]
    places = [made.stratum, np.isnan(made.machine).astype(np.int64)]
    for name, values in covariates.items():
        given = np.asarray(values)
        if len(given) != len(made):
            raise FoedusError(f"{len(made)} rows, but {len(given)} of {name!r}.", "Give one a row.")
        if given.dtype.kind != "f":
            places.append(grouped(given)[1] + 1)
            continue
        if not np.isfinite(given).all():
            raise FoedusError(f"{name!r} has missing numbers.", "Pass it as groups, or fill it.")
        columns.append(_standard(given))
        ridge.append(1.0)
    groups = [_common(place, made.rows) for place in places]
    return np.column_stack(columns), np.array(ridge), [g for g in groups if g.count]


def _common(place: Ints, rows: Ints) -> _Group:
    """Groups with gold labels, the largest first; a group of all gold rows tells nothing."""
    counts = np.bincount(place[rows], minlength=int(place.max()) + 1)
    order = np.argsort(-counts, kind="stable")[:MOST_GROUPS]
    kept = order[(counts[order] > 0) & (counts[order] < len(rows))]
    new = np.full(len(counts), len(kept))
    new[kept] = np.arange(len(kept))
    return _Group(new[place], len(kept))


def _standard(values: Floats) -> Floats:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.zeros(len(values))


def _logistic(x: Floats, y: Floats, mask: Floats, ridge: Floats) -> Floats:
    """Ridge logistic regressions by Newton steps, one a row of `mask`; shape (fits, p)."""
    centre = np.zeros((len(mask), x.shape[1]))
    base = (mask @ y + 0.5) / (mask.sum(axis=1) + 1)
    centre[:, 0] = np.log(base / (1 - base))
    beta = centre.copy()
    for _ in range(_STEPS):
        mean = _inverse(beta @ x.T)
        slope = ((y - mean) * mask) @ x - ridge * (beta - centre)
        bend = _bent(x, mask * mean * (1 - mean)) + np.diag(ridge)
        step = np.linalg.solve(bend, slope[..., None])[..., 0]
        # Steps are kept short: far from the top the curve is flat and a full one overshoots.
        step *= np.minimum(1, 4 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-12))
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def _linear(x: Floats, y: Floats, mask: Floats, ridge: Floats) -> Floats:
    """Ridge linear regressions, one a row of `mask`; the ridge in units of the labels' variance."""
    base = (mask @ y) / np.maximum(mask.sum(axis=1), 1e-12)
    centre = np.zeros((len(mask), x.shape[1]))
    centre[:, 0] = base
    rest = (mask * (y - base[:, None])) @ x
    bend = _bent(x, mask) + np.diag(ridge)
    return np.asarray(centre + np.linalg.solve(bend, rest[..., None])[..., 0])


def _bent(x: Floats, weight: Floats) -> Floats:
    p = x.shape[1]
    products = (x[:, :, None] * x[:, None, :]).reshape(len(x), p * p)
    return (weight @ products).reshape(len(weight), p, p)


def _inverse(eta: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -30, 30))))
