"""Parts of the Bilateral Cooperation Intensity index against what its authors report."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.measures.cooperation_intensity import CELLS, intensity
from foedus.measures.registry import measure

YEARS = range(1992, 2020)


@pytest.fixture(scope="module")
def pair():
    """China and Russia, 1992 to 2019, from the panel that comes with foedus."""
    names = ["bci", "bci_political", "bci_economic", "bci_military"]
    rows = foedus.panel(1992, 2019, dyads="undirected", states="CHN", measures=names)
    rows = rows[(rows["ccode1"] == 365) & (rows["ccode2"] == 710)].set_index("year")
    assert list(rows.index) == list(YEARS)
    return rows[names].astype(float)


def mean(series, first, last):
    return float(series.loc[first:last].mean())


def test_the_political_part_rises_to_a_level_by_2000_and_keeps_it(pair):
    """Authors: comprehensive from 2000-2003 on, and no break in 2014."""
    votes = pair["bci_political"]
    assert mean(votes, 1992, 1995) < mean(votes, 1996, 1999) < mean(votes, 2000, 2003)
    assert votes.loc[2000:].min() > votes.loc[:1999].max()
    assert abs(mean(votes, 2015, 2019) - mean(votes, 2009, 2013)) < 0.05


def test_the_economic_part_falls_before_2004_and_rises_after(pair):
    """Authors: limited early, lower in the later 1990s, rising from 2004."""
    trade = pair["bci_economic"]
    assert mean(trade, 1996, 2000) < mean(trade, 1992, 1995)
    assert trade.loc[2015] > trade.loc[2010] > trade.loc[2004]


def test_the_military_part_falls_between_2008_and_2015_then_rises(pair):
    arms = pair["bci_military"]
    assert mean(arms, 1996, 2000) > mean(arms, 1992, 1995)
    assert arms.loc[2015] < arms.loc[2011] < arms.loc[2008]
    assert arms.loc[2019] > arms.loc[2017]


def test_the_composite_needs_all_three_dimensions(pair):
    whole = pair[["bci_political", "bci_economic", "bci_military"]]
    np.testing.assert_allclose(pair["bci"], whole.mean(axis=1, skipna=False))
    assert pair["bci"].loc[:2015].notna().all()
    assert pair["bci"].loc[2016:].isna().all()


@given(
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
    st.lists(st.integers(0, 50), min_size=9, max_size=9).filter(any),
)
def test_it_stays_between_nought_and_one_and_is_the_same_both_ways(shares, counts):
    stored = {c: np.array([float(n)]) for c, n in zip(CELLS, counts, strict=True)}
    one = stored | {"trade_share": np.array([shares[:2]]), "arms_share": np.array([shares[2:]])}
    turned = {c: stored[c[:-2] + c[-1] + c[-2]] for c in CELLS}
    two = turned | {k: v[:, ::-1] for k, v in one.items() if k not in CELLS}
    assert 0 <= intensity(one)[0] <= 1
    np.testing.assert_allclose(intensity(one), intensity(two))


def test_every_part_names_the_paper():
    for name in ("bci", "bci_political", "bci_economic", "bci_military"):
        assert measure(name).paper == ("papageorgiou_vieira2023",)


def test_leader_meetings_are_missing_without_china(data):
    names = ["leader_meetings"]
    rows = foedus.panel(2013, 2013, dyads="undirected", measures=names, data=data)
    china = (rows["ccode1"] == 710) | (rows["ccode2"] == 710)
    assert rows.loc[china, "leader_meetings"].notna().all()
    assert rows.loc[~china, "leader_meetings"].isna().all()
    russia = rows[(rows["ccode1"] == 365) & (rows["ccode2"] == 710)]
    assert russia["leader_meetings"].tolist() == [39]
