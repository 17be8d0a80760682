import csv
import gzip
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.states.codes import (
    ccodes_from_gw,
    ccodes_from_iso3,
    ccodes_from_names,
    gw_from_ccodes,
    iso3_from_ccodes,
    not_states,
    unknown_names,
)
from foedus.states.system import members
from foedus.states.table import rows


@pytest.mark.parametrize(
    ("code", "day", "ccode"),
    [
        ("SUN", "1946-01-26", 365), ("SUN", "1991-12-20", 365), ("RUS", "1992-08-25", 365),
        ("DDR", "1989-12-29", 265), ("DEU", "1989-12-29", 260), ("DEU", "1990-10-02", 260),
        ("DEU", "1990-10-03", 255), ("DEU", "1990-11-01", 255), ("CSK", "1992-12-22", 315),
        ("CZE", "1993-04-29", 316), ("CZE", "1980-01-01", 315), ("SVK", "1993-04-29", 317),
        ("YUG", "1980-01-01", 345), ("YUG", "2002-12-20", 345), ("SCG", "2004-01-01", 345),
        ("SRB", "2006-06-30", 345), ("YMD", "1971-09-21", 680), ("YEM", "1990-05-21", 678),
        ("YEM", "1990-05-22", 679), ("ZAN", "1963-12-16", 511), ("TZA", "1963-12-16", 510),
        ("CHN", "1946-01-26", 713), ("CHN", "1971-10-24", 713), ("CHN", "1971-10-25", 710),
        ("CHN", "2025-10-29", 710), ("VNM", "1977-10-28", 816), ("VDR", "1970-01-01", 816),
        ("UKR", "1950-01-01", 369), ("BLR", "1950-01-01", 370), ("COD", "1980-01-01", 490),
        ("ROU", "1980-01-01", 360), ("KIR", "2005-01-01", 946), ("TON", "2005-01-01", 955),
        ("HKG", "2000-01-01", -1), ("", "2000-01-01", -1), ("NA", "2000-01-01", -1),
    ],
)  # fmt: skip
def test_united_nations_codes_by_date(code, day, ccode):
    year = int(day[:4])
    assert ccodes_from_iso3([code], [year], np.array([day], "datetime64[D]")).tolist() == [ccode]


def test_iso3_without_days_takes_the_end_of_the_year_and_china_is_710():
    got = ccodes_from_iso3(["CHN", "DEU", "DEU", "DEU", "YEM"], [1960, 1989, 1990, 1930, 1990])
    assert got.tolist() == [710, 260, 255, 255, 679]


def test_missing_values_map_to_none():
    assert ccodes_from_iso3(["FRA", None, float("nan"), 3], 2000).tolist() == [220, -1, -1, -1]
    assert ccodes_from_names([None, float("nan"), " "], 2000).tolist() == [-1, -1, -1]
    assert ccodes_from_gw([float("nan"), 2.0, 4000], 2000).tolist() == [-1, 2, -1]
    assert ccodes_from_iso3([], []).tolist() == []
    assert ccodes_from_iso3(["DEU", "DEU"], [1980, float("nan")]).tolist() == [260, 255]
    late = ccodes_from_iso3(["CHN"], [1960], np.array(["NaT"], "datetime64[D]"))
    assert late.tolist() == [713]


def test_the_empty_column_of_a_data_frame():
    import pandas as pd

    frame = pd.DataFrame({"iso": ["SUN", None, "DEU"], "year": [1980, 1980, 1980]})
    assert ccodes_from_iso3(frame.iso, frame.year).tolist() == [365, -1, 260]
    gaps = pd.Series([2, pd.NA], dtype="Int64")
    assert gw_from_ccodes(
        gaps.astype("Float64").to_numpy(float, na_value=np.nan), 2000
    ).tolist() == [2, -1]


def test_names_of_roll_calls(data):
    with (data / "un_ga_votes/country_map.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert unknown_names(r["country"] for r in listed) == []
    # Where the map beside the votes has other numbers than COW: GW numbers, and two slips.
    theirs = {"KIRIBATI": 946, "NAURU": 970, "TONGA": 955, "TUVALU": 947, "SERBIA": 345}
    theirs |= {"CZECH REPUBLIC": 316, "CZECHIA": 316, "VIET NAM": 816}
    for r in listed:
        year = (
            1980 if r["iso3"] in ("DDR", "YMD") or "FEDERAL REPUBLIC OF" in r["country"] else 2005
        )
        expected = theirs.get(r["country"], int(r["ccode"]))
        assert ccodes_from_names([r["country"]], year).tolist() == [expected], r
        assert ccodes_from_iso3([r["iso3"]], year).tolist() == [expected], r


def test_every_vote_has_a_state(data):
    days = {}
    with gzip.open(data / "un_ga_votes/ga_resolutions.csv.gz", "rt", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            days[r["undl_id"]] = r["date"]
    with gzip.open(data / "un_ga_votes/ga_votes.csv.gz", "rt", encoding="utf-8") as file:
        votes = [(r["ms_code"], days[r["undl_id"]]) for r in csv.DictReader(file)]
    codes = [c for c, _ in votes]
    dates = np.array([d for _, d in votes], "datetime64[D]")
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    begin = time.perf_counter()
    got = ccodes_from_iso3(codes, years, dates)
    assert time.perf_counter() - begin < 3
    assert len(got) > 900_000
    assert (got != -1).all()
    # One state casts one vote: no two codes of a roll mean the same state.
    before = got[dates < np.datetime64("1971-10-25")]
    assert 713 in before
    assert 710 not in before
    assert 713 not in got[dates >= np.datetime64("1971-10-25")]


def test_one_vote_a_state_and_item(data):
    import pandas as pd

    votes = pd.read_csv(data / "un_ga_votes/ga_votes.csv.gz", keep_default_na=False)
    items = pd.read_csv(data / "un_ga_votes/ga_resolutions.csv.gz", parse_dates=["date"])
    joined = votes.merge(items[["undl_id", "date"]], on="undl_id")
    ccode = ccodes_from_iso3(joined.ms_code, joined.date.dt.year, joined.date)
    repeated = joined.assign(ccode=ccode).duplicated(["undl_id", "ccode"])
    assert int(repeated.sum()) == int(joined.duplicated(["undl_id", "ms_code"]).sum())


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("sipri_tiv/sipri_tiv_dyad_year_1950_2021.csv.gz", ["supplier", "recipient"]),
        ("troopdata/mme_long_1980_2010.csv.gz", ["country"]),
        ("troopdata/us_troops_host_year_1950_2025.csv.gz", ["countryname"]),
        (
            "swap_lines/liquidity_lines_current_v19_upload.csv",
            ["source_country", "recipient_country"],
        ),
        ("gsdb/gsdb_cases_1949_2019.csv", ["sanctioned_state", "sanctioning_state"]),
        (
            "russia_exercises/russia_joint_exercises_2009_2018.csv",
            [f"part{i}" for i in range(1, 29)],
        ),
        ("isard/cw_system.csv.gz", ["cw_name"]),
    ],
)
def test_every_name_in_the_data_is_a_state_or_listed_as_none(data, file, columns):
    import pandas as pd

    frame = pd.read_csv(data / file, usecols=columns, encoding_errors="replace", low_memory=False)
    names = {str(v) for c in columns for v in frame[c].dropna()}
    if "gsdb" in file:
        names = {part.strip() for name in names for part in name.split(",")}
    assert len(names) > 40
    assert unknown_names(names) == []


def test_every_partner_of_russia_s_trade_is_a_state_or_listed_as_none(data):
    import pandas as pd

    for file in ("rf_exports.xlsx", "rf_imports.xlsx", "tot_exports_2023.xlsx"):
        frame = pd.read_excel(data / "imf_dots_russia" / file, header=None)
        column = next(c for c in (0, 1) if (frame[c] == "Albania").any())
        names = frame[column].dropna().astype(str)
        assert len(names) > 150
        assert unknown_names(names) == []


def test_sipri_numbers_agree(data):
    import pandas as pd

    frame = pd.read_csv(data / "sipri_tiv/sipri_tiv_dyad_year_1950_2021.csv.gz")
    got = ccodes_from_names(frame.supplier, frame.year)
    known = frame.supplier_cown.notna()
    differ = frame[known & (got != frame.supplier_cown)]
    # They give a few armed groups the number of the country they fought in.
    assert set(differ.supplier) <= set(not_states())


def test_not_states_are_no_states():
    listed = not_states()
    assert set(listed.values()) == {
        "territory", "organisation", "group", "region", "unknown", "heading",
    }  # fmt: skip
    assert (ccodes_from_names(list(listed), 2000) == -1).all()
    assert [r["name"] for r in rows("not_states.csv")] == sorted(listed)


def test_names_that_data_sets_leave_open():
    names = [
        "Congo",
        "Korea",
        "Korea",
        "Germany",
        "Germany",
        "Yemen",
        "Yemen",
        "Austria",
        "Vietnam",
    ]
    years = [1980, 1900, 1980, 1955, 2000, 1980, 1990, 1900, 1960]
    assert ccodes_from_names(names, years).tolist() == [484, 730, -1, 260, 255, 678, 679, 300, 816]


@given(st.integers(1816, 2025))
def test_gw_and_iso_go_there_and_back(year):
    states = members(year)
    years = np.full(len(states), year)
    gw = gw_from_ccodes(states, years)
    assert (gw > 0).all()
    back = ccodes_from_gw(gw, years)
    # In a year of union the number already belongs to the united state.
    gone = {260, 678} if year == 1990 else set()
    assert {int(c) for c in states[back != states]} <= gone
    iso = iso3_from_ccodes(states, years)
    coded = iso != ""
    again = ccodes_from_iso3(iso[coded], years[coded])
    assert {int(c) for c in states[coded][again != states[coded]]} <= gone
