"""Rivalry, disputes, treaties that end them, and pairs whose history is known."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import hostility
from foedus.measures.registry import measure

DISPUTE = ["ccode1", "ccode2", "year", "hostlev1", "hostlev2", "fatality1", "fatality2", "recip"]
SPELL = ["ccode1", "ccode2", "start", "end"]


def disputes(*rows):
    return pd.DataFrame(rows, columns=DISPUTE)


def made_up(gml=(), cow=(), thompson=(), tss=()):
    return {
        "disputes_gml_all": disputes(*gml),
        "disputes_cow": disputes(*cow),
        "rivalries_thompson": pd.DataFrame(list(thompson), columns=SPELL),
        "rivalries_tss": pd.DataFrame(list(tss), columns=SPELL),
    }


def world(first, years, codes=(2, 20, 200)):
    return DyadFrame(first, (np.array(codes),) * years)


def of(frame, found, name, a, b):
    row = frame.rows(
        [a] * len(frame.members), [b] * len(frame.members), range(frame.first, frame.last + 1)
    )
    return found[name][row]


def compute(tables, frame, nonaggression=None):
    since = np.zeros(len(frame)) if nonaggression is None else nonaggression
    return hostility.compute(tables, frame, {"nonaggression_since": since})


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ((2, 20, 1950, 3, 2, 0, 0, 0), None),  # one-sided, nobody killed: fishing boats
        ((2, 20, 1950, 3, 3, 0, 0, 1), 3),  # answered
        ((2, 20, 1950, 4, 1, 0, 2, 0), 4),  # deadly
        ((20, 2, 1950, 4, 4, np.nan, np.nan, 1), 4),
        ((2, 20, 1950, 5, 5, 0, 0, 0), 5),  # war
        ((2, 20, 1950, 5, 3, 6, 0, 1), 4),  # at war with another, not with each other
        ((2, 20, 1950, 2, 2, 0, 0, 1), None),  # threats
    ],
)
def test_which_disputes_count(row, level):
    found = hostility.counted_disputes(disputes(row), disputes())
    assert found["level"].tolist() == ([] if level is None else [level])
    if level:
        assert found[["ccode1", "ccode2"]].to_numpy().tolist() == [[2, 20]]


def test_each_file_counts_for_its_own_years():
    gml = disputes((2, 20, 2010, 4, 4, 0, 0, 1), (2, 20, 2011, 4, 4, 0, 0, 1))
    cow = disputes((2, 200, 2010, 4, 4, 0, 0, 1), (2, 200, 2011, 4, 4, 0, 0, 1))
    found = hostility.counted_disputes(gml, cow)
    assert found[["ccode2", "year"]].to_numpy().tolist() == [[20, 2010], [200, 2011]]


def test_disputes_fade_by_a_tenth_a_year():
    frame = world(1950, 4)
    found = compute(made_up(gml=[(2, 20, 1951, 5, 5, 6, 6, 1)]), frame)
    assert of(frame, found, "hostility", 2, 20).tolist() == pytest.approx([0, 1, 0.9, 0.81])
    assert of(frame, found, "hostility", 2, 200).tolist() == [0, 0, 0, 0]
    assert of(frame, found, "quiet_years", 2, 20).tolist() == [99, 0, 1, 2]
    assert of(frame, found, "peace_years", 2, 20).tolist() == [99, 0, 1, 2]


def test_a_new_dispute_does_not_lower_an_old_one():
    frame = world(1950, 3)
    found = compute(
        made_up(gml=[(2, 20, 1950, 5, 5, 0, 0, 1), (2, 20, 1951, 3, 3, 0, 0, 1)]), frame
    )
    assert of(frame, found, "hostility", 2, 20).tolist() == pytest.approx([1, 0.9, 0.81])
    assert of(frame, found, "dispute_level", 2, 20).tolist() == [5, 3, 0]


def test_a_treaty_wipes_out_earlier_disputes_only():
    frame = world(1950, 5)
    since = np.where((frame.ccode2 == 20) & (frame.year >= 1952), 1952, 0.0)
    rows = [(2, 20, 1950, 4, 4, 0, 0, 1), (2, 20, 1954, 4, 4, 0, 0, 1)]
    found = compute(made_up(gml=rows), frame, since)
    assert of(frame, found, "hostility", 2, 20).tolist() == pytest.approx([0.6, 0.54, 0, 0, 0.6])


def test_rivalry_grows_old_and_quiet():
    frame = world(1950, 20)
    found = compute(made_up(tss=[(2, 20, 1950, np.nan)], thompson=[(2, 200, 1950, 1959)]), frame)
    weight = of(frame, found, "rivalry", 2, 20)
    assert weight[:15].tolist() == [0.7] * 15
    assert weight[15:].tolist() == [0.4] * 5
    ended = of(frame, found, "rivalry", 2, 200)
    assert ended.tolist() == [0.7] * 10 + [0] * 10
    assert of(frame, found, "rivalry_since", 2, 200)[[0, 9, 10]].tolist() == [1950, 1950, 0]
    assert of(frame, found, "peace_years", 2, 200)[[9, 10, 19]].tolist() == [0, 1, 10]


def test_a_treaty_that_held_lowers_a_rivalry():
    frame = world(1950, 8)
    since = np.where((frame.ccode2 == 20) & (frame.year >= 1951), 1951, 0.0)
    found = compute(made_up(tss=[(2, 20, 1949, np.nan)]), frame, since)
    assert of(frame, found, "rivalry", 2, 20).tolist() == [0.7] * 6 + [0.4] * 2


def test_the_older_list_is_silent_after_its_end():
    frame = world(2009, 4)
    found = compute(made_up(thompson=[(2, 20, 1950, np.nan)], tss=[(2, 200, 1950, np.nan)]), frame)
    assert of(frame, found, "rivalry_since", 2, 20).tolist() == [1950, 1950, 0, 0]
    assert of(frame, found, "rivalry_since", 2, 200).tolist() == [1950] * 4


def test_a_treaty_does_not_lapse_where_its_source_ends():
    frame = world(2016, 5)
    since = np.where(frame.year > 2018, np.nan, np.where(frame.ccode2 == 20, 2015, 0.0))
    assert hostility.still_settled(frame, since).reshape(5, 3)[:, 0].tolist() == [2015] * 5
    assert hostility.still_settled(frame, since).reshape(5, 3)[:, 1].tolist() == [0] * 5


def test_a_pair_that_comes_back_starts_afresh():
    members = [np.array(m) for m in ([2, 20], [2], [2, 20], [2, 20])]
    frame = DyadFrame(1950, tuple(members))
    found = compute(made_up(gml=[(2, 20, 1950, 5, 5, 0, 0, 1)]), frame)
    assert found["hostility"].tolist() == [1, 0, 0]
    assert found["quiet_years"].tolist() == [0, 99, 99]


def test_force_before_the_frame_is_remembered():
    frame = world(1950, 2)
    found = compute(
        made_up(gml=[(2, 20, 1944, 5, 5, 0, 0, 1)], thompson=[(2, 200, 1930, 1939)]), frame
    )
    assert of(frame, found, "peace_years", 2, 20).tolist() == [6, 7]
    assert of(frame, found, "peace_years", 2, 200).tolist() == [11, 12]


def test_nothing_is_said_past_the_sources():
    frame = world(2013, 10)
    found = compute(made_up(tss=[(2, 20, 1950, np.nan)]), frame)
    for name, last in (
        ("hostility", 2020),
        ("rivalry", 2020),
        ("dispute_level", 2014),
        ("quiet_years", 2014),
    ):
        values = of(frame, found, name, 2, 20)
        assert np.isfinite(values).tolist() == [y <= last for y in range(2013, 2023)]
        assert measure(name).coverage[1] == last


def test_egypt_and_israel_after_26_march_1979(history):
    level = history(651, 666, "hostility")
    assert level[1967] == level[1973] == 1
    assert min(level[y] for y in range(1949, 1979)) >= 0.7
    assert level[1980] == 0
    assert max(level[y] for y in range(1980, 2014)) < 0.7
    assert history(651, 666, "rivalry")[1990] == 0


@pytest.mark.parametrize(
    ("pair", "year", "low", "high"),
    [
        ((750, 770), 1965, 0.7, 1),
        ((750, 770), 1971, 1, 1),
        ((750, 770), 2014, 0.7, 1),
        ((350, 640), 1996, 0.7, 1),
        ((365, 710), 1969, 0.7, 1),
        ((365, 710), 2015, 0, 0),
        ((2, 740), 1990, 0, 0.1),
        ((2, 20), 2015, 0, 0.3),
        ((220, 260), 1975, 0, 0),
        ((220, 255), 2015, 0, 0),
        ((2, 365), 1985, 0.7, 1),
        ((2, 645), 2003, 0.9, 1),
    ],
)
def test_pairs_with_a_known_history(history, pair, year, low, high):
    assert low <= history(*pair, "hostility")[year] <= high


def test_the_cold_war_was_cold(history):
    level = history(2, 365, "dispute_level")
    assert max(v for y, v in level.items() if y <= 1991) == 4


def test_greece_and_turkey_in_1996(history):
    assert history(350, 640, "dispute_level")[1996] == 4


def test_peace_treaties_last_until_the_list_ends(history):
    level = history(365, 710, "hostility")
    assert level[2018] == level[2019] == level[2020] == 0


def test_the_projects_own_list_ends_and_adds_rivalries():
    tables = made_up(
        tss=[(2, 20, 1950, np.nan), (2, 20, 1900, 1910)], thompson=[(2, 20, 1950, 2005)]
    )
    own = pd.DataFrame(
        [(2, 20, 1950, 1979.0, "end"), (2, 200, 1990, np.nan, "add")], columns=[*SPELL, "change"]
    )
    found = hostility.spells(tables | {"rivalry_supplement": own})
    assert sorted(found.to_numpy().tolist()) == [
        [2, 20, 1900, 1910],
        [2, 20, 1950, 1979],
        [2, 20, 1950, 1979],
        [2, 200, 1990, 9999],
    ]


def test_a_settlement_counts_until_it_lapses():
    frame = world(1990, 4)
    table = pd.DataFrame({"ccode1": [2], "ccode2": [20], "date": ["1991-05-01"], "until": [1992.0]})
    tables = {"bilateral_settlements": table.astype({"date": "datetime64[ns]"})}
    found = hostility.settlement_years(tables, frame).reshape(4, 3)
    assert found[:, 0].tolist() == [0, 1991, 1991, 0]
    assert not found[:, 1:].any()
    assert not hostility.settlement_years({}, frame).any()
