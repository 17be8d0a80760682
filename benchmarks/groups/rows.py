"""Rows of the benchmark: a figure by period with its interval and number of votes."""

from __future__ import annotations

import math
from collections.abc import Iterator

from foedus.rollcalls.groups.group_finding import when
from foedus.rollcalls.groups.group_measures import Measure
from foedus.rollcalls.groups.group_result import GroupVotes

FIRST, LAST, EVERY = 1991, 2024, 5
"""The record of 2025 ends in October, before most votes of a year."""


def row(what: str, value: object, unit: str, note: str = "") -> dict[str, object]:
    """One line of the results."""
    return {"what": what, "value": value, "unit": unit, "note": note}


def periods(last: int = LAST) -> Iterator[tuple[int, int]]:
    """First and last year of each period."""
    for start in range(FIRST, last + 1, EVERY):
        yield start, min(start + EVERY - 1, last)


def share_row(
    what: str, found: GroupVotes, measure: Measure, of: str = ""
) -> Iterator[dict[str, object]]:
    """A figure by period."""
    for r in found.pick(measure, of).to_dict("records"):
        bounds = "" if math.isnan(r["low"]) else f"{r['low']:.3f} to {r['high']:.3f}; "
        note = f"{bounds}{r['items']} votes, {r['voting']} members"
        yield row(f"{what}, {when(r)}", round(r["value"], 3), "share", note)
