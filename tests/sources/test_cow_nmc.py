"""COW national material capabilities."""

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_nmc.read import read

HEADER = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"


def _read(folder, body):
    path = folder / "nmc.csv"
    path.write_text(HEADER + body)
    return read({"capabilities": path})["national_capability"]


def test_missing_components_are_nan_and_the_rest_as_given(tmp_path):
    rows = _read(tmp_path, "USA,2,2000,-9,1,2,3,4,5,0.6,6\nUKG,200,2000,,1,0,3,4,5,0.4,6\n")
    assert rows["milex"].isna().all()
    assert rows["irst"].tolist() == [2, 0]
    assert rows["ccode"].dtype.kind == "i"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("USA,2,2000,1,1,2,3,4,5,0.6,6\n", "far from summing to 1"),
        ("USA,2,2000,1,1,2,3,4,5,0.5,6\nUSA,2,2000,1,1,2,3,4,5,0.5,6\n", "repeat the key"),
        ("USA,2,2000,1,1,2,3,4,5,1.0,6\nUKG,200,2000,-5,1,2,3,4,5,0,6\n", "negative"),
    ],
)
def test_faults_are_named(tmp_path, body, fault):
    with pytest.raises(SourceDamaged, match=fault):
        _read(tmp_path, body)


def test_known_shares_of_2022(data):
    tables = registry.read(registry.find(registry.origin("cow_nmc"), [data]))
    rows = tables["national_capability"].set_index(["ccode", "year"])["cinc"]
    assert round(rows[710, 2022], 3) == 0.234
    assert round(rows[2, 2022], 3) == 0.124
    assert round(rows[365, 2022], 3) == 0.038
    assert rows.idxmax() == (2, 1945)
    assert (rows.index.get_level_values("year").min(), len(rows)) == (1816, 17121)
