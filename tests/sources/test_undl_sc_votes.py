"""The Library's Security Council votes: both layouts, seats by day, and known counts."""

import gzip
from functools import cache

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.undl_sc_votes.read import read

NAME = "undl_sc_votes"
PERMANENT = {2, 200, 220, 365}


@cache
def real(data):
    return registry.read(registry.find(registry.origin(NAME), [data]))


def on(tables, number: int) -> dict[int, int]:
    """Votes on a resolution by state."""
    item = tables["sc_items"].set_index("number").loc[number, "item"]
    votes = tables["sc_votes"]
    return votes[votes["item"] == item].set_index("ccode")["vote"].to_dict()


def test_both_layouts_give_the_same_tables(sample):
    parts, joined = read(sample(NAME)), read(sample(NAME, "official"))
    for table in ("sc_votes", "sc_items"):
        pd.testing.assert_frame_equal(parts[table], joined[table])


def test_votes_are_coded_seats_follow_the_day_and_absence_is_no_row(sample):
    tables = read(sample(NAME))
    assert on(tables, 9001) == {2: 1, 713: 1, 200: 1, 345: 3}
    assert on(tables, 9002) == {2: 1, 365: 2, 710: 3, 200: 1, 260: 2}
    assert on(tables, 9003) == {}
    assert on(tables, 9004) == {2: 1, 365: 3, 710: 2, 200: 1, 255: 1}
    assert tables["sc_votes"]["vote"].dtype == np.int8


def test_items_carry_number_and_subject(sample):
    items = read(sample(NAME))["sc_items"]
    assert items["number"].tolist() == [9001, 9002, 9003, 9004]
    assert items["title"].tolist() == [
        "on a made-up complaint",
        "on a made-up matter (with brackets)",
        "on a made-up admission",
        "",
    ]
    assert items["year"].tolist() == [1950, 1977, 1993, 2022]
    assert set(items["members"]) == {5}


@pytest.mark.parametrize(
    ("role", "old", "new", "says"),
    [
        ("votes", ",DEU,Y", ",DEU,Q", "vote has ['Q']"),
        ("votes", ",USA,", ",ZZZ,", "unknown ms_code: ['ZZZ']"),
        ("votes", "24,GERMANY,DEU,Y\n", "", "as many rows as the Council had members"),
        ("resolutions", "1977-02-01", "01/02/1977", "not YYYY-MM-DD"),
        ("resolutions", "1977-02-01", "1978-02-01", "dated in the year of their symbol"),
        ("resolutions", "S/RES/9004(2022)", "S/2022/1", "1 items have no symbol"),
        ("resolutions", "S/RES/9004(2022)", "S/RES/9003(2022)", "repeat the key ('number',)"),
    ],
)
def test_values_that_cannot_be_are_named(sample, write, role, old, new, says):
    files = sample(NAME)
    text = gzip.decompress(files[role].read_bytes()).decode()
    assert old in text
    write(text.replace(old, new), files[role])
    with pytest.raises(SourceDamaged) as caught:
        read(files)
    assert says in str(caught.value)


def test_size_and_coverage(data):
    tables = real(data)
    assert len(tables["sc_items"]) == 2797
    assert tables["sc_items"]["members"].sum() == 41_079
    assert len(tables["sc_votes"]) == 41_079 - 660  # rows less those not voting
    assert set(tables["sc_items"]["number"]) == set(range(1, 2799)) - {2797}
    assert tables["sc_items"]["year"].agg(["min", "max"]).tolist() == [1946, 2025]


# 678: Wikipedia, United Nations Security Council Resolution 678; 1973: UN News Centre,
# 17 March 2011; 2623: UN press release SC/14809.
@pytest.mark.parametrize(
    ("number", "counts", "against", "abstaining"),
    [
        (678, [12, 1, 2], {40, 679}, {710}),
        (1973, [10, 5, 0], set(), {140, 255, 365, 710, 750}),
        (2623, [11, 3, 1], {365}, {696, 710, 750}),
    ],
)
def test_known_votes(data, number, counts, against, abstaining):
    votes = on(real(data), number)
    assert [list(votes.values()).count(v) for v in (1, 2, 3)] == counts
    assert {s for s, v in votes.items() if v == 3} == against
    assert {s for s, v in votes.items() if v == 2} == abstaining


def test_the_council_grew_in_1966_and_its_permanent_members_are_always_there(data):
    tables = real(data)
    items = tables["sc_items"]
    assert (items["members"] == np.where(items["year"] < 1966, 11, 15)).all()
    votes = tables["sc_votes"].groupby("ccode")["item"].nunique()
    for state in PERMANENT:
        assert votes[state] > 2500
    assert not (tables["sc_votes"]["ccode"] <= 0).any()


def test_chinas_seat_changed_hands_in_1971(data):
    tables = real(data)
    votes = tables["sc_votes"].merge(tables["sc_items"][["item", "date"]], on="item")
    assert votes.loc[votes["ccode"] == 713, "date"].max() < pd.Timestamp("1971-10-25")
    assert votes.loc[votes["ccode"] == 710, "date"].min() > pd.Timestamp("1971-10-25")


def test_corrected_dates_follow_the_numbers(data):
    """Resolutions are numbered in order of adoption; two dates that break it have no correction."""
    items = real(data)["sc_items"].sort_values("number")
    early = items.loc[items["date"].diff() < pd.Timedelta(0), "number"]
    assert early.tolist() == [451, 593]
