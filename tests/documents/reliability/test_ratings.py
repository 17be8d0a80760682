"""Reading codings: missing apart from "no code", and refusals that say what to do."""

import numpy as np
import pandas as pd
import pytest
from tests.documents.reliability.tables import RAW4, two_by_two

from foedus.core.errors import FoedusError
from foedus.documents.reliability.agreement import agreement
from foedus.documents.reliability.balance import bias, missing, prevalence
from foedus.documents.reliability.long_table import applied, from_table
from foedus.documents.reliability.pairwise import pairwise
from foedus.documents.reliability.ratings import from_matrix
from foedus.documents.reliability.words import NO_CODE, check, full_name


def table(rows, *more):
    return pd.DataFrame(rows, columns=["unit", "coder", "value", *more])


def test_not_read_is_not_no_code():
    read = table([(1, "a", "x"), (1, "b", NO_CODE), (2, "a", NO_CODE), (2, "b", None)])
    found = from_table(read)
    assert found.categories == (NO_CODE, "x")
    assert found.codes.tolist() == [[1, 0], [0, -1]]
    assert missing(found) == 1
    assert prevalence(found).tolist() == [0.75, 0.25]


def test_a_unit_one_coder_never_read_is_no_disagreement():
    # Among strings numpy would make the word "nan" of a missing value.
    whole = [["x", "x"], ["y", "y"]] * 6
    more = [*whole, ["x", float("nan")], [None, "y"]]
    found = agreement(from_matrix(more), "percent", "identity", draws=0)
    assert (found.value, found.n_paired, found.n_units, found.missing) == (1.0, 12, 14, 2)
    assert from_matrix(more).categories == ("x", "y")


def test_order_of_rows_says_nothing():
    rows = table(
        [
            (u, c, v, u // 3)
            for u in range(12)
            for c, v in zip("abc", (u % 3, u % 2, 1), strict=True)
        ],
        "document",
    )
    one = agreement(from_table(rows), "alpha", "interval", draws=0)
    two = agreement(from_table(rows.sample(frac=1, random_state=1)), "alpha", "interval", draws=0)
    assert two.value == pytest.approx(one.value, abs=1e-12)
    assert two.n_documents == one.n_documents == 4


def test_repeated_codings():
    twice = table([(1, "a", 1), (1, "a", 2), (1, "b", 2)])
    with pytest.raises(FoedusError, match=r"'a' coded unit 1 more than once: 1, 2"):
        from_table(twice)
    assert from_table(twice, repeated="first").codes.tolist() == [[0, 1]]
    assert from_table(twice, repeated="last").codes.tolist() == [[0, 0]]
    same = table([(1, "a", 1), (1, "a", 1), (1, "b", 2)])
    assert from_table(same).codes.tolist() == [[0, 1]]
    with pytest.raises(FoedusError, match="Unknown rule"):
        from_table(twice, repeated="mean")


@pytest.mark.parametrize(
    ("rows", "more", "message"),
    [
        ([(1, "a", None)], (), "holds no coding"),
        ([(1, None, "x")], (), "Row 0 has no coder"),
        ([(1, "a", "x", "d1"), (1, "b", "x", "d2")], ("document",), "stands in two documents"),
        ([(1, "a", "x", None)], ("document",), "has no document"),
    ],
)
def test_tables_that_cannot_be_read(rows, more, message):
    with pytest.raises(FoedusError, match=message):
        from_table(table(rows, *more))


def test_missing_column_is_named():
    with pytest.raises(FoedusError, match="no column 'value'"):
        from_table(pd.DataFrame({"unit": [1], "coder": ["a"], "code": ["x"]}))


def test_value_outside_the_categories():
    with pytest.raises(FoedusError, match=r"'tread' is not among.*\n.*Did you mean 'threat'"):
        from_table(table([(1, "a", "tread")]), categories=["threat", NO_CODE])
    with pytest.raises(FoedusError, match="listed twice"):
        from_matrix([[1, 2]], categories=[1, 1, 2])


def test_matrix_of_another_shape():
    with pytest.raises(FoedusError, match="cannot be read"):
        from_matrix([1, 2, 3])
    with pytest.raises(FoedusError, match="holds no coding"):
        from_matrix([[None, None]])
    with pytest.raises(FoedusError, match="1 documents for a matrix"):
        from_matrix([[1, 2], [1, 1]], documents=["d"])
    with pytest.raises(FoedusError, match="A unit has no document"):
        from_matrix([[1, 2], [1, 1]], documents=["d", None])


def test_whole_floats_are_the_same_categories():
    assert from_matrix(np.array([[1.0, 2.0], [np.nan, 1.0]])).categories == (1, 2)
    assert from_matrix(np.array([[0.5, 2.0]])).categories == (0.5, 2)


def test_applied_makes_each_code_a_variable():
    read = pd.DataFrame(
        [(u, c, "d", "en") for u in (1, 2) for c in "ab"] + [(3, "a", "d", "en")],
        columns=["unit", "coder", "document", "language"],
    )
    codings = pd.DataFrame(
        [(1, "a", "threat"), (1, "a", "trade"), (1, "b", "threat")],
        columns=["unit", "coder", "code"],
    )
    full = applied(codings, read)
    assert len(full) == 2 * 5
    threat = from_table(full[full["code"] == "threat"])
    assert threat.codes.tolist() == [[0, 0], [1, 1], [1, -1]]
    assert threat.categories == ("applied", NO_CODE)
    stray = pd.DataFrame({"unit": [3], "coder": ["b"], "code": ["threat"]})
    with pytest.raises(FoedusError, match="'b' coded unit 3 without having read it"):
        applied(stray, read)


def test_bias_of_two_coders_is_the_published_index():
    # Byrt, Bishop and Carlin (1993): |b - c| / n.
    assert bias(from_matrix(two_by_two(40, 9, 6, 45))) == pytest.approx(0.03)
    assert bias(from_matrix([["a", None], [None, "b"]])) is None
    assert 0 <= bias(from_matrix(RAW4)) <= 1


def test_bias_of_many_averages_pairs_by_their_units():
    # 1 and 2 share two units and differ by half; 1 and 3 one unit, differ fully.
    matrix = [["a", "a", "b"], ["a", "b", None]]
    assert bias(from_matrix(matrix)) == pytest.approx((2 * 0.5 + 1 * 1 + 1 * 1) / 4)


@pytest.mark.parametrize(
    ("coefficient", "scale", "message"),
    [
        ("kappa", "identity", "Unknown coefficient 'kappa'"),
        ("alpha", "ordinal", "two things"),
        ("ac", "interval", "belongs to alpha"),
        ("alpha", "intervall", "Did you mean 'interval'"),
    ],
)
def test_names_that_are_refused(coefficient, scale, message):
    with pytest.raises(FoedusError, match=message):
        check(coefficient, scale)


@pytest.mark.parametrize(
    ("matrix", "scale", "more", "message"),
    [
        ([["low", "high"]], "linear", {}, "in which order"),
        ([["low", "high"]], "interval", {"categories": ["low", "high"]}, "needs numbers"),
        ([[1, NO_CODE]], "interval", {}, "no point on a scale"),
        ([[-1, 2]], "ratio", {}, "below zero"),
        ([[1, 2]], "quadratic", {"categories": [2, 1]}, "rising order"),
        ([list(range(41))], "krippendorff-ordinal", {}, "41 categories"),
    ],
)
def test_scales_that_the_categories_cannot_bear(matrix, scale, more, message):
    with pytest.raises(FoedusError, match=message):
        agreement(from_matrix(matrix, **more), "alpha", scale, fewest_units=1)


def test_words_in_a_declared_order_are_a_scale():
    order = ["low", "middle", "high"]
    words = from_matrix(
        [[order[a], order[b]] for a, b in ((0, 0), (1, 2), (2, 2)) * 5], categories=order
    )
    numbers = from_matrix([[a, b] for a, b in ((0, 0), (1, 2), (2, 2)) * 5])
    for scale in ("linear", "gwet-ordinal", "krippendorff-ordinal"):
        one, two = (agreement(r, "alpha", scale, draws=0).value for r in (words, numbers))
        assert one == pytest.approx(two)


def test_categories_on_offer_count_for_ac_and_brennan_prediger():
    matrix = two_by_two(30, 5, 5, 20)
    seen = agreement(from_matrix(matrix), "ac", "identity", draws=0)
    offered = from_matrix(matrix, categories=["yes", "no", "unclear"])
    more = agreement(offered, "ac", "identity", draws=0)
    assert (seen.declared, more.declared) == (False, True)
    assert more.value != pytest.approx(seen.value, abs=0.01)
    assert more.prevalence["unclear"] == 0
    one, two = (
        agreement(r, "alpha", "nominal", draws=0).value for r in (from_matrix(matrix), offered)
    )
    assert one == pytest.approx(two)


def test_names_say_metric_and_weights():
    assert full_name("alpha", "krippendorff-ordinal", 5) == (
        "Krippendorff's alpha (Krippendorff's ordinal metric)"
    )
    assert full_name("ac", "identity", 3) == "Gwet's AC1 (identity weights)"
    assert "PABAK" not in full_name("brennan-prediger", "identity", 3)


def test_too_many_values_and_pairs_are_refused():
    many = from_matrix(np.arange(2002.0).reshape(1001, 2))
    with pytest.raises(FoedusError, match="2,002 different values are too many"):
        agreement(many, "alpha", "interval")
    crowd = from_matrix(np.arange(8000.0).reshape(80, 100) % 99)
    with pytest.raises(FoedusError, match="Pairs of 100 coders over 99 categories"):
        pairwise(crowd, "cohen", "identity")
    assert agreement(crowd, "alpha", "interval", draws=0).value is not None
