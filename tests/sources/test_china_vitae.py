"""Engagements of China's leaders: one row a state, day and leader."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.china_vitae.read import read

HEAD = "date,year,country,leader,text\n"


def engagements(tmp_path, *rows):
    file = tmp_path / "engagements.csv"
    file.write_text(HEAD + "".join(r + "\n" for r in rows), encoding="utf-8")
    return {"engagements": file}


def test_a_day_with_one_leader_counts_once(tmp_path):
    table = read(
        engagements(
            tmp_path,
            "03/22/13,2013,Russia,Xi Jinping,Xi Jinping travelled to Russia",
            "03/22/13,2013,Russia,Xi Jinping,Xi Jinping was in Moscow",
            "03/22/13,2013,Wales,Wang Yi,Wang Yi met someone",
            "03/23/13,2013,Cook Islands,Wang Yi,no member of the state system",
        )
    )["leader_engagements"]
    assert table["ccode"].tolist() == [200, 365]
    assert table["abroad"].tolist() == [False, True]
    assert table["date"].dt.day.tolist() == [22, 22]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("03/22/13,2013,Atlantis,Xi Jinping,text", "no state in its year"),
        ("03/22/13,2014,Russia,Xi Jinping,text", "does not lie in its year"),
        ("13/22/13,2013,Russia,Xi Jinping,text", "not month/day/year"),
        ("03/22/13,2013,,Xi Jinping,text", "is empty"),
        ("03/22/13,2013,China,Xi Jinping,text", "meets itself"),
    ],
)
def test_faults_are_named(tmp_path, row, said):
    with pytest.raises(SourceDamaged, match=said):
        read(engagements(tmp_path, row))


@cache
def real(folder):
    return registry.read(registry.find(registry.origin("china_vitae"), [folder]))


def test_real_engagements(data):
    table = real(data)["leader_engagements"]
    assert (table["year"].min(), table["year"].max()) == (2003, 2018)
    assert table["leader"].nunique() == 7
    days = table[table["ccode"] == 365].groupby("year")["date"].nunique()
    assert days[2013] == 39
    assert days.idxmax() == 2013
