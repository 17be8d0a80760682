"""`foedus episodes`: the hours of need of a pair."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.ledger.made_up import item, row, write_case

from foedus.ledger.words import ANSWER_WORDS, RESPONSE_WORDS, RESPONSES


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with a made-up pair: two of three needs of Italy coded."""
    folder = tmp_path / "my-ledger"
    aid = {"aid": {"answer": "given", "level": 2, "items": ["fra-ita-f001"]}}
    credit = {"credit": {"answer": "refused", "sources": ["page"]}, "trade": "not_searched"}
    rows = [row(cells=aid, dispute="Some say the tents leaked."), row("ITA-2005-run", cells=credit)]
    write_case(folder, [item()], rows)
    monkeypatch.setenv("FOEDUS_LEDGER", str(folder))
    return folder


def test_episodes_say_what_was_given_refused_and_paid(foedus) -> None:
    shown = " ".join(foedus("episodes", "FRA", "ITA").out.split())
    assert "France in Italy's hours of need" in shown
    assert "Italy in France's hours of need" in shown
    assert "given: non-lethal aid counts as paid: fra-ita-f001" in shown
    assert "given: nothing found; refused or unanswered: credit" in shown
    assert "The other reading: Some say the tents leaked." in shown
    assert "Material response in 1 of 2 (" in shown
    assert "something refused in 1 of 2" in shown
    assert "91% of 11 cells searched, 8 queries" in shown
    assert "Untested: nothing is coded for this direction." in shown
    assert "2010 What befell ITA-2010-row not searched" in shown


def test_lines_fit_the_terminal(foedus) -> None:
    for words in (("FRA", "ITA", "--all", "--grid"), ("CHN", "RUS"), ("todo", "FRA", "ITA")):
        assert max(map(len, foedus("episodes", *words).out.splitlines())) <= 80


def test_the_grid_has_a_line_for_each_cell(foedus) -> None:
    shown = foedus("episodes", "FRA", "ITA", "--grid", "--from", "2005", "--to", "2005").out
    assert f"{RESPONSE_WORDS['credit']}: {ANSWER_WORDS['refused']}" in shown
    assert f"{RESPONSE_WORDS['trade']}: {ANSWER_WORDS['not_searched']}" in shown
    assert "2001" not in shown


def test_json_and_csv_hold_the_same_episodes(foedus) -> None:
    found = json.loads(foedus("episodes", "FRA", "ITA", "--format", "json").out)
    rows = list(
        csv.DictReader(io.StringIO(foedus("episodes", "FRA", "ITA", "--format", "csv").out))
    )
    assert [r["need"] for r in found] == [r["need"] for r in rows]
    first = found[0]
    assert (first["need"], first["actor"], first["toward"]) == ("ITA-2001-flood", "FRA", "ITA")
    assert first["coded"] is True
    assert first["paid"] == "fra-ita-f001"
    assert first["not_searched"] == 0
    assert [r["not_searched"] for r in found[:3]] == [0, 1, 8]
    assert not any(r["need"].split("-")[-1].startswith(("icb", "mid")) for r in found)


def test_all_adds_what_the_rule_found(foedus) -> None:
    short = json.loads(foedus("episodes", "FRA", "ITA", "--format", "json").out)
    long = json.loads(foedus("episodes", "FRA", "ITA", "--all", "--format", "json").out)
    extra = [r for r in long if r not in short]
    assert len(long) == len(short) + len(extra)
    assert any(r["rule"].startswith("icb:") for r in extra)
    assert not any(r["coded"] for r in extra)


def test_years_bound_what_is_shown(foedus) -> None:
    words = ("FRA", "ITA", "--from", "2002", "--to", "2008", "--format", "json")
    assert [r["need"] for r in json.loads(foedus("episodes", *words).out)] == [
        "ITA-2005-run", "FRA-2007-quake",
    ]  # fmt: skip
    todo = json.loads(foedus("episodes", "todo", *words).out)
    assert {r["from"] for r in todo} <= set(range(2002, 2009))


def test_todo_names_the_cells_that_nobody_searched(foedus) -> None:
    found = json.loads(foedus("episodes", "todo", "FRA", "ITA", "--format", "json").out)
    cells = {r["need"]: r["not_searched"] for r in found}
    assert cells["ITA-2005-run"] == ["trade"]
    assert "ITA-2001-flood" not in cells
    assert all(set(names) <= set(RESPONSES) for names in cells.values())
    assert "not listed as a need yet" in foedus("episodes", "todo", "FRA", "ITA").out


def test_order_of_the_states_is_the_order_shown(foedus) -> None:
    shown = foedus("episodes", "ITA", "FRA").out
    assert shown.index("Italy in France's") < shown.index("France in Italy's")


def test_a_pair_without_a_case_file_is_untested(foedus) -> None:
    shown = foedus("episodes", "PER", "ITA").out
    assert shown.count("Untested: nothing is coded") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["FRA"], "two make a pair"),
        (["FRA", "ITA", "DEU"], "two make a pair"),
        (["todo", "FRA"], "two make a pair"),
        (["FRA", "Atlantis"], "Atlantis"),
        (["FRA", "FRA"], "France"),
        (["FRA", "ITA", "--from", "soon"], "soon"),
        (["FRA", "ITA", "--format", "xml"], "xml"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_mistakes_bring_the_next_step(refused, words, said) -> None:
    assert said in refused("episodes", *words)
