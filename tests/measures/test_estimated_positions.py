"""Estimated positions beside dyad-years: every pair at once, missing outside coverage."""

import time

import numpy as np
import pytest
from tests.rollcalls import made_up_points as made

import foedus
from foedus.core.errors import SourceMissing
from foedus.dyads.frame import DyadFrame
from foedus.measures import estimated_positions
from foedus.measures.registry import measure
from foedus.rollcalls.positions import reference_points
from foedus.store.reference import built_folder


@pytest.fixture
def built(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made.written(built_folder())
    monkeypatch.setattr(reference_points, "shipped_folder", lambda: tmp_path / "none")
    return reference_points.current()


NAMES = [m.name for m in estimated_positions.GROUP.measures]


def test_the_panel_has_them_by_pair_and_year(built):
    frame = foedus.panel(2018, 2021, dyads="undirected", states=["CHN"], measures=NAMES)
    pair = frame[frame.ccode1 == made.RUSSIA].set_index("year")
    path = built.pair(made.RUSSIA, made.CHINA)
    at = dict(zip(path.year.tolist(), path.distance.mean.tolist(), strict=True))
    assert pair["estimated_distance"].to_dict() == pytest.approx(
        {y: at[y] for y in pair.index}, abs=1e-4
    )
    assert (pair["estimated_distance_low"] < pair["estimated_distance"]).all()
    assert (pair["estimated_distance"] < pair["estimated_distance_high"]).all()
    assert pair["faithful_distance"].notna().tolist() == [True, True, False, False]
    assert pair.loc[2018, "estimated_ideal_point1"] > pair.loc[2018, "estimated_ideal_point2"]
    other = frame[frame.ccode1 == 740]  # no position is made up for Japan
    assert other["estimated_distance"].isna().all()


def test_both_orders_of_a_pair_have_one_distance(built):
    frame = foedus.panel(2018, 2018, states=["CHN"], measures=["estimated_distance"])
    known = frame.dropna().set_index(["ccode1", "ccode2"])["estimated_distance"]
    assert known[(made.CHINA, made.RUSSIA)] == known[(made.RUSSIA, made.CHINA)]


def test_years_before_the_first_session_are_missing(built):
    frame = DyadFrame.between(1946, 1975)
    out = estimated_positions.compute(None, frame, {})
    known = np.isfinite(out["estimated_distance"])
    assert set(np.unique(frame.year[known])) == set(range(1971, 1976))
    pairs = [(2, 40), (2, 365), (2, 710), (40, 365), (40, 710), (365, 710)]
    found = {
        (int(a), int(b)) for a, b in zip(frame.ccode1[known], frame.ccode2[known], strict=True)
    }
    assert found == set(pairs)


def test_all_dyad_years_take_about_a_second(built):
    frame = DyadFrame.between(1946, 2025)
    assert len(frame.year) > 1_000_000
    start = time.process_time()
    estimated_positions.compute(None, frame, {})
    assert time.process_time() - start < 3  # .9 s where nothing else runs


def test_without_estimates_the_command_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(reference_points, "shipped_folder", lambda: tmp_path / "none")
    with pytest.raises(SourceMissing) as fault:
        foedus.panel(2018, 2018, states=["CHN"], measures=["estimated_distance"])
    assert "foedus data build --estimates" in fault.value.remedy


@pytest.mark.parametrize("name", NAMES)
def test_sources_and_papers_are_known(name):
    from foedus.measures.papers import paper
    from foedus.sources.registry import origin

    about = measure(name)
    assert [origin(s).citations for s in about.sources]
    assert [paper(p).key for p in about.paper] == list(about.paper)
    assert about.monadic == name.endswith("ideal_point")
