"""`foedus assess -o x.docx`, `-o x.pdf` and `--brief`, as a user meets them."""

from __future__ import annotations

import pytest

from foedus.report.exporters import extra


@pytest.fixture
def few(foedus):
    return lambda *words: foedus("assess", *words, "--draws", "20", "--seed", "1")


@pytest.fixture
def with_extra():
    pytest.importorskip("typst")
    pytest.importorskip("docx")


@pytest.mark.usefixtures("with_extra")
@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.docx", b"PK"), ("r.pdf", b"%PDF-"), ("r.html", b"<!doctype html>"), ("r.md", b"# China")],
)
@pytest.mark.parametrize("more", [[], ["--brief"]], ids=["whole", "brief"])
def test_a_file_of_each_kind(few, tmp_path, name, begins, more):
    outcome = few("CHN", "RUS", "-o", name, *more)
    assert outcome.status == 0
    assert outcome.out.endswith(f"Written to {name}\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.usefixtures("with_extra")
def test_the_seed_fixes_the_bytes(few, tmp_path):
    for name in ("a.pdf", "b.pdf", "a.docx", "b.docx"):
        few("CHN", "RUS", "--brief", "-o", name)
    for ending in ("pdf", "docx"):
        one, two = ((tmp_path / f"{n}.{ending}").read_bytes() for n in "ab")
        assert one == two


def test_a_brief_without_a_file_is_markdown(few):
    outcome = few("FRA", "ITA", "--brief")
    assert outcome.status == 0
    assert outcome.out.startswith("# France and Italy")
    assert "Left out:" in outcome.out


@pytest.mark.usefixtures("with_extra")
def test_a_span_is_the_whole_report_in_a_file(few, tmp_path):
    few("EGY", "ISR", "--from", "1972", "--to", "1982", "-o", "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--format", "pdf"], "-o report.pdf"),
        (["--format", "docx"], "-o report.docx"),
        (["--brief", "-o", "x.json"], "no brief in the format 'json'"),
        (["--brief", "--format", "terminal"], "no brief in the format 'terminal'"),
        (["-o", "x.odt"], "'.odt'"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_cannot_be_is_refused_in_words(refused, words, named):
    assert named in refused("assess", "CHN", "RUS", *words)


@pytest.mark.parametrize("name", ["x.pdf", "x.docx"])
def test_a_missing_extra_is_named_before_any_work(refused, monkeypatch, tmp_path, name):
    monkeypatch.setattr(extra, "find_spec", lambda module: None)
    assert 'pip install "foedus[report]"' in refused("assess", "CHN", "RUS", "-o", name)
    assert not (tmp_path / name).exists()
