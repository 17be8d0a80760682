"""The corpus of clauses that ships: complete, in our own words, and each open to a reader."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from foedus.core.errors import FoedusError
from foedus.documents.programme.clauses import ACTS, clauses_of
from foedus.documents.programme.measured import KINDS
from foedus.documents.views.opened import open_views
from foedus.documents.views.shipped import shipped_views

FOLDER = files("foedus.documents") / "statements"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


PIECES, CODINGS = rows("pieces-all.csv"), rows("codings-all.csv")


def test_there_are_enough_texts_and_clauses_over_the_years():
    assert len({p["cluster"] for p in PIECES}) >= 12
    assert len(PIECES) >= 150
    years = {int(p["date"][:4]) for p in PIECES}
    assert min(years) <= 1997
    assert max(years) >= 2026
    assert {p["language"] for p in PIECES} <= {"en", "zh", "ru"}
    assert {p["kind"] for p in PIECES} == {k for kinds in KINDS.values() for k in kinds}


def test_every_clause_can_be_opened_and_says_how_it_was_seen():
    for p in PIECES:
        assert re.fullmatch(r"https?://\S+", p["url"]), p["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", p["date"]), p["id"]
        assert p["read"] in ("whole", "parts", "opening", "summary"), p["id"]
        assert p["grade"] in ("A", "B", "C"), p["id"]
        assert (p["side"], p["author"]) == ("CHN+RUS", ""), p["id"]
        assert all(
            p[k] for k in ("institution", "title", "title_en", "publisher", "clause", "seen")
        )
        if p["read"] == "whole":
            assert p["grade"] != "C", p["id"]
    assert max(Counter(p["id"] for p in PIECES).values()) == 1


def test_a_text_has_one_date_kind_and_title():
    for key in ("date", "kind", "title", "title_en", "institution"):
        assert len({(p["cluster"], p[key]) for p in PIECES}) == len({p["cluster"] for p in PIECES})


def test_summaries_are_short_english_without_quotations():
    for p in PIECES:
        assert 10 <= len(p["summary"].split()) <= 40, p["id"]
        assert p["summary"].isascii(), p["id"]
        assert '"' not in p["summary"], p["id"]


def test_every_clause_has_an_act_and_a_specificity_once():
    for code in ("act", "specific"):
        given = Counter(c["piece"] for c in CODINGS if c["code"] == code)
        assert given == Counter(p["id"] for p in PIECES)
    assert all(0 < len(c["evidence"].split()) <= 15 for c in CODINGS)
    assert not {c["value"] for c in CODINGS if c["code"] == "act"} - set(ACTS)


def test_votes_only_oppose():
    votes = {p["id"] for p in PIECES if p["kind"] == "veto"}
    assert {c["value"] for c in CODINGS if c["piece"] in votes and c["code"] == "act"} == {"oppose"}


def test_the_corpus_says_that_a_model_coded_it():
    views = shipped_views("statements")
    assert views.machine_only()
    assert any("no person has checked" in line for line in views.about)
    assert any("in part only" in line for line in views.about)


def test_it_opens_by_its_own_codebook_only():
    assert open_views("statements", "programme").shipped
    with pytest.raises(FoedusError, match="coded by the codebook 'programme'") as error:
        open_views("statements", "partnerships")
    assert "experts" in error.value.remedy


def test_clauses_of_one_text_share_a_document():
    found = clauses_of(shipped_views("statements"))
    assert len(found.documents) == len({p["cluster"] for p in PIECES})
    assert found.uncoded == 0
