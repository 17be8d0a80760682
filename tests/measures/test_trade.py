"""Trade dependence, totals, and what the tie risks."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import trade

FLOW = ["ccode1", "ccode2", "year", "imports"]


def frame_of(first=2000, years=3):
    return DyadFrame(first, (np.array([2, 20, 200]),) * years)


def flows(*rows):
    return pd.DataFrame(rows, columns=FLOW)


def both_ways(year, volume, a=2, b=20):
    return [(a, b, year, volume / 4), (b, a, year, 3 * volume / 4)]


def test_trade_needs_both_directions():
    frame = frame_of()
    table = flows(*both_ways(2000, 40), (2, 20, 2001, 5), (2, 200, 2000, np.nan), (200, 2, 2000, 3))
    found = trade.dyadic_trade({"trade_flows": table}, frame)
    assert found[frame.rows([2, 2, 2], [20, 20, 200], [2000, 2001, 2000])].tolist()[0] == 40
    assert np.isnan(found).sum() == len(found) - 1


def test_cow_comes_before_the_reports_of_russia_and_estimates_are_left_out():
    frame = DyadFrame(2014, (np.array([2, 365]),) * 3)
    cow = flows(*both_ways(2014, 40, 2, 365))
    imf = flows(
        *both_ways(2014, 50, 2, 365), *both_ways(2015, 60, 2, 365), *both_ways(2016, 70, 2, 365)
    )
    imf["estimated"] = imf["year"] == 2016
    found = trade.dyadic_trade({"trade_flows": cow, "imf_russia_trade": imf}, frame)
    assert found[:2].tolist() == [40, 60]
    assert np.isnan(found[2])


def test_mean_of_observed():
    window = np.array([[1.0, np.nan, np.nan], [3.0, 4.0, np.nan], [np.nan, 6.0, 7.0]])
    found = trade.mean_of_observed(window, 2)
    assert found[:2].tolist() == [2, 5]
    assert np.isnan(found[2])


def test_state_totals():
    frame = frame_of(years=1)
    found = trade.state_totals(frame, np.array([10.0, 5.0, np.nan]))
    assert found[0].tolist() == [15, 10]
    assert found[2].tolist() == [10, 5]


def test_adversary_trade_has_a_direction():
    frame = frame_of(years=1)
    # Rows (2, 20), (2, 200), (20, 200). 200 is hostile to 20 only; 2 trades 8 with 200.
    found = trade.adversary_trade(frame, np.array([10.0, 8.0, 1.0]), np.array([0.0, 0.0, 0.5]))
    assert found[0].tolist() == [
        4,
        0,
    ]  # 2 risks its trade with 20's adversary; 20 has no such trade
    assert found[1].tolist() == [5, 0]


def test_dependence_is_a_mean_of_two_years_at_least():
    frame = frame_of()
    gdp = pd.DataFrame(
        {
            "ccode": [2, 20, 200] * 3,
            "year": np.repeat([2000, 2001, 2002], 3),
            "gdp": [100.0, 1000, 50] * 3,
        }
    )
    rows = flows(*both_ways(2000, 10), *both_ways(2001, 30))
    found = trade.compute(
        {"trade_flows": rows, "gdp": gdp}, frame, {"hostility": np.zeros(len(frame))}
    )
    dependence = found["dependence"].reshape(3, 3, 2)[:, 0]
    assert np.isnan(dependence[0]).all()
    assert dependence[1].tolist() == pytest.approx([0.2, 0.02])
    assert dependence[2].tolist() == pytest.approx([0.2, 0.02])
    assert found["trade_share"].reshape(3, 3, 2)[1, 0].tolist() == [1, 1]
    assert found["opportunity_cost"].reshape(3, 3, 2)[0, 0].tolist() == [0, 0]


def test_gdp_is_carried_three_years_and_no_longer():
    frame = frame_of(years=6)
    gdp = pd.DataFrame({"ccode": [2, 20, 2], "year": [2000, 2000, 1999], "gdp": [7.0, 9.0, 1.0]})
    own = trade._gdp(gdp, frame).reshape(6, 3, 2)[:, 0]
    assert own[:4].tolist() == [[7, 9]] * 4
    assert np.isnan(own[4:]).all()


def test_chinese_and_russian_dependence_is_lopsided(history):
    dependence = history(365, 710, "dependence")
    assert dependence[2015][0] > 3 * dependence[2015][1]
    assert np.isfinite(dependence[2021]).all()
    assert np.isnan(dependence[2023]).all()
    assert np.isnan(history(2, 710, "dependence")[2018]).all()
    assert history(365, 710, "trade_share")[2015][0] > 0.1


def test_shares_of_a_state_add_up_to_one(tables):
    frame = DyadFrame.between(2010, 2012)
    found = trade.dyadic_trade(tables, frame)
    share = found[:, None] / trade.state_totals(frame, found)
    for year in (2010, 2011, 2012):
        now = frame.span(year)
        of_russia = np.nansum(share[now, 0][frame.ccode1[now] == 365]) + np.nansum(
            share[now, 1][frame.ccode2[now] == 365]
        )
        assert of_russia == pytest.approx(1)
