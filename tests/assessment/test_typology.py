"""Properties of the rules: what must hold whatever the inputs are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.assessment.draws import central, draw
from foedus.assessment.evidence import gather_pairs
from foedus.assessment.inputs import BEHIND, CARRY, carried, prepare
from foedus.assessment.thresholds import (
    VARIED,
    moved,
    ramp,
    ramps,
    thresholds,
    varied_ramps,
)
from foedus.assessment.typology import DEAD, life, rank, read
from foedus.core.vocabulary import VERDICT_TYPES
from foedus.store.reference import ReferencePanel, shipped_folder

PANEL = ReferencePanel.open(shipped_folder())
DIRECTED = {n for n in CARRY if PANEL.columns[n]["directed"]}

YEAR = {
    "arms_pact_median": 40.0, "dependence_q50": 0.0005, "dependence_q75": 0.004,
    "dependence_q90": 0.02, "dependence_q97": 0.06, "kappa_norms_q50": 0.1, "kappa_norms_q90": 0.6,
    "kappa_q50": 0.15, "kappa_q90": 0.7,
}  # fmt: skip
RANGE = {
    "arms": (0, 5000), "weaker_arms": (0, 5000), "exercises": (0, 40), "troops": (0, 5000),
    "pact_members": (0, 60), "defence_members": (0, 40), "peace_years": (0, 99),
    "steepness": (0, 6), "capability_ratio": (-6, 6), "kappa": (-1, 1), "kappa_norms": (-1, 1),
    "dependence": (0, 0.5), "dependence_mutual": (0, 0.1), "opportunity_cost": (0, 8),
}  # fmt: skip
FLAGS = {"defence", "defence_mutual", "credit"}
LIFE = ("exercises", "troops", "treaty_life")
ROWS = 4
HAZARDS = {"defence_ends": 0.01, "defence_begins": 0.001, "defence_begins_beside_treaty": 0.004}


def number(low, high):
    return st.one_of(st.just(np.nan), st.floats(low, high, allow_subnormal=False))


@st.composite
def inputs(draw_one):
    """Inputs by name, shape (ROWS,), each missing in some rows."""
    out = {}
    for name in BEHIND:
        one = (
            st.sampled_from([0.0, 1.0, np.nan])
            if name in FLAGS
            else number(*RANGE.get(name, (0, 1)))
        )
        out[name] = np.array(draw_one(st.lists(one, min_size=ROWS, max_size=ROWS)), float)
    shown = st.lists(st.sampled_from([0.0, 1.0]), min_size=ROWS, max_size=ROWS)
    return out | {"paid": np.array(draw_one(shown))}


def members(values, year=YEAR, bounds=None):
    return read(values, year, bounds or ramps()).memberships


@given(inputs())
def test_every_membership_is_a_number_from_zero_to_one(values):
    reading = read(values, YEAR, ramps())
    assert tuple(reading.memberships) == VERDICT_TYPES
    for name in VERDICT_TYPES:
        grade = np.broadcast_to(reading.memberships[name], (ROWS,))
        assert ((grade >= 0) & (grade <= 1)).all(), name
        average = np.broadcast_to(reading.aggregates[name], (ROWS,))
        assert ((average >= grade - 1e-12) & (average <= 1)).all(), name
    for grade in reading.domains.values():
        assert ((grade >= 0) & (grade <= 1) | np.isnan(grade)).all()


@given(inputs(), st.integers(0, 2**32 - 1))
def test_draws_of_the_thresholds_keep_memberships_in_bounds(values, seed):
    bounds = varied_ramps(7, np.random.default_rng(seed))
    for name, grade in members(values, bounds=bounds).items():
        assert ((grade >= 0) & (grade <= 1)).all(), name


@given(inputs())
def test_first_and_runner_up_differ_and_the_first_holds_about_as_much_as_any(values):
    reading = read(values, YEAR, ramps())
    first, second = rank(reading)
    scores = np.stack(np.broadcast_arrays(*(reading.memberships[t] for t in VERDICT_TYPES)))
    assert (first != second).all()
    assert (scores[first, np.arange(ROWS)] >= scores.max(axis=0) - 0.05 - 1e-12).all()


@given(inputs(), st.permutations(range(ROWS)))
def test_the_order_of_the_rows_does_not_matter(values, order):
    order = list(order)
    shuffled = members({k: v[order] for k, v in values.items()})
    for name, grade in members(values).items():
        np.testing.assert_array_equal(np.broadcast_to(grade, (ROWS,))[order], shuffled[name])


@st.composite
def stored(draw_one):
    """Stored columns of two pairs, three years each."""
    n = 6
    out = {
        "ccode1": np.repeat([2, 20], 3),
        "ccode2": np.repeat([200, 220], 3),
        "year": np.tile([1990, 1991, 1992], 2),
    }
    for name in CARRY:
        shape = (n, 2) if name in DIRECTED else (n,)
        if name == "obligations":
            one = st.sampled_from([0.0, 1.0, 4.0, 9.0, 25.0, np.nan])
        elif name == "capability_ratio":
            # Equal states have no weaker one; which is called so is then arbitrary.
            one = st.sampled_from([-4.0, -1.5, -0.2, 0.2, 1.5, 4.0, np.nan])
        else:
            one = number(*RANGE.get(name.removesuffix("_10y").removesuffix("_5y"), (0, 1)))
        size = int(np.prod(shape))
        out[name] = np.array(draw_one(st.lists(one, min_size=size, max_size=size)), float).reshape(
            shape
        )
    return out


def swapped(columns):
    out = dict(columns, ccode1=columns["ccode2"], ccode2=columns["ccode1"])
    for name in DIRECTED:
        out[name] = columns[name][:, ::-1]
    out["capability_ratio"] = -columns["capability_ratio"]
    return out


@settings(max_examples=40)
@given(stored())
def test_which_state_is_named_first_does_not_matter(columns):
    there, back = (members(prepare(c).values) for c in (columns, swapped(columns)))
    for name in VERDICT_TYPES:
        np.testing.assert_array_equal(there[name], back[name], err_msg=name)


@given(inputs(), st.floats(0, 1))
def test_more_hostility_never_makes_an_alliance_or_unmakes_a_rivalry(values, more):
    calm = dict(values, hostility=np.nan_to_num(values["hostility"]))
    tense = dict(calm, hostility=np.minimum(calm["hostility"] + more, 1))
    before, after = members(calm), members(tense)
    assert (after["defence alliance"] <= before["defence alliance"]).all()
    assert (after["security community"] <= before["security community"]).all()
    assert (after["rivalry"] >= before["rivalry"]).all()


@given(inputs(), st.sampled_from(sorted(BEHIND)))
def test_a_missing_input_never_raises_a_closer_type(values, name):
    """The life of a treaty is apart: where no source can show it, the obligation counts."""
    if name in LIFE:
        return
    lacking = members(dict(values, **{name: np.full(ROWS, np.nan)}))
    whole = members(values)
    for kind in ("defence alliance", "security community", "dependency", "rivalry"):
        assert (lacking[kind] <= whole[kind] + 1e-12).all(), kind


def test_without_any_input_nothing_aligns_the_pair():
    nothing = {name: np.array([np.nan]) for name in BEHIND} | {"paid": np.zeros(1)}
    reading = read(nothing, YEAR, ramps())
    assert VERDICT_TYPES[int(rank(reading)[0][0])] == "no alignment"
    assert max(float(reading.memberships[t][0]) for t in VERDICT_TYPES[:-1]) == 0
    for grade in (reading.conditions["obligation"], reading.conditions["peace"]):
        assert np.isnan(grade).all()


def one_pair(**given_values):
    quiet = {name: np.array([0.0]) for name in (*BEHIND, "paid")}
    return quiet | {name: np.array([float(x)]) for name, x in given_values.items()}


def lead(**given_values):
    return VERDICT_TYPES[int(rank(read(one_pair(**given_values), YEAR, ramps()))[0][0])]


def test_a_treaty_of_two_is_presumed_live_and_open_hostility_kills_it():
    assert lead(defence=1, defence_members=2) == "defence alliance"
    assert lead(defence=1, defence_members=2, hostility=0.7) == "rivalry"


def test_a_treaty_of_many_must_show_life_unless_nothing_can_show_it():
    assert lead(defence=1, defence_members=30) != "defence alliance"
    assert lead(defence=1, defence_members=30, treaty_life=0.9) == "defence alliance"
    assert lead(defence=1, defence_members=30, exercises=5) == "defence alliance"
    unseen = {"exercises": np.nan, "troops": np.nan, "treaty_life": np.nan}
    assert lead(defence=1, defence_members=30, **unseen) == "defence alliance"
    values = one_pair(defence=1, defence_members=30, **unseen)
    reading = read(values, YEAR, ramps())
    assert not life(values, reading.domains, ramps())[1][0]


def test_trade_never_makes_a_pact_live():
    values = one_pair(defence=1, defence_members=30, dependence=0.5, dependence_mutual=0.1)
    assert read(values, YEAR, ramps()).conditions["life"][0] < DEAD


def test_a_partnership_needs_three_domains_with_a_military_one_and_a_carrier():
    tied = {"arms": 400, "arms_share": 0.9, "exercises": 8, "kappa": 0.8, "pact_members": 2}
    assert lead(**tied) == "strategic partnership"
    assert lead(**{**tied, "arms": 0, "arms_share": 0, "exercises": 0}) != "strategic partnership"
    no_carrier = {**tied, "arms_share": 0.2}
    assert lead(**no_carrier) != "strategic partnership"
    assert lead(**no_carrier, shared_threat=0.4) == "strategic partnership"


def test_a_ramp_is_flat_outside_its_bounds_straight_between_and_keeps_missing():
    x = np.array([-1.0, 0.3, 0.45, 0.6, 2.0, np.nan])
    np.testing.assert_allclose(ramp(x, (0.3, 0.6)), [0, 0, 0.5, 1, 1, np.nan], atol=1e-12)


def test_a_threshold_moves_with_both_bounds_and_a_share_near_one_by_its_distance_from_one():
    listed = thresholds()
    peace, thick = listed["peace"], listed["institutions"]
    assert moved(peace, 1.25) == pytest.approx((0.375, 0.75))
    assert thick.of == "remainder"
    assert moved(thick, 2.0) == pytest.approx((1 - 2 * (1 - thick.low), 1 - 2 * (1 - thick.high)))
    for name, (low, high) in varied_ramps(50, np.random.default_rng(1)).items():
        assert (low < high).all(), name
    ratio = varied_ramps(500, np.random.default_rng(2))["peace"][0] / peace.low
    assert 1 - VARIED <= ratio.min() < 0.8
    assert 1.2 < ratio.max() <= 1 + VARIED


def test_values_are_carried_from_the_last_observation_with_their_age():
    pair = np.array([1, 1, 1, 1, 1, 1, 2, 2, 2])
    year = np.array([2010, 2011, 2012, 2013, 2014, 2015, 2010, 2011, 2012])
    nan = np.nan
    values = np.array([nan, 5.0, nan, 7.0, nan, nan, nan, 3.0, nan])
    out, age = carried(values, pair, year, 1)
    # A gap before the last observation is not filled; 2015 lies outside one year of carrying;
    # the second pair takes nothing from the first.
    np.testing.assert_array_equal(out, [nan, 5, nan, 7, 7, nan, nan, 3, 3])
    np.testing.assert_array_equal(age, [nan, 0, nan, 0, 1, nan, nan, 0, 1])


def test_nothing_is_carried_backwards_or_from_another_pair_and_both_directions_move_together():
    pair, year = np.array([1, 1, 2, 2]), np.array([2000, 2001, 2000, 2001])
    nan = np.nan
    values = np.array([[1.0, 2.0], [nan, nan], [nan, nan], [nan, nan]])
    out, age = carried(values, pair, year, 5)
    np.testing.assert_array_equal(out, [[1, 2], [1, 2], [nan, nan], [nan, nan]])
    np.testing.assert_array_equal(age, [0, 1, nan, nan])


@given(st.lists(number(0, 9), min_size=12, max_size=12), st.integers(0, 6))
def test_carrying_never_alters_what_was_observed_and_ages_stay_within_the_limit(raw, years):
    values = np.array(raw)
    pair, year = np.repeat([1, 2], 6), np.tile(np.arange(2000, 2006), 2)
    out, age = carried(values, pair, year, years)
    seen = np.isfinite(values)
    np.testing.assert_array_equal(out[seen], values[seen])
    assert (age[seen] == 0).all()
    assert (np.isfinite(out) == np.isfinite(age)).all()
    assert (age[np.isfinite(age)] <= years).all()


@pytest.fixture(scope="module")
def history():
    return gather_pairs([(365, 710)], PANEL)


def test_the_same_seed_draws_the_same_and_another_seed_does_not(history):
    row = int(np.flatnonzero(history.inputs.year == 2015)[0])
    one, again, other = (draw(history, row, {}, HAZARDS, draws=60, seed=s) for s in (7, 7, 8))
    for name in VERDICT_TYPES:
        np.testing.assert_array_equal(
            one.reading.memberships[name], again.reading.memberships[name]
        )
    assert any(
        (one.reading.memberships[t] != other.reading.memberships[t]).any() for t in VERDICT_TYPES
    )
    assert sum(one.first_in(t) for t in VERDICT_TYPES) == pytest.approx(1)


def test_intervals_lie_in_bounds_and_votes_widen_them(history):
    row = int(np.flatnonzero(history.inputs.year == 2015)[0])
    counts = np.array([[9, 2, 0], [3, 4, 1], [0, 1, 4]])
    found = draw(history, row, {"kappa": counts}, HAZARDS, draws=200, seed=1)
    for name in VERDICT_TYPES:
        interval = found.interval(name)
        assert 0 <= interval.low <= interval.high <= 1
    still = draw(history, row, {}, HAZARDS, draws=200, seed=1)
    few = central(found.reading.domains["diplomatic"])
    none = central(still.reading.domains["diplomatic"])
    assert few.high - few.low > none.high - none.low


@given(inputs())
def test_help_that_was_paid_for_stands_in_for_breadth_and_for_nothing_else(values):
    without = read(values | {"paid": np.zeros(ROWS)}, YEAR, ramps())
    with_it = read(values | {"paid": np.ones(ROWS)}, YEAR, ramps())
    partnership = with_it.memberships["strategic partnership"]
    assert (partnership >= without.memberships["strategic partnership"]).all()
    hard = np.nan_to_num(with_it.conditions["hard_domain"])
    assert (partnership <= hard).all()
    for name in ("defence alliance", "security community", "dependency", "rivalry"):
        np.testing.assert_array_equal(with_it.memberships[name], without.memberships[name])
