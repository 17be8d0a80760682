"""The text commands in careless hands: what is wrong is named, and so is the next step."""

import os

import pytest
from tests.documents.coding import made_up

from foedus.documents.corpora.corpus import new_corpus

BOOK = ("--codebook", "small.toml")


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Three short texts, coded by two people and a machine; and an empty corpus."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    (tmp_path / "small.toml").write_text(made_up.BOOK, encoding="utf-8")
    made = made_up.corpus_of("small")
    made_up.coded(made)
    new_corpus("empty")
    return made


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["list", "smal"], "'small'"),
        (["code", "small", "--with", "pattern"], "'patterns'"),
        (["codings", "small", "--code", "thread"], "Unknown code 'thread' of codebook small 1.0."),
        (["codings", "small", "--code", "fore"], "Did you mean 'forecast'?"),
        (["codings", "small", "--coder", "An"], "Unknown coder 'An'."),
        (["codings", "small", "--version", "2.0"], "Unknown codebook 'small 2.0' of this corpus."),
        (["codebook", "show", "partnership"], "'partnerships'"),
        (["agreement", "small", "--metric", "nominl"], "Unknown metric 'nominl'."),
        (["agreement", "small", "--rule", "some"], "Unknown rule 'some'."),
        (["import", "small", "x.csv", "--replace", "all"], "Unknown way to replace"),
        (["import", "small", "x.jsonl", "--counting", "utf7"], "'UTF-16'"),
        (["add", "--recipe", "un_gen", "--corpus", "u"], "Did you mean 'un_general_debate'?"),
        (["code", "small", "--coder", "Ann", "--labels", "fr"], "Unknown language of labels 'fr'."),
        (["concepts", "show", "sover"], "Did you mean 'sovereignty'?"),
    ],
)
def test_an_unknown_name_meets_the_nearest(refused, corpus, words, named):
    assert named in refused("texts", *words)


def test_a_known_name_is_listed_once(refused, corpus):
    said = refused("texts", "code", "small", "--codebook", "smal", "--with", "patterns")
    assert said.count("partnerships") == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["codings", "small", "--people", "--machines"], "exclude each other"),
        (["agreement", "small", "--wide"], "--wide and --categories are about a table"),
        (["code", "small", "--with", "patterns", "--max-cost", "3"], "--max-cost goes with"),
        (["code", "small", "--with", "patterns", "--learn-from", "Ann"], "--learn-from goes with"),
        (["code", "small", "--coder", "Ann", "--max-requests", "3"], "belongs to a machine"),
        (["import", "small", "x.csv", "--user", "x"], "--user is for label-studio files"),
        (["import", "small", "x.csv", "--coder", "Ann"], "--coder is for doccano files"),
        (["import", "small", "x.json", "--models", "Ann"], "--models is for qdpx files"),
        (["practice", "CHN", "--corpus", "small", "--from", "2020", "--to", "2010"], "before it"),
        (["power", "--half-width", "2", "--share", "0.1"], "A half-width of 2."),
        (["compare", "1", "2", "--corpus", "small", "--focus", "China", "--years", "16", "2023"],
         "of the year 16"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(refused, corpus, words, named):
    assert named in refused("texts", *words)


@pytest.mark.parametrize("command", ["search", "mentions", "show", "list", "codings", "shares"])
@pytest.mark.parametrize(
    ("file", "named"), [("no/x.csv", "'no' does not exist"), ("x.xyz", "'.xyz'"), ("x", "ending")]
)
def test_a_file_that_cannot_be_is_refused(refused, corpus, command, file, named):
    words = {"search": ["threat"], "show": ["1"], "shares": ["--person", "Ann"]}.get(command, [])
    assert named in refused("texts", command, "small", *words, "-o", file)


@pytest.mark.parametrize("command", ["search", "mentions", "shares"])
def test_a_page_is_among_the_endings_named(refused, corpus, command):
    words = ["threat"] if command == "search" else []
    assert ".html" in refused("texts", command, "small", *words, "-o", "x.xyz")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "small", "no/x.qdpx"], "the folder 'no' does not exist"),
        (["sample", "small", "--size", "2", "-o", "no/x.csv"], "the folder 'no' does not exist"),
        (["shares", "small", "--gold", "none.csv"], "`foedus texts sample`"),
        (["agreement", "none.csv"], "There is no file 'none.csv'."),
        (["import", "small", "corpora"], "no ending that says"),
    ],
)
def test_a_missing_file_or_folder_is_named(refused, corpus, words, named):
    said = refused("texts", *words)
    assert named in said
    assert "Errno" not in said


def test_an_empty_corpus_says_that_it_is_empty(refused, corpus):
    for words in (["search", "empty", "war"], ["mentions", "empty"]):
        said = refused("texts", *words)
        assert "'empty' holds no documents" in said
        assert "foedus texts add" in said
    said = refused("texts", "sample", "empty", "--size", "2", *BOOK, "-o", "x.csv")
    assert "'empty' holds no documents" in said
    said = refused("texts", "search", "empty", "war", "--how", "meaning")
    assert "'empty' holds no documents" in said


def test_where_no_person_coded_agreement_says_so(foedus, refused, corpus):
    made_up.corpus_of("fresh")
    coded = foedus("texts", "code", "fresh", *BOOK, "--with", "patterns")
    assert coded.status == 0
    for words in ([], ["--code", "trade"]):
        said = refused("texts", "agreement", "fresh", *words)
        assert "people" in said or "person" in said
        assert "foedus texts codings fresh --who" in said


def test_years_outside_the_corpus_are_told_from_a_turned_span(refused, corpus):
    with corpus.writing() as connection:
        connection.execute("UPDATE document SET side = 'CHN', date = '2020'")
    asked = ("texts", "concepts", "use", "small", "--concept", "sovereignty", "--states", "CHN")
    assert "no document by these states after 2020" in refused(*asked, "--from", "2030")
    assert "no document by these states before 2020" in refused(*asked, "--to", "1990")
    assert "ends before it begins" in refused(*asked, "--from", "2021", "--to", "2019")


def test_kinds_of_coders_come_back_as_they_are_shown(foedus, refused, corpus, tmp_path):
    foedus("texts", "export", "small", "x.csv")
    place = tmp_path / "x.csv"
    text = place.read_text("utf-8-sig").replace(",human,", ",person,")
    place.write_text(text.replace(",model,", ",machine,"), "utf-8")
    said = foedus("texts", "import", "small", "x.csv")
    assert said.status == 0
    assert "Nothing new" in said.out
    place.write_text(text.replace(",person,", ",persn,"), "utf-8")
    assert "Did you mean 'person'?" in refused("texts", "import", "small", "x.csv")


@pytest.fixture
def closed(corpus, monkeypatch):
    """The corpus as it is to somebody who may read it but not write there."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK and access(path, how))
    return corpus


@pytest.mark.parametrize(
    "words",
    [
        ["list", "small"],
        ["show", "small", "1"],
        ["search", "small", "threat"],
        ["codings", "small"],
        ["agreement", "small", "--code", "trade"],
        ["export", "small", "x.qdpx"],
        ["corpora"],
    ],
)
def test_a_corpus_that_cannot_be_written_is_read(foedus, closed, words):
    assert foedus("texts", *words).status == 0
    beside = {path.name for path in closed.folder.iterdir()}
    assert not {"corpus.sqlite-wal", "corpus.sqlite-shm"} & beside


def test_what_would_have_to_be_written_there_is_said(refused, closed):
    said = refused("texts", "mentions", "small")
    assert "cannot be written" in said
    assert "FOEDUS_CORPORA" in said


def test_who_is_named_is_read_where_it_was_found_before(foedus, corpus, monkeypatch):
    with corpus.writing() as connection:
        connection.execute("UPDATE document SET text = 'China and Russia.' WHERE id = 1")
    before = foedus("texts", "mentions", "small")
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK)
    assert foedus("texts", "mentions", "small") == before
    assert before.status == 0


def test_one_coder_agrees_with_nobody(foedus, corpus):
    said = foedus("texts", "agreement", "small", "--coder", "Ann", "--code", "trade")
    assert said.status == 0
    assert "1 coder," in said.out
    assert "only one coder (Ann) coded" in said.out
    assert "bias -" not in said.out


def test_vectors_have_to_be_kept_somewhere(refused, closed):
    for words in (["embed", "small"], ["embed", "small", "--background"]):
        assert "closed to you" in refused("texts", *words)


def test_people_who_read_with_some_codes_in_mind_teach_no_machine(refused, corpus):
    fresh = made_up.corpus_of("fresh")
    read = [made_up.Read(1, 0, len(fresh.text(1)), ("trade",))]
    made_up.write(fresh, made_up.ANN, made_up.SMALL, [], read)
    said = refused("texts", "code", "fresh", "--with", "nearest")
    assert "only some codes of 'small 1.0' in mind" in said
