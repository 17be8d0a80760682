"""Wordscores: the published example, and what scores must obey."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.comparing.counting import count_table, count_words
from foedus.documents.scaling.wordscores import wordscores

BELL = [2, 3, 10, 22, 45, 78, 115, 146, 158, 146, 115, 78, 45, 22, 10, 3, 2]
BEGINS = {"R1": 0, "R2": 5, "R3": 10, "R4": 15, "R5": 20, "V1": 7}
WORDS = [*map(chr, range(65, 91)), *(f"Z{chr(k)}" for k in range(65, 76))]
REFERENCE = {"R1": -1.5, "R2": -0.75, "R3": 0.0, "R4": 0.75, "R5": 1.5}
TABLES = st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=3, max_size=6)


@pytest.fixture(scope="module")
def published():
    """Laver, Benoit and Garry (2003), table 1: 37 words, five reference texts and one virgin.

    Looked up as printed in the introduction to the R package austin (W. Lowe, data set lbg),
    and described in quanteda's data_dfm_lbgexample; each text is the same bell of counts.
    """
    table = np.zeros((6, 37), int)
    for row, begin in zip(table, BEGINS.values(), strict=True):
        row[begin : begin + 17] = BELL
    return count_table(table, list(BEGINS), WORDS)


def test_the_published_raw_score_and_error(published):
    """V1: -.4481 with standard error .0119 (Laver, Benoit and Garry 2003)."""
    found = wordscores(published, REFERENCE)
    assert found.scores[5] == pytest.approx(-0.4481, abs=5e-5)
    assert found.se[5] == pytest.approx(0.0119, abs=5e-5)
    assert found.text("V1") == "V1: -0.45 (95% interval -0.47 to -0.42)"


def test_the_published_word_positions(published):
    """Word scores as printed in the introduction to austin, to seven digits."""
    at = dict(
        zip(
            wordscores(published, REFERENCE).features,
            wordscores(published, REFERENCE).positions,
            strict=True,
        )
    )
    printed = {"A": -1.5, "F": -1.48125, "H": -1.4519231, "J": -1.3232984, "M": -0.880597}
    printed |= {"P": -0.4507576, "S": 0.0, "V": 0.4507576, "ZB": 1.3232984, "ZK": 1.5}
    assert {w: at[w] for w in printed} == pytest.approx(printed, abs=5e-8)


def test_both_published_rescalings(published):
    """LBG -.5297 over all six texts (as in quanteda), Martin and Vanberg -.5100."""
    lbg = wordscores(published, REFERENCE, rescaling="lbg", spread="all")
    mv = wordscores(published, REFERENCE, rescaling="mv")
    assert lbg.scores[5] == pytest.approx(-0.5297, abs=5e-5)
    assert mv.scores[5] == pytest.approx(-0.5100, abs=5e-5)
    assert mv.scores[[0, 4]] == pytest.approx([-1.5, 1.5])
    assert any("two outermost" in note for note in mv.notes)


def test_one_virgin_text_has_no_lbg_rescaling(published):
    """The paper stretches by the spread of the virgin texts: one has none."""
    found = wordscores(published, REFERENCE, rescaling="lbg")
    assert np.isnan(found.scores).all()
    assert "not assessable: LBG rescaling needs two" in found.text("V1")
    assert found.more["raw"][5] == pytest.approx(-0.4481, abs=5e-5)


def test_lbg_gives_virgin_texts_the_reference_spread():
    texts = {"l": "aaabc", "r": "bcccc", "v1": "aabbc", "v2": "abbcc", "v3": "bbccc"}
    found = wordscores(count_words(texts), {"l": -1, "r": 1}, rescaling="lbg")
    assert found.scores[2:].std(ddof=1) == pytest.approx(np.sqrt(2))
    assert found.scores[2:].mean() == pytest.approx(found.more["raw"][2:].mean())


@settings(max_examples=60)
@given(TABLES, st.floats(-5, 5), st.floats(0.1, 5), st.data())
def test_moved_reference_positions_move_every_score_alike(table, shift, stretch, data):
    table = np.array(table)
    table[0, 0] += 1
    table[1, 1] += 1
    names = [f"d{k}" for k in range(len(table))]
    counts = count_table(table, names, list("abcde"))
    before = wordscores(counts, {"d0": -1.0, "d1": 1.0})
    after = wordscores(counts, {"d0": shift - stretch, "d1": shift + stretch})
    assert np.allclose(after.scores, shift + stretch * before.scores, equal_nan=True)
    assert np.allclose(after.se, stretch * before.se, equal_nan=True, atol=1e-7)
    order = np.array(data.draw(st.permutations(range(len(table)))))
    mixed = wordscores(counts.of(order).only(np.arange(5)[::-1]), {"d1": 1.0, "d0": -1.0})
    assert np.allclose(mixed.scores, before.scores[order], equal_nan=True)
    inside = before.scores[~np.isnan(before.scores)]
    assert (np.abs(inside) <= 1 + 1e-12).all()


def test_ten_times_the_text_has_the_same_score_and_a_smaller_error(published):
    longer = count_table(published.dense() * 10, published.documents, published.features)
    one, ten = wordscores(published, REFERENCE), wordscores(longer, REFERENCE)
    assert ten.scores == pytest.approx(one.scores)
    assert ten.se == pytest.approx(one.se / np.sqrt(10))


def test_documents_that_cannot_be_placed_say_why():
    texts = {"l": "aab", "r": "abb", "foreign": "xyz", "empty": "", "one": "aaa"}
    found = wordscores(count_words(texts), {"l": -1, "r": 1})
    for name in ("foreign", "empty"):
        assert (
            found.text(name)
            == f"{name}: not assessable: shares no feature with the reference texts"
        )
        assert found.interval(name) is None
    assert found.text("one") == "one: -0.33 (no interval)"
    frame = found.frame()
    assert frame.columns[:6].tolist() == ["document", "score", "se", "low", "high", "why"]
    assert found.feature_frame()["feature"].tolist() == ["a", "b"]


def test_reference_texts_with_one_raw_score_cannot_be_rescaled():
    found = wordscores(
        count_words({"l": "ab", "r": "ab", "v": "a"}), {"l": -1, "r": 1}, rescaling="mv"
    )
    assert "same raw score" in found.text("v")


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ({"l": 1.0}, "1 reference texts at 1"),
        ({"l": 1.0, "r": 1.0}, "2 reference texts at 1"),
        ({"l": 1.0, "empty": 0.0}, "'empty' holds none"),
        ({"l": 1.0, "r": float("nan")}, "missing"),
    ],
)
def test_reference_texts_that_cannot_serve_are_named(reference, says):
    with pytest.raises(FoedusError, match=says):
        wordscores(count_words({"l": "ab", "r": "b", "empty": ""}), reference)


def test_unknown_names_are_named():
    counts = count_words({"l": "ab", "r": "b"})
    with pytest.raises(UnknownName, match="'nobody'"):
        wordscores(counts, {"l": 0, "nobody": 1})
    with pytest.raises(UnknownName, match="rescaling"):
        wordscores(counts, {"l": 0, "r": 1}, rescaling="sd")
    with pytest.raises(UnknownName, match="'x'"):
        wordscores(counts, {"l": 0, "r": 1}).text("x")
    with pytest.raises(FoedusError, match="level"):
        wordscores(counts, {"l": 0, "r": 1}, level=2)
