"""Published coefficients and standard errors, reproduced."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.documents.reliability.tables import RAW4, crossed, two_by_two

from foedus.documents.reliability.agreement import agreement
from foedus.documents.reliability.ratings import from_matrix

GOLDEN = Path(__file__).parents[2] / "golden" / "reliability.json"
SCALES = ("identity", "linear", "quadratic", "gwet-ordinal")
IRRCAC = {
    "ac": (0.77544, 0.85874, 0.91400, 0.89894),
    "alpha": (0.74342, 0.80038, 0.84911, 0.83364),
    "fleiss": (0.76117, 0.81794, 0.86494, 0.85021),
    "conger": (0.76282, 0.81378, 0.85771, 0.84366),
    "brennan-prediger": (0.77273, 0.84848, 0.90152, 0.88636),
}
"""R irrCAC 1.4 on its table cac.raw4raters, five digits."""
ERRORS = {
    "ac": (0.14295, 0.11733, 0.10396, 0.10690),
    "alpha": (0.14548, 0.13538, 0.12905, 0.13099),
}
"""Standard errors from the same."""


def of(matrix, coefficient, scale, **more):
    return agreement(from_matrix(matrix, **more), coefficient, scale, draws=0)


@pytest.mark.parametrize("coefficient", IRRCAC)
def test_coefficients_of_four_raters(coefficient):
    found = [of(RAW4, coefficient, s).value for s in SCALES]
    assert found == pytest.approx(IRRCAC[coefficient], abs=6e-6)


@pytest.mark.parametrize("coefficient", ERRORS)
def test_standard_errors_of_four_raters(coefficient):
    found = [of(RAW4, coefficient, s).standard_error for s in SCALES]
    assert found == pytest.approx(ERRORS[coefficient], abs=6e-6)


@pytest.mark.parametrize(
    ("coefficient", "value", "error"),
    [("conger", 0.76282, 0.14917), ("brennan-prediger", 0.77273, 0.14472)],
)
def test_what_the_documentation_of_irrcac_prints(coefficient, value, error):
    # Vignette "Calculating Chance-corrected Agreement Coefficients", unweighted.
    found = of(RAW4, coefficient, "identity")
    assert found.value == pytest.approx(value, abs=6e-6)
    assert found.standard_error == pytest.approx(error, abs=6e-6)


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("nominal", 0.7434),
        ("krippendorff-ordinal", 0.8154),
        ("interval", 0.8491),
        ("ratio", 0.7974),
    ],
)
def test_alpha_on_its_own_metrics(metric, value):
    # Krippendorff (2011), example C and the R package irr.
    found = of(RAW4, "alpha", metric)
    assert found.value == pytest.approx(value, abs=6e-5)
    assert found.name.endswith(
        {"krippendorff-ordinal": "(Krippendorff's ordinal metric)"}.get(
            metric, f"({metric} metric)"
        )
    )


def test_the_two_ordinals_are_two_things():
    metric = of(RAW4, "alpha", "krippendorff-ordinal")
    weights = of(RAW4, "alpha", "gwet-ordinal")
    assert metric.value == pytest.approx(0.8154, abs=6e-5)
    assert weights.value == pytest.approx(0.83364, abs=6e-6)
    assert metric.name != weights.name


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ((118, 5, 2, 0), {"cohen": -0.0234, "ac": 0.9408, "brennan-prediger": 0.888}),
        ((80, 10, 5, 5), {"cohen": 0.3182, "ac": 0.8080}),
        ((40, 9, 6, 45), {"cohen": 0.6995, "ac": 0.7007}),
    ],
)
def test_paradox_tables(cells, known):
    # High agreement on lopsided codings: kappa low, AC1 and PABAK high (Gwet 2014; the last
    # two tables after Feinstein and Cicchetti 1990).
    for coefficient, value in known.items():
        found = of(two_by_two(*cells), coefficient, "identity")
        assert found.value == pytest.approx(value, abs=6e-5)


def test_pabak_is_named():
    assert "PABAK" in of(two_by_two(118, 5, 2, 0), "brennan-prediger", "identity").name


@pytest.mark.parametrize(
    ("coefficient", "value", "error"),
    [
        ("cohen", 0.7964094, 0.05891072),
        ("scott", 0.7962397, 0.05905473),
        ("ac", 0.8493305, 0.04321747),
        ("brennan-prediger", 0.835, 0.04693346),
        ("alpha", 0.7972585, 0.05905473),
        ("percent", 0.89, 0.03128898),
    ],
)
def test_two_abstractors(coefficient, value, error):
    # cont3x3abstractors as the documentation of R irrCAC prints it. Its functions for tables
    # of two coders divide by n where the general ones, like ours, divide by n - 1.
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    found = of(crossed(table, ("Ectopic", "AIU", "NIU")), coefficient, "identity")
    assert found.value == pytest.approx(value, abs=5e-8)
    assert found.standard_error == pytest.approx(error * (100 / 99) ** 0.5, abs=1e-8)


def test_interval_of_four_raters():
    # The same page: Fleiss' kappa .76117 (SE .15302), interval (.424, 1), 11 degrees of freedom.
    found = of(RAW4, "fleiss", "identity")
    assert found.interval.bounds() == pytest.approx([0.424, 1.0], abs=5e-4)


@pytest.mark.parametrize("k", range(5))
def test_against_other_programs(k):
    """Made-up tables with unread units; tests/golden/make_reliability.py made the numbers."""
    table = json.loads(GOLDEN.read_text(encoding="utf-8"))[k]
    ratings = from_matrix(table["ratings"])
    assert len(table["figures"]) == 24
    for known in table["figures"]:
        found = agreement(ratings, known["coefficient"], known["scale"], draws=0)
        about = (known["coefficient"], known["scale"])
        assert found.value == pytest.approx(known["value"], abs=1e-8), about
        if known["error"] is not None:
            assert found.standard_error == pytest.approx(known["error"], abs=1e-8), about


def test_alpha_by_hand():
    # Krippendorff (2011), section A: two coders, ten units, binary; alpha = 0.095.
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = of(np.transpose([meg, owen]), "alpha", "nominal")
    assert found.value == pytest.approx(1 - 19 * 4 / (14 * 6), abs=1e-12)
    assert round(found.value, 3) == 0.095
