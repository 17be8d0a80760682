"""The file of reference estimates: what goes in comes out; absent and damaged files say so."""

import warnings

import numpy as np
import pytest
from tests.rollcalls import made_up_points as made

from foedus.core.errors import FoedusError, SourceDamaged, SourceMissing
from foedus.rollcalls.positions import reference_points
from foedus.rollcalls.positions.distances import distance
from foedus.rollcalls.positions.reference_points import (
    ABOUT,
    POINTS,
    ReferencePoints,
    current,
    stands_in,
)
from foedus.store.reference import built_folder, shipped_folder


@pytest.fixture
def points(tmp_path):
    made.written(tmp_path / "points")
    return ReferencePoints.open(tmp_path / "points")


def test_what_is_written_is_read(points):
    path = points.path(made.RUSSIA)
    assert path.session.tolist() == list(range(26, 81))
    assert path.year[0] == 1971
    assert path.mean.shape == (55, 2)
    assert path.mean[[0, -1], 0].tolist() == [-1.5, 0.5]
    assert path.sd[0].tolist() == [0.1, 0.1]
    assert path.r_hat[0] == 1.004
    assert points.path(made.RUSSIA, "faithful").mean.shape == (49, 1)
    assert len(points.path(999)) == 0


def test_frame_has_every_row_once_with_empty_columns_for_the_second_dimension(points):
    frame = points.frame()
    assert not frame.duplicated(["model", "ccode", "session"]).any()
    assert len(frame) == points.manifest["rows"]
    by_model = frame.groupby("model")["mean_2"].apply(lambda c: c.notna().all())
    assert by_model.to_dict() == {"faithful": False, "foedus": True}
    assert frame.loc[frame.model == "faithful", "mean_2"].isna().all()
    assert (frame["year"] == 1945 + frame["session"]).all()


def test_a_pair_by_session(points):
    both = points.pair(made.RUSSIA, made.CHINA)
    assert both.year.tolist() == list(range(1971, 2026))
    first = distance([-1.5, 0.0], [0.1, 0.1], [-0.5, 0.0], [0.1, 0.1])
    assert both.distance.mean[0] == pytest.approx(float(first.mean))
    assert both.distance.low[0] == pytest.approx(float(first.low))
    assert both.firm().year.tolist() == list(range(1971, 2025))  # session 80 has three votes
    back = points.pair(made.CHINA, made.RUSSIA)
    assert np.array_equal(both.distance.mean, back.distance.mean)
    assert 1995 not in points.pair(made.CUBA, made.CHINA).year  # absent in session 50
    assert len(points.pair(made.CUBA, 999)) == 0


def test_the_same_rows_give_the_same_bytes(tmp_path):
    one, two = made.written(tmp_path / "one"), made.written(tmp_path / "two")
    assert one == two
    assert (tmp_path / "one" / POINTS).read_bytes() == (tmp_path / "two" / POINTS).read_bytes()
    assert one["content_sha256"] != made.written(tmp_path / "x", sd=0.2)["content_sha256"]


def test_unknown_model(points):
    with pytest.raises(FoedusError, match="fast"):
        points.points("fast")


def test_absent_estimates_name_the_command(tmp_path):
    with pytest.raises(SourceMissing) as fault:
        ReferencePoints.open(tmp_path)
    assert "not built" in str(fault.value)
    assert "foedus data build --estimates" in fault.value.remedy


@pytest.mark.parametrize("file", [POINTS, ABOUT])
def test_a_damaged_file_is_refused(tmp_path, file):
    made.written(tmp_path)
    raw = bytearray((tmp_path / file).read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    (tmp_path / file).write_bytes(bytes(raw))
    with pytest.raises(SourceDamaged):
        ReferencePoints.open(tmp_path)


def test_a_build_of_this_machine_comes_first_unless_it_is_poorer(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shipped = tmp_path / "shipped"
    monkeypatch.setattr(reference_points, "shipped_folder", lambda: shipped)
    with pytest.raises(SourceMissing):
        current()
    made.written(shipped)
    assert current().folder == shipped
    made.written(built_folder(), models=("foedus",))
    assert current().folder == shipped
    made.written(built_folder())
    # The stamp is the file's time: two writes in one tick must not look the same.
    reference_points._opened.cache_clear()
    assert current().folder == built_folder()
    (built_folder() / POINTS).write_bytes(b"no Parquet")
    reference_points._opened.cache_clear()
    assert current().folder == shipped


def test_another_version_does_not_stand_in():
    one = {"foedus": "1", "models": {"foedus": {"sessions": [1, 80]}}}
    assert stands_in(one, one)
    assert not stands_in(one | {"foedus": "0"}, one)
    assert not stands_in({"foedus": "1", "models": {"foedus": {"sessions": [1, 79]}}}, one)


def test_the_shipped_estimates_are_what_their_manifest_says():
    if not (shipped_folder() / ABOUT).is_file():
        reason = "NO ESTIMATES SHIP YET: run `foedus data build --estimates --into-package`."
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    shipped = ReferencePoints.open(shipped_folder())
    frame = shipped.frame()
    assert len(frame) == shipped.manifest["rows"]
    assert shipped.models == ("foedus", "faithful")
    assert shipped.years("foedus") == (1946, 2025)
    assert shipped.years("faithful") == (1946, 2019)
    last = frame[(frame.model == "foedus") & (frame.year == 2024)].set_index("ccode")["mean_1"]
    assert last[made.USA] > last[made.CHINA]
    for model, about in shipped.manifest["models"].items():
        assert about["settings"]["chains"] >= 2, model
    assert (shipped_folder() / POINTS).stat().st_size < 1e6
