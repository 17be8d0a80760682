"""The build of the reference estimates: whole, resumed where it stopped, the same every time."""

import numpy as np
import pytest

from foedus.core.errors import SourceMissing
from foedus.rollcalls.own.simulate import made_up, small_pattern
from foedus.rollcalls.positions import reference_build
from foedus.rollcalls.positions.reference_points import ABOUT, POINTS, ReferencePoints
from foedus.rollcalls.positions.settings import Settings

POLES = ((0, 1), (2, 3))
TINY = {
    mode: Settings(mode=mode, sweeps=60, burn=20, chains=2, orient=POLES)
    for mode in ("foedus", "faithful")
}


class NoTables:
    def release(self):
        pass


@pytest.fixture(autouse=True)
def few_votes(monkeypatch, tmp_path):
    votes = made_up(small_pattern(14, 3, 20, 5), 5, opposed=POLES).votes
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(reference_build, "_inputs", lambda folders: (NoTables(), []))
    monkeypatch.setattr(reference_build, "_votes", lambda tables, model, sessions: votes)
    return votes


def build(into, report=lambda *_: None):
    return reference_build.build([], into, settings=TINY, report=report)


def test_both_models_are_run_and_described(tmp_path, few_votes):
    steps = []
    built = build(tmp_path / "into", lambda *step: steps.append(step))
    points = ReferencePoints.open(tmp_path / "into")
    assert points.models == ("foedus", "faithful")
    frame = points.frame()
    assert len(frame) == 2 * len(few_votes.divided().points)
    assert (frame["high_1"] > frame["low_1"]).all()
    assert frame.groupby("model")["votes"].sum().nunique() == 1
    about = built.manifest["models"]["foedus"]
    assert (about["settings"]["sweeps"], about["settings"]["chains"]) == (60, 2)
    assert about["r_hat"]["0.5"] <= about["r_hat"]["1"]
    assert about["ess"]["0"] <= about["ess"]["0.5"]
    assert about["dimensions"] in (1, 2)
    assert ("foedus", 120, 120) in steps
    assert ("faithful", 120, 120) in steps
    assert not built.resumed


def test_a_stopped_build_goes_on_and_gives_the_same_bytes(tmp_path):
    build(tmp_path / "whole")

    def stop(model, done, of):
        if model == "faithful":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "into", stop)
    assert not (tmp_path / "into" / ABOUT).exists()
    again = build(tmp_path / "into")
    assert again.resumed == ("foedus",)
    one, two = ((tmp_path / f / POINTS).read_bytes() for f in ("whole", "into"))
    assert one == two
    assert not list((tmp_path / "cache" / "foedus" / "estimates").iterdir())


def test_other_settings_do_not_go_on_with_old_draws(tmp_path, monkeypatch):
    def stop(model, done, of):
        if model == "faithful":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "into", stop)
    monkeypatch.setitem(
        TINY, "foedus", Settings(mode="foedus", sweeps=50, burn=20, chains=1, orient=POLES)
    )
    assert not build(tmp_path / "into").resumed


def test_the_real_input_is_asked_for_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(SourceMissing) as fault:
        reference_build.build([tmp_path], tmp_path / "into")
    assert "undl_ga_votes" in str(fault.value)
    assert "foedus data add" in fault.value.remedy
    assert not (tmp_path / "into").exists()


def test_settings_are_those_of_the_two_models():
    for mode, settings in reference_build.SETTINGS.items():
        assert settings.mode == mode
        assert settings.length[2] >= 2


def test_real_votes_of_two_sessions(data, tmp_path, monkeypatch):
    monkeypatch.undo()
    short = {m: Settings(mode=m, sweeps=30, burn=5, chains=1) for m in TINY}
    reference_build.build([data], tmp_path, settings=short, sessions=(73, 74))
    points = ReferencePoints.open(tmp_path)
    assert set(points.manifest["inputs"]) == {
        "undl_ga_votes",
        "voeten_ideal_points",
        "voeten_roll_call_issues",
    }
    assert all(i["sha256"] for i in points.manifest["inputs"].values())
    pair = points.pair(2, 710, "faithful")
    assert pair.year.tolist() == [2018, 2019]
    assert np.isfinite(pair.distance.mean).all()
    assert pair.distance.mean.min() > points.pair(200, 2, "faithful").distance.mean.max()
