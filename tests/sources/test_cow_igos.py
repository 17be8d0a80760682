"""Counts of IGO memberships."""

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_igos.read import read

DYADS = "ccode1,ccode2,year,dyadigos\n2,20,1920,7\n2,200,1920,0\n"
STATES = (
    "ccode,year,sum_igo_full,sum_igo_associate,sum_igo_observer,sum_igo_anytype\n2,1920,9,1,0,10\n"
)


def _files(folder, dyads=DYADS):
    files = {"dyads": folder / "d.csv", "states": folder / "s.csv"}
    files["dyads"].write_text(dyads)
    files["states"].write_text(STATES)
    return files


def test_counts_as_given_and_zero_is_zero(tmp_path):
    tables = read(_files(tmp_path))
    assert tables["shared_igos"]["shared_igos"].tolist() == [7, 0]
    assert tables["igo_memberships"].to_dict("records") == [
        {"ccode": 2, "year": 1920, "n_full": 9, "n_any": 10}
    ]


def test_directed_rows_are_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="ccode1 >= ccode2"):
        read(_files(tmp_path, DYADS + "200,2,1921,3\n"))


def test_known_counts_of_2014(data):
    tables = registry.read(registry.find(registry.origin("cow_igos"), [data]))
    shared = tables["shared_igos"].set_index(["ccode1", "ccode2", "year"])["shared_igos"]
    assert shared[365, 710, 2014] == 55
    assert shared[2, 200, 2014] == 60
    assert len(shared) == 917695
    assert shared.index.get_level_values("year").max() == 2014
