"""The closed vocabularies: coefficients, scales, and their full names.

Krippendorff's ordinal metric (distances from how often the values are used) and Gwet's
ordinal weights (distances from the number of steps between categories) are different
things with different results; neither is called just "ordinal" here.
"""

from __future__ import annotations

from typing import Literal, get_args

from foedus.core.errors import FoedusError, unknown

Coefficient = Literal[
    "percent", "alpha", "ac", "conger", "cohen", "fleiss", "scott", "brennan-prediger"
]
Metric = Literal["nominal", "krippendorff-ordinal", "interval", "ratio"]
Weights = Literal["identity", "linear", "quadratic", "gwet-ordinal"]
Scale = Literal[
    "nominal",
    "krippendorff-ordinal",
    "interval",
    "ratio",
    "identity",
    "linear",
    "quadratic",
    "gwet-ordinal",
]
Bounds = Literal["t", "normal"]
Category = str | int | float | bool

COEFFICIENTS: tuple[Coefficient, ...] = get_args(Coefficient)
METRICS: tuple[Metric, ...] = get_args(Metric)
WEIGHTS: tuple[Weights, ...] = get_args(Weights)
SCALES: tuple[Scale, ...] = get_args(Scale)
UNORDERED: tuple[Scale, ...] = ("nominal", "identity")
"""Scales that need no order among the categories."""
ON_NUMBERS: tuple[Scale, ...] = ("interval", "ratio")
"""Scales that need categories that are numbers."""
FOR_TWO: tuple[Coefficient, ...] = ("cohen", "scott")
"""Coefficients of exactly two coders."""
NO_CODE = "no code"
"""Category of a unit that a coder read and gave no code; a unit not read is missing."""

SCALE_NAMES: dict[Scale, str] = {
    "nominal": "nominal metric",
    "krippendorff-ordinal": "Krippendorff's ordinal metric",
    "interval": "interval metric",
    "ratio": "ratio metric",
    "identity": "identity weights",
    "linear": "linear weights",
    "quadratic": "quadratic weights",
    "gwet-ordinal": "Gwet's ordinal weights",
}
_NAMES: dict[Coefficient, str] = {
    "percent": "percent agreement",
    "alpha": "Krippendorff's alpha",
    "ac": "Gwet's AC",
    "conger": "Conger's kappa",
    "cohen": "Cohen's kappa",
    "fleiss": "Fleiss' kappa",
    "scott": "Scott's pi",
    "brennan-prediger": "Brennan-Prediger coefficient",
}


def check(coefficient: str, scale: str) -> tuple[Coefficient, Scale]:
    """The pair as asked for, or an error that says what goes together.

    Raises
    ------
    FoedusError
        For a name outside the lists, for a bare "ordinal", and for one of Krippendorff's
        metrics with a coefficient other than alpha.

    Examples
    --------
    >>> check("alpha", "interval")
    ('alpha', 'interval')
    """
    if coefficient not in COEFFICIENTS:
        raise unknown("coefficient", coefficient, COEFFICIENTS)
    if scale == "ordinal":
        raise FoedusError(
            "'ordinal' could mean two things with different results.",
            "Say 'krippendorff-ordinal' (Krippendorff's metric, only with alpha) or "
            "'gwet-ordinal' (Gwet's weights).",
        )
    if scale not in SCALES:
        raise unknown("metric or weights", scale, SCALES)
    if coefficient != "alpha" and scale in METRICS:
        raise FoedusError(
            f"{_NAMES[coefficient]} has no {SCALE_NAMES[scale]}: that belongs to alpha.",
            f"Weights of the other coefficients: {', '.join(WEIGHTS)}.",
        )
    return coefficient, scale


def full_name(coefficient: Coefficient, scale: Scale, n_categories: int) -> str:
    """The coefficient as a report names it, metric or weights included.

    Examples
    --------
    >>> full_name("ac", "gwet-ordinal", 5)
    "Gwet's AC2 (Gwet's ordinal weights)"
    >>> full_name("brennan-prediger", "identity", 2)
    'Brennan-Prediger coefficient (identity weights; PABAK)'
    """
    name = _NAMES[coefficient]
    if coefficient == "ac":
        name += "1" if scale == "identity" else "2"
    pabak = coefficient == "brennan-prediger" and scale == "identity" and n_categories == 2
    return f"{name} ({SCALE_NAMES[scale]}{'; PABAK' if pabak else ''})"
