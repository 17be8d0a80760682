"""A group's votes: made-up tables, real ones against a plain count, bad input."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import FoedusError, UnknownName, UnknownState, YearOutOfRange
from foedus.rollcalls.groups import group_votes as module
from foedus.rollcalls.groups.group_finding import finding
from foedus.rollcalls.groups.group_result import COLUMNS
from foedus.rollcalls.groups.group_votes import group_votes

FOUR = ("CHN", "RUS", "IRN", "PRK")
CODES = [710, 365, 630, 731]


class Made(dict):
    """Tables by name, as `foedus.store.tables.Tables` gives them."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def made(choices: dict[int, dict[int, str]], month: int = 12) -> Made:
    """Tables from votes by year and COW code, one letter an item: y, a, n, or - for none."""
    rows, cast = [], []
    for year, by_state in choices.items():
        for k in range(len(next(iter(by_state.values())))):
            item = year * 100 + k
            rows.append((item, pd.Timestamp(year, month, 1), year))
            cast += [
                (item, code, "yan".index(text[k]) + 1)
                for code, text in by_state.items()
                if text[k] != "-"
            ]
    items = pd.DataFrame(rows, columns=["item", "date", "year"])
    return Made(un_items=items, un_votes=pd.DataFrame(cast, columns=["item", "ccode", "vote"]))


@pytest.fixture
def given_votes(monkeypatch):
    """Have `group_votes` read made-up tables."""

    def use(choices, **options):
        tables = made(choices, **options)
        monkeypatch.setattr(module, "vote_tables", lambda *_: tables)

    return use


def value(found, measure, of="", start=None):
    rows = found.pick(measure, of)
    return float((rows if start is None else rows[rows["from"] == start])["value"].iloc[0])


def test_figures_by_year(given_votes) -> None:
    given_votes(
        {
            1999: {710: "yyyy", 365: "yyan", 2: "nnyy", 200: "nyyy", 220: "nyyy"},
            2000: {710: "yn", 365: "yn", 2: "nn", 200: "ny", 220: "yy"},
        }
    )
    found = group_votes(["CHN", "Russia"], 1999, 2000, others="USA")
    frame = found.frame()
    assert list(frame) == list(COLUMNS)
    assert not frame.duplicated(["from", "issue", "measure", "of"]).any()
    assert value(found, "identical", start=1999) == 0.5
    assert value(found, "identical", start=2000) == 1.0
    assert value(found, "with", "CHN-USA", 1999) == 0.5
    # Majority of five: n, y, y, y in 1999; in 2000 y and n.
    assert value(found, "majority", "CHN", 1999) == 0.75
    pooled = group_votes(["CHN", "Russia"], 1999, 2000, every=2)
    assert value(pooled, "identical") == pytest.approx(4 / 6)
    assert set(pooled.columns["to"]) == {2000}


def test_a_named_group_follows_its_membership(given_votes) -> None:
    given_votes(
        {
            2008: {365: "y", 710: "y", 140: "n", 750: "y", 560: "n"},
            2009: {365: "yy", 710: "yy", 140: "yy", 750: "yn", 560: "nn"},
            2010: {365: "yy", 710: "yy", 140: "yy", 750: "yy", 560: "ny"},
        }
    )
    found = group_votes("BRICS", 2008, 2010)
    assert found.years == (2009, 2010)  # no members before
    rows = found.pick("identical")
    assert rows["members"].tolist() == [4, 5]  # South Africa from 2010
    assert rows["value"].tolist() == [0.5, 0.5]
    assert not found.pick("pair", "BRA-ZAF").query("`from` == 2009").size
    assert group_votes(["BRICS"], 2010, 2010).name == "BRICS"


def test_germany_is_one_member_through_the_change(given_votes) -> None:
    given_votes({1990: {260: "y--", 255: "-yn", 220: "yyy"}})
    found = group_votes(["Germany", "France"], 1990, 1990)
    rows = found.pick("pair", "DEU-FRA")
    assert rows["items"].tolist() == [3]
    assert rows["value"].tolist() == [pytest.approx(2 / 3)]


def test_a_member_without_votes_is_told(given_votes) -> None:
    given_votes({1989: {365: "yyn", 630: "yyy"}, 1990: {365: "yyy", 630: "yyy", 731: "nnn"}})
    found = group_votes(["RUS", "IRN", "PRK"], 1989, 1990)
    assert "No vote of North Korea in 1989; the figures are of the others then." in found.notes
    assert found.pick("identical")["voting"].tolist() == [2, 3]
    assert value(found, "identical", start=1989) == pytest.approx(2 / 3)


def test_finding_says_what_changed_and_leaves_out_what_is_not_whole(given_votes) -> None:
    few, many = "y" * 10 + "n" * 40, "y" * 45 + "n" * 5
    given_votes(
        {
            2000: {710: "y" * 50, 365: few, 2: "y" * 50},
            2001: {710: "y" * 50, 365: many, 2: "y" * 50},
            2002: {710: "y" * 50, 365: few, 2: "y" * 50},
        },
        month=10,
    )
    said = finding(group_votes(["CHN", "RUS"], 2000, 2002))
    assert "voted alike on 20%" in said
    assert "in 2001: a clear rise" in said
    assert "2002" not in said  # its votes end in October


def test_same_seed_same_bounds_and_a_year_stands_alone(given_votes) -> None:
    rng = np.random.default_rng(1)
    years = {
        y: {c: "".join(rng.choice(list("yan"), 30)) for c in CODES} for y in (1999, 2000, 2001)
    }
    given_votes(years)
    whole, part = group_votes(FOUR, 1999, 2001).frame(), group_votes(FOUR, 2000, 2000).frame()
    again = whole[whole["from"] == 2000].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, part)
    other = group_votes(FOUR, 2000, 2000, seed=7).frame()
    assert (other["value"] == part["value"]).all()
    assert (other["low"] != part["low"]).any()


@pytest.mark.parametrize(
    ("states", "options", "fault", "said"),
    [
        (["CHN"], {}, FoedusError, "China alone is no group"),
        ([], {}, FoedusError, "no group"),
        (["CHN", "PRC"], {}, FoedusError, "same state"),
        (["DEU", 260], {}, FoedusError, "same state"),
        (["CHN", "Atlantis"], {}, UnknownState, "Atlantis"),
        (["CHN", "NATO"], {}, FoedusError, "is a group, not a state"),
        ("Natto", {}, UnknownState, "Natto"),
        ("NATO", {"first": 1946, "last": 1948}, FoedusError, "had no members from 1946 to 1948"),
        (FOUR, {"first": 1945}, YearOutOfRange, "1945"),
        (FOUR, {"first": 2010, "last": 2000}, YearOutOfRange, "after the last"),
        (FOUR, {"issues": "hmm"}, UnknownName, "hmm"),
        (
            FOUR,
            {"issues": "nuclear", "first": 2020, "coded_only": True},
            YearOutOfRange,
            "January 2020",
        ),
        (FOUR, {"others": ["Atlantis"]}, UnknownState, "Atlantis"),
        (FOUR, {"every": 0}, FoedusError, "period of 0 years"),
        (FOUR, {"present": 1}, FoedusError, "1 members"),
        (FOUR, {"present": 5}, FoedusError, "5 of 4 members"),
        (FOUR, {"draws": 3}, FoedusError, "3 resamplings"),
        (FOUR, {"level": 90}, FoedusError, "level of 90"),
    ],
)
def test_mistakes_are_told_before_anything_is_read(states, options, fault, said) -> None:
    with pytest.raises(fault, match=said) as raised:
        group_votes(states, **options)
    assert raised.value.remedy


def test_years_without_votes_are_told(given_votes) -> None:
    given_votes({1963: {365: "y", 2: "n"}, 1965: {365: "y", 2: "n"}})
    with pytest.raises(YearOutOfRange, match="in 1964") as fault:
        group_votes(["RUS", "USA"], 1964, 1964)
    assert "1963 and 1965" in fault.value.remedy
    with pytest.raises(FoedusError, match="No two of China and Iran"):
        group_votes(["CHN", "IRN"], 1963, 1965)


def test_unknown_measure_names_the_known(given_votes) -> None:
    given_votes({2000: {710: "y", 365: "y"}})
    with pytest.raises(UnknownName, match="cohesian"):
        group_votes(["CHN", "RUS"], 2000, 2000).pick("cohesian")


@pytest.fixture(scope="module")
def four(data):
    return group_votes(FOUR, 1991, 2024, data=data)


def test_identical_votes_of_the_four_equal_a_plain_count(four, data) -> None:
    from foedus.rollcalls.records.vote_record import vote_tables

    tables = vote_tables(data, coded=False)
    votes = tables["un_votes"]
    wide = votes[votes["ccode"].isin(CODES)].pivot(index="item", columns="ccode", values="vote")
    year = tables["un_items"].set_index("item")["year"].reindex(wide.index)
    whole = wide.dropna()
    alike = (whole.nunique(axis=1) == 1).groupby(year[whole.index]).mean()
    rows = four.pick("identical").set_index("from")["value"]
    np.testing.assert_allclose(rows, alike.loc[1991:2024], atol=1e-6)
    # The level of the early 1990s, the peak and the present: docs/explanation/groups.md.
    assert rows.loc[1993] == pytest.approx(0.333, abs=0.001)
    assert rows.loc[2006] == pytest.approx(0.795, abs=0.001)
    assert rows.loc[2024] == pytest.approx(0.659, abs=0.001)


def test_pairs_equal_the_agreement_of_the_reference_panel(four) -> None:
    from foedus.measures.registry import measure
    from foedus.store.reference import ReferencePanel, shipped_folder

    panel = ReferencePanel.open(shipped_folder())
    held = measure("agreement_votes")
    stored = panel.read(
        list(held.needs), "ccode1 = 365 AND ccode2 = 710 AND year BETWEEN 1991 AND 2018"
    )
    known = dict(zip(stored["year"].tolist(), np.asarray(held.values(stored)), strict=True))
    rows = four.pick("pair", "CHN-RUS").set_index("from")["value"]
    for year in range(1991, 2019):
        assert rows.loc[year] == pytest.approx(float(known[year]), abs=1e-6)


def test_china_and_russia_are_never_the_closest_of_the_pairs_by_period(data) -> None:
    pairs = group_votes(FOUR, 1991, 2024, every=5, draws=20, data=data).pick("pair", None)
    closest = pairs.loc[pairs.groupby("from")["value"].idxmax(), "of"].tolist()
    assert "CHN-RUS" not in closest
    assert closest[-1] == "RUS-PRK"


def test_coded_issues_go_on_predicted_and_say_so(data) -> None:
    found = group_votes(FOUR, 2016, 2022, issues=["all", "nuclear"], draws=20, data=data)
    rows = found.pick("identical", issue="nuclear")
    assert rows["from"].tolist() == list(range(2016, 2023))
    assert rows["predicted"].gt(0).tolist() == [False] * 4 + [True] * 3
    assert not found.pick("identical")["predicted"].any()
    assert any("codes end in January 2020" in note for note in found.notes)
    assert any(
        "coded to 2019" in note and "predicted for 2020-2022" in note for note in found.notes
    )
    pair = found.pick("cohesion", issue="nuclear")
    assert (pair["predicted"] <= pair["items"]).all()


def test_only_the_makers_codes_end_where_they_end(data) -> None:
    asked = {"issues": ["nuclear", "colonialism"], "draws": 20, "data": data}
    found = group_votes(FOUR, 2016, 2022, coded_only=True, **asked)
    assert found.pick("identical", issue="nuclear")["to"].max() == 2019
    assert found.pick("identical", issue="colonialism")["to"].max() == 2017
    assert not found.columns["predicted"].any()
    whole = group_votes(FOUR, 2016, 2022, **asked)
    for issue in ("nuclear", "colonialism"):
        early = whole.pick("pair", None, issue)
        coded = found.pick("pair", None, issue)
        early = early[early["to"] <= coded["to"].max()].reset_index(drop=True)
        pd.testing.assert_frame_equal(early, coded)
