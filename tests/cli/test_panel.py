"""`foedus panel` from the command line."""

import pandas as pd
import pytest

from foedus.store import parquet


def test_a_panel_with_its_codebook_and_citations(foedus, tmp_path):
    said = foedus(
        "panel", "--from", "2017", "--to", "2018", "--states", "CHN", "RUS", "--states", "美国",
        "--measures", "obligations,kappa_votes", "-o", "x.csv",
    )  # fmt: skip
    assert said.status == 0
    assert said.out == ""
    assert "x.csv" in said.err
    frame = pd.read_csv(tmp_path / "x.csv")
    assert list(frame.columns[-2:]) == ["obligations", "kappa_votes"]
    assert set(frame.year) == {2017, 2018}
    three = {2, 365, 710}
    assert (frame.ccode1.isin(three) | frame.ccode2.isin(three)).all()
    assert three <= set(frame.ccode1)
    assert (tmp_path / "codebook.md").is_file()
    assert (tmp_path / "citations.bib").read_text().count("@article") >= 2


def test_the_same_bytes_twice(foedus, tmp_path):
    words = ("panel", "--from", "2000", "--to", "2001", "--dyads", "undirected", "--measures",
             "s_votes", "hostility", "-o")  # fmt: skip
    for name in ("a.parquet", "b.parquet"):
        assert foedus(*words, name).status == 0
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert len(parquet.read(tmp_path / "a.parquet")) > 30_000


def test_raw_files_from_the_folder_named(foedus, raw, tmp_path):
    folder = raw("voeten_ideal_points")
    words = ("panel", "--from", "1946", "--to", "2022", "--measures", "ideal_point", "-o", "x.csv")
    assert foedus(*words, "--data", str(folder)).status == 0
    frame = pd.read_csv(tmp_path / "x.csv")
    assert frame[["ideal_point1", "ideal_point2"]].notna().any().all()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--measures", "kapa_votes", "-o", "x.csv"], "kappa_votes"),
        (["--measures", "s_votes", "-o", "x.xlsx"], ".parquet"),
        (["--measures", "s_votes", "-o", "none/x.csv"], "does not exist"),
        (["--measures", "s_votes", "--from", "1900", "-o", "x.csv"], "1946 to 2025"),
        (["--measures", "s_votes", "--from", "2010", "--to", "2000", "-o", "x.csv"], "after"),
        (["--measures", "s_votes", "--states", "Atlantis", "-o", "x.csv"], "Atlantis"),
        (["--measures", "s_votes", "--states", ",", "-o", "x.csv"], "empty"),
        (["--measures", ",", "-o", "x.csv"], "No measure"),
        (["--measures", "s_votes", "--dyads", "both", "-o", "x.csv"], "undirected"),
        (["--measures", "cinc", "-o", "x.csv"], "cow_nmc"),
        (["--measures", "cinc", "--data", "nowhere", "-o", "x.csv"], "nowhere"),
    ],
)
def test_refused_with_the_next_step(refused, tmp_path, words, says):
    assert says in refused("panel", *words)
    assert not list(tmp_path.glob("x.*"))


def test_a_measure_and_a_file_must_be_named(foedus):
    assert foedus("panel", "-o", "x.csv").status == 2
    assert foedus("panel", "--measures", "s_votes").status == 2
