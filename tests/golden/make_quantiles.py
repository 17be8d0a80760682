"""Make quantiles.csv: quantiles of the gamma and beta distributions by scipy.

Nothing of foedus is used. scipy is no dependency of foedus; install it to run this.

    python tests/golden/make_quantiles.py

Shapes run from a tenth to two thousand (at a thousand and a million scipy 1.17 itself loses all
but eight digits, as its own distribution function shows), probabilities from one in a billion to
all but one in a billion. Quantiles that scipy gives as 0 or 1 for lack of digits are left out.
"""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

from scipy import stats

SHAPES = (0.1, 0.5, 1.0, 2.5, 10.0, 77.0, 500.0, 2000.0)
CHANCES = (1e-9, 0.001, 0.025, 0.05, 0.5, 0.9, 0.975, 1 - 1e-9)


def rows() -> list[tuple[str, float, float, float, float]]:
    """Distribution, first shape, second shape (0 for gamma), probability, quantile."""
    out = []
    for a, p in itertools.product(SHAPES, CHANCES):
        x = float(stats.gamma.ppf(p, a))
        if x > 1e-250:
            out.append(("gamma", a, 0.0, p, x))
    for a, b, p in itertools.product(SHAPES[::2], SHAPES[1::2], CHANCES):
        x = float(stats.beta.ppf(p, a, b))
        if 1e-250 < x < 1 - 1e-9:
            out.append(("beta", a, b, p, x))
    return out


if __name__ == "__main__":
    with Path(__file__).with_name("quantiles.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["distribution", "a", "b", "p", "quantile"])
        for name, *numbers in rows():
            writer.writerow([name, *(format(v, ".17g") for v in numbers)])
