"""SIPRI transfers: states by name, one Russia, no rebels."""

from functools import cache

import pytest

from foedus.core.errors import SourceDamaged
from foedus.core.origin import Origin
from foedus.sources import registry
from foedus.sources.sipri_arms.read import COLUMNS, read, unmapped

HEAD = "supplier,recipient,year,value,supplier_cown,recipient_cown\n"


def write(tmp_path, rows):
    (tmp_path / "s.csv").write_text(HEAD + rows)
    return {"transfers": tmp_path / "s.csv"}


def test_two_names_of_one_state_are_added_up(tmp_path):
    rows = (
        "Soviet Union,India,1991,100,365,750\nRussia,India,1991,40,365,750\n"
        "United States,Mujahedin (Afghanistan)*,1986,9,2,700\n"
        "Unknown supplier(s),India,1991,5,,750\n"
        "Serbia,Iraq,2010,3,,645\n"
    )
    arms = read(write(tmp_path, rows))["arms_transfers"]
    assert arms.values.tolist() == [[345, 645, 2010, 3], [365, 750, 1991, 140]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Russia,India,1995,-4,365,750\n", "negative"),
        ("Russia,India,1995,4,365,750\n" * 2, "repeat the key"),
        ("Russia,NATO**,1995,4,365,\n", "no row between two states"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, rows, said):
    with pytest.raises(SourceDamaged, match=said):
        read(write(tmp_path, rows))


def presence(folder):
    return registry.find(registry.origin("sipri_arms"), [folder])


@cache
def real(folder):
    return registry.read(presence(folder))["arms_transfers"]


def test_known_transfers(data):
    tiv = real(data).set_index(["ccode1", "ccode2", "year"])["tiv"]
    assert tiv[365, 710, 2018] == 1767
    assert tiv[365, 710, 2020] == 632
    assert (365, 710, 1955) in tiv.index  # delivered by the Soviet Union
    years = real(data)["year"]
    assert (years.min(), years.max()) == (1950, 2021)


def test_every_state_in_the_file_is_known(data):
    import pandas as pd

    raw = pd.read_csv(presence(data).files["transfers"], usecols=COLUMNS)
    assert unmapped(raw) == []


def test_west_germany_is_missing_as_the_caveat_says(data):
    arms = real(data)
    assert 260 not in set(arms["ccode1"]) | set(arms["ccode2"])
    assert arms.loc[arms["ccode1"] == 255, "year"].min() == 1991


def test_the_caveats_name_what_is_left_out():
    origin: Origin = registry.origin("sipri_arms")
    told = " ".join(origin.caveats)
    assert all(name in told for name in ("Biafra", "Palestine", "asterisk", "2021", "West Germany"))
