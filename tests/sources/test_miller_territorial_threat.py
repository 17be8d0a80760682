"""Latent external territorial threat."""

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.miller_territorial_threat.read import read

HEADER = "ccode,year,lterrthreat,sd,lwr,upr,m_lterrthreat,m_sd,m_lwr,m_upr\n"


def _read(folder, body):
    path = folder / "t.csv"
    path.write_text(HEADER + body)
    return read({"threat": path})["territorial_threat"]


def test_main_estimate_with_its_interval(tmp_path):
    rows = _read(tmp_path, "2,1816,0.27,0.12,0.09,0.47,,,,\n")
    assert rows.to_dict("records") == [
        {"ccode": 2, "year": 1816, "threat": 0.27, "low": 0.09, "high": 0.47, "sd": 0.12}
    ]


def test_an_estimate_outside_its_interval_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="outside its interval"):
        _read(tmp_path, "2,1816,0.9,0.12,0.09,0.47,,,,\n")


def test_real_coverage(data):
    tables = registry.read(registry.find(registry.origin("miller_territorial_threat"), [data]))
    rows = tables["territorial_threat"]
    assert (len(rows), rows["year"].min(), rows["year"].max()) == (14781, 1816, 2010)
    of_2010 = rows[rows["year"] == 2010].set_index("ccode")["threat"]
    assert of_2010[750] > of_2010[155] > of_2010[990]
