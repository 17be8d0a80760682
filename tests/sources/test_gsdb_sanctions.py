"""GSDB: cases into pairs, the EU by its members of the time, nothing ships."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.gsdb_sanctions.read import read

HEAD = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,length,trade,descr_trade,"
    "arms,military,financial,travel,other,objective,success\n"
)
TAIL = "1,,0,0,1,0,0,prevent war,failed\n"


def cases(tmp_path, rows):
    (tmp_path / "g.csv").write_text(HEAD + rows)
    return {"cases": tmp_path / "g.csv"}


def test_the_eu_acts_through_its_members_of_the_time(tmp_path):
    tables = read(cases(tmp_path, f'7,Russia,"EU, US, UN",2012,2014,3,{TAIL}'))
    rows = tables["sanctions"].set_index("ccode1")
    assert set(rows["ccode2"]) == {365}
    assert rows.loc[2, "via"] == ""
    assert rows.loc[220, ["start", "end", "via"]].tolist() == [2012, 2014, "EU"]
    assert rows.loc[344, ["start", "end"]].tolist() == [2013, 2014]  # Croatia joined in 2013
    assert len(rows) == 29  # 28 members and the United States
    assert tables["sanction_cases"]["unexpanded"].tolist() == ["UN"]
    assert rows.loc[2, "objective"] == "prevent_war"  # corrections.csv


def test_several_targets_and_self(tmp_path):
    row = f'3,"Iran, Syria, Terrorist Organizations (Taliban)","US, Iran",1990,1991,2,{TAIL}'
    tables = read(cases(tmp_path, row))
    found = tables["sanctions"][["ccode1", "ccode2"]].values.tolist()
    assert found == [[2, 630], [2, 652], [630, 652]]
    assert "Taliban" in tables["sanction_cases"]["unexpanded"].item()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"1,Iran,US,1995,1990,2,{TAIL}", "ends before it begins"),
        (f"1,Iran,US,1990,1995,2,{TAIL}" * 2, "repeat the key"),
        ("1,Iran,US,1990,1995,2,7,,0,0,1,0,0,other,failed\n", "not 0 or 1"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, row, said):
    with pytest.raises(SourceDamaged, match=said):
        read(cases(tmp_path, row))


def test_it_is_never_shipped():
    origin = registry.origin("gsdb_sanctions")
    assert origin.user_supplied_only
    assert not origin.redistributable


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("gsdb_sanctions"), [folder]))


def test_real_cases(data):
    tables = real(data)
    assert len(tables["sanction_cases"]) == 1101
    sanctions = tables["sanctions"]
    assert (sanctions["start"].min(), sanctions["end"].max()) == (1949, 2019)
    on_russia = sanctions[(sanctions["ccode2"] == 365) & (sanctions["start"] == 2014)]
    assert {2, 20, 200, 220, 255} <= set(on_russia["ccode1"])
    assert 710 not in set(on_russia["ccode1"])


def test_only_groups_and_no_states_stay_unexpanded(data):
    names = set("; ".join(real(data)["sanction_cases"]["unexpanded"]).split("; "))
    states = {"Russia", "US", "UK", "FRY", "Yugoslavia", "Vietnam", "Serbia", "North Macedonia"}
    assert not names & states
    assert "UN" in names
