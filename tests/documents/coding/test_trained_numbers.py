"""Parts of the trained coder that are arithmetic."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.coding.trained.answers import Answers
from foedus.documents.coding.trained.features import Seen, around, beside, sentences
from foedus.documents.coding.trained.folds import folds
from foedus.documents.coding.trained.logistic import Dense, fit, probability
from foedus.documents.coding.trained.matrix import learned, mixed, weighed
from foedus.documents.coding.trained.ngrams import counted, weighing
from foedus.documents.coding.trained.quality import auc, interval, weighted_f1
from foedus.documents.coding.trained.question import learn, platt
from foedus.documents.coding.trained.threshold import curve, threshold

TEXTS = [
    "We agree.",
    "No, we don't!",
    "我们同意这一点。",
    "Мы согласны, но нет.",
    "🤝 ok",
    "",
    "we agree",
]


def made(rows=80, columns=6, seed=0):
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(rows, columns))
    so = draw.random(rows) < probability(x @ draw.normal(size=columns) - 0.5)
    return x, so


def newton(x, so, strength):
    """The same by Newton's method on the plain formula."""
    full, y = np.column_stack([x, np.ones(len(x))]), so.astype(float)
    w, penalty = np.zeros(full.shape[1]), np.diag([*[1.0] * x.shape[1], 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-full @ w))
        slope = penalty @ w + strength * full.T @ (p - y)
        bend = penalty + strength * (full * (p * (1 - p))[:, None]).T @ full
        w = w - np.linalg.solve(bend, slope)
    return w


@pytest.mark.parametrize("strength", [0.01, 1.0, 100.0])
def test_regression_is_what_newtons_method_finds(strength):
    x, so = made()
    assert fit(Dense(x), so, strength) == pytest.approx(newton(x, so, strength), abs=1e-4)


def test_answers_that_can_be_told_apart_without_fail_have_finite_weights():
    x = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    found = fit(Dense(x), x[:, 0] > 0, 1e6)
    assert np.isfinite(found).all()
    assert found[0] > 1


@given(st.lists(st.text(max_size=30), max_size=6))
@settings(max_examples=50, deadline=None)
def test_runs_of_characters_are_counted_as_by_hand(texts):
    texts = [t for t in texts if "\0" not in t]
    found = counted(texts)
    for k, text in enumerate(texts):
        words = [f" {word} " for word in text.lower().split()]
        runs = Counter(
            w[a : a + n] for w in words for n in (2, 3, 4, 5) for a in range(len(w) - n + 1)
        )
        # Two runs in one bucket of a million would be a rare accident in texts so short.
        assert sorted(found.value[found.row == k]) == sorted(runs.values())


def test_sparse_rows_multiply_as_dense_ones_do():
    texts = TEXTS * 12 + [f"{word} and more" for word in "abcdefgh"]
    counts = counted(texts)
    rows = weighing(counts).rows(counts)
    dense = np.zeros(rows.shape)
    dense[rows.row, rows.column] = rows.value
    weights = np.random.default_rng(1).normal(size=max(rows.shape))
    assert rows.times(weights[: rows.shape[1]]) == pytest.approx(dense @ weights[: rows.shape[1]])
    assert rows.turned(weights[: rows.shape[0]]) == pytest.approx(weights[: rows.shape[0]] @ dense)
    assert rows.gram() == pytest.approx(dense @ dense.T, abs=1e-5)
    length = np.linalg.norm(dense, axis=1)
    assert set(length.round(9)) <= {0.0, 1.0}


def test_a_run_that_one_text_has_does_not_count_and_unknown_ones_are_passed_over():
    weigh = weighing(counted(["same", "same", "other"]))
    assert not len(weigh.rows(counted(["other"])).value)
    assert len(weigh.rows(counted(["same"])).value)
    assert len(weighing(counted(["x"])).buckets) == 0


def test_the_reduced_matrix_gives_the_same_answers_as_the_whole():
    draw = np.random.default_rng(2)
    texts = [
        " ".join(draw.choice(["war", "trade", "friend", "threat", "we"], 4)) for _ in range(60)
    ]
    seen = Seen(draw.normal(size=(60, 90)), (counted(texts),))
    rows = learned(mixed(seen, weighed(seen)))
    assert rows.small is not None
    so, fold = draw.random(60) < 0.4, np.arange(60) % 5
    every = np.ones(60, bool)
    small, whole = (learn(r, so, every, fold) for r in (rows, type(rows)(rows.whole, None)))
    assert small.unseen == pytest.approx(whole.unseen, abs=1e-3)
    assert small.weights == pytest.approx(whole.weights, abs=5e-3)


def test_folds_keep_groups_whole_and_spread_answers():
    draw = np.random.default_rng(3)
    group = draw.integers(0, 30, 400)
    answer = (draw.random(400) < 0.1 + 0.3 * (group % 3 == 0)).astype(int)
    fold = folds(answer, group)
    assert all(len(set(fold[group == g])) == 1 for g in set(group))
    share = [answer[fold == k].mean() for k in range(5)]
    assert max(share) - min(share) < 0.1
    turn = draw.permutation(400)
    assert (folds(answer[turn], group[turn]) == fold[turn]).all()


def test_five_groups_with_an_answer_lie_in_five_folds():
    group = np.arange(40)
    assert set(folds((group < 5).astype(int), group)[:5]) == set(range(5))


def test_pieces_are_joined_to_sentences_within_their_document():
    texts = ["As he said,", "it failed.", "We", "go on", "It is over!”", "他说", "好。", "Да…"]
    document = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    assert sentences(texts, document).tolist() == [0, 0, 1, 2, 2, 3, 3, 4]


def test_neighbours_end_with_the_document():
    vectors, document = np.eye(4), np.array([0, 0, 1, 1])
    before = beside(vectors, document, -1)
    assert before.argmax(axis=1).tolist()[1::2] == [0, 2]
    assert not before[[0, 2]].any()


def test_documents_may_lie_among_each_other():
    def embed(texts):
        return np.array([[len(t), t.count("e")] for t in texts], float)

    texts, document = ["one,", "two.", "three.", "four"], np.array([0, 0, 1, 1])
    turn = np.array([2, 0, 3, 1])
    straight = around(texts, document, embed, pieces=True)
    mixed_up = around([texts[k] for k in turn], document[turn], embed, pieces=True)
    assert mixed_up.dense == pytest.approx(straight.dense[turn])
    for one, other in zip(straight.spelling, mixed_up.spelling, strict=True):
        assert other.times(np.arange(1 << 20)) == pytest.approx(one.times(np.arange(1 << 20))[turn])


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_probabilities_of_a_scale_add_up_and_none_is_negative(chances):
    scale = Answers("scale", ("no code", -1, 0, 1, 2))
    found = scale.together([np.array([c]) for c in chances])
    assert found.sum() == pytest.approx(1)
    assert (found >= -1e-12).all()


def test_questions_of_each_kind():
    answer = np.array([0, 1, 2, 3])
    scale = Answers("scale", ("no code", -1, 0, 1)).questions(answer)
    assert [so.tolist() for so, _ in scale] == [
        [False, True, True, True], [False, False, True, True], [False, False, False, True],
    ]  # fmt: skip
    assert scale[1][1].tolist() == [False, True, True, True]
    assert len(Answers("category", ("no code", "a", "b", "c")).questions(answer)) == 4
    assert len(Answers("flag", ("no code", "applied")).questions(answer[:2])) == 1
    assert len(Answers("category", ("a", "b")).questions(answer[:2])) == 2


def test_of_a_scale_the_median_is_given_of_a_category_the_likeliest():
    chances = np.array([[0.1, 0.4, 0.15, 0.35], [0.6, 0.1, 0.1, 0.2]])
    assert Answers("scale", ("no code", -1, 0, 1)).decided(chances, 0.5).tolist() == [2, 0]
    assert Answers("category", ("no code", *"abc")).decided(chances, 0.5).tolist() == [1, 0]
    assert Answers("scale", ("no code", -1, 0, 1)).decided(chances, 0.3).tolist() == [2, 2]


def test_threshold_is_where_macro_f1_is_expected_to_be_highest():
    """Over many draws of labels by the probabilities, no other threshold does better."""
    draw = np.random.default_rng(4)
    chance = draw.beta(0.8, 1.5, 300)
    so = draw.random((400, 300)) < chance
    edges, expected = curve(chance)
    every = edges[::15]
    found = np.array([np.mean([f1(chance >= cut, s) for s in so]) for cut in every])
    assert found == pytest.approx(expected[::15], abs=0.01)
    best = np.mean([f1(chance >= threshold(chance), s) for s in so])
    assert best >= found.max() - 0.003
    assert threshold(np.full(5, 0.2)) == 0.5


def f1(given, so):
    return weighted_f1(given.astype(int), so.astype(int), np.ones(len(so)))


def test_macro_f1_by_hand():
    """Of the code F1 is 2/3, of its absence 4/5."""
    so, given = np.array([True, False, False, False]), np.array([True, True, False, False])
    assert f1(given, so) == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_auc_by_hand_and_weights_are_as_good_as_rows_drawn_again():
    draw = np.random.default_rng(5)
    so, chance = draw.random(60) < 0.4, draw.random(60).round(1)
    pairs = (chance[so][:, None] > chance[~so]) + 0.5 * (chance[so][:, None] == chance[~so])
    one = np.ones(60)
    assert auc(chance, so, one) == pytest.approx(pairs.mean())
    given, answer = (chance > 0.5).astype(int), so.astype(int)
    weight = draw.integers(0, 3, 60)
    again = np.repeat(np.arange(60), weight)
    assert weighted_f1(given, answer, weight.astype(float)) == pytest.approx(
        weighted_f1(given[again], answer[again], np.ones(len(again)))
    )
    assert auc(chance, so, weight.astype(float)) == pytest.approx(
        auc(chance[again], so[again], np.ones(len(again)))
    )


def test_interval_of_a_mean_is_as_wide_as_its_groups_say():
    draw = np.random.default_rng(6)
    group = np.repeat(np.arange(50), 20)
    value = draw.normal(size=50)[group]
    found = interval("mean", lambda w: float(w @ value / w.sum()), group, 0)
    assert found.high - found.low == pytest.approx(2 * 1.96 * value.std() / np.sqrt(50), rel=0.25)


def test_calibration_mends_logits_that_are_too_sure():
    draw = np.random.default_rng(7)
    truth = draw.normal(size=4000)
    so = draw.random(4000) < probability(truth)
    slope, shift = platt(3 * truth + 1, so)
    assert slope == pytest.approx(1 / 3, abs=0.04)
    assert shift == pytest.approx(-1 / 3, abs=0.12)
