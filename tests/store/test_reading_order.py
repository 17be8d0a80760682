"""Rows come back ordered by pair and year, whatever the condition: callers compare neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.store.reference import ReferencePanel, shipped_folder

MANY = ", ".join(str(year) for year in range(1950, 2026, 5))


@pytest.mark.parametrize("where", ["", f"year IN ({MANY})", "ccode1 = 365 OR ccode2 = 365"])
def test_rows_are_ordered_by_pair_and_year(where: str) -> None:
    read = ReferencePanel.open(shipped_folder()).read(["arms_10y"], where)
    key = (read["ccode1"] * 1000 + read["ccode2"]) * 10_000 + read["year"]
    assert (np.diff(key) > 0).all()
