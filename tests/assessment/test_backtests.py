"""What a backtest may see, and what draws make of inputs that can no longer be carried."""

import numpy as np
import pytest
from benchmarks.verdict.cuts import hidden, rates_to

from foedus.assessment.draws import draw
from foedus.assessment.evidence import Evidence
from foedus.assessment.inputs import CARRY, LASTING_YEARS, prepare
from foedus.core.vocabulary import VERDICT_TYPES

DIRECTED = {
    "obligations",
    "arms_10y",
    "arms_share",
    "troops",
    "dependence",
    "trade_share",
    "credit_line",
    "opportunity_cost",
    "ties_mean",
    "ties_sd",
    "ties_items",
}
YEARS = np.arange(1995, 2019)
YARDSTICKS = {
    "arms_pact_median": 50.0,
    "dependence_q50": 0.0005,
    "dependence_q75": 0.002,
    "dependence_q90": 0.01,
    "dependence_q97": 0.03,
    "kappa_q50": 0.1,
    "kappa_q90": 0.7,
    "kappa_norms_q50": 0.1,
    "kappa_norms_q90": 0.7,
}
RATES = {"defence_ends": 0.0, "defence_begins": 0.0, "defence_begins_beside_treaty": 0.0}


def stored():
    """Two states that trade much and have nothing else; everything is observed."""
    n = len(YEARS)
    out = {"ccode1": np.full(n, 2), "ccode2": np.full(n, 200), "year": YEARS}
    for name in CARRY:
        out[name] = np.zeros((n, 2) if name in DIRECTED else n)
    out["dependence"] += 0.2
    return out


def at(columns, year, goes_on, draws=200):
    inputs = prepare(columns)
    pair = Evidence(inputs, {k: np.full(len(inputs), v) for k, v in YARDSTICKS.items()})
    row = int(np.flatnonzero(inputs.year == year)[0])
    return pair, row, draw(pair, row, {}, RATES, draws=draws, goes_on=goes_on)


def leads(drawn):
    return {VERDICT_TYPES[k]: float((drawn.lead == k).mean()) for k in np.unique(drawn.lead)}


def test_nothing_after_the_cut_is_seen_and_nothing_before_it_is_lost():
    columns = stored()
    seen = hidden(columns, 2010)
    late = YEARS > 2010
    for name in CARRY:
        assert np.isnan(seen[name][late]).all(), name
        np.testing.assert_array_equal(seen[name][~late], columns[name][~late])
        assert np.isfinite(columns[name]).all(), "the columns given are left as they are"
    for key in ("ccode1", "ccode2", "year"):
        np.testing.assert_array_equal(seen[key], columns[key])


def test_hidden_treaties_are_carried_with_their_age():
    inputs = prepare(hidden(stored(), 2010))
    age = dict(zip(inputs.year.tolist(), inputs.age["obligations"].tolist(), strict=True))
    assert (age[2010], age[2011], age[2018]) == (0, 1, 8)


def test_rates_of_treaties_know_nothing_after_the_cut():
    columns = stored()
    columns["obligations"][YEARS <= 2012] = 1
    assert rates_to(hidden(columns, 2010))["defence_ends"] == 0
    assert rates_to(columns)["defence_ends"] == pytest.approx(1 / 18, abs=1e-6)


def test_what_can_no_longer_be_carried_is_missing_in_the_rules_and_open_in_the_draws():
    columns = hidden(stored(), 2010)
    within = 2010 + CARRY["dependence"]
    pair, row, drawn = at(columns, within, 0.5)
    assert VERDICT_TYPES[pair.ranked[0][row]] == "transactional tie"
    assert leads(drawn) == {"transactional tie": 1.0}
    pair, row, drawn = at(columns, within + 1, 0.0)
    assert VERDICT_TYPES[pair.ranked[0][row]] == "no alignment"
    assert leads(drawn) == {"no alignment": 1.0}
    assert leads(at(columns, within + 1, 1.0)[2]) == {"transactional tie": 1.0}
    half = leads(at(columns, within + 1, 0.5)[2])
    assert 0.35 < half["no alignment"] < 0.65
    assert sum(half.values()) == pytest.approx(1)


def test_draws_look_back_no_further_than_slow_inputs_do():
    columns = hidden(stored(), 2018 - LASTING_YEARS - 1)
    assert leads(at(columns, 2018, 1.0)[2]) == {"no alignment": 1.0}


def test_draws_of_years_with_all_inputs_do_not_depend_on_it():
    columns = stored()
    never, always = (at(columns, 2018, share)[2] for share in (0.0, 1.0))
    np.testing.assert_array_equal(never.lead, always.lead)
    for name in VERDICT_TYPES:
        np.testing.assert_array_equal(
            never.reading.memberships[name], always.reading.memberships[name]
        )


def test_an_input_missing_before_its_last_observation_stays_missing():
    columns = stored()
    columns["dependence"][YEARS == 2008] = np.nan
    assert "transactional tie" not in leads(at(columns, 2008, 1.0)[2])
