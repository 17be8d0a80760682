"""Which votes ideal points rest on: records, years, issues, states, and the public function."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError, SourceMissing, UnknownName
from foedus.rollcalls.diagnostics.item_table import null_share
from foedus.rollcalls.issues.issue_items import IssueItems
from foedus.rollcalls.positions.ideal_points import ideal_points
from foedus.rollcalls.positions.ideal_points_about import about, pair_finding, record
from foedus.rollcalls.positions.positions_of import (
    label,
    poles_asked,
    rows_of,
    short_label,
    states_apart,
)
from foedus.rollcalls.records.chosen_votes import ChosenVotes, chosen_votes
from foedus.rollcalls.records.votes_asked import Asked, issue_name, record_of
from foedus.rollcalls.roll_calls import roll_calls

SESSIONS = (40, 45, 46, 50)
GERMANIES, RUSSIA, USA, CHINA = (260, 255), 365, 2, 710


def made(sessions=SESSIONS, items=12) -> ChosenVotes:
    """Votes of four states; West Germany's end, and Germany's begin, with session 45."""
    rng = np.random.default_rng(3)
    rows = [
        (actor, 1000 * s + k, int(rng.integers(1, 4)), s)
        for s in sessions
        for k in range(items)
        for actor in (*GERMANIES, RUSSIA, USA, CHINA)
        if not (actor == 260 and (s > 45 or (s == 45 and k > 2))) and not (actor == 255 and s < 45)
    ]
    votes = roll_calls(*(list(column) for column in zip(*rows, strict=True)))
    return ChosenVotes(
        votes.divided(), "library", "UN General Assembly", "all", True, 1945,
        len(votes.calls), None, (), (), pd.DataFrame(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "mode", "found"),
    [
        (Asked(), "fast", "library"),
        (Asked(), "foedus", "library"),
        (Asked(), "faithful", "published"),
        (Asked(issue="hr"), "fast", "library"),
        (Asked(issue="no nukes"), "foedus", "published"),
        (Asked(issue="important"), "fast", "published"),
        (Asked(record="library", issue="no_nukes"), "fast", "library"),
        (Asked(record="library"), "faithful", "library"),
        (Asked(file="x.csv"), "faithful", "file"),
    ],
)
def test_the_record_follows_mode_and_issue(asked, mode, found) -> None:
    assert record_of(asked, mode) == found


def test_issues_by_name_and_code() -> None:
    assert issue_name("me") == issue_name("The Middle East") == issue_name("middle_east")
    with pytest.raises(UnknownName, match="human_rights"):
        issue_name("human_right")


def test_a_name_means_other_codes_over_the_years_and_one_row_a_period() -> None:
    chosen = made()
    points = chosen.votes.points
    rows = rows_of(chosen, "Germany")
    codes = [chosen.votes.actors[k] for k in points.actor[rows]]
    assert points.period[rows].tolist() == list(SESSIONS)
    # In session 45 both voted, 255 more often.
    assert codes == [260, 255, 255, 255]
    assert [chosen.votes.actors[k] for k in points.actor[rows_of(chosen, 260)]] == [260, 260]
    assert points.period[rows_of(chosen, "USSR")].tolist() == [40, 45, 46]


def test_names_valid_at_the_time() -> None:
    chosen = made()
    assert (label(chosen, RUSSIA, 40), label(chosen, RUSSIA, 50)) == ("Soviet Union", "Russia")
    assert short_label(chosen, 255, 50) == "DEU"


def test_states_are_told_apart_and_poles_found() -> None:
    chosen = made()
    assert poles_asked(chosen, ("USA", "Germany")) == ((2,), (255, 260))
    with pytest.raises(FoedusError, match="the same"):
        states_apart(chosen, ("China", "CHN"))
    with pytest.raises(FoedusError, match="no vote here"):
        rows_of(chosen, "France")


def test_a_last_session_with_few_items_is_not_put_first() -> None:
    assert made().settled.tolist() == list(SESSIONS)
    few = made(items=4)
    assert few.settled.tolist() == list(SESSIONS)  # nothing better is there
    whole = made()
    short = whole.votes.keep(
        (whole.votes.period < 50)[whole.votes.call] | (whole.votes.call % 5 == 0)
    )
    assert 50 not in ChosenVotes(**(vars(whole) | {"votes": short})).settled


def test_missing_sources_are_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    for asked, name in (
        (Asked(), "undl_ga_votes"),
        (Asked(record="published"), "voeten_roll_call_issues"),
        (Asked(record="council"), "undl_sc_votes"),
    ):
        with pytest.raises(SourceMissing, match=name) as raised:
            chosen_votes(asked)
        assert "foedus data add" in raised.value.remedy


@pytest.fixture(scope="module")
def recent(data):
    """China and Russia since 1991, the fast way."""
    return ideal_points(["CHN", "RUS"], 1991, data=data)


def test_real_china_and_russia(recent) -> None:
    """They come closer after the early 1990s, whatever the estimator (VOTES.md)."""
    said = pair_finding(recent, "CHN", "RUS")
    assert said.startswith("China and Russia stand ")
    assert " apart in 2024 (90 % " in said
    change = recent.change("CHN", "RUS")
    assert change is not None
    assert (change.first, change.last) == (46, 79)
    by_year = recent.distance("CHN", "RUS").set_index("period")["mean"]
    assert by_year.loc[48:50].mean() > by_year.loc[70:79].mean() + 0.5


def test_real_positions_are_named_and_dated(recent) -> None:
    table = recent.positions()
    assert table["state"].unique().tolist() == ["CHN", "RUS"]
    assert (table["year"] == table["period"] + 1945).all()
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()
    about_it = record(recent)
    assert about_it["divided_items"] < about_it["items"]
    assert null_share(recent) < recent.predicted
    assert "`foedus cite undl_ga_votes`" in about(recent)[-1]


def test_real_issues_are_coded_or_predicted_and_say_so(data, monkeypatch) -> None:
    """Every third item is on the issue, half of these predicted; prediction has its own tests."""

    def items(tables, issue, threshold=0.5, wanted=None):
        taken = np.sort(wanted)[::3]
        coded = np.arange(len(taken)) % 2 == 0
        return IssueItems(
            issue, threshold, taken, np.where(coded, 1, 0.9), coded, len(wanted), 99, 1.0
        )

    monkeypatch.setattr("foedus.rollcalls.issues.issue_items.items_of_issue", items)
    everything = chosen_votes(Asked(first=2010), data=data)
    rights = chosen_votes(Asked(issue="human_rights", first=2010), data=data)
    assert set(rights.votes.calls) < set(everything.votes.calls)
    assert rights.items == -(-everything.items // 3)
    assert rights.predicted == pytest.approx(0.5, abs=0.01)
    assert any("human_rights" in note for note in rights.notes)
    assert "voeten_roll_call_issues" in rights.sources


def test_real_published_subsets_begin_where_they_should(data) -> None:
    found = chosen_votes(Asked(issue="human_rights", record="published"), data=data)
    assert found.predicted == 0
    assert found.before == 1945
    assert int(found.votes.period.min()) == 25


def test_real_states_left_out_in_all_their_years(data) -> None:
    votes = chosen_votes(Asked(first=1985, last=1995, without=("DEU", "USA")), data=data).votes
    assert not {255, 260, 2} & set(votes.actors)
