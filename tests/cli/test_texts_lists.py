"""`foedus texts corpora`, `list` and `show`."""

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


@pytest.fixture(autouse=True)
def corpora(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))


@pytest.fixture
def mine(tmp_path):
    made = new_corpus("mine")
    add_folder(made, made_up_texts.small(tmp_path / "papers"), processes=0)
    return made


def test_without_corpora_the_next_step_is_named(foedus):
    said = foedus("texts", "corpora")
    assert said.status == 0
    assert "Make one: foedus texts add FOLDER --corpus NAME." in said.out


@pytest.mark.usefixtures("mine")
def test_corpora_are_counted(foedus):
    said = foedus("texts", "corpora")
    line = said.out.splitlines()[1]
    assert line.split() == ["mine", "5", "11", "-", "0", "en", "3,", "ru", "1,", "zh", "1"]
    [record] = json.loads(foedus("texts", "corpora", "--format", "json").out)
    assert record["documents"] == 5
    assert record["embedded"] == 0
    assert record["embedding"] is None


@pytest.mark.usefixtures("mine")
def test_documents_are_chosen_and_listed(foedus):
    assert foedus("texts", "list", "mine").out.endswith(
        "5 documents. One of them: foedus texts show mine 1\n"
    )
    said = foedus("texts", "list", "mine", "--side", "USA", "--to", "2021")
    assert "Limits of friendship (Institute)" in said.out
    assert "1 document." in said.out
    rows = list(csv.DictReader(io.StringIO(foedus("texts", "list", "mine", "--format", "csv").out)))
    assert [row["language"] for row in rows] == ["en", "en", "zh", "ru", "en"]
    # A spreadsheet would run it.
    assert rows[1]["title"] == "'=1+1"


@pytest.mark.usefixtures("mine")
def test_slips_are_named(refused):
    assert "mine" in refused("texts", "list", "mime")
    assert "CHN" in refused("texts", "list", "mine", "--side", "CHM")
    assert "no date" in refused("texts", "list", "mine", "--from", "17.10.2023")
    assert "before it begins" in refused("texts", "list", "mine", "--from", "2023", "--to", "2021")
    assert "texts list mine" in refused("texts", "show", "mine", "77")
    assert "no place" in refused("texts", "show", "mine", "1", "--at", "9999")
    assert "--at" in refused("texts", "show", "mine", "1", "--at", "3", "--format", "json")
    assert "stands for no format" in refused("texts", "show", "mine", "1", "-o", "x.pdf")


@pytest.mark.usefixtures("mine")
def test_a_document_is_shown_whole_or_around_a_place(foedus):
    whole = foedus("texts", "show", "mine", "5").out
    assert "A third one." in whole
    assert all(columns(line) <= 80 for line in whole.splitlines())
    place = made_up_texts.PAPERS["e.txt"].index("France")
    around = foedus("texts", "show", "mine", "5", "--at", str(place)).out
    assert "[[A second paragraph names France.]]" in around


@pytest.mark.usefixtures("mine")
def test_sentences_and_offsets_in_files(foedus, tmp_path):
    text = made_up_texts.PAPERS["c.txt"]
    rows = list(
        csv.DictReader(io.StringIO(foedus("texts", "show", "mine", "3", "--format", "csv").out))
    )
    assert "".join(row["text"] for row in rows) == text
    foedus("texts", "show", "mine", "3", "-o", "c.json")
    [record] = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert [text[a:b] for a, b in record["sentences"]] == [row["text"] for row in rows]
    markdown = foedus("texts", "show", "mine", "5", "--format", "md").out
    assert "<script>" not in markdown.replace("\\<", "")
