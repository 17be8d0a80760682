"""Which coefficients a metric goes with: what `foedus texts agreement` computes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    import pandas as pd

    from foedus.documents.reliability.standard_errors import ErrorKind
    from foedus.documents.reliability.words import Coefficient, Scale

MANY_ALONE = 0.1
"""Share of units read by one coder alone from which the published standard error is left."""
METRICS = ("nominal", "ordinal", "interval", "ratio", "linear", "quadratic")
"""How differences of categories count; "ordinal" is Krippendorff's for alpha, and Gwet's."""


def asked_for(
    metric: str, coefficients: Sequence[str], n_coders: int
) -> list[tuple[Coefficient, Scale]]:
    """Pairs of coefficient and metric or weights.

    Raises
    ------
    UnknownName
        For another metric or coefficient.
    FoedusError
        If none of the coefficients has this metric.

    Examples
    --------
    >>> asked_for("ratio", (), 3)
    [('alpha', 'ratio')]
    >>> asked_for("ordinal", ("alpha", "ac"), 3)
    [('alpha', 'krippendorff-ordinal'), ('alpha', 'gwet-ordinal'), ('ac', 'gwet-ordinal')]
    """
    from foedus.documents.reliability.words import COEFFICIENTS, FOR_TWO

    if metric not in METRICS:
        raise unknown("metric", metric, METRICS)
    for name in coefficients:
        if name not in COEFFICIENTS:
            raise unknown("coefficient", name, COEFFICIENTS)
    alphas: dict[str, tuple[Scale, ...]] = {
        "nominal": ("nominal",),
        "ordinal": ("krippendorff-ordinal", "gwet-ordinal"),
        "interval": ("interval",),
        "ratio": ("ratio",),
        "linear": ("linear",),
        "quadratic": ("quadratic",),
    }
    weights: dict[str, Scale] = {
        "nominal": "identity",
        "ordinal": "gwet-ordinal",
        "interval": "quadratic",
        "linear": "linear",
        "quadratic": "quadratic",
    }
    pairs: list[tuple[Coefficient, Scale]] = []
    for name in COEFFICIENTS:
        if coefficients and name not in coefficients:
            continue
        if name == "alpha":
            pairs += [(name, scale) for scale in alphas[metric]]
        elif name == "percent":
            pairs += [(name, "identity")]
        elif metric in weights and (name not in FOR_TWO or n_coders == 2 or coefficients):
            pairs.append((name, weights[metric]))
    if metric == "ratio" and not coefficients:
        return [("alpha", "ratio")]
    if not pairs:
        raise FoedusError(
            f"{', '.join(coefficients)} has no {metric} metric.", "Take alpha, or another metric."
        )
    return pairs


def error_kind(table: pd.DataFrame) -> ErrorKind:
    """The published standard error, or the one for units that often were read by one coder alone.

    The published one takes the share of those units as fixed; where they are many it is too wide.
    """
    counts = table[table["value"].notna()].groupby("unit")["coder"].nunique()
    return "ratio" if len(counts) and (counts == 1).mean() > MANY_ALONE else "gwet"
