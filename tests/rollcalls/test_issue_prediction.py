"""Predicted issue codes: made-up resolutions, properties, bad input, accuracy on real ones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, SourceMissing, UnknownName
from foedus.rollcalls.issues import issue_prediction as module
from foedus.rollcalls.issues.issue_items import items_of_issue
from foedus.rollcalls.issues.issue_prediction import (
    COLUMNS,
    coded_matrix,
    completed,
    predicted_issues,
)
from foedus.rollcalls.issues.subject_words import marked_words, subject_rows
from foedus.rollcalls.issues.text_logit import chance, fitted, word_rows
from foedus.rollcalls.issues.vote_issues import ISSUES, NO_REAL_CODES

KNOWN = {
    "The question of Palestine": "me",
    "Occupied Palestinian territory : Israeli settlements": "me",
    "Cessation of nuclear test explosions": "di nu",
    "Treaty on the prohibition of nuclear tests": "di nu",
    "Conventional arms control and disarmament": "di",
    "Situation of human rights in Chile": "hr",
    "Torture and human rights": "hr",
    "Granting of independence to colonial countries": "co",
    "Question of non-self-governing territories : colonial peoples": "co",
    "International trade and development": "ec",
    "New international economic order : development": "ec",
    "Programme budget for the biennium": "",
    "Scale of assessments": "",
}


class Made(dict):
    """Tables by name, as `foedus.store.tables.Tables` gives them."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def made(later: list[str], years: int = 6) -> tuple[Made, pd.DataFrame]:
    """Items with `KNOWN` titles in some years, then later ones; and the codes of the first."""
    rows = [
        (100 * year + k, year, title, codes)
        for year in range(2000, 2000 + years)
        for k, (title, codes) in enumerate(KNOWN.items())
    ]
    rows += [(900_000 + k, 2000 + years, title, None) for k, title in enumerate(later)]
    items = pd.DataFrame(rows, columns=["item", "year", "title", "codes"])
    items["date"] = pd.to_datetime(items["year"].astype(str) + "-12-01")
    items["session"] = items["year"] - 1945
    items["agenda"] = "A/1 1 Agenda."
    listed = items[["item", "codes"]].rename(columns={"codes": "issues"})
    listed["coded"] = listed["issues"].notna()
    listed["missing"] = ""
    return Made(un_items=items.drop(columns="codes")), listed.fillna({"issues": ""})


@pytest.fixture
def here(monkeypatch):
    """``here(titles)``: tables of known titles, and of later ones without codes."""

    def use(later: list[str], order: np.ndarray | None = None) -> Made:
        tables, listed = made(later)
        if order is not None:
            tables["un_items"] = tables["un_items"].iloc[order]
        codes = listed.set_index("item")
        monkeypatch.setattr(module, "codes_of", lambda _, wanted: codes.loc[wanted].reset_index())
        return tables

    return use


def of(found: pd.DataFrame, item: int) -> dict[str, float]:
    rows = found[found["item"] == item]
    return dict(zip(rows["issue"], rows["probability"], strict=True))


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Palestine refugees in the occupied territory", "me"),
        ("Comprehensive ban on nuclear tests", "nu di"),
        ("Human rights in Guatemala", "hr"),
        ("Colonial countries and peoples", "co"),
        ("Trade and development", "ec"),
        ("Budget for the next biennium", ""),
    ],
)
def test_words_tell_the_issue(here, title, codes) -> None:
    found = predicted_issues(here([title]))
    chances = of(found, 900_000)
    assert {code for code, p in chances.items() if p > 0.5} == set(codes.split())
    assert set(found.loc[found["item"] == 900_000, "origin"]) == {"predicted"}


def test_codes_on_record_are_kept(here) -> None:
    found = predicted_issues(here(["Anything"]), np.array([200_002, 200_011]))
    assert list(found.columns) == list(COLUMNS)
    assert list(found["issue"]) == [*ISSUES] * 2
    assert of(found, 200_002) == {"me": 0, "nu": 1, "di": 1, "hr": 0, "co": 0, "ec": 0}
    assert not any(of(found, 200_011).values())
    assert set(found["origin"]) == {"coded"}


def test_codes_that_are_not_real_ones_are_predicted(here, monkeypatch) -> None:
    tables = here([])
    listed = made([])[1].set_index("item")
    of_session = tables["un_items"].set_index("item")["session"] == 60
    listed.loc[of_session, "missing"] = "co"
    monkeypatch.setattr(module, "codes_of", lambda _, wanted: listed.loc[wanted].reset_index())
    found = predicted_issues(tables).set_index(["item", "issue"])
    assert found.loc[(200_507, "co"), "origin"] == "predicted"
    assert found.loc[(200_507, "co"), "probability"] > 0.5
    assert found.loc[(200_507, "hr"), "origin"] == "coded"
    assert found.loc[(200_407, "co"), "origin"] == "coded"


def test_items_of_an_issue_and_how_sure_they_are(here) -> None:
    tables = here(["Ban on nuclear tests", "Scale of assessments", "Nuclear test explosions"])
    found = items_of_issue(tables, "nuclear")
    assert found.item[~found.coded].tolist() == [900_000, 900_002]
    assert found.coded.sum() == 12
    assert found.uncoded == 3
    assert 0 < found.wrong < 1
    assert 0 < found.missed < 0.5
    assert "12 by Voeten's codes, 2 of 3 without codes" in found.words
    assert len(items_of_issue(tables, "nu", 0.999)) == 12
    rest = items_of_issue(tables, "no nukes")
    assert not set(rest.item) & set(found.item)
    assert len(rest) + len(found) == found.of


def test_only_some_items(here) -> None:
    tables = here(["Ban on nuclear tests"])
    found = items_of_issue(tables, "disarmament", wanted=np.array([900_000, 200_004, 200_000]))
    assert found.item.tolist() == [200_004, 900_000]
    assert (found.of, found.uncoded) == (3, 1)
    assert "without codes" not in items_of_issue(tables, "di", wanted=np.array([200_004])).words


def test_the_order_of_items_does_not_matter(here) -> None:
    titles = ["Ban on nuclear tests", "Torture"]
    wanted = np.array([900_001, 900_000])
    one = predicted_issues(here(titles), wanted)
    order = np.random.default_rng(0).permutation(len(here(titles)["un_items"]))
    pd.testing.assert_frame_equal(one, predicted_issues(here(titles, order), wanted))


def test_recent_codes_count_more_for_later_votes() -> None:
    words = subject_rows(["fisheries"] * 41, [""] * 41)
    day = np.array([f"{1980 + k}-12-01" for k in range(41)], "datetime64[D]")
    codes = np.where(np.arange(41) < 30, 0.0, 1.0)[:, None]
    codes[40] = np.nan
    assert completed(words, day, codes)[40, 0] > 0.4
    codes[[20, 40], 0] = np.nan, 1.0
    assert completed(words, day, codes)[20, 0] < 0.4


def test_items_without_words_have_the_share_of_the_rest(here, monkeypatch) -> None:
    tables = here([""])
    tables["un_items"].loc[:, ["title", "agenda"]] = np.nan
    shares = of(predicted_issues(tables), 900_000)
    assert shares["di"] == pytest.approx(3 / 13, abs=1e-3)


def test_bad_input(here) -> None:
    tables = here(["Torture"])
    with pytest.raises(FoedusError, match=r"items are not in .* such as 5\b"):
        predicted_issues(tables, np.array([200_000, 5]))
    with pytest.raises(UnknownName, match="no_nukes"):
        items_of_issue(tables, "no nuke")
    for threshold in (0, -1, 1.01, np.nan):
        with pytest.raises(FoedusError, match="is no probability"):
            items_of_issue(tables, "hr", threshold)


def test_nothing_to_learn_from(here, monkeypatch) -> None:
    tables = here([])
    monkeypatch.setattr(
        module,
        "codes_of",
        lambda _, n: pd.DataFrame({"item": n, "coded": False, "issues": "", "missing": ""}),
    )
    with pytest.raises(FoedusError, match="none matches a roll call"):
        predicted_issues(tables)


def test_missing_tables_say_where_to_get_them(tmp_path) -> None:
    from foedus.sources.tidy import build_tables

    tables, _ = build_tables([tmp_path], ["undl_ga_votes", "voeten_roll_call_issues"])
    with pytest.raises(SourceMissing):
        items_of_issue(tables, "hr")


def test_words_are_marked_by_place_and_accents_do_not_matter() -> None:
    text = "A/75/251 34 Régime of the sea. SEA--REGIME|A/75/251 [7] The sea bed"
    assert marked_words("Régime", text) == {
        "title:regime", "agenda:regime", "agenda:sea", "agenda:bed",
        "heading:sea", "heading:regime", "subject:SEA", "subject:SEA--REGIME",
    }  # fmt: skip


@given(
    st.lists(st.lists(st.integers(1, 6), max_size=5), min_size=2, max_size=25),
    st.data(),
    st.sampled_from([0.1, 1.0, 10.0]),
)
def test_weights_are_at_the_optimum_and_chances_are_chances(listed, drawn, ridge) -> None:
    rows = word_rows([map(str, row) for row in listed], {str(k): k for k in range(1, 7)})
    held = np.array(drawn.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(rows),
                                        max_size=len(rows))))  # fmt: skip
    weights = fitted(rows, held, np.ones(len(rows)), ridge)
    p = chance(rows, weights)
    assert np.all((p >= 0) & (p <= 1))
    # The slope of the penalised likelihood is nought; counted here from a full matrix.
    full = np.array([[1, *(str(k) in map(str, row) for k in range(1, 7))] for row in listed], float)
    slope = full.T @ (p - held) + ridge * weights
    assert np.abs(slope[1:]).max() < 0.01 * len(rows)
    assert abs((p - held).sum()) < 0.01 * len(rows)


def test_rows_of_words_agree_with_a_full_matrix() -> None:
    rows = word_rows([["a"], [], ["a", "b", "a"]], {"a": 1, "b": 2})
    full = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1]])
    weights, values = np.array([0.5, 2.0, -1.0]), np.array([1.0, 10.0, 100.0])
    assert rows.sums(weights).tolist() == (full @ weights).tolist()
    assert rows.back(values).tolist() == (full.T @ values).tolist()
    some = rows.rows(np.array([True, False, True]))
    assert some.sums(weights).tolist() == (full[[0, 2]] @ weights).tolist()
    assert len(rows.rows(np.zeros(3, bool)).sums(weights)) == 0


@pytest.fixture(scope="module")
def votes(data):
    """Real items with codes and words."""
    from benchmarks.issue_codes.backtests import votes_of

    from foedus.rollcalls.records.vote_record import vote_tables

    tables = vote_tables(data, coded=True)
    return tables, votes_of(*coded_matrix(tables))


FLOORS = {"me": 0.93, "nu": 0.97, "di": 0.92, "hr": 0.89, "co": 0.86, "ec": 0.92}


def test_real_codes_of_2015_to_2019_from_those_before(votes) -> None:
    """Floors a little below the F1 that `python -m benchmarks.issue_codes` writes."""
    from benchmarks.issue_codes.backtests import later
    from benchmarks.issue_codes.scores import f1

    test = later(votes[1], (2014,))
    for k, code in enumerate(ISSUES):
        known = ~np.isnan(test.held[:, k])
        reached = f1(test.held[known, k], test.chance[known, k] >= 0.5)[2]
        plain = f1(test.held[known, k], test.by_agenda[known, k] > 0)[2]
        assert reached > max(FLOORS[code], plain)


def test_the_codes_not_taken_are_not_real_in_the_file(votes) -> None:
    tables, _ = votes
    calls, codes = tables["roll_calls"], tables["roll_call_issues"]
    of_call = {
        (s, c): set(codes.loc[codes["rcid"].isin(calls.loc[calls["session"] == s, "rcid"])
                              & (codes["issue"] == c), "rcid"])
        for s in NO_REAL_CODES for c in ISSUES
    }  # fmt: skip
    assert of_call[74, "co"] == of_call[74, "di"] == of_call[74, "ec"]
    assert len(of_call[74, "co"]) == 16
    assert len(of_call[73, "co"]) == 3
    on_colonies = calls[(calls["session"] == 73) & calls["short"].str.contains("Colonial Countr")]
    assert len(on_colonies) == 2
    assert not set(on_colonies["rcid"]) & of_call[73, "co"]
