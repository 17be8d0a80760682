"""Make reliability.json: coefficients of made-up codings, from other people's programs.

    pip install krippendorff==0.9.0 irrCAC==0.4.4
    python tests/golden/make_reliability.py

Alpha on Krippendorff's metrics comes from `krippendorff`, always with the metric named (its
default is the interval metric, whatever the data). All others, and their standard errors, come
from `irrCAC`; its standard error of alpha is wrong and is left out. Both take nan for "not
read". Run it only to add tables, and look at the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

WEIGHTS = {"identity": "identity", "linear": "linear", "quadratic": "quadratic"}
WEIGHTS["gwet-ordinal"] = "ordinal"
NAMES = {"gwet": "ac", "fleiss": "fleiss", "conger": "conger", "bp": "brennan-prediger"}
METRICS = {"nominal": "nominal", "krippendorff-ordinal": "ordinal", "interval": "interval"}
METRICS["ratio"] = "ratio"


def codings(seed: int, units: int, coders: int, categories: int, unread: float) -> np.ndarray:
    """Coders who each know the category of a unit in three cases of four, and else guess."""
    rng = np.random.default_rng(seed)
    # A skewed and uneven scale, so that metrics and weights tell apart.
    values = np.cumsum(1 + rng.integers(3, size=categories))
    true = np.minimum(rng.geometric(0.4, size=units) - 1, categories - 1)
    guess = rng.integers(categories, size=(units, coders))
    given = np.where(rng.random((units, coders)) < 0.75, true[:, None], guess)
    return np.where(rng.random((units, coders)) < unread, np.nan, values[given].astype(float))


def figures(table: np.ndarray) -> list[dict[str, object]]:
    """Everything the two programs say of a table."""
    out: list[dict[str, object]] = []
    for scale, level in METRICS.items():
        value = krippendorff.alpha(reliability_data=table.T, level_of_measurement=level)
        out.append({"coefficient": "alpha", "scale": scale, "value": value, "error": None})
    for scale, weights in WEIGHTS.items():
        cac = CAC(pd.DataFrame(table), weights=weights, digits=10)
        for method, name in NAMES.items():
            est = getattr(cac, method)()["est"]
            out.append(
                {
                    "coefficient": name,
                    "scale": scale,
                    "value": est["coefficient_value"],
                    "error": est["se"],
                }
            )
        est = cac.krippendorff()["est"]
        out.append(
            {
                "coefficient": "alpha",
                "scale": scale,
                "value": est["coefficient_value"],
                "error": None,
            }
        )
    return out


def main() -> None:
    """Write the file."""
    tables = []
    for seed, (units, coders, categories, unread) in enumerate(
        [(30, 2, 2, 0.0), (30, 3, 4, 0.0), (40, 4, 5, 0.3), (25, 8, 3, 0.6), (60, 5, 7, 0.2)]
    ):
        table = codings(seed, units, coders, categories, unread)
        table = table[~np.isnan(table).all(axis=1)]
        rows = [[None if np.isnan(v) else int(v) for v in row] for row in table]
        tables.append({"ratings": rows, "figures": figures(table)})
    path = Path(__file__).with_name("reliability.json")
    path.write_text(json.dumps(tables) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
