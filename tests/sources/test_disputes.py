"""Militarised disputes: COW and GML read into one shape."""

import numpy as np
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_mids.read import read as read_cow
from foedus.sources.gml_mids.read import read as read_gml

ROWS = (
    "dispnum,ccode1,ccode2,year,{onset},sidea1,sidea2,fatality1,fatality2,fatalpre1,fatalpre2,"
    "hiact1,hiact2,hostlev1,hostlev2,orig1,orig2,fatality,hostlev,mindur,maxdur,recip,stmon\n"
    "7,365,710,1969,1,0,1,-9,4,-9,-9,17,17,4,4,1,1,-9,4,1,1,1,3\n"
    "7,710,365,1969,1,1,0,4,-9,-9,-9,17,17,4,4,1,1,-9,4,1,1,1,3\n"
)
LIST = (
    "dispnum,styear,stmon,outcome,settle,fatality,mindur,maxdur,hiact,hostlev,recip\n"
    "7,1969,3,5,-9,-9,1,1,17,4,1\n"
)
AIMS = "revstate1,revstate2,revtype11,revtype12,revtype21,revtype22,outcome,settle,ongo2010"


def _cow(folder, rows=ROWS, listed=LIST):
    files = {"rows": folder / "r.csv", "disputes": folder / "d.csv"}
    files["rows"].write_text(rows.format(onset="cowmidonset"))
    files["disputes"].write_text(listed)
    return read_cow(files)


def _gml(folder):
    files = {k: folder / f"{k}.csv" for k in ("rows", "all_rows", "disputes")}
    files["rows"].write_text(ROWS.format(onset="gmlmidonset"))
    head, *body = ROWS.format(onset="midonset").splitlines()
    more = ["1,0,1,0,-9,-9,5,-9,0", "0,1,0,1,-9,-9,5,-9,0"]
    lines = [f"{head},{AIMS}", *(f"{a},{b}" for a, b in zip(body, more, strict=True))]
    files["all_rows"].write_text("\n".join(lines) + "\n")
    files["disputes"].write_text(LIST)
    return read_gml(files)


def test_minus_nine_is_missing_not_a_level(tmp_path):
    rows = _cow(tmp_path)["disputes_cow"]
    assert np.isnan(rows.loc[0, "fatality1"])
    assert rows.loc[1, "fatality1"] == 4
    assert rows["onset"].tolist() == [1, 1]
    assert np.isnan(_cow(tmp_path)["dispute_list_cow"].loc[0, "settle"])


def test_first_digit_of_revtype_is_the_aim_second_the_state(tmp_path):
    rows = _gml(tmp_path)["disputes_gml_all"].set_index("ccode1")
    assert rows.loc[365, ["aim1", "aim2"]].tolist() == [1, 0]
    assert rows.loc[710, ["aim1", "aim2"]].tolist() == [0, 1]
    assert rows["second_aim1"].isna().all()


def test_one_direction_only_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="one direction only"):
        _cow(tmp_path, rows="\n".join(ROWS.splitlines()[:2]) + "\n")


def test_a_dispute_outside_the_list_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="not in the list"):
        _cow(tmp_path, listed=LIST.replace("\n7,", "\n8,"))


@pytest.mark.parametrize(
    ("source", "table", "n", "last"),
    [
        ("cow_mids", "disputes_cow", 10234, 2014),
        ("gml_mids", "disputes_gml", 9284, 2010),
        ("gml_mids", "disputes_gml_all", 10276, 2010),
    ],
)
def test_real_rows(data, source, table, n, last):
    rows = registry.read(registry.find(registry.origin(source), [data]))[table]
    assert (len(rows), rows["year"].min(), rows["year"].max()) == (n, 1816, last)
    assert not (rows.select_dtypes("number") < 0).any(axis=None)
    clash = rows[(rows["ccode1"] == 365) & (rows["ccode2"] == 710) & (rows["year"] == 1969)]
    assert clash["hostlev"].max() >= 4
    assert (clash["recip"] == 1).any()


def test_gml_ends_before_cow(data):
    gml = registry.read(registry.find(registry.origin("gml_mids"), [data]))
    assert gml["disputes_gml_all"]["aim1"].dropna().isin(range(5)).all()
    assert len(gml["dispute_list_gml"]) == 2174
