"""Export, then import: the same codings by the same coders, in every format."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.documents.coding.exchange.projects import projects
from tests.documents.coding.made_up import SMALL
from tests.documents.coding.test_codebook_file import codebooks

from foedus.documents.coding.exchange.csv_codings import read_csv, write_csv
from foedus.documents.coding.exchange.doccano import read_doccano, write_doccano
from foedus.documents.coding.exchange.label_studio import write_label_studio
from foedus.documents.coding.exchange.label_studio_read import read_label_studio
from foedus.documents.coding.exchange.qdc import read_qdc, write_qdc
from foedus.documents.coding.exchange.qdpx_read import read_qdpx
from foedus.documents.coding.exchange.qdpx_write import qdpx_bytes, write_qdpx
from foedus.documents.coding.shipped import open_codebook


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exchange")


def same(loaded, project, *, details=True):
    got = loaded.project
    assert loaded.skipped == {}
    assert got.codebook == project.codebook
    assert got.codings == project.codings
    assert got.readings == project.readings
    coders = {(c.name, c.kind, tuple(c.detail.items()) if details else ()) for c in project.coders}
    assert coders == {(c.name, c.kind, tuple(c.detail.items())) for c in got.coders}


@settings(max_examples=40)
@given(project=projects())
def test_refi_qda(folder, project):
    path = folder / "project.qdpx"
    write_qdpx(project, path)
    for codebook in (None, SMALL):
        loaded = read_qdpx(path, codebook)
        same(loaded, project)
        assert loaded.notes == ()
        assert [(t.key, t.text, t.language) for t in loaded.project.texts] == [
            (t.key, t.text, t.language) for t in project.texts
        ]
    assert qdpx_bytes(project) == path.read_bytes()


@settings(max_examples=40)
@given(project=projects())
def test_doccano(folder, project):
    path = folder / "project.jsonl"
    write_doccano(project, path)
    loaded = read_doccano(path, SMALL)
    same(loaded, project)
    assert loaded.project.texts == project.texts


@settings(max_examples=40)
@given(project=projects())
def test_label_studio(folder, project):
    path = folder / "project.json"
    write_label_studio(project, path)
    loaded = read_label_studio(path, SMALL)
    same(loaded, project)
    assert loaded.project.texts == project.texts


@settings(max_examples=40)
@given(project=projects())
def test_csv(folder, project):
    path = folder / "project.csv"
    write_csv(project, path)
    loaded = read_csv(path, SMALL, project.texts)
    same(loaded, project, details=False)
    assert len(loaded.project.codings) == len(project.codings)


@settings(max_examples=20)
@given(codebook=codebooks())
def test_codebooks_in_refi_qda(folder, codebook):
    path = folder / "codebook.qdc"
    write_qdc(codebook, path)
    assert read_qdc(path).codebook == codebook


def test_the_shipped_codebook_in_refi_qda(tmp_path):
    path = tmp_path / "partnerships.qdc"
    write_qdc(open_codebook("partnerships"), path)
    loaded = read_qdc(path)
    assert loaded.codebook == open_codebook("partnerships")
    assert loaded.notes == ()


def test_identifiers_are_the_same_in_every_version_of_a_codebook(tmp_path):
    for version in ("1.0", "2.0"):
        write_qdc(replace(SMALL, version=version), tmp_path / f"{version}.qdc")
    first, second = ((tmp_path / f"{v}.qdc").read_text("utf-8") for v in ("1.0", "2.0"))
    assert first.replace("1.0", "2.0") == second.replace("1.0", "2.0")
