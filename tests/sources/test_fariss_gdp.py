"""GDP and population estimates."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.fariss_gdp.read import read

HEAD = "ccode,year,mrgdppc,sd_mrgdppc,pwtrgdp,sd_pwtrgdp,pwtpop,sd_pwtpop\n"


def estimates(tmp_path, rows):
    (tmp_path / "g.csv").write_text(HEAD + rows)
    return {"estimates": tmp_path / "g.csv"}


def test_rows_without_an_estimate_fall_out(tmp_path):
    gdp = read(estimates(tmp_path, "812,1953,,,,,,\n2,1816,2668,410,27951,12015,9.2,.7\n"))["gdp"]
    assert gdp["ccode"].tolist() == [2]
    assert gdp.loc[0, ["gdp", "population", "gdppc"]].tolist() == [27951, 9.2, 2668]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2,1816,7.9,.1,10.2,.1,2.2,.1\n", "logged"),
        ("2,1816,2668,410,-5,12015,9.2,.7\n", "not positive"),
        ("2,1816,2668,410,27951,12015,9.2,.7\n" * 2, "repeat the key"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, rows, said):
    with pytest.raises(SourceDamaged, match=said):
        read(estimates(tmp_path, rows))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("fariss_gdp"), [folder]))["gdp"]


def test_units_are_what_the_labels_say(data):
    gdp = real(data).set_index(["ccode", "year"])
    assert gdp.index.get_level_values("year").max() == 2019
    united_states, china = gdp.loc[(2, 2019)], gdp.loc[(710, 2019)]
    assert 300 < united_states["population"] < 350  # millions
    assert 1_300 < china["population"] < 1_500
    assert 15e6 < united_states["gdp"] < 25e6  # millions: 15 to 25 trillion dollars
    assert 45_000 < united_states["gdppc"] < 70_000  # dollars
    # Two anchors, two price bases: alike, never equal.
    ratio = gdp["gdp"] / gdp["population"] / gdp["gdppc"]
    assert ratio.between(0.5, 2).mean() > 0.95
