"""V-Dem: one version with intervals, the next only for later years."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.vdem_regimes.read import read

HEAD = (
    "vdem_country_name,vdem_cowcode,year,v2x_polyarchy,v2x_polyarchy_codelow,"
    "v2x_polyarchy_codehigh,v2x_polyarchy_sd,v2x_libdem\n"
)


def write(tmp_path, rows, latest="ccode,year,v2x_polyarchy\n2,2024,.9\n2,2025,.8\n20,2025,\n"):
    (tmp_path / "v.csv").write_text(HEAD + rows)
    (tmp_path / "l.csv").write_text(latest)
    return {"indices": tmp_path / "v.csv", "latest": tmp_path / "l.csv"}


def test_the_next_version_only_adds_later_years(tmp_path):
    rows = "US,2,2024,.75,.70,.80,.05,.70\nHong Kong,,2024,.2,.1,.3,.05,.2\nCuba,40,2024,,,,,\n"
    regimes = read(write(tmp_path, rows))["regimes"]
    assert regimes[["ccode", "year", "vdem_version"]].values.tolist() == [
        [2, 2024, 15],
        [2, 2025, 16],
    ]
    assert regimes["polyarchy"].tolist() == [0.75, 0.8]
    assert regimes["polyarchy_low"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("US,2,2024,1.75,.70,.80,.05,.70\n", "outside 0-1"),
        ("US,2,2024,.90,.70,.80,.05,.70\n", "outside its bounds"),
        ("US,2,2024,.75,.70,.80,.05,.70\n" * 2, "repeat the key"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, rows, said):
    with pytest.raises(SourceDamaged, match=said):
        read(write(tmp_path, rows))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("vdem_regimes"), [folder]))["regimes"]


def test_coverage_and_interval(data):
    regimes = real(data)
    assert (regimes["year"].min(), regimes["year"].max()) == (1789, 2025)
    measured = regimes[(regimes["vdem_version"] == 15) & regimes["polyarchy"].notna()]
    low, high = measured["polyarchy_low"], measured["polyarchy_high"]
    assert measured["polyarchy"].between(low, high).all()
    last = regimes[regimes["year"] == 2025]
    assert len(last) == 174
    assert last["polyarchy_low"].isna().all()


def test_codes_follow_cow_by_year(data):
    years = real(data).groupby("ccode")["year"].agg(["min", "max"])
    assert tuple(years.loc[260]) == (1949, 1990)
    assert years.loc[315, "max"] == 1992
    assert years.loc[316, "min"] == 1993


def test_china_and_russia_are_autocracies_in_2015(data):
    row = real(data).set_index(["ccode", "year"])["polyarchy"]
    assert row[710, 2015] < 0.15
    assert row[365, 2015] < 0.35
    assert row[200, 2015] > 0.8
