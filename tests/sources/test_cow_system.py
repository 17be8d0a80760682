"""COW state system and major powers."""

from pathlib import Path

import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.cow_system.read import read

STATES = """stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
GFR,260,German Federal Republic,1955,5,5,1990,10,2,2016
USA,2,United States of America,1816,1,1,2016,12,31,2016
"""
MAJORS = """ccode,styear,stmonth,stday,endyear,endmonth,endday,version
2,1898,8,13,2016,12,31,2016
"""


def _files(folder: Path, majors: str = MAJORS) -> dict[str, Path]:
    files = {"states": folder / "s.csv", "majors": folder / "m.csv"}
    files["states"].write_text(STATES)
    files["majors"].write_text(majors)
    return files


def test_official_layout_gives_dates_and_years(tmp_path):
    tables = read(_files(tmp_path))
    states = tables["state_system"].set_index("ccode")
    assert list(states.index) == [2, 260]
    assert states.loc[260, "end"] == pd.Timestamp(1990, 10, 2)
    assert tables["major_powers"].to_dict("records") == [{"ccode": 2, "start": 1898, "end": 2016}]


def test_a_major_power_outside_the_system_is_refused(tmp_path):
    with pytest.raises(SourceDamaged, match="outside the system"):
        read(_files(tmp_path, MAJORS + "999,1900,1,1,1901,1,1,2016\n"))


def test_real_list(data):
    tables = registry.read(registry.find(registry.origin("cow_system"), [data]))
    states, majors = tables["state_system"], tables["major_powers"]
    assert (len(states), len(majors)) == (243, 14)
    japan = states[states["ccode"] == 740]
    assert not ((japan["start"].dt.year <= 1948) & (japan["end"].dt.year >= 1948)).any()
    assert set(majors.loc[majors["end"] == 2016, "ccode"]) == {2, 200, 220, 255, 365, 710, 740}
