"""ATOP: phases, spells, member-years and directed dyad-years."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.atop.read import read
from foedus.sources.atop.spells import dates

NAME = "atop"
OBLIGATIONS = ["defense", "offense", "neutral", "nonagg", "consul"]


@cache
def real(data):
    return registry.read(registry.find(registry.origin(NAME), [data]))


def test_both_layouts_give_the_same_tables(sample):
    shared, official = read(sample(NAME)), read(sample(NAME, "official"))
    for name, table in shared.items():
        pd.testing.assert_frame_equal(table, official[name])


def test_spells_and_phases(sample):
    members = read(sample(NAME))["atop_members"]
    left = members[(members["ccode"] == 211) & (members["phase"] == "9002.2")]
    assert [f"{d:%Y-%m-%d}" for d in left["start"]] == ["2000-01-01", "2010-05-01"]
    assert [f"{d:%Y-%m-%d}" for d in left["end"]] == ["2005-06-30", "2018-12-31"]
    assert left["censored"].tolist() == [0, 1]
    first = members[members["atopid"] == 9001]
    assert first["phase"].tolist() == ["9001", "9001"]
    assert {f"{d:%Y-%m-%d}" for d in first["end"]} == {"1980-04-30"}
    assert first["milcon"].isna().all(), "a provision that is not known is missing, not zero"


def test_member_years_follow_the_phases(sample):
    years = read(sample(NAME))["atop_member_years"]
    belgium = years[years["ccode"] == 211]
    assert belgium["year"].tolist() == [*range(1995, 2006), *range(2010, 2019)]
    assert belgium.set_index("year")["defense"].loc[[1999, 2000]].tolist() == [0, 1]
    count = years[years["ccode"] == 200].set_index("year")["n_members"]
    assert count.loc[[1994, 1995, 2006, 2010]].tolist() == [2, 3, 2, 3]


def test_unknown_days_take_the_widest_month():
    assert dates([1999], [2], [np.nan], close=True).astype(str).tolist() == ["1999-02-28"]
    assert dates([1999], [2], [np.nan], close=False).astype(str).tolist() == ["1999-02-01"]


def test_a_contradiction_about_the_end_is_named(sample):
    files = sample(NAME)
    path = files["members"]
    path.write_text(path.read_text(encoding="utf-8").replace(",0,0,0,0,0,1,", ",0,0,0,0,0,0,"))
    with pytest.raises(SourceDamaged, match="ineffect"):
        read(files)


def test_size(data):
    tables = real(data)
    assert {n: len(t) for n, t in tables.items()} == {
        "atop_members": 2510, "atop_member_years": 42_335, "atop_phases": 849,
        "atop_alliances": 789, "atop_directed": 273_296,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("atopid", "start", "end", "obligations"),
    [
        (3200, "1950-02-14", "1980-04-11", ["defense", "nonagg"]),
        (4980, "2001-07-16", "2018-12-31", ["nonagg", "consul"]),
    ],
)
def test_china_and_russia(data, atopid, start, end, obligations):
    members = real(data)["atop_members"].query("atopid == @atopid")
    assert members["ccode"].tolist() == [365, 710]
    assert {f"{d:%Y-%m-%d}" for d in members["start"]} == {start}
    assert {f"{d:%Y-%m-%d}" for d in members["end"]} == {end}
    held = [o for o in OBLIGATIONS if (members[o] == 1).all()]
    assert held == obligations
    assert (members["bilat"] == 1).all()
    assert (members["n_members"] == 2).all()


def test_china_and_russia_by_direction(data):
    pairs = real(data)["atop_directed"].set_index(["ccode1", "ccode2", "year"])
    for direction in ((365, 710), (710, 365)):
        assert pairs.loc[(*direction, 1955), "defense"] == 1
        assert pairs.loc[(*direction, 1980), "defense"] == 1
        assert (*direction, 1985) not in pairs.index
        assert pairs.loc[(*direction, 2015), OBLIGATIONS].tolist() == [0, 0, 0, 1, 1]


def test_obligations_that_differ_by_direction(data):
    directed = real(data)["atop_directed"]
    other = directed.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    both = directed.merge(other, on=["ccode1", "ccode2", "year"], suffixes=("", "_back"))
    assert len(both) == len(directed)
    differ = both[OBLIGATIONS].to_numpy() != both[[f"{o}_back" for o in OBLIGATIONS]].to_numpy()
    assert differ.sum(axis=0).tolist() == [984, 92, 290, 20, 8]
    assert differ.any(axis=1).sum() == 1300


def test_defence_in_2015_and_the_traps(data):
    directed = real(data)["atop_directed"].query("year == 2015 and defense == 1")
    pairs = {(min(a, b), max(a, b)) for a, b in directed[["ccode1", "ccode2"]].to_numpy()}
    assert len(pairs) == 1679
    assert (371, 373) in pairs
    assert (2, 666) not in pairs
    assert (40, 365) not in pairs


def test_member_years_are_those_of_the_makers_state_year_file(data):
    """Every (state, year, alliance) of ATOP's own state-year file, and none besides."""
    yearly = pd.read_csv(data / "atop_5_1" / "atop5_1sy.csv")
    ids = [c for c in yearly if c.startswith("atopid")]
    theirs = yearly.query("year >= 1946").melt(["state", "year"], ids).dropna()
    theirs = set(zip(theirs["state"], theirs["year"], theirs["value"].astype(int), strict=True))
    ours = real(data)["atop_member_years"]
    assert set(zip(ours["ccode"], ours["year"], ours["atopid"], strict=True)) == theirs


def test_mass_treaties_stand_out_by_their_members(data):
    years = real(data)["atop_member_years"].query("year == 2015")
    members = years.groupby("atopid")["n_members"].max()
    assert members[3180] == 28  # NATO
    assert members[4175] == 28  # European Union
    assert members[4980] == 2
