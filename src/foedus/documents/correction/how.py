"""How to correct: method, level, folds, what the machine's errors may depend on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.core.interval import Interval
from foedus.documents.correction.coded import Coded, Floats
from foedus.documents.correction.folds import FOLDS, folds
from foedus.documents.correction.groups import Groups
from foedus.documents.correction.quantile import t_quantile
from foedus.documents.correction.recalibrate import recalibrated
from foedus.documents.correction.result import METHODS, Estimate, Method, Scale
from foedus.documents.correction.spread import Figures, Fit, figures

BASIS = "repetitions of texts and gold sample"


@dataclass(frozen=True, eq=False)
class How:
    """Choices of a correction, checked once.

    Parameters
    ----------
    method
        ``dsl`` (design-based supervised learning) or ``ppi`` (PPI++).
    level
        Nominal coverage of intervals.
    seed
        Of the folds.
    recalibrate
        Whether ``dsl`` predicts gold labels from the scores inside folds, or takes the scores as
        they are. ``ppi`` always takes them as they are.
    covariates : mapping of str to array, shape (n,), optional
        What the machine's errors may depend on, for the recalibration: floating-point numbers as
        they are, anything else (whole numbers too) as groups.
    guess : ndarray, shape (n,) or (splits, n), optional
        Predictions of the gold labels made elsewhere, each without the row's own label: ``dsl``
        takes them instead of its own recalibration.
    widest
        Half-width of an interval that is still of use; wider ones are "not assessable", with the
        number of labels that would do. None: any width.

    Raises
    ------
    UnknownName
        If there is no such method.
    FoedusError
        If the level is not between 0.5 and 1, or `widest` is not above 0.
    """

    method: Method = "dsl"
    level: float = 0.95
    seed: int = 0
    recalibrate: bool = True
    covariates: Mapping[str, Groups] | None = None
    guess: Floats | None = None
    widest: float | None = None

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise unknown("method", self.method, METHODS)
        if not 0.5 <= self.level < 1:
            raise FoedusError(f"The level {self.level} is not between 0.5 and 1.", "Try 0.95.")
        if self.widest is not None and not self.widest > 0:
            raise FoedusError(f"No interval is {self.widest} wide.", "Give a half-width above 0.")

    def guesses(self, made: Coded) -> Floats:
        """Predictions g of the gold labels, shape (splits, n); one split where scores are taken."""
        if self.guess is not None:
            given = np.atleast_2d(np.asarray(self.guess, float))
            if given.shape[1] != len(made) or not np.isfinite(given).all():
                raise FoedusError(
                    f"Predictions of shape {given.shape} do not fit {len(made)} rows.",
                    "Give one finite number a row, or one such list a split.",
                )
            return given
        few = len(np.unique(made.document[made.rows])) < FOLDS
        # Too few documents to learn from others: the result will say that it is not assessable.
        if not self.recalibrate or few:
            return made.filled[None, :]
        return recalibrated(made, folds(made, self.seed), self.covariates)


def over_splits(fits: Iterable[Fit]) -> Figures:
    """One estimate from those of several splits: their median, its variance with their scatter.

    SE^2 is the median over splits of se^2 + (b - median)^2 (Chernozhukov and others 2018,
    Econometrics Journal 21: C1-C68, section 3.4; so in Egami and others).
    """
    found = [figures(f) for f in fits]
    values = np.array([f.value for f in found])
    middle = np.median(values, axis=0)
    variance = np.array([f.se for f in found]) ** 2 + (values - middle) ** 2
    return Figures(
        middle,
        np.sqrt(np.median(variance, axis=0)),
        np.median([f.df for f in found], axis=0),
        np.median([f.gold_variance for f in found], axis=0),
    )


def estimates(found: Figures, level: float, scale: Scale) -> list[Estimate | None]:
    """Figures with intervals; None where there is no value or no standard error.

    Shares have intervals that are symmetric on the logit scale, so that they stay within 0 to 1
    and lean away from the nearer bound; others on their own scale. Quantiles are Student's.
    """
    t = t_quantile((1 + level) / 2, np.maximum(found.df, 4.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = found.value - t * found.se, found.value + t * found.se
        if scale == "share":
            inside = (found.value > 0) & (found.value < 1)
            p = np.where(inside, found.value, 0.5)
            centre, reach = np.log(p / (1 - p)), t * found.se / (p * (1 - p))
            low = np.where(inside, _share(centre - reach), np.clip(low, 0, 1))
            high = np.where(inside, _share(centre + reach), np.clip(high, 0, 1))
    return [
        Estimate(float(v), float(s), Interval(float(a), float(b), level, BASIS))
        if np.isfinite([v, s, a, b]).all()
        else None
        for v, s, a, b in zip(found.value, found.se, low, high, strict=True)
    ]


def _share(eta: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -700, 700))))
