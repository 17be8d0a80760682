"""Published indices of a pair: what is filled, what is not, and why."""

from __future__ import annotations

import pytest

import foedus
from foedus.core.errors import YearOutOfRange


def by_name(a: str, b: str, year: int) -> dict:
    return {i.name: i for i in foedus.indices(a, b, year)}


def test_every_index_says_what_it_is_and_what_it_lacks() -> None:
    for index in foedus.indices("CHN", "RUS", 2014):
        assert index.label
        assert index.definition
        assert index.papers or index.measure
        assert 0 <= index.filled <= 1
        empty = index.first_to_second is None and index.second_to_first is None
        assert empty == (index.filled == 0)
        assert index.lacks or not empty


def test_half_of_the_cooperation_index_is_filled() -> None:
    found = by_name("CHN", "RUS", 2014)
    parts = [found[f"bci_{d}"].first_to_second for d in ("political", "economic", "military")]
    assert found["bci"].first_to_second == pytest.approx(sum(parts) / 3)
    assert found["bci"].filled == 0.5
    assert found["bci_energy"].first_to_second is None
    assert "no source here" in found["bci_energy"].lacks


def test_no_files_are_asked_for_where_no_source_reaches() -> None:
    found = by_name("IND", "USA", 2025)
    assert "China" in found["bci_visits"].lacks
    assert not any("Raw files" in i.lacks for i in found.values() if i.name != "bci_visits")


def test_china_and_russia_and_the_us_and_india_by_two_coders() -> None:
    """China-Russia is ahead at the turn of the century and behind since, unlike in Korolev (2025)."""
    value = {
        (pair, year): by_name(*pair, year)["korolev_scale"]
        for pair in (("CHN", "RUS"), ("IND", "USA"))
        for year in (2000, 2025)
    }
    level = {key: i.first_to_second for key, i in value.items()}
    assert level[("CHN", "RUS"), 2000] > level[("IND", "USA"), 2000]
    assert level[("CHN", "RUS"), 2025] < level[("IND", "USA"), 2025]
    assert all(i.filled == 1 for i in value.values())
    assert "coders agree" in value[("CHN", "RUS"), 2000].lacks


def test_a_year_no_source_reaches_is_refused() -> None:
    with pytest.raises(YearOutOfRange, match="1900"):
        foedus.indices("CHN", "RUS", 1900)
