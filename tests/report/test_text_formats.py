"""Terminal, Markdown and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.finding import Figure
from foedus.report.exporters import json as json_exporter
from foedus.report.exporters import md, terminal
from foedus.report.words import draws_text, number, year_text


def test_terminal_keeps_to_eighty_columns_and_plain_letters(any_assessment):
    text = terminal.render(any_assessment)
    for line in text.splitlines():
        assert terminal.columns(line) <= 80, line
        assert line == line.rstrip()
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_terminal_order(made_up):
    text = terminal.render(made_up.assessment())
    order = [
        "China and Russia, 2025",
        "LIMITED STRATEGIC PARTNERSHIP",
        "Membership 0.78",
        "Next: transactional tie",
        "TESTS",
        "Defence alliance      No",
        "Commitment            Not assessable",
        "STRONGEST EVIDENCE AGAINST",
        "WHAT WOULD CHANGE IT",
        "HOW FAR EACH SOURCE REACHES",
        "1946-2025",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "12th of 66 major-power" in text
    assert "No need episode of either state is coded" in text


def test_terminal_breaks_words_longer_than_a_line():
    lines = terminal._paragraph("x" * 200)
    assert "".join(line.strip() for line in lines) == "x" * 200
    assert max(map(len, lines)) <= 80


@given(st.text(max_size=300))
def test_terminal_paragraphs_never_run_over(text):
    assert all(terminal.columns(line) <= 80 for line in terminal._paragraph(text, 4))


def test_markdown_tables_are_rectangular_and_markup_is_escaped(any_assessment):
    text = md.render(any_assessment)
    assert "<script" not in text.replace("\\<script", "")
    width = 0
    for line in text.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = line.replace("\\|", "").count("|")
        assert width in (0, cells), line
        width = cells


def test_markdown_says_what_the_page_says(made_up):
    text = md.render(made_up.assessment())
    for words in (
        "# China and Russia, 2025",
        "**Limited strategic partnership**",
        "| Commitment | Not assessable |",
        "1961–1988",
        "## Works cited",
        "Arms delivered in ten years, Russia to China: 4,210 million TIV",
    ):
        assert words in text, words


def test_json_satisfies_the_schema(any_assessment):
    checker = jsonschema.Draft202012Validator
    checker.check_schema(json_exporter.schema())
    document = json.loads(json_exporter.render(any_assessment))
    checker(json_exporter.schema()).validate(document)
    assert document["schema"] == "foedus.assessment/1" == json_exporter.schema()["$id"]


def test_the_schema_refuses_a_silent_not_assessable(made_up):
    document = json.loads(json_exporter.render(made_up.assessment()))
    document["criteria"][2]["why_null"] = ""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_exporter.schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "foedus.assessment/2"),
        (("verdict", "type"), "friendship"),
        (("criteria", 0, "met"), "yes"),
        (("pair",), []),
        (("surplus",), 1),
    ],
)
def test_the_schema_refuses_what_the_documents_never_hold(made_up, path, value):
    document = json.loads(json_exporter.render(made_up.assessment()))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_exporter.schema())


def test_numbers_that_are_not_finite_become_null(made_up):
    figure = replace(made_up.figures()["kappa"], value=float("nan"))
    assessment = replace(made_up.assessment(), measures=(figure,))
    assert json.loads(json_exporter.render(assessment))["measures"][0]["value"] is None
    assert json_exporter._finite({"a": np.float64("inf"), "b": np.int16(3)}) == {"a": None, "b": 3}


def test_numbers_in_words():
    assert number(0.0, "share") == "0 %"
    assert number(0.001) == "0.001"
    assert draws_text(0.0) == "0 of 100"
    figure = Figure("x", "X", 1.0, status="carried", data_year=2024)
    assert year_text(figure, 2025) == "2024, carried 1 year"
    assert year_text(replace(figure, value=None, status="missing"), 2025) == ""
