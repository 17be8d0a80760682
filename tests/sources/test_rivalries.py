"""Strategic rivalries: two published lists and the project's own supplement."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.core.origin import Origin
from foedus.sources import registry, rivalry_supplement
from foedus.sources.rivalry_lists import correct, rivalry_rules, tidy
from foedus.sources.rivalry_supplement.read import read as read_supplement
from foedus.sources.thompson_rivalries.read import read as read_thompson
from foedus.sources.tss_rivalries.read import read as read_tss

THOMPSON = """rivalryno,rivalryname,ccode1,ccode2,styear,endyear,region,type1,type2,type3
106,India-Pakistan,750,770,1947,2010,South Asia,positional,spatial,
153,South Yemen-Yemen,679,680,1967,1990,Gulf,ideological,spatial,
"""
TSS = """tssr_id,rivalry,ccode1,ccode2,start,end,\
positional,spatial,ideological,interventionary,principal,aprin
107,India-Pakistan,750,770,1947,2020,1,1,,,1,1
165,Eguatorial Guinea-Gabon,438,481,1972,2020,,1,,,1,
264,Burundi-Rwanda 2,516,517,2015,2018,,,,1,,1
"""


def _write(folder: Path, text: str) -> dict[str, Path]:
    path = folder / "list.csv"
    path.write_text(text)
    return {"rivalries": path}


def _real(data, name, table):
    return registry.read(registry.find(registry.origin(name), [data]))[table]


def _still(rows, low, high):
    return rows[(rows["ccode1"] == low) & (rows["ccode2"] == high)]["end"].isna().any()


def test_thompson_layout(tmp_path):
    rows = read_thompson(_write(tmp_path, THOMPSON))["rivalries_thompson"].set_index("rivalry")
    assert np.isnan(rows.loc[106, "end"])
    assert rows.loc[106, "kinds"] == "positional spatial"
    assert rows.loc[153, ["ccode1", "ccode2", "end"]].tolist() == [678, 680, 1990]


def test_tss_layout(tmp_path):
    rows = read_tss(_write(tmp_path, TSS))["rivalries_tss"].set_index("rivalry")
    assert rows["end"].isna().to_dict() == {107: True, 165: True, 264: False}
    assert rows.loc[264, "kinds"] == "interventionary"
    assert rows.loc[165, ["ccode1", "name"]].tolist() == [411, "Equatorial Guinea-Gabon"]


def test_a_correction_waits_for_the_value_it_corrects(tmp_path):
    fix = tmp_path / "corrections.csv"
    fix.write_text("rivalry,column,given,corrected,reason,source\n1,ccode1,679,678,r,s\n")
    rows = pd.DataFrame({"rivalry": [1], "ccode1": [678], "ccode2": [680]})
    assert correct(rows, fix).equals(rows)
    assert correct(rows.assign(ccode1=679), fix).loc[0, "ccode1"] == 678


def test_dyads_are_ordered_and_overlaps_refused():
    rows = pd.DataFrame(
        {"rivalry": [1, 2], "ccode1": [9, 2], "ccode2": [2, 9], "start": [1900, 1910]}
    )
    ordered = tidy(rows.assign(end=[1905, 2020]), 2020)
    assert ordered["ccode1"].tolist() == [2, 2]
    rivalry_rules("made up", ordered)
    with pytest.raises(SourceDamaged, match="overlap"):
        rivalry_rules("made up", tidy(rows.assign(end=[1915, 2020]), 2020))


def test_real_thompson(data):
    rows = _real(data, "thompson_rivalries", "rivalries_thompson")
    assert (len(rows), int(rows["end"].max())) == (197, 2009)
    assert _still(rows, 651, 666), "the list does not end Egypt-Israel"
    assert rows[(rows["ccode1"] == 2) & (rows["ccode2"] == 731)].empty
    before = rows[rows["start"] < 1990]
    assert not before[["ccode1", "ccode2"]].isin([679]).any(axis=None)


def test_real_tss(data):
    rows = _real(data, "tss_rivalries", "rivalries_tss")
    assert (len(rows), int(rows["end"].max())) == (264, 2018)
    assert _still(rows, 365, 369)
    assert _still(rows, 2, 365)
    assert rows[(rows["ccode1"] == 365) & (rows["ccode2"] == 372)].empty
    china_russia = rows[(rows["ccode1"] == 365) & (rows["ccode2"] == 710)]
    assert china_russia[["start", "end"]].to_numpy().tolist() == [[1816, 1949], [1958, 1989]]
    before = rows[rows["start"] < 1990]
    assert not before[["ccode1", "ccode2"]].isin([679]).any(axis=None)


def test_corrections_meet_the_real_lists(data):
    for name, table in (
        ("thompson_rivalries", "rivalries_thompson"),
        ("tss_rivalries", "rivalries_tss"),
    ):
        origin = registry.origin(name)
        fixes = pd.read_csv(origin.folder / "corrections.csv", dtype=str)
        rows = _real(data, name, table).set_index("rivalry")
        codes = fixes[fixes["column"].str.startswith("ccode")]
        for fix in codes.itertuples():
            assert int(fix.corrected) in rows.loc[int(fix.rivalry), ["ccode1", "ccode2"]].tolist()


def test_supplement_needs_no_raw_data():
    source = Origin.from_toml(Path(rivalry_supplement.__file__).with_name("source.toml"))
    presence = registry.find(source, [])
    assert presence.complete
    tables = read_supplement(presence.files)
    for table in source.tables:
        assert set(table.columns) <= set(tables[table.name].columns)


def test_supplement_names_the_known_gaps():
    rows = read_supplement()["rivalry_supplement"].set_index(["ccode1", "ccode2"])
    assert rows.loc[(2, 731), "change"] == "add"
    assert rows.loc[(2, 731), "start"] == 1948
    assert np.isnan(rows.loc[(365, 372), "end"])
    assert (rows.loc[(651, 666), "change"], rows.loc[(651, 666), "end"]) == ("end", 1979)


def test_supplement_adds_only_what_the_lists_lack(data):
    listed = _real(data, "tss_rivalries", "rivalries_tss")
    have = set(zip(listed["ccode1"], listed["ccode2"], strict=True))
    for row in read_supplement()["rivalry_supplement"].itertuples():
        assert ((row.ccode1, row.ccode2) in have) == (row.change == "end")


def test_settlements_stand_between_listed_rivals(data):
    listed = _real(data, "tss_rivalries", "rivalries_tss")
    have = set(zip(listed["ccode1"], listed["ccode2"], strict=True))
    rows = read_supplement()["bilateral_settlements"]
    assert set(zip(rows["ccode1"], rows["ccode2"], strict=True)) <= have
    assert rows.loc[rows["ccode1"] == 651, "date"].tolist() == [pd.Timestamp(1979, 3, 26)]
