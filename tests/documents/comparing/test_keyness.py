"""Keyness: published figures, hand calculations, symmetry, and lumps that mislead G2."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.comparing.association import (
    benjamini_hochberg,
    chi_squared,
    log_ratio,
    signed_g2,
)
from foedus.documents.comparing.counting import count_table, count_words
from foedus.documents.comparing.keyness import keyness
from foedus.documents.comparing.log_ratio_bounds import document_bounds, token_bounds

TABLES = st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=2, max_size=6)


def made(table, features=None):
    table = np.asarray(table)
    features = features or [f"w{k}" for k in range(table.shape[1])]
    return count_table(table, [f"d{k}" for k in range(len(table))], features)


@pytest.mark.parametrize(
    ("both", "second", "first", "neither", "g2"),
    [
        (110, 2442, 111, 29114, 270.72),
        (29, 13, 123, 31612, 263.90),
        (31, 23, 139, 31584, 256.84),
        (10, 0, 3, 31764, 167.23),
    ],
)
def test_dunnings_bigrams(both, second, first, neither, g2):
    """Dunning (1993), the highest ratios in the Swiss bank texts (the swiss, can be, ...)."""
    found = signed_g2(np.array([both]), both + second, np.array([first]), first + neither)
    assert found[0] == pytest.approx(g2, abs=0.005)


def test_the_two_cell_form_is_that_of_the_calculators():
    """52 in 50,000 against 57 in 75,000 is +2.65 in Lancaster's significance calculator."""
    given = np.array([52]), 50_000, np.array([57]), 75_000
    assert signed_g2(*given, "poisson")[0] == pytest.approx(2.65, abs=0.005)
    assert signed_g2(*given)[0] == pytest.approx(2.655, abs=0.005)


def test_benjamini_and_hochbergs_own_example():
    """Their 15 probabilities (1995, section 3): four hypotheses are rejected at 5 %."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    adjusted = benjamini_hochberg(np.array(p))
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    turned = benjamini_hochberg(np.array(p[::-1]))
    assert turned[::-1].tolist() == adjusted.tolist()


def test_chi_squared_by_hand_with_and_without_yates():
    """Table 10, 20 / 30, 40: chi2 = 100 (10*40 - 20*30)^2 / (30*70*40*60) = 0.794."""
    given = np.array([10]), 40, np.array([20]), 60
    assert chi_squared(*given, yates=False)[0] == pytest.approx(100 * 200**2 / 5_040_000)
    assert chi_squared(*given, yates=True)[0] == pytest.approx(100 * 150**2 / 5_040_000)


def test_chi_squared_and_g2_are_scipys():
    stats = pytest.importorskip("scipy.stats", reason="scipy, the oracle, is not installed")
    rng = np.random.default_rng(4)
    for a, b, c, d in rng.integers(1, 200, (30, 4)).tolist():
        given = np.array([a]), a + c, np.array([b]), b + d
        table = [[a, b], [c, d]]
        for yates in (True, False):
            there = stats.chi2_contingency(table, correction=yates).statistic
            assert chi_squared(*given, yates=yates)[0] == pytest.approx(there, abs=1e-9)
        there = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert abs(signed_g2(*given)[0]) == pytest.approx(there, abs=1e-9)


def test_a_log_ratio_of_one_is_twice_as_often():
    assert log_ratio(np.array([20]), 1000, np.array([20]), 2000)[0] == pytest.approx(1)
    assert log_ratio(np.array([0]), 1000, np.array([4]), 1000)[0] == pytest.approx(-3)


@settings(max_examples=40)
@given(TABLES, st.data())
def test_turned_round_every_figure_changes_sign(table, data):
    counts = made(table)
    cut = data.draw(st.integers(1, len(table) - 1))
    one, two = np.arange(cut), np.arange(cut, len(table))
    there = keyness(counts, one, two, least=1, bounds="tokens")
    back = keyness(counts, two, one, least=1, bounds="tokens")
    if there.why:
        assert "no tokens" in there.why
        return
    at = {f: k for k, f in enumerate(back.columns["feature"])}
    same = np.array([at[f] for f in there.columns["feature"]], np.int64)
    for name in ("g2", "log_ratio"):
        assert np.allclose(there.columns[name], -back.columns[name][same])
    assert np.allclose(there.columns["low"], -back.columns["high"][same])
    assert np.allclose(there.columns["chi2"], back.columns["chi2"][same])
    assert np.allclose(there.columns["p"], back.columns["p"][same])
    assert (there.columns["p_adjusted"] >= there.columns["p"] - 1e-15).all()


@settings(max_examples=40)
@given(TABLES)
def test_bounds_by_tokens_hold_the_log_ratio(table):
    counts = made(table)
    found = keyness(counts, [0], np.arange(1, len(table)), least=1, bounds="tokens").columns
    seen = (found["focus"] > 0) & (found["against"] > 0)
    assert (found["low"] <= found["high"]).all()
    assert (found["low"][seen] <= found["log_ratio"][seen] + 1e-9).all()
    assert (found["log_ratio"][seen] <= found["high"][seen] + 1e-9).all()


def test_bounds_by_tokens_are_open_where_a_set_lacks_the_word():
    low, high = token_bounds(np.array([5, 0]), 100, np.array([0, 5]), 100, 0.95)
    assert np.isfinite(low[0])
    assert high[0] == np.inf
    assert low[1] == -np.inf
    assert np.isfinite(high[1])


def test_bounds_by_documents_are_those_of_a_plain_bootstrap():
    rng = np.random.default_rng(8)
    counts = made(rng.poisson([[3, 6, 1, 20]], (40, 4)))
    one, two = counts.of(np.arange(15)), counts.of(np.arange(15, 40))
    low, high = document_bounds(one, two, 0.9, 4000, 1)
    plain = np.empty((4000, 4))
    tables = one.dense(), two.dense()
    for k in range(4000):
        a, b = (t[rng.integers(0, len(t), len(t))].sum(axis=0) for t in tables)
        plain[k] = log_ratio(a, a.sum(), b, b.sum())
    expected = np.quantile(plain, [0.05, 0.95], axis=0)
    assert np.allclose([low, high], expected, atol=0.06)


def test_one_talkative_document_fools_g2_and_not_the_bounds():
    """Fifty times in one of twenty speeches: G2 is sure, documents drawn again are not."""
    table = np.full((40, 2), 50)
    table[:20, 1] += 25
    counts = np.hstack([table, np.zeros((40, 1), int)])
    counts[3, 2] = 50
    counts[[0, 30], 2] = 1
    found = keyness(made(counts, ["the", "trade", "lump"]), np.arange(20), np.arange(20, 40))
    row = found.frame().set_index("feature").loc["lump"]
    assert row["p_adjusted"] < 1e-6
    assert row["low"] < 1
    assert row["high"] == np.inf
    assert row["focus_documents"] == 2
    trade = found.frame().set_index("feature").loc["trade"]
    assert trade["low"] > 0


def test_the_order_is_from_the_highest_g2_and_rare_features_are_named():
    texts = {"new": ["bloc"] * 9 + ["and"] * 20 + ["odd"], "old": ["pact"] * 9 + ["and"] * 20}
    found = keyness(count_words(texts), ["new"], ["old"])
    assert found.columns["feature"].tolist() == ["bloc", "and", "pact"]
    assert (np.diff(found.columns["g2"]) <= 0).all()
    assert any("1 features" in note for note in found.notes)
    assert "at least 10 needed" in found.why_no_bounds
    assert np.isnan(found.columns["low"]).all()


def test_rates_keep_tokens_that_are_no_feature():
    counts = count_words({"a": ["x"] * 10 + ["y"] * 90, "b": ["x"] * 10}).only(["x"])
    found = keyness(counts, ["a"], ["b"], bounds="none").columns
    assert found["focus_rate"].tolist() == [100.0]
    assert found["against_rate"].tolist() == [1000.0]


def test_a_set_without_tokens_is_not_assessable():
    found = keyness(count_words({"a": "xxxxx", "b": ""}), ["a"], ["b"])
    assert found.why == "not assessable: the second set has no tokens"
    assert len(found) == len(found.frame()) == 0


def test_bad_input_is_named():
    counts = count_words({"a": "x", "b": "y"})
    with pytest.raises(UnknownName, match="'c'"):
        keyness(counts, ["a"], ["c"])
    with pytest.raises(UnknownName, match="likelihood"):
        keyness(counts, ["a"], ["b"], likelihood="normal")
    with pytest.raises(UnknownName, match="bounds"):
        keyness(counts, ["a"], ["b"], bounds="wide")
    with pytest.raises(FoedusError, match="'a' is in both"):
        keyness(counts, ["a"], ["a", "b"])
    with pytest.raises(FoedusError, match="second set holds no document"):
        keyness(counts, ["a"], [])
    with pytest.raises(FoedusError, match="level of 95"):
        keyness(counts, ["a"], ["b"], level=95)


def test_what_marks_chinas_speeches_in_the_general_debate(data):
    """Speeches of 2000 to 2010: China's own name marks its speeches, by documents as well."""
    import re

    import duckdb

    path = data / "un_general_debate" / "speeches.parquet"
    wanted = "iso3 in ('CHN', 'USA', 'RUS') and year between 2000 and 2010"
    rows = duckdb.sql(f"select iso3 || year, text from '{path}' where {wanted}").fetchall()
    counts = count_words({name: re.findall(r"[a-z]+", text.lower()) for name, text in rows})
    china = np.array([name.startswith("CHN") for name in counts.documents])
    found = keyness(counts, china, ~china, draws=200).frame().set_index("feature")
    assert found.index[0] == "china"
    assert found.loc["china", "low"] > 3
    assert found["g2"].iloc[-1] < 0
