"""Similarity of two states from the joint counts of their choices.

Choices are ordered categories 0..K-1 (votes: yes, abstain, no; alliance portfolios:
none, non-aggression, neutrality or consultation, defence or offence). Every form
here is a function of the K x K table of joint counts, so that all pairs, any subset
of votes, and any resampling share one path.

References
----------
Signorino and Ritter (1999), doi:10.1111/0020-8833.00113 (S);
Haege (2011), doi:10.1093/pan/mpr014 (chance-corrected agreement);
Cohen (1960, 1968); Scott (1955); Kendall (1945, tau-b).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown

Form = Literal[
    "n",
    "agreement",
    "coincidence",
    "s",
    "s_squared",
    "kappa",
    "kappa_absolute",
    "kappa_nominal",
    "pi",
    "pi_absolute",
    "tau_b",
]
FORMS: tuple[Form, ...] = Form.__args__  # type: ignore[attr-defined]
Floats = NDArray[np.float64]


def joint_counts(choices: NDArray[np.integer], levels: int) -> NDArray[np.float32]:
    """Count, for every pair of states, how often each pair of choices was made together.

    Parameters
    ----------
    choices : ndarray, shape (states, items)
        Category 0..levels-1; negative where a state made no choice.
    levels
        Number of categories K.

    Returns
    -------
    ndarray, shape (states, states, K, K)
        Entry ``[i, j, a, b]``: items on which i chose a and j chose b.

    Examples
    --------
    >>> import numpy as np
    >>> joint_counts(np.array([[0, 2, -1], [0, 1, 1]]), 3)[0, 1].tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    chose = [(choices == k).astype(np.float32) for k in range(levels)]
    n = choices.shape[0]
    # One product of the stacked indicators gives all K x K tables at once.
    stacked = np.concatenate(chose)
    return np.ascontiguousarray(
        (stacked @ stacked.T).reshape(levels, n, levels, n).transpose(1, 3, 0, 2)
    )


def _distance(levels: int, power: int) -> Floats:
    gap = np.abs(np.arange(levels)[:, None] - np.arange(levels)[None, :]) / (levels - 1)
    return gap**power if power else (gap > 0).astype(float)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    return np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=bottom > 0)


def _disagreement(shares: Floats, power: int) -> Floats:
    weight = _distance(shares.shape[-1], power)
    return np.asarray((shares * weight).sum((-2, -1)))


def _chance_corrected(shares: Floats, power: int, pooled: bool) -> Floats:
    weight = _distance(shares.shape[-1], power)
    one, two = shares.sum(-1), shares.sum(-2)
    if pooled:
        one = two = (one + two) / 2
    expected = np.einsum("...a,ab,...b->...", one, weight, two)
    return 1 - _ratio(_disagreement(shares, power), expected)


def _tau_b(shares: Floats) -> Floats:
    levels = shares.shape[-1]
    concordant = np.zeros(shares.shape[:-2])
    discordant = np.zeros(shares.shape[:-2])
    for a in range(levels):
        for b in range(levels):
            concordant += shares[..., a, b] * shares[..., a + 1 :, b + 1 :].sum((-2, -1))
            discordant += shares[..., a, b] * shares[..., a + 1 :, :b].sum((-2, -1))
    untied1 = 1 - (shares.sum(-1) ** 2).sum(-1)
    untied2 = 1 - (shares.sum(-2) ** 2).sum(-1)
    return _ratio(2 * (concordant - discordant), np.sqrt(np.clip(untied1 * untied2, 0, None)))


def similarity(counts: NDArray[np.floating | np.integer], form: Form) -> Floats:
    """One form of similarity from joint counts.

    Parameters
    ----------
    counts : ndarray, shape (..., K, K)
        Joint counts (or weights) of the choices of two states.
    form
        ``n`` (items in common), ``agreement`` (share identical), ``coincidence``
        (1 equal, 1/2 one step of two apart, 0 opposite), ``s`` and ``s_squared``
        (Signorino and Ritter; absolute and squared distances), ``kappa`` and ``pi``
        (chance-corrected with squared distances, each state's own margins or the
        pooled ones), their ``_absolute`` forms, ``kappa_nominal``, ``tau_b``.

    Returns
    -------
    ndarray, shape (...)
        NaN where the states have no item in common, or the form is undefined
        (chance-corrected forms when nobody varies).

    Raises
    ------
    UnknownName
        For a form not in the list.

    Examples
    --------
    >>> import numpy as np
    >>> table = np.array([[5, 0, 0], [0, 3, 1], [0, 0, 1]])
    >>> round(float(similarity(table, "agreement")), 3), round(float(similarity(table, "s")), 3)
    (0.9, 0.9)
    """
    if form not in FORMS:
        raise unknown("form of similarity", form, FORMS)
    table = np.asarray(counts, float)
    total = table.sum((-2, -1))
    if form == "n":
        return total
    shares = _ratio(table, np.broadcast_to(total[..., None, None], table.shape))
    match form:
        case "agreement":
            return 1 - _disagreement(shares, 0)
        case "coincidence":
            return 1 - _disagreement(shares, 1)
        case "s":
            return 1 - 2 * _disagreement(shares, 1)
        case "s_squared":
            return 1 - 2 * _disagreement(shares, 2)
        case "kappa":
            return _chance_corrected(shares, 2, pooled=False)
        case "kappa_absolute":
            return _chance_corrected(shares, 1, pooled=False)
        case "kappa_nominal":
            return _chance_corrected(shares, 0, pooled=False)
        case "pi":
            return _chance_corrected(shares, 2, pooled=True)
        case "pi_absolute":
            return _chance_corrected(shares, 1, pooled=True)
        case _:
            return _tau_b(shares)


def weighted_s(a: Floats, b: Floats, weights: Floats, reach: float) -> float:
    """S with absolute distances and a weight for each item (Signorino and Ritter 1999).

    Parameters
    ----------
    a, b : ndarray, shape (items,)
        Choices of the two states.
    weights : ndarray, shape (items,)
        Weight of each item; scaled to sum to one.
    reach
        Largest distance possible on one item.

    Examples
    --------
    Their first example (revised policy portfolios, unequal weights):

    >>> import numpy as np
    >>> a, b = np.array([3.0, 3, 2, 2]), np.array([2.0, 2, 3, 3])
    >>> round(weighted_s(a, b, np.array([0.5, 0.3, 0.1, 0.1]), 3.0), 4)
    0.3333
    """
    share = np.asarray(weights, float) / np.sum(weights)
    return float(1 - 2 * (share * np.abs(np.asarray(a) - np.asarray(b))).sum() / reach)


def resampled(
    counts: NDArray[np.floating | np.integer],
    form: Form,
    *,
    draws: int = 400,
    level: float = 0.9,
    seed: int = 0,
) -> tuple[float, float]:
    """Bounds of a form when the items are drawn again with replacement.

    Parameters
    ----------
    counts : ndarray, shape (K, K)
        Joint counts of one pair.
    form
        See `similarity`.
    draws, level, seed
        Number of resamplings, share between the bounds, seed.

    Returns
    -------
    low, high
        NaN, NaN where the form is undefined.
    """
    table = np.asarray(counts, float)
    n = int(table.sum())
    if n == 0:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    again = rng.multinomial(n, (table / n).ravel(), size=draws).reshape(draws, *table.shape)
    values = similarity(again, form)
    values = values[np.isfinite(values)]
    if values.size == 0:
        return float("nan"), float("nan")
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
