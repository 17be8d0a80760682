"""Interstate wars."""

import numpy as np
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_wars.read import read

HEADER = (
    "warnum,ccode1,ccode2,year,cowinterongoing,cowinteronset,sidea1,sidea2,"
    "initiator1,initiator2,outcome1,outcome2,batdeath1,batdeath2,resume\n"
)
FIRST = "46,255,390,1864,1,1,1,2,1,0,1,2,1048,-9,0\n46,390,255,1864,1,1,2,1,0,1,2,1,-9,1048,0\n"
AGAIN = "46,255,390,1864,1,1,1,2,1,0,,,1048,-9,1\n46,390,255,1864,1,1,2,1,0,1,,,-9,1048,1\n"


def _read(folder, body):
    path = folder / "w.csv"
    path.write_text(HEADER + body)
    return read({"wars": path})["interstate_wars"]


def test_a_war_resumed_within_a_year_is_one_row_with_its_outcome(tmp_path):
    rows = _read(tmp_path, FIRST + AGAIN)
    assert rows["outcome1"].tolist() == [1, 2]
    assert rows["resume"].tolist() == [1, 1]
    assert rows["sidea1"].tolist() == [1, 0]
    assert np.isnan(rows.loc[0, "batdeath2"])


def test_one_direction_only_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="one direction only"):
        _read(tmp_path, FIRST.splitlines()[0] + "\n")


def test_real_wars(data):
    rows = registry.read(registry.find(registry.origin("cow_wars"), [data]))["interstate_wars"]
    assert (len(rows), rows["year"].min(), rows["year"].max()) == (1916, 1823, 2003)
    korea = rows[(rows["ccode1"] == 2) & (rows["ccode2"] == 731)]
    assert korea["year"].tolist() == [1950, 1951, 1952, 1953]
    assert korea["onset"].tolist() == [1, 0, 0, 0]
