"""Multinational exercises: participants that are states."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.mme_exercises.read import read

HEAD = "MMEID,Ex_Name,Series_Name,gwcode,country,year,participant_count\n"


def participants(tmp_path, rows):
    (tmp_path / "m.csv").write_text(HEAD + rows, encoding="utf-8")
    return {"participants": tmp_path / "m.csv"}


def test_names_come_before_codes(tmp_path):
    rows = (
        "mme9,Cobra Gold,,817,Vietnam,2005,5\nmme9,Cobra Gold,,800,Thailand,2005,5\n"
        "mme9,Cobra Gold,,,Tonga,2005,5\nmme9,Cobra Gold,,,NATO,2005,5\n"
        "mme9,Cobra Gold,,-9,-9,2005,5\nmme9,Cobra Gold,,800,Thailand,2005,5\n"
        "mme1,Reforger,,260,Federal Republic of Germany,1985,2\n"
        "mme1,Reforger,,2,United States,1985,2\n"
    )
    table = read(participants(tmp_path, rows))["exercises"]
    assert table[["exercise", "ccode"]].values.tolist() == [
        ["mme:1", 2],
        ["mme:1", 260],
        ["mme:9", 800],
        ["mme:9", 816],
        ["mme:9", 955],
    ]
    assert table["n_participants"].tolist() == [2, 2, 5, 5, 5]
    assert set(table["source"]) == {"mme"}


def test_an_exercise_without_participants_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match="no participant"):
        read(participants(tmp_path, "mme1,X,,2,United States,1985,0\n"))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("mme_exercises"), [folder]))["exercises"]


def test_real_exercises(data):
    table = real(data)
    assert (table["year"].min(), table["year"].max()) == (1980, 2010)
    assert table["exercise"].nunique() > 3600
    lines = table.groupby("ccode")["exercise"].nunique()
    assert lines.idxmax() == 2
    together = table.merge(table, on=["exercise", "year"])
    china_russia = together.query("ccode_x == 365 and ccode_y == 710")
    assert 2005 in set(china_russia["year"])  # Peace Mission 2005
