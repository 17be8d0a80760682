"""`foedus data build --estimates`: what it says, where it writes, how it is stopped."""

import pytest
from tests.rollcalls import made_up_points as made

from foedus.rollcalls.positions import reference_build, reference_points
from foedus.rollcalls.positions.reference_build import Built
from foedus.store.reference import built_folder


@pytest.fixture
def quick(monkeypatch, tmp_path):
    """A build that takes no time; the folders it was asked to write into."""
    asked = []

    def build(places, into, report):
        asked.append(into)
        for done in range(0, 101, 5):
            report("foedus", done, 100)
        manifest = made.written(into)
        for about in manifest["models"].values():
            about |= {"votes": 900, "seconds": 7, "settings": {"sweeps": 50, "chains": 2}}
            about["r_hat"] = {"0.9": 1.2, "1": 1.5}
        return Built(into, manifest, ("foedus",), 7.0, 12_345)

    monkeypatch.setattr(reference_build, "build", build)
    monkeypatch.setattr(reference_points, "shipped_folder", lambda: tmp_path / "shipped")
    return asked


def test_it_writes_where_foedus_looks_and_says_what_it_made(foedus, quick):
    outcome = foedus("data", "build", "--estimates")
    assert outcome.status == 0
    assert quick == [built_folder()]
    assert "our model: sessions 26 to 80, 2 dimensions" in outcome.out
    assert "published scheme: sessions 26 to 74, 1 dimension" in outcome.out
    assert "some chains have not met" in " ".join(outcome.out.split())
    assert "finished before: our model" in outcome.out
    assert "our model: 50 of 100 sweeps" in outcome.err
    assert outcome.err.count("sweeps") <= 21
    status = foedus("data", "status")
    assert "Ideal points in use: built here, foedus 1971-2025, faithful 1971-2019" in status.out


def test_it_writes_into_a_folder_that_is_named(foedus, quick, tmp_path):
    assert foedus("data", "build", "--estimates", "-o", str(tmp_path / "x")).status == 0
    assert quick == [tmp_path / "x"]
    assert "Ideal points: not built" in foedus("data", "status").out


def test_without_votes_it_names_them_and_writes_nothing(refused, tmp_path):
    complaint = refused("data", "build", "--estimates", "-o", str(tmp_path / "x"))
    assert "undl_ga_votes" in complaint
    assert not (tmp_path / "x").exists()


def test_two_places_are_refused(refused, tmp_path):
    complaint = refused("data", "build", "--estimates", "--into-package", "-o", str(tmp_path))
    assert "two places" in complaint


def test_when_stopped_it_says_how_to_go_on(foedus, monkeypatch):
    def stopped(places, into, report):
        raise KeyboardInterrupt

    monkeypatch.setattr(reference_build, "build", stopped)
    outcome = foedus("data", "build", "--estimates")
    assert outcome.status != 0
    assert "`foedus data build --estimates` continues from there" in outcome.err
