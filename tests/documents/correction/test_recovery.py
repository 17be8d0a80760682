"""Known truth, many samples: correction is unbiased and covers, the machine alone does not.

Small: the full study is benchmarks/coding_correction. With 80 repetitions the standard error of
a coverage of 95 % is 2.4 points; bounds are three of them away.
"""

import numpy as np
import pytest
from tests.documents.correction.made_up_corpus import corpus, labelled

from foedus.documents.correction.estimate import difference
from foedus.documents.correction.how import How

REPEATS = 80


def repeated(method, *, by, allocation, n, **world):
    rows = []
    for k in range(REPEATS):
        made_up = corpus(np.random.default_rng(1000 + k), documents=200, passages=6, **world)
        made = labelled(made_up, n, k, by=by, allocation=allocation)
        found = difference(made, made_up.side.astype(str), "1", "0", how=How(method=method))
        rows.append((found.estimate, found.naive))
    return rows


def judged(estimates, truth):
    values = np.array([e.value for e in estimates])
    covered = np.mean([e.interval.low <= truth <= e.interval.high for e in estimates])
    return values.mean() - truth, values.std(), np.mean([e.se for e in estimates]), covered


@pytest.mark.parametrize("method", ["dsl", "ppi"])
def test_a_difference_between_sides_is_recovered(method):
    """Truth 10 points; the machine, 90 % right, has the sign wrong."""
    rows = repeated(method, by=("machine", "side"), allocation="equal", n=160)
    bias, spread, se, covered = judged([r[0] for r in rows if r[0]], 0.1)
    assert sum(r[0] is not None for r in rows) > 0.95 * REPEATS
    assert abs(bias) < 3 * spread / np.sqrt(REPEATS)
    assert covered >= 0.88
    assert 0.8 < se / spread < 1.25
    naive_bias, _, _, naive_covered = judged([r[1] for r in rows], 0.1)
    assert naive_bias < -0.1
    assert naive_covered < 0.08
