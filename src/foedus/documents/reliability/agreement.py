"""A coefficient of a ratings matrix, with intervals, or why there is none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.core.interval import Interval
from foedus.documents.reliability.balance import bias, missing, prevalence
from foedus.documents.reliability.distances import distance, fitting
from foedus.documents.reliability.formulas import coefficient_of
from foedus.documents.reliability.ratings import Ratings
from foedus.documents.reliability.resampling import DRAWS, percentiles, redrawn
from foedus.documents.reliability.result import Reliability
from foedus.documents.reliability.standard_errors import ERROR_KINDS, ErrorKind, standard_error
from foedus.documents.reliability.student import t_quantile
from foedus.documents.reliability.sums import Sums, by_document
from foedus.documents.reliability.words import (
    FOR_TWO,
    Bounds,
    Coefficient,
    Scale,
    check,
)

Floats = NDArray[np.float64]
FEWEST_UNITS = 10
"""Units read by two coders below which nothing is said."""
FEWEST_DOCUMENTS = 8
"""Documents below which they are not resampled: intervals from fewer hold too seldom."""
NARROWEST = 1e-12
NO_SPREAD = "every unit says the same, which leaves no interval"
"""Where coders never differ: an interval from 1 to 1 would claim to know too much."""


def agreement(
    ratings: Ratings,
    coefficient: Coefficient,
    scale: Scale,
    *,
    level: float = 0.95,
    bounds: Bounds = "t",
    error: ErrorKind = "gwet",
    draws: int = DRAWS,
    seed: int = 0,
    fewest_units: int = FEWEST_UNITS,
    fewest_documents: int = FEWEST_DOCUMENTS,
) -> Reliability:
    """How far the coders agree.

    Parameters
    ----------
    ratings
        The ratings matrix.
    coefficient
        ``percent``, ``alpha`` (Krippendorff), ``ac`` (Gwet), ``conger``, ``cohen`` (two
        coders), ``fleiss``, ``scott`` (two coders) or ``brennan-prediger``.
    scale
        How differences count; never taken from the data. With alpha Krippendorff's metrics
        ``nominal``, ``krippendorff-ordinal``, ``interval``, ``ratio``; with all of them the
        weights ``identity``, ``linear``, ``quadratic``, ``gwet-ordinal``.
    level
        Of the intervals.
    bounds
        Analytic interval from Student's t or from the normal distribution.
    error
        ``gwet``, as published, or ``ratio`` for units of which many were read by one coder
        alone (see `standard_errors.standard_error`).
    draws
        Resamplings of documents; 0 for none.
    seed
        Seed of the resampling.
    fewest_units, fewest_documents
        Below these there is no value, or no resampled interval.

    Returns
    -------
    Reliability
        `value` is None, with the reason, where one coder coded (or more than two, for the
        coefficients of two), too few units were read by two, or nothing varies.

    Raises
    ------
    FoedusError
        For names outside the lists, or a scale that the categories cannot bear.

    Examples
    --------
    >>> from foedus.documents.reliability.ratings import from_matrix
    >>> rows = [["yes", "yes"]] * 40 + [["yes", "no"]] * 9 + [["no", "yes"]] * 6 + [["no", "no"]] * 45
    >>> found = agreement(from_matrix(rows), "cohen", "identity", draws=0)
    >>> round(found.value, 4), found.interval.bounds()
    (0.6995, [0.5571, 0.8419])
    """
    coefficient, scale = check(coefficient, scale)
    _checked(ratings, scale, level, bounds, error, draws)
    used = ratings.read_by_all() if coefficient in FOR_TWO and len(ratings.codes) else ratings
    sums, apart = _sums(used, coefficient, scale)
    total = sums.total() if len(used.codes) else None
    why = _why_not(ratings, used, total, coefficient, fewest_units)
    value, spread, interval = None, None, None
    resampled, why_not = None, ""
    if not why and total is not None:
        value, spread, interval = _analytic(used, total, coefficient, apart, level, bounds, error)
        if value is None:
            why = "the formula divides by nothing"
        elif interval is None:
            why_not = NO_SPREAD
        elif draws:
            resampled, why_not = _resampled(
                used, sums, coefficient, apart, level, draws, seed, fewest_documents
            )
    shares = prevalence(ratings)
    return Reliability(
        coefficient=coefficient,
        scale=scale,
        value=value,
        why_null=why,
        standard_error=spread,
        interval=interval,
        resampled=resampled,
        why_not_resampled=why_not,
        n_units=len(ratings.codes),
        n_paired=0 if total is None else int(total.paired),
        n_coders=len(ratings.coders),
        n_documents=ratings.n_documents if ratings.clustered else None,
        missing=missing(ratings),
        prevalence=dict(zip(ratings.categories, shares.tolist(), strict=True)),
        declared=ratings.declared,
        bias=bias(ratings),
    )


def _checked(
    ratings: Ratings, scale: Scale, level: float, bounds: str, error: str, draws: int
) -> None:
    fitting(ratings, scale)
    if bounds not in ("t", "normal"):
        raise unknown("kind of bounds", bounds, ("t", "normal"))
    if error not in ERROR_KINDS:
        raise unknown("kind of standard error", error, ERROR_KINDS)
    if not 0 < level < 1:
        raise FoedusError(f"An interval of level {level} does not exist.", "Say 0.95, for example.")
    if draws < 0:
        raise FoedusError(f"{draws} resamplings cannot be drawn.", "0 means none; 2000 is usual.")


def _sums(ratings: Ratings, coefficient: Coefficient, scale: Scale) -> tuple[Sums, Floats | None]:
    apart = None if scale == "krippendorff-ordinal" else distance(scale, ratings.scores)
    return by_document(ratings, apart, coefficient in ("cohen", "conger")), apart


def _why_not(
    ratings: Ratings,
    used: Ratings,
    total: Sums | None,
    coefficient: Coefficient,
    fewest: int,
) -> str:
    if len(ratings.coders) < 2:
        return f"only one coder ({ratings.coders[0]}) coded"
    if coefficient in FOR_TWO and len(ratings.coders) > 2:
        many = "conger" if coefficient == "cohen" else "fleiss"
        return f"it is for two coders, and {len(ratings.coders)} coded; {many!r} takes them all"
    paired = 0 if total is None else int(total.paired)
    if paired < max(fewest, 2):
        what = "unit was" if paired == 1 else "units were"
        return f"only {paired} {what} read by two coders; at least {max(fewest, 2)} are needed"
    if coefficient != "percent":
        assert total is not None
        seen = np.flatnonzero(total.margins > 0)
        if len(seen) < 2:
            return (
                f"nothing varies: every coding of a unit that two coders read is "
                f"{used.categories[int(seen[0])]!r}"
            )
    return ""


def _analytic(
    ratings: Ratings,
    total: Sums,
    coefficient: Coefficient,
    apart: Floats | None,
    level: float,
    bounds: Bounds,
    kind: ErrorKind,
) -> tuple[float | None, float | None, Interval | None]:
    value = float(coefficient_of(total, coefficient, apart))
    if not np.isfinite(value):
        return None, None, None
    error, n = standard_error(ratings, total, coefficient, apart, kind)
    if not error > 1e-12:
        return value, None, None
    reach = error * t_quantile((1 + level) / 2, n - 1 if bounds == "t" else float("inf"))
    basis = f"samples of units as large ({n} units, these coders, {bounds} distribution)"
    # No coefficient exceeds 1.
    return value, error, Interval(value - reach, min(value + reach, 1.0), level, basis)


def _resampled(
    ratings: Ratings,
    sums: Sums,
    coefficient: Coefficient,
    apart: Floats | None,
    level: float,
    draws: int,
    seed: int,
    fewest: int,
) -> tuple[Interval | None, str]:
    n = ratings.n_documents
    what = "documents" if ratings.clustered else "units (no documents were given)"
    if n < fewest:
        return None, f"only {n} {what}, at least {fewest} are needed to resample them"

    def of(times: Floats) -> Floats:
        return coefficient_of(sums.drawn(times), coefficient, apart)

    drawn = redrawn(of, n, draws, seed)
    found = percentiles(drawn, level, n, f"{draws:,} resamplings of {n:,} {what}")
    if found is None:
        lost = float((~np.isfinite(drawn)).mean())
        return None, f"nothing varies in {lost:.0%} of the resamplings of {what}"
    if found.width < NARROWEST:
        # With units that one coder alone read, the analytic interval does not show it.
        return None, NO_SPREAD
    return found, ""
