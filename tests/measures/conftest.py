"""Tidy tables built once from the raw files, and the panel that comes with the package."""

import fcntl
from pathlib import Path

import numpy as np
import pytest

from foedus.core.settings import cache_folder
from foedus.measures.registry import measure
from foedus.sources.tidy import build_tables
from foedus.store.reference import ReferencePanel, shipped_folder


@pytest.fixture(scope="session")
def tables(data: Path):
    """Tidy tables of every source; built on first use and kept in the user's cache."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    # Tests run side by side: one process builds while the others wait.
    with (cache_folder() / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return build_tables([data])[0]


@pytest.fixture(scope="session")
def reference() -> ReferencePanel:
    return ReferencePanel.open(shipped_folder())


@pytest.fixture(scope="session")
def history(reference):
    """``history(a, b, measure)``: values by year, the first dimension as the pair was named."""

    def of(a: int, b: int, name: str) -> dict[int, object]:
        one, two = min(a, b), max(a, b)
        stored = reference.read(list(measure(name).needs), f"ccode1 = {one} AND ccode2 = {two}")
        values = np.asarray(measure(name).values(stored))
        if values.ndim == 2 and a > b:
            values = values[:, ::-1]
        listed = values.tolist()
        return {
            int(y): tuple(v) if isinstance(v, list) else v
            for y, v in zip(stored["year"], listed, strict=True)
        }

    return of
