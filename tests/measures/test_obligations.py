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
    for name, values in found.items():
        assert np.isnan(values[1]).all()
        assert np.isfinite(values[0]).all() or name == "obligation_suspended"


# -- after ATOP's last year: carried, and changed by the register ---------------------------

LATER = DyadFrame(2017, (np.array([2, 20, 200, 365]),) * 9)


def registered(*lines, pairs):
    """A register of made-up lines; a line is (number, change, change_of, status)."""
    columns = ["number", "change", "change_of", "status"]
    register = pd.DataFrame(lines, columns=columns).assign(
        signed=pd.Timestamp("2020-01-01"), intcom=np.nan, milcon=np.nan, base=np.nan
    )
    rows = []
    for number, one, two, start, end, flags in pairs:
        owed = {f"{f}_{k}": flags.get(f, 0) for f in obligations.FLAGS for k in (1, 2)}
        rows.append(
            {"number": number, "ccode1": one, "ccode2": two, "start": start, "end": end} | owed
        )
    days = {"start": "datetime64[s]", "end": "datetime64[s]"}
    return {
        "treaty_register": register,
        "treaty_register_pairs": pd.DataFrame(rows).astype(days),
    }


def atop(censored=1):
    """One defence treaty (7) of 2, 20 and 200 to 2018."""
    years = (2017, 2018)
    rows = [member(7, c, y, defense=1) for c in (2, 20, 200) for y in years]
    directed = [
        (a, b, y, 1, 0, 0, 0, 0)
        for a in (2, 20, 200)
        for b in (2, 20, 200)
        if a != b
        for y in years
    ]
    tables = made_up(rows, directed, [(7, c, "1950-01-01") for c in (2, 20, 200)])
    tables["atop_members"]["censored"] = censored
    return tables


def row(one, two, year):
    return LATER.rows([one], [two], [year])[0]


def test_atop_is_carried_with_its_basis():
    none = registered((90001, "new", 0, "depth_only"), pairs=[(90001, 2, 365, None, None, {})])
    found = obligations.compute(atop() | none, LATER, {})
    assert found["obligations"][row(2, 20, 2025)].tolist() == [1, 1]
    assert found["obligations_basis"][[row(2, 20, 2018), row(2, 20, 2019)]].tolist() == [0, 1]
    assert found["defence_members"][row(2, 20, 2025)] == 3
    assert found["obligations"][row(2, 365, 2025)].tolist() == [0, 0]


def test_a_treaty_that_ended_in_2018_is_not_carried():
    none = registered((90001, "new", 0, "depth_only"), pairs=[(90001, 2, 365, None, None, {})])
    found = obligations.compute(atop(censored=0) | none, LATER, {})
    assert found["obligations"][row(2, 20, 2018)].tolist() == [1, 1]
    assert found["obligations"][row(2, 20, 2019)].tolist() == [0, 0]


def test_who_leaves_is_bound_to_the_end_of_the_year():
    left = registered(
        (90001, "leaves", 7, "ended"),
        pairs=[(90001, a, b, None, "2020-01-31", {}) for a, b in ((2, 200), (20, 200))],
    )
    found = obligations.compute(atop() | left, LATER, {})
    owed = [found["obligations"][row(2, 200, y)].tolist() for y in (2020, 2021)]
    assert owed == [[1, 1], [0, 0]]
    assert found["defence_members"][[row(2, 20, 2020), row(2, 20, 2021)]].tolist() == [3, 2]
    assert found["obligations_basis"][[row(2, 200, 2020), row(2, 200, 2021)]].tolist() == [1, 2]
    assert found["obligations_basis"][row(2, 20, 2021)] == 1


def test_who_joins_owes_every_member_under_the_same_treaty():
    joins = registered(
        (90001, "joins", 7, "in_force"),
        pairs=[(90001, c, 365, "2023-04-04", None, {"defense": 1}) for c in (2, 20, 200)],
    )
    found = obligations.compute(atop() | joins, LATER, {})
    assert found["obligations"][row(20, 365, 2022)].tolist() == [0, 0]
    assert found["obligations"][row(20, 365, 2023)].tolist() == [1, 1]
    assert found["defence_treaty"][row(20, 365, 2023)] == 7
    assert found["defence_members"][[row(2, 20, 2022), row(2, 20, 2023)]].tolist() == [3, 4]
    assert found["obligations_basis"][[row(20, 365, 2023), row(2, 20, 2023)]].tolist() == [2, 1]


def test_a_new_treaty_has_the_registers_number():
    new = registered(
        (90001, "new", 0, "in_force"),
        pairs=[(90001, 2, 365, "2024-12-04", None, {"consul": 1, "nonagg": 1})],
    )
    found = obligations.compute(atop() | new, LATER, {})
    assert found["obligations"][row(2, 365, 2024)].tolist() == [24, 24]
    assert found["pact_treaty"][row(2, 365, 2024)] == 90001
    assert found["nonaggression_since"][row(2, 365, 2025)] == 2024


@pytest.mark.parametrize(
    "status", ["signed_not_in_force", "political_not_ratified", "unilateral_pledge", "depth_only"]
)
def test_what_is_not_law_is_not_merged(status):
    new = registered(
        (90001, "new", 0, status), pairs=[(90001, 2, 365, "2020-01-01", None, {"defense": 1})]
    )
    found = obligations.compute(atop() | new, LATER, {})
    assert found["obligations"][row(2, 365, 2025)].tolist() == [0, 0]


def test_suspension_marks_and_renewal_confirms():
    lines = registered(
        (90001, "suspends", 7, "suspended_in_practice"),
        (90002, "renews", 7, "in_force"),
        pairs=[
            (90001, 2, 20, "2024-02-22", None, {}),
            (90002, 2, 200, "2021-06-28", None, {"defense": 1}),
        ],
    )
    found = obligations.compute(atop() | lines, LATER, {})
    assert found["obligation_suspended"][[row(2, 20, 2023), row(2, 20, 2024)]].tolist() == [0, 1]
    assert np.isnan(found["obligation_suspended"][row(2, 20, 2018)])
    assert found["obligations"][row(2, 20, 2025)].tolist() == [1, 1]
    assert found["obligations_basis"][[row(2, 200, 2020), row(2, 200, 2021)]].tolist() == [1, 2]


@pytest.fixture(scope="module")
def now(tables):
    """``now(a, b, year)``: the stored values of a pair, the first dimension as named."""
    from foedus.sources.treaty_register.read import read

    names = ("atop_directed", "atop_member_years", "atop_members")
    frame = DyadFrame.between(2018, 2025)
    found = obligations.compute({n: tables[n] for n in names} | read(), frame, {})

    def of(a, b, year):
        at = frame.rows([a], [b], [year])[0]
        got = {name: values[at].tolist() for name, values in found.items()}
        got["class"] = obligations.obligation_class(found["obligations"][at]).tolist()
        return got

    return of


def test_known_answers_after_2018(now):
    assert now(2, 375, 2022)["class"] == [1, 1]  # the OSCE
    assert now(2, 375, 2023)["defence_treaty"] == 3180
    assert now(2, 375, 2024)["defence_members"] == 32
    assert now(375, 380, 2024)["class"] == [4, 4]
    assert [now(375, 380, y)["obligations_basis"] for y in (2023, 2024)] == [1, 2]
    assert now(365, 375, 2025)["class"] == now(365, 375, 2018)["class"]  # no change with Russia
    assert [now(343, 350, y)["class"] for y in (2019, 2020)] == [[1, 1], [4, 4]]
    assert [now(365, 731, y)["class"] for y in (2023, 2024)] == [[2, 2], [4, 4]]
    assert now(670, 770, 2025)["class"] == now(670, 770, 2018)["class"]  # signed, not merged
    bound = now(365, 371, 2024)
    assert bound["class"] == [4, 4]
    assert bound["obligation_suspended"] == 1
    assert [now(200, 305, y)["class"] for y in (2020, 2021)] == [[4, 4], [1, 1]]  # out of the EU
    assert now(900, 947, 2024)["class"] == [4, 0]  # Australia to Tuvalu, one way
    assert now(365, 369, 2020)["nonaggression_since"] == 0
    assert now(2, 200, 2025)["defence_members"] == 32


def test_to_2018_nothing_changes(tables):
    from foedus.sources.treaty_register.read import read

    names = ("atop_directed", "atop_member_years", "atop_members")
    plain = {n: tables[n] for n in names}
    frame = DyadFrame.between(2000, 2020)
    old = frame.year <= 2018
    with_, without = (obligations.compute(t, frame, {}) for t in (plain | read(), plain))
    for name in without:
        assert np.array_equal(with_[name][old], without[name][old], equal_nan=True), name


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
