"""How groups vote in the UN: the figures behind docs/explanation/groups.md, and the time it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.groups import four, west
from benchmarks.groups.rows import FIRST, row
from benchmarks.machine import report
from foedus.rollcalls.groups.group_issues import coded_items
from foedus.rollcalls.groups.group_votes import group_votes

RUNS = 3


def seconds() -> Iterator[dict[str, object]]:
    """Median time of a call, the tidy tables in the cache."""
    asked: dict[str, Callable[[], object]] = {
        "four states 1991-2025, by year": lambda: group_votes(four.FOUR, FIRST),
        "NATO 1949-2025, by year": lambda: group_votes("NATO"),
        "OIC 1969-2025, by year": lambda: group_votes("OIC"),
        "four states 1991-2019, six issues": lambda: group_votes(
            four.FOUR, FIRST, issues="each", coded_only=True
        ),
    }
    for what, call in asked.items():
        taken = []
        for _ in range(RUNS):
            coded_items.cache_clear()
            start = time.perf_counter(), time.process_time()
            call()
            taken.append((time.perf_counter() - start[0], time.process_time() - start[1]))
        wall, processor = np.median(taken, axis=0)
        note = f"median of {RUNS}, 500 resamplings; {processor:.2f} s of processor time"
        yield row(what, round(float(wall), 2), "s", note)


def main() -> None:
    """Measure and report."""
    report("groups", [*four.rows(), *west.rows(), *seconds()])


if __name__ == "__main__":
    main()
