"""The researcher's panel: its rows, both directions, what is missing, and known answers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foedus
from foedus.core.errors import (
    AmbiguousState,
    FoedusError,
    NotInSystem,
    SourceMissing,
    UnknownName,
    UnknownState,
    YearOutOfRange,
)
from foedus.measures.assemble import KEY_LABELS, KEYS, column_names
from foedus.measures.registry import group_of, measure, measures
from foedus.states.system import pairs_in
from foedus.store.reference import ReferencePanel, shipped_folder

SHIPPED = ReferencePanel.open(shipped_folder()).columns
READY = sorted(
    n for n, m in measures().items() if all(c in SHIPPED and SHIPPED[c]["known"] for c in m.needs)
)


@pytest.fixture
def no_raw(tmp_path, monkeypatch):
    """The panel that ships, and no raw files anywhere."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)


def pair(frame, one, two, year):
    row = frame[(frame.ccode1 == one) & (frame.ccode2 == two) & (frame.year == year)]
    assert len(row) == 1
    return row.iloc[0]


@pytest.mark.usefixtures("no_raw")
class TestRows:
    @pytest.mark.parametrize("dyads", ["directed", "undirected"])
    def test_every_pair_of_the_system_once_and_in_order(self, dyads):
        frame = foedus.panel(1989, 1991, dyads=dyads, measures="hostility")
        for year in (1989, 1990, 1991):
            mine = frame.loc[frame.year == year, ["ccode1", "ccode2"]].to_numpy()
            np.testing.assert_array_equal(mine, pairs_in(year, directed=dyads == "directed"))
        keys = list(KEYS)
        assert not frame.duplicated(keys).any()
        assert frame[keys].equals(frame[keys].sort_values(keys, ignore_index=True))
        assert list(frame.columns) == [*KEY_LABELS, "hostility"]

    def test_codes_are_those_of_the_year(self):
        frame = foedus.panel(1990, 1991, states=[365, 255, 260], measures="hostility")
        assert pair(frame, 365, 2, 1990)[["iso3_1", "iso3_2"]].tolist() == ["SUN", "USA"]
        assert pair(frame, 2, 260, 1990)[["iso3_2", "gwcode2"]].tolist() == ["DEU", 260]
        assert pair(frame, 2, 255, 1991)[["iso3_2", "gwcode2"]].tolist() == ["DEU", 260]

    def test_rows_hold_at_least_one_of_the_states(self):
        frame = foedus.panel(2010, 2010, states=["China", "RUS"], measures="hostility")
        n = len(pairs_in(2010, directed=True)) + 1
        states = round((1 + (1 + 4 * n) ** 0.5) / 2)
        assert len(frame) == 2 * (2 * (states - 2) + 1)
        assert (frame.ccode1.isin([710, 365]) | frame.ccode2.isin([710, 365])).all()

    def test_a_name_means_who_bore_it_in_the_year(self):
        frame = foedus.panel(1988, 1992, states="Germany", dyads="undirected", measures="hostility")
        with_us = frame[frame.ccode1 == 2].set_index("year").ccode2
        assert with_us[[1988, 1989]].tolist() == [260, 260]
        assert with_us[[1991, 1992]].tolist() == [255, 255]

    def test_the_same_request_gives_the_same_frame(self):
        one, two = (foedus.panel(2000, 2001, measures=["s_votes", "arms_10y"]) for _ in range(2))
        pd.testing.assert_frame_equal(one, two)


@pytest.mark.usefixtures("no_raw")
class TestDirections:
    @settings(
        max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(name=st.sampled_from(READY), year=st.integers(1946, 2018))
    def test_directed_and_undirected_say_the_same(self, name, year):
        m = measure(name)
        both = foedus.panel(year, year, measures=name)
        once = foedus.panel(year, year, dyads="undirected", measures=name)
        forth = both[both.ccode1 < both.ccode2].reset_index(drop=True)
        back = both[both.ccode1 > both.ccode2].sort_values(
            ["ccode2", "ccode1", "year"], ignore_index=True
        )
        columns, directed = column_names(m, "undirected"), column_names(m, "directed")
        np.testing.assert_array_equal(once[columns[0]], forth[directed[0]])
        if m.monadic:
            np.testing.assert_array_equal(forth[directed[0]], back[directed[1]])
            np.testing.assert_array_equal(forth[directed[1]], back[directed[0]])
        elif m.directed:
            np.testing.assert_array_equal(once[columns[1]], back[name])
        else:
            reversed_ = m.mirror(once[name]) if m.mirror else once[name]
            np.testing.assert_array_equal(reversed_, back[name])

    def test_a_log_ratio_changes_its_sign(self):
        frame = foedus.panel(2010, 2010, measures="capability_ratio")
        assert pair(frame, 2, 20, 2010).capability_ratio > 1
        assert (
            pair(frame, 20, 2, 2010).capability_ratio == -pair(frame, 2, 20, 2010).capability_ratio
        )

    def test_a_directed_measure_is_what_the_first_does_to_the_second(self):
        frame = foedus.panel(2010, 2010, states=["USA"], measures="troops")
        assert pair(frame, 2, 740, 2010).troops > 20_000
        assert np.isnan(pair(frame, 740, 2, 2010).troops)

    def test_a_monadic_measure_stands_beside_both_states(self):
        for dyads in ("directed", "undirected"):
            frame = foedus.panel(2015, 2015, dyads=dyads, measures="major_power")
            row = pair(frame, 2, 20, 2015)
            assert (row.major_power1, row.major_power2) == (1, 0)


@pytest.mark.usefixtures("no_raw")
class TestCoverage:
    @pytest.mark.parametrize("name", READY)
    def test_nothing_outside_the_years_covered(self, name):
        first, last = measure(name).coverage
        column = column_names(measure(name), "undirected")[0]
        for year in {y for y in (1946, first - 1, last + 1, 2025) if 1946 <= y <= 2025}:
            frame = foedus.panel(year, year, dyads="undirected", measures=name)
            if not first <= year <= last:
                assert frame[column].isna().all()

    def test_zero_inside_and_missing_after(self):
        frame = foedus.panel(2018, 2019, measures=["obligation_defence", "rivalry"])
        row = pair(frame, 150, 812, 2018)
        assert (row.obligation_defence, row.rivalry) == (0, 0)
        after = pair(frame, 150, 812, 2019)
        # The treaty register carries obligations past ATOP.
        assert (after.obligation_defence, after.rivalry) == (0, 0)
        assert frame.attrs["coverage"]["obligation_defence"] == [1946, 2025]

    def test_missing_after_the_last_year(self):
        frame = foedus.panel(2014, 2015, measures=["igo_percentile"])
        assert np.isnan(pair(frame, 2, 20, 2015).igo_percentile)
        assert frame.attrs["coverage"]["igo_percentile"][1] == 2014

    def test_values_keep_to_their_bounds(self):
        frame = foedus.panel(1985, 1985, dyads="undirected", measures=READY)
        for column, name in frame.attrs["measures"].items():
            low, high = measure(name).bounds
            known = frame[column].dropna()
            assert low is None or (known >= low - 1e-9).all(), column
            assert high is None or (known <= high + 1e-9).all(), column

    def test_every_column_has_a_label(self):
        frame = foedus.panel(1985, 1985, dyads="undirected", measures=READY)
        assert set(frame.attrs["labels"]) == set(frame.columns)
        assert frame.attrs["labels"]["arms_10y_21"].endswith(", second to first")


class TestBadInput:
    @pytest.mark.parametrize(("start", "end"), [(1945, 2000), (1990, 2026), (2000, 1990)])
    def test_years(self, start, end):
        with pytest.raises(YearOutOfRange, match=r"1946 to 2025|after the last"):
            foedus.panel(start, end)

    def test_a_year_that_is_no_number(self):
        with pytest.raises(YearOutOfRange, match="not a year"):
            foedus.panel("1990", 2000)

    def test_measures(self):
        with pytest.raises(UnknownName, match="kappa_votes"):
            foedus.panel(measures=["kapa_votes"])
        with pytest.raises(FoedusError, match="foedus measures"):
            foedus.panel(measures=[])

    def test_dyads(self):
        with pytest.raises(UnknownName, match=r"directed, undirected"):
            foedus.panel(dyads="both")

    def test_states(self):
        with pytest.raises(UnknownState, match="Atlantis"):
            foedus.panel(2000, 2001, states=["Atlantis"])
        with pytest.raises(NotInSystem, match="no year from 2000 to 2001"):
            foedus.panel(2000, 2001, states=["East Germany"])
        with pytest.raises(AmbiguousState):
            foedus.panel(2000, 2001, states=["Congo"])
        with pytest.raises(FoedusError, match="empty"):
            foedus.panel(2000, 2001, states=[])

    @pytest.mark.usefixtures("no_raw")
    @pytest.mark.parametrize(
        ("name", "source"),
        [("cinc", "cow_nmc"), ("kappa_votes_hr", "voeten_roll_call_issues"), ("sanctions", "gsdb")],
    )
    def test_without_the_raw_files_the_source_is_named(self, name, source):
        with pytest.raises(SourceMissing, match=source) as fault:
            foedus.panel(2000, 2001, measures=[name])
        assert "foedus data add" in fault.value.remedy


class TestKnownAnswers:
    @pytest.mark.usefixtures("no_raw")
    def test_alliance_portfolios_2018(self):
        frame = foedus.panel(2018, 2018, states=["USA", "CHN"], measures="s_squared_alliances")
        found = [
            pair(frame, *p, 2018).s_squared_alliances for p in ((2, 200), (710, 365), (2, 710))
        ]
        assert found == pytest.approx([0.605, 0.834, 0.344], abs=0.0011)

    @pytest.mark.usefixtures("no_raw")
    @pytest.mark.parametrize(
        ("decade", "share"), [(1980, 0.781), (1990, 0.570), (2000, 0.780), (2010, 0.752)]
    )
    def test_china_russia_same_vote_by_decade(self, decade, share):
        frame = foedus.panel(
            decade,
            decade + 9,
            states="CHN",
            dyads="undirected",
            measures=["agreement_votes", "n_votes"],
        )
        with_russia = frame[frame.ccode1 == 365]
        same = (with_russia.agreement_votes * with_russia.n_votes).sum() / with_russia.n_votes.sum()
        assert same == pytest.approx(share, abs=0.0006)

    @pytest.fixture
    def raw(self, data, tables):
        assert "shared_igos" in tables
        names = ["shared_igos", "imports", "exports", "mid_ongoing_cow", "contiguity", "polity2"]
        return foedus.panel(2013, 2014, states=["CHN", "RUS", "USA"], measures=names, data=data)

    def test_raw_figures_of_2014(self, raw):
        assert pair(raw, 710, 365, 2014).shared_igos == 55
        assert pair(raw, 2, 200, 2014).shared_igos == 60
        assert pair(raw, 365, 710, 2014).imports == pytest.approx(51_135, abs=1)
        assert pair(raw, 710, 365, 2014).imports == pytest.approx(42_807, abs=1)
        assert pair(raw, 710, 365, 2014).exports == pair(raw, 365, 710, 2014).imports
        assert pair(raw, 365, 369, 2014).mid_ongoing_cow == 1
        assert pair(raw, 2, 20, 2014).contiguity == 1
        assert pair(raw, 2, 710, 2014).contiguity == 0
        assert pair(raw, 2, 710, 2014)[["polity21", "polity22"]].tolist() == [10, -7]

    def test_capabilities_of_2022(self, data, tables):
        assert "national_capability" in tables
        frame = foedus.panel(2022, 2022, states=["CHN", "USA"], measures="cinc", data=data)
        row = pair(frame, 2, 365, 2022)
        assert (row.cinc1, row.cinc2) == pytest.approx((0.124, 0.038), abs=0.0006)
        assert pair(frame, 710, 2, 2022).cinc1 == pytest.approx(0.234, abs=0.0006)

    def test_arms_of_2018(self, data, tables):
        assert "arms_transfers" in tables
        frame = foedus.panel(2018, 2018, states="CHN", measures="arms", data=data)
        assert pair(frame, 365, 710, 2018).arms == 1767


def test_every_column_is_of_one_measure():
    for dyads in ("directed", "undirected"):
        every = [c for m in measures().values() for c in column_names(m, dyads)]
        assert len(every) == len(set(every))
        assert not set(every) & set(KEY_LABELS)


def test_what_the_makers_do_not_let_out_does_not_ship():
    for name in ("cinc", "imports", "mid_onset_gml", "sanctions", "polity2", "gdp"):
        for column in measure(name).needs:
            assert not group_of(column).stored
            assert column not in SHIPPED
