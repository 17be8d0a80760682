"""Every form of similarity against its definition, written out item by item."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import UnknownName
from foedus.measures.joint_counts import joint_counts, pair_counts
from foedus.measures.similarity_forms import (
    FORMS,
    resampled,
    similarities,
    similarity,
    weighted_s,
)

ABOUT = 1e-9


def by_definition(x, y, levels, form):
    """The form of two lists of choices of equal length, None where undefined."""
    n, top = len(x), levels - 1
    if form == "n":
        return n
    if n == 0:
        return None
    pairs = list(zip(x, y, strict=True))
    power = {"kappa": 2, "pi": 2, "s_squared": 2, "kappa_nominal": 0}.get(form, 1)

    def gap(a, b):
        return float(a != b) if power == 0 else (abs(a - b) / top) ** power

    observed = sum(gap(a, b) for a, b in pairs) / n
    if form == "agreement":
        return sum(a == b for a, b in pairs) / n
    if form == "coincidence":
        return 1 - observed
    if form in {"s", "s_squared"}:
        return 1 - 2 * observed
    if form.startswith("kappa"):
        expected = sum(gap(a, b) for a in x for b in y) / n**2
        return 1 - observed / expected if expected else None
    if form.startswith("pi"):
        pooled = [*x, *y]
        expected = sum(gap(a, b) for a in pooled for b in pooled) / (2 * n) ** 2
        return 1 - observed / expected if expected else None
    signs = [(np.sign(x[i] - x[j]), np.sign(y[i] - y[j])) for i in range(n) for j in range(i)]
    both = sum(int(a * b) for a, b in signs)
    root = math.sqrt(sum(a != 0 for a, _ in signs) * sum(b != 0 for _, b in signs))
    return both / root if root else None


def table_of(x, y, levels):
    return joint_counts(np.array([x, y], int).reshape(2, -1), levels)[0, 1]


choices = st.integers(2, 5).flatmap(
    lambda levels: st.lists(
        st.tuples(st.integers(0, levels - 1), st.integers(0, levels - 1)), max_size=25
    ).map(lambda pairs: (levels, [a for a, _ in pairs], [b for _, b in pairs]))
)
counts = st.lists(st.integers(0, 60), min_size=9, max_size=9).map(
    lambda c: np.array(c).reshape(3, 3)
)


@pytest.mark.parametrize("form", FORMS)
@given(case=choices)
@settings(max_examples=60, deadline=None)
def test_form_is_its_definition(form, case):
    levels, x, y = case
    found = float(similarity(table_of(x, y, levels), form))
    expected = by_definition(x, y, levels, form)
    assert math.isnan(found) if expected is None else found == pytest.approx(expected, abs=ABOUT)


@given(choices)
def test_s_on_votes_is_twice_the_mean_closeness_less_one(case):
    levels, x, y = case
    if not x:
        return
    closeness = np.mean(1 - np.abs(np.array(x) - np.array(y)) / (levels - 1))
    assert float(similarity(table_of(x, y, levels), "s")) == pytest.approx(2 * closeness - 1)


@pytest.mark.parametrize("form", FORMS)
@given(table=counts)
@settings(max_examples=60, deadline=None)
def test_bounds_and_symmetry(form, table):
    value, mirrored = float(similarity(table, form)), float(similarity(table.T, form))
    assert value == pytest.approx(mirrored, abs=ABOUT, nan_ok=True)
    if form == "n" or math.isnan(value):
        return
    low = 0 if form in {"agreement", "coincidence"} else -1
    assert low - ABOUT <= value <= 1 + ABOUT


@pytest.mark.parametrize("form", FORMS)
@given(table=counts)
@settings(max_examples=40, deadline=None)
def test_reversing_the_scale_changes_nothing(form, table):
    flipped = float(similarity(table[::-1, ::-1], form))
    assert flipped == pytest.approx(float(similarity(table, form)), abs=ABOUT, nan_ok=True)


@given(choices, st.randoms())
def test_order_of_the_items_does_not_matter(case, random):
    levels, x, y = case
    order = list(range(len(x)))
    random.shuffle(order)
    mixed = table_of([x[k] for k in order], [y[k] for k in order], levels)
    assert (mixed == table_of(x, y, levels)).all()


@given(st.integers(2, 4), st.integers(2, 7), st.integers(0, 30), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_permuting_the_states_permutes_the_counts(levels, states, items, seed):
    rng = np.random.default_rng(seed)
    votes = rng.integers(-1, levels, (states, items))
    order = rng.permutation(states)
    whole, mixed = joint_counts(votes, levels), joint_counts(votes[order], levels)
    assert (mixed == whole[np.ix_(order, order)]).all()
    i, j = np.triu_indices(states, 1)
    assert (pair_counts(votes, levels) == whole[i, j]).all()


def test_counts_are_those_of_a_plain_loop():
    rng = np.random.default_rng(1)
    votes = rng.integers(-1, 3, (6, 40))
    found = joint_counts(votes, 3)
    for i in range(6):
        for j in range(6):
            for a in range(3):
                for b in range(3):
                    plain = sum(p == a and q == b for p, q in zip(votes[i], votes[j], strict=True))
                    assert found[i, j, a, b] == plain


def test_many_tables_at_once_are_each_table_alone():
    rng = np.random.default_rng(2)
    tables = rng.integers(0, 9, (20_000, 3, 3))  # more than one block
    tables[::7] = 0
    together = similarities(tables)
    for form in FORMS:
        for k in (0, 1, 8191, 8192, 19_999):
            alone = float(similarity(tables[k], form))
            assert together[form][k] == pytest.approx(alone, nan_ok=True, abs=ABOUT)
    assert similarities(tables.reshape(100, 200, 3, 3))["s"].shape == (100, 200)


@pytest.mark.parametrize("form", [f for f in FORMS if f != "n"])
def test_nothing_in_common_is_missing(form):
    assert math.isnan(float(similarity(np.zeros((3, 3)), form)))
    assert math.isnan(float(similarity(np.full((3, 3), np.nan), form)))


@pytest.mark.parametrize("form", ["kappa", "kappa_absolute", "kappa_nominal", "pi", "tau_b"])
def test_undefined_where_nobody_varies(form):
    # 49 makes 1/49 * 49 differ from 1 in floating point: it must be undefined all the same.
    for n in (1, 3, 49, 10**6):
        assert math.isnan(float(similarity(np.diag([n, 0, 0]), form)))


def test_tau_b_is_undefined_where_one_state_never_varies():
    assert math.isnan(float(similarity(np.array([[3, 46, 1], [0, 0, 0], [0, 0, 0]]), "tau_b")))


def test_perfect_and_opposite():
    alike, opposite = np.diag([4, 2, 4]), np.fliplr(np.diag([4, 2, 4]))
    for form in FORMS[1:]:
        assert float(similarity(alike, form)) == pytest.approx(1)
    for form in ("s_squared", "kappa", "pi", "tau_b"):
        assert float(similarity(opposite, form)) < -0.5
    assert float(similarity(opposite, "tau_b")) == pytest.approx(-1)


def test_chance_agreement_is_zero():
    independent = np.outer([0.5, 0.3, 0.2], [0.6, 0.1, 0.3]) * 1000
    for form in ("kappa", "kappa_absolute", "kappa_nominal", "tau_b"):
        assert float(similarity(independent, form)) == pytest.approx(0, abs=1e-9)


def test_unknown_form_names_the_nearest():
    with pytest.raises(UnknownName, match="kappa"):
        similarity(np.eye(3), "kapa")


def test_first_example_of_signorino_and_ritter():
    a, b = np.array([3.0, 3, 2, 2]), np.array([2.0, 2, 3, 3])
    for weights in ([0.5, 0.3, 0.1, 0.1], [0.25] * 4, [5, 3, 1, 1]):
        assert weighted_s(a, b, np.array(weights), 3.0) == pytest.approx(1 / 3)


def test_weighted_s_with_equal_weights_is_s():
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 4, 30), rng.integers(0, 4, 30)
    plain = float(similarity(table_of(x, y, 4), "s"))
    assert weighted_s(x, y, np.ones(30), 3.0) == pytest.approx(plain)


JOINT = np.array([[0.50, 0.08, 0.02], [0.05, 0.15, 0.04], [0.01, 0.03, 0.12]])


@pytest.mark.parametrize("form", FORMS[1:])
def test_simulated_votes_give_back_the_true_value(form):
    truth = float(similarity(JOINT, form))
    rng = np.random.default_rng(4)
    drawn = rng.multinomial(200_000, JOINT.ravel()).reshape(3, 3)
    assert float(similarity(drawn, form)) == pytest.approx(truth, abs=0.01)


@pytest.mark.parametrize("form", ["agreement", "s", "kappa", "pi", "tau_b"])
def test_resampled_interval_covers_about_as_often_as_it_says(form):
    truth = float(similarity(JOINT, form))
    rng = np.random.default_rng(5)
    tries = 300
    hits = 0
    for k in range(tries):
        drawn = rng.multinomial(120, JOINT.ravel()).reshape(3, 3)
        low, high = resampled(drawn, form, draws=300, level=0.9, seed=k)
        hits += low <= truth <= high
    # Two binomial standard errors of 300 tries are .035; the percentile bounds run a little narrow.
    assert 0.84 <= hits / tries <= 0.95


def test_resampling_is_the_same_for_the_same_seed_and_missing_for_nothing():
    table = np.array([[20, 3, 0], [2, 8, 1], [0, 1, 4]])
    assert resampled(table, "kappa", seed=7) == resampled(table, "kappa", seed=7)
    assert resampled(table, "kappa", seed=7) != resampled(table, "kappa", seed=8)
    for empty in (np.zeros((3, 3)), np.full((3, 3), np.nan)):
        assert all(math.isnan(v) for v in resampled(empty, "kappa"))


def session_table(tables, session, one, two):
    """Joint votes of two states in a session of Voeten's file, unanimous items left out."""
    calls = tables["roll_calls"]
    votes = tables["roll_call_votes"]
    votes = votes[votes["rcid"].isin(calls.loc[calls["session"] == session, "rcid"])]
    divided = votes.groupby("rcid")["vote"].transform("nunique") > 1
    wide = (
        votes[divided & votes["ccode"].isin([one, two])]
        .pivot(index="rcid", columns="ccode", values="vote")
        .dropna()
    )
    return table_of(wide[one].astype(int) - 1, wide[two].astype(int) - 1, 3)


@pytest.mark.parametrize(
    ("pair", "form", "value"),
    [
        ((710, 365), "agreement", 0.793),
        ((710, 365), "s", 0.747),
        ((710, 365), "kappa", 0.710),
        ((710, 365), "pi", 0.702),
        ((710, 365), "tau_b", 0.714),
        ((2, 365), "s", -0.425),
        ((2, 365), "kappa", -0.192),
    ],
)
def test_known_values_of_session_74(tables, pair, form, value):
    found = similarity(session_table(tables, 74, *pair), form)
    assert float(found) == pytest.approx(value, abs=0.0006)
