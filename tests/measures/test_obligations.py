"""Who owes whom what, and under which treaty."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import obligations
from foedus.measures.registry import measure

DEPTH = {
    "organ1": 0.0,
    "orgpurp1": 0.0,
    "organ2": 0.0,
    "orgpurp2": 0.0,
    "intcom": 0.0,
    "milcon": 0.0,
    "base": 0.0,
}


def member(atopid, ccode, year, **flags):
    row = {
        "atopid": atopid,
        "ccode": ccode,
        "year": year,
        **dict.fromkeys(obligations.FLAGS, 0),
        **DEPTH,
    }
    return row | flags


def made_up(rows, directed=(), starts=()):
    flags = list(obligations.FLAGS)
    return {
        "atop_member_years": pd.DataFrame(rows),
        "atop_directed": pd.DataFrame(list(directed), columns=["ccode1", "ccode2", "year", *flags]),
        "atop_members": pd.DataFrame(
            [(a, c, s, 1) for a, c, s in starts], columns=["atopid", "ccode", "start", "nonagg"]
        ).astype({"start": "datetime64[ns]"}),
    }


@pytest.fixture
def frame():
    return DyadFrame(1946, (np.array([2, 20, 200]),) * 3)


def test_class_takes_the_strongest():
    bits = np.array([[0, 1], [2, 4], [16, 8], [8 + 16, 4 + 16], [31, np.nan]])
    assert obligations.obligation_class(bits)[:4].tolist() == [[0, 4], [4, 3], [2, 1], [2, 3]]
    assert obligations.obligation_class(bits)[4, 0] == 4
    assert np.isnan(obligations.obligation_class(bits)[4, 1])


def test_flags_keep_their_direction(frame):
    tables = made_up([member(1, 2, 1946), member(1, 20, 1946)], [(20, 2, 1947, 1, 0, 0, 0, 1)])
    found = obligations.compute(tables, frame, {})
    row = frame.rows([2], [20], [1947])[0]
    assert found["obligations"][row].tolist() == [0, 1 + 16]
    assert measure("obligation_defence").values(found)[row].tolist() == [0, 1]
    assert measure("obligation_consultation").values(found)[row].tolist() == [0, 1]
    assert measure("obligation_neutrality").values(found)[row].tolist() == [0, 0]


def test_the_smallest_treaty_is_named(frame):
    wide = [member(3000, c, 1946, defense=1) for c in (2, 20, 200)]
    close = [member(4000, c, 1946, defense=1) for c in (2, 20)]
    found = obligations.compute(made_up(wide + close), frame, {})
    row = frame.rows([2, 2, 2], [20, 200, 20], [1946, 1946, 1947])
    assert found["defence_treaty"][row].tolist() == [4000, 3000, 0]
    assert found["defence_members"][row].tolist() == [2, 3, 0]
    assert found["pact_treaty"][row].tolist() == [0, 0, 0]


def test_a_pact_needs_the_promise_of_both(frame):
    rows = [
        member(5, 2, 1946, consul=1),
        member(5, 20, 1946),
        member(6, 2, 1946, consul=1),
        member(6, 200, 1946, consul=1),
    ]
    found = obligations.compute(made_up(rows), frame, {})
    row = frame.rows([2, 2], [20, 200], [1946, 1946])
    assert found["pact_treaty"][row].tolist() == [0, 6]


def test_two_phases_in_a_year_are_one_treaty():
    rows = [
        member(7, c, 1946, **flags)
        for c in (2, 20, 200)
        for flags in ({"defense": 1}, {"consul": 1, "base": 1.0})
    ]
    shared = obligations.shared_treaties(pd.DataFrame(rows))
    assert len(shared) == 3
    assert (shared["size"] == 3).all()
    assert shared["organised"].all()
    assert (shared[["defense_1", "consul_1", "defense_2", "consul_2"]] == 1).all().all()


@pytest.mark.parametrize(
    ("provision", "standing"),
    [
        ({}, False),
        ({"organ1": 1.0, "orgpurp1": 1.0}, False),  # meetings of ministers
        ({"organ1": 2.0, "orgpurp1": 2.0}, False),  # an organisation, not a military one
        ({"organ1": 2.0, "orgpurp1": 1.0}, True),
        ({"organ2": 3.0, "orgpurp2": 1.0}, True),
        ({"intcom": 1.0}, True),
        ({"milcon": 1.0}, False),
        ({"milcon": 2.0}, True),
        ({"base": 1.0}, True),
        ({"base": np.nan, "organ1": np.nan}, False),
    ],
)
def test_peacetime_machinery(provision, standing):
    assert obligations.standing_organisation(
        pd.DataFrame([member(1, 2, 1946, **provision)])
    ).tolist() == [standing]


def test_settlement_is_bilateral_mutual_and_dated(frame):
    rows = [member(8, c, y, nonagg=1) for c in (2, 20) for y in (1947, 1948)]
    rows += [member(9, c, y, nonagg=1) for c in (2, 200) for y in (1946, 1947, 1948)]
    rows += [member(10, c, 1948, nonagg=1) for c in (2, 20, 200)]  # of three: settles nothing
    starts = [
        (8, 2, "1947-05-01"),
        (8, 20, "1947-05-01"),
        (9, 2, "1934-01-01"),
        (9, 200, "1936-01-01"),
    ]
    found = obligations.compute(made_up(rows, starts=starts), frame, {})
    row = frame.rows([2, 2, 2, 20], [20, 20, 200, 200], [1946, 1948, 1948, 1948])
    assert found["nonaggression_since"][row].tolist() == [0, 1947, 1936, 0]


def test_years_after_atop_are_missing():
    frame = DyadFrame(2018, (np.array([2, 20]),) * 2)
    rows = [member(1, c, 2018, defense=1) for c in (2, 20)]
    found = obligations.compute(made_up(rows, [(2, 20, 2018, 1, 0, 0, 0, 0)]), frame, {})
    for values in found.values():
        assert np.isnan(values[1]).all()
        assert np.isfinite(values[0]).all()


def test_treaties_of_china_and_russia(history):
    assert history(365, 710, "defence_treaty")[1955] == 3200
    assert history(365, 710, "pact_treaty")[2015] == 4980
    assert history(365, 710, "defence_treaty")[2015] == 0
    owed = history(365, 710, "obligations")
    # From the treaty of 1945 with the Republic (ATOP 3030), without a break to April 1980.
    assert [y for y in range(1946, 2019) if owed.get(y) == (4, 4)] == list(range(1946, 1981))
    assert history(365, 710, "nonaggression_since")[2015] == 2001


def test_alliances_as_the_record_has_them(history):
    assert history(2, 740, "obligations")[2015] == (4, 2)  # Japan owes consultation only
    assert history(2, 740, "defence_treaty")[1953] == 3220
    assert history(2, 740, "defence_treaty")[2015] == 3375
    assert history(2, 666, "obligations")[2015] == (0, 0)  # US and Israel
    assert history(2, 666, "defence_treaty")[2015] == 0
    assert history(365, 40, "obligations")[1980] == (0, 0)  # USSR and Cuba
    assert history(371, 373, "defence_treaty")[2015] > 0  # a common pact of enemies
    owed = history(900, 920, "obligation_defence")
    assert owed[1985] == (1, 1)
    assert owed[1987] == (0, 0)  # suspended in September 1986; its last whole year is 1985


def test_west_germany_is_260(history):
    assert set(history(2, 260, "defence_treaty")) == set(range(1955, 1991))
    assert history(2, 260, "defence_treaty")[1960] == 3180


def test_one_sided_promises_exist(reference):
    stored = reference.read(["obligations"])
    bits = stored["obligations"]
    known = np.isfinite(bits).all(axis=1)
    assert (bits[known, 0] != bits[known, 1]).sum() > 0
