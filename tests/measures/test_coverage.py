"""What every stored column and measure must obey, on the panel that ships."""

import numpy as np
import pytest

from foedus.measures.build import quantised
from foedus.measures.metadata import Column
from foedus.measures.registry import columns, groups, measures


def stored_measures():
    return sorted(m.name for g in groups() if getattr(g, "stored", True) for m in g.measures)


@pytest.fixture(scope="module")
def whole(reference):
    return reference.read([n for n in reference.columns if n in columns()])


@pytest.mark.parametrize("name", stored_measures())
def test_missing_outside_coverage_and_within_bounds(whole, name):
    measure = measures()[name]
    if not all(c in whole for c in measure.needs):
        pytest.skip("does not ship: needs the raw data")
    values = np.asarray(measure.values(whole))
    first, last = measure.coverage
    outside = (whole["year"] < first) | (whole["year"] > last)
    assert np.isnan(values[outside]).all()
    known = values[np.isfinite(values)]
    assert len(known)
    low, high = measure.bounds
    assert low is None or known.min() >= low - 1e-9
    assert high is None or known.max() <= high + 1e-9


def test_column_names_belong_to_one_group():
    names = [c.name for g in groups() for c in g.columns]
    assert len(names) == len(set(names))
    assert len(measures()) == sum(len(g.measures) for g in groups())


def test_every_measure_rests_on_columns_that_exist():
    for measure in measures().values():
        for name in measure.needs:
            assert name in columns(), (measure.name, name)


def test_quantised_keeps_missing_and_rounds_to_the_step():
    found = quantised(np.array([0.1234, np.nan, -2.0, 0.0]), Column("x", 0.001))
    assert found.isna().tolist() == [False, True, False, False]
    assert found.fillna(0).tolist() == [123, 0, -2000, 0]
    assert str(found.dtype) == "Int16"
    assert str(quantised(np.array([127.0]), Column("x")).dtype) == "Int8"
    assert str(quantised(np.array([128.0]), Column("x")).dtype) == "Int16"
