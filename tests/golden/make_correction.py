"""Make correction.json: known answers for corrected estimates, by other people's programs.

Prediction-powered inference by the authors' package (ppi-python 0.2.3), cluster-robust regressions
by statsmodels 0.15, quantiles of Student's t by scipy 1.17; nothing of foedus is used. The data
are kept in the file, so that no generator has to give the same numbers again.

    pip install ppi-python==0.2.3 statsmodels==0.15.0
    python tests/golden/make_correction.py

The package's lambda is for the machine's mean over unlabelled rows only; its standard errors
divide by n, and take rows as independent. For linear regression it adds two least-squares fits;
the paper's objective (loss on gold labels, plus lambda times the machine's loss on unlabelled less
that on gold rows) is therefore also minimised directly, by scipy.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from ppi_py import (
    ppi_logistic_ci,
    ppi_logistic_pointestimate,
    ppi_mean_ci,
    ppi_mean_pointestimate,
    ppi_ols_ci,
    ppi_ols_pointestimate,
)
from scipy.optimize import minimize
from scipy.stats import norm, t

N, GOLD, LAMBDA, ALPHA = 600, 150, 0.7, 0.1


def data():
    rng = np.random.default_rng(20240501)
    document = np.sort(rng.integers(0, 90, N))
    side = (document % 2).astype(float)
    length = rng.normal(size=N).round(3)
    chance = 1 / (
        1 + np.exp(-(-0.9 + 0.7 * side + 0.4 * length + rng.normal(size=90)[document] * 0.6))
    )
    truth = (rng.random(N) < chance).astype(float)
    machine = np.clip(
        0.15 + 0.6 * truth + 0.1 * side + rng.normal(size=N) * 0.15, 0.01, 0.99
    ).round(3)
    drawn = np.zeros(N, bool)
    drawn[rng.choice(N, GOLD, replace=False)] = True
    weight = rng.uniform(1, 5, N).round(3)
    return document, side, length, truth, machine, drawn, weight


def half(interval):
    low, high = interval
    return ((np.asarray(high) - np.asarray(low)) / 2 / norm.ppf(1 - ALPHA / 2)).ravel().tolist()


def flat(x):
    return np.asarray(x, float).ravel().tolist()


def minimised(xg, y, f, xu, g, loss):
    """Coefficients that minimise the objective of PPI++."""

    def objective(b):
        gold = loss(xg @ b, y).mean()
        return gold + LAMBDA * (loss(xu @ b, g).mean() - loss(xg @ b, f).mean())

    return minimize(objective, np.zeros(xg.shape[1]), method="BFGS", options={"gtol": 1e-10}).x


def square(eta, y):
    return (y - eta) ** 2 / 2


def logistic_loss(eta, y):
    return np.logaddexp(0, eta) - y * eta


def main():
    document, side, length, truth, machine, drawn, weight = data()
    y, f, g = truth[drawn], machine[drawn], machine[~drawn]
    x = np.column_stack([np.ones(N), side, length])
    xg, xu = x[drawn], x[~drawn]
    out = {
        "data": {
            "document": document.tolist(),
            "side": side.tolist(),
            "length": length.tolist(),
            "truth": truth.tolist(),
            "machine": machine.tolist(),
            "drawn": drawn.astype(int).tolist(),
            "weight": weight.tolist(),
        },
        "lambda": LAMBDA,
        "mean": {
            "value": flat(ppi_mean_pointestimate(y, f, g, lam=LAMBDA)),
            "se": half(ppi_mean_ci(y, f, g, alpha=ALPHA, lam=LAMBDA)),
            "tuned": flat(ppi_mean_pointestimate(y, f, g)),
            "lambda": float(
                (ppi_mean_pointestimate(y, f, g)[0] - y.mean()) / (g.mean() - f.mean())
            ),
            "tuned_se": half(ppi_mean_ci(y, f, g, alpha=ALPHA)),
        },
        # Unequal probabilities: the machine's mean over all rows, gold labels weighted.
        "weighted": flat(ppi_mean_pointestimate(y, f, machine, lam=LAMBDA, w=weight[drawn])),
        "linear": {
            "value": flat(minimised(xg, y, f, xu, g, square)),
            "package": flat(ppi_ols_pointestimate(xg, y, f, xu, g, lam=LAMBDA)),
            "se": half(ppi_ols_ci(xg, y, f, xu, g, alpha=ALPHA, lam=LAMBDA)),
            "tuned": flat(ppi_ols_pointestimate(xg, y, f, xu, g)),
        },
        "logistic": {
            "value": flat(minimised(xg, y, f, xu, g, logistic_loss)),
            "package": flat(
                ppi_logistic_pointestimate(
                    xg, y, f, xu, g, lam=LAMBDA, optimizer_options={"gtol": 1e-12, "ftol": 1e-15}
                )
            ),
            "se": half(ppi_logistic_ci(xg, y, f, xu, g, alpha=ALPHA, lam=LAMBDA)),
            "tuned": flat(ppi_logistic_pointestimate(xg, y, f, xu, g)),
        },
    }
    linear = sm.OLS(machine, x).fit(
        cov_type="cluster", cov_kwds={"groups": document, "use_correction": False}
    )
    logistic = sm.GLM(machine, x, family=sm.families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": document, "use_correction": False}, tol=1e-12
    )
    gold = sm.WLS(y, xg, weights=weight[drawn]).fit(
        cov_type="cluster", cov_kwds={"groups": document[drawn], "use_correction": False}
    )
    for name, found in (
        ("machine_linear", linear),
        ("machine_logistic", logistic),
        ("gold_linear", gold),
    ):
        out[name] = {"value": flat(found.params), "se": flat(found.bse)}
    out["t"] = [
        [df, p, float(t.ppf(p, df))] for df in (4, 6, 10, 30, 200) for p in (0.9, 0.95, 0.975)
    ]
    path = Path(__file__).with_name("correction.json")
    path.write_text(json.dumps(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
