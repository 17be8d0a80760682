"""What two states voted on: known votes, made-up tables, bad input."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import (
    FoedusError,
    NotInSystem,
    SourceMissing,
    UnknownName,
    UnknownState,
    YearOutOfRange,
)
from foedus.rollcalls.issues.vote_issues import ISSUES, codes_of, issue_code, session_blocks
from foedus.rollcalls.pairs import pair_votes as module
from foedus.rollcalls.pairs.pair_result import LABELS
from foedus.rollcalls.pairs.pair_votes import pair_votes
from foedus.rollcalls.pairs.title_words import mentions, words_of
from foedus.rollcalls.records.voters import voter_codes
from foedus.sources import registry
from foedus.sources.roll_call_links import link_roll_calls

# Share of identical votes of China (the People's Republic) and Russia by decade.
SAME_VOTE = {1970: 0.719, 1980: 0.781, 1990: 0.570, 2000: 0.780, 2010: 0.752}


class Made(dict):
    """Tables by name, as `foedus.store.tables.Tables` gives them."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def made(rows, votes):
    """Tables of items (number, day, title, agenda, yes, no, abstentions) and of votes."""
    head = ["item", "date", "title", "agenda", "total_yes", "total_no", "total_abstentions"]
    items = pd.DataFrame(rows, columns=head)
    items["date"] = pd.to_datetime(items["date"])
    items["year"] = items["date"].dt.year
    items["session"] = items["year"] - 1945
    items["special"] = False
    items["symbol"] = [f"x/{n}" for n in items["item"]]
    cast = pd.DataFrame(votes, columns=["item", "ccode", "vote"])
    return Made(un_items=items, un_votes=cast)


ITEMS = [
    (1, "1971-10-20", "Before the seat changed", "A/1 1 First.", 2, 1, 0),
    (2, "1971-11-09", "After it", "A/1 2 Second. SECOND--MATTER", 1, 1, 1),
    (3, "1990-09-17", "Régime of the people’s weapons", "A/1 3 Third.", 0, 0, 0),
    (4, "1990-11-01", "Veterans", "A/1 4 Fourth. WEAPONS", 3, 0, 0),
    (5, "1990-11-01", "Iranian weapons", "A/1 5 Fifth.", 1, 2, 0),
]
CAST = [
    (1, 713, 1), (1, 365, 3), (1, 2, 1),
    (2, 710, 1), (2, 365, 2), (2, 2, 3),
    (3, 260, 1), (3, 365, 3), (3, 2, 1),
    (4, 255, 1), (4, 365, 1), (4, 710, 1),
    (5, 255, 3), (5, 365, 3), (5, 710, 1),
]  # fmt: skip


@pytest.fixture
def here(monkeypatch):
    """The made-up tables in place of raw data."""
    tables = made(ITEMS, CAST)
    monkeypatch.setattr(module, "vote_tables", lambda data, coded: tables)
    return tables


def votes(a, b, **options):
    return pair_votes(a, b, issue_codes=False, **options).frame()


def test_both_votes_totals_majority_and_link(here):
    found = votes("CHN", "RUS").set_index("item")
    assert found.index.tolist() == [4, 5, 2]
    assert found.loc[2, ["vote1", "vote2", "relation"]].tolist() == [
        "yes",
        "abstain",
        "one abstained",
    ]
    assert found["majority"].to_dict() == {4: "yes", 5: "no", 2: "tied"}
    assert found.loc[5, "url"] == "https://digitallibrary.un.org/record/5"
    assert set(LABELS) - set(found.reset_index()) == {"coded", "issues", "predicted"}


def test_totals_that_are_not_printed_are_counted(here):
    row = votes("Germany", "RUS").set_index("item").loc[3]
    assert row[["yes", "abstentions", "no"]].tolist() == [2, 0, 1]


def test_a_name_follows_its_holder_within_the_year(here):
    found = votes("Germany", "RUS", start=1990, end=1990)
    assert found[["item", "ccode1"]].values.tolist() == [[4, 255], [5, 255], [3, 260]]


def test_china_before_the_seat_changed_is_not_counted_and_said(here):
    found = pair_votes("CHN", "RUS", issue_codes=False)
    assert 1 not in found.frame()["item"].tolist()
    assert "until 25 October 1971" in found.notes[0]
    assert votes("TWN", "RUS")["item"].tolist() == [1]
    late = pair_votes("CHN", "RUS", start=1990, issue_codes=False)
    assert not any("seat" in note for note in late.notes)


def test_differing_votes_come_by_distance_then_newest(here):
    assert votes("CHN", "RUS", choice="differ")["relation"].tolist() == [
        "opposite",
        "one abstained",
    ]
    assert votes("CHN", "RUS", choice="same")["item"].tolist() == [4]
    found = pair_votes("CHN", "RUS", choice="differ", limit=1, issue_codes=False)
    assert (len(found), found.of, found.both) == (1, 2, 3)


def test_order_of_states_only_swaps_the_votes(here):
    one, two = votes("CHN", "RUS"), votes("RUS", "CHN")
    swapped = two.rename(
        columns={"vote1": "vote2", "vote2": "vote1", "ccode1": "ccode2", "ccode2": "ccode1"}
    )
    pd.testing.assert_frame_equal(one, swapped[one.columns])


def test_by_year_counts_what_the_list_holds(here):
    table = pair_votes("CHN", "RUS", issue_codes=False).by_year()
    assert table.drop(columns="share_same").values.tolist() == [
        [1971, 1, 0, 1, 0],
        [1990, 2, 1, 0, 1],
    ]
    assert table["share_same"].tolist() == [0, 0.5]


def test_frame_is_a_copy(here):
    found = pair_votes("CHN", "RUS", issue_codes=False)
    own = found.frame()
    own["title"] = "changed"
    assert "changed" not in found.frame()["title"].tolist()


def test_words_begin_a_word_whatever_the_case_and_accents(here):
    assert votes("CHN", "RUS", words="WEAPON")["item"].tolist() == [4, 5]
    assert votes("CHN", "RUS", words="iran weapons")["item"].tolist() == [5]
    assert votes("USA", "RUS", words="people's regime")["item"].tolist() == [3]
    assert votes("CHN", "RUS", words="eterans").empty


@given(st.text(min_size=1).filter(lambda t: t.split()))
def test_any_title_is_found_by_its_own_first_word(title):
    frame = pd.DataFrame({"title": [title]})
    assert mentions(frame, words_of(title)[:1]).tolist() == [True]


@pytest.mark.parametrize(
    ("options", "kind", "says"),
    [
        ({"a": "CHN", "b": "Rusia"}, UnknownState, "'Russia'"),
        ({"a": "CHN", "b": "PRC"}, FoedusError, "are the same state"),
        ({"a": "Germany", "b": 260, "start": 1980}, FoedusError, "same state in 1980"),
        ({"a": "USSR", "b": "CHN", "start": 2015}, NotInSystem, "ended in 1991"),
        ({"a": "CHN", "b": "RUS", "start": 1900}, YearOutOfRange, "from 1946 to"),
        ({"a": "CHN", "b": "RUS", "end": 2090}, YearOutOfRange, "2090"),
        ({"a": "CHN", "b": "RUS", "start": 2000, "end": 1990}, YearOutOfRange, "Exchange"),
        ({"a": "CHN", "b": "RUS", "issue": "humanrights"}, UnknownName, "'human_rights'"),
        ({"a": "CHN", "b": "RUS", "issue": "hr", "start": 2022, "coded_only": True}, YearOutOfRange, "to 2019"),
        ({"a": "CHN", "b": "RUS", "issue": "co", "start": 2018, "coded_only": True}, YearOutOfRange, "to 2017"),
        ({"a": "CHN", "b": "RUS", "coded_only": True}, FoedusError, "none is asked"),
        ({"a": "CHN", "b": "RUS", "choice": "diff"}, UnknownName, "'differ'"),
        ({"a": "CHN", "b": "RUS", "words": " "}, FoedusError, "no word"),
        ({"a": "CHN", "b": "RUS", "limit": 0}, FoedusError, "limit of 0"),
        ({"a": "CHN", "b": "RUS", "start": 1980, "end": 1981}, YearOutOfRange, "1971 and 1990"),
        ({"a": "CHN", "b": "GBR"}, YearOutOfRange, "take another pair"),
        ({"a": "CHN", "b": "USA", "start": 1990}, YearOutOfRange, "from 1971 to 1971"),
        ({"a": "CHN", "b": "RUS", "issue": "hr"}, KeyError, "roll_calls"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(here, options, kind, says):
    with pytest.raises(kind) as caught:
        pair_votes(**options, issue_codes=False)
    assert says in str(caught.value)


def test_without_raw_files_the_next_step_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    with pytest.raises(SourceMissing) as caught:
        pair_votes("CHN", "RUS")
    assert "undl_ga_votes" in caught.value.problem
    assert "digitallibrary.un.org" in caught.value.remedy
    assert "foedus data add" in caught.value.remedy


def test_a_state_keeps_its_code_before_the_cow_system_has_it():
    assert np.flatnonzero(voter_codes("Ukraine", 1950, 1950)[0]).tolist() == [369]
    assert np.flatnonzero(voter_codes("TWN", 1946, 1946)[0]).tolist() == [713]


def test_issues_go_by_code_or_name():
    for code, issue in ISSUES.items():
        assert issue_code(code) == issue_code(issue.name) == code
    assert issue_code("Human-rights") == "hr"


@given(st.sets(st.integers(1, 30), min_size=1), st.lists(st.integers(1, 30), max_size=5))
def test_blocks_keep_what_a_special_item_may_join(sessions, special):
    listed = np.array(sorted(sessions))
    blocks = session_blocks(listed, np.array(special, int))
    assert [s for block in blocks for s in block] == listed.tolist()
    for t in special:
        near = [k for k, block in enumerate(blocks) for s in block if abs(s - t) <= 1]
        assert len(set(near)) <= 1


@cache
def real(data):
    tables = Made()
    for name in ("undl_ga_votes", "voeten_roll_call_issues"):
        tables |= registry.read(registry.find(registry.origin(name), [data]))
    return tables


@pytest.fixture
def on_record(data, monkeypatch):
    """The real tables, read once and kept out of the user's cache."""
    monkeypatch.setattr(module, "vote_tables", lambda folder, coded: real(data))
    return real(data)


def test_the_vote_of_2_march_2022(on_record):
    # A/RES/ES-11/1: 141 to 5, 35 abstaining (press.un.org, GA/12407).
    found = pair_votes("CHN", "RUS", start=2022, end=2022, choice="differ").frame()
    row = found.set_index("symbol").loc["ES-11/1"]
    assert row[["yes", "no", "abstentions"]].tolist() == [141, 5, 35]
    assert row[["vote1", "vote2", "majority"]].tolist() == ["abstain", "no", "yes"]
    assert row["url"] == "https://digitallibrary.un.org/record/3959039"
    assert str(row["date"].date()) == "2022-03-02"
    assert row["issues"] is None
    assert found["relation"].tolist() == sorted(found["relation"], reverse=True)


def test_china_and_russia_by_decade(on_record):
    years = pair_votes("CHN", "RUS", issue_codes=False).by_year()
    sums = years.groupby(years["year"] // 10 * 10)[["same", "votes"]].sum()
    share = sums["same"] / sums["votes"]
    for decade, known in SAME_VOTE.items():
        assert share[decade] == pytest.approx(known, abs=0.0006)
    assert sums.loc[1970, "votes"] == 569
    assert years["year"].min() == 1971


def test_1964_had_no_recorded_vote(on_record):
    with pytest.raises(YearOutOfRange, match="1963 and 1965"):
        pair_votes("CHN", "RUS", start=1964, end=1964)


def test_issue_codes_are_those_of_all_sessions_matched_at_once(on_record):
    items = on_record["un_items"]
    wanted = items.loc[items["year"].isin([1982, 2019, 2022]), "item"].to_numpy()
    found = codes_of(on_record, wanted)
    calls = on_record["roll_calls"]
    near = calls[calls["session"].isin([35, 36, 37, 38, 73, 74])]
    links = link_roll_calls(items, on_record["un_votes"], near, on_record["roll_call_votes"])
    assert found["item"][found["coded"]].tolist() == sorted(set(wanted) & set(links["item"]))
    coded = found.set_index("item").loc[wanted]
    assert not coded.loc[items.loc[items["year"] == 2022, "item"], "coded"].any()
    assert (coded["issues"][~coded["coded"]] == "").all()


def test_an_issue_goes_on_predicted_after_the_codes(on_record):
    found = pair_votes("CHN", "RUS", start=2019, end=2021, issue="human_rights")
    frame = found.frame()
    assert found.span == (2019, 2021)
    early = frame["year"] <= 2019
    assert frame.loc[early, "issues"].str.contains("hr").all()
    assert frame.loc[early, "predicted"].isna().all()
    assert set(frame.loc[~early, "predicted"]) == {"hr"}
    assert frame.loc[~early, "issues"].isna().all()
    years = found.by_year()
    assert (years["predicted"] == years["votes"].where(years["year"] > 2019, 0)).all()
    assert "coded to 2019" in found.notes[0]
    assert f"{(~early).sum()} predicted for 2020-2021 (precision .91" in found.notes[0]


def test_only_the_makers_codes_cut_the_years(on_record):
    found = pair_votes("CHN", "RUS", start=2019, issue="human_rights", coded_only=True)
    assert found.span == (2019, 2019)
    assert found.frame()["issues"].str.contains("hr").all()
    assert "coded to 2019, where the maker's codes end" in found.notes[0]
    earlier = pair_votes("CHN", "RUS", start=2016, issue="co", coded_only=True)
    assert earlier.span == (2016, 2017)


def test_codes_that_are_not_real_are_missing_and_said(on_record):
    found = pair_votes("CHN", "RUS", start=2019, end=2019)
    held = set(" ".join(found.frame()["issues"].dropna()).split())
    assert held == {"hr", "me", "nu"}
    assert any("missing there, not none" in note for note in found.notes)
    before = pair_votes("CHN", "RUS", start=2016, end=2016)
    assert "co" in " ".join(before.frame()["issues"].dropna())
    assert not any("missing there" in note for note in before.notes)


def test_what_moved_china_and_russia_in_2022(on_record):
    from foedus.measures.vote_influence import vote_influence

    found = vote_influence(pair_votes("CHN", "RUS", start=2022, end=2022, issue_codes=False))
    frame = found.frame()
    assert found.agreement == pytest.approx(62 / 88)
    assert frame["symbol"].iloc[0] == "77/222"  # death penalty: China no, Russia yes
    assert frame[["vote1", "vote2"]].iloc[-1].tolist() == ["no", "no"]
