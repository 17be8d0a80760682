"""PPI++ and cluster-robust regressions against other people's programs (make_correction.py)."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.documents.correction.coded import coded
from foedus.documents.correction.means import ppi
from foedus.documents.correction.moments import Model, fit, machine_alone, over_all, tuned
from foedus.documents.correction.quantile import t_quantile
from foedus.documents.correction.spread import figures

GOLDEN = Path(__file__).parents[2] / "golden" / "correction.json"
HELD = json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows():
    return {name: np.array(values, float) for name, values in HELD["data"].items()}


def made(rows, *, pi=None, clusters=False):
    gold = np.where(rows["drawn"] == 1, rows["truth"], np.nan)
    even = rows["drawn"].mean()
    return coded(
        rows["machine"], gold, even if pi is None else pi,
        documents=rows["document"] if clusters else None,
        strata=None if pi is not None else np.zeros(len(gold), int),
    )  # fmt: skip


def model(rows, kind):
    x = np.column_stack([np.ones(len(rows["side"])), rows["side"], rows["length"]])
    drawn = rows["drawn"] == 1
    return Model(x, rows["machine"], None, rows["truth"][drawn], kind)


ONE = np.zeros(600, int)


def test_prediction_powered_mean(rows):
    found = figures(ppi(made(rows), ONE, 1, HELD["lambda"])[0])
    assert found.value == pytest.approx(HELD["mean"]["value"], abs=1e-10)
    # Ours divides by n - 1, theirs by n: less than .5 % of 150 labels.
    assert found.se == pytest.approx(HELD["mean"]["se"], rel=0.006)


def test_prediction_powered_mean_tuned(rows):
    """Tuning by variances by n or n - 1, over gold rows or all: lambda differs by some 2 %."""
    fitted, power = ppi(made(rows), ONE, 1)
    found = figures(fitted)
    assert power[0] == pytest.approx(HELD["mean"]["lambda"], rel=0.03)
    assert found.value == pytest.approx(HELD["mean"]["tuned"], abs=0.002)
    assert found.se == pytest.approx(HELD["mean"]["tuned_se"], rel=0.01)


def test_prediction_powered_mean_with_unequal_probabilities(rows):
    weighted = made(rows, pi=1 / rows["weight"])
    over_all = HELD["lambda"] * (1 - rows["drawn"].mean())
    assert ppi(weighted, ONE, 1, over_all)[0].value == pytest.approx(HELD["weighted"], abs=1e-10)


@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_prediction_powered_regression(rows, kind):
    one = made(rows)
    found = figures(fit(one, model(rows, kind), over_all(one, HELD["lambda"]), normed=True))
    assert found.value == pytest.approx(HELD[kind]["value"], abs=1e-5)
    # Theirs takes the slope of the moments from the gold rows alone, ours from all rows; of the
    # linear one theirs adds two least-squares fits instead of solving the equation of the paper.
    assert found.se == pytest.approx(HELD[kind]["se"], rel=0.06)
    assert (np.abs(found.value - np.array(HELD[kind]["package"])) < 0.25 * found.se).all()
    best = fit(one, model(rows, kind), over_all(one, tuned(one, model(rows, kind))), normed=True)
    assert (np.abs(best.value - np.array(HELD[kind]["tuned"])) < 0.35 * found.se).all()


@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_cluster_robust_errors(rows, kind):
    """Sandwich by documents, times K / (K - 1), which statsmodels was told to leave out."""
    found = figures(machine_alone(made(rows, clusters=True), model(rows, kind)))
    documents = len(np.unique(rows["document"]))
    held = HELD[f"machine_{kind}"]
    assert found.value == pytest.approx(held["value"], abs=1e-8)
    assert found.se == pytest.approx(
        np.array(held["se"]) * np.sqrt(documents / (documents - 1)), abs=1e-8
    )


def test_gold_alone_is_weighted_least_squares(rows):
    weighted = made(rows, pi=1 / rows["weight"], clusters=True)
    found = figures(fit(weighted, model(rows, "linear"), 0.0, normed=True))
    documents = len(np.unique(rows["document"]))
    assert found.value == pytest.approx(HELD["gold_linear"]["value"], abs=1e-8)
    # The weights' own scale is taken as estimated (Hájek), theirs as given; the sum of moments is
    # zero at the solution, so that both agree but for the number of clusters.
    raised = np.sqrt(documents / (documents - 1))
    assert found.se == pytest.approx(np.array(HELD["gold_linear"]["se"]) * raised)


@pytest.mark.parametrize(("df", "p", "expected"), HELD["t"])
def test_student_quantiles(df, p, expected):
    assert float(t_quantile(p, df)) == pytest.approx(expected, abs=0.002 if df < 6 else 3e-4)
