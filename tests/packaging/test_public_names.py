"""Names that `import foedus` offers."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedus

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "python.md"
CALLED = ("assess", "group_votes", "ideal_points", "pair_votes", "panel", "sensitivity_fan")


@pytest.mark.parametrize("name", foedus.__all__)
def test_every_name_is_found(name: str) -> None:
    assert getattr(foedus, name) is not None


def test_functions_are_called_by_name_and_described() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in CALLED:
        assert name in dir(foedus)
        assert callable(getattr(foedus, name))
        assert f"foedus.{name}(" in text


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'votes'"):
        _ = foedus.votes
