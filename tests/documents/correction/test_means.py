"""Corrected means: by hand, by brute force, and what must not change them."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.correction.coded import coded
from foedus.documents.correction.estimate import by_group, difference, mean
from foedus.documents.correction.how import How
from foedus.documents.correction.means import dsl, gold_only, naive, ppi
from foedus.documents.correction.spread import figures

ALL = np.zeros(8, int)


def test_design_adjusted_labels_by_plain_loops():
    """y~ = g + (R / pi) (y - g), mean and cluster-robust error row by row and document by document."""
    g, y = [0.9, 0.2, 0.7, 0.4, 0.1, 0.6], [1, None, 0, None, 0, None]
    pi, documents = [0.5, 0.5, 0.25, 0.25, 0.8, 0.8], ["a", "a", "b", "b", "c", "c"]
    adjusted = [gi + (0 if yi is None else (yi - gi) / p)
                for gi, yi, p in zip(g, y, pi, strict=True)]  # fmt: skip
    middle = sum(adjusted) / 6
    total = dict.fromkeys(documents, 0.0)
    for d, value in zip(documents, adjusted, strict=True):
        total[d] += (value - middle) / 6
    variance = 3 / 2 * sum(v**2 for v in total.values())
    made = coded(g, y, pi, documents=documents)
    found = figures(dsl(made, made.machine, np.zeros(6, int), 1))
    assert found.value[0] == pytest.approx(middle)
    # One error not met, at the largest weight 4 of 6 rows, gives (4 / 6)^2 / 2 at the least.
    assert found.se[0] ** 2 == pytest.approx(max(variance, (4 / 6) ** 2 / 2))


def test_mean_over_all_samples_is_the_truth():
    """Every sample of 2 from {2, 3, 3} strata: each estimate has its weight, their mean is exact."""
    truth, guess = (
        np.array([1.0, 0, 0, 1, 1, 0, 1, 1]),
        np.array([0.8, 0.1, 0.4, 0.3, 0.9, 0, 0.2, 1]),
    )
    strata = np.array([0, 0, 1, 1, 1, 2, 2, 2])
    parts = [[(0, 1)], list(combinations((2, 3, 4), 2)), list(combinations((5, 6, 7), 2))]
    values = []
    for one in parts[0]:
        for two in parts[1]:
            for three in parts[2]:
                gold = np.full(8, np.nan)
                drawn = [*one, *two, *three]
                gold[drawn] = truth[drawn]
                made = coded(guess, gold, np.array([1, 2 / 3, 2 / 3])[strata], strata=strata)
                values.append(dsl(made, guess, ALL, 1).value[0])
    assert np.mean(values) == pytest.approx(truth.mean())


def test_stratified_variance_is_the_textbook_one():
    """Numbers, g = 0, each row its own document: residual variance within strata (Cochran 1977, 5.3).

    With a known sample of 3 of 6 and 2 of 4: the squares are those of rows around their stratum's
    mean, raised by n / (n - 1), plus what differs between strata over all rows.
    """
    gold = np.array([2.0, 4, 9, np.nan, np.nan, np.nan, 10, 13, np.nan, np.nan])
    strata = np.array([0] * 6 + [1] * 4)
    made = coded(np.zeros(10), gold, 0.5, strata=strata)
    found = figures(dsl(made, np.zeros(10), np.zeros(10, int), 1))
    means = np.array([5.0, 11.5])
    middle = (6 * 5 + 4 * 11.5) / 10
    assert found.value[0] == pytest.approx(middle)
    rows = []
    for k in range(10):
        h = strata[k]
        n = (3, 2)[h]
        own = 0.0 if np.isnan(gold[k]) else 2 * (gold[k] - means[h]) * np.sqrt(n / (n - 1))
        rows.append((own + means[h] - middle) / 10)
    assert found.se[0] ** 2 == pytest.approx(10 / 9 * np.square(rows).sum())


def test_all_coded_by_hand_needs_no_machine():
    rng = np.random.default_rng(1)
    truth, machine = (rng.random(60) < 0.4).astype(float), rng.random(60)
    made = coded(machine, truth, 1.0, documents=np.arange(60) // 2)
    cell = np.zeros(60, int)
    for fitted in (dsl(made, machine, cell, 1), gold_only(made, cell, 1), ppi(made, cell, 1)[0]):
        assert fitted.value[0] == pytest.approx(truth.mean())


def test_documents_that_all_count_alike():
    """Half of all passages, all coded by hand, each its own document: a plain binomial error."""
    truth = np.arange(400) % 2 == 0
    found = mean(coded(truth, truth, 1.0), how=How(recalibrate=False)).estimate
    assert found.se == pytest.approx(np.sqrt(0.25 / 399))
    # Symmetric on the logit scale: 1.96 errors of the logit, 4 x .025 each.
    assert found.interval.high == pytest.approx(1 / (1 + np.exp(-1.96 * 4 * found.se)), abs=1e-4)


def small(seed, **options):
    made = corpus(np.random.default_rng(seed), documents=80, passages=5)
    return made, labelled(made, 120, seed, **options)


@settings(max_examples=25)
@given(seed=st.integers(0, 50), method=st.sampled_from(["dsl", "ppi"]))
def test_order_of_rows_does_not_matter(seed, method):
    _, made = small(seed)
    turn = np.random.default_rng(seed).permutation(len(made))
    other = coded(made.machine[turn], made.gold[turn], made.pi[turn],
                  documents=made.document[turn], strata=made.stratum[turn])  # fmt: skip
    one, two = (mean(m, how=How(method=method)).estimate for m in (made, other))
    assert two.value == pytest.approx(one.value)
    assert two.se == pytest.approx(one.se)


@settings(max_examples=25)
@given(seed=st.integers(0, 50), method=st.sampled_from(["dsl", "ppi"]))
def test_share_with_and_share_without_sum_to_one(seed, method):
    _, made = small(seed, by=("machine",), allocation="equal")
    turned = coded(1 - made.machine, 1 - made.gold, made.pi,
                   documents=made.document, strata=made.stratum)  # fmt: skip
    one, two = (mean(m, how=How(method=method)).estimate for m in (made, turned))
    assert one.value + two.value == pytest.approx(1)
    assert one.se == pytest.approx(two.se)
    assert one.interval.low + two.interval.high == pytest.approx(1)


@settings(max_examples=25)
@given(seed=st.integers(0, 30), method=st.sampled_from(["dsl", "ppi"]))
def test_differences_are_antisymmetric_and_agree_with_groups(seed, method):
    world, made = small(seed, by=("machine", "side"), allocation="equal")
    side, how = world.side.astype(str), How(method=method)
    there, back = (difference(made, side, *pair, how=how).estimate for pair in ("01", "10"))
    assert there.value == pytest.approx(-back.value)
    assert there.se == pytest.approx(back.se)
    if method == "ppi":
        groups = by_group(made, side, how=how)
        assert there.value == pytest.approx(groups["0"].estimate.value - groups["1"].estimate.value)


@settings(max_examples=25)
@given(seed=st.integers(0, 30), level=st.floats(0.55, 0.9))
def test_wider_at_higher_levels_and_within_bounds(seed, level):
    _, made = small(seed)
    narrow, wide = (mean(made, how=How(level=at)).estimate for at in (level, 0.97))
    assert wide.interval.low < narrow.interval.low < narrow.value < narrow.interval.high
    assert narrow.interval.high < wide.interval.high
    assert wide.interval.low >= 0
    assert wide.interval.high <= 1


def test_missing_scores_are_not_no_code():
    """Half the scores missing: the machine alone uses the rest, the correction all rows."""
    rng = np.random.default_rng(4)
    world, made = small(4)
    scores = np.where(rng.random(len(made)) < 0.5, np.nan, made.machine)
    other = coded(scores, made.gold, made.pi, documents=made.document, strata=made.stratum)
    assert naive(other, np.zeros(len(made), int), 1).value[0] == pytest.approx(np.nanmean(scores))
    for method in ("dsl", "ppi"):
        found = mean(other, how=How(method=method))
        assert found.n_all == len(made)
        assert found.estimate.interval.low < world.truth.mean() < found.estimate.interval.high
        assert found.estimate.se > mean(made, how=How(method=method)).estimate.se


def test_a_missing_group_is_left_out_not_counted():
    world, made = small(5)
    side = world.side.astype(object).astype(str).astype(object)
    side[:100] = None
    found = by_group(made, side)
    assert list(found) == ["0", "1"]
    assert sum(f.n_all for f in found.values()) == len(made) - 100


def test_numbers_as_labels():
    """Stance -2 to 2, the machine a point too high on one side."""
    rng = np.random.default_rng(6)
    stance = rng.integers(-2, 3, 3000).astype(float)
    machine = np.clip(stance + rng.integers(0, 2, 3000), -2, 2)
    gold = np.where(rng.random(3000) < 0.1, stance, np.nan)
    found = mean(coded(machine, gold, 0.1), what="stance")
    assert found.scale == "number"
    assert abs(found.estimate.value - stance.mean()) < 3 * found.estimate.se
    assert found.estimate.se < found.gold_only.se
    assert abs(found.naive.value - stance.mean()) > 5 * found.naive.se


def test_useless_scores_cost_little_and_good_ones_gain():
    rng = np.random.default_rng(7)
    _, made = small(7)
    useless = coded(rng.random(len(made)), made.gold, made.pi,
                    documents=made.document, strata=made.stratum)  # fmt: skip
    gold = mean(made).gold_only.se
    for method in ("dsl", "ppi"):
        assert mean(useless, how=How(method=method)).estimate.se < 1.1 * gold
        assert mean(made, how=How(method=method)).estimate.se < 0.95 * gold


def test_same_seed_same_numbers():
    _, made = small(8)
    one, two, other = (mean(made, how=How(seed=s)).estimate for s in (1, 1, 2))
    assert one == two
    assert other != one
    assert other.value == pytest.approx(one.value, abs=0.3 * one.se)


def test_many_cells_in_blocks_are_the_same(monkeypatch):
    _, made = small(9)
    cells = [str(k % 7) for k in range(len(made))]
    one = by_group(made, cells)
    monkeypatch.setattr("foedus.documents.correction.estimate._BLOCK", 160)
    again = by_group(made, cells)
    assert [f.reason for f in again.values()] == [f.reason for f in one.values()]
    for name, found in again.items():
        for left, right in ((found.naive, one[name].naive), (found.gold_only, one[name].gold_only)):
            assert left.value == pytest.approx(right.value)
            assert left.se == pytest.approx(right.se)


def test_groups_that_do_not_fit_are_named():
    world, made = small(10)
    with pytest.raises(UnknownName, match="'north'"):
        difference(made, world.side.astype(str), "0", "north")
    with pytest.raises(FoedusError, match="3 groups"):
        by_group(made, ["a", "b", "c"])
    with pytest.raises(FoedusError, match="every row is missing"):
        by_group(made, [None] * len(made))
    with pytest.raises(FoedusError, match="3 of 'side'"):
        mean(made, how=How(covariates={"side": [1, 2, 3]}))
