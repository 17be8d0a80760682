"""Joint votes of all pairs, and what history says about some of them."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import issue_votes, votes
from foedus.measures.registry import measure
from foedus.measures.similarity_forms import similarity

CHN, RUS, USA, ROC = 710, 365, 2, 713
PRC_SEATED = pd.Timestamp("1971-10-25")


def three_states(years=2):
    return DyadFrame(2000, (np.array([2, 200, 365]),) * years)


def ballots(*rows):
    return pd.DataFrame(rows, columns=["item", "ccode", "vote", "year"])


def test_matrix_of_votes():
    found = votes.vote_matrix(
        np.array([2, 200]),
        np.array([2, 200, 999, 2]),
        np.array([7, 7, 7, 5]),
        np.array([1, 3, 1, 2]),
    )
    assert found.tolist() == [[1, 0], [-1, 2]]  # items 5 and 7; the third voter is no member


def test_counts_of_a_made_up_year():
    frame = three_states()
    table = ballots(
        (1, 2, 1, 2000),
        (1, 200, 1, 2000),
        (1, 365, 3, 2000),
        (2, 2, 2, 2000),
        (2, 365, 3, 2000),  # 200 was absent: no vote in common with it
        (3, 2, 3, 2001),
        (3, 200, 1, 2001),
    )
    found = votes.count_years(frame, table)

    def cells(a, b, year):
        row = frame.rows([a], [b], [year])[0]
        return {c: int(n) for c, n in zip(votes.CELLS, found[row], strict=True) if n}

    assert cells(2, 200, 2000) == {"votes_yy": 1}
    assert cells(2, 365, 2000) == {"votes_yn": 1, "votes_an": 1}
    assert cells(200, 365, 2000) == {"votes_yn": 1}
    assert cells(2, 200, 2001) == {"votes_ny": 1}
    assert cells(2, 365, 2001) == {}


def test_order_of_the_votes_does_not_matter():
    rng = np.random.default_rng(0)
    frame = three_states()
    table = pd.DataFrame(
        {
            "item": np.repeat(np.arange(40), 3),
            "ccode": np.tile([2, 200, 365], 40),
            "vote": rng.integers(1, 4, 120),
            "year": np.repeat(rng.integers(2000, 2002, 40), 3),
        }
    )
    mixed = table.sample(frac=1, random_state=1)
    assert (votes.count_years(frame, table) == votes.count_years(frame, mixed)).all()


def test_pooled_kappa_counts_three_years_and_needs_a_vote_in_this_one():
    frame = DyadFrame(2000, (np.array([2, 200]),) * 4)
    stored = {c: np.zeros(4) for c in votes.CELLS}
    stored["votes_yy"][:3] = [5, 3, 0]
    stored["votes_nn"][:3] = [1, 0, 2]
    stored["votes_yn"][:3] = [0, 2, 1]
    found = votes.pooled_kappa(frame, stored, votes.CELLS)
    whole = np.array([[8, 0, 3], [0, 0, 0], [0, 0, 3]])
    assert found[2] == pytest.approx(float(similarity(whole, "kappa")))
    assert np.isnan(found[3])  # no vote in the year itself


def test_norm_votes_are_missing_after_the_last_coded_year(monkeypatch):
    frame = DyadFrame(2019, (np.array([2, 200]),) * 2)
    items = pd.DataFrame({"item": [1, 2], "year": [2019, 2020]})
    cast = pd.DataFrame({"item": [1, 1, 2, 2], "ccode": [2, 200] * 2, "vote": [1, 1, 1, 3]})
    coded = pd.DataFrame({"item": [1, 2], "issue": ["hr", "hr"]})
    monkeypatch.setattr(votes, "filed_issues", lambda _: coded)
    tables = {
        "un_items": items,
        "un_votes": cast,
        "roll_call_issues": None,
        "roll_call_votes": None,
    }
    found = votes.compute(tables, frame, {})
    assert found["norms_yy"][0] == 1
    assert np.isnan(found["norms_yn"][1])  # 2020: issue codes ended, so neither one nor none
    assert np.isnan(measure("n_norm_votes").values(found)[1])
    assert found["votes_yn"].tolist() == [0, 1]


@pytest.mark.parametrize(("code", "end"), [("co", 2017), ("di", 2018), ("ec", 2018), ("hr", 2019)])
def test_votes_on_an_issue_are_missing_after_its_last_coded_year(monkeypatch, code, end):
    frame = DyadFrame(2016, (np.array([2, 200]),) * 5)
    years = list(range(2016, 2021))
    items = pd.DataFrame({"item": years, "year": years})
    cast = pd.DataFrame({"item": np.repeat(years, 2), "ccode": [2, 200] * 5, "vote": 1})
    coded = pd.DataFrame({"item": years, "issue": code})
    monkeypatch.setattr(issue_votes, "items_by_issue", lambda _: coded)
    issue_votes._coded_votes.cache_clear()
    group = getattr(issue_votes, code.upper())
    found = group.compute(Made(un_items=items, un_votes=cast), frame, {})
    issue_votes._coded_votes.cache_clear()
    for cell in issue_votes.cells_of(code):
        known = [float(cell.endswith("yy"))] * (end - 2015)
        np.testing.assert_array_equal(found[cell], known + [np.nan] * (2020 - end))
    assert all(m.coverage == (1946, end) and f"to {end}" in m.description for m in group.measures)
    assert np.isnan(group.measures[0].values(found)[-1])


class Made(dict):
    """Tables by name."""

    __hash__ = object.__hash__


def test_without_issue_codes_the_votes_stand_alone():
    frame = DyadFrame(2019, (np.array([2, 200]),))
    tables = {
        "un_items": pd.DataFrame({"item": [1], "year": [2019]}),
        "un_votes": pd.DataFrame({"item": [1, 1], "ccode": [2, 200], "vote": [1, 2]}),
    }
    found = votes.compute(tables, frame, {})
    assert found["votes_ya"].tolist() == [1]
    assert not any(c in found for c in votes.NORM_CELLS)


def test_all_forms_of_a_pair_follow_from_the_same_table():
    stored = {
        c: np.array([float(n)])
        for c, n in zip(votes.CELLS, [9, 1, 0, 2, 5, 1, 0, 0, 3], strict=True)
    }
    table = np.array([[9, 1, 0], [2, 5, 1], [0, 0, 3]])
    for form in ("n", "agreement", "s", "kappa", "tau_b"):
        found = measure(f"{form}_votes").values(stored)
        assert found[0] == pytest.approx(float(similarity(table, form)))


def same_vote(tables, first, last):
    """Share of identical votes of China and Russia, by the date of the vote."""
    items = tables["un_items"]
    at = items["date"].dt.year.between(first, last) & (items["date"] >= PRC_SEATED)
    cast = tables["un_votes"]
    cast = cast[cast["item"].isin(items.loc[at, "item"])]
    wide = (
        cast[cast["ccode"].isin([CHN, RUS])]
        .pivot(index="item", columns="ccode", values="vote")
        .dropna()
    )
    return float((wide[CHN] == wide[RUS]).mean()), len(wide)


DECADES = {1970: 0.719, 1980: 0.781, 1990: 0.570, 2000: 0.780, 2010: 0.752}


@pytest.mark.parametrize(("decade", "value"), DECADES.items())
def test_china_and_russia_by_decade(tables, decade, value):
    share, n = same_vote(tables, decade, decade + 9)
    assert share == pytest.approx(value, abs=0.0006)
    if decade == 1970:
        assert n == 569


@pytest.mark.parametrize("decade", [1980, 1990, 2000, 2010])
def test_shipped_counts_give_the_same_decades(history, decade):
    n, alike = (history(CHN, RUS, f"{f}_votes") for f in ("n", "agreement"))
    years = range(decade, decade + 10)
    share = sum(n[y] * alike[y] for y in years) / sum(n[y] for y in years)
    assert share == pytest.approx(DECADES[decade], abs=0.0006)


def test_shipped_counts_are_those_of_a_plain_loop(tables, history):
    """One year, three pairs, counted vote by vote from the tidy tables."""
    items = set(tables["un_items"].query("year == 2016")["item"])
    cast = {}
    for row in tables["un_votes"].query("ccode in [2, 365, 710]").itertuples():
        if row.item in items:
            cast.setdefault(row.item, {})[row.ccode] = row.vote
    for one, two in ((2, 365), (2, 710), (365, 710)):
        both = [(v[one], v[two]) for v in cast.values() if one in v and two in v]
        assert history(one, two, "n_votes")[2016] == len(both)
        mean = sum(abs(a - b) for a, b in both) / len(both)
        assert history(one, two, "s_votes")[2016] == pytest.approx(1 - mean)


def test_china_and_russia_in_1989_agree_by_the_raw_forms_only(history):
    values = {f: history(CHN, RUS, f"{f}_votes")[1989] for f in ("agreement", "s", "kappa")}
    assert values["agreement"] == pytest.approx(0.93, abs=0.005)
    assert values["s"] == pytest.approx(0.91, abs=0.005)
    assert values["kappa"] == pytest.approx(-0.03, abs=0.005)


def test_the_chinese_seat_before_october_1971(history):
    assert all(v == 0 for y, v in history(CHN, USA, "n_votes").items() if y < 1971)
    assert all(v == 0 for y, v in history(ROC, USA, "n_votes").items() if y > 1971)
    assert history(ROC, USA, "n_votes")[1965] > 0


def test_the_session_without_votes(history):
    assert history(USA, 200, "n_votes")[1964] == 0
    assert np.isnan(history(USA, 200, "s_votes")[1964])


@pytest.mark.parametrize("name", ["kappa_votes", "pi_votes"])
def test_chance_corrected_forms_tell_nato_apart(reference, name):
    """Raw agreement calls the South alike; kappa and pi find the pact (area under the curve)."""
    stored = reference.read([*measure(name).needs, "defence_treaty"], "year = 2015")
    nato = stored["defence_treaty"] == 3180

    def area(values):
        known = np.isfinite(values)
        rank = pd.Series(values[known]).rank().to_numpy()
        inside = nato[known]
        k = inside.sum()
        return (rank[inside].sum() - k * (k + 1) / 2) / (k * (~inside).sum())

    corrected = area(measure(name).values(stored))
    assert corrected > 0.9
    assert corrected > area(measure("agreement_votes").values(stored)) + 0.1
