"""Not enough gold labels is an answer, with a number."""

import numpy as np
import pytest
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.documents.correction.coded import coded
from foedus.documents.correction.estimate import by_group, difference, mean
from foedus.documents.correction.how import How


def world(n, **options):
    made_up = corpus(np.random.default_rng(31), documents=200, **options)
    return made_up, labelled(made_up, n, 1)


def test_ten_labels_are_too_few():
    _, made = world(10)
    found = mean(made, what="share of trade")
    assert found.estimate is None
    assert found.more == 20
    assert found.sentence() == (
        "share of trade: not assessable: not enough gold labels (10), about 20 more"
    )
    assert found.naive is not None


def test_a_code_hardly_met_is_not_zero():
    """No label with the code: not 0 %, but about 700 more labels until three can be expected."""
    machine = np.zeros(2000)
    gold = np.where(np.arange(2000) % 20 == 0, 0.0, np.nan)
    found = mean(coded(machine, gold, 0.05))
    assert found.estimate is None
    assert "of which 0 with the code" in found.reason
    assert found.more == pytest.approx(3 / (0.5 / 101), rel=0.05)


def test_labels_from_few_documents():
    gold = np.where(np.arange(2000) < 100, np.arange(2000) % 2, np.nan)
    found = mean(coded(gold, gold, 0.05, documents=np.arange(2000) // 20))
    assert "from 5 documents" in found.reason
    assert found.more == 100


def test_a_machine_without_error_among_the_labels_still_has_an_interval():
    """200 labels, none wrong: the rule of three would allow 1.5 % errors, and so does the interval."""
    truth = (np.arange(4000) % 4 == 0).astype(float)
    drawn = np.random.default_rng(1).permutation(4000) < 200
    gold = np.where(drawn, truth, np.nan)
    for method in ("dsl", "ppi"):
        found = mean(coded(truth, gold, 0.05), how=How(method=method, recalibrate=False))
        assert found.estimate.value == pytest.approx(0.25, abs=0.002)
        assert found.estimate.se >= np.sqrt(0.5) / 200 * 0.99


def test_one_group_too_few_spoils_the_difference_and_says_which():
    made_up, made = world(120)
    side = np.where(np.arange(len(made)) < 60, "north", made_up.side.astype(str))
    found = difference(made, side, "0", "north")
    assert found.estimate is None
    assert found.reason.startswith("north: not enough gold labels")
    assert by_group(made, side)["0"].assessable


def test_all_that_is_left_of_a_small_cell():
    _, made = world(120)
    cell = np.array(["rest"] * len(made), object)
    cell[made.rows[:8]] = "tiny"
    found = by_group(made, cell)["tiny"]
    assert found.reason.endswith("and no number of them suffices: the corpus is too small")
    assert found.more is None
    cell[:20] = "tiny"
    assert "all that is left" in by_group(made, cell)["tiny"].reason


def test_an_interval_too_wide_to_use():
    _, made = world(100)
    wide = mean(made).estimate.interval.width / 2
    found = mean(made, how=How(widest=wide / 2))
    assert found.estimate is None
    assert f"wanted ± {wide / 2:.2g}" in found.reason
    # Half the width takes about four times the labels; more, since texts vary as well.
    assert found.more > 2.5 * 100
    assert mean(made, how=How(widest=wide * 1.01)).assessable


def test_widest_that_the_corpus_cannot_give():
    _, made = world(100)
    found = mean(made, how=How(widest=0.001))
    assert found.more is None
    assert "the corpus is too small" in found.reason
