"""Fixtures that every room's tests share."""

import os
import warnings
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed, and the same examples are drawn on every machine.
settings.register_profile("foedus", deadline=None, derandomize=True)
settings.load_profile("foedus")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with the makers' raw files; tests on real data are skipped without it."""
    folder = Path(os.environ.get("FOEDUS_DATA", ""))
    if not os.environ.get("FOEDUS_DATA") or not folder.is_dir():
        reason = (
            "NO RAW DATA: tests on real data do not run. "
            "Set FOEDUS_DATA to the folder that holds them."
        )
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    return folder.resolve()


@pytest.fixture(scope="session")
def made_up():
    """The module of assessments with invented figures."""
    from tests.report import made_up as module

    return module
