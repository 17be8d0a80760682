"""Real codings: one debate, five languages, many crowd coders (folder csta_coal).

Benoit, Conway, Lauderdale, Laver and Mikhaylov (2016). One CSV a language, one row a coding:
`sentenceid` the sentence, `_worker_id` the coder, `subsidy_scale` the position (-1 to 1 as
found), `speechno` the speech. Some coders met a sentence twice; their first coding counts.
"""

import pandas as pd
import pytest

from foedus.core.errors import FoedusError
from foedus.documents.reliability.agreement import agreement
from foedus.documents.reliability.long_table import from_table
from foedus.documents.reliability.report import report

FILES = {"EN": "f655764", "DE": "f655316", "ES": "f656054", "IT": "f656640", "PL": "f658191"}
ALPHAS = {"EN": 0.462, "DE": 0.511, "ES": 0.422, "IT": 0.450, "PL": 0.382}
"""Krippendorff's interval alpha, as the folder's SOURCE.txt has it."""
NAMES = {
    "sentenceid": "unit",
    "_worker_id": "coder",
    "subsidy_scale": "value",
    "speechno": "document",
}


@pytest.fixture(scope="module")
def debates(data):
    folder = data / "csta_coal"
    return {
        language: pd.read_csv(folder / f"{name}.csv", usecols=list(NAMES)).rename(columns=NAMES)
        for language, name in FILES.items()
    }


@pytest.mark.parametrize("language", FILES)
def test_interval_alpha(debates, language):
    ratings = from_table(debates[language], repeated="first")
    found = agreement(ratings, "alpha", "interval")
    assert found.value == pytest.approx(ALPHAS[language], abs=6e-4)
    assert found.n_documents == 37
    assert found.resampled.low < found.value < found.resampled.high
    # Sentences of a speech hang together: units taken as independent claim too much.
    assert found.resampled.width > 1.5 * found.interval.width


def test_contradictions_are_refused_unless_said(debates):
    with pytest.raises(FoedusError, match="more than once"):
        from_table(debates["ES"])


def test_report_by_language(debates):
    # Coders and sentences are numbered anew in each file.
    parts = [
        part.assign(
            language=language,
            unit=language + part["unit"].astype(str),
            coder=language + part["coder"].astype(str),
            document=language + part["document"].astype(str),
        )
        for language, part in debates.items()
    ]
    found = report(
        pd.concat(parts),
        [("alpha", "interval"), ("alpha", "krippendorff-ordinal"), ("ac", "quadratic")],
        repeated="first",
        draws=500,
    )
    by = {(r.language, r.scale): r for r in found}
    for language, alpha in ALPHAS.items():
        assert by[language, "interval"].value == pytest.approx(alpha, abs=6e-4)
        assert set(by[language, "interval"].prevalence) == {-1, 0, 1}
    assert by["all languages", "interval"].n_documents == 5 * 37
    assert 0.3 < by["all languages", "interval"].value < 0.55
