"""Makers' own codings by dyad-year, on small made-up tables."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import borders_and_flows, conflict_years, rivalry_lists, state_years
from foedus.measures.registry import measures
from foedus.sources.registry import origin

FRAME = DyadFrame.between(2006, 2011)


class Made(dict):
    """Tidy tables by name."""

    def release(self):
        """Nothing is loaded."""


def at(values, one, two, year):
    found = values[FRAME.rows([one], [two], [year])[0]]
    if np.ndim(found) and one > two:
        found = found[::-1]
    return found.tolist()


def days(*texts):
    return pd.to_datetime(pd.Series(texts))


def test_disputes_are_zero_inside_the_list_and_missing_after_it():
    table = pd.DataFrame(
        {
            "ccode1": [2, 700],
            "ccode2": [700, 2],
            "year": [2009, 2009],
            "onset": [1, 1],
            "hostlev": [4, 4],
            "hostlev1": [4, 2],
        }
    )
    found = conflict_years.GML_DISPUTES.compute(Made(disputes_gml=table), FRAME, {})
    assert at(found["mid_onset_gml"], 2, 700, 2009) == 1
    assert at(found["mid_level_gml"], 700, 2, 2009) == 4
    assert at(found["mid_hostility_gml"], 2, 700, 2009) == [4, 2]
    assert at(found["mid_ongoing_gml"], 2, 700, 2010) == 0
    assert np.isnan(at(found["mid_ongoing_gml"], 2, 700, 2011))


def test_a_rivalry_goes_on_to_the_end_of_the_list_and_keeps_its_kinds():
    table = pd.DataFrame(
        {
            "ccode1": [365, 2],
            "ccode2": [710, 40],
            "start": [1990, 1959],
            "end": [2007, np.nan],
            "kinds": ["spatial positional", None],
        }
    )
    found = rivalry_lists.THOMPSON.compute(Made(rivalries_thompson=table), FRAME, {})
    assert at(found["rivalry_thompson"], 365, 710, 2007) == 1
    assert at(found["rivalry_thompson"], 365, 710, 2008) == 0
    assert at(found["rivalry_thompson_spatial"], 365, 710, 2006) == 1
    assert at(found["rivalry_thompson_ideological"], 365, 710, 2006) == 0
    assert at(found["rivalry_thompson"], 2, 40, 2010) == 1
    assert np.isnan(at(found["rivalry_thompson"], 2, 40, 2011))


def test_the_halves_of_germany_carry_its_rivalries():
    frame = DyadFrame.between(1960, 1961)
    table = pd.DataFrame({"ccode1": [255], "ccode2": [365], "start": [1945], "end": [1990]})
    listed = rivalry_lists.in_rivalry(table, frame, 2010)
    assert listed[frame.rows([260], [365], [1960])[0]] == 1


def test_contiguity_takes_the_nearest_border_of_the_year():
    table = pd.DataFrame(
        {
            "ccode1": [2, 70, 2, 2],
            "ccode2": [70, 2, 40, 40],
            "start": days("1980-01-01", "1980-01-01", "1990-01-01", "2007-06-01"),
            "end": days("2016-12-31", "2016-12-31", "2007-05-31", "2016-12-31"),
            "conttype": [1, 1, 4, 3],
        }
    )
    found = borders_and_flows.CONTIGUITY.compute(Made(contiguity=table), FRAME, {})
    assert at(found["contiguity"], 2, 70, 2008) == [1, 1]
    assert at(found["contiguity"], 2, 40, 2006)[0] == 4
    assert at(found["contiguity"], 2, 40, 2007)[0] == 3
    assert at(found["land_border"], 2, 40, 2007) == 0
    assert at(found["land_border"], 2, 365, 2007) == 0


def test_a_flow_that_is_not_listed_is_missing():
    table = pd.DataFrame(
        {"ccode1": [2, 20], "ccode2": [20, 2], "year": [2010, 2010], "imports": [5.0, np.nan]}
    )
    found = borders_and_flows.TRADE_FLOWS.compute(Made(trade_flows=table), FRAME, {})
    bought, sold = at(found["imports"], 2, 20, 2010), at(found["exports"], 2, 20, 2010)
    assert bought[0] == 5
    assert np.isnan(bought[1])
    assert sold[1] == 5
    assert np.isnan(at(found["imports"], 2, 20, 2011)).all()


def test_sanctions_run_from_the_sender_to_the_target():
    flags = {k: [0] for k in ("arms", "military", "financial", "travel", "other")}
    table = pd.DataFrame(
        {"ccode1": [2], "ccode2": [630], "start": [2007], "end": [2009], "trade": [1], **flags}
    )
    found = conflict_years.SANCTIONS.compute(Made(sanctions=table), FRAME, {})
    assert at(found["sanctions_trade"], 2, 630, 2008) == [1, 0]
    assert at(found["sanctions"], 2, 630, 2010) == [0, 0]
    assert at(found["sanctions_arms"], 2, 630, 2008) == [0, 0]


def test_wars_and_crises():
    war = pd.DataFrame(
        {"ccode1": [2, 700], "ccode2": [700, 2], "year": [2006] * 2, "onset": [1] * 2}
    )
    found = conflict_years.WARS.compute(Made(interstate_wars=war), FRAME, {})
    assert at(found["war_onset"], 2, 700, 2006) == 1
    assert at(found["war_ongoing"], 2, 700, 2007) == 0
    assert np.isnan(at(found["war_ongoing"], 2, 700, 2008))
    crisis = pd.DataFrame(
        {
            "ccode": [372, 365],
            "trigent": [365.0, np.nan],
            "year": [2008, 2008],
            "start": days("2008-08-07", "2008-08-08"),
            "end": days("2009-01-02", None),
        }
    )
    found = conflict_years.CRISES.compute(Made(crisis_actors=crisis), FRAME, {})
    assert at(found["crisis_trigger"], 365, 372, 2008) == [1, 0]
    assert at(found["in_crisis"], 365, 372, 2009) == [0, 1]


def test_state_years_stand_beside_both_states():
    table = pd.DataFrame({"ccode": [2, 20], "year": [2008, 2008], "polity2": [10.0, -5.0]})
    found = state_years.POLITY.compute(Made(polity=table), FRAME, {})["polity2"]
    assert at(found, 2, 20, 2008) == [10, -5]
    assert np.isnan(at(found, 2, 20, 2009)).all()


@pytest.mark.parametrize("name", sorted(measures()))
def test_metadata_hang_together(name):
    from foedus.measures.papers import paper

    m = measures()[name]
    assert m.sources
    assert all(origin(s) for s in m.sources)
    assert all(paper(key).fields["title"] for key in m.paper)
    assert m.label
    assert m.description.endswith(".")
    assert 1946 <= m.coverage[0] <= m.coverage[1] <= 2025
    assert not (m.monadic and m.directed)
