"""Out of one corpus and into another: the same codings; texts told by key or by what they say."""

from dataclasses import replace

import pytest
from tests.documents.coding.made_up import SMALL, add, corpus_of

from foedus.core.errors import FoedusError
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.exchange.corpus_project import gather, put
from foedus.documents.coding.exchange.csv_codings import read_csv, write_csv
from foedus.documents.coding.exchange.doccano import read_doccano, write_doccano
from foedus.documents.coding.exchange.label_studio import write_label_studio
from foedus.documents.coding.exchange.label_studio_read import read_label_studio
from foedus.documents.coding.exchange.project import Project, SourceText, SpanCoding
from foedus.documents.coding.exchange.qdpx_read import read_qdpx
from foedus.documents.coding.exchange.qdpx_write import write_qdpx
from foedus.documents.coding.table import codings, readings

WAYS = {
    "x.qdpx": (write_qdpx, lambda path, project: read_qdpx(path)),
    "x.jsonl": (write_doccano, lambda path, project: read_doccano(path, SMALL)),
    "x.json": (write_label_studio, lambda path, project: read_label_studio(path, SMALL)),
    "x.csv": (write_csv, lambda path, project: read_csv(path, SMALL, project.texts)),
}


@pytest.mark.parametrize("file", WAYS)
def test_a_corpus_goes_through_every_format_into_another(tmp_path, coded, file):
    write, read = WAYS[file]
    project = gather(coded, SMALL)
    write(project, tmp_path / file)
    other = corpus_of("other")
    kept = put(other, read(tmp_path / file, project).project)
    assert (kept.codings, kept.read, kept.skipped) == (7, 6, {})
    assert codings(other).equals(codings(coded))
    assert readings(other, "small").equals(readings(coded, "small"))
    again = put(other, read(tmp_path / file, project).project)
    assert (again.codings, again.read) == (0, 0)


def test_a_text_is_told_by_what_it_says(corpus):
    theirs = "Both face a threat.\u00a0🤝 Trade grew.\r\n\r\nTies will be closer. Nobody knows.\r\n"
    raw = SourceText("theirs", "x", theirs)
    at = raw.text.index("closer")
    coding = SpanCoding("theirs", at, at + 6, "Ann", "threat")
    ann = (Identity("Ann", "human"),)
    kept = put(corpus, Project("x", SMALL, (raw,), ann, (coding,)), read="documents")
    assert kept.sentence() == "1 codings and 1 spans read kept, in 1 texts."
    assert codings(corpus, text=True)["text"].tolist() == ["closer"]
    assert readings(corpus, "small")[["start", "stop"]].values.tolist() == [[0, 69]]


def test_texts_that_are_not_there_are_counted(coded):
    project = gather(coded, SMALL)
    other = corpus_of("other", {"en": "Something else."})
    kept = put(other, project)
    assert kept.codings == 0
    assert kept.skipped["texts that are not in the corpus"] == 3
    assert kept.skipped["codings of texts that are not in the corpus"] == 7


def test_a_key_that_names_another_text_is_not_trusted(coded):
    project = gather(coded, SMALL)
    other = corpus_of("other", {"en": "Something else."})
    add(other, project.texts[0].text, "en")
    put(other, project)
    assert set(codings(other)["document"]) == {2}


def test_a_person_in_the_file_cannot_be_a_model_of_the_corpus(coded):
    project = gather(coded, SMALL)
    turned = tuple(replace(c, kind="human", detail={}) for c in project.coders)
    bare = tuple(replace(c, score=None) for c in project.codings)
    with pytest.raises(FoedusError, match="is a model coder in this corpus"):
        put(coded, replace(project, coders=turned, codings=bare))


def test_documents_nobody_has_coded_can_be_gathered_for_another_tool(corpus):
    project = gather(corpus, SMALL, documents=[3, 1])
    assert [t.name for t in project.texts] == ["Text in ru", "Text in en"]
    assert project.coders == ()
    assert gather(corpus, SMALL).texts == ()
    with pytest.raises(FoedusError, match="Unknown document '9'"):
        gather(corpus, SMALL, documents=[9])


def test_rules_outside_the_list(coded):
    with pytest.raises(FoedusError, match="Unknown rule"):
        put(coded, gather(coded, SMALL), read="everything")
