"""`foedus texts compare`."""

from __future__ import annotations

import csv
import json

import pytest
from tests.documents.comparing.two_documents.made_up_versions import versions


@pytest.fixture
def files(tmp_path):
    """Two versions in each language: ``files("zh") -> (old, new)``."""

    def write(language, **how):
        known = versions(language, **how)
        names = []
        for side in (known.old, known.new):
            (document,) = side.documents
            path = tmp_path / f"{language}_{side.label}.txt"
            head = f"---\ndate: {document.year}\nlanguage: {language}\n---\n"
            path.write_text(head + document.text, "utf-8")
            names.append(path.name)
        return names

    return write


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_the_sentence_and_the_places(foedus, files, language):
    said = " ".join(foedus("texts", "compare", *files(language), "--focus", "China").out.split())
    assert f"China is named 8 times in {language}_new.txt and 4 times in" in said
    assert "from place 7 of 8 to place 2 of 8" in said
    assert "13 kept, 1 moved, 2 rewritten, 1 moved and rewritten, 3 added, 4 dropped" in said


def test_every_kind_of_file_is_written(foedus, files, tmp_path):
    two = files("en", form="titles")
    for name in ("x.html", "x.json", "x.csv", "x.md", "x.txt"):
        outcome = foedus("texts", "compare", *two, "--focus", "CHN", "-o", name)
        assert outcome.status == 0, outcome.err
    record = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert record["focus"] == {"state": "China", "ccode": 710}
    assert record["regions"]["way"] == "titled parts of the section"
    assert record["paragraphs"]["counts"]["dropped"] == 4
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert (rows[0]["state"], rows[0]["old_mentions"], rows[0]["new_mentions"]) == (
        "China",
        "4",
        "8",
    )


@pytest.mark.parametrize(
    ("part", "column"),
    [("regions", "entry"), ("paragraphs", "change"), ("words", "feature"), ("states", "ccode")],
)
def test_each_table_as_csv(foedus, files, part, column):
    said = foedus(
        "texts", "compare", *files("en"), "--focus", "CHN", "--format", "csv", "--part", part
    ).out
    assert column in said.splitlines()[0].split(",")
    assert len(said.splitlines()) > 5


def test_a_chart_is_drawn(foedus, files, tmp_path):
    outcome = foedus("texts", "compare", *files("ru"), "--focus", "Китай", "-o", "x.svg")
    assert "China is named" in outcome.out
    assert "<svg" in (tmp_path / "x.svg").read_text("utf-8")


@pytest.fixture
def corpus(foedus, tmp_path, monkeypatch):
    """Speeches of two sides in eight years, in a corpus."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    folder = tmp_path / "speeches"
    folder.mkdir()
    for k, year in enumerate(range(2001, 2009)):
        side = ("RUS", "FRA")[k % 2]
        body = "We thank China for the talks. " * (k // 4 + 1) + f"India was there in {year}."
        text = f"---\ndate: {year}\nside: {side}\nlanguage: en\n---\n{body} Our country is {k}."
        (folder / f"{year}.txt").write_text(text, "utf-8")
    made = foedus("texts", "add", "speeches", "--corpus", "talks", "--processes", "0")
    assert made.status == 0, made.err
    return "talks"


def test_documents_and_sets_of_a_corpus(foedus, corpus):
    ask = ("--corpus", corpus, "--focus", "China")
    one = foedus("texts", "compare", "1", "8", *ask).out
    assert "talks 1" in one
    assert "talks 8" in one
    sets = foedus("texts", "compare", "1-4", "5-8", *ask, "--format", "json").out
    assert [json.loads(sets)[v]["documents"] for v in ("old", "new")] == [4, 4]
    chosen = ("since=2001,until=2004", "since=2005,until=2008")
    said = foedus("texts", "compare", *chosen, *ask, "--side", "RUS", "--format", "json").out
    record = json.loads(said)
    assert record["old"]["label"] == "2001 to 2004"
    assert record["old"]["speakers"] == [365]
    assert record["states"][0]["old_mentions"] == 2
    assert record["old"]["own_mentions"] == 2


def test_a_states_own_documents_are_its_own_unless_said_otherwise(foedus, refused, corpus):
    ask = ("texts", "compare", "1", "3", "--corpus", corpus, "--focus", "Russia")
    assert "a document of Russia itself" in refused(*ask)
    assert foedus(*ask, "--speaker", "none").status == 0


def test_slips_of_the_pen_are_named(refused, files, corpus):
    old, new = files("en")
    ask = ("texts", "compare")
    assert "nothing at 'none.txt'" in refused(*ask, "none.txt", new, "--focus", "CHN")
    assert "Chnia" in refused(*ask, old, new, "--focus", "Chnia")
    assert ".doc" in refused(*ask, old, new, "--focus", "CHN", "-o", "x.doc")
    assert "Unknown format" in refused(*ask, old, new, "--focus", "CHN", "--format", "pdf")
    assert "--corpus" in refused(*ask, old, new, "--focus", "CHN", "--side", "RUS")
    inside = ("--focus", "CHN", "--corpus", corpus)
    assert "no document 99" in refused(*ask, "1", "99", *inside)
    assert "neither the number" in refused(*ask, "1", "last", *inside)
    assert "since" in refused(*ask, "1", "sinse=2004", *inside)
    assert "no date" in refused(*ask, "1", "since=soon", *inside)
    assert "by number" in refused(*ask, "1", "2", *inside, "--side", "RUS")
    assert "no span" in refused(*ask, "1", "9-3", *inside)
    table = ("--format", "csv", "--part", "paragraphs")
    assert "between two documents" in refused(*ask, "1-2", "3-4", *inside, *table)
    three = ("--regions", "a", "--regions", "b", "--regions", "c")
    assert "3 times" in refused(*ask, old, new, "--focus", "CHN", *three)
