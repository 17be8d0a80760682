"""`foedus ideal-points --fan` and `--diagnostics`: texts and files, on a made-up legislature."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

import foedus as package
from foedus.rollcalls.diagnostics.ideal_point_checks import diagnostics, long_table
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.store import parquet

WORDS = {1: "aye", 2: "abstain", 3: "nay"}


@pytest.fixture(scope="module")
def legislature(tmp_path_factory) -> Path:
    """M00 and M11 are furthest apart; names hold what HTML and Markdown would read."""
    votes = made_up_votes(actors=12, periods=4, items=20, seed=2).votes
    place = tmp_path_factory.mktemp("votes") / "bills.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["bill", "member", "vote", "year"])
        for a, c, vote in zip(*map(list, (votes.actor, votes.call, votes.vote)), strict=True):
            name = "<M|00>" if votes.actors[a] == 0 else f"M{votes.actors[a]:02d}"
            year = 2001 + votes.period[c]
            writer.writerow([f"B{votes.calls[c]}", name, WORDS[int(vote)], year])
    return place


@pytest.fixture
def points(foedus, legislature):
    """Run `foedus ideal-points` on the legislature; it must succeed."""

    def call(*words: str) -> str:
        outcome = foedus("ideal-points", *words, "--votes", str(legislature))
        assert outcome.status == 0, outcome.err
        return outcome.out

    return call


PAIR = ("<m|00>", "M11")


def test_a_fan_as_text_says_the_sentence_the_slices_and_the_marks(points) -> None:
    shown = points(*PAIR, "--fan")
    assert max(map(len, shown.splitlines())) <= 80
    flat = " ".join(shown.split())
    assert "From 2001 to 2004 <M|00> and M11" in flat
    assert "came nearer" in flat or "moved apart" in flat
    for said in (
        "all votes", "random half 1a of the votes", "random half 2b of the others",
        "without the 2 nearest to the two", "these two periods alone", "2002 and 2004",
        "Unmarked: holds beyond doubt", "Every slice is estimated anew",
    ):  # fmt: skip
        assert said in flat
    assert "2002 and 2003" in points(*PAIR, "--fan", "--from", "2002", "--to", "2003")


def test_a_fan_has_the_same_figures_in_every_file(points, tmp_path) -> None:
    for ending in ("csv", "json", "parquet", "dta", "md", "html", "svg", "png", "txt"):
        assert f"x.{ending}" in points(*PAIR, "--fan", "-o", str(tmp_path / f"x.{ending}"))
    rows = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    changes = [r["change"] for r in rows["rows"]]
    assert rows["about"]["compared"] == [2001, 2004]
    assert rows["about"]["sentence"].startswith("From 2001 to 2004")
    for read, name in (
        (pd.read_csv, "x.csv"),
        (parquet.read, "x.parquet"),
        (pd.read_stata, "x.dta"),
    ):
        table = read(tmp_path / name)
        assert table["change"].round(6).tolist() == changes
        assert table["slice"].tolist()[0] == "all votes"
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4  # two charts at two widths
    assert "<script" not in page
    assert "<M|" not in page
    assert "&lt;M|00&gt; and M11" in page
    assert "\\<M\\|00\\> and M11" in (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "change of their distance" in (tmp_path / "x.svg").read_text(encoding="utf-8")


def test_the_fan_in_python_is_that_of_the_command(points, legislature) -> None:
    found = package.sensitivity_fan(*PAIR, votes=legislature)
    rows = json.loads(points(*PAIR, "--fan", "--format", "json"))["rows"]
    assert found.frame()["change"].round(6).tolist() == [r["change"] for r in rows]


def test_diagnostics_as_text_with_and_without_a_pair(points) -> None:
    shown = points(*PAIR, "--diagnostics")
    assert max(map(len, shown.splitlines())) <= 80
    flat = " ".join(shown.split())
    for said in (
        "Fit by year", "Contested items that positions explain least", "Items that divide most",
        "Who is described worst", "Do <M|00> and M11 agree as their positions say?",
        "What pushes them apart in 2004", "really left out", "of 4 years",
    ):  # fmt: skip
        assert said in flat
    assert "Have the chains met?" not in flat
    alone = points("M05", "--diagnostics")
    assert "Fit by year" in alone
    assert "pushes" not in alone


def test_diagnostics_in_files(points, tmp_path, legislature) -> None:
    for ending in ("csv", "json", "parquet", "md", "html", "txt"):
        points(*PAIR, "--diagnostics", "-o", str(tmp_path / f"x.{ending}"))
    whole = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert set(whole) == {
        "about", "sentences", "periods", "items", "actors", "categories", "agreement", "moved",
    }  # fmt: skip
    assert len(whole["periods"]) == 4
    long = pd.read_csv(tmp_path / "x.csv", keep_default_na=False)
    same = long[(long["table"] == "agreement") & (long["figure"] == "observed")]
    assert same["value"].round(6).tolist() == [r["observed"] for r in whole["agreement"]]
    assert [int(year) for year in same["year"]] == [2001, 2002, 2003, 2004]
    assert len(parquet.read(tmp_path / "x.parquet")) == len(long)
    found = package.ideal_points(PAIR, votes=legislature)
    assert len(long_table(found, diagnostics(found))) == len(long)
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "&lt;M|00&gt;" in page
    assert "<M|" not in page


def test_a_sampler_shows_its_chains(points, tmp_path) -> None:
    how = ("--diagnostics", "--mode", "foedus", "--sweeps", "40", "--burn", "20")
    shown = " ".join(points(*PAIR, *how).split())
    assert "Have the chains met? R-hat is at most 1.01 for" in shown
    assert "Positions whose chains agree least" in shown
    points(*PAIR, *how, "-o", str(tmp_path / "x.svg"))
    drawn = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert all(name in drawn for name in ("M11, 2001", "M11, 2004", "R-hat"))
    points(*how, "-o", str(tmp_path / "x.html"))
    assert (tmp_path / "x.html").read_text(encoding="utf-8").count("<svg") == 2


def test_poles_may_be_lists(points, legislature) -> None:
    up = package.ideal_points(votes=legislature, orient=(["M10", "M11"], ["M01", "M02"]))
    down = package.ideal_points(votes=legislature, orient=(["M01", "M02"], ["M10", "M11"]))
    assert (up.mean == -down.mean).all()
    assert (up.low == -down.high).all()
    assert (up.slope == -down.slope).all()
    said = " ".join(points("--orient", "M10,M11:M01,M02").split())
    assert "M10 and M11 stand above M01 and M02 on average." in said
