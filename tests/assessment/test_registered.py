"""Treaties after ATOP's last year, as an assessment tells them."""

from __future__ import annotations

import foedus


def alliance(a: str, b: str, year: int = 2025):
    found = foedus.assess(a, b, year, draws=20)
    return next(f for f in found.criteria if f.name == "alliance")


def test_a_treaty_in_force_counts_and_is_cited():
    f = alliance("FIN", "USA")
    assert f.met is True
    [line] = [t for t in f.extra["treaties"] if "Finland" in t["name"]]
    assert line["counted"]
    assert line["url"].startswith("http")
    assert line["grade"][0] in "ABCDEF"


def test_a_treaty_whose_force_is_not_known_is_told_and_not_counted():
    f = alliance("PAK", "SAU")
    assert f.met is False
    assert "On the register and not counted" in f.text
    assert not any(t["counted"] for t in f.extra["treaties"])


def test_suspension_in_practice_does_not_end_the_obligation():
    f = alliance("ARM", "RUS")
    assert f.extra["obligation"] is True
    assert "suspended in practice" in f.text


def test_the_register_is_silent_before_it_begins():
    assert alliance("FIN", "USA", 2015).extra["treaties"] == []
