"""The page: self-contained, escaped, complete, valid in structure."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from foedus.report.exporters import html
from foedus.report.sections import SECTIONS
from foedus.report.words import NO_REASON

VOID = {"meta", "br", "link", "img", "hr", "input", "path", "rect", "circle", "line"}


class Page(HTMLParser):
    """Tags in order, ids, headings, links, and whether everything is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        if not self.stack or self.stack[-1] not in ("style", "title"):
            self.words.append(data)

    def having(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def page(any_assessment):
    return Page(html.render(any_assessment))


def test_every_tag_is_closed_and_ids_are_unique(page):
    assert page.faults == []
    assert page.stack == []
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_outside(any_assessment, page):
    text = html.render(any_assessment)
    assert not page.having("script")
    assert not page.having("link")
    assert not page.having("img")
    for address in re.findall(r"url\(([^)]{0,40})", text):
        assert address.startswith("data:")
    for _, attributes in page.tags:
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    assert "default-src 'none'" in text


def test_links_lead_to_places_on_the_page_or_to_the_web(page):
    ids = {a["id"] for _, a in page.tags if "id" in a}
    for link in page.having("a"):
        address = link["href"]
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert address.startswith(("https://", "http://", "data:text/csv"))


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(name[1]) for name, _ in page.tags if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_texts_come_out_as_text(made_up):
    text = html.render(made_up.hostile())
    assert "<script" not in text
    assert "javascript:" not in text.replace("Library", "") or 'href="javascript' not in text
    assert "&lt;script&gt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_not_assessable_always_says_why(made_up):
    for assessment in (made_up.assessment(), made_up.bare()):
        page = Page(html.render(assessment))
        for finding in assessment.criteria:
            if finding.met is None:
                assert finding.why_null in page.text
        assert NO_REASON not in page.text


def test_the_verdict_comes_first_with_its_figures(made_up):
    page = Page(html.render(made_up.assessment()))
    order = [
        a["id"]
        for name, a in page.tags
        if name == "section" and not a["id"].startswith("evidence-")
    ]
    made = [s.__name__.rpartition(".")[2] for s in SECTIONS]
    assert order == [name for name in made if name != "programme"]
    for words in (
        "Limited strategic partnership",
        "0.66 to 0.90",
        "first in 72 of 100 draws",
        "Next: transactional tie, 0.41",
        "Confidence: low.",
        "Limited on 2 of 3 assessable limits",
    ):
        assert words in page.text, words


def test_names_carry_their_language(made_up):
    page = Page(html.render(made_up.assessment()))
    assert {a["lang"] for _, a in page.tags if "lang" in a} == {"en", "zh-Hans", "ru"}
    assert "中国 · 俄罗斯" in page.text


def test_every_figure_shown_has_a_footnote_to_a_source(made_up):
    assessment = made_up.assessment()
    page = Page(html.render(assessment))
    notes = {a["href"] for a in page.having("a") if (a["href"] or "").startswith("#source-")}
    used = {s for f in assessment.measures for s in f.sources}
    assert len(notes) >= len(used)
    for reach in assessment.coverage:
        assert reach.title in page.text
        assert reach.licence in page.text


def test_each_chart_has_alternative_text_table_and_download(made_up):
    page = Page(html.render(made_up.assessment()))
    drawings, figures = page.having("svg"), page.having("figure")
    assert all(a["role"] == "img" and a["aria-label"] for a in drawings)
    downloads = [a for a in page.having("a") if "download" in a]
    tables = [a for a in page.having("details") if a["class"] == "data"]
    assert len(downloads) == len(tables) == len(figures)
    assert all(a["href"].startswith("data:text/csv") for a in downloads)


def test_a_bare_assessment_names_what_is_lacking(made_up):
    page = Page(html.render(made_up.bare()))
    for words in (
        "No type can be told",
        "No dimension has a figure",
        "No other pair was asked for",
        "No source reaches this pair",
        "No earlier year was assessed",
    ):
        assert words in page.text, words
    assert not page.having("svg")


def test_the_page_is_small_and_the_same_each_time(made_up):
    text = html.render(made_up.assessment())
    assert len(text.encode()) < 1_000_000
    assert text == html.render(made_up.assessment())


def test_missing_values_are_never_zero(made_up):
    page = Page(html.render(made_up.assessment()))
    row = page.text[page.text.index("Troops stationed with the partner") :]
    assert row.index("Missing") < 180
    assert "0" not in row[:180].split()


def test_the_page_is_made_where_no_cache_can_be_written(made_up, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    html._environment.cache_clear()
    try:
        assert "Limited strategic partnership" in html.render(made_up.assessment())
    finally:
        html._environment.cache_clear()


def test_hours_of_need_stand_under_the_verdict_with_their_sources(made_up):
    page = Page(html.render(made_up.assessment()))
    ids = [a["id"] for name, a in page.tags if name == "section"]
    assert ids.index("episodes") < ids.index("tests")
    for words in (
        "China in Russia's hours of need",
        "1 of 2",
        "12 to 88 %",
        "untested",
        "The other reading: Some read it otherwise.",
        "The list has 3 more of Russia and 4 more of China from 2001 to 2025 that nobody coded.",
    ):
        assert words in page.text, words
    assert "https://example.org/page" in [a["href"] for a in page.having("a")]


def test_only_web_addresses_become_links(made_up):
    page = Page(html.render(made_up.hostile()))
    assert not [a for a in page.having("a") if (a["href"] or "").startswith("javascript")]


def test_without_a_case_file_the_page_says_so(made_up):
    from dataclasses import replace

    from foedus.assessment.record import Record

    base = made_up.assessment()
    page = Page(
        html.render(replace(base, record=Record(False, (), (), (), (2, 5), 2001, 2025), weakest=()))
    )
    assert "No case file of China and Russia is at hand" in page.text
    assert "has 2 of Russia and 5 of China" in page.text
