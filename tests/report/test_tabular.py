"""Panels as files: what goes in comes out, the same bytes each time, codebook and citations."""

import re

import numpy as np
import pandas as pd
import pytest

import foedus
from foedus.core.errors import FoedusError, NotWritable, UnknownName
from foedus.measures.assemble import KEY_LABELS, column_names
from foedus.measures.registry import measures
from foedus.report.exporters import tabular
from foedus.report.exporters.codebook import citations_of
from foedus.store import parquet

MEASURES = ("obligations", "kappa_votes", "capability_ratio", "major_power", "hostility")


@pytest.fixture
def frame(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    return foedus.panel(2017, 2019, dyads="undirected", states=["CHN", "FSM"], measures=MEASURES)


def read(path):
    readers = {".parquet": parquet.read, ".dta": pd.read_stata, ".csv": pd.read_csv}
    return readers[path.suffix](path)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".dta"])
def test_what_goes_in_comes_out(frame, tmp_path, suffix):
    path = tmp_path / f"x{suffix}"
    assert tabular.write(frame, path) == (
        path, tmp_path / "codebook.md", tmp_path / "citations.bib",
    )  # fmt: skip
    back = read(path)
    assert list(back.columns) == list(frame.columns)
    assert back[["iso3_1", "iso3_2"]].astype(str).equals(frame[["iso3_1", "iso3_2"]].astype(str))
    for column in frame.columns.drop(["iso3_1", "iso3_2"]):
        expected = frame[column].astype(float)
        np.testing.assert_allclose(back[column].astype(float), expected, rtol=1e-15, err_msg=column)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".dta"])
def test_the_same_panel_is_the_same_file(frame, tmp_path, suffix):
    once = [p.read_bytes() for p in tabular.write(frame, tmp_path / f"x{suffix}")]
    again = [p.read_bytes() for p in tabular.write(frame.copy(), tmp_path / f"x{suffix}")]
    assert once == again


def test_stata_has_the_labels(frame, tmp_path):
    tabular.write(frame, tmp_path / "x.dta")
    with pd.read_stata(tmp_path / "x.dta", iterator=True) as file:
        labels = file.variable_labels()
    assert labels["obligations_12"] == "Obligation class, first to second"
    assert labels["ccode1"] == KEY_LABELS["ccode1"]
    assert all(labels.values())
    assert max(map(len, labels.values())) <= 80


def test_all_names_fit_stata():
    every = [c for m in measures().values() for d in ("directed", "undirected")
             for c in column_names(m, d)]  # fmt: skip
    assert max(map(len, every)) <= 32
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", c) for c in every)


def test_a_name_stata_does_not_take(frame, tmp_path):
    long = frame.rename(columns={"hostility": "h" * 33})
    with pytest.raises(FoedusError, match="33 characters"):
        tabular.write(long, tmp_path / "x.dta")
    assert not list(tmp_path.glob("*.*"))


def test_the_codebook_says_what_each_column_is(frame, tmp_path):
    tabular.write(frame, tmp_path / "x.csv")
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    for column in frame.columns:
        assert f"| `{column}` |" in text
    assert "- columns: `obligations_12`, `obligations_21` (directed)" in text
    assert "covers 1946 to 2025" in text
    assert "Alliance Treaty Obligations and Provisions" in text
    assert "licence: " in text
    share = frame["obligations_12"].isna().mean()
    assert f"Obligation class, first to second | {share:.1%} |" in text


def test_every_key_of_the_codebook_is_in_the_bibliography(frame, tmp_path):
    tabular.write(frame, tmp_path / "x.csv")
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    bib = (tmp_path / "citations.bib").read_text(encoding="utf-8")
    listed = re.findall(r"^@\w+\{([^,]+),", bib, re.MULTILINE)
    assert len(listed) == len(set(listed))
    cited = {k for line in text.splitlines() if line.startswith(("- cite", "- defined"))
             for k in re.findall(r"@(\w+)", line)}  # fmt: skip
    assert cited == set(listed)
    assert {"hage2011", "cohen1968"} <= cited


def test_a_work_is_cited_once_however_many_keys_it_has():
    cited, keys = citations_of([measures()["obligations"]])
    dois = [c.fields["doi"] for c in cited if "doi" in c.fields]
    assert len(dois) == len(set(dois))
    assert keys["leeds_etal2002"] in {c.key for c in cited}


def test_a_filtered_frame_keeps_its_codebook(frame, tmp_path):
    tabular.write(frame[frame.year == 2018].assign(mine=1), tmp_path / "x.csv")
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "years 2018 to 2018" in text
    assert "| `mine` | not a measure of foedus |" in text


class TestPlaces:
    @pytest.mark.parametrize("name", ["x.xlsx", "x", "x.parqet"])
    def test_an_unknown_ending_lists_the_known(self, frame, tmp_path, name):
        with pytest.raises(UnknownName, match=r"\.csv, \.dta, \.parquet"):
            tabular.write(frame, tmp_path / name)

    def test_no_such_folder(self, frame, tmp_path):
        with pytest.raises(NotWritable, match="does not exist"):
            tabular.write(frame, tmp_path / "none" / "x.csv")

    def test_a_folder_is_no_file(self, frame, tmp_path):
        (tmp_path / "x.csv").mkdir()
        with pytest.raises(NotWritable, match="folder"):
            tabular.write(frame, tmp_path / "x.csv")

    @pytest.mark.parametrize("name", ["codebook.md", "citations.bib"])
    def test_what_foedus_did_not_write_stays(self, frame, tmp_path, name):
        (tmp_path / name).write_text("my own notes", encoding="utf-8")
        with pytest.raises(NotWritable, match="did not write"):
            tabular.write(frame, tmp_path / "x.csv")
        assert not (tmp_path / "x.csv").exists()
        assert (tmp_path / name).read_text(encoding="utf-8") == "my own notes"
        tabular.write(frame, tmp_path / "x.csv", overwrite=True)
        assert "foedus" in (tmp_path / name).read_text(encoding="utf-8")
