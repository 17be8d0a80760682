"""Voeten's roll calls, and their links to the Library's items."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from foedus.core.errors import SourceDamaged
from foedus.sources import registry
from foedus.sources.roll_call_links import item_issues, link_roll_calls
from foedus.sources.undl_ga_votes.read import read as read_library
from foedus.sources.voeten_roll_call_issues.rda import read_rda
from foedus.sources.voeten_roll_call_issues.read import read

NAME = "voeten_roll_call_issues"
LAST_DAY = "2020-01-14"
# Share of the Library's items of each decade that must find their roll call, and by symbol alone.
LINKED = {1940: 0.94, 1950: 0.98, 1960: 0.97, 1970: 0.97, 1980: 0.97, 1990: 0.98, 2000: 0.95,
          2010: 0.94}  # fmt: skip
BY_SYMBOL = {1940: 0.0, 1950: 0.0, 1960: 0.25, 1970: 0.80, 1980: 0.95, 1990: 0.98, 2000: 0.95,
             2010: 0.94}  # fmt: skip


@cache
def real(data, name=NAME):
    return registry.read(registry.find(registry.origin(name), [data]))


@cache
def links(data):
    library, voeten = real(data, "undl_ga_votes"), real(data)
    return link_roll_calls(
        library["un_items"], library["un_votes"],
        voeten["roll_calls"], voeten["roll_call_votes"],
    )  # fmt: skip


@cache
def covered_items(data):
    items = real(data, "undl_ga_votes")["un_items"]
    items = items[items["date"] <= LAST_DAY].merge(links(data), on="item", how="left")
    return items.assign(decade=items["year"] // 10 * 10)


def test_states_without_a_code_are_placed_by_name(sample):
    votes = read(sample(NAME))["roll_call_votes"]
    by_call = votes.groupby("rcid")["ccode"].apply(set)
    assert by_call[1] == {2, 200, 365}
    assert 710 in by_call[2]
    assert {255, 679} <= by_call[4]


def test_page_numbers_are_not_symbols(sample):
    calls = read(sample(NAME))["roll_calls"].set_index("rcid")
    assert calls["symbol"].to_dict() == {1: "", 2: "26/2765", 3: "26/2765/A", 4: "45/998"}
    assert str(calls.loc[2, "date"].date()) == "1971-11-05"


def test_an_unknown_country_is_named(sample, write):
    files = sample(NAME)
    write("rcid,country,country_code,vote\n1,Atlantis,AT,yes\n", files["votes"])
    with pytest.raises(SourceDamaged, match="Atlantis"):
        read(files)


def test_the_wrong_data_frame_is_named(sample):
    files = sample(NAME)
    with pytest.raises(SourceDamaged, match="un_votes"):
        read_rda(files["issues"], "un_votes")


def test_r_types_come_through(tmp_path):
    import rdata

    frame = pd.DataFrame(
        {
            "whole": pd.array([1, None, 3], dtype="Int32"),
            "real": [0.5, np.nan, -2.0],
            "text": np.array(["é", None, "NA"], dtype=object),
            "factor": pd.Categorical(["yes", "no", "yes"]),
        },
        index=pd.RangeIndex(3),
    )
    rdata.write_rda(tmp_path / "x.rda", {"x": frame})
    found = read_rda(tmp_path / "x.rda", "x")
    assert list(found["text"]) == ["é", None, "NA"]
    assert list(found["factor"]) == ["yes", "no", "yes"]
    np.testing.assert_equal(np.asarray(found["whole"], dtype=float), [1, np.nan, 3])
    np.testing.assert_equal(found["real"], [0.5, np.nan, -2.0])


def test_what_the_quick_reader_does_not_know_is_left_to_rdata(tmp_path, monkeypatch):
    import rdata

    from foedus.sources.voeten_roll_call_issues import rda

    frame = pd.DataFrame({"text": np.array(["é", None], dtype=object), "n": [1, 2]})
    rdata.write_rda(tmp_path / "x.rda", {"x": frame})
    quick = read_rda(tmp_path / "x.rda", "x")
    monkeypatch.setattr(rda, "_STRINGS", -1)
    slow = read_rda(tmp_path / "x.rda", "x")
    assert list(quick["text"]) == list(slow["text"]) == ["é", None]
    assert list(quick["n"]) == list(slow["n"]) == [1, 2]


def test_the_quick_reader_agrees_with_rdata(data):
    import rdata

    path = data / "unvotes_2019" / "un_roll_calls.rda"
    quick = read_rda(path, "un_roll_calls")
    with pytest.warns(UserWarning, match="constructor"):
        slow = rdata.read_rda(path)["un_roll_calls"]
    for column in ("rcid", "session", "unres", "para", "descr"):
        left, right = pd.Series(quick[column]), slow[column].reset_index(drop=True)
        assert (left.isna() == right.isna()).all()
        assert (left.dropna() == right.dropna()).all()


def test_size(data):
    tables = real(data)
    assert len(tables["roll_calls"]) == 6203
    assert len(tables["roll_call_votes"]) == 870_109
    assert len(tables["roll_call_issues"]) == 5745
    assert tables["roll_calls"]["date"].max() == pd.Timestamp(LAST_DAY)


def test_states_named_differently_over_time(data):
    tables = real(data)
    votes = tables["roll_call_votes"].merge(tables["roll_calls"][["rcid", "session"]], on="rcid")
    spans = votes.groupby("ccode")["session"].agg(["min", "max"])
    assert spans.loc[260].tolist() == [28, 45]
    assert spans.loc[255].tolist() == [46, 74]
    assert spans.loc[678].tolist() == [2, 45]
    assert spans.loc[713].tolist() == [1, 26]
    assert spans.loc[710].tolist() == [26, 74]
    assert spans.loc[565, "min"] == 45
    assert 345 in spans.index


def test_the_same_votes_link_without_a_symbol(sample):
    library, voeten = read_library(sample("undl_ga_votes")), read(sample(NAME))
    found = link_roll_calls(
        library["un_items"], library["un_votes"],
        voeten["roll_calls"], voeten["roll_call_votes"],
    )  # fmt: skip
    assert found[["item", "rcid", "by"]].values.tolist() == [[12, 2, "symbol"], [15, 4, "symbol"]]
    nameless = voeten["roll_calls"].assign(symbol="")
    again = link_roll_calls(
        library["un_items"], library["un_votes"], nameless, voeten["roll_call_votes"]
    )
    assert again[["item", "rcid", "by"]].values.tolist() == [[12, 2, "votes"], [15, 4, "votes"]]
    issues = item_issues(found, voeten["roll_call_issues"])
    assert issues.values.tolist() == [[12, "co"], [12, "hr"], [15, "nu"]]


@pytest.mark.parametrize("decade", LINKED)
def test_match_rate_by_decade(data, decade):
    items = covered_items(data)
    rows = items[items["decade"] == decade]
    assert rows["rcid"].notna().mean() >= LINKED[decade]
    symbols = set(real(data)["roll_calls"]["symbol"]) - {""}
    assert rows["symbol"].isin(symbols).mean() >= BY_SYMBOL[decade]


def test_linked_records_hold_the_same_votes(data):
    found = covered_items(data).dropna(subset="rcid")
    assert found["alike"].min() >= 0.9
    assert found["alike"].mean() >= 0.998
    assert found["rcid"].is_unique
    calls = real(data)["roll_calls"].set_index("rcid")
    months = calls.loc[found["rcid"], "date"].to_numpy("datetime64[M]")
    assert (months == found["date"].to_numpy("datetime64[M]")).mean() >= 0.99


def test_linked_totals_agree(data):
    """An outside check: the Library's printed totals against counts of Voeten's votes."""
    votes = real(data)["roll_call_votes"]
    counts = votes.groupby(["rcid", "vote"]).size().unstack(fill_value=0)
    found = covered_items(data).dropna(subset="rcid")
    own = counts.loc[found["rcid"].astype(int), [1, 3]].to_numpy()
    printed = found[["total_yes", "total_no"]].to_numpy()
    assert (np.abs(own - printed).max(axis=1) <= 3).mean() >= 0.97


def test_issue_codes_of_items(data):
    issues = item_issues(links(data), real(data)["roll_call_issues"])
    assert set(issues["issue"]) == {"me", "nu", "di", "hr", "co", "ec"}
    assert issues["item"].nunique() > 3500
    assert not issues.duplicated().any()
