"""Reports per code and by language, and when there is nothing to report."""

import json

import numpy as np
import pandas as pd
import pytest
from tests.documents.reliability.tables import two_by_two

from foedus.core.errors import FoedusError
from foedus.documents.reliability.agreement import agreement
from foedus.documents.reliability.long_table import from_table
from foedus.documents.reliability.ratings import from_matrix
from foedus.documents.reliability.report import ALL_LANGUAGES, as_table, report
from foedus.documents.reliability.words import NO_CODE

ASKED = [("alpha", "nominal"), ("ac", "identity")]


@pytest.fixture(scope="module")
def codings():
    """Two codes, three coders, three languages; Russian read by one coder alone."""
    rng = np.random.default_rng(1)
    rows = []
    for language, readers in (("en", "abc"), ("zh", "ab"), ("ru", "c")):
        for unit in range(40):
            for code in ("basis", "stance"):
                kinds = [-1, 0, 1] if code == "stance" else [NO_CODE, "economy", "threat"]
                true = rng.integers(3)
                for coder in readers:
                    k = true if rng.random() < 0.8 else rng.integers(3)
                    document = f"{language}{unit // 4}"
                    rows.append((f"{language}{unit}", coder, kinds[k], code, language, document))
    return pd.DataFrame(rows, columns=["unit", "coder", "value", "code", "language", "document"])


def test_every_code_and_language(codings):
    found = report(codings, ASKED, draws=200)
    assert [(r.code, r.language, r.coefficient) for r in found] == [
        (code, language, coefficient)
        for code in ("basis", "stance")
        for language in (ALL_LANGUAGES, "en", "ru", "zh")
        for coefficient, _ in ASKED
    ]
    by = {(r.code, r.language, r.coefficient): r for r in found}
    english = by["stance", "en", "alpha"]
    assert (english.n_units, english.n_coders, english.n_documents) == (40, 3, 10)
    assert english.resampled.low < english.value < english.resampled.high
    whole = by["stance", ALL_LANGUAGES, "alpha"]
    assert (whole.n_units, whole.n_paired) == (120, 80)
    # 80 units that c did not read, or that a and b did not.
    assert whole.missing == 40 + 80
    alone = by["stance", "ru", "alpha"]
    assert (alone.value, alone.why_null) == (None, "only one coder (c) coded")
    assert "not assessable: only one coder" in alone.text


def test_report_agrees_with_single_results(codings):
    part = codings[(codings["code"] == "basis") & (codings["language"] == "zh")]
    alone = agreement(from_table(part), "alpha", "nominal", draws=300, seed=4)
    found = report(codings, ASKED, draws=300, seed=4)
    same = next(r for r in found if (r.code, r.language, r.coefficient) == ("basis", "zh", "alpha"))
    assert same.value == alone.value
    assert same.resampled == alone.resampled


def test_languages_share_the_categories_of_the_code(codings):
    codings = codings[codings["code"] == "basis"]
    poor = codings[(codings["language"] == "en") | (codings["value"] != "threat")]
    found = report(poor, [("ac", "identity")], draws=0)
    assert {tuple(r.prevalence) for r in found} == {("economy", NO_CODE, "threat")}
    assert not any(r.declared for r in found)
    given = report(
        poor,
        [("ac", "identity")],
        categories={"basis": [NO_CODE, "economy", "threat", "x"]},
        draws=0,
    )
    assert all(r.declared and len(r.prevalence) == 4 for r in given)


def test_a_scale_for_one_code_may_not_fit_another(codings):
    with pytest.raises(FoedusError, match="no point on a scale"):
        report(codings, [("alpha", "interval")], draws=0)
    stance = codings[codings["code"] == "stance"]
    assert report(stance, [("alpha", "interval")], draws=0)[0].value is not None


def test_coefficients_of_two_coders_asked_of_three(codings):
    found = report(codings[codings["code"] == "basis"], [("cohen", "identity")], draws=0)
    by = {r.language: r for r in found}
    assert by["zh"].value is not None
    assert "for two coders, and 3 coded; 'conger'" in by["en"].why_null


def test_a_language_nobody_read_is_said(codings):
    lost = codings.copy()
    lost.loc[lost["language"] == "ru", "value"] = None
    found = report(lost, ASKED, draws=0)
    assert {r.why_null for r in found if r.language == "ru"} == {"nobody read a unit"}


def test_questions_that_are_refused(codings):
    with pytest.raises(FoedusError, match="No coefficient was asked for"):
        report(codings, [])
    with pytest.raises(FoedusError, match="Unknown code 'bases'"):
        report(codings, ASKED, categories={"bases": ["a"]})
    with pytest.raises(FoedusError, match="no column 'coder'"):
        report(codings.drop(columns="coder"), ASKED)


def test_as_table_and_json(codings):
    found = report(codings, ASKED, draws=50)
    frame = as_table(found)
    assert len(frame) == len(found)
    assert {"code", "language", "value", "resampled", "prevalence", "bias", "missing"} <= {*frame}
    assert json.loads(json.dumps([r.as_dict() for r in found]))[0]["name"].endswith("metric)")


@pytest.mark.parametrize(
    ("matrix", "why"),
    [
        ([["a", "a"]] * 30, "nothing varies: every coding of a unit that two coders read is 'a'"),
        ([["a", None], ["b", None]] * 20, "only one coder (1) coded"),
        ([["a", "b"]] * 9, "only 9 units were read by two coders; at least 10 are needed"),
        ([["a", None], [None, "b"]] * 20 + [["a", "b"]], "only 1 unit was read by two coders"),
        ([["a", None], [None, "b"]] * 20, "only 0 units were read by two coders"),
    ],
)
def test_not_assessable(matrix, why):
    for coefficient in ("alpha", "ac", "fleiss", "cohen", "brennan-prediger"):
        found = agreement(from_matrix(matrix), coefficient, "identity")
        assert found.value is None
        assert found.interval is None
        assert found.resampled is None
        assert found.why_null.startswith(why)
        assert "not assessable" in found.text


def test_variation_only_in_units_read_once_is_no_variation():
    matrix = [["a", "a"]] * 20 + [["b", None]]
    assert "nothing varies" in agreement(from_matrix(matrix), "alpha", "nominal").why_null


def test_percent_agreement_needs_no_variation():
    found = agreement(from_matrix([["a", "a"]] * 30), "percent", "identity")
    assert found.value == 1


def test_sentences():
    found = agreement(from_matrix(two_by_two(118, 5, 2, 0)), "cohen", "identity", draws=0)
    assert found.text.startswith("Cohen's kappa (identity weights) −0.02 [")
    assert "97% of the codings are 'yes'" in found.text
    assert "(2 coders, 125 units read by two or more)" in found.text
    even = agreement(from_matrix(two_by_two(40, 9, 6, 45)), "cohen", "identity", draws=0)
    assert even.text.endswith("Commonest: 'no' (52%); bias 0.03.")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"level": 1.5}, "level 1.5 does not exist"),
        ({"draws": -1}, "cannot be drawn"),
        ({"bounds": "bca"}, "Unknown kind of bounds"),
    ],
)
def test_settings_that_are_refused(settings, message):
    with pytest.raises(FoedusError, match=message):
        agreement(from_matrix(two_by_two(5, 5, 5, 5)), "alpha", "nominal", **settings)
