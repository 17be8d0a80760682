"""Standard errors and resampled intervals against slower ways to the same."""

import time

import numpy as np
import pytest
from tests.documents.reliability.tables import RAW4, two_by_two

from foedus.documents.reliability.agreement import FEWEST_DOCUMENTS, NO_SPREAD, agreement
from foedus.documents.reliability.distances import distance
from foedus.documents.reliability.formulas import coefficient_of
from foedus.documents.reliability.ratings import from_matrix
from foedus.documents.reliability.resampling import document_draws, percentiles, redrawn
from foedus.documents.reliability.standard_errors import standard_error
from foedus.documents.reliability.student import t_quantile
from foedus.documents.reliability.sums import by_document


def codings(units=300, coders=4, unread=0.3, seed=1, s=0.7):
    rng = np.random.default_rng(seed)
    true = np.minimum(rng.geometric(0.4, size=(units, 1)), 5)
    knows = rng.random((units, coders)) < s
    table = np.where(knows, true, rng.integers(1, 6, size=(units, coders))).astype(float)
    table[rng.random(table.shape) < unread] = np.nan
    return table[~np.isnan(table).all(axis=1)]


def value(matrix, coefficient, scale, kind="ratio"):
    ratings = from_matrix(matrix, categories=[1, 2, 3, 4, 5])
    apart = None if scale == "krippendorff-ordinal" else distance(scale, ratings.scores)
    sums = by_document(ratings, apart, coefficient in ("conger", "cohen")).total()
    return float(coefficient_of(sums, coefficient, apart)), standard_error(
        ratings, sums, coefficient, apart, kind
    )[0]


@pytest.mark.parametrize(
    ("coefficient", "scale"),
    [
        ("alpha", "nominal"),
        ("alpha", "krippendorff-ordinal"),
        ("alpha", "interval"),
        ("alpha", "ratio"),
        ("ac", "identity"),
        ("ac", "gwet-ordinal"),
        ("conger", "quadratic"),
        ("fleiss", "linear"),
        ("brennan-prediger", "identity"),
        ("percent", "identity"),
    ],
)
def test_standard_error_against_leaving_units_out(coefficient, scale):
    # Both are first-order; with 300 units they agree within some hundredths. Alpha on
    # Krippendorff's ordinal metric has no published error: this is its only witness.
    matrix = codings()
    n = len(matrix)
    left = [value(np.delete(matrix, k, axis=0), coefficient, scale)[0] for k in range(n)]
    jackknife = np.sqrt((n - 1) / n * np.sum((left - np.mean(left)) ** 2))
    assert value(matrix, coefficient, scale)[1] == pytest.approx(jackknife, rel=0.04)


def test_many_units_of_one_coder_alone_widen_the_published_error():
    # A second coder read a third: the published error counts the rest as if they were news
    # about agreement; the ratio does not. Alpha leaves them out by definition.
    rng = np.random.default_rng(8)
    matrix = codings(units=300, coders=2, unread=0.0)
    matrix[rng.permutation(300)[:200], 1] = np.nan
    both = matrix[~np.isnan(matrix).any(axis=1)]
    alone, ratio = (value(matrix, "percent", "identity", k)[1] for k in ("gwet", "ratio"))
    assert ratio == pytest.approx(value(both, "percent", "identity")[1], rel=0.01)
    assert alone > 1.4 * ratio
    assert value(matrix, "alpha", "nominal")[1] == value(both, "alpha", "nominal")[1]


def test_error_of_the_ordinal_metric_counts_that_the_metric_moves():
    ratings = from_matrix(codings())
    sums = by_document(ratings, None, False).total()
    fixed = distance("interval", np.cumsum(sums.margins) - sums.margins / 2)
    still = by_document(ratings, fixed, False).total()
    assert float(coefficient_of(still, "alpha", fixed)) == pytest.approx(
        float(coefficient_of(sums, "alpha", None))
    )
    moving = standard_error(ratings, sums, "alpha", None)[0]
    assert moving != pytest.approx(standard_error(ratings, still, "alpha", fixed)[0], rel=1e-3)


@pytest.mark.parametrize(
    ("coefficient", "scale"),
    [
        ("alpha", "krippendorff-ordinal"),
        ("alpha", "interval"),
        ("conger", "linear"),
        ("ac", "identity"),
    ],
)
def test_resampling_by_sums_is_resampling_by_rows(coefficient, scale):
    matrix = codings(units=60)
    documents = np.random.default_rng(2).integers(9, size=len(matrix))
    documents = np.unique(documents, return_inverse=True)[1]
    ratings = from_matrix(matrix, categories=[1, 2, 3, 4, 5], documents=documents.tolist())
    apart = None if scale == "krippendorff-ordinal" else distance(scale, ratings.scores)
    sums = by_document(ratings, apart, coefficient == "conger")
    times = document_draws(ratings.n_documents, 12, seed=5)
    found = coefficient_of(sums.drawn(times), coefficient, apart)
    for k, drawn in enumerate(times):
        rows = np.concatenate(
            [np.flatnonzero(ratings.documents == d).repeat(int(n)) for d, n in enumerate(drawn)]
        )
        assert found[k] == pytest.approx(value(matrix[rows], coefficient, scale)[0], abs=1e-9)


def test_a_coder_who_drops_out_of_a_resampling_is_out_of_the_average():
    # Coder 3 read only document "c".
    matrix = [["a", "a", None], ["b", "a", None], ["b", "b", "a"], ["a", "b", "b"]]
    ratings = from_matrix(matrix, documents=["x", "y", "c", "c"])
    apart = 1.0 - np.eye(2)
    sums = by_document(ratings, apart, True)
    without = coefficient_of(sums.drawn(np.array([[1.0, 1, 0]])), "conger", apart)
    two = from_matrix([["a", "a"], ["b", "a"]], categories=["a", "b"])
    assert without[0] == coefficient_of(by_document(two, apart, True).total(), "conger", apart)


def test_one_seed_one_interval():
    ratings = from_matrix(codings(), documents=(np.arange(300) // 10).tolist()[: len(codings())])
    one, again, other = (
        agreement(ratings, "alpha", "nominal", seed=s).resampled.bounds() for s in (1, 1, 2)
    )
    assert one == again
    assert one != other
    assert one == pytest.approx(other, abs=0.02)


def test_blocks_do_not_repeat_draws():
    drawn = redrawn(lambda times: times[:, 0], 3_000_000, 3, seed=1)
    assert len(drawn) == 3
    assert redrawn(lambda t: t @ np.arange(40.0), 40, 500, seed=1).std() > 0


def test_documents_that_hang_together_widen_the_interval():
    # Every document is coded well or badly as a whole, so 400 units are worth 40.
    rng = np.random.default_rng(4)
    well = np.repeat(rng.random(40) < 0.5, 10)
    true = rng.integers(2, size=(400, 1))
    matrix = np.where(well[:, None], true, rng.integers(2, size=(400, 3))).astype(float)
    units = agreement(from_matrix(matrix), "alpha", "nominal")
    clustered = from_matrix(matrix, documents=np.repeat(np.arange(40), 10).tolist())
    documents = agreement(clustered, "alpha", "nominal")
    assert documents.value == units.value
    assert documents.resampled.width > 1.8 * units.resampled.width
    assert units.resampled.width == pytest.approx(units.interval.width, rel=0.15)
    assert "no documents were given" in units.resampled.basis


def test_interval_holds_as_often_as_it_says():
    # 150 samples of 10 documents; the true alpha is .49 by construction (s = .7).
    held = 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        true = rng.integers(2, size=(100, 1))
        matrix = np.where(rng.random((100, 3)) < 0.7, true, rng.integers(2, size=(100, 3)))
        ratings = from_matrix(matrix, documents=np.repeat(np.arange(10), 10).tolist())
        found = agreement(ratings, "alpha", "nominal", draws=400, seed=seed).resampled
        held += found.low <= 0.49 <= found.high
    # .95 less two binomial standard errors.
    assert held >= 137


def test_too_few_documents_are_not_resampled():
    documents = np.arange(12) % (FEWEST_DOCUMENTS - 1)
    found = agreement(from_matrix(RAW4, documents=documents.tolist()), "alpha", "nominal")
    assert found.value is not None
    assert found.interval is not None
    assert found.resampled is None
    assert "only 7 documents" in found.why_not_resampled
    assert "takes units as independent" in found.text


def test_full_agreement_has_no_interval_from_one_to_one():
    found = agreement(from_matrix(two_by_two(20, 0, 0, 20)), "alpha", "nominal")
    assert (found.value, found.interval, found.resampled) == (1.0, None, None)
    assert found.why_not_resampled == NO_SPREAD


def test_rare_code_that_resampling_often_misses_has_no_interval():
    matrix = two_by_two(1, 0, 1, 58)
    found = agreement(from_matrix(matrix), "alpha", "nominal")
    assert found.value is not None
    assert found.resampled is None
    assert "nothing varies in" in found.why_not_resampled


def test_percentiles_are_wider_with_fewer_documents():
    drawn = np.random.default_rng(1).standard_normal(5000)
    few, many = (percentiles(drawn, 0.95, n, "").width for n in (8, 4000))
    assert few > 1.2 * many
    assert percentiles(np.full(100, np.nan), 0.95, 50, "") is None


def test_quantiles_of_student():
    # Abramowitz and Stegun (1964), table 26.10, and the normal limit.
    known = {(0.975, 1): 12.706, (0.975, 10): 2.228, (0.995, 30): 2.750, (0.95, 120): 1.658}
    for (p, df), t in known.items():
        assert t_quantile(p, df) == pytest.approx(t, abs=6e-4)
    assert t_quantile(0.2, 7) == -t_quantile(0.8, 7)
    assert t_quantile(0.975, 1e9) == pytest.approx(1.959964, abs=1e-5)
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(1.0, 3)


def test_normal_interval_is_narrower_than_students():
    ratings = from_matrix(RAW4)
    t, normal = (
        agreement(ratings, "ac", "identity", bounds=b, draws=0).interval for b in ("t", "normal")
    )
    # irrCAC prints (0.461, 1): 11 degrees of freedom.
    assert t.bounds() == pytest.approx([0.461, 1.0], abs=5e-4)
    assert normal.low == pytest.approx(0.77544 - 1.95996 * 0.14295, abs=1e-4)


def test_ten_thousand_units_and_twenty_coders():
    matrix = codings(units=10_000, coders=20, unread=0.1)
    ratings = from_matrix(matrix, documents=(np.arange(len(matrix)) // 20).tolist())
    start = time.perf_counter()
    agreement(ratings, "ac", "identity", draws=2000)
    agreement(ratings, "alpha", "krippendorff-ordinal", draws=2000)
    # About 0.3 s on one core; the bound leaves room for a busy machine.
    assert time.perf_counter() - start < 3
