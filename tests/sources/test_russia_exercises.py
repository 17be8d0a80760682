"""Russia's joint exercises: Russia is in each."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.russia_exercises.read import PARTNERS, read

HEAD = ",".join(["id", "name", "yr", *PARTNERS, "comments", "source"]) + "\n"


def exercises(tmp_path, *partners, number=1):
    cells = [*partners, *[""] * (len(PARTNERS) - len(partners))]
    row = ",".join([str(number), "Индра-2018", "2018", *cells, "", "link"]) + "\n"
    (tmp_path / "r.csv").write_text(HEAD + row, encoding="utf-8")
    return {"exercises": tmp_path / "r.csv"}


def test_russia_is_added(tmp_path):
    table = read(exercises(tmp_path, "India", "Norway "))["russia_exercises"]
    assert table["ccode"].tolist() == [365, 385, 750]
    assert set(table["n_participants"]) == {3}
    assert set(table["exercise"]) == {"russia:1"}


def test_an_unknown_partner_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match="no state in its year"):
        read(exercises(tmp_path, "Atlantis"))


def test_an_exercise_without_partner_is_named(tmp_path):
    with pytest.raises(SourceDamaged, match="no partner"):
        read(exercises(tmp_path))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("russia_exercises"), [folder]))


def test_real_exercises(data):
    table = real(data)["russia_exercises"]
    assert table["exercise"].nunique() == 99
    assert (table["ccode"] == 365).sum() == 99
    assert (table["year"].min(), table["year"].max()) == (2009, 2018)
    with_china = table.loc[table["ccode"] == 710, "year"]
    assert {2009, 2010, 2012, 2013, 2014, 2015} == set(with_china)
