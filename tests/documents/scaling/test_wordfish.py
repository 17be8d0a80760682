"""Wordfish: printed output of another program, brute force, recovery, and what must hold."""

import numpy as np
import pytest

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.comparing.counting import count_table, count_words
from foedus.documents.scaling.connected import connected
from foedus.documents.scaling.wordfish import wordfish
from foedus.documents.scaling.wordfish_errors import resampled
from foedus.documents.scaling.wordfish_fit import fitted
from foedus.documents.scaling.wordfish_information import given_words, information
from foedus.documents.scaling.wordfish_model import State, dispersion, means, penalised, start

AUSTIN = """
41 39 28 27 30 23 16 12 13 10
41 35 28 24 28 15 15 13 6 9
40 27 29 31 25 9 12 16 8 3
9 12 20 14 18 22 27 27 28 42
11 8 17 26 18 35 30 30 41 43
5 5 14 15 28 26 26 28 34 28
89 93 76 81 61 49 50 34 31 25
104 102 83 81 64 54 43 36 35 13
83 97 88 78 62 57 42 42 23 22
24 33 38 45 62 70 89 98 103 107
21 25 42 36 43 69 74 83 93 94
32 24 37 42 61 71 76 81 85 104
"""
"""Words by documents, as printed in the introduction to the R package austin (W. Lowe 2017)."""
THETA = [-1.3824, -1.2908, -0.7084, -0.6238, -0.2130, 0.2960, 0.5300, 0.7416, 1.1162, 1.5329]
ERRORS = [0.10698, 0.10416, 0.09127, 0.09009, 0.08674, 0.08795, 0.09052, 0.09397, 0.10283, 0.11717]
BETA = [-0.3933133, -0.4848757, -0.5384519, 0.5757630, 0.6057153, 0.6166657]
BETA += [-0.3579225, -0.4535794, -0.3838047, 0.6273774, 0.6449619, 0.5892480]


def named(table):
    names = [f"d{k}" for k in range(len(table))], [f"w{k}" for k in range(table.shape[1])]
    return count_table(table, *names)


def drawn(documents, words, tokens, spread, seed):
    """Counts from the model, and the positions they were drawn from (mean 0, deviation 1)."""
    rng = np.random.default_rng(seed)
    theta = rng.standard_normal(documents)
    theta = (theta - theta.mean()) / theta.std()
    beta = rng.normal(0, spread, words)
    mu = np.exp(rng.normal(0, 1.2, words) + np.outer(theta, beta))
    mu *= (tokens * np.exp(rng.normal(0, 0.4, documents)) / mu.sum(axis=1))[:, None]
    return named(rng.poisson(mu)), theta, beta


def placed(counts, theta, **options):
    ends = f"d{theta.argmin()}", f"d{theta.argmax()}"
    return wordfish(counts, ends, **options)


@pytest.fixture(scope="module")
def printed():
    return named(np.array([line.split() for line in AUSTIN.strip().splitlines()], int).T)


def test_the_output_another_program_prints(printed):
    """Positions, their errors given the words, and word positions as austin prints them.

    Its positions have the sample's standard deviation 1 (and, by its last step, 1.0015), its
    word positions lie about another constant; its search stops at a millionth of the
    likelihood, hence three digits.
    """
    found = wordfish(printed, ("d0", "d9"))
    theta = np.array(THETA)
    assert found.scores * theta.std() == pytest.approx(theta, abs=2e-3)
    state = fitted(printed, start(printed), 3.0).state
    assert given_words(printed, state) * theta.std() == pytest.approx(ERRORS, abs=3e-4)
    line = np.polyfit(found.positions, BETA, 1)
    assert np.polyval(line, found.positions) == pytest.approx(BETA, abs=3e-4)


def test_the_slope_is_flat_at_the_fit(printed):
    """No small change of any parameter that keeps the scale raises the penalised likelihood."""
    state = fitted(printed, start(printed), 3.0).state
    here = penalised(printed, state, 3.0)
    rng = np.random.default_rng(1)
    for _ in range(20):
        step = State(*(1e-4 * rng.standard_normal(len(v)) for v in state))
        theta = state.theta + step.theta
        spread, centre = theta.std(), theta.mean()
        moved = State(
            (theta - centre) / spread,
            state.alpha + step.alpha,
            state.psi + step.psi,
            state.beta + step.beta,
        )
        assert penalised(printed, moved, 3.0) <= here + 1e-9


def test_errors_are_those_of_the_whole_information_turned_round():
    """All second derivatives by finite differences, constraints as in the model, inverted."""
    counts, _, _ = drawn(5, 6, 120, 0.5, seed=3)
    counts = counts.trimmed()
    n, m = len(counts), len(counts.features)
    state = fitted(counts, start(counts), 3.0).state
    pull = float(state.beta @ state.beta) / 9 / n

    def value(x):
        parts = State(x[:n], x[n : 2 * n], x[2 * n : 2 * n + m], x[2 * n + m :])
        return penalised(counts, parts, 3.0) - pull * (parts.theta @ parts.theta) / 2

    x, h = np.concatenate(state), 1e-3
    eye = np.eye(len(x)) * h
    second = np.array(
        [
            [
                (value(x + a + b) - value(x + a - b) - value(x - a + b) + value(x - a - b))
                / (4 * h * h)
                for b in eye
            ]
            for a in eye
        ]
    )
    hold = np.zeros((3, len(x)))
    hold[0, :n], hold[1, :n], hold[2, n : 2 * n] = 1, state.theta, 1
    whole = np.block([[-second, hold.T], [hold, np.zeros((3, 3))]])
    expected = np.sqrt(np.diag(np.linalg.inv(whole))[:n])
    found = information(counts, counts.transposed(), state, 3.0).errors()
    assert found == pytest.approx(expected, rel=2e-3)


def test_positions_are_recovered_and_bounds_cover_them():
    inside, total = 0, 0
    for seed in range(6):
        counts, theta, beta = drawn(30, 400, 1500, 0.4, seed)
        found = placed(counts, theta)
        assert np.corrcoef(found.scores, theta)[0, 1] > 0.99
        known = np.isin(np.array([f"w{k}" for k in range(400)]), found.features)
        often = found.feature_more["count"] > 60
        assert np.corrcoef(found.positions[often], beta[known][often])[0, 1] > 0.95
        inside += int(((found.low <= theta) & (theta <= found.high)).sum())
        total += 30
    assert 0.90 <= inside / total <= 0.99


def test_parametric_resampling_agrees_with_the_information():
    counts, theta, _ = drawn(20, 150, 800, 0.5, seed=2)
    plain, again = placed(counts, theta), placed(counts, theta, resamplings=60)
    assert again.se == pytest.approx(plain.se, rel=0.45)
    assert again.se.mean() == pytest.approx(plain.se.mean(), rel=0.1)
    assert "60 parametric resamplings" in again.basis
    assert (placed(counts, theta, resamplings=60).se == again.se).all()


def test_resamplings_are_those_of_the_model():
    """Means over resamplings of the fitted positions lie about the positions drawn from."""
    counts, _, _ = drawn(12, 80, 900, 0.6, seed=4)
    counts = counts.trimmed()
    state = fitted(counts, start(counts), 3.0).state
    found = resampled(counts, state, 3.0, 40, seed=1)
    assert found.mean(axis=0) == pytest.approx(state.theta, abs=0.06)


def test_scores_have_mean_0_deviation_1_and_the_direction_asked_for():
    counts, _, _ = drawn(15, 100, 600, 0.5, seed=5)
    there, back = wordfish(counts, ("d0", "d1")), wordfish(counts, ("d1", "d0"))
    assert there.scores.mean() == pytest.approx(0, abs=1e-12)
    assert there.scores.std() == pytest.approx(1)
    assert there.scores[0] < there.scores[1]
    assert back.scores == pytest.approx(-there.scores, abs=1e-9)
    assert back.positions == pytest.approx(-there.positions, abs=1e-9)
    assert there.positions.mean() == pytest.approx(0, abs=1e-5)


def test_order_of_documents_and_words_does_not_matter():
    counts, _, _ = drawn(15, 100, 600, 0.5, seed=6)
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(15), rng.permutation(100)
    one, two = wordfish(counts, ("d0", "d1")), wordfish(counts.of(rows).only(columns), ("d0", "d1"))
    assert two.scores == pytest.approx(one.scores[rows], abs=1e-6)
    assert two.se == pytest.approx(one.se[rows], rel=1e-5)


def test_four_times_the_text_halves_the_errors():
    counts, _, _ = drawn(15, 60, 2000, 0.5, seed=7)
    more = named(counts.dense() * 4)
    one, four = wordfish(counts, ("d0", "d1")), wordfish(more, ("d0", "d1"))
    assert four.scores == pytest.approx(one.scores, abs=0.02)
    assert four.se == pytest.approx(one.se / 2, rel=0.05)


def test_a_document_of_its_own_words_and_a_short_one_are_not_placed():
    counts, _, _ = drawn(10, 60, 400, 0.5, seed=8)
    table = np.zeros((13, 66), int)
    table[:10, :60] = counts.dense()
    table[10, 60:66] = 30
    table[11, :3] = 2
    found = wordfish(named(table), ("d0", "d1"))
    assert found.text("d10") == "d10: not assessable: shares no feature with the other documents"
    assert found.text("d11") == "d11: not assessable: 6 tokens of the features, at least 10 needed"
    assert "0 tokens" in found.text("d12")
    assert found.scores[:10] == pytest.approx(wordfish(counts, ("d0", "d1")).scores, abs=1e-6)
    assert np.isnan(found.scores[10:]).all()
    with pytest.raises(FoedusError, match="'d10', which is not assessable"):
        wordfish(named(table), ("d0", "d10"))


def test_groups_that_share_no_word_are_told_apart():
    counts = count_words({"a": "xy", "b": "yz", "c": "zq", "d": "mn", "e": "n", "f": ""})
    assert connected(counts, np.ones(6, bool)).tolist() == [True, True, True, False, False, False]
    apart = connected(counts, np.array([True, False, True, True, True, True]))
    assert apart.tolist() == [False, False, False, True, True, False]
    assert not connected(counts, np.zeros(6, bool)).any()


def test_too_few_documents_are_not_assessable():
    found = wordfish(count_words({"a": "x" * 20, "b": "xy" * 20}), ("a", "b"))
    assert "2 documents that share features, at least 3 needed" in found.text("a")
    assert len(found.frame()) == 2


def test_documents_that_do_not_differ_are_not_assessable():
    counts = named(np.tile([[30, 20, 10]], (5, 1)) * np.arange(1, 6)[:, None])
    assert "do not differ" in wordfish(counts, ("d0", "d1")).text("d3")


def test_counts_that_vary_more_than_the_model_are_noticed():
    rng = np.random.default_rng(9)
    counts, theta, _ = drawn(30, 200, 2000, 0.4, seed=9)
    state = fitted(counts.trimmed(), start(counts.trimmed()), 3.0).state
    lumps = rng.gamma(1.0, 1.0, (30, counts.trimmed().totals.size))
    lumpy = named(rng.poisson(means(state, slice(0, lumps.shape[1])) * lumps))
    plain, wide = placed(lumpy, theta), placed(lumpy, theta, variance="dispersed")
    assert any("times as much as the model has it" in note for note in plain.notes)
    assert (wide.se > 1.5 * plain.se).all()
    assert "widened" in wide.basis
    assert not any("times as much" in note for note in placed(counts, theta).notes)
    assert dispersion(counts.trimmed(), state) == pytest.approx(1, abs=0.15)


def test_bad_input_is_named():
    counts = count_words({"a": "x" * 20, "b": "xy" * 20, "c": "y" * 20})
    with pytest.raises(UnknownName, match="'z'"):
        wordfish(counts, ("a", "z"))
    with pytest.raises(FoedusError, match="twice"):
        wordfish(counts, ("a", "a"))
    with pytest.raises(FoedusError, match="deviation of 0"):
        wordfish(counts, ("a", "b"), prior_sd=0)
    with pytest.raises(UnknownName, match="variance"):
        wordfish(counts, ("a", "b"), variance="wide")
    with pytest.raises(FoedusError, match="3 resamplings"):
        wordfish(counts, ("a", "b"), resamplings=3)


def test_forty_years_apart_the_main_dimension_is_time(data):
    """General Debate speeches of 1983 and 2023: every older one lies below every newer one."""
    import re

    import duckdb

    path = data / "un_general_debate" / "speeches.parquet"
    wanted = "year in (1983, 2023) and iso3 < 'K'"
    rows = duckdb.sql(f"select year || iso3, text from '{path}' where {wanted}").fetchall()
    texts = {name: re.findall(r"[a-z]+", text.lower()) for name, text in sorted(rows)}
    counts = count_words(texts).trimmed(5, 5)
    assert len(counts) > 30
    found = wordfish(counts, ("1983CHN", "2023CHN"), variance="dispersed")
    old = np.array([name.startswith("1983") for name in found.documents])
    assert found.high[old].max() < found.low[~old].min()
