"""Traces and convergence of made-up chains."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.diagnose import diagnose
from foedus.rollcalls.diagnostics.item_fit import item_fit
from foedus.rollcalls.diagnostics.traces import convergence, traces, worst
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.sampling.sampled import Items, SampledPoints, agreement_of_chains, figures


@cache
def fast():
    return estimate(made_up_votes(actors=8, periods=12, items=8, seed=1).votes)


@cache
def sampled():
    """Chains drawn around the fast estimates; those of the last position disagree."""
    found = fast()
    rng = np.random.default_rng(1)
    draws = found.mean + 0.1 * rng.standard_normal((2, 300, len(found), 1))
    draws[1, :, -1] += 1.0
    draws = draws.astype(np.float32)
    slope = found.slope + 0.1 * rng.standard_normal((2, 300, *found.slope.shape))
    r_hat, ess = agreement_of_chains(draws)
    cuts = [figures(np.broadcast_to(c, (2, 300, len(c)))) for c in (found.lower, found.upper)]
    inner = SampledPoints(
        found.actors, found.actor, found.period, figures(draws), r_hat, ess,
        Items(figures(slope.astype(np.float32)), *cuts), found.predicted, None, draws,
    )  # fmt: skip
    return replace(found, settings=Settings(mode="foedus"), sampled=inner)


def test_traces_are_the_draws_of_the_positions_named():
    found = sampled()
    shown = traces(found, [(3, 5), (7, 11)])
    assert shown.draws.shape == (2, 300, 2)
    at = found.rows(3)[5]
    assert np.array_equal(shown.draws[:, :, 0], found.sampled.draws[:, :, at, 0])
    assert shown.r_hat[0] < 1.02 < 1.5 < shown.r_hat[1]
    assert shown.ess[0] > 300 > 20 > shown.ess[1]


def test_convergence_in_all_and_by_decade():
    table = convergence(sampled(), offset=1985)
    assert table["from"].isna().tolist() == [True, False, False]
    assert table["from"].tolist()[1:] == [1980, 1990]
    assert table["positions"].tolist() == [96, 40, 56]
    assert table["r_hat_worst"].tolist()[0] == table["r_hat_worst"].tolist()[2] > 1.5
    assert table["r_hat_worst"].tolist()[1] < 1.05
    assert (table["ess_least"] <= table["ess_5"]).all()
    assert table.loc[0, "met"] == pytest.approx((sampled().sampled.r_hat <= 1.01).mean(), abs=1e-12)


def test_the_worst_position_is_named():
    first = worst(sampled(), 3).iloc[0]
    assert (first["actor"], first["period"]) == (7, 11)


def test_slopes_have_intervals_where_sampled():
    items = item_fit(sampled())
    assert (items["slope_low"] < items["slope_high"]).all()
    assert "slope_low" not in item_fit(fast())


def test_the_diagnosis_says_whether_chains_met():
    told = diagnose(sampled(), 0, 7)
    assert told.convergence is not None
    assert "R-hat is at most 1.01 for" in told.sentences()[0]
    assert told.unmet is not None
    assert told.unmet.iloc[0]["actor"] == 7
    bare = diagnose(fast())
    assert bare.convergence is bare.unmet is bare.pair is None
    assert len(bare.sentences()) == 3
    with pytest.raises(FoedusError, match="no pair"):
        diagnose(fast(), 0)


def test_bad_requests():
    with pytest.raises(FoedusError, match="no chains"):
        traces(fast(), [(3, 5)])
    with pytest.raises(FoedusError, match="no chains"):
        convergence(fast())
    with pytest.raises(FoedusError, match="dimension 2"):
        traces(sampled(), [(3, 5)], dimension=2)
    with pytest.raises(FoedusError, match="at least one"):
        traces(sampled(), [])
    with pytest.raises(FoedusError, match="period 40"):
        traces(sampled(), [(3, 40)])
    with pytest.raises(FoedusError, match="span"):
        convergence(sampled(), span=0)
