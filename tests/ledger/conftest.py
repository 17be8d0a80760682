"""A ledger of the test's own, with needs and acts that never were."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of the user's own, named in FOEDUS_LEDGER."""
    folder = tmp_path / "my-ledger"
    folder.mkdir()
    monkeypatch.setenv("FOEDUS_LEDGER", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_ledger(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ledger of whoever runs the tests."""
    if "ledger" not in request.fixturenames:
        monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
