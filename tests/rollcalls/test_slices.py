"""A fan of slices: brute force, symmetries, known sentences, bad input, the UN record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError, UnknownName, YearOutOfRange
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.roll_calls import roll_calls
from foedus.rollcalls.slices.fan import fan, fan_of
from foedus.rollcalls.slices.slice_fan import Fan
from foedus.rollcalls.slices.slice_kinds import (
    Slice,
    actor_slices,
    between,
    end_slices,
    halved,
    item_halves,
    neighbours,
    unlinked,
    without_actors,
)
from foedus.rollcalls.slices.slice_record import asked
from foedus.rollcalls.slices.slice_rows import Row, measured, same_way, verdict
from foedus.rollcalls.slices.slice_standing import share_further, standing
from foedus.sources.tidy import build_tables


@cache
def made():
    return made_up_votes(actors=14, periods=4, items=30, seed=4)


@cache
def base():
    return estimate(made().votes, Settings(orient=(13, 0)))


@given(st.integers(3, 9), st.integers(1, 4), st.integers(0, 10_000))
def test_the_share_further_apart_is_what_counting_gives(actors, rows, seed):
    x = np.random.default_rng(seed).normal(3, 2, (rows, actors))
    gap = np.abs(x[:, 0] - x[:, 1])
    found = share_further(x, gap)
    for k in range(rows):
        others = [
            abs(x[k, i] - x[k, j])
            for i in range(actors)
            for j in range(i + 1, actors)
            if (i, j) != (0, 1)
        ]
        assert found[k] == pytest.approx(np.mean([d >= gap[k] for d in others]))


@given(st.integers(0, 10_000), st.floats(-5, 5), st.sampled_from([-3.0, -0.2, 0.5, 40.0]))
def test_neither_scale_nor_sign_nor_the_order_of_others_changes_where_a_pair_stands(
    seed, shift, factor
):
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 1, (3, 8))
    plain = standing(x, 0, 1)
    order = np.append([0, 1], 2 + rng.permutation(6))
    moved = standing((shift + factor * x)[:, order], 0, 1)
    assert np.allclose(moved.apart, plain.apart)
    assert np.allclose(moved.further, plain.further)
    assert np.allclose(moved.place, np.sign(factor) * plain.place)
    swapped = standing(x, 1, 0)
    assert np.array_equal(swapped.apart, plain.apart)
    assert np.array_equal(swapped.place[:, ::-1], plain.place)


def test_a_pair_alone_has_no_rank_and_equal_places_are_refused():
    assert np.isnan(share_further(np.array([[0.0, 1.0]]), np.array([1.0]))).all()
    with pytest.raises(FoedusError, match="same place"):
        standing(np.eye(3), 1, 1)
    with pytest.raises(FoedusError, match="equal"):
        standing(np.ones((2, 3)), 0, 1)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40), st.integers(0, 99))
def test_halves_are_halves_of_every_group(groups, seed):
    group = np.array(groups)
    kept = halved(group, np.random.default_rng(seed))
    for g in set(groups):
        of = kept[group == g]
        assert abs(2 * of.sum() - len(of)) <= 1


def test_item_halves_share_nothing_and_leave_nothing_out():
    votes = base().votes
    one, two = (cut.votes() for cut in item_halves(votes, 1, 3))
    assert sorted(one.calls + two.calls) == list(votes.calls)
    assert len(one) + len(two) == len(votes)


def test_the_pair_stays_whoever_is_left_out():
    cuts = actor_slices(base(), (0, 13), 3, {"bloc": {0, 5, 6}}, 1, 1, 3)
    assert [c.name for c in cuts] == [
        "without bloc",
        "without the 3 nearest to the two",
        "without the 3 furthest from the two",
        "random half 1a of the others",
        "random half 1b of the others",
    ]
    for cut in cuts:
        assert {0, 13} <= set(cut.votes().actors)
    assert set(cuts[0].votes().actors) == set(range(14)) - {5, 6}
    halves = [set(c.votes().actors) - {0, 13} for c in cuts[3:]]
    assert halves[0] | halves[1] == set(range(1, 13))
    assert not halves[0] & halves[1]


def test_neighbours_are_those_with_the_smallest_sum_of_distances():
    found = base()
    at = {a: found.mean[found.rows(a)[-1], 0] for a in range(14)}
    ranked = neighbours(found, 2, 3, 3)
    sums = [abs(at[a] - at[2]) + abs(at[a] - at[3]) for a in ranked]
    assert sums == sorted(sums)
    assert len(ranked) == 12


def test_every_slice_is_estimated_and_a_false_one_says_why():
    votes = base().votes
    rare = votes.keep(~((votes.actor == 13) & (votes.period[votes.call] == 0)))
    cuts = [
        Slice("items", "same", lambda: votes),
        Slice("items", "own parameters", partial(unlinked, votes)),
        Slice("states", "few", lambda: rare),
        Slice("periods", "ends alone", partial(between, votes, (0, 3))),
        Slice("states", "without 5", partial(without_actors, votes, {5})),
        *end_slices(np.arange(4), (0, 3), str),
    ]
    marks = []
    found = fan_of(base(), 0, 13, (0, 3), cuts, progress=lambda d, of: marks.append((d, of)))
    reasons = {row.slice.name: row.reason for row in found.rows}
    assert "nothing out" in reasons["same"]
    assert "nothing out" in reasons["own parameters"]
    assert "cast 0 votes on divided items in 0; 5 are needed" in reasons["few"]
    assert reasons["ends alone"] == reasons["without 5"] == ""
    assert [r.ends for r in found.rows if r.slice.group == "ends"] == [(1, 3), (0, 2)]
    assert marks == [(k, 8) for k in range(1, 9)]
    table = found.frame()
    assert len(table) == 8
    assert table.loc[table["reason"] != "", "direction"].eq("not assessable").all()
    # The two ends of the scale stay its ends.
    judged = table[table["reason"] == ""]
    assert (judged["distance_to"] > 1.5).all()
    assert (judged["nearer_than_to"] < 0.2).all()


def test_positions_take_the_sign_of_the_base():
    turned = estimate(made().votes, Settings(orient=(0, 13)))
    assert same_way(turned, base()) == -1.0
    cut = Slice("items", "x", None)
    one, two = (measured(f, (0, 13), (0, 3), cut, base()) for f in (base(), turned))
    assert one.places == pytest.approx(two.places, abs=0.02)
    assert one.last[0] == pytest.approx(two.last[0], abs=0.02)
    both = [measured(base(), pair, (0, 3), cut, base()) for pair in ((0, 13), (13, 0))]
    assert both[0].change == pytest.approx(both[1].change, abs=1e-6)


def test_a_linked_record_can_be_unlinked():
    votes = roll_calls(
        [1, 2, 3] * 2, [1, 1, 1, 2, 2, 2], [1, 3, 2, 1, 3, 3], [1] * 3 + [2] * 3, {2: 1}
    )
    assert votes.link.tolist() == [0, 0]
    assert unlinked(votes).link.tolist() == [0, 1]


def test_modes_that_sample_make_a_fan_too():
    votes = made_up_votes(actors=8, periods=2, items=24, seed=4).votes
    quick = Settings(mode="foedus", sweeps=60, burn=20, chains=1, orient=(7, 0))
    sampled = estimate(votes, quick)
    found = fan_of(sampled, 0, 7, (0, 1), item_halves(sampled.votes, 1, 2))
    assert [r.reason for r in found.rows] == ["", "", ""]
    assert found.settings.mode == "foedus"
    assert all(r.last[1] < r.last[0] < r.last[2] for r in found.rows)


def row(name, change, further, group="items", reason=""):
    cut = Slice(group, name, None)
    return Row(cut, (47, 74), 9, 99, change=change, further_last=further, reason=reason)


def told():
    near, none = (0.7, 0.6, 0.8), (np.nan,) * 3
    return Fan(
        ("China", "Russia"),
        (47, 74),
        Settings(),
        (
            row("all votes", (-1.5, -2.0, -1.0), near),
            row("one", (-1.2, -1.9, -0.3), (0.6, 0.4, 0.8)),
            row("two", (-0.2, -0.9, 0.4), near),
            row("three", (0.8, 0.2, 1.4), (0.3, 0.1, 0.45)),
            row("four", none, none, reason="Too few."),
        ),
        offset=1945,
    )


def test_the_sentence_counts_what_holds_and_names_what_turns():
    assert told().sentence() == (
        "From 1992 to 2019 China and Russia came nearer to each other (by 1.50 [1.00, 2.00]; in "
        "standard deviations of all positions of the year, 90 % interval). This holds on 2 of 3 "
        "other slices, on 1 beyond doubt; turned on three. In 2019 they were nearer than 50 % of "
        "all other pairs (than 70 %). This holds on 2 of 3 other slices, on 1 beyond doubt; "
        "turned on three. Not assessable: four."
    )


def test_an_unsettled_base_says_so():
    unsure = told()
    changed = replace(unsure.rows[0], change=(0.3, -0.1, 0.7))
    text = replace(unsure, rows=(changed, *unsure.rows[1:])).sentence()
    assert "moved apart (by 0.30 [-0.10, 0.70], which is not settled;" in text


@pytest.mark.parametrize(
    ("value", "up", "expected"),
    [
        ((-1.0, -2.0, -0.1), False, "holds"),
        ((-1.0, -2.0, 0.1), False, "holds, not settled"),
        ((-1.0, -2.0, 0.1), True, "turned, not settled"),
        ((-1.0, -2.0, -0.1), True, "turned"),
        ((np.nan,) * 3, True, "not assessable"),
    ],
)
def test_verdicts(value, up, expected):
    assert verdict(value, up) == expected


def test_bad_requests_of_any_roll_calls():
    with pytest.raises(FoedusError, match="between 0 and 1"):
        fan_of(base(), 0, 13, (0, 3), [], than=1.0)
    with pytest.raises(FoedusError, match="cast 0 votes"):
        fan_of(base(), 0, 13, (0, 9), [])
    with pytest.raises(FoedusError, match="cast 0 votes"):
        fan_of(base(), 0, "nobody", (0, 3), [])


@cache
def tables(folder):
    names = ["voeten_roll_call_issues", "voeten_ideal_points", "undl_ga_votes"]
    return build_tables([folder], names)[0]


@pytest.mark.parametrize(
    ("changes", "error", "match"),
    [
        ({"groups": ["weather"]}, FoedusError, "weather"),
        ({"years": (2019, 1992)}, YearOutOfRange, "earlier first"),
        ({"years": (1992, 2090)}, YearOutOfRange, "2090"),
        ({"record": "memory"}, UnknownName, "memory"),
        ({"lead": -1}, FoedusError, "lead"),
    ],
)
def test_bad_requests_of_the_record(data, changes, error, match):
    with pytest.raises(error, match=match):
        fan(tables(data), 710, 365, **changes)


def test_a_short_fan_of_the_record(data):
    found = fan(
        tables(data), 710, 365, (2016, 2019), lead=0, halves=1, groups=("issue", "items", "ends")
    )
    assert found.names == ("China", "Russia")
    table = found.frame().set_index("slice")
    assert table.loc["all votes", ["from", "to"]].tolist() == [2016, 2019]
    assert "2019" in table.loc["important to the US", "reason"]
    assert "nothing out" in table.loc["no votes on paragraphs", "reason"]
    assert table.loc["human rights", "items"] < table.loc["all votes", "items"]
    assert (table.loc[table["reason"] == "", "nearer_than_to"] > 0.2).all()
    assert found.sentence().startswith("From 2016 to 2019 China and Russia")


def test_years_beyond_the_published_input_take_the_librarys_record(data):
    found = fan(tables(data), 710, 365, (2020, 2023), lead=0, halves=0, groups=("record",))
    assert [r.slice.name for r in found.rows] == [
        "all votes", "no special sessions", "input of the published estimates",
    ]  # fmt: skip
    assert found.rows[1].votes < found.rows[0].votes
    assert found.rows[2].reason


def test_a_session_that_has_only_begun_is_not_the_last_compared(data):
    what = asked(tables(data), (1992, None), "library", 5)
    assert what.ends == (47, 79)
    assert what.since == 42
    assert asked(tables(data), (1992, None), None, None).ends == (47, 74)
