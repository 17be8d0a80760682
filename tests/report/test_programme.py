"""The section on grievance and programme as a page and as Markdown."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from tests.documents.programme.made_up import texts, views

from foedus.assessment.programme import programme as room
from foedus.assessment.programme.programme import programme
from foedus.report.exporters.html import _environment
from foedus.report.exporters.md import plain, table
from foedus.report.exporters.md_programme import grievance_or_programme
from foedus.report.sections import programme as section

HOSTILE = "<script>alert(1)</script> | `x` [y](javascript:alert(1))"
CLAUSES = [("propose", 3, ""), ("propose", 0, "o"), ("oppose", 1, "u"), ("defend", 1, "o")]


@pytest.fixture
def of(monkeypatch):
    def made(rows, year=2026, word=""):
        found = views(rows, word=word)
        monkeypatch.setattr(room, "open_views", lambda name, codebook, unit: found)
        actors = (
            SimpleNamespace(ccode=710, name="China"),
            SimpleNamespace(ccode=365, name="Russia"),
        )
        return programme(SimpleNamespace(year=year, actors=actors), "made-up", seed=1)

    return made


def page(found, year=2026):
    template = _environment().get_template("programme.html.j2")
    return template.render(s=section.made(found, year), heading=section.TITLE)


def markdown(found, year=2026):
    return "\n\n".join(grievance_or_programme(found, year, plain, table))


def test_the_page_has_a_table_of_groups_and_of_texts_and_links_every_proposal(of):
    found = of(texts(24, CLAUSES))
    html = page(found)
    assert html.count("<table") == 2
    assert html.count('href="https://example.org/') == len(found.proposals) == 48
    assert "The 24 texts" in html
    for row in section.group_rows(found.measured):
        assert len(row) == len(section.GROUP_HEAD) + 1
    for row in section.document_rows(found.measured):
        assert len(row) == len(section.DOCUMENT_HEAD)


def test_levels_stand_from_specific_to_principle(of):
    levels = section.levels(of(texts(24, CLAUSES)).proposals)
    assert [x.name for x in levels] == ["A date, text or obligation", "Principle only"]
    assert [(len(x.first), x.count) for x in levels] == [(section.EACH, 24), (section.EACH, 24)]


def test_nothing_to_tell_says_so_on_both(of):
    found = of(texts(12, CLAUSES), year=1990)
    assert "Not assessable: no clause" in page(found, 1990)
    assert "<table" not in page(found, 1990)
    assert "Not assessable" in markdown(found, 1990)
    assert "48 clauses are left out" in markdown(found, 1990)


def test_a_record_without_proposals_says_so(of):
    assert "No clause proposes anything." in page(of(texts(12, [("oppose", 1, "u")])))


def test_hostile_titles_are_shown_and_never_run(of):
    found = of(texts(12, CLAUSES), word=HOSTILE)
    html = page(found)
    assert "<script" not in html
    assert 'href="javascript' not in html
    text = markdown(found)
    assert not re.search(r"(?<!\\)<script", text)
    assert not re.search(r"(?<!\\)\](?=\(javascript)", text)


def test_markdown_has_the_same_rows(of):
    found = of(texts(24, CLAUSES))
    text = markdown(found)
    assert text.count("\n- ") >= len(found.proposals)
    assert "| All but votes | 24 | 96 |" in text
    assert list(grievance_or_programme(None, 2026, plain, table)) == []


def test_without_a_record_there_is_no_section():
    assert section.build(SimpleNamespace(year=2026, programme=None), None) is None
