"""Direct contiguity."""

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_contiguity.read import read

TEXT = """ccode1,ccode2,conttype,stdate,enddate
2,20,1,1920-01-01,2016-12-01
2,365,0,1816-01-01,1958-12-01
20,2,1,1920-01-01,2016-12-01
365,2,0,1816-01-01,1958-12-01
"""


def _read(folder, text):
    path = folder / "c.csv"
    path.write_text(text)
    return read({"contiguity": path})["contiguity"]


def test_imputed_rows_of_no_contiguity_are_left_out(tmp_path):
    rows = _read(tmp_path, TEXT)
    assert rows[["ccode1", "ccode2", "conttype"]].to_numpy().tolist() == [[2, 20, 1], [20, 2, 1]]
    assert rows["start"].dt.year.tolist() == [1920, 1920]


def test_one_direction_only_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="one direction only"):
        _read(tmp_path, TEXT + "2,70,1,1831-01-01,2016-12-01\n")


def test_real_borders(data):
    rows = registry.read(registry.find(registry.origin("cow_contiguity"), [data]))["contiguity"]
    assert (len(rows), rows["end"].dt.year.max()) == (1694, 2016)
    kind = rows[rows["end"].dt.year == 2016].set_index(["ccode1", "ccode2"])["conttype"]
    assert (kind[365, 710], kind[710, 365], kind[2, 20]) == (1, 1, 1)
    assert kind[2, 365] > 1
    assert (2, 710) not in kind.index
