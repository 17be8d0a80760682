"""`foedus texts mentions`: states counted by group, with intervals and passages."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.cli import made_up_texts

from foedus.cli.wide_text import columns
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import new_corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus that the tests only read."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("mentions")
        patch.setenv("FOEDUS_CORPORA", str(place / "corpora"))
        add_folder(new_corpus("mine"), made_up_texts.small(place / "papers"), processes=0)
        yield place / "corpora"


@pytest.fixture(autouse=True)
def corpora(folder, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(folder))


@pytest.fixture
def records(foedus):
    def count(*words):
        said = foedus("texts", "mentions", "mine", *words, "--format", "json")
        assert said.status == 0, said.err
        return json.loads(said.out)

    return count


def test_states_are_counted_by_hand(records):
    """China: Chinese, Beijing; 中, 中方; Китай; China. Russia: Russian; 俄, 俄方; Россия."""
    found = {r["state"]: r for r in records()}
    assert {state: r["mentions"] for state, r in found.items()} == {
        "CHN": 6, "RUS": 4, "USA": 1, "FRA": 1,
    }  # fmt: skip
    assert found["CHN"]["naming"] == 4
    assert found["CHN"]["share"] == 0.5
    assert found["CHN"]["documents"] == 5
    assert found["CHN"]["per_1000"] == pytest.approx(6000 / found["CHN"]["tokens"], abs=1e-4)
    assert found["CHN"]["per_1000_low"] < found["CHN"]["per_1000"] < found["CHN"]["per_1000_high"]


def test_groups_and_what_is_left_out(records):
    by_side = {(r["side"], r["state"]): r["mentions"] for r in records("--by", "side")}
    assert by_side["CHN", "RUS"] == 2
    assert by_side["not said", "FRA"] == 1
    years = records("--by", "year", "--state", "CHN")
    assert [r["year"] for r in years] == ["2021", "2022", "2023", "not said"]
    # Zero where documents were read and do not name it.
    assert [r["mentions"] for r in records("--by", "year", "--state", "USA")] == [0, 1, 0, 0]
    foreign = {(r["side"], r["state"]) for r in records("--by", "side", "--foreign")}
    assert ("CHN", "CHN") not in foreign
    assert ("USA", "CHN") in foreign
    [plain] = records("--state", "CHN", "--without-metonyms")
    assert plain["mentions"] == 5
    assert [r["decade"] for r in records("--by", "decade", "--state", "CHN")] == [
        "2020s", "not said",
    ]  # fmt: skip
    assert {r["language"] for r in records("--by", "language")} == {"en", "zh", "ru"}


def test_documents_are_named_by_number_and_title(foedus, records):
    found = records("--by", "document", "--state", "RUS", "--side", "USA")
    assert [(r["document"], r["title"]) for r in found] == [
        ("1", "Limits of friendship"), ("2", "=1+1"),
    ]  # fmt: skip
    said = foedus("texts", "mentions", "mine", "--by", "document", "--state", "RUS").out
    assert "\n    Limits of friendship\n" in said
    assert all(columns(line) <= 80 for line in said.splitlines())


def test_the_text_says_what_it_rests_on_and_where_to_go_on(foedus):
    said = foedus("texts", "mentions", "mine").out
    assert "China (CHN)" in said
    assert "5 documents" in said
    assert "exact" in said
    assert "Passages: foedus texts search mine --state CHN" in said


def test_files(foedus, tmp_path):
    foedus("texts", "mentions", "mine", "--by", "side", "-o", "x.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert {"side", "state", "mentions", "per_1000_low", "share_high", "level"} <= set(rows[0])
    foedus("texts", "mentions", "mine", "--by", "side", "-o", "x.md")
    assert "## CHN" in (tmp_path / "x.md").read_text(encoding="utf-8")
    foedus("texts", "mentions", "mine", "-o", "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<mark>China</mark>" in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_chart_over_the_years(foedus, tmp_path):
    pytest.importorskip("vl_convert")
    words = ["texts", "mentions", "mine", "--by", "year", "--state", "CHN", "--state", "RUS"]
    said = foedus(*words, "-o", "x.svg")
    assert said.status == 0, said.err
    assert "Written to x.svg" in said.out
    drawn = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert ">Russia<" in drawn
    assert "5 documents of the user" in drawn
    foedus(*words, "-o", "x.html")
    assert (tmp_path / "x.html").read_text(encoding="utf-8").count("<svg") == 2


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--by", "week"], "year"),
        (["--state", "Atlantis"], "Atlantis"),
        (["--least", "sure"], "certain"),
        (["--side", "CHM"], "CHN"),
        (["-o", "x.pdf"], ".csv"),
        (["-o", "x.svg", "--by", "side", "--state", "CHN"], "--by year"),
        (["-o", "x.svg", "--by", "year"], "--state"),
    ],
)
def test_slips_are_named(refused, words, named):
    assert named in refused("texts", "mentions", "mine", *words)
