"""Votes of an issue: the maker's real codes to their end, predicted ones after it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from benchmarks.issue_codes import shipped
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import YearOutOfRange
from foedus.rollcalls.groups.group_issues import coded_words, coded_years
from foedus.rollcalls.issues import issue_votes as module
from foedus.rollcalls.issues.issue_accuracy import FILE, accuracies, accuracy
from foedus.rollcalls.issues.issue_votes import issue_votes
from foedus.rollcalls.issues.vote_issues import (
    ISSUES,
    NO_REAL_CODES,
    code_matrix,
    codes_of,
    filed_issues,
    items_by_issue,
    last_year,
)
from foedus.sources.roll_call_links import rows_of

PLACE = {code: k for k, code in enumerate(ISSUES)}


class Made(dict):
    """Tables by name, as `foedus.store.tables.Tables` gives them."""

    __hash__ = object.__hash__  # type: ignore[assignment]


@pytest.fixture
def made(monkeypatch):
    """Four votes of 2016-2020: coded hr, one of session 73, one of 74, and one without codes."""
    items = pd.DataFrame({"item": [1, 2, 3, 4], "year": [2016, 2018, 2019, 2020]})
    found = pd.DataFrame(
        {
            "item": [1, 2, 3, 4],
            "coded": [True, True, True, False],
            "issues": ["co hr", "hr", "nu", ""],
            "missing": ["", "co", "co di ec", ""],
        }
    )
    listed = found.set_index("item")
    monkeypatch.setattr(module, "codes_of", lambda _, n: listed.loc[n].reset_index())

    def predicted(_):
        codes = code_matrix(found)
        chance = np.where(np.isnan(codes), 0.9, codes)
        return items["item"].to_numpy(np.int64), chance, ~np.isnan(codes)

    monkeypatch.setattr(module, "every_probability", predicted)
    return Made(un_items=items)


ALL = np.array([1, 2, 3, 4])


def test_coded_to_the_end_then_predicted(made) -> None:
    found = issue_votes(made, ALL)
    assert {c: ALL[found.on(c)].tolist() for c in ISSUES} == {
        "me": [4], "nu": [3, 4], "di": [3, 4], "hr": [1, 2, 4], "co": [1, 2, 3, 4], "ec": [3, 4],
    }  # fmt: skip
    assert ALL[found.foretold("co")].tolist() == [2, 3, 4]
    assert ALL[found.foretold("hr")].tolist() == [4]
    assert found.matched.tolist() == [True, True, True, False]
    assert found.unreal.tolist() == [False, True, True, False]
    # Session 74 says nothing of these three: neither yes nor no.
    assert not found.known[2, [PLACE[c] for c in ("co", "di", "ec")]].any()


def test_only_the_makers_codes(made) -> None:
    found = issue_votes(made, ALL, coded_only=True)
    assert not found.predicted.any()
    assert ALL[found.on("co")].tolist() == [1]
    assert found.words("co", (2010, 2025), coded_only=True) == (
        "Colonialism: 1 vote coded to 2017, where the maker's codes end."
    )


def test_only_what_is_asked_is_predicted_and_only_where_it_must(made, monkeypatch) -> None:
    monkeypatch.setattr(module, "every_probability", lambda _: pytest.fail("not needed"))
    assert not issue_votes(made, ALL[:3], ["hr"]).predicted.any()
    assert not issue_votes(made, ALL, []).predicted.any()


def test_words_say_where_codes_are_from_and_how_sure_that_is(made) -> None:
    found = issue_votes(made, ALL)
    assert found.words("hr", (2000, 2019)) == ""
    assert found.words("hr", (2000, 2025)) == (
        "Human rights: 2 votes coded to 2019, 1 predicted for 2020-2025 "
        "(precision .91, recall .90 on later votes)."
    )
    assert found.words("hr", (2022, 2022)).startswith("Human rights: 1 vote predicted for 2022 (")
    assert coded_words(found, (2022, 2022)) == ""
    assert "Of 3 recorded votes in 2016-2019, 3 match" in coded_words(found, (2016, 2020))


def test_only_coded_years_can_be_asked_of_codes() -> None:
    coded_years(["colonialism", "human_rights"], (2018, 2025))
    coded_years(["all", "colonialism"], (2022, 2025))
    with pytest.raises(YearOutOfRange, match="2018") as fault:
        coded_years(["colonialism"], (2018, 2025))
    assert "2017" in fault.value.remedy


def test_accuracies_are_those_of_the_benchmark() -> None:
    assert FILE.read_text(encoding="utf-8") == shipped.table(), (
        "run `python -m benchmarks.issue_codes.shipped`"
    )
    assert list(accuracies()) == list(ISSUES)
    for code in ISSUES:
        sure = accuracy(code)
        assert 0.8 < sure.precision <= 1
        assert 0.8 < sure.recall <= 1
        assert sure.with_code < sure.votes


@given(st.lists(st.integers(0, 9), max_size=20), st.sets(st.integers(0, 9)), st.booleans())
def test_rows_found_are_those_of_a_plain_look(keys, wanted, in_order) -> None:
    held = np.array(sorted(keys) if in_order else keys, np.int32)
    asked = np.array(list(wanted), np.int64)
    assert rows_of(held, asked).tolist() == [k for k, key in enumerate(held) if key in wanted]


@pytest.fixture(scope="module")
def tables(data):
    from foedus.rollcalls.records.vote_record import vote_tables

    return vote_tables(data, coded=True)


def test_votes_stand_sorted_by_item(tables) -> None:
    """What makes matching quick; without it the links are the same, later."""
    assert tables["un_votes"]["item"].is_monotonic_increasing
    assert tables["roll_call_votes"]["rcid"].is_monotonic_increasing


def test_codes_end_with_the_last_year_of_which_all_are_real(tables) -> None:
    items = tables["un_items"]
    wanted = items.loc[items["year"].between(2015, 2020), "item"].to_numpy(np.int64)
    year = items.set_index("item")["year"].loc[wanted].to_numpy()
    codes = codes_of(tables, wanted)
    known, matched = ~np.isnan(code_matrix(codes)), codes["coded"].to_numpy(bool)
    for code, k in PLACE.items():
        whole = [y for y in range(2015, 2021)
                 if matched[year == y].any() and known[matched & (year == y), k].all()]  # fmt: skip
        assert max(y for y in whole if (matched & (year == y)).sum() > 50) == last_year(code)
        assert whole[: last_year(code) - 2014] == list(range(2015, last_year(code) + 1))


def test_codes_that_are_not_real_are_left_out_but_in_the_file(tables) -> None:
    filed, real = filed_issues(tables), items_by_issue(tables)
    session = tables["un_items"].set_index("item")["session"]
    dropped = filed.merge(real, how="left", indicator=True).query("_merge == 'left_only'")
    cells = {(int(session[i]), code) for i, code in dropped[["item", "issue"]].to_numpy()}
    assert cells == {(s, code) for s, some in NO_REAL_CODES.items() for code in some}
    assert len(filed) - len(real) == len(dropped) == 3 + 3 * 16
    some = dropped["item"].to_numpy(np.int64)
    as_filed = codes_of(tables, some, filed=True)
    assert "co" in as_filed["issues"].iloc[0].split()
    assert not {"co"} & set(" ".join(codes_of(tables, some)["issues"]).split())


def test_few_sessions_matched_give_what_all_do(tables) -> None:
    items = tables["un_items"]
    wanted = items.loc[items["year"].isin([2018, 2019]), "item"].to_numpy(np.int64)
    few, whole = issue_votes(tables, wanted, coded_only=True), issue_votes(tables, wanted)
    for name in ("known", "given"):
        np.testing.assert_array_equal(getattr(few, name), getattr(whole, name))
    assert whole.foretold("co").sum() > 20
    assert not whole.foretold("hr").any()


def test_no_vote_that_the_maker_coded_is_predicted(tables) -> None:
    wanted = tables["un_items"]["item"].to_numpy(np.int64)
    found = issue_votes(tables, wanted)
    assert not (found.predicted & found.known).any()
    for code, k in PLACE.items():
        assert found.year[found.predicted[:, k]].min() > last_year(code)
        assert found.foretold(code).sum() > 50
