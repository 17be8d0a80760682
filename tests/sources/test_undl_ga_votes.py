"""The Library's votes: both layouts, states by day, sessions, and known counts."""

import csv
import time
from functools import cache

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.undl_ga_votes.read import read
from foedus.sources.undl_ga_votes.sessions import opening, regular_session

NAME = "undl_ga_votes"
# China and Russia voting the same by decade, the People's Republic only, calendar years.
SAME_VOTE = {1970: 0.719, 1980: 0.781, 1990: 0.570, 2000: 0.780, 2010: 0.752}
# Where the Library's copy was given another code system's number for a state.
OTHER_SYSTEM = {"CZE", "KIR", "NRU", "SRB", "TON", "TUV", "VNM"}


@cache
def real(data):
    return registry.read(registry.find(registry.origin(NAME), [data]))


def test_both_layouts_give_the_same_tables(sample):
    parts, joined = read(sample(NAME)), read(sample(NAME, "official"))
    for table in ("un_votes", "un_items"):
        pd.testing.assert_frame_equal(parts[table], joined[table])


def test_votes_are_coded_and_absence_is_no_row(sample):
    votes = read(sample(NAME))["un_votes"]
    first = votes[votes["item"] == 11].set_index("ccode")["vote"].to_dict()
    assert first == {2: 1, 365: 3, 713: 1, 200: 2}
    assert 345 not in first
    assert votes["vote"].dtype == np.int8


def test_states_follow_the_day_of_the_vote(sample):
    votes = read(sample(NAME))["un_votes"].groupby("item")["ccode"].apply(set)
    assert 713 in votes[11]
    assert 710 not in votes[11]
    assert {710, 345} <= votes[12]
    assert {260, 265} <= votes[13]
    assert 260 in votes[14]
    assert {255, 679} <= votes[15]


def test_items_carry_session_symbol_and_plain_title(sample):
    items = read(sample(NAME))["un_items"].set_index("item")
    assert items["symbol"].tolist() == ["26/2750/C", "26/2765", "ES-7/9", "44/999/A", "45/998"]
    assert items["session"].tolist() == [26, 26, 37, 44, 45]
    assert items["special"].tolist() == [False, False, True, False, False]
    assert items.loc[11, "title"] == "Made-up item before the change"
    assert items.loc[15, "title"] == "Made-up item, with a comma"


def changed(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",Y,", ",Q,", "ms_vote has ['Q']"),
        ("1971-11-09", "09/11/1971", "not YYYY-MM-DD"),
        (",USA,", ",ZZZ,", "unknown ms_code: ['ZZZ']"),
        ("2.0,1.0,1.0", "9.0,9.0,9.0", "printed totals"),
    ],
)
def test_values_that_cannot_be_are_named(sample, old, new, says):
    files = sample(NAME, "official")
    changed(files["joined"], old, new)
    with pytest.raises(SourceDamaged) as caught:
        read(files)
    assert says in str(caught.value)


def test_a_correction_is_applied_only_to_the_value_it_corrects(data):
    items = real(data)["un_items"].set_index("symbol")
    assert str(items.loc["37/84", "date"].date()) == "1982-12-09"


@pytest.mark.parametrize(
    ("session", "day"),
    [(11, "1956-11-12"), (15, "1960-09-20"), (41, "1986-09-16"), (57, "2002-09-10"),
     (58, "2003-09-16"), (71, "2016-09-13"), (72, "2017-09-12"), (77, "2022-09-13")],
)  # fmt: skip
def test_opening_days(session, day):
    assert str(opening(session)) == day
    before = np.datetime64(day) - 1
    assert regular_session([day, before]).tolist() == [session, session - 1]


def test_reading_takes_under_three_seconds(data):
    presence = registry.find(registry.origin(NAME), [data])
    times = []
    for _ in range(2):
        start = time.process_time()  # a busy machine does not count
        read(presence.files)
        times.append(time.process_time() - start)
    assert min(times) < 3


def test_size_and_coverage(data):
    tables = real(data)
    assert len(tables["un_items"]) == 5539
    assert len(tables["un_votes"]) == 917_380 - 85_935  # rows less those not voting
    assert tables["un_items"]["year"].agg(["min", "max"]).tolist() == [1946, 2025]


@pytest.mark.parametrize(
    ("symbol", "counts"), [("ES-11/1", [141, 35, 5]), ("68/262", [100, 58, 11])]
)
def test_known_counts(data, symbol, counts):
    tables = real(data)
    item = tables["un_items"].set_index("symbol").loc[symbol, "item"]
    votes = tables["un_votes"]
    votes = votes.loc[votes["item"] == item, "vote"]
    assert votes.value_counts().reindex([1, 2, 3]).tolist() == counts


def test_china_and_russia_by_decade(data):
    tables = real(data)
    votes = tables["un_votes"].merge(tables["un_items"][["item", "year"]], on="item")
    both = votes[votes["ccode"] == 710].merge(votes[votes["ccode"] == 365], on="item")
    decade = both["year_x"] // 10 * 10
    same = (both["vote_x"] == both["vote_y"]).groupby(decade).agg(["mean", "size"])
    for decade, share in SAME_VOTE.items():
        assert same.loc[decade, "mean"] == pytest.approx(share, abs=0.0006)
    assert same.loc[1970, "size"] == 569  # from 25 October 1971; 571 with the two votes before


def test_every_regular_item_falls_in_its_session(data):
    items = real(data)["un_items"]
    regular = items[~items["special"]]
    assert (regular_session(regular["date"]) == regular["session"]).all()


def test_special_sessions_count_with_the_session_last_opened(data):
    items = real(data)["un_items"].set_index("symbol")["session"]
    expected = {"S-1/106": 1, "ES-1/1002": 10, "ES-4/1474": 15, "S-6/3200": 28, "ES-7/9": 37,
                "S-14/1": 41, "ES-10/24": 79, "ES-11/1": 76, "ES-11/4": 77}  # fmt: skip
    assert {s: int(items[s]) for s in expected} == expected


def test_states_agree_with_the_map_beside_the_file(data):
    """Row by row, but for China's seat, the two Yemens, and numbers of another code system."""
    folder = data / "un_ga_votes"
    with (folder / "country_map.csv").open(encoding="utf-8") as file:
        given = {row["country"]: int(row["ccode"]) for row in csv.DictReader(file)}
    raw = pd.read_csv(folder / "ga_votes.csv.gz", keep_default_na=False)
    raw = raw[raw["ms_vote"] != "X"]
    raw = raw.assign(ccode=raw["ms_name"].map(given)).rename(columns={"undl_id": "item"})
    ours = real(data)["un_votes"][["item", "ccode"]]
    assert len(ours) == len(raw)
    joined = raw.merge(ours, on=["item", "ccode"], how="left", indicator=True)
    differ = joined[joined["_merge"] == "left_only"]
    assert set(differ["ms_code"]) == OTHER_SYSTEM | {"CHN", "YEM"}
    seat = differ.loc[differ["ms_code"] == "CHN", "item"]
    dates = real(data)["un_items"].set_index("item")["date"]
    assert dates[seat].max() < pd.Timestamp("1971-10-25")
