"""The page about issue codes shows the figures of the benchmark."""

from __future__ import annotations

from benchmarks.issue_codes.page import PAGE, refreshed, tables


def test_the_tables_are_those_of_the_results() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = tables()
    assert all(f"<!-- table: {name} -->" in text for name in made)
    assert refreshed(text, made) == text, "run `python -m benchmarks.issue_codes.page`"
