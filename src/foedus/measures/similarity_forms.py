"""Similarity of two states from the joint counts of their choices.

Choices are ordered categories 0..K-1 (votes: yes, abstain, no; alliance portfolios:
none, non-aggression, neutrality or consultation, defence or offence). Every form
here is a function of the K x K table of joint counts, so that all pairs, any subset
of votes, and any resampling share one path.

References
----------
Signorino and Ritter (1999), doi:10.1111/0020-8833.00113 (S);
Haege (2011), doi:10.1093/pan/mpr023 (chance-corrected agreement);
Cohen (1960, 1968); Scott (1955); Kendall (1945, tau-b).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
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


_BLOCK = 8192
"""Tables worked on at once: small enough that the intermediate arrays stay in cache."""


class _Tables:
    """A block of tables by cell, with the sums that several forms share.

    Sums of counts are exact in floating point, so a form is undefined exactly where its
    divisor is zero and never by rounding.
    """

    def __init__(self, cells: Floats):
        self.cells = cells  # (K, K, tables)
        self.levels = len(cells)
        self.one, self.two = cells.sum(1), cells.sum(0)
        self.n = self.one.sum(0)
        self.apart = [(a, b) for a in range(self.levels) for b in range(a)]

    def distances(self, power: int) -> list[float]:
        """Distance of each two categories of `apart`, largest 1; power 0: all are 1."""
        return [((a - b) / (self.levels - 1)) ** power for a, b in self.apart]

    @cached_property
    def disagreed(self) -> list[Floats]:
        """Items on which the two chose each two categories of `apart`, in either order."""
        return [self.cells[a, b] + self.cells[b, a] for a, b in self.apart]

    @cached_property
    def expected(self) -> list[Floats]:
        """The same by chance from each state's own margins, times the items."""
        one, two = self.one, self.two
        return [one[a] * two[b] + one[b] * two[a] for a, b in self.apart]

    @cached_property
    def expected_pooled(self) -> list[Floats]:
        """The same from the pooled margins, times four times the items."""
        both = self.one + self.two
        return [2 * both[a] * both[b] for a, b in self.apart]

    def distance(self, parts: list[Floats], power: int) -> Floats:
        """Sum of the distances over parts as in `disagreed`."""
        out: Floats = np.zeros(self.n.shape)
        for weight, part in zip(self.distances(power), parts, strict=True):
            out += part if weight == 1 else weight * part
        return out

    def similar(self, power: int, scale: float = 1) -> Floats:
        """One less `scale` times the mean distance."""
        return np.asarray(1 - scale * _ratio(self.distance(self.disagreed, power), self.n))

    def corrected(self, power: int, pooled: bool = False) -> Floats:
        """One less the ratio of observed to expected distance, from own or pooled margins."""
        observed = self.n * self.distance(self.disagreed, power)
        if pooled:
            return 1 - 4 * _ratio(observed, self.distance(self.expected_pooled, power))
        return 1 - _ratio(observed, self.distance(self.expected, power))

    def tau_b(self) -> Floats:
        """Kendall's rank correlation with ties."""
        net = np.zeros_like(self.n)
        higher = np.zeros_like(self.cells[0])
        for a in range(self.levels - 2, -1, -1):
            higher += self.cells[a + 1]
            upto = np.cumsum(higher, axis=0)
            for b in range(self.levels):
                less = upto[b - 1] if b else 0
                net += self.cells[a, b] * (upto[-1] - upto[b] - less)
        untied = (self.n**2 - (self.one**2).sum(0)) * (self.n**2 - (self.two**2).sum(0))
        return np.asarray(np.clip(_ratio(2 * net, np.sqrt(np.maximum(untied, 0))), -1, 1))

    def form(self, form: Form) -> Floats:
        """One form, shape (tables,)."""
        return _RULES[form](self)


_RULES: dict[Form, Callable[[_Tables], Floats]] = {
    "n": lambda t: t.n,
    "agreement": lambda t: t.similar(0),
    "coincidence": lambda t: t.similar(1),
    "s": lambda t: t.similar(1, scale=2),
    "s_squared": lambda t: t.similar(2, scale=2),
    "kappa": lambda t: t.corrected(2),
    "kappa_absolute": lambda t: t.corrected(1),
    "kappa_nominal": lambda t: t.corrected(0),
    "pi": lambda t: t.corrected(2, pooled=True),
    "pi_absolute": lambda t: t.corrected(1, pooled=True),
    "tau_b": lambda t: t.tau_b(),
}


def _ratio(top: Floats, bottom: Floats) -> Floats:
    """NaN where the divisor is zero: what is divided is then zero too."""
    with np.errstate(invalid="ignore"):
        return np.asarray(top / bottom)


def similarities(
    counts: NDArray[np.floating | np.integer], forms: Sequence[Form] = FORMS
) -> dict[Form, Floats]:
    """Several forms of similarity from the same joint counts, in one pass.

    Parameters
    ----------
    counts : ndarray, shape (..., K, K)
        Joint counts (or weights) of the choices of two states.
    forms
        See `similarity`.

    Returns
    -------
    dict of ndarray
        By form, shape (...).

    Raises
    ------
    UnknownName
        For a form not in the list.

    Examples
    --------
    >>> import numpy as np
    >>> found = similarities(np.diag([5, 3, 2]), ("n", "s", "kappa"))
    >>> {name: float(value) for name, value in found.items()}
    {'n': 10.0, 's': 1.0, 'kappa': 1.0}
    """
    for form in forms:
        if form not in FORMS:
            raise unknown("form of similarity", form, FORMS)
    table = np.asarray(counts)
    shape, levels = table.shape[:-2], table.shape[-1]
    flat = table.reshape(-1, levels * levels)
    out: dict[Form, Floats] = {form: np.empty(len(flat)) for form in forms}
    for start in range(0, len(flat), _BLOCK):
        block = slice(start, start + _BLOCK)
        cells = np.array(flat[block].T, float, order="C").reshape(levels, levels, -1)
        tables = _Tables(cells)
        for form in forms:
            out[form][block] = tables.form(form)
    return {form: values.reshape(shape) for form, values in out.items()}


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
        (chance-corrected forms when nobody varies, tau-b when either does not).

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
    return similarities(counts, (form,))[form]


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
    if not table.sum() > 0:  # nothing in common, or not known
        return float("nan"), float("nan")
    n = table.sum()
    rng = np.random.default_rng(seed)
    again = rng.multinomial(int(n), (table / n).ravel(), size=draws).reshape(draws, *table.shape)
    values = similarity(again, form)
    values = values[np.isfinite(values)]
    if values.size == 0:
        return float("nan"), float("nan")
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
