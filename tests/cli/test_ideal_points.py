"""`foedus ideal-points`: texts, files, charts, what is refused; on a made-up file of votes."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.cli.estimating import resumable
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.store import parquet

ACTORS, PERIODS = 12, 4
WORDS = {1: "aye", 2: "abstain", 3: "nay"}


@pytest.fixture(scope="module")
def legislature(tmp_path_factory) -> Path:
    """A legislature's long CSV; M00 and M11 are furthest apart."""
    votes = made_up_votes(actors=ACTORS, periods=PERIODS, items=20, seed=2).votes
    place = tmp_path_factory.mktemp("votes") / "bills.csv"
    rows = zip(votes.actor.tolist(), votes.call.tolist(), votes.vote.tolist(), strict=True)
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["bill", "member", "vote", "date"])
        for a, c, vote in rows:
            day = f"{2001 + votes.period[c]}-05-03"
            writer.writerow([f"B{votes.calls[c]}", f"M{votes.actors[a]:02d}", WORDS[vote], day])
    return place


@pytest.fixture
def points(foedus, legislature):
    """Run `foedus ideal-points` on the legislature; it must succeed."""

    def call(*words: str) -> str:
        outcome = foedus("ideal-points", *words, "--votes", str(legislature))
        assert outcome.status == 0, outcome.err
        return outcome.out

    return call


POLES = ("--orient", "M11:M00")


def test_everyone_in_the_last_period_and_what_it_rests_on(points) -> None:
    shown = points(*POLES)
    assert max(map(len, shown.splitlines())) <= 80
    flat = " ".join(shown.split())
    assert f"Positions in 2004, {ACTORS} in all, the highest first" in flat
    rows = re.findall(r"^ +\d+ (M\d\d) ", shown, re.MULTILINE)
    assert sorted(rows) == [f"M{k:02d}" for k in range(ACTORS)]
    for said in ("Mode fast", "seed", "of the votes are predicted", "no R-hat", "not comparable"):
        assert said in flat
    assert "M11 stands above M00." in flat
    assert "item from 'bill', actor from 'member'" in flat


def test_two_by_period_with_their_distance_in_words(points) -> None:
    shown = " ".join(points("M00", "M11", *POLES).split())
    assert re.search(
        r"M00 and M11 stand [\d.]+ apart in 2004 \(90 % [\d.]+ to [\d.]+\), against [\d.]+ in 2001",
        shown,
    )
    assert "Year M00 M11 distance" in shown
    one = points("m05", "--every", "3")
    assert "distance" not in one
    assert re.findall(r"^(20\d\d)", one, re.MULTILINE) == ["2001", "2004"]


def test_rows_are_the_same_in_every_format_and_notes_stay_out_of_them(
    points, foedus, legislature, tmp_path
) -> None:
    outcome = foedus("ideal-points", "M00", "M11", "--votes", str(legislature), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [r["measure"] for r in rows] == ["position"] * 2 * PERIODS + ["distance"] * PERIODS
    assert "Mode fast" in outcome.err
    whole = json.loads(points("M00", "M11", "--format", "json"))
    assert [r["mean"] for r in whole["rows"]] == [float(r["mean"]) for r in rows]
    assert whole["about"]["mode"] == "fast"
    assert whole["about"]["periods"] == [2001, 2004]
    for ending, read in ((".parquet", parquet.read), (".dta", pd.read_stata)):
        said = points("M00", "M11", "-o", str(tmp_path / f"x{ending}"))
        assert "Mode fast" in said
        table = read(tmp_path / f"x{ending}")
        assert table["mean"].round(6).tolist() == [r["mean"] for r in whole["rows"]]
    points("-o", str(tmp_path / "all.csv"))
    assert len(pd.read_csv(tmp_path / "all.csv")) == ACTORS * PERIODS


def test_same_seed_same_bytes(points, tmp_path) -> None:
    for name in ("a", "b"):
        points("M00", "M11", "--seed", "7", "-o", str(tmp_path / f"{name}.csv"))
        points("M00", "M11", "--seed", "7", "-o", str(tmp_path / f"{name}.svg"))
    for ending in ("csv", "svg"):
        one, two = (tmp_path / f"{name}.{ending}" for name in ("a", "b"))
        assert one.read_bytes() == two.read_bytes()


def test_charts_and_pages(points, tmp_path) -> None:
    points("M00", "M11", "-o", str(tmp_path / "x.svg"))
    drawn = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert all(word in drawn for word in ("M00", "M11", "distance", "2004"))
    points("M00", "M11", "-o", str(tmp_path / "x.html"))
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4  # two panels at two widths
    assert "<script" not in page
    assert "against" in page
    points("-o", str(tmp_path / "all.html"))
    assert "Positions in 2004" in (tmp_path / "all.html").read_text(encoding="utf-8")


def test_items_that_divide_most_come_first(points, tmp_path) -> None:
    points("--items", "-o", str(tmp_path / "items.csv"))
    table = pd.read_csv(tmp_path / "items.csv")
    assert table["slope"].abs().is_monotonic_decreasing
    assert (table["yes"] + table["abstain"] + table["no"] == table["votes"]).all()
    expected = (table["predicted"] - table["null"]) / (1 - table["null"])
    pd.testing.assert_series_equal(table["reduction"], expected, check_names=False, atol=1e-4)
    assert "items that divide most" in points("--items")


def test_a_sampler_says_whether_it_converged(points, tmp_path) -> None:
    checkpoint = tmp_path / "run.npz"
    shown = points(
        "M00", "M11", *POLES, "--mode", "faithful", "--sweeps", "60", "--burn", "20",
        "--chains", "2", "--checkpoint", str(checkpoint),
    )  # fmt: skip
    flat = " ".join(shown.split())
    assert "2 chains of 60 sweeps, 20 not kept, smoothing 0.5" in flat
    assert "R-hat: worst" in flat
    assert "effective sample size: worst" in flat
    assert "NOT CONVERGED" in flat  # 60 sweeps are far too few
    assert "M11 stands above M00." in flat
    assert not checkpoint.exists()


def test_when_stopped_it_says_how_to_go_on(tmp_path, capsys) -> None:
    def said(checkpoint: str | None) -> str:
        with pytest.raises(KeyboardInterrupt), resumable(checkpoint):
            raise KeyboardInterrupt
        return capsys.readouterr().err

    assert "--checkpoint FILE" in said(None)
    place = tmp_path / "run.npz"
    assert "Nothing is kept yet" in said(str(place))
    place.write_bytes(b"x")
    assert "the same command goes on there" in said(str(place))


def test_the_librarys_record(foedus, raw) -> None:
    folder = raw("undl_ga_votes", "voeten_roll_call_issues")
    outcome = foedus("ideal-points", "USA", "USSR", "--data", str(folder), "--format", "csv")
    assert outcome.status == 0, outcome.err
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    states = {r["state"] for r in rows if r["measure"] == "position"}
    assert "USA" in states
    assert len(states) == 2
    assert {r["year"] for r in rows} <= {str(y) for y in range(1946, 1992)}
    assert "`foedus cite undl_ga_votes`" in " ".join(outcome.err.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--mode", "quick"], "Unknown mode 'quick'"),
        (["--issue", "humanrights"], "Did you mean 'human_rights'"),
        (["--record", "senate"], "Unknown record 'senate'"),
        (["--record", "council", "--issue", "hr"], "has no issues"),
        (["--record", "library", "--issue", "important"], "important"),
        (["--record", "council", "--no-linked"], "linked items"),
        (["--no-special", "--mode", "faithful"], "special sessions"),
        (["--smoothing", "0.2"], "no smoothing"),
        (["--chains", "3"], "runs no chains"),
        (["--checkpoint", "x.npz"], "runs no chains"),
        (["--dimensions", "2"], "no second dimension"),
        (["--dimensions", "3", "--mode", "foedus"], "3 dimensions"),
        (["--mode", "foedus", "--sweeps", "5"], "5 sweeps"),
        (["--mode", "foedus", "--checkpoint", "no/where.npz"], "cannot be written"),
        (["--sweeps", "0"], "0 sweeps"),
        (["--seed", "-1"], "seed is -1"),
        (["--orient", "USA"], "does not name two"),
        (["--orient", "USA:,"], "does not name two"),
        (["USA", "--fan"], "1 named"),
        (["USA", "RUS", "--fan", "--issue", "nuclear"], "varies what --issue sets"),
        (["USA", "RUS", "--fan", "--without", "CHN"], "varies what --without sets"),
        (["USA", "RUS", "--fan", "--diagnostics"], "--diagnostics does not go with --fan"),
        (["USA", "RUS", "--fan", "--every", "2"], "--every does not go with --fan"),
        (["USA", "RUS", "--fan", "--checkpoint", "x.npz"], "--checkpoint does not go"),
        (["USA", "RUS", "--fan", "--smoothing", "0.2"], "no smoothing"),
        (["USA", "RUS", "--fan", "--record", "senate"], "Unknown record 'senate'"),
        (["USA", "US", "--fan"], "named twice"),
        (["USA", "Atlantis", "--fan"], "Atlantis"),
        (["USA", "RUS", "--fan"], "voeten_roll_call_issues"),  # no votes on this machine
        (["USA", "RUS", "--fan", "--record", "library"], "undl_ga_votes"),
        (["--diagnostics", "--items"], "--items does not go with --diagnostics"),
        (["--diagnostics", "-o", "x.png"], "no chains"),
        (["--every", "0"], "every"),
        (["-o", "x.doc"], ".doc"),
        (["-o", "x.png"], "A chart shows states"),
        ([*"ABCDEFG", "-o", "x.png"], "7 lines"),
        (["--items", "-o", "x.svg"], "no chart of items"),
        (["--data", "nowhere"], "nowhere"),
        (["--votes", "none.csv"], "none.csv"),
        (["--votes", "none.csv", "--record", "library"], "Both a file"),
        ([], "undl_ga_votes"),  # no votes on this machine
        (["--mode", "faithful"], "voeten_roll_call_issues"),
        (["--record", "council"], "undl_sc_votes"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_mistakes_bring_the_next_step(refused, words, said) -> None:
    assert said in refused("ideal-points", *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["M99"], "no actor 'M99'"),
        (["M00", "m00"], "are the same"),
        (["--from", "1990"], "no period 1990"),
        (["--from", "2003", "--to", "2002"], "after the last"),
        (["--without", "M99"], "no actor 'M99'"),
        (["--orient", "M00:M99"], "no actor 'M99'"),
        (["--orient", "M00:M00"], "are the same"),
        (["--orient", "M00,M01:M02,M01"], "are the same"),
        (["M00", "M00", "--fan"], "are the same"),
        (["M00", "M99", "--fan"], "no actor 'M99'"),
        (["M00", "M11", "--fan", "--from", "2004", "--to", "2002"], "earlier first"),
        (["M00", "M11", "--fan", "--from", "1990"], "cast 0 votes on divided items in 1990"),
        (["--issue", "nuclear"], "has no issues"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_mistakes_about_a_file(refused, legislature, words, said) -> None:
    assert said in refused("ideal-points", *words, "--votes", str(legislature))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,A,perhaps,2001\n1,B,no,2001", "perhaps"),
        ("1,A,yes,2001\n1,A,no,2001\n1,B,no,2001", "'A' on '1'"),
        ("1,A,yes,2001\n2,A,no,2001", "only one actor"),
        ("1,A,yes,2001\n1,B,yes,2001\n1,C,yes,2001", "all votes are equal"),
        ("1,A,NaN,2001\n1,B,NaN,2001", "nobody votes"),
        ("1,A,yes,nan\n1,B,no,nan", "year"),
        ("1,A,yes,2001\n1,B,no,2001", "at least 3 actors"),
    ],
)
def test_faults_of_a_file(refused, tmp_path, rows, said) -> None:
    place = tmp_path / "votes.csv"
    place.write_text(f"item,actor,vote,year\n{rows}\n", encoding="utf-8")
    assert said in refused("ideal-points", "--votes", str(place))
