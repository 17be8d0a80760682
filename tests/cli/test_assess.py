"""`foedus assess`: formats, spans, comparison pairs, and what it refuses."""

from __future__ import annotations

import json
import os

import pytest
from click.testing import CliRunner

from foedus.cli.assess import assess_command, chosen_format, spread
from foedus.cli.pairs import pairs_of
from foedus.core.errors import FoedusError


@pytest.fixture
def few(foedus):
    """The command with few draws: quick, and the same every time."""
    return lambda *words: foedus("assess", *words, "--draws", "20")


def test_terminal_view_names_pair_year_and_verdict(few):
    outcome = few("China", "Россия", "--year", "2015")
    assert outcome.status == 0
    assert outcome.out.startswith("China and Russia, 2015\n")
    assert "TESTS" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_json_is_the_documented_document_and_the_seed_fixes_it(few):
    one, two = (few("CHN", "RUS", "--format", "json", "--seed", "7").out for _ in range(2))
    assert one == two
    document = json.loads(one)
    assert [a["iso3"] for a in document["pair"]] == ["CHN", "RUS"]
    assert document["verdict"]["draws"] == 20


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!doctype html>"), ("r.json", "{"), ("r.md", "# China")]
)
def test_a_file_takes_its_format_from_its_ending(few, tmp_path, name, begins):
    outcome = few("CHN", "RUS", "-o", name)
    assert outcome.status == 0
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())
    assert outcome.out.startswith("China and Russia")
    assert outcome.out.endswith(f"Written to {name}\n")


def test_format_overrules_the_ending(few, tmp_path):
    few("CHN", "RUS", "--format", "md", "-o", "notes.json")
    assert (tmp_path / "notes.json").read_text(encoding="utf-8").startswith("# China")


def test_a_span_gives_one_line_a_year(few):
    lines = few("EGY", "ISR", "--from", "1972", "--to", "1982").out.splitlines()
    assert lines[0] == "Egypt and Israel"
    assert [line[:4] for line in lines[1:]] == [str(y) for y in range(1972, 1983)]
    assert "rivalry" in lines[1]


def test_a_span_as_json_is_a_list(few):
    rows = json.loads(few("EGY", "ISR", "--from", "1972", "--to", "1974", "--format", "json").out)
    assert [r["year"] for r in rows] == [1972, 1973, 1974]
    assert set(rows[0]) == {"year", "type", "printed", "membership", "carried", "labels"}


def test_an_open_span_ends_with_a_state(few):
    lines = few("DDR", "USSR", "--from", "1988").out.splitlines()
    assert lines[0] == "East Germany and Soviet Union"
    assert [line[:4] for line in lines[1:]] == ["1988", "1989", "1990"]


def test_compare_takes_all_words_up_to_the_next_option(few):
    words = ("CHN", "RUS", "--year", "2015", "--compare", "USA", "GBR", "IND", "RUS")
    document = json.loads(few(*words, "--format", "json").out)
    one, two = (c["pair"] for c in document["comparisons"])
    assert one != two
    assert "India" in two
    assert "Russia" in two


def test_the_help_runs_under_clicks_own_runner():
    outcome = CliRunner().invoke(assess_command, ["--help"])
    assert outcome.exit_code == 0
    assert "--compare C D ..." in outcome.output


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["CHN", "Atlantis"], "Atlantis"),
        (["Congo", "USA"], "COW 484"),
        (["CHN", "PRC"], "same state"),
        (["USSR", "USA", "--year", "2015"], "ended in 1991"),
        (["CHN", "RUS", "--year", "1800"], "1946 to"),
        (["CHN", "RUS", "--from", "1900", "--to", "1990"], "No source reaches 1900"),
        (["CHN", "RUS", "--from", "1990", "--to", "1980"], "ends before it begins"),
        (["CHN", "RUS", "--from", "1990", "--year", "1980"], "Leave out one"),
        (["CHN", "RUS", "--format", "jsn"], "Did you mean 'json'"),
        (["CHN", "RUS", "-o", "report.odt"], "'.odt'"),
        (["CHN", "RUS", "-o", "nowhere/report.html"], "does not exist"),
        (["CHN", "RUS", "-o", "."], "no ending"),
        (["CHN", "RUS", "--compare", "USA", "GBR", "IND"], "3 states"),
        (["CHN", "RUS", "--compare", "USA", "Atlantis"], "Atlantis"),
        (["CHN", "RUS", "--compare"], "--compare"),
        (["CHN", "RUS", "--draws", "0"], "--draws"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_refused_in_words(refused, words, named):
    assert named in refused("assess", *words)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(refused, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "Cannot write" in refused("assess", "CHN", "RUS", "-o", str(locked / "r.html"))


def test_nothing_is_written_when_the_states_are_wrong(refused, tmp_path):
    refused("assess", "CHN", "Atlantis", "-o", "r.html")
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (["USA", "GBR"], [("USA", "GBR")]),
        (["USA,GBR,", "IND, RUS"], [("USA", "GBR"), ("IND", "RUS")]),
        (["Guinea-Bissau-Portugal"], [("Guinea-Bissau", "Portugal")]),
        (["中国-Россия"], [("中国", "Россия")]),
        ([], []),
    ],
)
def test_pairs_as_people_type_them(words, pairs):
    assert pairs_of(words) == pairs


def test_spread_leaves_other_options_alone():
    words = ["A", "B", "--compare", "C", "D", "--year", "2015", "--compare=E-F"]
    expected = [
        "A", "B", "--compare", "C", "--compare", "D", "--year", "2015", "--compare=E-F",
    ]  # fmt: skip
    assert spread(words) == expected


def test_a_file_without_an_ending_needs_a_format():
    with pytest.raises(FoedusError, match="no ending"):
        chosen_format(None, "report")
