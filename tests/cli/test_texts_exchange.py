"""`foedus texts export` and `import`: there and back, with what was left out told."""

import json
import zipfile

import pytest
from tests.documents.coding import made_up

from foedus.documents.coding.table import codings, readings

KINDS = ("qdpx", "jsonl", "json", "csv")
COLUMNS = ["document", "start", "stop", "coder", "kind", "code", "value", "score", "at"]


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    (tmp_path / "small.toml").write_text(made_up.BOOK, encoding="utf-8")
    made = made_up.corpus_of("small")
    made_up.coded(made)
    return made


@pytest.fixture
def other(corpus):
    """The same texts in a corpus that nobody has coded."""
    return made_up.corpus_of("other")


@pytest.mark.parametrize("ending", KINDS)
def test_codings_come_back_as_they_went(foedus, corpus, other, ending):
    assert "7 codings" in foedus("texts", "export", "small", f"x.{ending}").out
    words = () if ending == "qdpx" else ("--codebook", "small.toml")
    said = foedus("texts", "import", "other", f"x.{ending}", *words)
    assert said.status == 0
    assert "7 codings and 6 spans read kept, in 3 texts" in " ".join(said.out.split())
    assert "skipped" not in said.out
    there, back = codings(corpus, "small")[COLUMNS], codings(other, "small")[COLUMNS]
    assert there.astype(str).values.tolist() == back.astype(str).values.tolist()
    spans = ["document", "start", "stop", "coder", "codes"]
    assert readings(corpus, "small")[spans].equals(readings(other, "small")[spans])
    assert "Nothing new" in foedus("texts", "import", "other", f"x.{ending}", *words).out


@pytest.mark.parametrize("ending", KINDS)
def test_a_person_cannot_take_what_a_machine_made(foedus, refused, corpus, other, ending):
    foedus("texts", "export", "small", f"x.{ending}", "--coder", "patterns small 1.0 abc")
    made_up.write(other, made_up.Identity("patterns small 1.0 abc", "human"), made_up.SMALL, [])
    words = () if ending == "qdpx" else ("--codebook", "small.toml")
    assert "is a human coder" in refused("texts", "import", "other", f"x.{ending}", *words)
    assert len(codings(other, "small")) == 0


def test_what_is_left_out_is_counted(foedus, corpus, other, tmp_path):
    foedus("texts", "export", "small", "x.csv")
    place = tmp_path / "x.csv"
    text = place.read_text("utf-8-sig").replace(",threat,", ",thread,").replace("key3", "key9")
    place.write_text(text, "utf-8")
    said = " ".join(
        foedus("texts", "import", "other", "x.csv", "--codebook", "small.toml").out.split()
    )
    assert "skipped: rows whose text is not known (5)" in said
    assert "labels 'thread', which the codebook lacks (1)" in said


def test_texts_go_out_to_be_coded_elsewhere(foedus, other, tmp_path):
    words = ("texts", "export", "other", "x.jsonl", "--codebook", "small.toml", "--uncoded")
    assert "1 text, 0 coders" in foedus(*words, "--language", "ru").out
    (line,) = made_up.as_lines(tmp_path / "x.jsonl")
    line["label"] = [[23, 42, "trade"]]
    (tmp_path / "x.jsonl").write_text(json.dumps(line), "utf-8")
    back = ("texts", "import", "other", "x.jsonl", "--codebook", "small.toml", "--coder", "Ann")
    assert "does not say what was read" in foedus(*back).out
    assert foedus(*back, "--read-whole").status == 0
    assert codings(other, "small")[["document", "start", "code"]].values.tolist() == [
        [3, 23, "trade"]
    ]
    assert readings(other, "small")[["document", "start", "stop"]].values.tolist() == [[3, 0, 42]]


def test_a_codebook_goes_out_alone(foedus, refused, corpus):
    foedus("texts", "export", "small", "b.qdc")
    assert foedus("texts", "codebook", "new", "b.toml", "--from", "b.qdc").status == 0
    assert "codebook new mine.toml --from b.qdc" in refused("texts", "import", "small", "b.qdc")


def test_a_project_is_valid_by_the_schema(foedus, corpus, data, tmp_path):
    etree = pytest.importorskip("lxml.etree")
    foedus("texts", "export", "small", "x.qdpx")
    schema = etree.XMLSchema(etree.parse(str(data / "refi_qda" / "Project.xsd")))
    with zipfile.ZipFile(tmp_path / "x.qdpx") as archive:
        assert schema.validate(etree.fromstring(archive.read("project.qde"))), schema.error_log


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "small", "x.docx"], ".qdpx"),
        (["export", "small", "x", "--format", "nvivo"], "label-studio"),
        (["export", "other", "x.csv"], "No codebook is named"),
        (["import", "small", "none.csv"], "no file"),
        (["import", "small", "x.json", "--user", "Ann"], "--user 3=Ann"),
        (["import", "small", "x.csv", "--replace", "all"], "spans"),
        (["import", "small", "x.csv", "--all-read"], "doccano"),
    ],
)
def test_what_cannot_be_is_refused_in_words(foedus, refused, corpus, other, words, named):
    if words[0] == "import":
        foedus("texts", "export", "small", "x.csv")
        foedus("texts", "export", "small", "x.json")
    assert named in refused("texts", *words)
