"""What is measured of a group: hand calculations, properties, intervals."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.rollcalls.groups.group_figures import figures
from foedus.rollcalls.groups.group_items import ABSENT, GroupItems, same_seat, seat
from foedus.rollcalls.groups.group_measures import alpha, ratios, shares
from foedus.rollcalls.groups.item_resampling import FEWEST_ITEMS, bounds, item_weights
from foedus.states.resolve import resolve

Y, A, N, X = 0, 1, 2, ABSENT
STATES = tuple(resolve(c) for c in ("CHN", "RUS", "IRN", "PRK", "USA"))
CHOICES = arrays(
    np.int8,
    st.tuples(st.integers(2, 5), st.integers(1, 12)),
    elements=st.integers(ABSENT, N),
)


def votes(choice, majority=None, against=None, year=None) -> GroupItems:
    """A group's votes from a matrix of members by items."""
    choice = np.asarray(choice, np.int8)
    n = choice.shape[1]
    years = np.full(n, 2000) if year is None else np.asarray(year)
    expected = np.zeros(n, np.int64)
    for y in np.unique(years):
        expected[years == y] = (choice[:, years == y] != X).any(axis=1).sum()
    return GroupItems(
        STATES[: len(choice)],
        STATES[4:] if against is not None else (),
        np.arange(n),
        years,
        choice,
        np.asarray(against if against is not None else np.zeros((0, n)), np.int8),
        expected,
        np.asarray(np.zeros(n) if majority is None else majority, np.int8),
    )


def made(items: GroupItems, present=None) -> dict:
    """Figures by measure and name, without resampling."""
    found = figures(items, np.ones((20, len(items)), np.float32), 0.9, present)
    return dict(zip(zip(found.measure, found.of, strict=True), found.value, strict=True))


def test_identical_votes_need_every_member_present() -> None:
    f = made(votes([[Y, Y, Y, N], [Y, Y, A, X], [Y, N, Y, N], [Y, N, X, N]]))
    assert f["identical", ""] == 1 / 2  # items 1 and 2
    assert f["identical_most", ""] == 2 / 4  # three of four are enough
    assert f["split", "4-0"] == f["split", "2-2"] == 1 / 2
    assert ("split", "3-1") not in f


def test_splits_and_who_stands_apart() -> None:
    f = made(votes([[Y, Y, Y, N, Y], [Y, Y, A, N, N], [Y, N, A, N, A], [Y, Y, Y, N, Y]]))
    split = {of: v for (m, of), v in f.items() if m == "split"}
    assert split == pytest.approx({"4-0": 0.4, "3-1": 0.2, "2-2": 0.2, "2-1-1": 0.2})
    alone = [f["alone", s] for s in ("CHN", "RUS", "IRN", "PRK")]
    assert alone == pytest.approx([0, 0, 0.2, 0])


def test_large_groups_are_told_by_who_is_outside_the_largest_part() -> None:
    states = tuple(resolve(c) for c in ("USA", "GBR", "FRA", "DEU", "ITA", "JPN", "CAN"))
    choice = np.zeros((7, 4), np.int8)
    choice[0, 1] = choice[:2, 2] = choice[:3, 3] = N
    n = np.zeros(4, np.int64)
    items = GroupItems(states, (), n, n, choice, choice[:0], n + 7, n.astype(np.int8))
    f = made(items)
    assert {of: v for (m, of), v in f.items() if m == "split"} == dict.fromkeys(
        ("all alike", "1 apart", "2 apart", "3 or more apart"), 0.25
    )


@pytest.mark.parametrize(
    ("choices", "index"),
    # Hix, Noury and Roland (2005): 1 when all vote together, 0 when the three choices are equal.
    [([Y, Y, Y], 1.0), ([Y, A, N], 0.0), ([Y, Y, N], 0.5), ([Y, Y, N, N], 0.25), ([Y, Y, X], 1.0)],
)
def test_agreement_index(choices, index) -> None:
    items = votes([[c] for c in choices])
    assert made(items)["agreement_index", ""] == pytest.approx(index)


def test_alpha_is_krippendorffs() -> None:
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", B: two observers, .095.
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    items = votes([one, two])
    assert made(items)["alpha", ""] == pytest.approx(0.095, abs=5e-4)
    with_a_gap = votes([[*one, N], [*two, X]])  # a single vote pairs with none
    assert made(with_a_gap)["alpha", ""] == pytest.approx(0.095, abs=5e-4)


def test_majority_and_other_states() -> None:
    f = made(
        votes(
            [[Y, Y, N, X], [Y, N, N, Y]],
            majority=[Y, Y, Y, X],  # two choices tie on the last: no majority
            against=[[Y, X, N, Y]],
        )
    )
    assert f["majority", "CHN"] == pytest.approx(2 / 3)
    assert f["majority", "RUS"] == pytest.approx(1 / 3)
    assert f["majority", ""] == pytest.approx(1 / 2)
    assert f["with", "CHN-USA"] == 1
    assert f["with", "RUS-USA"] == 1


def test_a_member_is_not_held_against_itself() -> None:
    items = votes([[Y, N], [Y, Y]], against=[[Y, N]])
    own = GroupItems(
        items.states, STATES[:1], items.item, items.year, items.choice, items.against,
        items.expected, items.majority,
    )  # fmt: skip
    f = made(own)
    assert ("with", "CHN-CHN") not in f
    assert f["with", "CHN"] == f["with", "RUS-CHN"] == 1 / 2


@given(CHOICES)
def test_figures_agree_with_plain_counting(choice) -> None:
    items = votes(choice)
    f = made(items)
    pairs = []
    for i, j in combinations(range(len(choice)), 2):
        both = (choice[i] != X) & (choice[j] != X)
        name = f"{STATES[i].iso3}-{STATES[j].iso3}"
        assert (("pair", name) in f) == both.any()
        if both.any():
            pairs.append((choice[i] == choice[j])[both].mean())
            assert f["pair", name] == pytest.approx(pairs[-1], abs=1e-6)
    if pairs:
        assert f["cohesion", ""] == pytest.approx(np.mean(pairs), abs=1e-6)
    voters = (choice != X).any(axis=1)
    whole = (choice[voters] != X).all(axis=0) & (voters.sum() > 1)
    alike = [len(set(c)) == 1 for c in choice[voters].T[whole]]
    assert ("identical", "") in f or not alike
    if alike:
        assert f["identical", ""] == pytest.approx(np.mean(alike), abs=1e-6)
        splits = [v for (m, _), v in f.items() if m == "split"]
        assert sum(splits) == pytest.approx(1, abs=1e-6)
    assert all(-1e-6 <= v <= 1 + 1e-6 for (m, _), v in f.items() if m != "alpha")
    assert f.get(("alpha", ""), 0) <= 1 + 1e-6


@given(CHOICES, st.permutations([Y, A, N]), st.randoms())
def test_names_of_choices_and_order_of_items_do_not_matter(choice, renamed, random) -> None:
    order = list(range(choice.shape[1]))
    random.shuffle(order)
    other = np.array([*renamed, X], np.int8)[choice[:, order]]
    one, two = made(votes(choice)), made(votes(other))
    same = ("cohesion", "identical", "agreement_index", "alpha", "alone", "pair", "split")
    for key, value in one.items():
        if key[0] in same:
            assert two[key] == pytest.approx(value, abs=1e-5)


@given(CHOICES)
def test_weights_of_one_change_nothing_and_doubling_items_neither(choice) -> None:
    items = votes(choice)
    twice = votes(np.concatenate([choice, choice], axis=1))
    once, again = np.ones((1, len(items)), np.float32), np.ones((1, 2 * len(items)), np.float32)
    for one, two in zip(
        ratios(list(shares(items)), 2 * once), ratios(list(shares(twice)), again), strict=True
    ):
        np.testing.assert_allclose(one, two, atol=1e-6)
    assert alpha(items)(once).shape == (1, 1)


def test_resampling_stays_within_the_year_and_keeps_its_stream() -> None:
    year = np.repeat([1990, 1991], [30, 50])
    weights = item_weights(year, 200, (1, 0))
    assert (weights[:, :30].sum(axis=1) == 30).all()
    assert (weights[:, 30:].sum(axis=1) == 50).all()
    np.testing.assert_array_equal(weights[:, 30:], item_weights(year[30:], 200, (1, 0)))
    assert (weights != item_weights(year, 200, (2, 0))).any()


def test_interval_of_a_share_is_that_of_its_binomial_error() -> None:
    rng = np.random.default_rng(5)
    choice = np.stack([np.zeros(400), np.where(rng.random(400) < 0.7, Y, N)]).astype(np.int8)
    found = figures(votes(choice), item_weights(np.full(400, 2000), 2000, (1,)), 0.9)
    at = list(found.measure).index("pair")
    p = found.value[at]
    error = 1.645 * np.sqrt(p * (1 - p) / 400)
    # Two thousand resamplings place a bound to about a tenth of the half-width.
    assert found.low[at] == pytest.approx(p - error, abs=0.1 * error)
    assert found.high[at] == pytest.approx(p + error, abs=0.1 * error)


def test_a_figure_that_never_varies_does_not_claim_certainty() -> None:
    value, items = np.array([1.0, 0.0, 1.0, 1.0]), np.array([30, 30, 5, 30])
    low, high = bounds(value, np.tile(value, (50, 1)), items, 0.9, np.array([1, 1, 1, 0], bool))
    # Clopper and Pearson at the open side: .05 to the power 1/30.
    assert low[0] == pytest.approx(0.05 ** (1 / 30))
    assert high[1] == pytest.approx(1 - 0.05 ** (1 / 30))
    assert (high[0], low[1]) == (1.0, 0.0)
    assert np.isnan([low[2], high[2], low[3], high[3]]).all()
    assert items[2] < FEWEST_ITEMS


def test_bounds_pass_over_resamplings_without_an_item() -> None:
    drawn = np.array([[0.2], [np.nan], [0.4], [0.3]])
    low, high = bounds(np.array([0.3]), drawn, np.array([12]), 0.5, np.array([True]))
    assert (low[0], high[0]) == (pytest.approx(0.25), pytest.approx(0.35))


def test_one_seat_is_one_member() -> None:
    west, one, east = resolve(260), resolve("Germany"), resolve("East Germany")
    assert seat(west) == seat(one) == {255, 260}
    assert same_seat([west, one, east]) == (one, east)
    assert seat(resolve("Czechoslovakia")) == {315}
