"""International crises and crisis actors."""

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.icb_crises.read import read

CRISES = (
    "icb1,crisno,crisname,trigent,yrtrig,motrig,datrig,yrterm,moterm,daterm,gravcr,viol\n"
    "ICB1,196,CUBAN MISSILES,365,1962,10,16,1962,11,20,5,2\n"
    "ICB1,470,MADE UP,996,1999,3,88,,,,3,1\n"
    "ICB1,474,EMPTY,,,,,,,,,\n"
)
ACTORS = (
    "icb2,crisno,cracno,cracid,crisname,triggr,yrtrig,motrig,datrig,trigent,gravty,outcom,"
    "viol,sevvio,yrterm,moterm,daterm\n"
    "ICB2,196,459,2,CUBAN MISSILES,5,1962,10,16,365,5,1,2,1,1962,11,20\n"
    "ICB2,470,999,260,MADE UP,5,1999,3,88,996,3,1,1,1,,,\n"
    "ICB2,474,1000,670,EMPTY,,,,,,,,,,,,\n"
)


def _read(folder, actors=ACTORS):
    files = {"crises": folder / "1.csv", "actors": folder / "2.csv"}
    files["crises"].write_text("\ufeff" + CRISES, encoding="utf-8")
    files["actors"].write_text("\ufeff" + actors, encoding="utf-8")
    return read(files)


def test_dates_triggers_and_codes_of_the_year(tmp_path):
    tables = _read(tmp_path)
    crises = tables["crises"].set_index("crisno")
    assert list(crises.index) == [196, 470]
    assert crises.loc[196, "trigent"] == 365
    assert np.isnan(crises.loc[470, "trigent"])
    assert crises.loc[470, "start"] == pd.Timestamp(1999, 3, 1)
    assert pd.isna(crises.loc[470, "end"])
    assert tables["crisis_actors"]["ccode"].tolist() == [2, 255]


def test_an_actor_of_no_crisis_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="unknown crisis"):
        _read(tmp_path, ACTORS.replace("ICB2,470", "ICB2,471"))


def test_real_crises(data):
    tables = registry.read(registry.find(registry.origin("icb_crises"), [data]))
    crises, actors = tables["crises"], tables["crisis_actors"]
    assert (len(crises), len(actors)) == (481, 1064)
    assert (crises["year"].min(), crises["year"].max()) == (1918, 2016)
    cuba = actors[actors["crisno"] == 196]
    assert set(cuba["ccode"]) == {2, 40, 365}
    assert set(cuba["start"].dt.year) == {1962}
    assert not ((actors["ccode"] == 260) & (actors["year"] > 1990)).any()
