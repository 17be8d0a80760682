"""The shipped panel against golden.csv, which plain loops made from the raw files."""

import csv
from pathlib import Path

import numpy as np
import pytest

from foedus.measures.arms import to_tens
from foedus.measures.registry import columns, measure
from foedus.store.reference import ReferencePanel, shipped_folder

GOLDEN = Path(__file__).with_name("golden.csv")


def golden():
    with GOLDEN.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def panel():
    names = {r["measure"] for r in golden()}
    needs = sorted({c for n in names for c in measure(n).needs})
    stored = ReferencePanel.open(shipped_folder()).read(needs)
    keys = zip(stored["ccode1"], stored["ccode2"], stored["year"], strict=True)
    row = {(int(a), int(b), int(y)): k for k, (a, b, y) in enumerate(keys)}
    return row, {n: np.asarray(measure(n).values(stored)) for n in names}


@pytest.mark.parametrize("name", sorted({r["measure"] for r in golden()}))
def test_every_golden_number(panel, name):
    rows, values = panel
    listed = [r for r in golden() if r["measure"] == name]
    assert len(listed) >= 50
    step = max((columns()[c].step for c in measure(name).needs), default=0)
    about = 1e-6 if step == 1 else step / 2 + 1e-6
    for r in listed:
        one, two, year = (int(r[k]) for k in ("ccode1", "ccode2", "year"))
        found = values[name][rows[min(one, two), max(one, two), year]]
        found = found[int(one > two)] if np.ndim(found) else found
        exact = np.array(float(r["value"]))
        # Arms are kept to tens, and at least ten where there were any.
        expected = float(to_tens(exact) if name == "arms_10y" else exact)
        assert found == pytest.approx(expected, abs=about), r
