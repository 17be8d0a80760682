"""Polity5: one score a state and year."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.polity5.read import read

HEAD = "polity_annual_country,cown,year,polity2,byear\n"


def scores(tmp_path, rows):
    (tmp_path / "p.csv").write_text(HEAD + rows)
    return {"scores": tmp_path / "p.csv"}


def test_the_polity_that_began_in_the_year_is_kept(tmp_path):
    rows = "USSR,365,1922,-7,1922\nRussia,365,1922,-1,\nGran Colombia,,1830,-5,\nIraq,645,2005,,\n"
    polity = read(scores(tmp_path, rows))["polity"]
    assert polity["ccode"].tolist() == [365, 645]
    assert polity["polity2"].tolist()[0] == -7
    assert polity["polity2"].isna().tolist() == [False, True]


def test_a_score_beyond_the_scale_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match=r"outside -10\.\.10"):
        read(scores(tmp_path, "Iraq,645,2005,-88,\n"))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("polity5"), [folder]))["polity"]


def test_real_scores(data):
    polity = real(data).set_index(["ccode", "year"])["polity2"]
    assert polity.index.is_unique
    assert polity[2, 2015] == 10
    assert polity[710, 2015] == -7
    assert polity[365, 1980] == -7
    later = real(data).query("year > 2018")
    assert later["ccode"].unique().tolist() == [2]
