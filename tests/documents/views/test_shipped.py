"""Coded corpora in files: those that come with foedus, and faults in such files."""

from __future__ import annotations

import re

import pytest
from tests.documents.views import made_up

from foedus.core.errors import FoedusError
from foedus.documents.reliability.words import NO_CODE
from foedus.documents.views.agreement import agreement_of
from foedus.documents.views.opened import open_views
from foedus.documents.views.shipped import read_views, shipped_views


@pytest.fixture
def views(tmp_path):
    return read_views(made_up.written(tmp_path / "made-up"))


def test_who_read_what_is_kept_apart_from_what_was_found(views):
    assert len(views.pieces) == 30
    assert len(views.read["reader A"]) == 30
    assert len(views.read["reader B"]) == 15
    found = views.by("reader B", "basis_threat").tolist()
    assert found.count(None) == 15
    assert NO_CODE in found
    assert views.machine_only()


def test_the_reader_of_most_pieces_speaks_among_models(views):
    assert set(views.leads) == {"reader A"}
    assert views.has("basis_threat").sum() == 12


def test_pieces_after_the_year_are_left_out(views):
    early = views.until(2012)
    assert {p.year for p in early.pieces} == set(range(2008, 2013))


def test_agreement_pools_flags_and_keeps_scales_apart(views):
    found = agreement_of(views, [c.id for c in views.codebook.codable])
    assert {r.code for r in found} == {"flags", "stance", "tone", "reactivity_us", "forecast"} - {
        "tone"
    }
    flags = next(r for r in found if r.code == "flags" and r.coefficient == "alpha")
    assert 0 < flags.value < 1
    assert flags.n_documents == 15


@pytest.mark.parametrize(
    ("file", "before", "after", "fault"),
    [
        ("codings-all.csv", "basis_threat", "basis_thret", "basis_threat"),
        ("codings-all.csv", "closer", "nearer", "closer"),
        ("codings-all.csv", "zh-1,", "zh-999,", "zh-999"),
        ("codings-all.csv", "reader B", "reader C", "reader C"),
        ("readings-all.csv", "zh-0", "zh-1", "is not said to have read"),
    ],
)
def test_a_fault_in_a_file_is_named(tmp_path, file, before, after, fault):
    path = made_up.written(tmp_path / "made-up") / file
    text = path.read_text(encoding="utf-8")
    if file.startswith("readings"):
        text = "\n".join(line for line in text.splitlines() if "zh-2," not in line) + "\n"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(FoedusError) as error:
        read_views(path.parent)
    assert fault in f"{error.value.problem} {error.value.remedy}"


def test_an_unknown_corpus_names_those_there_are(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path))
    with pytest.raises(FoedusError, match="no corpus 'experst'") as error:
        open_views("experst", "partnerships")
    assert "experts" in error.value.remedy


class TestExperts:
    """The pieces that come with foedus."""

    views = shipped_views("experts")

    def test_there_are_twenty_of_each_language(self):
        for language, least in (("zh", 20), ("ru", 20), ("en", 20)):
            assert sum(p.language == language for p in self.views.pieces) >= least

    def test_a_third_was_read_twice(self):
        for language in ("zh", "ru", "en"):
            ids = {p.id for p in self.views.pieces if p.language == language}
            assert len(ids & self.views.read["reader B"]) >= len(ids) / 3

    def test_every_piece_says_who_where_and_what(self):
        for p in self.views.pieces:
            assert all((p.author, p.title, p.date, p.publisher, p.read, p.grade)), p.id
            assert p.url.startswith(("https://", "http://")), p.id
            assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", p.date), p.id
            assert re.fullmatch(r"[A-Z]{3}", p.side), p.id
            assert 35 <= len(p.summary.split()) <= 100, (p.id, len(p.summary.split()))

    def test_nothing_machine_made_looks_human(self):
        assert {c.kind for c in self.views.coders.values()} == {"model"}
        assert self.views.machine_only()

    def test_every_piece_got_some_code(self):
        for p in self.views.pieces:
            assert self.views.given.get(("reader A", p.id)), p.id
