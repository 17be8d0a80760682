"""Scores and labels put together: nothing from outside the sample, nothing left out in silence."""

import numpy as np
import pytest

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.correction.coded import coded
from foedus.documents.correction.coded_by import coded_by
from foedus.documents.correction.draw import draw
from foedus.documents.correction.estimate import mean
from foedus.documents.correction.how import How

UNITS = [f"u{k}" for k in range(50)]
SCORES = np.linspace(0, 1, 50)


def sample():
    return draw(UNITS, {"a": 5, "b": 10}, seed=2, strata=["a"] * 10 + ["b"] * 40,
                documents=[k // 5 for k in range(50)], drawn_from="corpus 3")  # fmt: skip


def labels():
    return {u: int(u[-1] in "13579") for u in sample().to_code()}


def test_labels_by_id_and_by_row_agree():
    held = labels()
    by_row = [held.get(u, np.nan) for u in UNITS]
    one, two = coded_by(sample(), SCORES, held), coded_by(sample(), SCORES, by_row)
    assert np.array_equal(one.gold, two.gold, equal_nan=True)
    assert sorted(set(one.weight)) == [2.0, 4.0]
    assert (one.documents, one.strata, one.fixed) == (10, 2, True)


def test_an_uncoded_unit_is_not_a_no():
    held = labels()
    gone = next(u for u in held if int(u[1:]) >= 10)
    held[gone] = None
    with pytest.raises(FoedusError, match=f"1 of 15 drawn units have no gold label .*{gone}"):
        coded_by(sample(), SCORES, held)
    rest = coded_by(sample(), SCORES, held, uncoded="as random within strata")
    assert sorted(set(rest.weight)) == [2.0, 40 / 9]
    assert rest.weight.sum() == pytest.approx(50)
    assert mean(rest).notes == (
        "1 of 15 drawn units without a label, taken as random within strata",
    )


def test_whole_documents():
    drawn = draw(range(10), 4, seed=1)
    of = np.repeat(np.arange(10), 5)
    gold = np.where(drawn.drawn[of], 1.0, np.nan)
    made = coded_by(drawn, SCORES, gold, of=of)
    assert len(made.rows) == 20
    assert made.weight == pytest.approx(2.5)
    assert made.documents == 10
    assert len(np.unique(made.unit)) == 10


def test_a_whole_document_lacks_labels_together():
    drawn = draw(range(10), 4, seed=1)
    of = np.repeat(np.arange(10), 5)
    gold = np.where(drawn.drawn[of], 1.0, np.nan)
    gold[np.flatnonzero(~np.isnan(gold))[0]] = np.nan
    made = coded_by(drawn, SCORES, gold, of=of, uncoded="as random within strata")
    assert len(made.rows) == 15
    assert made.weight == pytest.approx(10 / 3)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: coded_by(sample(), SCORES, labels() | {"x": 1}), "no unit 'x'"),
        (lambda: coded_by(sample(), SCORES, np.ones(50)), "was not drawn"),
        (lambda: coded_by(sample(), SCORES, [1.0]), "50 rows, but 1 labels"),
        (lambda: coded_by(sample(), SCORES, {}), "15 of 15 drawn"),
        (lambda: coded_by(sample(), SCORES, {}, uncoded="as random within strata"), "at all"),
        (lambda: coded_by(sample(), SCORES[1:], labels()), "49 scores"),
        (lambda: coded_by(sample(), SCORES, labels(), of=UNITS), "by unit do not say"),
        (lambda: coded_by(sample(), SCORES, SCORES, of=["v", *UNITS[1:]]), "corpus 3"),
        (lambda: coded_by(sample(), SCORES, SCORES, of=["u0", "u0", *UNITS[2:]]), "1 units of"),
        (lambda: coded([0.5], [np.nan], 1.0), "no gold labels"),
        (lambda: coded([], [], 1.0), "no gold labels"),
        (lambda: coded([0.5, 0.5], [1, 1], [0.5, 0.0]), "probability 0 of row 1"),
        (lambda: coded([0.5, 0.5], [1, 1], [0.5, 1.5]), "not above 0 and at most 1"),
        (lambda: coded([np.inf, 0.5], [1, 1], 1.0), "finite"),
        (lambda: coded([np.nan, np.nan], [1, 1], 1.0), "finite"),
        (lambda: coded([0.5, 0.5], [1, 1], 1.0, documents=["a", None]), "Row 1 has no document"),
        (
            lambda: coded([0, 0, 0, 0], [1, 1, None, None], 0.4, strata=list("aaaa")),
            "stand for 1.6",
        ),
    ],
)
def test_what_does_not_fit_is_said(call, words):
    with pytest.raises(FoedusError, match=words):
        call()


def test_closed_vocabularies():
    with pytest.raises(UnknownName, match="refuse"):
        coded_by(sample(), SCORES, labels(), uncoded="ignore")
    with pytest.raises(UnknownName, match="dsl"):
        How(method="DSL2")
    with pytest.raises(FoedusError, match="level 95"):
        How(level=95)
    with pytest.raises(FoedusError, match="do not fit"):
        mean(coded(SCORES, np.ones(50), 1.0), how=How(guess=np.ones(3)))
