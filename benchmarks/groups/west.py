"""The West, by several names: do its members close up, and leave the majority?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from benchmarks.groups.rows import EVERY, FIRST, LAST, row, share_row
from foedus.rollcalls.groups.group_finding import Row, records, when
from foedus.rollcalls.groups.group_measures import Measure
from foedus.rollcalls.groups.group_votes import group_votes

GROUPS: dict[str, str | list[str]] = {
    "G7": "G7",
    "NATO": "NATO",
    "EU": "EU",
    "Nordic": "Nordic",
    "USA, GBR, FRA, DEU": ["USA", "GBR", "FRA", "DEU"],
    "GBR, FRA, DEU": ["GBR", "FRA", "DEU"],
    "NATO of 1991": [
        "USA", "CAN", "GBR", "FRA", "DEU", "ITA", "ESP", "PRT", "BEL", "NLD", "LUX", "DNK", "NOR",
        "ISL", "GRC", "TUR",
    ],
}  # fmt: skip
MEASURES: tuple[Measure, ...] = ("identical", "cohesion", "alpha", "majority")
SINCE = (1991, 1996, 2001)


def rows() -> Iterator[dict[str, object]]:
    """Figures by period, and the change to the last period."""
    for name, states in GROUPS.items():
        found = group_votes(states, FIRST, LAST, every=EVERY)
        for measure in MEASURES:
            yield from share_row(f"{name}: {measure}", found, measure)
            listed = records(found.pick(measure))
            for start in SINCE:
                first = next((r for r in listed if r["from"] == start), None)
                if first is not None:
                    yield _change(f"{name}: {measure}", first, listed[-1])


def _change(what: str, first: Row, last: Row) -> dict[str, object]:
    """Difference of two periods with the interval made of the two."""
    d = last["value"] - first["value"]
    low = d - math.hypot(last["value"] - last["low"], first["high"] - first["value"])
    high = d + math.hypot(last["high"] - last["value"], first["value"] - first["low"])
    clear = "clear rise" if low > 0 else "clear fall" if high < 0 else "no clear change"
    name = f"{what}, change from {when(first)} to {when(last)}"
    return row(name, round(d, 3), "share", f"{low:.3f} to {high:.3f}; {clear}")
