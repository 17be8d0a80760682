"""Latent semantic scaling: exact decomposition, planted ends in three scripts, bounds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.comparing.counting import count_table, count_words
from foedus.documents.scaling.semantic import latent_semantic_scaling
from foedus.documents.scaling.sentences import SentenceSums, sentence_bounds
from foedus.documents.scaling.singular import right_singular

WARM = {
    "en": "trust friend peace gain",
    "ru": "доверие друг мир выгода",
    "zh": "信任 朋友 和平 利益",
}
COLD = {
    "en": "threat enemy war loss",
    "ru": "угроза враг война потеря",
    "zh": "威胁 敌人 战争 损失",
}


def speeches(language, seed=1, documents=12, sentences=30):
    """Sentences about one end or the other, more of the warm ones in later documents."""
    rng = np.random.default_rng(seed)
    warm, cold = WARM[language].split(), COLD[language].split()
    filler = [f"{language}{k}" for k in range(30)]
    texts, of = {}, []
    for d in range(documents):
        for s in range(sentences):
            end = warm if rng.random() < (d + 1) / (documents + 1) else cold
            words = [*rng.choice(end, 2, replace=False), *rng.choice(filler, 4)]
            texts[f"{d}-{s}"] = [str(w) for w in words]
            of.append(d)
    return count_words(texts), of, {warm[0]: 1, cold[0]: -1}


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_planted_ends_are_found_in_any_script(language):
    """One seed word an end: the other words of each end and the order of documents follow."""
    sentences, of, seeds = speeches(language)
    found = latent_semantic_scaling(sentences, of, seeds, k=3)
    at = dict(zip(found.features, found.positions, strict=True))
    warm, cold = (np.array([at[w] for w in ends[language].split()]) for ends in (WARM, COLD))
    assert warm.min() > 0 > cold.max()
    assert np.corrcoef(found.scores, np.arange(12))[0, 1] > 0.9
    assert found.scores.mean() == pytest.approx(0)
    assert found.scores.std() == pytest.approx(1)
    assert (found.low < found.scores).all()
    assert (found.scores < found.high).all()


def test_a_word_position_is_the_weighted_sum_of_cosines():
    """By the definition, with numpy's decomposition of the full table."""
    sentences, of, _ = speeches("en")
    seeds = {"trust": 2, "friend": 1, "war": -1}
    found = latent_semantic_scaling(sentences, of, seeds, k=5, rescaled=False)
    vectors = np.linalg.svd(sentences.dense().astype(float))[2][:5].T
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    place = {f: k for k, f in enumerate(sentences.features)}
    weights = {"trust": 2 / 3, "friend": 1 / 3, "war": -1}
    expected = sum(w * unit @ unit[place[s]] for s, w in weights.items())
    assert found.positions == pytest.approx(expected, abs=1e-9)
    table = sentences.grouped(of).dense()
    assert found.scores == pytest.approx(table @ expected / table.sum(axis=1), abs=1e-9)
    others = found.feature_more["by_others"][place["trust"]]
    assert others == pytest.approx(found.positions[place["trust"]] - 2 / 3)


def test_turned_seeds_turn_the_line_and_order_does_not_matter():
    sentences, of, seeds = speeches("ru")
    one = latent_semantic_scaling(sentences, of, seeds, k=4)
    turned = latent_semantic_scaling(sentences, of, {w: -v for w, v in seeds.items()}, k=4)
    assert turned.scores == pytest.approx(-one.scores)
    order = np.random.default_rng(1).permutation(len(sentences))
    mixed = latent_semantic_scaling(sentences.of(order), np.array(of)[order], seeds, k=4)
    where = [mixed.documents.index(d) for d in one.documents]
    assert mixed.scores[where] == pytest.approx(one.scores, abs=1e-7)


@settings(max_examples=30)
@given(st.integers(2, 9), st.integers(2, 7), st.integers(0, 10**6))
def test_small_decompositions_are_numpys(rows, columns, seed):
    table = np.random.default_rng(seed).poisson(1.0, (rows, columns))
    counts = count_table(table, [f"r{k}" for k in range(rows)], [f"c{k}" for k in range(columns)])
    k = min(rows, columns)
    values, vectors = right_singular(counts, counts.count, k)
    assert np.allclose(values, np.linalg.svd(table, compute_uv=False), atol=1e-6)
    assert np.allclose(vectors.T @ vectors, np.eye(k), atol=1e-9)


def test_the_randomised_decomposition_finds_planted_directions():
    """Some 2,000 words, twelve topics above noise: values and directions of numpy's full one."""
    rng = np.random.default_rng(3)
    topic = rng.dirichlet(np.full(3000, 0.03), 12)
    mix = rng.dirichlet(np.full(12, 0.05), 800)
    table = rng.poisson(15 * mix @ topic)
    table = table[:, table.sum(axis=0) > 0]
    names = [f"s{k}" for k in range(800)], [f"w{k}" for k in range(table.shape[1])]
    counts = count_table(table, *names)
    assert len(counts.features) > 1200
    values, vectors = right_singular(counts, counts.count, 12)
    _, expected, rows = np.linalg.svd(table.astype(float), full_matrices=False)
    assert values == pytest.approx(expected[:12], rel=1e-4)
    assert np.abs(np.sum(vectors * rows[:12].T, axis=0)) == pytest.approx(1, abs=1e-3)
    again = right_singular(counts, counts.count, 12)
    assert (again[1] == vectors).all()


def test_bounds_are_those_of_a_plain_bootstrap():
    rng = np.random.default_rng(5)
    number = np.array([12, 40, 3])
    position, token = rng.normal(0, 1, 55), rng.integers(1, 9, 55).astype(float)
    sums = SentenceSums(position, token, number)
    se, low, high = sentence_bounds(sums, 0.9, 4000, seed=1)
    for d, part in enumerate((slice(0, 12), slice(12, 52))):
        p, t = position[part], token[part]
        which = rng.integers(0, len(p), (4000, len(p)))
        plain = p[which].sum(axis=1) / t[which].sum(axis=1)
        assert [low[d], high[d]] == pytest.approx(np.quantile(plain, [0.05, 0.95]), abs=0.02)
        assert se[d] == pytest.approx(plain.std(), rel=0.08)
    assert np.isnan([se[2], low[2], high[2]]).all()


def test_bounds_cover_the_mean_position_of_ever_more_sentences():
    rng = np.random.default_rng(6)
    inside = 0
    for run in range(150):
        position, token = rng.normal(0.3, 1, 40), np.ones(40)
        _, low, high = sentence_bounds(
            SentenceSums(position, token, np.array([40])), 0.95, 400, run
        )
        inside += bool(low[0] <= 0.3 <= high[0])
    assert 0.88 <= inside / 150 <= 0.99


def test_terms_place_documents_and_other_words_only_shape_directions():
    sentences, of, seeds = speeches("en")
    whole = latent_semantic_scaling(sentences, of, seeds, k=4, rescaled=False)
    some = latent_semantic_scaling(
        sentences, of, seeds, k=4, rescaled=False, terms=["peace", "war"]
    )
    assert some.positions == pytest.approx(whole.positions)
    assert some.more["tokens"].sum() == sentences.only(["peace", "war"]).totals.sum()
    for weighting in ("logarithm", "presence"):
        other = latent_semantic_scaling(sentences, of, seeds, k=4, weighting=weighting)
        assert np.corrcoef(other.scores, whole.scores)[0, 1] > 0.9


def test_documents_and_seeds_that_cannot_serve_say_why():
    sentences, of, seeds = speeches("zh", documents=4)
    texts = {"new": ["生词"] * 3}
    joined = count_words(
        {
            **{
                name: [f for f, n in zip(sentences.features, row, strict=True) for _ in range(n)]
                for name, row in zip(sentences.documents, sentences.dense(), strict=True)
            },
            **texts,
        }
    )
    found = latent_semantic_scaling(
        joined, [*of, "new"], seeds | {"没有": 1}, terms=["和平", "战争"]
    )
    assert found.text("new") == "new: not assessable: holds no word that has a position"
    assert any("没有" in note for note in found.notes)
    none = latent_semantic_scaling(sentences, of, {"信任": 1, "没有": -1})
    assert none.text("0") == "0: not assessable: no seed word with a weight below 0 occurs"
    alone = latent_semantic_scaling(sentences, of, {"信任": 1}, k=3)
    assert any("one end only" in note for note in alone.notes)
    same = latent_semantic_scaling(sentences, ["all"] * len(sentences), seeds, k=3)
    assert "do not differ" in same.text("all")


def test_a_seed_that_the_others_contradict_is_named():
    sentences, of, _ = speeches("en")
    found = latent_semantic_scaling(
        sentences, of, {"trust": 1, "friend": 1, "war": 1, "loss": -1}, k=3
    )
    assert any("other end: war" in note for note in found.notes)


def test_bad_input_is_named():
    sentences, of, seeds = speeches("en", documents=2)
    with pytest.raises(FoedusError, match="1 documents named"):
        latent_semantic_scaling(sentences, ["a"], seeds)
    with pytest.raises(FoedusError, match="weights other than 0"):
        latent_semantic_scaling(sentences, of, {"trust": 0})
    with pytest.raises(FoedusError, match="weights other than 0"):
        latent_semantic_scaling(sentences, of, {})
    with pytest.raises(FoedusError, match="0 directions"):
        latent_semantic_scaling(sentences, of, seeds, k=0)
    with pytest.raises(UnknownName, match="weighting"):
        latent_semantic_scaling(sentences, of, seeds, weighting="tfidf")
    with pytest.raises(UnknownName, match="'nothing'"):
        latent_semantic_scaling(sentences, of, seeds, terms=["nothing"])


def test_the_speech_of_september_2001_speaks_most_of_threat(data):
    """United States in the General Debate, 1995 to 2007, from threat to cooperation."""
    import re

    import duckdb

    path = data / "un_general_debate" / "speeches.parquet"
    wanted = "iso3 = 'USA' and year between 1995 and 2007 order by year"
    rows = duckdb.sql(f"select year, text from '{path}' where {wanted}").fetchall()
    said = [(y, s) for y, text in rows for s in re.split(r"(?<=[.!?])\s+", text)]
    words = {f"{k}": re.findall(r"[a-z]{4,}", s.lower()) for k, (_, s) in enumerate(said)}
    sentences = count_words(words).trimmed(5, 5)
    seeds = dict.fromkeys(("cooperation", "progress", "partnership", "agreement", "support"), 1)
    seeds |= dict.fromkeys(("threat", "terror", "violence", "attack", "terrorists"), -1)
    found = latent_semantic_scaling(sentences, [y for y, _ in said], seeds, k=100)
    assert found.documents[int(found.scores.argmin())] == "2001"
    low, high = found.interval("2001"), found.interval("1995")
    assert low.high < high.low
