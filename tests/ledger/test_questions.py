"""The articles' questions: an answer of "none" carries its search."""

from __future__ import annotations

import pytest
from tests.ledger.made_up import item, row, write_case

from foedus.core.errors import UnknownName
from foedus.ledger.case_file import read_case
from foedus.ledger.questions import QUESTIONS, ask, search_behind


@pytest.fixture
def case(ledger):
    """France for Italy: aid given and paid, credit refused; Italy for France: not coded."""
    cells = {"aid": {"answer": "given", "items": ["fra-ita-f001"]}, "troops": "not_available"}
    rows = [
        row(cells=cells, extra=["five"]),
        row("ITA-2005-run", cells={"credit": {"answer": "refused", "sources": ["page"]},
                                   "swap_line": "not_searched"}),
    ]  # fmt: skip
    items = [
        item(),
        item(id="fra-ita-f002", start="2003", end=""),
        item(id="fra-ita-f003", start="2004", end="", net="gain"),
        item(id="fra-ita-f004", kind="signal", instrument="joint_exercise", provision="",
             addressee=["DEU"], start="2002"),
    ]  # fmt: skip
    return read_case(write_case(ledger, items, rows))


def test_none_found_carries_its_numbers(case) -> None:
    reply = ask(case, "FRA", "extracted")
    assert reply.items == ()
    assert reply.text == (
        "None found, searched: 9 queries over 2 episodes and 10 cells, last on 2026-11-22."
    )


def test_nothing_searched_is_not_none_found(case) -> None:
    for name in QUESTIONS:
        assert ask(case, "ITA", name).text == ("Not searched: nothing is coded for this direction.")


def test_a_row_nobody_searched_adds_nothing_to_the_search(ledger) -> None:
    cells = dict.fromkeys(row()["cells"], "not_searched")
    case = read_case(write_case(ledger, [item()], [row(cells=cells)]))
    assert search_behind(case, "FRA") == ""
    assert ask(case, "FRA", "unused").text.startswith("Not searched")


def test_unused_tools_were_within_reach_and_never_used(case) -> None:
    unused = {u.response: u for u in ask(case, "FRA", "unused").unused}
    assert "aid" not in unused  # used
    assert "troops" not in unused  # not within reach
    assert "swap_line" not in unused  # not searched
    assert "combat" not in unused  # bears on no need coded here
    assert unused["credit"].episodes == 2
    assert unused["credit"].answers == {"none_found": 1, "refused": 1}
    assert unused["credit"].text == (
        "credit: within reach in 2 (1 searched, none found, 1 refused)"
    )


def test_the_last_cost_comes_first(case) -> None:
    reply = ask(case, "FRA", "paid")
    assert [i.id for i in reply.items] == ["fra-ita-f002", "fra-ita-f001"]
    assert reply.text == "2003: France sent tents. (2 in all)"


def test_signals_say_to_whom(case) -> None:
    (signal,) = ask(case, "FRA", "signals").items
    assert signal.addressee == ("DEU",)


def test_an_unknown_question_names_the_known(case) -> None:
    with pytest.raises(UnknownName, match="'unused'"):
        ask(case, "FRA", "unusd")
