"""Corrected regressions: identities with means, brute force, the code as a column."""

import numpy as np
import pytest
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.correction.coded import coded
from foedus.documents.correction.estimate import difference, mean
from foedus.documents.correction.how import How
from foedus.documents.correction.moments import Model, fit
from foedus.documents.correction.regression import regression


@pytest.fixture(scope="module")
def world():
    return corpus(np.random.default_rng(21), documents=200)


@pytest.fixture(scope="module")
def made(world):
    return labelled(world, 160, 3, by=("side",))


def test_a_column_of_sides_gives_their_difference(world, made):
    """Linear regression on 0 and 1 is a difference of means, for the same predictions."""
    how = How(guess=How().guesses(made))
    slope = regression(made, {"side": world.side}, how=how)["side"].estimate
    gap = difference(made, world.side.astype(str), "1", "0", how=how).estimate
    assert slope.value == pytest.approx(gap.value)
    assert slope.se == pytest.approx(gap.se)


@pytest.mark.parametrize("method", ["dsl", "ppi"])
def test_a_constant_alone_is_the_share(made, method):
    how = How(method=method)
    share = mean(made, how=how).estimate.value
    flat = regression(made, {}, how=how)["constant"].estimate.value
    logit = regression(made, {}, kind="logistic", how=how)["constant"].estimate.value
    assert flat == pytest.approx(share, abs=1e-8)
    assert logit == pytest.approx(np.log(share / (1 - share)), abs=1e-7)


def test_least_squares_on_design_adjusted_labels_by_hand(world, made):
    """DSL of a linear model is ordinary least squares of y~ (numpy's own solver)."""
    x = np.column_stack([np.ones(len(made)), world.side, np.arange(len(made)) / 1000])
    adjusted = made.machine.copy()
    adjusted[made.rows] += (made.label - made.machine[made.rows]) * made.weight
    expected = np.linalg.lstsq(x, adjusted, rcond=None)[0]
    model = Model(x, made.machine, None, made.label, "linear")
    assert fit(made, model, 1.0, normed=False).value == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["linear", "logistic"])
@pytest.mark.parametrize("tuning", [0.0, 0.6, 1.0])
def test_columns_without_the_code_may_be_given_twice(world, made, kind, tuning):
    """The short way for columns that people and machine share gives what the long way gives."""
    x = np.column_stack([np.ones(len(made)), world.side])
    short, long = (fit(made, Model(x, made.machine, gold, made.label, kind), tuning, normed=True)
                   for gold in (None, x[made.rows]))  # fmt: skip
    assert short.value == pytest.approx(long.value)
    assert short.total == pytest.approx(long.total)


def test_linear_in_scale(world, made):
    """A column in other units: slope and error change in proportion."""
    how = How(guess=How().guesses(made))
    one, ten = (regression(made, {"x": world.side * by}, kind="logistic", how=how)["x"].estimate
                for by in (1, 10))  # fmt: skip
    assert ten.value == pytest.approx(one.value / 10)
    assert ten.se == pytest.approx(one.se / 10)


def test_the_code_as_a_column_is_corrected(world):
    """Outcome 1 + 2 code + noise; a machine 85 % right halves the slope, the correction does not."""
    rng = np.random.default_rng(5)
    truth = (rng.random(6000) < 0.3).astype(float)
    machine = np.where(rng.random(6000) < 0.85, truth, 1 - truth)
    outcome = 1 + 2 * truth + rng.normal(size=6000)
    gold = np.where(rng.random(6000) < 0.05, truth, np.nan)
    found = regression(coded(machine, gold, 0.05), {}, outcome=outcome)
    assert list(found) == ["constant", "code"]
    code = found["code"]
    assert abs(code.estimate.value - 2) < 2.5 * code.estimate.se
    assert code.naive.value < 1.5
    assert code.naive.interval.high < 2


def test_the_code_as_a_column_of_a_logistic_model():
    rng = np.random.default_rng(6)
    truth = (rng.random(8000) < 0.4).astype(float)
    machine = np.where(rng.random(8000) < 0.85, truth, 1 - truth)
    outcome = (rng.random(8000) < 1 / (1 + np.exp(1 - 1.5 * truth))).astype(float)
    gold = np.where(rng.random(8000) < 0.08, truth, np.nan)
    code = regression(coded(machine, gold, 0.08), {}, kind="logistic", outcome=outcome)["code"]
    assert abs(code.estimate.value - 1.5) < 2.5 * code.estimate.se
    assert code.naive.interval.high < 1.5


def test_a_side_with_few_labels_is_not_assessable(world, made):
    few = np.zeros(len(made))
    few[made.rows[:5]] = 1.0
    few[np.flatnonzero(np.isnan(made.gold))[:300]] = 1.0
    found = regression(made, {"few": few})
    assert not found["few"].assessable
    assert found["few"].reason == "not enough gold labels (5), about 25 more"
    assert found["constant"].assessable


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({"x": np.ones(3)}, {}, "1600 rows, but the column 'x'"),
        ({"x": np.full(1600, np.nan)}, {}, "missing values"),
        ({"x": np.ones(1600)}, {}, "depend on each other"),
        ({"code": np.arange(1600)}, {}, "cannot be called 'code'"),
        ({}, {"outcome": np.ones(3)}, "one number a row"),
        ({}, {"outcome": np.arange(1600), "kind": "logistic"}, "within 0 to 1"),
        ({}, {"outcome": np.arange(1600), "how": How(method="ppi")}, "PPI"),
    ],
)
def test_what_cannot_be_regressed_is_said(made, columns, options, words):
    with pytest.raises(FoedusError, match=words):
        regression(made, columns, **options)


def test_closed_kinds(made):
    with pytest.raises(UnknownName, match="logistic"):
        regression(made, {}, kind="logit")
