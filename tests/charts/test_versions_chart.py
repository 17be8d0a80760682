"""The chart of two versions: ranks, bars, names that fit, both renderers."""

from __future__ import annotations

import pytest
from tests.documents.comparing.two_documents.made_up_versions import versions

from foedus.charts.draw import svg
from foedus.charts.versions import MOST, versions_chart, versions_table
from foedus.documents.comparing.two_documents.comparison import compare
from foedus.documents.comparing.two_documents.sides import Document, Side

CHINA = 710
MANY = [
    "India",
    "Japan",
    "France",
    "Germany",
    "Italy",
    "Spain",
    "Poland",
    "Norway",
    "Sweden",
    "Finland",
    "Denmark",
    "Ireland",
    "Austria",
    "Hungary",
    "Albania",
    "Turkmenistan",
]


def _rows(chart, mark):
    return [r for layer in chart.view["layer"] if layer["mark"]["type"] == mark
            for r in layer["data"]["values"]]  # fmt: skip


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_ranks_are_joined_and_named(size, language):
    known = versions(language)
    chart = versions_chart(compare(known.old, known.new, CHINA), size)
    words = [r["text"] for r in _rows(chart, "text")]
    assert sum("China" in word for word in words) == 2
    assert len(_rows(chart, "circle")) == 16
    inside = [r for r in _rows(chart, "text") if not 0 <= r["x"] <= chart.view["width"]]
    assert not inside
    assert "old" in chart.source_line
    assert svg(chart).startswith("<svg")


def test_a_state_far_down_is_drawn_all_the_same_and_what_is_not_named_says_so():
    old = " ".join(f"{name} and {name}." for name in MANY) + " China."
    new = " ".join(f"{name} and {name}." for name in MANY)
    sides = [Side(n, (Document(n, t, "en"),)) for n, t in (("old", old), ("new", new))]
    chart = versions_chart(compare(sides[0], sides[1], CHINA), "narrow")
    words = [r["text"] for r in _rows(chart, "text")]
    assert "China 0" in words
    assert len(_rows(chart, "circle")) == 2 * MOST["narrow"]
    assert len(versions_table(compare(sides[0], sides[1], CHINA)).rows) == len(MANY) + 1


def test_shares_stand_in_for_rates_across_languages():
    found = compare(versions("en").old, versions("zh").new, CHINA)
    chart = versions_chart(found)
    assert "per cent of all mentions" in chart.subtitle
    assert versions_table(found).rows[0][:3] == ("China", 4, 16.0)
