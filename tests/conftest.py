"""Fixtures that every room's tests share."""

import os
import warnings
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with the makers' raw files; tests on real data are skipped without it."""
    named = os.environ.get("FOEDUS_DATA")
    folder = Path(named) if named else REPOSITORY / ".." / "shared" / "data"
    if not folder.is_dir():
        reason = (
            f"NO RAW DATA at {folder}: tests on real data do not run. "
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
